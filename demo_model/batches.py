"""Conversations as token ids with a mask of what is learned, laid one behind the other into rows of equal length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from demo_model.data import Conversation
from demo_model.guides import GUIDES, Guide, Marker
from demo_model.meanings import Meanings
from demo_model.mixture import KINDS, Generator, generators, shares
from demo_model.senses import SENSES
from pyglm.tokenizer import Tokenizer

_CHUNK = 200  # steps that share a random generator; what a resumed run replays at most
_POOL = 48  # conversations to choose from when a row is filled: 1 % of padding


@dataclass(frozen=True)
class Encoded:
    """A conversation as the network sees it."""

    ids: list[int]
    """encode_chat's ids and the id that ends the last reply."""
    learned: list[bool]
    """Whether an id is to be predicted: each reply's metadata line, content, and the id after it."""
    kind: str


@dataclass(frozen=True)
class Batch:
    """A row of conversations; lengths sum to the row's tokens, the last of them may be padding."""

    ids: Tensor
    """[tokens]"""
    positions: Tensor
    """[tokens], counted from each conversation's beginning."""
    lengths: list[int]
    wanted: Tensor
    """[wanted] indices of tokens whose successor is learned."""
    targets: Tensor
    """[wanted] those successors."""
    kinds: Tensor
    """[wanted] index in KINDS."""
    guides: dict[str, Guide]
    """One of each of GUIDES."""
    senses: dict[str, tuple[Tensor, Tensor]]
    """For each of SENSES [tokens] indices, and [tokens, N_DIMENSIONS] what they shall mean."""

    def to(self, device: str) -> Batch:
        """The same on a device."""
        tensors = (self.ids, self.positions, self.wanted, self.targets, self.kinds)
        ids, positions, wanted, targets, kinds = (tensor.to(device) for tensor in tensors)
        guides = {name: guide.to(device) for name, guide in self.guides.items()}
        senses = {name: (tokens.to(device), meanings.to(device)) for name, (tokens, meanings) in self.senses.items()}
        return Batch(ids, positions, self.lengths, wanted, targets, kinds, guides, senses)


def encode(tokenizer: Tokenizer, conversation: Conversation, kind: str = "") -> Encoded:
    """A conversation's ids, the same as the runtime's, and which of them are learned.

    An assistant's message with "learned": False is read, but not learned (a mistake that is mended afterwards); so is
    the id behind a call whose result is left out.
    """
    ids = [tokenizer.special_tokens["[gMASK]"], tokenizer.special_tokens["sop"]]
    learned = [False, False]
    is_learned = False  # the message before: the id that begins this one ends it
    is_call = False
    for message in conversation.messages:
        message_ids = tokenizer.encode_message(message)
        learned.append(is_learned and is_call == (message["role"] == "observation"))
        is_call = bool(message.get("metadata"))
        is_learned = message["role"] == "assistant" and message.get("learned", True)
        learned += [is_learned] * (len(message_ids) - 1)
        ids += message_ids
    last = conversation.messages[-1]
    ids.append(tokenizer.special_tokens["<|observation|>" if last.get("metadata") else "<|user|>"])
    learned.append(is_learned)
    return Encoded(ids, learned, kind or conversation.skill)


