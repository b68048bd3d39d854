"""Everything that training goes on from: weights, momenta, averages and counters; in memory that processes share."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from demo_model.architecture import ChatGlm, Shape
from demo_model.initial import start
from demo_model.unpack import unpack

_TENSORS = ("model", "average", "momentum", "second")


@dataclass
class State:
    """What a checkpoint holds; tensors by the parameter's name."""

    shape: Shape
    tokenizer: bytes
    model: dict[str, Tensor]
    average: dict[str, Tensor]
    """The running average of the weights."""
    momentum: dict[str, Tensor]
    second: dict[str, Tensor]
    """Adam's average of squared gradients."""
    step: int = 0
    n_tokens: int = 0
    seconds: float = 0.0
    cooldown: tuple[int, int] | None = None
    """The cooldown's first step and its steps."""

    @classmethod
    def new(cls, shape: Shape, tokenizer: bytes, meanings: Tensor, *, seed: int) -> State:
        """The beginning of a training; meanings: [vocab_size, demo_model.senses.N_DIMENSIONS]."""
        torch.manual_seed(seed)
        model = {name: tensor.detach() for name, tensor in ChatGlm(shape, tied=True).named_parameters()}
        start(model, shape, meanings, torch.default_generator)
        return cls._of(shape, tokenizer, model)

    @classmethod
    def packed(cls, path: Path, *, step: int) -> State:
        """The weights of a packed model file, and nothing of its training but the step."""
        shape, weights, tokenizer = unpack(path)
        new = {name: tensor.detach() for name, tensor in ChatGlm(shape, tied=True).named_parameters()}
        state = cls._of(shape, tokenizer, {name: weights.get(name, new[name]).contiguous() for name in new})
        state.step = step
        return state

    @classmethod
    def _of(cls, shape: Shape, tokenizer: bytes, model: dict[str, Tensor]) -> State:
        average = {name: tensor.clone() for name, tensor in model.items()}
        momentum, second = ({name: torch.zeros_like(t) for name, t in model.items()} for _ in range(2))
        return cls(shape, tokenizer, model, average, momentum, second)._shared()

    @classmethod
    def load(cls, path: Path) -> State:
        """What save wrote."""
        kept: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        del kept["options"]
        return cls(**kept | {"shape": Shape(**kept["shape"])})._shared()

    def save(self, path: Path, options: dict[str, str]) -> None:
        """Write a checkpoint, which appears when it is complete; options: how it was trained, for the record."""
        kept = {**vars(self), "shape": self.shape.to_dict(), "options": options}
        partial = path.with_suffix(".partial")
        torch.save(kept, partial)
        os.replace(partial, path)

    def _shared(self) -> State:
        for name in _TENSORS:
            for tensor in getattr(self, name).values():
                tensor.share_memory_()
        return self
