"""Functions as tools: what the model is told of them, and what its arguments become."""

from __future__ import annotations

import datetime
import enum
import functools
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, Optional

import pytest

from pyglm import FunctionTool
from pyglm.schema import converted, schema_of
from pyglm.tools import split_tools


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Shape(enum.Enum):
    POINT = (0, 0)


def book(city: str, nights: int = 1, *, room: Literal["single", "double"] = "single", note: str | None = None) -> str:
    """Book a room in a hotel,
    from tonight on.

    The bill comes later.

    Args:
        city (str): Where the hotel is,
            without the country.
        nights: How long.

    Returns:
        room: not a parameter's description
    """
    return f"{city} {nights + 1} {room} {note}"


def test_what_the_model_is_told() -> None:
    assert FunctionTool(book).definition == {
        "name": "book",
        "description": "Book a room in a hotel, from tonight on.",
        "parameters": {
            "type": "object",
            "properties": {
                "city": {"type": "string", "description": "Where the hotel is, without the country."},
                "nights": {"type": "integer", "description": "How long."},
                "room": {"type": "string", "enum": ["single", "double"]},
                "note": {"type": "string"},
            },
            "required": ["city"],
        },
    }


def test_other_docstrings() -> None:
    def sphinx(a: int, b: int) -> None:
        """Add.

        :param a: the first
        :param int b: the second
        """

    def chinese(城市: str) -> None:
        """查询天气。

        参数：
            城市：城市的名字
        """

    def bare(a, b=1):  # type: ignore[no-untyped-def]
        pass

    properties = FunctionTool(sphinx).definition["parameters"]["properties"]
    assert properties["a"]["description"] == "the first" and properties["b"]["description"] == "the second"
    definition = FunctionTool(chinese).definition
    assert definition["description"] == "查询天气。"
    assert definition["parameters"]["properties"]["城市"] == {"type": "string", "description": "城市的名字"}
    assert FunctionTool(bare).definition == {
        "name": "bare",
        "description": "",
        "parameters": {"type": "object", "properties": {"a": {}, "b": {}}, "required": ["a"]},
    }


@pytest.mark.parametrize(
    ("hint", "schema"),
    [
        (str, {"type": "string"}),
        (int, {"type": "integer"}),
        (float, {"type": "number"}),
        (bool, {"type": "boolean"}),
        (Any, {}),
        (Literal[1, 2], {"type": "integer", "enum": [1, 2]}),
        (Literal[1, "a"], {"enum": [1, "a"]}),
        (Literal[1, True], {"enum": [1, True]}),
        (Literal[Colour.RED], {"type": "string", "enum": ["red"]}),
        (Colour, {"type": "string", "enum": ["red", "blue"]}),
        (Optional[int], {"type": "integer"}),  # noqa: UP045
        (int | str, {"anyOf": [{"type": "integer"}, {"type": "string"}]}),
        (list, {"type": "array"}),
        (list[int], {"type": "array", "items": {"type": "integer"}}),
        (Sequence[Colour], {"type": "array", "items": {"type": "string", "enum": ["red", "blue"]}}),
        (tuple[float, ...], {"type": "array", "items": {"type": "number"}}),
        (dict[str, bool], {"type": "object", "additionalProperties": {"type": "boolean"}}),
        (Annotated[int, "in metres"], {"type": "integer", "description": "in metres"}),
    ],
)
def test_schemas(hint: Any, schema: dict[str, Any]) -> None:
    assert schema_of(hint) == schema


@pytest.mark.parametrize(
    ("value", "hint", "result"),
    [
        ("a", str, "a"),
        (12, str, "12"),
        (12, int, 12),
        ("12", int, 12),
        (str(10**30), int, 10**30),
        (12.0, int, 12),
        ("-3.0", int, -3),
        (3, float, 3.0),
        ("3.5", float, 3.5),
        ("Yes", bool, True),
        (False, bool, False),
        ("RED", Colour, Colour.RED),
        ("2", Literal[1, 2], 2),
        (True, Literal[1, True], True),
        (1, Literal[True, 1], 1),
        ("red", Literal[Colour.RED], Colour.RED),
        ([1, "2"], list[int], [1, 2]),
        ((1, 2), tuple[int, ...], (1, 2)),
        ({"a": "1"}, dict[str, int], {"a": 1}),
        (None, Optional[int], None),  # noqa: UP045
        ("5", int | str, "5"),
        (5.5, int | str, "5.5"),
        ({"any": [1]}, Any, {"any": [1]}),
        ("7", Annotated[int, "in metres"], 7),
    ],
)
def test_conversions(value: Any, hint: Any, result: Any) -> None:
    found = converted(value, hint)
    assert found == result and type(found) is type(result)


