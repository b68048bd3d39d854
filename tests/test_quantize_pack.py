"""Packing: the file holds the checkpoint's values, tells how far they moved, and appears whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import packing_twin
import pytest
from checkpoints import CONFIG, Dtype, Form, random_tensors, to_bf16, write_checkpoint
from safetensors import safe_open

import pyglm
import quantize.format
import quantize.stream
from pyglm import packing
from quantize import OutputError, describe, pack
from quantize.checkpoint import open_checkpoint
from quantize.format import FileLayout, ModelFileWriter, TensorSpec
from quantize.roles import roles
from quantize.safetensors_header import read_header

Floats = npt.NDArray[np.float32]
QKV = "transformer.encoder.layers.1.self_attention.query_key_value.weight"
NORM = "transformer.encoder.layers.0.input_layernorm.weight"
EMBEDDING = "transformer.embedding.word_embeddings.weight"


def unpack(path: Path, name: str, kind: str, shape: tuple[int, ...]) -> Floats:
    """A role's values in a model file."""
    with safe_open(path, "np") as file:
        if kind == "f32":
            return np.asarray(file.get_tensor(name))
        parts = packing.parts(kind, *shape)  # type: ignore[arg-type]
        arrays = tuple(file.get_tensor(f"{name}.{part.suffix}") for part in parts)
    return packing_twin.unpack(arrays, kind, shape[0])  # type: ignore[arg-type]


def stored(dtype: Dtype, values: Floats) -> Floats:
    """What a checkpoint of this type holds of the values."""
    if dtype == "F16":
        return values.astype(np.float16).astype(np.float32)
    return (to_bf16(values).astype(np.uint32) << 16).view(np.float32) if dtype == "BF16" else values


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_checkpoint(tmp_path / "source")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "model.glm"


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """8 rows at a time."""
    monkeypatch.setattr(quantize.stream, "_BLOCK_BYTES", 1)


