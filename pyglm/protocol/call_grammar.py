"""What a reply may say where tools are offered, byte by byte, so that no call can be malformed.

The first line of each segment is empty, an offered tool's name, or `interpreter` where that is offered. A tool's name
is followed by a fenced block of one call, `tool_call(name=value, ...)`: names of the definition's parameters, each once
and the required ones all; values that are Python literals of the schema's type, or of its enumeration, and so are the
items of arrays. What stands behind an empty line or `interpreter` is free. Definitions whose parameters are an object
of any or of additional properties leave their arguments free.

The grammar is a function from a state and a byte to the next state. A state is a hashable value; None is none: the byte
does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from pyglm.protocol.literals import MAX_DEPTH, format_literal
from pyglm.protocol.messages import INTERPRETER
from pyglm.protocol.tool_calls import CLOSING, OPENING, argument_frame

_SPACE, _NEWLINE, _BACKSLASH, _COMMA, _COLON, _END = map(ord, " \n\\,:)")
_QUOTES = frozenset(b"'\"")
_CONTROLS = frozenset(range(0x20))  # no string holds them as they are
STRING_MARKS = _QUOTES | {_BACKSLASH} | _CONTROLS
"""Bytes that end a string, escape what follows, or cannot stand in it; all others leave a string's state as it is."""
_BRACKETS = {ord("["): ord("]"), ord("{"): ord("}")}
# Numbers that are finite, however they end: up to 300 digits, or one digit before "." and an exponent up to 307.
_WHOLE, _EXPONENT = rb"-?(?:0|[1-9]\d{0,299})", rb"-?\d(?:\.\d{1,50})?e[+-]?"
_NUMBER = re.compile(rb"%s(?:\.\d{1,300})?|%s(?:[12]?\d{1,2}|30[0-7])" % (_WHOLE, _EXPONENT))
_NUMBER_BEGUN = re.compile(rb"(?:-|%s(?:\.\d{0,300})?|%s(?:[12]?\d{0,2}|30[0-7]))" % (_WHOLE, _EXPONENT))
_INTEGER_BEGUN = re.compile(rb"-|%s" % _WHOLE)
_TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")
_WORDS = {"boolean": (b"True", b"False"), "null": (b"None",)}


@dataclass(frozen=True)
class _Parameter:
    """What a value may be."""

    types: frozenset[str]
    choices: tuple[bytes, ...] = ()
    """The literals of an enumeration; empty where there is none."""
    items: _Parameter | None = None
    """Of an array; None where the schema says nothing of them."""
    closing: bytes = b""
    """What is to come behind the value."""


_ANYTHING = _Parameter(frozenset(_TYPES))


@dataclass(frozen=True)
class _Tool:
    parameters: Mapping[bytes, _Parameter] | None
    """By what opens an argument, as "name="; None where arguments are free."""
    required: frozenset[bytes] = frozenset()


@dataclass(frozen=True)
class Head:
    """In a segment's first line."""

    text: bytes = b""


@dataclass(frozen=True)
class Free:
    """Where anything may come."""


@dataclass(frozen=True)
class Fixed:
    """In what stands around the arguments of every call; a space at the beginning of the rest may be left out."""

    tool: bytes
    rest: bytes
    is_opening: bool


@dataclass(frozen=True)
class Over:
    """Behind a call: only the ids that part or end segments may come."""


@dataclass(frozen=True)
class Name:
    """Where what opens an argument is to come, or in it."""

    tool: bytes
    used: frozenset[bytes]
    text: bytes = b""


@dataclass(frozen=True)
class Value:
    """In an argument's value.

    expected is what the innermost open bracket wants next; word is what has come of a number or constant.
    """

    tool: bytes
    used: frozenset[bytes]
    parameter: _Parameter
    brackets: tuple[int, ...] = ()
    expected: Literal["value", "value or end", "key", "key or end", "colon", "more"] = "value"
    quote: int = 0
    """Of the open string; 0 outside of strings."""
    is_escaped: bool = False
    word: bytes = b""

    @property
    def is_string(self) -> bool:
        """Whether the next byte belongs to an open string."""
        return self.quote != 0


State: TypeAlias = Head | Free | Fixed | Over | Name | Value


