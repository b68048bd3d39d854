"""What a terminal adds while the network computes: Ctrl-C, quiet keys, a line of progress."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pyglm.cli import streams

LONG_PROMPT = 1024  # tokens: below that the first token comes before one could read a line of progress


@contextmanager
def cancel_on_interrupt() -> Iterator[threading.Event]:
    """An event that Ctrl-C sets, instead of raising KeyboardInterrupt, as long as the context lasts."""
    event = threading.Event()

    def handle(signum: int, frame: FrameType | None) -> None:
        event.set()

    previous = signal.signal(signal.SIGINT, handle)
    try:
        yield event
    finally:
        signal.signal(signal.SIGINT, previous)


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C raises KeyboardInterrupt again, inside cancel_on_interrupt."""
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


def ask(question: str) -> bool:
    """Whether the user answers yes; what was typed before the question is no answer.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    with _keys_shown(), interruptible():
        sys.stderr.write(f"{question} [y/N] ")
        sys.stderr.flush()
        try:
            return sys.stdin.readline().strip().lower() in ("y", "yes", "是")
        except KeyboardInterrupt:
            sys.stderr.write("\n")
            raise


@contextmanager
def _keys_shown() -> Iterator[None]:
    """Lines are typed and shown as usual, inside keys_held_back; what was typed before is forgotten (Unix)."""
    with _line_editing(on=True, forget_typed=True):
        yield


@contextmanager
def keys_held_back() -> Iterator[None]:
    """Keep what is typed during a reply for the next prompt instead of showing it amid the reply (Unix)."""
    with _line_editing(on=False):
        yield


@contextmanager
def _line_editing(*, on: bool, forget_typed: bool = False) -> Iterator[None]:
    """Whether the terminal shows keys and hands them over by lines; Ctrl-C interrupts in any case."""
    try:
        import termios
    except ImportError:
        yield
        return
    fd = sys.stdin.fileno()
    saved = termios.tcgetattr(fd)
    mode = list(saved)
    flags = termios.ECHO | termios.ICANON
    mode[3] = mode[3] | flags if on else mode[3] & ~flags  # the local flags
    termios.tcsetattr(fd, termios.TCSANOW, mode)
    if forget_typed:
        termios.tcflush(fd, termios.TCIFLUSH)
    try:
        yield
    finally:
        termios.tcsetattr(fd, termios.TCSANOW, saved)


@contextmanager
def exit_on_termination() -> Iterator[None]:
    """SIGTERM leaves through the `finally`s, so that the terminal gets its settings back."""

    def leave(signum: int, frame: FrameType | None) -> None:
        sys.exit(128 + signum)

    previous = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


class ProgressLine:
    """One line on a terminal's stderr that tells how much of a long prompt was read, and goes away."""

    def __init__(self, *, quiet: bool) -> None:
        self._enabled = not quiet and streams.obeys_escapes(sys.stderr)
        self._shown = False
        self._first: int | None = None

    def __call__(self, n_read: int, n_tokens: int) -> None:
        """Show that n_read of a prompt's n_tokens were read."""
        if self._first is None:
            self._first = n_read
        if self._enabled and n_tokens - self._first >= LONG_PROMPT:
            self._write(f"\r\x1b[Kreading the prompt: {n_read} of {n_tokens} tokens")
            self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._write("\r\x1b[K")
            self._shown = False

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
