"""Where the benchmarks stand: the repository, the reference data, the package that they measure.

Importing this makes `pyglm` and `quantize` importable: the installed ones, or else those of this repository, built by
`make dev`. Modules that need them import this one first.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
# At the end: what is installed comes first, for a fresh clone's pyglm/ has no compiled core.
sys.path.append(str(REPOSITORY))


def shared_folder() -> Path | None:
    """The folder of reference data: PYGLM_SHARED, or ../shared beside the repository; None if there is none."""
    folder = Path(os.environ.get("PYGLM_SHARED", REPOSITORY.parent / "shared"))
    return folder if folder.is_dir() else None


def runs_from_source() -> bool:
    """Whether the package measured is the repository's own folder, not an installed one."""
    import pyglm

    return Path(pyglm.__file__).is_relative_to(REPOSITORY / "pyglm")


def command(name: str) -> list[str]:
    """The command line of `pyglm` or `quantize`, as installed beside this interpreter or else from the repository."""
    script = Path(sys.executable).parent / name
    return [str(script)] if script.exists() and not runs_from_source() else [sys.executable, "-m", name]


def environment(**extra: str) -> dict[str, str]:
    """This process's environment, in which children find the same package from any folder."""
    paths = [str(REPOSITORY)] if runs_from_source() else []
    paths += [path for path in [os.environ.get("PYTHONPATH")] if path]
    return os.environ | ({"PYTHONPATH": os.pathsep.join(paths)} if paths else {}) | extra


def commit() -> str:
    """The commit that is measured, marked when files differ from it; "unknown" outside a git checkout."""
    try:
        git = ["git", "-C", str(REPOSITORY), "describe", "--always", "--dirty", "--abbrev=10"]
        return subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
