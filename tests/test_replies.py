"""Replies: text, tool calls and code told apart, alike for every split of the ids; nothing that is said crashes."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_tokenizer import tiny_tokenizer

from pyglm.protocol import (
    CodeDelta,
    CodeEnd,
    ParsedReply,
    ReplyEvent,
    ReplyStream,
    Segment,
    TextDelta,
    ToolCall,
    ToolCallDelta,
    ToolCallEnd,
    encode_chat,
    parse_reply,
)
from pyglm.tokenizer import Tokenizer

TINY = tiny_tokenizer()
ASSISTANT, USER = TINY.special_tokens["<|assistant|>"], TINY.special_tokens["<|user|>"]
OBSERVATION = TINY.special_tokens["<|observation|>"]
CALL = "track\n ```python\ntool_call(symbol='10111')\n```"


def ids_of(*segments: str, end: int | None = USER) -> list[int]:
    ids: list[int] = []
    for i, segment in enumerate(segments):
        ids += [ASSISTANT] * (i > 0) + TINY.encode(segment)
    return ids if end is None else [*ids, end]


def parse(*segments: str, tools: Sequence[str] = ("track",), interpreter: bool = False, **kwargs: Any) -> ParsedReply:
    return parse_reply(TINY, ids_of(*segments), tools=tools, interpreter=interpreter, **kwargs)


def stream_all(stream: ReplyStream, parts: Sequence[Sequence[int]]) -> list[ReplyEvent]:
    return [event for part in parts for event in stream.push(part)] + stream.finish()


def text_of(events: Sequence[ReplyEvent]) -> str:
    return "".join([event.text for event in events if isinstance(event, TextDelta)])


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("\n 你好👋！ \n", "你好👋！"),
        ("\nfirst\n\nsecond\n", "first\n\nsecond"),
        (" \t \n x", "x"),
        ("no line end", "no line end"),
        ("first line\nsecond line", "first line\nsecond line"),
        ("One\nTwo\nThree", "One\nTwo\nThree"),
        ("track\nis a word", "track\nis a word"),
        ("track", "track"),
        ("track\n", "track"),
        ("interpreter\nis a word", "interpreter\nis a word"),
        ("Example:\n```python\ntool_call(x=1)\n```", "Example:\n```python\ntool_call(x=1)\n```"),
        ("Code\n```python\nprint(1)\n```", "Code\n```python\nprint(1)\n```"),
        ("", ""),
        (" \n ", ""),
        ("\n训练于[[训练时间]]，[[训练时间]]", "训练于2023年，2023年"),
        ("\n[[训练时间", "[[训练时间"),
        ("\n[[[训练时间]]]", "[2023年]"),
    ],
)
@pytest.mark.parametrize("tools", [(), ("track", "find")])
def test_chat_text(reply: str, text: str, tools: tuple[str, ...]) -> None:
    parsed = parse(reply, tools=tools)
    assert parsed.text == text
    assert parsed.tool_calls == () and parsed.code == ()
    assert parsed.segments == ((Segment("", text),) if text else ())
    assert parsed.messages() == [{"role": "assistant", "metadata": "", "content": text}]


@pytest.mark.parametrize(
    ("reply", "arguments"),
    [
        (CALL, {"symbol": "10111"}),
        ("track\ntool_call(symbol='10111')", {"symbol": "10111"}),
        (" track \r\n\n```\ntrack(a=[-1, {'b': null}], c=true)```\n\n", {"a": [-1, {"b": None}], "c": True}),
        (
            "track\n```python\ntool_call(\n    a='''x\n```\n''',\n    **{'b-c': (1,)},\n)\n```",
            {"a": "x\n```\n", "b-c": (1,)},
        ),
        ("track\n```python\ntool_call()\n", {}),
    ],
)  # fmt: skip
def test_a_lone_tool_call(reply: str, arguments: dict[str, Any]) -> None:
    parsed = parse(reply)
    assert parsed.tool_calls == (ToolCall("track", arguments),)
    assert (parsed.text, parsed.warnings) == ("", ())
    assert parsed.segments == (Segment("track", reply.partition("\n")[2].strip()),)


def test_text_and_calls_in_one_reply() -> None:
    parsed = parse("\n Let me see. ", CALL, "\n And\n", "", "track\ntool_call(n=2)")
    assert parsed.text == "Let me see.\nAnd"
    assert parsed.tool_calls == (ToolCall("track", {"symbol": "10111"}), ToolCall("track", {"n": 2}))
    assert [segment.metadata for segment in parsed.segments] == ["", "track", "", "track"]


@pytest.mark.parametrize("end", [TINY.eos_id, USER, OBSERVATION])
def test_a_reply_ends_at_a_stop_id(end: int) -> None:
    parsed = parse_reply(TINY, [*ids_of("\nyes", end=end), *ids_of("\nno", CALL)], tools=["track"])
    assert (parsed.text, parsed.stop_id, parsed.tool_calls) == ("yes", end, ())
    assert parse_reply(TINY, ids_of("\nyes", end=None)).stop_id is None


def test_other_special_ids_in_a_reply_are_left_out() -> None:
    special = TINY.special_tokens
    ids = [special["sop"], *TINY.encode("\nyes"), special["[MASK]"], special["<|system|>"], *TINY.padding_ids, 0, 1]
    assert parse_reply(TINY, [*ids, *TINY.encode("no")]).text == "yesno"


def test_without_tools_a_call_is_text() -> None:
    assert parse(CALL, tools=()).text == CALL
    assert parse(CALL, tools=()).warnings == ()
    assert parse(CALL, tools=(), interpreter=True).text == CALL


def test_a_call_of_a_tool_that_was_not_offered_is_reported() -> None:
    parsed = parse(CALL, tools=["find"])
    assert parsed.tool_calls == (ToolCall("track", {"symbol": "10111"}),)
    assert parsed.warnings == ("the reply calls 'track', which is not among the tools offered",)


@pytest.mark.parametrize("gap", ["track" + " " * 300 + "\n", "track\n" + " " * 300, "track\n```\n" + "\n" * 300])
def test_what_comes_too_late_is_text(gap: str) -> None:
    reply = gap + "tool_call(a=1)"
    assert parse(gap.replace(" " * 300, " ").replace("\n" * 300, "\n") + "tool_call(a=1)").tool_calls
    whole = parse(reply)
    assert (whole.text, whole.tool_calls) == (reply, ())
    stream = ReplyStream(TINY, tools=["track"])
    text = text_of([event for token_id in ids_of(reply) for event in stream.push([token_id])])
    assert text == reply
    assert stream.finish() == [] and stream.result() == whole


def test_a_tools_name_may_be_chinese_but_only_if_it_was_offered() -> None:
    reply = "查询股票\n```python\ntool_call(a=1)\n```"
    assert parse(reply, tools=["查询股票"]).tool_calls == (ToolCall("查询股票", {"a": 1}),)
    assert parse(reply, tools=["查询"]).text == reply


@pytest.mark.parametrize(
    ("content", "warning"),
    [
        ("```python\ntool_call(symbol=1", "does not parse and is kept as text: expected ','"),
        (
            "```python\ntool_call(symbol=__import__('os'))\n```",
            "does not parse and is kept as text: expected a literal",
        ),
        ("```python\ntool_call('10111')\n```", "expected an argument's name"),
        ("```python\ntool_call(a=1)\ntool_call(a=2)\n```", "the call is followed by 'tool_call(a=2)"),
        ("```python\ntool_call(a=" + "[" * 1000, "nested deeper than 64"),
        ("```python\nprint(1)\n```", "the reply names the tool 'track' but holds no call; it is kept as text"),
    ],
)
def test_a_call_that_does_not_parse_is_text_with_a_warning(content: str, warning: str) -> None:
    parsed = parse("\nwait", "track\n" + content)
    assert parsed.text == "wait\ntrack\n" + content
    assert parsed.tool_calls == ()
    assert len(parsed.warnings) == 1 and warning in parsed.warnings[0]


@pytest.mark.parametrize(
    ("content", "code", "n_warnings"),
    [
        ("```python\nprint([2,3,5])\n```", "print([2,3,5])", 0),
        (" ```python\n\nif a:\n\n    b\n  \n```\n\n", "if a:\n\n    b", 0),
        ("```python\nprint('cut", "print('cut", 0),
        ("print(1)\nprint(2)\n", "print(1)\nprint(2)", 0),
        ("```\nx\n```\nand then", "x", 1),
        ("", "", 0),
        ("    indented", "    indented", 0),
    ],
)
def test_code_to_run(content: str, code: str, n_warnings: int) -> None:
    parsed = parse("\nI run it.", "interpreter\n" + content, interpreter=True)
    assert (parsed.text, parsed.code, len(parsed.warnings)) == ("I run it.", (code,), n_warnings)
    assert parsed.segments[1] == Segment("interpreter", content.strip())
    assert parse("interpreter\n" + content).code == ()


@pytest.mark.parametrize(
    ("segments", "stop", "text"),
    [
        (("\n one END two",), "END", "one"),
        (("\none\n\ntwo",), ["\n\n", "x"], "one"),
        (("\n\n\none\n",), "\n", "one"),
        (("one\ntwo",), "\n", "one"),
        (("\none EN",), "END", "one EN"),
        (("\none", "\ntwo END", "\nthree"), "END", "one\ntwo"),
        (("\none EN", "\nD two"), "END", "one EN\nD two"),
        (("track\ntool_call(a='END", "\nno"), "END", "track\ntool_call(a='"),
    ],
)
def test_stop_strings_cut_the_text(segments: tuple[str, ...], stop: Any, text: str) -> None:
    parsed = parse(*segments, stop=stop)
    assert parsed.text == text
    assert parsed.stop_string == (None if "EN" in text else "\n\n" if "\n\n" in stop else stop)
    assert "\n".join(segment.content for segment in parsed.segments) == text


def test_stop_strings_leave_calls_alone() -> None:
    parsed = parse("track\ntool_call(a='END')", stop="END")
    assert parsed.tool_calls == (ToolCall("track", {"a": "END"}),)
    assert parsed.stop_string is None


def test_what_is_said_can_be_said_again() -> None:
    reply = parse("\nwait", CALL)
    again = encode_chat(TINY, [{"role": "user", "content": "x"}, *reply.messages()], add_generation_prompt=False)
    by_openai = {"role": "assistant", "content": reply.text, "tool_calls": list(reply.tool_calls)}
    assert encode_chat(TINY, [{"role": "user", "content": "x"}, by_openai], add_generation_prompt=False) == again


def test_golden_chats_are_parsed_again(shared: Path) -> None:
    tokenizer = Tokenizer((shared / "chatglm3/tokenizer.model").read_bytes(), vocab_size=65024)
    golden = json.loads((shared / "chatglm3/golden_tokens.json").read_text("utf-8"))
    separator = tokenizer.special_tokens["<|assistant|>"]
    n_replies = 0
    for case in golden["chats"]:
        ids = case["ids"]
        replies = [message for message in case["messages"] if message["role"] == "assistant"]
        starts = [i + 1 for i, token_id in enumerate(ids) if token_id == separator]
        for message, start in zip(replies, starts, strict=False):
            n_replies += 1
            parsed = parse_reply(tokenizer, ids[start:], tools=["track"], interpreter=True)
            assert parsed.messages() == [message]
            assert parsed.warnings == ()
            if message["metadata"] == "track":
                assert parsed.tool_calls == (ToolCall("track", {"symbol": "10111"}),)
            if message["metadata"] == "interpreter":
                assert parsed.code == ("print([2,3,5])",)
    assert n_replies == 3


def test_events_of_a_reply() -> None:
    stream = ReplyStream(TINY, tools=["track"], interpreter=True)
    events = []
    for token_id in ids_of(
        "\n Hi  you ", "track\n```python\ntool_call(a=(1), b=2)\n```", "interpreter\n```\nx\ny\n```"
    ):
        events += stream.push([token_id])
    assert text_of(events) == "Hi  you"
    assert [event for event in events if isinstance(event, TextDelta)][:2] == [TextDelta("H"), TextDelta("i")]
    deltas = [event for event in events if isinstance(event, ToolCallDelta)]
    assert deltas[0] == ToolCallDelta(0, "track", "")
    assert {(event.index, event.name) for event in deltas} == {(0, "track")}
    assert len(deltas) > 8
    assert "".join([event.arguments for event in deltas]) == "a=(1), b=2"
    assert ToolCallEnd(0, ToolCall("track", {"a": 1, "b": 2})) in events
    assert [event for event in events if isinstance(event, CodeDelta)] == [CodeDelta("x"), CodeDelta("\ny")]
    assert events[-1] == CodeEnd("x\ny")
    assert stream.stopped and stream.finish() == []
    assert stream.push(ids_of("\nmore")) == []


def test_a_failed_calls_text_follows_its_end() -> None:
    events = stream_all(ReplyStream(TINY, tools=["track"]), [ids_of("track\ntool_call(a=b)")])
    assert events == [
        ToolCallDelta(0, "track", ""),
        ToolCallDelta(0, "track", "a=b"),
        ToolCallEnd(0, None),
        TextDelta("track\ntool_call(a=b)"),
    ]


def test_text_is_not_held_back_for_long() -> None:
    stream = ReplyStream(TINY, tools=["track"])
    assert stream.push(TINY.encode("\n")) == []
    assert stream.push(TINY.encode("你")) == [TextDelta("你")]
    plain = ReplyStream(TINY, tools=["track"])  # a model that leaves the empty line out
    assert text_of(plain.push(TINY.encode("你"))) == "你"
    word = ReplyStream(TINY, tools=["track"])
    assert word.push(TINY.encode("Hello")) == []
    assert text_of(word.push(TINY.encode(", w"))) == "Hello , w"
    nothing_offered = ReplyStream(TINY)
    assert text_of(nothing_offered.push(TINY.encode("H"))) == "H"


def test_tools_are_given_by_name() -> None:
    assert parse(CALL, tools="track").tool_calls == (ToolCall("track", {"symbol": "10111"}),)
    with pytest.raises(TypeError, match="tools must be the names of the tools that were offered"):
        ReplyStream(TINY, tools=[{"name": "track"}])  # type: ignore[list-item]


def test_result_needs_finish() -> None:
    stream = ReplyStream(TINY)
    with pytest.raises(RuntimeError, match="call finish"):
        stream.result()


def test_ids_outside_the_vocabulary_are_refused() -> None:
    with pytest.raises(ValueError, match="token id 382 is outside"):
        parse_reply(TINY, [TINY.vocab_size])


fragments = st.sampled_from(
    ["\n", " ", "```", "python", "tool_call(", ")", "track", "interpreter", "a=1", "'", "[", "{", ",", "**", "END",
     "你", "x", "[[训练时间]]", "[[", "\\", "👋", '"""', "track\n```python\ntool_call(a='x')\n```",
     "interpreter\n```python\nprint(1)\n```", " " * 250, "name" * 16]
)  # fmt: skip
replies = st.lists(
    st.lists(fragments, max_size=8).map(lambda words: byte_or_piece_ids("".join(words)))
    | st.sampled_from([[ASSISTANT], [ASSISTANT], [USER], [TINY.eos_id], [3 + 0xE4], [TINY.special_tokens["sop"]]])
    | st.lists(st.integers(0, TINY.vocab_size - 1), max_size=5),
    max_size=8,
).map(lambda parts: [token_id for part in parts for token_id in part])


