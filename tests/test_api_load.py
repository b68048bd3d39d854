"""Loading: what is refused, what a model tells about itself, what importing costs."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file
from tiny_checkpoint import CONFIG

import pyglm
from pyglm import FileFormatError, Model, UnsupportedIsaError

ROOT = Path(__file__).resolve().parents[1]


def test_what_a_model_tells(model: Model, pack_tiny: Callable[[str], Path]) -> None:
    config = model.config
    assert (config.num_layers, config.num_heads, config.num_kv_heads) == (3, 6, 2)
    assert (config.seq_length, config.rope_ratio) == (CONFIG["seq_length"], 50)
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.num_layers = 4  # type: ignore[misc]
    assert model.path == str(pack_tiny("f16"))
    assert (model.threads, model.kv_type, model.isa) == (1, "q8", pyglm.selected_isa())
    assert pyglm.load(model.path, threads=3).threads == 3 and pyglm.load(model.path).threads >= 1
    assert json.loads(model.metadata["recipe"])["type"] == "f16"
    assert model.weight_bytes >= 2 * model.matmul_weights > 0
    # qkv + attention output + gate and up + down, three times, and the output layer
    assert model.matmul_weights == 3 * (160 * 64 + 64 * 96 + 192 * 64 + 64 * 96) + CONFIG["padded_vocab_size"] * 64


def test_core_reads_the_same_config(model: Model) -> None:
    for field in dataclasses.fields(model.config):
        if field.name not in ("model_type", "rope_ratio"):
            assert getattr(model._core.config, field.name) == getattr(model.config, field.name), field.name


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such model file"):
        pyglm.load(tmp_path / "none.glm")
    with pytest.raises(FileFormatError, match=r"a folder.*quantize"):
        pyglm.load(tmp_path)


def test_files_that_are_no_models(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for data in (b"", b"\x80\x02", b"GGUF" + bytes(100), bytes(1000), b"\xff" * 64):
        path.write_bytes(data)
        with pytest.raises(FileFormatError, match=re.escape(str(path))):
            pyglm.load(path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "fifo")
        with pytest.raises(FileFormatError, match="it is not a regular file"):
            pyglm.load(tmp_path / "fifo")
    save_file({"a": np.zeros(4, np.float32)}, path)
    with pytest.raises(FileFormatError, match="not one that quantize made"):
        pyglm.load(path)


def test_truncated_model(pack_tiny: Callable[[str], Path], tmp_path: Path) -> None:
    data = pack_tiny("q4").read_bytes()
    path = tmp_path / "cut.glm"
    for size in (4, 1000, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:size])
        with pytest.raises(FileFormatError, match=re.escape(str(path))):
            pyglm.load(path)


def edited(source: Path, path: Path, edit: Callable[[dict[str, str]], None]) -> Path:
    """A copy whose metadata were changed; data stay on their boundaries."""
    data = source.read_bytes()
    end = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:end])
    edit(header["__metadata__"])
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 64)
    path.write_bytes(len(text).to_bytes(8, "little") + text + data[end:])
    return path


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda m: m.update(format="other"), "not one that quantize made"),
        (lambda m: m.update(format_version="2"), "format.*2"),
        (lambda m: m.pop("config"), "config"),
        (lambda m: m.update(config="{"), "config"),
        (lambda m: m.update(config=m["config"].replace('"num_layers": 3', '"num_layers": 4')), "layers.3"),
        (lambda m: m.update(config=m["config"].replace('"vocab_size": 382', '"vocab_size": 500')), "embedding"),
        (lambda m: m.update(generation='{"top_p": 7}'), "generation: top_p must be"),
        (lambda m: m.update(generation="[]"), "generation"),
    ],
)
def test_damaged_metadata(pack_tiny: Any, tmp_path: Path, edit: Callable[[dict[str, str]], None], message: str) -> None:
    with pytest.raises(FileFormatError, match=message):
        pyglm.load(edited(pack_tiny("q8"), tmp_path / "edited.glm", edit))


def test_generation_defaults_come_from_the_file(pack_tiny: Any, tmp_path: Path) -> None:
    path = edited(pack_tiny("q8"), tmp_path / "m.glm", lambda m: m.update(generation='{"temperature": 0.5, "x": 1}'))
    model = pyglm.load(path)
    assert (model.sampling.temperature, model.sampling.top_p) == (0.5, 0.8)
    model = pyglm.load(pack_tiny("q8"))
    assert (model.sampling.temperature, model.sampling.top_p, model.sampling.repetition_penalty) == (0.8, 0.8, 1)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"kv_type": "q4"}, ValueError, "kv_type must be one of 'q8', 'f16', 'f32', not 'q4'"),
        ({"threads": 0}, ValueError, "threads must be 1 or more"),
        ({"threads": 100000}, ValueError, "at most 1024 threads are possible, found 100000"),
        ({"threads": 2**70}, ValueError, "at most 1024 threads"),
        ({"threads": 1.5}, TypeError, "float"),
        ({"isa": "sse9"}, UnsupportedIsaError, "sse9"),
    ],
)
def test_bad_arguments(pack_tiny: Any, options: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        pyglm.load(pack_tiny("f16"), **options)


def test_import_is_light() -> None:
    """What the terminal needs, and reading session files, are imported by those who use them."""
    code = "import sys, pyglm; print(*{name.partition('.')[0] for name in sys.modules})"
    environment = os.environ | {"PYTHONPATH": str(Path(pyglm.__file__).parents[1])}
    python = [sys.executable, "-c", code]
    output = subprocess.run(python, env=environment, capture_output=True, text=True, check=True).stdout
    assert not {"rich", "prompt_toolkit", "safetensors", "quantize", "asyncio", "http"} & set(output.split())


def test_sources_without_the_core_say_so(tmp_path: Path) -> None:
    sources = Path(pyglm.__file__).parent
    shutil.copytree(sources, tmp_path / "pyglm", ignore=shutil.ignore_patterns("_core*", "data", "__pycache__"))
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    python = [sys.executable, "-c", "import pyglm"]
    done = subprocess.run(python, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "hides the pyglm that is installed" in done.stderr and "make dev" in done.stderr


def test_public_names() -> None:
    assert all(hasattr(pyglm, name) for name in pyglm.__all__)
    assert f'version = "{pyglm.__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert issubclass(FileFormatError, pyglm.Error) and issubclass(pyglm.ContextLengthError, pyglm.Error)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (rb"\"num_layers\": 3", rb"\"num_layers\": 2", r"tensor layers\.2\..* has no place in the network"),
        (rb"\"num_layers\": 3", rb"\"num_layers\": 4", r"layers\.3\."),
        (b'"format":"pyglm"', b'"format":"pygl\xff"', "UTF-8"),
    ],
)
def test_a_header_that_contradicts_the_tensors(
    pack_tiny: Callable[[str], Path], tmp_path: Path, before: bytes, after: bytes, message: str
) -> None:
    data = pack_tiny("q8").read_bytes()
    assert before in data
    damaged = tmp_path / "damaged.glm"
    damaged.write_bytes(data.replace(before, after, 1))
    with pytest.raises(FileFormatError, match=message):
        pyglm.load(damaged)
