"""The programs that are compared: how each is asked for the same work, and how its answer is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from processes import WORKER, output_of, python, seconds_to_line
from repository import command, environment

WARM_UP = 8  # tokens of a prompt that comes first in every process, so that pages and threads are there
FIRST_TOKEN_PROMPT = 8


class Work(NamedTuple):
    """What is timed: `tokens` tokens, as a prompt or one by one, after `depth` tokens."""

    kind: str  # "prompt" or "decode"
    tokens: int
    depth: int


@dataclass(frozen=True)
class Group:
    """Work that one process does, one after another."""

    layers: int
    weight_type: str
    threads: int
    prompts: tuple[int, ...]
    decode: int
    depths: tuple[int, ...]
    rounds: int

    def wants(self, work: Work) -> bool:
        """Whether it is among this group's work, not the warm-up."""
        sizes = self.prompts if work.kind == "prompt" else (self.decode,)
        return work.tokens in sizes and work.depth in self.depths


class Runner(Protocol):
    """A program under test."""

    @property
    def name(self) -> str:
        """As in the tables."""

    def file(self, group: Group) -> Path:
        """Its model file for a group."""

    def run(self, group: Group) -> dict[Work, float]:
        """Tokens per second of each work of the group that it can do, from a process of its own."""

    def first_token_s(self, group: Group) -> float:
        """Seconds from the start of a process to the first token of a prompt of FIRST_TOKEN_PROMPT."""


@dataclass(frozen=True)
class Pyglm:
    """This project. limits: what the machine could do at most, appended by every run."""

    folder: Path
    isa: str
    limits: list[dict[str, Any]]
    name: str = "pyglm"

    def file(self, group: Group) -> Path:
        return self.folder / f"random-{group.layers}-{group.weight_type}.glm"

    def run(self, group: Group) -> dict[Work, float]:
        bench = [*command("pyglm"), "bench", str(self.file(group)), "--json", "--quiet", "--repeat", "1"]
        bench += ["--threads", str(group.threads), "--decode", str(group.decode)]
        bench += ["--prompt", joined(WARM_UP, *group.prompts), "--depth", joined(*group.depths)]
        answer = json.loads(output_of(bench, env=self._environment()))
        self.limits.extend(answer["limits"])
        return wanted(group, parse_pyglm(answer))

    def first_token_s(self, group: Group) -> float:
        task = python(WORKER, "first-token", self.file(group), FIRST_TOKEN_PROMPT)
        return seconds_to_line(task, "", env=self._environment())

    def _environment(self) -> dict[str, str]:
        return environment() if self.isa == "native" else environment(PYGLM_ISA=self.isa)


@dataclass(frozen=True)
class LlamaCpp:
    """llama.cpp's own benchmark with its defaults: mapped file, weights repacked at load, flash attention if it can."""

    bench: Path
    folder: Path
    name: str = "llama.cpp"

    def file(self, group: Group) -> Path:
        return self.folder / f"random-{group.layers}-{group.weight_type}.gguf"

    def run(self, group: Group) -> dict[Work, float]:
        sizes = ["-p", joined(WARM_UP, *group.prompts), "-n", str(group.decode), "-d", joined(*group.depths)]
        return wanted(group, parse_llama_bench(output_of(self._command(group, *sizes))))

    def first_token_s(self, group: Group) -> float:
        return seconds_to_line(self._command(group, "-p", str(FIRST_TOKEN_PROMPT), "-n", "0"), "samples_ts")

    def _command(self, group: Group, *args: str) -> list[str]:
        model = ["-m", str(self.file(group)), "-t", str(group.threads)]
        return [str(self.bench), *model, "-r", "1", "--no-warmup", "-o", "json", *args]


@dataclass(frozen=True)
class IkLlamaCpp:
    """ik_llama.cpp's benchmark, rows interleaved at load. It times no prompts in a context that is not empty."""

    bench: Path
    folder: Path
    name: str = "ik_llama.cpp"

    def file(self, group: Group) -> Path:
        return self.folder / f"random-{group.layers}-{group.weight_type}.gguf"

    def run(self, group: Group) -> dict[Work, float]:
        empty = 0 in group.depths
        prompts = joined(WARM_UP, *group.prompts) if empty else str(WARM_UP)
        args = ["-p", prompts, "-n", str(group.decode if empty else 0)]
        for depth in filter(None, group.depths):
            args += ["-gp", joined(depth, group.decode)]
        return wanted(group, parse_llama_bench(output_of(self._command(group, *args))))

    def first_token_s(self, group: Group) -> float:
        # Without interleaving, which costs a second pass over the weights: the faster start of the two.
        command = self._command(group, "-p", str(FIRST_TOKEN_PROMPT), "-n", "0", interleave=False)
        return seconds_to_line(command, "samples_ts")

    def _command(self, group: Group, *args: str, interleave: bool = True) -> list[str]:
        model = ["-m", str(self.file(group)), "-t", str(group.threads), "-rtr", str(int(interleave))]
        return [str(self.bench), *model, "-r", "1", "-w", "0", "-o", "json", *args]


def joined(*numbers: int) -> str:
    """Numbers separated by commas."""
    return ",".join(map(str, numbers))


def wanted(group: Group, speeds: Mapping[Work, float]) -> dict[Work, float]:
    """Without the warm-up."""
    return {work: speed for work, speed in speeds.items() if group.wants(work)}


def parse_pyglm(answer: Mapping[str, Any]) -> dict[Work, float]:
    """Tokens per second from the answer of `pyglm bench --json`."""
    return {
        Work(result["kind"], result["tokens"], result["depth"]): result["tokens_per_second"]["median"]
        for result in answer["results"]
    }


def parse_llama_bench(text: str) -> dict[Work, float]:
    """Tokens per second from the JSON of llama-bench; text may have other lines before and after it."""
    results = json.loads(text[text.index("[\n") : text.rindex("]") + 1])
    return {_llama_work(result): result["avg_ts"] for result in results}


def _llama_work(result: Mapping[str, Any]) -> Work:
    n_prompt, n_gen = result["n_prompt"], result["n_gen"]
    if n_gen and n_prompt:  # ik_llama.cpp's -gp: the prompt makes the context and is not timed
        return Work("decode", n_gen, n_prompt)
    return Work("decode" if n_gen else "prompt", n_gen or n_prompt, result.get("n_depth", 0))
