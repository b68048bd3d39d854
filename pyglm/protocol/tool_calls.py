"""A tool call as ChatGLM3 writes it: a line of metadata, the tool's name, then a fenced block of one call.

The block of get_weather for Beijing has three lines: ```python, tool_call(location='Beijing') and ```.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyglm.protocol.literals import format_literal, parse_arguments

FUNCTION = "tool_call"
_FENCE = "```"
_NAME = re.compile(r"[^\W\d]\w*")  # what of identifiers is read as a name in arguments
OPENING = f"{_FENCE}python\n{FUNCTION}("
CLOSING = f"\n{_FENCE}"
"""What stands before and behind the arguments of a call and their closing bracket."""
_MAX_LANGUAGE_CHARS = 16  # "python" after the fence; a longer line is prose


@dataclass(frozen=True)
class ToolCall:
    """A tool that the model wants to be called: its name, and the arguments by name."""

    name: str
    arguments: dict[str, Any]


def format_tool_call(arguments: Mapping[str, Any]) -> str:
    """The fenced block that a call of a tool with these arguments is in the model's language.

    Raises:
        ValueError: a value has no literal (see format_literal).
    """
    return f"{OPENING}{', '.join(_format_argument(*item) for item in arguments.items())}){CLOSING}"


def argument_frame(name: str) -> tuple[str, str]:
    """What stands before and behind an argument's value; a name that Python cannot write before "=" is a dict's key."""
    if name.isidentifier() and _NAME.fullmatch(name) and not keyword.iskeyword(name):
        return f"{name}=", ""
    return f"**{{{name!r}: ", "}"


def _format_argument(name: str, value: Any) -> str:
    before, behind = argument_frame(name)
    return before + format_literal(value, depth=len(behind)) + behind


def find_call(name: str, content: str, *, final: bool = True) -> int | None:
    """Where the arguments begin in a segment's content, just past `tool_call(`; -1 if it is no call.

    The block's fence may be missing, and the tool's own name may stand in place of `tool_call`.

    Args:
        name: the tool's name, from the segment's metadata.
        content: what follows the metadata's line, from its beginning.
        final: whether content is complete; if not, None says that more of it is needed to tell.
    """
    undecided = -1 if final else None
    body = content.lstrip()
    if body.startswith(_FENCE):
        line, newline, body = body.partition("\n")
        if len(line) > len(_FENCE) + _MAX_LANGUAGE_CHARS:
            return -1
        if not newline:
            return undecided
        body = body.lstrip()
    elif _FENCE.startswith(body):
        return undecided
    for function in (FUNCTION, name):
        rest = body[len(function) :].lstrip()
        if body.startswith(function) and rest.startswith("("):
            return len(content) - len(rest) + 1
        if function.startswith(body) or (body.startswith(function) and not rest):
            return undecided
    return -1


def parse_call(name: str, arguments: str) -> ToolCall:
    """The call whose arguments' text, from just past `tool_call(` to the segment's end, is given.

    Raises:
        ValueError: the text is not a list of literals by name, or more follows than the fence that ends the block.
    """
    values, rest = parse_arguments(arguments)
    rest = rest.strip().removeprefix(_FENCE).strip()
    if rest:
        raise ValueError(f"the call is followed by {rest[:20]!r}")
    return ToolCall(name, values)
