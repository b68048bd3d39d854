"""Streaming text: joined, it is what decode gives for all ids, whatever the split; no character is ever cut."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_tokenizer import tiny_tokenizer

from pyglm.text_stream import Replacer, StopMatcher, TextStream
from pyglm.tokenizer import Tokenizer

TINY = tiny_tokenizer()
EMOJI = "👨‍👩‍👧 ok 你好𠮷，\ufffd!"
any_ids = st.lists(
    st.integers(0, TINY.vocab_size - 1) | st.integers(3, 258) | st.sampled_from([3 + b for b in EMOJI.encode()])
)
some_words = st.text(st.sampled_from("ab "), min_size=1, max_size=5)


def split(items: Sequence[Any], cuts: Sequence[int]) -> list[Sequence[Any]]:
    """The items in consecutive parts; every number of cuts is the length of a part, the rest is the last one."""
    parts, start = [], 0
    for cut in cuts:
        parts.append(items[start : start + cut])
        start += cut
    return [*parts, items[start:]]


def byte_ids(text: str | bytes) -> list[int]:
    return [3 + byte for byte in (text.encode() if isinstance(text, str) else text)]


@given(ids=any_ids, cuts=st.lists(st.integers(0, 4)), skip=st.booleans())
@settings(deadline=None, max_examples=300)
def test_joined_it_is_decode(ids: list[int], cuts: list[int], skip: bool) -> None:
    stream = TextStream(TINY, skip_special_tokens=skip)
    text = "".join([stream.push(part) for part in split(ids, cuts)]) + stream.finish()
    assert text == TINY.decode(ids, skip_special_tokens=skip)
    assert not stream.stopped and stream.stop_string is None


@given(text=st.text(st.characters(codec="utf-8")))
@settings(deadline=None)
def test_characters_appear_when_their_last_byte_does(text: str) -> None:
    stream = TextStream(TINY)
    for char in text:
        *first, last = byte_ids(char)
        assert stream.push(first) == ""
        assert stream.push([last]) == char
    assert stream.finish() == ""


def test_every_split_of_an_emoji_gives_it_whole() -> None:
    ids = byte_ids(EMOJI)
    for at in range(len(ids) + 1):
        stream = TextStream(TINY)
        parts = [stream.push(ids[:at]), stream.push(ids[at:]), stream.finish()]
        assert "".join(parts) == EMOJI
        assert EMOJI.encode()[:at].startswith(parts[0].encode())


@pytest.mark.parametrize(
    ("data", "pushed", "finished"),
    [
        (b"\xf0\x9f\x91", "", "\ufffd\ufffd\ufffd"),  # an emoji cut short: not sure before the end
        (b"\xf0\x9f\x91A", "\ufffd\ufffd\ufffdA", ""),
        (b"\xe4\xbd\xe5\xa5\xbd", "\ufffd\ufffd好", ""),
        (b"\x80", "\ufffd", ""),
        (b"\xc0\xaf", "\ufffd\ufffd", ""),  # overlong
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd", ""),  # a surrogate
        (b"\xf4\x90", "\ufffd\ufffd", ""),  # beyond U+10FFFF
        (b"A\xe4", "A", "\ufffd"),
    ],
)
def test_invalid_bytes_are_replaced_once_it_is_sure(data: bytes, pushed: str, finished: str) -> None:
    stream = TextStream(TINY)
    assert "".join([stream.push([token_id]) for token_id in byte_ids(data)]) == pushed
    assert stream.finish() == finished


def test_a_special_id_ends_a_character_that_was_begun() -> None:
    stream = TextStream(TINY)
    assert stream.push([*byte_ids(b"\xe4\xbd"), TINY.eos_id]) == "\ufffd\ufffd"


def test_golden_texts_and_chats_by_every_split(shared: Path) -> None:
    tokenizer = Tokenizer((shared / "chatglm3/tokenizer.model").read_bytes(), vocab_size=65024)
    golden = json.loads((shared / "chatglm3/golden_tokens.json").read_text("utf-8"))
    cases = [(case["ids"], case["decoded"]) for case in golden["texts"]]
    cases += [(case["ids"], tokenizer.decode(case["ids"])) for case in golden["chats"]]
    for ids, decoded in cases:
        for at in range(len(ids) + 1):
            stream = TextStream(tokenizer)
            assert stream.push(ids[:at]) + stream.push(ids[at:]) + stream.finish() == decoded
        stream = TextStream(tokenizer)
        assert "".join([stream.push([token_id]) for token_id in ids]) + stream.finish() == decoded


def cut_before_stop(text: str, stops: Sequence[str]) -> tuple[str, str | None]:
    """The text up to the stop string that is complete first, the longest of several; and which it is."""
    for end in range(len(text) + 1):
        found = [stop for stop in stops if text[:end].endswith(stop)]
        if found:
            stop = max(found, key=len)
            return text[: end - len(stop)], stop
    return text, None


@given(
    text=st.text(st.sampled_from("ab ")),
    stops=st.lists(some_words, max_size=3),
    cuts=st.lists(st.integers(0, 4)),
)
@settings(deadline=None, max_examples=500)
def test_text_ends_before_a_stop_string(text: str, stops: list[str], cuts: list[int]) -> None:
    stream = TextStream(TINY, stop=stops)
    given_out = "".join([stream.push(part) for part in split(byte_ids(text), cuts)]) + stream.finish()
    assert (given_out, stream.stop_string) == cut_before_stop(text, stops)
    assert stream.stopped is (stream.stop_string is not None)
    assert stream.push(byte_ids("more")) == "" or not stream.stopped


def test_only_what_may_begin_a_stop_string_is_held_back() -> None:
    stream = TextStream(TINY, stop=["END", "\n\n"])
    given_out = [stream.push(byte_ids(char)) for char in "a EN b\nEND more"]
    assert given_out == ["a", " ", "", "", "EN ", "b", "", "\n", "", "", "", "", "", "", ""]
    assert (stream.stop_string, stream.finish()) == ("END", "")


def test_the_beginning_of_a_stop_string_comes_out_at_the_end() -> None:
    stream = TextStream(TINY, stop="</answer>")
    assert stream.push(byte_ids("1 </ans")) == "1 "
    assert stream.finish() == "</ans"
    assert not stream.stopped


def test_a_stop_string_may_be_chinese_and_split_inside_a_character() -> None:
    stream = TextStream(TINY, stop="你好")
    assert "".join([stream.push([token_id]) for token_id in byte_ids("你 你你好")]) + stream.finish() == "你 你"
    assert stream.stop_string == "你好"


@pytest.mark.parametrize(
    ("stop", "error"), [("", ValueError), (["a", ""], ValueError), ([1], TypeError), (b"a", TypeError)]
)
def test_wrong_stop_strings_are_refused(stop: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="stop"):
        TextStream(TINY, stop=stop)


def test_ids_outside_the_vocabulary_are_refused() -> None:
    with pytest.raises(ValueError, match="token id 382 is outside"):
        TextStream(TINY).push([TINY.vocab_size])


@given(text=st.text(st.sampled_from("[x]")), cuts=st.lists(st.integers(0, 4)))
@settings(deadline=None, max_examples=300)
def test_replacer_is_str_replace(text: str, cuts: list[int]) -> None:
    for word in ("[[x]]", "[]", "[["):
        replacer = Replacer(word, "!x")
        assert "".join([replacer.push(str(p)) for p in split(text, cuts)]) + replacer.finish() == text.replace(
            word, "!x"
        )


def test_stop_matcher_begins_anew_after_finish() -> None:
    matcher = StopMatcher("ab")
    assert matcher.push("xa") + matcher.finish() == "xa"
    assert matcher.push("b") + matcher.finish() == "b"
    assert matcher.matched is None


def seconds(push: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        push()
        best = min(best, time.perf_counter() - start)
    return best


@pytest.mark.parametrize("text", ["你", "a", " ", "`", "\n"])
def test_time_is_linear_in_the_tokens(text: str) -> None:
    stop = ["a" * 500 + "b", " " * 500 + "b", "你" * 500 + "b"]

    def push(n: int) -> None:
        stream = TextStream(TINY, stop=stop)
        for token_id in byte_ids(text * n):
            stream.push([token_id])
        assert not stream.stopped

    assert seconds(lambda: push(8000)) < 30 * seconds(lambda: push(800)) + 0.5
