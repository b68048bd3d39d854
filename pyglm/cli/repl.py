"""The interactive chat: messages and commands, one after another, until the user leaves."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyglm.cli import describe, streams
from pyglm.cli.prompt import Prompt
from pyglm.cli.reading import add_document, read_history
from pyglm.cli.terminal import LONG_PROMPT, exit_on_termination, keys_held_back
from pyglm.cli.turn import Turn, take_turn
from pyglm.documents import read_document
from pyglm.errors import Error
from pyglm.named_session import session_names

if TYPE_CHECKING:
    from pyglm.conversation import Conversation
    from pyglm.model import Model
    from pyglm.tools import ToolResult

KEYS = """Enter sends. Alt-Enter, or Enter after \\, begins a new line. Up and Down recall messages,
Ctrl-R searches them. Ctrl-C stops a reply and keeps the conversation; at the prompt it clears the line.
Ctrl-D leaves. A message that begins with / needs a space before it."""


@dataclass(frozen=True)
class Command:
    """A word that begins with / and what it does; run takes the text after the word, and tells whether to go on."""

    usage: str
    purpose: str
    run: Callable[[str], bool]


class Repl:
    """A conversation in the terminal.

    Args:
        options: sampling options of every reply.
        stats: show speed and context after every turn.
        quiet: no greeting and no notes.
        save: called when the conversation has changed.
        show_result: called with what the model's calls give.
    """

    def __init__(
        self,
        model: Model,
        conversation: Conversation,
        options: Mapping[str, Any],
        *,
        stats: bool,
        quiet: bool,
        save: Callable[[], None] = lambda: None,
        show_result: Callable[[ToolResult], None] = lambda result: None,
    ) -> None:
        self._model = model
        self._conversation = conversation
        self._options = options
        self._stats = stats
        self._quiet = quiet
        self._save = save
        self._show_result = show_result
        self._turns: list[Turn] = []
        self._commands = {
            "/doc": Command("/doc FILE", "read a document to talk about", self._doc),
            "/continue": Command("/continue", "go on reading where Ctrl-C stopped", self._continue),
            "/clear": Command(
                "/clear [all]",
                "forget the conversation; documents and system prompt stay (all: only the prompt)",
                self._clear,
            ),
            "/sessions": Command("/sessions", "names of the sessions that --session can go on with", self._sessions),
            "/system": Command("/system [TEXT]", 'show the system prompt, or set it ("" removes it)', self._system),
            "/stats": Command("/stats", "speed of the last turn and of all, and the context", self._show_stats),
            "/help": Command("/help", "this list", self._help),
            "/exit": Command("/exit", "leave (also Ctrl-D)", self._exit),
        }

    def run(self) -> int:
        """Read and answer until the user leaves; 0."""
        prompt = Prompt(list(self._commands), self._meter)
        if not self._quiet:
            self._greet()
        with exit_on_termination():
            if self._conversation.exchanges:  # a session's, or documents
                self._read()
                self._save()
            while self._next(prompt):
                pass
        return 0

    def _next(self, prompt: Prompt) -> bool:
        """Read a message and handle it; whether to go on."""
        try:
            return self._handle(prompt.read())
        except EOFError:
            return False
        except KeyboardInterrupt:
            streams.note("(Ctrl-D or /exit leaves)")
            return True

    def _handle(self, message: str) -> bool:
        """Obey a command or send a message; whether to go on."""
        if not message.strip():
            return True
        if not message.startswith("/"):
            self._send(message)
            return True
        word, _, rest = message.partition(" ")
        command = self._commands.get(word.strip())
        if command is None:
            streams.error(
                f"unknown command {word.strip()}; there are {', '.join(self._commands)}. "
                "Put a space before a message that begins with /"
            )
            return True
        return command.run(rest.strip())

    def _meter(self) -> str:
        return f"{self._conversation.n_tokens:,} / {self._conversation.max_tokens:,} tokens"

    def _read(self) -> bool:
        """Read what is unread; whether all of it could be."""
        with keys_held_back():
            return read_history(
                self._conversation, quiet=self._quiet, advice="/continue or your next message reads the rest"
            )

    def _send(self, message: str) -> None:
        has_unread = self._conversation.n_unread > LONG_PROMPT
        if has_unread and not self._read():
            return
        try:
            with keys_held_back():
                turn = take_turn(
                    self._conversation, message, self._options, quiet=self._quiet, show_result=self._show_result
                )
        except (Error, ValueError, MemoryError) as error:
            streams.error(describe(error))
            return
        self._turns.append(turn)
        self._save()
        if self._stats:
            streams.note(turn.summary())

    def _greet(self) -> None:
        model = self._model
        streams.note(
            f"{model.path}: {model.config.num_layers} layers, {model.threads} threads, {model.isa}, "
            f"context of {self._conversation.max_tokens} tokens"
        )
        streams.note("/help shows commands and keys, Ctrl-D leaves")

    def _clear(self, rest: str) -> bool:
        if rest not in ("", "all"):
            streams.error(f"/clear takes nothing or the word all, not {rest!r}")
            return True
        self._conversation.clear(documents=rest == "all")
        n_documents = len(self._conversation.exchanges)
        streams.note(
            f"(the conversation is empty; {n_documents} documents stay)"
            if n_documents
            else "(the conversation is empty)"
        )
        self._save()
        return True

    def _doc(self, rest: str) -> bool:
        try:
            text = read_document(rest)
            add_document(self._conversation, os.path.basename(rest), text)
        except (Error, OSError) as error:
            streams.error(describe(error) if rest else "/doc needs the name of a file")
            return True
        self._read()
        self._save()
        return True

    def _continue(self, rest: str) -> bool:
        if self._read():
            streams.note("(everything is read)")
        self._save()
        return True

    def _sessions(self, rest: str) -> bool:
        streams.note(", ".join(session_names()) or "(there are none; pyglm chat FILE --session NAME begins one)")
        return True

    def _system(self, rest: str) -> bool:
        if rest:
            self._conversation.set_system(None if rest in ('""', "''") else rest)
        system = self._conversation.system
        streams.note("(no system prompt)" if system is None else f"system prompt: {system}")
        return True

    def _show_stats(self, rest: str) -> bool:
        conversation = self._conversation
        if self._turns:
            tokens = sum(turn.tokens for turn in self._turns)
            seconds = sum(turn.last_token_s - turn.first_token_s for turn in self._turns)
            later = sum(max(0, turn.tokens - 1) for turn in self._turns)  # first tokens count to the prompt
            speed = later / seconds if seconds > 0 else 0.0
            streams.note(f"last turn: {self._turns[-1].summary()}")
            streams.note(f"all {len(self._turns)} turns: {tokens} tokens at {speed:.1f} tokens/s")
        exchanges = len(conversation.exchanges)
        streams.note(f"context: {exchanges} exchanges, {conversation.n_tokens} of {conversation.max_tokens} tokens")
        return True

    def _help(self, rest: str) -> bool:
        for command in self._commands.values():
            streams.note(f"{command.usage:15} {command.purpose}")
        streams.note(KEYS)
        return True

    def _exit(self, rest: str) -> bool:
        return False
