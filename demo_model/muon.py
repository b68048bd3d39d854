"""Muon in float32: torch.optim.Muon computes in bfloat16, which this processor class has no fast path for.

Matrices of one shape are orthogonalised together in one batched product, and the parts of fused matrices (query, key,
value; gate, up) each by itself. Source: https://kellerjordan.github.io/posts/muon/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
_STEPS = 5


def orthogonalize(matrices: Tensor) -> Tensor:
    """Each matrix with its singular values replaced by about 1; [n, rows, columns] in and out."""
    is_tall = matrices.shape[1] > matrices.shape[2]
    x = matrices.mT.contiguous() if is_tall else matrices
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    a, b, c = _COEFFICIENTS
    for _ in range(_STEPS):
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x.mT if is_tall else x


class Muon:
    """Momentum, orthogonalised: steps whose spectral norm is the learning rate.

    Args:
        parameters: matrices, each with the rows of its parts, which are orthogonalised by themselves.
        momentum: share of the past in the average of gradients (Nesterov).
        weight_decay: share of a weight that is lost each step, times the learning rate.
    """

    def __init__(
        self,
        parameters: Sequence[tuple[Tensor, Sequence[int]]],
        *,
        momentum: float = 0.95,
        weight_decay: float = 0.01,
    ) -> None:
        self.momentum, self.weight_decay = momentum, weight_decay
        self._parameters = [tensor for tensor, _ in parameters]
        self._averages = [torch.zeros_like(tensor) for tensor in self._parameters]
        self._shapes: dict[tuple[int, ...], list[tuple[int, slice]]] = {}  # of parts: parameter's index, its rows
        for i, (tensor, rows) in enumerate(parameters):
            first = 0
            for n in rows:
                self._shapes.setdefault((n, tensor.shape[1]), []).append((i, slice(first, first + n)))
                first += n

    @torch.no_grad()
    def step(self, learning_rate: float) -> None:
        """Update the parameters from their gradients."""
        updates = []
        for tensor, average in zip(self._parameters, self._averages, strict=True):
            gradient = tensor.grad
            assert gradient is not None
            average.lerp_(gradient, 1 - self.momentum)
            updates.append(gradient.lerp(average, self.momentum))
            tensor.mul_(1 - learning_rate * self.weight_decay)
        for (n_rows, n_columns), parts in self._shapes.items():
            turned = orthogonalize(torch.stack([updates[i][rows] for i, rows in parts]))
            rate = learning_rate * max(1.0, n_rows / n_columns) ** 0.5
            for (i, rows), update in zip(parts, turned, strict=True):
                self._parameters[i][rows].add_(update, alpha=-rate)

    def state(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {"averages": self._averages}

    def load_state(self, state: dict[str, Any]) -> None:
        """Go on from what state gave."""
        for average, kept in zip(self._averages, state["averages"], strict=True):
            average.copy_(kept)
