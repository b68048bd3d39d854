"""Read a document that fills the context, once; then ask about it after restarts, which read nothing again.

    python benchmarks/long_document.py FILE [--tokens N] [--work-dir FOLDER] [--again] [--json]

FILE is a model file; random weights will do, as full_size.py makes them. The document is this repository's own text.
Every step is a process of its own: one reads and answers, others answer after a restart, and two go on with a named
session. What was read stays in the work folder: a run that was stopped goes on from there, and a second one measures
the restarts alone, unless --again. 32,000 tokens at ChatGLM3-6B's size take the better part of an hour on two cores.
Exit code 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from full_size import Measure, table
from processes import WORKER, output_of, python, warm
from repository import REPOSITORY, commit, environment

import pyglm

GIB = 1 << 30
PARTS = 4  # of the document, each with a reading speed of its own
RESTARTS = 3
QUESTION_GOAL_S, SESSION_GOAL_S, MEMORY_GOAL = 3.0, 2.0, 0.8 * GIB
SESSION = "benchmark"


def write_document(path: Path, tokenizer: pyglm.Tokenizer, n_tokens: int) -> None:
    """This repository's text, over and over, cut to n_tokens."""
    sources = sorted([*REPOSITORY.glob("docs/*.md"), *REPOSITORY.glob("csrc/**/*.h"), *REPOSITORY.glob("pyglm/*.py")])
    text = "".join(source.read_text("utf-8") for source in sources)
    while len(tokenizer.encode(text)) < n_tokens:
        text += text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if len(tokenizer.encode(text[:middle])) <= n_tokens:
            low = middle
        else:
            high = middle - 1
    path.write_text(text[:low], "utf-8")


class Benchmark:
    """The steps, in processes that share one folder of caches."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._file, self._folder = args.file.resolve(), args.work_dir.resolve()
        name = f"{self._file.stem}-{args.tokens}"
        self._caches, self._text = self._folder / f"{name}.caches", self._folder / f"{name}.txt"
        if args.again:
            shutil.rmtree(self._caches, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        if not self._text.exists():
            write_document(self._text, pyglm.load(self._file, cache=False).tokenizer, args.tokens)

    def run(self) -> list[Measure]:
        """All figures."""
        warm(self._file)
        figures = self._reading(self._answer())
        restarts = [self._answer() for _ in range(RESTARTS)]
        self._answer(SESSION)  # the session's first run: it takes the document over from the store
        sessions = [self._answer(SESSION) for _ in range(RESTARTS)]

        def median(runs: list[dict[str, Any]], name: str) -> float:
            return statistics.median(run[name] for run in runs)

        n = restarts[0]["tokens"]
        note = f"process start to first token, {n} tokens in the store"
        figures += [
            Measure("question after restart", median(restarts, "first_token_s"), "s", QUESTION_GOAL_S, "<=", note),
            Measure("session after restart", median(sessions, "ready_s"), "s", SESSION_GOAL_S, "<=", "start to ready"),
            Measure("decode", median(restarts, "decode_tokens_per_second"), "tokens/s", note=f"after {n} tokens"),
        ]
        peaks = [run["peak_bytes"] for run in restarts]
        if None not in peaks:
            beyond = max(peaks) - self._file.stat().st_size
            figures.append(Measure("memory beyond file", beyond, "bytes", MEMORY_GOAL, "<=", "peak, file mapped"))
        return figures

    def _answer(self, session: str = "") -> dict[str, Any]:
        env = environment(PYGLM_CACHE_DIR=str(self._caches), XDG_DATA_HOME=str(self._caches))
        task = python(WORKER, "document", self._file, self._text, repr(time.time()), *([session] if session else []))
        answer: dict[str, Any] = json.loads(output_of(task, env=env))
        return answer

    def _reading(self, run: dict[str, Any]) -> list[Measure]:
        """Time and speed of what this run read itself; nothing if an earlier one had read it all."""
        pieces = run["computed"]
        if len(pieces) < 2:
            return []
        (first, begun), (last, ended) = pieces[0], pieces[-1]
        note = f"tokens {first} to {last}"
        figures = [Measure("reading", (ended - begun) / 60, "minutes", note=note)]
        wanted = [first + (last - first) * part / PARTS for part in range(PARTS + 1)]
        marks = [min(pieces, key=lambda piece: abs(piece[0] - mark)) for mark in wanted]
        for (n, seconds), (more, later) in itertools.pairwise(marks):
            if later > seconds:
                figures.append(
                    Measure("reading speed", (more - n) / (later - seconds), "tokens/s", note=f"tokens {n} to {more}")
                )
        return figures


def parse_arguments() -> argparse.Namespace:
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "pyglm" / "long-document"
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("file", type=Path, help="model file")
    parser.add_argument("--tokens", type=int, default=32000, help="of the document (32000)")
    parser.add_argument("--work-dir", type=Path, default=cache, help=f"where document and caches are kept ({cache})")
    parser.add_argument("--again", action="store_true", help="forget what an earlier run read")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


def main() -> int:
    args = parse_arguments()
    try:
        figures = Benchmark(args).run()
    except (RuntimeError, OSError, pyglm.Error) as error:
        print(f"long_document.py: {error}", file=sys.stderr)
        return 1
    if args.json:
        values = [{"name": figure.name, "value": figure.value, "unit": figure.unit} for figure in figures]
        print(json.dumps({"file": str(args.file), "commit": commit(), "measures": values}, indent=2))
    else:
        print(f"{args.file.name}, commit {commit()}\n{table(figures)}")
    return 1 if any(figure.passed is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
