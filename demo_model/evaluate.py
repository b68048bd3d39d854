"""Evaluate a packed model on cases that it was not trained for: python -m demo_model.evaluate FILE."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import pyglm
from demo_model.evaluation import LANGUAGES, SKILLS, Case, cases
from demo_model.evaluation.running import Outcome, run
from demo_model.evaluation.scoring import wilson
from pyglm.cli.arguments import integer

GOALS = {  # share of right answers; talk has none
    "tool_call": 0.92,
    "no_call": 0.95,
    "observation": 0.97,
    "interpreter": 0.92,
    "documentation": 0.85,
    "quote": 0.85,
}
SAME_GOAL = 0.97


@dataclass(frozen=True)
class Row:
    """Results of one skill in one language, or in all."""

    skill: str
    language: str
    outcomes: Sequence[Outcome]
    n_same: int | None
    """Cases with the same replies from the other file; None without one."""

    @property
    def n_right(self) -> int:
        """Cases that were answered rightly."""
        return sum(outcome.is_right for outcome in self.outcomes)


def main(argv: Sequence[str] | None = None) -> int:
    """Run `python -m demo_model.evaluate argv...`; the exit code."""
    args = _parser().parse_args(argv)
    try:
        model, other = [pyglm.load(path, threads=args.threads, cache=False) if path else None for path in _files(args)]
    except (OSError, ValueError, pyglm.Error) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 1
    assert model is not None
    rows = []
    for skill in args.skill or SKILLS:
        found = [_row(model, other, skill, language, args.limit) for language in args.language or LANGUAGES]
        rows += found if len(found) == 1 else [*found, _joined(found)]
        for row in found:
            _show_failures(row, args.show)
    if args.json:
        print(json.dumps([_record(row) for row in rows], indent=2))
    else:
        _print_table(rows)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m demo_model.evaluate", description=__doc__)
    parser.add_argument("file", metavar="FILE", help="a model file that quantize made")
    parser.add_argument("--skill", action="append", choices=list(SKILLS), help="one skill; may be repeated (all)")
    parser.add_argument("--language", action="append", choices=LANGUAGES, help="one language (both)")
    parser.add_argument("--limit", type=integer(1), metavar="N", help="so many cases of each skill and language (all)")
    parser.add_argument("--against", metavar="FILE", help="another packing: how often are all replies the same?")
    parser.add_argument("--threads", type=integer(1), metavar="N", help="threads (the physical cores)")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show so many failures of each (0)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _files(args: argparse.Namespace) -> tuple[str, str | None]:
    return args.file, args.against


def spread(which: Sequence[Case], limit: int | None) -> list[Case]:
    """So many cases, evenly from the first to the last."""
    n = len(which) if limit is None else min(limit, len(which))
    return [which[i * len(which) // n] for i in range(n)]


def _row(model: pyglm.Model, other: pyglm.Model | None, skill: str, language: str, limit: int | None) -> Row:
    chosen = spread(cases(skill, language), limit)
    start = time.perf_counter()
    outcomes = [run(model, case) for case in chosen]
    seconds = time.perf_counter() - start
    n_same = None
    if other is not None:
        n_same = sum(run(other, outcome.case).ids == outcome.ids for outcome in outcomes)
    row = Row(skill, language, outcomes, n_same)
    print(f"{skill} {language}: {row.n_right} of {len(chosen)} right, {seconds:.0f} s", file=sys.stderr)
    return row


def _joined(rows: Sequence[Row]) -> Row:
    outcomes = [outcome for row in rows for outcome in row.outcomes]
    n_same = None if rows[0].n_same is None else sum(row.n_same or 0 for row in rows)
    return Row(rows[0].skill, "all", outcomes, n_same)


def _show_failures(row: Row, count: int) -> None:
    for outcome in [outcome for outcome in row.outcomes if not outcome.is_right][:count]:
        case = outcome.case
        asked = [message["content"] for message in case.messages if message["role"] == "user"][-1]
        print(f"\n{case.id}\n  asked:    {asked}\n  expected: {dict(case.expected)}", file=sys.stderr)
        for text in outcome.said:
            print(f"  said:     {text!r}", file=sys.stderr)


def _record(row: Row) -> dict[str, object]:
    low, high = wilson(row.n_right, len(row.outcomes))
    return {
        "skill": row.skill,
        "language": row.language,
        "cases": len(row.outcomes),
        "right": row.n_right,
        "share": row.n_right / len(row.outcomes),
        "interval": [low, high],
        "goal": GOALS.get(row.skill),
        "same_reply": row.n_same,
        "failed": [outcome.case.id for outcome in row.outcomes if not outcome.is_right],
    }


def _print_table(rows: Sequence[Row]) -> None:
    has_other = rows[0].n_same is not None
    print(f"{'skill':<14} {'':<4} {'cases':>6} {'right':>7} {'95 %':>14} {'goal':>6}" + "   same reply" * has_other)
    for row in rows:
        n, goal = len(row.outcomes), GOALS.get(row.skill)
        line = f"{row.skill:<14} {row.language:<4} {n:>6} {_share(row.n_right, n)} {f'{goal:.0%}' if goal else '':>6}"
        print(line + (f"   {_share(row.n_same, n)}" if row.n_same is not None else ""))
    if has_other:
        total = [row for row in rows if row.language != "all"]
        n_same, n = sum(row.n_same or 0 for row in total), sum(len(row.outcomes) for row in total)
        print(f"{'same reply':<14} {'all':<4} {n:>6} {_share(n_same, n)} {SAME_GOAL:>6.0%}")


def _share(right: int, n: int) -> str:
    low, high = wilson(right, n)
    return f"{right / n:>7.1%} {f'{low:.1%}-{high:.1%}':>14}"


if __name__ == "__main__":
    sys.exit(main())
