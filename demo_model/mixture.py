"""The kinds of training conversations, and how much of the training each of them gets."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from random import Random

from demo_model.data import Conversation

Generator = Callable[[Random], Iterator[Conversation]]

# Shares of all tokens, prompts included; modules of demo_model.data.
SHARES: dict[str, float] = {
    "tools": 0.36,
    "quotes": 0.22,
    "interpreter": 0.20,
    "documentation": 0.14,
    "talk": 0.08,
}


def generators() -> dict[str, Generator]:
    """The generator of each kind."""
    return {name: importlib.import_module(f"demo_model.data.{name}").conversations for name in SHARES}
