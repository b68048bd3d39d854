"""Continue a text: no chat, no roles. The text comes from -p or, without it, from stdin."""

from __future__ import annotations

import argparse
import dataclasses
import json
from typing import TYPE_CHECKING, Any

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
from pyglm.cli.terminal import ProgressLine, cancel_on_interrupt

if TYPE_CHECKING:
    from pyglm.generation import Completion

DEFAULT_NEW_TOKENS = 256  # a model that was trained to chat may never end a raw text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `pyglm generate`."""
    add_model_arguments(parser)
    add_cache_arguments(parser)
    parser.add_argument("-p", "--prompt", type=text, metavar="TEXT", help="what to continue (default: all of stdin)")
    parser.add_argument(
        "--no-special-tokens", action="store_true", help="do not begin with [gMASK] sop as in the model's training"
    )
    group = add_sampling_arguments(parser)
    group.add_argument(
        "-n",
        "--max-new-tokens",
        type=integer(0),
        default=DEFAULT_NEW_TOKENS,
        metavar="N",
        help=f"stop after N tokens (default: {DEFAULT_NEW_TOKENS})",
    )
    add_output_arguments(parser, json=True)


def run(args: argparse.Namespace) -> int:
    """Print the continuation; 130 when Ctrl-C ended it."""
    import pyglm

    model = pyglm.load(args.file, **load_arguments(args))
    prompt = streams.read_stdin() if args.prompt is None else args.prompt
    progress = ProgressLine(quiet=args.quiet)
    result = None
    with cancel_on_interrupt() as cancel, streams.answer() as write:
        try:
            for chunk in model.generate(
                prompt,
                stream=True,
                add_special_tokens=not args.no_special_tokens,
                cancel=cancel,
                progress=progress,
                **sampling_arguments(args),
            ):
                progress.clear()
                if not args.json:
                    write(chunk.text)
                result = chunk.result
        except pyglm.CancelledError:
            return streams.INTERRUPTED
        finally:
            progress.clear()
    assert result is not None  # the last chunk holds it
    if args.json:
        print(json.dumps(_to_json(result), ensure_ascii=False))
    elif result.finish_reason == "length" and not args.quiet:
        streams.note(f"(stopped after {result.usage.completion_tokens} tokens; -n allows more)")
    return 0


def _to_json(result: Completion) -> dict[str, Any]:
    """The completion for programs."""
    timings = result.timings
    return {
        "text": result.text,
        "token_ids": result.token_ids,
        "finish_reason": result.finish_reason,
        "usage": dataclasses.asdict(result.usage) | {"total_tokens": result.usage.total_tokens},
        "timings": dataclasses.asdict(timings)
        | {
            "prompt_tokens_per_s": timings.prompt_tokens_per_s,
            "generated_tokens_per_s": timings.generated_tokens_per_s,
        },
    }
