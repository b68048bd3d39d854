"""Decoding with prompt lookup against plain decoding: the same text, how much sooner?

    python benchmarks/prompt_lookup.py [FILE] [--scripted] [--repeats N] [--case NAME] [--threads N] [--json]

FILE is a model file; without it, the real model is packed as q8: PYGLM_SMOLLM2's, or else that of accuracy.py. Replies
that quote or edit a text of the question should be twice as fast, others at most 3 % slower; exit code 1 when they are
not. Plain and looked-up runs take turns; medians of the time between the first and the last token are compared, and
every run must give the same ids.

A network of random weights cannot quote. With --scripted it says what is written here, whatever it computes: steps cost
what they cost, and the guesses are as right as for that text.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from accuracy import find_checkpoint
from packages import Unavailable
from real_model import CACHE
from repository import commit

import pyglm
from quantize import pack

STORY = (
    "The old lighthouse on Gull Point was built in 1874 by a crew of eleven masons from Harwick. It is 31 metres "
    "tall, and its lamp could be seen from 19 miles away. For sixty years the keeper was a woman called Ada "
    "Finch, who wrote the weather into a green notebook every morning. In the winter of 1921 a storm broke all "
    "the windows on the north side, and the repairs cost 412 pounds. The lamp was switched off in 1968, when a "
    "steel mast with an electric light replaced it. Today the building holds a small museum, which is open from "
    "April to October, and the green notebooks lie in a glass case on the second floor."
)
MISSPELT = STORY.replace("lighthouse", "lighthosue").replace("weather", "wether").replace("museum", "musuem")
EDITED = STORY.replace("Ada Finch", "Ruth Marlow").replace("green", "red").replace("1968", "1971")
QUOTED = ". ".join(STORY.split(". ")[2:5])
NEW_TOKENS = 192
GOALS = {"copies": 2.0, "other": 0.97}  # times the speed of plain decoding, over all cases of a kind
GREEDY = {"temperature": 0}
SAMPLED = {"temperature": 1.0, "top_p": 1.0, "seed": 1}


@dataclass(frozen=True)
class Case:
    """A question and how to sample the answer; `says` is what a scripted network answers."""

    name: str
    kind: str  # of GOALS
    question: str
    options: dict[str, Any] = field(default_factory=dict)
    says: str = ""


REAL = (
    Case("repeat", "copies", f"{STORY}\n\nWrite the text above again, exactly as it is.", GREEDY),
    Case("quote", "copies", f"{STORY}\n\nQuote the sentences about the storm and about the keeper.", GREEDY),
    Case("extract", "copies", f"{STORY}\n\nList every fact in the text above, one a line.", GREEDY),
    Case("edit", "copies", f"Copy this text, but call the keeper Ruth Marlow, not Ada Finch:\n\n{STORY}", GREEDY),
    Case("correct", "copies", f"Correct the spelling of this text and give it all back:\n\n{MISSPELT}", GREEDY),
    Case("story", "other", "Write a story about a fox who learns to play the violin.", SAMPLED),
    Case("ideas", "other", "Give me ten unusual ideas for a birthday party, and explain each one.", SAMPLED),
    Case("about the text", "other", f"{STORY}\n\nWrite a poem about this place.", SAMPLED),
    # few ids, in any order: there is always a place that reads the same, and it is of no use
    Case(
        "noise",
        "other",
        "Say anything.",
        SAMPLED | {"temperature": 9.0, "logit_bias": dict.fromkeys(range(40, 56), 1000.0)},
    ),
)
SCRIPTED = (
    Case("repeat", "copies", STORY, says=STORY),
    Case("edit", "copies", STORY, says=EDITED),
    Case("quote", "copies", STORY, says=f"The text says about the keeper and the storm: {QUOTED}."),
    Case("noise", "other", STORY, SAMPLED | {"max_new_tokens": 64}),
    Case("noise of 16 ids", "other", STORY, REAL[-1].options | {"max_new_tokens": 96}),
)


@dataclass(frozen=True)
class Result:
    """Medians of one case. Times in seconds, from the first token to the last."""

    name: str
    kind: str
    tokens: int
    plain_s: float
    lookup_s: float
    drafted_tokens: int
    accepted_tokens: int

    @property
    def speedup(self) -> float:
        return self.plain_s / self.lookup_s


class Script:
    """A sampler that says given ids."""

    def __init__(self, ids: list[int]) -> None:
        self._ids = iter(ids)

    def accept(self, ids: Iterable[int]) -> None:
        pass

    def sample(self, logits: Any) -> int:
        return next(self._ids)


def generate(model: pyglm.Model, case: Case, mode: bool | str) -> pyglm.Completion:
    options: dict[str, Any] = {"max_new_tokens": NEW_TOKENS} | case.options | {"prompt_lookup": mode}
    prompt = model.tokenizer.encode_chat([{"role": "user", "content": case.question}])
    if not case.says:
        return model.generate(prompt, **options)
    ids = model.tokenizer.encode(case.says)
    core_sampler = pyglm._core.Sampler
    pyglm._core.Sampler = lambda **_: Script(ids)  # type: ignore[assignment,misc]
    try:
        return model.generate(prompt, **options | {"max_new_tokens": len(ids)})
    finally:
        pyglm._core.Sampler = core_sampler  # type: ignore[misc]


def measure(model: pyglm.Model, case: Case, repeats: int) -> Result:
    """Plain and looked-up runs in turns. Raises RuntimeError when their texts differ."""
    runs: dict[bool | str, list[pyglm.Completion]] = {False: [], "auto": []}
    for _ in range(repeats):
        for mode, completions in runs.items():
            completions.append(generate(model, case, mode))
    plain, looked = runs.values()
    if len({tuple(completion.token_ids) for completion in plain + looked}) != 1:
        raise RuntimeError(f"{case.name}: the texts of plain and looked-up decoding differ")
    seconds = [statistics.median(run.timings.generation_s for run in completions) for completions in (plain, looked)]
    timings = looked[-1].timings
    return Result(
        case.name, case.kind, timings.generated_tokens, *seconds, timings.drafted_tokens, timings.accepted_tokens
    )


def speedup(results: list[Result], kind: str) -> float:
    """Over all cases of a kind: plain time / looked-up time."""
    chosen = [result for result in results if result.kind == kind]
    return sum(r.plain_s for r in chosen) / sum(r.lookup_s for r in chosen)


def default_file() -> Path:
    """The real model as q8, in the cache. Raises Unavailable."""
    CACHE.mkdir(parents=True, exist_ok=True)
    path = CACHE / "prompt-lookup-q8.glm"
    pack(find_checkpoint(None), path, weight_type="q8", force=True)
    return path


def lines(result: Result) -> Iterator[str]:
    yield f"{result.name:16} {result.kind:7} {result.tokens:6} {result.tokens / result.plain_s:10.2f}"
    yield f"{result.tokens / result.lookup_s:10.2f} {result.speedup:7.2f} x"
    yield f"{result.accepted_tokens:8} of {result.drafted_tokens}"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="model file (default: the real model)")
    parser.add_argument("--scripted", action="store_true", help="for random weights: say what is written here")
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="runs of each kind (default: 3)")
    parser.add_argument("--threads", type=int, metavar="N", help="threads (default: the physical cores)")
    parser.add_argument("--case", action="append", metavar="NAME", help="only this case; may be repeated")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    try:
        model = pyglm.load(args.file or default_file(), threads=args.threads, cache=False)
    except Unavailable as reason:
        say(f"prompt_lookup: the real model cannot be had: {reason}; name a model file, with --scripted for any other")
        return 1
    cases = [case for case in (SCRIPTED if args.scripted else REAL) if not args.case or case.name in args.case]
    results = []
    if not args.json:
        print(f"{'case':16} {'kind':7} {'tokens':>6} {'plain t/s':>10} {'lookup t/s':>10} {'':9} accepted guesses")
    for case in cases:
        results.append(measure(model, case, args.repeats))
        if not args.json:
            print(" ".join(lines(results[-1])), flush=True)
    kinds = {kind: speedup(results, kind) for kind in GOALS if any(r.kind == kind for r in results)}
    if args.json:
        rows = [asdict(result) | {"speedup": result.speedup} for result in results]
        print(
            json.dumps(
                {
                    "file": model.path,
                    "isa": model.isa,
                    "threads": model.threads,
                    "commit": commit(),
                    "scripted": args.scripted,
                    "cases": rows,
                    "speedup": kinds,
                    "goals": GOALS,
                }
            )
        )
    else:
        for kind, value in kinds.items():
            verdict = "ok" if value >= GOALS[kind] else "MISSED"
            print(f"{kind}: {value:.2f} x plain decoding, goal {GOALS[kind]:g} x: {verdict} ({model.isa})")
    return 0 if all(value >= GOALS[kind] for kind, value in kinds.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
