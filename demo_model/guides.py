"""Where attention shall look: positions that the text itself shows, for heads that are taught to find them.

To choose among tools or sentences takes several steps: which tool or sentence each token belongs to (`start`), which of
them the question's words stand in (`match`), which words of the question tell (`asked`), and which token is to be
copied next (`copy`); or, where no word is the same, which tool or sentence is meant as a whole (`chosen`: the first id
where none is). From the replies alone a network finds these steps late, since all must be there before any of them
helps. Each is taught here to one head by the cross-entropy between its attention and the right positions, besides the
loss of the replies. Of tools and sentences that begin alike the second and third tokens tell more, so that several
heads do the same step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from torch import Tensor

from demo_model.tokenizer import SPACE
from pyglm.tokenizer import Tokenizer


class Place(NamedTuple):
    """Which head a guide teaches, of those of the last kv head."""

    layer: int
    head: int
    weight: float
    """Of the loss of a guided token, beside a learned one's."""


GUIDES = {
    "start": Place(1, 0, 0.2),
    "second": Place(1, 1, 0.2),
    "third": Place(1, 2, 0.2),
    "match": Place(2, 0, 1.0),
    "asked": Place(3, 0, 1.0),
    "asked second": Place(3, 1, 1.0),
    "asked third": Place(3, 2, 1.0),
    "copy": Place(4, 0, 0.5),
    "chosen": Place(4, 1, 1.0),
    "chosen second": Place(4, 2, 1.0),
}
STARTS = ("start", "second", "third")
ASKED = ("asked", "asked second", "asked third")
_MOST_OCCURRENCES = 4  # of a word that tells which sentence or tool is meant
_MOST_SOURCES = 8  # of a token
_QUOTATION = "“"  # before a sentence; a tool's name begins its reply
_MOST_OF_SPAN = 48  # tokens of a tool or sentence
_MOST_TELLING = 12  # words of a question
_MOST_AHEAD = 24  # tokens in which copies are compared
_COPYING = ("tools", "quotes", "interpreter", "copying")  # kinds whose replies are made of what stands before
_ENDS = frozenset(".。!?！？")
_SHARES = {"start": 3, "copy": 5}  # one in so many of what repeats is taught


@dataclass(frozen=True)
class Mark:
    """The token at `query` shall look at one of `targets`; positions in the conversation."""

    guide: str
    query: int
    targets: tuple[int, ...]


@dataclass(frozen=True)
class Guide:
    """Where some tokens of a row shall look."""

    queries: Tensor
    """[n] indices of tokens."""
    begins: Tensor
    """[n] where each one's conversation begins."""
    targets: Tensor
    """[n, most] indices of the right tokens; -1 where there are fewer."""

    def to(self, device: str) -> Guide:
        """The same on a device."""
        return Guide(self.queries.to(device), self.begins.to(device), self.targets.to(device))


