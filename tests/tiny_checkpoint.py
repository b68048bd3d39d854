"""A random ChatGLM3 checkpoint small enough to be packed and run in an instant; nothing else is needed for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file
from tiny_tokenizer import model_proto, tiny_tokenizer

CONFIG: dict[str, Any] = {
    "model_type": "chatglm",
    "architectures": ["ChatGLMModel"],
    "add_bias_linear": False,
    "add_qkv_bias": True,
    "ffn_hidden_size": 96,
    "hidden_size": 64,
    "kv_channels": 16,
    "layernorm_epsilon": 1e-5,
    "multi_query_attention": True,
    "multi_query_group_num": 2,
    "num_attention_heads": 6,
    "num_layers": 3,
    "padded_vocab_size": tiny_tokenizer().vocab_size,
    "post_layer_norm": True,
    "rmsnorm": True,
    "rope_ratio": 50,
    "seq_length": 4096,
    "torch_dtype": "float16",
}


def write_checkpoint(folder: Path, *, seed: int = 1) -> Path:
    """Write config.json, tokenizer.model and model.safetensors (float16); returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(CONFIG), "utf-8")
    (folder / "tokenizer.model").write_bytes(model_proto())
    rng = np.random.default_rng(seed)
    tensors = {name: _random(rng, name, shape) for name, shape in _shapes().items()}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def _random(rng: np.random.Generator, name: str, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
    """Norms around 1; matrices that keep the size of what goes through them, attention made to prefer."""
    values = rng.standard_normal(shape)
    if "layernorm" in name:
        return (1 + 0.1 * values).astype(np.float16)
    gain = 3 if "query_key_value.weight" in name else 1
    return (values * gain * (shape[-1] ** -0.5 if len(shape) == 2 else 0.1)).astype(np.float16)


def _shapes() -> dict[str, tuple[int, ...]]:
    hidden, ffn, dim = CONFIG["hidden_size"], CONFIG["ffn_hidden_size"], CONFIG["kv_channels"]
    heads, kv_heads, vocab = CONFIG["num_attention_heads"], CONFIG["multi_query_group_num"], CONFIG["padded_vocab_size"]
    qkv = (heads + 2 * kv_heads) * dim
    shapes: dict[str, tuple[int, ...]] = {"transformer.embedding.word_embeddings.weight": (vocab, hidden)}
    for i in range(CONFIG["num_layers"]):
        layer = f"transformer.encoder.layers.{i}."
        shapes |= {
            layer + "input_layernorm.weight": (hidden,),
            layer + "self_attention.query_key_value.weight": (qkv, hidden),
            layer + "self_attention.query_key_value.bias": (qkv,),
            layer + "self_attention.dense.weight": (hidden, heads * dim),
            layer + "post_attention_layernorm.weight": (hidden,),
            layer + "mlp.dense_h_to_4h.weight": (2 * ffn, hidden),
            layer + "mlp.dense_4h_to_h.weight": (hidden, ffn),
        }
    return shapes | {
        "transformer.encoder.final_layernorm.weight": (hidden,),
        "transformer.output_layer.weight": (vocab, hidden),
    }