@pytest.mark.parametrize(
    ("value", "hint", "message"),
    [
        ([1], str, "must be a text, not \\[1\\]"),
        (True, str, "must be a text"),
        (True, int, "must be an integer, not True"),
        (1.5, int, "must be an integer, not 1.5"),
        ("three", int, "must be an integer, not 'three'"),
        ("inf", int, "must be an integer"),
        ("x" * 99, float, "must be a number, not 'x{56}\\.\\.\\.$"),
        ("nan", float, "must be a number"),
        (1, bool, "must be true or false, not 1"),
        ("green", Colour, "must be one of 'red', 'blue', not 'green'"),
        ("1", list[int], "must be a list, not '1'"),
        ([1, "x"], list[int], "must be an integer, not 'x'"),
        ([1], dict, "must be an object"),
        ([1], int | None, "must be an integer or null, not \\[1\\]"),
    ],
)
def test_wrong_values(value: Any, hint: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        converted(value, hint)


def test_calls() -> None:
    tool = FunctionTool(book)
    assert tool.run({"city": "Rome"}) == "Rome 2 single None"
    assert tool.run({"city": "Rome", "nights": "2", "room": "Double", "note": 5}) == "Rome 3 double 5"
    assert tool.run({"city": "Rome", "note": None}) == "Rome 2 single None"
    with pytest.raises(ValueError, match="argument 'city' of book is missing"):
        tool.run({})
    with pytest.raises(ValueError, match="no argument 'town'; the arguments of book are: city, nights, room, note"):
        tool.run({"city": "Rome", "town": "Rome"})
    with pytest.raises(ValueError, match="argument 'nights' of book must be an integer, not 'two'"):
        tool.run({"city": "Rome", "nights": "two"})


def test_optional_without_a_default_is_none() -> None:
    def f(a: int | None, b: Annotated[str | None, "b"]) -> list[object]:
        return [a, b]

    assert FunctionTool(f).definition["parameters"]["required"] == []
    assert FunctionTool(f).run({"a": 1}) == "[1, null]"


@pytest.mark.parametrize(
    ("result", "text"),
    [
        ("好", "好"),
        ({"t": 22, "w": "晴"}, '{"t": 22, "w": "晴"}'),
        (3.5, "3.5"),
        (None, "null"),
        (True, "true"),
        (datetime.date(2024, 5, 1), '"2024-05-01"'),
        ("\ud800", "?"),
    ],
)
def test_results_as_text(result: Any, text: str) -> None:
    def f() -> Any:
        return result

    assert FunctionTool(f).run({}) == text


def test_functions_that_cannot_be_tools() -> None:
    async def later() -> None:
        pass

    def positional(a: int, /) -> None:
        pass

    def many(*args: int) -> None:
        pass

    def options(**options: int) -> None:
        pass

    def typed(when: datetime.date) -> None:
        pass

    def pair(xy: tuple[int, str]) -> None:
        pass

    def keys(a: dict[int, str]) -> None:
        pass

    def shapes(a: Shape) -> None:
        pass

    def unknown(a: Nowhere) -> None:  # type: ignore[name-defined] # noqa: F821
        pass

    cases: list[tuple[Callable[..., Any], str]] = [
        (later, "later is asynchronous"),
        (positional, "positional: the parameter a: ?'?int'?"),
        (many, "many: the parameter \\*args"),
        (options, "options: the parameter \\*\\*options"),
        (typed, "typed: the parameter 'when': the type date has no schema"),
        (pair, "pair: the parameter 'xy': the type tuple.* use a list or a tuple of one type"),
        (keys, "keys: the parameter 'a': the keys of dict.* must be str"),
        (shapes, "shapes: the parameter 'a': the choices of Shape must be .*, not \\(0, 0\\)"),
        (unknown, "unknown: a type hint cannot be resolved: .*Nowhere"),
        (functools.partial(book, "Rome"), "no name that a tool could have"),
        (lambda: None, "no name that a tool could have"),
    ]
    for function, message in cases:
        with pytest.raises(TypeError, match=message):
            FunctionTool(function)


def test_methods_are_tools() -> None:
    class Counter:
        def __init__(self) -> None:
            self.n = 0

        def add(self, n: int) -> int:
            """Add to the counter."""
            self.n += n
            return self.n

    tool = FunctionTool(Counter().add)
    assert tool.definition["parameters"]["required"] == ["n"]
    assert (tool.run({"n": 2}), tool.run({"n": 3})) == ("2", "5")


def test_functions_and_definitions_are_told_apart() -> None:
    definition = {"name": "other", "parameters": {"type": "object", "properties": {}}}
    definitions, functions = split_tools([definition, book])
    assert [tool["name"] for tool in definitions] == ["other", "book"] and list(functions) == ["book"]
    assert split_tools(None) == ([], {})
    for wrong in (book, "book", {"name": "x"}):
        with pytest.raises(ValueError, match="tools must be a list"):
            split_tools(wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^tools\[1\] must be a function or a dict with name, .*, not int$"):
        split_tools([book, 3])  # type: ignore[list-item]
