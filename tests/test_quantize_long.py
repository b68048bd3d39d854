"""Perplexity by position and the passkey test, against the same done plainly; the heat map as XML."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from test_quantize_cli import quantize
from test_quantize_eval import plain_log_softmax

import pyglm
from pyglm import Session
from quantize import evaluate_long
from quantize.heat_map import heat_map
from quantize.long_context import CHUNK, KV_TYPES, Passkey, bucket_ends, pass_key

TEXT = "The tool called python prints 你好 and goes on (= 'twice'). " * 40

Pack = Callable[[str], Path]


@pytest.mark.parametrize(
    ("context", "ends"),
    [
        (32768, [4096, 8192, 16384, 32768]),
        (8192, [4096, 8192]),
        (10000, [4096, 8192, 10000]),
        (4096, [2048, 4096]),
        (100, [50, 100]),
        (3, [1, 2, 3]),
    ],
)
def test_buckets(context: int, ends: list[int]) -> None:
    assert bucket_ends(context) == ends


def test_by_position_against_plain_sums(pack_tiny: Pack) -> None:
    """Two windows of 300, longer than a chunk: [gMASK] sop and 298 ids each, all scored."""
    context = 300
    assert context - 1 > CHUNK
    result = evaluate_long(pack_tiny("q8"), TEXT, kv_types=["f32", "f16"], context=context, windows=2, depths=0)
    assert (result.context, result.windows, result.passkeys) == (context, 2, [])
    found = {(b.kv_type, b.begin, b.end): b for b in [*result.buckets, *result.overall]}
    assert list(found) == [(t, *pair) for t in ("f32", "f16") for pair in ((0, 150), (150, 300))] + [
        ("f32", 0, 300),
        ("f16", 0, 300),
    ]
    logs, windows = {}, []
    for kv_type in ("f32", "f16"):
        model = pyglm.load(pack_tiny("q8"), kv_type=kv_type)  # type: ignore[arg-type]
        ids, prefix = model.tokenizer.encode(TEXT), model.tokenizer.encode_prompt("")
        windows = [prefix + ids[298 * i : 298 * (i + 1)] for i in range(2)]
        logs[kv_type] = [plain_log_softmax(model.session().forward(w)[:, : model.tokenizer.n_words]) for w in windows]
    for (kv_type, begin, end), bucket in found.items():
        nll, kl, same = [], [], []
        for i, window in enumerate(windows):
            for position in range(max(begin, 2), end):
                p, q = logs["f32"][i][position - 1], logs[kv_type][i][position - 1]
                nll.append(-q[window[position]])
                kl.append(float((np.exp(p) * (p - q)).sum()))
                same.append(float(p.argmax() == q.argmax()))
        assert bucket.tokens == len(nll)
        assert bucket.perplexity.mean == pytest.approx(math.exp(np.mean(nll)), rel=1e-9)
        if kv_type == "f32":
            assert bucket.kl is None and bucket.same_top is None
        else:
            assert bucket.kl is not None and bucket.same_top is not None
            assert bucket.kl.mean == pytest.approx(np.mean(kl), rel=1e-5) and bucket.kl.mean > 0
            assert bucket.same_top.mean == pytest.approx(np.mean(same))


def test_memory_stays_bounded(pack_tiny: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    forward, sizes = Session.forward, []

    def noting(self: Session, ids: Any, *, logits: Any = "all", **options: Any) -> Any:
        sizes.append(len(ids) if logits == "all" else 0)
        return forward(self, ids, logits=logits, **options)

    monkeypatch.setattr(Session, "forward", noting)
    evaluate_long(pack_tiny("f16"), TEXT, context=1000, windows=1, depths=2)
    assert max(sizes) == CHUNK


def test_defaults_are_the_whole_text_and_all_caches(pack_tiny: Pack) -> None:
    n_ids = len(pyglm.load(pack_tiny("f16")).tokenizer.encode(TEXT))
    calls: list[tuple[str, int, int]] = []
    result = evaluate_long(pack_tiny("f16"), TEXT, depths=0, progress=lambda *call: calls.append(call))
    assert result.context == min(n_ids + 2, 4096) and result.windows == 1
    assert [bucket.kv_type for bucket in result.overall] == list(KV_TYPES)
    assert calls[-1] == ("positions", result.context, result.context)


def answering(monkeypatch: pytest.MonkeyPatch, tokenizer: pyglm.Tokenizer, knows: Callable[[list[int]], bool]) -> None:
    """A network that finds the key, where it `knows` the ids so far: then the next digit has probability 1/2."""
    keys = [tokenizer.encode("The pass key is " + pass_key(i)) for i in range(3)]
    forward = Session.forward

    def forged(self: Session, ids: Any, *, logits: Any = "all", **options: Any) -> Any:
        before = len(self)
        result = forward(self, ids, logits=logits, **options)
        for row in range(len(result)):
            seen = self.ids[: before + row + 1]
            result[row] = 0.0
            for key in keys:
                needle = tokenizer.encode(f"\n\nThe pass key is {tokenizer.decode(key).split()[-1]}. Remember")[2:-9]
                for n in range(len(key) - 5, len(key)):
                    if seen[-n:] == key[:n] and contains(seen, needle) and knows(seen):
                        n_words = tokenizer.n_words
                        result[row][key[n]] = math.log(n_words - 1)
        return result

    monkeypatch.setattr(Session, "forward", forged)


def contains(ids: list[int], part: list[int]) -> bool:
    return any(ids[i : i + len(part)] == part for i in range(len(ids) - len(part) + 1))


def test_passkeys_are_found_where_the_network_sees_them(pack_tiny: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that reads 1,000 tokens back finds keys at all depths of short prompts, and late ones of long prompts."""
    tokenizer = pyglm.load(pack_tiny("f16")).tokenizer
    key_digits = tokenizer.encode("The pass key is " + pass_key(0))[-5:]
    answering(monkeypatch, tokenizer, lambda seen: contains(seen[-1000:-30], key_digits))
    result = evaluate_long(pack_tiny("f16"), TEXT, kv_types=["f16"], context=1600, windows=1, depths=3)
    found = {(p.length, p.depth): p for p in result.passkeys}
    assert list(found) == [(length, depth) for length in (400, 800, 1600) for depth in (0.0, 0.5, 1.0)]
    for (length, depth), passkey in found.items():
        right = length <= 800 or depth >= 0.5
        assert (passkey.found, passkey.kv_type) == (float(right), "f16"), (length, depth)
        assert passkey.probability == pytest.approx(0.5 if right else 1 / tokenizer.n_words, rel=1e-3)


