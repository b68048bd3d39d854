"""Standard streams: answers to stdout as they come, notes and errors to stderr, text from stdin."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

FAILED = 1
USAGE = 2  # as argparse has it
INTERRUPTED = 130  # 128 + SIGINT, as shells count
PIPE_WIDTH = 160  # columns of a table that no terminal shows

# C0 but tab and newline, DEL, C1: a model's text must not drive the terminal (colours, titles, clipboard).
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def prepare() -> None:
    """Make the standard streams safe to write any text to, whatever the locale."""
    # A stream that was closed by the caller (`>&-`) is None.
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # Windows pipes carry the legacy code page unless told otherwise; a terminal keeps its own encoding.
        encoding = "utf-8" if sys.platform == "win32" and not stream.isatty() else None
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=encoding, errors="replace")


def discard_stdout() -> None:
    """Send what is left for stdout nowhere, so that the interpreter's last flush cannot fail."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)


@contextmanager
def stdout_to_stderr() -> Iterator[None]:
    """Send what Python code and its subprocesses print to stderr; what was written before goes to stdout first."""
    try:
        sys.stdout.flush()
        target, source = sys.stdout.fileno(), sys.stderr.fileno()
    except (OSError, ValueError):  # no files of the system
        with redirect_stdout(sys.stderr):
            yield
        return
    kept = os.dup(target)
    try:
        os.dup2(source, target)
        with redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(kept, target)
        os.close(kept)


def printable(text: str, stream: TextIO) -> str:
    """Text for stream: control characters become U+FFFD where a terminal would obey them."""
    return CONTROL.sub("\ufffd", text) if stream.isatty() else text


@contextmanager
def answer() -> Iterator[Callable[[str], None]]:
    """A function that writes pieces of the answer to stdout at once; at the end the last line is ended."""
    last = "\n"

    def write(text: str) -> None:
        nonlocal last
        if text:
            sys.stdout.write(printable(text, sys.stdout))
            sys.stdout.flush()
            last = text[-1]

    try:
        yield write
    finally:
        if last != "\n":
            write("\n")


def note(text: str) -> None:
    """Write a line beside the answer to stderr, dimmed on a terminal."""
    stream = sys.stderr
    text = printable(text, stream)
    print(f"\x1b[2m{text}\x1b[0m" if has_colour(stream) else text, file=stream, flush=True)


def error(text: str) -> None:
    """Write an error as one line to stderr."""
    line = " ".join(printable(text, sys.stderr).split("\n"))
    label = "\x1b[31merror:\x1b[0m" if has_colour(sys.stderr) else "error:"
    print(f"pyglm: {label} {line}", file=sys.stderr, flush=True)


def show_warnings() -> None:
    """Have what the library warns of written to stderr, a line each."""
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: note(f"(warning: {record.getMessage()})")  # type: ignore[method-assign]
    log = logging.getLogger("pyglm")
    log.handlers[:] = [handler]
    log.propagate = False
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it could not read is said as an error


def obeys_escapes(stream: TextIO) -> bool:
    """Whether stream is a terminal that knows ANSI escapes."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def has_colour(stream: TextIO) -> bool:
    """Whether stream takes colours and its user wants them (https://no-color.org)."""
    return obeys_escapes(stream) and not os.environ.get("NO_COLOR")


def console() -> Console:
    """Where tables go: stdout, as wide as the terminal; piped text is not folded at 80 columns."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False, markup=False)


def read_stdin() -> str:
    """All of stdin as text without the last line end, which `echo` adds.

    Raises:
        ValueError: stdin is not UTF-8.
    """
    data = sys.stdin.buffer.read() if sys.stdin is not None else b""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"stdin is not UTF-8 text: byte 0x{data[error.start]:02x} at offset {error.start}; convert it with iconv"
        ) from None
    return text.removesuffix("\n").removesuffix("\r")
