"""Reading a prompt: of its ids only those are computed that neither the session nor the prefix store has."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from pyglm.errors import CancelledError
from pyglm.session import Session

Progress = Callable[[int, int], None]
"""Called with (prompt tokens read so far, prompt tokens)."""

READ_CHUNK = 128  # tokens between two reports of progress
SAVE_EVERY = 1024  # tokens of a long prompt that are read before they are saved; a crash loses no more


def read_prompt(
    session: Session,
    ids: list[int],
    *,
    logits: bool,
    cancel: threading.Event | None = None,
    progress: Progress | None = None,
) -> tuple[int, npt.NDArray[np.float32]]:
    """Make a session hold ids and nothing else.

    Args:
        session: what it holds in common with ids is not read again.
        ids: the prompt.
        logits: whether those after the last id are wanted; it is then computed in any case.
        cancel: ends the reading within a second once it is set.
        progress: called when it begins and after every piece.

    Returns:
        How many ids were there already, and the logits: float32 [1, vocab_size], or [0, 0] if they are not wanted.

    Raises:
        CancelledError, KeyboardInterrupt: stopped; the session holds a beginning of ids, also saved if it is long.
        As `Session.forward` otherwise.
    """
    n_cached = session._recall(ids[:-1] if logits else ids)
    is_long = len(ids) - session._n_saved >= session._min_saved
    result = np.empty((0, 0), np.float32)
    _report(progress, n_cached, len(ids))
    try:
        for begin in range(n_cached, len(ids), READ_CHUNK):
            if cancel is not None and cancel.is_set():
                raise CancelledError("the cancel event was set")
            end = min(begin + READ_CHUNK, len(ids))
            result = session.forward(
                ids[begin:end], logits="last" if logits and end == len(ids) else "none", cancel=cancel
            )
            if is_long and len(session) - session._n_saved >= SAVE_EVERY:
                session._save()
            _report(progress, end, len(ids))
    finally:
        if is_long:
            session._save()
    return n_cached, result if logits else np.empty((0, 0), np.float32)


def _report(progress: Progress | None, n_read: int, n_tokens: int) -> None:
    if progress is not None:
        progress(n_read, n_tokens)
