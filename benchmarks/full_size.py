"""Pack and run a network of ChatGLM3-6B-32K's exact shapes, and compare time, speed and memory with the goals.

The weights are random: 12.5 GB of fp16 shards are written, packed by `quantize`, and removed. What is measured runs in
processes of its own, as users start them. Needs some 17 GB of disk; a model file that is there already is measured
without being packed again. Exit code 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from processes import WORKER, output_of, python, run_measured, seconds_to_interrupt, seconds_to_line, warm
from random_checkpoint import full_size_config, full_size_tokenizer, write_checkpoint
from repository import command, commit

GIB = 1 << 30
FULL_LAYERS = 28
FIRST_TOKEN_PROMPT = 8
MEMORY_CONTEXT = 2048
DEFAULT_REPEATS = 5
GOALS: dict[str, tuple[str, float]] = {
    # measure: whether it must be at most or at least, and what
    "pack time": ("<=", 240.0),
    "pack peak memory": ("<=", 1.5 * GIB),
    "file size": ("<=", 3.7e9),
    "first token": ("<=", 2.0),
    "decode share": (">=", 0.90),
    "prompt 512 rate": (">=", 60e9),
    "prompt 512 matmuls": (">=", 0.55),
    "4 tokens in one step": ("<=", 1.35),
    "8 sequences": (">=", 4.0),
    "memory beyond file": ("<=", 1.0 * GIB),
    "cancel latency": ("<=", 1.0),
    "interrupt latency": ("<=", 1.0),
}
FULL_Q4_ONLY = ("pack time", "file size", "first token")


@dataclass(frozen=True)
class Measure:
    """One figure. Bytes, seconds, tokens/s, per second, or a share of 1."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    sense: str = ""  # "<=" or ">="
    note: str = ""

    @property
    def passed(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.sense == "<=" else self.value >= self.goal


def measure(name: str, value: float, unit: str, *, full_q4: bool, note: str = "") -> Measure:
    """A figure with its goal, where it has one that holds for this network."""
    sense, goal = GOALS.get(name, ("", None))
    if name in FULL_Q4_ONLY and not full_q4:
        sense, goal = "", None
    return Measure(name, value, unit, goal, sense, note)


class Benchmark:
    """The steps, in order; each gives figures."""

    def __init__(self, args: argparse.Namespace, report: Callable[[str], None]) -> None:
        self._args = args
        self._report = report
        self._full_q4 = args.layers == FULL_LAYERS and args.type == "q4"
        self._checkpoint = args.work_dir / f"checkpoint-{args.layers}"
        self.file = args.work_dir / f"random-{args.layers}-{args.type}.glm"

    def run(self) -> Iterator[Measure]:
        """All figures."""
        if self._args.again or not self.file.exists():
            yield from self._pack()
        else:
            self._report(f"{self.file} is there; --again packs it anew")
        size = self.file.stat().st_size
        yield self._measure("file size", size, "bytes")
        warm(self.file)
        if not self._args.pack_only:
            yield self._first_token()
            yield from self._speed()
            yield from self._together()
            yield from self._memory(size)
            yield from self._stopping()

    def _measure(self, name: str, value: float, unit: str, note: str = "") -> Measure:
        return measure(name, value, unit, full_q4=self._full_q4, note=note)

    def _pack(self) -> Iterator[Measure]:
        if not (self._checkpoint / "model.safetensors.index.json").exists():
            self._report(f"writing a checkpoint of {self._args.layers} layers to {self._checkpoint}")
            started = time.perf_counter()
            config = full_size_config(self._args.layers)
            n_bytes = write_checkpoint(self._checkpoint, config, full_size_tokenizer(), report=self._report)
            seconds = time.perf_counter() - started
            yield Measure("checkpoint written", n_bytes / seconds, "bytes/s", note=f"{n_bytes / 1e9:.1f} GB")
        self._report(f"packing to {self.file}")
        pack = [*command("quantize"), str(self._checkpoint), "-o", str(self.file), "--type", self._args.type, "--force"]
        done = run_measured(pack)
        if done.returncode:
            raise RuntimeError(f"{' '.join(pack)} ended with {done.returncode}")
        yield self._measure("pack time", done.seconds, "s", f"{done.cpu_s:.0f} s of processor time")
        if done.peak_bytes is not None:
            yield self._measure("pack peak memory", done.peak_bytes, "bytes")
        if not self._args.keep:
            shutil.rmtree(self._checkpoint)

    def _first_token(self) -> Measure:
        self._report("starting processes: first token")
        task = python(WORKER, "first-token", self.file, FIRST_TOKEN_PROMPT)
        seconds = [seconds_to_line(task, "") for _ in range(self._args.repeat)]
        note = f"process start to first token of a prompt of {FIRST_TOKEN_PROMPT}, median of {len(seconds)}"
        return self._measure("first token", statistics.median(seconds), "s", note)

    def _speed(self) -> Iterator[Measure]:
        bench = [*command("pyglm"), "bench", str(self.file), "--prompt", "512", "--decode", "32", "--json"]
        self.bench = json.loads(output_of([*bench, "--repeat", str(min(3, self._args.repeat))]))
        limits = self.bench["limits"][0]
        read = limits["bytes_per_second"]
        prompt, decode = (next(r for r in self.bench["results"] if r["kind"] == kind) for kind in ("prompt", "decode"))
        yield Measure("read limit", read, "bytes/s", note=f"{limits['threads']} threads, plain reads")
        for mix, rate in limits["multiply_adds_per_second"].items():
            yield Measure(f"{mix} limit", rate, "mul-adds/s", note="in registers")
        yield Measure("decode", decode["tokens_per_second"]["median"], "tokens/s")
        yield Measure("decode rate", decode["bytes_per_second"], "bytes/s")
        yield self._measure("decode share", decode["bytes_per_second"] / read, "share", "of the read limit")
        yield Measure("prompt 512", prompt["tokens_per_second"]["median"], "tokens/s")
        yield self._measure("prompt 512 rate", prompt["multiply_adds_per_second"], "mul-adds/s")
        alone = prompt["matmuls_alone"]["share_of_limit"]
        yield self._measure("prompt 512 matmuls", alone, "share", "alone, of the multiplies' limit")
        for run in (decode, prompt):
            outside = 1 - statistics.median(run["matmuls_alone"]["seconds"]) / (
                statistics.median(run["seconds"]) / (run["tokens"] if run["kind"] == "decode" else 1)
            )
            yield Measure(
                f"{run['kind']} outside matmuls", outside, "share", note="of the time of a step, attention included"
            )

    def _together(self) -> Iterator[Measure]:
        self._report("several tokens in one step")
        seconds = json.loads(output_of(python(WORKER, "together", self.file, 4 * self._args.repeat)))
        four, eight = seconds["four"] / seconds["one"], 8 * seconds["one"] / seconds["eight"]
        yield self._measure("4 tokens in one step", four, "times", "the time of one")
        yield self._measure("8 sequences", eight, "times", "the tokens/s of one")

    def _memory(self, size: int) -> Iterator[Measure]:
        self._report(f"filling a context of {MEMORY_CONTEXT} tokens")
        used = json.loads(output_of(python(WORKER, "memory", self.file, MEMORY_CONTEXT)))
        if used["peak_bytes"] is not None:
            yield Measure("peak memory", used["peak_bytes"], "bytes", note=f"context of {MEMORY_CONTEXT}, file mapped")
            yield self._measure("memory beyond file", used["peak_bytes"] - size, "bytes")

    def _stopping(self) -> Iterator[Measure]:
        prompt = next(r for r in self.bench["results"] if r["kind"] == "prompt")
        delay_s = statistics.median(prompt["seconds"]) / 4
        self._report(f"stopping a prompt of 512 tokens after {delay_s:.1f} s")
        task = python(WORKER, "cancel", self.file, round(delay_s * 1e3))
        latencies = [json.loads(output_of(task))["latency_s"] for _ in range(3)]
        if None in latencies:
            raise RuntimeError("a prompt of 512 tokens ended before it could be cancelled")
        yield self._measure("cancel latency", max(latencies), "s", "worst of 3, flag set to exception")
        task = python(WORKER, "interrupt", self.file, 512)
        seconds = [seconds_to_interrupt(task, after_s=delay_s) for _ in range(3)]
        yield self._measure("interrupt latency", max(seconds), "s", "worst of 3, SIGINT to the process's end")


def in_units(value: float, unit: str) -> str:
    """A figure as people read it."""
    if unit == "bytes":
        return f"{value / 1e9:.2f} GB" if abs(value) >= 1e9 else f"{value / 1e6:.0f} MB"
    if unit == "bytes/s":
        return f"{value / 1e9:.2f} GB/s"
    if unit == "mul-adds/s":
        return f"{value / 1e9:.1f} G mul-adds/s"
    if unit == "share":
        return f"{value:.0%}"
    return f"{value:.2f} {unit}"


def table(measures: list[Measure]) -> str:
    """All figures as aligned lines."""
    rows = [("what", "measured", "goal", "", "")]
    for m in measures:
        goal = "" if m.goal is None else f"{m.sense} {in_units(m.goal, m.unit)}"
        verdict = {None: "", True: "pass", False: "FAIL"}[m.passed]
        rows.append((m.name, in_units(m.value, m.unit), goal, verdict, m.note))
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def parse_arguments() -> argparse.Namespace:
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "pyglm" / "full-size"
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--work-dir", type=Path, default=cache, help=f"where files are kept ({cache})")
    parser.add_argument("--layers", type=int, default=FULL_LAYERS, help=f"layers of the network ({FULL_LAYERS})")
    parser.add_argument("--type", choices=("q4", "q8", "f16"), default="q4", help="weights of the model file (q4)")
    parser.add_argument("--again", action="store_true", help="write and pack even if the model file is there")
    parser.add_argument("--keep", action="store_true", help="keep the checkpoint after packing")
    parser.add_argument("--pack-only", action="store_true", help="make the model file and stop")
    parser.add_argument("--repeat", type=int, default=DEFAULT_REPEATS, help="runs of short measurements (5)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


def main() -> int:
    args = parse_arguments()
    args.work_dir = args.work_dir.resolve()
    args.work_dir.mkdir(parents=True, exist_ok=True)
    benchmark = Benchmark(args, lambda line: print(line, file=sys.stderr, flush=True))
    try:
        measures = []
        for figure in benchmark.run():
            measures.append(figure)
            print(f"  {figure.name}: {in_units(figure.value, figure.unit)}", file=sys.stderr, flush=True)
    except (RuntimeError, OSError) as error:
        print(f"full_size.py: {error}", file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps(as_json(args, measures), indent=2))
    else:
        print(f"{args.layers} layers, {args.type}, commit {commit()}\n{table(measures)}")
    return 1 if any(m.passed is False for m in measures) else 0


def as_json(args: argparse.Namespace, measures: list[Measure]) -> dict[str, Any]:
    """All figures for programs, in bytes, seconds and per second."""
    figures = [asdict(m) | {"passed": m.passed} for m in measures]
    return {"layers": args.layers, "type": args.type, "commit": commit(), "measures": figures}


if __name__ == "__main__":
    sys.exit(main())
