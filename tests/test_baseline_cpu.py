"""On a processor without AVX2 the installed package works, with the scalar table."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import skip

# A 2008 processor: SSE4.2, no AVX. numpy's own wheels need as much.
EMULATOR = ["qemu-x86_64", "-cpu", "Nehalem"]

PROGRAM = """
import json, sys
import pyglm
from pyglm import _core
model = pyglm.load(sys.argv[1], threads=2)
completion = model.generate("hello", max_new_tokens=4, temperature=0)
print(json.dumps({"tables": _core.kernel_tables(), "ids": list(completion.token_ids)}))
"""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the emulator runs this machine's own x86-64 programs")
@pytest.mark.parametrize("weight_type", ["f16", "q4"])
def test_runs_on_a_processor_without_avx(pack_tiny: Callable[[str], Path], tmp_path: Path, weight_type: str) -> None:
    if shutil.which(EMULATOR[0]) is None:
        skip("qemu-x86_64 is not installed (Debian's qemu-user)")
    model_file = pack_tiny(weight_type)
    command = [sys.executable, "-c", PROGRAM, str(model_file)]
    env = {k: v for k, v in os.environ.items() if k != "PYGLM_ISA"}
    # One BLAS thread: numpy's library starts one per core at import, which is slow under emulation.
    env["OPENBLAS_NUM_THREADS"] = "1"
    emulated = subprocess.run([*EMULATOR, *command], capture_output=True, text=True, cwd=tmp_path, env=env, timeout=280)
    assert emulated.returncode == 0, f"exit {emulated.returncode}\n{emulated.stderr}"
    native = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**env, "PYGLM_ISA": "scalar"},
        timeout=60,
        check=True,
    )
    assert '"tables": ["scalar"]' in emulated.stdout
    ids = [line.split('"ids"')[1] for line in (emulated.stdout, native.stdout)]
    assert ids[0] == ids[1]
