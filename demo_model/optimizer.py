"""One step of Muon for the matrices and of Adam for the rest, on the part of the parameters that a process owns.

Muon replaces a matrix's averaged gradient by the nearest orthogonal matrix, so that a step has the same size in all
directions; its products are of the same type as training's.
Matrices of one shape are done in one batched product, and the parts of fused ones (query, key, value; gate, up) each by
itself. Sources: https://kellerjordan.github.io/posts/muon/; Adam: Kingma and Ba 2014, arXiv:1412.6980.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from demo_model.architecture import EMBEDDINGS, OUTPUT, Shape
from demo_model.state import State

_MUON_RATE = 0.01
_MUON_MOMENTUM = 0.95
_MUON_DECAY = 0.01  # of weights, times the learning rate
_ADAM_RATE = 2e-3
_EMBEDDING_RATE = 5e-4
_ADAM_LEAST = 1e-8  # root mean square of gradients that counts as nothing
_OUTPUT_LEAST = 5e-5  # the same for the output layer's rest: about that of a token said once in 20 steps
_OUTPUT_DECAY = 1.5  # of that rest, times the learning rate
_ADAM_MOMENTUM, _ADAM_SECOND = 0.9, 0.95
_AVERAGE = 0.995  # share of the past in the running average of weights

_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
_ITERATIONS = 5


def orthogonalize(matrices: Tensor, product_type: torch.dtype) -> Tensor:
    """Each matrix with its singular values replaced by about 1; [n, rows, columns] in and out."""
    is_tall = matrices.shape[1] > matrices.shape[2]
    x = matrices.mT.contiguous() if is_tall else matrices
    x = x.to(product_type)
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    a, b, c = _COEFFICIENTS
    for _ in range(_ITERATIONS):
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return (x.mT if is_tall else x).to(matrices.dtype)


def is_matrix(name: str, tensor: Tensor) -> bool:
    """Whether Muon trains a parameter: embedding and output layer are tables of rows, which Adam trains."""
    return tensor.dim() == 2 and name not in (EMBEDDINGS, OUTPUT)


def shares(parameters: Mapping[str, Tensor], n_processes: int) -> list[list[str]]:
    """Names of the parameters that each process updates, so that each has about as much to compute."""
    costs = {name: p.numel() * (64 if is_matrix(name, p) else 1) for name, p in parameters.items()}
    owned: list[list[str]] = [[] for _ in range(n_processes)]
    loads = [0] * n_processes
    for name in sorted(costs, key=lambda name: (-costs[name], name)):
        lightest = loads.index(min(loads))
        owned[lightest].append(name)
        loads[lightest] += costs[name]
    return owned


class Optimizer:
    """Updates some of the parameters; all that it keeps between steps lies in the state.

    Args:
        state: parameters, momenta and averages.
        names: of the parameters to update.
        product_type: in which Muon multiplies matrices.
    """

    def __init__(self, state: State, names: Sequence[str], product_type: torch.dtype) -> None:
        self._state, self._names, self._product_type = state, names, product_type
        self._shapes: dict[tuple[int, ...], list[tuple[str, slice]]] = {}  # of parts: the matrix, its rows
        for name in names:
            tensor = state.model[name]
            if is_matrix(name, tensor):
                first = 0
                for n in _parts(name, tensor, state.shape):
                    self._shapes.setdefault((n, tensor.shape[1]), []).append((name, slice(first, first + n)))
                    first += n

    @torch.no_grad()
    def step(self, gradients: Mapping[str, Tensor], *, step: int, factor: float) -> None:
        """Update the parameters.

        Args:
            gradients: of the parameters, by name.
            step: counted from 0.
            factor: of the learning rates.
        """
        updates = dict[str, Tensor]()
        for name in self._names:
            if is_matrix(name, self._state.model[name]):
                updates[name] = self._state.momentum[name].lerp_(gradients[name], 1 - _MUON_MOMENTUM)
                updates[name] = gradients[name].lerp(updates[name], _MUON_MOMENTUM)  # Nesterov's
            else:
                self._adam(name, gradients[name], step + 1, factor)
        self._muon(updates, factor)
        kept = min(_AVERAGE, (step + 1) / (step + 10))
        for name in self._names:
            self._state.average[name].lerp_(self._state.model[name], 1 - kept)

    def _adam(self, name: str, gradient: Tensor, n_steps: int, factor: float) -> None:
        momentum, second = self._state.momentum[name], self._state.second[name]
        momentum.lerp_(gradient, 1 - _ADAM_MOMENTUM)
        second.mul_(_ADAM_SECOND).addcmul_(gradient, gradient, value=1 - _ADAM_SECOND)
        least = _OUTPUT_LEAST if name == OUTPUT else _ADAM_LEAST  # else tokens that are never said would drift
        size = (second / (1 - _ADAM_SECOND**n_steps)).sqrt_().add_(least)
        rate = (_EMBEDDING_RATE if name == EMBEDDINGS else _ADAM_RATE) * factor
        if name == OUTPUT:
            self._state.model[name].mul_(1 - rate * _OUTPUT_DECAY)
        self._state.model[name].addcdiv_(momentum, size, value=-rate / (1 - _ADAM_MOMENTUM**n_steps))

    def _muon(self, updates: Mapping[str, Tensor], factor: float) -> None:
        for name in updates:
            self._state.model[name].mul_(1 - _MUON_RATE * factor * _MUON_DECAY)
        for (n_rows, n_columns), parts in self._shapes.items():
            stacked = torch.stack([updates[name][rows] for name, rows in parts])
            turned = orthogonalize(stacked, self._product_type)
            rate = _MUON_RATE * factor * max(1.0, n_rows / n_columns) ** 0.5
            for (name, rows), update in zip(parts, turned, strict=True):
                self._state.model[name][rows].add_(update, alpha=-rate)


def _parts(name: str, tensor: Tensor, shape: Shape) -> Sequence[int]:
    """Rows of each of the matrices that are fused into one."""
    if name.endswith("query_key_value.weight"):
        return shape.qkv_rows
    if name.endswith("dense_h_to_4h.weight"):
        return shape.ffn_size, shape.ffn_size
    return (tensor.shape[0],)
