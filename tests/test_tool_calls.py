"""Arguments of a tool call: written as Python literals, read as literals only, never evaluated."""

from __future__ import annotations

import ast
import keyword
import math
import time
import unicodedata
import warnings
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyglm.protocol.literals import MAX_DEPTH, format_literal, parse_arguments
from pyglm.protocol.tool_calls import ToolCall, find_call, format_tool_call, parse_call

characters = st.characters(codec="utf-8")
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(characters),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(characters, max_size=4), inner, max_size=3),
    max_leaves=8,
)
names = st.one_of(st.text(characters), st.sampled_from([*keyword.kwlist, "a-b", "城市", "a", "", "tool_call"]))


def read(text: str) -> dict[str, Any]:
    arguments, rest = parse_arguments(text + ")")
    assert rest == ""
    return arguments


@given(arguments=st.dictionaries(names, json_values, max_size=4))
@settings(deadline=None, max_examples=200)
def test_what_is_written_is_read_again(arguments: dict[str, Any]) -> None:
    block = format_tool_call(arguments)
    start = find_call("track", block)
    assert start is not None
    assert parse_call("track", block[start:]) == ToolCall("track", arguments)


@given(arguments=st.dictionaries(names, json_values, max_size=4))
@settings(deadline=None)
def test_what_is_written_is_python(arguments: dict[str, Any]) -> None:
    code = format_tool_call(arguments).removeprefix("```python\n").removesuffix("\n```")
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    read_by_python: dict[str, Any] = {}
    for argument in call.keywords:
        value = ast.literal_eval(argument.value)
        read_by_python.update({argument.arg: value} if argument.arg else value)
    assert read_by_python == {_python_name(name): value for name, value in arguments.items()}


def _python_name(name: str) -> str:
    """The name of a keyword argument as Python reads it, which normalises identifiers."""
    is_identifier = name.isidentifier() and not keyword.iskeyword(name)
    return unicodedata.normalize("NFKC", name) if is_identifier else name


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({}, "tool_call()"),
        ({"location": "Beijing", "unit": "c"}, "tool_call(location='Beijing', unit='c')"),
        ({"城市": "北京"}, "tool_call(城市='北京')"),
        ({"a-b": 1, "c": [None, True, -2.5, {"d": ()}]}, "tool_call(**{'a-b': 1}, c=[None, True, -2.5, {'d': []}])"),
        ({"class": 1}, "tool_call(**{'class': 1})"),
        ({"s": "it's \n\ud800"}, 'tool_call(s="it\'s \\n\\ud800")'),
    ],
)
def test_how_a_call_is_written(arguments: dict[str, Any], text: str) -> None:
    assert format_tool_call(arguments) == f"```python\n{text}\n```"


@pytest.mark.parametrize("value", [math.nan, math.inf, 1j, b"", {1}, {1: 2}, object(), 1 << 5000, [[math.nan]]])
def test_values_without_a_literal_are_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="value has no literal: expected what JSON can hold"):
        format_literal(value)


def test_a_value_that_holds_itself_is_refused() -> None:
    value: list[Any] = []
    value.append(value)
    with pytest.raises(ValueError, match="nested deeper than 64"):
        format_literal(value)


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("", {}),
        ("a=1", {"a": 1}),
        (" \n a = 1 ,\n b = 'x' , # why\n ", {"a": 1, "b": "x"}),
        ("a=true, b=false, c=null", {"a": True, "b": False, "c": None}),
        ("a=True, b=False, c=None", {"a": True, "b": False, "c": None}),
        ("a=-1, b=+2.5, c=-.5e3", {"a": -1, "b": 2.5, "c": -500.0}),
        ("a=0x1F, b=1_000, c=1e5", {"a": 31, "b": 1000, "c": 1e5}),
        ("a=[1, [2, {'b': [3]}],]", {"a": [1, [2, {"b": [3]}]]}),
        ("a=(1, 2), b=(1), c=(1,), d=()", {"a": (1, 2), "b": 1, "c": (1,), "d": ()}),
        ('a={"x": {"y": null}, 1: 2}', {"a": {"x": {"y": None}, 1: 2}}),
        ("**{'a-b': 1}, c=2, **{'d': 3, 'class': 4}", {"a-b": 1, "c": 2, "d": 3, "class": 4}),
        ('{"a": 1}', {"a": 1}),
        ("a='''x\n'y'\n''', b=\"\"\"\"z\\\"\"\"\"", {"a": "x\n'y'\n", "b": '"z"'}),
        ("a='x' \"y\"\n'z'", {"a": "xyz"}),
        (r"a='\n\t\\\'\x41\u4f60\U0001F44B\101\N{BULLET}\q'", {"a": "\n\t\\'A你👋A•\\q"}),
        (r"a=r'\d+', b='C:\users\new'", {"a": r"\d+", "b": "C:\\users\new"}),
        ("a='one \\\nline'", {"a": "one line"}),
        (r"a='\ud83d\udc4b', b='\ud800'", {"a": "👋", "b": "\ufffd"}),
        ("a=')(][}{'", {"a": ")(][}{"}),
        ("城市='北京'", {"城市": "北京"}),
    ],
)  # fmt: skip
def test_what_is_accepted(text: str, arguments: dict[str, Any]) -> None:
    assert read(text) == arguments


