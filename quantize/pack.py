"""From a checkpoint folder to one model file: what goes into it, and the metadata that describes it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from pyglm import __version__
from pyglm.packing import WeightType, parts
from quantize.checkpoint import Checkpoint, open_checkpoint
from quantize.digest import SourceDigest
from quantize.errors import OutputError
from quantize.format import FORMAT, FORMAT_VERSION, FileLayout, ModelFileWriter, TensorSpec, check_target
from quantize.roles import Kind, Role, roles
from quantize.stream import ProgressCallback, WeightStream

# A value as long in JSON as any relative error of seven digits.
_WIDEST_ERROR = 1.234567e-100


@dataclass(frozen=True)
class Recipe:
    """The weight type of each kind of matrix; vectors (norms, biases) are always float32."""

    type: WeightType
    linear: WeightType
    value: WeightType
    embedding: WeightType
    output: WeightType

    def of(self, kind: Kind) -> WeightType | None:
        """The type of a role of this kind; None for a vector."""
        types: dict[Kind, WeightType] = {
            "linear": self.linear,
            "value": self.value,
            "embedding": self.embedding,
            "output": self.output,
        }
        return types.get(kind)


# Values, embedding and output layer stay at 8 bits in a q4 file: docs/format.md says why.
RECIPES: dict[WeightType, Recipe] = {
    "q4": Recipe("q4", linear="q4", value="q8", embedding="q8", output="q8"),
    "q8": Recipe("q8", linear="q8", value="q8", embedding="q8", output="q8"),
    "f16": Recipe("f16", linear="f16", value="f16", embedding="f16", output="f16"),
}


@dataclass(frozen=True)
class PackReport:
    """What was written."""

    path: Path
    type: WeightType
    size_bytes: int
    source_bytes: int
    seconds: float
    source_hash: str
    errors: dict[str, float]
    """Relative RMS error by matrix: sqrt(sum of squared errors / sum of squares)."""


def pack(
    source: Path,
    target: Path,
    *,
    weight_type: WeightType = "q4",
    force: bool = False,
    threads: int = 0,
    progress: ProgressCallback | None = None,
) -> PackReport:
    """Pack a Hugging Face checkpoint folder into one model file.

    Args:
        source: folder with config.json, tokenizer.model and safetensors or PyTorch weights.
        target: the file to write; it appears when it is complete.
        weight_type: "q4", "q8" or "f16", see `RECIPES`.
        force: replace an existing target.
        threads: that pack; 0 = the physical cores of the process's affinity mask.
        progress: called after each block of rows.

    Raises:
        CheckpointError, FileFormatError: the source is not a complete, sound ChatGLM2 / ChatGLM3 checkpoint.
        OutputError: the target cannot be written.
        In every case, KeyboardInterrupt included, nothing is left behind.
    """
    begin = time.monotonic()
    check_target(target, force=force)
    checkpoint = open_checkpoint(source)
    _spare_source(checkpoint, target)
    recipe = RECIPES[weight_type]
    matrices = [role.name for role in roles(checkpoint.config) if recipe.of(role.kind)]
    layout = FileLayout.of(_specs(checkpoint, recipe))
    widest = _metadata(checkpoint, recipe, dict.fromkeys(matrices, _WIDEST_ERROR), SourceDigest.WIDEST)
    with ModelFileWriter(target, layout, len(layout.header(widest)), force=force) as writer:
        stream = WeightStream(checkpoint, writer, threads=threads, progress=progress)
        stream.run((role, recipe.of(role.kind)) for role in roles(checkpoint.config))
        writer.write("tokenizer", 0, np.frombuffer(checkpoint.tokenizer, np.uint8))
        errors, source_hash = stream.errors(), stream.source_hash()
        writer.finish(_metadata(checkpoint, recipe, errors, source_hash))
    return PackReport(
        path=target,
        type=weight_type,
        size_bytes=writer.size_bytes,
        source_bytes=checkpoint.size_bytes,
        seconds=time.monotonic() - begin,
        source_hash=source_hash,
        errors=errors,
    )


def _spare_source(checkpoint: Checkpoint, target: Path) -> None:
    if target.exists() and checkpoint.contains(target):
        raise OutputError(f"{target} is part of the checkpoint; choose another name for the output")


def _specs(checkpoint: Checkpoint, recipe: Recipe) -> Iterator[TensorSpec]:
    for role in roles(checkpoint.config):
        yield from _role_specs(role, recipe.of(role.kind))
    yield TensorSpec("tokenizer", "U8", (len(checkpoint.tokenizer),))


def _role_specs(role: Role, weight_type: WeightType | None) -> Iterator[TensorSpec]:
    if weight_type is None:
        yield TensorSpec(role.name, "F32", role.shape)
        return
    for part in parts(weight_type, *role.shape):
        yield TensorSpec(f"{role.name}.{part.suffix}", part.dtype, part.shape)


def _metadata(checkpoint: Checkpoint, recipe: Recipe, errors: dict[str, float], source_hash: str) -> dict[str, str]:
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "config": checkpoint.config.to_json(),
        "source_config": checkpoint.config_text,
        "generation": json.dumps(checkpoint.generation),
        "recipe": json.dumps({**asdict(recipe), "tool": f"pyglm-runtime {__version__}"}),
        "errors": json.dumps(errors),
        "source_hash": source_hash,
    }
