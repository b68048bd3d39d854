"""Reads a packed model back, so that training goes on from the file that is shipped, as docs/format.md describes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import safe_open
from torch import Tensor

from demo_model.architecture import EMBEDDINGS, OUTPUT, TIE, Shape

_LAYER = "transformer.encoder.layers.{}."


def unpack(path: Path) -> tuple[Shape, dict[str, Tensor], bytes]:
    """The shape, training's weights by name, and the tokenizer, of a packed model file (q8 or f16)."""
    with safe_open(path, "np") as file:
        shape = Shape.of(json.loads(file.metadata()["source_config"]))
        names = set(file.keys())
        if any(name.endswith(".q4") for name in names):
            raise ValueError(f"{path}: training goes on from a file of type q8 or f16, but this one has q4 weights")

        def matrix(name: str) -> Tensor:
            return _matrix(file, name, is_q8=f"{name}.q8" in names)

        def vector(name: str) -> Tensor:
            return torch.from_numpy(file.get_tensor(name))

        weights = {EMBEDDINGS: matrix("embedding")[: shape.vocab_size]}
        for i in range(shape.num_layers):
            source, target = f"layers.{i}.", _LAYER.format(i)
            fused = torch.cat((matrix(source + "query_key"), matrix(source + "value")))
            weights |= {
                target + "input_layernorm.weight": vector(source + "attention_norm"),
                target + "self_attention.query_key_value.weight": fused,
                target + "self_attention.query_key_value.bias": vector(source + "qkv_bias"),
                target + "self_attention.dense.weight": matrix(source + "attention_output"),
                target + "post_attention_layernorm.weight": vector(source + "ffn_norm"),
                target + "mlp.dense_h_to_4h.weight": matrix(source + "gate_up"),
                target + "mlp.dense_4h_to_h.weight": matrix(source + "down"),
            }
        weights["transformer.encoder.final_layernorm.weight"] = vector("final_norm")
        output = matrix("output")[: shape.vocab_size]
        weights[TIE] = torch.linalg.lstsq(weights[EMBEDDINGS], output).solution
        weights[OUTPUT] = output - weights[EMBEDDINGS] @ weights[TIE]
        return shape, weights, file.get_tensor("tokenizer").tobytes()


def _matrix(file: Any, name: str, *, is_q8: bool) -> Tensor:
    """[rows, k], the rows that fill the last tile included."""
    if not is_q8:
        return torch.from_numpy(file.get_tensor(f"{name}.f16")).float().transpose(1, 2).flatten(0, 1)
    codes = file.get_tensor(f"{name}.q8")
    n_tiles, n_groups = codes.shape[:2]
    codes = codes.reshape(n_tiles, n_groups, 8, 8, 4).transpose(0, 3, 1, 2, 4)  # tile, row, group, chunk, column
    scales = file.get_tensor(f"{name}.scales").transpose(0, 2, 1)[..., None].astype(np.float32)
    weights = codes.reshape(n_tiles, 8, n_groups, 32) * scales
    return torch.from_numpy(weights.reshape(n_tiles * 8, -1) * file.get_tensor(f"{name}.row_scales")[:, None])
