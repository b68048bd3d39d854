"""Code that a model wrote, run in a process of its own with everything taken away that it does not need."""

from __future__ import annotations

import contextlib
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pyglm.errors import CancelledError, Error

_CHILD = Path(__file__).with_name("interpreter_child.py")
_POLL_S = 0.01
_START_LIMIT_S = 60  # for Python to start; on a busy machine it takes seconds
_CHUNK_BYTES = 65536
# Libraries that would start threads, which the process may not have, are told to use one.
_ENVIRONMENT = {"OMP_NUM_THREADS": "1"}
_MIB = 1 << 20


@dataclass(frozen=True)
class CodeResult:
    """What came of a piece of code."""

    output: str
    """What it printed, the value of a last line that is an expression, and the last line of the traceback."""
    is_error: bool
    locks: tuple[str, ...]
    """What held the process: "namespaces", "landlock" and "seccomp" on Linux, "sockets" where neither namespaces nor
    seccomp could take the network away and Python's own socket module was disabled instead."""

    @property
    def weaknesses(self) -> list[str]:
        """What the code could do, because this system offers no lock against it."""
        found = []
        if "landlock" not in self.locks:
            found.append("can read and change your files")
        if not {"namespaces", "seccomp"} & set(self.locks):
            found.append("is kept from the network by Python alone, which it could get round")
        if "seccomp" not in self.locks:
            found.append("may start processes and signal yours, within the limits that the system has")
        return found


@dataclass(frozen=True)
class Interpreter:
    """Runs Python code for a model; each run is a new process in a new, empty folder, and knows nothing of others.

    The process has no environment and no input. On Linux it has no network, starts no process or thread, sends no
    signals, writes only into its folder, and reads that and Python's and the system's files; where the system does not
    offer a lock (see `CodeResult.locks`) what it does is missing. On macOS and Windows there are the new process, the
    folder, and the limits that the system knows (Windows: the time), but no such locks: approve code there with care.

    Args:
        timeout_s: seconds until the process is ended.
        memory_bytes: address space, Python's own some 30 MiB included.
        file_bytes: the largest file that it may write.
        max_output_chars: what it prints beyond is left out.

    Example:
        model.chat(messages, interpreter=pyglm.Interpreter(timeout_s=5), approve=ask_the_user)
    """

    timeout_s: float = 10.0
    memory_bytes: int = 512 * _MIB
    file_bytes: int = 16 * _MIB
    max_output_chars: int = 4000

    def __post_init__(self) -> None:
        for name in ("timeout_s", "memory_bytes", "file_bytes", "max_output_chars"):
            value = getattr(self, name)
            if not isinstance(value, (int, float)) or not value > 0 or not math.isfinite(value):
                raise ValueError(f"{name} must be a number above 0, not {value!r}")

    def run(self, code: str, *, cancel: threading.Event | None = None) -> CodeResult:
        """What the code prints, or why it failed.

        Raises:
            CancelledError: cancel was set meanwhile; the process has been ended.
            Error: no process could be started.
        """
        with (
            tempfile.TemporaryDirectory(prefix="pyglm-code-", ignore_cleanup_errors=True) as folder,
            tempfile.TemporaryFile() as report,
        ):
            process = self._start(os.path.realpath(folder), report)
            output = _Output(process, code, max_bytes=4 * self.max_output_chars)
            try:
                ending = self._wait(process, report, cancel)
            finally:
                _end(process)
                output.finish()
            report.seek(0)
            return self._result(_read_report(report.read(_MIB)), ending, process.returncode, output.text())

    def _start(self, folder: str, report: IO[bytes]) -> subprocess.Popen[bytes]:
        limits = {
            "cpu_s": math.ceil(self.timeout_s) + 1,  # the clock comes first; this holds if the parent is gone
            "memory_bytes": int(self.memory_bytes),
            "file_bytes": int(self.file_bytes),
        }
        command = [sys.executable, "-I", "-X", "utf8", str(_CHILD), json.dumps(limits)]
        # Windows starts no process without the folder of its libraries.
        environment = _ENVIRONMENT | {key: os.environ[key] for key in ("SYSTEMROOT",) if key in os.environ}
        try:
            return subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=report,
                start_new_session=True,
            )
        except OSError as error:
            raise Error(f"the code interpreter could not be started: {sys.executable}: {error.strerror}") from None

    def _wait(self, process: subprocess.Popen[bytes], report: IO[bytes], cancel: threading.Event | None) -> str:
        """Wait for the process's end; why it has to be ended, if so. Time counts from when it is ready for the code."""
        is_ready = False
        ending, end = "", time.monotonic() + _START_LIMIT_S
        while process.poll() is None and not ending:
            if not is_ready and os.fstat(report.fileno()).st_size > 0:
                is_ready, end = True, time.monotonic() + self.timeout_s
            if time.monotonic() >= end:
                ending = f"TimeoutError: the code was ended after {self.timeout_s:g} seconds"
            if cancel is not None and cancel.is_set():
                break
            time.sleep(_POLL_S)
        if cancel is not None and cancel.is_set():
            raise CancelledError("the cancel event was set while code was running")
        return ending

    def _result(self, report: Mapping[str, Any], ending: str, return_code: int, output: str) -> CodeResult:
        if "locks" not in report:
            raise Error(
                f"the code interpreter could not be started: {report.get('text') or f'exit code {return_code}'}"
            )
        problem = ending or report.get("error") or _describe_exit(return_code)
        if len(output) > self.max_output_chars:
            output = output[: self.max_output_chars] + f"\n[cut after {self.max_output_chars} characters]"
        output = "\n".join(filter(None, [output.rstrip("\n"), problem]))
        return CodeResult(output, bool(problem), tuple(report["locks"]))


class _Output:
    """Gives a process its input, and takes what it prints, of which the first bytes are kept."""

    def __init__(self, process: subprocess.Popen[bytes], code: str, *, max_bytes: int) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._stdin, self._stdout = process.stdin, process.stdout
        self._max_bytes = max_bytes
        self._kept = bytearray()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        with contextlib.suppress(OSError):  # it may have ended already
            self._stdin.write(code.encode("utf-8", "replace"))
            self._stdin.flush()
        with contextlib.suppress(OSError):
            self._stdin.close()

    def _read(self) -> None:
        while data := os.read(self._stdout.fileno(), _CHUNK_BYTES):
            self._kept += data[: max(0, self._max_bytes + 1 - len(self._kept))]

    def finish(self) -> None:
        """Take the rest, after the process has ended."""
        self._reader.join()
        self._stdout.close()

    def text(self) -> str:
        return self._kept.decode("utf-8", "replace").replace("\r\n", "\n")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _read_report(data: bytes) -> dict[str, Any]:
    """What the process said of itself: JSON lines; anything else is an error of its start."""
    report: dict[str, Any] = {}
    text = data.decode("utf-8", "replace")
    for line in text.splitlines():
        try:
            fields = json.loads(line)
        except ValueError:
            continue
        if isinstance(fields, dict):
            report |= fields
    return report | {"text": " ".join(text.split())[-300:]}


def _describe_exit(return_code: int) -> str:
    if return_code in (0, 1):
        return ""
    if return_code > 0:
        return f"SystemExit: {return_code}"
    try:
        return f"the code was ended by {signal.Signals(-return_code).name}"
    except ValueError:
        return f"the code was ended by signal {-return_code}"
