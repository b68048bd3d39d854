"""Sessions on disk: one safetensors file with the ids and the blocks of the key/value cache.

The file, all of it checked on load:
  ids     I32 [n]                the token ids
  blocks  U8 [n_blocks, bytes]   the cache in blocks of BLOCK_TOKENS positions, as the core lays them out
  metadata: format "pyglm-session", format_version, kv_type, max_tokens, start_position, and of the model its
  source_hash and recipe, because keys and values mean nothing to other weights.
"""

from __future__ import annotations

import errno
import json
import os
import tempfile
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


def save_session(path: str | os.PathLike[str], model: Model, sequence: _core.Sequence, ids: list[int]) -> None:
    """Write to a temporary file beside `path`, one cache block in memory at a time, then rename."""
    n_blocks = -(-len(ids) // BLOCK_TOKENS)
    first = sequence.export_block(0) if n_blocks else np.empty(0, np.uint8)
    ids_bytes = np.asarray(ids, np.int32).tobytes()
    metadata = _identity(model) | {
        "kv_type": sequence.kv_type,
        "max_tokens": str(sequence.max_tokens),
        "start_position": str(sequence.start_position),
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
    _write_whole(Path(path), header, ids_bytes, (sequence.export_block(i) for i in range(n_blocks)))


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
    ids, blocks = _map_tensors(path)
    _check_ids(path, ids, blocks, model)
    try:
        sequence = model._new_sequence(int(metadata["max_tokens"]), int(metadata["start_position"]))
        sequence.import_blocks(list(blocks), len(ids))
    except (KeyError, ValueError, ContextLengthError) as e:
        raise FileFormatError(f"{path}: not a session of this model: {e}; start a new session") from None
    return sequence, ids.tolist()


def _identity(model: Model) -> dict[str, str]:
    identity = {"format": _FORMAT, "format_version": _VERSION}
    return identity | {key: model.metadata[key] for key in ("source_hash", "recipe")}


def _write_whole(path: Path, header: dict[str, Any], ids: bytes, blocks: Iterable[npt.NDArray[np.uint8]]) -> None:
    """Write a safetensors file under a temporary name in the same folder, then give it its own."""
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b" " * (-(8 + len(text)) % _ALIGNMENT)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            _write_parts(file, text, ids, blocks)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _write_parts(file: BinaryIO, header: bytes, ids: bytes, blocks: Iterable[npt.NDArray[np.uint8]]) -> None:
    file.write(len(header).to_bytes(8, "little") + header + ids)
    for block in blocks:
        file.write(block.data)
    file.flush()
    os.fsync(file.fileno())


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


def _map_tensors(path: Path) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """Views into the file, so that the cache is in memory once only."""
    data = np.memmap(path, np.uint8, "r")
    header_bytes = int.from_bytes(data[:8].tobytes(), "little")
    header = json.loads(data[8 : 8 + header_bytes].tobytes())
    arrays = []
    for name, dtype, n_dims in (("ids", "I32", 1), ("blocks", "U8", 2)):
        entry = header[name]
        if entry["dtype"] != dtype or len(entry["shape"]) != n_dims:
            raise FileFormatError(f"{path}: {name} is {entry['dtype']} {entry['shape']}, expected {dtype}")
        begin, end = (8 + header_bytes + offset for offset in entry["data_offsets"])
        arrays.append((data[begin:end], entry["shape"]))
    (ids, _), (blocks, shape) = arrays
    return np.frombuffer(ids.tobytes(), np.int32), blocks.reshape(shape)


def _check_ids(path: Path, ids: npt.NDArray[np.int32], blocks: npt.NDArray[np.uint8], model: Model) -> None:
    n_blocks = -(-len(ids) // BLOCK_TOKENS)
    if len(blocks) != n_blocks:
        raise FileFormatError(f"{path}: {len(ids)} ids need {n_blocks} cache blocks, the file has {len(blocks)}")
    vocab_size = model.config.vocab_size
    if ids.size and not 0 <= int(ids.min()) <= int(ids.max()) < vocab_size:
        raise FileFormatError(f"{path}: ids lie outside the model's 0..{vocab_size - 1}")
