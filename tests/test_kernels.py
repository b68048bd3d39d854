"""The C++ tests of every kernel on every instruction set that this machine has (tests/cpp)."""

import os
import platform
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from conftest import skip

from pyglm import _core

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "kernel-tests"
EMULATOR = ["qemu-x86_64", "-cpu", "Nehalem"]  # SSE4.2, no AVX

pytestmark = pytest.mark.timeout(1200)


def run(command: list[str], timeout_s: float = 600.0) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False)


def tool(name: str) -> str | None:
    """A program on PATH or beside this Python's scripts, where pip puts cmake and ninja."""
    return shutil.which(name) or shutil.which(name, path=sysconfig.get_path("scripts"))


def build() -> Path:
    cmake, ninja = tool("cmake"), tool("ninja")
    if cmake is None or not (os.environ.get("CXX") or tool("c++") or tool("g++") or tool("clang++")):
        skip("building the kernel tests needs cmake and a C++ compiler")
    assert cmake is not None
    generator = ["-G", "Ninja", f"-DCMAKE_MAKE_PROGRAM={ninja}"] if ninja else []
    options = ["-DPYGLM_PYTHON=OFF", "-DPYGLM_TESTS=ON"]
    for command in (
        [cmake, "-S", str(ROOT), "-B", str(BUILD), *generator, *options],
        [cmake, "--build", str(BUILD), "--target", "kernel_tests", "--parallel", str(os.cpu_count() or 1)],
    ):
        result = run(command, timeout_s=1000.0)
        assert result.returncode == 0, f"{' '.join(command)}\n{result.stdout[-4000:]}\n{result.stderr[-4000:]}"
    return BUILD / "kernel_tests"


@pytest.fixture(scope="module")
def kernel_tests() -> Path:
    """The test program: the development build's if it is newer than every source, else one built here."""
    developed = ROOT / "build" / "dev" / "kernel_tests"
    sources = [p for folder in ("csrc", "tests/cpp") for p in (ROOT / folder).rglob("*") if p.suffix in (".cpp", ".h")]
    newest = max(p.stat().st_mtime for p in [*sources, ROOT / "CMakeLists.txt"])
    return developed if developed.exists() and developed.stat().st_mtime > newest else build()


@pytest.mark.parametrize("table", _core.kernel_tables())
def test_every_kernel(kernel_tests: Path, table: str) -> None:
    result = run([str(kernel_tests), "--table", table])
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"passed {table}.matmul_q8_q4" in result.stdout


def test_lists_a_test_of_each_kernel_for_each_table(kernel_tests: Path) -> None:
    listed = run([str(kernel_tests), "--list"]).stdout.split()
    kernels = [
        "matmul_f32_f16",
        "matmul_q8_q4",
        "matmul_q8_q8",
        "quantize_activations",
        "rms_norm",
        "rope",
        "swiglu",
        "add",
        "attend_f32",
        "attend_f16",
        "attend_q8",
        "quantize_queries",
        "f32_to_f16",
    ]
    for table in _core.kernel_tables():
        assert {f"{table}.{kernel}" for kernel in kernels} <= set(listed)


def test_refuses_a_table_that_is_not_there(kernel_tests: Path) -> None:
    result = run([str(kernel_tests), "--table", "mmx"])
    assert result.returncode == 2
    assert "mmx" in result.stderr


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the emulator runs this machine's own x86-64 programs")
def test_scalar_kernels_need_no_avx(kernel_tests: Path) -> None:
    if shutil.which(EMULATOR[0]) is None:
        skip("qemu-x86_64 is not installed (Debian's qemu-user)")
    result = run([*EMULATOR, str(kernel_tests)])
    assert result.returncode == 0, result.stdout + result.stderr
    assert "passed scalar.matmul_q8_q4" in result.stdout
    assert "avx" not in result.stdout


def test_files_of_an_instruction_set_share_no_functions(kernel_tests: Path) -> None:
    """The linker keeps one copy of a weak symbol: if it kept one that uses AVX2, every other file would call it."""
    nm = tool("nm")
    if nm is None:
        skip("nm (binutils) is not installed")
    assert nm is not None
    objects = [p for p in kernel_tests.parent.rglob("*.o") if "csrc/kernels/" in p.as_posix()]
    objects = [p for p in objects if p.parent.name not in ("kernels", "scalar")]  # those are for every processor
    assert objects
    for path in objects:
        symbols = run([nm, "-C", "--defined-only", str(path)]).stdout.splitlines()
        assert symbols
        shared = [line for line in symbols if line.split()[1] in ("W", "V", "u")]
        assert not shared, f"{path}: {shared}"
