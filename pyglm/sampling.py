"""How the next token is chosen from the network's logits, and how long to go on."""

from __future__ import annotations

import math
import operator
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, SupportsFloat, SupportsIndex, TypeAlias, TypedDict, TypeVar

from pyglm import _core

_T = TypeVar("_T")
PromptLookupMode: TypeAlias = bool | Literal["auto"]


class SamplingOptions(TypedDict, total=False):
    """Keyword arguments of `Model.generate`, `Model.chat` and `Conversation.send`; see `SamplingParams`.

    An option that is left out, or None, takes the model's default.
    """

    temperature: float | None
    top_p: float | None
    top_k: int | None
    min_p: float | None
    repetition_penalty: float | None
    seed: int | None
    max_new_tokens: int | None
    stop: str | Sequence[str] | None
    logit_bias: Mapping[int, float] | None
    prompt_lookup: PromptLookupMode | None


@dataclass(frozen=True)
class SamplingParams:
    """Checked sampling options. The order of work: bias, repetition penalty, temperature, top-k, top-p, min-p.

    Args:
        temperature: logits are divided by it; 0 is greedy, ties go to the lowest id.
        top_p: keep the most probable tokens whose probabilities add up to this, in (0, 1]; 1 keeps all.
        top_k: keep this many of the most probable tokens; 0 keeps all.
        min_p: drop tokens less probable than this times the most probable one, in [0, 1].
        repetition_penalty: positive logits of tokens seen before, prompt included, are divided by it, negative ones
            multiplied; 1 changes nothing. https://arxiv.org/abs/1909.05858, section 4.1
        seed: 0..2**64-1; the same seed gives the same text. None draws one from the operating system.
        max_new_tokens: stop after this many; None goes on to the end of the context.
        stop: texts that end the generation where they appear; they are not part of the result.
        logit_bias: token id -> number added to its logit; -100 all but forbids it.
        prompt_lookup: guess the next tokens from an earlier place that reads the same, and check several in one step:
            faster where a text is quoted, copied or edited. "auto" does so while it pays, True wherever there is such
            a place, False never. The text is the same in any case.

    Raises:
        ValueError, TypeError: an option is out of its range or of another type; the message names it.
    """

    temperature: float = 0.8
    top_p: float = 0.8
    top_k: int = 0
    min_p: float = 0.0
    repetition_penalty: float = 1.0
    seed: int | None = None
    max_new_tokens: int | None = None
    stop: tuple[str, ...] = ()
    logit_bias: Mapping[int, float] = field(default_factory=dict)
    prompt_lookup: PromptLookupMode = False

    def __post_init__(self) -> None:
        self._set("temperature", _number("temperature", self.temperature), lambda t: t >= 0, "0 (greedy) or more")
        self._set("top_p", _number("top_p", self.top_p), lambda p: 0 < p <= 1, "above 0 and at most 1")
        self._set("top_k", _integer("top_k", self.top_k), lambda k: k >= 0, "0 (off) or more")
        self._set("min_p", _number("min_p", self.min_p), lambda p: 0 <= p <= 1, "0 (off) to 1")
        penalty = _number("repetition_penalty", self.repetition_penalty)
        self._set("repetition_penalty", penalty, lambda r: r > 0, "above 0; 1 is off")
        if self.seed is not None:
            self._set("seed", _integer("seed", self.seed), lambda n: 0 <= n < 2**64, "0 to 2**64 - 1, or None")
        if self.max_new_tokens is not None:
            limit = _integer("max_new_tokens", self.max_new_tokens)
            self._set("max_new_tokens", limit, lambda n: n >= 0, "0 or more, or None")
        self._set("stop", _texts("stop", self.stop), all, "made of texts that are not empty")
        self._set("prompt_lookup", self.prompt_lookup, _is_lookup_mode, 'True, False or "auto"')
        biases = _biases("logit_bias", self.logit_bias)
        self._set("logit_bias", biases, lambda keys: all(key >= 0 for key in keys), "keyed by token ids, 0 or more")

    def _set(self, name: str, value: _T, is_valid: Callable[[_T], bool], expected: str) -> None:
        """Store the checked value of a field."""
        if not is_valid(value):
            raise ValueError(f"{name} must be {expected}, not {getattr(self, name)!r}")
        object.__setattr__(self, name, value)

    def updated(self, options: Mapping[str, Any]) -> SamplingParams:
        """These parameters with the options that are given and not None."""
        known = [f.name for f in fields(self)]
        unknown = [name for name in options if name not in known]
        if unknown:
            raise TypeError(f"unknown option {unknown[0]!r}; the sampling options are {', '.join(known)}")
        return replace(self, **{name: value for name, value in options.items() if value is not None})

    def sampler(self, vocab_size: int) -> _core.Sampler:
        """A fresh sampler over the ids below vocab_size (the embedding's padding rows lie above)."""
        beyond = [token_id for token_id in self.logit_bias if token_id >= vocab_size]
        if beyond:
            raise ValueError(f"logit_bias: token id {beyond[0]} is outside 0..{vocab_size - 1}")
        seed = int.from_bytes(os.urandom(8), "little") if self.seed is None else self.seed
        return _core.Sampler(
            vocab_size=vocab_size,
            temperature=self.temperature,
            top_k=min(self.top_k, vocab_size),
            top_p=self.top_p,
            min_p=self.min_p,
            repetition_penalty=self.repetition_penalty,
            logit_bias=dict(self.logit_bias),
            seed=seed,
        )


def _number(name: str, value: object) -> float:
    if isinstance(value, bool | str | bytes) or not isinstance(value, SupportsFloat):
        raise TypeError(f"{name} must be a number, not {value!r}")
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{name} must be finite, not {value!r}")
    return number


def _is_lookup_mode(value: object) -> bool:
    return isinstance(value, bool) or value == "auto"


def _integer(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        raise TypeError(f"{name} must be an integer, not {value!r}")
    return operator.index(value)


def _texts(name: str, value: object) -> tuple[str, ...]:
    texts = (value,) if isinstance(value, str) else value
    if not isinstance(texts, Sequence) or not all(isinstance(text, str) for text in texts):
        raise TypeError(f"{name} must be a text or a list of texts, not {value!r}")
    return tuple(texts)


def _biases(name: str, value: object) -> dict[int, float]:
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} must be a mapping of token ids to numbers, not {value!r}")
    return {_integer(name, key): _number(f"{name}[{key}]", bias) for key, bias in value.items()}
