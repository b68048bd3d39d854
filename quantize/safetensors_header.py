"""The header of a safetensors file, read and checked without touching the tensors.

A file is: 8 bytes little-endian size N of the header; N bytes of JSON (an object: name -> {dtype, shape,
data_offsets}, and "__metadata__": string -> string), padded with spaces; the tensors, without holes.
Source: the format's description in the safetensors repository.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from pyglm import FileFormatError
from quantize.tensors import DTYPE_BYTES, StoredTensor, file_size

_MAX_HEADER_BYTES = 100_000_000  # the limit of the reference implementation
_MAX_DIMENSIONS = 8


@dataclass(frozen=True)
class Header:
    """Tensors in the order of their bytes, and the file's metadata."""

    tensors: dict[str, StoredTensor]
    metadata: dict[str, str]
    header_bytes: int
    """Bytes before the first tensor."""


def read_header(path: Path) -> Header:
    """Read and check the header of a safetensors file.

    Raises FileFormatError when the file is no safetensors file, is truncated, or a tensor's size, shape and place do
    not agree or overlap another's.
    """
    size = file_size(path)
    with open(path, "rb") as file:
        prefix = file.read(8)
        n = int.from_bytes(prefix, "little")
        if prefix == b"version ":
            raise FileFormatError(
                f"{path}: not the tensors but a Git LFS pointer to them; fetch the file itself with: git lfs pull"
            )
        if len(prefix) < 8 or n > _MAX_HEADER_BYTES:
            raise FileFormatError(f"{path}: not a safetensors file: a header of {n} bytes is announced")
        if 8 + n > size:
            raise FileFormatError(f"{path}: truncated: the header alone needs {8 + n} bytes, the file has {size}")
        text = file.read(n)
    entries = _parse(path, text)
    metadata = _metadata(path, entries.pop("__metadata__", {}))
    tensors = [_tensor(path, name, entry, 8 + n) for name, entry in entries.items()]
    tensors.sort(key=lambda tensor: (tensor.offset, tensor.size_bytes))
    _check_extents(path, tensors, 8 + n, size)
    return Header({tensor.name: tensor for tensor in tensors}, metadata, 8 + n)


def _parse(path: Path, text: bytes) -> dict[str, Any]:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            raise ValueError("a name appears twice")
        return result

    try:
        entries = json.loads(text.decode("utf-8"), object_pairs_hook=unique)
    except (ValueError, RecursionError) as error:
        raise FileFormatError(f"{path}: not a safetensors file: the header is not valid JSON ({error})") from None
    if not isinstance(entries, dict):
        raise FileFormatError(f"{path}: not a safetensors file: the header must be a JSON object")
    return entries


def _metadata(path: Path, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise FileFormatError(f"{path}: __metadata__ must map names to strings")
    return value


def _tensor(path: Path, name: str, entry: object, data_begin: int) -> StoredTensor:
    def bad(what: str) -> FileFormatError:
        return FileFormatError(f"{path}: tensor {name}: {what}")

    if not isinstance(entry, dict):
        raise bad("expected an object with dtype, shape and data_offsets")
    dtype, shape, offsets = entry.get("dtype"), entry.get("shape"), entry.get("data_offsets")
    if not isinstance(dtype, str) or dtype not in DTYPE_BYTES:
        raise bad(f"unknown dtype {dtype!r}")
    if not isinstance(shape, list) or len(shape) > _MAX_DIMENSIONS or not all(_is_size(n) for n in shape):
        raise bad(f"shape must be at most {_MAX_DIMENSIONS} sizes, found {str(shape)[:80]}")
    if not isinstance(offsets, list) or len(offsets) != 2 or not all(_is_size(n) for n in offsets):
        raise bad(f"data_offsets must be two sizes, found {str(offsets)[:80]}")
    begin, end = offsets
    n_bytes = prod(shape) * DTYPE_BYTES[dtype]
    if end - begin != n_bytes:
        raise bad(f"{dtype} {shape} needs {n_bytes} bytes, data_offsets give {end - begin}")
    return StoredTensor(name, dtype, tuple(shape), path, data_begin + begin)


def _is_size(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**63


def _check_extents(path: Path, tensors: list[StoredTensor], begin: int, size: int) -> None:
    position, before = begin, "the header"
    for tensor in tensors:
        if tensor.offset < position:
            raise FileFormatError(f"{path}: tensors {before} and {tensor.name} overlap")
        if tensor.offset > position:
            raise FileFormatError(
                f"{path}: {tensor.offset - position} bytes between {before} and {tensor.name} are unused"
            )
        position, before = position + tensor.size_bytes, tensor.name
    if position > size:
        raise FileFormatError(f"{path}: truncated: {position} bytes expected, the file has {size}")
    if position < size:
        raise FileFormatError(f"{path}: {size - position} bytes too many at the end of the file")