def left_behind(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


# What is in the file ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
@pytest.mark.parametrize("dtype", ["F16", "BF16", "F32"])
def test_values_and_errors(tmp_path: Path, target: Path, dtype: Dtype, weight_type: Any) -> None:
    report = pack(write_checkpoint(tmp_path / "source", dtype=dtype), target, weight_type=weight_type)
    wanted = {tensor.name: stored(dtype, tensor.make()) for tensor in random_tensors(CONFIG)}
    description = describe(target)
    largest = {"f16": 3e-4, "q8": 0.01, "q4": 0.13}[weight_type]
    for role, tensor in zip(roles(description.config), description.tensors, strict=True):
        source = wanted[role.source_name][role.first_row :][: role.shape[0]]
        values = unpack(target, role.name, tensor.type, role.shape)
        if role.kind == "vector":
            assert (values == source).all()
            continue
        assert tensor.type == ("q8" if weight_type == "q4" and role.kind != "linear" else weight_type)
        error = np.sqrt(np.square(values - source, dtype=np.float64).sum() / np.square(source, dtype=np.float64).sum())
        assert tensor.relative_rms_error == report.errors[role.name] == pytest.approx(error, rel=1e-3, abs=1e-9)
        assert error <= largest
        if weight_type == "f16" and dtype == "F16":
            assert error == 0


def test_metadata(source: Path, target: Path) -> None:
    report = pack(source, target, weight_type="q4")
    description = describe(target)
    assert description.size_bytes == report.size_bytes == target.stat().st_size
    assert description.source_config == CONFIG
    assert description.config == pyglm.ModelConfig.from_huggingface(CONFIG)
    assert description.recipe["type"] == description.recipe["linear"] == "q4"
    assert [description.recipe[kind] for kind in ("value", "embedding", "output")] == ["q8"] * 3
    assert description.generation["top_p"] == 0.8
    header = read_header(target)
    assert header.metadata["source_config"] == (source / "config.json").read_text()
    with safe_open(target, "np") as file:
        assert file.get_tensor("tokenizer").tobytes() == (source / "tokenizer.model").read_bytes()
    # 4 bits a code, 8 a group of 32, 32 a row; the last two weigh more in rows as short as these.
    (tensor,) = (t for t in description.tensors if t.name == "layers.0.gate_up")
    assert tensor.bits_per_weight == 4 + 8 / 32 + 32 / 96


def test_every_tensor_begins_on_64_bytes(source: Path, target: Path) -> None:
    pack(source, target, weight_type="q4")
    header = read_header(target)
    assert header.header_bytes % 64 == 0
    paddings = {name for name in header.tensors if name.startswith("padding.")}
    assert paddings
    assert all(tensor.offset % 64 == 0 for name, tensor in header.tensors.items() if name not in paddings)


def test_layout_pads_only_where_needed() -> None:
    layout = FileLayout.of([TensorSpec("a", "U8", (64,)), TensorSpec("b", "U8", (65,)), TensorSpec("c", "F32", (16,))])
    assert [spec.name for spec in layout.specs] == ["a", "b", "padding.0", "c"]
    assert layout.offsets == {"a": 0, "b": 64, "padding.0": 129, "c": 192}
    assert layout.data_bytes == 256


def test_the_same_file_from_every_form(tmp_path: Path, target: Path) -> None:
    files = []
    forms: list[tuple[Form, int]] = [("safetensors", 1), ("safetensors", 3), ("bin", 1), ("bin", 2)]
    for form, shards in forms:
        folder = write_checkpoint(tmp_path / f"{form}{shards}", form=form, shards=shards)
        pack(folder, target, weight_type="q8", force=True)
        files.append(target.read_bytes())
    assert all(data == files[0] for data in files)


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
def test_blocks_and_threads_do_not_show(
    source: Path, target: Path, weight_type: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = []
    for block_bytes, threads in [(16 << 20, 0), (1, 1), (5000, 3)]:
        monkeypatch.setattr(quantize.stream, "_BLOCK_BYTES", block_bytes)
        pack(source, target, weight_type=weight_type, force=True, threads=threads)
        tensors = read_header(target)
        files.append(target.read_bytes()[tensors.header_bytes :])
    assert all(data == files[0] for data in files)


def test_source_hash_is_what_the_format_says(source: Path, target: Path) -> None:
    report = pack(source, target, weight_type="q8")
    digest = hashlib.sha256()
    values = {tensor.name: tensor for tensor in random_tensors(CONFIG)}
    for role in roles(pyglm.ModelConfig.from_huggingface(CONFIG)):
        if role.first_row > 0:
            continue
        shape = ",".join(str(n) for n in role.source_shape)
        digest.update(f"{role.source_name} F16 {shape}\n".encode())
        digest.update(values[role.source_name].data("F16").tobytes())
    assert report.source_hash == describe(target).source_hash == f"sha256:{digest.hexdigest()}"


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
def test_zeros_stay_zeros(tmp_path: Path, target: Path, weight_type: Any) -> None:
    def clear(values: Floats) -> None:
        values[3] = 0
        values[:, 32:64] = 0
        values[16:24] = 0

    pack(write_checkpoint(tmp_path / "source", edit={QKV: clear}), target, weight_type=weight_type)
    (tensor,) = (t for t in describe(target).tensors if t.name == "layers.1.query_key")
    values = unpack(target, tensor.name, tensor.type, tensor.shape)
    assert not values[3].any() and not values[:, 32:64].any() and not values[16:24].any()
    assert values[0].any()


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
def test_a_matrix_of_zeros(tmp_path: Path, target: Path, weight_type: Any) -> None:
    report = pack(
        write_checkpoint(tmp_path / "source", edit={QKV: lambda values: values.fill(0)}),
        target,
        weight_type=weight_type,
    )
    assert report.errors["layers.1.query_key"] == 0


# What is refused -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
@pytest.mark.parametrize("dtype", ["F16", "BF16", "F32"])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_no_number(tmp_path: Path, target: Path, dtype: Dtype, weight_type: Any, value: float) -> None:
    def spoil(values: Floats) -> None:
        values[101, 37] = value
        values[102, 3] = value

    source = write_checkpoint(tmp_path / "source", dtype=dtype, edit={QKV: spoil})
    with pytest.raises(pyglm.Error, match=rf"{QKV}: the value at \[101, 37\] is {value:g}; expected finite"):
        pack(source, target, weight_type=weight_type)
    assert left_behind(target) == []


@pytest.mark.parametrize("dtype", ["F16", "BF16", "F32"])
def test_no_number_in_a_vector(tmp_path: Path, target: Path, dtype: Dtype) -> None:
    source = write_checkpoint(tmp_path / "source", dtype=dtype, edit={NORM: lambda values: values.put(95, np.nan)})
    with pytest.raises(pyglm.Error, match=rf"{NORM}: the value at \[95\] is nan; expected finite"):
        pack(source, target)
    assert left_behind(target) == []


@pytest.mark.parametrize("dtype", ["BF16", "F32"])
@pytest.mark.parametrize("value", [65536.0, -7e4, 1e38])
def test_beyond_fp16(tmp_path: Path, target: Path, dtype: Dtype, value: float) -> None:
    source = write_checkpoint(
        tmp_path / "source", dtype=dtype, edit={QKV: lambda values: values.put(96 * 5 + 7, value)}
    )
    with pytest.raises(pyglm.Error, match=rf"{QKV}: the value at \[5, 7\] is .*, beyond what fp16 holds"):
        pack(source, target, weight_type="f16")
    assert left_behind(target) == []
    pack(source, target, weight_type="q8")
    assert unpack(target, "layers.1.query_key", "q8", (96, 96))[5, 7] == pytest.approx(value, rel=0.01)


def test_largest_of_fp16(tmp_path: Path, target: Path) -> None:
    source = write_checkpoint(tmp_path / "source", dtype="F32", edit={QKV: lambda values: values.put(0, 65519.0)})
    pack(source, target, weight_type="f16")
    assert unpack(target, "layers.1.query_key", "f16", (96, 96))[0, 0] == 65504


def test_damaged_storage(tmp_path: Path, target: Path) -> None:
    """A flipped bit that leaves a number: the archive's CRC-32 tells."""
    source = write_checkpoint(tmp_path / "source", form="bin")
    path = source / "pytorch_model.bin"
    data = bytearray(path.read_bytes())
    data[open_checkpoint(source).tensors[QKV].offset + 1000] ^= 1
    path.write_bytes(data)
    with pytest.raises(pyglm.Error, match=f"tensor {QKV} is damaged"):
        pack(source, target)
    assert left_behind(target) == []


@pytest.mark.usefixtures("small_blocks")
def test_shard_shrinks_meanwhile(source: Path, target: Path) -> None:
    def shrink(name: str, done: int, total: int) -> None:
        os.truncate(source / "model.safetensors", 5000)

    with pytest.raises(pyglm.Error, match="the file ends inside tensor"):
        pack(source, target, progress=shrink)
    assert left_behind(target) == []


class Refusal(NamedTuple):
    prepare: Callable[[Path], Any]
    message: str


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        Refusal(lambda target: target.write_text("precious"), "exists; give --force"),
        Refusal(lambda target: target.mkdir(), "is a folder; give the name of a file"),
        Refusal(lambda target: target.parent.rmdir(), "no such folder; create it first"),
        Refusal(lambda target: os.mkfifo(target), "is no regular file"),
    ],
)
def test_bad_target(source: Path, target: Path, prepare: Callable[[Path], Any], message: str) -> None:
    prepare(target)
    with pytest.raises(OutputError, match=message):
        pack(source, target)
    if target.is_file():
        assert target.read_text() == "precious"


