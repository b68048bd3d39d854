"""What a training says while it runs: a line of JSON for programs, a shorter one for people."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import torch
from torch import Tensor

from demo_model.guides import GUIDES
from demo_model.mixture import KINDS
from demo_model.senses import SENSES
from demo_model.state import State

LOSSES = (*KINDS, *GUIDES, *SENSES)
"""What the sums of losses are of: kinds of conversations, then guides, then senses."""

_EVERY = 10  # steps


class TrainingLog:
    """Means over the latest steps, added to a file and, as a line, to stderr."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reset()

    def _reset(self) -> None:
        self._sums = torch.zeros(len(LOSSES), 2)
        self._begin = time.monotonic()
        self._n_tokens = 0

    def add(self, state: State, sums: Tensor, n_tokens: int, rate_factor: float) -> None:
        """Count a step.

        Args:
            state: after the step.
            sums: [LOSSES, 2], sum of losses (nats) and learned tokens.
            n_tokens: of the step, prompts included.
            rate_factor: of the learning rates.
        """
        self._sums += sums
        self._n_tokens += n_tokens
        if state.step % _EVERY:
            return
        total, n_learned = self._sums[: len(KINDS)].sum(0).tolist()
        losses = {kind: round(float(s / max(n, 1)), 4) for kind, (s, n) in zip(LOSSES, self._sums, strict=True)}
        entry = {
            "step": state.step,
            "tokens": state.n_tokens,
            "loss": round(total / max(n_learned, 1), 4),
            "losses": losses,
            "rate": round(rate_factor, 4),
            "learned": round(n_learned / self._n_tokens, 4),
            "tokens_s": round(self._n_tokens / (time.monotonic() - self._begin)),
            "seconds": round(state.seconds),
        }
        with self._path.open("a") as file:
            file.write(json.dumps(entry) + "\n")
        kinds = " ".join(f"{kind} {loss:.3f}" for kind, loss in losses.items())
        print(f"{state.step} loss {entry['loss']:.4f} ({kinds}) {entry['tokens_s']} tokens/s", file=sys.stderr)
        self._reset()
