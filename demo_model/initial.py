"""The weights that training begins with: embeddings that know meanings, heads that copy, and a path for choices.

Almost everything that this model learns is copying, which a network from random weights discovers late. Here it is
there at once, in three layers ("induction heads": Elhage et al. 2021, A Mathematical Framework for Transformer
Circuits; Olsson et al. 2022, arXiv:2209.11895): a head of layer 0 adds to each token who stood before it; heads of
layers 1 and 2 look for the tokens that stood behind this one earlier, and add them to what is predicted.

To choose a tool or a sentence is to copy its first tokens, which those do not find. Heads in layers 1 to 4, which
training guides (guides.py), carry them: from the start of a tool or sentence to its words, from these to the words of
the question, from these to the reply. Others carry a parameter's name to its definition, from there to the value for it
in the question, and to the call, where the same code finds that value again.

The residual stream begins in parts: a token's meaning, its own random vector, the token before, and those of the two
paths.
"""

from __future__ import annotations

import torch
from torch import Tensor

from demo_model.architecture import EMBEDDINGS, OUTPUT, ROPE_BASE, TIE, Shape
from demo_model.guides import ASKED, FILLED, GUIDES, ROLES, STARTS
from demo_model.senses import N_DIMENSIONS

_SIZES = {  # of the parts: 288 dimensions
    "meaning": N_DIMENSIONS,
    "own": 86,
    "before": 36,
    "start": 36,
    "told": 36,
    "role": 10,
    "filled": 10,
    "inside": 10,
}
_SIZE = 0.5  # of an embedding's components
_OFFSET_SCORES = (16.0, 7.0, 4.0)  # of the fastest rotary pairs, when the distance is right
_MATCH = 1.8  # queries' and keys' scale where tokens are compared
_ALIKE = 1.2  # the same where meanings are, or the starts of tools
_SAME_ROLE = 2.4  # the same where parameters are
_OUTPUT = 0.2  # of the output layer
_FAINT = 0.1  # of weights that shall disturb nothing at first
_ATTENTION = "transformer.encoder.layers.{}.self_attention."


def start(model: dict[str, Tensor], shape: Shape, meanings: Tensor, generator: torch.Generator) -> None:
    """Put the beginning into randomly initialized weights.

    Args:
        model: the parameters, by name; changed.
        shape: of at least 5 layers, 2 kv heads, heads of 64 dimensions and hidden states of 288.
        meanings: [vocab_size, N_DIMENSIONS], from demo_model.meanings.
        generator: of the random directions.
    """
    Start(model, shape, generator).fill(meanings)


