"""Where attention shall look: positions that the text itself shows, for heads that are taught to find them.

To choose among tools or sentences takes several steps: which tool or sentence each token belongs to (`start`), which of
them the question's words stand in (`match`), which words of the question tell (`asked`), and which token is to be
copied next (`copy`); or, where no word is the same, which tool or sentence is meant as a whole (`chosen`: the first id
where none is). To fill in arguments takes which parameter each token of a definition or call belongs to (`role`), and
which parameter each word of a request is a value for: at its first token (`filled`) and behind it (`inside`; the first
id for words that are no values), and the definition of the parameter that is being filled in (`defined`). From the
replies alone a network finds these steps late, since all must be there before any of them helps. Each is taught here to
one head by the cross-entropy between its attention and the right positions, besides the loss of the replies. Of tools
and sentences that begin alike the second and third tokens tell more, so that several heads do the same step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from torch import Tensor

from demo_model.arguments import CALL, Argument, Parameter, Pieces, arguments, parameters
from demo_model.senses import Meant, tools, words
from demo_model.tokenizer import SPACE
from pyglm.tokenizer import Tokenizer


class Place(NamedTuple):
    """Which head a guide teaches."""

    layer: int
    head: int
    """Of those of the kv head."""
    weight: float
    """Of the loss of a guided token, beside a learned one's."""
    group: int = -1
    """The kv head."""


GUIDES = {
    "start": Place(1, 0, 0.2),
    "second": Place(1, 1, 0.2),
    "third": Place(1, 2, 0.2),
    "role": Place(1, 1, 0.2, group=1),
    "role second": Place(1, 2, 0.2, group=1),
    "match": Place(2, 0, 1.0),
    "filled": Place(3, 0, 1.0, group=1),
    "inside": Place(3, 1, 0.5, group=1),
    "defined": Place(3, 0, 0.5, group=0),
    "asked": Place(3, 0, 1.0),
    "asked second": Place(3, 1, 1.0),
    "asked third": Place(3, 2, 1.0),
    "copy": Place(4, 0, 1.0),
    "chosen": Place(4, 1, 2.0),
    "chosen second": Place(4, 2, 1.0),
}
STARTS = ("start", "second", "third")
ROLES = ("role", "role second")
FILLED = ("filled", "inside")
ASKED = ("asked", "asked second", "asked third")
_MOST_OCCURRENCES = 4  # of a word that tells which sentence or tool is meant
_MOST_SOURCES = 8  # of a token
_QUOTATION = "“"  # before a quoted sentence
_MOST_OF_SPAN = 48  # tokens of a tool or sentence
_MOST_TELLING = 12  # words of a question
_MOST_OF_REQUEST = 100  # tokens of a message that has one meaning: no document
_MOST_AHEAD = 24  # tokens in which copies are compared
_COPYING = ("tools", "quotes", "interpreter", "copying")  # kinds whose replies are made of what stands before
_ENDS = frozenset(".。!?！？")
_SHARES = {
    "start": 3,
    "role": 3,
    "filled": 12,
    "defined": 2,
    "copy": 5,
    "sentence": 2,
}  # one in so many of what repeats is taught


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
        self._written = {tokenizer.special_tokens.get(role) for role in ("<|user|>", "<|system|>")}
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
                yield from _belonging(STARTS, [n], range(start, n + 1))
        if kind not in _COPYING:
            return
        fields = self._parameters(ids) if kind == "tools" else []
        for field in fields:
            yield from _belonging(ROLES, field.span[:: _SHARES["role"]], field.name)
        for asked, reply in self._replies(ids, learned):
            sources = dict(self._sources(text, reply))
            said = self._text_of(ids, range(reply.start + 1, reply.stop + 1))
            if fields and ids[asked.start - 1] == self._user:
                yield from self._arguments(text, asked, reply, arguments(said), fields, sources)
            for n, source in sources.items():
                if n % _SHARES["copy"] == 0 or sources.get(n - 1) != tuple([p - 1 for p in source]):
                    yield Mark("copy", n, source)
            yield from self._choice(text, asked, reply, is_call=CALL in said.text)

    def meant(self, ids: Sequence[int], learned: Sequence[bool], kind: str) -> Iterator[Meant]:
        """Which tokens of a conversation shall know the meaning of what; arguments as for marks."""
        roles = [n for n, token in enumerate(ids) if token in self._roles]
        for begin, end in pairwise([*roles, len(ids)]):
            if ids[begin] in self._written:
                message = self._text_of(ids, range(begin + 1, end))
                yield from words(message)
                yield from tools(message)
        for asked, reply in self._replies(ids, learned):
            if ids[asked.start - 1] == self._user and len(asked) <= _MOST_OF_REQUEST:
                said = self._text_of(ids, range(reply.start + 1, reply.stop + 1))
                values = [self._text_of(ids, argument.value).text for argument in arguments(said)]
                request = self._text_of(ids, asked).text
                for value in sorted(values, key=len, reverse=True):
                    request = request.replace(value, "")  # it is not what tells the tool
                yield Meant("request", reply.start, " ".join(request.split()))
        if kind == "quotes":
            starts = self._starts(ids, kind).items()
            ends = {start: n for n, start in starts if self._pieces[ids[n]][-1:] in _ENDS}  # the last in each
            for start, end in list(ends.items())[:: _SHARES["sentence"]]:
                yield Meant("sentence", end, self._text_of(ids, range(start, end + 1)).text.strip())

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

    def _choice(self, text: _Text, asked: range, reply: range, *, is_call: bool) -> Iterator[Mark]:
        """How the words of the question tell from which tool or sentence the reply begins to copy."""
        if asked.stop - 1 in text.starts or text.ids[asked.start - 1] != self._user:  # the document, or a result
            return
        first = next(n for n in reply if n + 1 == reply.stop or self._tells[text.ids[n + 1]])
        opening = "".join(self._pieces[token] for token in text.ids[reply.start + 1 : first + 1])
        if not is_call and _QUOTATION not in opening:
            if text.starts:
                yield Mark("chosen", reply.start, (0,))
            return
        found = text.longest(first + 1, reply.stop + 1, text.begins)
        if len(found) != 1:
            return
        start = found[0]

        def is_copying(i: int) -> bool:
            return text.words[start + i] == text.words[first + 1 + i]

        span = tuple([n for n, begin in text.starts.items() if begin == start][:_MOST_OF_SPAN])
        for n in range(reply.start, first + 1):
            yield Mark("chosen", n, span)
        if is_copying(1):
            yield Mark("chosen second", first + 1, span)
        telling = []
        for n in asked:
            if not self._tells[text.ids[n]]:
                continue
            known = text.alike(n, text.starts)
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

    def _text_of(self, ids: Sequence[int], which: range) -> Pieces:
        return Pieces([self._pieces[ids[n]].replace(SPACE, " ") for n in which], which.start)

    def _parameters(self, ids: Sequence[int]) -> list[Parameter]:
        """Those of the tools that a conversation begins with."""
        end = next((n for n, token in enumerate(ids) if token == self._user), 0)
        return list(parameters(self._text_of(ids, range(end))))

    def _arguments(
        self,
        text: _Text,
        asked: range,
        reply: range,
        found: list[Argument],
        fields: list[Parameter],
        sources: dict[int, tuple[int, ...]],
    ) -> Iterator[Mark]:
        """Which parameter each word of a request is for; the sources of a call's arguments become the right ones."""
        head = range(reply.start + 1, found[0].name.start if found else reply.start + 1)
        name = head[:0]
        own: dict[tuple[int, ...], Parameter] = {}  # by name, the parameters of the called tool
        for field in fields:
            place = text.find(field.tool, head)
            if place >= 0:
                name = range(place, place + len(field.tool))
                own[text.part(field.name)] = field
        if own:
            yield from _belonging(STARTS, range(name.start, reply.stop), name)
        firsts: dict[int, Parameter] = {}
        others: dict[int, Parameter] = {}
        for argument in found:
            named = text.part(argument.name)
            if named not in own:
                continue
            field, value = own[named], argument.value
            yield from _belonging(ROLES, argument.span, argument.name)
            for n in range(value.start - 1, value.stop, _SHARES["defined"]):
                yield Mark("defined", n, tuple(field.span[:_MOST_OF_SPAN]))
            sources[argument.name.start - 1] = (field.name.start,)
            begins = tuple([p for p in sources.get(value.start - 1, ()) if p in asked])
            if begins:
                sources[value.start - 1] = begins
            for p in begins:
                copy = range(p, p + len(value))
                if text.part(copy) == text.part(value):
                    firsts[p] = field
                    others.update(dict.fromkeys(copy[1:], field))
        for n in asked:
            for guide, fillers in zip(FILLED, (firsts, others), strict=True):
                if n in fillers:
                    yield Mark(guide, n, tuple(fillers[n].span[:_MOST_OF_SPAN]))
                elif n % _SHARES["filled"] == 0:
                    yield Mark(guide, n, (0,))

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


