"""The tensors of a network: their role in the model file, their name and shape in a checkpoint, how they are stored.

The one list from which the checkpoint is checked, the file is laid out, and the tensors are packed in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pyglm import ModelConfig

Kind = Literal["linear", "value", "embedding", "output", "vector"]

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
    first_row: int = 0
    """Where the role's rows begin in the checkpoint's tensor, which may hold those of several roles."""
    source_rows: int = 0
    """Rows of the checkpoint's tensor; 0 when they are all the role's."""

    @property
    def source_shape(self) -> tuple[int, ...]:
        """Shape of the checkpoint's tensor."""
        return (self.source_rows or self.shape[0], *self.shape[1:])


def roles(config: ModelConfig) -> Iterator[Role]:
    """All tensors, in the order in which one forward pass reads them."""
    hidden, vocab = config.hidden_size, config.vocab_size
    yield Role("embedding", "transformer.embedding.word_embeddings.weight", (vocab, hidden), "embedding")
    for i in range(config.num_layers):
        yield from _layer(config, f"layers.{i}.", f"transformer.encoder.layers.{i}.")
    yield Role("final_norm", "transformer.encoder.final_layernorm.weight", (hidden,), "vector")
    yield Role("output", "transformer.output_layer.weight", (vocab, hidden), "output")


def _layer(config: ModelConfig, name: str, source: str) -> Iterator[Role]:
    hidden, ffn = config.hidden_size, config.ffn_size
    query_key, value = config.query_key_rows, config.value_rows
    qkv = query_key + value
    attention = source + "self_attention."
    yield Role(name + "attention_norm", source + "input_layernorm.weight", (hidden,), "vector")
    fused = attention + "query_key_value.weight"
    yield Role(name + "query_key", fused, (query_key, hidden), "linear", source_rows=qkv)
    yield Role(name + "value", fused, (value, hidden), "value", first_row=query_key, source_rows=qkv)
    if config.qkv_bias:
        yield Role(name + "qkv_bias", attention + "query_key_value.bias", (qkv,), "vector")
    yield Role(name + "attention_output", attention + "dense.weight", (hidden, config.attention_size), "linear")
    yield Role(name + "ffn_norm", source + "post_attention_layernorm.weight", (hidden,), "vector")
    yield Role(name + "gate_up", source + "mlp.dense_h_to_4h.weight", (2 * ffn, hidden), "linear")
    yield Role(name + "down", source + "mlp.dense_4h_to_h.weight", (hidden, ffn), "linear")
