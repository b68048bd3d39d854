"""Compare the project with llama.cpp and ik_llama.cpp on this machine, in the same run, one after another.

Fetches the peers' source packages, builds them, writes model files of ChatGLM3-6B's shapes with random weights, and
runs all programs in turns (A B C A B C ...). What counts is the ratio of medians. Needs some 40 GB of disk, and an hour
once everything is built. The result is kept as JSON; --from shows one again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import peer_builds
from gguf_model import write_gguf
from packages import Unavailable
from peer_report import FULL_LAYERS, chart, markdown
from peer_runners import FIRST_TOKEN_PROMPT, Group, IkLlamaCpp, LlamaCpp, Pyglm, Runner, Work
from processes import output_of, python, warm
from random_checkpoint import full_size_config
from repository import REPOSITORY, commit

FEW_LAYERS = 4
DEPTHS = (4096, 8192)
PEERS: dict[str, Callable[[Path, Path], Runner]] = {"llama.cpp": LlamaCpp, "ik_llama.cpp": IkLlamaCpp}
FULL_SIZE = Path(__file__).resolve().parent / "full_size.py"


class Comparison:
    """Runs groups of work with all programs in turns and collects what each measured."""

    def __init__(self, runners: list[Runner], report: Callable[[str], None]) -> None:
        self._runners = runners
        self._report = report
        self._samples: dict[tuple[Group, Work], dict[str, list[float]]] = {}
        self.first_token_s: dict[str, list[float]] = {runner.name: [] for runner in runners}

    def run(self, group: Group) -> None:
        """A B C, as many times as the group has rounds."""
        for n in range(group.rounds):
            for runner in self._runners:
                self._report(f"{describe(group)}, round {n + 1} of {group.rounds}: {runner.name}")
                warm(runner.file(group))
                for work, speed in runner.run(group).items():
                    samples = self._samples.setdefault((group, work), {})
                    samples.setdefault(runner.name, []).append(speed)

    def run_first_token(self, group: Group, rounds: int) -> None:
        """Process start to first token, in turns."""
        for n in range(rounds):
            self._report(f"process start to first token, round {n + 1} of {rounds}")
            for runner in self._runners:
                warm(runner.file(group))
                self.first_token_s[runner.name].append(runner.first_token_s(group))

    def rows(self) -> list[dict[str, Any]]:
        """Each work with the tokens per second of all rounds, by program."""
        return [
            {
                "layers": group.layers,
                "type": group.weight_type,
                "threads": group.threads,
                **work._asdict(),
                "tokens_per_second": samples,
            }
            for (group, work), samples in self._samples.items()
        ]


def plan(args: argparse.Namespace) -> list[Group]:
    """What is measured, the most important first."""
    groups = []
    for weight_type in args.types:
        rounds = args.rounds if weight_type == "q4" else max(1, args.rounds - 1)
        groups.append(Group(args.layers, weight_type, args.threads, (128, 512), 64, (0,), rounds))
    if args.depths and "q4" in args.types:
        counts = sorted({args.threads, 1}, reverse=True)
        groups += [Group(FEW_LAYERS, "q4", threads, (512,), 32, (0,), args.rounds) for threads in counts]
        # A context takes minutes to fill, so that these are single runs.
        groups.append(Group(FEW_LAYERS, "q4", args.threads, (512,), 32, tuple(args.depths), 1))
    return groups


def describe(group: Group) -> str:
    depths = "" if group.depths == (0,) else f" in contexts of {', '.join(map(str, group.depths))}"
    return f"{group.layers} layers, {group.weight_type}, {group.threads} threads{depths}"


def prepare(groups: list[Group], args: argparse.Namespace, report: Callable[[str], None]) -> None:
    """Write the model files that are not there yet."""
    models = list(dict.fromkeys((group.layers, group.weight_type) for group in groups))
    missing = [model for model in models if not model_file(args, *model, "glm").exists()]
    for i, (layers, weight_type) in enumerate(missing):
        make = python(FULL_SIZE, "--work-dir", args.work_dir, "--layers", layers, "--type", weight_type, "--pack-only")
        # q4 and q8 are packed from one checkpoint, which the last one removes.
        keep = ["--keep"] if layers in [other for other, _ in missing[i + 1 :]] else []
        output_of([*make, *keep, "--json"], accepted=(0, 1))
    for layers, weight_type in models:
        file = model_file(args, layers, weight_type, "gguf")
        if not file.exists():
            report(f"writing {file}")
            write_gguf(file, full_size_config(layers), weight_type, args.work_dir / "packages")


def model_file(args: argparse.Namespace, layers: int, weight_type: str, ending: str) -> Path:
    """Where the project (.glm) or the peers (.gguf) find a model."""
    return Path(args.work_dir / f"random-{layers}-{weight_type}.{ending}")


def compare(args: argparse.Namespace, report: Callable[[str], None]) -> dict[str, Any]:
    """Build, prepare, measure; everything that was measured, for JSON."""
    limits: list[dict[str, Any]] = []
    sources = [source for source in peer_builds.SOURCES if source.name in args.peers]
    builds = {source.name: peer_builds.build(source, args.isa, args.work_dir, report) for source in sources}
    groups = plan(args)
    prepare(groups, args, report)
    if args.build_only:
        return {}
    runners: list[Runner] = [Pyglm(args.work_dir, args.isa, limits)]
    runners += [PEERS[name](bench, args.work_dir) for name, bench in builds.items()]
    comparison = Comparison(runners, report)
    started = time.time()
    comparison.run_first_token(groups[0], args.rounds)
    for group in groups:
        comparison.run(group)
    return {
        "date": time.strftime("%Y-%m-%d", time.gmtime(started)),
        "minutes": (time.time() - started) / 60,
        "processor": processor(),
        "isa": args.isa,
        "commit": commit(),
        "peers": {source.name: source.requirement for source in sources},
        "layers": args.layers,
        "threads": args.threads,
        "limits": limits,
        "first_token": {"prompt_tokens": FIRST_TOKEN_PROMPT, "seconds": comparison.first_token_s},
        "rows": comparison.rows(),
    }


def note(line: str) -> None:
    """Progress, with the time of day, since some steps take minutes."""
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


def processor() -> str:
    import pyglm

    return pyglm.cpu_info().brand


def parse_arguments() -> argparse.Namespace:
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "pyglm" / "peers"
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    add = parser.add_argument
    add("--work-dir", type=Path, default=cache, help=f"where sources, builds and models are kept ({cache})")
    add("--isa", choices=tuple(peer_builds.ISA_OPTIONS), default="avx2", help="what all programs may use (avx2)")
    add("--peers", type=names, default=list(PEERS), help=f"programs to compare with ({','.join(PEERS)})")
    add("--layers", type=int, default=FULL_LAYERS, help=f"layers at full size ({FULL_LAYERS})")
    add("--threads", type=int, default=2, help="threads at full size (2)")
    add("--types", type=lambda text: text.split(","), default=["q4", "q8"], help="weights (q4,q8)")
    add("--depths", type=depths, default=DEPTHS, help="context depths, with few layers (4096,8192); 0: none")
    add("--rounds", type=int, default=3, help="turns of each program (3)")
    add("--build-only", action="store_true", help="fetch, build and write the model files, and stop")
    add("--from", dest="source", type=Path, metavar="FILE", help="show an earlier result instead of measuring")
    add("--json", action="store_true", help="print the result as JSON instead of a table")
    add("--plot", type=Path, metavar="FILE", help=f"write an SVG chart ({REPOSITORY.name}/docs/peers.svg, say)")
    return parser.parse_args()


def names(text: str) -> list[str]:
    """Names of peers, of a list with commas."""
    chosen = text.split(",")
    if unknown := [name for name in chosen if name not in PEERS]:
        raise argparse.ArgumentTypeError(f"expected some of {', '.join(PEERS)}, found {', '.join(unknown)}")
    return chosen


def depths(text: str) -> tuple[int, ...]:
    """Depths above 0 of a list with commas."""
    return tuple(int(part) for part in text.split(",") if int(part) > 0)


def main() -> int:
    args = parse_arguments()
    args.work_dir = args.work_dir.resolve()
    args.work_dir.mkdir(parents=True, exist_ok=True)
    try:
        result = json.loads(args.source.read_text("utf-8")) if args.source else compare(args, note)
    except (RuntimeError, OSError, Unavailable) as error:
        print(f"peers.py: {error}", file=sys.stderr)
        return 1
    if not result:
        return 0
    if not args.source:
        kept = args.work_dir / f"peers-{time.strftime('%Y%m%d-%H%M%S')}.json"
        kept.write_text(json.dumps(result, indent=1), "utf-8")
        print(f"kept as {kept}", file=sys.stderr)
    print(json.dumps(result, indent=1) if args.json else markdown(result))
    if args.plot:
        args.plot.write_text(chart(result), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
