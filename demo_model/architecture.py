"""ChatGLM3's network in PyTorch, for training: state dict in the checkpoint's tensor names, exactly what pyglm runs.

Conversations of different lengths lie one behind the other in a row of tokens, without padding; attention runs for
each by itself, everything else over all tokens at once. The parts between two attentions are pure functions of tensors,
so that torch.compile makes one kernel for all layers.

Source of the architecture: modeling_chatglm.py of ChatGLM3-6B, as docs/architecture.md restates it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from demo_model.attention import attend
from demo_model.guidance import guide_losses
from demo_model.guides import GUIDES, Guide
from demo_model.senses import N_DIMENSIONS, SENSES

ROPE_BASE = 10000.0
EMBEDDINGS = "transformer.embedding.word_embeddings.weight"
OUTPUT = "transformer.output_layer.weight"
TIE = "transformer.output_layer.tie"
SENSE = "senses."
"""How the names of training's functions from the residual stream to meanings begin."""

_TEMPERATURE = 0.1  # of the similarities of meanings


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; the defaults are the demonstration model's."""

    vocab_size: int = 6080
    num_layers: int = 6
    hidden_size: int = 288
    ffn_size: int = 512
    num_heads: int = 9
    num_kv_heads: int = 3
    head_dim: int = 64
    seq_length: int = 4096
    rope_ratio: int = 1
    norm_eps: float = 1e-5

    @property
    def qkv_rows(self) -> tuple[int, int, int]:
        """Rows of query, key and value in the fused projection."""
        return self.num_heads * self.head_dim, self.num_kv_heads * self.head_dim, self.num_kv_heads * self.head_dim

    @property
    def rotary_pairs(self) -> int:
        """Pairs of each head's leading half that turn with the position."""
        return self.head_dim // 4

    def config(self) -> dict[str, Any]:
        """The checkpoint's config.json."""
        return {
            "_name_or_path": "pyglm-demo",
            "model_type": "chatglm",
            "architectures": ["ChatGLMModel"],
            "add_bias_linear": False,
            "add_qkv_bias": True,
            "apply_residual_connection_post_layernorm": False,
            "ffn_hidden_size": self.ffn_size,
            "hidden_size": self.hidden_size,
            "kv_channels": self.head_dim,
            "layernorm_epsilon": self.norm_eps,
            "multi_query_attention": True,
            "multi_query_group_num": self.num_kv_heads,
            "num_attention_heads": self.num_heads,
            "num_layers": self.num_layers,
            "original_rope": True,
            "padded_vocab_size": self.vocab_size,
            "post_layer_norm": True,
            "rmsnorm": True,
            "rope_ratio": self.rope_ratio,
            "seq_length": self.seq_length,
            "torch_dtype": "float16",
        }

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Shape:
        """The shape in a config.json of this architecture; head_dim's leading half turns."""
        return cls(
            vocab_size=config["padded_vocab_size"],
            num_layers=config["num_layers"],
            hidden_size=config["hidden_size"],
            ffn_size=config["ffn_hidden_size"],
            num_heads=config["num_attention_heads"],
            num_kv_heads=config["multi_query_group_num"],
            head_dim=config["kv_channels"],
            seq_length=config["seq_length"],
            rope_ratio=config.get("rope_ratio", 1),
            norm_eps=config["layernorm_epsilon"],
        )

    def to_dict(self) -> dict[str, Any]:
        """The fields, for a checkpoint; Shape(**fields) is the shape again."""
        return dataclasses.asdict(self)


def multiply(x: Tensor, weight: Tensor, product_type: torch.dtype) -> Tensor:
    """The product with the transposed weight, float32, its factors rounded to a type."""
    return F.linear(x.to(product_type), weight.to(product_type)).float()


def project(
    x: Tensor, norm: Tensor, weight: Tensor, bias: Tensor, rope: Tensor, shape: Shape, product_type: torch.dtype
) -> list[Tensor]:
    """Queries, keys and values of tokens: norm, fused projection, rotation.

    Args:
        x: [tokens, hidden].
        norm: [hidden].
        weight: [rows of query, key and value, hidden].
        bias: [the same rows].
        rope: [tokens, 1, rotary_pairs, 2], cosine and sine of each token's angles.
        shape: sizes.
        product_type: of the factors of products; that of what is returned.

    Returns:
        Queries, scaled, [kv heads, tokens * heads per kv head, head_dim]; keys, values [kv heads, tokens, head_dim].
    """
    normed = F.rms_norm(x, (shape.hidden_size,), norm, shape.norm_eps)
    fused = (multiply(normed, weight, product_type) + bias).unflatten(-1, (-1, shape.head_dim))
    query_key, value = fused.split([shape.num_heads + shape.num_kv_heads, shape.num_kv_heads], 1)
    turning, still = query_key.chunk(2, -1)
    even, odd = turning.unflatten(-1, (-1, 2)).unbind(-1)
    cos, sin = rope.unbind(-1)
    turned = torch.stack((even * cos - odd * sin, odd * cos + even * sin), -1).flatten(-2)
    query, key = torch.cat((turned, still), -1).split([shape.num_heads, shape.num_kv_heads], 1)
    query = query.unflatten(1, (shape.num_kv_heads, -1)).transpose(0, 1).flatten(1, 2) * shape.head_dim**-0.5
    parts = query, key.transpose(0, 1), value.transpose(0, 1)
    return [part.to(product_type, memory_format=torch.contiguous_format) for part in parts]


