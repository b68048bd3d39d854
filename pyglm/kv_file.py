"""Token ids and blocks of a key/value cache in one safetensors file: what sessions and the prefix store write.

The file, all of it checked when it is read:
  blocks  U8 [n_blocks, bytes]   the cache in blocks of BLOCK_TOKENS positions, as the core lays them out; they begin on
                                 a 64-byte boundary, so that they can be used where they are mapped
  ids     I32 [n]                the token ids
  metadata: format, format_version, what the kind of file needs, and checksum: XXH3-128 in hexadecimal of the header
  without it (JSON as Python writes it, keys sorted), blocks and ids.

The checksum finds damage, at the speed of memory. It does not stop someone who can write the user's files.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt
import xxhash

from pyglm.errors import FileFormatError

if TYPE_CHECKING:
    from pyglm.model import Model

BLOCK_TOKENS = 64  # positions in one block of the core's cache
_ALIGNMENT = 64  # bytes; where the data begin, as in a model file
_NO_CHECKSUM = "0" * 32  # holds the place until everything is written


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name in messages, its format and version in the metadata, and what to do without it."""

    noun: str
    format: str
    version: str
    mend: str

    @property
    def metadata(self) -> dict[str, str]:
        """How a file says what it is."""
        return {"format": self.format, "format_version": self.version}


@dataclass(frozen=True)
class KvFile:
    """What a checked file holds; blocks are a view into the mapped file."""

    metadata: dict[str, str]
    ids: npt.NDArray[np.int32]
    """[n]"""
    blocks: npt.NDArray[np.uint8]
    """[n_blocks, bytes]"""


def model_identity(model: Model) -> dict[str, str]:
    """What tells a model's keys and values from another's, from the model file's header alone."""
    config = xxhash.xxh3_128_hexdigest(model.metadata["config"].encode())
    return {"source_hash": model.metadata["source_hash"], "recipe": model.metadata["recipe"], "config": config}