def byte_or_piece_ids(text: str) -> list[int]:
    return TINY.encode(text) if len(text) % 2 else [3 + byte for byte in text.encode()]


@given(
    ids=replies,
    cuts=st.lists(st.integers(0, 5), max_size=20),
    tools=st.sampled_from([(), ("track",), ("trace", "x")]),
    interpreter=st.booleans(),
    stop=st.sampled_from([(), "END", ["\n", "你x"]]),
)
@settings(deadline=None, max_examples=300)
def test_any_reply_is_read_alike_for_every_split(
    ids: list[int], cuts: list[int], tools: tuple[str, ...], interpreter: bool, stop: Any
) -> None:
    offered: dict[str, Any] = {"tools": tools, "interpreter": interpreter, "stop": stop}
    whole = parse_reply(TINY, ids, **offered)
    check_reply(whole, ids, tools, interpreter)
    parts, start = [], 0
    for cut in cuts:
        parts.append(ids[start : start + cut])
        start += cut
    for split in ([*parts, ids[start:]], [[token_id] for token_id in ids]):
        stream = ReplyStream(TINY, **offered)
        events = stream_all(stream, split)
        assert stream.result() == whole
        check_events(events, whole)


def check_reply(reply: ParsedReply, ids: list[int], tools: tuple[str, ...], interpreter: bool) -> None:
    assert reply.text == reply.text.strip()
    assert reply.text == "\n".join(segment.content for segment in reply.segments if not segment.metadata)
    assert not reply.tool_calls or tools
    assert not reply.code or interpreter
    if tools or interpreter or reply.stop_string:
        return
    end = next((i for i, token_id in enumerate(ids) if token_id in TINY.stop_ids), len(ids))
    segments: list[list[int]] = [[]]
    for token_id in ids[:end]:
        if token_id == ASSISTANT:
            segments.append([])
        else:
            segments[-1].append(token_id)
    texts = [TINY.decode(segment).strip() for segment in segments]
    assert reply.text == "\n".join(text for text in texts if text).replace("[[训练时间]]", "2023年")


