"""Talk with a model in the terminal; or, when stdin is a pipe or file, answer all of it as one message."""

from __future__ import annotations

import argparse
import sys

from pyglm.cli import streams
from pyglm.cli.arguments import (
    add_model_arguments,
    add_output_arguments,
    add_sampling_arguments,
    integer,
    load_arguments,
    sampling_arguments,
    text,
)
from pyglm.cli.turn import take_turn


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `pyglm chat`."""
    add_model_arguments(parser)
    parser.add_argument("--system", type=text, metavar="TEXT", help="system prompt: how the model should behave")
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
    add_output_arguments(parser, json=False)


def run(args: argparse.Namespace) -> int:
    """Chat until the user leaves, or answer stdin; 130 when Ctrl-C cut that answer short."""
    import pyglm

    model = pyglm.load(args.file, **load_arguments(args))
    conversation = model.conversation(system=args.system, max_tokens=args.max_context, context_shift=args.context_shift)
    options = sampling_arguments(args)
    if sys.stdin is not None and sys.stdin.isatty():
        from pyglm.cli.repl import Repl

        return Repl(model, conversation, options, stats=args.stats, quiet=args.quiet).run()
    message = streams.read_stdin()
    if not message.strip():
        raise ValueError("stdin is empty; pipe a message into pyglm chat, or run it in a terminal")
    turn = take_turn(conversation, message, options, quiet=args.quiet)
    if args.stats:
        streams.note(turn.summary())
    return streams.INTERRUPTED if turn.interrupted else 0
