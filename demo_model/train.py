"""Trains the demonstration model: `python -m demo_model.train --out FOLDER`; run it again to go on.

The learning rate rises, stays, and falls linearly at the end (the cooldown). What is before the cooldown, the trunk,
can go on at any time: it is kept in checkpoint.pt, the cooled model in cooled.pt. SIGTERM and Ctrl-C save and stop.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

import torch
from torch.nn import functional as F

from demo_model import tokenizer as vocabulary
from demo_model.architecture import ChatGlm, Shape
from demo_model.batches import Batch, Batches
from demo_model.mixture import KINDS
from demo_model.muon import Muon
from pyglm.tokenizer import Tokenizer

TRUNK, COOLED = "checkpoint.pt", "cooled.pt"

_WARM_UP = 100  # steps
_MUON_RATE = 0.02
_ADAM_RATE = 3e-3
_MAX_NORM = 1.0
_AVERAGE = 0.995  # share of the past in the average of weights
_LOG_EVERY = 10  # steps


class Trainer:
    """The network, its optimizers and their place in the data; everything that a checkpoint keeps."""

    def __init__(self, shape: Shape, *, seed: int, device: str, compiled: bool) -> None:
        torch.manual_seed(seed)
        self.device = device
        self.model = ChatGlm(shape, compiled=compiled).to(device)
        q, k, v = shape.qkv_rows
        parts = {"query_key_value.weight": (q, k, v), "dense_h_to_4h.weight": (shape.ffn_size, shape.ffn_size)}
        matrices, others = [], []
        for name, tensor in self.model.named_parameters():
            if tensor.dim() < 2 or name.endswith(("word_embeddings.weight", "output_layer.weight")):
                others.append(tensor)
            else:
                rows = next((rows for suffix, rows in parts.items() if name.endswith(suffix)), (tensor.shape[0],))
                matrices.append((tensor, rows))
        self.muon = Muon(matrices)
        self.adam = torch.optim.AdamW(others, lr=_ADAM_RATE, betas=(0.9, 0.95), weight_decay=0.0, fused=True)
        self.average = [tensor.detach().clone() for tensor in self.model.parameters()]
        self.step = 0
        self.n_tokens = 0
        self.seconds = 0.0
        self.cooldown: tuple[int, int] | None = None  # its first step, its steps

    def rate_factor(self) -> float:
        """What the learning rates are multiplied by at this step."""
        factor = min(1.0, (self.step + 1) / _WARM_UP)
        if self.cooldown is None:
            return factor
        first, n_steps = self.cooldown
        return factor * max(0.0, 1 - (self.step - first) / n_steps)

    def train(self, rows: list[Batch]) -> torch.Tensor:
        """One step; returns [kinds, 2]: sum of losses (nats) and learned tokens, by kind."""
        sums = torch.zeros(len(KINDS), 2, device=self.device)
        n_learned = sum(len(row.targets) for row in rows)
        for row in rows:
            batch = row.to(self.device)
            hidden = self.model(batch.ids, batch.lengths, batch.positions, batch.wanted)
            losses = F.cross_entropy(self.model.logits(hidden), batch.targets, reduction="none")
            (losses.sum() / n_learned).backward()
            values = torch.stack((losses.detach(), torch.ones_like(losses)), 1)
            sums.index_add_(0, batch.kinds, values)
        self._update()
        self.step += 1
        self.n_tokens += sum(len(row.ids) for row in rows)
        return sums.cpu()

    @torch.no_grad()
    def _update(self) -> None:
        parameters = list(self.model.parameters())
        torch.nn.utils.clip_grad_norm_(parameters, _MAX_NORM)
        factor = self.rate_factor()
        self.muon.step(_MUON_RATE * factor)
        for group in self.adam.param_groups:
            group["lr"] = _ADAM_RATE * factor
        self.adam.step()
        self.model.zero_grad(set_to_none=True)
        kept = min(_AVERAGE, (self.step + 1) / (self.step + 10))
        torch._foreach_lerp_(self.average, [p.detach() for p in parameters], 1 - kept)

    def save(self, path: Path, tokenizer: bytes, options: dict[str, Any]) -> None:
        """Write a checkpoint; it appears when it is complete."""
        names = [name for name, _ in self.model.named_parameters()]
        state = {
            "shape": self.model.shape.to_dict(),
            "model": self.model.state_dict(),
            "average": dict(zip(names, self.average, strict=True)),
            "muon": self.muon.state(),
            "adam": self.adam.state_dict(),
            "step": self.step,
            "n_tokens": self.n_tokens,
            "seconds": self.seconds,
            "cooldown": self.cooldown,
            "random": torch.get_rng_state(),
            "tokenizer": tokenizer,
            "options": options,
        }
        partial = path.with_suffix(".partial")
        torch.save(state, partial)
        os.replace(partial, path)

    def load(self, state: dict[str, Any]) -> None:
        """Go on from a checkpoint."""
        self.model.load_state_dict(state["model"])
        for own, kept in zip(self.average, state["average"].values(), strict=True):
            own.copy_(kept)
        self.muon.load_state(state["muon"])
        self.adam.load_state_dict(state["adam"])
        self.step, self.n_tokens, self.seconds = state["step"], state["n_tokens"], state["seconds"]
        self.cooldown = state["cooldown"]
        torch.set_rng_state(state["random"])


class _Stop:
    """Set by SIGTERM and SIGINT; a second one ends at once."""

    def __init__(self) -> None:
        self.is_set = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._set)

    def _set(self, number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        self.is_set = True


class _Log:
    """Means over the latest steps, to log.jsonl and, as a line, to stderr."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reset()

    def _reset(self) -> None:
        self._sums = torch.zeros(len(KINDS), 2)
        self._begin = time.monotonic()
        self._n_tokens = 0

    def add(self, trainer: Trainer, sums: torch.Tensor, n_tokens: int) -> None:
        self._sums += sums
        self._n_tokens += n_tokens
        if trainer.step % _LOG_EVERY:
            return
        means = {name: round(float(s / max(n, 1)), 4) for name, (s, n) in zip(KINDS, self._sums, strict=True)}
        total, n_learned = self._sums.sum(0).tolist()
        entry = {
            "step": trainer.step,
            "tokens": trainer.n_tokens,
            "loss": round(total / max(n_learned, 1), 4),
            "losses": means,
            "rate": round(trainer.rate_factor(), 4),
            "learned": round(n_learned / self._n_tokens, 4),
            "tokens_s": round(self._n_tokens / (time.monotonic() - self._begin)),
            "seconds": round(trainer.seconds),
        }
        with self._path.open("a") as file:
            file.write(json.dumps(entry) + "\n")
        kinds = " ".join(f"{name} {loss:.3f}" for name, loss in means.items())
        print(f"{entry['step']} loss {entry['loss']:.4f} ({kinds}) {entry['tokens_s']} tokens/s", file=sys.stderr)
        self._reset()


