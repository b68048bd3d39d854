"""When a model's sequences are looked up in prefix stores and saved to them."""

from __future__ import annotations

import logging
import math
import os
import re
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from pyglm import _core, folders
from pyglm.prefix_store import PrefixStore

if TYPE_CHECKING:
    from pyglm.model import Model
    from pyglm.session import Session

MIN_SAVED = 256
"""Tokens that must be new before a text is saved: ten seconds of reading at ChatGLM3-6B's size on two cores."""
DEFAULT_LIMIT = 10 << 30
"""Bytes; some ten texts of 32K tokens with an fp16 cache at ChatGLM3-6B's size."""
_MIN_RESTORED = 32  # tokens; fewer are read as fast as files are looked for
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}

_log = logging.getLogger("pyglm")


def parse_size(text: str) -> int:
    """Bytes from a text as 500M or 1.5G (powers of 1024).

    Raises:
        ValueError: it is no size.
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?", text.strip(), re.IGNORECASE)
    if match is None:
        raise ValueError(f"expected a size in bytes as 500M or 10G, found {text!r}")
    return math.floor(float(match[1]) * _UNITS[match[2].upper()])


def default_store(folder: str | os.PathLike[str] | None = None, limit_bytes: int | None = None) -> PrefixStore | None:
    """The store that models share; None where its limit is 0, or there is no home folder.

    Args:
        folder: where; None for PYGLM_CACHE_DIR, or else the user's cache folder.
        limit_bytes: None for PYGLM_CACHE_LIMIT, or else DEFAULT_LIMIT.

    Raises:
        ValueError: PYGLM_CACHE_LIMIT is no size.
    """
    if limit_bytes is None:
        text = os.environ.get("PYGLM_CACHE_LIMIT")
        try:
            limit_bytes = parse_size(text) if text else DEFAULT_LIMIT
        except ValueError as error:
            raise ValueError(f"PYGLM_CACHE_LIMIT: {error}") from None
    if limit_bytes == 0:
        return None
    try:
        folder = Path(folder or os.environ.get("PYGLM_CACHE_DIR") or folders.cache_folder())
    except RuntimeError:  # there is no home folder
        return None
    return PrefixStore(folder / "prefixes", limit_bytes=limit_bytes)


class PrefixCache:
    """A way to a store: looked up at once, written by a thread of its own. Thread-safe.

    Args:
        store: where.
        min_saved: tokens that must be new before a text is saved.
        other: looked up as well; what is long is also saved there, without taking more of the disk.
    """

    def __init__(self, store: PrefixStore, *, min_saved: int = MIN_SAVED, other: PrefixCache | None = None) -> None:
        self.store = store
        self.min_saved = min_saved
        self._other = other
        self._n_shared = 0  # ids of the text that were last saved in the other one
        self._writer = ThreadPoolExecutor(1, "pyglm-prefix-writer")  # makes its thread with the first work
        self._lock = threading.Lock()
        self._pending: set[Future[None]] = set()
        self._failed = False

    def restore(self, model: Model, sequence: _core.Sequence, n_held: int, ids: Sequence[int]) -> int:
        """Make a sequence, which holds n_held of ids, hold more of them if the store has more; how many it holds."""
        if len(ids) - n_held < _MIN_RESTORED:
            return n_held
        n_held = self.store.restore(model, sequence, n_held, ids)
        return n_held if self._other is None else self._other.restore(model, sequence, n_held, ids)

    def save(self, session: Session) -> None:
        """Have all that a session holds written to the store, some time soon; the session may go on meanwhile."""
        if self._failed:
            return
        future = self._writer.submit(self._write, session._model, session._sequence.fork(), session.ids)
        with self._lock:
            self._pending.add(future)
        future.add_done_callback(self._done)

    def flush(self) -> None:
        """Wait until everything is written."""
        with self._lock:
            pending = list(self._pending)
        for future in pending:
            future.result()

    def _done(self, future: Future[None]) -> None:
        with self._lock:
            self._pending.discard(future)

    def _write(self, model: Model, sequence: _core.Sequence, ids: list[int]) -> None:
        if self._failed:
            return
        try:
            self.store.save(model, sequence, ids)
            self._n_shared = min(self._n_shared, len(ids))
            if self._other is not None and len(ids) - self._n_shared >= self._other.min_saved:
                self._other.store.save(model, sequence, ids, source=self.store)
                self._n_shared = len(ids)
        except OSError as error:
            self._failed = True
            _log.warning("the prefix cache takes no more: %s: %s", self.store.folder, error.strerror or error)
