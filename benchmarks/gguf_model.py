"""GGUF files of ChatGLM3's shapes with random weights, for llama.cpp and its relatives.

Block formats: ggml-common.h of llama.cpp. Values are of the size of real ones, so that nothing overflows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from packages import importable

ALIGNMENT = 32
POOL_BLOCKS = (1 << 17) - 1
QUANTIZED_AS = {
    # file type -> (layers, embedding, output layer); llama-quantize gives Q4_0 files an output layer of Q6_K
    "q4": ("Q4_0", "Q4_0", "Q6_K"),
    "q8": ("Q8_0", "Q8_0", "Q8_0"),
}
BLOCK_WEIGHTS = {"Q4_0": 32, "Q8_0": 32, "Q6_K": 256, "F32": 1}
BLOCK_BYTES = {"Q4_0": 18, "Q8_0": 34, "Q6_K": 210, "F32": 4}


def tensors(config: dict[str, Any], weight_type: str) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """(name, shape with the row length last, format) of each tensor, as llama.cpp's architecture "chatglm" has them."""
    hidden, ffn, vocab = config["hidden_size"], config["ffn_hidden_size"], config["padded_vocab_size"]
    attention = config["num_attention_heads"] * config["kv_channels"]
    qkv = attention + 2 * config["multi_query_group_num"] * config["kv_channels"]
    linear, embedding, output = QUANTIZED_AS[weight_type]
    yield "token_embd.weight", (vocab, hidden), embedding
    for i in range(config["num_layers"]):
        yield f"blk.{i}.attn_norm.weight", (hidden,), "F32"
        yield f"blk.{i}.attn_qkv.weight", (qkv, hidden), linear
        yield f"blk.{i}.attn_qkv.bias", (qkv,), "F32"
        yield f"blk.{i}.attn_output.weight", (hidden, attention), linear
        yield f"blk.{i}.ffn_norm.weight", (hidden,), "F32"
        yield f"blk.{i}.ffn_up.weight", (2 * ffn, hidden), linear
        yield f"blk.{i}.ffn_down.weight", (hidden, ffn), linear
    yield "output_norm.weight", (hidden,), "F32"
    yield "output.weight", (vocab, hidden), output


def size_bytes(shape: tuple[int, ...], form: str) -> int:
    """Bytes of a tensor in a format."""
    return int(np.prod(shape)) // BLOCK_WEIGHTS[form] * BLOCK_BYTES[form]


def write_gguf(path: Path, config: dict[str, Any], weight_type: str, packages: Path) -> None:
    """Write the file; it appears when it is complete. packages: where gguf is installed if it is not yet."""
    importable(packages, "gguf")
    import gguf

    partial = path.with_suffix(".partial")
    writer = gguf.GGUFWriter(str(partial), "chatglm")
    _add_metadata(writer, config)
    listed = list(tensors(config, weight_type))
    for name, shape, form in listed:
        raw = gguf.GGMLQuantizationType[form]
        row_bytes = shape[-1] // BLOCK_WEIGHTS[form] * BLOCK_BYTES[form]
        stored = shape if form == "F32" else (*shape[:-1], row_bytes)
        dtype = np.dtype(np.float32 if form == "F32" else np.uint8)
        writer.add_tensor_info(name, stored, dtype, size_bytes(shape, form), raw_dtype=raw)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    pools = BlockPools(seed=1)
    for name, shape, form in listed:
        writer.write_tensor_data(pools.tensor(shape, form, is_norm="norm" in name))
    writer.close()
    partial.rename(path)


def _add_metadata(writer: Any, config: dict[str, Any]) -> None:
    heads = config["num_attention_heads"]
    writer.add_context_length(config["seq_length"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_feed_forward_length(config["ffn_hidden_size"])
    writer.add_block_count(config["num_layers"])
    writer.add_head_count(heads)
    writer.add_head_count_kv(config["multi_query_group_num"])
    writer.add_layer_norm_rms_eps(config["layernorm_epsilon"])
    writer.add_rope_dimension_count(config["kv_channels"] // 2)
    writer.add_rope_freq_base(10000.0 * config.get("rope_ratio", 1))
    writer.add_add_bos_token(False)
    writer.add_vocab_size(config["padded_vocab_size"])
    writer.add_tokenizer_model("no_vocab")


class BlockPools:
    """Random blocks of each format, drawn once and used again from random places."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._pools: dict[str, npt.NDArray[np.uint8]] = {}

    def tensor(self, shape: tuple[int, ...], form: str, *, is_norm: bool) -> npt.NDArray[Any]:
        """A tensor's bytes, or floats."""
        if form == "F32":
            values = self._rng.standard_normal(shape, dtype=np.float32)
            return (1 + 0.1 * values).astype(np.float32) if is_norm else values
        if form not in self._pools:
            self._pools[form] = getattr(self, f"_blocks_{form.lower()}")(POOL_BLOCKS)
        pool = self._pools[form]
        data = np.empty(size_bytes(shape, form), np.uint8)
        filled = 0
        while filled < data.size:
            begin = int(self._rng.integers(POOL_BLOCKS // 2)) * BLOCK_BYTES[form]
            piece = pool[begin : begin + data.size - filled]
            data[filled : filled + piece.size] = piece
            filled += piece.size
        return data

    def _scales(self, count: int, size: float) -> npt.NDArray[np.uint8]:
        """fp16 scales around size, as bytes [count, 2]."""
        values = (size * self._rng.uniform(0.7, 1.3, count)).astype(np.float16)
        return values.view(np.uint8).reshape(count, 2)

    def _random(self, count: int, n_bytes: int) -> npt.NDArray[np.uint8]:
        return self._rng.integers(0, 256, (count, n_bytes), dtype=np.uint8)

    def _blocks_q4_0(self, count: int) -> npt.NDArray[np.uint8]:
        """fp16 scale, 16 bytes of two codes 0..15 that stand for code - 8: standard deviation 4.6 scales."""
        return np.hstack([self._scales(count, 1 / 64 / 4.6), self._random(count, 16)]).reshape(-1)

    def _blocks_q8_0(self, count: int) -> npt.NDArray[np.uint8]:
        """fp16 scale, 32 signed bytes of standard deviation 74."""
        return np.hstack([self._scales(count, 1 / 64 / 74), self._random(count, 32)]).reshape(-1)

    def _blocks_q6_k(self, count: int) -> npt.NDArray[np.uint8]:
        """128 + 64 bytes of 6-bit codes (standard deviation 18.5), 16 signed scales (here 64), fp16 scale of scales."""
        scales = np.full((count, 16), 64, np.uint8)
        blocks = [self._random(count, 192), scales, self._scales(count, 1 / 64 / 18.5 / 64)]
        return np.hstack(blocks).reshape(-1)