class Start:
    """What start does, step by step."""

    def __init__(self, model: dict[str, Tensor], shape: Shape, generator: torch.Generator) -> None:
        self.model, self.shape, self.generator = model, shape, generator
        self.parts: dict[str, slice] = {}
        first = 0
        for name, size in _SIZES.items():
            self.parts[name] = slice(first, first + size)
            first += size
        self.to_before = self._orthonormal(_SIZES["before"], _SIZES["own"])

    def fill(self, meanings: Tensor) -> None:
        """All of it."""
        own = self.parts["own"]
        vectors = torch.randn(len(meanings), _SIZES["own"], generator=self.generator) * _SIZE
        embeddings = self.model[EMBEDDINGS].zero_()
        embeddings[:, self.parts["meaning"]] = meanings * _SIZE * N_DIMENSIONS**0.5
        embeddings[:, own] = vectors
        self._look_back()
        turn, compared = (
            self._orthonormal(_SIZES["own"], _SIZES["own"]),
            self._orthonormal(self.shape.head_dim // 2, _SIZES["before"]),
        )
        copied, d = self._orthonormal(_SIZES["own"], _SIZES["own"]), self.shape.head_dim
        for layer, rows in ((1, copied[:d]), (2, copied[-d:])):
            self._copy(layer, compared, rows, turn @ rows.T)
        self._path(turn)
        self.model[OUTPUT].zero_()
        self.model[TIE].zero_()[own, own] = _OUTPUT * turn.T

    def _orthonormal(self, rows: int, columns: int) -> Tensor:
        size = max(rows, columns)
        return torch.linalg.qr(torch.randn(size, size, generator=self.generator))[0][:rows, :columns]

    def _heads(self, layer: int, group: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Of a kv head the queries [heads, head_dim, hidden], key, value, and the outputs [hidden, heads, head_dim]."""
        shape, name = self.shape, _ATTENTION.format(layer)
        queries, keys, values = self.model[name + "query_key_value.weight"].split(shape.qkv_rows)
        heads, d = shape.num_heads // shape.num_kv_heads, shape.head_dim
        group %= shape.num_kv_heads
        own, theirs = slice(group * d, (group + 1) * d), slice(group * heads * d, (group + 1) * heads * d)
        dense = self.model[name + "dense.weight"][:, theirs].unflatten(1, (heads, d))
        return queries[theirs].unflatten(0, (heads, d)), keys[own], values[own], dense

    def _guided(self, guide: str) -> tuple[Tensor, Tensor]:
        """The value and the output [hidden, head_dim] of the head that a guide teaches."""
        place = GUIDES[guide]
        _, _, value, dense = self._heads(place.layer, place.group)
        return value, dense[:, place.head]

    def _attending(self, guide: str) -> tuple[Tensor, Tensor]:
        """The query and the key of the head that a guide teaches."""
        place = GUIDES[guide]
        queries, key, _, _ = self._heads(place.layer, place.group)
        return queries[place.head], key

    def _look_back(self) -> None:
        """In layer 0, heads that attend 1, 2, 3... tokens back by their biases; the first one's value is kept."""
        queries, key, value, dense = self._heads(0, 0)
        queries *= _FAINT
        key *= _FAINT
        d = self.shape.head_dim
        bias = self.model[_ATTENTION.format(0) + "query_key_value.bias"]
        of_queries, of_keys, _ = bias.split(self.shape.qkv_rows)
        for i, score in enumerate(_OFFSET_SCORES):
            size = (score * d**0.5) ** 0.5
            theta = ROPE_BASE ** (-i / self.shape.rotary_pairs)
            of_keys[2 * i] = size
            for head in range(len(queries)):
                angle = torch.tensor(-(head + 1) * theta)
                of_queries[head * d + 2 * i] = size * angle.cos()
                of_queries[head * d + 2 * i + 1] = size * angle.sin()
        self._move(value, dense[:, 0], "own", self.to_before, "before", _SIZE * torch.eye(_SIZES["before"]))

    def _copy(self, layer: int, compared: Tensor, rows: Tensor, written: Tensor) -> None:
        """A head that attends to tokens whose predecessor is this token, by the dimensions that do not turn."""
        queries, key, value, dense = self._heads(layer, 0)
        half = self.shape.head_dim // 2
        queries[0, :half] *= _FAINT
        key[:half] *= _FAINT
        queries[0, half:].zero_()[:, self.parts["own"]] = _MATCH * compared @ self.to_before
        key[half:].zero_()[:, self.parts["before"]] = _MATCH * compared
        self._move(value, dense[:, 0], "own", rows, "own", written)

    def _path(self, turn: Tensor) -> None:
        """What a choice is carried by; of the attention, only that words look for like words is there already."""
        code = self._orthonormal(_SIZES["start"], _SIZES["own"])
        same = torch.eye(_SIZES["start"])
        parts = _shared_out(len(same), len(STARTS))
        for begins, asked, part in zip(STARTS, ASKED, parts, strict=True):
            self._move(*self._guided(begins), "own", code, "start", _SIZE * same * part)
            self._move(*self._guided(asked), "told", same, "own", _SIZE * turn @ code.T * part)
        self._move(*self._guided("match"), "start", same, "told", same)
        self._point(turn, code, parts)
        self._fill()
        half = self.shape.head_dim // 2
        for weight in self._attending("match"):
            weight[:half] *= _FAINT
            weight[half:] = 0
        for part in ("own", "meaning"):
            self._compare("match", part, part, _ALIKE)

    def _point(self, turn: Tensor, code: Tensor, parts: Tensor) -> None:
        """A head that says the token it looks at, and two that say how that token's tool or sentence begins."""
        value, copied = self._guided("copy")  # all three share the value
        n, own = len(code), self.parts["own"]
        rows = self._orthonormal(self.shape.head_dim - n, _SIZES["own"])
        value.zero_()[:n, self.parts["start"]] = torch.eye(n)
        value[n:, own] = rows
        copied[own, n:] = _SIZE * turn @ rows.T
        for guide, part in zip(("chosen", "chosen second"), parts, strict=False):
            _, chosen = self._guided(guide)
            chosen[own, :n] = _SIZE * turn @ code.T * part

    def _fill(self) -> None:
        """The path of parameters: the head that copies looks for the called tool's definition and for their values."""
        code = self._orthonormal(_SIZES["role"], _SIZES["own"])
        same = _SIZE * torch.eye(len(code))
        for role, part in zip(ROLES, _shared_out(len(code), len(ROLES)), strict=True):
            self._move(*self._guided(role), "own", code, "role", same * part)
        for filled in FILLED:
            self._move(*self._guided(filled), "role", torch.eye(len(code)), filled, same)
        meanings = self._orthonormal(self.shape.head_dim, _SIZES["meaning"])
        self._move(*self._guided("defined"), "meaning", meanings, "meaning", _SIZE * meanings.T)
        self._compare("defined", "role", "role", _SAME_ROLE)
        self._compare("defined", "start", "start", _ALIKE)
        self._compare("copy", "role", "filled", _SAME_ROLE)
        self._compare("copy", "start", "start", _ALIKE)

    def _compare(self, guide: str, asking: str, found: str, scale: float) -> None:
        """Let a guided head look, by the dimensions that do not turn, for tokens with the same code in these parts."""
        half = self.shape.head_dim // 2
        compared = scale * self._orthonormal(half, _SIZES[asking])
        for weight, part in zip(self._attending(guide), (asking, found), strict=True):
            weight[half:, self.parts[part]] = compared

    def _move(self, value: Tensor, dense: Tensor, source: str, rows: Tensor, target: str, written: Tensor) -> None:
        """Let a head read a part of the stream by rows [n, source] and write into another by written [target, n]."""
        n = len(rows)
        value.zero_()[:n, self.parts[source]] = rows
        dense[self.parts[target], :n] = written


def _shared_out(size: int, n: int) -> Tensor:
    """[n, size]: which dimensions of a code each of n tokens has, as 1 and 0."""
    return torch.block_diag(*[torch.ones(1, size // n)] * n)
