"""From a prompt's ids to generated text: one loop that reads, samples and streams."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from pyglm.constraint import CallConstraint
from pyglm.errors import CancelledError, ContextLengthError
from pyglm.prompt_lookup import PromptLookup
from pyglm.protocol import CallGrammar, CodeDelta, ReplyEvent, ReplyStream, TextDelta, ToolCall, ToolCallDelta
from pyglm.reading import Progress, read_prompt
from pyglm.sampling import SamplingParams
from pyglm.session import Logits, Session
from pyglm.text_stream import TextStream
from pyglm.tokenizer import Tokenizer
from pyglm.tools import ToolResult

FinishReason = Literal["stop", "length", "tool_calls"]


@dataclass(frozen=True)
class Usage:
    """Token counts of one generation."""

    prompt_tokens: int
    completion_tokens: int
    """Generated tokens, the one that ended the text included."""
    cached_tokens: int
    """Prompt tokens whose keys and values were there already."""

    @property
    def total_tokens(self) -> int:
        """Prompt and completion together."""
        return self.prompt_tokens + self.completion_tokens


@dataclass(frozen=True)
class Timings:
    """Where the time went, in seconds."""

    prompt_s: float
    """Reading the prompt, up to the first token: the time to first token."""
    generation_s: float
    """From the first generated token to the last, the time that a stream's reader takes included."""
    prompt_tokens: int
    """Prompt tokens that were read, the cached ones not among them."""
    generated_tokens: int
    drafted_tokens: int = 0
    """Tokens that prompt lookup guessed and the network checked."""
    accepted_tokens: int = 0
    """Guessed tokens that were right; they are among the generated ones."""

    @property
    def prompt_tokens_per_s(self) -> float:
        """Speed of reading the prompt."""
        return self.prompt_tokens / self.prompt_s if self.prompt_s > 0 else 0.0

    @property
    def generated_tokens_per_s(self) -> float:
        """Speed of generating; the first token counts to the prompt."""
        return (self.generated_tokens - 1) / self.generation_s if self.generation_s > 0 else 0.0


@dataclass(frozen=True)
class Completion:
    """Generated text and how it came about."""

    text: str
    token_ids: list[int]
    """Every id that was generated, the one that ended the text included."""
    finish_reason: FinishReason
    """"stop": the model ended the text, or a stop string did; "length": max_new_tokens or the end of the context."""
    usage: Usage
    timings: Timings


@dataclass(frozen=True)
class Reply(Completion):
    """The assistant's turn; finish_reason is "tool_calls" where it waits for their results."""

    tool_calls: list[ToolCall] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    """Blocks of code to run, where the interpreter was offered."""
    messages: list[dict[str, Any]] = field(default_factory=list)
    """The reply as native messages, to append to those that `Model.chat` takes."""
    warnings: list[str] = field(default_factory=list)
    """What of the reply could not be parsed and came back as text."""
    tool_results: list[ToolResult] = field(default_factory=list)
    """Calls that were made for the model, where functions or an Interpreter were given; `messages` has them, too."""


@dataclass(frozen=True)
class Chunk:
    """A piece of streamed text; the texts of all chunks, joined, are the whole text."""

    text: str = ""
    token_ids: Sequence[int] = ()
    tool_call: ToolCallDelta | None = None
    """A call's name, and what its arguments' text grew by."""
    code: str = ""
    """What a block of code to run grew by."""
    tool_result: ToolResult | None = None
    """A call that was made for the model, and its result."""
    finish_reason: FinishReason | None = None
    """Set on the last chunk only."""
    result: Completion | None = None
    """The whole, on the last chunk only; a Reply from chats."""


