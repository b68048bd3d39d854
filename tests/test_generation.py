"""Completions and replies: why they end, what they cost, and that streaming tells the same."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import Script, scripted
from tiny_checkpoint import CONFIG

import pyglm
from pyglm import CancelledError, Chunk, Completion, ContextLengthError, Model, NumericError, Reply

SEQ_LENGTH = CONFIG["seq_length"]
TOOLS = [{"name": "get_weather", "description": "weather", "parameters": {"type": "object", "properties": {}}}]
QUESTION = [{"role": "user", "content": "tool"}]
CALL = "get_weather\n```python\ntool_call(city='北京', n=2)\n```"


@pytest.fixture
def script(model: Model, monkeypatch: pytest.MonkeyPatch) -> Script:
    return scripted(monkeypatch, model.tokenizer)


def last(chunks: Sequence[Chunk]) -> Any:
    assert all(chunk.result is None and chunk.finish_reason is None for chunk in chunks[:-1])
    assert chunks[-1].result is not None and chunks[-1].finish_reason == chunks[-1].result.finish_reason
    return chunks[-1].result


def test_greedy_is_the_best_logit(model: Model) -> None:
    prompt = model.tokenizer.encode_prompt("tool")
    completion = model.generate("tool", temperature=0, max_new_tokens=12)
    ids = list(prompt)
    for token_id in completion.token_ids:
        logits = model.session().forward(ids, logits="last")[0, : model.tokenizer.n_words]
        assert token_id == int(logits.argmax())
        ids.append(token_id)
    assert completion.text == model.tokenizer.decode(completion.token_ids)
    assert completion.finish_reason == "length"
    assert completion.usage == pyglm.Usage(len(prompt), 12, 0) and completion.usage.total_tokens == len(prompt) + 12


def test_prompts(model: Model) -> None:
    prefix = [model.tokenizer.special_tokens[name] for name in ("[gMASK]", "sop")]
    ids = model.tokenizer.encode("tool")
    greedy: Any = {"temperature": 0, "max_new_tokens": 3}
    from_text = model.generate("tool", **greedy)
    assert from_text.token_ids == model.generate([*prefix, *ids], **greedy).token_ids
    plain = model.generate("tool", add_special_tokens=False, **greedy)
    assert plain.usage.prompt_tokens == len(ids)
    assert plain.token_ids == model.generate(np.array(ids), **greedy).token_ids  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="prompt is empty"):
        model.generate("", add_special_tokens=False)
    with pytest.raises(ValueError, match=r"ids\[1\] is 99999"):
        model.generate([1, 99999])


def test_seeds(model: Model) -> None:
    def text(seed: int | None) -> list[int]:
        return model.generate("tool", seed=seed, temperature=1.5, top_p=1, max_new_tokens=30).token_ids

    assert text(5) == text(5)
    assert text(5) != text(6)
    assert text(None) != text(None)
    streamed = [
        c.token_ids for c in model.generate("tool", seed=5, temperature=1.5, top_p=1, max_new_tokens=30, stream=True)
    ]
    assert [i for ids in streamed for i in ids] == text(5)


def test_padding_is_never_sampled(model: Model) -> None:
    ids = model.generate("tool", seed=1, temperature=1000, top_p=1, max_new_tokens=400).token_ids
    assert max(ids) < model.tokenizer.n_words
    with pytest.raises(ValueError, match="logit_bias: token id"):
        model.generate("tool", logit_bias={model.tokenizer.n_words: 1})


def test_logit_bias_and_repetition_penalty(model: Model) -> None:
    biased = model.generate("tool", temperature=0, logit_bias={7: 100.0}, max_new_tokens=5)
    assert biased.token_ids == [7] * 5
    # the prompt's ids count as seen
    penalized = model.generate([7], temperature=0, logit_bias={7: 100, 8: 99}, repetition_penalty=9, max_new_tokens=1)
    assert penalized.token_ids == [8]


@pytest.mark.parametrize("name", ["</s>", "<|user|>", "<|observation|>"])
def test_stop_ids(model: Model, script: Script, name: str) -> None:
    stop_id = model.tokenizer.eos_id if name == "</s>" else model.tokenizer.special_tokens[name]
    ids = script.say("tool", stop_id)
    completion = model.generate("python")
    assert (completion.text, completion.token_ids, completion.finish_reason) == ("tool", ids, "stop")
    script.say("\n tool", stop_id)
    reply = model.chat(QUESTION)
    assert (reply.text, reply.finish_reason) == ("tool", "stop")
    assert reply.messages == [{"role": "assistant", "metadata": "", "content": "tool"}]


def test_stop_strings(model: Model, script: Script) -> None:
    ids = script.say("tool python END tool", "<|user|>")
    chunks = list(model.generate("tool", stop="END", stream=True))
    completion = last(chunks)
    assert completion.text == "".join(c.text for c in chunks) == "tool python "
    assert completion.finish_reason == "stop"
    assert completion.token_ids == ids[: len(completion.token_ids)] != ids
    script.say("tool EN", "<|user|>")  # only the beginning of it: shown after all
    assert model.generate("tool", stop=["END", "xyz"]).text == "tool EN"
    script.say("\nfirst STOP second", "<|user|>")
    assert model.chat(QUESTION, stop=["STOP"]).text == "first"


@pytest.mark.parametrize("n", [0, 1, 5])
def test_max_new_tokens(model: Model, n: int) -> None:
    completion = model.generate("tool", max_new_tokens=n, seed=1)
    assert len(completion.token_ids) == completion.usage.completion_tokens == n
    assert completion.finish_reason == "length"


def test_end_of_context(model: Model, script: Script) -> None:
    prompt = [7] * (SEQ_LENGTH - 3)
    script.say([8] * 10)
    completion = model.generate(prompt)
    assert (len(completion.token_ids), completion.finish_reason) == (3, "length")
    with pytest.raises(ContextLengthError, match=f"has {SEQ_LENGTH} tokens.*{SEQ_LENGTH} fit.*shorten it by 1"):
        model.generate([7] * SEQ_LENGTH)
    with pytest.raises(ContextLengthError, match="shorten it"):
        model.chat([{"role": "user", "content": "好" * SEQ_LENGTH}])


def test_tool_call(model: Model, script: Script) -> None:
    script.say("\nwait", "<|assistant|>", CALL, "<|observation|>")
    chunks = list(model.chat(QUESTION, tools=TOOLS, stream=True))
    reply = last(chunks)
    assert reply.finish_reason == "tool_calls"
    assert reply.tool_calls == [pyglm.ToolCall("get_weather", {"city": "北京", "n": 2})]
    assert reply.text == "".join(c.text for c in chunks) == "wait"
    calls = [c.tool_call for c in chunks if c.tool_call is not None]
    assert {(c.index, c.name) for c in calls} == {(0, "get_weather")}
    assert "".join(c.arguments for c in calls) == "city='北京', n=2"
    assert len(calls) > 3
    assert [i for c in chunks for i in c.token_ids] == reply.token_ids
    # its messages continue the chat
    history = [*QUESTION, *reply.messages, {"role": "observation", "content": "warm"}]
    script.say("\ngood", "<|user|>")
    assert model.chat(history, tools=TOOLS).text == "good"


def test_tools_in_the_system_message(model: Model, script: Script) -> None:
    script.say(CALL, "<|observation|>")
    messages = [{"role": "system", "content": "Help.", "tools": TOOLS}, *QUESTION]
    assert model.chat(messages).finish_reason == "tool_calls"


def test_cut_tool_call(model: Model, script: Script) -> None:
    script.say(CALL, "<|observation|>")
    reply = model.chat(QUESTION, tools=TOOLS, max_new_tokens=20)
    assert reply.finish_reason == "length" and not reply.tool_calls


def test_call_that_does_not_parse_is_text(model: Model, script: Script) -> None:
    script.say("get_weather\n```python\ntool_call(city=open('x'))\n```", "<|observation|>")
    reply = model.chat(QUESTION, tools=TOOLS)
    assert "open('x')" in reply.text and reply.warnings and not reply.tool_calls
    assert reply.finish_reason == "stop"


def test_code(model: Model, script: Script) -> None:
    script.say("interpreter\n```python\nprint(1)\n```", "<|observation|>")
    chunks = list(model.chat(QUESTION, interpreter=True, stream=True))
    reply = last(chunks)
    assert (reply.code, reply.finish_reason) == (["print(1)"], "tool_calls")
    assert "".join(c.code for c in chunks) == "print(1)"


@given(st.text("你a好👋 \nb", max_size=12), st.sampled_from(["", "a", "好 ", "👋b"]))
def test_streams_tell_the_same(load_tiny: Any, text: str, stop: str) -> None:
    model: Model = load_tiny()
    with pytest.MonkeyPatch.context() as patch:
        script = scripted(patch, model.tokenizer)
        options: Any = {"stop": [stop] if stop else []}
        for method, prompt in ((model.generate, "tool"), (model.chat, QUESTION)):
            ids = script.say(text, "<|user|>")
            whole = method(prompt, **options)  # type: ignore[operator]
            script.say(text, "<|user|>")
            chunks = list(method(prompt, stream=True, **options))  # type: ignore[operator]
            assert "".join(c.text for c in chunks) == whole.text == last(chunks).text
            assert [i for c in chunks for i in c.token_ids] == whole.token_ids == ids[: len(whole.token_ids)]
            assert not any("\ufffd" in c.text for c in chunks)


def test_prefix_is_reused(model: Model, script: Script) -> None:
    first = model.generate([5] * 100, max_new_tokens=0)
    assert first.usage.cached_tokens == 0
    again = model.generate([5] * 100, max_new_tokens=0)
    assert again.usage.cached_tokens == 99  # the last one is read for its logits
    longer = model.generate([5] * 100 + [6] * 20, max_new_tokens=0)
    assert longer.usage.cached_tokens == 100
    branch = model.generate([5] * 90 + [7] * 40, max_new_tokens=0)
    assert branch.usage.cached_tokens == 90
    assert model.generate([9, 9], max_new_tokens=0).usage.cached_tokens == 0


def test_chats_that_share_a_beginning_both_stay(model: Model) -> None:
    system, chats = [5] * 50, ([6] * 100, [7] * 100)
    for chat in chats:
        model.generate(system + chat, max_new_tokens=0)
    for chat in chats:
        assert model.generate([*system, *chat, 8], max_new_tokens=0).usage.cached_tokens == 150


def test_idle_caches_are_bounded(model: Model) -> None:
    for first in range(10):
        model.generate([first] * 100, max_new_tokens=0)
    assert model.generate([9] * 100, max_new_tokens=0).usage.cached_tokens == 99
    assert model.generate([3] * 100, max_new_tokens=0).usage.cached_tokens == 0
    model.generate([2] * (SEQ_LENGTH - 50), max_new_tokens=0)  # leaves room for little else
    assert model.generate([9] * 100, max_new_tokens=0).usage.cached_tokens == 0


def test_chat_reuses_what_it_generated(model: Model, script: Script) -> None:
    ids = script.say("\n", "好 tool", "<|user|>")
    reply = model.chat(QUESTION)
    history = [*QUESTION, *reply.messages, {"role": "user", "content": "python"}]
    script.say("\ntool", "<|user|>")
    second = model.chat(history)
    # all of the first turn but its <|user|>, if what was generated is what encoding gives
    assert second.usage.cached_tokens == reply.usage.prompt_tokens + len(ids) - 1


def test_reused_prefixes_change_nothing(model: Model, pack_tiny: Any) -> None:
    options: Any = {"temperature": 0, "max_new_tokens": 20}
    prompts = [[5] * 600 + [i] * (50 * i + 1) for i in range(4)]
    fresh = [pyglm.load(pack_tiny("f16")).generate(prompt, **options).token_ids for prompt in prompts]
    assert [model.generate(prompt, **options).token_ids for prompt in prompts + prompts] == fresh + fresh


def test_progress(model: Model, script: Script) -> None:
    script.say("tool", "<|user|>")
    seen: list[tuple[int, int]] = []
    model.generate([5] * 1200, progress=lambda *counts: seen.append(counts))
    assert seen == [(n_read, 1200) for n_read in (*range(0, 1200, 128), 1200)]
    seen.clear()
    script.say("tool", "<|user|>")
    model.generate([5] * 1200 + [6], progress=lambda *counts: seen.append(counts))
    assert seen == [(1200, 1201), (1201, 1201)]


def test_timings(model: Model) -> None:
    timings = model.generate([5] * 100, max_new_tokens=10, temperature=0, logit_bias={7: 100}).timings
    assert timings.prompt_s > 0 and timings.generation_s > 0
    assert (timings.prompt_tokens, timings.generated_tokens) == (100, 10)
    assert timings.prompt_tokens_per_s == pytest.approx(100 / timings.prompt_s)
    assert timings.generated_tokens_per_s == pytest.approx(9 / timings.generation_s)
    nothing = model.generate([5] * 100, max_new_tokens=0).timings
    assert (nothing.prompt_tokens, nothing.generated_tokens, nothing.generated_tokens_per_s) == (1, 0, 0.0)


def test_cancel(model: Model) -> None:
    cancel = threading.Event()
    options: Any = {"logit_bias": {7: 100}, "temperature": 0}
    chunks = model.generate("tool", stream=True, cancel=cancel, **options)
    assert [next(chunks).token_ids for _ in range(3)] == [[7]] * 3
    cancel.set()
    with pytest.raises(CancelledError):
        next(chunks)
    with pytest.raises(CancelledError):
        model.chat(QUESTION, cancel=cancel)
    # the cache is kept, and fit for use
    n_prompt = len(model.tokenizer.encode_prompt("tool"))
    assert model.generate("tool", max_new_tokens=5, **options).usage.cached_tokens == n_prompt - 1


@pytest.mark.skipif(os.name != "posix", reason="signals are sent to a process on POSIX only")
def test_interrupt(model: Model) -> None:
    options: Any = {"logit_bias": {7: 100}, "temperature": 0}
    timer = threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT))

    def generate_for_ever() -> None:
        while True:
            model.generate("tool", **options)

    timer.start()
    with pytest.raises(KeyboardInterrupt):
        generate_for_ever()
    timer.join()
    assert model.generate("tool", max_new_tokens=5, **options).token_ids == [7] * 5


def test_abandoned_stream_gives_its_cache_back(model: Model) -> None:
    options: Any = {"logit_bias": {7: 100}, "temperature": 0}
    for chunk in model.generate([5] * 100, stream=True, **options):
        assert chunk.token_ids == [7]
        break
    assert model.generate([5] * 100, max_new_tokens=1, **options).usage.cached_tokens == 99


def test_numbers_that_are_none(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    def forward(self: Any, ids: Any, **options: Any) -> Any:
        return np.full((1, CONFIG["padded_vocab_size"]), np.nan, np.float32)

    monkeypatch.setattr(pyglm.Session, "forward", forward)
    with pytest.raises(NumericError):
        model.generate("tool")


def test_one_model_in_many_threads(model: Model) -> None:
    options: Any = {"seed": 3, "temperature": 1.0, "max_new_tokens": 15}
    prompts = [[5] * 20 + [i] for i in range(6)]
    expected = [model.generate(prompt, **options).token_ids for prompt in prompts]
    results: dict[int, Completion] = {}

    def generate(i: int) -> None:
        results[i] = model.generate(prompts[i], **options)

    threads = [threading.Thread(target=generate, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [results[i].token_ids for i in range(6)] == expected


def test_bad_options_are_refused_at_once(model: Model) -> None:
    for stream in (False, True):
        with pytest.raises(ValueError, match="top_p must be above 0"):
            model.generate("tool", top_p=0, stream=stream)  # type: ignore[call-overload]
        with pytest.raises(TypeError, match="unknown option 'temprature'"):
            model.chat(QUESTION, temprature=0, stream=stream)  # type: ignore[call-overload]
        with pytest.raises(ContextLengthError):
            model.generate([5] * SEQ_LENGTH, stream=stream)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match=r"messages\[1\]"):
        model.chat([*QUESTION, {"role": "nobody", "content": ""}])


def test_results_are_typed(model: Model, script: Script) -> None:
    script.say("tool", "<|user|>")
    assert type(model.generate("tool")) is Completion
    script.say("tool", "<|user|>")
    assert type(model.chat(QUESTION)) is Reply
