"""Reading checkpoint folders: every form that is legal, and every way to be wrong by its message."""

from __future__ import annotations

import contextlib
import json
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checkpoints import CONFIG, Dtype, Form, Tensor, random_tensors, write_bin, write_checkpoint
from checkpoints import write_safetensors as write_safetensors_file

import pyglm
from quantize.checkpoint import open_checkpoint
from quantize.errors import CheckpointError
from quantize.safetensors_header import read_header
from quantize.tensors import FileReader, row_blocks
from quantize.torch_shard import read_shard
from quantize.values import float_values

FINAL_NORM = "transformer.encoder.final_layernorm.weight"
EMBEDDING = "transformer.embedding.word_embeddings.weight"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One safetensors file; fresh, to be broken."""
    return write_checkpoint(tmp_path / "source")


@pytest.fixture
def sharded(tmp_path: Path) -> Path:
    return write_checkpoint(tmp_path / "source", shards=3)


def change_config(folder: Path, **changes: Any) -> None:
    config = json.loads((folder / "config.json").read_text())
    config |= changes
    config = {key: value for key, value in config.items() if value is not ...}
    (folder / "config.json").write_text(json.dumps(config))


def refused(folder: Path, message: str) -> None:
    with pytest.raises(pyglm.Error, match=message) as caught:
        open_checkpoint(folder)
    assert "\n" not in str(caught.value)


# What is legal ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shards", [1, 3])
@pytest.mark.parametrize("form", ["safetensors", "bin"])
@pytest.mark.parametrize("dtype", ["F16", "BF16", "F32"])
def test_all_forms_hold_the_same_tensors(tmp_path: Path, dtype: Dtype, form: Form, shards: int) -> None:
    checkpoint = open_checkpoint(write_checkpoint(tmp_path, dtype=dtype, form=form, shards=shards))
    wanted = {tensor.name: tensor for tensor in random_tensors(CONFIG)}
    assert checkpoint.tensors.keys() == wanted.keys() - {"transformer.rotary_pos_emb.inv_freq"}
    reader = FileReader()
    for name, tensor in checkpoint.tensors.items():
        values = [float_values(block, reader.read(block)) for block in row_blocks(tensor, 4096, 8)]
        expected = wanted[name].make()
        tolerance = {"F16": 2**-11, "BF16": 2**-8, "F32": 0}[dtype]
        np.testing.assert_allclose(
            np.concatenate(values).reshape(expected.shape), expected, rtol=tolerance, atol=2**-24
        )
    reader.close()


def test_real_torch_shards(shared: Path) -> None:
    """Shards that torch.save wrote, padding in their local headers and all, hold what the safetensors shards hold."""
    source = shared / "reference" / "tiny-chatglm3"
    one, other = open_checkpoint(source), open_checkpoint(source / "bin")
    assert one.tensors.keys() == other.tensors.keys()
    reader = FileReader()
    for name in one.tensors:
        (a,), (b,) = (list(row_blocks(checkpoint.tensors[name], 1 << 30, 8)) for checkpoint in (one, other))
        assert (reader.read(a) == reader.read(b)).all()
    reader.close()


def test_row_blocks_cover_a_tensor(folder: Path) -> None:
    tensor = open_checkpoint(folder).tensors[EMBEDDING]
    blocks = list(row_blocks(tensor, 5 * tensor.row_bytes * 8 - 1, 8))
    assert [block.n_rows for block in blocks[:-1]] == [32] * (len(blocks) - 1)
    assert sum(block.n_rows for block in blocks) == tensor.shape[0]
    assert [block.last for block in blocks] == [False] * (len(blocks) - 1) + [True]
    assert next(b.n_rows for b in row_blocks(tensor, 1, 8)) == 8


def test_config_without_optional_keys_takes_the_original_defaults() -> None:
    minimal = {"model_type": "chatglm", "multi_query_attention": True}
    config = pyglm.ModelConfig.from_huggingface(minimal)
    assert (config.num_layers, config.hidden_size, config.ffn_size) == (28, 4096, 13696)
    assert (config.num_kv_heads, config.qkv_bias, config.seq_length) == (1, False, 2048)
    assert (config.rope_ratio, config.rope_theta, config.rope_scale) == (1.0, 1e4, 1.0)


def test_rope_of_the_published_models() -> None:
    assert pyglm.ModelConfig.from_huggingface(CONFIG).rope_theta == 5e5
    old = CONFIG | {"_name_or_path": "THUDM/chatglm2-6b-32k"}
    config = pyglm.ModelConfig.from_huggingface(old)
    assert (config.rope_theta, config.rope_scale) == (1e4, 50)


def test_config_survives_json() -> None:
    config = pyglm.ModelConfig.from_huggingface(CONFIG)
    assert pyglm.ModelConfig.from_json(config.to_json()) == config


def test_generation_defaults(folder: Path) -> None:
    assert open_checkpoint(folder).generation["temperature"] == 0.8
    settings = folder / "generation_config.json"
    settings.write_text('{"temperature": 0.5, "top_k": 40, "eos_token_id": 2}')
    generation = open_checkpoint(folder).generation
    assert (generation["temperature"], generation["top_k"], generation["top_p"]) == (0.5, 40, 0.8)
    settings.write_text('{"do_sample": false}')
    assert open_checkpoint(folder).generation["temperature"] == 0


def test_safetensors_go_before_torch(folder: Path) -> None:
    (folder / "pytorch_model.bin").write_bytes(b"never read")
    assert open_checkpoint(folder).files == [folder / "model.safetensors"]


# The folder ------------------------------------------------------------------------------------------------------


def test_no_folder(tmp_path: Path) -> None:
    refused(tmp_path / "nothing", "no such folder")


def test_source_is_a_file(folder: Path) -> None:
    refused(folder / "model.safetensors", "is a file; expected the folder")


def test_no_config(folder: Path) -> None:
    (folder / "config.json").unlink()
    refused(folder, "no config.json")


def test_no_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    refused(folder, "no weights")


@pytest.mark.parametrize("data", [b"no protobuf", b"", b"\x80\x02"])
def test_bad_tokenizer(folder: Path, data: bytes) -> None:
    (folder / "tokenizer.model").write_bytes(data)
    refused(folder, "tokenizer.model: ")


def test_no_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.model").unlink()
    refused(folder, "no tokenizer.model")


def test_tokenizer_of_another_model(folder: Path) -> None:
    change_config(folder, padded_vocab_size=64)
    refused(folder, "tokenizer.model: .*vocabulary of 64")


@pytest.mark.parametrize("text", ["[1]", "{", "{} {}", '"a"', "[" * 100_000])
def test_config_is_no_object(folder: Path, text: str) -> None:
    (folder / "config.json").write_text(text)
    refused(folder, "config.json: (not valid JSON|expected a JSON object)")


def test_config_is_no_text(folder: Path) -> None:
    (folder / "config.json").write_bytes(b'{"a": "\xff"}')
    refused(folder, "config.json: not UTF-8")


@pytest.mark.parametrize("text", ['{"temperature": "hot"}', '{"top_p": 7}', '{"top_k": 1.5}', "[]"])
def test_bad_generation_config(folder: Path, text: str) -> None:
    (folder / "generation_config.json").write_text(text)
    refused(folder, "generation_config.json: ")


# The config ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"model_type": ...}, "model_type is missing"),
        ({"model_type": "llama"}, "model_type is 'llama'; only \"chatglm\""),
        ({"model_type": 7}, "model_type is 7"),
        ({"architectures": ["LlamaForCausalLM"]}, "architecture LlamaForCausalLM is not supported"),
        ({"architectures": "ChatGLMModel"}, "architectures must be a list"),
        ({"position_encoding_2d": True}, "first ChatGLM-6B"),
        ({"rmsnorm": False}, "rmsnorm must be true"),
        ({"post_layer_norm": False}, "post_layer_norm must be true"),
        ({"add_bias_linear": True}, "add_bias_linear must be false"),
        ({"add_bias_linear": "no"}, "add_bias_linear must be true or false, found 'no'"),
        ({"apply_residual_connection_post_layernorm": True}, "apply_residual_connection_post_layernorm"),
        ({"multi_query_attention": False}, "multi_query_attention must be true"),
        ({"multi_query_attention": ...}, "multi_query_attention must be true"),
        ({"quantization_bit": 4}, "quantized already"),
        ({"pre_seq_len": 128}, "P-Tuning"),
        ({"hidden_size": "96"}, "hidden_size must be an integer, found '96'"),
        ({"hidden_size": 96.0}, "hidden_size must be an integer"),
        ({"hidden_size": True}, "hidden_size must be an integer"),
        ({"hidden_size": None}, "hidden_size must be an integer"),
        ({"hidden_size": 100}, "hidden_size must be a multiple of 32, found 100"),
        ({"ffn_hidden_size": 100}, "ffn_hidden_size must be a multiple of 32"),
        ({"num_attention_heads": 3, "multi_query_group_num": 1}, r"kv_channels must be a multiple of 32, found 48"),
        ({"kv_channels": 12, "num_attention_heads": 8}, "kv_channels must be a multiple of 8"),
        ({"multi_query_group_num": 3}, "must be a multiple of multi_query_group_num"),
        ({"num_layers": 0}, r"num_layers must lie in 1\.\."),
        ({"num_layers": -1}, "num_layers must lie in"),
        ({"hidden_size": 2**62}, "hidden_size must lie in"),
        ({"hidden_size": 10**500}, "found an integer of more than 40 digits"),
        ({"num_attention_heads": 2**22, "kv_channels": 2**8}, "must be at most"),
        ({"rope_ratio": "50"}, "rope_ratio must be a number"),
        ({"rope_ratio": 0}, "rope_theta must be a positive number"),
        ({"rope_ratio": float("nan")}, "must be a positive number"),
        ({"rope_ratio": 10**400}, "rope_ratio is too large"),
        ({"layernorm_epsilon": -1}, "norm_eps must be a positive number"),
        ({"layernorm_epsilon": False}, "layernorm_epsilon must be a number"),
        ({"add_qkv_bias": 1}, "add_qkv_bias must be true or false"),
    ],
)
def test_config_values(folder: Path, changes: dict[str, Any], message: str) -> None:
    change_config(folder, **changes)
    refused(folder, f"config.json: config: .*{message}")


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda c: c.pop("head_dim"), "head_dim is missing"),
        (lambda c: c.update(head_dim="16"), "head_dim must be of type int"),
        (lambda c: c.update(head_dim=2**70), "head_dim must lie in"),
        (lambda c: c.update(rotary_dim=7), "rotary_dim must be even"),
        (lambda c: c.update(rope_scale=10**400), "rope_scale is too large"),
        (lambda c: c.update(model_type="llama"), "model_type"),
    ],
)
def test_config_in_a_model_file(edit: Callable[[dict[str, Any]], Any], message: str) -> None:
    values = json.loads(pyglm.ModelConfig.from_huggingface(CONFIG).to_json())
    edit(values)
    with pytest.raises(pyglm.Error, match=message):
        pyglm.ModelConfig.from_json(json.dumps(values))


# The index -------------------------------------------------------------------------------------------------------


def change_index(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    (path,) = folder.glob("*.index.json")
    index = json.loads(path.read_text())
    change(index)
    path.write_text(json.dumps(index))


def test_missing_shard(sharded: Path) -> None:
    (sharded / "model-00002-of-00003.safetensors").unlink()
    refused(sharded, "model-00002-of-00003.safetensors: missing; model.safetensors.index.json names it for")


def test_index_names_a_missing_tensor(sharded: Path) -> None:
    change_index(sharded, lambda index: index["weight_map"].update(ghost="model-00001-of-00003.safetensors"))
    refused(sharded, "tensor ghost should be in model-00001-of-00003.safetensors, which does not hold it")


def test_shard_holds_more_than_the_index(sharded: Path) -> None:
    change_index(sharded, lambda index: index["weight_map"].pop(EMBEDDING))
    refused(sharded, f"tensor '{EMBEDDING}' is not in model.safetensors.index.json")


@pytest.mark.parametrize("name", ["../x.safetensors", "/etc/passwd", "a/b", "", 7, None])
def test_index_points_elsewhere(sharded: Path, name: Any) -> None:
    change_index(sharded, lambda index: index["weight_map"].update({EMBEDDING: name}))
    refused(sharded, "expected a file name in this folder")


@pytest.mark.parametrize("weight_map", [None, [], {}, "x"])
def test_index_without_map(sharded: Path, weight_map: Any) -> None:
    change_index(sharded, lambda index: index.update(weight_map=weight_map))
    refused(sharded, "expected weight_map")


# The tensors -----------------------------------------------------------------------------------------------------


def tensors_but(**changes: tuple[int, ...] | None) -> list[Tensor]:
    """All tensors, those named by their last parts with another shape, or left out."""
    result = []
    for tensor in random_tensors(CONFIG):
        key = tensor.name.replace(".", "_")
        found = [shape for name, shape in changes.items() if key.endswith(name)]
        if not found:
            result.append(tensor)
        elif found[0] is not None:
            shape = found[0]
            result.append(Tensor(tensor.name, shape, lambda shape=shape: np.zeros(shape, np.float32)))
    return result


@pytest.mark.parametrize("form", ["safetensors", "bin"])
class TestTensors:
    def write(self, folder: Path, form: Form, tensors: list[Tensor]) -> None:
        shutil.rmtree(folder)
        write_checkpoint(folder)
        (folder / "model.safetensors").unlink()
        write = write_safetensors_file if form == "safetensors" else write_bin
        write(folder / ("model.safetensors" if form == "safetensors" else "pytorch_model.bin"), tensors, "F16")

    def test_missing(self, folder: Path, form: Form) -> None:
        self.write(folder, form, tensors_but(final_layernorm_weight=None))
        refused(folder, f"tensor {FINAL_NORM} is missing")

    def test_missing_layer(self, folder: Path, form: Form) -> None:
        self.write(folder, form, random_tensors(CONFIG | {"num_layers": 1}))
        refused(folder, r"tensor transformer.encoder.layers.1.input_layernorm.weight is missing")

    @pytest.mark.parametrize("shape", [(95,), (96, 1), (1, 96), (), (0,)])
    def test_wrong_shape(self, folder: Path, form: Form, shape: tuple[int, ...]) -> None:
        self.write(folder, form, tensors_but(final_layernorm_weight=shape))
        refused(folder, rf"tensor {FINAL_NORM} has shape \[.*\], config.json makes it \[96\]")

    def test_unexpected(self, folder: Path, form: Form) -> None:
        extra = Tensor("transformer.prefix_encoder.weight", (2,), lambda: np.zeros(2, np.float32))
        self.write(folder, form, [*random_tensors(CONFIG), extra])
        refused(folder, "unexpected tensor 'transformer.prefix_encoder.weight'")

    def test_unexpected_layer(self, folder: Path, form: Form) -> None:
        self.write(folder, form, random_tensors(CONFIG | {"num_layers": 3}))
        refused(folder, "unexpected tensor 'transformer.encoder.layers.2")

    def test_unexpected_bias(self, folder: Path, form: Form) -> None:
        self.write(folder, form, random_tensors(CONFIG))
        change_config(folder, add_qkv_bias=False)
        refused(folder, "unexpected tensor '.*query_key_value.bias'")

    def test_rotary_buffer_may_be_absent(self, folder: Path, form: Form) -> None:
        self.write(folder, form, tensors_but(inv_freq=None))
        open_checkpoint(folder)

    @pytest.mark.parametrize("part", [0.0, 0.001, 0.5, 0.999])
    def test_truncated(self, folder: Path, form: Form, part: float) -> None:
        self.write(folder, form, random_tensors(CONFIG))
        (path,) = [*folder.glob("*.safetensors"), *folder.glob("*.bin")]
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * part)])
        refused(folder, f"{path.name}: .*truncated|{path.name}: not a safetensors file")


def test_integer_weights(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes().replace(b'"F16"', b'"I16"'))
    refused(folder, f"tensor {EMBEDDING} is of type I16; expected F16, BF16, F32")


# safetensors headers ---------------------------------------------------------------------------------------------


def write_header(path: Path, header: object, data_bytes: int, *, n: int | None = None) -> Path:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text) if n is None else n) + text + bytes(data_bytes))
    return path


def entry(begin: int, end: int, shape: Any = (2,), dtype: Any = "F16") -> dict[str, Any]:
    return {"dtype": dtype, "shape": list(shape), "data_offsets": [begin, end]}


@pytest.mark.parametrize(
    ("header", "data_bytes", "message"),
    [
        ({"a": entry(0, 4), "b": entry(2, 6)}, 6, "tensors a and b overlap"),
        ({"a": entry(0, 4), "b": entry(0, 4)}, 4, "overlap"),
        ({"a": entry(0, 4), "b": entry(6, 10)}, 10, "2 bytes between a and b are unused"),
        ({"a": entry(4, 8)}, 8, "4 bytes between the header and a are unused"),
        ({"a": entry(0, 4)}, 3, "truncated"),
        ({"a": entry(0, 4)}, 5, "1 bytes too many"),
        ({"a": entry(0, 6)}, 6, "needs 4 bytes, data_offsets give 6"),
        ({"a": entry(4, 0)}, 8, "data_offsets give -4"),
        ({"a": entry(0, 4, (2**40, 2**40))}, 4, "needs .* bytes"),
        ({"a": entry(0, 4, (2**64,))}, 4, "shape must be"),
        ({"a": entry(0, 4, (-2, -1))}, 4, "shape must be"),
        ({"a": entry(0, 4, (2.0,))}, 4, "shape must be"),
        ({"a": entry(0, 4, (1,) * 9)}, 4, "shape must be"),
        ({"a": entry(0, 4, dtype="F17")}, 4, "unknown dtype 'F17'"),
        ({"a": entry(0, 4, dtype=[])}, 4, "unknown dtype"),
        ({"a": entry(True, 4)}, 4, "data_offsets must be two sizes"),
        ({"a": {"dtype": "F16", "shape": [2]}}, 4, "data_offsets must be two sizes"),
        ({"a": 7}, 4, "expected an object"),
        ({"__metadata__": {"a": 1}}, 0, "__metadata__ must map names to strings"),
        ({"__metadata__": []}, 0, "__metadata__ must map"),
        ([], 0, "must be a JSON object"),
        (b'{"a": 1, "a": 2}', 0, "a name appears twice"),
        (b"{", 0, "not valid JSON"),
        (b"\xff\xfe", 0, "not valid JSON"),
        (b"[" * 50_000, 0, "not valid JSON"),
    ],
)
def test_bad_safetensors_header(tmp_path: Path, header: object, data_bytes: int, message: str) -> None:
    with pytest.raises(pyglm.FileFormatError, match=message):
        read_header(write_header(tmp_path / "x.safetensors", header, data_bytes))


@pytest.mark.parametrize(("n", "message"), [(2**63, "not a safetensors"), (10**8 + 1, "not a safe"), (99, "truncated")])
def test_bad_header_size(tmp_path: Path, n: int, message: str) -> None:
    with pytest.raises(pyglm.FileFormatError, match=message):
        read_header(write_header(tmp_path / "x", {}, 0, n=n))


def test_empty_tensors_and_any_order_are_legal(tmp_path: Path) -> None:
    header = {"b": entry(4, 8), "empty": entry(4, 4, (0, 7)), "a": entry(0, 4)}
    assert list(read_header(write_header(tmp_path / "x", header, 8)).tensors) == ["a", "empty", "b"]


# PyTorch shards --------------------------------------------------------------------------------------------------


@pytest.fixture
def shard(tmp_path: Path) -> Path:
    write_bin(tmp_path / "x.bin", random_tensors(CONFIG)[:3], "F16")
    return tmp_path / "x.bin"


def rewrite(path: Path, change: Callable[[dict[str, bytes]], None], compression: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda m: m.pop("x/data/1"), "storage 1 of tensor transformer.rotary_pos_emb.inv_freq is missing"),
        (lambda m: m.update({"x/data/1": b"12"}), "x/data/1 has 2 bytes, expected 8"),
        (lambda m: m.update({"x/byteorder": b"big"}), "big-endian"),
        (lambda m: m.pop("x/data.pkl"), "expected one member NAME/data.pkl"),
        (lambda m: m.update({"y/data.pkl": b""}), "expected one member NAME/data.pkl"),
        (lambda m: m.update({"x/data.pkl": b"cos\nsystem\n."}), "os.system, which is refused"),
    ],
)
def test_bad_shard(shard: Path, change: Callable[[dict[str, bytes]], None], message: str) -> None:
    rewrite(shard, change)
    with pytest.raises(CheckpointError, match=f"x.bin: .*{message}"):
        read_shard(shard)


def test_compressed_shard(shard: Path) -> None:
    rewrite(shard, lambda members: None, zipfile.ZIP_DEFLATED)
    with pytest.raises(CheckpointError, match="is compressed or encrypted"):
        read_shard(shard)


def test_local_header_elsewhere(shard: Path) -> None:
    data = shard.read_bytes()
    with zipfile.ZipFile(shard) as archive:
        offset = archive.getinfo("x/data/0").header_offset
    shard.write_bytes(data[:offset] + b"XX" + data[offset + 2 :])
    with pytest.raises(CheckpointError, match="no member begins where"):
        read_shard(shard)


def test_legacy_shard(tmp_path: Path) -> None:
    path = tmp_path / "pytorch_model.bin"
    path.write_bytes(bytes.fromhex("80028a0a6cfc9c46f9206aa850192e") + bytes(1000))
    with pytest.raises(CheckpointError, match=r"before version 1\.6"):
        read_shard(path)


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + bytes(18), bytes(1000)])
def test_no_shard_at_all(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.bin").write_bytes(data)
    with pytest.raises(CheckpointError, match=r"x\.bin: not a PyTorch checkpoint"):
        read_shard(tmp_path / "x.bin")


def test_any_damaged_byte_is_read_or_refused(shard: Path, tmp_path: Path) -> None:
    """Bytes of the pickle and of the archive's directory, flipped one by one: never another exception."""
    data = shard.read_bytes()
    directory = data.index(b"PK\x01\x02")
    broken = tmp_path / "broken.bin"
    for i in [*range(0, 1000, 3), *range(directory, len(data))]:
        broken.write_bytes(data[:i] + bytes([data[i] ^ 0x55]) + data[i + 1 :])
        with contextlib.suppress(CheckpointError):
            read_shard(broken)
