"""What the demonstration model is trained with: talk, questions about the software, and the interpreter."""

from __future__ import annotations

import collections
import itertools
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("faker")
pytest.importorskip("wordfreq")

from demo_model.data import (
    Conversation,
    documentation,
    interpreter,
    phrases,
    problems,
    problems_written,
    talk,
    vocabulary,
)
from demo_model.data.mistakes import broken
from demo_model.data.tools import NOT_DONE
from demo_model.facts import FACTS
from demo_model.hold_out import is_held_out
from pyglm.protocol import to_turns
from pyglm.tool_loop import REFUSED

GENERATORS = [talk, documentation, interpreter]
PROGRAM = re.compile(r"```python\n(.*)\n```", re.DOTALL)


def some(module: Any, n: int, seed: int = 7) -> list[Conversation]:
    source: Iterator[Conversation] = module.conversations(random.Random(seed))
    return list(itertools.islice(source, n))


def programs(n: int) -> list[tuple[str, str]]:
    """Programs whose result conversations hold, each with that observation."""
    found = []
    for conversation in some(interpreter, n):
        for message, after in itertools.pairwise(conversation.messages):
            if message.get("metadata") == "interpreter":
                match = PROGRAM.fullmatch(message["content"])
                assert match and after["role"] in ("observation", "user")
                if after["role"] == "observation":
                    found.append((match[1], after["content"]))
    return found


