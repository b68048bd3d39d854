"""One sequence of tokens and its key/value cache: the network without sampling or text."""

from __future__ import annotations

import math
import operator
import os
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from pyglm import _core
from pyglm.errors import ContextLengthError

if TYPE_CHECKING:
    from pyglm.model import Model
    from pyglm.prefix_cache import PrefixCache

Logits = Literal["all", "last", "none"]
Ids = Sequence[int] | npt.NDArray[np.integer]


class Session:
    """Tokens that the network has read, with their key/value cache; made by `Model.session`.

    A token's logits are the same bits however the tokens were split over calls, forked, truncated and read again, and
    whatever the number of threads. Not thread-safe: one session belongs to one thread at a time; several sessions of
    one model may run in several threads.

    Example:
        session = model.session()
        logits = session.forward(model.tokenizer.encode_prompt("Hello"), logits="last")[0]
    """

    def __init__(
        self, model: Model, sequence: _core.Sequence, ids: list[int], prefixes: PrefixCache | None = None
    ) -> None:
        self._model = model
        self._sequence = sequence
        self._ids = ids
        self._prefixes = prefixes
        self._n_saved = 0  # of the ids, as far as is known

    def forward(
        self, ids: Ids, *, logits: Logits = "all", cancel: threading.Event | None = None
    ) -> npt.NDArray[np.float32]:
        """Logits of the next token after each of `ids`, which are appended: float32 [len(ids) | 1 | 0, vocab_size].

        Args:
            ids: token ids, 0..vocab_size-1.
            logits: "all" gives a row for each id, "last" one for the last id, "none" none, which costs least.
            cancel: looked at some twenty times a second; once it is set, CancelledError is raised.

        Raises:
            ContextLengthError: the session has no room for so many ids; nothing was appended.
            CancelledError, KeyboardInterrupt: stopped; the session holds the first so many ids, see `ids`.
            ValueError, TypeError: ids are no token ids of this model.
        """
        new = checked_ids(ids, self._model.config.vocab_size)
        if logits not in ("all", "last", "none"):
            raise ValueError(f'logits must be "all", "last" or "none", not {logits!r}')
        if new.size == 0:
            if logits == "last":
                raise ValueError('logits="last" needs at least one id; none were given')
            return np.empty((0, self._model.config.vocab_size), np.float32)
        self._check_room(new.size)
        poll = cancel.is_set if cancel is not None else None
        try:
            # before the step: an interrupt right after it must not lose what the cache already holds
            self._ids += new.tolist()
            return _core.step(self._model._core, [(self._sequence, new, logits)], poll)[0]
        except BaseException:
            self._forget_unread()
            raise

    @property
    def ids(self) -> list[int]:
        """The ids whose keys and values the session holds, oldest first (a copy)."""
        return list(self._ids)

    def __len__(self) -> int:
        """How many ids the session holds."""
        return len(self._ids)

    @property
    def start_position(self) -> int:
        """Position of the first id, in tokens."""
        return self._sequence.start_position

    @property
    def position(self) -> int:
        """Position of the next id, in tokens: start_position plus the ids held."""
        return self._sequence.start_position + len(self._ids)

    @property
    def max_tokens(self) -> int:
        """How many ids the session can hold."""
        return self._sequence.max_tokens

    @property
    def kv_type(self) -> str:
        """Number format of the cached keys and values."""
        return self._sequence.kv_type

    @property
    def cache_bytes(self) -> int:
        """Memory of the key/value cache in bytes; blocks that forks share count in each."""
        return self._sequence.cache_bytes

    def truncate(self, position: int) -> None:
        """Forget the ids from `position` on; `position` counts as the property of that name does.

        Raises:
            ValueError: the position lies before start_position or after `position`.
        """
        length = operator.index(position) - self.start_position
        if not 0 <= length <= len(self._ids):
            raise ValueError(f"cannot truncate to {position}: positions are {self.start_position}..{self.position}")
        try:
            self._sequence.truncate(length)
        finally:
            self._forget_unread()

    def fork(self) -> Session:
        """A second session with the same ids; the cache so far is shared, not copied."""
        fork = Session(self._model, self._sequence.fork(), list(self._ids), self._prefixes)
        fork._n_saved = self._n_saved
        return fork

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write ids and cache to a file that `Model.load_session` reads; an older session is replaced, whole or not.

        Args:
            path: links are followed. A file that was there keeps its permission bits, a new one has the umask's.

        Raises:
            OSError: the file cannot be written, or `path` is a folder, a device or any file that is not a session;
                what was there is untouched.
        """
        from pyglm.session_file import save_session

        save_session(path, self._model, self._sequence, self._ids)

    def shared_prefix(self, ids: Sequence[int]) -> int:
        """How many ids the session and `ids` begin with in common."""
        pairs = enumerate(zip(self._ids, ids, strict=False))
        return next((i for i, (held, given) in pairs if held != given), min(len(self._ids), len(ids)))

    def _forget_unread(self) -> None:
        """Make the ids those that the cache holds, after a step or a truncation that may have been interrupted."""
        del self._ids[self._sequence.length :]
        self._n_saved = min(self._n_saved, len(self._ids))

    def _recall(self, ids: list[int]) -> int:
        """Hold the longest beginning of ids that the session or the prefix store has; its length."""
        n_held = self.shared_prefix(ids)
        self.truncate(self.start_position + n_held)
        if self._prefixes is None:
            return n_held
        try:
            self._ids = list(ids)
            n_restored = self._prefixes.restore(self._model, self._sequence, n_held, ids[: self.max_tokens])
        finally:
            self._forget_unread()
        if n_restored > n_held:
            self._n_saved = n_restored
        return n_restored

    def _save(self) -> None:
        """Have what the session holds written to the prefix store."""
        if self._prefixes is not None and len(self._ids) > self._n_saved:
            self._prefixes.save(self)
            self._n_saved = len(self._ids)

    @property
    def _min_saved(self) -> float:
        """Tokens that must be new before a text is saved."""
        return math.inf if self._prefixes is None else self._prefixes.min_saved

    def _check_room(self, n_new: int) -> None:
        room = self.max_tokens - len(self._ids)
        if n_new > room:
            raise ContextLengthError(
                f"{n_new} tokens were needed and {room} fit: the session holds {len(self._ids)} of at most "
                f"{self.max_tokens}; give fewer, truncate it, or open it with a larger max_tokens "
                f"(the model was trained for {self._model.config.seq_length})"
            )


def checked_ids(ids: Ids, vocab_size: int) -> npt.NDArray[np.int32]:
    """Token ids as the core takes them. Raises TypeError, or ValueError naming the first id that is out of range."""
    array = np.asarray(ids)
    if array.size == 0:
        return np.empty(0, np.int32)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        raise TypeError(f"ids must be a flat list of integers, not {array.dtype} of shape {list(array.shape)}")
    outside = np.flatnonzero((array < 0) | (array >= vocab_size))
    if outside.size:
        index = int(outside[0])
        raise ValueError(f"ids[{index}] is {array[index]}, outside 0..{vocab_size - 1}")
    return np.ascontiguousarray(array, dtype=np.int32)
