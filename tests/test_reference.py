"""The tiny ChatGLM3 checkpoint against what the original PyTorch code computes for it in float32."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

import pyglm
from pyglm import Model

Expected = dict[str, npt.NDArray[Any]]

# float activations against float: what is left is the order of additions and, for "f16", the rounding of keys and
# values, which alone moves logits (standard deviation 1.5) by up to 6e-3
MAX_ERROR = {"f32": 5e-4, "f16": 1.5e-2}
MIN_MARGIN = {"f32": 0.0, "f16": 3e-2}  # between the reference's two best, for the same arg-max


@pytest.fixture(scope="module")
def expected(shared: Path) -> Expected:
    with np.load(shared / "reference/tiny-chatglm3/expected.npz") as data:
        return dict(data)


@pytest.fixture(scope="module")
def load_reference(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Model]:
    """(source folder, weight type, isa, kv_type) -> Model; each file is packed once."""
    from quantize.pack import pack

    folder = tmp_path_factory.mktemp("reference")

    @cache
    def packed(source: str, weight_type: Any) -> Path:
        path = folder / f"{source or 'safetensors'}-{weight_type}.glm"
        pack(shared / "reference/tiny-chatglm3" / source, path, weight_type=weight_type)
        return path

    @cache
    def load(source: str, weight_type: str, isa: str, kv_type: Any) -> Model:
        return pyglm.load(packed(source, weight_type), isa=isa, kv_type=kv_type)

    return load


@pytest.fixture(params=pyglm.kernel_tables())
def isa(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["f32", "f16"])
def kv_type(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["", "bin"], ids=["safetensors", "bin"])
def source(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def model(load_reference: Callable[..., Model], source: str, isa: str, kv_type: str) -> Model:
    return load_reference(source, "f16", isa, kv_type)


def check(logits: npt.NDArray[np.float32], expected: Expected, name: str, kv_type: str) -> None:
    """The columns' logits and the arg-maxes."""
    reference = expected[f"{name}_logits"]
    assert np.abs(logits[:, expected["columns"]] - reference).max() <= MAX_ERROR[kv_type]
    best, second = np.partition(logits, -2, axis=1)[:, :-3:-1].T
    is_clear = best - second > MIN_MARGIN[kv_type]
    assert is_clear.mean() > 0.8
    assert np.array_equal(logits.argmax(1)[is_clear], expected[f"{name}_argmax"][is_clear])


@pytest.mark.parametrize("name", ["chat", "random_300"])
def test_logits(model: Model, expected: Expected, name: str, kv_type: str) -> None:
    logits = model.session().forward(expected[f"{name}_ids"])
    check(logits, expected, name, kv_type)
    if name == "chat":
        assert np.abs(logits[-1] - expected["chat_last_logits"]).max() <= MAX_ERROR[kv_type]


def test_logits_far_out(model: Model, expected: Expected, kv_type: str) -> None:
    positions = expected["far_positions"]
    session = model.session(start_position=int(positions[0]))
    check(session.forward(expected["far_ids"]), expected, "far", kv_type)
    assert session.position == positions[-1] + 1


def test_greedy_continuation(load_reference: Callable[..., Model], source: str, isa: str, expected: Expected) -> None:
    model = load_reference(source, "f16", isa, "f32")
    ids = expected["greedy_ids"].tolist()
    n_prompt = len(expected["chat_ids"])
    completion = model.generate(ids[:n_prompt], temperature=0, max_new_tokens=len(ids) - n_prompt)
    assert completion.token_ids == ids[n_prompt:]


def kl_divergence(reference: npt.NDArray[Any], logits: npt.NDArray[Any]) -> float:
    """Mean over rows of KL(reference || logits), in nats."""

    def log_softmax(x: npt.NDArray[Any]) -> npt.NDArray[Any]:
        x = x.astype(np.float64) - x.max(1, keepdims=True)
        return np.asarray(x - np.log(np.exp(x).sum(1, keepdims=True)))

    p, q = log_softmax(reference), log_softmax(logits)
    return float((np.exp(p) * (p - q)).sum(1).mean())


def test_q8_divergence(load_reference: Callable[..., Model], expected: Expected, isa: str) -> None:
    ids = expected["random_300_ids"]
    exact = load_reference("", "f16", isa, "f32").session().forward(ids)
    check(exact, expected, "random_300", "f32")  # within 5e-4 of the reference in all columns: stands for it
    divergence = kl_divergence(exact, load_reference("", "q8", isa, "f16").session().forward(ids))
    assert 0 < divergence < 5e-3
    assert 0 < kl_divergence(exact, load_reference("", "q4", isa, "f16").session().forward(ids)) < 0.5


def test_chat_prompt(load_reference: Callable[..., Model], expected: Expected) -> None:
    model = load_reference("", "f16", pyglm.kernel_tables()[0], "f16")
    assert model.tokenizer.encode_chat([{"role": "user", "content": "你好"}]) == expected["chat_ids"].tolist()
    assert model.config.rope_ratio == 50 and model.config.seq_length == 32768
