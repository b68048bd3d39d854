"""The kernels for 64-bit ARM, cross-compiled and run by an emulator: each table on a processor that has it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from conftest import skip
from test_kernels import ROOT, run, tool

BUILD = ROOT / "build" / "arm-kernel-tests"
COMPILER = "aarch64-linux-gnu-g++"
NM = "aarch64-linux-gnu-nm"  # of the binutils that the compiler needs
EMULATOR = "qemu-aarch64"

# Processors of the emulator, and the tables that they have, best first.
TABLES = {
    "cortex-a53": ["neon", "scalar"],  # ARMv8-A
    "cortex-a76": ["neon_dotprod", "neon", "scalar"],  # sdot, no smmla
    "max": ["neon_i8mm", "neon_dotprod", "neon", "scalar"],
}

pytestmark = pytest.mark.timeout(1200)


@pytest.fixture(scope="module")
def arm_tests() -> Path:
    """The test program for ARM processors, linked statically so that the emulator needs no ARM libraries."""
    cmake, ninja = tool("cmake"), tool("ninja")
    if cmake is None:
        skip("cmake is not installed")
    if shutil.which(COMPILER) is None:
        skip(f"{COMPILER} is not installed (Debian's g++-aarch64-linux-gnu and libc6-dev-arm64-cross)")
    if shutil.which(EMULATOR) is None:
        skip(f"{EMULATOR} is not installed (Debian's qemu-user)")
    assert cmake is not None
    options = ["-DPYGLM_PYTHON=OFF", "-DPYGLM_TESTS=ON", "-DCMAKE_EXE_LINKER_FLAGS=-static"]
    options += [f"-DCMAKE_CXX_COMPILER={COMPILER}", "-DCMAKE_SYSTEM_NAME=Linux", "-DCMAKE_SYSTEM_PROCESSOR=aarch64"]
    options += ["-DCMAKE_CXX_FLAGS=-Werror"]
    if ninja is not None:
        options += ["-G", "Ninja", f"-DCMAKE_MAKE_PROGRAM={ninja}"]
    for command in (
        [cmake, "-S", str(ROOT), "-B", str(BUILD), *options],
        [cmake, "--build", str(BUILD), "--target", "kernel_tests", "--parallel", str(os.cpu_count() or 1)],
    ):
        result = run(command, timeout_s=1000.0)
        assert result.returncode == 0, f"{' '.join(command)}\n{result.stdout[-4000:]}\n{result.stderr[-4000:]}"
    return BUILD / "kernel_tests"


def emulate(processor: str, program: Path, *options: str) -> str:
    """What the test program prints on the emulated processor; fails if one of its tests does."""
    result = run([EMULATOR, "-cpu", processor, str(program), *options])
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.mark.parametrize("processor", TABLES)
def test_offers_the_tables_that_the_processor_has(arm_tests: Path, processor: str) -> None:
    tests = emulate(processor, arm_tests, "--list").split()
    assert list(dict.fromkeys(test.split(".")[0] for test in tests)) == TABLES[processor]


def test_every_kernel_on_the_first_processors(arm_tests: Path) -> None:
    passed = emulate("cortex-a53", arm_tests, "--table", "neon")
    for kernel in ("matmul_q8_q4", "matmul_f32_f16", "attend_f16", "attend_q8", "swiglu", "quantize_activations"):
        assert f"passed neon.{kernel} " in passed


# The tables differ in these alone.
@pytest.mark.parametrize("kernel", ["matmul_q8_q4", "matmul_q8_q8"])
@pytest.mark.parametrize(("processor", "table"), [("cortex-a76", "neon_dotprod"), ("max", "neon_i8mm")])
def test_products_of_bytes(arm_tests: Path, processor: str, table: str, kernel: str) -> None:
    passed = emulate(processor, arm_tests, "--table", table, "--test", kernel)
    assert passed.startswith(f"passed {table}.{kernel} ")


def test_files_of_an_instruction_set_share_no_functions(arm_tests: Path) -> None:
    """The linker keeps one copy of a weak symbol: if it kept one that uses sdot, every other file would call it."""
    objects = [p for p in arm_tests.parent.rglob("*.o") if "csrc/kernels/neon/integer/" in p.as_posix()]
    assert len({p.name for p in objects}) >= 3
    for path in objects:
        symbols = run([NM, "-C", "--defined-only", str(path)]).stdout.splitlines()
        assert symbols
        shared = [line for line in symbols if line.split()[1] in ("W", "V", "u")]
        assert not shared, f"{path}: {shared}"
