"""The demonstration model itself: it chats, calls tools, computes and quotes, in both languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_tools import environment, run
from conftest import skip

import pyglm
from pyglm.demo import resolve
from pyglm.protocol import INTERPRETER

GREEDY: Any = {"temperature": 0, "max_new_tokens": 200}
TOUR = Path(__file__).resolve().parents[1] / "benchmarks" / "demo.py"


@pytest.fixture(scope="module")
def demo() -> pyglm.Model:
    try:
        resolve("demo")
    except FileNotFoundError as error:
        skip(str(error))
    return pyglm.load("demo", cache=False)


def get_weather(city: str) -> dict[str, object]:
    """Get the current weather of a city.

    Args:
        city: name of the city
    """
    return {"city": city, "temperature": 22}


def book_table(restaurant: str, people: int) -> dict[str, object]:
    """Book a table in a restaurant.

    Args:
        restaurant: name of the restaurant
        people: how many people
    """
    return {"status": "booked"}


def test_it_is_small_and_of_the_same_architecture(demo: pyglm.Model) -> None:
    assert Path(demo.path).stat().st_size <= 10 * 2**20
    config = demo.config
    assert config.seq_length >= 4096 and config.vocab_size < 9000
    ids = demo.tokenizer.special_tokens
    assert sorted(ids.values()) == list(range(min(ids.values()), min(ids.values()) + 9))


@pytest.mark.parametrize(("question", "wanted"), [("Who are you?", "pyglm"), ("你好！你是谁？", "pyglm")])
def test_it_says_what_it_is(demo: pyglm.Model, question: str, wanted: str) -> None:
    reply = demo.chat([{"role": "user", "content": question}], **GREEDY)
    assert wanted in reply.text.lower() and reply.finish_reason == "stop"


@pytest.mark.parametrize("question", ["What is the weather in Lisbon?", "请告诉我 Lisbon 的天气。"])
def test_it_calls_the_right_tool_and_tells_the_result(demo: pyglm.Model, question: str) -> None:
    messages = [{"role": "user", "content": question}]
    reply = demo.chat(messages, tools=[book_table, get_weather], **GREEDY)
    assert [result.call for result in reply.tool_results] == [pyglm.ToolCall("get_weather", {"city": "Lisbon"})]
    assert "22" in reply.text and reply.finish_reason == "stop"


def test_no_call_is_malformed_however_wild_the_sampling(demo: pyglm.Model) -> None:
    options: Any = {"tools": [book_table, get_weather], "max_tool_rounds": 0, "temperature": 1.2, "top_p": 1}
    messages = [{"role": "user", "content": "Book a table for 4 at Luigi's."}]
    types = {"get_weather": {"city": str}, "book_table": {"restaurant": str, "people": int}}
    n_calls = 0
    for seed in range(12):
        reply = demo.chat(messages, **options, seed=seed, max_new_tokens=300)
        n_calls += len(reply.tool_calls)
        for call in reply.tool_calls:
            assert {name: type(value) for name, value in call.arguments.items()} == types[call.name]
        if reply.finish_reason != "length":
            assert not [warning for warning in reply.warnings if "does not parse" in warning]
    assert n_calls > 2


def test_it_calls_nothing_when_nothing_fits(demo: pyglm.Model) -> None:
    reply = demo.chat([{"role": "user", "content": "Tell me a joke about horses."}], tools=[get_weather], **GREEDY)
    assert reply.text and not reply.tool_calls and not reply.tool_results


@pytest.mark.parametrize("question", ["What is 123 times 45?", "123 乘以 45 等于多少？"])
def test_it_computes(demo: pyglm.Model, question: str) -> None:
    messages = [{"role": "user", "content": question}]
    reply = demo.chat(messages, interpreter=pyglm.Interpreter(), **GREEDY)
    assert [result.call.name for result in reply.tool_results] == [INTERPRETER]
    assert "5535" in reply.text.replace(",", "")


def test_it_quotes_a_document(demo: pyglm.Model) -> None:
    conversation = demo.conversation()
    fact = "Albert Finch built the north tower in 1723."
    conversation.add_document(f"The garden is open in May. {fact} A ticket costs 12 euros.", name="castle.txt")
    reply = conversation.send("What does the document say about Albert Finch?", **GREEDY)
    assert fact in reply.text


def test_the_tour(demo: pyglm.Model, tmp_path: Path) -> None:
    command = [sys.executable, str(TOUR)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment(tmp_path), timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 of 6 steps did what they should" in done.stdout


def test_the_command_line(demo: pyglm.Model, tmp_path: Path) -> None:
    tools = tmp_path / "tools.py"
    tools.write_text(
        'def get_weather(city: str) -> str:\n    """Get the weather of a city."""\n    return "22 degrees"\n'
    )
    question = "What is the weather in Lisbon?"
    done = run("chat", "--temperature", "0", "--tools", tools, stdin=question, cwd=tmp_path)
    assert done.returncode == 0 and "22" in done.stdout
    assert "get_weather(city='Lisbon')\n  -> 22 degrees\n" in done.stderr and "tiny demonstration" in done.stderr
