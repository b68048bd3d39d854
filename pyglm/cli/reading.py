"""Reading documents in the terminal: a bar with speed and time left, and Ctrl-C, after which it can go on."""

from __future__ import annotations

import sys
import time
from collections import deque
from types import TracebackType
from typing import TYPE_CHECKING

from pyglm.cli import streams
from pyglm.cli.terminal import cancel_on_interrupt
from pyglm.errors import CancelledError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from pyglm.conversation import Conversation


_PIECES = 10  # of a document, over which the speed is shown
_LINE_EVERY_S = 30.0  # where there is no bar


class Pace:
    """The speed of reading, which falls with the depth: a token takes a + b * (tokens before it) seconds."""

    def __init__(self) -> None:
        self._sums = [0.0] * 5  # of n*n, n*m, m*m, n*s, m*s over the pieces; n tokens, m tokens times depth, s seconds

    def add(self, begin: int, end: int, seconds: float) -> None:
        """Tokens begin to end took so long."""
        n, m = float(end - begin), (end * end - begin * begin) / 2
        for i, product in enumerate((n * n, n * m, m * m, n * seconds, m * seconds)):
            self._sums[i] += product

    def seconds(self, begin: int, end: int) -> float:
        """How long tokens begin to end will take, by least squares over what was added; 0 before anything was."""
        nn, nm, mm, ns, ms = self._sums
        if nn == 0:
            return 0.0
        determinant = nn * mm - nm * nm
        b = max(0.0, (nn * ms - nm * ns) / determinant) if determinant > 1e-6 * nn * mm else 0.0
        a = max(0.0, (ns - b * nm) / nn)
        return a * (end - begin) + b * (end * end - begin * begin) / 2


class ReadingBar:
    """A bar on a terminal's stderr that tells how much was read, how fast, and how long it will still take.

    Elsewhere a line tells it now and then.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._on_terminal = streams.obeys_escapes(sys.stderr)
        self._last_line = time.perf_counter()
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._pace = Pace()
        self._recent: deque[tuple[int, float]] = deque(maxlen=_PIECES)  # (tokens read, when)
        self.n_read = 0

    def __enter__(self) -> ReadingBar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, n_read: int, n_tokens: int) -> None:
        """Show that n_read of n_tokens were read; the first call tells what needed no reading."""
        self.n_read = n_read
        now = time.perf_counter()
        self._recent.append((n_read, now))
        if self._quiet or (n_read == n_tokens and self._bar is None):
            return
        if len(self._recent) == 1:
            if self._on_terminal:
                self._start(n_read, n_tokens)
            return
        (first, begun), (before, ended) = self._recent[0], self._recent[-2]
        self._pace.add(before, n_read, now - ended)
        speed = (n_read - first) / max(now - begun, 1e-9)
        left = self._pace.seconds(n_read, n_tokens)
        status = f"{n_read:,} of {n_tokens:,} tokens, {speed:.1f} tokens/s, {format_time(left)} left"
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=n_read, status=f"{status}; Ctrl-C stops")
        elif now - self._last_line >= _LINE_EVERY_S:
            self._last_line = now
            streams.note(f"(reading: {status})")

    def _start(self, n_read: int, n_tokens: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (TextColumn("reading"), BarColumn(bar_width=None), TextColumn("{task.fields[status]}"))
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True, expand=True)
        self._task = self._bar.add_task("", total=n_tokens, completed=n_read, status=f"{n_tokens:,} tokens")
        self._bar.start()


def add_document(conversation: Conversation, name: str, text: str, *, quiet: bool = False) -> None:
    """Add a document, unless the conversation has the very same already."""
    ids = conversation.encode_document(text, name=name)
    if any(document.ids == ids for document in conversation.documents):
        if not quiet:
            streams.note(f"({name} is in the conversation already)")
    else:
        conversation.add_document(text, name=name)


def read_history(conversation: Conversation, *, quiet: bool, advice: str) -> bool:
    """Read what of a conversation is unread; False if Ctrl-C stopped it. advice: how to go on then."""
    with cancel_on_interrupt() as cancel, ReadingBar(quiet=quiet) as bar:
        try:
            conversation.read(cancel=cancel, progress=bar)
            return True
        except CancelledError:
            pass
    n_read = conversation.n_tokens - conversation.n_unread
    streams.note(f"(stopped after {n_read:,} of {conversation.n_tokens:,} tokens, which are kept; {advice})")
    return False


def format_time(seconds: float) -> str:
    """Seconds as people read them: 0:07, 12:34, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
