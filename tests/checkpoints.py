"""Random checkpoints of ChatGLM3's architecture in every form that quantize reads, written without torch.

tiny_checkpoint.py writes the one that models are loaded from; these are for the readers and packers.
"""

from __future__ import annotations

import json
import pickle
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from tiny_tokenizer import model_proto

Dtype = Literal["F16", "BF16", "F32"]
Form = Literal["safetensors", "bin"]

ITEM_BYTES = {"F16": 2, "BF16": 2, "F32": 4}
STORAGES = {"F16": "HalfStorage", "BF16": "BFloat16Storage", "F32": "FloatStorage"}

CONFIG: dict[str, Any] = {
    "model_type": "chatglm",
    "architectures": ["ChatGLMModel"],
    "add_bias_linear": False,
    "add_qkv_bias": True,
    "ffn_hidden_size": 160,
    "hidden_size": 96,
    "kv_channels": 16,
    "layernorm_epsilon": 1e-5,
    "multi_query_attention": True,
    "multi_query_group_num": 2,
    "num_attention_heads": 4,
    "num_layers": 2,
    "padded_vocab_size": 393,  # no multiple of 8: the last tile of rows is short
    "post_layer_norm": True,
    "rmsnorm": True,
    "rope_ratio": 50,
    "seq_length": 4096,
    "torch_dtype": "float16",
}


@dataclass(frozen=True)
class Tensor:
    """A tensor whose bytes are made when they are written."""

    name: str
    shape: tuple[int, ...]
    make: Callable[[], npt.NDArray[np.float32]]

    def data(self, dtype: Dtype) -> npt.NDArray[Any]:
        """The elements as they are stored; bfloat16 as its bits."""
        values = self.make()
        if dtype == "F32":
            return values
        if dtype == "F16":
            with np.errstate(over="ignore"):
                return values.astype(np.float16)
        return to_bf16(values)


def to_bf16(values: npt.NDArray[np.float32]) -> npt.NDArray[np.uint16]:
    """The bits of the nearest bfloat16, ties to even; NaN stays NaN."""
    bits = values.view(np.uint32)
    rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16
    return np.where(np.isnan(values), 0x7FC0, rounded).astype(np.uint16)


