"""Sampling options: defaults, ranges, and errors that name the option."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from pyglm import NumericError, SamplingParams


def test_defaults() -> None:
    params = SamplingParams()
    assert (params.temperature, params.top_p, params.top_k, params.min_p) == (0.8, 0.8, 0, 0.0)
    assert (params.repetition_penalty, params.seed, params.max_new_tokens) == (1.0, None, None)
    assert (params.stop, params.logit_bias) == ((), {})


def test_values_are_normalised() -> None:
    params = SamplingParams(temperature=1, top_k=np.int64(5), stop="end", logit_bias={np.int32(3): 1})  # type: ignore[arg-type]
    assert (params.temperature, params.top_k, params.stop, params.logit_bias) == (1.0, 5, ("end",), {3: 1.0})


def test_updated_keeps_what_is_not_given() -> None:
    params = SamplingParams(top_k=3).updated({"temperature": 0, "top_p": None})
    assert (params.top_k, params.temperature, params.top_p) == (3, 0.0, 0.8)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("temperature", -0.1), ("temperature", float("nan")), ("temperature", float("inf")), ("top_p", 0),
        ("top_p", 1.1), ("top_k", -1), ("min_p", -0.1), ("min_p", 2), ("repetition_penalty", 0), ("seed", -1),
        ("seed", 2**64), ("max_new_tokens", -1), ("stop", ""), ("stop", ["a", ""]), ("logit_bias", {-1: 1}),
        ("logit_bias", {1: float("-inf")}),
    ],
)  # fmt: skip
def test_values_out_of_range(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=name):
        SamplingParams(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("temperature", "1"), ("temperature", True), ("top_p", None), ("top_k", 1.0), ("seed", "x"), ("seed", 1.5),
        ("max_new_tokens", 2.0), ("stop", 5), ("stop", [1]), ("logit_bias", [1]), ("logit_bias", {"a": 1}),
        ("logit_bias", {1: "a"}),
    ],
)  # fmt: skip
def test_values_of_other_types(name: str, value: Any) -> None:
    with pytest.raises(TypeError, match=name):
        SamplingParams(**{name: value})


LOGITS = np.log(np.array([0.1, 0.4, 0.3, 0.2, 9.0], np.float32))  # the last one is padding


def draws(n: int = 4000, **options: Any) -> dict[int, float]:
    """Share of each id among n draws."""
    sampler = SamplingParams(**({"temperature": 1, "top_p": 1, "seed": 1} | options)).sampler(4)
    return {i: count / n for i, count in Counter(sampler.sample(LOGITS) for _ in range(n)).items()}


def test_distribution() -> None:
    assert draws() == pytest.approx({0: 0.1, 1: 0.4, 2: 0.3, 3: 0.2}, abs=0.03)
    assert draws(temperature=0.5) == pytest.approx({0: 1 / 30, 1: 16 / 30, 2: 9 / 30, 3: 4 / 30}, abs=0.03)
    assert draws(top_k=2) == pytest.approx({1: 4 / 7, 2: 3 / 7}, abs=0.03)
    assert draws(top_p=0.6) == pytest.approx({1: 4 / 7, 2: 3 / 7}, abs=0.03)
    assert draws(min_p=0.4) == pytest.approx({1: 4 / 9, 2: 3 / 9, 3: 2 / 9}, abs=0.03)
    assert draws(top_p=1e-9) == {1: 1.0}
    assert draws(top_k=2**40) == pytest.approx(draws(), abs=0.03)
    assert draws(logit_bias={0: float(np.log(6))}) == pytest.approx({0: 0.4, 1: 4 / 15, 2: 0.2, 3: 2 / 15}, abs=0.03)


def test_greedy_ties_go_to_the_lowest_id() -> None:
    sampler = SamplingParams(temperature=0).sampler(4)
    assert sampler.sample(np.array([1, 5, 5, 5, 9], np.float32)) == 1


def test_repetition_penalty() -> None:
    sampler = SamplingParams(temperature=0, repetition_penalty=2).sampler(3)
    logits = np.array([3.0, 2.0, -1.0], np.float32)
    assert [sampler.sample(logits) for _ in range(2)] == [0, 1]
    negative = np.array([-4.0, -3.0, -5.0], np.float32)  # doubled where seen: -8, -6, -5
    assert sampler.sample(negative) == 2


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_logits_that_are_no_numbers(bad: float) -> None:
    for temperature in (0, 1):
        with pytest.raises(NumericError):
            SamplingParams(temperature=temperature).sampler(4).sample(np.array([0, bad, 1, 2], np.float32))
