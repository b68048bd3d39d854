"""Writing a model file: its layout is planned from shapes alone, tensors are written in any order, the header last.

docs/format.md specifies the bytes. The file appears under its name only when it is complete.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
        self._temporary: Path | None = None
        check_target(target, force=force)
        check_space(self._target.parent, self.size_bytes)
        self._fd = -1

    @property
    def size_bytes(self) -> int:
        """Size of the finished file."""
        return self._header_bytes + self._layout.data_bytes

    def __enter__(self) -> ModelFileWriter:
        with _explained(self._target):
            self._fd, name = tempfile.mkstemp(prefix=f".{self._target.name}.", suffix=".part", dir=self._target.parent)
            self._temporary = Path(name)
            os.truncate(self._fd, self.size_bytes)  # paddings are zeros without being written
        return self

    def write(self, name: str, offset: int, array: npt.NDArray[np.generic]) -> None:
        """Write an array's bytes, `offset` bytes from the tensor's beginning. Raises OutputError (disk full, ...)."""
        with _explained(self._target):
            _write_all(
                self._fd, array.reshape(-1).view(np.uint8), self._header_bytes + self._layout.offsets[name] + offset
            )

    def finish(self, metadata: Mapping[str, str]) -> None:
        """Write the header, make everything durable, and give the file its name."""
        assert self._temporary is not None
        with _explained(self._target):
            header = self._layout.header(metadata, size=self._header_bytes)
            _write_all(self._fd, np.frombuffer(header, np.uint8), 0)
            os.fchmod(self._fd, 0o666 & ~_umask())
            os.fsync(self._fd)
            os.close(self._fd)
            self._fd = -1
            os.replace(self._temporary, self._target)
            self._temporary = None
            _sync_folder(self._target.parent)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        if self._temporary is not None:
            self._temporary.unlink(missing_ok=True)
            self._temporary = None


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


def _write_all(fd: int, data: npt.NDArray[np.uint8], offset: int) -> None:
    view = data.data
    while view:
        n = os.pwrite(fd, view, offset)
        view, offset = view[n:], offset + n


def _sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
