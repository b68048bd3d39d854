"""Runs pyglm's commands as processes, as a shell would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyglm

ARGV = [sys.executable, "-m", "pyglm"]
TIMEOUT_S = 60


def environment(folder: Path, **changes: str) -> dict[str, str]:
    """The environment of a command under test: this pyglm, state in folder, no settings of the caller's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYGLM_")}
    kept |= {"PYTHONPATH": str(Path(pyglm.__file__).parents[1]), "XDG_STATE_HOME": str(folder), "LC_ALL": "C.UTF-8"}
    kept |= {"XDG_CACHE_HOME": str(folder / ".cache"), "XDG_DATA_HOME": str(folder / ".data")}
    return kept | changes


def run(*args: str | Path, stdin: str | bytes = b"", cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `pyglm args...` in folder cwd; stdout and stderr as text."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    command = [*ARGV, *map(str, args)]
    done = subprocess.run(
        command, input=data, capture_output=True, cwd=cwd, env=environment(cwd, **env), timeout=TIMEOUT_S, check=False
    )
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def start(*args: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.Popen[bytes]:
    """Start `pyglm args...`, with all of stdin written; the caller reads, signals and waits."""
    command = [*ARGV, *map(str, args)]
    pipe = subprocess.PIPE
    env = environment(cwd)
    process = subprocess.Popen(command, bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe, cwd=cwd, env=env)
    assert process.stdin is not None
    process.stdin.write(stdin)
    process.stdin.close()
    process.stdin = None  # communicate() would flush it again
    return process
