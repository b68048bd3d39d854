"""The int8 key/value cache: what it costs, with large biases in the keys too, and how much memory it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from safetensors.numpy import load_file, save_file
from tiny_checkpoint import CONFIG, write_checkpoint

import pyglm
from pyglm.cli.memory import KIB, cache_bytes_per_token
from pyglm.config import ModelConfig
from quantize.pack import pack

IDS = np.random.default_rng(5).integers(0, CONFIG["padded_vocab_size"], 300).tolist()
DIM = CONFIG["kv_channels"]
FIRST_KEY = CONFIG["num_attention_heads"] * DIM
# Nats, in the mean: 0.0049 measured. The tiny model's scores spread far more than a trained model's, which loses 3e-4
# (docs/kernels.md).
MAX_KL = 8e-3


def packed_with_key_bias(folder: Path, bias: dict[int, float]) -> Path:
    """The tiny model as f16, with bias {dimension of a head: value} added to the keys of all layers."""
    checkpoint = write_checkpoint(folder / "checkpoint")
    tensors = load_file(checkpoint / "model.safetensors")
    for name, values in tensors.items():
        if name.endswith("query_key_value.bias"):
            for head in range(CONFIG["multi_query_group_num"]):
                for dim, value in bias.items():
                    values[FIRST_KEY + head * DIM + dim] += value
    save_file(tensors, checkpoint / "model.safetensors", metadata={"format": "pt"})
    pack(checkpoint, folder / "biased.glm", weight_type="f16")
    return folder / "biased.glm"


def log_probabilities(path: Path, kv_type: Any, isa: str | None = None) -> npt.NDArray[np.float64]:
    logits = pyglm.load(path, kv_type=kv_type, isa=isa, threads=1).session().forward(IDS).astype(np.float64)
    return np.asarray(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)))


def mean_kl(p: npt.NDArray[np.float64], q: npt.NDArray[np.float64]) -> float:
    return float((np.exp(p) * (p - q)).sum(axis=1).mean())


@pytest.mark.parametrize("isa", pyglm.kernel_tables())
def test_int8_keys_and_values_cost_little(pack_tiny: Callable[[str], Path], isa: str) -> None:
    path = pack_tiny("f16")
    kl = mean_kl(log_probabilities(path, "f32", isa), log_probabilities(path, "q8", isa))
    assert 0 < kl <= MAX_KL


@pytest.mark.parametrize("bias", [{DIM - 1: 60.0, DIM - 4: -40.0}, {1: 8.0, 2: -8.0}, {0: 8.0, DIM - 2: 60.0}])
def test_large_biases_in_keys(tmp_path: Path, bias: dict[int, float]) -> None:
    """Trained checkpoints have them, in the first half of a head, which is rotated, and in the second."""
    path = packed_with_key_bias(tmp_path, bias)
    assert mean_kl(log_probabilities(path, "f32"), log_probabilities(path, "q8")) <= 2 * MAX_KL


def test_a_bias_that_is_not_rotated_costs_nothing(pack_tiny: Callable[[str], Path], tmp_path: Path) -> None:
    """It adds the same to all scores of a query: the cache leaves it out."""
    plain, biased = (log_probabilities(p, "q8") for p in (pack_tiny("f16"), packed_with_key_bias(tmp_path, {9: 100.0})))
    assert mean_kl(plain, biased) < 1e-6


def test_memory_of_chatglm3_6b() -> None:
    sizes: dict[str, Any] = {"num_layers": 28, "num_kv_heads": 2, "head_dim": 128}
    config = ModelConfig.__new__(ModelConfig)
    for name, value in sizes.items():
        object.__setattr__(config, name, value)
    per_token = {kv_type: cache_bytes_per_token(config, kv_type) for kv_type in ("q8", "f16", "f32")}
    assert per_token == {"q8": 14672, "f16": 28 * KIB, "f32": 56 * KIB}
    assert per_token["q8"] <= 15 * KIB
