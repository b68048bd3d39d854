"""`pyglm bench`: what it counts, and what it prints."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pyglm import cli
from pyglm.cli import bench
from pyglm.cli.bench import Limits, Result, Runs

OPTIONS = ("--prompt", "5,40", "--decode", "3", "--depth", "0,70", "--repeat", "2", "--threads", "1,2")


@pytest.fixture(autouse=True)
def small_buffer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests need no true limit of the machine."""
    monkeypatch.setattr(bench, "READ_BYTES", 1 << 20)


EXPECTED_RUNS = [
    (kind, tokens, threads, depth)
    for threads in (1, 2)
    for depth in (0, 70)
    for kind, tokens in (("prompt", 5), ("prompt", 40), ("decode", 3))
]


@pytest.mark.parametrize(("weight_type", "mix"), [("q4", 0), ("f16", -1)])
def test_json_holds_every_run(
    weight_type: str, mix: int, pack_tiny: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["bench", str(pack_tiny(weight_type)), *OPTIONS, "--kv-type", "f32", "--json"]) == 0
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert report["kv_type"] == "f32"
    limits = {limit["threads"]: limit for limit in report["limits"]}
    assert list(limits) == [1, 2]
    runs = [(run["kind"], run["tokens"], run["threads"], run["depth"]) for run in report["results"]]
    assert runs == EXPECTED_RUNS
    for run in report["results"]:
        assert len(run["seconds"]) == 2
        speed = run["tokens_per_second"]
        assert speed["min"] <= speed["median"] <= speed["max"]
        assert speed["max"] == run["tokens"] / min(run["seconds"])
        limit, rate = limits[run["threads"]]["bytes_per_second"], "bytes_per_second"
        if run["kind"] == "prompt":
            limit = list(limits[run["threads"]]["multiply_adds_per_second"].values())[mix]
            rate = "multiply_adds_per_second"
        assert limit > 0
        for part in (run, run["matmuls_alone"]):
            assert part["share_of_limit"] == pytest.approx(part[rate] / limit)
    assert "prompt of 40 tokens after 70" in captured.err


