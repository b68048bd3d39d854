"""Tools that were written whole by hand, parameters and requests with their arguments included, as actions.

Their parameters are of no kind that other tools have: what they are called and what they mean, they alone say.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from demo_model.data.lists import GRAMMAR, Action, Kind, Request, Slot, is_value_held_out, records
from demo_model.hold_out import is_held_out

Schema: TypeAlias = dict[str, Any]
Value: TypeAlias = "str | float | bool"
Values: TypeAlias = "dict[str, tuple[Value, ...]]"
WrittenRequest: TypeAlias = "tuple[str, str, Mapping[str, Value]]"

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_QUERIES = frozenset(("get", "find", "list", "search", "show", "check", "lookup", "look", "query", "fetch", "compare"))
_LANGUAGES = ("en", "zh")
_MANY = 8  # tools that have a parameter, from which on the values of one serve the others as well


@functools.cache
def written_tools() -> dict[str, list[Schema]]:
    """By source, tools that no request could confuse: their "tool", a definition, and "requests".

    Each request is [language, text, arguments].
    """
    return records("tools")


@functools.cache
def whole_actions() -> tuple[Action, ...]:
    """The actions of all files, without those whose requests have only values that are held out."""
    files = written_tools()
    common = _common_values([written for tools in files.values() for written in tools])
    found = [_action(written, source, common) for source, tools in files.items() for written in tools]
    return tuple([action for action in found if all(action.complete.values())])


def _common_values(tools: Iterable[Schema]) -> dict[tuple[str, str], Values]:
    """The values of parameters that many tools have, by name and type."""
    found: dict[tuple[str, str], list[Values]] = {}
    for written in tools:
        for key, schema in written["tool"]["parameters"]["properties"].items():
            if "enum" not in schema:
                found.setdefault((key, schema["type"]), []).append(_values(key, written["requests"]))
    return {key: _joined(values) for key, values in found.items() if len(values) >= _MANY}


def _joined(many: Iterable[Values]) -> Values:
    return {language: tuple([value for values in many for value in values[language]]) for language in _LANGUAGES}


def _action(written: Schema, source: str, common: Mapping[tuple[str, str], Values]) -> Action:
    tool, requests = written["tool"], written["requests"]
    required = tool["parameters"]["required"]
    slots = []
    for key, schema in tool["parameters"]["properties"].items():
        values = common.get((key, schema["type"])) or _values(key, requests)
        fitting = {} if "enum" in schema else {language: given for language, given in values.items() if given}
        slots.append(Slot(key, _kind(key, schema), key in required, fitting))
    words = [word.lower() for word in _WORD.findall(tool["name"])]
    return Action(
        names=(" ".join(words),),
        about={language: (tool["description"][language],) for language in _LANGUAGES},
        slots=tuple(slots),
        asks=dict.fromkeys(_LANGUAGES, ()),
        words=frozenset(words) - GRAMMAR,
        is_query=not _QUERIES.isdisjoint(words),
        complete={language: _complete(language, requests, slots) for language in _LANGUAGES},
        source=source,
    )


def _kind(key: str, schema: Schema) -> Kind:
    choices: Any = schema.get("enum", ())
    by_language: dict[str, Any] = choices if isinstance(choices, dict) else dict.fromkeys(_LANGUAGES, choices)
    value = {"boolean": "flag", "integer": "size", "number": "amount"}.get(schema["type"], "phrase")
    return Kind(
        key=key,
        json_type=schema["type"],
        value="enum" if choices else value,
        names=(key,),
        called_zh=(schema["description"]["zh"],),
        about_en=(schema["description"]["en"],),
        says=dict.fromkeys(_LANGUAGES, ()),
        choices={language: tuple(by_language[language]) for language in _LANGUAGES},
        is_shared=False,
    )


def _values(key: str, requests: Iterable[WrittenRequest]) -> Values:
    """By language, the values that the parameter has in the requests; none is held out."""
    found: dict[str, list[Value]] = {language: [] for language in _LANGUAGES}
    for language, _, arguments in requests:
        value = arguments.get(key)
        if value is not None and not isinstance(value, bool) and not is_held_out(value):
            found[language].append(value)
    return {language: tuple(values) for language, values in found.items()}


def _complete(language: str, requests: Iterable[WrittenRequest], slots: Iterable[Slot]) -> tuple[Request, ...]:
    """The requests of a language, those with values that are held out with others in their place, or not at all."""
    fitting = {slot.key: slot.fitting.get(language, ()) for slot in slots}
    choices = {slot.key for slot in slots if slot.kind.value == "enum"}
    found = []
    for of, text, arguments in requests:
        if of != language:
            continue
        given = {key: value for key, value in arguments.items() if key not in choices}
        for key, value in given.items():
            if is_value_held_out(value) and fitting[key]:
                given[key] = fitting[key][0]
        if not any(map(is_value_held_out, given.values())):
            found.append(Request(template(text, arguments), given))
    return tuple(found)


def template(text: str, arguments: Mapping[str, Value]) -> str:
    """A request with a slot where the value of each argument stands; booleans are in the words of the request.

    Raises:
        ValueError: a value is not there, or more than once, or within another.
    """
    places = []
    for key, value in arguments.items():
        if not isinstance(value, bool):
            begin, end = place(text, value)
            places.append((begin, end, key))
    parts, at = [], 0
    for begin, end, key in sorted(places):
        if begin < at:
            raise ValueError(f"{key} stands within another value: {text!r}")
        parts += [text[at:begin], f"{{{key}}}"]
        at = end
    return "".join([*parts, text[at:]])


def place(text: str, value: Value) -> tuple[int, int]:
    """Where the one occurrence of a value begins and ends in a request.

    Raises:
        ValueError: it does not occur just once.
    """
    said = re.escape(str(value))
    if not isinstance(value, str):
        said = rf"(?<![\d.]){said}{'0*' if '.' in said else ''}(?!\d)(?!\.\d)"
    elif value.isascii():
        said = rf"(?<![A-Za-z0-9]){said}(?![A-Za-z0-9])"
    found = [match.span() for match in re.finditer(said, text)]
    if len(found) != 1:
        raise ValueError(f"{value!r} occurs {len(found)} times in {text!r}")
    return found[0]
