"""Packages that benchmarks fetch when they need them, into a cache folder: nothing is put into the environment."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from processes import python

FETCH_LIMIT_S = 120


class Unavailable(Exception):
    """Why a package cannot be had."""


def pip(*args: str | Path) -> None:
    """Run pip, quietly.

    Raises:
        Unavailable: it failed, or the package index did not answer in time.
    """
    command = python("-m", "pip", "--disable-pip-version-check", "--quiet", "--retries", "1", *args)
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    try:
        subprocess.run(command, check=True, timeout=FETCH_LIMIT_S, text=True, **options)  # type: ignore[call-overload]
    except subprocess.TimeoutExpired:
        raise Unavailable(f"pip {args[0]} took more than {FETCH_LIMIT_S} s") from None
    except subprocess.CalledProcessError as error:
        lines = [line for line in error.stderr.splitlines() if line.strip()] or ["no message"]
        raise Unavailable(f"pip {args[0]} failed: {lines[-1].strip()}") from None


def install(folder: Path, *packages: str) -> None:
    """Install packages, with what they need, into folder; once."""
    marker = folder / f"{'-'.join(packages)}.installed"
    if not marker.exists():
        pip("install", "--upgrade", "--target", folder, *packages)
        marker.touch()


def importable(folder: Path, package: str) -> None:
    """Make a package importable, from folder where this environment lacks it."""
    try:
        __import__(package)
    except ImportError:
        install(folder, package)
        sys.path.append(str(folder))


def program(folder: Path, name: str) -> str:
    """The path of a program that PyPI has as a package of its name, installed into folder where PATH lacks it."""
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        install(folder, name)
        found = str(folder / "bin" / name)
    return found
