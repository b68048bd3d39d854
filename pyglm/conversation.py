"""A live conversation: its history is kept as the ids that were read and generated, so nothing is read twice."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args, overload

from pyglm.errors import ContextLengthError
from pyglm.generation import Chunk, Reply, Request, stream_reply, whole
from pyglm.interpreter import Interpreter
from pyglm.protocol import offered_tools
from pyglm.reading import Progress, read_prompt
from pyglm.session import checked_ids
from pyglm.tool_loop import MAX_TOOL_ROUNDS, Approve, Toolbox, observations, run_rounds
from pyglm.tools import Tool, ToolResult

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from pyglm.model import Model
    from pyglm.sampling import SamplingOptions

ContextShift = Literal["refuse", "drop-oldest"]
DOCUMENT_REPLY = "I have read it."  # fixed, so that a document's ids do not depend on what is asked about it
_DOCUMENT_ROOM = 512  # tokens, or an eighth of the context, that a document leaves for a question and its answer
_ANY_MESSAGE = {"role": "user", "content": ""}  # tools are checked as a chat's


@dataclass
class Exchange:
    """A user's message and all that followed up to the user's next one."""

    question: str
    ids: list[int] = field(default_factory=list)
    """From <|user|> on; what was generated as it was generated, without the ids that end a reply."""
    is_document: bool = False
    """A document and its fixed reply, which nothing but `Conversation.clear` forgets."""


class Conversation:
    """The turns of one chat and their cache; made by `Model.conversation`.

    A reply that is interrupted (Ctrl-C, cancel, a stream that is not read to its end) stays in the history as far as
    it came; if it had not begun, the conversation is as it was before the message. Not thread-safe: one conversation
    belongs to one thread at a time.

    Example:
        conversation = model.conversation(system="Answer in one sentence.")
        print(conversation.send("What is a prime number?").text)
        print(conversation.send("Is 91 one?").text)
    """

    def __init__(
        self,
        model: Model,
        *,
        system: str | None = None,
        tools: Sequence[Tool] | None = None,
        interpreter: bool | Interpreter = False,
        approve: Approve | None = None,
        max_tool_rounds: int = MAX_TOOL_ROUNDS,
        max_tokens: int | None = None,
        context_shift: ContextShift = "refuse",
    ) -> None:
        if context_shift not in get_args(ContextShift):
            raise ValueError(f'context_shift must be "refuse" or "drop-oldest", not {context_shift!r}')
        self._model = model
        self._toolbox = Toolbox(tools, interpreter=interpreter, approve=approve, max_rounds=max_tool_rounds)
        self._offered = offered_tools([_ANY_MESSAGE], self._toolbox.definitions)
        self._session = model.session(max_tokens=max_tokens)
        self._exchanges: list[Exchange] = []
        self._reply: Generator[Chunk, None, None] | None = None
        self.context_shift: ContextShift = context_shift
        self.dropped: list[Exchange] = []
        """Exchanges that the latest message pushed out of the context, oldest first."""
        self.set_system(system)

    @property
    def system(self) -> str | None:
        """The system message, without the tools' definitions."""
        return self._system

    @property
    def exchanges(self) -> list[Exchange]:
        """The exchanges in the context, oldest first."""
        return list(self._exchanges)

    @property
    def documents(self) -> list[Exchange]:
        """Those of `exchanges` that are documents."""
        return [exchange for exchange in self._exchanges if exchange.is_document]

    @property
    def max_tokens(self) -> int:
        """The context in tokens."""
        return self._session.max_tokens

    @property
    def n_tokens(self) -> int:
        """How many tokens of the context the history takes."""
        return self._count(self._exchanges)

    def set_system(self, text: str | None) -> None:
        """Change the system message; the history stays, and is read again with the next message."""
        prefix = self._encode_system(text)
        self._end_reply()
        self._system = text
        self._prefix = prefix

    def clear(self, *, documents: bool = False) -> None:
        """Forget all exchanges; the system message and the tools stay, and documents unless they are to go as well."""
        self._end_reply()
        self._exchanges = [] if documents else self.documents
        self.dropped = []

    def encode_document(self, text: str, *, name: str = "document") -> list[int]:
        """The ids that add_document would add, as the Exchange of a document has them."""
        messages = [{"role": "user", "content": f"{name}:\n\n{text}"}, {"role": "assistant", "content": DOCUMENT_REPLY}]
        tokenizer = self._model.tokenizer
        return [token_id for message in messages for token_id in tokenizer.encode_message(message)]

    def add_document(self, text: str, *, name: str = "document") -> int:
        """Put a text into the history, as a message of its own; how many tokens it takes.

        Nothing is computed: `read` does that, or the next `send`. The tokens depend on text and name alone, so that
        another conversation that begins with it finds it in the prefix cache.

        Raises:
            ContextLengthError: it does not fit; the message says how many tokens would.
        """
        ids = self.encode_document(text, name=name)
        self._end_reply()
        room = self.max_tokens - self.n_tokens - min(_DOCUMENT_ROOM, self.max_tokens // 8)
        if len(ids) > room:
            raise ContextLengthError(
                f"{name} has {len(ids)} tokens and {max(0, room)} fit: the context holds {self.max_tokens}, "
                f"{self.n_tokens} are taken, and some are left for a question and its answer; give a part of it"
            )
        self._exchanges = [*self._exchanges, Exchange(name, ids, is_document=True)]
        return len(ids)

    def remove(self, exchange: Exchange) -> None:
        """Forget one of `exchanges`; what came after it is read again.

        Raises:
            ValueError: it is not one of them.
        """
        self._end_reply()
        index = next((i for i, one in enumerate(self._exchanges) if one is exchange), None)
        if index is None:
            raise ValueError("the exchange is not in the conversation")
        self._exchanges = self._exchanges[:index] + self._exchanges[index + 1 :]

    def read(self, *, cancel: threading.Event | None = None, progress: Progress | None = None) -> None:
        """Compute the keys and values of the whole history, so that the next message costs only its own tokens.

        Args:
            cancel: ends it with CancelledError within a second once it is set. What was read stays read: a second
                call goes on where the first one stopped.
            progress: called with (tokens read, tokens) as it goes on.

        Raises:
            CancelledError, KeyboardInterrupt: stopped.
        """
        self._end_reply()
        read_prompt(self._session, self._history(self._exchanges), logits=False, cancel=cancel, progress=progress)

    def state(self) -> dict[str, Any]:
        """System message and history for JSON, to go on with in another process; see `restore_state`."""
        return {"system": self._system, "exchanges": [asdict(exchange) for exchange in self._exchanges]}

    def restore_state(self, state: Mapping[str, Any]) -> None:
        """Take over what `state` of another conversation gave; that one's tools are not part of it.

        Raises:
            ContextLengthError: the history does not fit this conversation's context.
            KeyError, TypeError, ValueError: it is not what `state` gives for this model.
        """
        exchanges = [Exchange(**exchange) for exchange in state["exchanges"]]
        for exchange in exchanges:
            exchange.ids = checked_ids(exchange.ids, self._model.config.vocab_size).tolist()
            if not isinstance(exchange.question, str) or not isinstance(exchange.is_document, bool):
                raise TypeError("an exchange has a question that is no text")
        self.set_system(state["system"])
        if self._count(exchanges) > self.max_tokens:
            raise ContextLengthError(
                f"the conversation has {self._count(exchanges)} tokens and the context holds {self.max_tokens}; "
                "open it with a larger one"
            )
        self._exchanges = exchanges

    @property
    def n_unread(self) -> int:
        """How many tokens of the history are still to be read; they are with the next message, if not before."""
        return self.n_tokens - self._session.shared_prefix(self._history(self._exchanges))

    @overload
    def send(
        self,
        text: str,
        *,
        stream: Literal[False] = False,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Reply: ...
    @overload
    def send(
        self,
        text: str,
        *,
        stream: Literal[True],
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Iterator[Chunk]: ...
    def send(
        self,
        text: str,
        *,
        stream: bool = False,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Reply | Iterator[Chunk]:
        """The reply to a user's message; calls of tools that are run here, and what follows them, are part of it.

        Args:
            text: the message.
            stream: give the reply piece by piece; the last chunk holds the Reply as `result`.
            cancel: ends the reply with CancelledError, within a second, once it is set; a function runs to its end.
            progress: called with (prompt tokens read, prompt tokens) while the message is read.
            options: as of `Model.generate`.

        Raises:
            ContextLengthError: the conversation and the message do not fit the context; it is as it was before.
            As `Model.generate` otherwise.
        """
        ids = self._encode([{"role": "user", "content": text}])
        self._end_reply()
        reply = self._answer([*self._exchanges, Exchange(text)], ids, options, cancel, progress)
        return reply if stream else whole(reply, Reply)

    @overload
    def send_observation(
        self,
        *results: str,
        stream: Literal[False] = False,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Reply: ...
    @overload
    def send_observation(
        self,
        *results: str,
        stream: Literal[True],
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Iterator[Chunk]: ...
    def send_observation(
        self,
        *results: str,
        stream: bool = False,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        **options: Unpack[SamplingOptions],
    ) -> Reply | Iterator[Chunk]:
        """The reply to the results of tool calls, one text for each call; otherwise as `send`.

        Raises:
            ValueError: no result is given, or nobody has asked anything yet.
        """
        if not results:
            raise ValueError("no results are given; one text is needed for each tool call")
        ids = self._encode([{"role": "observation", "content": result} for result in results])
        self._end_reply()
        if not self._exchanges:
            raise ValueError("there is nothing that this could be the result of; send a message first")
        reply = self._answer(self._exchanges, ids, options, cancel, progress)
        return reply if stream else whole(reply, Reply)

    def _answer(
        self,
        exchanges: list[Exchange],
        new_ids: list[int],
        options: Mapping[str, Any],
        cancel: threading.Event | None,
        progress: Progress | None,
    ) -> Generator[Chunk, None, None]:
        """The reply to new_ids, and what the model says to the results of its calls."""

        def go_on(reply: Reply, results: list[ToolResult]) -> Iterator[Chunk]:
            dropped = self.dropped
            ids = self._encode(observations(results))
            chunks = self._stream(self._exchanges, ids, options, cancel, progress)
            self.dropped = dropped + self.dropped
            return chunks

        first = self._stream(exchanges, new_ids, options, cancel, progress)
        self._reply = run_rounds(first, go_on, self._toolbox, cancel)
        return self._reply

    def _stream(
        self,
        exchanges: list[Exchange],
        new_ids: list[int],
        options: Mapping[str, Any],
        cancel: threading.Event | None,
        progress: Progress | None,
    ) -> Generator[Chunk, None, None]:
        """The model's next reply, to new_ids, which continue the last of the exchanges."""
        limit = self._model.sampling.updated(options).max_new_tokens
        exchanges, dropped = self._fitting(exchanges, len(new_ids), limit)
        request = self._model._request(
            self._history(exchanges) + new_ids,
            options,
            cancel,
            progress,
            max_tokens=self.max_tokens,
            tools=self._offered,
            interpreter=self._toolbox.offers_code,
        )
        self.dropped = dropped
        return self._run(request, exchanges, new_ids)

    def _run(self, request: Request, exchanges: list[Exchange], new_ids: list[int]) -> Generator[Chunk, None, None]:
        stop_ids = request.tokenizer.stop_ids
        *before, last = exchanges
        current = Exchange(last.question, last.ids + new_ids)
        has_begun = False
        try:
            for chunk in stream_reply(self._session, request):
                # the history changes with the first token, and grows before the token is handed out
                has_begun = True
                self._exchanges = [*before, current]
                current.ids += [token_id for token_id in chunk.token_ids if token_id not in stop_ids]
                yield chunk
        finally:
            if not has_begun:
                self.dropped = []

    def _end_reply(self) -> None:
        """Close a stream that is not read any more."""
        if self._reply is not None:
            self._reply.close()
            self._reply = None

    def _fitting(
        self, exchanges: list[Exchange], n_new: int, max_new_tokens: int | None
    ) -> tuple[list[Exchange], list[Exchange]]:
        """The exchanges that fit with n_new tokens and a reply, and those dropped for them."""
        reserve = max(1, self.max_tokens // 8)  # room for a reply, in tokens; an answer is rarely longer than 4096
        if max_new_tokens is not None:
            reserve = max(1, min(reserve, max_new_tokens))
        kept, dropped = list(exchanges), []
        if self.context_shift == "drop-oldest":
            for oldest in [exchange for exchange in exchanges[:-1] if not exchange.is_document]:
                if self._count(kept) + n_new + reserve <= self.max_tokens:
                    break
                kept.remove(oldest)
                dropped.append(oldest)
        n_needed = self._count(kept) + n_new + 1
        if n_needed > self.max_tokens:
            are_results = bool(exchanges[-1].ids)  # the model has said what to call
            new, mend = "the message", "shorten the message or the system message"
            if are_results:
                new, mend = "what the tools returned", "let them return less"
            if len(kept) > 1 and len(self._prefix) + n_new < self.max_tokens:
                mend = 'clear the conversation, or let it forget its oldest exchanges with context_shift="drop-oldest"'
            raise ContextLengthError(
                f"{n_needed} tokens were needed, one for the reply among them, and {self.max_tokens} fit the context: "
                f"{new} takes {n_new}, the conversation before it {n_needed - n_new - 1}; {mend}"
            )
        return kept, dropped

    def _count(self, exchanges: Sequence[Exchange]) -> int:
        return len(self._prefix) + sum(len(exchange.ids) for exchange in exchanges)

    def _history(self, exchanges: Sequence[Exchange]) -> list[int]:
        return self._prefix + [token_id for exchange in exchanges for token_id in exchange.ids]

    def _encode(self, messages: Sequence[Mapping[str, Any]]) -> list[int]:
        """The ids that messages add to the history, up to the <|assistant|> for the model to go on."""
        tokenizer = self._model.tokenizer
        ids = [token_id for message in messages for token_id in tokenizer.encode_message(message)]
        return [*ids, tokenizer.special_tokens["<|assistant|>"]]

    def _encode_system(self, text: str | None) -> list[int]:
        tokenizer = self._model.tokenizer
        content = self._toolbox.system if text is None else text
        if content is None:
            return tokenizer.encode_prompt("")
        message = {"role": "system", "content": content}
        return tokenizer.encode_chat([message], self._toolbox.definitions, add_generation_prompt=False)
