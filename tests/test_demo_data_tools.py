"""The training conversations about tools, documents and copying say what they should, and keep to the hold-out rule."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

pytest.importorskip("faker", reason="the generators need the packages of the extra 'demo'")
pytest.importorskip("wordfreq", reason="the generators need the packages of the extra 'demo'")
pytest.importorskip("jieba", reason="the generators need the packages of the extra 'demo'")

from demo_model.data import Conversation, copying, everyday, quotes, scenes, tools
from demo_model.data.lists import (
    _by_action,
    actions,
    attributes,
    fitting_values,
    kinds,
    phrases,
    templates,
    written_texts,
)
from demo_model.data.phrases import cut
from demo_model.data.requests import spaced
from demo_model.data.words import Words
from demo_model.hold_out import is_held_out
from pyglm.protocol import CallGrammar, to_turns
from pyglm.protocol.tool_calls import find_call, parse_call
from pyglm.tool_loop import REFUSED

GENERATORS = {"tools": tools.conversations, "quotes": quotes.conversations, "copying": copying.conversations}
TYPES: dict[str, tuple[type, ...]] = {"string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,)}


def some(generate: Callable[[Random], Iterator[Conversation]], n: int, seed: int = 5) -> list[Conversation]:
    return list(itertools.islice(generate(Random(seed)), n))


@pytest.fixture(scope="module")
def offers() -> list[Conversation]:
    return some(tools.conversations, 1500)


def calls(conversation: Conversation) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The user's message, the schema's definition and the arguments of each call."""
    definitions = {tool["name"]: tool for tool in conversation.messages[0]["tools"]}
    for before, message in itertools.pairwise(conversation.messages):
        name = message.get("metadata")
        if name:
            start = find_call(name, message["content"])
            assert start is not None and start > 0
            yield before["content"], definitions[name], parse_call(name, message["content"][start:]).arguments


@pytest.mark.parametrize("name", GENERATORS)
def test_the_same_seed_gives_the_same_conversations(name: str) -> None:
    assert some(GENERATORS[name], 50) == some(GENERATORS[name], 50)
    assert some(GENERATORS[name], 5) != some(GENERATORS[name], 5, seed=6)


@pytest.mark.parametrize("name", GENERATORS)
def test_conversations_are_messages_of_the_protocol_in_both_languages(name: str) -> None:
    found = some(GENERATORS[name], 200)
    for conversation in found:
        roles = [turn.role for turn in to_turns(conversation.messages)]
        assert roles[-1] == "assistant"
        assert all(turn.content.strip() for turn in to_turns(conversation.messages))
    share = sum(conversation.language == "zh" for conversation in found) / len(found)
    assert 0.35 < share < 0.65


def test_arguments_are_what_the_schema_allows(offers: list[Conversation]) -> None:
    n_calls = 0
    for conversation in offers:
        for _, definition, arguments in calls(conversation):
            schema = definition["parameters"]
            properties = schema["properties"]
            assert list(arguments) == [name for name in properties if name in arguments]  # all known, in order
            assert set(schema.get("required", ())) <= set(arguments)
            for name, value in arguments.items():
                assert isinstance(value, TYPES[properties[name]["type"]])
                assert isinstance(value, bool) == (properties[name]["type"] == "boolean")
                assert value in properties[name].get("enum", [value])
                assert value >= properties[name].get("minimum", value)
            n_calls += 1
    assert n_calls > 2000


def test_the_runtime_lets_every_call_be_said(offers: list[Conversation]) -> None:
    for conversation in offers:
        grammar = CallGrammar(conversation.messages[0]["tools"])
        for message in conversation.messages:
            if message.get("metadata"):
                state = grammar.advance(grammar.start, f"{message['metadata']}\n{message['content']}".encode())
                assert state is not None and grammar.may_end(state)


def test_requests_hold_the_arguments_word_for_word(offers: list[Conversation]) -> None:
    for conversation in offers:
        said_before: list[str] = []  # a request like "And in Oslo?" leaves the rest to the one before
        for message, _, arguments in calls(conversation):
            said_before.append(message)
            for value in arguments.values():
                if not isinstance(value, bool):
                    assert any(str(value) in text for text in said_before), (value, said_before)


def leaves(result: Any) -> list[Any]:
    if isinstance(result, dict):
        result = list(result.values())
    return [leaf for value in result for leaf in leaves(value)] if isinstance(result, list) else [result]


def test_answers_state_every_value_of_the_observation(offers: list[Conversation]) -> None:
    n_refused = 0
    for conversation in offers:
        for message, answer in itertools.pairwise(conversation.messages):
            if message["role"] != "observation":
                continue
            if message["content"] == REFUSED:
                n_refused += 1
                assert answer["content"] == tools.NOT_DONE[conversation.language]
                continue
            try:
                result = json.loads(message["content"])
            except ValueError:
                result = message["content"].removeprefix("Error: ")
            for value in leaves(result):
                text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                assert text in answer["content"]
    assert n_refused > 30


def test_a_share_of_the_messages_is_answered_without_a_call(offers: list[Conversation]) -> None:
    n_plain = n_declined = n_messages = 0
    for conversation in offers:
        for message, reply in itertools.pairwise(conversation.messages):
            if message["role"] == "user":
                n_messages += 1
                n_plain += not reply["metadata"]
                n_declined += reply["content"] in tools.DECLINED.values()
    assert 0.38 < n_plain / n_messages < 0.50
    assert n_declined / n_messages > 0.33


