"""What tokens shall know the meaning of: words, requests, tools and sentences; some layers learn to hold the vectors.

Half of the words of a request are several tokens, which have no meaning one by one, and what is asked for is in no
single word. At the last token of a word, at the token behind which a reply begins, and at the end of a tool's name and
description or of a document's sentence, a linear function of the residual stream is therefore taught to be nearer to
the vector that meanings.py has of the text than to those of other texts: so a request and the tool or sentence that it
needs are alike, with no word in common.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

import jieba
import wordfreq

from demo_model.arguments import Pieces


class Sense(NamedTuple):
    """Where a kind of meaning is taught."""

    layer: int
    """Behind which it shall be there."""
    weight: float
    """Of the loss of a token, beside a learned one's."""
    space: str
    """Which function of the residual stream gives it: what shall be alike has the same."""


SENSES = {
    "word": Sense(1, 0.06, "word"),
    "request": Sense(3, 1.0, "text"),
    "tool": Sense(3, 0.5, "text"),
    "sentence": Sense(3, 0.25, "text"),
}
N_DIMENSIONS = 64
"""Of meanings."""


class Meant(NamedTuple):
    """The token at a position shall know what a text means."""

    sense: str
    token: int
    text: str


_WORDS = re.compile("[A-Z]?[a-z]{2,}|[A-Z]{3,}|[\u4e00-\u9fff]+")
_NAME_PARTS = re.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+|[\u4e00-\u9fff]+")
_TOOL = re.compile(r'^ {8}"name": "(.*)",\n {8}"description": "(.*)",$', re.MULTILINE)
_RAREST, _MOST_COMMON = 2.6, 6.3  # zipf_frequency of words that are taught


def words(pieces: Pieces) -> Iterator[Meant]:
    """The words of a message."""
    for match in _WORDS.finditer(pieces.text):
        is_chinese = not match[0].isascii()
        end = match.start()
        for word in jieba.cut(match[0], HMM=False) if is_chinese else (match[0].lower(),):
            end += len(word)
            token = pieces.ending(end)
            if token is not None and _is_common(word, "zh" if is_chinese else "en"):
                yield Meant("word", token, word)


def tools(pieces: Pieces) -> Iterator[Meant]:
    """The tools that a system message defines: their names, and names and descriptions together."""
    for match in _TOOL.finditer(pieces.text):
        name = " ".join(_NAME_PARTS.findall(match[1])).lower()
        yield Meant("tool", pieces.tokens(*match.span(1))[-1], name)
        yield Meant("tool", pieces.tokens(*match.span(2))[-1], f"{name}: {match[2]}")


@functools.cache
def _is_common(word: str, language: str) -> bool:
    return _RAREST < float(wordfreq.zipf_frequency(word, language)) < _MOST_COMMON
