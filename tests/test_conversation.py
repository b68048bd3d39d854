"""Live conversations: a turn costs its new tokens only, nothing is lost by stopping, nothing is cut in silence."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any

import pytest
from scripted import Script, scripted
from tiny_checkpoint import CONFIG

from pyglm import CancelledError, ContextLengthError, Conversation, Model

TOOLS = [{"name": "get_weather", "description": "weather", "parameters": {"type": "object", "properties": {}}}]
CALL = "get_weather\n```python\ntool_call(city='北京')\n```"
FOREVER: Any = {"temperature": 0, "logit_bias": {7: 100.0}}  # says id 7 until it is stopped


@pytest.fixture
def script(model: Model, monkeypatch: pytest.MonkeyPatch) -> Script:
    return scripted(monkeypatch, model.tokenizer)


def encode(model: Model, *messages: tuple[str, str], system: str | None = None) -> list[int]:
    first = [{"role": "system", "content": system}] if system is not None else []
    return model.tokenizer.encode_chat([*first, *({"role": role, "content": text} for role, text in messages)])


def held(conversation: Conversation) -> list[int]:
    """The whole history as ids."""
    return conversation._prefix + [i for exchange in conversation.exchanges for i in exchange.ids]


def test_history_is_what_was_read_and_generated(model: Model, script: Script) -> None:
    conversation = model.conversation(system="Help.")
    said = script.say("\nthe tool", "<|user|>")
    reply = conversation.send("python?")
    assert (reply.text, reply.finish_reason) == ("the tool", "stop")
    prompt = encode(model, ("user", "python?"), system="Help.")
    # without the id that ended the reply: the next turn begins with it
    assert held(conversation) == prompt + said[:-1]
    assert conversation.n_tokens == len(prompt) + len(said) - 1
    assert [exchange.question for exchange in conversation.exchanges] == ["python?"]


def test_a_turn_costs_its_new_tokens(model: Model, script: Script) -> None:
    conversation = model.conversation(system="Help." * 50)
    script.say("\nsome words", "<|user|>")
    conversation.send("first")
    n_before = conversation.n_tokens
    script.say("\nmore", "<|user|>")
    reply = conversation.send("second")
    new = model.tokenizer.encode_message({"role": "user", "content": "second"})
    assert reply.usage.cached_tokens == n_before
    assert reply.usage.prompt_tokens == n_before + len(new) + 1


def test_a_reply_cut_by_length_goes_on(model: Model, script: Script) -> None:
    conversation = model.conversation()
    said = script.say("\nsome words", "<|user|>")
    reply = conversation.send("first", max_new_tokens=4)
    assert reply.finish_reason == "length"
    assert held(conversation) == encode(model, ("user", "first")) + said[:4]
    script.say("\nmore", "<|user|>")
    # the last token was generated, but not read yet
    assert conversation.send("second").usage.cached_tokens == conversation.exchanges[0].ids.__len__() + 2 - 1


def test_the_same_as_encoding_anew(model: Model, pack_tiny: Any) -> None:
    """What a turn generates does not depend on how the cache came to be."""
    options: Any = {"temperature": 0, "max_new_tokens": 10}
    conversation = model.conversation()
    conversation.send("first", **options)
    ids = held(conversation)
    reply = conversation.send("second", **options)
    new = model.tokenizer.encode_message({"role": "user", "content": "second"})
    prompt = [*ids, *new, model.tokenizer.special_tokens["<|assistant|>"]]
    assert reply.token_ids == model.generate(prompt, **options).token_ids


def test_tool_results(model: Model, script: Script) -> None:
    conversation = model.conversation(tools=TOOLS)
    script.say(CALL, "<|observation|>")
    reply = conversation.send("weather?")
    assert reply.finish_reason == "tool_calls" and reply.tool_calls[0].arguments == {"city": "北京"}
    n_before = conversation.n_tokens
    script.say("\nwarm", "<|user|>")
    reply = conversation.send_observation("22 degrees")
    assert reply.text == "warm" and reply.usage.cached_tokens == n_before
    assert len(conversation.exchanges) == 1
    observation = model.tokenizer.encode_message({"role": "observation", "content": "22 degrees"})
    ids = held(conversation)
    assert any(ids[i : i + len(observation)] == observation for i in range(len(ids)))
    chat = [{"role": "user", "content": "weather?"}]
    assert ids[: len(conversation._prefix)] == model.tokenizer.encode_chat(chat, TOOLS)[: len(conversation._prefix)]


def test_tool_results_need_a_question(model: Model) -> None:
    conversation = model.conversation()
    with pytest.raises(ValueError, match="send a message first"):
        conversation.send_observation("22")
    with pytest.raises(ValueError, match="no results"):
        conversation.send_observation()


def test_clear_and_system(model: Model, script: Script) -> None:
    conversation = model.conversation(system="One.")
    said = script.say("\ntool", "<|user|>")
    conversation.send("first")
    conversation.set_system("Two.")
    assert conversation.system == "Two."
    assert held(conversation) == encode(model, ("user", "first"), system="Two.") + said[:-1]
    conversation.clear()
    assert conversation.exchanges == [] and conversation.n_tokens == len(conversation._prefix)
    script.say("\ntool", "<|user|>")
    assert conversation.send("first").usage.prompt_tokens == len(encode(model, ("user", "first"), system="Two."))
    conversation.set_system(None)
    assert held(conversation)[:2] == encode(model, ("user", "first"))[:2] and conversation.system is None
    assert model.tokenizer.special_tokens["<|system|>"] not in held(conversation)


def test_tools_bring_their_sentence(model: Model) -> None:
    conversation = model.conversation(tools=TOOLS)
    expected = model.tokenizer.encode_chat([{"role": "user", "content": ""}], TOOLS)
    assert held(conversation) == expected[: conversation.n_tokens]
    with pytest.raises(ValueError, match="tools"):
        model.conversation(tools=[{"description": "has no name"}])


def test_full_context_refuses(model: Model, script: Script) -> None:
    conversation = model.conversation(max_tokens=60)
    script.say("\ntool", "<|user|>")
    conversation.send("first")
    before = held(conversation)
    with pytest.raises(ContextLengthError, match=r"tokens were needed.* and 60 fit.*clear the conversation"):
        conversation.send("x" * 50)
    with pytest.raises(ContextLengthError, match="shorten the message"):
        model.conversation(max_tokens=60).send("x" * 60)
    with pytest.raises(ContextLengthError, match=r"the message takes .*shorten the message"):
        conversation.send("x" * 60)
    assert held(conversation) == before
    with pytest.raises(ContextLengthError, match=r"what the tools returned takes .*let them return less"):
        conversation.send_observation("x" * 60)
    assert held(conversation) == before
    script.say([7] * 100)
    reply = conversation.send("go")
    assert reply.finish_reason == "length" and conversation.n_tokens == 60


def test_drop_oldest(model: Model, script: Script) -> None:
    conversation = model.conversation(system="S", max_tokens=100, context_shift="drop-oldest")
    for i in range(3):
        script.say("\n" + "a" * 10, "<|user|>")
        conversation.send(f"question {i}")
        assert conversation.dropped == []
    prefix, (first, second, third) = conversation._prefix, conversation.exchanges
    script.say("\nb", "<|user|>")
    new = model.tokenizer.encode_message({"role": "user", "content": "question 3"})
    reply = conversation.send("question 3")
    assert conversation.dropped == [first]
    assert conversation.exchanges[:2] == [second, third]
    assert held(conversation)[: len(prefix)] == prefix
    assert reply.usage.prompt_tokens == len(prefix) + len(second.ids) + len(third.ids) + len(new) + 1
    script.say("\nb", "<|user|>")
    conversation.send("x" * 60)
    assert [exchange.question for exchange in conversation.dropped] == ["question 1", "question 2", "question 3"]
    with pytest.raises(ContextLengthError, match="shorten the message"):
        conversation.send("x" * 100)


def test_dropping_leaves_room_for_a_reply(model: Model, script: Script) -> None:
    conversation = model.conversation(max_tokens=80, context_shift="drop-oldest")
    script.say("\n" + "a" * 40, "<|user|>")
    conversation.send("x")
    room = 80 - conversation.n_tokens - len(model.tokenizer.encode_message({"role": "user", "content": ""})) - 1
    script.say([7] * 100)
    conversation.send("y" * (room - 3), max_new_tokens=1)  # it fits, with a token and a blank or two to spare
    assert conversation.dropped == []
    conversation = model.conversation(max_tokens=80, context_shift="drop-oldest")
    script.say("\n" + "a" * 40, "<|user|>")
    conversation.send("x")
    script.say([7] * 100)
    reply = conversation.send("y" * (room - 3))
    assert len(conversation.dropped) == 1 and len(reply.token_ids) >= 10


def test_interrupted_reply_stays(model: Model) -> None:
    conversation = model.conversation()
    chunks = conversation.send("first", stream=True, **FOREVER)
    ids = [i for _ in range(5) for i in next(chunks).token_ids]
    chunks.close()  # type: ignore[attr-defined]
    assert held(conversation) == encode(model, ("user", "first")) + ids
    reply = conversation.send("second", max_new_tokens=2, **FOREVER)
    assert reply.usage.cached_tokens == len(encode(model, ("user", "first"))) + len(ids) - 1
    assert [exchange.question for exchange in conversation.exchanges] == ["first", "second"]


def test_a_new_message_ends_an_unread_reply(model: Model) -> None:
    conversation = model.conversation()
    chunks = conversation.send("first", stream=True, **FOREVER)
    next(chunks)
    conversation.send("second", max_new_tokens=1, **FOREVER)
    assert next(chunks, None) is None
    assert [exchange.question for exchange in conversation.exchanges] == ["first", "second"]


def test_cancelled_reply_stays(model: Model) -> None:
    conversation = model.conversation()
    cancel = threading.Event()
    chunks = conversation.send("first", stream=True, cancel=cancel, **FOREVER)
    ids = list(next(chunks).token_ids)
    cancel.set()
    with pytest.raises(CancelledError):
        next(chunks)
    assert held(conversation) == encode(model, ("user", "first")) + ids


def test_cancelled_before_it_began(model: Model) -> None:
    conversation = model.conversation(max_tokens=200, context_shift="drop-oldest")
    conversation.send("x" * 100, max_new_tokens=20, **FOREVER)
    before = held(conversation)
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledError):
        conversation.send("y" * 100, cancel=cancel)
    assert held(conversation) == before and conversation.dropped == []
    assert held(conversation)[: len(before)] == before and conversation.send("z", max_new_tokens=1).token_ids


@pytest.mark.skipif(os.name != "posix", reason="signals are sent to a process on POSIX only")
def test_interrupted_by_a_signal(model: Model) -> None:
    conversation = model.conversation()
    timer = threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGINT))
    ids: list[int] = []

    def listen() -> None:
        for chunk in conversation.send("first", stream=True, **FOREVER):
            ids.extend(chunk.token_ids)
            if len(ids) == 1:
                timer.start()

    with pytest.raises(KeyboardInterrupt):
        listen()
    timer.join()
    history = held(conversation)
    n = len(encode(model, ("user", "first")))
    assert history[n:] in (ids, [*ids, 7])  # it may have come after a token was kept and before it was handed out
    reply = conversation.send("second", max_new_tokens=2, **FOREVER)
    assert reply.usage.cached_tokens >= len(history) - 1


def test_context_defaults_to_the_models(model: Model) -> None:
    assert model.conversation().max_tokens == CONFIG["seq_length"]
    with pytest.raises(ContextLengthError):
        model.conversation(max_tokens=CONFIG["seq_length"] + 1)
    with pytest.raises(ValueError, match="context_shift must be"):
        model.conversation(context_shift="forget")  # type: ignore[arg-type]


def test_bad_message_changes_nothing(model: Model) -> None:
    conversation = model.conversation()
    chunks = conversation.send("first", stream=True, **FOREVER)
    next(chunks)
    with pytest.raises(ValueError, match="content"):
        conversation.send(None)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="top_p"):
        conversation.send("second", top_p=7)
    assert [exchange.question for exchange in conversation.exchanges] == ["first"]
