"""The arguments that commands share, and the parser over all commands."""

from __future__ import annotations

import argparse
import importlib
import math
from collections.abc import Callable
from typing import Any

import pyglm
from pyglm.cli.memory import KV_TYPES
from pyglm.prefix_cache import parse_size

FILE_HELP = "model file made by quantize; demo: the tiny demonstration model that comes with pyglm"
COMMANDS = {
    "chat": "talk with a model in the terminal, or answer one message from a pipe",
    "generate": "continue a text",
    "cache": "list or clear what is kept on disk of long prompts",
    "bench": "measure speed beside the limits of this machine",
    "inspect": "show what a model file holds and needs",
    "doctor": "check this machine, this installation and a model file",
}


def build_parser() -> argparse.ArgumentParser:
    """The parser of `pyglm`; parsed arguments carry run(args) -> exit code."""
    parser = argparse.ArgumentParser(
        prog="pyglm",
        description="Run ChatGLM3 and its relatives on an ordinary computer.",
        epilog="Models are made by `quantize CHECKPOINT -o FILE`; `demo` is a tiny one that comes with pyglm.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"pyglm {pyglm.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        module = importlib.import_module(f"pyglm.cli.{name}")
        command = commands.add_parser(name, help=purpose, description=module.__doc__, allow_abbrev=False)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def add_model_arguments(parser: argparse.ArgumentParser, *, optional: bool = False, many_threads: bool = False) -> None:
    """FILE and how it is loaded; many_threads: a list of numbers, one after the other."""
    parser.add_argument("file", metavar="FILE", nargs="?" if optional else None, help=FILE_HELP)
    group = parser.add_argument_group("computing")
    group.add_argument(
        "--threads",
        type=integers(1) if many_threads else integer(1),
        metavar="N,..." if many_threads else "N",
        help="threads (default: this process's physical cores)",
    )
    group.add_argument("--kv-type", choices=KV_TYPES, default="q8", help="numbers in the key/value cache (default: q8)")


def load_arguments(args: argparse.Namespace) -> dict[str, Any]:
    """Keyword arguments of pyglm.load from add_model_arguments' and, where there are, add_cache_arguments'."""
    options = {"threads": args.threads, "kv_type": args.kv_type, "cache": hasattr(args, "no_cache")}
    if options["cache"]:
        options |= {"cache": not args.no_cache, "cache_dir": args.cache_dir, "cache_limit": args.cache_limit}
    return options


def add_cache_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether and where long prompts are kept on disk."""
    group = parser.add_argument_group("prefix cache", "long prompts are kept on disk, so that none is read twice")
    group.add_argument("--no-cache", action="store_true", help="neither look prompts up on disk nor keep them there")
    add_cache_dir(group)
    group.add_argument(
        "--cache-limit",
        type=size,
        metavar="SIZE",
        help="as 500M or 20G; the longest unused are removed (default: PYGLM_CACHE_LIMIT, or 10G; 0 as --no-cache)",
    )


def add_cache_dir(group: argparse._ActionsContainer) -> None:
    """Where the prefix cache is."""
    group.add_argument("--cache-dir", metavar="FOLDER", help="default: PYGLM_CACHE_DIR, or the user's cache folder")


def size(text: str) -> int:
    """An argument type: bytes as 500M or 20G."""
    try:
        return parse_size(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


SAMPLING = ("temperature", "top_p", "top_k", "min_p", "repetition_penalty", "seed", "max_new_tokens", "stop")
PROMPT_LOOKUP = {"auto": "auto", "on": True, "off": False}


def add_sampling_arguments(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """How tokens are chosen and when to stop; what is not given takes the model file's default."""
    group = parser.add_argument_group("sampling", "defaults are the model file's; usually those in brackets")
    add = group.add_argument
    add("--temperature", type=number(0), metavar="T", help="0 always takes the likeliest token (0.8)")
    add("--top-p", type=number(0, 1, above=True), metavar="P", help="the likeliest tokens that add up to P (0.8)")
    add("--top-k", type=integer(0), metavar="K", help="the K likeliest tokens; 0 is all (0)")
    add("--min-p", type=number(0, 1), metavar="P", help="tokens at least P times as likely as the likeliest (0)")
    add("--repetition-penalty", type=number(0, above=True), metavar="R", help="above 1 repeats less (1)")
    add("--seed", type=integer(0, 2**64 - 1), metavar="N", help="the same seed gives the same text (random)")
    add("--stop", type=text, action="append", metavar="TEXT", help="end where TEXT appears; may be repeated")
    parser.add_argument(
        "--prompt-lookup",
        choices=tuple(PROMPT_LOOKUP),
        help="guess what is quoted or copied from the text so far and check several tokens at once: the same text, "
        "sooner; auto does so while it pays (off; chat with documents: auto)",
    )
    return group


def sampling_arguments(args: argparse.Namespace) -> dict[str, Any]:
    """Keyword arguments for generation from add_sampling_arguments'; None is the default."""
    options = {name: getattr(args, name) for name in SAMPLING}
    return options | {"prompt_lookup": PROMPT_LOOKUP.get(args.prompt_lookup)}


def add_output_arguments(parser: argparse.ArgumentParser, *, json: bool) -> None:
    """--quiet, and --json where a command has an answer for programs."""
    if json:
        parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quiet", action="store_true", help="no notes on stderr, only errors")


def integer(minimum: int, maximum: int | None = None) -> Callable[[str], int]:
    """An argument type: an integer in [minimum, maximum]."""
    expected = f"an integer of at least {minimum}" + ("" if maximum is None else f" and at most {maximum}")

    def parse(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = minimum - 1
        if value < minimum or (maximum is not None and value > maximum):
            raise argparse.ArgumentTypeError(f"expected {expected}, found {text!r}")
        return value

    return parse


def integers(minimum: int) -> Callable[[str], list[int]]:
    """An argument type: integers of at least minimum, separated by commas."""
    one = integer(minimum)

    def parse(text: str) -> list[int]:
        return [one(part) for part in text.split(",")]

    return parse


def number(minimum: float, maximum: float = math.inf, *, above: bool = False) -> Callable[[str], float]:
    """An argument type: a finite number in [minimum, maximum], or above minimum."""
    lower = f"above {minimum:g}" if above else f"of at least {minimum:g}"
    expected = f"a number {lower}" + ("" if maximum == math.inf else f" and at most {maximum:g}")

    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or not minimum <= value <= maximum or (above and value == minimum):
            raise argparse.ArgumentTypeError(f"expected {expected}, found {text!r}")
        return value

    return parse


def text(value: str) -> str:
    """An argument type: text that UTF-8 can carry (a shell can pass bytes that are none)."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("expected UTF-8 text") from None
    return value
