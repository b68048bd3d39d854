"""Sessions on disk: one safetensors file with the ids and the blocks of the key/value cache.

The file, all of it checked on load:
  ids     I32 [n]                the token ids
  blocks  U8 [n_blocks, bytes]   the cache in blocks of BLOCK_TOKENS positions, as the core lays them out
  metadata: format "pyglm-session", format_version, kv_type, max_tokens, start_position, checksum, and of the model its
  source_hash and recipe, because keys and values mean nothing to other weights.
  checksum: BLAKE2b-256 in hexadecimal of the header without it (JSON as Python writes it, keys sorted), ids and blocks.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from pyglm import _core
from pyglm.errors import ContextLengthError, FileFormatError

if TYPE_CHECKING:
    from pyglm.model import Model

BLOCK_TOKENS = 64  # positions in one block of the core's cache
_FORMAT = "pyglm-session"
_VERSION = "1"
_ALIGNMENT = 64  # bytes; where the data begin, as in a model file
_CHECKSUM_BYTES = 32


def save_session(path: str | os.PathLike[str], model: Model, sequence: _core.Sequence, ids: list[int]) -> None:
    """Write to a temporary file beside `path`, one cache block in memory at a time, then rename; see `Session.save`."""
    n_blocks = -(-len(ids) // BLOCK_TOKENS)
    first = sequence.export_block(0) if n_blocks else np.empty(0, np.uint8)
    ids_bytes = np.asarray(ids, np.int32).tobytes()
    metadata = _identity(model) | {
        "kv_type": sequence.kv_type,
        "max_tokens": str(sequence.max_tokens),
        "start_position": str(sequence.start_position),
        "checksum": "0" * (2 * _CHECKSUM_BYTES),  # holds the place until everything is written
    }
    header = {
        "__metadata__": metadata,
        "ids": {"dtype": "I32", "shape": [len(ids)], "data_offsets": [0, len(ids_bytes)]},
        "blocks": {
            "dtype": "U8",
            "shape": [n_blocks, first.size],
            "data_offsets": [len(ids_bytes), len(ids_bytes) + n_blocks * first.size],
        },
    }
    _write_whole(path, header, ids_bytes, (sequence.export_block(i) for i in range(n_blocks)))


def load_session(path: str | os.PathLike[str], model: Model) -> tuple[_core.Sequence, list[int]]:
    """The sequence and its ids; see `Model.load_session`."""
    path = Path(path)
    metadata = _checked_metadata(path)
    _check_identity(path, metadata, model)
    kv_type = metadata.get("kv_type")
    if kv_type != model.kv_type:
        raise FileFormatError(
            f"{path}: the session's cache is {kv_type}, the model was loaded with kv_type={model.kv_type!r}; "
            f"load it with kv_type={kv_type!r} to go on with this session"
        )
    header, ids, blocks = _map_tensors(path)
    _check_ids(path, ids, blocks, model)
    _check_checksum(path, header, ids, blocks)
    try:
        sequence = model._new_sequence(int(metadata["max_tokens"]), int(metadata["start_position"]))
        sequence.import_blocks(list(blocks), len(ids))
    except (KeyError, ValueError, ContextLengthError) as e:
        raise FileFormatError(f"{path}: not a session of this model: {e}; start a new session") from None
    return sequence, ids.tolist()


def _identity(model: Model) -> dict[str, str]:
    identity = {"format": _FORMAT, "format_version": _VERSION}
    return identity | {key: model.metadata[key] for key in ("source_hash", "recipe")}


def _write_whole(
    path: str | os.PathLike[str], header: dict[str, Any], ids: bytes, blocks: Iterable[npt.NDArray[np.uint8]]
) -> None:
    """Write a safetensors file under a temporary name in the same folder, then give it its own."""
    try:
        target, permissions = _checked_target(path)
        temporary = target.with_name(f".pyglm-{secrets.token_hex(8)}.part")
        try:
            with temporary.open("xb") as file:
                if permissions is not None:
                    temporary.chmod(permissions)  # before there is anything to read
                _write_parts(file, header, ids, blocks)
            os.replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)  # gone when it has its name
    except OSError as e:
        # names what the caller gave, not the temporary file
        raise OSError(e.errno, e.strerror, os.fspath(path)) from None


def _checked_target(path: str | os.PathLike[str]) -> tuple[Path, int | None]:
    """The file to write, links followed, and the permission bits of the session file that is there already."""
    name = os.fspath(path)
    if not name:
        raise FileNotFoundError(errno.ENOENT, "the path is empty; give the name of a file")
    target = Path(os.path.realpath(name))
    if target.is_dir() or os.path.basename(name) in ("", ".", ".."):
        raise IsADirectoryError(errno.EISDIR, "a session cannot be saved as a folder; give the name of a file")
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, f"there is no folder {target.parent}; create it first") from None
        return target, None
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "no regular file, so a session cannot be saved there; choose another name")
    if not _is_session(target):
        raise FileExistsError(
            errno.EEXIST,
            "the file is there and is not a session, so it is left alone; choose another name or remove it",
        )
    return target, mode & 0o777


def _is_session(path: Path) -> bool:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="np") as file:
            return (file.metadata() or {}).get("format") == _FORMAT
    except SafetensorError:
        return False


def _write_parts(file: BinaryIO, header: dict[str, Any], ids: bytes, blocks: Iterable[npt.NDArray[np.uint8]]) -> None:
    """Write everything, then the header once more with the checksum, which is known only now."""
    digest = _header_digest(header)
    file.write(_header_bytes(header))
    digest.update(ids)
    file.write(ids)
    for block in blocks:
        digest.update(block.data)
        file.write(block.data)
    header["__metadata__"]["checksum"] = digest.hexdigest()
    file.seek(0)
    file.write(_header_bytes(header))
    file.flush()
    os.fsync(file.fileno())


def _header_bytes(header: dict[str, Any]) -> bytes:
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b" " * (-(8 + len(text)) % _ALIGNMENT)
    return len(text).to_bytes(8, "little") + text


def _header_digest(header: dict[str, Any]) -> hashlib.blake2b:
    """The checksum's beginning: positions, too, change what the cache means."""
    metadata = {key: value for key, value in header["__metadata__"].items() if key != "checksum"}
    text = json.dumps(header | {"__metadata__": metadata}, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=_CHECKSUM_BYTES)


