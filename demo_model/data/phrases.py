"""Many wordings from few lines: a small grammar of alternatives, optional parts and slots.

`(a|b|c)` is one of its alternatives, `[x]` is x or nothing, `{name}` is a slot; they nest. A literal bracket or bar
comes in through a slot.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

Random: TypeAlias = random.Random
_Node: TypeAlias = "str | _Slot | _Choice | list[_Node]"
_SLOT = re.compile(r"\{(\w+)\}")
_TOKEN = re.compile(r"[()\[\]|]|\{\w+\}|[^()\[\]|{]+")


class _Slot(str):
    """The name of a slot."""


class _Choice(tuple[_Node, ...]):
    """Alternatives, each as likely as the others."""


@functools.cache
def _parsed(pattern: str) -> _Node:
    tokens = _TOKEN.findall(pattern)
    if "".join(tokens) != pattern:
        raise ValueError(f"not a pattern: {pattern!r}")
    node, rest = _alternatives(tokens, 0)
    if rest != len(tokens):
        raise ValueError(f"a bracket too many in {pattern!r}")
    return node


def _alternatives(tokens: list[str], at: int) -> tuple[_Node, int]:
    choices: list[list[_Node]] = [[]]
    while at < len(tokens) and tokens[at] not in (")", "]"):
        token = tokens[at]
        at += 1
        if token == "|":
            choices.append([])
        elif token in ("(", "["):
            inner, at = _alternatives(tokens, at)
            if at == len(tokens) or tokens[at] != (")" if token == "(" else "]"):
                raise ValueError(f"a bracket is not closed in {''.join(tokens)!r}")
            choices[-1].append(inner if token == "(" else _Choice(("", inner)))
            at += 1
        else:
            choices[-1].append(_Slot(token[1:-1]) if token[0] == "{" else token)
    return (choices[0] if len(choices) == 1 else _Choice(choices)), at


def say(rng: Random, pattern: str, **slots: object) -> str:
    """One wording of the pattern, slots filled in.

    Raises:
        ValueError: the pattern's brackets do not match.
        KeyError: a slot has no value.
    """
    parts: list[str] = []
    _sample(rng, _parsed(pattern), slots, parts)
    return "".join(parts)


def _sample(rng: Random, node: _Node, slots: dict[str, object], parts: list[str]) -> None:
    if isinstance(node, _Slot):
        parts.append(str(slots[node]))
    elif isinstance(node, str):
        parts.append(node)
    elif isinstance(node, _Choice):
        _sample(rng, node[int(rng.random() * len(node))], slots, parts)
    else:
        for child in node:
            _sample(rng, child, slots, parts)


@functools.lru_cache(maxsize=100_000)
def cut(template: str) -> tuple[str, ...]:
    """A text cut at its slots: text, a slot's name, text, ..., text."""
    return tuple(_SLOT.split(template))


def fill(template: str, value: Callable[[str], object]) -> str:
    """The text with each slot replaced by the value for its name; brackets and bars are text."""
    return "".join([str(value(part)) if n % 2 else part for n, part in enumerate(cut(template))])


def pick(rng: Random, items: Sequence[str]) -> str:
    """One of the items; three times as fast as random.choice."""
    return items[int(rng.random() * len(items))]


_KEYS_BESIDE = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "ko", "m": "nk", "n": "bm", "o": "ip", "p": "ol", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xs",
}  # fmt: skip


def with_typo(rng: Random, text: str) -> str:
    """The text with one slip in a word of four letters or more: two letters swapped, one lost, doubled or mistaken."""
    places = [m.start() for m in re.finditer(r"(?<=[a-z])[a-z](?=[a-z]{2})", text)]
    if not places:
        return text
    at = places[int(rng.random() * len(places))]
    before, letter, after = text[:at], text[at], text[at + 1 :]
    kind = int(rng.random() * 4)
    if kind == 0:
        return before + after[0] + letter + after[1:]
    if kind == 1:
        return before + after
    return before + (letter * 2 if kind == 2 else pick(rng, _KEYS_BESIDE[letter])) + after


def as_typed(rng: Random, text: str) -> str:
    """The text as somebody in a hurry types it: at times without capitals, without its last mark, with a typo."""
    if rng.random() < 0.3:
        text = text.lower()
    if rng.random() < 0.25:
        text = text.rstrip("?.!？。！")
    if rng.random() < 0.12:
        text = with_typo(rng, text)
    return text.strip()
