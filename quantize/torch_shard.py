"""A PyTorch shard (pytorch_model*.bin): a zip archive of a pickle and raw storages, read without torch.

The archive holds NAME/data.pkl, which describes the tensors (see unpickle.py), and NAME/data/KEY, one stored
(uncompressed) member per storage: so every tensor is a plain range of bytes of the file.
"""

from __future__ import annotations

import struct
import zipfile
from math import prod
from pathlib import Path
from typing import BinaryIO

from quantize.errors import CheckpointError
from quantize.tensors import DTYPE_BYTES, StoredTensor, file_size
from quantize.unpickle import TensorView, read_state_dict

_LEGACY_MAGIC = bytes.fromhex("80028a0a6cfc9c46f9206aa850192e")  # pickle of torch's old magic number
_MAX_PICKLE_BYTES = 1 << 26
_LOCAL_HEADER = struct.Struct("<4s22xHH")  # signature; lengths of the name and of the extra field that follow


def read_shard(path: Path) -> dict[str, StoredTensor]:
    """The tensors of a shard, by name.

    Raises CheckpointError when the file is no PyTorch zip archive, is damaged or truncated, or holds anything but
    contiguous half, bfloat16 and float tensors.
    """
    size = file_size(path)
    try:
        with open(path, "rb") as file:
            _refuse_legacy(file)
            with zipfile.ZipFile(file) as archive:
                return _read_archive(archive, file, path, size)
    except CheckpointError as error:
        raise CheckpointError(f"{path}: {error}") from None
    except (zipfile.BadZipFile, struct.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise CheckpointError(
            f"{path}: not a PyTorch checkpoint of today's zip format, or truncated ({error}); download it again"
        ) from None
    except OSError as error:
        raise CheckpointError(f"{path}: cannot be read: {error.strerror or error}") from error


def _refuse_legacy(file: BinaryIO) -> None:
    if file.read(len(_LEGACY_MAGIC)) == _LEGACY_MAGIC:
        raise CheckpointError(
            "saved in the format that PyTorch used before version 1.6, which is not supported; load it with PyTorch "
            "and save it again with torch.save, or convert it to safetensors"
        )
    file.seek(0)


def _read_archive(archive: zipfile.ZipFile, file: BinaryIO, path: Path, size: int) -> dict[str, StoredTensor]:
    members = {info.filename: info for info in archive.infolist()}
    pickles = [name for name in members if name.endswith("/data.pkl")]
    if len(pickles) != 1:
        raise CheckpointError("not a PyTorch checkpoint: expected one member NAME/data.pkl in the archive")
    root = pickles[0].removesuffix("data.pkl")
    for member in members.values():
        if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 1:
            raise CheckpointError(f"{member.filename!r} is compressed or encrypted; PyTorch stores members as they are")
    if (order := members.get(root + "byteorder")) and order.file_size <= 8 and archive.read(order) != b"little":
        raise CheckpointError("its tensors are big-endian; save it on a little-endian machine")
    if members[pickles[0]].file_size > _MAX_PICKLE_BYTES:
        raise CheckpointError(f"data.pkl is larger than {_MAX_PICKLE_BYTES} bytes: it holds more than tensors")
    views = read_state_dict(archive.read(pickles[0]))
    return {name: _locate(name, view, members, root, file, path, size) for name, view in views.items()}


def _locate(
    name: str, view: TensorView, members: dict[str, zipfile.ZipInfo], root: str, file: BinaryIO, path: Path, size: int
) -> StoredTensor:
    storage = view.storage
    member = members.get(f"{root}data/{storage.key}")
    if member is None:
        raise CheckpointError(f"storage {storage.key} of tensor {name} is missing")
    expected = storage.n_elements * DTYPE_BYTES[storage.dtype]
    if member.file_size != expected or member.compress_size != expected:
        raise CheckpointError(f"{member.filename} has {member.file_size} bytes, expected {expected} for tensor {name}")
    begin = _data_offset(member, file)
    if begin + expected > size:
        raise CheckpointError(f"truncated: tensor {name} ends at byte {begin + expected}, the file at {size}")
    whole = prod(view.shape) == storage.n_elements
    offset = begin + view.offset * DTYPE_BYTES[storage.dtype]
    return StoredTensor(name, storage.dtype, view.shape, path, offset, member.CRC if whole else None)


def _data_offset(member: zipfile.ZipInfo, file: BinaryIO) -> int:
    """Where a stored member's bytes begin: the local header repeats the name and has an extra field of its own."""
    file.seek(member.header_offset)
    signature, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    if signature != b"PK\x03\x04":
        raise CheckpointError(f"{member.filename}: no member begins where the archive's directory says")
    return member.header_offset + _LOCAL_HEADER.size + int(name_bytes) + int(extra_bytes)
