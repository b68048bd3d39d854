"""Measure prompt and decode speed beside what this machine can do at most, taken in the same run.

Numbers are medians over the repetitions, with the slowest and the fastest. Decode is judged by the bytes that a token
reads, weights and cache; a prompt by its multiply-adds, weights and attention.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from pyglm.cli import streams
from pyglm.cli.arguments import add_model_arguments, add_output_arguments, integer, integers
from pyglm.cli.memory import GIB, cache_bytes_per_token

if TYPE_CHECKING:
    from pyglm.model import Model
    from pyglm.session import Session

DEFAULT_PROMPTS = [128, 512]
DEFAULT_DECODE = 16
DEFAULT_REPEATS = 3
READ_BYTES = GIB // 2  # beyond the caches of any ordinary machine, small enough for a small one


PASS_TOKENS = 512  # of a prompt, at most, that go through the network together


@dataclass(frozen=True)
class Limits:
    """What the machine does at most with these threads: plain reads, and multiply-adds in registers."""

    threads: int
    bytes_per_second: float
    multiply_adds_per_second: dict[str, float]  # by instruction mix: that of integer kernels first, floats last

    def multiply_rate(self, is_float: bool) -> float:
        """Of the mix that kernels for such weights use."""
        return list(self.multiply_adds_per_second.values())[-1 if is_float else 0]

    def __or__(self, other: Limits) -> Limits:
        """The better of two measurements: on a shared machine only disturbances make one lower."""
        ours, theirs = self.multiply_adds_per_second, other.multiply_adds_per_second
        rates = {name: max(ours[name], theirs[name]) for name in ours}
        return Limits(self.threads, max(self.bytes_per_second, other.bytes_per_second), rates)


@dataclass(frozen=True)
class Runs:
    """Repetitions of the same work."""

    seconds: list[float]
    work: float  # of one: multiply-adds of a prompt, bytes read of a decode

    @property
    def median_seconds(self) -> float:
        return statistics.median(self.seconds)

    @property
    def rate(self) -> float:
        """Work per second, of the median."""
        return self.work / self.median_seconds


@dataclass(frozen=True)
class Result:
    """One kind of run: `tokens` tokens after `depth` tokens that were in the cache."""

    kind: str  # "prompt" or "decode"
    depth: int
    tokens: int
    steps: Runs  # all that a model does
    matmuls: Runs  # the matrix products of one pass alone
    limits: Limits  # of these threads; after the runs, the better of both measurements
    is_float: bool

    @property
    def tokens_per_second(self) -> tuple[float, float, float]:
        """Median, slowest, fastest."""
        seconds = self.steps.seconds
        return self.tokens / self.steps.median_seconds, self.tokens / max(seconds), self.tokens / min(seconds)

    @property
    def limit(self) -> float:
        """Work per second that the machine does at most."""
        return self.limits.multiply_rate(self.is_float) if self.kind == "prompt" else self.limits.bytes_per_second


@dataclass(frozen=True)
class Context:
    """What a run takes more because of the `depth` tokens before it: attention to them."""

    threads: int
    kind: str
    depth: int
    tokens: int
    seconds: float  # of the run
    multiply_adds: float

    @property
    def rate(self) -> float:
        """Multiply-adds per second; infinite where noise hides the difference."""
        return self.multiply_adds / self.seconds if self.seconds > 0 else math.inf


def context_costs(model: Model, results: list[Result]) -> list[Context]:
    """Each run at a depth against the same run at depth 0, where that was measured too."""
    empty = {(result.limits.threads, result.kind, result.tokens): result for result in results if result.depth == 0}
    costs = []
    for result in results:
        base = empty.get((result.limits.threads, result.kind, result.tokens))
        if base and result.depth:
            work = 2 * model.config.num_layers * model.config.attention_size * result.tokens * result.depth
            seconds = result.steps.median_seconds - base.steps.median_seconds
            costs.append(Context(result.limits.threads, result.kind, result.depth, result.tokens, seconds, float(work)))
    return costs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `pyglm bench`."""
    add_model_arguments(parser, many_threads=True)
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
    results: list[Result] = []
    all_limits: list[Limits] = []
    code = 0
    for threads in args.threads or [None]:
        model = pyglm.load(args.file, threads=threads, kv_type=args.kv_type)
        limits = measure_limits(model, report)
        measured: list[Result] = []
        try:
            measured.extend(measure(model, args, limits, report))
            limits |= measure_limits(model, report)
        except KeyboardInterrupt:
            code = streams.INTERRUPTED
        all_limits.append(limits)
        results.extend(replace(result, limits=limits) for result in measured)
        if code:
            break
    if args.json:
        print(json.dumps(to_json(model, args, all_limits, results), ensure_ascii=False, indent=2))
    else:
        show(model, args, all_limits, results)
    return code


def measure_limits(model: Model, report: Callable[[str], None]) -> Limits:
    """What the machine can do now, with as many threads as the model has and its kernel table."""
    from pyglm import _core

    report(f"measuring the machine's limits with {model.threads} threads")
    return Limits(
        model.threads,
        _core.measure_read_bandwidth(model.threads, READ_BYTES, model.isa),
        _core.measure_multiply_rate(model.threads, model.isa),
    )


