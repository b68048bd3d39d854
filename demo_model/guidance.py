"""How far attention is from where the guides want it: the losses of all guides of a layer, with their gradients.

A guide concerns few tokens, and of the keys those of one conversation. PyTorch's own gradients would fill tensors of
the size of all queries for each guide, and scores with all of a row's keys; both took a fifth of training.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor

from demo_model.guides import Guide, Place


class _GuideLosses(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, places: Sequence[Place], guides: Sequence[Guide]) -> Tensor:
        n_heads = query.shape[1] // key.shape[1]
        losses = torch.zeros(len(guides), device=query.device)
        ctx.parts = []
        for i, (place, guide) in enumerate(zip(places, guides, strict=True)):
            for queries, targets, keys in _conversations(guide):
                rows = queries * n_heads + place.head
                heads, seen = query[place.group, rows].float(), key[place.group, keys].float()
                index = torch.arange(keys.start, keys.stop, device=query.device)
                scores = (heads @ seen.T).masked_fill_(index > queries[:, None], float("-inf"))
                shares = scores.log_softmax(-1)
                places_of = (targets - keys.start).clamp_min(0)
                right = shares.gather(1, places_of).masked_fill_(targets < 0, float("-inf"))
                total = right.logsumexp(1, keepdim=True)
                losses[i] -= total.sum()
                of_scores = shares.exp_().scatter_add_(1, places_of, -(right - total).exp())
                ctx.parts.append((i, place.group, rows, keys, of_scores @ seen, of_scores.T @ heads))
        ctx.save_for_backward(query, key)
        return losses

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None, None]:
        query, key = ctx.saved_tensors
        of_query, of_key = (torch.zeros_like(part, dtype=torch.float32) for part in (query, key))
        for i, group, rows, keys, of_rows, of_keys in ctx.parts:
            of_query[group].index_add_(0, rows, of_rows * grads[0][i])
            of_key[group, keys] += of_keys * grads[0][i]
        return of_query.to(query.dtype), of_key.to(key.dtype), None, None


def _conversations(guide: Guide) -> Iterator[tuple[Tensor, Tensor, slice]]:
    """Of each conversation the guided tokens, their targets, and the keys up to the last of them."""
    if not len(guide.queries):
        return
    begins, counts = guide.begins.unique_consecutive(return_counts=True)
    first = 0
    for begin, count in zip(begins.tolist(), counts.tolist(), strict=True):
        queries = guide.queries[first : first + count]
        yield queries, guide.targets[first : first + count], slice(begin, int(queries.max()) + 1)
        first += count


def guide_losses(query: Tensor, key: Tensor, places: Sequence[Place], guides: Sequence[Guide]) -> Tensor:
    """For each guide the sum of -log of what its head attends to the right tokens: [guides].

    Args:
        query: [kv heads, tokens * heads per kv head, head_dim], scaled; a token's heads lie together.
        key: [kv heads, tokens, head_dim].
        places: which head each guide teaches.
        guides: the tokens to teach, each conversation's behind one another, and where they shall look.
    """
    losses: Tensor = _GuideLosses.apply(query, key, places, guides)
    return losses
