"""Where this user's programs keep their files, by the customs of the operating system.

Source: XDG base directory specification; macOS' ~/Library; Windows' LOCALAPPDATA.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PART = ".part"
"""How the names of files end that are not yet whole; they begin with a dot."""

_NAME = "pyglm"


def cache_folder() -> Path:
    """For what can be computed again."""
    if sys.platform == "win32":
        return _local_app_data() / _NAME / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / _NAME
    return _xdg("XDG_CACHE_HOME", ".cache")


def data_folder() -> Path:
    """For what the user wants to keep."""
    if sys.platform == "win32":
        return _local_app_data() / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    return _xdg("XDG_DATA_HOME", ".local/share")


def _xdg(variable: str, default: str) -> Path:
    return Path(os.environ.get(variable) or Path.home() / default) / _NAME


def _local_app_data() -> Path:
    return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")


def make_private(folder: Path) -> None:
    """Create a folder, and those above it, for its owner alone: it is to hold conversations.

    Raises:
        OSError: it cannot be created.
    """
    missing = [path for path in (folder, *folder.parents) if not path.is_dir()]
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)


def private_opener(path: str, flags: int) -> int:
    """The argument `opener` of open() that makes a file for its owner alone."""
    return os.open(path, flags, 0o600)


@contextmanager
def private_file(path: Path) -> Iterator[BinaryIO]:
    """A file for its owner alone, which is written under another name and gets its own when that went well."""
    temporary = path.with_name(f".{secrets.token_hex(8)}{PART}")
    try:
        with open(temporary, "xb", opener=private_opener) as file:
            yield file
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)  # gone when it has its name
