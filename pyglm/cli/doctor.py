"""Check this machine, this installation and, with FILE, whether a model loads and fits in memory.

Exit code 1 when something must be mended; what to do stands beside it.
"""

from __future__ import annotations

import argparse
import importlib
import json
import locale
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any, Literal

from pyglm.cli import streams
from pyglm.cli.arguments import add_model_arguments, load_arguments
from pyglm.cli.memory import format_bytes, system_memory
from pyglm.errors import Error

Status = Literal["ok", "warning", "wrong"]
MINIMUM_PYTHON = (3, 10)
USUAL_CONTEXT = 2048  # tokens: what a short conversation needs


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. mend: what to do unless status is "ok"; data: the facts for programs."""

    name: str
    status: Status
    found: str
    mend: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `pyglm doctor`."""
    add_model_arguments(parser, optional=True)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Print all checks; 1 when one is wrong."""
    looks = {"python": _python, "packages": _packages, "core": _core, "memory": _memory, "terminal": _terminal}
    if args.file is not None:
        looks["model"] = partial(_model, args.file, load_arguments(args))
    checks = [check for name, look in looks.items() for check in _survive(name, look)]
    healthy = all(check.status != "wrong" for check in checks)
    if args.json:
        print(json.dumps({"ok": healthy, "checks": [asdict(check) for check in checks]}, ensure_ascii=False, indent=2))
    else:
        _show(checks)
    return 0 if healthy else 1


def _survive(name: str, look: Callable[[], Iterator[Check]]) -> list[Check]:
    """The checks of look; an exception in it is one more finding, for the doctor must not fall ill."""
    checks: list[Check] = []
    try:
        checks.extend(look())
    except Exception as error:
        checks.append(Check(name, "wrong", f"{type(error).__name__}: {error}", "report it as a bug of pyglm"))
    return checks


def _python() -> Iterator[Check]:
    version = platform.python_version()
    yield Check(
        "python",
        "ok" if sys.version_info >= MINIMUM_PYTHON else "wrong",
        f"{version} ({platform.python_implementation()}, {platform.system()} {platform.machine()})",
        "install Python 3.10 or newer",
        {"version": version, "executable": sys.executable, "system": platform.platform()},
    )


def _packages() -> Iterator[Check]:
    """Versions of what pyglm imports at run time."""
    from importlib import metadata

    import pyglm

    versions = {"pyglm": pyglm.__version__}
    for package in ("numpy", "sentencepiece", "safetensors", "rich", "prompt_toolkit"):
        if broken := _import_error(package):
            yield Check(package, "wrong", broken, f"pip install --force-reinstall {package}")
        else:
            versions[package] = metadata.version(package)
    found = ", ".join(f"{name} {version}" for name, version in versions.items())
    yield Check("packages", "ok", found, data={"versions": versions})


def _import_error(package: str) -> str:
    """Why a package does not import; nothing when it does."""
    try:
        importlib.import_module(package)
    except ImportError as error:
        return f"does not import: {error}"
    return ""


def _core() -> Iterator[Check]:
    """The native core, the processor as it sees it, and the kernel table it takes."""
    try:
        from pyglm import _core
    except ImportError as error:
        mend = "install pyglm-runtime again: pip install --force-reinstall pyglm-runtime"
        yield Check("native core", "wrong", f"does not load: {error}", mend)
        return
    cpu = _core.cpu_info()
    features = " ".join(cpu.features)
    yield Check("processor", "ok", cpu.brand, data={"brand": cpu.brand})
    yield Check("features", "ok", features or "none that pyglm knows", data={"features": cpu.features})
    cores = {"physical": cpu.physical_cores, "affinity": cpu.affinity_cores, "logical": os.cpu_count()}
    yield Check(
        "cores",
        "ok",
        f"{cpu.physical_cores} physical, {cpu.affinity_cores} of them for this process, {os.cpu_count()} logical",
        data=cores,
    )
    yield _kernels(_core.kernel_tables(), _core.selected_isa, cpu.features)


def _kernels(tables: list[str], select: Callable[[], str], features: list[str]) -> Check:
    """The chosen table, and what PYGLM_ISA has to do with it."""
    forced = os.environ.get("PYGLM_ISA", "")
    data = {"tables": tables, "PYGLM_ISA": forced or None}
    try:
        chosen = select()
    except Exception as error:
        return Check("kernels", "wrong", str(error), f"set PYGLM_ISA to one of {', '.join(tables)}, or unset it", data)
    others = [table for table in tables if table != chosen]
    found = chosen + (f" (forced by PYGLM_ISA={forced})" if forced else "")
    found += f"; also here: {', '.join(others)}" if others else ""
    slow = chosen != tables[0] or tables == ["scalar"]
    mend = "a processor with AVX2 is many times faster"
    if forced:
        mend = "unset PYGLM_ISA to be faster"
    elif "avx2" in features:
        mend = "the processor has AVX2, but this build has no kernels for it: install a wheel of pyglm-runtime"
    return Check("kernels", "warning" if slow else "ok", found, mend if slow else "", data | {"selected": chosen})


def _memory() -> Iterator[Check]:
    memory = system_memory()
    if memory is None:
        yield Check("memory", "ok", "this system does not tell")
        return
    found = f"{format_bytes(memory.available_bytes)} available of {format_bytes(memory.total_bytes)}"
    yield Check("memory", "ok", found, data=asdict(memory))


def _terminal() -> Iterator[Check]:
    """Whether Chinese text can be written and read here."""
    output, preferred = sys.stdout.encoding or "none", locale.getpreferredencoding(False)
    can_write = _is_utf8(output)
    yield Check(
        "terminal",
        "ok" if can_write else "warning",
        f"stdout {output}, locale {preferred}, TERM {os.environ.get('TERM', 'not set')}, "
        f"{'interactive' if sys.stdin.isatty() and sys.stdout.isatty() else 'not interactive'}",
        "" if can_write else "set LANG=C.UTF-8 or PYTHONUTF8=1, or Chinese text shows as question marks",
        {"stdout": output, "locale": preferred},
    )


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("-", "").replace("_", "") in ("utf8", "cp65001")


def _model(path: str, load: dict[str, Any]) -> Iterator[Check]:
    """Whether the file is sound, fits in memory, and computes a token."""
    from pyglm.cli.inspect import read_facts

    try:
        facts = read_facts(path)
    except OSError as error:
        yield Check("model file", "wrong", f"{path}: {error.strerror}", "give the path of a file made by quantize")
        return
    except Error as error:
        yield Check("model file", "wrong", str(error), "pack it again with quantize, or download it again")
        return
    config = facts["config"]
    found = f"{config['model_type']}, {facts['recipe'].get('type', 'unknown')}, {config['num_layers']} layers, "
    yield Check("model file", "ok", found + format_bytes(facts["size_bytes"]), data={"path": path})
    yield _fits(facts, load["kv_type"])
    yield _runs(path, load)


def _fits(facts: dict[str, Any], kv_type: str) -> Check:
    """Weights and cache against the memory that is there."""
    seq_length: int = facts["config"]["seq_length"]
    per_token: int = facts["cache_bytes_per_token"][kv_type]
    usual = facts["size_bytes"] + min(USUAL_CONTEXT, seq_length) * per_token
    full = facts["size_bytes"] + seq_length * per_token
    found = f"{format_bytes(usual)} at {min(USUAL_CONTEXT, seq_length)} tokens, {format_bytes(full)} at {seq_length}"
    data = {"usual_bytes": usual, "full_bytes": full}
    memory = system_memory()
    if memory is None or full <= memory.available_bytes:
        return Check("model memory", "ok", found, data=data)
    if usual > memory.total_bytes:
        mend = "it would read from disk all the time: use a smaller type (quantize --type q4) or more memory"
        return Check("model memory", "wrong", found, mend, data)
    room = (memory.available_bytes - facts["size_bytes"]) // per_token
    mend = (
        "close other programs" if room < USUAL_CONTEXT else f"keep --max-context below {room}, or close other programs"
    )
    return Check("model memory", "warning", found, mend, data)


def _runs(path: str, load: dict[str, Any]) -> Check:
    """Load the model and compute one token."""
    import numpy as np

    import pyglm

    started = time.perf_counter()
    try:
        model = pyglm.load(path, **load)
        logits = model.session(max_tokens=1).forward([0], logits="last")
    except Exception as error:
        return Check("model run", "wrong", str(error), "PYGLM_DEBUG=1 pyglm chat FILE shows where")
    seconds = time.perf_counter() - started
    if not np.isfinite(logits).all():
        return Check("model run", "wrong", "computes not-a-number", "pack the file again; if it stays, report it")
    return Check("model run", "ok", f"loaded and computed a token in {seconds:.2f} s", data={"seconds": seconds})


def _show(checks: list[Check]) -> None:
    from rich.table import Table
    from rich.text import Text

    marks = {"ok": ("ok", "green"), "warning": ("!", "yellow"), "wrong": ("x", "red")}
    table = Table.grid(padding=(0, 2))
    for check in checks:
        mark, colour = marks[check.status]
        found = Text(check.found)
        if check.mend and check.status != "ok":
            found.append(f"\n→ {check.mend}", style=colour)
        table.add_row(Text(mark, style=colour), Text(check.name, style="bold"), found)
    streams.console().print(table)
