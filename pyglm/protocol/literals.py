"""Python literals, read and written: the arguments of a tool call.

A model's reply is not trusted, and `ast.parse` is a poor guard: it warns on stray backslashes, and deep nesting ends
in MemoryError or worse. The language needed is small, so it is read here by recursive descent: strings, numbers,
True, False, None (and JSON's true, false, null), lists, tuples and dicts. Nothing is ever evaluated.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

MAX_DEPTH = 64  # nested brackets; arguments that people write have fewer than ten
_MAX_INT_BITS = 4096  # a longer int could not be written in decimal again (sys.get_int_max_str_digits)

_TOKEN = re.compile(
    r"""
      (?P<space> (?: \s | \\\r?\n | \#[^\n]* )+ )
    | (?P<string> [A-Za-z]{0,2} (?: \"{3} (?:[^\\]|\\.)*? \"{3} | '{3} (?:[^\\]|\\.)*? '{3}
                                  | " (?!"") (?:[^"\\\n]|\\.)* " | ' (?!'') (?:[^'\\\n]|\\.)* ' ) )
    | (?P<number> 0[xXoObB][0-9a-fA-F_]+ | (?: [0-9][0-9_]* \.? [0-9_]* | \.[0-9][0-9_]* ) (?: [eE][+-]?[0-9]+ )? )
    | (?P<name> [^\W\d] [^\s()\[\]{},:='"*+\-\#\\]* )
    | (?P<mark> \*\* | [()\[\]{},:=+-] )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:(?P<newline>\r?\n)|(?P<octal>[0-7]{1,3})|x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})"
    r"|U(?P<U>[0-9a-fA-F]{8})|N\{(?P<N>[^}]*)\}|(?P<plain>.))",
    re.DOTALL,
)
_PLAIN_ESCAPES = {
    "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
}  # fmt: skip
_CONSTANTS = {"True": True, "False": False, "None": None, "true": True, "false": False, "null": None}


def parse_arguments(text: str) -> tuple[dict[str, Any], str]:
    """The keyword arguments in `name=value, **{'any name': value}, ...)` and the text after the closing bracket.

    Args:
        text: what follows the opening bracket of a call.

    Raises:
        ValueError: the text is anything else; the message says what was expected and where.
    """
    reader = _Reader(text)
    arguments: dict[str, Any] = {}
    while reader.token != ")":
        if reader.accept("**") or reader.token == "{":  # the ** is easily forgotten
            reader.expect("{")
            pairs = reader.pairs(depth=1)
        else:
            name = reader.name()
            reader.expect("=")
            pairs = [(name, reader.value())]
        for key, value in pairs:
            if not isinstance(key, str) or key in arguments:
                raise reader.error(f"argument {key!r} is given twice or is no name")
            arguments[key] = value
        if reader.token != ")":
            reader.expect(",")
    return arguments, text[reader.end :]


def format_literal(value: Any, depth: int = 0) -> str:
    """The Python literal of a value that JSON can hold.

    Raises:
        ValueError: another type, a number that is not finite, a key that is not a str, or nesting beyond MAX_DEPTH.
    """
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return str.__repr__(value)
    if isinstance(value, int) and value.bit_length() <= _MAX_INT_BITS:
        return int.__repr__(value)
    if isinstance(value, float) and math.isfinite(value):
        return float.__repr__(value)
    if depth == MAX_DEPTH and isinstance(value, (list, tuple, Mapping)):
        raise ValueError(f"values are nested deeper than {MAX_DEPTH}")
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join([format_literal(item, depth + 1) for item in value]) + "]"
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return "{" + ", ".join([f"{str(k)!r}: {format_literal(v, depth + 1)}" for k, v in value.items()]) + "}"
    raise ValueError(f"{type(value).__name__} value has no literal: expected what JSON can hold, finite numbers only")


class _Reader:
    """A position in the text and the token that begins there, with one method for each rule of the grammar."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.end = 0  # just past the current token
        self._advance()

    def _advance(self) -> None:
        match = _TOKEN.match(self._text, self.end)
        if match and match.lastgroup == "space":
            match = _TOKEN.match(self._text, match.end())
        self.kind, self.token = (match.lastgroup, match.group()) if match else (None, "")
        self.end = match.end() if match else self.end

    def error(self, problem: str) -> ValueError:
        return ValueError(f"{problem}, at character {self.end - len(self.token)} of the arguments")

    def accept(self, mark: str) -> bool:
        if self.kind != "mark" or self.token != mark:
            return False
        self._advance()
        return True

    def expect(self, mark: str) -> None:
        if not self.accept(mark):
            raise self.error(f"expected {mark!r}, found {self.token[:20]!r}")

    def name(self) -> str:
        name = self.token
        if self.kind != "name" or not name.isidentifier():
            raise self.error(f"expected an argument's name, found {name[:20]!r}")
        self._advance()
        return name

    def value(self, depth: int = 0) -> Any:
        if self.kind == "mark" and self.token in "[({" and depth == MAX_DEPTH:
            raise self.error(f"values are nested deeper than {MAX_DEPTH}")
        if self.accept("["):
            return self._items("]", depth + 1)[0]
        if self.accept("("):
            items, has_comma = self._items(")", depth + 1)
            return items[0] if len(items) == 1 and not has_comma else tuple(items)
        if self.accept("{"):
            return dict(self.pairs(depth + 1))
        if self.kind == "string":
            return self._strings()
        if self.kind == "name" and self.token in _CONSTANTS:
            constant = _CONSTANTS[self.token]
            self._advance()
            return constant
        if self.accept("-"):
            return -self._number()
        self.accept("+")
        return self._number()

    def pairs(self, depth: int) -> list[tuple[Any, Any]]:
        """The entries of a dict whose opening bracket was read."""

        def pair() -> tuple[Any, Any]:
            key = self.value(depth)
            if isinstance(key, (list, dict, tuple)):
                raise self.error("a dict's key must be a string, a number or a constant")
            self.expect(":")
            return key, self.value(depth)

        return self._list_of(pair, "}")[0]

    def _items(self, closing: str, depth: int) -> tuple[list[Any], bool]:
        return self._list_of(lambda: self.value(depth), closing)

    def _list_of(self, rule: Callable[[], Any], closing: str) -> tuple[list[Any], bool]:
        """What rule reads up to the closing bracket, and whether a comma was the last before it."""
        items: list[Any] = []
        has_comma = False
        while not self.accept(closing):
            if items and not has_comma:
                raise self.error(f"expected ',' or {closing!r}, found {self.token[:20]!r}")
            items.append(rule())
            has_comma = self.accept(",")
        return items, has_comma

    def _number(self) -> int | float:
        if self.kind != "number":
            raise self.error(f"expected a literal, found {self.token[:20]!r}")
        digits = self.token
        try:
            is_int = digits[:2].lower() in ("0x", "0o", "0b") or digits.replace("_", "").isdigit()
            number = int(digits, 0) if is_int else float(digits)
        except ValueError:
            raise self.error(f"{digits[:20]!r} is no number") from None
        if isinstance(number, float) and not math.isfinite(number):
            raise self.error(f"{digits[:20]!r} is not finite")
        if isinstance(number, int) and number.bit_length() > _MAX_INT_BITS:
            raise self.error(f"an int of more than {_MAX_INT_BITS} bits")
        self._advance()
        return number

    def _strings(self) -> str:
        """One string or several in a row, which Python joins."""
        parts: list[str] = []
        while self.kind == "string":
            start = min(self.token.index(quote) for quote in "'\"" if quote in self.token)
            prefix, quoted = self.token[:start].lower(), self.token[start:]
            if prefix not in ("", "r", "u"):
                raise self.error(f"a string with the prefix {prefix!r} is no plain text")
            n_quotes = 3 if len(quoted) >= 6 and quoted[:3] == quoted[0] * 3 else 1
            body = quoted[n_quotes:-n_quotes]
            parts.append(body if prefix == "r" else _ESCAPE.sub(_unescape, body))
            self._advance()
        text = "".join(parts)
        # JSON's habit of writing an emoji as two surrogates; a lone one is no character
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape(match: re.Match[str]) -> str:
    kind, value = match.lastgroup, match[match.lastgroup or 0]
    if kind == "newline":
        return ""
    if kind == "plain":
        return _PLAIN_ESCAPES.get(value, match[0])  # an unknown escape stays as it is written, as in Python
    if kind == "N":
        try:
            return unicodedata.lookup(value)
        except KeyError:
            return match[0]
    code = int(value, 8 if kind == "octal" else 16)
    return chr(code) if code <= 0x10FFFF else match[0]
