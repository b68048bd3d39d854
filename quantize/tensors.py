"""Where a tensor's bytes lie in a file, and reading them by blocks of rows with plain reads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from pyglm.packing import SourceType
from quantize.errors import CheckpointError

DTYPE_BYTES = {
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2,
    "I32": 4, "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8,
}  # fmt: skip
"""Bytes of one element, by safetensors name."""

SOURCE_TYPES: dict[str, SourceType] = {"F16": "f16", "BF16": "bf16", "F32": "f32"}
"""Types that weights may have, and their names in pyglm.packing."""


@dataclass(frozen=True)
class StoredTensor:
    """A contiguous little-endian tensor inside a file."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    path: Path
    offset: int
    """First byte, from the beginning of the file."""
    crc32: int | None = None
    """CRC-32 of the bytes, where the file tells it."""

    @property
    def size_bytes(self) -> int:
        return prod(self.shape) * DTYPE_BYTES[self.dtype]

    @property
    def row_bytes(self) -> int:
        """Bytes of one row: all dimensions but the first."""
        return prod(self.shape[1:]) * DTYPE_BYTES[self.dtype]


@dataclass(frozen=True)
class RowBlock:
    """Some consecutive rows of a tensor."""

    tensor: StoredTensor
    first_row: int
    n_rows: int

    @property
    def last(self) -> bool:
        return self.first_row + self.n_rows == self.tensor.shape[0]


def row_blocks(
    tensor: StoredTensor, block_bytes: int, multiple: int, *, first_row: int = 0, n_rows: int | None = None
) -> Iterator[RowBlock]:
    """Cut n_rows of a tensor (all by default) into blocks of at most block_bytes, each a multiple of `multiple` rows.

    The last block may be shorter; the others have `multiple` rows at least, however long they are.
    """
    step = max(multiple, block_bytes // max(tensor.row_bytes, 1) // multiple * multiple)
    end = tensor.shape[0] if n_rows is None else first_row + n_rows
    for first in range(first_row, end, step):
        yield RowBlock(tensor, first, min(step, end - first))


class FileReader:
    """Reads blocks of tensors; keeps the file of the last block open. One thread at a time."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._file: BinaryIO | None = None

    def read(self, block: RowBlock) -> npt.NDArray[np.uint8]:
        """The block's bytes. Raises CheckpointError when the file ends early or cannot be read."""
        tensor = block.tensor
        data = np.empty(block.n_rows * tensor.row_bytes, np.uint8)
        view = data.data
        try:
            file = self._open(tensor.path)
            file.seek(tensor.offset + block.first_row * tensor.row_bytes)
            while view:
                n = file.readinto(view)  # type: ignore[attr-defined]
                if not n:
                    raise CheckpointError(f"{tensor.path}: the file ends inside tensor {tensor.name}; it is truncated")
                view = view[n:]
        except OSError as error:
            raise CheckpointError(f"{tensor.path}: cannot read tensor {tensor.name}: {error.strerror}") from error
        return data

    def _open(self, path: Path) -> BinaryIO:
        if self._file is None or self._path != path:
            self.close()
            self._file = open(path, "rb", buffering=0)  # noqa: SIM115
            self._path = path
        return self._file

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def file_size(path: Path) -> int:
    """Bytes of a file. Raises CheckpointError when it is missing or no file."""
    try:
        size = os.stat(path).st_size
    except OSError as error:
        raise CheckpointError(f"{path}: cannot be read: {error.strerror}") from error
    if not path.is_file():
        raise CheckpointError(f"{path}: expected a file")
    return size
