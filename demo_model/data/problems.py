"""Word problems with the short Python program that solves each: stories about numbers."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any, TypeAlias, TypeVar

from demo_model.data import chains, stories_en, stories_en_more, stories_zh
from demo_model.data.phrases import Random, pick, say
from demo_model.data.vocabulary import number, people
from demo_model.hold_out import is_held_out


@dataclass(frozen=True)
class Problem:
    """A question and the program that prints its answer."""

    text: str
    code: str


Entry = TypeVar("Entry", bound=tuple[Any, ...])
Stories: TypeAlias = tuple[tuple[tuple[str, ...], str, str], ...]
_RANGES = {
    "S": (2, 12), "T": (2, 25), "M": (10, 99), "H": (100, 5000), "D": (1, 9), "Y": (1900, 2010), "Z": (2011, 2060),
}  # fmt: skip
_LARGE = ((10, 99), (10, 99), (100, 999), (1000, 9999))
_STORIES = {"en": (*stories_en.STORIES, *stories_en_more.STORIES), "zh": stories_zh.STORIES}


def story(rng: Random, language: str, stories: Stories | None = None) -> Problem:
    """A story about numbers, its program one expression with the story's own numbers."""
    wordings, expression, ranges = drawn(rng, stories or _STORIES[language])
    numbers = _numbers(rng, expression, ranges)
    text = say(rng, pick(rng, wordings), **numbers, **_slots(rng, language))
    if rng.random() < 0.06:
        text = _with_aside(rng, text, language)
    return Problem(_tidy(text), program(expression.format(**numbers)))


def drawn(rng: Random, table: Sequence[Entry]) -> Entry:
    """An entry of a table, each as often as it has wordings, up to twelve; those that sort or average more often."""
    return rng.choices(table, [min(len(entry[0]), 12) * _weight(entry[1]) for entry in table])[0]


def _weight(code: str) -> int:
    if any(part in code for part in ("/ len(", "mean", "median")):
        return 8
    return 4 if "sorted(" in code else 1


def chain(rng: Random, language: str) -> Problem:
    """A story put together from events."""
    text, expression = chains.chain(rng, language, _slots(rng, language))
    return Problem(_tidy(text), program(expression))


def formula(rng: Random, language: str) -> Problem:
    """A written formula."""
    while True:
        text, expression = chains.formula(rng, language)
        with contextlib.suppress(ZeroDivisionError):
            if abs(eval(_compiled(expression), {"__builtins__": {}})) < 1e12:
                return Problem(text, program(expression))


def program(expression: str) -> str:
    """The program that prints it; what may be no whole number is rounded to two decimals."""
    is_fraction = "/" in expression.replace("//", "") or "." in expression
    return f"print(round({expression}, 2))" if is_fraction else f"print({expression})"


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _with_aside(rng: Random, text: str, language: str) -> str:
    asides = stories_en.ASIDES if language == "en" else stories_zh.ASIDES
    aside = say(rng, pick(rng, asides), **_slots(rng, language))
    return f"{aside} {text}" if language == "en" else aside + text


@functools.lru_cache(maxsize=1000)
def _compiled(expression: str) -> CodeType:
    return compile(re.sub(r"[{}]", "", expression), "<expression>", "eval")


@functools.cache
def _ranges(ranges: str) -> tuple[tuple[str, str], ...]:
    """Names and ranges; those that depend on others come last."""
    return tuple(sorted(((part[0], part[2:]) for part in ranges.split()), key=lambda named: named[1][0] == "="))


def _numbers(rng: Random, expression: str, ranges: str) -> dict[str, str]:
    """Numbers in their ranges for which the expression is positive and no number is held out."""
    while True:
        values: dict[str, int | float] = {}
        for name, kind in _ranges(ranges):
            values[name] = _value(rng, kind, values)
        if eval(_compiled(expression), {"__builtins__": {}}, dict(values)) > 0 and not any(
            abs(value) >= 100 and is_held_out(value) for value in values.values()
        ):
            return {name: str(value) for name, value in values.items()}


def _value(rng: Random, kind: str, known: dict[str, int | float]) -> int | float:
    if kind[0] == "=":  # as "=b+c*T": known numbers, and a drawn one at the end
        drawn = number(rng, 2, 20 if kind[-1] == "T" else 12)
        result = drawn
        for sign, name in zip(reversed(kind[2:-1:2]), reversed(kind[1:-1:2]), strict=True):
            result = int(known[name]) * result if sign == "*" else int(known[name]) + result
        return result
    if kind == "P":
        whole = number(rng, 1, 30 if rng.random() < 0.7 else 400)
        share = rng.random()
        return whole if share < 0.5 else round(whole + (0.5 if share < 0.65 else int(rng.random() * 100) / 100), 2)
    if kind == "R":
        return number(rng, 1, 19) * 5 if rng.random() < 0.6 else number(rng, 1, 99)
    if kind == "L":
        return number(rng, *_LARGE[int(rng.random() * len(_LARGE))])
    low, high = _RANGES[kind]
    return number(rng, low, high)


def _slots(rng: Random, language: str) -> dict[str, str]:
    source = stories_en if language == "en" else stories_zh
    names = people(language)
    slots = {
        "name": pick(rng, names),
        "name2": pick(rng, names),
        "name3": pick(rng, names),
        "place": pick(rng, source.PLACES),
    }
    slots["day"], slots["day2"] = pick(rng, source.DAYS), pick(rng, source.DAYS)
    slots["box"] = pick(rng, source.BOXES)
    if language == "en":
        slots |= {"things": pick(rng, stories_en.THINGS), "things2": pick(rng, stories_en.THINGS)}
        return slots | {"thing": pick(rng, stories_en.SINGULAR), "thing3": pick(rng, stories_en.SINGULAR)}
    (m, thing), (m2, thing2) = rng.choice(stories_zh.THINGS), rng.choice(stories_zh.THINGS)
    return slots | {"m": m, "thing": thing, "m2": m2, "thing2": thing2}
