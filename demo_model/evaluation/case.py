"""A case of the evaluation: what the model is given and what a right answer holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Case:
    """One case; `scoring` says what `expected` means for each skill."""

    id: str
    skill: str
    language: str
    phrasing: str
    """The template of what the user says, without values: cases of the same phrasing are alike."""
    messages: list[dict[str, Any]]
    """Native messages before the model's first reply."""
    expected: Mapping[str, Any]
    interpreter: bool = False
    """Whether the system message offers to run code."""
