"""The line that people type into: history, several lines, commands completed. Only interactive chats import it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import create_output
from prompt_toolkit.styles import Style


class Prompt:
    """Reads messages from the terminal.

    Enter sends; Alt-Enter, or Enter after a backslash, begins a new line; a pasted text stays one message.

    Args:
        commands: words that Tab completes at the beginning of a message.
        meter: gives a text for the right end of the line, each time a message is asked for.
    """

    def __init__(self, commands: Sequence[str], meter: Callable[[], str] | None = None) -> None:
        self._meter = meter
        self._session: PromptSession[str] = PromptSession(
            [("class:prompt", "> ")],
            multiline=True,
            prompt_continuation=[("class:continuation", ". ")],
            key_bindings=_key_bindings(),
            history=open_history(),
            completer=_CommandCompleter(commands),
            complete_while_typing=False,
            style=Style.from_dict({"prompt": "bold", "continuation": "#888888", "meter": "#888888"}),
            # Answers go to stdout. Where that is a file, the prompt shows on stderr.
            output=None if sys.stdout.isatty() else create_output(always_prefer_tty=True),
        )

    def read(self) -> str:
        """One message.

        Raises:
            EOFError: Ctrl-D on an empty line, or the terminal is gone.
            KeyboardInterrupt: Ctrl-C on an empty line; otherwise it clears the line.
        """
        meter = FormattedText([("class:meter", self._meter())]) if self._meter else None
        message = self._session.prompt(rprompt=meter)
        # Bytes that were no UTF-8 arrive as lone surrogates, which no tokenizer takes.
        return message.encode("utf-8", "replace").decode("utf-8")


class _CommandCompleter(Completer):
    def __init__(self, commands: Sequence[str]) -> None:
        self._commands = commands

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        typed = document.text_before_cursor
        if typed.startswith("/"):
            matching = (command for command in self._commands if command.startswith(typed))
            yield from (Completion(command, start_position=-len(typed)) for command in matching)


def _key_bindings() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.document.current_line_before_cursor.endswith("\\"):
            buffer.delete_before_cursor()
            buffer.newline(copy_margin=False)
        else:
            buffer.validate_and_handle()

    @keys.add("escape", "enter")
    @keys.add("escape", "c-j")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.newline(copy_margin=False)

    @keys.add("c-c")
    @keys.add("<sigint>")
    def _(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt)

    return keys


def state_folder() -> Path:
    """Where this user's programs keep their state.

    Source: XDG base directory specification, XDG_STATE_HOME; Windows' LOCALAPPDATA.
    """
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "pyglm"


def open_history() -> History:
    """What was typed before, kept in the user's state folder; only in memory where that cannot be written."""
    try:
        path = state_folder() / "history"
        path.parent.mkdir(parents=True, exist_ok=True)
        # Messages are private: the file is for its owner alone.
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600))
        return _FileHistory(str(path))
    except (OSError, RuntimeError):  # RuntimeError: there is no home folder
        return InMemoryHistory()


class _FileHistory(FileHistory):
    """A history that never stops a chat: what cannot be written (a full disk) is remembered for this run only."""

    def store_string(self, string: str) -> None:
        with contextlib.suppress(OSError):
            super().store_string(string.encode("utf-8", "replace").decode("utf-8"))
