"""One turn of a chat: the reply streams to stdout, and all that should be known about it goes to stderr."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyglm.cli import streams
from pyglm.cli.terminal import ProgressLine, cancel_on_interrupt
from pyglm.errors import CancelledError, ContextLengthError

if TYPE_CHECKING:
    from pyglm.conversation import Conversation, Exchange
    from pyglm.generation import Completion
    from pyglm.tools import ToolResult

QUESTION_SHOWN = 40  # characters of a dropped question, enough to recognise it


@dataclass
class Turn:
    """What one turn took, measured as the user sees it. Counts are tokens, times seconds."""

    started: float = field(default_factory=time.perf_counter)
    prompt_tokens: int = 0
    cached_tokens: int = 0
    tokens: int = 0
    first_token_s: float = 0.0
    last_token_s: float = 0.0
    context_used: int = 0
    context_size: int = 0
    interrupted: bool = False
    drafted_tokens: int = 0
    accepted_tokens: int = 0
    calls: int = 0
    calls_s: float = 0.0
    _waits: bool = field(default=False, init=False, repr=False)

    def read(self, n_read: int, n_tokens: int) -> None:
        """Of the prompt's n_tokens n_read are in the cache; the first call tells what was there before."""
        if not self.prompt_tokens:
            self.cached_tokens, self.prompt_tokens = n_read, n_tokens

    def generated(self, n_tokens: int) -> None:
        """n_tokens have just come."""
        if n_tokens:
            now_s = time.perf_counter() - self.started
            if self._waits:
                self.calls_s += now_s - self.last_token_s
                self.calls += 1
                self._waits = False
            self.last_token_s = now_s
            self.first_token_s = self.first_token_s or self.last_token_s
            self.tokens += n_tokens

    def called(self) -> None:
        """A call was made for the model; the time up to its next token is not the model's speed."""
        self._waits = True

    @property
    def tokens_per_s(self) -> float:
        """Speed of generating; the first token, and the first one after a call, count to the prompt."""
        seconds = self.last_token_s - self.first_token_s - self.calls_s
        return (self.tokens - 1 - self.calls) / seconds if seconds > 0 else 0.0

    def summary(self) -> str:
        """All of it as one line."""
        new = self.prompt_tokens - self.cached_tokens
        return (
            f"[{new} prompt tokens + {self.cached_tokens} cached, first token after {self.first_token_s:.2f} s; "
            f"{self.tokens} tokens at {self.tokens_per_s:.1f} tokens/s{self._guesses()}; "
            f"context {self.context_used} of {self.context_size}]"
        )

    def _guesses(self) -> str:
        """What prompt lookup did, where it did anything."""
        return f" ({self.accepted_tokens} of {self.drafted_tokens} guessed right)" if self.drafted_tokens else ""


def take_turn(
    conversation: Conversation,
    message: str,
    options: Mapping[str, Any],
    *,
    quiet: bool,
    show_result: Callable[[ToolResult], None] = lambda result: None,
) -> Turn:
    """Send a message and stream the reply to stdout; Ctrl-C stops the reply and keeps what came.

    Replies about documents quote them, so that prompt lookup is "auto" there unless options say otherwise. What calls
    give goes to show_result.

    Raises:
        ContextLengthError: the message does not fit; says what to do about it.
    """
    if options.get("prompt_lookup") is None and conversation.documents:
        options = {**options, "prompt_lookup": "auto"}
    turn = Turn(context_size=conversation.max_tokens)
    progress = ProgressLine(quiet=quiet)

    def report(n_read: int, n_tokens: int) -> None:
        turn.read(n_read, n_tokens)
        progress(n_read, n_tokens)

    result = None
    has_results = False
    try:
        with cancel_on_interrupt() as cancel, streams.answer() as write:
            chunks = conversation.send(message, stream=True, cancel=cancel, progress=report, **options)
            n_dropped = len(conversation.dropped)
            note_dropped(conversation.dropped)
            for chunk in chunks:
                progress.clear()
                turn.generated(len(chunk.token_ids))
                write(chunk.text)
                if chunk.tool_result is not None:
                    turn.called()
                    show_result(chunk.tool_result)
                    has_results = True
                result = chunk.result or result
            note_dropped(conversation.dropped[n_dropped:])  # for what calls gave
    except (CancelledError, KeyboardInterrupt):
        turn.interrupted = True
    except ContextLengthError as error:
        if not conversation.exchanges or has_results:
            raise
        mend = "/clear begins anew, and pyglm chat --context-shift drop-oldest forgets the oldest exchanges by itself"
        raise ContextLengthError(f"{error}. Here: {mend}") from None
    finally:
        progress.clear()
    turn.context_used = conversation.n_tokens
    if result is not None:
        turn.drafted_tokens, turn.accepted_tokens = result.timings.drafted_tokens, result.timings.accepted_tokens
    if not quiet:
        note_end(turn, result, options)
    return turn


def note_dropped(dropped: Sequence[Exchange]) -> None:
    """Name the exchanges that the conversation forgot; said even with --quiet, for the user must know."""
    for exchange in dropped:
        streams.note(f"(forgot the oldest exchange, {len(exchange.ids)} tokens: {shortened(exchange.question)})")


def shortened(question: str) -> str:
    """A question on one line, cut where it is long."""
    question = " ".join(question.split())
    return question if len(question) <= QUESTION_SHOWN else question[: QUESTION_SHOWN - 1] + "…"


def note_end(turn: Turn, result: Completion | None, options: Mapping[str, Any]) -> None:
    """Say why a reply ended, when it did not end by itself, and what of it could not be parsed."""
    if turn.interrupted:
        kept = "the part above stays in the conversation" if turn.tokens else "it had not begun: nothing was kept"
        streams.note(f"(stopped; {kept})")
    if result is None:
        return
    for warning in getattr(result, "warnings", ()):
        streams.note(f"(warning: {warning})")
    if result.finish_reason == "length":
        by_limit = result.usage.completion_tokens == options.get("max_new_tokens")
        why = "--max-new-tokens" if by_limit else f"the context of {turn.context_size} tokens is full"
        streams.note(f"(the reply was cut after {result.usage.completion_tokens} tokens: {why})")
