"""`pyglm doctor` and `pyglm inspect`: facts about the machine and a model file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pyglm
from pyglm import cli
from pyglm.cli import doctor, memory
from pyglm.cli.memory import GIB, KIB, MIB, Memory, format_bytes


def diagnose(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Exit code of `pyglm doctor --json args...` and its checks by name."""
    code = cli.main(["doctor", "--json", *args])
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] == (code == 0)
    return code, {check["name"]: check for check in report["checks"]}


def test_this_machine_is_healthy(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYGLM_ISA", raising=False)
    code, checks = diagnose(capsys)
    assert code == 0
    assert checks["packages"]["data"]["versions"]["pyglm"] == pyglm.__version__
    assert checks["kernels"]["data"] == {
        "tables": pyglm.kernel_tables(),
        "PYGLM_ISA": None,
        "selected": pyglm.selected_isa(),
    }
    assert checks["cores"]["data"]["affinity"] >= 1
    assert checks["memory"]["data"]["total_bytes"] >= checks["memory"]["data"]["available_bytes"] > 0


def test_a_forced_table_is_shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYGLM_ISA", "scalar")
    code, checks = diagnose(capsys)
    assert code == 0
    assert checks["kernels"]["data"]["selected"] == "scalar"
    assert "forced by PYGLM_ISA=scalar" in checks["kernels"]["found"]
    if pyglm.kernel_tables() != ["scalar"]:
        assert checks["kernels"]["status"] == "warning"
        assert "unset PYGLM_ISA" in checks["kernels"]["mend"]


def test_an_unknown_table_is_wrong(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYGLM_ISA", "mmx")
    code, checks = diagnose(capsys)
    assert code == 1
    assert checks["kernels"]["status"] == "wrong"
    assert "mmx" in checks["kernels"]["found"]
    assert "scalar" in checks["kernels"]["mend"]


def test_people_get_a_table(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYGLM_ISA", "mmx")
    assert cli.main(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("x") and "kernels" in line for line in lines)
    assert any("→ set PYGLM_ISA to one of" in line for line in lines)


def test_a_sound_model_runs(capsys: pytest.CaptureFixture[str], pack_tiny: Callable[[str], Path]) -> None:
    code, checks = diagnose(capsys, str(pack_tiny("q8")), "--threads", "1")
    assert code == 0
    assert [checks[name]["status"] for name in ("model file", "model memory", "model run")] == ["ok"] * 3


def test_a_missing_or_damaged_model_is_wrong(
    capsys: pytest.CaptureFixture[str], pack_tiny: Callable[[str], Path], tmp_path: Path
) -> None:
    code, checks = diagnose(capsys, "nowhere.glm")
    assert code == 1
    assert "nowhere.glm" in checks["model file"]["found"]
    damaged = tmp_path / "damaged.glm"
    damaged.write_bytes(pack_tiny("f16").read_bytes()[:-64])
    code, checks = diagnose(capsys, str(damaged))
    assert code == 1
    assert checks["model file"]["status"] == "wrong"
    assert "again" in checks["model file"]["mend"]


@pytest.mark.parametrize(
    ("total", "available", "status", "mend"),
    [
        (100 * MIB, 100 * MIB, "ok", ""),
        (100 * MIB, 44 * MIB, "warning", "--max-context below 3072"),
        (100 * MIB, 22 * MIB, "warning", "close other programs"),
        (10 * MIB, 10 * MIB, "wrong", "quantize --type q4"),
    ],
)
def test_a_model_is_held_against_the_memory(
    total: int, available: int, status: str, mend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "system_memory", lambda: Memory(total, available))
    facts = {"config": {"seq_length": 4096}, "size_bytes": 20 * MIB, "cache_bytes_per_token": {"f16": 8 * KIB}}
    check = doctor._fits(facts, "f16")
    assert check.status == status
    assert mend in check.mend


def test_a_crash_in_a_check_is_a_finding() -> None:
    def look() -> Any:
        raise RuntimeError("oops")

    (check,) = doctor._survive("here", look)
    assert (check.name, check.status, check.found) == ("here", "wrong", "RuntimeError: oops")


def test_a_containers_limit_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text(f"{4 * GIB}\n")
    (tmp_path / "memory.current").write_text(f"{3 * GIB}\n")
    (tmp_path / "memory.stat").write_text(f"anon {GIB}\nfile {2 * GIB}\n")
    assert memory._limit(tmp_path) == Memory(4 * GIB, 3 * GIB)
    monkeypatch.setattr(memory, "_meminfo", lambda: Memory(16 * GIB, 2 * GIB))
    monkeypatch.setattr(memory, "_cgroup_limit", lambda: Memory(4 * GIB, 3 * GIB))
    assert memory.system_memory() == Memory(4 * GIB, 2 * GIB)
    (tmp_path / "memory.max").write_text("max\n")
    assert memory._limit(tmp_path) is None


@pytest.mark.parametrize(
    ("n_bytes", "text"),
    [(0, "0 B"), (1023, "1023 B"), (28 * KIB, "28.0 KiB"), (3 * MIB, "3.0 MiB"), (GIB * 7 // 2, "3.50 GiB")],
)
def test_bytes_are_written(n_bytes: int, text: str) -> None:
    assert format_bytes(n_bytes) == text


def test_inspect_tells_config_and_needs(capsys: pytest.CaptureFixture[str], pack_tiny: Callable[[str], Path]) -> None:
    path = pack_tiny("q4")
    assert cli.main(["inspect", str(path), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    model = pyglm.load(path, threads=1)
    config = model.config
    for name, value in facts["config"].items():
        assert getattr(config, name) == value
    assert facts["size_bytes"] == path.stat().st_size
    assert facts["recipe"]["type"] == "q4"
    assert facts["tokenizer"]["special"] == dict(model.tokenizer.special_tokens)
    assert facts["tokenizer"]["padding"] == len(model.tokenizer.padding_ids)
    assert facts["weights"]["query_key"]["tensors"] == config.num_layers
    assert facts["weights"]["query_key"]["type"] == "q4"
    assert facts["weights"]["embedding"]["type"] == "q8"
    layers, hidden, ffn = config.num_layers, config.hidden_size, config.ffn_size
    assert facts["weights"]["down"]["parameters"] == layers * hidden * ffn
    assert facts["weights"]["gate_up"]["parameters"] == 2 * layers * hidden * ffn
    assert 0 < facts["errors"]["down"]["mean"] <= facts["errors"]["down"]["worst"] < 0.2
    assert facts["cache_bytes_per_token"]["f16"] == 2 * layers * config.num_kv_heads * config.head_dim * 2


def test_the_cache_a_token_needs_is_true(pack_tiny: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    path = pack_tiny("f16")
    assert cli.main(["inspect", str(path), "--json"]) == 0
    per_token = json.loads(capsys.readouterr().out)["cache_bytes_per_token"]
    for kv_type in ("q8", "f16", "f32"):
        session = pyglm.load(path, threads=1, kv_type=kv_type).session(max_tokens=256)
        session.forward([5] * 256, logits="none")
        assert session.cache_bytes == 256 * per_token[kv_type]


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [
        ("format", "gguf", "not a pyglm model file"),
        ("config", "{}", "config: model_type is missing"),
        ("recipe", "{", "the header is damaged, JSONDecodeError"),
        ("errors", "[1]", "the header is damaged, AttributeError"),
        ("format_version", None, "the header is damaged, KeyError: 'format_version'"),
    ],
)
def test_a_damaged_header_is_named(
    key: str,
    value: str | None,
    complaint: str,
    pack_tiny: Callable[[str], Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = pack_tiny("f16").read_bytes()
    end = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:end])
    header["__metadata__"].pop(key)
    if value is not None:
        header["__metadata__"][key] = value
    text = json.dumps(header).encode().ljust(end - 8)
    path = tmp_path / "damaged.glm"
    path.write_bytes(len(text).to_bytes(8, "little") + text + data[end:])
    assert cli.main(["inspect", str(path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"pyglm: error: {path}: {complaint}")


def test_inspect_shows_a_table(capsys: pytest.CaptureFixture[str], pack_tiny: Callable[[str], Path]) -> None:
    assert cli.main(["inspect", str(pack_tiny("q8"))]) == 0
    out = capsys.readouterr().out
    assert "3 layers, hidden 64, feed-forward 96" in out
    assert "6 query heads of 16 share 2 key/value heads" in out
    assert "at 4096 tokens" in out
    for role in ("embedding", "query_key", "value", "attention_output", "gate_up", "down", "output", "other"):
        assert any(line.startswith(role) for line in out.splitlines())
