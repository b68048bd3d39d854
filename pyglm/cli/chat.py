"""Talk with a model in the terminal; or, when stdin is a pipe or file, answer all of it as one message."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from pyglm.cli import streams
from pyglm.cli.arguments import (
    add_cache_arguments,
    add_model_arguments,
    add_output_arguments,
    add_sampling_arguments,
    integer,
    load_arguments,
    sampling_arguments,
    text,
)
from pyglm.cli.calls import CallsShown, load_functions, open_interpreter
from pyglm.cli.reading import add_document, read_history
from pyglm.cli.turn import shortened, take_turn
from pyglm.demo import DEMO, HOW_TO_GET_THE_REAL_ONE
from pyglm.named_session import NamedSession, checked_name

if TYPE_CHECKING:
    from pyglm.conversation import Conversation
    from pyglm.model import Model


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `pyglm chat`."""
    add_model_arguments(parser, optional=True)
    parser.set_defaults(file=DEMO)
    parser.add_argument(
        "--doc",
        action="append",
        default=[],
        metavar="FILE",
        help="a document to talk about: text, Markdown, source code, PDF, HTML; may be repeated",
    )
    parser.add_argument(
        "--session", type=session_name, metavar="NAME", help="keep the conversation under a name, or go on with it"
    )
    parser.add_argument("--system", type=text, metavar="TEXT", help="system prompt: how the model should behave")
    group = parser.add_argument_group("calls", "what the model may call; each call and its result are shown")
    group.add_argument(
        "--tools", metavar="FILE.py", help="its functions that have docstrings, or those in its list TOOLS"
    )
    group.add_argument(
        "--interpreter", action="store_true", help="let the model run Python code, after a yes, without network"
    )
    group.add_argument("--yes", action="store_true", help="run the interpreter's code without asking; needed in a pipe")
    parser.add_argument("--stats", action="store_true", help="show speed and context after every turn")
    group = parser.add_argument_group("context")
    group.add_argument(
        "--max-context", type=integer(1), metavar="N", help="tokens (default: what the model was trained for)"
    )
    group.add_argument(
        "--context-shift",
        choices=("refuse", "drop-oldest"),
        default="refuse",
        help="when the context is full: refuse the message, or forget whole oldest exchanges and say which (refuse)",
    )
    group = add_sampling_arguments(parser)
    group.add_argument(
        "--max-new-tokens", type=integer(1), metavar="N", help="at most N tokens a reply (to the end of the context)"
    )
    add_cache_arguments(parser)
    add_output_arguments(parser, json=False)


def session_name(text: str) -> str:
    """An argument type: a name that can be a session's."""
    try:
        return checked_name(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(args: argparse.Namespace) -> int:
    """Chat until the user leaves, or answer stdin; 130 when Ctrl-C cut that answer short."""
    import pyglm

    is_interactive = sys.stdin is not None and sys.stdin.isatty()
    if args.interpreter and not args.yes and not is_interactive:
        streams.error("--interpreter asks before it runs code, and stdin is no terminal; add --yes to run it unasked")
        return streams.USAGE
    if args.yes and not args.interpreter:
        streams.error("--yes is for the interpreter's code; add --interpreter, or leave it out")
        return streams.USAGE
    functions = load_functions(args.tools) if args.tools else []
    documents = [(os.path.basename(path), pyglm.read_document(path)) for path in args.doc]
    model = pyglm.load(args.file, **load_arguments(args))
    seq_length = model.config.seq_length
    if args.max_context is not None and args.max_context > seq_length:
        streams.error(
            f"--max-context {args.max_context}: the model was trained for {seq_length} tokens, the most that fit"
        )
        return streams.USAGE
    if args.file == DEMO and not args.quiet:
        streams.note(f"This is a tiny demonstration model; for the real one, {HOW_TO_GET_THE_REAL_ONE}")
    calls = CallsShown(quiet=args.quiet, ask_for_code=not args.yes)
    conversation = model.conversation(
        system=args.system,
        tools=functions,
        interpreter=open_interpreter() if args.interpreter else False,
        approve=calls.approve,
        max_tokens=args.max_context,
        context_shift=args.context_shift,
    )
    session = NamedSession(args.session, model) if args.session else None
    try:
        if session is not None and session.attach(conversation):
            _note_session(args, conversation)
        for name, text in documents:
            add_document(conversation, name, text, quiet=args.quiet)
        if is_interactive:
            return _talk(args, model, conversation, session, calls)
        return _answer(args, conversation, session, calls)
    finally:
        if session is not None:
            session.close()


def _talk(
    args: argparse.Namespace,
    model: Model,
    conversation: Conversation,
    session: NamedSession | None,
    calls: CallsShown,
) -> int:
    from pyglm.cli.repl import Repl

    def save() -> None:
        if session is not None:
            session.save(conversation)

    return Repl(
        model,
        conversation,
        sampling_arguments(args),
        stats=args.stats,
        quiet=args.quiet,
        save=save,
        show_result=calls.show,
    ).run()


def _answer(
    args: argparse.Namespace, conversation: Conversation, session: NamedSession | None, calls: CallsShown
) -> int:
    """Answer stdin."""
    message = streams.read_stdin()
    if not message.strip():
        raise ValueError("stdin is empty; pipe a message into pyglm chat, or run it in a terminal")
    try:
        if conversation.documents:
            advice = "the same command goes on from there" if not args.no_cache else "without --no-cache they would be"
            if not read_history(conversation, quiet=args.quiet, advice=advice):
                return streams.INTERRUPTED
        turn = take_turn(conversation, message, sampling_arguments(args), quiet=args.quiet, show_result=calls.show)
    finally:
        if session is not None:
            session.save(conversation)
    if args.stats:
        streams.note(turn.summary())
    return streams.INTERRUPTED if turn.interrupted else 0


def _note_session(args: argparse.Namespace, conversation: Conversation) -> None:
    """Say what the conversation goes on from."""
    if args.system is not None and args.system != conversation.system:
        conversation.set_system(args.system)
    if not args.quiet:
        n = len(conversation.exchanges)
        last = f"; the last: {shortened(conversation.exchanges[-1].question)}" if n else ""
        streams.note(f"session {args.session}: {n} exchanges, {conversation.n_tokens:,} tokens{last}")
