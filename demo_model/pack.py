"""Packs a trained model: `python -m demo_model.pack RUN... -o FILE`; by way of a checkpoint folder as ChatGLM3's."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from demo_model.architecture import Shape, checkpoint_weights
from demo_model.train import COOLED, TRUNK
from demo_model.unpack import unpack
from quantize import PackReport, pack


def load_weights(run: Path, *, average: bool = False) -> tuple[Shape, dict[str, Tensor], bytes]:
    """The shape, the weights as ChatGLM3's checkpoint has them, and the tokenizer, of a training or a packed model.

    Args:
        run: a training checkpoint; a run's folder: its cooled model if there is one, else the trunk; or a model file.
        average: of a training, the running average of the weights instead of the latest.
    """
    if run.suffix == ".glm":
        shape, weights, tokenizer = unpack(run)
        return shape, checkpoint_weights(weights), tokenizer
    if run.is_dir():
        run = next(path for path in (run / COOLED, run / TRUNK) if path.exists() or path.name == TRUNK)
    state = torch.load(run, map_location="cpu", weights_only=True)
    return Shape(**state["shape"]), checkpoint_weights(state["average" if average else "model"]), state["tokenizer"]


def write_checkpoint(shape: Shape, weights: Mapping[str, Tensor], tokenizer: bytes, folder: Path) -> Path:
    """Write config.json, tokenizer.model and model.safetensors (float16); the folder is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(shape.config(), indent=2) + "\n", "utf-8")
    (folder / "generation_config.json").write_text('{"do_sample": false}\n', "utf-8")
    (folder / "tokenizer.model").write_bytes(tokenizer)
    tensors = {name: tensor.detach().half().contiguous() for name, tensor in weights.items()}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def pack_runs(
    runs: Sequence[Path], target: Path, *, weight_type: Any = "q8", average: bool = False, force: bool = False
) -> PackReport:
    """Pack a model into one file: the mean of the weights of one or more.

    Args:
        runs: what load_weights takes. Several are the ends of cooldowns of one training, one begun with the other.
        target: the model file.
        weight_type: "q8", "q4" or "f16".
        average: the running averages of the weights instead of the latest.
        force: replace an existing target.

    Raises:
        ValueError: they differ in shape or tokenizer.
    """
    (shape, first, tokenizer), *others = [load_weights(run, average=average) for run in runs]
    if any((other[0], other[2]) != (shape, tokenizer) for other in others):
        raise ValueError(f"{', '.join(map(str, runs))}: their mean needs one shape and one tokenizer, but these differ")
    weights = {name: torch.stack([first[name], *[other[1][name] for other in others]]).mean(0) for name in first}
    with tempfile.TemporaryDirectory() as folder:
        checkpoint = write_checkpoint(shape, weights, tokenizer, Path(folder) / "checkpoint")
        return pack(checkpoint, target, weight_type=weight_type, force=force)


def main() -> None:
    """Pack, and say what was written."""
    parser = argparse.ArgumentParser(prog="python -m demo_model.pack", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "runs",
        type=Path,
        nargs="+",
        help="a run's folder, one of its checkpoints, or a packed model; several: their mean",
    )
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--type", choices=("q8", "q4", "f16"), default="q8")
    parser.add_argument("--average", action="store_true", help="the running average of the weights: for a trunk")
    parser.add_argument("--force", action="store_true")
    arguments = parser.parse_args()
    report = pack_runs(
        arguments.runs,
        arguments.output,
        weight_type=arguments.type,
        average=arguments.average,
        force=arguments.force,
    )
    print(f"{report.path}: {report.size_bytes} bytes, {report.type}")


if __name__ == "__main__":
    main()
