"""The tensors of a network: their role in the model file, their name and shape in a checkpoint, how they are stored.

The one list from which the checkpoint is checked, the file is laid out, and the tensors are packed in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pyglm import ModelConfig

Kind = Literal["linear", "embedding", "output", "vector"]

IGNORED_SUFFIX = "rotary_pos_emb.inv_freq"
"""A buffer that checkpoints carry and that knows nothing of rope_ratio: the angles come from the config."""


@dataclass(frozen=True)
class Role:
    """One tensor of the network."""

    name: str
    """In the model file."""
    source_name: str
    """In the checkpoint."""
    shape: tuple[int, ...]
    kind: Kind


def roles(config: ModelConfig) -> Iterator[Role]:
    """All tensors, in the order in which one forward pass reads them."""
    hidden, vocab = config.hidden_size, config.vocab_size
    yield Role("embedding", "transformer.embedding.word_embeddings.weight", (vocab, hidden), "embedding")
    for i in range(config.num_layers):
        yield from _layer(config, f"layers.{i}.", f"transformer.encoder.layers.{i}.")
    yield Role("final_norm", "transformer.encoder.final_layernorm.weight", (hidden,), "vector")
    yield Role("output", "transformer.output_layer.weight", (vocab, hidden), "output")


def _layer(config: ModelConfig, name: str, source: str) -> Iterator[Role]:
    hidden, ffn, qkv = config.hidden_size, config.ffn_size, config.qkv_rows
    attention = source + "self_attention."
    yield Role(name + "attention_norm", source + "input_layernorm.weight", (hidden,), "vector")
    yield Role(name + "qkv", attention + "query_key_value.weight", (qkv, hidden), "linear")
    if config.qkv_bias:
        yield Role(name + "qkv_bias", attention + "query_key_value.bias", (qkv,), "vector")
    yield Role(name + "attention_output", attention + "dense.weight", (hidden, config.attention_size), "linear")
    yield Role(name + "ffn_norm", source + "post_attention_layernorm.weight", (hidden,), "vector")
    yield Role(name + "gate_up", source + "mlp.dense_h_to_4h.weight", (2 * ffn, hidden), "linear")
    yield Role(name + "down", source + "mlp.dense_4h_to_h.weight", (hidden, ffn), "linear")
