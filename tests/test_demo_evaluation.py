"""The evaluation of the demonstration model: how many cases, always the same, held-out values, fair judges."""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1]))  # demo_model belongs to no installed package

from demo_model import evaluate
from demo_model.evaluation import LANGUAGES, SKILLS, Case, cases, digest
from demo_model.evaluation.concepts_home import CONCEPTS
from demo_model.evaluation.running import run, run_code
from demo_model.evaluation.scoring import (
    contains_one,
    is_call,
    is_quote,
    is_solution,
    states_order,
    states_value,
    wilson,
)
from demo_model.evaluation.tool_cases import all_tools
from demo_model.evaluation.values import KINDS, distinct
from demo_model.facts import FACTS
from demo_model.hold_out import is_held_out
from pyglm import Reply, ToolCall
from pyglm.generation import Timings, Usage
from pyglm.protocol import to_turns

# Of the cases of each skill, English first. A change here is a change of the measure: results before and after it
# cannot be compared.
DIGESTS = {
    "tool_call": ["89af04c020a7d8e1", "9ba5f17a3ea83de9"],
    "no_call": ["2a05c0826de15025", "f6a5cbcd3e4bf7e4"],
    "observation": ["9220a62bf115399b", "1b30f8b2d16946cc"],
    "interpreter": ["c8c7985fe16e9909", "d939d021865ceac2"],
    "documentation": ["ed5647fa1af57d12", "7efff12ba06919d0"],
    "quote": ["c13dff3b4f085a1c", "fff3448615495e64"],
    "talk": ["19a26deac409d3e4", "1483116ea20b47ba"],
}
EVERY = [(skill, language) for skill in SKILLS for language in LANGUAGES]
WITH_TOOLS = ("tool_call", "no_call", "observation")


@pytest.mark.parametrize(("skill", "language"), EVERY)
def test_enough_cases_and_phrasings(skill: str, language: str) -> None:
    found = cases(skill, language)
    assert len(found) >= 300
    assert len({case.phrasing for case in found}) >= 40
    assert len({case.id for case in found}) == len(found)
    assert {(case.skill, case.language) for case in found} == {(skill, language)}
    texts = {json.dumps([case.messages, dict(case.expected)], ensure_ascii=False) for case in found}
    assert len(texts) >= 0.98 * len(found)


@pytest.mark.parametrize(("skill", "language"), EVERY)
def test_messages_are_a_chat(skill: str, language: str) -> None:
    for case in cases(skill, language):
        turns = to_turns(case.messages)
        assert turns[-1].role in ("user", "observation")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skill", WITH_TOOLS)
def test_two_hundred_schemas_and_two_to_six_at_a_time(skill: str, language: str) -> None:
    offers = [case.messages[0]["tools"] for case in cases(skill, language)]
    schemas = {json.dumps(schema, ensure_ascii=False) for offer in offers for schema in offer}
    assert len(schemas) >= 200
    assert {len(offer) for offer in offers} <= set(range(2, 7))
    assert all(len({schema["name"] for schema in offer}) == len(offer) for offer in offers)
    if skill != "observation":
        assert {len(offer) for offer in offers} == set(range(2, 7))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_is_possible_and_its_values_are_in_the_request(language: str) -> None:
    for case in cases("tool_call", language):
        (schema,) = [tool for tool in case.messages[0]["tools"] if tool["name"] == case.expected["name"]]
        properties = schema["parameters"]["properties"]
        arguments = case.expected["arguments"]
        assert set(schema["parameters"]["required"]) <= arguments.keys() <= properties.keys()
        for name, value in arguments.items():
            assert str(value) in case.messages[1]["content"]
            assert value in properties[name].get("enum", [value])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_offered_tool_does_what_is_asked_where_none_fits(language: str) -> None:
    group = {tool.schema["name"]: tool.concept.group for tool in all_tools(language)}
    asked = {text: tool.concept.group for tool in all_tools(language) for text in tool.concept.requests[language]}
    for case in cases("no_call", language):
        offered = {group[tool["name"]] for tool in case.messages[0]["tools"]}
        assert asked.get(case.phrasing) not in offered


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_to_quote_stands_once_in_the_document_and_alone_has_the_name(language: str) -> None:
    for case in cases("quote", language):
        document, question = case.messages[0]["content"], case.messages[2]["content"]
        sentence = case.expected["sentence"]
        assert document.count(sentence) == 1
        before, after = case.phrasing.split("{key}")
        key = question[len(before) : len(question) - len(after)]
        assert key in sentence and document.count(key) == sentence.count(key)


@pytest.mark.parametrize("skill", SKILLS)
def test_the_cases_are_frozen(skill: str) -> None:
    assert [digest(cases(skill, language))[:16] for language in LANGUAGES] == DIGESTS[skill]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("few", "tens", "count")])
