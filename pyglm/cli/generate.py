"""Continue a text: no chat, no roles. The text comes from -p or, without it, from stdin."""

from __future__ import annotations

import argparse
import dataclasses
import json
import threading

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

DEFAULT_NEW_TOKENS = 256  # a model that was trained to chat may never end a raw text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `pyglm generate`."""
    add_model_arguments(parser)
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