class Batches:
    """Endless rows of conversations, the same for the same seed.

    Args:
        tokenizer: the model's.
        marker: of its pieces.
        seed: of all data.
        tokens: of a row.
        rows: of a step.
    """

    def __init__(self, tokenizer: Tokenizer, marker: Marker, *, seed: int | str, tokens: int, rows: int) -> None:
        self._marker = marker
        self._tokenizer, self._seed, self._tokens, self._rows = tokenizer, seed, tokens, rows
        self._generators: dict[str, Generator] = generators()
        self._meanings = Meanings()

    def steps(self, first_step: int) -> Iterator[list[Batch]]:
        """The rows of each step, from one step on."""
        chunk = first_step // _CHUNK
        n_skipped = first_step % _CHUNK
        while True:
            source = self._conversations(chunk)
            pool = [next(source) for _ in range(_POOL)]
            for i in range(_CHUNK):
                rows = [self._take(pool, source) for _ in range(self._rows)]
                if i >= n_skipped:
                    yield [self._batch(row) for row in rows]
            chunk, n_skipped = chunk + 1, 0

    def _conversations(self, chunk: int) -> Iterator[Encoded]:
        """Conversations of all kinds, so that each kind gets its share of the tokens."""
        wanted = shares(chunk * _CHUNK)
        sources = {name: self._generators[name](Random(f"{self._seed} {chunk} {name}")) for name in wanted}
        n_tokens = dict.fromkeys(wanted, 0.0)
        limit = self._length_limit(chunk * _CHUNK)
        while True:
            name = min(n_tokens, key=n_tokens.__getitem__)
            encoded = encode(self._tokenizer, next(sources[name]), name)
            if len(encoded.ids) <= limit:
                n_tokens[name] += len(encoded.ids) / wanted[name]
                yield encoded

    def _length_limit(self, step: int) -> int:
        """Short conversations teach most for their cost: long ones wait until copying works."""
        return min(self._tokens, 512 if step < 2 * _CHUNK else 1024 if step < 3 * _CHUNK else 2048)

    def _take(self, pool: list[Encoded], source: Iterator[Encoded]) -> list[Encoded]:
        """A row's conversations: the first of the pool, then each first one that fits."""
        row: list[Encoded] = []
        n_left = self._tokens
        while True:
            fitting = next((i for i, encoded in enumerate(pool) if len(encoded.ids) - 1 <= n_left), None)
            if fitting is None:
                return row
            row.append(pool.pop(fitting))
            n_left -= len(row[-1].ids) - 1
            pool.append(next(source))

    def _batch(self, row: list[Encoded]) -> Batch:
        ids, positions, lengths = list[int](), list[int](), list[int]()
        marks: dict[str, list[tuple[int, int, list[int]]]] = {name: [] for name in GUIDES}
        meant: dict[str, list[tuple[int, str]]] = {name: [] for name in SENSES}
        wanted, targets, wanted_kinds = list[int](), list[int](), list[int]()
        for encoded in row:
            n = len(encoded.ids) - 1
            own = [i for i in range(n) if encoded.learned[i + 1]]
            wanted += [len(ids) + i for i in own]
            targets += [encoded.ids[i + 1] for i in own]
            wanted_kinds += [KINDS.index(encoded.kind)] * len(own)
            for mark in self._marker.marks(encoded.ids, encoded.learned, encoded.kind):
                right = [len(ids) + target for target in mark.targets]
                marks[mark.guide].append((len(ids) + mark.query, len(ids), right))
            for sense, token, text in self._marker.meant(encoded.ids, encoded.learned, encoded.kind):
                meant[sense].append((len(ids) + token, text))
            ids += encoded.ids[:-1]
            positions += range(n)
            lengths.append(n)
        n_padding = self._tokens - len(ids)
        if n_padding:
            ids += [self._tokenizer.pad_id] * n_padding
            positions += range(n_padding)
            lengths.append(n_padding)
        tensors = map(torch.tensor, (ids, positions, wanted, targets, wanted_kinds))
        ids_, positions_, wanted_, targets_, kinds_ = tensors
        guides = {name: _guide(own) for name, own in marks.items()}
        return Batch(ids_, positions_, lengths, wanted_, targets_, kinds_, guides, self._senses(meant))

    def _senses(self, meant: dict[str, list[tuple[int, str]]]) -> dict[str, tuple[Tensor, Tensor]]:
        senses = {}
        for name, own in meant.items():
            texts = [text for _, text in own]
            vectors = self._meanings.of_words(texts) if name == "word" else self._meanings.of(texts)
            senses[name] = torch.tensor([token for token, _ in own], dtype=torch.long), vectors
        return senses


def _guide(marks: list[tuple[int, int, list[int]]]) -> Guide:
    most = max([len(targets) for *_, targets in marks], default=1)
    filled = [targets + [-1] * (most - len(targets)) for *_, targets in marks]
    queries, begins = [query for query, *_ in marks], [begin for _, begin, _ in marks]
    tensors = [torch.tensor(values, dtype=torch.long) for values in (queries, begins, filled)]
    return Guide(tensors[0], tensors[1], tensors[2].view(len(marks), most))
