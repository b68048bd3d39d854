"""How well a model uses a long context, and what each type of key/value cache costs there.

Two measurements. *By position*: a long stretch of text is read from its beginning, and the perplexity is told by how
far into the context a token stands; caches of other types read the same text, and their predictions are compared with
the first one's. *Passkey* (Mohtashami & Jaggi 2023, https://arxiv.org/abs/2305.16300): a number is hidden at some depth
of a long text, and the model is asked for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt

import pyglm
from pyglm import Error, Model, NumericError, Session, Tokenizer
from pyglm.model import KvType
from quantize.evaluate import Floats, Mean, perplexity, score

KV_TYPES: tuple[str, ...] = tuple(sorted(get_args(KvType), key=lambda kv_type: kv_type != "f16"))
"""All types of cache, f16 first, with which the others are compared."""
# Rows of logits at a time: 128 of 65,024 are 33 MB for each cache.
CHUNK = 128
_FIRST_BUCKET = 4096  # positions; each next bucket ends at twice as many
_HEADER = "Remember the pass key that is hidden in this text.\n\n"
_NEEDLE = "\n\nThe pass key is {key}. Remember it: {key} is the pass key.\n\n"
_QUESTION = "\n\nWhat is the pass key? Answer with the number."
_ANSWER = "The pass key is "
_SPARE = 8  # tokens that the answer may have beside the key's

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Bucket:
    """Positions begin .. end - 1 of one cache type. KL divergence in nats, from the first type's predictions."""

    kv_type: str
    begin: int
    end: int
    tokens: int
    """Scored."""
    perplexity: Mean
    kl: Mean | None
    """None for the first type, to which the others are compared."""
    same_top: Mean | None
    """Share of tokens for which both find the same id the most probable."""


@dataclass(frozen=True)
class Passkey:
    """Answers about keys hidden at one depth of texts of one length."""

    kv_type: str
    length: int
    """Tokens of the prompt."""
    depth: float
    """Where the key stands: 0 at the beginning, 1 at the end."""
    found: float
    """Share of keys that the greedy answer names."""
    probability: float
    """Of the right digits after "The pass key is ", the geometric mean over digits and keys."""


@dataclass(frozen=True)
class LongContext:
    """Result of `evaluate_long`."""

    context: int
    windows: int
    buckets: list[Bucket]
    overall: list[Bucket]
    """One over all positions, for each type."""
    passkeys: list[Passkey]


def evaluate_long(
    file: Path,
    text: str,
    *,
    kv_types: Sequence[str] = KV_TYPES,
    context: int | None = None,
    windows: int | None = None,
    depths: int = 5,
    keys: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
) -> LongContext:
    """Perplexity by position, and the passkey test, for each type of cache.

    Args:
        file: the model file.
        text: what to predict, and to hide keys in.
        kv_types: as in pyglm.load; the others are compared with the first.
        context: positions of a window; None for the model's context, or as much of it as the text fills.
        windows: how many; None for as many as the text fills.
        depths: of the passkey test, evenly from beginning to end; 0 leaves it out.
        keys: hidden one after another at each depth of each length; more make its shares finer.
        threads: as in pyglm.load.
        progress: called with what is counted, how much is done, and of how much.

    Raises:
        NumericError: the model gives logits that are not finite.
        Error: the text is too short.
        ContextLengthError: the model's context is shorter than a window.
    """
    models = [pyglm.load(file, threads=threads, kv_type=kv_type) for kv_type in kv_types]  # type: ignore[arg-type]
    tokenizer = models[0].tokenizer
    ids = tokenizer.encode(text)
    prefix = tokenizer.encode_prompt("")
    context = context or min(models[0].config.seq_length, len(ids) + len(prefix))
    stretches = _windows(ids, context - len(prefix), windows)
    columns: dict[str, list[tuple[Floats, ...]]] = {model.kv_type: [] for model in models}
    for i, stretch in enumerate(stretches):

        def report(n_read: int, before: int = i * context) -> None:
            if progress:
                progress("positions", before + n_read, len(stretches) * context)

        for model, scores in zip(models, _read(models, prefix + stretch, report), strict=True):
            columns[model.kv_type].append(scores)
    bounds = [0, *bucket_ends(context)]
    pairs = list(pairwise(bounds))
    buckets = [_bucket(*column, *pair, len(prefix)) for column in columns.items() for pair in pairs]
    overall = [_bucket(*column, 0, context, len(prefix)) for column in columns.items()]
    passkeys = list(_passkeys(models, ids, context, depths, keys, progress)) if depths else []
    return LongContext(context, len(stretches), buckets, overall, passkeys)