def test_values_are_held_out(kind: str, language: str) -> None:
    assert all(map(is_held_out, distinct(kind, language, 7, random.Random(0))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_arguments_and_results_are_held_out(language: str) -> None:
    assert all(is_held_out(tool.schema["name"]) for tool in all_tools(language))
    choices = {
        choice
        for tool in all_tools(language)
        for one in tool.concept.parameters
        for choice in one.choices.get(language, ())
    }
    for case in cases("tool_call", language):
        for value in case.expected["arguments"].values():
            assert _is_shared(value) or value in choices or is_held_out(value)
    for case in cases("observation", language):
        assert _is_shared(case.expected["value"]) or is_held_out(case.expected["value"])


def _is_shared(value: Any) -> bool:
    return isinstance(value, int) and value < 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_and_long_numbers_of_word_problems_are_held_out(language: str) -> None:
    for case in cases("interpreter", language):
        text = case.messages[1]["content"]
        dates = re.findall(r"\d{4}-\d\d-\d\d", text)
        numbers = re.findall(r"\d{3,}", re.sub(r"\d{4}-\d\d-\d\d", "", text))
        assert all(map(is_held_out, [*dates, *numbers])), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_that_failed_fails_as_it_says(language: str) -> None:
    failed = [case for case in cases("interpreter", language) if len(case.messages) > 2]
    assert 4 * len(failed) == len(cases("interpreter", language))
    for case in failed[::8]:
        code = case.messages[2]["content"].removeprefix("```python\n").removesuffix("\n```")
        output, has_run = run_code(code)
        assert not has_run
        assert output.split(":")[0] == case.messages[3]["content"].split(":")[0]


# --- the judges


CALL = {"name": "book_it", "arguments": {"city": "Oslo", "nights": 3, "price": 12.5}}


def test_a_call_must_be_exact() -> None:
    right = {"city": "Oslo", "nights": 3, "price": 12.5}
    assert is_call([ToolCall("book_it", right)], CALL)
    assert is_call([ToolCall("book_it", {**right, "nights": 3.0})], CALL)
    wrong: list[dict[str, Any]] = [
        {**right, "city": "oslo"},
        {**right, "nights": "3"},
        {**right, "nights": True},
        {**right, "more": 1},
        {"city": "Oslo", "nights": 3},
    ]
    assert not any(is_call([ToolCall("book_it", arguments)], CALL) for arguments in wrong)
    assert not is_call([ToolCall("book", right)], CALL)
    assert not is_call([ToolCall("book_it", right)] * 2, CALL)
    assert not is_call([], CALL)


@pytest.mark.parametrize(
    ("answer", "value", "is_stated"),
    [
        ("It costs 1,234 crowns.", 1234, True),
        ("It costs 12345.", 1234, False),
        ("The mean is 54.333.", 54.33333, True),
        ("The mean is 54.", 54.33333, False),
        ("一共6881天。", 6881, True),
        ("146.25度", 146.25, True),
        ("62.0", 62, True),
        ("Your code is la 3861.", "LA3861", True),
        ("Your code is LA386.", "LA3861", False),
        ("", 0, False),
    ],
)
def test_an_answer_states_a_value(answer: str, value: Any, is_stated: bool) -> None:
    assert states_value(answer, value) == is_stated


def test_an_answer_states_an_order() -> None:
    assert states_order("From 30, 2 and 154 we get: 2, 30, 154.", ["2", "30", "154"])
    assert states_order("从小到大：2、30、154。", ["2", "30", "154"])
    assert states_order("Ash, elm, oak.", ["ash", "elm", "oak"])
    assert not states_order("30, 2, 154", ["2", "30", "154"])
    assert not states_order("elm, ash", ["ash", "elm"])
    assert not states_order("ash", ["ash", "elm"])


def test_a_solution_is_a_number_an_order_or_one_of_several_texts() -> None:
    assert is_solution("It is 5.", {"number": 5}) and not is_solution("It is 6.", {"number": 5})
    assert is_solution("那天是周二。", {"any": ["Tuesday", "周二"]}) and not is_solution("周三", {"any": ["周二"]})
    assert is_solution("1, 2", {"order": ["1", "2"]}) and not is_solution("2, 1", {"order": ["1", "2"]})


def test_a_quote_must_be_literal_and_short() -> None:
    sentence = "The bus to Oslo leaves at 5."
    assert is_quote(f'It says: "{sentence}"', sentence)
    assert is_quote("The bus to Oslo\nleaves at 5.", sentence)
    assert not is_quote("The bus to Oslo leaves at 6.", sentence)
    assert not is_quote(sentence.lower(), sentence)
    assert not is_quote(sentence + " And so on." * 20, sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_have_keys_that_their_own_answers_contain_and_others_lack(language: str) -> None:
    assert 40 <= len(FACTS) <= 50
    for fact in FACTS:
        assert fact.subject[language] and fact.key[language]
        assert all(fact.states(f"... {key.upper()} ...", language) for key in fact.key[language])
        assert not fact.states("42", language)


def test_contains_one() -> None:
    assert contains_one("You are WELCOME!", ["welcome"])
    assert not contains_one("No.", ["welcome", "glad"])


def test_wilson_intervals_are_those_of_the_tables() -> None:
    assert wilson(95, 100) == pytest.approx((0.8882, 0.9785), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(300, 300)[1] == 1.0


def test_code_runs_apart_with_limits() -> None:
    assert run_code("x = 2\nx * 21") == ("42", True)
    assert run_code("import os\nprint(len(os.environ) < 3, os.listdir())") == ("True []", True)
    assert run_code("print(mean([1]))") == ("NameError: name 'mean' is not defined", False)
    assert run_code("x = bytearray(1 << 31)") == ("MemoryError", False)
    assert not run_code("while True: pass")[1]


# --- everything together, with models that know the answers, or never do


class _Known:
    """A model that answers each case rightly, or each wrongly."""

    def __init__(self, case: Case, *, is_right: bool) -> None:
        self._case = case
        self._is_right = is_right
        self._turn = 0

    def chat(self, messages: Sequence[dict[str, Any]], **options: Any) -> Reply:
        assert options["temperature"] == 0
        text, calls, code = self._answer(messages)
        self._turn += 1
        reply = [{"role": "assistant", "metadata": "interpreter" if code else "", "content": code or text}]
        return Reply(text, [1, 2], "stop", Usage(1, 2, 0), Timings(0, 0, 1, 2), calls, [code] if code else [], reply)

    def _answer(self, messages: Sequence[dict[str, Any]]) -> tuple[str, list[ToolCall], str]:
        skill, expected = self._case.skill, self._case.expected
        if skill == "tool_call":
            name = expected["name"] if self._is_right else "other"
            return "", [ToolCall(name, dict(expected["arguments"]))], ""
        if skill == "no_call":
            return "I cannot do that.", [] if self._is_right else [ToolCall("any", {})], ""
        if skill == "interpreter" and (messages[-1]["role"] == "user" or self._turn == 0):
            return "", [], f"print({self._solution()!r})" if self._is_right else "1 / 0"
        return (self._text(messages) if self._is_right else "~"), [], ""

    def _solution(self) -> str:
        expected = self._case.expected
        if "number" in expected:
            return str(expected["number"])
        return ", ".join(expected["order"]) if "order" in expected else str(expected["any"][0])

    def _text(self, messages: Sequence[dict[str, Any]]) -> str:
        expected = self._case.expected
        answers: dict[str, Callable[[], str]] = {
            "observation": lambda: f"It is {expected['value']}.",
            "interpreter": lambda: f"So: {messages[-1]['content']}",
            "documentation": lambda: f"With {expected['keys'][-1]}.",
            "quote": lambda: expected["sentence"],
            "talk": lambda: expected["keys"][self._turn][0],
        }
        return answers[self._case.skill]()


@pytest.mark.parametrize(("skill", "language"), EVERY)
def test_right_replies_are_right_and_wrong_ones_wrong(skill: str, language: str) -> None:
    for case in evaluate.spread(cases(skill, language), 12 if skill == "interpreter" else None):
        assert run(_Known(case, is_right=True), case).is_right, case  # type: ignore[arg-type]
        assert not run(_Known(case, is_right=False), case).is_right, case  # type: ignore[arg-type]


def test_code_may_be_mended_once() -> None:
    case = cases("interpreter", "en")[0]

    class Mending(_Known):
        def chat(self, messages: Sequence[dict[str, Any]], **options: Any) -> Reply:
            self._is_right = self._turn > 0
            if self._turn == 1:
                messages = messages[:2]  # writes code once more
            return super().chat(messages, **options)

    outcome = run(Mending(case, is_right=False), case)  # type: ignore[arg-type]
    assert outcome.is_right
    assert [text.split(":")[0] for text in outcome.said][1] == "ZeroDivisionError"
    assert len(outcome.ids) == 3


def test_the_command_runs_a_file_and_compares_it(parrot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--skill", "talk", "--skill", "documentation", "--limit", "2", "--language", "zh", "--show", "1"]
    assert evaluate.main([str(parrot), *options, "--against", str(parrot), "--json"]) == 0
    printed, noted = capsys.readouterr()
    talk, documentation = json.loads(printed)
    assert (talk["cases"], talk["same_reply"], documentation["right"]) == (2, 2, 0)
    assert talk["right"] >= 1  # it says 你好, as a greeting is answered
    assert documentation["failed"][0] in noted
    assert evaluate.main([str(parrot), *options]) == 0
    assert "documentation  zh" in capsys.readouterr().out
    assert evaluate.main([str(parrot.with_name("none.glm"))]) == 1
    assert "none.glm" in capsys.readouterr().err


def test_spread_takes_cases_evenly() -> None:
    found = cases("quote", "zh")
    assert evaluate.spread(found, None) == list(found)
    assert [case.id for case in evaluate.spread(found, 3)] == ["quote-zh-000", "quote-zh-100", "quote-zh-200"]


def test_concepts_have_four_tools_each() -> None:
    assert all(len(set(concept.names)) == 4 for concept in CONCEPTS)