def _checked_metadata(path: Path) -> dict[str, str]:
    """The file's metadata, once safetensors has checked the header against the file's size."""
    from safetensors import SafetensorError, safe_open

    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, "no such session file", str(path))
    try:
        with safe_open(path, framework="np") as file:
            metadata: dict[str, str] = file.metadata() or {}
            names = set(file.keys())
    except SafetensorError as e:
        raise FileFormatError(f"{path}: not a whole session file ({e}); start a new session") from None
    if metadata.get("format") != _FORMAT or names != {"ids", "blocks"}:
        raise FileFormatError(f"{path}: a safetensors file, but not a session that Session.save wrote")
    if metadata.get("format_version") != _VERSION:
        raise FileFormatError(
            f"{path}: session format {metadata.get('format_version')}, this version of pyglm reads {_VERSION}"
        )
    return metadata


def _check_identity(path: Path, metadata: dict[str, str], model: Model) -> None:
    expected = _identity(model)
    for key, what in (("source_hash", "another model"), ("recipe", "the same model packed in another way")):
        if metadata.get(key) != expected[key]:
            raise FileFormatError(
                f"{path}: the session belongs to {what} ({key} {metadata.get(key) or 'missing'}, this model has "
                f"{expected[key]}); load it with the model file that wrote it, or start a new session"
            )


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


def _check_ids(path: Path, ids: npt.NDArray[np.int32], blocks: npt.NDArray[np.uint8], model: Model) -> None:
    n_blocks = -(-len(ids) // BLOCK_TOKENS)
    if len(blocks) != n_blocks:
        raise FileFormatError(f"{path}: {len(ids)} ids need {n_blocks} cache blocks, the file has {len(blocks)}")
    vocab_size = model.config.vocab_size
    if ids.size and not 0 <= int(ids.min()) <= int(ids.max()) < vocab_size:
        raise FileFormatError(f"{path}: ids lie outside the model's 0..{vocab_size - 1}")


def _check_checksum(
    path: Path, header: dict[str, Any], ids: npt.NDArray[np.int32], blocks: npt.NDArray[np.uint8]
) -> None:
    digest = _header_digest(header)
    digest.update(ids.tobytes())
    for block in blocks:
        digest.update(block)
    expected = header["__metadata__"].get("checksum")
    if digest.hexdigest() != expected:
        raise FileFormatError(
            f"{path}: damaged: its bytes give the checksum {digest.hexdigest()}, it was saved with "
            f"{expected or 'none'}; start a new session or take an undamaged copy"
        )
