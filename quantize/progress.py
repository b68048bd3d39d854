"""How far a long command is, on stderr: a bar in a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

_LINE_INTERVAL_S = 5.0


class ProgressReport(AbstractContextManager["ProgressReport"]):
    """Shows work done out of a total.

    Args:
        unit: what is counted, "MB" or "windows"; a rate per second is shown with it.
        scale: how many of the counted things make one unit.
        quiet: show nothing.
    """

    def __init__(self, unit: str, *, scale: float = 1.0, quiet: bool = False) -> None:
        self._unit = unit
        self._scale = scale
        self._quiet = quiet
        self._begin = self._last_call = self._last_line = time.monotonic()
        self._done = 0
        self._bar: Progress | None = None
        if not quiet and sys.stderr.isatty():
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TaskProgressColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                TextColumn("left"),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("", total=None, rate="")

    def __enter__(self) -> ProgressReport:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` are finished, `what` the latest; fewer than before begin another count."""
        if self._quiet:
            return
        now = time.monotonic()
        if done < self._done:
            self._begin = self._last_call
        self._done, self._last_call = done, now
        rate = done / self._scale / max(now - self._begin, 1e-9)
        rate_text = f"{rate:.{0 if rate >= 10 else 2}f} {self._unit}/s"
        if self._bar:
            self._bar.update(self._task, description=what, completed=done, total=total, rate=rate_text)
        elif now - self._last_line >= _LINE_INTERVAL_S or done == total:
            self._last_line = now
            left_s = (total - done) / self._scale / max(rate, 1e-9)
            print(
                f"{what}: {done / self._scale:.0f} of {total / self._scale:.0f} {self._unit}, {rate_text}, "
                f"{_duration(left_s)} left",
                file=sys.stderr,
                flush=True,
            )


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