def test_several_keys_and_caches(pack_tiny: Pack) -> None:
    """A random network does not find them; what it computes is the same for the same cache."""
    options: Any = {"context": 800, "windows": 1, "depths": 2, "keys": 2}
    both = evaluate_long(pack_tiny("f16"), TEXT, kv_types=["f16", "f32"], **options)
    alone = evaluate_long(pack_tiny("f16"), TEXT, kv_types=["f32"], threads=2, **options)
    assert [p for p in both.passkeys if p.kv_type == "f32"] == alone.passkeys
    assert len(both.passkeys) == 2 * len(alone.passkeys)
    assert all(p.found == 0 and 0 < p.probability < 0.5 for p in alone.passkeys)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"context": 4096, "windows": 1}, r"the text has \d+ ids; 1 windows need 4094"),
        ({"context": 64}, r"the passkey test's question takes \d+ tokens"),
    ],
)
def test_too_short(pack_tiny: Pack, options: Any, message: str) -> None:
    with pytest.raises(pyglm.Error, match=message):
        evaluate_long(pack_tiny("f16"), TEXT, **options)


def test_beyond_the_context_of_the_model(pack_tiny: Pack) -> None:
    with pytest.raises(pyglm.ContextLengthError):
        evaluate_long(pack_tiny("f16"), TEXT * 10, context=8192)


def test_heat_map() -> None:
    passkeys = [
        Passkey(kv_type, length, depth, found, probability)
        for kv_type in ("f16", "q8")
        for length in (512, 1024)
        for depth, found, probability in ((0.0, 1.0, 0.75), (0.5, 0.5, 0.25), (1.0, 0.0, 0.0))
    ]
    svg = ElementTree.fromstring(heat_map("a & b", passkeys))
    name = "{http://www.w3.org/2000/svg}"
    texts = [element.text for element in svg.iter(f"{name}text")]
    for text in ("a & b", "f16 cache", "q8 cache", "512", "1,024", "50%"):
        assert text in texts
    assert (texts.count("75% ✓"), texts.count("25%"), texts.count("0%")) == (4, 4, 4 + 1)
    cells = list(svg.iter(f"{name}rect"))[1:]
    assert len(cells) == 12 and len({(cell.get("x"), cell.get("y")) for cell in cells}) == 12
    width, height = float(svg.get("width", 0)), float(svg.get("height", 0))
    for cell in cells:
        assert float(cell.get("x", 0)) + 72 <= width and float(cell.get("y", 0)) + 34 <= height


def test_command(pack_tiny: Pack, tmp_path: Path) -> None:
    (tmp_path / "text").write_text(TEXT, "utf-8")
    args = ["eval", pack_tiny("q8"), "--text", "text", "--long", "--context", "800", "--windows", "1", "--depths", "2"]
    table = quantize(*args, "--heat-map", "map.svg", cwd=tmp_path)
    assert table.returncode == 0, table.stderr
    for word in ("798 tokens in 1 windows of 800", "0..399", "400..799", "passkey, f16 cache", "mean KL to first"):
        assert word in table.stdout
    assert "f32 cache" in (tmp_path / "map.svg").read_text("utf-8")
    answer = quantize(*args, "--kv-types", "f32,f16", "--json", "--quiet", cwd=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
    found = json.loads(answer.stdout)
    assert [bucket["kv_type"] for bucket in found["overall"]] == ["f32", "f16"]
    assert found["overall"][1]["kl"]["mean"] > 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--heat-map", "x.svg"], "--heat-map needs --long"),
        (["--long", "--kv-types", "f16,f17"], "expected some of"),
        (["--long", "--kv-types", "f16,f16"], "each once"),
        (["--long", "--against", "x.glm"], "leave one out"),
        (["--long", "--depths", "0", "--heat-map", "x.svg"], "--heat-map shows what"),
    ],
)
def test_wrong_usage(tmp_path: Path, options: list[str], message: str) -> None:
    done = quantize("eval", "x.glm", "--text", "text", *options, cwd=tmp_path)
    assert done.returncode == 2 and message in done.stderr
