"""A comparison as people read it: a Markdown table with ratios, and a bar chart."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

FULL_LAYERS = 28
PROJECT = "pyglm"
PEERS = ("llama.cpp", "ik_llama.cpp")
PROGRAMS = (PROJECT, *PEERS)
COLOURS = {PROJECT: "#0b6e4f", "llama.cpp": "#9aa5b1", "ik_llama.cpp": "#c9b458"}
# How many times as fast as each peer the project is meant to be, at full size.
GOALS: dict[tuple[str, str, int], dict[str, float]] = {
    ("q4", "prompt", 512): {"llama.cpp": 2.6, "ik_llama.cpp": 1.5},
    ("q4", "decode", 64): {"llama.cpp": 1.25, "ik_llama.cpp": 1.0},
    ("q8", "prompt", 512): {"llama.cpp": 2.0},
    ("q8", "decode", 64): {"llama.cpp": 1.05},
}
FIRST_TOKEN_GOAL = 3.0  # times llama.cpp


@dataclass(frozen=True)
class Row:
    """One line: medians by program, in tokens per second, or in seconds where less is better."""

    name: str
    values: Mapping[str, float]
    goals: Mapping[str, float]
    in_seconds: bool = False

    def ratio(self, peer: str) -> float | None:
        """How many times as fast as a peer the project is."""
        if PROJECT not in self.values or peer not in self.values:
            return None
        ratio = self.values[PROJECT] / self.values[peer]
        return 1 / ratio if self.in_seconds else ratio


def rows(result: Mapping[str, Any]) -> list[Row]:
    """All lines: full size, process start, few layers, and what follows from both."""
    full = [row for row in result["rows"] if row["layers"] == result["layers"]]
    few = [row for row in result["rows"] if row["layers"] != result["layers"]]
    goals = GOALS if result["layers"] == FULL_LAYERS else {}
    lines = [_row(row, goals.get((row["type"], row["kind"], row["tokens"]), {})) for row in full]
    lines.append(_first_token(result))
    lines += [_row(row, {}) for row in few]
    return lines + list(extrapolated(result))


def _row(row: Mapping[str, Any], goals: Mapping[str, float]) -> Row:
    return Row(work_name(row), medians(row), goals)


def _first_token(result: Mapping[str, Any]) -> Row:
    first = result["first_token"]
    seconds = {name: statistics.median(values) for name, values in first["seconds"].items() if values}
    name = f"process start to first token, prompt of {first['prompt_tokens']} (s)"
    goals = {"llama.cpp": FIRST_TOKEN_GOAL} if result["layers"] == FULL_LAYERS else {}
    return Row(name, seconds, goals, in_seconds=True)


def work_name(row: Mapping[str, Any]) -> str:
    """What a row measured."""
    what = f"prompt of {row['tokens']}" if row["kind"] == "prompt" else f"decode {row['tokens']}"
    depth = f" after {row['depth']}" if row["depth"] else ""
    return f"{row['layers']} layers, {row['type']}, {row['threads']} threads: {what}{depth}"


def medians(row: Mapping[str, Any]) -> dict[str, float]:
    """Median tokens per second by program."""
    return {name: statistics.median(samples) for name, samples in row["tokens_per_second"].items()}


def extrapolated(result: Mapping[str, Any]) -> Iterator[Row]:
    """Full size in long contexts: what a context adds to a layer's time was measured with few layers.

    time(all layers, depth) = time(all layers, 0) + all / few * (time(few layers, depth) - time(few layers, 0))
    """
    index = {(r["layers"], r["threads"], r["type"], r["kind"], r["depth"], r["tokens"]): r for r in result["rows"]}
    for (layers, threads, weights, kind, depth, tokens), row in index.items():
        sizes = [key[5] for key in index if key[:5] == (result["layers"], threads, weights, kind, 0)]
        shallow = index.get((layers, threads, weights, kind, 0, tokens))
        if not depth or layers == result["layers"] or not sizes or shallow is None:
            continue
        full = index[result["layers"], threads, weights, kind, 0, tokens if tokens in sizes else sizes[-1]]
        speeds = {}
        for name in medians(row).keys() & medians(shallow).keys() & medians(full).keys():
            added = 1 / medians(row)[name] - 1 / medians(shallow)[name]  # seconds a token
            speeds[name] = 1 / (1 / medians(full)[name] + result["layers"] / layers * added)
        yield Row(f"extrapolated: {work_name({**row, 'layers': result['layers']})}", speeds, {})


def markdown(result: Mapping[str, Any]) -> str:
    """The whole comparison as a Markdown table with what it was measured on."""
    lines = [
        "| tokens/s | pyglm | llama.cpp | pyglm is | ik_llama.cpp | pyglm is |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for row in rows(result):
        cells = [number(row.values.get(PROJECT))]
        for peer in PEERS:
            cells += [number(row.values.get(peer)), versus(row, peer)]
        lines.append(f"| {row.name} | {' | '.join(cells)} |")
    peers = ", ".join(result["peers"].values())
    about = (
        f"\n{result['processor']}, {result['isa']}, commit {result['commit']}, {result['date']}; {peers}. "
        "Medians of runs in turns; random weights; rows marked extrapolated follow from runs with few layers.\n"
    )
    return "\n".join(lines) + "\n" + about + limits_line(result)


def limits_line(result: Mapping[str, Any]) -> str:
    """The machine's limits in the same run, with as many threads as at full size."""
    limits = [limit for limit in result["limits"] if limit["threads"] == result["threads"]]
    if not limits:
        return ""
    read = max(limit["bytes_per_second"] for limit in limits) / 1e9
    names = limits[0]["multiply_adds_per_second"]
    rates = {name: max(limit["multiply_adds_per_second"][name] for limit in limits) / 1e9 for name in names}
    multiply = ", ".join(f"{name} {rate:.0f}" for name, rate in rates.items())
    return f"Limits with {result['threads']} threads: {read:.1f} GB/s read; {multiply} G multiply-adds/s.\n"


