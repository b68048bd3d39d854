"""Trains the demonstration model: `python -m demo_model.train --out FOLDER`; run it again to go on.

The learning rate rises, stays, and falls linearly at the end (the cooldown). What is before the cooldown, the trunk,
can go on at any time: it is kept in checkpoint.pt, the cooled model in cooled.pt. SIGTERM and Ctrl-C save and stop.

Processes of one thread each share the weights' memory: each computes the gradients of a row of conversations, then
updates its part of the parameters. Threads within operations would wait for each other after each of thousands of
small operations, for long when other programs run.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from demo_model import tokenizer as vocabulary
from demo_model.architecture import ChatGlm, Shape
from demo_model.batches import Batch, Batches
from demo_model.guides import GUIDES, Marker
from demo_model.meanings import Meanings
from demo_model.mixture import KINDS
from demo_model.optimizer import Optimizer, shares
from demo_model.process import keep_memory, multiplies_bfloat16, take_signals, use_one_thread
from demo_model.senses import SENSES
from demo_model.state import State
from demo_model.training_log import LOSSES, TrainingLog
from pyglm.tokenizer import Tokenizer

TRUNK, COOLED = "checkpoint.pt", "cooled.pt"

_WARM_UP = 100  # steps
_WEIGHTS = [place.weight for place in GUIDES.values()] + [sense.weight for sense in SENSES.values()]
_MAX_NORM = 1.0  # of the gradient
_BARRIER_TIMEOUT_S = 900.0  # compiling may take minutes on a busy machine


@dataclass
class Exchange:
    """What the processes tell each other in a step, in shared memory."""

    barrier: Any
    gradients: Tensor
    """[processes, all parameters' elements], not yet divided by the number of learned tokens."""
    sums: Tensor
    """[processes, LOSSES, 2]: sum of losses (nats), learned tokens."""
    squares: Tensor
    """[processes]: the squared norm of the gradients of each one's part."""
    stop: Tensor
    """[1]: not 0 when this step is the last."""

    @classmethod
    def of(cls, state: State, n_processes: int) -> Exchange:
        """For a number of processes."""
        n = sum(tensor.numel() for tensor in state.model.values())
        sizes = ((n_processes, n), (n_processes, len(LOSSES), 2), (n_processes,), (1,))
        tensors = [torch.zeros(size).share_memory_() for size in sizes]
        barrier = torch.multiprocessing.get_context("spawn").Barrier(n_processes, timeout=_BARRIER_TIMEOUT_S)
        return cls(barrier, *tensors)


class Worker:
    """One of the processes: its row, its part of the parameters."""

    def __init__(self, state: State, exchange: Exchange, rank: int, options: argparse.Namespace) -> None:
        self.state, self.exchange, self.rank = state, exchange, rank
        self.device = options.device
        self.model = ChatGlm(state.shape, compiled=options.compile, tied=True, product_type=options.product_type).to(
            self.device
        )
        self.slices = dict[str, slice]()
        first = 0
        for name, tensor in state.model.items():
            self.slices[name] = slice(first, first + tensor.numel())
            first += tensor.numel()
        for name, parameter in self.model.named_parameters():
            if self.device == "cpu":
                parameter.data = state.model[name]
                parameter.grad = exchange.gradients[rank, self.slices[name]].view_as(parameter)
        self.own = shares(state.model, len(exchange.gradients))[rank]
        self.optimizer = Optimizer(state, self.own, options.product_type)
        tokenizer = Tokenizer(state.tokenizer, vocab_size=state.shape.vocab_size)
        marker = Marker(tokenizer, vocabulary.pieces(state.tokenizer))
        batches = Batches(
            tokenizer, marker, seed=f"{options.seed} {rank}", tokens=options.row_tokens, rows=options.rows
        )
        self.sums = torch.zeros(len(LOSSES), 2)  # of the latest step, all processes together
        self.steps: Iterator[list[Batch]] = batches.steps(state.step)

    def train(self, *, stop: bool = False) -> bool:
        """One step, together with the others; returns whether it was the last, as the first process says."""
        exchange = self.exchange
        self._compute(next(self.steps))
        if self.rank == 0:
            exchange.stop[0] = stop
        exchange.barrier.wait()
        is_last = bool(exchange.stop[0])
        self.sums = exchange.sums.sum(0)
        n_learned = self.sums[: len(KINDS), 1].sum()
        gradients = {}
        for name in self.own:
            total = exchange.gradients[:, self.slices[name]].sum(0) / n_learned
            gradients[name] = total.view_as(self.state.model[name])
        exchange.squares[self.rank] = sum(gradient.square().sum() for gradient in gradients.values())
        exchange.barrier.wait()
        scale = min(1.0, _MAX_NORM / (float(exchange.squares.sum()) ** 0.5 + 1e-6))
        for gradient in gradients.values():
            gradient.mul_(scale)
        self.optimizer.step(gradients, step=self.state.step, factor=rate_factor(self.state))
        exchange.gradients[self.rank].zero_()
        self.state.step += 1
        exchange.barrier.wait()
        return is_last

    def _compute(self, rows: list[Batch]) -> None:
        """The gradients of this process's rows."""
        sums = self.exchange.sums[self.rank].zero_()
        if self.device != "cpu":
            self.model.load_state_dict(self.state.model)
        for row in rows:
            batch = row.to(self.device)
            hidden = self.model(batch.ids, batch.lengths, batch.positions, batch.wanted, batch.guides, batch.senses)
            losses = F.cross_entropy(self.model.logits(hidden), batch.targets, reduction="none")
            taught = torch.stack([self.model.taught_losses[name] for name in (*GUIDES, *SENSES)])
            (losses.sum() + taught @ taught.new_tensor(_WEIGHTS)).backward()
            counts = [len(batch.guides[name].queries) for name in GUIDES]
            counts += [len(batch.senses[name][0]) for name in SENSES]
            sums[len(KINDS) :] += torch.stack((taught.detach().cpu(), torch.tensor(counts).float()), 1)
            values = torch.stack((losses.detach(), torch.ones_like(losses)), 1).cpu()
            sums[: len(KINDS)].index_add_(0, row.kinds, values)
        if self.device != "cpu":
            for name, parameter in self.model.named_parameters():
                assert parameter.grad is not None
                self.exchange.gradients[self.rank, self.slices[name]] = parameter.grad.flatten().cpu()
            self.model.zero_grad()


def rate_factor(state: State) -> float:
    """What the learning rates are multiplied by at a step."""
    factor = min(1.0, (state.step + 1) / _WARM_UP)
    if state.cooldown is None:
        return factor
    first, n_steps = state.cooldown
    return factor * max(0.0, 1 - (state.step - first) / n_steps)


def cooldown_of(step: int, n_steps: int, share: float = 1.0) -> tuple[int, int]:
    """State.cooldown, of which n_steps are to come at a step where the rate is that share of the full one."""
    n_from_full_rate = round(n_steps / share)
    return step + n_steps - n_from_full_rate, n_from_full_rate


def _follow(rank: int, state: State, exchange: Exchange, options: argparse.Namespace) -> None:
    """What the processes but the first do."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)  # the first one says when to stop
    keep_memory()
    use_one_thread()
    try:
        worker = Worker(state, exchange, rank, options)
        while not worker.train():
            pass
    except BaseException:
        exchange.barrier.abort()  # else the others would wait until the barrier's timeout
        raise


def _phase(state: State, last_step: int, target: Path, options: argparse.Namespace) -> bool:
    """Train up to a step, with checkpoints; returns whether a signal ended it."""
    if state.step >= last_step or state.seconds >= options.hours * 3600:
        return False
    signals = take_signals()
    described = {name: str(value) for name, value in vars(options).items()}
    exchange = Exchange.of(state, options.processes)
    context = torch.multiprocessing.get_context("spawn")
    others = [
        context.Process(target=_follow, args=(rank, state, exchange, options), daemon=True)
        for rank in range(1, options.processes)
    ]
    for process in others:
        process.start()
    worker = Worker(state, exchange, 0, options)
    log = TrainingLog(options.out / "log.jsonl")
    saved = time.monotonic()
    is_last = False
    while not is_last:
        begin = time.monotonic()
        is_over = state.step + 1 >= last_step or state.seconds >= options.hours * 3600
        is_last = worker.train(stop=is_over or signals.is_set)
        n_tokens = options.processes * options.rows * options.row_tokens
        state.n_tokens += n_tokens
        state.seconds += time.monotonic() - begin
        log.add(state, worker.sums, n_tokens, rate_factor(state))
        if time.monotonic() - saved > options.save_minutes * 60 or is_last:
            state.save(target, described)
            saved = time.monotonic()
    for process in others:
        process.join()
    return signals.is_set


def run(options: argparse.Namespace) -> None:
    """Train until everything is done or a signal comes."""
    keep_memory()
    use_one_thread()
    options.out.mkdir(parents=True, exist_ok=True)
    trunk, cooled = options.out / TRUNK, options.out / COOLED
    state = State.load(trunk) if trunk.exists() else _begin(options)
    if not options.cooldown_now:
        last_step = options.steps - options.cooldown if options.steps else sys.maxsize
        if _phase(state, last_step, trunk, options):
            return
    if not options.cooldown:
        return
    cooldown = cooldown_of(state.step, options.cooldown, options.cooldown_from)
    begun = State.load(cooled) if cooled.exists() else None
    if begun and begun.cooldown == cooldown:
        state = begun
    else:
        state.cooldown = cooldown
    options.hours = float("inf")
    _phase(state, sum(cooldown), cooled, options)


def _begin(options: argparse.Namespace) -> State:
    if options.go_on_from:
        return State.packed(options.go_on_from, step=options.first_step)
    shape, tokenizer = Shape(vocab_size=vocabulary.VOCAB_SIZE), _tokenizer(options)
    meanings = Meanings().of_pieces(Tokenizer(tokenizer, vocab_size=shape.vocab_size))
    return State.new(shape, tokenizer, meanings, seed=options.seed)


def _tokenizer(options: argparse.Namespace) -> bytes:
    path: Path = options.tokenizer or options.out / "tokenizer.model"
    if not path.exists():
        print("training the tokenizer", file=sys.stderr)
        path.write_bytes(vocabulary.train(options.seed))
    return path.read_bytes()


def _share(text: str) -> float:
    share = float(text)
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError(f"must be more than 0 and at most 1, not {text}")
    return share


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
    add(
        "--cooldown-from",
        type=_share,
        default=1.0,
        metavar="SHARE",
        help="of the full learning rate, with which the cooldown begins (%(default)s)",
    )
    add("--cooldown-now", action="store_true", help="leave the trunk where it is and cool down")
    add("--go-on-from", type=Path, metavar="FILE", help="packed model whose weights and tokenizer training begins with")
    add("--first-step", type=int, default=10_000, help="what its steps are counted from (%(default)s)")
    add("--tokenizer", type=Path, help="tokenizer.model; without it, one is trained")
    add("--seed", type=int, default=1)
    add("--row-tokens", type=int, default=4096, help="tokens that are computed together (%(default)s)")
    add("--rows", type=int, default=1, help="rows of each process in a step (%(default)s)")
    add("--processes", type=int, default=2, help="of one thread each; the data depend on their number (%(default)s)")
    add("--device", default="auto", help="cpu, cuda, or auto (%(default)s)")
    add("--compile", action=argparse.BooleanOptionalAction, default=True, help="fuse with torch.compile (%(default)s)")
    add(
        "--bfloat16",
        action=argparse.BooleanOptionalAction,
        default=multiplies_bfloat16(),
        help="round the factors of matrix products to bfloat16 (where the processor multiplies it)",
    )
    add("--save-minutes", type=float, default=5)
    options = parser.parse_args(arguments)
    options.product_type = torch.bfloat16 if options.bfloat16 else torch.float32
    if options.device == "auto":
        options.device = "cuda" if torch.cuda.is_available() else "cpu"
    return options


if __name__ == "__main__":
    run(parse())
