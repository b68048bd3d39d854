"""Measure prompt and decode speed beside what this machine can do at most, taken in the same run.

Numbers are medians over the repetitions, with the slowest and the fastest. Decode is judged by the bytes that a token
reads, weights and cache; a prompt by its multiply-adds, weights and attention.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from pyglm.cli import streams
from pyglm.cli.arguments import add_model_arguments, add_output_arguments, integer, integers, load_arguments
from pyglm.cli.memory import GIB, cache_bytes_per_token

if TYPE_CHECKING:
    from pyglm.model import Model
    from pyglm.session import Session

DEFAULT_PROMPTS = [128, 512]
DEFAULT_DECODE = 16
DEFAULT_REPEATS = 3
READ_BYTES = GIB // 2  # beyond the caches of any ordinary machine, small enough for a small one


@dataclass(frozen=True)
class Limits:
    """What the machine does at most with these threads: plain reads, and multiply-adds in registers."""

    bytes_per_second: float
    multiply_adds_per_second: dict[str, float]  # by instruction mix

    @property
    def best_multiply_rate(self) -> float:
        return max(self.multiply_adds_per_second.values())

    def __or__(self, other: Limits) -> Limits:
        """The better of two measurements: on a shared machine only disturbances make one lower."""
        ours, theirs = self.multiply_adds_per_second, other.multiply_adds_per_second
        rates = {name: max(ours[name], theirs[name]) for name in ours}
        return Limits(max(self.bytes_per_second, other.bytes_per_second), rates)


@dataclass(frozen=True)
class Result:
    """One kind of run: `tokens` tokens after `depth` tokens that were in the cache; the seconds of each repetition."""

    kind: str  # "prompt" or "decode"
    depth: int
    tokens: int
    seconds: list[float]
    work: float  # of one run: multiply-adds of a prompt, bytes read of a decode

    @property
    def median_seconds(self) -> float:
        return statistics.median(self.seconds)

    @property
    def tokens_per_second(self) -> tuple[float, float, float]:
        """Median, slowest, fastest."""
        return self.tokens / self.median_seconds, self.tokens / max(self.seconds), self.tokens / min(self.seconds)

    def share(self, limits: Limits) -> float:
        """Part of the machine's limit that the median reaches."""
        limit = limits.best_multiply_rate if self.kind == "prompt" else limits.bytes_per_second
        return self.work / self.median_seconds / limit


@dataclass(frozen=True)
class Context:
    """What a run takes more because of the `depth` tokens before it: attention to them."""

    kind: str
    depth: int
    tokens: int
    seconds: float  # of the run
    multiply_adds: float

    @property
    def rate(self) -> float:
        """Multiply-adds per second; infinite where noise hides the difference."""
        return self.multiply_adds / self.seconds if self.seconds > 0 else float("inf")