def measure(model: Model, args: argparse.Namespace, limits: Limits, report: Callable[[str], None]) -> Iterator[Result]:
    """The results of all kinds of runs, one after another."""
    prompts = [tokens for tokens in args.prompt if tokens > 0]
    longest = max([*prompts, args.decode, 1])

    def result(kind: str, tokens: int, step: Callable[[], object], work: float, matmul_work: float) -> Result:
        report(f"{kind} of {tokens} tokens after {depth}, {args.repeat} times")
        seconds = timed(session, depth, args.repeat, step)
        matmuls = [model._core.time_matmuls() for _ in range(args.repeat)]
        return Result(
            kind, depth, tokens, Runs(seconds, work), Runs(matmuls, matmul_work), limits, model._core.is_float
        )

    for depth in args.depth:
        report(f"filling the cache with {depth} tokens" if depth else "warming up")
        session = model.session(max_tokens=depth + longest)
        session.forward(random_ids(model, max(depth, 1)), logits="last")
        for tokens in prompts:
            prompt = partial(session.forward, random_ids(model, tokens), logits="last")
            last_pass = (tokens - 1) % PASS_TOKENS + 1
            yield result(
                "prompt",
                tokens,
                prompt,
                prompt_multiply_adds(model, depth, tokens),
                matmul_multiply_adds(model, last_pass),
            )
        if args.decode:
            reply = partial(decode, model, session, args.decode)
            yield result(
                "decode", args.decode, reply, decode_bytes(model, args.kv_type, depth, args.decode), model.weight_bytes
            )


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


def matmul_multiply_adds(model: Model, tokens: int) -> float:
    """Multiply-adds in matrix products of tokens of which the last one alone passes the output layer."""
    output = model.config.vocab_size * model.config.hidden_size
    return float(tokens * (model.matmul_weights - output) + output)


def prompt_multiply_adds(model: Model, depth: int, tokens: int) -> float:
    """Multiply-adds of a prompt: matrix products and attention."""
    config = model.config
    pairs = tokens * depth + tokens * (tokens + 1) // 2  # causal: a token sees those before it and itself
    attention = 2 * config.num_layers * config.attention_size * pairs  # queries x keys, probabilities x values
    return matmul_multiply_adds(model, tokens) + attention


def decode_bytes(model: Model, kv_type: str, depth: int, tokens: int) -> float:
    """Bytes that tokens decoded after depth read: all packed weights and the cache so far, each time."""
    config = model.config
    cached = cache_bytes_per_token(config, kv_type)
    positions = tokens * depth + tokens * (tokens + 1) // 2
    return float(tokens * model.weight_bytes + positions * cached)


def to_json(model: Model, args: argparse.Namespace, limits: list[Limits], results: list[Result]) -> dict[str, Any]:
    """The measurement for programs; rates per second, bytes and multiply-adds as they are."""
    from pyglm import _core

    return {
        "file": args.file,
        "processor": _core.cpu_info().brand,
        "isa": model.isa,
        "kv_type": args.kv_type,
        "limits": [asdict(one) for one in limits],
        "results": [_result_json(result) for result in results],
        "context_costs": [asdict(cost) for cost in context_costs(model, results)],
    }


def _result_json(result: Result) -> dict[str, Any]:
    median, slowest, fastest = result.tokens_per_second
    rate = "multiply_adds_per_second" if result.kind == "prompt" else "bytes_per_second"

    def shown(runs: Runs) -> dict[str, Any]:
        return {"seconds": runs.seconds, rate: runs.rate, "share_of_limit": runs.rate / result.limit}

    return {
        "threads": result.limits.threads,
        "kind": result.kind,
        "depth": result.depth,
        "tokens": result.tokens,
        "tokens_per_second": {"median": median, "min": slowest, "max": fastest},
        **shown(result.steps),
        "matmuls_alone": shown(result.matmuls),
    }


def show(model: Model, args: argparse.Namespace, limits: list[Limits], results: list[Result]) -> None:
    """A table and a bar for each result's share of the limit, on stdout."""
    from rich.table import Table

    from pyglm import _core

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("run")
    for column in ("threads", "depth", "tokens/s", "min", "max", "rate", "of the limit", "matmuls alone"):
        table.add_column(column, justify="right")
    table.add_column("")
    for result in results:
        unit = "G mul-adds/s" if result.kind == "prompt" else "GB/s"
        speeds = [f"{speed:.2f}" for speed in result.tokens_per_second]
        share, alone = result.steps.rate / result.limit, result.matmuls.rate / result.limit
        table.add_row(
            f"{result.kind} {result.tokens}",
            str(result.limits.threads),
            str(result.depth),
            *speeds,
            f"{result.steps.rate / 1e9:.1f} {unit}",
            f"{share:.0%}",
            f"{alone:.0%}",
            bar(share),
        )
    console = streams.console()
    console.print(f"{args.file} on {_core.cpu_info().brand}")
    console.print(f"{model.isa}, {args.kv_type} cache; medians of {args.repeat}")
    for one in limits:
        multiply = ", ".join(f"{name} {rate / 1e9:.1f}" for name, rate in one.multiply_adds_per_second.items())
        console.print(
            f"limits of {one.threads} threads: {one.bytes_per_second / 1e9:.1f} GB/s read; {multiply} G mul-adds/s"
        )
    console.print()
    console.print(table)
    if any(result.steps.rate > result.limit for result in results):
        console.print("above 100 %: the limit is main memory's; much of this model stays in the processor's caches")
    for cost in context_costs(model, results):
        per_token = f"{1e3 * cost.seconds / cost.tokens:.2f} ms a token, {cost.rate / 1e9:.1f} G multiply-adds/s"
        console.print(
            f"attention to {cost.depth} tokens in {cost.kind} {cost.tokens}, {cost.threads} threads: {per_token}"
        )


def bar(share: float, width: int = 20) -> str:
    """Share of 1 as a bar of width cells, in eighths of a cell where the encoding has such blocks."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    full, rest = divmod(eighths, 8)
    if "utf" not in (sys.stdout.encoding or "").lower():
        return "#" * (full + (rest >= 4))
    return "█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else "")