def _belonging(guides: Sequence[str], tokens: Iterable[int], name: range) -> Iterator[Mark]:
    """Tokens look at the first token of the name of what they belong to, at its second one..."""
    for n in tokens:
        for i, guide in enumerate(guides[: n - name.start + 1]):
            yield Mark(guide, n, (min(name.start + i, name.stop - 1),))


class _Text:
    """A conversation, and where its words stand."""

    def __init__(self, ids: Sequence[int], words: list[int], starts: dict[int, int]) -> None:
        self.ids, self.words, self.starts = ids, words, starts
        self.begins = set(starts.values())
        self.places = defaultdict[int, list[int]](list)
        for n, word in enumerate(words):
            self.places[word].append(n)

    def part(self, tokens: range) -> tuple[int, ...]:
        """The words at some positions in a row."""
        return tuple(self.words[tokens.start : tokens.stop])

    def find(self, part: range, among: range) -> int:
        """Where the words of a part first stand among others; -1 where they do not."""
        begins = among[: max(0, len(among) - len(part) + 1)]
        return next((p for p in begins if self.part(range(p, p + len(part))) == self.part(part)), -1)

    def alike(self, n: int, among: Container[int]) -> list[int]:
        """Where the word at n stands before it; where the word in front of it does too, if that is anywhere."""
        found = [p for p in self.places[self.words[n]] if p < n and p in among]
        return [p for p in found if self.words[p - 1] == self.words[n - 1]] or found

    def longest(self, first: int, end: int, among: Container[int] | None = None) -> tuple[int, ...]:
        """Where, before it, the longest copies of the beginning of the words from first to end stand; not a chance.

        Args:
            first: of the words.
            end: behind the last of them.
            among: where a copy may begin; None: anywhere.
        """
        found: list[int] = []
        most = 0
        end = min(end, first + _MOST_AHEAD)
        for p in self.places[self.words[first]]:
            if p >= first:
                break
            if among is not None and p not in among:
                continue
            n = 1
            while first + n < end and p + n < first and self.words[p + n] == self.words[first + n]:
                n += 1
            if n > most:
                found, most = [], n
            if n == most:
                found.append(p)
        return tuple(found[:_MOST_SOURCES]) if most > 1 or len(found) == 1 else ()
