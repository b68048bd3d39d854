"""docs/format.md: its reader reads what quantize writes, and its lists are those of the code."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import numpy as np
import packing_twin
import pytest
from checkpoints import CONFIG, random_tensors, write_checkpoint

from pyglm import ModelConfig, packing
from quantize import describe, pack
from quantize.pack import RECIPES
from quantize.roles import roles
from quantize.safetensors_header import read_header

DOCUMENT = (Path(__file__).parents[1] / "docs" / "format.md").read_text("utf-8")


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
def test_the_documents_reader(tmp_path: Path, weight_type: Any) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    namespace: dict[str, Any] = {}
    exec(code, namespace)
    path = tmp_path / "model.glm"
    pack(write_checkpoint(tmp_path / "source", dtype="F32"), path, weight_type=weight_type)
    source = {tensor.name: tensor.make() for tensor in random_tensors(CONFIG)}
    for role, tensor in zip(roles(describe(path).config), describe(path).tensors, strict=True):
        if role.kind == "vector":
            continue
        weights = source[role.source_name][role.first_row :][: role.shape[0]]
        kind: Any = tensor.type
        expected = packing_twin.unpack(packing.pack(weights, kind, "f32").arrays, kind, role.shape[0])
        np.testing.assert_allclose(namespace["read_matrix"](path, role.name, role.shape[0]), expected, rtol=1e-6)


def table_rows(title: str) -> list[list[str]]:
    """Cells of the first table after a heading."""
    lines = DOCUMENT.split(f"\n{title}\n", 1)[1].splitlines()
    table = itertools.takewhile(is_row, itertools.dropwhile(lambda line: not is_row(line), lines))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table][2:]


def is_row(line: str) -> bool:
    return line.startswith("|")


def test_tensor_names() -> None:
    written = {row[0].strip("`").replace("layers.N.", "layers.0.") for row in table_rows("## Tensors")}
    config = ModelConfig.from_huggingface(CONFIG | {"num_layers": 1})
    assert written == {role.name for role in roles(config)} | {"tokenizer"}


def test_config_fields() -> None:
    assert [row[0].strip("`") for row in table_rows("### config")] == list(ModelConfig.__dataclass_fields__)


def test_metadata_keys(tmp_path: Path) -> None:
    pack(write_checkpoint(tmp_path / "source"), tmp_path / "model.glm")
    written = {row[0].strip("`") for row in table_rows("## Metadata")}
    assert written == read_header(tmp_path / "model.glm").metadata.keys()


def test_recipes() -> None:
    rows = {row[0]: row[1:] for row in table_rows("## Recipes")}
    assert rows == {name: [r.linear, r.value, r.embedding, r.output] for name, r in RECIPES.items()}
