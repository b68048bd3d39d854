"""Type hints as JSON schema, and a model's arguments checked against them."""

from __future__ import annotations

import contextlib
import enum
import math
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
_NOUNS = {str: "a text", int: "an integer", float: "a number", bool: "true or false", type(None): "null"}
_ARRAYS = (list, tuple, Sequence)
_OBJECTS = (dict, Mapping)
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


def schema_of(hint: Any) -> dict[str, Any]:
    """The JSON schema of the values that a type hint stands for; None in a union is left out.

    Args:
        hint: str, int, float, bool, Literal, an Enum, list[...], tuple[..., ...], dict[str, ...], Optional or another
            union of these, Any. Annotated[hint, "text"] gives the schema a description.

    Raises:
        TypeError: another type.
    """
    origin, args = _parts(hint)
    if origin is Annotated:
        texts = [text for text in args[1:] if isinstance(text, str)]
        return schema_of(args[0]) | ({"description": texts[0]} if texts else {})
    if hint is Any:
        return {}
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if choices := _choices(hint):
        values = [json_value for _, json_value in choices]
        kinds = {_SCALARS.get(type(value)) for value in values}
        if None in kinds:
            strange = next(value for value in values if type(value) not in _SCALARS)
            raise TypeError(f"the choices of {_name(hint)} must be texts, numbers, bools or None, not {strange!r}")
        return ({"type": kinds.pop()} if len(kinds) == 1 else {}) | {"enum": values}
    if origin is Union:
        options = [schema_of(option) for option in args if option is not type(None)]
        return options[0] if len(options) == 1 else {"anyOf": options}
    if origin in _ARRAYS:
        return {"type": "array"} | ({"items": schema_of(args[0])} if args else {})
    if origin in _OBJECTS:
        if args and args[0] not in (str, Any):
            raise TypeError(f"the keys of {_name(hint)} must be str: those of a JSON object are")
        return {"type": "object"} | ({"additionalProperties": schema_of(args[1])} if args else {})
    raise TypeError(
        f"the type {_name(hint)} has no schema here; use str, int, float, bool, Literal, an Enum, list[...], "
        "dict[str, ...] or Optional of these"
    )


def converted(value: Any, hint: Any) -> Any:
    """The value of this type that a model meant.

    What is plain is converted: "3" and 3.0 to the integer 3, 7 to the text "7", "yes" to true, "METRIC" to the choice
    "metric".

    Raises:
        ValueError: it is no such value; the message says what was expected and found.
    """
    origin, args = _parts(hint)
    if origin is Annotated:
        return converted(value, args[0])
    if hint is Any:
        return value
    if hint in _SCALARS:
        return _scalar(value, hint)
    if choices := _choices(hint):
        return _choice(value, choices)
    if origin is Union:
        return _any_of(value, args)
    if origin in _ARRAYS:
        if not isinstance(value, (list, tuple)):
            raise _wrong("a list", value)
        items = [converted(item, args[0]) for item in value] if args else list(value)
        return tuple(items) if origin is tuple else items
    if not isinstance(value, Mapping):
        raise _wrong("an object", value)
    return {str(key): converted(item, args[1]) for key, item in value.items()} if args else dict(value)


def is_optional(hint: Any) -> bool:
    """Whether None is among the values of the hint."""
    origin, args = _parts(hint)
    if origin is Annotated:
        return is_optional(args[0])
    return hint is type(None) or (origin is Union and type(None) in args)


def _parts(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A hint's origin and arguments; a tuple of one type has that type alone, and X | Y is a Union."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is None and hint in (list, tuple, dict):
        return hint, ()
    if origin is types.UnionType:
        return Union, args
    if origin is tuple and not (len(args) == 2 and args[1] is Ellipsis):
        raise TypeError(
            f"the type {_name(hint)} has no schema here; use a list or a tuple of one type, tuple[int, ...]"
        )
    return origin, args


def _choices(hint: Any) -> list[tuple[Any, Any]]:
    """What a Literal or an Enum allows: pairs of the value in Python and the value in JSON."""
    values: Iterable[Any] = ()
    if get_origin(hint) is Literal:
        values = get_args(hint)
    elif isinstance(hint, type) and issubclass(hint, enum.Enum):
        values = hint
    return [(value, value.value if isinstance(value, enum.Enum) else value) for value in values]


def _scalar(value: Any, kind: Any) -> Any:
    if type(value) is kind:
        return value
    converters: dict[Any, Callable[[Any], Any]] = {str: _as_text, int: _as_int, float: _as_float, bool: _as_bool}
    try:
        return converters[kind](value)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise _wrong(_NOUNS[kind], value) from None


def _as_text(value: Any) -> str:
    if type(value) not in (int, float):
        raise TypeError
    return str(value)


def _as_int(value: Any) -> int:
    if type(value) is str and value.strip().lstrip("+-").isdigit():
        return int(value)
    if type(value) not in (str, float) or float(value) != int(float(value)):
        raise TypeError
    return int(float(value))


def _as_float(value: Any) -> float:
    if type(value) not in (str, int) or not math.isfinite(float(value)):
        raise TypeError
    return float(value)


def _as_bool(value: Any) -> bool:
    return _TRUTH[str(value).strip().lower()]


def _choice(value: Any, choices: Sequence[tuple[Any, Any]]) -> Any:
    for is_same in (_is_equal, _is_alike):
        for choice, json_value in choices:
            if is_same(value, json_value):
                return choice
    raise _wrong("one of " + ", ".join(repr(json_value) for _, json_value in choices), value)


def _is_equal(value: Any, choice: Any) -> bool:
    return type(value) is type(choice) and bool(value == choice)


def _is_alike(value: Any, choice: Any) -> bool:
    return str(value).strip().casefold() == str(choice).casefold()


def _any_of(value: Any, options: Sequence[Any]) -> Any:
    if any(type(value) is option for option in options):
        return value
    for option in options:
        with contextlib.suppress(ValueError):
            return converted(value, option)
    wanted = [_NOUNS.get(option, _name(option)) for option in options]
    raise _wrong(" or ".join(wanted), value)


def _wrong(expected: str, value: Any) -> ValueError:
    found = repr(value)
    return ValueError(f"must be {expected}, not {found if len(found) <= 60 else found[:57] + '...'}")


def _name(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