def number(value: float | None) -> str:
    """Three digits."""
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def versus(row: Row, peer: str) -> str:
    """The ratio, and the goal where it is missed."""
    ratio = row.ratio(peer)
    if ratio is None:
        return ""
    goal = row.goals.get(peer)
    missed = f" (goal {goal:g})" if goal is not None and ratio < goal else ""
    return f"{ratio:.2f} x{missed}"


def chart(result: Mapping[str, Any]) -> str:
    """An SVG: each work's speed in every program, llama.cpp's being 1."""
    shown = [row for row in rows(result) if "llama.cpp" in row.values and not row.in_seconds]
    bar, gap, left, width = 14, 16, 400, 420
    longest = max((row.values[name] / row.values["llama.cpp"] for row in shown for name in row.values), default=1.0)
    parts, y = [], 56
    for row in shown:
        names = [name for name in PROGRAMS if name in row.values]
        middle = y + bar * len(names) / 2 + 4
        parts.append(f'<text x="{left - 10}" y="{middle:.0f}" text-anchor="end">{escape(row.name)}</text>')
        for name in names:
            times = row.values[name] / row.values["llama.cpp"]
            length = times / longest * width
            parts.append(f'<rect x="{left}" y="{y}" width="{length:.1f}" height="{bar - 2}" fill="{COLOURS[name]}"/>')
            label = f"{number(row.values[name])} tokens/s ({times:.2f} x)"
            parts.append(f'<text x="{left + length + 6:.1f}" y="{y + bar - 4}">{label}</text>')
            y += bar
        y += gap
    total = left + width + 160
    legend = "".join(
        f'<rect x="{left + 130 * i}" y="30" width="12" height="12" fill="{COLOURS[name]}"/>'
        f'<text x="{left + 130 * i + 18}" y="40">{name}</text>'
        for i, name in enumerate(PROGRAMS)
    )
    title = f"Speed relative to llama.cpp: {result['processor']}, {result['isa']}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="{y}" viewBox="0 0 {total} {y}" '
        f'font-family="sans-serif" font-size="11" fill="#222">\n<rect width="100%" height="100%" fill="#fff"/>\n'
        f'<text x="{left}" y="18" font-size="13">{escape(title)}</text>\n{legend}\n' + "\n".join(parts) + "\n</svg>\n"
    )
