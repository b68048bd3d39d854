"""The caches that generate and chat leave behind, lent again to prompts that begin the same."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyglm.session import Session

if TYPE_CHECKING:
    from pyglm.generation import Chunk, Request

_MAX_IDLE = 4  # sessions; a search compares the prompt with each


class SessionPool:
    """Idle sessions, the latest used last. Thread-safe; a session is lent to one borrower at a time.

    Args:
        make: opens an empty session.
        max_tokens: ids that idle sessions and the prompt at hand may hold together; older sessions make room.
    """

    def __init__(self, make: Callable[[], Session], *, max_tokens: int) -> None:
        self._make = make
        self._max_tokens = max_tokens
        self._idle: list[Session] = []
        self._lock = threading.Lock()

    @contextmanager
    def lend(self, ids: Sequence[int]) -> Iterator[Session]:
        """A session that shares the longest beginning with ids; it is kept afterwards, whatever happens meanwhile."""
        session = self._take(ids)
        try:
            yield session
        finally:
            with self._lock:
                self._idle.append(session)
                self._make_room(0)

    def stream(self, request: Request, run: Callable[[Session, Request], Iterator[Chunk]]) -> Iterator[Chunk]:
        """The chunks of a request, on a lent session."""
        with self.lend(request.ids) as session:
            yield from run(session, request)

    def _take(self, ids: Sequence[int]) -> Session:
        with self._lock:
            best = max(self._idle, key=lambda session: session.shared_prefix(ids), default=None)
            shared = best.shared_prefix(ids) if best is not None else 0
            if best is None or shared == 0:
                session = self._make()
            elif 2 * shared < len(best):
                # most of it belongs to another text, which may go on as well: share the beginning
                session = best.fork()
            else:
                self._idle.remove(best)
                session = best
            self._make_room(len(ids))
            return session

    def _make_room(self, n_tokens: int) -> None:
        while self._idle and (len(self._idle) > _MAX_IDLE or sum(map(len, self._idle)) + n_tokens > self._max_tokens):
            del self._idle[0]