def test_force_replaces(source: Path, target: Path) -> None:
    target.write_text("old")
    pack(source, target, force=True)
    assert describe(target).recipe["type"] == "q4"
    assert left_behind(target) == ["model.glm"]


def test_force_spares_the_checkpoint(source: Path) -> None:
    before = (source / "model.safetensors").read_bytes()
    with pytest.raises(OutputError, match="is part of the checkpoint"):
        pack(source, source / "model.safetensors", force=True)
    assert (source / "model.safetensors").read_bytes() == before


def test_link_to_the_target_stays_a_link(source: Path, target: Path) -> None:
    (target.parent / "real").mkdir()
    target.symlink_to("real/model.glm")
    pack(source, target)
    assert target.is_symlink() and (target.parent / "real" / "model.glm").is_file()


def test_mode_follows_the_umask(source: Path, target: Path) -> None:
    before = os.umask(0o027)
    try:
        pack(source, target)
    finally:
        os.umask(before)
    assert target.stat().st_mode & 0o777 == 0o640


def test_too_small_a_disk(source: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9 - 5000, 5000))
    with pytest.raises(OutputError, match=r"the file needs .* GB, the disk has .* GB free"):
        pack(source, target)
    assert left_behind(target) == []


@pytest.mark.parametrize("after", [0, 1, 20])
def test_disk_full(source: Path, target: Path, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    target.write_text("old")

    class SmallDisk(io.FileIO):
        writes = 0

        def write(self, data: Any) -> int:
            self.writes += 1
            if self.writes > after:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data[:100])  # the system may write less than was asked for

    monkeypatch.setattr(quantize.format, "create", lambda path: SmallDisk(path, "xb"))
    with pytest.raises(
        OutputError, match=r"model\.glm: cannot write: No space left on device; nothing was left behind"
    ):
        pack(source, target, force=True)
    assert left_behind(target) == ["model.glm"]
    assert target.read_text() == "old"


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
@pytest.mark.usefixtures("small_blocks")
def test_interrupted(source: Path, target: Path, error: type[BaseException]) -> None:
    seen: list[list[str]] = []

    def stop(name: str, done: int, total: int) -> None:
        seen.append(left_behind(target))
        if done > total // 2:
            raise error

    with pytest.raises(error):
        pack(source, target, progress=stop)
    assert len(seen) > 1 and len(seen[0]) == 1 and seen[0][0].endswith(".part")
    assert left_behind(target) == []


