"""Calls that are run for the model: results go back, it goes on, and the reply tells all of it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from scripted import Script, scripted

from pyglm import CancelledError, ContextLengthError, Interpreter, Model, Reply, ToolCall
from pyglm.protocol import INTERPRETER_PROMPT, TOOLS_SENTENCE

QUESTION = [{"role": "user", "content": "weather?"}]
DEFINITION = {"name": "search", "description": "search", "parameters": {"type": "object", "properties": {}}}


def call(name: str, arguments: str) -> str:
    return f"{name}\n```python\ntool_call({arguments})\n```"


def code(text: str) -> str:
    return f"interpreter\n```python\n{text}\n```"


def weather(city: str, days: int = 1) -> dict[str, object]:
    """The weather of a city."""
    return {"city": city, "days": days, "sky": "晴"}


def fail() -> None:
    """Fails."""
    raise RuntimeError("no way")


def leave() -> None:
    """Ends the program, as a tool made from a script may."""
    raise SystemExit(3)


ROME = [call("weather", "city='Rome', days='2'"), "<|observation|>"]
RESULT = '{"city": "Rome", "days": 2, "sky": "晴"}'


@pytest.fixture
def script(model: Model, monkeypatch: pytest.MonkeyPatch) -> Script:
    return scripted(monkeypatch, model.tokenizer)


def messages_of_rome(answer: str) -> list[dict[str, str]]:
    content = "```python\ntool_call(city='Rome', days='2')\n```"
    return [
        {"role": "assistant", "metadata": "weather", "content": content},
        {"role": "observation", "content": RESULT},
        {"role": "assistant", "metadata": "", "content": answer},
    ]


def test_a_function_is_called_and_the_model_answers(model: Model, script: Script) -> None:
    ids = script.say(*ROME, "\nIt is sunny.", "<|user|>")
    reply = model.chat(QUESTION, tools=[weather])
    assert (reply.text, reply.finish_reason, reply.tool_calls) == ("It is sunny.", "stop", [])
    assert reply.messages == messages_of_rome("It is sunny.")
    (result,) = reply.tool_results
    assert result.call == ToolCall("weather", {"city": "Rome", "days": "2"})
    assert (result.content, result.is_error) == (RESULT, False)
    assert reply.token_ids == ids
    assert reply.usage.completion_tokens == reply.timings.generated_tokens == len(ids)
    prompts = [QUESTION, [*QUESTION, *reply.messages[:2]]]
    definitions = [weather_definition()]
    lengths = [len(model.tokenizer.encode_chat(prompt, definitions)) for prompt in prompts]
    assert reply.usage.prompt_tokens == sum(lengths)
    assert reply.usage.cached_tokens >= lengths[0]


def weather_definition() -> dict[str, Any]:
    properties = {"city": {"type": "string"}, "days": {"type": "integer"}}
    parameters = {"type": "object", "properties": properties, "required": ["city"]}
    return {"name": "weather", "description": "The weather of a city.", "parameters": parameters}


def test_the_network_sees_the_definition_and_the_result(model: Model, script: Script) -> None:
    conversation = model.conversation(tools=[weather])
    script.say(*ROME, "\nsunny", "<|user|>")
    reply = conversation.send("weather?")
    assert reply.messages == messages_of_rome("sunny")
    system = {"role": "system", "content": TOOLS_SENTENCE}
    prefix = model.tokenizer.encode_chat([system], [weather_definition()], add_generation_prompt=False)
    assert conversation._prefix == prefix
    (exchange,) = conversation.exchanges
    text = model.tokenizer.decode(exchange.ids, skip_special_tokens=False)
    assert f"<|observation|>\n {RESULT}<|assistant|>" in text
    # the next turn reads only what is new
    script.say("\nyes", "<|user|>")
    assert conversation.send("sure?").usage.cached_tokens == len(prefix) + len(exchange.ids)


@pytest.mark.parametrize("kind", ["chat", "conversation"])
def test_a_stream_tells_the_same(model: Model, script: Script, kind: str) -> None:
    script.say("\nLet me see.", "<|assistant|>", *ROME, "\nIt is sunny.", "<|user|>")
    if kind == "chat":
        chunks = list(model.chat(QUESTION, tools=[weather], stream=True))
    else:
        chunks = list(model.conversation(tools=[weather]).send("weather?", stream=True))
    reply = chunks[-1].result
    assert isinstance(reply, Reply)
    assert "".join(chunk.text for chunk in chunks) == reply.text == "Let me see.\nIt is sunny."
    assert [i for chunk in chunks for i in chunk.token_ids] == reply.token_ids
    assert [chunk.tool_result for chunk in chunks if chunk.tool_result] == reply.tool_results
    assert len(reply.tool_results) == 1
    assert [chunk.finish_reason for chunk in chunks if chunk.finish_reason] == ["stop"]


@pytest.mark.parametrize(
    ("said", "observation"),
    [
        (call("fail", ""), "RuntimeError: no way"),
        (call("leave", ""), "SystemExit: 3"),
        (call("weather", ""), "ValueError: the argument 'city' of weather is missing"),
        (
            call("weather", "city='a', days='x'"),
            "ValueError: the argument 'days' of weather must be an integer, not 'x'",
        ),
        (call("wether", "city='a'"), "ValueError: there is no tool 'wether'; the tools are: weather, fail, leave"),
    ],
)
def test_errors_are_told_to_the_model(model: Model, script: Script, said: str, observation: str) -> None:
    script.say(said, "<|observation|>", "\nSorry.", "<|user|>")
    reply = model.chat(QUESTION, tools=[weather, fail, leave])
    assert reply.text == "Sorry."
    assert [(result.content, result.is_error) for result in reply.tool_results] == [(observation, True)]
    assert reply.messages[1] == {"role": "observation", "content": observation}


def test_two_calls_in_one_reply(model: Model, script: Script) -> None:
    other = call("weather", "city='Oslo'")
    script.say(ROME[0], "<|assistant|>", other, "<|observation|>", "\nBoth.", "<|user|>")
    reply = model.chat(QUESTION, tools=[weather])
    assert [result.call.arguments["city"] for result in reply.tool_results] == ["Rome", "Oslo"]
    assert [message["role"] for message in reply.messages] == [*["assistant"] * 2, *["observation"] * 2, "assistant"]


def test_calls_of_definitions_are_the_callers(model: Model, script: Script) -> None:
    ran: list[str] = []

    def note(text: str) -> None:
        """Note a text."""
        ran.append(text)

    script.say(call("search", "q='x'"), "<|observation|>")
    reply = model.chat(QUESTION, tools=[DEFINITION, note])
    assert (reply.finish_reason, reply.tool_calls) == ("tool_calls", [ToolCall("search", {"q": "x"})])
    # all of a reply's calls, or none
    script.say(call("note", "text='x'"), "<|assistant|>", call("search", "q='x'"), "<|observation|>")
    reply = model.chat(QUESTION, tools=[DEFINITION, note])
    assert [c.name for c in reply.tool_calls] == ["note", "search"] and not reply.tool_results and not ran
    # after a function ran, the reply still has its messages
    script.say(call("note", "text='x'"), "<|observation|>", call("search", "q='x'"), "<|observation|>")
    reply = model.chat(QUESTION, tools=[{"type": "function", "function": DEFINITION}, note])
    assert [c.name for c in reply.tool_calls] == ["search"] and ran == ["x"]
    assert [message["role"] for message in reply.messages] == ["assistant", "observation", "assistant"]


def test_rounds_are_limited(model: Model, script: Script) -> None:
    script.say(*ROME * 3)
    reply = model.chat(QUESTION, tools=[weather], max_tool_rounds=2)
    assert (reply.finish_reason, len(reply.tool_results), len(reply.tool_calls)) == ("tool_calls", 2, 1)
    assert reply.warnings == ["stopped after 2 rounds of calls; the last ones were not made"]
    script.say(*ROME)
    reply = model.chat(QUESTION, tools=[weather], max_tool_rounds=0)
    assert len(reply.tool_calls) == 1 and not reply.tool_results
    for wrong in (-1, 1.5):
        with pytest.raises(ValueError, match="max_tool_rounds must be 0 or more"):
            model.chat(QUESTION, tools=[weather], max_tool_rounds=wrong)  # type: ignore[call-overload]


def test_an_exception_that_says_nothing_is_named(model: Model, script: Script) -> None:
    class Silent(Exception):
        def __str__(self) -> str:
            raise ValueError

    def weather(city: str, days: int) -> None:
        """Weather."""
        raise Silent

    script.say(*ROME, "\nA pity.", "<|user|>")
    reply = model.chat(QUESTION, tools=[weather])
    assert reply.tool_results[0].is_error and reply.tool_results[0].content == "Silent"


def test_who_approves_is_a_function(model: Model) -> None:
    with pytest.raises(TypeError, match="approve must be a function of a call, not int"):
        model.chat(QUESTION, tools=[weather], approve=3)  # type: ignore[call-overload]


def test_calls_can_be_refused(model: Model, script: Script) -> None:
    asked: list[ToolCall] = []

    def approve(call: ToolCall) -> bool:
        asked.append(call)
        return False

    script.say(*ROME, "\nA pity.", "<|user|>")
    reply = model.chat(QUESTION, tools=[weather], approve=approve)
    assert asked == [ToolCall("weather", {"city": "Rome", "days": "2"})]
    assert reply.messages[1]["content"] == "The user refused this call." and reply.tool_results[0].is_error


def test_code_is_run_and_mended(model: Model, script: Script) -> None:
    said = [code("1 / 0"), "<|observation|>", code("x = 6\nx * 7"), "<|observation|>", "\n42", "<|user|>"]
    script.say(*said)
    asked: list[ToolCall] = []
    reply = model.chat(QUESTION, interpreter=Interpreter(), approve=lambda call: asked.append(call) or True)  # type: ignore[func-returns-value]
    assert [message["content"] for message in reply.messages if message["role"] == "observation"] == [
        "ZeroDivisionError: division by zero",
        "42",
    ]
    assert [c.arguments for c in asked] == [{"code": "1 / 0"}, {"code": "x = 6\nx * 7"}]
    assert [(r.call.name, r.is_error) for r in reply.tool_results] == [("interpreter", True), ("interpreter", False)]
    assert (reply.text, reply.code) == ("42", [])


def test_code_without_an_interpreter_is_the_callers(model: Model, script: Script) -> None:
    script.say(code("1 / 0"), "<|observation|>")
    reply = model.chat(QUESTION, tools=[weather], interpreter=True)
    assert (reply.code, reply.finish_reason, reply.tool_results) == (["1 / 0"], "tool_calls", [])
    with pytest.raises(TypeError, match=r"interpreter must be a bool or a pyglm.Interpreter, not str"):
        model.chat(QUESTION, interpreter="yes")  # type: ignore[call-overload]


def test_what_is_offered_makes_the_system_message(model: Model, script: Script) -> None:
    def first_ids(**offered: Any) -> list[int]:
        return model.conversation(**offered)._prefix

    def expected(text: str, tools: list[dict[str, Any]] | None = None) -> list[int]:
        system = [{"role": "system", "content": text}]
        return model.tokenizer.encode_chat(system, tools, add_generation_prompt=False)

    assert first_ids(interpreter=Interpreter()) == first_ids(interpreter=True) == expected(INTERPRETER_PROMPT)
    assert first_ids(interpreter=True, system="Own.") == expected("Own.")
    both = f"{INTERPRETER_PROMPT}\n{TOOLS_SENTENCE}"
    assert first_ids(interpreter=True, tools=[weather]) == expected(both, [weather_definition()])
    script.say("\nhi", "<|user|>")
    n_own = model.chat([{"role": "system", "content": "Own."}, *QUESTION], interpreter=True).usage.prompt_tokens
    script.say("\nhi", "<|user|>")
    n_default = model.chat(QUESTION, interpreter=True).usage.prompt_tokens
    question = len(model.tokenizer.encode_chat(QUESTION)) - 2
    assert (n_own, n_default) == (len(expected("Own.")) + question, len(expected(INTERPRETER_PROMPT)) + question)


def test_cancelling_ends_code(model: Model, script: Script) -> None:
    script.say(code("while True: pass"), "<|observation|>")
    cancel = threading.Event()

    def approve(call: ToolCall) -> bool:
        threading.Timer(0.3, cancel.set).start()
        return True

    with pytest.raises(CancelledError, match="code was running"):
        model.chat(QUESTION, interpreter=Interpreter(timeout_s=60), approve=approve, cancel=cancel)


def test_a_stream_that_is_left_keeps_what_came(model: Model, script: Script) -> None:
    conversation = model.conversation(tools=[weather])
    script.say(*ROME, "\nIt is sunny.", "<|user|>")
    for chunk in conversation.send("weather?", stream=True):
        if chunk.tool_result:
            break
    script.say("\nhello", "<|user|>")
    assert conversation.send("hi").text == "hello"
    text = model.tokenizer.decode(conversation.exchanges[0].ids, skip_special_tokens=False)
    assert "tool_call(city='Rome', days='2')" in text and "sunny" not in text


def test_results_that_do_not_fit(model: Model, script: Script) -> None:
    def long() -> str:
        """A long text."""
        return "word " * 5000

    conversation = model.conversation(tools=[long])
    script.say(call("long", ""), "<|observation|>")
    with pytest.raises(ContextLengthError, match="tokens were needed") as caught:
        conversation.send("weather?")
    assert len(conversation.exchanges) == 1
    assert [result.call for result in caught.value.tool_results] == [ToolCall("long", {})]
    script.say(*ROME, call("long", ""), "<|observation|>")
    with pytest.raises(ContextLengthError, match=r"with what the tools returned .* let them return less") as caught:
        model.chat(QUESTION, tools=[weather, long])
    assert [result.call.name for result in caught.value.tool_results] == ["weather", "long"]
    assert caught.value.tool_results[1].content == "word " * 5000


def test_exchanges_dropped_for_results_are_told(model: Model, script: Script) -> None:
    def long() -> str:
        """A long text."""
        return "a" * 300

    conversation = model.conversation(tools=[long], context_shift="drop-oldest")
    n_prefix = conversation.n_tokens
    conversation = model.conversation(tools=[long], context_shift="drop-oldest", max_tokens=n_prefix + 600)
    script.say("\nok", "<|user|>")
    conversation.send("b" * 200)
    script.say(call("long", ""), "<|observation|>", "\nyes", "<|user|>")
    reply = conversation.send("weather?")
    assert reply.text == "yes"
    assert [exchange.question for exchange in conversation.dropped] == ["b" * 200]