class Marker:
    """Finds the marks of conversations.

    Args:
        tokenizer: the model's.
        pieces: its pieces, as SentencePiece writes them.
    """

    def __init__(self, tokenizer: Tokenizer, pieces: Sequence[str]) -> None:
        pieces = [*pieces, *[""] * (tokenizer.vocab_size - len(pieces))]
        numbers: dict[str, int] = {}
        self._pieces = pieces
        # the same word with and without a space in front is the same to copy
        self._words = [numbers.setdefault(piece.lstrip(SPACE) or piece or str(i), i) for i, piece in enumerate(pieces)]
        self._names = {i for i, piece in enumerate(pieces) if piece.endswith(f'"name":{SPACE}"')}
        self._roles = set(tokenizer.special_tokens.values())
        self._user = tokenizer.special_tokens["<|user|>"]
        self._tells = [any(c.isalnum() for c in piece) for piece in pieces]

    def marks(self, ids: Sequence[int], learned: Sequence[bool], kind: str) -> Iterator[Mark]:
        """All marks of a conversation.

        Args:
            ids: its tokens.
            learned: whether each is a part of a reply.
            kind: of conversation, one of KINDS.
        """
        text = _Text(ids, [self._words[i] for i in ids], self._starts(ids, kind))
        for n, start in text.starts.items():
            if n % _SHARES["start"] == 0:
                for i, guide in enumerate(STARTS[: n - start + 1]):
                    yield Mark(guide, n, (start + i,))
        if kind not in _COPYING:
            return
        for asked, reply in self._replies(ids, learned):
            sources = dict(self._sources(text, reply))
            for n, source in sources.items():
                if n % _SHARES["copy"] == 0 or sources.get(n - 1) != tuple([p - 1 for p in source]):
                    yield Mark("copy", n, source)
            yield from self._choice(text, asked, reply, sources)

    def _replies(self, ids: Sequence[int], learned: Sequence[bool]) -> Iterator[tuple[range, range]]:
        """For each reply the message before it, and the tokens whose successors are the reply."""
        asked = begin = 0
        for n in range(len(ids)):
            if n + 1 < len(ids) and learned[n + 1]:
                continue
            if begin < n:
                yield range(asked, begin), range(begin, n)
            asked = n + 1 if ids[n] in self._roles else asked
            begin = n + 1

    def _sources(self, text: _Text, reply: range) -> Iterator[tuple[int, tuple[int, ...]]]:
        """For tokens of a reply, where their successors may be copied from."""
        source: tuple[int, ...] = ()
        for n in reply:
            word = text.words[n + 1]
            source = tuple([p + 1 for p in source if p < n and text.words[p + 1] == word])
            if not source and self._tells[text.ids[n + 1]]:
                source = text.longest(n + 1, reply.stop + 1)
            if source:
                yield n, source

    def _choice(self, text: _Text, asked: range, reply: range, sources: dict[int, tuple[int, ...]]) -> Iterator[Mark]:
        """How the words of the question tell from which tool or sentence the reply begins to copy."""
        if asked.stop - 1 in text.starts or text.ids[asked.start - 1] != self._user:  # the document, or a result
            return
        copied = ((n, {text.starts[p] for p in source if p in text.starts}) for n, source in sources.items())
        first, start = next(((n, starts.pop()) for n, starts in copied if len(starts) == 1), (-1, -1))
        if first < 0 or (first > reply.start and not self._pieces[text.ids[first]].endswith(_QUOTATION)):
            if text.starts:
                yield Mark("chosen", reply.start, (0,))
            return

        def is_copying(i: int) -> bool:
            return bool(set(sources.get(first + i, ())) & {p + i for p in sources[first]})

        span = tuple([n for n, begin in text.starts.items() if begin == start][:_MOST_OF_SPAN])
        for n in range(reply.start, first + 1):
            yield Mark("chosen", n, span)
        if is_copying(1):
            yield Mark("chosen second", first + 1, span)
        telling = []
        for n in asked:
            if not self._tells[text.ids[n]]:
                continue
            known = [p for p in text.places[text.words[n]] if p < n and p in text.starts]
            right = tuple([p for p in known if text.starts[p] == start])
            if right and len(known) <= _MOST_OCCURRENCES:
                telling.append(n)
                yield Mark("match", n, right)
        if telling:
            told = tuple(telling[-_MOST_TELLING:])
            for n in range(reply.start, first + 1):
                yield Mark("asked", n, told)
            for i, guide in enumerate(ASKED[1:], 1):
                if is_copying(i):
                    yield Mark(guide, first + i, told)

    def _starts(self, ids: Sequence[int], kind: str) -> dict[int, int]:
        """For tokens of tool definitions their tool's name, for those of a document their sentence's first word."""
        starts: dict[int, int] = {}
        if kind not in ("tools", "quotes"):
            return starts
        start, n_roles = -1, 0
        for n, token in enumerate(ids):
            if token in self._roles:
                n_roles += n > 1
                if n_roles > 1:
                    break
                continue
            piece, before = self._pieces[token], self._pieces[ids[n - 1]]
            if kind == "tools":
                start = n if ids[n - 1] in self._names else start
            elif piece != SPACE:
                gap = 2 if before == SPACE else 1
                last = self._pieces[ids[n - gap]]
                ends = last[-1:] in _ENDS and (
                    gap == 2 or piece[0] == SPACE or not piece[0].isalnum() or not piece.isascii()
                )
                ends = ends and self._pieces[ids[n - gap - 1]].lstrip(SPACE) not in ("Dr", "Mrs", "Mr")
                start = n if ends or "\n" in last else start
            if start >= 0:
                starts[n] = start
        return starts


class _Text:
    """A conversation, and where its words stand."""

    def __init__(self, ids: Sequence[int], words: list[int], starts: dict[int, int]) -> None:
        self.ids, self.words, self.starts = ids, words, starts
        self.places = defaultdict[int, list[int]](list)
        for n, word in enumerate(words):
            self.places[word].append(n)

    def longest(self, first: int, end: int) -> tuple[int, ...]:
        """Where, before it, the longest copies of the beginning of the words from first to end stand; not a chance."""
        found: list[int] = []
        most = 0
        end = min(end, first + _MOST_AHEAD)
        for p in self.places[self.words[first]]:
            if p >= first:
                break
            n = 1
            while first + n < end and p + n < first and self.words[p + n] == self.words[first + n]:
                n += 1
            if n > most:
                found, most = [], n
            if n == most:
                found.append(p)
        return tuple(found[:_MOST_SOURCES]) if most > 1 or len(found) == 1 else ()
