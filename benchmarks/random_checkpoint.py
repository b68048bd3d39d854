"""Random checkpoints of a network's exact shapes, written about as fast as the disk takes them.

Speed and memory depend on shapes alone, so that they are measured without any weights to download.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from repository import REPOSITORY, shared_folder

# config.json of ChatGLM3-6B-32K, as far as it shapes the network.
CHATGLM3_6B_32K: dict[str, Any] = {
    "model_type": "chatglm",
    "architectures": ["ChatGLMModel"],
    "add_bias_linear": False,
    "add_qkv_bias": True,
    "ffn_hidden_size": 13696,
    "hidden_size": 4096,
    "kv_channels": 128,
    "layernorm_epsilon": 1e-5,
    "multi_query_attention": True,
    "multi_query_group_num": 2,
    "num_attention_heads": 32,
    "num_layers": 28,
    "padded_vocab_size": 65024,
    "post_layer_norm": True,
    "rmsnorm": True,
    "rope_ratio": 50,
    "seq_length": 32768,
    "torch_dtype": "float16",
}

SHARD_BYTES = 1_800_000_000  # about what the original's shards have
# Values drawn once for each scale and used again from random places. Odd, so that no two rows of a matrix are aligned
# to the same place of the pool.
POOL_VALUES = (1 << 24) - 3
RUN_VALUES = 1 << 23  # values written from one place of the pool


def full_size_config(layers: int | None = None) -> dict[str, Any]:
    """ChatGLM3-6B-32K's config.json: the original where the reference data are, else the part that shapes it."""
    config = dict(CHATGLM3_6B_32K)
    shared = shared_folder()
    if shared is not None and (shared / "chatglm3" / "config.json").exists():
        config = json.loads((shared / "chatglm3" / "config.json").read_text("utf-8"))
    return config if layers is None else config | {"num_layers": layers}


def full_size_tokenizer() -> bytes:
    """ChatGLM3's tokenizer.model where the reference data are, else one trained here and now."""
    shared = shared_folder()
    if shared is not None and (shared / "chatglm3" / "tokenizer.model").exists():
        return (shared / "chatglm3" / "tokenizer.model").read_bytes()
    return train_tokenizer()


