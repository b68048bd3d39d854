"""Dependencies point one way: an include or an import that points upward fails here."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Each layer of csrc may include itself and those before it.
LAYERS = ["base", "kernels", "packing", "file", "model", "engine", "bindings"]
INCLUDE = re.compile(r'^\s*#include\s+"([^"]+)"', re.MULTILINE)


def upward_includes(csrc: Path) -> list[str]:
    found = []
    for path in sorted(csrc.rglob("*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        layer = path.relative_to(csrc).parts[0]
        for include in INCLUDE.findall(path.read_text(encoding="utf-8")):
            target = include.split("/")[0]
            if target not in LAYERS or LAYERS.index(target) > LAYERS.index(layer):
                found.append(f"{path.relative_to(csrc)} includes {include}")
    return found


def imported_modules(path: Path) -> set[str]:
    modules = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            modules |= {f"{node.module}.{alias.name}" for alias in node.names}
    return modules


def test_core_includes_point_down() -> None:
    assert upward_includes(ROOT / "csrc") == []


def test_an_upward_include_is_found(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "x.h").write_text('#include "model/model.h"\n')
    assert upward_includes(tmp_path) == ["base/x.h includes model/model.h"]


def test_instruction_set_folders_include_kernels_alone() -> None:
    """Headers of other layers define inline functions, which the linker could keep as compiled for wider registers.

    That no such function is left in the objects is tested with the kernels.
    """
    for folder in (ROOT / "csrc" / "kernels").iterdir():
        if not folder.is_dir() or folder.name == "scalar":
            continue
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            includes = INCLUDE.findall(path.read_text(encoding="utf-8"))
            foreign = [i for i in includes if not i.startswith("kernels/")]
            assert not foreign, f"{path.name} includes {foreign}"


@pytest.mark.parametrize("path", sorted((ROOT / "quantize").rglob("*.py")), ids=lambda p: p.name)
def test_quantize_imports_only_public_names(path: Path) -> None:
    private = {m for m in imported_modules(path) if re.match(r"pyglm\b.*\._(?!_version__)", m)}
    assert not private, f"{path.name} imports {private}"


@pytest.mark.parametrize("path", sorted((ROOT / "pyglm").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_pyglm_knows_nothing_of_quantize_or_torch(path: Path) -> None:
    tops = {m.split(".")[0] for m in imported_modules(path)}
    assert not tops & {"quantize", "torch", "tests"}