def test_progress_counts_every_byte(source: Path, target: Path) -> None:
    calls: list[tuple[str, int, int]] = []
    report = pack(source, target, progress=lambda *call: calls.append(call))
    assert [name for name, _, _ in calls] == [role.name for role in roles(describe(target).config)]
    assert calls[-1][1:] == (report.source_bytes, report.source_bytes)
    assert report.source_bytes == open_checkpoint(source).size_bytes


def test_writer_refuses_a_header_that_grew(target: Path) -> None:
    layout = FileLayout.of([TensorSpec("a", "U8", (1,))])
    with ModelFileWriter(target, layout, 128, force=False) as writer, pytest.raises(ValueError, match="does not fit"):
        writer.finish({"long": "x" * 200})
    assert left_behind(target) == []


# Looking inside --------------------------------------------------------------------------------------------------


def edit_header(path: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    data = path.read_bytes()
    n = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + n])
    change(header)
    text = json.dumps(header).encode().ljust(n)
    path.write_bytes(len(text).to_bytes(8, "little") + text + data[8 + n :])


def rename(header: dict[str, Any], old: str, new: str) -> None:
    header[new] = header.pop(old)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda h: h["__metadata__"].update(format="gguf"), "not a pyglm model file"),
        (lambda h: h.pop("__metadata__"), "not a pyglm model file"),
        (lambda h: h["__metadata__"].update(format_version="2"), "format version '2', this program reads '1'"),
        (lambda h: h["__metadata__"].pop("config"), "metadata config is missing"),
        (lambda h: h["__metadata__"].update(config="{}"), "model_type is missing"),
        (lambda h: h["__metadata__"].update(recipe="[]"), "metadata recipe must be a JSON object"),
        (lambda h: h["__metadata__"].update(errors="{}"), "metadata errors has no number for embedding"),
        (lambda h: h["__metadata__"].pop("source_hash"), "metadata source_hash is missing"),
        (lambda h: rename(h, "tokenizer", "x"), "tensor tokenizer is missing"),
        (lambda h: rename(h, "final_norm", "x"), "tensor final_norm is missing"),
        (lambda h: rename(h, "output.q8", "x"), "matrix output is missing"),
        (lambda h: rename(h, "output.scales", "x"), "tensor output.scales is missing"),
        (lambda h: h["final_norm"].update(shape=[1, 96]), r"final_norm must be F32 \[96\], found F32 \[1, 96\]"),
        (lambda h: h["layers.0.query_key.q4"].update(dtype="I8"), r"layers.0.query_key.q4 must be U8 .*, found I8"),
    ],
)
def test_describe_refuses(source: Path, target: Path, change: Callable[[dict[str, Any]], Any], message: str) -> None:
    pack(source, target)
    edit_header(target, change)
    with pytest.raises(pyglm.FileFormatError, match=message):
        describe(target)


@pytest.mark.parametrize(
    ("weights", "weight_type", "message"),
    [
        (np.zeros((8, 33), np.float32), "q8", "multiple of 32 columns"),
        (np.zeros((0, 32), np.float32), "q8", "needs rows"),
        (np.zeros((8, 32), np.float32), "q5", "weight type must be one of"),
        (np.zeros((8, 32), np.uint16), "q8", "expected float32"),
        (np.zeros(32, np.float32), "q8", "expected float32"),
    ],
)
def test_packing_checks_its_arguments(weights: Any, weight_type: Any, message: str) -> None:
    with pytest.raises(pyglm.Error, match=message):
        packing.pack(weights, weight_type, "f32")


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
@pytest.mark.parametrize(("n_rows", "k"), [(1, 32), (8, 32), (9, 352), (64, 576)])
def test_parts_are_what_pack_returns(weight_type: Any, n_rows: int, k: int) -> None:
    weights = np.random.default_rng(1).standard_normal((n_rows, k), np.float32)
    arrays = packing.pack(weights, weight_type, "f32").arrays
    sizes = {"U8": 1, "I8": 1, "F16": 2, "F32": 4}
    for part, array in zip(packing.parts(weight_type, n_rows, k), arrays, strict=True):
        assert part.shape == array.shape
        assert array.itemsize == sizes[part.dtype]
