"""Values of parameters: what a request says and what the call holds."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from demo_model.data.everyday import note, noun, thing, title, written
from demo_model.data.lists import Kind, Texts, without_article
from demo_model.data.words import Words

CURRENCIES = ("EUR", "USD", "CNY", "GBP", "JPY", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "AUD", "CAD", "KRW", "INR")
_FITTING = 0.6  # of values, where there are some that fit
UNITS = {
    "en": ("miles", "kilometers", "meters", "feet", "inches", "pounds", "grams", "liters", "gallons", "acres", "knots"),
    "zh": ("英里", "公里", "米", "英尺", "英寸", "磅", "克", "升", "加仑", "亩", "公顷", "海里", "斤"),
}
FOODS = {
    "en": [
        "soup",
        "salad",
        "stew",
        "curry",
        "lasagna",
        "risotto",
        "pancakes",
        "omelette",
        "dumplings",
        "noodles",
        "burger",
        "pie",
        "chili",
        "goulash",
    ],
    "zh": [
        "面条",
        "饺子",
        "米饭",
        "豆腐",
        "红烧肉",
        "鱼汤",
        "炒饭",
        "包子",
        "火锅",
        "沙拉",
        "披萨",
        "蛋糕",
        "馄饨",
        "咖喱",
        "烤鸭",
        "春卷",
    ],
}


@dataclass(frozen=True)
class Parameter:
    """One parameter of a tool as it is offered."""

    name: str
    called: str
    """What users call it, in the conversation's language."""
    kind: Kind
    choices: Texts
    required: bool
    key: str
    fitting: Mapping[str, tuple[Any, ...]]
    """By language, values that make sense for it."""


def draw(parameter: Parameter, words: Words) -> Any:
    """A value for the parameter; its text in a request is text_of."""
    if parameter.choices:
        return words.pick(parameter.choices)
    fitting = parameter.fitting.get(words.language)
    if fitting and (not parameter.kind.is_shared or words.chance(_FITTING)):
        return words.fresh(lambda: words.pick(fitting))
    return _GENERATORS[parameter.kind.value](words)


def text_of(value: Any, zh: bool) -> str:
    """How a request writes the value."""
    if isinstance(value, bool):
        return (("关闭", "打开") if zh else ("off", "on"))[value]
    return str(value)


def _food(words: Words) -> str:
    if words.chance(0.5):
        return _dish(words)
    if words.chance(0.2):
        return words.phrase(1, 2)
    if words.zh:
        return words.fresh(lambda: words.word() + words.pick(FOODS["zh"]))
    return words.fresh(lambda: f"{words.en_word()} {words.pick(FOODS['en'])}")


def _currency(words: Words) -> str:
    return words.fresh(
        lambda: (
            words.pick(CURRENCIES)
            if words.chance(0.7)
            else "".join(words.random.choices("ABCDEFGHIJKLMNOPRSTUVWXYZ", k=3))
        )
    )


def _amount(words: Words) -> int | float:
    return words.size() if words.chance(0.6) else words.decimal(0, 3000, words.pick((1, 2)))


def _number(words: Words) -> int | float:
    kind = words.random.random()
    if kind < 0.4:
        return words.size()
    if kind < 0.8:
        return words.decimal(-100, 1000, words.pick((1, 2, 3)))
    return words.integer(-200, 200)


_Draw = Callable[[Words], Any]


def _mostly(draws: Mapping[_Draw, float]) -> _Draw:
    """One of the draws, each with its share."""
    options, shares = list(draws), list(draws.values())
    return lambda words: words.random.choices(options, shares)[0](words)


_dish, _firm, _query = [functools.partial(written, kind=kind) for kind in ("dish", "firm", "query")]


def _place(words: Words) -> str:
    return words.fresh(lambda: without_article(written(words, "place")))


def _phrase(words: Words) -> str:
    return words.phrase(1, 3)


def _long_phrase(words: Words) -> str:
    return words.phrase(2, 7)


_proper = _mostly({Words.proper: 3, thing: 3, _phrase: 1, title: 2, Words.company: 1, _firm: 2, _place: 1})


_GENERATORS: dict[str, Callable[[Words], Any]] = {
    "city": _mostly({Words.city: 7, Words.street: 1, _place: 1, _firm: 1}),
    "country": Words.country,
    "person": Words.person,
    "first": _mostly({Words.first_name: 7, Words.person: 2, Words.called: 1}),
    "email": Words.email,
    "phone": Words.phone,
    "date": Words.day,
    "time": Words.time,
    "minutes": lambda w: w.integer(1, w.pick((30, 90, 240))),
    "size": Words.size,
    "small": lambda w: w.integer(1, w.pick((9, 20, 40))),
    "amount": _amount,
    "percent": lambda w: w.integer(1, 99) if w.chance(0.8) else w.decimal(0, 30),
    "percent_int": lambda w: w.integer(0, 100),
    "temp": lambda w: w.integer(-30, 60),
    "temperature": lambda w: w.integer(-30, 99) if w.chance(0.7) else w.decimal(-30, 99),
    "signed": lambda w: w.integer(-99, 99) if w.chance(0.8) else w.integer(-9999, 9999),
    "number": _number,
    "decimal": lambda w: w.decimal(0, w.pick((10, 100, 500)), w.pick((1, 1, 2))),
    "age": lambda w: w.integer(1, 99),
    "year": lambda w: w.integer(1800, 2050),
    "id": lambda w: w.integer(1, w.pick((99, 999, 9999, 99_999))),
    "phrase": _mostly({_query: 4, thing: 3, _phrase: 2, title: 2, _firm: 0.5, Words.company: 0.5, Words.made_up: 0.5}),
    "phrase_long": _mostly({note: 7, _long_phrase: 1, _query: 1, thing: 1}),
    "proper_phrase": _proper,
    "proper": _proper,
    "word": _mostly({Words.word: 5, noun: 3, Words.made_up: 2}),
    "code": Words.code,
    "file": Words.file,
    "folder": Words.folder,
    "url": Words.url,
    "host": Words.host,
    "street": _mostly({Words.street: 2, _place: 1}),
    "food": _food,
    "currency": _currency,
    "unit": lambda w: w.fresh(lambda: w.pick(UNITS[w.language]) if w.chance(0.7) else w.word()),
    "flag": lambda w: w.chance(0.6),
    "onoff": lambda w: w.chance(0.5),
    "mixed": _mostly(
        dict.fromkeys((Words.proper, Words.word, Words.code, thing, _phrase, Words.street, title, Words.company), 1)
    ),
}


@functools.cache
def nonsense_kinds() -> tuple[Kind, ...]:
    """Kinds without a meaning of their own, for parameters that only their description explains."""
    types = [("string", "mixed"), ("string", "word"), ("integer", "size"), ("number", "number"), ("integer", "signed")]
    types += [("boolean", "flag"), ("string", "enum"), ("string", "code"), ("string", "phrase")]
    says: dict[str, Texts] = {"en": (), "zh": ()}
    return tuple([Kind(f"x_{v}", t, v, (), (), (), says, says) for t, v in types])
