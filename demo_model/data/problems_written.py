"""Word problems that were written whole by hand, each time with other numbers of like size."""

from __future__ import annotations

import functools
import itertools
import math
import re
from dataclasses import dataclass

from demo_model.data.lists import records
from demo_model.data.phrases import Random
from demo_model.data.problems import Problem, program
from demo_model.hold_out import is_held_out

NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?")
# of expressions, beside the numbers of the text
_CONSTANTS = frozenset(("2", "3", "4", "5", "7", "10", "12", "24", "60", "100", "1000"))
_FUNCTIONS = {"__builtins__": {}, "min": min, "max": max}
_TRIES = 40  # draws of the numbers of a problem
_LARGEST = 1e9  # of results


@dataclass(frozen=True)
class Written:
    """A problem's text and expression cut at its numbers, and the numbers as they were written."""

    text: tuple[str, ...]
    numbers: tuple[str, ...]
    expression: str
    """With {0}, {1}, ... for the numbers."""


@functools.cache
def written() -> dict[str, tuple[Written, ...]]:
    """The problems by language."""
    found: dict[str, list[Written]] = {"en": [], "zh": []}
    for language, text, expression in itertools.chain(*records("problems").values()):
        found[language].append(parsed(text, expression))
    return {language: tuple(problems) for language, problems in found.items()}


def parsed(text: str, expression: str) -> Written:
    """A problem with places for its numbers.

    Raises:
        ValueError: a number of the text occurs twice in it, or not in the expression, or may be a constant there, too.
    """
    numbers = NUMBER.findall(text)
    said = NUMBER.findall(expression)
    for number in numbers:
        if numbers.count(number) > 1 or number not in said or (said.count(number) > 1 and number in _CONSTANTS):
            raise ValueError(f"{number} must occur once in {text!r} and have one meaning in {expression!r}")
    places = {number: f"{{{i}}}" for i, number in enumerate(numbers)}
    placed = NUMBER.sub(lambda match: places.get(match[0], match[0]), expression)
    return Written(tuple(NUMBER.split(text)), tuple(numbers), placed)


def problem(rng: Random, language: str) -> Problem:
    """One of the problems, its numbers in the same order of size as when it was written."""
    while True:
        chosen = rng.choice(written()[language])
        for _ in range(_TRIES):
            numbers = [_like(rng, number) for number in chosen.numbers]
            expression = chosen.expression.format(*numbers)
            if _is_fit(chosen.numbers, numbers) and 0 < eval(expression, dict(_FUNCTIONS)) < _LARGEST:
                text = "".join([part for pair in zip(chosen.text, [*numbers, ""], strict=True) for part in pair])
                return Problem(text, program(expression))


def _like(rng: Random, number: str) -> str:
    """A number between half and twice another one, as round, with as many decimals."""
    whole, _, decimals = number.partition(".")
    if decimals:
        value = float(number) * math.exp(rng.uniform(-0.6, 0.6))
        return f"{value:.{len(decimals)}f}"
    n = int(whole)
    if n < 10:
        return str(rng.randint(2, 9)) if n > 1 else whole
    step = next(step for step in (1000, 100, 50, 10, 5, 1) if n % step == 0)
    return str(max(step, round(n * math.exp(rng.uniform(-0.6, 0.6)) / step) * step))


def _is_fit(before: tuple[str, ...], numbers: list[str]) -> bool:
    """Whether the numbers are in the same order of size as before, and none is held out."""
    order = sorted(range(len(before)), key=lambda i: float(before[i]))
    ascending = all(float(numbers[a]) < float(numbers[b]) for a, b in itertools.pairwise(order))
    return ascending and not any(float(number) >= 100 and is_held_out(number) for number in numbers)
