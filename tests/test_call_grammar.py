"""Replies with tools are held to a grammar: only offered tools, only their parameters, only literals of their types."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_tokenizer import tiny_tokenizer

from pyglm import Tokenizer
from pyglm.constraint import CallConstraint, Vocabulary
from pyglm.protocol import CallGrammar, format_tool_call, parse_reply
from pyglm.protocol.call_grammar import Free, Over

WEATHER = {
    "name": "get_weather",
    "description": "",
    "parameters": {
        "type": "object",
        "properties": {
            "city": {"type": "string"},
            "days": {"type": "integer"},
            "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]},
            "limit": {"type": "number"},
            "is_short": {"type": "boolean"},
            "places": {"type": "array"},
            "options": {"type": ["object", "null"]},
            "tags": {"type": "array", "items": {"enum": ["new", "old"]}},
            "grid": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
        },
        "required": ["city"],
    },
}
ALARM = {"name": "get_alarm", "description": "", "parameters": {"type": "object", "properties": {}}}
ANYHOW = {"name": "run", "description": "", "parameters": {"type": "object"}}
GRAMMAR = CallGrammar([WEATHER, ALARM, ANYHOW])
CITY = "city='Rome'"


def said(text: str, grammar: CallGrammar = GRAMMAR) -> Any:
    return grammar.advance(grammar.start, text.encode())


def call(arguments: str) -> str:
    return f"get_weather\n```python\ntool_call({arguments})\n```"


@pytest.mark.parametrize(
    "arguments",
    [
        CITY,
        'city="O\'Hara", days=-3',
        "days=3,city=''",
        r"city='a \' \\ b', limit=1.5e-07",
        "unit='celsius', city='北京😀'",
        "is_short=True, city='x', limit=0.25, days=0",
        "city='x', places=['a', 1, -2.5, None, [], {'k': [True]}]",
        "city='x', options=None",
        "city='x', tags=['new', 'old'], grid=[[1, -2], [], [3]]",
        "city='x', tags=[], grid=[]",
        "city='x', options={'a': {'b': 1}, \"c\": 'd'}",
    ],
)
def test_calls_of_the_definition_are_allowed(arguments: str) -> None:
    assert isinstance(said(call(arguments)), Over)
    assert isinstance(said(" " + call(arguments).replace("\n```p", "\n ```p")), Over)


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "days=3",
        "town='Rome'",
        "cit='Rome'",
        f"{CITY}, {CITY}",
        f"{CITY}, ",
        f"{CITY}, days='3'",
        f"{CITY}, days=3.0",
        f"{CITY}, days=03",
        f"{CITY}, days=-",
        f"{CITY}, days=True",
        f"{CITY}, limit=1.",
        f"{CITY}, limit=1e",
        f"{CITY}, limit=1e400",
        f"{CITY}, limit={'9' * 400}",
        f"{CITY}, is_short=1",
        f"{CITY}, is_short=Tru",
        f"{CITY}, unit='kelvin'",
        f"{CITY}, unit=celsius",
        f"{CITY}, options=[]",
        f"{CITY}, options={{1: 2}}",
        f"{CITY}, options={{'a' 2}}",
        f"{CITY}, places=[1, 2",
        f"{CITY}, places=[1}}",
        f"{CITY}, places=[1, ]",
        f"{CITY}, tags='new'",
        f"{CITY}, tags=['newer']",
        f"{CITY}, tags=[['new']]",
        f"{CITY}, grid=[1]",
        f"{CITY}, grid=[[1.5]]",
        f"{CITY}, grid=[['a']]",
        "city=Rome",
        "city='a\nb'",
        "city=f(1)",
        "'Rome'",
    ],
)
def test_other_calls_are_not(arguments: str) -> None:
    assert said(call(arguments)) is None


def test_first_lines() -> None:
    assert isinstance(said("\nAnything goes (here)."), Free)
    assert isinstance(said("get_alarm\n```python\ntool_call()\n```"), Over)
    assert isinstance(said("run\n```python\ntool_call(whatever, comes"), Free)
    for text in ("get_time\n", "get\n", "Hello", "interpreter\n", "get_alarm\nHello", call(CITY) + "x"):
        assert said(text) is None, text
    with_code = CallGrammar([ALARM], interpreter=True)
    assert isinstance(said("interpreter\n```python\nprint(1)", with_code), Free)
    alike = CallGrammar([{"name": "interpreter_v2", "description": ""}])
    assert isinstance(said("interpreter_v2\n```python\ntool_call()\n```", alike), Over)
    assert said("interpreter\n", alike) is None
    assert GRAMMAR.may_end(GRAMMAR.start) and not GRAMMAR.may_end(said("get_"))


def one_tool(parameters: Any) -> CallGrammar:
    return CallGrammar([{"name": "f", "description": "", "parameters": parameters}])


@pytest.mark.parametrize("schema", [{}, {"type": "object"}, {"properties": {"x": {}}, "additionalProperties": True}])
def test_arguments_that_the_definition_leaves_open_are_free(schema: Any) -> None:
    assert isinstance(said("f\n```python\ntool_call(", one_tool(schema)), Free)


def test_no_parameters_are_no_arguments() -> None:
    assert isinstance(said("f\n```python\ntool_call()\n```", one_tool(None)), Over)
    assert said("f\n```python\ntool_call(x", one_tool(None)) is None


@pytest.mark.parametrize(
    "schema", [None, {}, {"type": "strange"}, {"anyOf": []}, {"enum": []}, {"type": ["string", {}]}, {"anyOf": [{}]}]
)
def test_schemas_that_say_nothing_allow_any_literal(schema: Any) -> None:
    grammar = one_tool({"properties": {"x": schema}, "required": [["x"], "y"]})
    for value in ("'a'", "1", "[None]", "{'a': False}"):
        assert isinstance(said(f"f\n```python\ntool_call(x={value})\n```", grammar), Over)


def test_options_and_null() -> None:
    grammar = one_tool({"properties": {"x": {"anyOf": [{"type": "integer"}, {"type": "boolean"}], "nullable": True},
                                       "y": {"type": "string", "nullable": True}}})  # fmt: skip
    for arguments, fits in (("x=1", True), ("x=True", True), ("x='a'", False), ("y=None", True), ("y=1", False)):
        assert (said(f"f\n```python\ntool_call({arguments})", grammar) is not None) == fits


@pytest.mark.parametrize("name", ["from", "two words", "℮", "a'b", "città", "x"])
def test_any_name_of_a_parameter(name: str) -> None:
    grammar = one_tool({"properties": {name: {"type": "integer"}, "other": {"type": "string"}}, "required": [name]})
    for arguments in ({name: 5}, {name: 5, "other": "a"}, {"other": "a", name: 5}):
        text = f"f\n{format_tool_call(arguments)}"
        assert isinstance(said(text, grammar), Over)
        tokenizer = tiny_tokenizer()
        parsed = parse_reply(tokenizer, [*tokenizer.encode(text), tokenizer.eos_id], tools=["f"])
        assert [call.arguments for call in parsed.tool_calls] == [arguments]
    assert said(f"f\n{format_tool_call({name: 'a'})}", grammar) is None
    assert said(f"f\n{format_tool_call({'other': 'a'})}", grammar) is None


def test_a_model_that_is_lost_is_let_go() -> None:
    """It wants a line break in a string, again and again."""
    tokenizer = tiny_tokenizer()
    constraint = CallConstraint(tokenizer, GRAMMAR)
    for token_id in tokenizer.encode("get_weather\n```python\ntool_call(city='"):
        constraint.push(token_id)
    newline, letter = tokenizer.encode("\n")[-1], tokenizer.encode("xa")[-1]
    logits = np.zeros(tokenizer.vocab_size, np.float32)
    logits[[newline, letter]] = 2, 1
    chosen = []
    while newline not in chosen:
        chosen.append(int(constraint.limit(logits).argmax()))
        constraint.push(chosen[-1])
        assert len(chosen) < 50
    assert len(chosen) > 10


FLOATS = st.floats(-1e300, 1e300).filter(lambda x: x == 0 or abs(x) > 1e-300)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "days": st.integers(-(10**300), 10**300 - 1),
    "limit": FLOATS,
    "unit": st.sampled_from(["celsius", "fahrenheit"]),
    "is_short": st.booleans(),
    "places": st.recursive(
        st.none() | st.booleans() | st.integers(-(10**300), 10**300 - 1) | FLOATS | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    ).map(lambda value: [value]),
}


@settings(deadline=None)
@given(st.fixed_dictionaries({"city": st.text()}, optional=VALUES))
def test_whatever_is_written_for_a_definition_is_allowed(arguments: dict[str, Any]) -> None:
    assert isinstance(said(f"get_weather\n{format_tool_call(arguments)}"), Over)


def test_items_of_options_are_free() -> None:
    options = [{"type": "array", "items": {"type": "integer"}}, {"type": "string"}]
    grammar = one_tool({"properties": {"x": {"anyOf": options}, "y": {"type": "array", "items": True}}})
    for arguments in ("x='a'", "x=[1]", "x=['a']", "y=['a', 1]"):
        assert isinstance(said(f"f\n```python\ntool_call({arguments})\n```", grammar), Over)


def is_valid(arguments: dict[str, Any]) -> bool:
    types: dict[str, Any] = {
        "city": str, "days": int, "unit": str, "limit": (int, float), "is_short": bool, "places": list,
        "options": (dict, type(None)), "tags": list, "grid": list,
    }  # fmt: skip
    rows = arguments.get("grid", [])
    return (
        "city" in arguments
        and all(isinstance(value, types[name]) for name, value in arguments.items())
        and {*arguments.get("tags", [])} <= {"new", "old"}
        and all(isinstance(row, list) and all(isinstance(one, int) for one in row) for row in rows)
    )


@pytest.mark.parametrize("seed", range(20))
def test_a_random_network_calls_rightly(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """What ends things comes often, else calls would be endless; no second segment begins."""
    monkeypatch.setattr("pyglm.constraint._MOST_CORRECTIONS", 10**6)
    tokenizer = tiny_tokenizer()
    constraint = CallConstraint(tokenizer, CallGrammar([WEATHER]))
    rng = np.random.default_rng(seed)
    ends = [*tokenizer.encode("')]}\n\"")[1:], *tokenizer.stop_ids]
    ids = tokenizer.encode("get_weather\n")
    for token_id in ids:
        constraint.push(token_id)
    while ids[-1] not in tokenizer.stop_ids:
        logits = rng.normal(size=tokenizer.vocab_size).astype(np.float32)
        logits[ends] += 9 * (rng.random() < 0.4)
        logits[tokenizer.special_tokens["<|assistant|>"]] = -9
        ids.append(int(constraint.limit(logits).argmax()))
        constraint.push(ids[-1])
        assert len(ids) < 5000
    parsed = parse_reply(tokenizer, ids, tools=["get_weather"])
    assert parsed.tool_calls and not parsed.warnings and not parsed.text
    for one in parsed.tool_calls:
        assert one.name == "get_weather" and is_valid(one.arguments)


def test_what_does_not_fit_sets_free() -> None:
    tokenizer = tiny_tokenizer()
    constraint = CallConstraint(tokenizer, GRAMMAR)
    logits = np.zeros(tokenizer.vocab_size, np.float32)
    assert np.isneginf(constraint.limit(logits)).any()
    for token_id in tokenizer.encode("Hello"):
        constraint.push(token_id)
    assert constraint.limit(logits) is logits
    constraint.push(tokenizer.special_tokens["<|assistant|>"])
    assert np.isneginf(constraint.limit(logits)).any()


def test_a_reply_that_wants_something_else_too_often_ends() -> None:
    tokenizer = tiny_tokenizer()
    constraint = CallConstraint(tokenizer, GRAMMAR)
    for token_id in tokenizer.encode("get_weather\n ```python\ntool_call("):
        constraint.push(token_id)
    logits = np.zeros(tokenizer.vocab_size, np.float32)
    logits[tokenizer.encode("@")[-1]] = 1
    for _ in range(16):
        assert np.isfinite(constraint.limit(logits)).sum() > len(tokenizer.stop_ids)
    assert set(np.isfinite(constraint.limit(logits)).nonzero()[0]) == set(tokenizer.stop_ids)


def test_padding_is_never_allowed() -> None:
    tokenizer = tiny_tokenizer()
    constraint = CallConstraint(tokenizer, GRAMMAR)
    limited = constraint.limit(np.zeros(tokenizer.n_words + 50, np.float32))
    assert np.isneginf(limited[tokenizer.n_words :]).all()


def test_each_step_is_fast_with_the_real_vocabulary(shared: Path) -> None:
    """65,000 pieces: a mask costs a few hundredths of a second where anything goes on, and is kept."""
    tokenizer = Tokenizer((shared / "chatglm3" / "tokenizer.model").read_bytes())
    vocabulary = Vocabulary(tokenizer)
    ids = tokenizer.encode(call("city='北京', days=3, places=['a', {'b': 2}], unit='celsius'"))
    state: Any = GRAMMAR.start
    slowest = 0.0
    for token_id in ids:
        begin = time.perf_counter()
        allowed = vocabulary.allowed(GRAMMAR, state)
        slowest = max(slowest, time.perf_counter() - begin)
        assert allowed[token_id]
        state = GRAMMAR.advance(state, tokenizer.token_bytes(token_id))
    assert isinstance(state, Over)
    assert slowest < 2, "seconds; some hundredths are usual"
