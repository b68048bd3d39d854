"""Causal attention within each of several texts that lie one behind the other, made for training on processors.

PyTorch's own (flash) attention spends its time on small products there. Here the query heads that share a kv head are
multiplied together, in blocks of tokens against all keys before them: products of hundreds of rows, most of what lies
above the diagonal left out. The probabilities are kept for the backward pass.

For bfloat16 attention.cpp does the same two to three times as fast, on processors with AVX-512 BF16.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

_BLOCK = 128  # tokens of queries; a product has this many times the heads per kv head rows
_SOURCE = Path(__file__).with_name("attention.cpp")
_FLAGS = ("-O3", "-march=native", "-std=c++17", "-shared", "-fPIC")
_NATIVE_DIM = 64  # of the heads that attention.cpp is for


class _Attention(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, lengths: Sequence[int]) -> Tensor:
        out = torch.empty_like(query)
        kept = []
        for group, rows, keys, mask in _blocks(query, key, lengths):
            scores = torch.mm(query[group, rows], key[group, keys].T)
            scores[:, -mask.shape[1] :] += mask
            probabilities = torch.softmax(scores, -1)
            torch.mm(probabilities, value[group, keys], out=out[group, rows])
            kept.append(probabilities)
        ctx.save_for_backward(query, key, value, *kept)
        ctx.lengths = lengths
        return out

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        query, key, value, *kept = ctx.saved_tensors
        grad = grads[0].contiguous()
        of_query = torch.empty_like(query)
        sum_type = torch.promote_types(key.dtype, torch.float32)
        of_key, of_value = (torch.zeros_like(part, dtype=sum_type) for part in (key, value))
        for (group, rows, keys, _), probabilities in zip(_blocks(query, key, ctx.lengths), kept, strict=True):
            grad_rows = grad[group, rows]
            of_value[group, keys] += torch.mm(probabilities.T, grad_rows)
            of_probabilities = torch.mm(grad_rows, value[group, keys].T)
            of_scores = torch._softmax_backward_data(of_probabilities, probabilities, -1, probabilities.dtype)
            torch.mm(of_scores, key[group, keys], out=of_query[group, rows])
            of_key[group, keys] += torch.mm(of_scores.T, query[group, rows])
        return of_query, of_key.to(key.dtype), of_value.to(value.dtype), None


def _blocks(query: Tensor, key: Tensor, lengths: Sequence[int]) -> Iterator[tuple[int, slice, slice, Tensor]]:
    """For each kv head and block of queries: the head, the queries' rows, the keys that they may see, and a mask.

    The mask is for the last of the keys, the block's own: [rows, tokens of the block], 0 or minus infinity.
    """
    n_groups, n_heads = key.shape[0], query.shape[1] // key.shape[1]
    masks = dict[int, Tensor]()
    begin = 0
    for length in lengths:
        n_blocks = max(1, round(length / _BLOCK))
        edges = [begin + length * i // n_blocks for i in range(n_blocks + 1)]
        for first, end in itertools.pairwise(edges):
            n = end - first
            if n not in masks:
                above = torch.full((n, n), float("-inf"), dtype=query.dtype, device=query.device).triu_(1)
                masks[n] = above.repeat_interleave(n_heads, 0)
            for group in range(n_groups):
                yield group, slice(first * n_heads, end * n_heads), slice(begin, end), masks[n]
        begin += length


class _NativeAttention(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, lengths: Sequence[int]) -> Tensor:
        ctx.sizes = torch.tensor([*key.shape[:2], query.shape[1] // key.shape[1], len(lengths)])
        ctx.lengths = torch.tensor(lengths)
        out, log_sums = torch.empty_like(query), torch.empty(query.shape[:2])
        _call("attention_forward", ctx.sizes, ctx.lengths, query, key, value, out, log_sums)
        ctx.save_for_backward(query, key, value, out, log_sums)
        return out

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        kept = ctx.saved_tensors
        of_query, of_key, of_value = [torch.empty_like(part) for part in kept[:3]]
        _call("attention_backward", ctx.sizes, ctx.lengths, *kept, grads[0].contiguous(), of_query, of_key, of_value)
        return of_query, of_key, of_value, None


def _call(name: str, *tensors: Tensor) -> None:
    assert all(tensor.is_contiguous() for tensor in tensors)
    getattr(_library(), name)(*[ctypes.c_void_p(tensor.data_ptr()) for tensor in tensors])


@functools.cache
def _library() -> ctypes.CDLL:
    """attention.cpp, compiled for this processor when that has not been done."""
    compiler = os.environ.get("CXX") or shutil.which("g++") or "c++"
    recipe = hashlib.sha256(_SOURCE.read_bytes() + repr((compiler, _FLAGS)).encode()).hexdigest()[:16]
    library = Path(tempfile.gettempdir()) / f"pyglm-demo-{os.getuid()}" / f"attention-{recipe}.so"
    if not library.exists():
        library.parent.mkdir(mode=0o700, exist_ok=True)
        partial = library.with_suffix(f".{os.getpid()}")
        subprocess.run([compiler, *_FLAGS, "-o", partial, _SOURCE], check=True)
        os.replace(partial, library)
    return ctypes.CDLL(str(library))


def is_native(query: Tensor) -> bool:
    """Whether attention.cpp is for these queries and this processor."""
    is_here = query.device.type == "cpu" and torch.cpu._is_avx512_bf16_supported()
    return is_here and query.dtype == torch.bfloat16 and query.shape[-1] == _NATIVE_DIM


def attend(query: Tensor, key: Tensor, value: Tensor, lengths: Sequence[int]) -> Tensor:
    """Attention's output, in the layout of the queries.

    Args:
        query: [kv heads, tokens * heads per kv head, head_dim], scaled by 1 / sqrt(head_dim); a token's heads lie
            together.
        key: [kv heads, tokens, head_dim].
        value: [kv heads, tokens, head_dim].
        lengths: tokens of each text.
    """
    function: Any = _NativeAttention if is_native(query) else _Attention
    out: Tensor = function.apply(query, key, value, lengths)
    return out
