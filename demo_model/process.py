"""How a training process behaves on its machine: memory, threads, signals."""

from __future__ import annotations

import ctypes
import signal
import sys
from types import FrameType

import torch
from torch._inductor import config as inductor


def keep_memory() -> None:
    """Let glibc keep what is freed: each step allocates the same again, and new pages from the system are slow."""
    if sys.platform == "linux":
        mmap_max, trim_threshold, arena_max = -4, -1, -8  # M_MMAP_MAX, M_TRIM_THRESHOLD, M_ARENA_MAX of malloc.h
        mallopt = ctypes.CDLL(None).mallopt
        for parameter, value in ((mmap_max, 0), (trim_threshold, 2**31 - 1), (arena_max, 1)):
            mallopt(parameter, value)


def use_one_thread() -> None:
    """Compute in this thread alone, in compiled code, too."""
    torch.set_num_threads(1)
    inductor.cpp.threads = 1
    inductor.compile_threads = 1


def multiplies_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 (sums are float32), twice as fast as float32 or more."""
    return torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()


class Signals:
    """Whether SIGTERM or SIGINT came; a second one ends the process at once."""

    def __init__(self) -> None:
        self.is_set = False

    def take(self, number: int, _: FrameType | None) -> None:
        """The handler."""
        signal.signal(number, signal.SIG_DFL)
        self.is_set = True


def take_signals() -> Signals:
    """Take SIGTERM and SIGINT from now on."""
    signals = Signals()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signals.take)
    return signals
