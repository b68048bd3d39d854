"""The evaluation's wordings, which no training conversation may use: the two are written apart and still meet at times,
since there are only so many ways to ask what time it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from demo_model.data import Conversation
from demo_model.evaluation import LANGUAGES, SKILLS, cases

_SLOT = re.compile(r"\{[^}]*\}")


def is_evaluated(text: str) -> bool:
    """Whether a user's message has a wording of the evaluation, with any values."""
    line = text.strip().casefold()
    return any(pattern.fullmatch(line) for pattern in _candidates(line))


def apart(conversations: Iterator[Conversation]) -> Iterator[Conversation]:
    """The conversations in which the user says nothing that the evaluation says."""
    for conversation in conversations:
        users = (message["content"] for message in conversation.messages if message["role"] == "user")
        if not any(is_evaluated(text) for text in users):
            yield conversation


def _candidates(line: str) -> Iterator[re.Pattern[str]]:
    """Patterns whose longest fixed part is in the line."""
    return (pattern for fixed, pattern in _patterns() if fixed in line)


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Of each wording its longest fixed part, and itself with its slots open."""
    wordings = {case.phrasing for skill in SKILLS for language in LANGUAGES for case in cases(skill, language)}
    patterns = []
    for wording in sorted(wordings):
        parts = [part.casefold() for part in _SLOT.split(wording.strip())]
        patterns.append((max(parts, key=len), re.compile("(?:.+)".join(map(re.escape, parts)), re.DOTALL)))
    return patterns