@pytest.mark.parametrize(
    "text",
    [
        "'positional'", "1", "*[1]", "**a", "a", "a=", "=1", "a=1 b=2", "a=1,,b=2", "a=b", "a=f()",
        "a=__import__('os')",
        "a=1+1", "a='x'*9", "a=not True", "a=lambda: 0", "a=[i for i in b]", "a={1}", "a=f'x'", "a=b'x'", "a=ur'x'",
        "a=1j", "a=...", "a=1e999", "a=--1", "a=-'x'", "a=007", "a=1__0", "a=0x", "a=" + "9" * 5000,
        "a=0x" + "f" * 5000,
        "a=[1", "a=(1]", "a={'x' 1}", "a={'x': 1", "a={[]: 1}", "a={(): 1}", "a='x", "a='''x'", "a='x\ny'", "a='", '"',
        "a=1, a=2", "a=1, **{'a': 2}", "**{1: 2}", "a-b=1", "a.b=1", "a=1;", "a:=1", "\x00", "a=\x00", "\ud800=1",
        "a=" + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "a=" + "(" * 10**5, "a=" + "{'x':" * 10**5, "**" * 10**5,
    ],
)  # fmt: skip
def test_what_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_arguments(text + ")")


def test_nesting_to_the_limit_is_read() -> None:
    deep = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert read(f"a={deep}") == {"a": ast.literal_eval(deep)}


@given(text=st.text(st.sampled_from("a='\"\\\n[]{}(),:*-+.0x1eu#N \ud800你")))
@settings(deadline=None, max_examples=1000)
def test_any_text_is_read_as_python_reads_it_or_refused(text: str) -> None:
    try:
        arguments, rest = parse_arguments(text + ")")
    except ValueError:
        return
    source = "f(" + (text + ")")[: len(text) + 1 - len(rest)]
    if "{" in source or "\\" in source or "\ud800" in source:
        return  # more is accepted here than by Python: f({...}), "\u" with no digits; see test_what_is_accepted
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call) and not call.args
    assert {argument.arg: ast.literal_eval(argument.value) for argument in call.keywords} == arguments


@given(literal=st.from_regex(r"""u?(['"])(\\[ntbx'"\\0-7N{}uU]|[a4f\\ {}\n]){0,12}\1""", fullmatch=True))
@settings(deadline=None, max_examples=300)
def test_escapes_are_read_as_python_reads_them(literal: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = ast.literal_eval(literal)
    except SyntaxError:
        return
    assert read(f"a={literal}") == {"a": expected.encode("utf-16", "surrogatepass").decode("utf-16", "replace")}


@pytest.mark.parametrize(
    "text",
    ["a='" + "x" * 10**6 + "'", "a=" + " " * 10**6 + "1", "a='''" + "x" * 10**6, "a=[" + "1," * 10**5,
     "a=" + "''" * 10**5, "a='" + "\\" * 10**6, "a=" + "(" * 10**6, "#" * 10**6, "9" * 10**6, "a" * 10**6,
     "a=" + '"' * 10**5],
)  # fmt: skip
def test_long_arguments_take_linear_time(text: str) -> None:
    message = ""
    start = time.perf_counter()
    try:
        parse_arguments(text + ")")
    except ValueError as e:
        message = str(e)
    assert len(message) < 200
    assert time.perf_counter() - start < 10  # quadratic time would be minutes


@pytest.mark.parametrize(
    ("content", "arguments"),
    [
        ("```python\ntool_call(a=1)\n```", {"a": 1}),
        (" ```python\ntool_call(a=1)\n```\n", {"a": 1}),
        ("```\ntool_call(a=1)```", {"a": 1}),
        ("tool_call(a=1)", {"a": 1}),
        ("\n\n```python\n\n  tool_call (a=1)", {"a": 1}),
        ("```python\r\ntool_call(a=1)\r\n```", {"a": 1}),
        ("track(a=1)", {"a": 1}),
        ("```python\ntool_call(a='''\n```\n''')\n```", {"a": "\n```\n"}),
    ],
)
def test_calls_are_found(content: str, arguments: dict[str, Any]) -> None:
    start = find_call("track", content)
    assert start is not None and start > 0
    assert parse_call("track", content[start:]) == ToolCall("track", arguments)


@pytest.mark.parametrize(
    "content",
    ["", " ", "`", "```", "```python", "```python\n", "```python\ntool_call", "```python\nprint(1)\n```",
     "tool_calls(a=1)", "x = tool_call(a=1)", "other(a=1)", "tool call(a=1)",
     "```a long line of prose in place of a language\ntool_call(a=1)\n```"],
)  # fmt: skip
def test_other_content_is_no_call(content: str) -> None:
    assert find_call("track", content) == -1


@pytest.mark.parametrize(
    "content", [" ```python\ntool_call (a=1)", "\n\ntrack(a=1)", "```x\n track(", "```py\nprint", "tool_"]
)
def test_a_beginning_is_undecided_until_it_is_told(content: str) -> None:
    answers = [find_call("track", content[:n], final=False) for n in range(len(content) + 1)]
    known = [answer for answer in answers if answer is not None]
    assert answers[: len(answers) - len(known)] == [None] * (len(answers) - len(known))
    assert known == [find_call("track", content)] * len(known)
    assert answers[0] is None


@pytest.mark.parametrize("rest", ["tool_call(a=2)", "+ 1", "\n```\nmore", "``` x"])
def test_what_follows_a_call_is_refused(rest: str) -> None:
    with pytest.raises(ValueError, match="the call is followed by"):
        parse_call("track", "a=1) " + rest)
