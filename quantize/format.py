"""Writing a model file: its layout is planned from shapes alone, tensors are written in any order, the header last.

docs/format.md specifies the bytes. The file appears under its name only when it is complete.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import FileIO
from math import prod
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

from quantize.errors import OutputError
from quantize.tensors import DTYPE_BYTES

ALIGNMENT = 64
FORMAT = "pyglm"
FORMAT_VERSION = "1"


@dataclass(frozen=True)
class TensorSpec:
    """A tensor to be written."""

    name: str
    dtype: str
    """safetensors name."""
    shape: tuple[int, ...]

    @property
    def size_bytes(self) -> int:
        return prod(self.shape) * DTYPE_BYTES[self.dtype]


@dataclass(frozen=True)
class FileLayout:
    """Tensors with padding between them, their offsets from the first byte after the header, and the total."""

    specs: tuple[TensorSpec, ...]
    offsets: dict[str, int]
    data_bytes: int

    @staticmethod
    def of(specs: Iterable[TensorSpec]) -> FileLayout:
        """Put tensors one behind the other, each on a multiple of 64 bytes.

        safetensors allows no holes: after a size that is no multiple of 64, a U8 tensor padding.N fills up.
        """
        placed: list[TensorSpec] = []
        offsets: dict[str, int] = {}
        position = n_paddings = 0
        for spec in specs:
            padding = -spec.size_bytes % ALIGNMENT
            for piece in (spec, TensorSpec(f"padding.{n_paddings}", "U8", (padding,))):
                if piece.size_bytes:
                    placed.append(piece)
                    offsets[piece.name] = position
                    position += piece.size_bytes
            n_paddings += padding > 0
        return FileLayout(tuple(placed), offsets, position)

    def header(self, metadata: Mapping[str, str], *, size: int | None = None) -> bytes:
        """The file's bytes up to the first tensor, filled with spaces to `size` or the next multiple of 64."""
        entries: dict[str, object] = {"__metadata__": dict(metadata)}
        for spec in self.specs:
            begin = self.offsets[spec.name]
            entries[spec.name] = {
                "dtype": spec.dtype,
                "shape": list(spec.shape),
                "data_offsets": [begin, begin + spec.size_bytes],
            }
        text = json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        if size is None:
            size = (8 + len(text) + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT
        if 8 + len(text) > size:
            raise ValueError(f"a header of {8 + len(text)} bytes does not fit the {size} that were reserved")
        return (size - 8).to_bytes(8, "little") + text.ljust(size - 8, b" ")


class ModelFileWriter:
    """A model file in the making, under a temporary name in the target's folder; a context manager.

    `write` may be called from one thread at a time, `finish` once at the end. Leaving the context without `finish`
    removes the file.

    Args:
        target: where the file is to appear.
        layout: all tensors.
        header_bytes: room to reserve in front of them, a multiple of 64.
        force: replace an existing file.

    Raises:
        OutputError: the target exists (without force), is a folder, has no folder, or the disk is too small.
    """

    def __init__(self, target: Path, layout: FileLayout, header_bytes: int, *, force: bool) -> None:
        self._target = Path(os.path.realpath(target))
        self._layout = layout
        self._header_bytes = header_bytes
        check_target(target, force=force)
        check_space(self._target.parent, self.size_bytes)
        self._temporary = self._target.with_name(f".pyglm-{secrets.token_hex(8)}.part")

    @property
    def size_bytes(self) -> int:
        """Size of the finished file."""
        return self._header_bytes + self._layout.data_bytes

    def __enter__(self) -> ModelFileWriter:
        try:
            with _explained(self._target):
                self._file = create(self._temporary)
                self._file.truncate(self.size_bytes)  # paddings are zeros without being written
        except BaseException:
            self._temporary.unlink(missing_ok=True)
            raise
        return self

    def write(self, name: str, offset: int, array: npt.NDArray[np.generic]) -> None:
        """Write an array's bytes, `offset` bytes from the tensor's beginning. Raises OutputError (disk full, ...)."""
        begin = self._header_bytes + self._layout.offsets[name] + offset
        with _explained(self._target):
            _write_all(self._file, array.reshape(-1).view(np.uint8), begin)

    def finish(self, metadata: Mapping[str, str]) -> None:
        """Write the header, make everything durable, and give the file its name."""
        with _explained(self._target):
            header = self._layout.header(metadata, size=self._header_bytes)
            _write_all(self._file, np.frombuffer(header, np.uint8), 0)
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(self._temporary, self._target)
            _sync_folder(self._target.parent)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()
        self._temporary.unlink(missing_ok=True)  # gone when it has its name


def check_target(target: Path, *, force: bool) -> None:
    """Raise OutputError when a file cannot be written under this name."""
    if target.is_dir():
        raise OutputError(f"{target} is a folder; give the name of a file, such as {target / 'model.glm'}")
    if target.exists() and not target.is_file():
        raise OutputError(f"{target} is no regular file")
    if target.exists() and not force:
        raise OutputError(f"{target} exists; give --force to replace it")
    if not target.parent.is_dir():
        raise OutputError(f"{target.parent}: no such folder; create it first")


def check_space(folder: Path, needed_bytes: int) -> None:
    """Raise OutputError when the disk has less room than the file needs."""
    free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        raise OutputError(
            f"{folder}: the file needs {needed_bytes / 1e9:.2f} GB, the disk has {free / 1e9:.2f} GB free; "
            "make room or choose another folder"
        )


class _explained:
    """Turns an OSError into an OutputError that names the target."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, OSError):
            raise OutputError(f"{self._target}: cannot write: {error.strerror}; nothing was left behind") from error


def create(path: Path) -> FileIO:
    """A new file, unbuffered: every error shows where it happens."""
    return FileIO(path, "xb")


def _write_all(file: FileIO, data: npt.NDArray[np.uint8], offset: int) -> None:
    view = data.data
    file.seek(offset)
    while view:
        view = view[file.write(view) :]


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows has no way to open a folder, nor need to."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
