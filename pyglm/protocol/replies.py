"""A reply as it is generated: chat text, tool calls and code told apart, none of them ever taken back.

A reply is one or more segments parted by <|assistant|>; each is a line of metadata, then content. Which lines are
metadata, and which are the first line of an answer by a model that left the empty line out:

- nothing was offered (no tools, no interpreter): no line is metadata, all of the reply is text;
- the first line is blank: text;
- the first line is `interpreter`, and the interpreter was offered: code to run;
- the first line is an offered tool's name or looks like one (a single word), tools were offered, and the content
  begins with a call, `tool_call(`, fenced or not: a tool call;
- anything else: text, the first line included.

A call whose arguments do not parse comes back as text too, with a warning; nothing that a model writes is an error.
`[[训练时间]]` (time of training) in text is shown as 2023年, as in the original code.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from pyglm.protocol.messages import INTERPRETER, MAX_NAME_CHARS
from pyglm.protocol.reply_text import ArgumentText, ChatText, CodeLines
from pyglm.protocol.tool_calls import ToolCall, find_call, parse_call

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")  # what a tool's name looks like that the model made up
_MAX_HEAD_CHARS = MAX_NAME_CHARS + 192  # a name, a fence and `tool_call(`, with room for blanks


class Decoder(Protocol):
    """Ids to text, one at a time, as pyglm.tokenizer.TextDecoder does."""

    def push(self, token_id: int, /) -> str:
        """The text that became final."""
        ...

    def finish(self) -> str:
        """The text that was held back."""
        ...


class ReplyTokenizer(Protocol):
    """What of a tokenizer is needed here."""

    special_tokens: Mapping[str, int]

    @property
    def stop_ids(self) -> tuple[int, ...]:
        """The ids that end a reply."""
        ...

    def decoder(self) -> Decoder:
        """A fresh decoder."""
        ...


@dataclass(frozen=True)
class TextDelta:
    """More of the chat text."""

    text: str


@dataclass(frozen=True)
class ToolCallDelta:
    """More of a tool call's arguments, as the model writes them: Python, `name=value, ...`.

    index counts the reply's calls from 0; arguments is empty in the first delta of a call.
    """

    index: int
    name: str
    arguments: str


@dataclass(frozen=True)
class ToolCallEnd:
    """A tool call is complete; call is None if it did not parse: then its text follows as chat text."""

    index: int
    call: ToolCall | None


@dataclass(frozen=True)
class CodeDelta:
    """More of the code that the model wants to be run, by whole lines."""

    text: str


@dataclass(frozen=True)
class CodeEnd:
    """A block of code is complete."""

    code: str


ReplyEvent: TypeAlias = TextDelta | ToolCallDelta | ToolCallEnd | CodeDelta | CodeEnd


@dataclass(frozen=True)
class Segment:
    """A part of the reply as it is kept in a conversation: metadata is a tool's name, `interpreter`, or empty."""

    metadata: str
    content: str


@dataclass(frozen=True)
class ParsedReply:
    """All that a reply says.

    text is the chat text; code holds the blocks to run; stop_id or stop_string is what ended the reply, if anything
    did; warnings say what did not parse.
    """

    text: str
    tool_calls: tuple[ToolCall, ...]
    code: tuple[str, ...]
    segments: tuple[Segment, ...]
    stop_id: int | None
    stop_string: str | None
    warnings: tuple[str, ...]

    def messages(self) -> list[dict[str, Any]]:
        """The reply as native messages, to go on with the conversation."""
        segments = self.segments or (Segment("", ""),)
        return [{"role": "assistant", "metadata": s.metadata, "content": s.content} for s in segments]


def parse_reply(
    tokenizer: ReplyTokenizer,
    ids: Iterable[int],
    *,
    tools: Iterable[str] = (),
    interpreter: bool = False,
    stop: str | Sequence[str] = (),
) -> ParsedReply:
    """What the generated ids say, up to the first stop id; see ReplyStream for the arguments.

    Raises:
        ValueError: an id is outside the vocabulary, or a stop string is empty. Never for what the reply says.
    """
    stream = ReplyStream(tokenizer, tools=tools, interpreter=interpreter, stop=stop)
    stream.push(ids)
    stream.finish()
    return stream.result()


