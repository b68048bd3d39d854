"""Problems as people put them, in many different words: arithmetic, dates, lists, text and integers.

Each kind has one short program, whatever the wording; stories that look alike ask for different programs.
"""

from __future__ import annotations

import datetime

from demo_model.data import (
    spoken_arithmetic_en,
    spoken_arithmetic_zh,
    spoken_dates,
    spoken_integers,
    spoken_lists,
    spoken_texts,
)
from demo_model.data.phrases import Random, fill, pick, say
from demo_model.data.problems import Problem, Stories, drawn, story
from demo_model.data.problems_lists import date_text, quoted, written
from demo_model.data.vocabulary import number, people, words
from demo_model.hold_out import is_held_out

# A kind comes up as often as it has wordings.
_STORIES: dict[str, Stories] = {
    language: tuple(
        ((wording,), expression, ranges) for wordings, expression, ranges in stories for wording in wordings
    )
    for language, stories in (("en", spoken_arithmetic_en.STORIES), ("zh", spoken_arithmetic_zh.STORIES))
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def arithmetic(rng: Random, language: str) -> Problem:
    """A problem of one to three arithmetic operations."""
    return story(rng, language, _STORIES[language])


def _drawn(rng: Random, table: tuple[tuple[tuple[str, ...], str], ...]) -> tuple[str, str]:
    """A wording and its program."""
    wordings, code = drawn(rng, table)
    return pick(rng, wordings), code


def _problem(rng: Random, wording: str, code: str, slots: dict[str, object]) -> Problem:
    """The problem; a slot's name with `_` at its end is what Python writes where it differs from what is said."""
    program = fill(code, lambda slot: slots.get(slot + "_", slots.get(slot)))
    return Problem(" ".join(say(rng, wording, **slots).split()), program)


def numbers(rng: Random, language: str) -> Problem:
    """A problem about a list of numbers."""
    wording, code = _drawn(rng, spoken_lists.NUMBERS[language])
    low, high = ((1, 20), (1, 99), (1, 99), (10, 999))[int(rng.random() * 4)]
    values = [number(rng, low, high) for _ in range(3 + int(rng.random() * 6))]
    if "mode" in code or "set(" in code or ".count" in code:
        values[1:1] = [values[0]] * (1 + int(rng.random() * 2))
        rng.shuffle(values)
    place = 1 + int(rng.random() * len(values))
    n = rng.choice(values)
    if "> {n}" in code or "< {n}" in code:
        middle = sorted(values)[len(values) // 2]
        n = middle // 10 * 10 if middle > 20 and not is_held_out(middle // 10 * 10) else middle
    elif " in {list}" in code and "for" not in code and rng.random() < 0.4:
        n = number(rng, low, high)
    return _problem(rng, wording, code, _list_slots(rng, [str(v) for v in values], language, place, values) | {"n": n})


def word_list(rng: Random, language: str) -> Problem:
    """A problem about a list of words or names."""
    wording, code = _drawn(rng, spoken_lists.WORDS[language])
    latin = language == "en" or code.startswith("print(sorted({list})") or "reverse=True))" in code
    source = people("en") if latin and rng.random() < 0.4 else words("en" if latin else "zh")
    values = [pick(rng, source) for _ in range(3 + int(rng.random() * 5))]
    if "set(" in code:
        values[2:2] = [values[0]]
    return _problem(rng, wording, code, _list_slots(rng, values, language, 1 + int(rng.random() * len(values)), values))


def _list_slots(
    rng: Random, texts: list[str], language: str, place: int, values: list[str] | list[int]
) -> dict[str, object]:
    kth = _ORDINALS[place - 1]
    return {
        "x": written(rng, texts, language), "list": repr(values), "name": pick(rng, people(language)),
        "k": place, "kth": kth if rng.random() < 0.7 else _ordinal(place), "i": place - 1,
    }  # fmt: skip


def _ordinal(n: int) -> str:
    ending = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def text(rng: Random, language: str) -> Problem:
    """A problem about the letters of a word or the words of a sentence."""
    wording, code = _drawn(rng, spoken_texts.TEXTS[language])
    word = pick(rng, people("en") if rng.random() < 0.25 else words("en"))
    if "==" in code and rng.random() < 0.5:
        word += word[-2::-1]
    is_lower = any(part in code for part in ("==", "replace", "sorted", "{k}"))  # where a capital would tell
    if is_lower:
        word = word.lower()
    sentence = [pick(rng, words("en")) for _ in range(3 + int(rng.random() * 5))]
    if rng.random() < 0.4:
        sentence[int(rng.random() * len(sentence))] = sentence[0]
    one = pick(rng, sentence)
    joined = " ".join(sentence)
    if not is_lower and rng.random() < 0.3:
        joined = joined.capitalize()
    chinese = "".join(pick(rng, words("zh")) for _ in range(2 + int(rng.random() * 5)))
    mixed = "".join(pick(rng, "abcdefghkmnprstuvwxyz0123456789") for _ in range(5 + int(rng.random() * 7)))
    said = joined if rng.random() < 0.35 else word  # {p}: a word or a sentence, whichever
    letters = said if "{p}" in code else word
    letter = pick(rng, letters.replace(" ", "")) if "find" in code or rng.random() < 0.85 else pick(rng, "aeiorstln")
    letter, other, character = letter.lower(), pick(rng, "aeioubdgkmnprstxyz"), pick(rng, chinese)
    bare = 0.35 if language == "en" else 0.5
    slots: dict[str, object] = {"n": 2 + int(rng.random() * 8), "name": pick(rng, people(language)), "h": character}
    for slot, value in (("w", word), ("s", joined), ("z", chinese), ("m", mixed), ("p", said), ("k", one)):
        is_bare = rng.random() < bare and slot in "wmp" and " " not in value
        slots |= {slot: value if is_bare else quoted(rng, value, language), slot + "_": repr(value)}
    for slot, value in (("c", letter), ("o", other)):
        slots |= {slot: value if rng.random() < 0.6 else quoted(rng, value, language), slot + "_": repr(value)}
    return _problem(rng, wording, code, slots | {"h_": repr(character)})


def _a_date(rng: Random, first: datetime.date, days: int) -> datetime.date:
    """A date up to so many days after the first."""
    while True:
        day = first + datetime.timedelta(days=1 + int(rng.random() * days))
        if not is_held_out(day.year) and not is_held_out(day.isoformat()):
            return day
        days += 30  # a year at whose end the first date lies may be followed by one that is held out


def dates(rng: Random, language: str) -> Problem:
    """A problem about dates."""
    wording, code = _drawn(rng, spoken_dates.DATES[language])
    first, style = _a_date(rng, datetime.date(1900, 1, 1), 66000), rng.random() * (0.35 if rng.random() < 0.4 else 1)
    share = rng.random()
    span = 60 if share < 0.25 else 400 if share < 0.5 else 3000 if share < 0.7 else 50000
    if "< ((" in code or "< (" in code:
        span = 32000
    second = _a_date(rng, first, span)
    n = (
        number(rng, 2, 30)
        if rng.random() < 0.4
        else number(rng, 2, 99)
        if rng.random() < 0.6
        else number(rng, 100, 999)
    )
    slots: dict[str, object] = {"n": n, "w": number(rng, 2, 60), "name": pick(rng, people(language))}
    for slot, day in (("d", first), ("e", second)):
        slots |= {slot: date_text(rng, day, language, style), slot + "_": f"date({day.year}, {day.month}, {day.day})"}
    month = datetime.date(first.year, first.month, 1)
    slots |= {"y": first.year, "z": second.year, "mm": month.month, "dm": first.month, "dd": first.day}
    slots |= {"month": f"{month:%B} {month.year}" if language == "en" else f"{month.year}年{month.month}月"}
    slots |= {"em": second.month, "ed": second.day}
    return _problem(rng, wording, code, slots)


def integers(rng: Random, language: str) -> Problem:
    """A problem with a function of one or two whole numbers."""
    wording, code = _drawn(rng, spoken_integers.INTEGERS[language])
    small, divisor = number(rng, 2, 15), number(rng, 3, 19)
    value = number(rng, 10, 99) if rng.random() < 0.3 else number(rng, 100, 999 if rng.random() < 0.7 else 9999)
    slots: dict[str, object] = {
        "name": pick(rng, people(language)),
        "a": value, "b": number(rng, 10, 500), "s": small, "t": number(rng, 3, 60), "m": number(rng, 11, 99),
        "u": divisor, "f": number(rng, 1, 999) + int(rng.random() * 10000) / 10000,
        "r": number(rng, small, 3 * small), "l": number(rng, 2, 40), "g": number(rng, 41, 120),
    }  # fmt: skip
    if "int('" in code:
        base, spelled = (2, format(number(rng, 3, 999), "b")) if ", 2)" in code else (16, f"{value:x}")
        slots["code"] = spelled if base == 2 or rng.random() < 0.5 else spelled.upper()
        while is_held_out(slots["code"]):
            slots["code"] = format(number(rng, 3, 999), "b" if base == 2 else "x")
    if "% {u} == 0" in code and rng.random() < 0.5:
        multiple = divisor * number(rng, 2, 30)
        slots["a"] = value if is_held_out(multiple) else multiple
    if "isqrt" in code and rng.random() < 0.5:
        square = number(rng, 4, 40) ** 2
        slots["a"] = value if is_held_out(square) else square
    return _problem(rng, wording, code, slots)
