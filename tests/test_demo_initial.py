"""Where the demonstration model's training begins: with embeddings of meanings and heads that copy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1]))

torch: Any = pytest.importorskip("torch", reason="the beginning is made by PyTorch: pip install 'pyglm-runtime[demo]'")


def test_a_repeated_text_is_predicted_without_training() -> None:
    from demo_model.architecture import ChatGlm, Shape
    from demo_model.initial import start
    from demo_model.meanings import N_DIMENSIONS

    shares = []
    for seed in range(4):
        torch.manual_seed(seed)
        shape = Shape(vocab_size=500)
        network = ChatGlm(shape, tied=True)
        meanings = torch.nn.functional.normalize(torch.randn(500, N_DIMENSIONS), dim=1)
        with torch.no_grad():
            start(dict(network.named_parameters()), shape, meanings, torch.default_generator)
            once = torch.randperm(500)[:60]
            predicted = network.all_logits(torch.cat((once, once))).argmax(-1)
        shares.append((predicted[60:-1] == once[1:]).float().mean())
    assert sum(shares) / len(shares) > 0.95


def test_words_are_made_of_their_longest_tokens() -> None:
    from demo_model.meanings import N_DIMENSIONS, Words

    vectors = torch.eye(N_DIMENSIONS)[:4]
    words = Words(vectors, {"Ġrain": 0, "Ġ": 1, "bow": 2, "b": 3})
    assert torch.equal(words.mean(" rain"), vectors[0])
    assert torch.equal(words.mean(" rainbow"), (vectors[0] + vectors[2]) / 2)
    assert torch.equal(words.mean("xyz"), torch.zeros(N_DIMENSIONS))
