"""How exact the runtime is and what quantization costs, on a real model: greedy text, and KL divergence on a text.

    python benchmarks/accuracy.py [--checkpoint FOLDER] [--text FILE] [--windows N] [--json]

It needs the reference data (../shared or PYGLM_SHARED). The checkpoint is the real model that reference/smollm2 was
made with: --checkpoint, or PYGLM_SMOLLM2, or else it is fetched into .cache/ once. Exits with 1 when a bound is not
met. For other instruction sets: PYGLM_ISA=scalar.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from packages import Unavailable
from real_model import real_checkpoint
from repository import REPOSITORY, shared_folder

import pyglm
from quantize import evaluate, pack

CACHE = REPOSITORY / ".cache" / "accuracy"
MIN_MARGIN = 1e-3  # between the two best logits: below it the order of float additions may decide
MAX_KL = {"q8": 0.006, "q4": 0.343}  # llama.cpp on these weights: Q8_0 0.0048, Q4_0 0.343
MAX_LINEAR_BITS = {"q8": 8.5, "q4": 4.5}  # a weight of the linear layers, scales included


@dataclass(frozen=True)
class Check:
    """One number and the most that it may be."""

    name: str
    value: float
    bound: float
    note: str = ""

    @property
    def passed(self) -> bool:
        return self.value <= self.bound


def greedy_checks(model: pyglm.Model, cases: list[dict[str, Any]]) -> Iterator[Check]:
    """Each case: how many ids differ from the original's before the first step that is too close to call."""
    for case in cases:
        prompt, expected = case["prompt_ids"], case["greedy_ids"]
        if "messages" in case and model.tokenizer.encode_chat(case["messages"]) != prompt:
            yield Check(f"prompt ids: {case['messages'][-1]['content']}", 1, 0)
        n_clear = clear_steps(model, prompt, expected)
        found = model.generate(prompt, temperature=0, max_new_tokens=len(expected)).token_ids
        n_wrong = sum(a != b for a, b in zip(found[:n_clear], expected[:n_clear], strict=True))
        question = case["messages"][-1]["content"] if "messages" in case else case["prompt"]
        yield Check(f"greedy: {question.strip()}", n_wrong, 0, f"{n_clear} of {len(expected)} steps are clear")


def clear_steps(model: pyglm.Model, prompt: list[int], expected: list[int]) -> int:
    """How many of the expected ids come before the first step whose two best logits are closer than MIN_MARGIN."""
    logits = model.session().forward(prompt + expected[:-1])[len(prompt) - 1 :, : model.tokenizer.n_words]
    second, best = np.partition(logits, -2, axis=1)[:, -2:].T
    close = np.flatnonzero(best - second < MIN_MARGIN)
    return int(close[0]) if close.size else len(expected)


def divergence_checks(files: dict[str, Path], text: str, windows: int) -> Iterator[Check]:
    for weight_type, bound in MAX_KL.items():
        result = evaluate(files[weight_type], text, against=files["f16"], windows=windows, progress=show_progress)
        assert result.divergence is not None
        kl, reference = result.divergence.kl, result.divergence.reference_perplexity.mean
        note = f"+- {kl.standard_error:.5f}, perplexity {result.perplexity.mean:.3f} (f16: {reference:.3f})"
        yield Check(f"{weight_type}: mean KL to f16", kl.mean, bound, note)
        bits = linear_bits(files[weight_type])
        yield Check(f"{weight_type}: bits a linear weight", bits, MAX_LINEAR_BITS[weight_type])


def linear_bits(path: Path) -> float:
    """Bits that a weight of the linear layers takes in the file, scales included."""
    from safetensors import safe_open

    n_weights = n_bytes = 0
    with safe_open(path, framework="np") as file:
        for name in file.keys():  # noqa: SIM118 - not a dict
            part = name.rpartition(".")[2]
            if name.startswith("layers.") and part in ("q4", "q8", "scales", "row_scales"):
                n_bytes += file.get_tensor(name).nbytes
                n_weights += {"q4": 2, "q8": 1}.get(part, 0) * file.get_tensor(name).size
    return 8 * n_bytes / n_weights


def tiny_check(checkpoint: Path) -> Check:
    """The random checkpoint's q8 file against its f16 file, whose logits are the original's within 5e-4."""
    with np.load(checkpoint / "expected.npz") as expected:
        ids = expected["random_300_ids"]
    files = pack_all(checkpoint, ("f16", "q8"))
    p, q = (log_softmax(pyglm.load(file, kv_type="f32").session().forward(ids)) for file in files.values())
    return Check("tiny-chatglm3 q8: mean KL to f16", float((np.exp(p) * (p - q)).sum(1).mean()), 5e-3)


def log_softmax(logits: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    x = logits.astype(np.float64) - logits.max(1, keepdims=True)
    return np.asarray(x - np.log(np.exp(x).sum(1, keepdims=True)))


def pack_all(checkpoint: Path, weight_types: tuple[Any, ...] = ("f16", "q8", "q4")) -> dict[str, Path]:
    """The checkpoint packed as each type; always anew, for the packing may have changed."""
    CACHE.mkdir(parents=True, exist_ok=True)
    files = {weight_type: CACHE / f"{checkpoint.name}-{weight_type}.glm" for weight_type in weight_types}
    for weight_type, path in files.items():
        say(f"packing {checkpoint.name} as {weight_type}")
        pack(checkpoint, path, weight_type=weight_type, force=True)
    return files


def show_progress(what: str, done: int, total: int) -> None:
    say(f"{what} {done} of {total}")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def find_checkpoint(given: Path | None) -> Path:
    """The real model's folder. Raises Unavailable."""
    named = given or os.environ.get("PYGLM_SMOLLM2")
    return Path(named) if named else real_checkpoint()


def run(shared: Path, checkpoint: Path, text: str, windows: int) -> Iterator[Check]:
    reference = json.loads((shared / "reference/smollm2/greedy.json").read_text("utf-8"))
    yield tiny_check(shared / "reference/tiny-chatglm3")
    files = pack_all(checkpoint)
    yield from greedy_checks(pyglm.load(files["f16"], kv_type="f32", cache=False), reference["cases"])
    yield from divergence_checks(files, text, windows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, metavar="FOLDER", help="the real model")
    parser.add_argument("--text", type=Path, metavar="FILE", help="text to measure on (default: the reference's)")
    parser.add_argument("--windows", type=int, default=20, metavar="N", help="of 512 positions (default: 20)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        say("accuracy: there are no reference data (../shared, or PYGLM_SHARED)")
        return 1
    try:
        checkpoint = find_checkpoint(args.checkpoint)
    except Unavailable as reason:
        say(f"accuracy: the real model cannot be had: {reason}; name its folder with --checkpoint")
        return 1
    text = (args.text or shared / "reference/smollm2/eval.txt").read_text("utf-8")
    checks = []
    for check in run(shared, checkpoint, text, args.windows):
        checks.append(check)
        if not args.json:
            verdict = "ok  " if check.passed else "FAIL"
            print(f"{verdict} {check.name:55} {check.value:9.5f} <= {check.bound:<7g} {check.note}", flush=True)
    if args.json:
        rows = [asdict(check) | {"passed": check.passed} for check in checks]
        print(json.dumps({"isa": pyglm.selected_isa(), "checks": rows}, ensure_ascii=False))
    return 0 if all(check.passed for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
