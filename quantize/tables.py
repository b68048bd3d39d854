"""Descriptions and evaluations as tables for people and as objects for JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from quantize.evaluate import Evaluation, Mean
from quantize.inspect import Description
from quantize.long_context import LongContext, Passkey

_PIPE_WIDTH = 160  # columns where no terminal tells them


def description_json(description: Description) -> dict[str, Any]:
    """Everything in a description, and what follows from it."""
    return {
        **asdict(description),
        "path": str(description.path),
        "weights": description.n_weights,
        "bits_per_weight": description.bits_per_weight,
        "linear_bits_per_weight": description.linear_bits_per_weight,
    }


def print_description(description: Description) -> None:
    """Two tables on stdout: the file, and its tensors."""
    recipe, config = description.recipe, description.config
    console = _console()
    facts = _table(None, "", "")
    for name, value in (
        ("file", f"{description.path}, {description.size_bytes:,} bytes"),
        ("format", f"pyglm {description.format_version}, written by {recipe.get('tool', '?')}"),
        (
            "type",
            f"{recipe.get('type')}: linear layers {recipe.get('linear')}, value projections {recipe.get('value')}, "
            f"embedding {recipe.get('embedding')}, output {recipe.get('output')}",
        ),
        (
            "weights",
            f"{description.n_weights:,} at {description.bits_per_weight:.3f} bits, linear layers at "
            f"{description.linear_bits_per_weight:.3f}",
        ),
        ("source", description.source_hash),
        ("generation", _pairs(description.generation)),
        ("config", _pairs(asdict(config))),
        ("tokenizer", f"{description.tokenizer_bytes:,} bytes"),
    ):
        facts.add_row(name, value)
    console.print(facts)
    tensors = _table("tensors", "tensor", "type", "shape", "bytes", "bits/weight", "relative RMS error")
    for tensor in description.tensors:
        error = tensor.relative_rms_error
        tensors.add_row(
            tensor.name,
            tensor.type,
            " x ".join(map(str, tensor.shape)),
            f"{tensor.size_bytes:,}",
            f"{tensor.bits_per_weight:.3f}",
            "exact" if not error else f"{error:.6f}",
        )
    for column in tensors.columns[3:]:
        column.justify = "right"
    console.print(tensors)


def print_evaluation(evaluation: Evaluation) -> None:
    """One table on stdout."""
    table = _table(
        f"{evaluation.tokens} tokens in {evaluation.windows} windows of {evaluation.context}",
        "measure",
        "value",
        "standard error",
    )
    for name, value in _measures(evaluation):
        if isinstance(value, Mean):
            table.add_row(name, f"{value.mean:.6g}", f"{value.standard_error:.2g}")
        else:
            table.add_row(name, f"{value:.6g}", "")
    _console().print(table)


def print_long_context(result: LongContext) -> None:
    """Tables on stdout: perplexity by position, and the passkey test of each cache type."""
    console = _console()
    title = f"{result.overall[0].tokens} tokens in {result.windows} windows of {result.context}, by position"
    table = _table(title, "positions", "cache", "tokens", "perplexity", "+-", "mean KL to first", "+-", "same top id")
    for bucket in [*result.buckets, *result.overall]:
        kl = ["", "", ""]
        if bucket.kl and bucket.same_top:
            kl = [f"{bucket.kl.mean:.3g}", f"{bucket.kl.standard_error:.2g}", f"{bucket.same_top.mean:.4f}"]
        table.add_row(
            f"{bucket.begin}..{bucket.end - 1}",
            bucket.kv_type,
            str(bucket.tokens),
            f"{bucket.perplexity.mean:.6g}",
            f"{bucket.perplexity.standard_error:.2g}",
            *kl,
        )
    console.print(table)
    for kv_type in dict.fromkeys(passkey.kv_type for passkey in result.passkeys):
        console.print(_passkey_table(kv_type, [p for p in result.passkeys if p.kv_type == kv_type]))


def _passkey_table(kv_type: str, passkeys: list[Passkey]) -> Table:
    """Depths down, lengths across."""
    lengths = sorted({passkey.length for passkey in passkeys})
    title = f"passkey, {kv_type} cache: keys found, and the probability of their digits"
    table = _table(title, "depth", *(f"{length} tokens" for length in lengths))
    for depth in sorted({passkey.depth for passkey in passkeys}):
        cells = {p.length: f"{p.found:.0%}, {p.probability:.3f}" for p in passkeys if p.depth == depth}
        table.add_row(f"{depth:.0%}", *(cells[length] for length in lengths))
    return table


def _measures(evaluation: Evaluation) -> Iterable[tuple[str, Mean | float]]:
    yield "perplexity", evaluation.perplexity
    if divergence := evaluation.divergence:
        yield "reference's perplexity", divergence.reference_perplexity
        yield "ln(perplexity / reference's)", divergence.log_perplexity_ratio
        yield "mean KL divergence", divergence.kl
        yield "median KL divergence", divergence.kl_median
        yield "99th percentile", divergence.kl_99
        yield "largest", divergence.kl_max
        yield "same most probable id", divergence.same_top


def _pairs(values: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _table(title: str | None, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_header=any(columns))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False, markup=False)
