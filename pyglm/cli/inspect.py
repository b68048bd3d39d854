"""Show what a model file holds and what it needs, from the file's header alone.

`quantize inspect FILE` lists every tensor with its error.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pyglm.cli import streams
from pyglm.cli.arguments import FILE_HELP
from pyglm.cli.memory import KV_TYPES, cache_bytes_per_token, format_bytes
from pyglm.config import ModelConfig
from pyglm.demo import resolve
from pyglm.errors import FileFormatError

if TYPE_CHECKING:
    from pyglm._core import ModelFile

BYTES_PER_NUMBER = {"U8": 1, "I8": 1, "F16": 2, "BF16": 2, "I32": 4, "F32": 4}
CONTEXTS = (2048, 8192, 32768, 131072)  # tokens; those below the model's own are shown
MATRICES = ("embedding", "query_key", "value", "attention_output", "gate_up", "down", "output")
STORED = ("f16", "q8", "q4")  # suffixes of a matrix's codes; its scales stand beside them


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `pyglm inspect`."""
    parser.add_argument("file", metavar="FILE", help=FILE_HELP)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Print the facts of a model file."""
    facts = read_facts(args.file)
    if args.json:
        print(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        _show(facts)
    return 0


def read_facts(path: str) -> dict[str, Any]:
    """All that the header of a model file says, ready for JSON; sizes in bytes.

    Raises:
        OSError: the file cannot be read.
        FileFormatError: it is no model file.
    """
    from pyglm import _core

    path = resolve(path)
    os.stat(path)  # PermissionError
    file = _core.ModelFile(path)
    metadata = file.metadata
    if metadata.get("format") != "pyglm":
        raise FileFormatError(f"{path}: not a pyglm model file; make one with quantize CHECKPOINT -o FILE")
    try:
        config = ModelConfig.from_json(metadata["config"])
        return {
            "file": path,
            "size_bytes": file.size_bytes,
            "format_version": metadata["format_version"],
            "config": dataclasses.asdict(config),
            "generation": json.loads(metadata.get("generation", "{}")),
            "recipe": json.loads(metadata.get("recipe", "{}")),
            "source_hash": metadata.get("source_hash"),
            "weights": _weights(file, config),
            "errors": _errors(json.loads(metadata.get("errors", "{}"))),
            "cache_bytes_per_token": {kv_type: cache_bytes_per_token(config, kv_type) for kv_type in KV_TYPES},
            "tokenizer": _tokenizer(file, config.vocab_size),
        }
    except FileFormatError as error:  # from config and tokenizer, which do not know the path
        raise FileFormatError(f"{path}: {error}") from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FileFormatError(
            f"{path}: the header is damaged, {type(error).__name__}: {error}; pack it again"
        ) from None


def _matrix_sizes(config: ModelConfig) -> dict[str, int]:
    """Weights (rows x columns) of one matrix of each role."""
    return {
        "embedding": config.vocab_size * config.hidden_size,
        "query_key": config.query_key_rows * config.hidden_size,
        "value": config.value_rows * config.hidden_size,
        "attention_output": config.hidden_size * config.attention_size,
        "gate_up": 2 * config.ffn_size * config.hidden_size,
        "down": config.hidden_size * config.ffn_size,
        "output": config.vocab_size * config.hidden_size,
    }


def _weights(file: ModelFile, config: ModelConfig) -> dict[str, dict[str, Any]]:
    """Role -> type, number of tensors, weights and bytes; norms and biases are together under "other"."""
    roles: dict[str, dict[str, Any]] = {}
    for name, (dtype, shape) in file.tensors().items():
        role, part = _role_and_part(name)
        facts = roles.setdefault(role, {"type": "f32", "tensors": 0, "parameters": 0, "bytes": 0})
        facts["bytes"] += math.prod(shape) * BYTES_PER_NUMBER[dtype]
        if part in STORED:
            facts.update(type=part, tensors=facts["tensors"] + 1)
            facts["parameters"] += _matrix_sizes(config)[role]
        elif role == "other":
            facts["tensors"] += 1
            facts["parameters"] += math.prod(shape)
    order = [*MATRICES, "other"]
    return {role: roles[role] for role in sorted(roles.keys() & set(order), key=order.index)}


def _role_and_part(name: str) -> tuple[str, str]:
    """layers.3.down.q4 -> ("down", "q4"); norms and biases are "other"; tokenizer and padding stay themselves."""
    role, _, part = re.sub(r"^layers\.\d+\.", "", name).partition(".")
    if role in ("tokenizer", "padding") or role in MATRICES:
        return role, part
    return "other", part


def _errors(errors: dict[str, float]) -> dict[str, dict[str, float]]:
    """Relative root-mean-square errors by role: mean over the layers, and the worst."""
    by_role: dict[str, list[float]] = {}
    for name, error in errors.items():
        by_role.setdefault(_role_and_part(name)[0], []).append(float(error))
    return {role: {"mean": sum(values) / len(values), "worst": max(values)} for role, values in by_role.items()}


def _tokenizer(file: ModelFile, vocab_size: int) -> dict[str, Any]:
    from pyglm.tokenizer import SPECIAL_TOKENS, Tokenizer

    proto = file.tensor_bytes("tokenizer")
    padding = Tokenizer(proto, vocab_size=vocab_size).padding_ids
    first_special = padding.start - len(SPECIAL_TOKENS)
    return {
        "pieces": first_special,
        "special": {name: first_special + index for index, name in enumerate(SPECIAL_TOKENS)},
        "padding": len(padding),
        "bytes": len(proto),
    }


def _show(facts: dict[str, Any]) -> None:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for name, value in _lines(facts):
        table.add_row(Text(name, style="bold"), Text(value))
    weights = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    weights.add_column("weights")
    weights.add_column("type")
    for column in ("tensors", "parameters", "bytes", "bits each", "error: mean", "worst"):
        weights.add_column(column, justify="right")
    for role, one in facts["weights"].items():
        error = facts["errors"].get(role)
        shown = (f"{error['mean']:.2%}", f"{error['worst']:.2%}") if error else ("", "")
        bits = 8 * one["bytes"] / max(1, one["parameters"])
        numbers = (str(one["tensors"]), f"{one['parameters']:,}", format_bytes(one["bytes"]), f"{bits:.2f}")
        weights.add_row(role, one["type"], *numbers, *shown)
    streams.console().print(Group(table, Text(), weights))


def _lines(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The facts that are no table, as (name, value)."""
    config, tokenizer, cache = facts["config"], facts["tokenizer"], facts["cache_bytes_per_token"]
    parameters = sum(one["parameters"] for one in facts["weights"].values())
    heads, kv_heads = config["num_heads"], config["num_kv_heads"]
    yield (
        "model",
        f"{config['model_type']}, {_count(parameters)} parameters, {facts['recipe'].get('type', '?')}",
    )
    yield "network", f"{config['num_layers']} layers, hidden {config['hidden_size']}, feed-forward {config['ffn_size']}"
    yield "attention", f"{heads} query heads of {config['head_dim']} share {kv_heads} key/value heads"
    yield "positions", _positions(config)
    yield (
        "tokenizer",
        f"{tokenizer['pieces']} pieces, {len(tokenizer['special'])} special, {tokenizer['padding']} padding",
    )
    per_token = [f"{format_bytes(cache[kv_type])} in {kv_type}" for kv_type in KV_TYPES]
    yield "cache", f"a token takes {', '.join(per_token)}"
    for context in sorted({min(context, config["seq_length"]) for context in CONTEXTS}):
        needs = [f"{format_bytes(facts['size_bytes'] + context * cache[kv])} with {kv}" for kv in ("q8", "f16")]
        yield "memory", f"{' or '.join(needs)} at {context} tokens"
    yield (
        "sampling",
        ", ".join(f"{name} {value}" for name, value in facts["generation"].items()) or "the usual defaults",
    )
    recipe = ", ".join(f"{name} {value}" for name, value in facts["recipe"].items())
    yield "recipe", recipe
    yield "source", str(facts["source_hash"])
    yield "file", f"{facts['file']}, {format_bytes(facts['size_bytes'])}, format {facts['format_version']}"


def _count(n: int) -> str:
    """A number as people say it: 6.24 billion, 190 million, 24,448."""
    if n >= 1e9:
        return f"{n / 1e9:.2f} billion"
    return f"{n / 1e6:.0f} million" if n >= 1e6 else f"{n:,}"


def _positions(config: dict[str, Any]) -> str:
    turn = f"{config['rotary_dim']} of {config['head_dim']} dimensions turn, base {config['rope_theta']:g}"
    scale = "" if config["rope_scale"] == 1 else f", positions divided by {config['rope_scale']:g}"
    return f"{config['seq_length']} tokens of context; {turn}{scale}"
