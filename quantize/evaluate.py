"""How well a model file predicts a text, and how far its predictions lie from a reference file's.

The text's ids are cut into windows of N positions, as llama-perplexity does: each window begins anew with the prefix
that the model was trained with ([gMASK] sop, in the place of llama.cpp's BOS), followed by the next N - 2 ids of the
text. The network reads the whole window; the second half is scored: the ids at positions N/2 + 1 .. N - 1, each given
all before it. Probabilities are taken over the ids that can be sampled (pieces and special ids, not padding rows).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

import pyglm
from pyglm import Error, Model, NumericError

Floats: TypeAlias = npt.NDArray[np.float64]

# Rows of logits in float64 at a time: 16 of 65,024 are 8 MB, which stays in the cache.
_ROWS = 16


@dataclass(frozen=True)
class Mean:
    """A mean over scored tokens, and its standard error: standard deviation / sqrt(number of tokens)."""

    mean: float
    standard_error: float

    @staticmethod
    def of(values: Floats) -> Mean:
        """Over at least one value; the error of one value alone is infinite."""
        n = len(values)
        return Mean(float(values.mean()), float(values.std(ddof=1)) / math.sqrt(n) if n > 1 else math.inf)


@dataclass(frozen=True)
class Divergence:
    """How a file's predictions differ from a reference's, over the same tokens."""

    reference_perplexity: Mean
    kl: Mean
    """Kullback-Leibler divergence from the reference's distribution to the file's, in nats."""
    kl_median: float
    kl_99: float
    """99th percentile."""
    kl_max: float
    same_top: Mean
    """Share of tokens for which both find the same id the most probable."""
    log_perplexity_ratio: Mean
    """ln(perplexity / reference perplexity), from the paired differences."""


@dataclass(frozen=True)
class Evaluation:
    """Result of `evaluate`."""

    context: int
    windows: int
    tokens: int
    """Scored."""
    perplexity: Mean
    divergence: Divergence | None


def evaluate(
    file: Path,
    text: str,
    *,
    against: Path | None = None,
    context: int = 512,
    windows: int | None = None,
    threads: int | None = None,
    kv_type: str = "f32",
    progress: Callable[[str, int, int], None] | None = None,
) -> Evaluation:
    """Perplexity of a text, and the KL divergence against another file.

    Args:
        file: the model file to judge.
        text: what to predict.
        against: the reference, such as the same checkpoint packed as f16; None leaves the divergence out.
        context: positions of a window, even, at least 8.
        windows: how many; None for as many as the text fills.
        threads: as in pyglm.load.
        kv_type: as in pyglm.load; "f32" leaves only the weights' error.
        progress: called after each window.

    Raises:
        NumericError: a model gives logits that are not finite.
        Error: the text is too short, or the two files have different vocabularies.
        ContextLengthError: the model's context is shorter than a window.
    """
    model = pyglm.load(file, threads=threads, kv_type=kv_type)  # type: ignore[arg-type]
    reference = pyglm.load(against, threads=threads, kv_type=kv_type) if against else None  # type: ignore[arg-type]
    if reference:
        _check_same_vocabulary(model, reference)
    batches = _windows(model, text, context, windows)
    scores: list[tuple[Floats, ...]] = []
    for i, ids in enumerate(batches):
        logits = _second_half(model, ids)
        reference_logits = _second_half(reference, ids) if reference else None
        scores.append(score(logits, reference_logits, ids[len(ids) // 2 + 1 :]))
        if progress:
            progress("window", i + 1, len(batches))
    return _summary(context, len(batches), [np.concatenate(column) for column in zip(*scores, strict=True)])


def _check_same_vocabulary(model: Model, reference: Model) -> None:
    sizes = [(m.tokenizer.n_words, m.config.vocab_size) for m in (model, reference)]
    if sizes[0] != sizes[1]:
        raise Error(
            f"the two files have different vocabularies ({sizes[0][0]} and {sizes[1][0]} ids, {sizes[0][1]} and "
            f"{sizes[1][1]} rows): {model.path} and {reference.path} do not come from the same model"
        )


def _windows(model: Model, text: str, context: int, windows: int | None) -> list[npt.NDArray[np.int32]]:
    prefix = model.tokenizer.encode_prompt("")
    ids = model.tokenizer.encode(text)
    step = context - len(prefix)
    if not ids:
        raise Error("the text is empty; there is nothing to predict")
    found = len(ids) // step
    wanted = windows or max(found, 1)
    if found < wanted:
        raise Error(
            f"the text has {len(ids)} ids; {wanted} windows of {context} positions need {wanted * step}: "
            "give a longer text, or a smaller --context or --windows"
        )
    return [np.array(prefix + ids[i * step : (i + 1) * step], np.int32) for i in range(wanted)]


def _second_half(model: Model, ids: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
    """Logits at positions N/2 .. N-2, over the ids that can be sampled."""
    session = model.session(max_tokens=len(ids))
    half = len(ids) // 2
    session.forward(ids[:half], logits="none")
    logits = session.forward(ids[half:-1], logits="all")[:, : model.tokenizer.n_words]
    if not np.isfinite(logits).all():
        raise NumericError(f"{model.path} gives logits that are not finite: its weights are damaged; pack it again")
    return logits


def score(
    logits: npt.NDArray[np.float32], reference: npt.NDArray[np.float32] | None, targets: npt.NDArray[np.int32]
) -> tuple[Floats, ...]:
    """Per target: negative log likelihood; with a reference also its, the divergence, and whether the tops agree."""
    columns: list[list[Floats]] = []
    for begin in range(0, len(targets), _ROWS):
        rows = slice(begin, begin + _ROWS)
        target = targets[rows, None]
        log_q = _log_softmax(logits[rows])
        values = [-np.take_along_axis(log_q, target, 1)[:, 0]]
        if reference is not None:
            log_p = _log_softmax(reference[rows])
            values.append(-np.take_along_axis(log_p, target, 1)[:, 0])
            values.append((np.exp(log_p) * (log_p - log_q)).sum(axis=1))
            values.append((log_p.argmax(axis=1) == log_q.argmax(axis=1)).astype(np.float64))
        columns.append(values)
    return tuple(np.concatenate(column) for column in zip(*columns, strict=True))


def _log_softmax(logits: npt.NDArray[np.float32]) -> Floats:
    """Float64 logarithms of the probabilities, row by row."""
    x = logits.astype(np.float64)
    x -= x.max(axis=1, keepdims=True)
    x -= np.log(np.exp(x).sum(axis=1, keepdims=True))
    return x


def _summary(context: int, windows: int, columns: list[Floats]) -> Evaluation:
    nll = columns[0]
    divergence = None
    if len(columns) > 1:
        _, reference_nll, kl, same_top = columns
        divergence = Divergence(
            reference_perplexity=perplexity(reference_nll),
            kl=Mean.of(kl),
            kl_median=float(np.median(kl)),
            kl_99=float(np.quantile(kl, 0.99)),
            kl_max=float(kl.max()),
            same_top=Mean.of(same_top),
            log_perplexity_ratio=Mean.of(nll - reference_nll),
        )
    return Evaluation(context, windows, len(nll), perplexity(nll), divergence)


def perplexity(nll: Floats) -> Mean:
    """Exp of the mean; its error to first order: d exp(x) = exp(x) dx."""
    mean = Mean.of(nll)
    return Mean(math.exp(mean.mean), math.exp(mean.mean) * mean.standard_error)
