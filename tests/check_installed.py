"""Tests the installed package as its users meet it, without sources, compiler or network.

    python tests/check_installed.py

Runs in the environment that the package is installed in, on any system; `make wheel` and cibuildwheel call it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from tiny_checkpoint import write_checkpoint

import pyglm

X86_TABLES = {"avx2", "avx_vnni", "avx512_vnni"}
ARM_TABLES = {"neon", "neon_dotprod", "neon_i8mm"}
# Visual C++ builds the AVX2 table only.
TABLES = {"avx2"} if sys.platform == "win32" else X86_TABLES | ARM_TABLES
N_TOKENS = 8


def check(ok: bool, complaint: str) -> None:
    """Ends the program with complaint unless ok."""
    if not ok:
        raise SystemExit(f"check_installed: {complaint}")


def run(name: str, *args: str | Path, **env: str) -> str:
    """What an installed command writes to stdout; it must succeed."""
    command = shutil.which(name, path=sysconfig.get_path("scripts"))
    check(command is not None, f"{name} is not in {sysconfig.get_path('scripts')}")
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH" and not key.startswith("PYGLM_")}
    result = subprocess.run(
        [str(command), *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        env=kept | {"PYTHONUTF8": "1"} | env,
        timeout=120,
        check=False,
    )
    check(result.returncode == 0, f"{name} exits with {result.returncode}\n{result.stdout}\n{result.stderr}")
    return result.stdout


def check_origin() -> None:
    """The package is the installed one."""
    package = Path(pyglm.__file__).resolve().parent
    installed = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}
    check(package.parent in installed, f"pyglm comes from {package}, which no installer put there")


def check_tables() -> None:
    """Every kernel table is there that the processor can run."""
    expected = TABLES & set(pyglm.cpu_info().features) | {"scalar"}
    check(set(pyglm.kernel_tables()) == expected, f"expected the tables {expected}, found {pyglm.kernel_tables()}")


def check_commands(folder: Path) -> None:
    """A checkpoint becomes a model file that every table runs."""
    run("pyglm", "doctor")
    checkpoint = write_checkpoint(folder / "checkpoint")
    for weight_type in ("f16", "q8", "q4"):
        model = folder / f"{weight_type}.glm"
        run("quantize", checkpoint, "-o", model, "--type", weight_type)
        run("pyglm", "doctor", model)
        for table in pyglm.kernel_tables():
            options = ("-p", "hello", "-n", str(N_TOKENS), "--temperature", "0", "--json")
            completion = json.loads(run("pyglm", "generate", model, *options, PYGLM_ISA=table))
            n = completion["usage"]["completion_tokens"]
            check(0 < n <= N_TOKENS, f"{weight_type}, {table}: expected 1 to {N_TOKENS} tokens, found {n}")


def check_demo() -> None:
    """The demonstration model is there and answers."""
    options = ("-p", "hello", "-n", str(N_TOKENS), "--temperature", "0", "--json", "--no-cache")
    completion = json.loads(run("pyglm", "generate", "demo", *options))
    check(completion["usage"]["completion_tokens"] > 0, "the demonstration model says nothing")


def main() -> None:
    check_origin()
    check_tables()
    check_demo()
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        try:
            check_commands(Path(name))
        finally:
            os.chdir(Path(__file__).parent)  # Windows removes no folder that is in use
    print(f"the installed pyglm {pyglm.__version__} works with the tables {', '.join(pyglm.kernel_tables())}")


if __name__ == "__main__":
    main()