class CallGrammar:
    """The grammar of replies to which tools are offered.

    Args:
        tools: flat definitions {name, description, parameters}.
        interpreter: whether code may be written, too.
    """

    start: State = Head()

    def __init__(self, tools: Sequence[Mapping[str, Any]], interpreter: bool = False) -> None:
        self._tools = {tool["name"].encode(): _tool(tool) for tool in tools}
        self._heads: dict[bytes, State] = {b"": Free()}  # first lines, and what follows them
        if interpreter:
            self._heads[INTERPRETER.encode()] = Free()
        for name in self._tools:
            self._heads[name] = Fixed(name, b" " + OPENING.encode(), is_opening=True)

    def advance(self, state: State, text: bytes) -> State | None:
        """The state after more text; None where the text does not fit."""
        found: State | None = state
        for byte in text:
            if found is None:
                return None
            found = self._next(found, byte)
        return found

    def may_end(self, state: State) -> bool:
        """Whether a segment may end here."""
        return isinstance(state, Free | Over) or state == self.start

    def _next(self, state: State, byte: int) -> State | None:
        match state:
            case Free():
                return state
            case Head():
                return self._head(state, byte)
            case Fixed():
                return self._fixed(state, byte)
            case Name():
                return self._name(state, byte)
            case Value():
                return self._value(state, byte)
            case Over():
                return None

    def _head(self, state: Head, byte: int) -> State | None:
        name = state.text.lstrip(b" ")
        if byte == _SPACE and not state.text:
            return Head(b" ")
        if byte == _NEWLINE:
            return self._heads.get(name)
        text = name + bytes([byte])
        return Head(text) if any(one.startswith(text) for one in self._heads) else None

    def _fixed(self, state: Fixed, byte: int) -> State | None:
        rest = state.rest if byte == _SPACE else state.rest.lstrip(b" ")
        if byte != rest[0]:
            return None
        if len(rest) > 1:
            return replace(state, rest=rest[1:])
        if not state.is_opening:
            return Over()
        return Free() if self._tools[state.tool].parameters is None else Name(state.tool, frozenset())

    def _name(self, state: Name, byte: int) -> State | None:
        parameters = self._tools[state.tool].parameters
        assert parameters is not None
        if byte == _SPACE and not state.text and state.used:
            return replace(state, text=b" ")
        if byte == _END and not state.text and not state.used:
            return self._end(state)
        text = state.text.lstrip(b" ") + bytes([byte])
        if text in parameters and text not in state.used:
            return Value(state.tool, state.used | {text}, parameters[text])
        fits = any(one.startswith(text) for one in parameters if one not in state.used)
        return replace(state, text=text) if fits else None

    def _end(self, state: Name | Value) -> State | None:
        if not self._tools[state.tool].required <= state.used:
            return None
        return Fixed(state.tool, CLOSING.encode(), is_opening=False)

    def _behind(self, state: Value, byte: int) -> State | None:
        """The value is complete."""
        closing = state.parameter.closing
        if closing:
            is_next = byte == closing[0]
            return replace(state, parameter=replace(state.parameter, closing=closing[1:])) if is_next else None
        if byte == _END:
            return self._end(state)
        parameters = self._tools[state.tool].parameters
        assert parameters is not None
        return Name(state.tool, state.used) if byte == _COMMA and len(state.used) < len(parameters) else None

    def _value(self, state: Value, byte: int) -> State | None:
        if state.is_string:
            return _in_string(state, byte)
        if state.word:
            word = state.word + bytes([byte])
            if _fits(word, _wanted(state)):
                return replace(state, word=word)
            if not _is_word(state.word, _wanted(state)):
                return None
            state = _completed(replace(state, word=b""))
        if state.expected == "more" and not state.brackets:
            return self._behind(state, byte)
        return _in_literal(state, byte)


def _tool(definition: Mapping[str, Any]) -> _Tool:
    schema = definition.get("parameters")
    if schema is None:
        return _Tool({})
    properties = schema.get("properties")
    if not isinstance(properties, Mapping) or schema.get("additionalProperties", False) is not False:
        return _Tool(None)
    required = schema.get("required")
    parameters: dict[bytes, _Parameter] = {}
    needed = set[bytes]()
    for name, one in properties.items():
        opening, closing = argument_frame(name)
        parameters[opening.encode()] = replace(_parameter(one), closing=closing.encode())
        if isinstance(required, list) and name in required:
            needed.add(opening.encode())
    return _Tool(parameters, frozenset(needed))


