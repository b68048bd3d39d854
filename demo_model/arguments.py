"""Where the parameters of tool definitions and the arguments of calls stand among a conversation's tokens."""

from __future__ import annotations

import ast
import bisect
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pyglm.protocol.tool_calls import FUNCTION

_NAME = re.compile(r'^ {8}"name": "(.*)",$', re.MULTILINE)
_PARAMETER = re.compile(r'^ {16}"(.*)": \{\n(?: {17}.*\n)* {16}\}', re.MULTILINE)
CALL = f"{FUNCTION}("
"""How a call begins."""


class Parameter(NamedTuple):
    """A parameter in a definition; all are positions of tokens."""

    tool: range
    """The tool's name."""
    name: range
    span: range
    """From its name to the end of its schema."""


class Argument(NamedTuple):
    """An argument of a call; all are positions of tokens."""

    name: range
    span: range
    """From its name to the next argument's."""
    value: range
    """Without quotes."""


class Pieces:
    """Some tokens' text, and which tokens its characters belong to.

    Args:
        pieces: the tokens' texts, with spaces.
        first: position of the first token.
    """

    def __init__(self, pieces: Sequence[str], first: int) -> None:
        self.text = "".join(pieces)
        self._first = first
        self._ends = list(accumulate(map(len, pieces)))

    def tokens(self, begin: int, end: int) -> range:
        """Positions of the tokens that characters from begin to end lie in."""
        first = bisect.bisect_right(self._ends, begin)
        return range(self._first + first, self._first + bisect.bisect_left(self._ends, end) + 1)

    def ending(self, end: int) -> int | None:
        """Position of the token that ends with the character before one; None if that is within a token."""
        n = bisect.bisect_left(self._ends, end)
        return self._first + n if self._ends[n] == end else None


def parameters(pieces: Pieces) -> Iterator[Parameter]:
    """The parameters that the tool definitions in a system message have."""
    names = [match.span(1) for match in _NAME.finditer(pieces.text)]
    for match in _PARAMETER.finditer(pieces.text):
        tool = max((span for span in names if span[0] < match.start()), default=None)
        if tool:
            name = match.span(1)
            yield Parameter(pieces.tokens(*tool), pieces.tokens(*name), pieces.tokens(name[0], match.end()))


def arguments(pieces: Pieces) -> list[Argument]:
    """The arguments of the call in a reply; none where there is no call.

    Read by ast, which unlike pyglm.protocol's reader says where they stand: the replies are the generators' own.
    """
    begin = pieces.text.find(CALL)
    if begin < 0:
        return []
    line = pieces.text[begin:].split("\n", 1)[0]
    try:
        call = ast.parse(line, mode="eval").body
    except SyntaxError:
        return []
    data = line.encode()

    def character(offset: int) -> int:
        return begin + len(data[:offset].decode())

    found = []
    for begins, ends, value in _spans(call):
        assert value.end_col_offset is not None
        quoted = isinstance(value, ast.Constant) and isinstance(value.value, str)
        inner = character(value.col_offset) + quoted, character(value.end_col_offset) - quoted
        if inner[0] < inner[1]:
            found.append((pieces.tokens(character(begins), character(ends)), pieces.tokens(*inner)))
    closing = pieces.tokens(begin + len(line) - 1, begin + len(line)).start
    edges = [*[name.start for name, _ in found], closing]
    return [Argument(name, range(name.start, edges[i + 1]), value) for i, (name, value) in enumerate(found)]


def _spans(call: ast.expr) -> Iterator[tuple[int, int, ast.expr]]:
    """For each argument where its name begins and ends, in bytes, and its value."""
    assert isinstance(call, ast.Call)
    for keyword in call.keywords:
        if keyword.arg is not None:
            yield keyword.col_offset, keyword.col_offset + len(keyword.arg.encode()), keyword.value
        elif isinstance(keyword.value, ast.Dict):
            for key, value in zip(keyword.value.keys, keyword.value.values, strict=True):
                if key is not None and key.end_col_offset is not None:
                    yield key.col_offset + 1, key.end_col_offset - 1, value
