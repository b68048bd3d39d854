"""How often is a call exactly right for tools as programs have them, and requests as people type them?

    python benchmarks/everyday_tools.py [MODEL] [--language en|zh] [--limit N] [--threads N] [--show] [--json]

MODEL is `demo` unless given. everyday_tools.jsonl has 240 tools of eight fields with 960 requests, half of them
English, written by somebody who saw nothing of the demonstration model's training: one to four parameters, optional
ones and choices among them, values anywhere in the sentence. Each request is asked twice: with its tool among two to
six of its field (the call must have this name and exactly these arguments), and, every second one, with two to six
others (no tool may be called). Greedy. There is no goal: the requests are harder than those of
`python -m demo_model.evaluate`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pyglm
from pyglm.cli.arguments import integer
from pyglm.protocol import TOOLS_SENTENCE, ToolCall

CASES = Path(__file__).with_suffix(".jsonl")
MAX_NEW_TOKENS = 128
SEED = 7


@dataclass(frozen=True)
class Case:
    """A request with the tools that are offered; `arguments` is None where none of them fits."""

    text: str
    tools: list[dict[str, Any]]
    name: str
    arguments: dict[str, Any] | None


def cases(language: str) -> Iterator[Case]:
    """The cases of a language, always the same."""
    random = Random(f"{SEED} {language}")
    fields: dict[str, list[dict[str, Any]]] = {}
    for line in CASES.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        fields.setdefault(one["field"], []).append(one)
    for written in fields.values():
        tools = [_localized(one["tool"], language) for one in written]
        for one, tool in zip(written, tools, strict=True):
            others = [other for other in tools if other is not tool]
            requests = [(text, arguments) for of, text, arguments in one["requests"] if of == language]
            for i, (text, arguments) in enumerate(requests):
                offered = [*random.sample(others, random.randint(1, 5)), tool]
                random.shuffle(offered)
                yield Case(text, offered, tool["name"], arguments)
                unfit = random.sample(others, random.randint(2, 6))
                if i % 2 == 0:
                    yield Case(text, unfit, tool["name"], None)


def _localized(tool: dict[str, Any], language: str) -> dict[str, Any]:
    """The definition with descriptions and choices in one language."""
    properties = {}
    for name, schema in tool["parameters"]["properties"].items():
        properties[name] = {**schema, "description": schema["description"][language]}
        if isinstance(schema.get("enum"), dict):
            properties[name]["enum"] = schema["enum"][language]
    return {
        **tool,
        "description": tool["description"][language],
        "parameters": {**tool["parameters"], "properties": properties},
    }


def judged(case: Case, calls: list[ToolCall]) -> str:
    """What became of a case: "right", or what is wrong with it."""
    if case.arguments is None:
        return "called" if calls else "right"
    if not calls:
        return "no call"
    if len(calls) > 1 or calls[0].name != case.name:
        return "other tool"
    # compared as JSON values: True is not 1, but 5 is 5.0
    given, wanted = calls[0].arguments, case.arguments
    same_types = all(isinstance(given.get(key), bool) == isinstance(value, bool) for key, value in wanted.items())
    return "right" if same_types and given == wanted else "arguments"


def main() -> int:
    """Run the benchmark; the exit code."""
    args = _parser().parse_args()
    try:
        model = pyglm.load(args.model, threads=args.threads, cache=False)
    except (OSError, ValueError, pyglm.Error) as error:
        print(f"everyday_tools: {error}", file=sys.stderr)
        return 1
    results = {}
    is_watched = sys.stderr.isatty() and not args.show
    for language in [args.language] if args.language else ["en", "zh"]:
        counts: dict[str, Counter[str]] = {"call": Counter(), "no call": Counter()}
        chosen = list(cases(language))
        Random(SEED).shuffle(chosen)  # so that a limit takes some of every field
        chosen = chosen[: args.limit]
        for i, case in enumerate(chosen):
            messages = [
                {"role": "system", "content": TOOLS_SENTENCE, "tools": case.tools},
                {"role": "user", "content": case.text},
            ]
            reply = model.chat(messages, temperature=0, max_new_tokens=MAX_NEW_TOKENS)
            verdict = judged(case, reply.tool_calls)
            if is_watched:
                print(f"\r{language} {i + 1} of {len(chosen)}", end="", file=sys.stderr)
            counts["no call" if case.arguments is None else "call"][verdict] += 1
            if args.show and verdict != "right":
                said = [(call.name, call.arguments) for call in reply.tool_calls]
                print(verdict, case.name, repr(case.text), case.arguments, said, sep=" | ", file=sys.stderr)
        if is_watched:
            print(file=sys.stderr)
        results[language] = {kind: _record(count) for kind, count in counts.items()}
    if args.json:
        print(json.dumps(results, indent=2))
    else:
        _print(results)
    return 0


def _record(count: Counter[str]) -> dict[str, Any]:
    n = count.total()
    return {"cases": n, "right": count["right"] / n if n else None, "wrong": dict(count - Counter(right=n))}


def _print(results: dict[str, dict[str, dict[str, Any]]]) -> None:
    for language, kinds in results.items():
        for kind, record in kinds.items():
            share = "-" if record["right"] is None else f"{record['right']:.1%}"
            wrong = ", ".join([f"{n} {what}" for what, n in sorted(record["wrong"].items())])
            print(f"{kind:8} {language}  {share:>6} of {record['cases']}   wrong: {wrong or 'none'}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?", default="demo", help="a model file, or demo")
    parser.add_argument("--language", choices=["en", "zh"], help="one language (both)")
    parser.add_argument("--limit", type=integer(1), metavar="N", help="so many cases of each language (all)")
    parser.add_argument("--threads", type=integer(1), metavar="N", help="threads (the physical cores)")
    parser.add_argument("--show", action="store_true", help="list what is wrong")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