def _parameter(schema: Any) -> _Parameter:
    if not isinstance(schema, Mapping):
        return _ANYTHING
    choices = schema.get("enum")
    if isinstance(choices, list) and choices:
        return _Parameter(frozenset(), tuple([format_literal(choice).encode() for choice in choices]))
    types = _types(schema)
    if not types or not types <= set(_TYPES):
        return _ANYTHING
    return _Parameter(types, items=_parameter(schema["items"]) if "items" in schema else None)


def _types(schema: Mapping[str, Any]) -> frozenset[str]:
    """The types that a schema names, or the options of its anyOf; empty where it names none."""
    options = schema.get("anyOf")
    if isinstance(options, list):
        each = [_types(option) if isinstance(option, Mapping) else frozenset() for option in options]
        return frozenset().union(*each) if all(each) else frozenset()
    types = schema.get("type")
    named = types if isinstance(types, list) else [types]
    null = ["null"] if schema.get("nullable") is True else []
    return frozenset([*named, *null]) if all(isinstance(name, str) for name in named) else frozenset()


def _wanted(state: Value) -> _Parameter:
    """What the innermost value may be."""
    wanted: _Parameter | None = state.parameter
    for bracket in state.brackets:
        wanted = wanted.items if wanted and bracket == ord("[") else None
    return wanted or _ANYTHING


def _words(types: Iterable[str]) -> Iterable[bytes]:
    return (word for name in types for word in _WORDS.get(name, ()))


def _fits(word: bytes, wanted: _Parameter) -> bool:
    """Whether a number, a constant or a literal of an enumeration may begin so."""
    if wanted.choices:
        return any(choice.startswith(word) for choice in wanted.choices)
    if any(constant.startswith(word) for constant in _words(wanted.types)):
        return True
    number = _NUMBER_BEGUN if "number" in wanted.types else _INTEGER_BEGUN if "integer" in wanted.types else None
    return number is not None and number.fullmatch(word) is not None


def _is_word(word: bytes, wanted: _Parameter) -> bool:
    """Whether it may end so."""
    if wanted.choices:
        return word in wanted.choices
    return word in _words(_TYPES) or _NUMBER.fullmatch(word) is not None


def _in_string(state: Value, byte: int) -> State | None:
    if byte in _CONTROLS:
        return None
    if state.is_escaped:
        return replace(state, is_escaped=False)
    if byte == _BACKSLASH:
        return replace(state, is_escaped=True)
    return _completed(replace(state, quote=0)) if byte == state.quote else state


def _completed(state: Value) -> Value:
    """A value or key has ended."""
    return replace(state, expected="colon" if state.expected.startswith("key") else "more")


def _in_literal(state: Value, byte: int) -> State | None:
    """Between the parts of a literal: a value begins, or a bracket, comma or colon comes."""
    ends = state.expected in ("value or end", "key or end", "more")
    if state.brackets and ends and byte == _BRACKETS[state.brackets[-1]]:
        return replace(state, brackets=state.brackets[:-1], expected="more")
    if byte == _SPACE:
        return state if state.brackets else None
    is_dict = bool(state.brackets) and state.brackets[-1] == ord("{")
    if state.expected == "more":
        return replace(state, expected="key" if is_dict else "value") if byte == _COMMA else None
    if state.expected == "colon":
        return replace(state, expected="value") if byte == _COLON else None
    if state.expected.startswith("key"):
        return replace(state, quote=byte) if byte in _QUOTES else None
    wanted = _wanted(state)
    if not wanted.choices and byte in _QUOTES:
        return replace(state, quote=byte) if "string" in wanted.types else None
    if not wanted.choices and byte in _BRACKETS:
        is_open = ("array" if byte == ord("[") else "object") in wanted.types and len(state.brackets) < MAX_DEPTH - 1
        expected: Any = "value or end" if byte == ord("[") else "key or end"
        return replace(state, brackets=(*state.brackets, byte), expected=expected) if is_open else None
    word = bytes([byte])
    return replace(state, word=word) if _fits(word, wanted) else None
