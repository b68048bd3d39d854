"""The shape of a network: what docs/format.md calls "config", and how a checkpoint's config.json becomes it."""

from __future__ import annotations

import dataclasses
import json
import math
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyglm.errors import Error, FileFormatError

_ROPE_BASE = 10000.0

# Far above any published model, far below where products of two sizes would leave 63 bits.
_MAX_SIZE = 2**24

_ARCHITECTURES = ("ChatGLMModel", "ChatGLMForConditionalGeneration")

# Keys that change the network in ways the runtime does not compute: the only value that is supported, the value
# meant when the key is absent (configuration_chatglm.py of ChatGLM3-6B-32K), and what another value would mean.
_FIXED = {
    "rmsnorm": (True, True, "LayerNorm instead of RMSNorm"),
    "post_layer_norm": (True, True, "no final norm"),
    "apply_residual_connection_post_layernorm": (False, False, "residuals taken after the norm"),
    "add_bias_linear": (False, False, "biases in all linear layers"),
    "multi_query_attention": (True, False, "one key/value head per query head, stored in another order"),
    "original_rope": (True, True, "another rotary embedding"),
    "prefix_projection": (False, False, "a P-Tuning prefix encoder"),
}


@dataclass(frozen=True, kw_only=True)
class ModelConfig:
    """Hyperparameters of one network of the ChatGLM2 / ChatGLM3 architecture.

    Sizes count elements. Source: the original config.json, see `from_huggingface`.
    """

    model_type: str
    num_layers: int
    hidden_size: int
    num_heads: int
    """Query heads; `num_heads * head_dim` need not equal `hidden_size`."""
    num_kv_heads: int
    """Key/value heads; query head h reads key/value head h // (num_heads // num_kv_heads)."""
    head_dim: int
    ffn_size: int
    """Rows of gate and of up, each."""
    vocab_size: int
    """Rows of the embedding and of the output layer, padding rows included."""
    seq_length: int
    """Positions that the model was trained for."""
    rotary_dim: int
    """Leading dimensions of each head that turn with the position."""
    rope_theta: float
    """Base of the rotary angles: position / rope_scale * rope_theta ** (-2 i / rotary_dim)."""
    rope_scale: float
    """Positions are divided by this (1 for ChatGLM3)."""
    rope_ratio: float
    """As the checkpoint gives it; already contained in rope_theta or rope_scale."""
    norm_eps: float
    qkv_bias: bool

    def __post_init__(self) -> None:
        _check(self)

    @property
    def query_key_rows(self) -> int:
        """Rows of the projection to queries and keys."""
        return (self.num_heads + self.num_kv_heads) * self.head_dim

    @property
    def value_rows(self) -> int:
        """Rows of the projection to values."""
        return self.num_kv_heads * self.head_dim

    @property
    def attention_size(self) -> int:
        """Columns of the attention's output projection."""
        return self.num_heads * self.head_dim

    @classmethod
    def from_huggingface(cls, config: Mapping[str, Any]) -> ModelConfig:
        """Normalise a Hugging Face config.json (already parsed).

        Absent keys take the values of the original configuration_chatglm.py.
        Raises Error naming the key when the architecture is another one or a value has the wrong type or size.
        """
        _check_architecture(config)
        head_dim = _integer(config, "kv_channels", 128)
        rope_ratio = _number(config, "rope_ratio", 1.0)
        # ChatGLM2-6B-32K interpolates positions; all others raise the base. Both write the same key, so that only the
        # name tells them apart.
        interpolates = "chatglm2" in str(config.get("_name_or_path", "")).lower()
        return cls(
            model_type="chatglm",
            num_layers=_integer(config, "num_layers", 28),
            hidden_size=_integer(config, "hidden_size", 4096),
            num_heads=_integer(config, "num_attention_heads", 32),
            num_kv_heads=_integer(config, "multi_query_group_num", 1),
            head_dim=head_dim,
            ffn_size=_integer(config, "ffn_hidden_size", 13696),
            vocab_size=_integer(config, "padded_vocab_size", _integer(config, "vocab_size", 65024)),
            seq_length=_integer(config, "seq_length", 2048),
            rotary_dim=head_dim // 2,
            rope_theta=_ROPE_BASE if interpolates else _ROPE_BASE * rope_ratio,
            rope_scale=rope_ratio if interpolates else 1.0,
            rope_ratio=rope_ratio,
            norm_eps=_number(config, "layernorm_epsilon", 1e-5),
            qkv_bias=_boolean(config, "add_qkv_bias", False),
        )

    def to_json(self) -> str:
        """One JSON object with a key per field."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text: str) -> ModelConfig:
        """Read what `to_json` wrote. Raises FileFormatError naming the field that is missing or wrong."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise FileFormatError(f"config: not JSON: {error}") from None
        if not isinstance(values, dict):
            raise FileFormatError(f"config: expected a JSON object, found {type(values).__name__}")
        types = typing.get_type_hints(cls)
        for name, kind in types.items():
            if name not in values:
                raise FileFormatError(f"config: {name} is missing")
            if kind is float and type(values[name]) is int:
                values[name] = _to_float(name, values[name])
            if type(values[name]) is not kind:
                raise FileFormatError(f"config: {name} must be of type {kind.__name__}, found {values[name]!r}")
        try:
            return cls(**{name: values[name] for name in types})
        except FileFormatError:
            raise
        except Error as error:
            raise FileFormatError(str(error)) from None


