"""The command `quantize`: arguments, answers, exit codes.

Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted (Ctrl-C), 143 or 129 terminated (SIGTERM, SIGHUP).
Answers go to stdout, everything else to stderr.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Any

import pyglm
from pyglm.cli.arguments import FILE_HELP
from pyglm.demo import DEMO, resolve
from pyglm.packing import WEIGHT_TYPES
from quantize import tables
from quantize.evaluate import evaluate
from quantize.heat_map import write_heat_map
from quantize.inspect import describe
from quantize.long_context import KV_TYPES, evaluate_long
from quantize.pack import PackReport, pack
from quantize.progress import ProgressReport

_COMMANDS = ("pack", "inspect", "eval")


class Terminated(BaseException):
    """SIGTERM or SIGHUP, raised where the program is, so that everything is cleaned up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    # A closed stream is None in Python; what is written to it goes nowhere.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # any text, whatever the locale
    arguments = list(sys.argv[1:] if argv is None else argv)
    args = _parser().parse_args(_with_command(arguments))
    before = _catch_termination()
    try:
        args.run(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _fail("interrupted" + args.leftovers, 130)
    except Terminated as termination:
        return _fail("terminated" + args.leftovers, termination.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader went away: nothing is wrong
    except (pyglm.Error, OSError, ValueError, MemoryError) as error:
        return _fail(str(error) or type(error).__name__, 1)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def _with_command(arguments: list[str]) -> list[str]:
    """`quantize SOURCE ...` is short for `quantize pack SOURCE ...`."""
    if not arguments or arguments[0] in (*_COMMANDS, "-h", "--help", "--version"):
        return arguments
    return ["pack", *arguments]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quantize",
        description="Turn a ChatGLM3 checkpoint into one model file for pyglm, look inside it, measure what it lost.",
        epilog="quantize SOURCE -o FILE is short for quantize pack SOURCE -o FILE.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"quantize (pyglm-runtime) {pyglm.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_pack(commands)
    _add_inspect(commands)
    _add_eval(commands)
    return parser


def _add_pack(commands: Any) -> None:
    parser = commands.add_parser(
        "pack",
        help="write a model file from a checkpoint folder",
        description="Write a model file from a Hugging Face folder of ChatGLM3 (or ChatGLM2): config.json, "
        "tokenizer.model and safetensors or PyTorch weights. The file appears when it is complete; a run that fails "
        "or is interrupted leaves nothing behind.",
        allow_abbrev=False,
    )
    parser.add_argument("source", metavar="SOURCE", type=Path, help="the checkpoint's folder")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the model file to write")
    parser.add_argument(
        "--type",
        choices=WEIGHT_TYPES,
        default="q4",
        help="q4: layers at 4.3 bits a weight, embedding and output at 8.3 (default); q8: all at 8.3; "
        "f16: half precision, for reference",
    )
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")
    _add_common(parser)
    parser.set_defaults(run=_run_pack, leftovers=": nothing was left behind")


def _add_inspect(commands: Any) -> None:
    parser = commands.add_parser(
        "inspect",
        help="show what a model file holds",
        description="Show a model file's config, recipe, defaults, and every tensor with its size and error.",
        allow_abbrev=False,
    )
    parser.add_argument("file", metavar="FILE", type=_model_file, help=FILE_HELP)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_run_inspect, leftovers="")


def _add_eval(commands: Any) -> None:
    parser = commands.add_parser(
        "eval",
        help="measure perplexity and the divergence from a reference",
        description="Predict the second half of each window of a text. Prints the perplexity and, against a "
        "reference file, the mean Kullback-Leibler divergence, all with standard errors. With --long: perplexity by "
        "position in long stretches of the text, and a number to find in it, for each type of key/value cache.",
        allow_abbrev=False,
    )
    parser.add_argument("file", metavar="FILE", type=_model_file, help=FILE_HELP)
    parser.add_argument("--text", metavar="TEXT", type=Path, required=True, help="a UTF-8 text file")
    parser.add_argument("--against", metavar="FILE", type=_model_file, help="the reference, such as the f16 model file")
    parser.add_argument(
        "--context", metavar="N", type=_context, help="positions in a window (512; --long: the model's)"
    )
    parser.add_argument("--windows", metavar="N", type=_positive, help="windows (default: as many as the text fills)")
    parser.add_argument(
        "--kv-type",
        choices=("f32", "f16", "q8"),
        default="f32",
        help="numbers in the key/value cache; f32 (default) leaves the weights' error alone",
    )
    _add_long(parser)
    _add_common(parser)
    parser.set_defaults(run=_run_eval, leftovers="", usage_error=parser.error)


def _add_long(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("long contexts")
    group.add_argument("--long", action="store_true", help="measure by position, and hide a pass key in the text")
    group.add_argument(
        "--kv-types",
        metavar="TYPE,...",
        type=_kv_types,
        help=f"with --long: caches to compare with the first ({','.join(KV_TYPES)})",
    )
    group.add_argument("--depths", metavar="N", type=_count, help="with --long: places for the pass key (5); 0: none")
    group.add_argument("--keys", metavar="N", type=_positive, help="with --long: pass keys for each place (1)")
    group.add_argument("--heat-map", metavar="FILE", type=Path, help="with --long: write the pass keys' SVG picture")


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--threads", metavar="N", type=_positive, help="threads (default: this process's cores)")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr, only errors")


def _run_pack(args: argparse.Namespace) -> None:
    with ProgressReport("MB", scale=1e6, quiet=args.quiet) as progress:
        report = pack(
            args.source,
            args.output,
            weight_type=args.type,
            force=args.force,
            threads=args.threads or 0,
            progress=progress,
        )
    if args.json:
        _print_json({**asdict(report), "path": str(report.path)})
    elif not args.quiet:
        print(_summary(report), file=sys.stderr)


def _summary(report: PackReport) -> str:
    return (
        f"{report.path}: {report.type}, {report.size_bytes / 1e9:.2f} GB from {report.source_bytes / 1e9:.2f} GB in "
        f"{report.seconds:.1f} s ({report.source_bytes / 1e6 / max(report.seconds, 1e-9):.0f} MB/s)"
    )


def _run_inspect(args: argparse.Namespace) -> None:
    description = describe(args.file)
    if args.json:
        _print_json(tables.description_json(description))
    else:
        tables.print_description(description)


def _run_eval(args: argparse.Namespace) -> None:
    if args.long:
        return _run_long(args)
    for option in ("kv_types", "depths", "keys", "heat_map"):
        if getattr(args, option) is not None:
            args.usage_error(f"--{option.replace('_', '-')} needs --long")
    text = _read_text(args.text)
    with ProgressReport("windows", quiet=args.quiet) as progress:
        evaluation = evaluate(
            args.file,
            text,
            against=args.against,
            context=args.context or 512,
            windows=args.windows,
            threads=args.threads,
            kv_type=args.kv_type,
            progress=progress,
        )
    if args.json:
        _print_json(asdict(evaluation))
    else:
        tables.print_evaluation(evaluation)
    return None


def _run_long(args: argparse.Namespace) -> None:
    if args.against:
        args.usage_error("--against compares files, --long types of cache: leave one out")
    if args.heat_map and args.depths == 0:
        args.usage_error("--heat-map shows what --depths 0 leaves out")
    with ProgressReport("steps", quiet=args.quiet) as progress:
        result = evaluate_long(
            args.file,
            _read_text(args.text),
            kv_types=args.kv_types or KV_TYPES,
            context=args.context,
            windows=args.windows,
            depths=5 if args.depths is None else args.depths,
            keys=args.keys or 1,
            threads=args.threads,
            progress=progress,
        )
    if args.heat_map:
        write_heat_map(args.heat_map, f"{args.file.name}: finding a pass key", result.passkeys)
    if args.json:
        _print_json(asdict(result))
    else:
        tables.print_long_context(result)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise pyglm.Error(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise pyglm.Error(f"{path}: not UTF-8 text: {error.reason} at byte {error.start}") from None


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _fail(message: str, code: int) -> int:
    # Names in a checkpoint are not trusted with the terminal.
    line = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(message.splitlines()))
    print(f"quantize: error: {line}", file=sys.stderr)
    return code


def _model_file(text: str) -> Path:
    if text != DEMO:
        return Path(text)
    try:
        return Path(resolve(text))
    except FileNotFoundError as error:
        raise argparse.ArgumentTypeError(error.strerror) from None


def _positive(text: str) -> int:
    value = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"expected a number of at least 1, found {text!r}")
    return value


def _count(text: str) -> int:
    return 0 if text == "0" else _positive(text)


def _kv_types(text: str) -> list[str]:
    names = text.split(",")
    wrong = [name for name in names if name not in KV_TYPES]
    if wrong or len(set(names)) < len(names):
        raise argparse.ArgumentTypeError(f"expected some of {','.join(KV_TYPES)}, each once, found {text!r}")
    return names


def _context(text: str) -> int:
    value = _positive(text)
    if value < 8 or value % 2:
        raise argparse.ArgumentTypeError(f"expected an even number of at least 8, found {text!r}")
    return value


def _catch_termination() -> dict[int, Any]:
    """Raise Terminated on SIGTERM and SIGHUP; returns the handlers before. What nohup ignores stays ignored."""

    def terminate(number: int, frame: FrameType | None) -> None:
        raise Terminated(number)

    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) == signal.SIG_DFL:
                before[number] = signal.signal(number, terminate)
    return before