class _Mode(enum.Enum):
    HEAD = enum.auto()  # too little is known of the segment
    TEXT = enum.auto()
    CALL = enum.auto()
    CODE = enum.auto()


class ReplyStream:
    """Turns generated ids into events; what they say in the end is the same however the ids are split over calls.

    Args:
        tokenizer: the model's tokenizer.
        tools: the names of the tools that were offered.
        interpreter: whether the system message offered to run code.
        stop: a string or several that end the reply where they stand in its text.

    Raises:
        ValueError: a stop string is empty.
        TypeError: tools or stop hold something else than strings.

    Example:
        >>> stream = ReplyStream(tokenizer, tools=["get_weather"])
        >>> for event in stream.push([token_id]):
        ...     if isinstance(event, TextDelta):
        ...         print(event.text, end="")
    """

    def __init__(
        self,
        tokenizer: ReplyTokenizer,
        *,
        tools: Iterable[str] = (),
        interpreter: bool = False,
        stop: str | Sequence[str] = (),
    ) -> None:
        self._decoder = tokenizer.decoder()
        self._stop_ids = tokenizer.stop_ids
        self._separator_id = tokenizer.special_tokens["<|assistant|>"]
        self._tools = (tools,) if isinstance(tools, str) else tuple(tools)
        if not all(isinstance(name, str) for name in self._tools):
            raise TypeError("tools must be the names of the tools that were offered, not their definitions")
        self._interpreter = interpreter
        self._text = ChatText(stop)
        self._events: list[ReplyEvent] = []
        self._calls: list[ToolCall] = []
        self._n_calls_begun = 0
        self._code: list[str] = []
        self._segments: list[Segment] = []
        self._warnings: list[str] = []
        self._stop_id: int | None = None
        self._finished = False
        self._begin_segment()

    @property
    def stopped(self) -> bool:
        """Whether a stop id or stop string ended the reply; ids pushed afterwards have no effect."""
        return self._finished or self._text.stop_string is not None

    def push(self, ids: Iterable[int]) -> list[ReplyEvent]:
        """What became final with these ids.

        Raises:
            ValueError: an id is outside the vocabulary.
        """
        parts: list[str] = []
        for token_id in ids:
            if self.stopped:
                break
            if token_id != self._separator_id and token_id not in self._stop_ids:
                parts.append(self._decoder.push(token_id))
                continue
            self._feed("".join([*parts, self._decoder.finish()]))
            parts = []
            if self.stopped:
                break
            self._end_segment()
            if token_id != self._separator_id:
                self._stop_id, self._finished = int(token_id), True
        if not self.stopped:
            self._feed("".join(parts))
        return self._take_events()

    def finish(self) -> list[ReplyEvent]:
        """What was held back, now that no more ids come."""
        if not self._finished:
            self._feed(self._decoder.finish())
            self._end_segment()
            self._finished = True
        return self._take_events()

    def result(self) -> ParsedReply:
        """The whole reply.

        Raises:
            RuntimeError: finish was not called.
        """
        if not self._finished:
            raise RuntimeError("the reply is not finished: call finish() first")
        return ParsedReply(
            text=self._text.all(),
            tool_calls=tuple(self._calls),
            code=tuple(self._code),
            segments=tuple(self._segments),
            stop_id=self._stop_id,
            stop_string=self._text.stop_string,
            warnings=tuple(self._warnings),
        )

    def _begin_segment(self) -> None:
        self._mode = _Mode.HEAD
        self._name = ""
        self._raw: list[str] = []  # the whole segment; not kept for text
        self._args_start = 0  # where the arguments begin in it
        self._arguments = ArgumentText()
        self._lines = CodeLines()

    def _feed(self, text: str) -> None:
        if self._mode is _Mode.HEAD:
            head = "".join([*self._raw, text])
            self._raw = [head]
            self._decide(head, final=False)
        elif self._mode is _Mode.TEXT:
            self._emit(TextDelta(self._text.push(text)))
        else:
            self._raw.append(text)
            self._grow(text)

    def _grow(self, text: str) -> None:
        """More of a call's arguments, or of code."""
        if self._mode is _Mode.CALL:
            self._emit(ToolCallDelta(self._n_calls_begun - 1, self._name, self._arguments.push(text)))
        else:
            self._emit(CodeDelta(self._lines.push(text)))

    def _decide(self, head: str, *, final: bool) -> None:
        """Find out what kind of segment begins with head, if that can be told."""
        line, newline, content = head.partition("\n")
        name = line.strip()
        # bounded by what it takes to tell, not by what has arrived: else the split of the ids would show
        is_short = len(line) < _MAX_HEAD_CHARS
        start: int | None = -1
        if not newline and self._may_be_name(name):
            start = None
        elif newline and is_short and self._interpreter and name == INTERPRETER:
            self._mode, self._name = _Mode.CODE, name
            self._grow(content)
            return
        elif newline and is_short and name and self._tools and self._may_be_name(name):
            start = find_call(name, content, final=final)
        if start is None and not final and len(head) <= _MAX_HEAD_CHARS:
            return
        if start is None or start < 0 or len(line) + start >= _MAX_HEAD_CHARS:
            if newline and is_short and name in self._tools:
                self._warnings.append(f"the reply names the tool {name!r} but holds no call; it is kept as text")
            self._mode, self._raw = _Mode.TEXT, []
            self._emit(TextDelta(self._text.push(head)))
            return
        self._begin_call(name, len(line) + 1 + start)
        self._grow(content[start:])

    def _begin_call(self, name: str, args_start: int) -> None:
        if name not in self._tools:
            self._warnings.append(f"the reply calls {name!r}, which is not among the tools offered")
        self._mode, self._name, self._args_start = _Mode.CALL, name, args_start
        self._events.append(ToolCallDelta(self._n_calls_begun, name, ""))
        self._n_calls_begun += 1

    def _may_be_name(self, name: str) -> bool:
        """Whether a first line that begins so may become a tool's name or `interpreter`."""
        known = (*self._tools, INTERPRETER) if self._interpreter else self._tools
        if any(offered.startswith(name) for offered in known):
            return True
        return bool(self._tools) and len(name) <= MAX_NAME_CHARS and _NAME.fullmatch(name) is not None

    def _end_segment(self) -> None:
        if self._mode is _Mode.HEAD:
            self._decide("".join(self._raw), final=True)
        raw = "".join(self._raw)
        if self._mode is _Mode.CALL:
            self._end_call(raw)
        elif self._mode is _Mode.CODE:
            self._emit(CodeDelta(self._lines.finish()))
            self._code.append(self._lines.all())
            self._events.append(CodeEnd(self._code[-1]))
            if self._lines.left_out:
                self._warnings.append("the code is followed by text outside its block, which was left out")
            self._segments.append(Segment(INTERPRETER, raw.partition("\n")[2].strip()))
        final, visible = self._text.end_segment()
        self._emit(TextDelta(final))
        if visible:
            self._segments.append(Segment("", visible))
        self._begin_segment()

    def _end_call(self, raw: str) -> None:
        call: ToolCall | None = None
        try:
            call = parse_call(self._name, raw[self._args_start :])
        except ValueError as e:
            self._warnings.append(f"the call of {self._name!r} does not parse and is kept as text: {e}")
        self._events.append(ToolCallEnd(self._n_calls_begun - 1, call))
        if call is None:
            self._emit(TextDelta(self._text.push(raw)))
        else:
            self._calls.append(call)
            self._segments.append(Segment(self._name, raw.partition("\n")[2].strip()))

    def _emit(self, event: TextDelta | ToolCallDelta | CodeDelta) -> None:
        said = event.arguments if isinstance(event, ToolCallDelta) else event.text
        if said:
            self._events.append(event)

    def _take_events(self) -> list[ReplyEvent]:
        events, self._events = self._events, []
        return events
