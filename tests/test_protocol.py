"""Messages in both forms become the ids that the model was trained on; anything else is refused by index."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_tokenizer import tiny_tokenizer

from pyglm.protocol import TOOLS_SENTENCE, ToolCall, Turn, encode_chat, encode_message, offered_tools, to_turns
from pyglm.tokenizer import SPECIAL_TOKENS

PARAMETERS = {"type": "object", "properties": {"symbol": {"description": "需要追踪的股票代码"}}}
TOOL = {"name": "track", "description": "追踪价格", "parameters": PARAMETERS}
OPENAI_TOOL = {"type": "function", "function": {**TOOL, "strict": True}}
USER = {"role": "user", "content": "hi"}


def call(name: str, arguments: Any) -> dict[str, Any]:
    return {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}


def assistant(*calls: Any, content: Any = None) -> dict[str, Any]:
    return {"role": "assistant", "content": content, "tool_calls": list(calls)}


def test_a_chat_is_prefix_turns_and_the_assistants_id() -> None:
    tokenizer = tiny_tokenizer()
    special = tokenizer.special_tokens
    turn = [special["<|user|>"], *tokenizer.encode("\n"), *tokenizer.encode("hi")]
    prefix = [special["[gMASK]"], special["sop"]]
    assert encode_chat(tokenizer, [USER]) == [*prefix, *turn, special["<|assistant|>"]]
    assert encode_chat(tokenizer, [USER], add_generation_prompt=False) == [*prefix, *turn]
    assert tokenizer.encode_chat([USER], add_generation_prompt=False) == [*prefix, *turn]


def test_metadata_and_content_are_encoded_apart() -> None:
    tokenizer = tiny_tokenizer()
    message = {"role": "assistant", "metadata": "tool", "content": "tool"}
    expected = [tokenizer.special_tokens["<|assistant|>"], *tokenizer.encode("tool\n"), *tokenizer.encode("tool")]
    assert encode_message(tokenizer, message) == expected == tokenizer.encode_message(message)


def test_a_chat_is_the_sum_of_its_messages() -> None:
    tokenizer = tiny_tokenizer()
    chat = [
        {"role": "system", "content": "be kind", "tools": [TOOL]},
        USER,
        assistant(call("track", {"symbol": "1"}), content="wait"),
        {"role": "tool", "content": "12", "tool_call_id": "call_1"},
        {"role": "assistant", "content": "it is 12"},
    ]
    parts = [token_id for message in chat for token_id in encode_message(tokenizer, message)]
    assert encode_chat(tokenizer, chat, add_generation_prompt=False)[2:] == parts


@given(text=st.lists(st.sampled_from([*SPECIAL_TOKENS, "a", " ", "\n"])).map("".join))
@settings(deadline=None)
def test_content_never_becomes_a_special_id(text: str) -> None:
    tokenizer = tiny_tokenizer()
    system = {"role": "system", "content": text, "tools": [{"name": "track", "description": text}]}
    chat = [system, {"role": "user", "content": text}, {"role": "assistant", "metadata": "x", "content": text}]
    special = [token_id for token_id in encode_chat(tokenizer, chat) if token_id >= tokenizer.n_pieces]
    names = ["[gMASK]", "sop", "<|system|>", "<|user|>", "<|assistant|>", "<|assistant|>"]
    assert special == [tokenizer.special_tokens[name] for name in names]


def test_tools_follow_the_system_message_as_json() -> None:
    system = {"role": "system", "content": "be kind"}
    listed = "\n" + json.dumps([TOOL], indent=4, ensure_ascii=False)
    expected = [Turn("system", "", "be kind" + listed), Turn("user", "", "hi")]
    assert to_turns([system, USER], [TOOL]) == expected
    assert to_turns([system, USER], [OPENAI_TOOL]) == expected
    assert to_turns([{**system, "tools": [OPENAI_TOOL]}, USER]) == expected
    assert to_turns([{**system, "tools": (MappingProxyType(TOOL),)}, USER]) == expected
    assert to_turns([USER], [TOOL])[0] == Turn("system", "", TOOLS_SENTENCE + listed)
    assert "追踪价格" in listed


def test_without_tools_nothing_is_added() -> None:
    for tools in (None, [], ()):
        assert to_turns([USER], tools) == [Turn("user", "", "hi")]
    assert to_turns([{"role": "system", "content": "be kind", "tools": []}]) == [Turn("system", "", "be kind")]


def test_tools_belong_to_the_first_system_message() -> None:
    chat = [USER, {"role": "system", "content": "a"}, {"role": "system", "content": "b"}]
    turns = to_turns(chat, [TOOL])
    assert [turn.content.split("\n")[0] for turn in turns] == ["hi", "a", "b"]
    assert "track" in turns[1].content and turns[2].content == "b"


def test_offered_tools_are_flat_copies() -> None:
    offered = offered_tools([USER], [OPENAI_TOOL, {"name": "other"}])
    assert offered == [TOOL, {"name": "other"}]
    offered[0]["parameters"]["type"] = "changed"
    assert PARAMETERS["type"] == "object"
    assert offered_tools([{"role": "system", "content": "", "tools": [TOOL]}], None) == [TOOL]


def test_openai_calls_become_one_segment_each() -> None:
    chat = [
        assistant(call("track", '{"symbol": "10111", "n": null}'), call("other", {}), content="Let me see."),
        {"role": "tool", "content": '{"price": 1}', "tool_call_id": "call_1"},
        {"role": "tool", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]},
    ]
    assert to_turns(chat) == [
        Turn("assistant", "", "Let me see."),
        Turn("assistant", "track", "```python\ntool_call(symbol='10111', n=None)\n```"),
        Turn("assistant", "other", "```python\ntool_call()\n```"),
        Turn("observation", "", '{"price": 1}'),
        Turn("observation", "", "ab"),
    ]


@pytest.mark.parametrize(
    "one_call",
    [
        call("track", {"a": 1}),
        call("track", ' {"a": 1} '),
        {"function": {"name": "track", "arguments": {"a": 1}}},
        {"name": "track", "arguments": {"a": 1}},
        ToolCall("track", {"a": 1}),
    ],
)
@pytest.mark.parametrize("content", [None, "", " \n", []])
def test_every_form_of_a_call(one_call: Any, content: Any) -> None:
    assert to_turns([assistant(one_call, content=content)]) == [
        Turn("assistant", "track", "```python\ntool_call(a=1)\n```")
    ]


def test_native_messages() -> None:
    chat = [
        {"role": "assistant", "metadata": "track", "content": "\n ```python\ntool_call()\n``` \n"},
        {"role": "assistant", "metadata": None, "content": " kept as it is "},
        {"role": "observation", "content": "[2, 3, 5]"},
    ]
    assert to_turns(chat) == [
        Turn("assistant", "track", "```python\ntool_call()\n```"),
        Turn("assistant", "", " kept as it is "),
        Turn("observation", "", "[2, 3, 5]"),
    ]


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        ("hi", r"must be a dict with a role and content, not str"),
        (None, r"must be a dict with a role and content, not NoneType"),
        ({}, r"has no role; use one of system, user, assistant, observation or tool"),
        ({"role": "wizard", "content": ""}, r"role 'wizard' is not known; use one of"),
        ({"role": ["user"], "content": ""}, r"role \['user'\] is not known"),
        ({"role": "user"}, r"of role 'user' has no content"),
        ({"role": "assistant", "content": None}, r"of role 'assistant' has no content"),
        ({"role": "assistant", "content": None, "tool_calls": []}, r"has no content"),
        ({"role": "user", "content": 5}, r"content must be a str or a list of text parts, not int"),
        ({"role": "user", "content": b"hi"}, r"content must be .*, not bytes"),
        ({"role": "user", "content": {"text": "hi"}}, r"content must be .*, not dict"),
        ({"role": "user", "content": [{"type": "image_url"}]}, r"content\[0\] must be .*, found 'image_url'"),
        ({"role": "user", "content": [{"type": "text", "text": "a"}, "b"]}, r"content\[1\] must be .*, found str"),
        ({"role": "user", "content": [{"type": "text"}]}, r"content\[0\] must be"),
        ({"role": "user", "content": "a\ud800"}, r"content has a lone surrogate at character 1"),
        ({"role": "assistant", "content": "", "metadata": 3}, r"metadata must be a str, not int"),
        ({"role": "assistant", "content": "", "metadata": "a\nb"}, r"metadata must be a single line"),
        ({"role": "assistant", "content": "", "metadata": "\udfff"}, r"metadata has a lone surrogate"),
        ({**USER, "tools": [TOOL]}, r"only a system message can carry tools"),
        ({**USER, "tool_calls": [call("track", {})]}, r"only an assistant's message can have tool_calls"),
        ({**assistant(call("track", {})), "metadata": "track"}, r"has both metadata and tool_calls"),
        ({"role": "assistant", "tool_calls": {"name": "track"}}, r"tool_calls must be a list, not dict"),
        (assistant("track"), r"tool_calls\[0\] must be a dict with a function's name and arguments, not str"),
        (assistant(call("track", {}), {"function": 5}), r"tool_calls\[1\] must be a dict"),
        (assistant({"type": "custom", "function": {}}), r"tool_calls\[0\]: type 'custom' is not known"),
        (assistant(call(None, {})), r"tool_calls\[0\]: name must be a str, not NoneType"),
        (assistant(call("a b", {})), r"tool_calls\[0\]: name 'a b' must be 1 to 64 printable characters"),
        (assistant(call("a\n", {})), r"tool_calls\[0\]: name"),
        (assistant(call("", {})), r"tool_calls\[0\]: name"),
        (assistant(call("x" * 65, {})), r"tool_calls\[0\]: name"),
        (assistant(call("track", "{")), r"tool_calls\[0\]: arguments: Expecting property name"),
        (assistant(call("track", "[1]")), r"arguments: expected a dict or the JSON text of one, not list"),
        (assistant(call("track", 5)), r"arguments: expected a dict or the JSON text of one, not int"),
        (assistant(call("track", {1: 2})), r"arguments: every name must be a str"),
        (assistant(call("track", {"a": {1}})), r"arguments: set value has no literal"),
        (assistant(call("track", {"a": {1: 2}})), r"arguments: dict value has no literal"),
        (assistant(call("track", '{"a": NaN}')), r"arguments: float value has no literal"),
        (assistant(call("track", '{"a": ' + "[" * 5000 + "]" * 5000 + "}")), r"arguments: .*(nested|recursion)"),
        (assistant(call("track", '{"a": ' + "9" * 5000 + "}")), r"arguments: "),
    ],
)
def test_a_wrong_message_is_refused_by_its_index(message: Any, problem: str) -> None:
    with pytest.raises(ValueError, match=r"^messages\[1\].*" + problem):
        encode_chat(tiny_tokenizer(), [USER, message])


@pytest.mark.parametrize("messages", [None, "hi", b"hi", USER, {1, 2}, 5, [], ()])
def test_messages_must_be_a_list(messages: Any) -> None:
    with pytest.raises(ValueError, match=r"^messages (must be a list|is empty)"):
        encode_chat(tiny_tokenizer(), messages)


DEEP: dict[str, Any] = {}
for _ in range(3000):
    DEEP = {"items": DEEP}


@pytest.mark.parametrize(
    ("tool", "problem"),
    [
        ("track", r"must be a dict with name, description and parameters, not str"),
        ({"function": "track"}, r"must be a dict with name, description and parameters, not str"),
        ({"type": "retrieval", "function": TOOL}, r"type 'retrieval' is not known; use 'function'"),
        ({}, r"name must be a str, not NoneType"),
        ({"name": 5}, r"name must be a str, not int"),
        ({"name": "get weather"}, r"name 'get weather' must be 1 to 64 printable characters, no spaces"),
        ({"name": "interpreter"}, r"the name 'interpreter' is the model's word for code to run"),
        ({"name": "other", "description": 5}, r"description must be a str, not int"),
        ({"name": "other", "parameters": "{}"}, r"parameters must be a dict, not str"),
        ({"name": "other", "parameters": {"a": {1}}}, r"cannot be written as JSON: .*set"),
        ({"name": "other", "parameters": {"a": float("nan")}}, r"cannot be written as JSON"),
        ({"name": "other", "description": "\ud800"}, r"cannot be written as JSON"),
        ({"name": "other", "parameters": DEEP}, r"cannot be written as JSON: values are nested deeper than 64"),
        ({"name": "track"}, r"a second tool named 'track'"),
    ],
)
def test_a_wrong_tool_is_refused_by_its_index(tool: Any, problem: str) -> None:
    with pytest.raises(ValueError, match=r"^tools\[1\].*" + problem):
        to_turns([USER], [TOOL, tool])
    with pytest.raises(ValueError, match=r"^messages\[1\]: tools\[1\].*" + problem):
        to_turns([USER, {"role": "system", "content": "", "tools": [TOOL, tool]}])


def test_tools_must_be_a_list_given_once() -> None:
    with pytest.raises(ValueError, match=r"^tools must be a list of tool definitions, not dict"):
        to_turns([USER], TOOL)  # type: ignore[arg-type]
    system = {"role": "system", "content": "", "tools": [TOOL]}
    with pytest.raises(
        ValueError, match=r"tools are given twice, as tools and as messages\[0\]: tools; give them once"
    ):
        to_turns([system], [TOOL])


KEYS = ["role", "content", "metadata", "tools", "tool_calls", "function", "name", "arguments", "type", "text"]
junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.sampled_from(["user", "text"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=10,
)


@given(messages=junk | st.lists(st.dictionaries(st.sampled_from(KEYS), junk, max_size=4), max_size=4), tools=junk)
@settings(deadline=None, max_examples=200)
def test_whatever_is_given_is_encoded_or_refused(messages: Any, tools: Any) -> None:
    problem = ""
    try:
        encode_chat(tiny_tokenizer(), messages, tools)
    except ValueError as e:
        problem = str(e)
    assert not problem or problem.startswith(("messages", "tools"))