def test_the_table_shows_every_run(pack_tiny: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bench", str(pack_tiny("f16")), *OPTIONS, "--quiet"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    lines = captured.out.splitlines()
    shown = [line.split()[:4] for line in lines if line.startswith(("prompt", "decode"))]
    assert shown == [[kind, *map(str, numbers)] for kind, *numbers in EXPECTED_RUNS]
    context = [line for line in lines if line.startswith("attention to 70 tokens in ")]
    assert len(context) == 6 and all("G multiply-adds/s" in line for line in context)
    assert sum("GB/s" in line for line in lines) == 6  # a decode at two depths and the limit, for 1 and 2 threads
    assert sum("G mul-adds/s" in line for line in lines) == 10  # two prompts at two depths, and the limits


def test_too_deep_for_the_model_is_refused(
    pack_tiny: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["bench", str(pack_tiny("f16")), "--depth", "4096", "--quiet"]) == 1
    assert "4096" in capsys.readouterr().err


def test_ctrl_c_shows_what_was_measured(
    pack_tiny: Callable[[str], Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*args: Any) -> float:
        raise KeyboardInterrupt

    monkeypatch.setattr(bench, "decode", interrupt)
    assert cli.main(["bench", str(pack_tiny("f16")), *OPTIONS, "--json"]) == 130
    results = json.loads(capsys.readouterr().out)["results"]
    assert [(run["kind"], run["tokens"]) for run in results] == [("prompt", 5), ("prompt", 40)]


def small_model() -> Any:
    """Just what is counted: 2 layers, 3 heads of 4 that share 1, an output layer of 10 x 8."""
    config = SimpleNamespace(num_layers=2, attention_size=12, num_kv_heads=1, head_dim=4, vocab_size=10, hidden_size=8)
    return SimpleNamespace(config=config, matmul_weights=1000, weight_bytes=500)


@pytest.mark.parametrize(("depth", "tokens"), [(0, 1), (0, 5), (7, 1), (7, 5)])
def test_multiply_adds_of_a_prompt_are_counted_token_by_token(depth: int, tokens: int) -> None:
    counted = 10 * 8  # the output layer, once
    for position in range(depth, depth + tokens):
        counted += 1000 - 10 * 8
        counted += 2 * 3 * (position + 1) * 4 * 2  # layers, heads, positions seen, dimensions, keys and values
    assert bench.prompt_multiply_adds(small_model(), depth, tokens) == counted


@pytest.mark.parametrize(("kv_type", "head_bytes"), [("q8", 4 + 4 + 2 + 2), ("f16", 8 * 2), ("f32", 8 * 4)])
def test_bytes_of_a_decode_are_counted_token_by_token(kv_type: str, head_bytes: int) -> None:
    counted = sum(500 + 2 * 1 * head_bytes * (position + 1) for position in range(7, 12))
    assert bench.decode_bytes(small_model(), kv_type, 7, 5) == counted


def test_the_cost_of_the_context_is_what_a_depth_adds() -> None:
    limits = Limits(3, 1.0, {"a": 1.0})

    def result(kind: str, depth: int, tokens: int, seconds: float) -> Result:
        return Result(kind, depth, tokens, Runs([seconds], 1.0), Runs([seconds], 1.0), limits, False)

    runs = [result("prompt", 0, 10, 3.0), result("decode", 7, 5, 2.0), result("prompt", 6, 10, 5.0)]
    (cost,) = bench.context_costs(small_model(), runs)  # the decode has nothing to be compared with
    assert (cost.threads, cost.kind, cost.depth, cost.tokens, cost.seconds) == (3, "prompt", 6, 10, 2.0)
    assert cost.multiply_adds == 2 * 2 * 12 * 10 * 6  # queries x keys and weights x values, layers, heads x dimensions
    assert cost.rate == cost.multiply_adds / 2.0


def test_a_result_is_judged_by_its_median_and_its_own_limit() -> None:
    limits = Limits(1, 100.0, {"integers": 1000.0, "words": 2000.0, "floats": 10.0})

    def result(kind: str, runs: Runs, is_float: bool = False) -> Result:
        return Result(kind, 0, 10, runs, runs, limits, is_float)

    runs = Runs([4.0, 1.0, 2.0], 1000.0)
    assert runs.rate == 500.0
    assert result("prompt", runs).tokens_per_second == (5.0, 2.5, 10.0)
    assert [result("prompt", runs, is_float).limit for is_float in (False, True)] == [1000.0, 10.0]
    assert result("decode", runs).limit == 100.0


def test_limits_take_the_better_of_two_measurements() -> None:
    better = Limits(2, 1.0, {"a": 5.0, "b": 2.0}) | Limits(2, 2.0, {"a": 4.0, "b": 3.0})
    assert better == Limits(2, 2.0, {"a": 5.0, "b": 3.0})


def test_matmuls_alone_need_a_pass(load_tiny: Callable[..., Any]) -> None:
    model = load_tiny("q4", threads=3)
    with pytest.raises(ValueError, match="step"):
        model._core.time_matmuls()
    model.session().forward([5, 6])
    assert model._core.time_matmuls() > 0


@pytest.mark.parametrize(
    ("share", "blocks", "ascii_only"),
    [
        (0.0, "", ""),
        (0.5, "█████", "#####"),
        (0.55, "█████▌", "######"),
        (1.0, "█" * 10, "#" * 10),
        (3.0, "█" * 10, "#" * 10),
    ],
)
def test_bars(share: float, blocks: str, ascii_only: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench.sys, "stdout", SimpleNamespace(encoding="utf-8"))
    assert bench.bar(share, 10) == blocks
    monkeypatch.setattr(bench.sys, "stdout", SimpleNamespace(encoding="ascii"))
    assert bench.bar(share, 10) == ascii_only
