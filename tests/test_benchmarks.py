"""The benchmarks' own arithmetic: what they write, how they read answers, what they conclude."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from scripted import scripted

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
sys.path.append(str(BENCHMARKS))

import demo  # noqa: E402
import full_size  # noqa: E402
import gguf_model  # noqa: E402
import peer_report  # noqa: E402
import peer_runners  # noqa: E402
import processes  # noqa: E402
import prompt_lookup  # noqa: E402
import random_checkpoint  # noqa: E402
from peer_runners import Group, Work  # noqa: E402

import pyglm  # noqa: E402
from quantize.checkpoint import open_checkpoint  # noqa: E402

WEATHER = "get_weather\n```python\ntool_call(city='Lisbon')\n```"

TINY = {"num_layers": 2, "hidden_size": 256, "ffn_hidden_size": 704, "num_attention_heads": 8, "kv_channels": 32}
SMALL = random_checkpoint.CHATGLM3_6B_32K | TINY | {"padded_vocab_size": 1280}


def test_full_size_has_the_shapes_of_the_original() -> None:
    config = random_checkpoint.CHATGLM3_6B_32K
    assert sum(tensor.n_values for tensor in random_checkpoint.tensors(config)) == 6_243_584_000


def test_original_config_agrees_with_the_built_in_one(shared: Path) -> None:
    original = json.loads((shared / "chatglm3" / "config.json").read_text("utf-8"))
    assert {key: original[key] for key in random_checkpoint.CHATGLM3_6B_32K} == random_checkpoint.CHATGLM3_6B_32K


def test_shards_keep_all_tensors_in_order_and_their_size() -> None:
    tensors = list(random_checkpoint.tensors(SMALL))
    shards = random_checkpoint.plan_shards(tensors, 1_000_000)
    assert [tensor for shard in shards for tensor in shard.tensors] == tensors
    assert len({shard.name for shard in shards}) == len(shards) > 2
    for shard in shards:
        assert sum(tensor.n_bytes for tensor in shard.tensors) <= 1_000_000 or len(shard.tensors) == 1


def test_random_checkpoint_is_sound_and_its_values_are_of_real_size(tmp_path: Path) -> None:
    tokenizer = random_checkpoint.train_tokenizer()
    n_bytes = random_checkpoint.write_checkpoint(tmp_path, SMALL, tokenizer, shard_bytes=1_000_000)
    checkpoint = open_checkpoint(tmp_path)
    assert checkpoint.size_bytes == n_bytes
    assert len(checkpoint.files) > 2
    values = load_tensors(tmp_path)
    matrix = values["transformer.encoder.layers.1.mlp.dense_4h_to_h.weight"]
    assert matrix.std() == pytest.approx(704**-0.5, rel=0.02)
    assert len(np.unique(matrix[:, 0])) > 200  # rows differ
    norm = values["transformer.encoder.final_layernorm.weight"]
    assert norm.mean() == pytest.approx(1, abs=0.05)
    assert 0 < norm.std() < 0.2
    assert (values["transformer.encoder.layers.0.self_attention.query_key_value.bias"] != 0).mean() > 0.99


def load_tensors(folder: Path) -> dict[str, Any]:
    from safetensors.numpy import load_file

    files = folder.glob("*.safetensors")
    return {name: tensor.astype(np.float32) for file in files for name, tensor in load_file(file).items()}


def test_trained_tokenizer_round_trips_any_text() -> None:
    tokenizer = pyglm.Tokenizer(random_checkpoint.train_tokenizer())
    text = "The model file is mapped, 你好 🙂"
    assert tokenizer.decode(tokenizer.encode(text)).strip() == text
    assert len(tokenizer.encode("the")) < 4


def test_goals_hold_in_their_direction_and_only_where_they_apply() -> None:
    assert full_size.measure("pack time", 239, "s", full_q4=True).passed is True
    assert full_size.measure("pack time", 241, "s", full_q4=True).passed is False
    assert full_size.measure("pack time", 241, "s", full_q4=False).passed is None
    assert full_size.measure("decode share", 0.91, "share", full_q4=False).passed is True
    assert full_size.measure("decode share", 0.89, "share", full_q4=True).passed is False
    assert full_size.measure("decode", 1, "tokens/s", full_q4=True).passed is None


def test_table_shows_figure_goal_and_verdict() -> None:
    measures = [
        full_size.measure("decode share", 0.89, "share", full_q4=True),
        full_size.measure("file size", 3.58e9, "bytes", full_q4=True, note="on disk"),
    ]
    _, share, size = full_size.table(measures).splitlines()
    assert share.split() == ["decode", "share", "89%", ">=", "90%", "FAIL"]
    assert size.split() == ["file", "size", "3.58", "GB", "<=", "3.70", "GB", "pass", "on", "disk"]


def test_peak_memory_and_time_of_a_process() -> None:
    done = processes.run_measured(processes.python("-c", "x = b'x' * 80_000_000; import time; time.sleep(0.3)"))
    assert done.returncode == 0
    assert done.seconds > 0.3
    if done.peak_bytes is not None:
        assert 80e6 < done.peak_bytes < 200e6


def test_a_line_is_awaited_and_failures_are_told() -> None:
    slow = "import time; print('other', flush=True); time.sleep(0.2); print('answer: 1', flush=True)"
    assert processes.seconds_to_line(processes.python("-c", slow), "answer") > 0.2
    with pytest.raises(RuntimeError, match="ended with 3"):
        processes.seconds_to_line(processes.python("-c", "print('answer'); raise SystemExit(3)"), "answer")
    with pytest.raises(RuntimeError, match="None s"):
        processes.seconds_to_line(processes.python("-c", "print('other')"), "answer")


def test_worker_answers(pack_tiny: Callable[[str], Path]) -> None:
    file = pack_tiny("q4")
    first = processes.output_of(processes.python(processes.WORKER, "first-token", file, 8))
    model = pyglm.load(file)
    import worker

    logits = model.session().forward(worker.prompt(8), logits="last")[0, : model.tokenizer.n_words]
    assert int(first) == int(logits.argmax())
    memory = json.loads(processes.output_of(processes.python(processes.WORKER, "memory", file, 100)))
    assert memory["cache_bytes"] > 0
    together = json.loads(processes.output_of(processes.python(processes.WORKER, "together", file, 2)))
    assert sorted(together) == ["eight", "four", "one"]
    assert all(seconds > 0 for seconds in together.values())


def test_a_document_is_read_once(pack_tiny: Callable[[str], Path], tmp_path: Path) -> None:
    task = processes.python(BENCHMARKS / "long_document.py", pack_tiny("q4"), "--tokens", 600, "--work-dir", tmp_path)
    runs = [json.loads(processes.output_of([*task, "--json"], accepted=(0, 1)))["measures"] for _ in range(2)]
    first, second = ([figure["name"] for figure in figures] for figures in runs)
    assert "reading" in first and "reading speed" in first
    assert "reading" not in second
    assert {"question after restart", "session after restart", "decode"} <= set(first) & set(second)
    assert all(figure["value"] > 0 for figures in runs for figure in figures if figure["unit"] != "bytes")


# Shortened answers of the peers' programs, as they print them.
LLAMA_BENCH = """[
  {"n_prompt": 8, "n_gen": 0, "n_depth": 0, "avg_ts": 30.0, "samples_ts": [ 30.0 ]},
  {"n_prompt": 512, "n_gen": 0, "n_depth": 4096, "avg_ts": 11.5, "samples_ts": [ 11.5 ]},
  {"n_prompt": 0, "n_gen": 64, "n_depth": 4096, "avg_ts": 5.5, "samples_ts": [ 5.5 ]}
]
"""
IK_LLAMA_BENCH = """a note that is no JSON
[
  {"n_prompt": 512, "n_gen": 0, "avg_ts": 17.5, "test": "pp512"},
  {"n_prompt": 0, "n_gen": 64, "avg_ts": 6.5, "test": "tg64"},
  {"n_prompt": 4096, "n_gen": 64, "avg_ts": 6.0, "test": "tg64@pp4096"}
]
another
"""


def test_answers_of_the_peers_are_read() -> None:
    group = Group(4, "q4", 2, (512,), 64, (4096,), rounds=1)
    llama = peer_runners.parse_llama_bench(LLAMA_BENCH)
    assert llama[Work("prompt", 8, 0)] == 30.0
    assert peer_runners.wanted(group, llama) == {Work("prompt", 512, 4096): 11.5, Work("decode", 64, 4096): 5.5}
    ik = peer_runners.parse_llama_bench(IK_LLAMA_BENCH)
    assert ik[Work("prompt", 512, 0)] == 17.5
    assert peer_runners.wanted(group, ik) == {Work("decode", 64, 4096): 6.0}


def test_answer_of_the_project_is_read(pack_tiny: Callable[[str], Path]) -> None:
    from repository import command

    bench = [*command("pyglm"), "bench", str(pack_tiny("q4")), "--prompt", "8,12", "--decode", "4", "--repeat", "1"]
    answer = json.loads(processes.output_of([*bench, "--depth", "0,16", "--json", "--quiet"]))
    works = {Work("prompt", 8, 0), Work("prompt", 12, 0), Work("decode", 4, 0)}
    works |= {Work("prompt", 8, 16), Work("prompt", 12, 16), Work("decode", 4, 16)}
    assert peer_runners.parse_pyglm(answer).keys() == works


def comparison() -> dict[str, Any]:
    """A result whose extrapolation is simple: a layer takes 1 ms at depth 0 and 2 ms at depth 4096."""

    def row(layers: int, depth: int, tokens: int, **speeds: list[float]) -> dict[str, Any]:
        return {
            "layers": layers,
            "type": "q4",
            "threads": 2,
            "kind": "decode",
            "tokens": tokens,
            "depth": depth,
            "tokens_per_second": speeds,
        }

    return {
        "date": "2026-01-01",
        "processor": "A <processor> & more",
        "isa": "avx2",
        "commit": "abc",
        "peers": {"llama.cpp": "llama==1"},
        "layers": 28,
        "threads": 2,
        "limits": [{"bytes_per_second": 20e9, "multiply_adds_per_second": {"fma": 50e9}, "threads": 2}],
        "first_token": {"prompt_tokens": 8, "seconds": {"pyglm": [1.0, 3.0, 2.0], "llama.cpp": [8.0]}},
        "rows": [
            row(28, 0, 64, pyglm=[30.0, 20.0, 25.0], **{"llama.cpp": [25.0]}),
            row(4, 0, 32, pyglm=[1 / 0.004], **{"llama.cpp": [1 / 0.004]}),
            row(4, 4096, 32, pyglm=[1 / 0.008], **{"llama.cpp": [1 / 0.016]}),
        ],
    }


def test_medians_and_ratios() -> None:
    full, first, *_ = peer_report.rows(comparison())
    assert full.values == {"pyglm": 25.0, "llama.cpp": 25.0}
    assert full.ratio("llama.cpp") == 1.0
    assert full.ratio("ik_llama.cpp") is None
    assert first.values["pyglm"] == 2.0
    assert first.ratio("llama.cpp") == 4.0  # less time is better


def test_extrapolation_adds_what_the_context_costs_each_layer() -> None:
    (row,) = peer_report.extrapolated(comparison())
    assert row.values["pyglm"] == pytest.approx(1 / (1 / 25 + 28 * 0.001))
    assert row.values["llama.cpp"] == pytest.approx(1 / (1 / 25 + 28 * 0.003))
    assert row.name.startswith("extrapolated: 28 layers")


def test_table_and_chart_of_a_comparison() -> None:
    text = peer_report.markdown(comparison())
    assert "| 28 layers, q4, 2 threads: decode 64 | 25.0 | 25.0 | 1.00 x (goal 1.25) |  |  |" in text
    assert "20.0 GB/s read; fma 50 G multiply-adds/s" in text
    svg = ElementTree.fromstring(peer_report.chart(comparison()))
    texts = [element.text for element in svg.iter() if element.tag.endswith("text")]
    assert "25.0 tokens/s (1.00 x)" in texts
    assert any("A <processor> & more" in str(content) for content in texts)


def test_gguf_has_the_same_weights_as_the_checkpoint() -> None:
    config = random_checkpoint.CHATGLM3_6B_32K
    shapes = {name: shape for name, shape, _ in gguf_model.tensors(config, "q4")}
    expected = [tensor.shape for tensor in random_checkpoint.tensors(config)]
    assert sorted(shapes.values()) == sorted(expected)
    assert gguf_model.size_bytes((4096, 13696), "Q4_0") == 4096 * 13696 * 4.5 / 8


@pytest.mark.parametrize("form", ["Q4_0", "Q8_0"])
def test_random_blocks_decode_to_values_of_real_size(form: str) -> None:
    blocks = gguf_model.BlockPools(1).tensor((64, 4096), form, is_norm=False).reshape(-1, gguf_model.BLOCK_BYTES[form])
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    codes = blocks[:, 2:]
    values = (codes & 15).astype(np.float32) - 8 if form == "Q4_0" else codes.view(np.int8).astype(np.float32)
    assert (values * scale).std() == pytest.approx(1 / 64, rel=0.1)


def test_prompt_lookup_compares_the_same_text(model: pyglm.Model) -> None:
    said = prompt_lookup.Case("said", "copies", "tool python 你好 goes on", says="tool python 你好 goes on")
    found = prompt_lookup.measure(model, said, 2)
    assert found.tokens == len(model.tokenizer.encode(said.says)) and found.plain_s > 0 < found.lookup_s
    sampled = prompt_lookup.Case("noise", "other", "tool", {"seed": 1, "temperature": 9.0, "max_new_tokens": 5})
    results = [found, prompt_lookup.measure(model, sampled, 1)]
    assert prompt_lookup.speedup(results, "copies") == found.plain_s / found.lookup_s
    with pytest.raises(RuntimeError, match="texts of plain and looked-up decoding differ"):
        prompt_lookup.measure(model, prompt_lookup.Case("noise", "other", "tool", {"temperature": 9.0}), 1)


@pytest.mark.parametrize(
    ("says", "complaint"),
    [
        (["\nIt is 12 degrees.", "<|user|>"], "expected a call, found 0"),
        ([WEATHER, "<|observation|>", "\nIt is 13 degrees.", "<|user|>"], "expected '12' in the answer"),
        ([WEATHER, "<|observation|>", "\nIt is 12 degrees.", "<|user|>"], ""),
        ([WEATHER.replace("city", "town"), "<|observation|>", "\nIt is 12.", "<|user|>"], "expected a call, found 0"),
    ],
)
def test_the_tour_notices_what_is_wrong(
    says: list[str],
    complaint: str,
    model: pyglm.Model,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("random.randint", lambda low, high: 12)
    scripted(monkeypatch, model.tokenizer).say(*says)
    assert demo.show(demo.tool_step(model)) == (not complaint)
    shown = capsys.readouterr().out
    assert "> What is the weather in Lisbon?" in shown and "tokens/s]" in shown
    assert (f"FAILED: {complaint}" if complaint else "get_weather(city='Lisbon')") in shown
