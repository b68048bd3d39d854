"""Conversations under a name in the user's data folder: the history as JSON, its cache as a prefix store of its own.

FOLDER/NAME/conversation.json   what `Conversation.state` gives, and the model's source_hash
FOLDER/NAME/cache/              the cache's blocks; without them the history is read again
FOLDER/NAME/lock                locked while a process has the session open
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pyglm.errors import Error, FileFormatError
from pyglm.folders import data_folder, make_private, private_file, private_opener
from pyglm.prefix_cache import PrefixCache
from pyglm.prefix_store import PrefixStore

if TYPE_CHECKING:
    from pyglm.conversation import Conversation
    from pyglm.model import Model
    from pyglm.session import Session

_FORMAT = {"format": "pyglm-conversation", "format_version": "1"}
_NAME = re.compile(r"[^\W_][\w.-]{0,63}")  # a file name everywhere, in any script
_FILE = "conversation.json"


def session_names() -> list[str]:
    """Names of the user's sessions, the latest used first."""
    try:
        found = list(_folder().glob(f"*/{_FILE}"))
    except (OSError, RuntimeError):
        return []
    return [path.parent.name for path in sorted(found, key=lambda path: -path.stat().st_mtime)]


def checked_name(name: str) -> str:
    """A name that can be a session's.

    Raises:
        ValueError: it cannot.
    """
    if not _NAME.fullmatch(name) or name.endswith("."):
        raise ValueError(
            f"a session's name is 1 to 64 letters, digits, '-', '_' and '.', not {name!r}; "
            "it begins with a letter or digit and does not end in '.'"
        )
    return name


class NamedSession:
    """A conversation that goes on in later processes; open in one at a time.

    Args:
        name: letters, digits, '-', '_' and '.'.
        model: of the conversation.

    Raises:
        Error: another process has it open.
        OSError: the folder cannot be written.
        ValueError: the name is not as above.
    """

    def __init__(self, name: str, model: Model) -> None:
        self.name = checked_name(name)
        self._model = model
        self._path = _folder() / name / _FILE
        make_private(self._path.parent)
        self._lock = _locked(self._path.with_name("lock"), name)
        store = PrefixStore(self._path.with_name("cache"), single=True)
        self._prefixes = PrefixCache(store, min_saved=1, other=model._prefixes)
        self._attached: Session | None = None

    def attach(self, conversation: Conversation) -> bool:
        """Let a new conversation go on where the session stopped; whether there was anything.

        Raises:
            FileFormatError: the file is damaged, or of another model.
            ContextLengthError: the history does not fit the conversation's context.
        """
        self._attached = conversation._session
        self._attached._prefixes = self._prefixes
        state = self._load()
        if state is not None:
            try:
                conversation.restore_state(state)
            except (KeyError, TypeError, ValueError) as error:
                raise FileFormatError(f"{self._path}: not a conversation ({error}); remove it to begin anew") from None
        return state is not None

    def save(self, conversation: Conversation) -> None:
        """Write the history at once and its cache in the background.

        Raises:
            OSError: the history cannot be written.
        """
        state = _FORMAT | {"source_hash": self._model.metadata["source_hash"]} | conversation.state()
        try:
            with private_file(self._path) as file:
                file.write(json.dumps(state, ensure_ascii=False).encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise OSError(error.errno, error.strerror, os.fspath(self._path)) from None
        conversation._session._save()

    def close(self) -> None:
        """Wait until everything is written, and let other processes open it; the conversation goes on apart from it."""
        if self._attached is not None:
            self._attached._prefixes = self._model._prefixes
        self._prefixes.flush()
        self._lock.close()

    def _load(self) -> dict[str, Any] | None:
        try:
            state = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise FileFormatError(f"{self._path}: damaged ({error}); remove it to begin anew") from None
        if not isinstance(state, dict) or any(state.get(key) != value for key, value in _FORMAT.items()):
            raise FileFormatError(
                f"{self._path}: not a conversation that this version of pyglm reads; "
                "use the version that wrote it, or remove it to begin anew"
            )
        if state.get("source_hash") != self._model.metadata["source_hash"]:
            raise FileFormatError(
                f"{self._path}: the session {self.name} belongs to another model; open that one, or choose another name"
            )
        return state


def _folder() -> Path:
    return data_folder() / "sessions"


def _locked(path: Path, name: str) -> IO[str]:
    """A file that this process alone has locked, until it is closed or the process ends."""
    file = open(path, "a", encoding="utf-8", opener=private_opener)  # noqa: SIM115
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise Error(
            f"the session {name} is open in another process; leave that one first, or choose another name"
        ) from None
    return file