def write(
    file: BinaryIO,
    metadata: dict[str, str],
    ids: Sequence[int],
    blocks: Iterable[npt.NDArray[np.uint8]],
    *,
    block_bytes: int,
) -> None:
    """Write to an empty file that can seek; blocks are taken one at a time.

    Args:
        file: where to.
        metadata: of the kind of file and of this one.
        ids: token ids.
        blocks: one for each BLOCK_TOKENS ids, a last partial one included.
        block_bytes: of each block.
    """
    ids_bytes = np.asarray(ids, np.int32).tobytes()
    n_blocks = -(-len(ids) // BLOCK_TOKENS)
    header: dict[str, Any] = {
        "__metadata__": metadata | {"checksum": _NO_CHECKSUM},
        "blocks": {"dtype": "U8", "shape": [n_blocks, block_bytes], "data_offsets": [0, n_blocks * block_bytes]},
        "ids": {
            "dtype": "I32",
            "shape": [len(ids)],
            "data_offsets": [n_blocks * block_bytes, n_blocks * block_bytes + len(ids_bytes)],
        },
    }
    digest = _header_digest(header)
    file.write(_header_bytes(header))
    for block in blocks:
        digest.update(block.data)
        file.write(block.data)
    digest.update(ids_bytes)
    file.write(ids_bytes)
    header["__metadata__"]["checksum"] = digest.hexdigest()
    file.seek(0)
    file.write(_header_bytes(header))


def read(path: Path, kind: Kind) -> KvFile:
    """The content of a file, every byte of it checked.

    Raises:
        FileNotFoundError: there is no such file.
        FileFormatError: it is of another kind or version, or damaged.
    """
    from safetensors import SafetensorError, safe_open

    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, f"no such {kind.noun} file", str(path))
    try:
        with safe_open(path, framework="np") as file:  # checks the header against the file's size
            metadata: dict[str, str] = file.metadata() or {}
            names = set(file.keys())
    except SafetensorError as e:
        raise FileFormatError(f"{path}: not a whole {kind.noun} file ({e}); {kind.mend}") from None
    if metadata.get("format") != kind.format or names != {"ids", "blocks"}:
        raise FileFormatError(f"{path}: a safetensors file, but not a {kind.noun} that pyglm wrote")
    if metadata.get("format_version") != kind.version:
        found = metadata.get("format_version")
        raise FileFormatError(f"{path}: {kind.noun} format {found}, this version of pyglm reads {kind.version}")
    header, ids, blocks = _map_tensors(path)
    if len(blocks) != -(-len(ids) // BLOCK_TOKENS):
        needed = -(-len(ids) // BLOCK_TOKENS)
        raise FileFormatError(f"{path}: {len(ids)} ids need {needed} cache blocks, the file has {len(blocks)}")
    _check_checksum(path, kind, header, ids, blocks)
    return KvFile(metadata, ids, blocks)


def peek_ids(path: Path) -> npt.NDArray[np.int32]:
    """A file's ids, without checking more than that they can be read.

    Raises:
        OSError, FileFormatError: they cannot.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="np") as file:
            return np.asarray(file.get_tensor("ids"), np.int32).ravel()
    except SafetensorError as e:
        raise FileFormatError(f"{path}: not a whole file ({e})") from None


def peek_metadata(path: Path) -> dict[str, str]:
    """A file's metadata, unchecked.

    Raises:
        OSError, FileFormatError: they cannot be read.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="np") as file:
            return dict(file.metadata() or {})
    except SafetensorError as e:
        raise FileFormatError(f"{path}: not a whole file ({e})") from None


def is_kind(path: Path, kind: Kind) -> bool:
    """Whether a file says that it is of this kind."""
    try:
        return peek_metadata(path).get("format") == kind.format
    except FileFormatError:
        return False


def sync(file: BinaryIO) -> None:
    """Have the system put a file's content on the disk."""
    file.flush()
    os.fsync(file.fileno())


def _header_bytes(header: dict[str, Any]) -> bytes:
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b" " * (-(8 + len(text)) % _ALIGNMENT)
    return len(text).to_bytes(8, "little") + text


def _header_digest(header: dict[str, Any]) -> xxhash.xxh3_128:
    """The checksum's beginning: positions, too, change what the cache means."""
    metadata = {key: value for key, value in header["__metadata__"].items() if key != "checksum"}
    text = json.dumps(header | {"__metadata__": metadata}, sort_keys=True)
    return xxhash.xxh3_128(text.encode())


def _map_tensors(path: Path) -> tuple[dict[str, Any], npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """The header, the ids, and the blocks as a view into the file, so that the cache is in memory once only."""
    data = np.memmap(path, np.uint8, "r")
    header_bytes = int.from_bytes(data[:8].tobytes(), "little")
    header: dict[str, Any] = json.loads(data[8 : 8 + header_bytes].tobytes())
    arrays = []
    for name, dtype, n_dims in (("ids", "I32", 1), ("blocks", "U8", 2)):
        entry = header[name]
        if entry["dtype"] != dtype or len(entry["shape"]) != n_dims:
            raise FileFormatError(f"{path}: {name} is {entry['dtype']} {entry['shape']}, expected {dtype}")
        begin, end = (8 + header_bytes + offset for offset in entry["data_offsets"])
        arrays.append((data[begin:end], entry["shape"]))
    (ids, _), (blocks, shape) = arrays
    return header, np.frombuffer(ids.tobytes(), np.int32), blocks.reshape(shape)


def _check_checksum(
    path: Path, kind: Kind, header: dict[str, Any], ids: npt.NDArray[np.int32], blocks: npt.NDArray[np.uint8]
) -> None:
    digest = _header_digest(header)
    for block in blocks:
        digest.update(block.data)
    digest.update(ids.tobytes())
    expected = header["__metadata__"].get("checksum")
    if digest.hexdigest() != expected:
        raise FileFormatError(
            f"{path}: damaged: its bytes give the checksum {digest.hexdigest()}, it was saved with "
            f"{expected or 'none'}; {kind.mend}"
        )
