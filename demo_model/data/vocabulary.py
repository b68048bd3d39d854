"""Words, names and numbers that training draws from: those that the evaluation does not keep for itself."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from demo_model.data.phrases import Random
from demo_model.hold_out import is_held_out


def _kept(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if not is_held_out(value)))


@functools.cache
def first_names() -> tuple[str, ...]:
    """English first names."""
    from faker.providers.person.en_US import Provider

    return _kept(sorted(Provider.first_names))


@functools.cache
def people(language: str) -> tuple[str, ...]:
    """First names in English; surname and given name in Chinese."""
    if language == "en":
        return first_names()
    from faker.providers.person.zh_CN import Provider

    surnames, given = sorted(Provider.last_names)[:120], sorted(Provider.first_names)
    return _kept(s + g for s in surnames for g in given)


@functools.cache
def words(language: str) -> tuple[str, ...]:
    """Frequent words, English ones of three letters or more in ASCII, Chinese ones of two or three characters."""
    import wordfreq

    if language == "en":
        return _kept(w for w in wordfreq.top_n_list("en", 25000) if w.isascii() and w.isalpha() and len(w) >= 3)
    return _kept(w for w in wordfreq.top_n_list("zh", 25000) if 2 <= len(w) <= 3 and all("一" <= c <= "鿿" for c in w))


def number(rng: Random, low: int, high: int) -> int:
    """An integer from low to high, both included; of three digits or more never a held-out one."""
    while True:
        value = low + int(rng.random() * (high - low + 1))
        if -100 < value < 100 or not is_held_out(value):
            return value
