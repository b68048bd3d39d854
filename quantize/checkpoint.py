"""A Hugging Face checkpoint folder: its config, tokenizer and generation defaults, and where every tensor lies.

Opening one reads headers only; everything is checked before the first weight is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyglm import Error, ModelConfig, SamplingParams, Tokenizer
from quantize.errors import CheckpointError
from quantize.roles import IGNORED_SUFFIX, roles
from quantize.safetensors_header import read_header
from quantize.tensors import SOURCE_TYPES, StoredTensor, file_size
from quantize.torch_shard import read_shard

_MAX_SMALL_BYTES = 1 << 26

# What the original model's chat() samples with; generation_config.json of the checkpoint overrides it.
_GENERATION_DEFAULTS: dict[str, float] = {
    "temperature": 0.8,
    "top_p": 0.8,
    "top_k": 0,
    "min_p": 0.0,
    "repetition_penalty": 1.0,
}


@dataclass(frozen=True)
class Checkpoint:
    """A checked checkpoint. `tensors`: by name in the checkpoint, exactly those that the network has."""

    folder: Path
    config: ModelConfig
    config_text: str
    """config.json as it is."""
    generation: dict[str, float]
    tokenizer: bytes
    tensors: dict[str, StoredTensor]

    @property
    def size_bytes(self) -> int:
        return sum(tensor.size_bytes for tensor in self.tensors.values())

    @property
    def files(self) -> list[Path]:
        """The files that hold weights."""
        return sorted({tensor.path for tensor in self.tensors.values()})

    def contains(self, path: Path) -> bool:
        """Whether an existing path is a file of the checkpoint: weights, their index, config or tokenizer."""
        others = [self.folder / name for name in ("config.json", "generation_config.json", "tokenizer.model")]
        own = [*self.files, *others, *self.folder.glob("*.index.json")]
        return any(file.exists() and file.samefile(path) for file in own)


def open_checkpoint(folder: Path) -> Checkpoint:
    """Find, parse and check everything in a checkpoint folder but the weights' values.

    Raises CheckpointError (or FileFormatError for a damaged safetensors file) that names the file and the tensor.
    """
    if not folder.exists():
        raise CheckpointError(f"{folder}: no such folder; expected a Hugging Face checkpoint")
    if not folder.is_dir():
        raise CheckpointError(f"{folder} is a file; expected the folder that holds config.json and the weights")
    config_path = folder / "config.json"
    if not config_path.exists():
        raise CheckpointError(f"{folder}: no config.json; expected a Hugging Face checkpoint folder")
    config_text = _read_text(config_path)
    try:
        config = ModelConfig.from_huggingface(_parse_object(config_path, config_text))
    except Error as error:
        raise CheckpointError(f"{config_path}: {error}") from None
    generation = _read_generation(folder / "generation_config.json")
    tokenizer = _read_tokenizer(folder / "tokenizer.model", config)
    tensors = _check_tensors(folder, config, _find_tensors(folder))
    return Checkpoint(folder, config, config_text, generation, tokenizer, tensors)


def _read_small(path: Path) -> bytes:
    if file_size(path) > _MAX_SMALL_BYTES:
        raise CheckpointError(f"{path}: larger than {_MAX_SMALL_BYTES} bytes")
    try:
        return path.read_bytes()
    except OSError as error:
        raise CheckpointError(f"{path}: cannot be read: {error.strerror}") from error


def _read_text(path: Path) -> str:
    try:
        return _read_small(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CheckpointError(f"{path}: not UTF-8 text: {error}") from None


def _parse_object(path: Path, text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CheckpointError(f"{path}: not valid JSON: {error}") from None
    if not isinstance(value, dict):
        raise CheckpointError(f"{path}: expected a JSON object")
    return value


def _read_generation(path: Path) -> dict[str, float]:
    """Sampling defaults. An explicit do_sample false means greedy: temperature 0."""
    result = dict(_GENERATION_DEFAULTS)
    if not path.exists():
        return result
    given = _parse_object(path, _read_text(path))
    result |= {key: given[key] for key in result if given.get(key) is not None}
    if given.get("do_sample") is False:
        result["temperature"] = 0.0
    try:
        SamplingParams(**result)  # type: ignore[arg-type]  # it checks every value
    except (TypeError, ValueError) as error:
        raise CheckpointError(f"{path}: {error}") from None
    return result


def _read_tokenizer(path: Path, config: ModelConfig) -> bytes:
    if not path.exists():
        raise CheckpointError(f"{path.parent}: no tokenizer.model; download it into the folder with the weights")
    data = _read_small(path)
    try:
        Tokenizer(data, vocab_size=config.vocab_size)
    except Error as error:
        raise CheckpointError(f"{path}: {error}") from None
    return data


def _find_tensors(folder: Path) -> dict[str, StoredTensor]:
    """Tensors of the first kind of weights found; safetensors before PyTorch, one file before shards."""
    readers: list[tuple[str, Callable[[Path], Mapping[str, StoredTensor]]]] = [
        ("model.safetensors", lambda path: read_header(path).tensors),
        ("pytorch_model.bin", read_shard),
    ]
    for name, read in readers:
        if (folder / name).exists():
            return dict(read(folder / name))
        if (folder / f"{name}.index.json").exists():
            return _read_sharded(folder / f"{name}.index.json", read)
    raise CheckpointError(
        f"{folder}: no weights; expected model.safetensors or pytorch_model.bin, or their .index.json with shards"
    )


def _read_sharded(path: Path, read: Callable[[Path], Mapping[str, StoredTensor]]) -> dict[str, StoredTensor]:
    weight_map = _parse_object(path, _read_text(path)).get("weight_map")
    if not isinstance(weight_map, dict) or not weight_map:
        raise CheckpointError(f"{path}: expected weight_map, an object: tensor -> file")
    shards: dict[str, set[str]] = {}
    for name, file in weight_map.items():
        if not isinstance(file, str) or not file or Path(file).name != file:
            raise CheckpointError(f"{path}: tensor {name!r}: expected a file name in this folder, found {file!r:.80}")
        shards.setdefault(file, set()).add(name)
    tensors: dict[str, StoredTensor] = {}
    for file, names in sorted(shards.items()):
        shard = path.parent / file
        if not shard.exists():
            raise CheckpointError(f"{shard}: missing; {path.name} names it for {len(names)} tensors: download it")
        found = read(shard)
        if missing := sorted(names - found.keys()):
            raise CheckpointError(f"{path}: tensor {missing[0]} should be in {file}, which does not hold it")
        if extra := sorted(found.keys() - names):
            raise CheckpointError(f"{shard}: tensor {extra[0]!r} is not in {path.name}")
        tensors.update(found)
    return tensors


def _check_tensors(folder: Path, config: ModelConfig, found: dict[str, StoredTensor]) -> dict[str, StoredTensor]:
    tensors: dict[str, StoredTensor] = {}
    for role in roles(config):
        tensor = found.get(role.source_name)
        if tensor is None:
            raise CheckpointError(f"{folder}: tensor {role.source_name} is missing")
        if tensor.shape != role.source_shape:
            raise CheckpointError(
                f"{tensor.path}: tensor {tensor.name} has shape {list(tensor.shape)}, config.json makes it "
                f"{list(role.source_shape)}"
            )
        if tensor.dtype not in SOURCE_TYPES:
            raise CheckpointError(
                f"{tensor.path}: tensor {tensor.name} is of type {tensor.dtype}; expected {', '.join(SOURCE_TYPES)}"
            )
        tensors[tensor.name] = tensor
    for name in found:
        if name not in tensors and not name.endswith(IGNORED_SUFFIX):
            raise CheckpointError(f"{found[name].path}: unexpected tensor {name!r}: the network has no such weight")
    return tensors
