"""The kinds of training conversations, and how much of the training each of them gets."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from random import Random

from demo_model.data import Conversation
from demo_model.wordings import apart

Generator = Callable[[Random], Iterator[Conversation]]

KINDS = ("tools", "quotes", "interpreter", "documentation", "talk", "copying", "lexicon")
"""Modules of demo_model.data."""

# Shares of all tokens, prompts included, in the order of KINDS. Everything else is made of copying, which short tasks
# teach soonest.
_EARLY_STEPS = 200
_EARLY = (0.32, 0.14, 0.12, 0.06, 0.04, 0.30, 0.02)
_LATER = (0.56, 0.12, 0.22, 0.03, 0.04, 0.01, 0.02)


def shares(step: int) -> dict[str, float]:
    """The share of each kind at a step."""
    return dict(zip(KINDS, _EARLY if step < _EARLY_STEPS else _LATER, strict=True))


def generators() -> dict[str, Generator]:
    """The generator of each kind, without what has a wording of the evaluation."""
    return {name: _generator(name) for name in KINDS}


def _generator(name: str) -> Generator:
    conversations: Generator = importlib.import_module(f"demo_model.data.{name}").conversations
    return lambda random: apart(conversations(random))
