"""Word problems of five kinds, with their solution in Python and a mistake that somebody might make in it.

A problem's numbers of three digits or more, its words and its dates are held out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from demo_model.evaluation.values import distinct, value
from demo_model.hold_out import is_held_out

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ZH_DAYS = "一二三四五六日"


@dataclass(frozen=True)
class Mistake:
    """Code that fails, and the line that Python reports."""

    code: str
    error: str


@dataclass(frozen=True)
class Problem:
    """Values for a question, and what its answer has to state."""

    slots: Mapping[str, Any]
    expected: Mapping[str, Any]
    """{"number": x}, {"any": texts, of which one}, or {"order": texts, in this order}."""
    mistake: Mistake


Maker = Callable[[random.Random, str], Problem]


def _number(r: random.Random, low: int, high: int) -> int:
    """A number of up to two digits, or a longer one that is held out."""
    while (n := r.randint(low, high)) > 99 and not is_held_out(n):
        pass
    return n


def _unclosed(code: str) -> Mistake:
    return Mistake(code.removesuffix(")"), "SyntaxError: '(' was never closed")


def _text_sum(a: int, rest: str) -> Mistake:
    return Mistake(f"print('{a}' + {rest})", 'TypeError: can only concatenate str (not "int") to str')


def _stock(r: random.Random, language: str) -> Problem:
    a, b = _number(r, 5, 60), _number(r, 6, 90)
    c = _number(r, 2, a * b - 1)
    return Problem({"a": a, "b": b, "c": c}, {"number": a * b - c}, _unclosed(f"print({a} * {b} - {c})"))


def _product_sum(r: random.Random, language: str) -> Problem:
    a, b, c = _number(r, 11, 999), _number(r, 11, 999), _number(r, 2, 999)
    return Problem({"a": a, "b": b, "c": c}, {"number": a * b + c}, _text_sum(c, f"{a} * {b}"))


def _wages(r: random.Random, language: str) -> Problem:
    a, b, c = _number(r, 11, 60), _number(r, 2, 9), _number(r, 2, 30)
    person = value("person", language, r)
    code = f"hours = {b} * {c}\nprint({a} * hour)"
    error = "NameError: name 'hour' is not defined"
    return Problem({"person": person, "a": a, "b": b, "c": c}, {"number": a * b * c}, Mistake(code, error))


def _percent(r: random.Random, language: str) -> Problem:
    p, n = _number(r, 2, 95), _number(r, 100, 9999)
    return Problem({"p": p, "n": n}, {"number": float(Fraction(p * n, 100))}, _unclosed(f"print({n} * {p} / 100)"))


def _left_over(r: random.Random, language: str) -> Problem:
    a, b = _number(r, 100, 9999), _number(r, 3, 40)
    mistake = Mistake(f"print({a} mod {b})", "SyntaxError: invalid syntax. Perhaps you forgot a comma?")
    return Problem({"a": a, "b": b, "item": value("item", language, r)}, {"number": a % b}, mistake)


def _power(r: random.Random, language: str) -> Problem:
    a, b = _number(r, 2, 30), _number(r, 3, 9)
    return Problem(
        {"a": a, "b": b}, {"number": a**b}, Mistake(f"print(power({a}, {b}))", "NameError: name 'power' is not defined")
    )


def _total(r: random.Random, language: str) -> Problem:
    numbers = [_number(r, 2, 999) for _ in range(r.randint(4, 7))]
    mistake = Mistake(f"print(total({numbers}))", "NameError: name 'total' is not defined")
    return Problem({"numbers": _listed(numbers, language)}, {"number": sum(numbers)}, mistake)


def _day(r: random.Random) -> date:
    while not is_held_out(found := date(1950, 1, 1) + timedelta(r.randrange(50000))):
        pass
    return found


def _between(r: random.Random, language: str) -> Problem:
    first, last = sorted([_day(r), _day(r)])
    last = last if last != first else first + timedelta(1)
    code = f"print((date{_parts(last)} - date{_parts(first)}).days)"
    mistake = Mistake(code, "NameError: name 'date' is not defined")
    return Problem({"first": str(first), "last": str(last)}, {"number": (last - first).days}, mistake)


def _weekday(r: random.Random, language: str) -> Problem:
    day = _day(r)
    names = [_WEEKDAYS[day.weekday()]]
    if language == "zh":
        names += [f"{word}{_ZH_DAYS[day.weekday()]}" for word in ("星期", "周", "礼拜")]
    mistake = Mistake(f"print(date{_parts(day)}.strftime('%A'))", "NameError: name 'date' is not defined")
    return Problem({"day": str(day)}, {"any": names}, mistake)


def _later(r: random.Random, language: str) -> Problem:
    day, n = _day(r), _number(r, 5, 400)
    return Problem({"day": str(day), "n": n}, {"any": _written(day + timedelta(n))}, _no_delta(day, "+", n))


def _earlier(r: random.Random, language: str) -> Problem:
    day, n = _day(r), _number(r, 5, 400)
    return Problem({"day": str(day), "n": n}, {"any": _written(day - timedelta(n))}, _no_delta(day, "-", n))


def _no_delta(day: date, sign: str, n: int) -> Mistake:
    code = f"from datetime import date\nprint(date{_parts(day)} {sign} timedelta(days={n}))"
    return Mistake(code, "NameError: name 'timedelta' is not defined")


def _parts(day: date) -> str:
    return f"({day.year}, {day.month}, {day.day})"


def _written(day: date) -> list[str]:
    """The ways to write a date that an answer may use."""
    month = day.strftime("%B")
    return [
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
    ]


def _ascending(r: random.Random, language: str) -> Problem:
    return _sorted_numbers(r, language, reverse=False)


def _descending(r: random.Random, language: str) -> Problem:
    return _sorted_numbers(r, language, reverse=True)


def _sorted_numbers(r: random.Random, language: str, *, reverse: bool) -> Problem:
    numbers: list[int] = []
    while len(numbers) < 6:
        numbers += [n for n in [_number(r, 2, 999)] if n not in numbers]
    numbers = numbers[: r.randint(4, 6)]
    order = [str(n) for n in sorted(numbers, reverse=reverse)]
    mistake = Mistake(f"print({numbers}.sorted())", "AttributeError: 'list' object has no attribute 'sorted'")
    return Problem({"numbers": _listed(numbers, language)}, {"order": order}, mistake)


def _alphabet(r: random.Random, language: str) -> Problem:
    words = [str(word) for word in distinct("word", "en", r.randint(3, 5), r)]
    mistake = Mistake(f"print({words}.sorted())", "AttributeError: 'list' object has no attribute 'sorted'")
    return Problem({"words": _listed(words, language)}, {"order": sorted(words)}, mistake)


def _letter(r: random.Random, language: str) -> Problem:
    word = str(value(r.choice(("word", "item")), "en", r))
    letter = r.choice([c for c in word if c != " "])
    mistake = Mistake(f"word = '{word}'\nprint(words.count('{letter}'))", "NameError: name 'words' is not defined")
    return Problem({"word": word, "letter": letter}, {"number": word.count(letter)}, mistake)


def _length(r: random.Random, language: str) -> Problem:
    word = str(value("word", "en", r))
    mistake = Mistake(f"print('{word}'.length())", "AttributeError: 'str' object has no attribute 'length'")
    return Problem({"word": word}, {"number": len(word)}, mistake)


def _vowels(r: random.Random, language: str) -> Problem:
    word = str(value(r.choice(("word", "item")), "en", r))
    mistake = Mistake(f"print(sum(c in vowels for c in '{word}'))", "NameError: name 'vowels' is not defined")
    return Problem({"word": word}, {"number": sum(c in "aeiou" for c in word)}, mistake)


def _mean(r: random.Random, language: str) -> Problem:
    numbers = [_number(r, 2, 300) for _ in range(r.randint(3, 6))]
    while sum(numbers) * 100 % len(numbers):
        numbers[0] = _number(r, 2, 300)
    mistake = Mistake(f"print(mean({numbers}))", "NameError: name 'mean' is not defined")
    slots = {"numbers": _listed(numbers, language), "person": value("person", language, r)}
    return Problem(slots, {"number": sum(numbers) / len(numbers)}, mistake)


def _listed(values: list[Any], language: str) -> str:
    return ("、" if language == "zh" else ", ").join([str(one) for one in values])


MAKERS: dict[str, dict[str, Maker]] = {
    "arithmetic": {
        "stock": _stock,
        "product_sum": _product_sum,
        "wages": _wages,
        "percent": _percent,
        "left_over": _left_over,
        "power": _power,
        "total": _total,
    },
    "dates": {"between": _between, "weekday": _weekday, "later": _later, "earlier": _earlier},
    "sorting": {"ascending": _ascending, "descending": _descending, "alphabet": _alphabet},
    "letters": {"letter": _letter, "length": _length, "vowels": _vowels},
    "means": {"mean": _mean},
}