@dataclass(frozen=True)
class Request:
    """What to generate; `max_tokens` is the context that prompt and generated tokens share."""

    ids: list[int]
    params: SamplingParams
    tokenizer: Tokenizer
    max_tokens: int
    tools: Sequence[Mapping[str, Any]] = ()
    """Flat definitions of what the reply may call, of which it calls nothing else and nothing otherwise."""
    interpreter: bool = False
    cancel: threading.Event | None = None
    progress: Progress | None = None

    def __post_init__(self) -> None:
        if not self.ids:
            raise ValueError("the prompt is empty; at least one token is needed")
        if len(self.ids) >= self.max_tokens:
            raise ContextLengthError(
                f"the prompt has {len(self.ids)} tokens, so that with one to generate {len(self.ids) + 1} are needed, "
                f"and {self.max_tokens} fit the context; shorten it by {len(self.ids) + 1 - self.max_tokens}"
            )

    def constraint(self) -> CallConstraint | None:
        """What holds a reply's calls to the tools; None where none are offered."""
        return CallConstraint(self.tokenizer, CallGrammar(self.tools, self.interpreter)) if self.tools else None

    @property
    def max_new_tokens(self) -> int:
        """Tokens to generate at most."""
        room = self.max_tokens - len(self.ids)
        return room if self.params.max_new_tokens is None else min(room, self.params.max_new_tokens)


class TokenStream:
    """The ids generated for a request, one after another; the session holds prompt and ids, but the last id.

    Iterate once, and close the iterator when it is left early: while ids are being given out, the session may hold
    guesses beyond them. Errors leave it with a beginning of prompt and ids, which later requests can go on from.
    """

    def __init__(self, session: Session, request: Request) -> None:
        self._session = session
        self._request = request
        self._start = self._first = self._last = time.perf_counter()  # the first and the last token's, in seconds
        self._drafted = self._accepted = 0
        self.cached_tokens = 0
        self.ids: list[int] = []
        self.finish_reason: FinishReason = "length"

    def __iter__(self) -> Generator[int, None, None]:
        request = self._request
        stop_ids, mode = request.tokenizer.stop_ids, request.params.prompt_lookup
        sampler = request.params.sampler(request.tokenizer.n_words)
        sampler.accept(request.ids)
        lookup = PromptLookup(request.ids, adaptive=mode == "auto", stop_ids=stop_ids) if mode else None
        constraint = request.constraint()
        guesses: list[int] = []
        logits = self._read_prompt()[-1:]
        self._first = self._last = started = time.perf_counter()
        if request.max_new_tokens == 0:
            return
        try:
            while True:
                step_s, n_before = time.perf_counter() - started, len(self.ids)
                # A row gives its token as a step of its own would; it holds while all guesses before it were right.
                for row, guess in zip_longest(logits, guesses):
                    self._check_cancelled()
                    token_id = sampler.sample(constraint.limit(row) if constraint else row)
                    if constraint:
                        constraint.push(token_id)
                    self._note(token_id, token_id == guess)
                    yield token_id
                    if token_id in stop_ids or len(self.ids) == request.max_new_tokens:
                        return
                    if token_id != guess:
                        break
                self._forget_guesses()
                if lookup:
                    n_left = request.max_new_tokens - len(self.ids)
                    guesses = lookup.guess(self.ids[n_before:], step_s, limit=n_left - 1)
                    self._drafted += len(guesses)
                started = time.perf_counter()
                logits = self._forward([token_id, *guesses], "all")
        finally:
            self._forget_guesses()

    def _note(self, token_id: int, is_guessed: bool) -> None:
        """A token has come."""
        self.ids.append(token_id)
        self._accepted += is_guessed
        self._last = time.perf_counter()
        self._first = self._last if len(self.ids) == 1 else self._first
        if token_id in self._request.tokenizer.stop_ids:
            self.finish_reason = "stop"

    def _forget_guesses(self) -> None:
        """Take from the session what is not prompt or generated."""
        session = self._session
        end = session.start_position + len(self._request.ids) + max(len(self.ids) - 1, 0)
        if session.position > end:
            session.truncate(end)

    def _read_prompt(self) -> npt.NDArray[np.float32]:
        """The logits after the prompt, of which only what the session does not hold is read."""
        request = self._request
        self.cached_tokens, logits = read_prompt(
            self._session, request.ids, logits=True, cancel=request.cancel, progress=request.progress
        )
        return logits

    def _forward(self, ids: list[int], logits: Logits) -> npt.NDArray[np.float32]:
        self._check_cancelled()
        return self._session.forward(ids, logits=logits, cancel=self._request.cancel)

    def _check_cancelled(self) -> None:
        if self._request.cancel is not None and self._request.cancel.is_set():
            raise CancelledError("the cancel event was set")

    @property
    def usage(self) -> Usage:
        """Token counts so far."""
        return Usage(len(self._request.ids), len(self.ids), self.cached_tokens)

    @property
    def timings(self) -> Timings:
        """Seconds so far."""
        n_read = len(self._request.ids) - self.cached_tokens
        return Timings(
            prompt_s=self._first - self._start,
            generation_s=self._last - self._first,
            prompt_tokens=n_read,
            generated_tokens=len(self.ids),
            drafted_tokens=self._drafted,
            accepted_tokens=self._accepted,
        )


