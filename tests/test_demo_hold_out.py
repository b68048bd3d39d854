"""Training and evaluation of the demonstration model share no wordings, no tools' names and no values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

import pytest

pytest.importorskip("faker", reason="the generators need the packages of the extra 'demo'")
pytest.importorskip("wordfreq", reason="the generators need the packages of the extra 'demo'")
pytest.importorskip("jieba", reason="the generators need the packages of the extra 'demo'")

from demo_model.evaluation import LANGUAGES, cases
from demo_model.evaluation.tool_cases import all_tools
from demo_model.hold_out import is_held_out
from demo_model.mixture import KINDS, generators
from demo_model.wordings import is_evaluated
from pyglm.protocol.tool_calls import find_call, parse_call

N_CONVERSATIONS = 300


def training(kind: str) -> list[dict[str, Any]]:
    """Messages of training conversations."""
    conversations = islice(generators()[kind](Random(5)), N_CONVERSATIONS)
    return [message for conversation in conversations for message in conversation.messages]


@pytest.mark.parametrize("kind", KINDS)
def test_no_wording_is_shared(kind: str) -> None:
    texts = [message["content"] for message in training(kind) if message["role"] == "user"]
    assert len(texts) >= N_CONVERSATIONS
    assert not [text for text in texts if is_evaluated(text)]


def test_evaluated_wordings_are_known() -> None:
    for language in LANGUAGES:
        assert all(is_evaluated(case.phrasing) for case in cases("documentation", language))
    assert is_evaluated("how far is it from Abc to Xyz?")
    assert not is_evaluated("Tell me something about the sea.")


def test_no_tool_name_is_shared() -> None:
    trained = {tool["name"] for message in training("tools") for tool in message.get("tools", ())}
    evaluated = {tool.schema["name"] for language in LANGUAGES for tool in all_tools(language)}
    assert len(trained) > N_CONVERSATIONS and len(evaluated) >= 200
    assert not trained & evaluated


def test_no_value_of_a_call_is_shared() -> None:
    trained = {value for call in trained_calls() for value in call}
    evaluated = {value for call in evaluated_calls() for value in call}
    assert len(trained) > N_CONVERSATIONS and len(evaluated) > 300
    assert not trained & evaluated
    assert all(map(is_held_out, evaluated))


def trained_calls() -> Iterator[list[str]]:
    tools: dict[str, Any] = {}
    for message in training("tools"):
        tools = {tool["name"]: tool for tool in message.get("tools", ())} or tools
        if name := message.get("metadata"):
            start = find_call(name, message["content"])
            yield values(parse_call(name, message["content"][start:]).arguments, tools[name])


def evaluated_calls() -> Iterator[list[str]]:
    for language in LANGUAGES:
        for case in cases("tool_call", language):
            tools = {tool["name"]: tool for tool in case.messages[0]["tools"]}
            yield values(case.expected["arguments"], tools[case.expected["name"]])


def values(arguments: dict[str, Any], tool: dict[str, Any]) -> list[str]:
    """Texts, and numbers of three digits and more, that are no choices of the schema."""
    free = {name for name, schema in tool["parameters"]["properties"].items() if "enum" not in schema}
    found = [value for name, value in arguments.items() if name in free and not isinstance(value, bool)]
    return [str(value) for value in found if isinstance(value, str) or abs(value) >= 100]
