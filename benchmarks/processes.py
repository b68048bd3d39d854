"""Processes as a user starts them: how long they take, when they first answer, how much memory they hold at most."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from repository import environment

POLL_S = 0.02
WORKER = Path(__file__).resolve().parent / "worker.py"


@dataclass(frozen=True)
class Finished:
    """A process that has ended."""

    returncode: int
    seconds: float
    cpu_s: float
    """Processor time of it and its children."""
    peak_bytes: int | None
    """Most memory resident at once; None where the system does not tell."""


def python(*args: str | Path | int) -> list[str]:
    """A command line of this interpreter."""
    return [sys.executable, *map(str, args)]


def peak_bytes(pid: int | str = "self") -> int | None:
    """Most memory that a process has held so far. Source: proc(5), VmHWM; kB there means KiB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), None)


def run_measured(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> Finished:
    """Run a command to its end. Memory is what the last look saw, at most POLL_S before the end: it only grows.

    The resource usage that the system keeps would not do: a child inherits in it what its parent held.
    """
    used = _children_cpu_s()
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment() if env is None else env, stdin=subprocess.DEVNULL)
    peak = None
    try:
        while process.poll() is None:
            peak = peak_bytes(process.pid) or peak
            time.sleep(POLL_S)
    except BaseException:
        process.terminate()
        process.wait()
        raise
    return Finished(process.returncode, time.perf_counter() - started, _children_cpu_s() - used, peak)


def _children_cpu_s() -> float:
    """Processor time of all children that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def seconds_to_line(command: Sequence[str], text: str, *, env: Mapping[str, str] | None = None) -> float:
    """Seconds from the start of a process to the first line on its stdout with text in it; its end is awaited.

    Raises:
        RuntimeError: it failed, or wrote no such line.
    """
    started = time.perf_counter()
    seconds = None
    environ = environment() if env is None else env
    with subprocess.Popen(
        command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if seconds is None and text in line:
                seconds = time.perf_counter() - started
    if process.returncode or seconds is None:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}, first answer after {seconds} s")
    return seconds


def seconds_to_interrupt(command: Sequence[str], *, after_s: float) -> float:
    """Seconds from SIGINT, sent after_s seconds after the process said "ready", until it has ended.

    Raises:
        RuntimeError: it had ended before, or did not end as a command that was interrupted does.
    """
    with subprocess.Popen(
        command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        time.sleep(after_s)
        ended = process.poll() is not None
        started = time.perf_counter()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        process.wait()
        seconds = time.perf_counter() - started
    if said != "ready" or ended or "interrupted" not in rest:
        raise RuntimeError(f"{' '.join(command)} was not interrupted at work: it said {said!r}, then {rest!r}")
    return seconds


def output_of(command: Sequence[str], *, env: Mapping[str, str] | None = None, accepted: Sequence[int] = (0,)) -> str:
    """What a command writes to stdout; its stderr passes through. accepted: exit codes that are no failure.

    Raises:
        RuntimeError: it failed.
    """
    environ = environment() if env is None else env
    done = subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    if done.returncode not in accepted:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stdout[-2000:]}")
    return done.stdout


def warm(path: Path) -> None:
    """Read a file once, so that the system has it in memory."""
    with path.open("rb", buffering=0) as file:
        while file.read(1 << 24):
            pass
