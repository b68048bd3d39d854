"""Training conversations of the demonstration model, invented from templates and random vocabulary."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Conversation:
    """One training conversation: pyglm's native messages, the skill it teaches, and its language.

    A system message carries "tools" where tools are offered; an assistant message's "metadata" is the
    called tool's name, "interpreter" for code, or "" for an answer.
    """

    messages: list[dict[str, Any]]
    skill: str  # "tools", "quote", "copy", "talk", "documentation" or "interpreter"
    language: str  # "en" or "zh"
