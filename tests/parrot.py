"""A model that always says the same: each token calls for the next one. What a command prints is then known."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file
from tiny_checkpoint import CONFIG, write_checkpoint
from tiny_tokenizer import tiny_tokenizer

REPLY = "world 你好😀"
"""No token comes twice in it; the emoji is four tokens, one for each byte."""


def pack_parrot(folder: Path, *, endless: bool = False) -> Path:
    """A model file of a parrot, with a context of 4,096 tokens, or 32,768 for an endless one."""
    from quantize.pack import pack

    write_parrot(folder / "checkpoint", endless=endless, seq_length=32768 if endless else 4096)
    pack(folder / "checkpoint", folder / "parrot.glm", weight_type="f16")
    return folder / "parrot.glm"


def write_parrot(folder: Path, *, endless: bool, seq_length: int) -> Path:
    """Write a checkpoint that answers everything with REPLY, or with REPLY over and over; returns the folder.

    Attention and feed-forward add nothing, so that the output layer sees the last token's embedding; its row for
    token t is the embedding of the token before t.
    """
    write_checkpoint(folder)
    (folder / "config.json").write_text(json.dumps(CONFIG | {"seq_length": seq_length}), "utf-8")
    tensors = load_file(folder / "model.safetensors")
    for name in tensors:
        if name.endswith(("self_attention.dense.weight", "dense_4h_to_h.weight")):
            tensors[name] = np.zeros_like(tensors[name])
    vocab, hidden = CONFIG["padded_vocab_size"], CONFIG["hidden_size"]
    embedding = np.random.default_rng(2).choice([-1.0, 1.0], (vocab, hidden)).astype(np.float16)
    output = np.zeros_like(embedding)
    for before, after in itertools.pairwise(_chain(endless)):
        output[after] += embedding[before]
    tensors["transformer.embedding.word_embeddings.weight"] = embedding
    tensors["transformer.output_layer.weight"] = output
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def _chain(endless: bool) -> list[int]:
    """The ids of a reply after <|assistant|>: no metadata, the text, and its end or its beginning again."""
    tokenizer = tiny_tokenizer()
    ids = tokenizer.encode(REPLY)[1:]  # the first is the dummy prefix, which a reply lacks
    assert len(set(ids)) == len(ids), "a token comes twice in REPLY"
    newline = tokenizer.encode("\n")[-1]
    return [tokenizer.special_tokens["<|assistant|>"], newline, *ids, ids[0] if endless else tokenizer.eos_id]
