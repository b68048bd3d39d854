"""A checkpoint's fingerprint, taken from the bytes as they pass by."""

from __future__ import annotations

import hashlib
import zlib

import numpy as np
import numpy.typing as npt

from quantize.errors import CheckpointError
from quantize.tensors import RowBlock, StoredTensor


class SourceDigest:
    r"""SHA-256 over all tensors in the order of `roles`; the same however the checkpoint is cut into files.

    Of each tensor: its name, type and shape as the line "NAME F16 4096,128\n", then its bytes, little-endian.
    Where the file tells a tensor's CRC-32 (PyTorch's zip archives do), that is compared too.
    """

    WIDEST = "sha256:" + "0" * 64
    """A result of the length that every result has."""

    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()
        self._crc32 = 0

    def update(self, block: RowBlock, data: npt.NDArray[np.uint8]) -> None:
        """Take in the next block. Raises CheckpointError when a tensor's CRC-32 is wrong after its last block."""
        tensor = block.tensor
        if block.first_row == 0:
            self._sha256.update(_title(tensor))
            self._crc32 = 0
        self._sha256.update(data.data)
        if tensor.crc32 is not None:
            self._crc32 = zlib.crc32(data.data, self._crc32)
            if block.last and self._crc32 != tensor.crc32:
                raise CheckpointError(
                    f"{tensor.path}: tensor {tensor.name} is damaged: its CRC-32 is {self._crc32:08x}, the archive "
                    f"says {tensor.crc32:08x}; download the file again"
                )

    def result(self) -> str:
        """The word sha256, a colon, 64 hexadecimal digits."""
        return "sha256:" + self._sha256.hexdigest()


def _title(tensor: StoredTensor) -> bytes:
    return f"{tensor.name} {tensor.dtype} {','.join(map(str, tensor.shape))}\n".encode()