def check_events(events: list[ReplyEvent], reply: ParsedReply) -> None:
    assert text_of(events) == reply.text
    ends = [event for event in events if isinstance(event, ToolCallEnd)]
    assert [end.index for end in ends] == list(range(len(ends)))
    assert tuple(end.call for end in ends if end.call) == reply.tool_calls
    assert tuple(event.code for event in events if isinstance(event, CodeEnd)) == reply.code
    assert "".join([event.text for event in events if isinstance(event, CodeDelta)]) == "".join(reply.code)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "你",
        " ",
        "\n",
        "`",
        ")",
        "[",
        "track",
        "track\n" + " " * 7,
        "track\ntool_call(" + ")" * 9,
        "\n[[训练时间]]",
    ],
)
@pytest.mark.parametrize("begin", ["", "\n", "track\ntool_call(a=", "interpreter\n", "track\n```"])
def test_long_replies_take_linear_time(begin: str, text: str) -> None:
    ids = [3 + byte for byte in (begin + text * 20_000).encode()][:20_000]
    start = time.perf_counter()
    stream = ReplyStream(TINY, tools=["track"], interpreter=True, stop=["x" * 100])
    for token_id in ids:
        stream.push([token_id])
    stream.finish()
    assert time.perf_counter() - start < 5  # some 0.1 s; a look back over all tokens at each would be 2e8 steps