def numbers(text: str) -> list[str]:
    return [number for number in re.findall(r"-?\d+(?:\.\d+)?", text) if len(number.strip("-").replace(".", "")) > 2]


def test_nothing_that_is_held_out_is_taught(offers: list[Conversation]) -> None:
    for conversation in offers:
        assert not any(is_held_out(tool["name"]) for tool in conversation.messages[0]["tools"])
        for _, definition, arguments in calls(conversation):
            for name, value in arguments.items():
                is_free = "enum" not in definition["parameters"]["properties"][name] and not isinstance(value, bool)
                if is_free and (isinstance(value, str) or numbers(str(value))):
                    assert not is_held_out(value), (name, value)


def test_quotes_are_sentences_that_occur_once_in_the_document() -> None:
    n_quotes = n_absent = 0
    for conversation in some(quotes.conversations, 500):
        document = conversation.messages[0]["content"]
        for question, answer in zip(conversation.messages[2::2], conversation.messages[3::2], strict=True):
            if answer["content"] in quotes.ABSENT.values():
                n_absent += 1
                continue
            assert answer["content"][0] + answer["content"][-1] == "“”"
            assert document.count(answer["content"][1:-1]) == 1, (question, answer)
            n_quotes += 1
    assert n_quotes > 2000
    assert 0.08 < n_absent / (n_absent + n_quotes) < 0.2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_written_texts_can_be_asked_about(language: str) -> None:
    assert len(written_texts()[language]) > 150
    for text in written_texts()[language]:
        for sentence in text:
            assert sentence.text[-1] in ".。" and not re.search('["“”{}]', sentence.text)
            assert len(sentence.questions) >= 2 and sentence.keys
            for key in sentence.keys:
                assert [other for other in text if key in other.text] == [sentence], key


def test_templates_are_many_in_both_languages() -> None:
    texts = templates()
    n_zh = sum(any("\u4e00" <= char <= "\u9fff" for char in text) for text in texts)
    assert n_zh > 1000
    assert len(texts) - n_zh > 1000
    assert "what's the weather like in {city}?" in texts


@pytest.mark.parametrize("language", ["en", "zh"])
def test_values_and_requests_belong_to_the_actions_parameters(language: str) -> None:
    values_of = {(action.names[0], slot.key): slot.kind.value for action in actions() for slot in action.slots}
    values_of |= {("attribute", attribute.en[0]): kinds()["thing"].value for attribute in attributes()}
    fitting = {(name, line.rpartition(" ")[0]) for name, lines in _by_action("fitting").items() for line in lines}
    assert len(fitting) > 1300 and fitting <= values_of.keys()
    assert all(len(fitting_values(*names, values_of[names])[language]) >= 4 for names in fitting)
    for topic in ("requests", "descriptions", "near_misses"):
        assert _by_action(topic).keys() <= {action.names[0] for action in actions()}
    complete = [(action, request) for action in actions() for request in action.complete.get(language, ())]
    assert len(complete) > 3000
    for action, request in complete:
        types = {slot.key: TYPES[slot.kind.json_type] for slot in action.slots}
        named = cut(request.template)[1::2]
        assert len(set(named)) == len(named) and set(named) <= types.keys(), (action.names[0], request)
        assert all(isinstance(value, types[key]) for key, value in request.values.items()), (action.names[0], request)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_near_misses_are_of_every_field(language: str) -> None:
    missed = [text for action in actions() for text in action.near_misses.get(language, ())]
    assert len(set(missed)) > 4000
    asked = {ask.lstrip(">=") for action in actions() for ask in action.asks[language]}
    assert not asked & set(missed)
    assert not [text for text in missed if "{" in text]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_small_talk_is_of_many_kinds_and_asks_nothing_where_it_must_not(language: str) -> None:
    words = Words(Random(6), language)
    said = [tools.small_talk(words, only_orders=False) for _ in range(600)]
    assert not [text for text in said if "{" in text or "}" in text]
    assert len(set(said)) > 400
    assert not [text for text in (tools.small_talk(words, only_orders=True) for _ in range(300)) if text[-1] in "?？"]
    assert all(len(phrases()[f"{language} {title}"]) >= n for title, n in (("other", 48), ("talk", 600)))


def test_chinese_requests_may_have_spaces_around_foreign_values() -> None:
    assert spaced("查一下Oslo的天气", ["Oslo"]) == "查一下 Oslo 的天气"
    assert spaced("订3张票，从5号楼走", ["3", "5号楼"]) == "订 3 张票，从5号楼走"
    assert spaced("发到a3@b.org，要3份", ["a3@b.org", "3"]) == "发到 a3@b.org，要3份"  # 3 is a part of the address, too


@pytest.mark.parametrize("language", ["en", "zh"])
def test_values_of_every_day_are_of_one_line_and_not_held_out(language: str) -> None:
    words = Words(Random(2), language)
    for draw in (everyday.thing, everyday.note, everyday.title):
        values = {draw(words) for _ in range(500)}
        assert len(values) > 300
        for value in values:
            assert value == value.strip() and "  " not in value and not set("{}[]|\n") & set(value), value
            assert not is_held_out(value)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_scenes_name_what_they_can_be_found_by(language: str) -> None:
    words = Words(Random(2), language)
    found = [scenes.scene(words) for _ in range(500)]
    assert len({text for text, _ in found}) > 490 and sum(bool(keys) for _, keys in found) > 400
    for text, keys in found:
        assert text[-1] in ".。" and not set("{}[]|") & set(text), text
        assert all(key in text and not is_held_out(key) for key in keys if not key.isdigit()), (text, keys)