def shapes(config: dict[str, Any]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Names and shapes of a checkpoint's tensors, the rotary buffer included."""
    hidden, ffn, dim = config["hidden_size"], config["ffn_hidden_size"], config["kv_channels"]
    heads, vocab = config["num_attention_heads"], config["padded_vocab_size"]
    qkv = (heads + 2 * config["multi_query_group_num"]) * dim
    yield "transformer.embedding.word_embeddings.weight", (vocab, hidden)
    yield "transformer.rotary_pos_emb.inv_freq", (dim // 4,)
    for i in range(config["num_layers"]):
        layer = f"transformer.encoder.layers.{i}."
        yield layer + "input_layernorm.weight", (hidden,)
        yield layer + "self_attention.query_key_value.weight", (qkv, hidden)
        if config["add_qkv_bias"]:
            yield layer + "self_attention.query_key_value.bias", (qkv,)
        yield layer + "self_attention.dense.weight", (hidden, heads * dim)
        yield layer + "post_attention_layernorm.weight", (hidden,)
        yield layer + "mlp.dense_h_to_4h.weight", (2 * ffn, hidden)
        yield layer + "mlp.dense_4h_to_h.weight", (hidden, ffn)
    yield "transformer.encoder.final_layernorm.weight", (hidden,)
    yield "transformer.output_layer.weight", (vocab, hidden)


@cache
def _pool(seed: int) -> npt.NDArray[np.float32]:
    return np.random.default_rng(seed).standard_normal(1 << 16, np.float32)


def random_tensors(config: dict[str, Any], seed: int = 1) -> list[Tensor]:
    """Values that keep the size of what goes through the network, cut from one pool of random numbers."""
    pool = _pool(seed)

    def maker(index: int, name: str, shape: tuple[int, ...]) -> Callable[[], npt.NDArray[np.float32]]:
        def make() -> npt.NDArray[np.float32]:
            values = np.resize(pool[101 * index :], shape)
            if "layernorm" in name:
                return 1 + np.float32(0.1) * values
            return values * np.float32(shape[-1] ** -0.5 if len(shape) == 2 else 0.1)

        return make

    return [Tensor(name, shape, maker(i, name, shape)) for i, (name, shape) in enumerate(shapes(config))]


def write_checkpoint(
    folder: Path,
    *,
    config: dict[str, Any] = CONFIG,
    dtype: Dtype = "F16",
    form: Form = "safetensors",
    shards: int = 1,
    seed: int = 1,
    edit: dict[str, Callable[[npt.NDArray[np.float32]], None]] | None = None,
    tokenizer: bytes | None = None,
) -> Path:
    """Write a checkpoint folder; returns it.

    edit: tensor name -> function that changes its values in place before they are stored.
    shards: 1 writes one file; more write an index and so many files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=2), "utf-8")
    (folder / "tokenizer.model").write_bytes(model_proto() if tokenizer is None else tokenizer)
    tensors = [_edited(tensor, (edit or {}).get(tensor.name)) for tensor in random_tensors(config, seed)]
    stem = "model" if form == "safetensors" else "pytorch_model"
    write = write_safetensors if form == "safetensors" else write_bin
    if shards == 1:
        write(folder / f"{stem}.{form}", tensors, dtype)
        return folder
    weight_map: dict[str, str] = {}
    total = sum(prod(tensor.shape) * ITEM_BYTES[dtype] for tensor in tensors)
    for i, part in enumerate(_split(tensors, shards)):
        name = f"{stem}-{i + 1:05}-of-{shards:05}.{form}"
        write(folder / name, part, dtype)
        weight_map |= dict.fromkeys((tensor.name for tensor in part), name)
    index = {"metadata": {"total_size": total}, "weight_map": weight_map}
    (folder / f"{stem}.{form}.index.json").write_text(json.dumps(index), "utf-8")
    return folder


def _edited(tensor: Tensor, change: Callable[[npt.NDArray[np.float32]], None] | None) -> Tensor:
    if change is None:
        return tensor

    def make() -> npt.NDArray[np.float32]:
        values = tensor.make()
        change(values)
        return values

    return Tensor(tensor.name, tensor.shape, make)


def _split(tensors: list[Tensor], n: int) -> Iterator[list[Tensor]]:
    """Consecutive runs of about the same number of bytes."""
    ends = np.cumsum([prod(tensor.shape) for tensor in tensors])
    parts = np.minimum((ends - 1) * n // ends[-1], n - 1)
    for i in range(n):
        yield [tensor for tensor, part in zip(tensors, parts, strict=True) if part == i]


def write_safetensors(path: Path, tensors: Iterable[Tensor], dtype: Dtype) -> None:
    """One safetensors file."""
    tensors = list(tensors)
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    position = 0
    for tensor in tensors:
        end = position + prod(tensor.shape) * ITEM_BYTES[dtype]
        header[tensor.name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [position, end]}
        position = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for tensor in tensors:
            tensor.data(dtype).tofile(file)


def write_bin(path: Path, tensors: Iterable[Tensor], dtype: Dtype) -> None:
    """One PyTorch shard: a zip archive of stored members, as torch.save writes it."""
    tensors = list(tensors)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(f"{path.stem}/data.pkl", state_dict_pickle(tensors, dtype))
        archive.writestr(f"{path.stem}/byteorder", "little")
        for i, tensor in enumerate(tensors):
            with archive.open(f"{path.stem}/data/{i}", "w", force_zip64=True) as member:
                member.write(tensor.data(dtype).tobytes())
        archive.writestr(f"{path.stem}/version", "3\n")


def state_dict_pickle(tensors: Iterable[Tensor], dtype: Dtype) -> bytes:
    """The pickle of a state dictionary, operation by operation as torch.save orders them."""
    out = b"\x80\x02" + ordered_dict() + b"("
    for i, tensor in enumerate(tensors):
        strides = tuple(prod(tensor.shape[j + 1 :]) for j in range(len(tensor.shape)))
        storage = persistent_storage(STORAGES[dtype], str(i), prod(tensor.shape))
        out += text(tensor.name) + rebuild_tensor(storage, 0, tensor.shape, strides)
    # state_dict() hangs its versions on the dictionary as an attribute.
    return out + b"u" + b"}" + text("_metadata") + ordered_dict() + b"sb" + b"."


def ordered_dict() -> bytes:
    return b"ccollections\nOrderedDict\n)R"


def persistent_storage(storage: str, key: str, n_elements: int) -> bytes:
    return (
        b"("
        + text("storage")
        + b"ctorch\n%b\n" % storage.encode()
        + text(key)
        + text("cpu")
        + number(n_elements)
        + b"tQ"
    )


def rebuild_tensor(storage: bytes, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> bytes:
    sizes = b"".join(b"(" + b"".join(map(number, values)) + b"t" for values in (shape, strides))
    return b"ctorch._utils\n_rebuild_tensor_v2\n(" + storage + number(offset) + sizes + b"\x89" + ordered_dict() + b"tR"


def text(value: str) -> bytes:
    data = value.encode()
    return b"X" + struct.pack("<I", len(data)) + data


def number(value: int) -> bytes:
    return pickle.dumps(value, protocol=2)[2:-1]