def _check_architecture(config: Mapping[str, Any]) -> None:
    model_type = config.get("model_type")
    if model_type is None:
        raise Error('config: model_type is missing; expected "chatglm", as in the config.json of ChatGLM3-6B-32K')
    if model_type != "chatglm":
        raise Error(f'config: model_type is {model_type!r}; only "chatglm" (ChatGLM2, ChatGLM3) is supported')
    architectures = config.get("architectures") or []
    if not isinstance(architectures, list) or not all(isinstance(name, str) for name in architectures):
        raise Error(f"config: architectures must be a list of names, found {architectures!r}")
    if architectures and not set(architectures) & set(_ARCHITECTURES):
        raise Error(
            f"config: architecture {', '.join(architectures)} is not supported, only {', '.join(_ARCHITECTURES)}"
        )
    if "position_encoding_2d" in config or "inner_hidden_size" in config:
        raise Error("config: this is the first ChatGLM-6B, another architecture; ChatGLM2 and ChatGLM3 are supported")
    for key, (supported, default, meaning) in _FIXED.items():
        if _boolean(config, key, default) != supported:
            raise Error(f"config: {key} must be {json.dumps(supported)}, found {json.dumps(not supported)} ({meaning})")
    if config.get("quantization_bit"):
        raise Error(
            f"config: quantization_bit is {config['quantization_bit']!r}: the checkpoint is quantized already; "
            "start from the original half-precision checkpoint"
        )
    if config.get("pre_seq_len") is not None:
        raise Error("config: pre_seq_len is set: a P-Tuning checkpoint holds only a prefix, not the whole network")


def _check(config: ModelConfig) -> None:
    for field in dataclasses.fields(config):
        value = getattr(config, field.name)
        if field.type == "int" and not 1 <= value <= _MAX_SIZE:
            raise Error(f"config: {field.name} must lie in 1..{_MAX_SIZE}, found {_short(value)}")
        if field.type == "float" and not (math.isfinite(value) and value > 0):
            raise Error(f"config: {field.name} must be a positive number, found {value!r}")
    if config.model_type != "chatglm":
        raise Error(f'config: model_type is {config.model_type!r}; only "chatglm" is supported')
    columns = {
        "hidden_size": config.hidden_size,
        "num_attention_heads * kv_channels": config.attention_size,
        "ffn_hidden_size": config.ffn_size,
    }
    for name, size in columns.items():
        if size % 32:
            raise Error(f"config: {name} must be a multiple of 32, found {size}")
        if size > _MAX_SIZE:
            raise Error(f"config: {name} must be at most {_MAX_SIZE}, found {size}")
    if config.head_dim % 8:
        raise Error(f"config: kv_channels must be a multiple of 8, found {config.head_dim}")
    if config.num_heads % config.num_kv_heads:
        raise Error(
            f"config: num_attention_heads ({config.num_heads}) must be a multiple of "
            f"multi_query_group_num ({config.num_kv_heads})"
        )
    if config.rotary_dim % 2 or config.rotary_dim > config.head_dim:
        raise Error(f"config: rotary_dim must be even and at most head_dim, found {config.rotary_dim}")


def _integer(config: Mapping[str, Any], key: str, default: int) -> int:
    value = config.get(key, default)
    if type(value) is not int:
        raise Error(f"config: {key} must be an integer, found {_short(value)}")
    return value


def _number(config: Mapping[str, Any], key: str, default: float) -> float:
    value = config.get(key, default)
    if type(value) is int:
        return _to_float(key, value)
    if type(value) is not float:
        raise Error(f"config: {key} must be a number, found {_short(value)}")
    return value


def _boolean(config: Mapping[str, Any], key: str, default: bool) -> bool:
    value = config.get(key, default)
    if type(value) is not bool:
        raise Error(f"config: {key} must be true or false, found {_short(value)}")
    return value


def _to_float(key: str, value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        raise Error(f"config: {key} is too large: {_short(value)}") from None


def _short(value: object) -> str:
    """repr, cut: a config may hold numbers of a thousand digits."""
    text = repr(value) if not isinstance(value, int) or abs(value) < 10**40 else "an integer of more than 40 digits"
    return text if len(text) <= 60 else text[:57] + "..."