def run_in_one_process(codes: list[str]) -> list[str]:
    """What each program prints when Python runs it, or the last line of its traceback."""
    runner = """
import contextlib, io, json, sys, traceback
for line in sys.stdin:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(json.loads(line), "<code>", "exec"), {})
        except Exception as error:
            print(traceback.format_exception_only(error)[-1].strip())
    print(json.dumps(out.getvalue().rstrip("\\n")))
"""
    text = "\n".join(map(json.dumps, codes))
    done = subprocess.run(
        [sys.executable, "-I", "-c", runner], input=text, capture_output=True, text=True, check=True, timeout=60
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("module", GENERATORS)
def test_the_same_seed_gives_the_same_conversations(module: Any) -> None:
    assert some(module, 50) == some(module, 50)
    assert some(module, 50) != some(module, 50, seed=8)


@pytest.mark.parametrize("module", GENERATORS)
def test_conversations_are_chats_of_the_protocol_that_end_with_a_reply(module: Any) -> None:
    for conversation in some(module, 200):
        turns = to_turns(conversation.messages)
        assert turns[-1].role == "assistant" and (not turns[-1].metadata or module is interpreter)
        assert all(turn.content.strip() and turn.content == turn.content.strip() for turn in turns)
        assert not any(re.search(r"[{}|]", m["content"]) for m in conversation.messages if m["role"] == "user")
    assert {conversation.language for conversation in some(module, 50)} == {"en", "zh"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_answer_holds_the_key_of_its_fact(language: str) -> None:
    topics = documentation.TOPICS[language]
    assert sorted(topics) == sorted(fact.id for fact in FACTS)
    for fact in FACTS:
        assert fact.states(topics[fact.id].answer, language), fact.id


@pytest.mark.parametrize("language", ["en", "zh"])
def test_facts_are_asked_for_in_many_ways_that_mean_one_fact(language: str) -> None:
    rng = random.Random(1)
    meant: dict[str, set[str]] = {}
    for fact_id, topic in documentation.TOPICS[language].items():
        asked = {documentation.question(rng, topic, language).lower().strip("?？.。!") for _ in range(300)}
        assert len(asked) > 200, fact_id
        for text in asked:
            meant.setdefault(text, set()).add(fact_id)
    assert {text: facts for text, facts in meant.items() if len(facts) > 1} == {}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_model_cannot_know_is_answered_with_that(language: str) -> None:
    knows_little = next(fact for fact in FACTS if fact.id == "knows-little")
    assert knows_little.states(talk.UNKNOWN[language], language)
    assert talk.unknown(random.Random(1), language)[1]["content"] == talk.UNKNOWN[language]


def test_names_are_remembered() -> None:
    n_remembered = 0
    for conversation in some(talk, 400):
        told = None
        for message in conversation.messages:
            if match := re.match(r"Nice to meet you, (.+)!|很高兴认识你，(.+)！", message["content"]):
                told = match[1] or match[2]
            if match := re.match(r"Your name is (.+)\.|你叫(.+)。", message["content"]):
                assert told == (match[1] or match[2])
                n_remembered += 1
    assert n_remembered > 100


def test_observations_are_what_the_programs_print() -> None:
    found = [(code, observation) for code, observation in programs(120) if observation != REFUSED][:200]
    assert len(found) == 200
    printed = run_in_one_process([code for code, _ in found])
    for (code, observation), text in zip(found, printed, strict=True):
        assert observation.splitlines()[-1:] == text.splitlines()[-1:], code
        assert text and (observation == text or observation.startswith("Traceback (most recent call last):")), code


def test_every_kind_of_problem_runs_without_an_error() -> None:
    rng = random.Random(2)
    for _ in range(3000):
        problem = interpreter.problem(rng, rng.choice(["en", "zh"]))
        printed = interpreter.run(problem.code)
        assert printed and "Error" not in printed and len(printed) < 300, problem


def test_answers_state_what_was_observed() -> None:
    n_refused = 0
    for conversation in some(interpreter, 200):
        for before, message in itertools.pairwise(conversation.messages):
            if before["role"] == "observation" and not message["metadata"]:
                refused = before["content"] == REFUSED
                n_refused += refused
                assert (NOT_DONE[conversation.language] if refused else before["content"]) in message["content"]
    assert n_refused > 5


def test_broken_programs_are_context_and_mended_next() -> None:
    n_broken = 0
    for conversation in some(interpreter, 300):
        messages = conversation.messages
        for i, message in enumerate(messages):
            if not message.get("learned", True):
                n_broken += 1
                assert "Error: " in messages[i + 1]["content"]
                assert messages[i + 2]["metadata"] == "interpreter" and messages[i + 2].get("learned", True)
                assert messages[i + 2]["content"] != message["content"]
                mended = PROGRAM.fullmatch(messages[i + 2]["content"])
                assert mended and "Error" not in interpreter.run(mended[1])
    assert n_broken > 30


def test_programs_are_broken_in_many_ways() -> None:
    rng = random.Random(1)
    errors = collections.Counter[str]()
    for _ in range(500):
        code = interpreter.problem(rng, "en").code
        wrong = broken(rng, code)
        assert wrong != code
        errors[interpreter.run(wrong).split(":", 1)[0]] += 1
    common = {"NameError", "SyntaxError", "AttributeError", "TypeError"}
    assert all(errors[kind] >= 8 for kind in common)
    assert sum(count for error, count in errors.items() if error.endswith("Error")) > 450


def test_only_values_that_training_may_use() -> None:
    for values in (vocabulary.people("en"), vocabulary.people("zh"), vocabulary.words("en"), vocabulary.words("zh")):
        assert len(values) > 400 and not any(map(is_held_out, values))
    rng = random.Random(3)
    makers = [problems.story, problems.chain, problems.formula, problems_written.problem]
    for language, make in itertools.product(["en", "zh"], makers):
        for _ in range(500):
            text = make(rng, language).text
            numbers = [word for word in re.findall(r"\d+(?:\.\d+)?", text) if float(word) >= 100]
            assert not [word for word in numbers if is_held_out(word) and word != "100"], text


def test_written_problems_come_with_other_numbers_that_are_as_plausible() -> None:
    written = problems_written.written()
    assert len(written["en"]) > 500 and len(written["zh"]) > 200
    rng = random.Random(4)
    for language, known in written.items():
        found = [problems_written.problem(rng, language) for _ in range(600)]
        texts = ["".join(itertools.chain(*itertools.zip_longest(one.text, one.numbers, fillvalue=""))) for one in known]
        assert len({one.text for one in found} - set(texts)) > 550
        for one in found:
            assert float(interpreter.run(one.code)) > 0, one
            numbers = problems_written.NUMBER.findall(one.text)
            assert len(set(numbers)) == len(numbers) > 1, one
            assert set(numbers) <= set(problems_written.NUMBER.findall(one.code)), one


def test_a_written_problem_is_parsed_at_its_numbers() -> None:
    parsed = problems_written.parsed("3 hats at 4.50, of 20 euros?", "20 - 3 * 4.50")
    assert parsed.text == ("", " hats at ", ", of ", " euros?")
    assert parsed.expression == "{2} - {0} * {1}"
    assert problems_written.parsed("64 mugs, twice as many cups", "64 + 64 * 2").expression == "{0} + {0} * 2"
    for text, expression in (("3 and 3", "3 + 3"), ("3 and 8", "3 + 9"), ("60 of 12 a minute", "60 * 12 * 60")):
        with pytest.raises(ValueError, match="must occur once"):
            problems_written.parsed(text, expression)


def test_patterns_whose_brackets_do_not_match_are_refused() -> None:
    for pattern in ("(a|b", "a)", "[a", "a]"):
        with pytest.raises(ValueError):
            phrases.say(random.Random(1), pattern)
    said = {phrases.say(random.Random(seed), "(a|b)[ c] {x}", x="(x|y)") for seed in range(50)}
    assert said == {"a (x|y)", "b (x|y)", "a c (x|y)", "b c (x|y)"}
