"""What a model file holds, read from its header alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from pyglm import FileFormatError, ModelConfig
from pyglm.packing import WEIGHT_TYPES, parts
from quantize.format import FORMAT, FORMAT_VERSION
from quantize.roles import Role, roles
from quantize.safetensors_header import Header, read_header


@dataclass(frozen=True)
class TensorDescription:
    """One tensor of the network; a packed matrix counts as one."""

    name: str
    type: str
    """"q4", "q8", "f16", or "f32" for a vector."""
    shape: tuple[int, ...]
    """As the network sees it, without padding."""
    size_bytes: int
    relative_rms_error: float | None
    """None for vectors, which are exact."""

    @property
    def bits_per_weight(self) -> float:
        return 8 * self.size_bytes / prod(self.shape)


@dataclass(frozen=True)
class Description:
    """Everything in a model file but the weights' values."""

    path: Path
    size_bytes: int
    format_version: str
    config: ModelConfig
    source_config: dict[str, Any]
    generation: dict[str, Any]
    recipe: dict[str, Any]
    source_hash: str
    tokenizer_bytes: int
    tensors: tuple[TensorDescription, ...]

    @property
    def n_weights(self) -> int:
        """Parameters of the network."""
        return sum(prod(tensor.shape) for tensor in self.tensors)

    @property
    def bits_per_weight(self) -> float:
        """Over all weights, scales included."""
        return 8 * sum(tensor.size_bytes for tensor in self.tensors) / self.n_weights

    @property
    def linear_bits_per_weight(self) -> float:
        """Over the layers' matrices, scales included: what the recipe's type costs."""
        linear = [t for t in self.tensors if t.name.startswith("layers.") and len(t.shape) == 2]
        return 8 * sum(t.size_bytes for t in linear) / sum(prod(t.shape) for t in linear)


def describe(path: Path) -> Description:
    """Read the header of a model file.

    Raises FileFormatError when the file is no model file, or its tensors are not those that its config asks for;
    CheckpointError when it cannot be read.
    """
    header = read_header(path)
    metadata = header.metadata
    if metadata.get("format") != FORMAT:
        raise FileFormatError(f'{path}: not a pyglm model file: metadata "format" is {metadata.get("format")!r}')
    if metadata.get("format_version") != FORMAT_VERSION:
        raise FileFormatError(
            f"{path}: format version {metadata.get('format_version')!r}, this program reads {FORMAT_VERSION!r}; "
            "update pyglm-runtime, or pack the checkpoint again"
        )
    try:
        config = ModelConfig.from_json(_entry(path, metadata, "config"))
    except FileFormatError as error:
        raise FileFormatError(f"{path}: {error}") from None
    errors = _object(path, metadata, "errors")
    if "tokenizer" not in header.tensors:
        raise FileFormatError(f"{path}: tensor tokenizer is missing")
    return Description(
        path=path,
        size_bytes=header.header_bytes + sum(tensor.size_bytes for tensor in header.tensors.values()),
        format_version=metadata["format_version"],
        config=config,
        source_config=_object(path, metadata, "source_config"),
        generation=_object(path, metadata, "generation"),
        recipe=_object(path, metadata, "recipe"),
        source_hash=_entry(path, metadata, "source_hash"),
        tokenizer_bytes=header.tensors["tokenizer"].size_bytes,
        tensors=tuple(_describe(path, header, role, errors.get(role.name)) for role in roles(config)),
    )


def _entry(path: Path, metadata: dict[str, str], key: str) -> str:
    if key not in metadata:
        raise FileFormatError(f"{path}: metadata {key} is missing")
    return metadata[key]


def _object(path: Path, metadata: dict[str, str], key: str) -> dict[str, Any]:
    try:
        value = json.loads(_entry(path, metadata, key))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise FileFormatError(f"{path}: metadata {key} must be a JSON object")
    return value


def _describe(path: Path, header: Header, role: Role, error: object) -> TensorDescription:
    if role.kind == "vector":
        kind, expected = "f32", {role.name: ("F32", role.shape)}
        relative_error = None
    else:
        kind, expected = _matrix(path, header, role)
        if not isinstance(error, int | float):
            raise FileFormatError(f"{path}: metadata errors has no number for {role.name}")
        relative_error = float(error)
    for name, (dtype, shape) in expected.items():
        found = header.tensors.get(name)
        if found is None:
            raise FileFormatError(f"{path}: tensor {name} is missing")
        if (found.dtype, found.shape) != (dtype, shape):
            raise FileFormatError(
                f"{path}: tensor {name} must be {dtype} {list(shape)}, found {found.dtype} {list(found.shape)}"
            )
    size_bytes = sum(header.tensors[name].size_bytes for name in expected)
    return TensorDescription(role.name, kind, role.shape, size_bytes, relative_error)


def _matrix(path: Path, header: Header, role: Role) -> tuple[str, dict[str, tuple[str, tuple[int, ...]]]]:
    """The type in which a matrix is stored, and the tensors that make it up."""
    for kind in WEIGHT_TYPES:
        if f"{role.name}.{kind}" in header.tensors:
            return kind, {f"{role.name}.{p.suffix}": (p.dtype, p.shape) for p in parts(kind, *role.shape)}
    raise FileFormatError(f"{path}: matrix {role.name} is missing")
