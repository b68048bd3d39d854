"""What is known about one fact in one language: its answer and the ways of asking for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """Patterns as of phrases.say; documentation.py puts `do` and `about` into sentences."""

    answer: str
    kind: str
    """What the answer names: a command, an option, a size, ..."""
    ask: tuple[str, ...]
    """Whole questions and complaints."""
    do: tuple[str, ...] = ()
    """What somebody wants to do: follows "how do I"."""
    about: tuple[str, ...] = ()
    """What somebody asks about, as a noun: follows "tell me about"."""