def train_tokenizer(vocab_size: int = 1200) -> bytes:
    """A small SentencePiece BPE model with byte fallback, trained on this repository's own words."""
    import io

    import sentencepiece

    texts = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/*.md"), *REPOSITORY.glob("benchmarks/*.py")])
    lines = [line for path in texts for line in path.read_text("utf-8").splitlines() if line.strip()]
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        model_type="bpe",
        vocab_size=vocab_size,
        hard_vocab_limit=False,
        byte_fallback=True,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


@dataclass(frozen=True)
class Tensor:
    """One tensor of a checkpoint, in fp16."""

    name: str
    shape: tuple[int, ...]

    @property
    def n_values(self) -> int:
        """Numbers in it."""
        return math.prod(self.shape)

    @property
    def n_bytes(self) -> int:
        """Its size."""
        return 2 * self.n_values


def tensors(config: dict[str, Any]) -> Iterator[Tensor]:
    """All tensors of a ChatGLM3 checkpoint in the original's names and order."""
    hidden, ffn, vocab = config["hidden_size"], config["ffn_hidden_size"], config["padded_vocab_size"]
    attention = config["num_attention_heads"] * config["kv_channels"]
    qkv = attention + 2 * config["multi_query_group_num"] * config["kv_channels"]
    yield Tensor("transformer.embedding.word_embeddings.weight", (vocab, hidden))
    for i in range(config["num_layers"]):
        layer = f"transformer.encoder.layers.{i}"
        yield Tensor(f"{layer}.input_layernorm.weight", (hidden,))
        yield Tensor(f"{layer}.self_attention.query_key_value.weight", (qkv, hidden))
        yield Tensor(f"{layer}.self_attention.query_key_value.bias", (qkv,))
        yield Tensor(f"{layer}.self_attention.dense.weight", (hidden, attention))
        yield Tensor(f"{layer}.post_attention_layernorm.weight", (hidden,))
        yield Tensor(f"{layer}.mlp.dense_h_to_4h.weight", (2 * ffn, hidden))
        yield Tensor(f"{layer}.mlp.dense_4h_to_h.weight", (hidden, ffn))
    yield Tensor("transformer.encoder.final_layernorm.weight", (hidden,))
    yield Tensor("transformer.output_layer.weight", (vocab, hidden))


@dataclass(frozen=True)
class Shard:
    """One safetensors file of a checkpoint."""

    name: str
    tensors: list[Tensor]


def plan_shards(listed: list[Tensor], shard_bytes: int) -> list[Shard]:
    """Tensors in order, split so that no shard passes shard_bytes unless a single tensor does."""
    groups: list[list[Tensor]] = [[]]
    room = shard_bytes
    for tensor in listed:
        if groups[-1] and tensor.n_bytes > room:
            groups.append([])
            room = shard_bytes
        groups[-1].append(tensor)
        room -= tensor.n_bytes
    return [Shard(f"model-{i:05}-of-{len(groups):05}.safetensors", group) for i, group in enumerate(groups, 1)]


def write_checkpoint(
    folder: Path,
    config: dict[str, Any],
    tokenizer: bytes,
    *,
    shard_bytes: int = SHARD_BYTES,
    seed: int = 1,
    report: Callable[[str], None] = lambda line: None,
) -> int:
    """Write config.json, tokenizer.model and fp16 safetensors shards with their index; returns the bytes of weights."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=2), "utf-8")
    (folder / "tokenizer.model").write_bytes(tokenizer)
    shards = plan_shards(list(tensors(config)), shard_bytes)
    pool = NormalPool(seed)
    for shard in shards:
        report(f"writing {shard.name} ({sum(tensor.n_bytes for tensor in shard.tensors) / 1e9:.1f} GB)")
        _write_shard(folder / shard.name, shard.tensors, pool)
    total = sum(tensor.n_bytes for shard in shards for tensor in shard.tensors)
    names = {tensor.name: shard.name for shard in shards for tensor in shard.tensors}
    index = {"metadata": {"total_size": total}, "weight_map": names}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2), "utf-8")
    return total


def _write_shard(path: Path, listed: list[Tensor], pool: NormalPool) -> None:
    """Format: https://huggingface.co/docs/safetensors, 8 bytes of header length, JSON header, data without holes."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    offset = 0
    for tensor in listed:
        end = offset + tensor.n_bytes
        header[tensor.name] = {"dtype": "F16", "shape": tensor.shape, "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for tensor in listed:
            for values in pool.values(tensor):
                file.write(values.data)
        file.flush()
        os.fsync(file.fileno())  # what measures next must not share the disk with this


class NormalPool:
    """Normally distributed fp16 values without the cost of drawing each."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._normal = self._rng.standard_normal(POOL_VALUES, dtype=np.float32)
        self._scaled: dict[float, npt.NDArray[np.float16]] = {}

    def values(self, tensor: Tensor) -> Iterator[npt.NDArray[np.float16]]:
        """The tensor's values in pieces: matrices keep the size of what goes through them, norms are near 1."""
        if len(tensor.shape) == 1:
            values = self._rng.standard_normal(tensor.shape, dtype=np.float32)
            yield (values if tensor.name.endswith("bias") else 1 + 0.1 * values).astype(np.float16)
            return
        scaled = self._at_scale(tensor.shape[1] ** -0.5)
        left = tensor.n_values
        while left:
            run = min(left, RUN_VALUES)
            begin = int(self._rng.integers(POOL_VALUES - run))
            yield scaled[begin : begin + run]
            left -= run

    def _at_scale(self, scale: float) -> npt.NDArray[np.float16]:
        if scale not in self._scaled:
            self._scaled[scale] = (self._normal * np.float32(scale)).astype(np.float16)
        return self._scaled[scale]
