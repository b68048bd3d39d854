"""What counts as a right answer, for each skill; texts are compared without spaces and case where nothing else is said."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pyglm.protocol import ToolCall

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")  # 1,234.5 or 1234.5
_TOLERANCE = 0.005  # of a number that is not whole: two decimals are enough
_QUOTE_EXTRA = 120  # characters around a quoted sentence


def is_call(calls: Sequence[ToolCall], expected: Mapping[str, Any]) -> bool:
    """Whether there is one call, of this name and with exactly these arguments; 5 and "5" differ, 5 and 5.0 do not."""
    if len(calls) != 1 or calls[0].name != expected["name"]:
        return False
    given, wanted = calls[0].arguments, expected["arguments"]
    return given.keys() == wanted.keys() and all(_is_same(given[name], wanted[name]) for name in wanted)


def _is_same(given: Any, wanted: Any) -> bool:
    if isinstance(wanted, str):
        return isinstance(given, str) and given == wanted
    return isinstance(given, (int, float)) and not isinstance(given, bool) and given == wanted


def states_value(answer: str, value: Any) -> bool:
    """Whether an answer states a number, or contains a text."""
    if isinstance(value, str):
        return _squeezed(value) in _squeezed(answer)
    tolerance = 0.0 if float(value).is_integer() else _TOLERANCE
    return any(math.isclose(number, value, rel_tol=1e-12, abs_tol=tolerance) for number in _numbers(answer))


def states_order(answer: str, order: Sequence[str]) -> bool:
    """Whether an answer names these numbers or words one after the other, with none of them in between."""
    wanted = [item.casefold() for item in order]
    named = [word for word in re.findall(r"[a-z]+|\d+", answer.casefold()) if word in wanted]
    return any(named[i : i + len(wanted)] == wanted for i in range(len(named)))


def is_solution(answer: str, expected: Mapping[str, Any]) -> bool:
    """Whether an answer states the result of a word problem; see `problems.Problem.expected`."""
    if "number" in expected:
        return states_value(answer, expected["number"])
    if "order" in expected:
        return states_order(answer, expected["order"])
    return any(states_value(answer, text) for text in expected["any"])


def is_quote(answer: str, sentence: str) -> bool:
    """Whether an answer contains the sentence to the letter, and little besides; line breaks count as spaces."""
    said = " ".join(answer.split())
    return sentence in said and len(said) <= len(sentence) + _QUOTE_EXTRA


def contains_one(answer: str, keys: Sequence[str]) -> bool:
    """Whether an answer contains one of some texts."""
    return any(_squeezed(key) in _squeezed(answer) for key in keys)


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of which right of n were seen, by Wilson's score."""
    if n == 0:
        return 0.0, 1.0
    z, p = 1.959964, right / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def _numbers(text: str) -> list[float]:
    return [float(number.replace(",", "")) for number in _NUMBER.findall(text)]


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()
