"""Prompt lookup: the same text in fewer steps, for any sampling, wherever it stops; and plain steps where it costs."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import Script, scripted
from tiny_checkpoint import CONFIG

import pyglm
from pyglm import CancelledError, Model, Session
from pyglm.generation import Request, TokenStream
from pyglm.prompt_lookup import STEP_SIZES, Pace, PromptLookup, StepCosts, TextIndex
from pyglm.sampling import SamplingParams

SEQ_LENGTH = CONFIG["seq_length"]
QUESTION = [{"role": "user", "content": "tool"}]
TOOLS = [{"name": "get_weather", "description": "weather", "parameters": {"type": "object", "properties": {}}}]
CALL = "get_weather\n```python\ntool_call(city='北京', n=2)\n```"


@pytest.fixture
def script(model: Model, monkeypatch: pytest.MonkeyPatch) -> Script:
    return scripted(monkeypatch, model.tokenizer)


def stream(model: Model, prompt: list[int], **options: Any) -> tuple[TokenStream, Session]:
    """What a request on a fresh session gives."""
    session = model.session()
    params = SamplingParams().updated(options)
    return TokenStream(session, Request(prompt, params, model.tokenizer, SEQ_LENGTH)), session


def latest_place(ids: list[int]) -> tuple[int, int]:
    """By brute force: (n, index after the latest earlier place of the last n ids), n = 4 or else 2; or (0, 0)."""
    for n in (4, 2):
        for end in range(len(ids) - 1, n - 1, -1):
            if len(ids) >= n and ids[end - n : end] == ids[-n:]:
                return n, end
    return 0, 0


@given(st.lists(st.integers(0, 3), max_size=60))
def test_index_finds_what_stands_there(ids: list[int]) -> None:
    index = TextIndex()
    for i, token_id in enumerate(ids):
        index.push(token_id)
        n_found, place = latest_place(ids[: i + 1])
        assert (index.n_matched > 0) == (n_found > 0)
        if index.n_matched >= 4:
            assert n_found == 4
        elif index.n_matched:
            assert index.guess(1) == [ids[place]] or index.n_matched > n_found == 2


@given(st.lists(st.integers(0, 3), max_size=60), st.integers(0, 9))
def test_a_guess_goes_on_as_the_place_does(ids: list[int], n: int) -> None:
    index = TextIndex(ids)
    guess = index.guess(n)
    if not index.n_matched:
        assert guess == []
        return
    # the text with its guess repeats what stood some distance before, and so do the ids that are matched
    grown = ids + guess
    assert len(guess) == n
    length = n + min(index.n_matched, len(ids))
    assert any(grown[-length:] == grown[-length - d : -d] for d in range(1, len(ids)) if length + d <= len(grown))


def test_the_longer_match_is_followed() -> None:
    index = TextIndex([1, 2, 3, 4, 5, 9, 3, 4, 6, 9, 1, 2, 3, 4])
    assert index.n_matched == 4 and index.guess(2) == [5, 9]  # not 6, which follows the latest 3 4
    index.push(5)
    assert index.n_matched == 5 and index.guess(1) == [9]
    index.push(7)
    assert index.n_matched == 0 and index.guess(3) == []


def test_a_loop_is_guessed_to_go_on() -> None:
    assert TextIndex([7, 8, 9] * 2).guess(7) == [7, 8, 9, 7, 8, 9, 7]
    assert TextIndex([5, 5, 5]).guess(4) == [5, 5, 5, 5]


def test_the_index_of_a_long_text_is_quick() -> None:
    rng = random.Random(1)
    ids = [rng.randrange(65024) for _ in range(32768)]
    index = TextIndex(ids + ids[100:110])
    assert index.guess(7) == ids[110:117]


def test_guesses_end_before_a_stop_id_and_fit_the_limit() -> None:
    text = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1]
    assert PromptLookup(text, adaptive=False).guess([2], 0.0, limit=100) == [3, 4, 5, 6, 7, 8, 9]
    assert PromptLookup(text, adaptive=False).guess([2], 0.0, limit=6) == [3, 4, 5]
    assert PromptLookup(text, adaptive=False).guess([2], 0.0, limit=0) == []
    assert PromptLookup(text, adaptive=False, stop_ids=[8]).guess([2], 0.0, limit=100) == [3, 4, 5]
    assert PromptLookup(text, adaptive=False, stop_ids=[3]).guess([2], 0.0, limit=100) == []


# The same text


@given(
    st.lists(st.integers(3, 40), min_size=1, max_size=80),
    st.sampled_from([True, "auto"]),
    st.fixed_dictionaries(
        {
            "temperature": st.sampled_from([0, 0.3, 1.0, 3.0]),
            "top_k": st.sampled_from([0, 2, 20]),
            "top_p": st.sampled_from([0.5, 1.0]),
            "min_p": st.sampled_from([0, 0.2]),
            "repetition_penalty": st.sampled_from([0.5, 1.0, 1.3]),
            "logit_bias": st.sampled_from([{}, {7: 4.0, 8: 3.5, 2: -100.0}]),
            "seed": st.integers(0, 3),
            "max_new_tokens": st.sampled_from([1, 2, 9, 60]),
        }
    ),
)
@settings(max_examples=120)
def test_same_text(load_tiny: Any, prompt: list[int], mode: Any, options: dict[str, Any]) -> None:
    model: Model = load_tiny()
    prompt = prompt * 2
    plain, _ = stream(model, prompt, **options)
    looked, session = stream(model, prompt, prompt_lookup=mode, **options)
    assert list(looked) == list(plain)
    assert looked.finish_reason == plain.finish_reason
    assert session.ids == prompt + looked.ids[:-1]
    assert looked.timings.accepted_tokens <= looked.timings.drafted_tokens
    assert looked.timings.accepted_tokens < len(looked.ids)


def test_guesses_are_checked_and_save_steps(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """A low penalty makes the network repeat itself."""
    steps: list[int] = []
    forward = Session.forward
    monkeypatch.setattr(
        Session, "forward", lambda self, ids, **options: steps.append(len(ids)) or forward(self, ids, **options)
    )
    options: Any = {"temperature": 0, "logit_bias": {7: 100}, "max_new_tokens": 65}
    assert model.generate([5, 6], **options).token_ids == [7] * 65
    assert steps == [2] + [1] * 64
    steps.clear()
    completion = model.generate([9, 6], prompt_lookup=True, **options)
    assert completion.token_ids == [7] * 65
    # 7 7 must stand there twice before it is found: the prompt gives the first, two steps the next
    assert steps == [2, 1, 1, *[8] * 7, 4, 2]
    assert completion.timings.drafted_tokens == completion.timings.accepted_tokens == 7 * 7 + 3 + 1
    assert model.generate([9, 6], **options).timings.drafted_tokens == 0


def test_wrong_guesses_are_counted(model: Model, script: Script) -> None:
    ids = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29]
    script.say([20, 21, 22, 30, 31], "<|user|>")
    timings = model.generate([*ids, 40], prompt_lookup=True).timings
    assert (timings.drafted_tokens, timings.accepted_tokens, timings.generated_tokens) == (7, 1, 6)


def test_distribution(load_tiny: Any) -> None:
    """The third token after a prompt that is guessed wrong or right, over seeds: as in plain decoding, by chi-squared.

    The seeds of the two samples differ, so that they are independent of each other.
    """
    model: Model = load_tiny()
    bias = {20: 9.0, 21: 9.0, 22: 9.0, 23: 8.0}
    prompt = [20, 21, 22, 23, 20, 21, 21, 22, 20, 20, 22, 22, 21, 20, 23, 23, 20]

    def counts(seeds: range, mode: bool) -> tuple[Counter[tuple[int, ...]], int]:
        found, accepted = Counter[tuple[int, ...]](), 0
        for seed in seeds:
            completion = model.generate(
                prompt, seed=seed, temperature=1.5, logit_bias=bias, top_p=1, max_new_tokens=4, prompt_lookup=mode
            )
            found[tuple(token_id if 20 <= token_id < 24 else 0 for token_id in completion.token_ids[1:3])] += 1
            accepted += completion.timings.accepted_tokens
        return found, accepted

    n = 1000
    plain, _ = counts(range(n), False)
    looked, accepted = counts(range(n, 2 * n), True)
    assert n / 4 < accepted < 3 * n  # guesses were right often, but not always
    assert how_unlikely(plain, looked) < 3.5


def how_unlikely(a: Counter[Any], b: Counter[Any]) -> float:
    """Standard deviations by which two samples of one size differ more than two of one distribution would."""
    cells = [cell for cell in a | b if a[cell] + b[cell] >= 20]
    k = len(cells)
    assert k >= 8
    chi_squared = sum((a[cell] - b[cell]) ** 2 / (a[cell] + b[cell]) for cell in cells)
    # Wilson & Hilferty 1931: (X / k)^(1/3) is nearly normal with mean 1 - 2/9k and variance 2/9k
    return float(((chi_squared / k) ** (1 / 3) - (1 - 2 / (9 * k))) / (2 / (9 * k)) ** 0.5)


def test_a_wrong_distribution_would_be_found() -> None:
    """As many throws of two dice, and of a die whose first side comes twice as often."""
    rng = random.Random(1)
    fair, second, loaded = (Counter(rng.choices(range(12), [weight] + [1] * 11, k=1000)) for weight in (1, 1, 2))
    assert how_unlikely(fair, second) < 3.5 < how_unlikely(fair, loaded)


# Stops, limits, interruptions


def test_a_stop_id_within_guesses(model: Model, script: Script) -> None:
    body = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29]
    for stop_at in range(1, 10):
        ids = script.say(body[:stop_at], "<|user|>")
        looked, session = stream(model, [*body, 40], prompt_lookup=True)
        assert list(looked) == ids and looked.finish_reason == "stop"
        assert session.ids == [*body, 40, *ids[:-1]]


def test_special_tokens_of_the_prompt_are_guessed_like_others(model: Model, script: Script) -> None:
    """A second tool call that repeats the first, its <|assistant|> included."""
    script.say("\nwait", "<|assistant|>", CALL, "<|observation|>")
    first = model.chat(QUESTION, tools=TOOLS, prompt_lookup=True)
    history = [*QUESTION, *first.messages, {"role": "observation", "content": "warm"}, *QUESTION]
    ids = script.say("\nwait", "<|assistant|>", CALL, "<|observation|>")
    chunks = list(model.chat(history, tools=TOOLS, prompt_lookup=True, stream=True))
    reply: Any = chunks[-1].result
    assert (reply.text, reply.finish_reason, reply.token_ids) == ("wait", "tool_calls", ids)
    assert reply.tool_calls == first.tool_calls == [pyglm.ToolCall("get_weather", {"city": "北京", "n": 2})]
    assert reply.timings.accepted_tokens > len(ids) / 2
    assert [len(chunk.token_ids) for chunk in chunks if chunk.token_ids] == [1] * len(ids)


def test_a_stop_string_within_guesses(model: Model, script: Script) -> None:
    text = "tool python END tool python "
    for prompt in (text, text * 3):
        script.say(text, "<|user|>")
        plain = model.generate(prompt, stop="END")
        script.say(text, "<|user|>")
        looked = model.generate(prompt, stop="END", prompt_lookup=True)
        assert (looked.text, looked.token_ids, looked.finish_reason) == (plain.text, plain.token_ids, "stop")
        assert looked.timings.accepted_tokens > 0
        # the cache that is left holds no guesses: the same prompt finds what plain decoding leaves
        held = model.tokenizer.encode_prompt(prompt) + looked.token_ids[:-1]
        again = model.generate([*held, 7, 7], max_new_tokens=0)
        assert again.usage.cached_tokens == len(held)


def test_the_session_after_a_stop_string(model: Model, script: Script) -> None:
    conversation = model.conversation()
    script.say("\ntool END tool python", "<|user|>")
    conversation.send("tool END tool python tool", stop="END", prompt_lookup=True)
    assert conversation._session.ids == conversation._history(conversation.exchanges)[:-1]


@pytest.mark.parametrize("n", range(1, 12))
def test_max_new_tokens_within_guesses(model: Model, script: Script, n: int) -> None:
    body = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29]
    script.say(body, body)
    looked, session = stream(model, [*body, 40], prompt_lookup=True, max_new_tokens=n)
    assert list(looked) == (body * 2)[:n] and looked.finish_reason == "length"
    assert session.ids == [*body, 40, *(body * 2)[: n - 1]]


def test_end_of_context(model: Model, script: Script) -> None:
    prompt = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29] * 500
    prompt = prompt[: SEQ_LENGTH - 7]
    ids = script.say([20, 21, 22, 23, 24, 25, 26, 27, 28, 29])
    completion = model.generate(prompt, prompt_lookup=True)
    assert (completion.token_ids, completion.finish_reason) == (ids[:7], "length")


def test_leaving_a_stream_takes_guesses_back(model: Model) -> None:
    options: Any = {"logit_bias": {7: 100}, "temperature": 0, "prompt_lookup": True}
    for n_read in range(1, 20):
        looked, session = stream(model, [5] * 10, **options)
        ids = iter(looked)
        assert [next(ids) for _ in range(n_read)] == [7] * n_read
        ids.close()
        assert session.ids == [5] * 10 + [7] * (n_read - 1)


def test_an_interrupted_conversation_goes_on(model: Model) -> None:
    options: Any = {"logit_bias": {7: 100}, "temperature": 0, "prompt_lookup": True}
    conversation = model.conversation()
    chunks = conversation.send("tool", stream=True, **options)
    for _ in range(13):
        next(chunks)
    conversation.send("tool", max_new_tokens=1, **options)
    assert conversation.exchanges[0].ids[-13:] == [7] * 13
    assert conversation._session.ids == conversation._history(conversation.exchanges)[:-1]


def test_cancel_between_guesses(model: Model) -> None:
    cancel = threading.Event()
    session = model.session()
    params = SamplingParams().updated({"logit_bias": {7: 100}, "temperature": 0, "prompt_lookup": True})
    looked = TokenStream(session, Request([5] * 10, params, model.tokenizer, SEQ_LENGTH, cancel=cancel))
    ids = iter(looked)
    assert [next(ids) for _ in range(7)] == [7] * 7
    assert len(session) > 16  # in the middle of guesses
    cancel.set()
    with pytest.raises(CancelledError):
        next(ids)
    assert session.ids == [5] * 10 + [7] * 6


def test_options(model: Model) -> None:
    for wrong in ("on", 1, "yes"):
        with pytest.raises(ValueError, match='prompt_lookup must be True, False or "auto"'):
            model.generate("tool", prompt_lookup=wrong)  # type: ignore[call-overload]


# Whether it pays, with times that are given


def run(pace: Pace, cost: Callable[[int], float], is_right: Callable[[], bool], n_tokens: int) -> float:
    """Seconds for n_tokens where a step over n takes cost(n) and every guess is right or not."""
    seconds = 0.0
    n_done = 0
    while n_done < n_tokens:
        n_step = pace.step_size(4, n_tokens - n_done)
        n_new = 0
        for i in range(n_step):
            right = is_right()
            pace.guessed(4 + i, right)
            n_new += 1
            if not right:
                break
        pace.stepped(n_step, n_new, cost(n_step))
        seconds += cost(n_step)
        n_done += n_new
    return seconds


def cheap(n_step: int) -> float:
    """As measured on AVX2 at full size."""
    return {1: 1.0, 2: 1.04, 4: 1.28, 8: 2.36}[n_step]


def costly(n_step: int) -> float:
    return float(n_step)


def test_copying_is_fast() -> None:
    assert run(Pace(), cheap, lambda: True, 256) < 256 / 2.8


@pytest.mark.parametrize("share", [0.0, 0.05, 0.2, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("cost", [cheap, costly, lambda n: 1.6 * n])
def test_never_much_slower(share: float, cost: Callable[[int], float]) -> None:
    for seed in range(10):
        rng = random.Random(seed)
        for n_tokens in (128, 256, 1000):
            plain = n_tokens * cost(1)
            assert run(Pace(), cost, lambda rng=rng: rng.random() < share, n_tokens) < 1.03 * plain  # type: ignore[misc]


def test_it_steps_back_and_comes_back() -> None:
    pace = Pace()
    assert run(pace, cheap, lambda: True, 100) < 50
    assert run(pace, cheap, lambda: False, 100) < 110  # it has to find out
    assert run(pace, cheap, lambda: False, 100) == 100
    assert run(pace, cheap, lambda: True, 100) < 50


def test_misleading_estimates_cost_little() -> None:
    """Guesses are right but for those that are checked: only the account of time can tell."""
    pace = Pace()
    seconds = 0.0
    n_tokens = 1000
    for _ in range(n_tokens):
        n_step = pace.step_size(8, 100)
        pace.guessed(8, n_step == 1)
        pace.stepped(n_step, 1, cheap(n_step))
        seconds += cheap(n_step)
    assert n_tokens < seconds < 1.03 * n_tokens


def test_longer_matches_are_tried_further() -> None:
    pace = Pace()
    for n_step in (1, *STEP_SIZES):
        pace.stepped(n_step, n_step, cheap(n_step))
    for _ in range(50):
        pace.guessed(10, True)
    sizes = [pace.step_size(n_matched, 100) for n_matched in range(12)]
    assert sizes == sorted(sizes) and sizes[0] == 1 and sizes[-1] == 8 and len(set(sizes)) > 2
    assert pace.step_size(11, 5) == 4 and pace.step_size(11, 1) == 1


def test_a_noisy_machine_costs_little() -> None:
    """A neighbour slows steps two or three times for a while, and times scatter by a third; means over seeds."""
    for share, at_least in ((0.0, 0.98), (0.06, 0.98), (0.15, 0.97), (0.9, 1.8)):
        speeds = []
        for seed in range(30):
            rng = random.Random(seed)
            neighbours = 1.0

            def slowed(n_step: int, rng: random.Random = rng) -> float:
                nonlocal neighbours
                neighbours = rng.choice([1.0, 2.0, 3.0]) if rng.random() < 0.05 else neighbours
                return cheap(n_step) * neighbours * rng.lognormvariate(0, 0.3)

            pace = Pace()
            paid, n_done = 0.0, 0
            while n_done < 200:
                n_step, n_new = pace.step_size(4, 200 - n_done), 0
                while n_new < n_step:
                    n_new += 1
                    right = rng.random() < share
                    pace.guessed(3 + n_new, right)
                    if not right:
                        break
                pace.stepped(n_step, n_new, slowed(n_step))
                paid += cheap(n_step)  # on a machine that is quiet all the time
                n_done += n_new
            speeds.append(200 / paid)
        assert sum(speeds) / len(speeds) > at_least, share


def test_a_hiccup_does_not_count() -> None:
    costs = StepCosts()
    assert [costs[n] for n in STEP_SIZES] == pytest.approx([1, 1.15, 1.45, 2.05])
    for seconds in (1.0, 1.0, 90.0, 1.0):
        costs.add(1, 1, seconds)
    for seconds in (1.1, 1.1, 50.0, 1.1):
        costs.add(2, 2, seconds)
    assert costs[2] == pytest.approx(1.1) and costs[1] == 1.0


def test_costs_are_relative_to_the_moment() -> None:
    """All steps take three times as long from some moment on: nothing costs more for it."""
    costs = StepCosts()
    for slowness in (1.0, 3.0):
        for n_step in (1, 1, 2, 4, 8) * 8:
            costs.add(n_step, 1, slowness * cheap(n_step))
    assert [costs[n] for n in STEP_SIZES] == pytest.approx([cheap(n) for n in STEP_SIZES], rel=0.02)


def test_old_costs_are_forgotten() -> None:
    costs = StepCosts()
    costs.add(1, 1, 1.0)
    for _ in range(5):
        costs.add(2, 2, 50.0)
    assert costs[2] > 10
    for _ in range(150):
        costs.add(1, 1, 1.0)
    assert costs[2] == 1.15


def test_times_come_from_the_clock(model: Model, script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step's time decides: with the same text, guesses are checked where that is cheap and not where it is dear."""
    body = [20 + i % 30 for i in range(200)]
    now = [0.0]
    forward = Session.forward
    monkeypatch.setattr("pyglm.generation.time.perf_counter", lambda: now[0])
    for cost, at_least, at_most in ((cheap, 150, 10**9), (costly, 0, 20)):

        def slow_forward(self: Session, ids: Any, cost: Any = cost, **options: Any) -> Any:
            now[0] += cost(len(ids)) if len(ids) in STEP_SIZES else 1.0
            return forward(self, ids, **options)

        monkeypatch.setattr(Session, "forward", slow_forward)
        script.say(body, "<|user|>")
        completion = model.generate([*body, 60], prompt_lookup="auto")
        assert len(completion.token_ids) == 201
        assert at_least <= completion.timings.accepted_tokens <= at_most
        if cost is cheap:
            assert completion.timings.generation_s < 200 / 2.5