def finish(
    x: Tensor, attended: Tensor, dense: Tensor, norm: Tensor, gate_up: Tensor, down: Tensor, eps: float
) -> Tensor:
    """A layer's end: attention's output projection, then the MLP.

    Args:
        x: [tokens, hidden].
        attended: [tokens, heads * head_dim], in the type of the factors of products.
        dense: [hidden, heads * head_dim].
        norm: [hidden].
        gate_up: [2 * ffn, hidden].
        down: [hidden, ffn].
        eps: of the norm.

    Returns:
        The residual stream after the layer, [tokens, hidden].
    """
    product_type = attended.dtype
    x = x + multiply(attended, dense, product_type)
    gate, up = multiply(F.rms_norm(x, (x.shape[-1],), norm, eps), gate_up, product_type).chunk(2, -1)
    return x + multiply(F.silu(gate) * up, down, product_type)


def tied_output(weights: Mapping[str, Tensor]) -> Tensor:
    """The output layer [vocabulary, hidden] of training's weights: a linear function of the embeddings, and a rest.

    What is learned of the tokens that are often said holds thereby for those that are seldom said, too.
    """
    return torch.addmm(weights[OUTPUT], weights[EMBEDDINGS].detach(), weights[TIE])


def checkpoint_weights(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The tensors of ChatGLM3's checkpoint, of training's weights."""
    kept = {name: tensor for name, tensor in weights.items() if name != TIE and not name.startswith(SENSE)}
    return kept | {OUTPUT: tied_output(weights)}


def sense_loss(found: Tensor, meanings: Tensor) -> Tensor:
    """The sum of cross-entropies between vectors and which of all meanings each shall be; both [tokens, dimensions].

    To be near its own meaning alone would teach little but what all have in common.
    """
    if not len(found):
        return found.sum()
    distinct, right = meanings.unique(dim=0, return_inverse=True)
    return F.cross_entropy(F.normalize(found, dim=1) @ distinct.T / _TEMPERATURE, right, reduction="sum")


class _Weight(nn.Module):
    """A matrix or vector (and a bias), under the name that the checkpoint gives it."""

    def __init__(self, *size: int, bias: bool = False) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        if bias:
            self.bias = nn.Parameter(torch.zeros(size[0]))


class _Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        hidden, ffn = shape.hidden_size, shape.ffn_size
        self.input_layernorm = _Weight(hidden)
        self.self_attention = nn.ModuleDict(
            {
                "query_key_value": _Weight(sum(shape.qkv_rows), hidden, bias=True),
                "dense": _Weight(hidden, shape.qkv_rows[0]),
            }
        )
        self.post_attention_layernorm = _Weight(hidden)
        self.mlp = nn.ModuleDict({"dense_h_to_4h": _Weight(2 * ffn, hidden), "dense_4h_to_h": _Weight(hidden, ffn)})


class _Transformer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.embedding = nn.ModuleDict({"word_embeddings": _Weight(shape.vocab_size, shape.hidden_size)})
        self.encoder = nn.ModuleDict(
            {
                "layers": nn.ModuleList([_Layer(shape) for _ in range(shape.num_layers)]),
                "final_layernorm": _Weight(shape.hidden_size),
            }
        )
        self.output_layer = _Weight(shape.vocab_size, shape.hidden_size)


class ChatGlm(nn.Module):
    """The network.

    Args:
        shape: its sizes.
        compiled: fuse what lies between attentions (torch.compile); worth it when every call has as many tokens.
        tied: have training's output layer, which tied_output describes.
        product_type: what the factors of matrix products are rounded to; sums and all else are float32.
    """

    rope: Tensor

    def __init__(
        self,
        shape: Shape,
        *,
        compiled: bool = False,
        tied: bool = False,
        product_type: torch.dtype = torch.float32,
    ) -> None:
        super().__init__()
        self.shape, self.tied, self.product_type = shape, tied, product_type
        self.taught_losses: dict[str, Tensor] = {}
        """Of guides and senses, from the latest call."""
        self.transformer = _Transformer(shape)
        if tied:
            self.transformer.output_layer.tie = nn.Parameter(torch.zeros(shape.hidden_size, shape.hidden_size))
            spaces = dict.fromkeys(sense.space for sense in SENSES.values())
            self.senses = nn.ParameterDict({name: torch.empty(N_DIMENSIONS, shape.hidden_size) for name in spaces})
        self.register_buffer("rope", _rope_table(shape), persistent=False)
        self._project: Callable[..., list[Tensor]] = torch.compile(project, dynamic=False) if compiled else project
        self._finish: Callable[..., Tensor] = torch.compile(finish, dynamic=False) if compiled else finish
        self._initialize()

    def _initialize(self) -> None:
        """Matrices that keep sizes, those that write into the residual stream zero, embeddings nearly orthogonal."""
        with torch.no_grad():
            for name, tensor in self.named_parameters():
                if name.endswith(("dense.weight", "dense_4h_to_h.weight", "output_layer.weight", TIE)):
                    tensor.zero_()
                elif name.endswith("word_embeddings.weight"):
                    tensor.normal_(0, 0.5)
                elif tensor.dim() == 2:
                    tensor.normal_(0, tensor.shape[1] ** -0.5)

    def forward(
        self,
        ids: Tensor,
        lengths: Sequence[int],
        positions: Tensor,
        wanted: Tensor,
        guides: Mapping[str, Guide] | None = None,
        senses: Mapping[str, tuple[Tensor, Tensor]] | None = None,
    ) -> Tensor:
        """The final hidden states, normed, of the wanted tokens: [wanted, hidden].

        Args:
            ids: [tokens], conversations one behind the other.
            lengths: tokens of each conversation.
            positions: [tokens], each token's position in its conversation.
            wanted: indices of tokens; the last layer's MLP runs for these alone.
            guides: where the heads that GUIDES names shall look; their losses fill taught_losses.
            senses: for each of SENSES tokens and what they shall mean; so do theirs.
        """
        transformer: Any = self.transformer
        encoder = transformer.encoder
        x = F.embedding(ids, transformer.embedding["word_embeddings"].weight)
        rope = self.rope[positions].unsqueeze(1)
        for i, layer in enumerate(encoder["layers"]):
            attention = layer.self_attention
            qkv = attention["query_key_value"]
            query, key, value = self._project(
                x, layer.input_layernorm.weight, qkv.weight, qkv.bias, rope, self.shape, self.product_type
            )
            here = [name for name in guides or () if GUIDES[name].layer == i]
            if guides and here:
                losses = guide_losses(query, key, [GUIDES[name] for name in here], [guides[name] for name in here])
                self.taught_losses.update(zip(here, losses.unbind(), strict=True))
            # [kv heads, tokens * heads, head_dim] -> [tokens, kv heads * heads * head_dim]
            attended = attend(query, key, value, lengths).unflatten(1, (len(ids), -1)).transpose(0, 1).flatten(1)
            end = (
                attention["dense"].weight,
                layer.post_attention_layernorm.weight,
                layer.mlp["dense_h_to_4h"].weight,
                layer.mlp["dense_4h_to_h"].weight,
                self.shape.norm_eps,
            )
            if i + 1 == self.shape.num_layers:
                x = finish(x[wanted], attended[wanted], *end)
            else:
                x = self._finish(x, attended, *end)
            for name, (tokens, meanings) in (senses or {}).items():
                if SENSES[name].layer == i:
                    found = F.linear(x[tokens], self.senses[SENSES[name].space])
                    self.taught_losses[name] = sense_loss(found, meanings)
        return F.rms_norm(x, (self.shape.hidden_size,), encoder["final_layernorm"].weight, self.shape.norm_eps)

    def logits(self, hidden: Tensor) -> Tensor:
        """[tokens, vocabulary] of what forward gave."""
        weights = dict(self.named_parameters())
        return multiply(hidden, tied_output(weights) if self.tied else weights[OUTPUT], self.product_type)

    def all_logits(self, ids: Tensor) -> Tensor:
        """[tokens, vocabulary] of one text."""
        everything = torch.arange(len(ids), device=ids.device)
        return self.logits(self(ids, [len(ids)], everything, everything))


def _rope_table(shape: Shape) -> Tensor:
    """[seq_length, rotary_pairs, 2]: cosine and sine; theta and the angle are each rounded to float32."""
    exponents = torch.arange(shape.rotary_pairs, dtype=torch.float64) / shape.rotary_pairs
    theta = (1 / (ROPE_BASE * shape.rope_ratio) ** exponents).float()
    angles = torch.arange(shape.seq_length, dtype=torch.float32)[:, None] * theta
    return torch.stack((angles.cos(), angles.sin()), -1)
