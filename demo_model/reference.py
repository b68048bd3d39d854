"""What PyTorch computes for a checkpoint, as a small file that the runtime is tested against without PyTorch.

    python -m demo_model.reference CHECKPOINT -o FILE.npz

The file for the tests' random checkpoint: `python -m demo_model.reference --tiny -o tests/data/torch_logits.npz`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file

from demo_model.architecture import ChatGlm, Shape

_N_IDS, _N_COLUMNS = 300, 24


def load_checkpoint(folder: Path) -> ChatGlm:
    """The network of a checkpoint folder, its float16 weights as float32."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    model = ChatGlm(Shape.of(config))
    tensors = load_file(folder / "model.safetensors")
    model.load_state_dict({name: tensor.float() for name, tensor in tensors.items()})
    return model


@torch.no_grad()
def logits_of(model: ChatGlm, *, seed: int = 0) -> dict[str, npt.NDArray[Any]]:
    """Random ids, the float32 logits after each in some columns, and all logits after the last."""
    rng = np.random.default_rng(seed)
    ids = rng.integers(3, model.shape.vocab_size, _N_IDS)
    columns = np.sort(rng.choice(model.shape.vocab_size, _N_COLUMNS, replace=False))
    logits = model.all_logits(torch.from_numpy(ids)).numpy()
    return {
        "ids": ids.astype(np.int32),
        "columns": columns.astype(np.int32),
        "logits": logits[:, columns],
        "last_logits": logits[-1],
    }


def tiny_logits() -> dict[str, npt.NDArray[Any]]:
    """logits_of the tests' random checkpoint."""
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    write_checkpoint = importlib.import_module("tiny_checkpoint").write_checkpoint
    with tempfile.TemporaryDirectory() as folder:
        return logits_of(load_checkpoint(write_checkpoint(Path(folder) / "checkpoint")))


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(prog="python -m demo_model.reference", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoint", type=Path, nargs="?")
    parser.add_argument("--tiny", action="store_true", help="the random checkpoint that the tests make")
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    if (arguments.checkpoint is None) != arguments.tiny:
        parser.error("give a checkpoint folder, or --tiny")
    expected = tiny_logits() if arguments.tiny else logits_of(load_checkpoint(arguments.checkpoint))
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(arguments.output, **expected)  # type: ignore[arg-type]  # its keywords have no types


if __name__ == "__main__":
    main()