def _windows(ids: list[int], step: int, windows: int | None) -> list[list[int]]:
    wanted = windows or max(len(ids) // step, 1)
    if len(ids) < max(wanted * step, 2):
        raise Error(
            f"the text has {len(ids)} ids; {wanted} windows need {wanted * step}: give a longer text, or a smaller "
            "--context or --windows"
        )
    return [ids[i * step : (i + 1) * step] for i in range(wanted)]


def _read(models: Sequence[Model], ids: list[int], report: Callable[[int], None]) -> list[tuple[Floats, ...]]:
    """Of each model, for the ids from the second on: negative log likelihood, KL from the first model, same top or not.

    A chunk is read by all models before the next, so that memory holds the logits of one chunk each.
    """
    sessions = [model.session(max_tokens=len(ids)) for model in models]
    parts: list[list[tuple[Floats, ...]]] = [[] for _ in models]
    for begin in range(0, len(ids) - 1, CHUNK):
        chunk = ids[begin : min(begin + CHUNK, len(ids) - 1)]
        targets = np.array(ids[begin + 1 : begin + 1 + len(chunk)], np.int32)
        logits = [_forward(session, model, chunk) for session, model in zip(sessions, models, strict=True)]
        for part, own in zip(parts, logits, strict=True):
            nll, *rest = score(own, None if own is logits[0] else logits[0], targets)
            part.append((nll, *rest[1:]))  # the reference's own likelihood is known from its own part
        report(begin + len(chunk) + 1)
    return [tuple(np.concatenate(column) for column in zip(*part, strict=True)) for part in parts]


def _forward(session: Session, model: Model, ids: list[int]) -> npt.NDArray[np.float32]:
    """Logits [len(ids), n_words]."""
    logits = session.forward(ids)[:, : model.tokenizer.n_words]
    if not np.isfinite(logits).all():
        raise NumericError(f"{model.path} gives logits that are not finite: its weights are damaged; pack it again")
    return logits


def bucket_ends(context: int) -> list[int]:
    """Where buckets end: 4096, 8192, 16384 .. context; halves of a context that is shorter than 8192."""
    ends = [min(_FIRST_BUCKET, max(context // 2, 1))]
    while ends[-1] < context:
        ends.append(min(2 * ends[-1], context))
    return ends


def _bucket(kv_type: str, windows: list[tuple[Floats, ...]], begin: int, end: int, n_prefix: int) -> Bucket:
    """Over positions begin .. end - 1 of all windows; the prefix is no text, so its ids are not scored."""
    rows = slice(max(begin, n_prefix) - 1, end - 1)  # row i scores the id at position i + 1
    nll, *rest = (np.concatenate([column[rows] for column in columns]) for columns in zip(*windows, strict=True))
    kl, same_top = (Mean.of(values) for values in rest) if rest else (None, None)
    return Bucket(kv_type, begin, end, len(nll), perplexity(nll), kl, same_top)


def _passkeys(
    models: Sequence[Model], text: list[int], context: int, n_depths: int, n_keys: int, progress: Progress | None
) -> Iterator[Passkey]:
    question = _Question(models[0].tokenizer)
    lengths = [n for n in (context // 8, context // 4, context // 2, context) if n > question.n_tokens]
    if not lengths:
        raise Error(f"the passkey test's question takes {question.n_tokens} tokens: give a larger --context than that")
    depths = [i / (n_depths - 1) if n_depths > 1 else 0.5 for i in range(n_depths)]
    done, total = 0, len(models) * len(lengths) * n_depths
    for model in models:
        for length in lengths:
            haystack = _Haystack(model, question, text[: length - question.n_tokens])
            for depth in depths:
                answers = [haystack.ask(depth, pass_key(i)) for i in range(n_keys)]
                found, log_probability = (sum(column) / n_keys for column in zip(*answers, strict=True))
                yield Passkey(model.kv_type, length, depth, found, math.exp(log_probability))
                done += 1
                if progress:
                    progress("passkeys", done, total)


def pass_key(i: int) -> str:
    """Five digits, the same in every run."""
    return str(10000 + (i + 1) * 57943 % 90000)


class _Question:
    """The ids around a text in which a key is hidden, up to the key in the answer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        header = {"role": "user", "content": _HEADER}
        assistant = tokenizer.special_tokens["<|assistant|>"]
        self.head = [*tokenizer.encode_prompt(""), *tokenizer.encode_message(header)]
        self._tail = [*tokenizer.encode(_QUESTION), assistant, *tokenizer.encode("\n")]
        tail, digits = self.tail(pass_key(0))
        self.n_answer = len(digits) + _SPARE
        self.n_tokens = len(self.head) + len(self.needle(pass_key(0))) + len(tail) + self.n_answer
        """All but the text."""

    def needle(self, key: str) -> list[int]:
        """The sentence that tells the key."""
        return self._tokenizer.encode(_NEEDLE.format(key=key))

    def tail(self, key: str) -> tuple[list[int], list[int]]:
        """What follows the text, up to the key in the answer; and the key, encoded as the answer's continuation."""
        stem, whole = self._tokenizer.encode(_ANSWER), self._tokenizer.encode(_ANSWER + key)
        n_stem = next((i for i, pair in enumerate(zip(stem, whole, strict=False)) if pair[0] != pair[1]), len(stem))
        return self._tail + whole[:n_stem], whole[n_stem:]


class _Haystack:
    """A text to hide keys in. What stands before a key is read once: ask for depths in rising order."""

    def __init__(self, model: Model, question: _Question, text: list[int]) -> None:
        self._model = model
        self._question = question
        self._text = text
        self._base = model.session(max_tokens=question.n_tokens + len(text))
        self._base.forward(question.head, logits="none")

    def ask(self, depth: float, key: str) -> tuple[float, float]:
        """1 where the greedy answer names the key, else 0; and the mean logarithm of its digits' probabilities."""
        question = self._question
        n_before = round(depth * len(self._text))
        n_read = len(self._base) - len(question.head)
        self._base.forward(self._text[n_read:n_before], logits="none")
        session = self._base.fork()
        tail, digits = question.tail(key)
        *rest, last = [*question.needle(key), *self._text[n_before:], *tail]
        session.forward(rest, logits="none")
        logits = _forward(session.fork(), self._model, [last, *digits[:-1]])
        nll, *_ = score(logits, None, np.array(digits, np.int32))
        return float(key in self._greedy(session, last)), -float(nll.mean())

    def _greedy(self, session: Session, last: int) -> str:
        """The likeliest continuation of the answer's beginning."""
        tokenizer = self._model.tokenizer
        ids = [last]
        for _ in range(self._question.n_answer):
            ids.append(int(_forward(session, self._model, ids[-1:]).argmax()))
            if ids[-1] in tokenizer.stop_ids:
                break
        return tokenizer.decode(ids[1:])