def _keep_memory() -> None:
    """Let glibc keep what is freed: each step allocates the same again, and new pages from the system are slow."""
    if sys.platform == "linux":
        mmap_max, trim_threshold, arena_max = -4, -1, -8  # M_MMAP_MAX, M_TRIM_THRESHOLD, M_ARENA_MAX of malloc.h
        mallopt = ctypes.CDLL(None).mallopt
        for parameter, value in ((mmap_max, 0), (trim_threshold, 2**31 - 1), (arena_max, 1)):
            mallopt(parameter, value)


def run(options: argparse.Namespace) -> None:
    """Train until everything is done or a signal comes."""
    _keep_memory()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    stop = _Stop()
    state = _load(options.out / TRUNK)
    proto: bytes = state["tokenizer"] if state else _tokenizer(options)
    tokenizer = Tokenizer(proto, vocab_size=vocabulary.VOCAB_SIZE)
    shape = Shape(**state["shape"]) if state else Shape(vocab_size=vocabulary.VOCAB_SIZE)
    trainer = Trainer(shape, seed=options.seed, device=options.device, compiled=options.compile)
    if state:
        trainer.load(state)
    batches = Batches(tokenizer, seed=options.seed, tokens=options.row_tokens, rows=options.rows)
    described = {name: str(value) for name, value in vars(options).items()}
    if not options.cooldown_now:
        limit = options.steps - options.cooldown if options.steps else sys.maxsize
        _phase(trainer, batches, limit, options.out / TRUNK, proto, described, options, stop)
    if stop.is_set or not options.cooldown:
        return
    cooled = _load(options.out / COOLED)
    if cooled and cooled["cooldown"] == (trainer.step, options.cooldown):
        trainer.load(cooled)
    else:
        trainer.cooldown = (trainer.step, options.cooldown)
    limit = sum(trainer.cooldown or ())
    options.hours = float("inf")
    _phase(trainer, batches, limit, options.out / COOLED, proto, described, options, stop)


def _phase(
    trainer: Trainer,
    batches: Batches,
    last_step: int,
    target: Path,
    proto: bytes,
    described: dict[str, Any],
    options: argparse.Namespace,
    stop: _Stop,
) -> None:
    """Train to a step, with checkpoints."""
    log = _Log(options.out / "log.jsonl")
    saved = time.monotonic()
    steps = batches.steps(trainer.step)
    while trainer.step < last_step and trainer.seconds < options.hours * 3600 and not stop.is_set:
        begin = time.monotonic()
        rows = next(steps)
        sums = trainer.train(rows)
        trainer.seconds += time.monotonic() - begin
        log.add(trainer, sums, sum(len(row.ids) for row in rows))
        if time.monotonic() - saved > options.save_minutes * 60:
            trainer.save(target, proto, described)
            saved = time.monotonic()
    trainer.save(target, proto, described)


def _load(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return state


def _tokenizer(options: argparse.Namespace) -> bytes:
    path: Path = options.tokenizer or options.out / "tokenizer.model"
    if not path.exists():
        print("training the tokenizer", file=sys.stderr)
        path.write_bytes(vocabulary.train(options.seed))
    return path.read_bytes()


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m demo_model.train", description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--out", type=Path, default=Path("build/demo-model"), help="folder of checkpoints and log (%(default)s)")
    add("--steps", type=int, default=0, help="all steps, the cooldown's included; 0: no end")
    add("--hours", type=float, default=float("inf"), help="training time, after which the cooldown begins")
    add(
        "--cooldown",
        type=int,
        default=0,
        metavar="STEPS",
        help="steps in which the learning rate falls to 0 at the end",
    )
    add("--cooldown-now", action="store_true", help="leave the trunk where it is and cool down")
    add("--tokenizer", type=Path, help="tokenizer.model; without it, one is trained")
    add("--seed", type=int, default=1)
    add("--row-tokens", type=int, default=4096, help="tokens that are computed together (%(default)s)")
    add("--rows", type=int, default=2, help="rows of a step (%(default)s)")
    add("--threads", type=int, default=os.cpu_count() or 1)
    add("--device", default="auto", help="cpu, cuda, or auto (%(default)s)")
    add("--compile", action=argparse.BooleanOptionalAction, default=True, help="fuse with torch.compile (%(default)s)")
    add("--save-minutes", type=float, default=5)
    options = parser.parse_args(arguments)
    if options.device == "auto":
        options.device = "cuda" if torch.cuda.is_available() else "cpu"
    return options


if __name__ == "__main__":
    run(parse())