def stream_completion(session: Session, request: Request) -> Iterator[Chunk]:
    """Generate plain text; the last chunk holds the Completion."""
    tokens = TokenStream(session, request)
    decoder = TextStream(request.tokenizer, stop=request.params.stop)
    text = ""
    with closing(iter(tokens)) as ids:
        for token_id in ids:
            piece = decoder.push([token_id])
            text += piece
            yield Chunk(piece, [token_id])
            if decoder.stopped:
                tokens.finish_reason = "stop"
                break
    piece = decoder.finish()
    result = Completion(text + piece, tokens.ids, tokens.finish_reason, tokens.usage, tokens.timings)
    yield Chunk(piece, finish_reason=result.finish_reason, result=result)


def stream_reply(session: Session, request: Request) -> Iterator[Chunk]:
    """Generate an assistant's turn; the last chunk holds the Reply."""
    tokens = TokenStream(session, request)
    parser = ReplyStream(
        request.tokenizer,
        tools=[tool["name"] for tool in request.tools],
        interpreter=request.interpreter,
        stop=request.params.stop,
    )
    with closing(iter(tokens)) as ids:
        for token_id in ids:
            yield from _reply_chunks(parser.push([token_id]), [token_id])
            if parser.stopped:
                tokens.finish_reason = "stop"
                break
    yield from _reply_chunks(parser.finish(), [])
    parsed = parser.result()
    waits = parsed.stop_id is not None and (parsed.tool_calls or parsed.code)
    reply = Reply(
        text=parsed.text,
        token_ids=tokens.ids,
        finish_reason="tool_calls" if waits else tokens.finish_reason,
        usage=tokens.usage,
        timings=tokens.timings,
        tool_calls=list(parsed.tool_calls),
        code=list(parsed.code),
        messages=parsed.messages(),
        warnings=list(parsed.warnings),
    )
    yield Chunk(finish_reason=reply.finish_reason, result=reply)


def _reply_chunks(events: Sequence[ReplyEvent], token_ids: list[int]) -> Iterator[Chunk]:
    """A chunk for each event, and at least one where there are ids to tell; the first carries them."""
    chunks = [_reply_chunk(event) for event in events if isinstance(event, TextDelta | ToolCallDelta | CodeDelta)]
    if token_ids:
        first, *rest = chunks or [Chunk()]
        chunks = [replace(first, token_ids=token_ids), *rest]
    yield from chunks


def _reply_chunk(event: TextDelta | ToolCallDelta | CodeDelta) -> Chunk:
    if isinstance(event, TextDelta):
        return Chunk(event.text)
    return Chunk(tool_call=event) if isinstance(event, ToolCallDelta) else Chunk(code=event.text)


_Result = TypeVar("_Result", bound=Completion)


def whole(chunks: Iterator[Chunk], kind: type[_Result]) -> _Result:
    """What the last chunk holds."""
    *_, last = chunks
    assert isinstance(last.result, kind)
    return last.result
