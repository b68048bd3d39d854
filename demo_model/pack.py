"""Packs a trained model: `python -m demo_model.pack RUN -o FILE`; by way of a checkpoint folder as ChatGLM3's."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from demo_model.architecture import Shape, checkpoint_weights
from demo_model.train import COOLED, TRUNK
from quantize import PackReport, pack


def write_checkpoint(state: dict[str, Any], folder: Path, *, average: bool = False) -> Path:
    """Write config.json, tokenizer.model and model.safetensors (float16) of a training checkpoint.

    Args:
        state: what demo_model.train saved.
        folder: made if need be.
        average: the running average of the weights instead of the latest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    config = Shape(**state["shape"]).config()
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")
    (folder / "generation_config.json").write_text('{"do_sample": false}\n', "utf-8")
    (folder / "tokenizer.model").write_bytes(state["tokenizer"])
    weights = checkpoint_weights(state["average" if average else "model"])
    tensors = {name: tensor.detach().half().contiguous() for name, tensor in weights.items()}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def pack_run(
    run: Path, target: Path, *, weight_type: Any = "q8", average: bool = False, force: bool = False
) -> PackReport:
    """Pack a run's model into one file.

    Args:
        run: a training checkpoint, or the folder of a run: its cooled model if there is one, else the trunk.
        target: the model file.
        weight_type: "q8", "q4" or "f16".
        average: the running average of the weights instead of the latest.
        force: replace an existing target.
    """
    if run.is_dir():
        run = next(path for path in (run / COOLED, run / TRUNK) if path.exists() or path.name == TRUNK)
    state = torch.load(run, map_location="cpu", weights_only=True)
    with tempfile.TemporaryDirectory() as folder:
        checkpoint = write_checkpoint(state, Path(folder) / "checkpoint", average=average)
        return pack(checkpoint, target, weight_type=weight_type, force=force)


def main() -> None:
    """Pack, and say what was written."""
    parser = argparse.ArgumentParser(prog="python -m demo_model.pack", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("run", type=Path, help="a run's folder, or one of its checkpoints")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--type", choices=("q8", "q4", "f16"), default="q8")
    parser.add_argument("--average", action="store_true", help="the running average of the weights: for a trunk")
    parser.add_argument("--force", action="store_true")
    arguments = parser.parse_args()
    report = pack_run(
        arguments.run,
        arguments.output,
        weight_type=arguments.type,
        average=arguments.average,
        force=arguments.force,
    )
    print(f"{report.path}: {report.size_bytes} bytes, {report.type}")


if __name__ == "__main__":
    main()
