"""Lists of common words, to be read only: senses.py teaches what each means, beyond the words of the other texts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from random import Random

import wordfreq

from demo_model.data import Conversation

_N_COMMON = 20000  # words of each language
_N_WORDS = (20, 60)  # of a list
_FORMS = {"en": re.compile("[a-z]{3,}"), "zh": re.compile("[\u4e00-\u9fff]+")}


def conversations(random: Random) -> Iterator[Conversation]:
    """Endless lists, as messages without a reply; the same for the same state of random."""
    while True:
        language = random.choice(("en", "zh"))
        chosen = random.sample(_common(language), random.randint(*_N_WORDS))
        text = " ".join(chosen) if language == "en" else "，".join(chosen)
        yield Conversation([{"role": "user", "content": text}], "lexicon", language)


@functools.cache
def _common(language: str) -> list[str]:
    return [word for word in wordfreq.top_n_list(language, _N_COMMON) if _FORMS[language].fullmatch(word)]
