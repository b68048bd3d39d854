"""Sessions on disk: `pyglm.kv_file` with everything that a session needs to go on.

Its metadata: format "pyglm-session", kv_type, max_tokens, start_position, and the model's identity, because keys and
values mean nothing to other weights.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import numpy.typing as npt

from pyglm import _core, kv_file
from pyglm.errors import ContextLengthError, FileFormatError
from pyglm.kv_file import BLOCK_TOKENS, model_identity

if TYPE_CHECKING:
    from pyglm.model import Model

_KIND = kv_file.Kind("session", "pyglm-session", "2", "start a new session")


def save_session(path: str | os.PathLike[str], model: Model, sequence: _core.Sequence, ids: list[int]) -> None:
    """Write to a temporary file beside `path`, one cache block in memory at a time, then rename; see `Session.save`."""
    n_blocks = -(-len(ids) // BLOCK_TOKENS)
    block_bytes = sequence.export_block(0).size if n_blocks else 0
    metadata = {
        **_KIND.metadata,
        **model_identity(model),
        "kv_type": sequence.kv_type,
        "max_tokens": str(sequence.max_tokens),
        "start_position": str(sequence.start_position),
    }
    blocks = (sequence.export_block(i) for i in range(n_blocks))
    _write_whole(path, lambda file: kv_file.write(file, metadata, ids, blocks, block_bytes=block_bytes))


def load_session(path: str | os.PathLike[str], model: Model) -> tuple[_core.Sequence, list[int]]:
    """The sequence and its ids; see `Model.load_session`."""
    path = Path(path)
    content = kv_file.read(path, _KIND)
    metadata, ids = content.metadata, content.ids
    _check_identity(path, metadata, model)
    kv_type = metadata.get("kv_type")
    if kv_type != model.kv_type:
        raise FileFormatError(
            f"{path}: the session's cache is {kv_type}, the model was loaded with kv_type={model.kv_type!r}; "
            f"load it with kv_type={kv_type!r} to go on with this session"
        )
    _check_ids(path, ids, model)
    try:
        sequence = model._new_sequence(int(metadata["max_tokens"]), int(metadata["start_position"]))
        sequence.import_blocks(list(content.blocks), len(ids))
    except (KeyError, ValueError, ContextLengthError) as e:
        raise FileFormatError(f"{path}: not a session of this model: {e}; start a new session") from None
    return sequence, ids.tolist()


def _write_whole(path: str | os.PathLike[str], write: Callable[[BinaryIO], None]) -> None:
    """Write a file under a temporary name in the same folder, then give it its own."""
    try:
        target, permissions = _checked_target(path)
        temporary = target.with_name(f".pyglm-{secrets.token_hex(8)}.part")
        try:
            with temporary.open("xb") as file:
                if permissions is not None:
                    temporary.chmod(permissions)  # before there is anything to read
                write(file)
                kv_file.sync(file)
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
    if not kv_file.is_kind(target, _KIND):
        raise FileExistsError(
            errno.EEXIST,
            "the file is there and is not a session, so it is left alone; choose another name or remove it",
        )
    return target, mode & 0o777


def _check_identity(path: Path, metadata: dict[str, str], model: Model) -> None:
    what = {
        "source_hash": "another model",
        "recipe": "the same model packed in another way",
        "config": "the same weights in another configuration",
    }
    for key, expected in model_identity(model).items():
        if metadata.get(key) != expected:
            raise FileFormatError(
                f"{path}: the session belongs to {what[key]} ({key} {metadata.get(key) or 'missing'}, this model has "
                f"{expected}); load it with the model file that wrote it, or start a new session"
            )


def _check_ids(path: Path, ids: npt.NDArray[np.int32], model: Model) -> None:
    vocab_size = model.config.vocab_size
    if ids.size and not 0 <= int(ids.min()) <= int(ids.max()) < vocab_size:
        raise FileFormatError(f"{path}: ids lie outside the model's 0..{vocab_size - 1}")
