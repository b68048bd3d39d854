"""How much memory this process may use, and how numbers of bytes are written."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyglm.config import ModelConfig

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


@dataclass(frozen=True)
class Memory:
    """Bytes of memory: the machine's, or those of the container when it has fewer."""

    total_bytes: int
    available_bytes: int


KV_TYPES = ("q8", "f16", "f32")  # the default first


def cache_bytes_per_token(config: ModelConfig, kv_type: str) -> int:
    """Bytes of keys and values that one token leaves in the cache.

    Source: csrc/kernels/kv_q8.h: int8 numbers, a 2-byte scale for each 64 dimensions of a key and for each value.
    """
    heads, dims = config.num_layers * config.num_kv_heads, config.head_dim
    if kv_type == "q8":
        return heads * (2 * dims + 2 * -(-dims // 64) + 2)
    return heads * 2 * dims * {"f16": 2, "f32": 4}[kv_type]


def system_memory() -> Memory | None:
    """Memory of this machine or container; None where the system does not tell."""
    machine = _meminfo() or _sysconf()
    limit = _cgroup_limit()
    if machine is None or limit is None or limit.total_bytes >= machine.total_bytes:
        return machine
    return Memory(limit.total_bytes, min(limit.available_bytes, machine.available_bytes))


def _meminfo() -> Memory | None:
    """Linux. Source: proc(5), MemAvailable counts what the page cache would give back."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        fields = {line.split(":")[0]: int(line.split()[1]) * KIB for line in lines}  # kB there means KiB
        return Memory(fields["MemTotal"], fields["MemAvailable"])
    except (OSError, KeyError, ValueError, IndexError):
        return None


def _sysconf() -> Memory | None:
    """Other Unix systems: all memory counts as available, for they do not say what is free."""
    try:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None
    return Memory(total, total) if total > 0 else None


def _cgroup_limit() -> Memory | None:
    """The tightest memory limit of this process's control group and those above it.

    Source: cgroups(7); Documentation/admin-guide/cgroup-v2.rst: memory.current includes the page cache ("file"
    in memory.stat), which the kernel takes back when needed.
    """
    try:
        groups = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return None
    path = next((line[3:] for line in groups if line.startswith("0::")), "/")
    root = Path("/sys/fs/cgroup")
    group = root / path.lstrip("/")
    limits = [limit for folder in (group, *group.parents) if folder.is_relative_to(root) and (limit := _limit(folder))]
    return min(limits, key=lambda limit: limit.total_bytes, default=None)


def _limit(folder: Path) -> Memory | None:
    try:
        total = int((folder / "memory.max").read_text())  # "max" (no limit) is no integer
        used = int((folder / "memory.current").read_text())
        stat = dict(line.split() for line in (folder / "memory.stat").read_text().splitlines())
        return Memory(total, max(0, total - used + int(stat.get("file", 0))))
    except (OSError, ValueError):
        return None


def format_bytes(n_bytes: float) -> str:
    """Bytes as people read them: 512 B, 28.0 KiB, 3.42 GiB."""
    for unit, name in ((GIB, "GiB"), (MIB, "MiB"), (KIB, "KiB")):
        if n_bytes >= unit:
            return f"{n_bytes / unit:.2f} {name}" if unit == GIB else f"{n_bytes / unit:.1f} {name}"
    return f"{n_bytes:.0f} B"
