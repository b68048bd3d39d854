"""Perplexity and divergence against the same sums done plainly over whole logits."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checkpoints import CONFIG, write_checkpoint
from test_quantize_cli import quantize

import pyglm
from quantize import evaluate, pack
from quantize.evaluate import Mean
from quantize.safetensors_header import read_header

TEXT = "The tool called python prints 你好 and goes on (= 'twice'). " * 40

Pack = Callable[[str], Path]


def plain_log_softmax(logits: Any) -> Any:
    logits = logits.astype(np.float64)
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))


def test_against_plain_sums(pack_tiny: Pack) -> None:
    """Two windows of 32: [gMASK] sop and 30 ids each; positions 17..31 scored, 15 a window."""
    result = evaluate(pack_tiny("q4"), TEXT, against=pack_tiny("f16"), context=32, windows=2)
    ids = pyglm.load(pack_tiny("f16")).tokenizer.encode(TEXT)
    nll, reference_nll, kl, same = [], [], [], []
    for i in range(2):
        logs = []
        for weight_type in ("q4", "f16"):
            model = pyglm.load(pack_tiny(weight_type), kv_type="f32")
            prefix = [model.tokenizer.special_tokens["[gMASK]"], model.tokenizer.special_tokens["sop"]]
            window = prefix + ids[30 * i : 30 * (i + 1)]
            logs.append(plain_log_softmax(model.session().forward(window)[:, : model.tokenizer.n_words]))
        q, p = logs
        for position in range(16, 31):
            target = window[position + 1]
            nll.append(-q[position, target])
            reference_nll.append(-p[position, target])
            kl.append(sum(math.exp(p[position, j]) * (p[position, j] - q[position, j]) for j in range(p.shape[1])))
            same.append(float(p[position].argmax() == q[position].argmax()))
    n = 30
    assert (result.tokens, result.windows, result.context) == (n, 2, 32)
    assert result.perplexity.mean == pytest.approx(math.exp(sum(nll) / n), rel=1e-9)
    spread = np.std(nll, ddof=1) / math.sqrt(n)
    assert result.perplexity.standard_error == pytest.approx(result.perplexity.mean * spread, rel=1e-9)
    found = result.divergence
    assert found is not None
    assert found.reference_perplexity.mean == pytest.approx(math.exp(sum(reference_nll) / n), rel=1e-9)
    assert found.kl.mean == pytest.approx(sum(kl) / n, rel=1e-6)
    assert found.kl.standard_error == pytest.approx(np.std(kl, ddof=1) / math.sqrt(n), rel=1e-6)
    assert found.kl_max == pytest.approx(max(kl), rel=1e-6)
    assert found.kl_median == pytest.approx(float(np.median(kl)), rel=1e-6)
    assert found.same_top.mean == pytest.approx(sum(same) / n)
    assert found.log_perplexity_ratio.mean == pytest.approx(sum(nll) / n - sum(reference_nll) / n, rel=1e-6)
    assert found.kl.mean > 0


def test_against_itself(pack_tiny: Pack) -> None:
    found = evaluate(pack_tiny("q8"), TEXT, against=pack_tiny("q8"), context=64).divergence
    assert found is not None
    assert (found.kl, found.same_top, found.log_perplexity_ratio) == (Mean(0, 0), Mean(1, 0), Mean(0, 0))


def test_finer_weights_lie_closer(pack_tiny: Pack) -> None:
    kl = {}
    for weight_type in ("q8", "q4"):
        found = evaluate(pack_tiny(weight_type), TEXT, against=pack_tiny("f16"), context=64).divergence
        assert found is not None
        kl[weight_type] = found.kl.mean
    assert 0 < kl["q8"] < kl["q4"] / 5


def test_all_windows_that_fit(pack_tiny: Pack) -> None:
    calls: list[tuple[str, int, int]] = []
    result = evaluate(pack_tiny("f16"), TEXT, context=128, progress=lambda *call: calls.append(call))
    n_ids = len(pyglm.load(pack_tiny("f16")).tokenizer.encode(TEXT))
    assert result.windows == n_ids // 126 == len(calls)
    assert result.divergence is None
    assert calls[-1][1:] == (result.windows, result.windows)


@pytest.mark.parametrize(("context", "windows"), [(1024, 100), (4096, None)])
def test_text_too_short(pack_tiny: Pack, context: int, windows: int | None) -> None:
    with pytest.raises(pyglm.Error, match=rf"the text has \d+ ids; .* windows of {context} positions need"):
        evaluate(pack_tiny("f16"), TEXT, context=context, windows=windows)


def test_window_longer_than_the_model(pack_tiny: Pack) -> None:
    with pytest.raises(pyglm.ContextLengthError):
        evaluate(pack_tiny("f16"), TEXT * 10, context=8192)


def test_another_vocabulary(pack_tiny: Pack, tmp_path: Path) -> None:
    other = write_checkpoint(tmp_path / "source", config=CONFIG | {"padded_vocab_size": 401})
    pack(other, tmp_path / "other.glm")
    with pytest.raises(pyglm.Error, match="different vocabularies"):
        evaluate(pack_tiny("f16"), TEXT, against=tmp_path / "other.glm")


def test_mean_of_one() -> None:
    assert Mean.of(np.array([3.0])) == Mean(3.0, math.inf)


def test_command(pack_tiny: Pack, tmp_path: Path) -> None:
    (tmp_path / "text").write_text(TEXT, "utf-8")
    windows = ["--context", "64", "--windows", "3"]
    args = ["eval", pack_tiny("q8"), "--text", "text", "--against", pack_tiny("f16"), *windows]
    table = quantize(*args, cwd=tmp_path)
    assert table.returncode == 0
    assert "93 tokens in 3 windows of 64" in table.stdout
    for word in ("perplexity", "mean KL divergence", "standard error", "same most probable id"):
        assert word in table.stdout
    assert "3 of 3 windows" in table.stderr
    answer = quantize(*args, "--json", "--quiet", cwd=tmp_path)
    assert answer.stderr == ""
    found = json.loads(answer.stdout)
    expected = evaluate(pack_tiny("q8"), TEXT, against=pack_tiny("f16"), context=64, windows=3)
    assert expected.divergence is not None
    assert found["divergence"]["kl"]["mean"] == expected.divergence.kl.mean
    assert found["perplexity"]["standard_error"] == expected.perplexity.standard_error


def test_scores_do_not_depend_on_threads(pack_tiny: Pack) -> None:
    results = [evaluate(pack_tiny("q4"), TEXT, context=64, windows=2, threads=threads) for threads in (1, 2)]
    assert results[0] == results[1]


def test_an_empty_text(pack_tiny: Pack) -> None:
    with pytest.raises(pyglm.Error, match="the text is empty"):
        evaluate(pack_tiny("f16"), "", context=32)


def test_a_model_of_damaged_weights(pack_tiny: Pack, tmp_path: Path) -> None:
    header = read_header(pack_tiny("f16"))
    data = bytearray(pack_tiny("f16").read_bytes())
    offset = header.tensors["final_norm"].offset
    data[offset : offset + 4] = np.float32(np.nan).tobytes()
    damaged = tmp_path / "nan.glm"
    damaged.write_bytes(data)
    with pytest.raises(pyglm.NumericError, match="logits that are not finite"):
        evaluate(damaged, TEXT, context=32, windows=1)