def context_costs(model: Model, results: list[Result]) -> list[Context]:
    """Each run at a depth against the same run at depth 0, where that was measured too."""
    empty = {(result.kind, result.tokens): result for result in results if result.depth == 0}
    costs = []
    for result in results:
        base = empty.get((result.kind, result.tokens))
        if base and result.depth:
            work = 2 * model.config.num_layers * model.config.attention_size * result.tokens * result.depth
            seconds = result.median_seconds - base.median_seconds
            costs.append(Context(result.kind, result.depth, result.tokens, seconds, float(work)))
    return costs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `pyglm bench`."""
    add_model_arguments(parser)
    group = parser.add_argument_group("measuring")
    add = group.add_argument
    add(
        "--prompt", type=integers(0), default=DEFAULT_PROMPTS, metavar="N,...", help="prompt lengths (128,512); 0: none"
    )
    add("--decode", type=integer(0), default=DEFAULT_DECODE, metavar="N", help="tokens to decode (16); 0: none")
    add("--depth", type=integers(0), default=[0], metavar="N,...", help="tokens already in the cache (0)")
    add("--repeat", type=integer(1), default=DEFAULT_REPEATS, metavar="N", help="runs of each, for the median (3)")
    add_output_arguments(parser, json=True)


def run(args: argparse.Namespace) -> int:
    """Measure and print; 130 when Ctrl-C ended it, with what was measured so far."""
    import pyglm

    report = (lambda text: None) if args.quiet else streams.note
    model = pyglm.load(args.file, **load_arguments(args))
    limits = measure_limits(model, report)
    results: list[Result] = []
    code = 0
    try:
        results.extend(measure(model, args, report))
        limits |= measure_limits(model, report)
    except KeyboardInterrupt:
        code = streams.INTERRUPTED
    if args.json:
        print(json.dumps(to_json(model, args, limits, results), ensure_ascii=False, indent=2))
    else:
        show(model, args, limits, results)
    return code


def measure_limits(model: Model, report: Callable[[str], None]) -> Limits:
    """What the machine can do now, with as many threads as the model has and its kernel table."""
    from pyglm import _core

    report("measuring the machine's limits")
    return Limits(
        _core.measure_read_bandwidth(model.threads, READ_BYTES, model.isa),
        _core.measure_multiply_rate(model.threads, model.isa),
    )


def measure(model: Model, args: argparse.Namespace, report: Callable[[str], None]) -> Iterator[Result]:
    """The results of all kinds of runs, one after another."""
    prompts = [tokens for tokens in args.prompt if tokens > 0]
    longest = max([*prompts, args.decode, 1])
    for depth in args.depth:
        report(f"filling the cache with {depth} tokens" if depth else "warming up")
        session = model.session(max_tokens=depth + longest)
        session.forward(random_ids(model, max(depth, 1)), logits="last")
        for tokens in prompts:
            report(f"prompt of {tokens} tokens after {depth}, {args.repeat} times")
            ids = random_ids(model, tokens)
            seconds = timed(session, depth, args.repeat, partial(session.forward, ids, logits="last"))
            yield Result("prompt", depth, tokens, seconds, prompt_multiply_adds(model, depth, tokens))
        if args.decode:
            report(f"decode of {args.decode} tokens after {depth}, {args.repeat} times")
            seconds = timed(session, depth, args.repeat, partial(decode, model, session, args.decode))
            yield Result("decode", depth, args.decode, seconds, decode_bytes(model, args.kv_type, depth, args.decode))


def timed(session: Session, depth: int, repeat: int, work: Callable[[], object]) -> list[float]:
    """Seconds of each repetition of work on a session that holds depth tokens."""
    seconds = []
    for _ in range(repeat):
        session.truncate(depth)
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return seconds


def decode(model: Model, session: Session, tokens: int) -> None:
    """One token after another; which ones does not matter to the speed."""
    for token in random_ids(model, tokens):
        session.forward([token], logits="last")


def random_ids(model: Model, count: int) -> list[int]:
    """Ids of ordinary tokens, the same in every run."""
    import numpy as np

    return [int(token) for token in np.random.default_rng(count).integers(3, model.tokenizer.padding_ids.start, count)]


def prompt_multiply_adds(model: Model, depth: int, tokens: int) -> float:
    """Multiply-adds of a prompt whose last token alone passes the output layer."""
    config = model.config
    output = config.vocab_size * config.hidden_size
    weights = tokens * (model.matmul_weights - output) + output
    pairs = tokens * depth + tokens * (tokens + 1) // 2  # causal: a token sees those before it and itself
    attention = 2 * config.num_layers * config.attention_size * pairs  # queries x keys, probabilities x values
    return float(weights + attention)


def decode_bytes(model: Model, kv_type: str, depth: int, tokens: int) -> float:
    """Bytes that tokens decoded after depth read: all packed weights and the cache so far, each time."""
    config = model.config
    cached = cache_bytes_per_token(config, kv_type)
    positions = tokens * depth + tokens * (tokens + 1) // 2
    return float(tokens * model.weight_bytes + positions * cached)


def to_json(model: Model, args: argparse.Namespace, limits: Limits, results: list[Result]) -> dict[str, Any]:
    """The measurement for programs; rates per second, bytes and multiply-adds as they are."""
    from pyglm import _core

    return {
        "file": args.file,
        "processor": _core.cpu_info().brand,
        "isa": model.isa,
        "threads": model.threads,
        "kv_type": args.kv_type,
        "limits": asdict(limits),
        "results": [_result_json(result, limits) for result in results],
        "context_costs": [asdict(cost) for cost in context_costs(model, results)],
    }


def _result_json(result: Result, limits: Limits) -> dict[str, Any]:
    median, slowest, fastest = result.tokens_per_second
    rate = "multiply_adds_per_second" if result.kind == "prompt" else "bytes_per_second"
    return {
        "kind": result.kind,
        "depth": result.depth,
        "tokens": result.tokens,
        "seconds": result.seconds,
        "tokens_per_second": {"median": median, "min": slowest, "max": fastest},
        rate: result.work / result.median_seconds,
        "share_of_limit": result.share(limits),
    }


def show(model: Model, args: argparse.Namespace, limits: Limits, results: list[Result]) -> None:
    """A table and a bar for each result's share of the limit, on stdout."""
    from rich.table import Table

    from pyglm import _core

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("run")
    for column in ("depth", "tokens/s", "min", "max", "rate", "of the limit"):
        table.add_column(column, justify="right")
    table.add_column("")
    for result in results:
        rate = result.work / result.median_seconds / 1e9
        unit = "G mul-adds/s" if result.kind == "prompt" else "GB/s"
        speeds = [f"{speed:.2f}" for speed in result.tokens_per_second]
        share = result.share(limits)
        run = f"{result.kind} {result.tokens}"
        table.add_row(run, str(result.depth), *speeds, f"{rate:.1f} {unit}", f"{share:.0%}", bar(share))
    multiply = ", ".join(f"{name} {rate / 1e9:.1f}" for name, rate in limits.multiply_adds_per_second.items())
    console = streams.console()
    console.print(f"{args.file} on {_core.cpu_info().brand}")
    console.print(f"{model.threads} threads, {model.isa}, {args.kv_type} cache; medians of {args.repeat}")
    console.print(f"limits: {limits.bytes_per_second / 1e9:.1f} GB/s read; {multiply} G mul-adds/s\n")
    console.print(table)
    for cost in context_costs(model, results):
        per_token = f"{1e3 * cost.seconds / cost.tokens:.2f} ms a token, {cost.rate / 1e9:.1f} G multiply-adds/s"
        console.print(f"attention to {cost.depth} tokens in {cost.kind} {cost.tokens}: {per_token}")


def bar(share: float, width: int = 20) -> str:
    """Share of 1 as a bar of width cells, in eighths of a cell where the encoding has such blocks."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    full, rest = divmod(eighths, 8)
    if "utf" not in (sys.stdout.encoding or "").lower():
        return "#" * (full + (rest >= 4))
    return "█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else "")
