"""The weights that training begins with: embeddings that know meanings, and heads that already copy.

Almost everything that this model learns is copying, which a network from random weights discovers late. Here it is
there at once, in three layers ("induction heads": Elhage et al. 2021, A Mathematical Framework for Transformer
Circuits; Olsson et al. 2022, arXiv:2209.11895): a head of layer 0 adds to each token who stood before it; heads of
layers 1 and 2 look for the tokens that stood behind this one earlier, and add them to what is predicted.

The residual stream begins in three parts: meaning, the token's own random vector, the token before.
"""

from __future__ import annotations

import torch
from torch import Tensor

from demo_model.architecture import ROPE_BASE, Shape
from demo_model.meanings import N_DIMENSIONS

_OWN, _BEFORE = 96, 64  # dimensions after those of meaning
_SIZE = 0.5  # of an embedding's components
_OFFSET_SCORES = (16.0, 7.0, 4.0)  # of the fastest rotary pairs, when the distance is right
_MATCH = 1.8  # queries' and keys' scale where tokens are compared
_OUTPUT = 0.2  # of the output layer
_FAINT = 0.1  # of weights that shall disturb nothing at first
_ATTENTION = "transformer.encoder.layers.{}.self_attention."


def start(model: dict[str, Tensor], shape: Shape, meanings: Tensor, generator: torch.Generator) -> None:
    """Put the beginning into randomly initialized weights.

    Args:
        model: the parameters, by name; changed.
        shape: of at least 3 layers, heads of 64 dimensions and hidden states of 256.
        meanings: [vocab_size, N_DIMENSIONS], from demo_model.meanings.
        generator: of the random directions.
    """
    Start(model, shape, generator).fill(meanings)


class Start:
    """What start does, step by step."""

    def __init__(self, model: dict[str, Tensor], shape: Shape, generator: torch.Generator) -> None:
        self.model, self.shape, self.generator = model, shape, generator
        self.own = slice(N_DIMENSIONS, N_DIMENSIONS + _OWN)
        self.before = slice(N_DIMENSIONS + _OWN, N_DIMENSIONS + _OWN + _BEFORE)
        self.to_before = self._orthonormal(_BEFORE, _OWN)

    def fill(self, meanings: Tensor) -> None:
        """All of it."""
        vectors = torch.randn(len(meanings), _OWN, generator=self.generator) * _SIZE
        embeddings = self.model["transformer.embedding.word_embeddings.weight"].zero_()
        embeddings[:, :N_DIMENSIONS] = meanings * _SIZE * N_DIMENSIONS**0.5
        embeddings[:, self.own] = vectors
        self._look_back()
        turn, compared = self._orthonormal(_OWN, _OWN), self._orthonormal(self.shape.head_dim // 2, _BEFORE)
        copied = self._orthonormal(_OWN, _OWN)
        for layer, rows in ((1, copied[: self.shape.head_dim]), (2, copied[-self.shape.head_dim :])):
            self._copy(layer, compared, rows, turn @ rows.T)
        output = self.model["transformer.output_layer.weight"].zero_()
        output[:, self.own] = _OUTPUT * vectors @ turn.T

    def _orthonormal(self, rows: int, columns: int) -> Tensor:
        size = max(rows, columns)
        return torch.linalg.qr(torch.randn(size, size, generator=self.generator))[0][:rows, :columns]

    def _parts(self, layer: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Queries of the first kv head's heads [heads, head_dim, hidden], its key, its value, the output matrix."""
        shape, name = self.shape, _ATTENTION.format(layer)
        queries, keys, values = self.model[name + "query_key_value.weight"].split(shape.qkv_rows)
        heads, d = shape.num_heads // shape.num_kv_heads, shape.head_dim
        return queries[: heads * d].unflatten(0, (heads, d)), keys[:d], values[:d], self.model[name + "dense.weight"]

    def _look_back(self) -> None:
        """In layer 0, heads that attend 1, 2, 3... tokens back by their biases; the first one's value is kept."""
        queries, key, value, dense = self._parts(0)
        queries *= _FAINT
        key *= _FAINT
        heads, d = self.shape.num_heads // self.shape.num_kv_heads, self.shape.head_dim
        bias = self.model[_ATTENTION.format(0) + "query_key_value.bias"]
        of_queries, of_keys, _ = bias.split(self.shape.qkv_rows)
        for i, score in enumerate(_OFFSET_SCORES):
            size = (score * d**0.5) ** 0.5
            theta = ROPE_BASE ** (-i / self.shape.rotary_pairs)
            of_keys[2 * i] = size
            for head in range(heads):
                angle = torch.tensor(-(head + 1) * theta)
                of_queries[head * d + 2 * i] = size * angle.cos()
                of_queries[head * d + 2 * i + 1] = size * angle.sin()
        value.zero_()[:, self.own] = self.to_before
        dense[self.before, :d] = _SIZE * torch.eye(d)

    def _copy(self, layer: int, compared: Tensor, rows: Tensor, written: Tensor) -> None:
        """A head that attends to tokens whose predecessor is this token, by the dimensions that do not turn."""
        queries, key, value, dense = self._parts(layer)
        half = self.shape.head_dim // 2
        queries[0, :half] *= _FAINT
        key[:half] *= _FAINT
        queries[0, half:].zero_()[:, self.own] = _MATCH * compared @ self.to_before
        key[half:].zero_()[:, self.before] = _MATCH * compared
        value.zero_()[:, self.own] = rows
        dense[self.own, : self.shape.head_dim] = written
