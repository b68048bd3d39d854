"""Which ids may come next, so that a reply keeps to a grammar: the others' logits become minus infinity."""

from __future__ import annotations

import bisect
import functools
import weakref

import numpy as np
import numpy.typing as npt

from pyglm.protocol import CallGrammar
from pyglm.protocol.call_grammar import STRING_MARKS, Free, State, Value
from pyglm.tokenizer import Tokenizer

_MOST_CORRECTIONS = 16  # of a reply: a model that wants something else so often would write nonsense, and never end
_AFTER_ALL = b"\xff"  # no UTF-8 text begins with it


class Vocabulary:
    """The texts of a tokenizer's ids in order, to find those that a grammar allows.

    Args:
        tokenizer: whose ids they are.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.size = tokenizer.n_words
        found = [(tokenizer.token_bytes(token_id), token_id) for token_id in range(self.size)]
        self._entries = sorted(entry for entry in found if entry[0])
        self._texts = [text for text, _ in self._entries]
        self._plain = np.zeros(self.size, bool)
        self._marked = []
        for text, token_id in self._entries:
            if STRING_MARKS.isdisjoint(text):
                self._plain[token_id] = True
            else:
                self._marked.append((text, token_id))
        self._ends = [*tokenizer.stop_ids, tokenizer.special_tokens["<|assistant|>"]]
        self.stops = np.zeros(self.size, bool)
        self.stops[list(tokenizer.stop_ids)] = True

    def allowed(self, grammar: CallGrammar, state: State) -> npt.NDArray[np.bool_]:
        """[size]: whether each id may come in a state."""
        found = np.zeros(self.size, bool)
        if isinstance(state, Value) and state.is_string:
            found |= self._plain
            for text, token_id in self._marked:
                found[token_id] = grammar.advance(state, text) is not None
        else:
            self._walk(grammar, state, b"", 0, len(self._entries), found)
        if grammar.may_end(state):
            found[self._ends] = True
        return found

    def _walk(
        self, grammar: CallGrammar, state: State, begun: bytes, first: int, end: int, found: npt.NDArray[np.bool_]
    ) -> None:
        """Allow the ids among the entries from first to end, all of which begin alike: that has led to the state."""
        while first < end and self._texts[first] == begun:
            found[self._entries[first][1]] = True
            first += 1
        while first < end:
            byte = self._texts[first][len(begun)]
            after = self._after(begun, byte, first, end)
            next_state = grammar.advance(state, bytes([byte]))
            if next_state is not None:
                self._walk(grammar, next_state, begun + bytes([byte]), first, after, found)
            first = after

    def _after(self, begun: bytes, byte: int, first: int, end: int) -> int:
        """Behind the entries that go on with a byte."""
        return bisect.bisect_left(self._texts, begun + bytes([byte]) + _AFTER_ALL, first, end)


_vocabularies: weakref.WeakKeyDictionary[Tokenizer, Vocabulary] = weakref.WeakKeyDictionary()


def _vocabulary(tokenizer: Tokenizer) -> Vocabulary:
    found = _vocabularies.get(tokenizer)
    if found is None:
        found = _vocabularies[tokenizer] = Vocabulary(tokenizer)
    return found


class CallConstraint:
    """Keeps one reply to a grammar; not thread-safe.

    Where ids come all the same that the grammar does not allow, it allows everything from there on. When the likeliest
    id was none of the allowed ones too often, only one that ends the reply may come: what has come is no call, then.

    Args:
        tokenizer: the model's.
        grammar: of the calls that are offered.
    """

    def __init__(self, tokenizer: Tokenizer, grammar: CallGrammar) -> None:
        self._tokenizer, self._grammar = tokenizer, grammar
        self._separator = tokenizer.special_tokens["<|assistant|>"]
        self._state: State | None = grammar.start
        self._n_corrections = 0
        vocabulary = _vocabulary(tokenizer)
        self._allowed = functools.cache(functools.partial(vocabulary.allowed, grammar))
        self._stops = vocabulary.stops

    def limit(self, logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The logits [vocabulary] of the next id, with those of ids that must not come at minus infinity."""
        if self._state is None or isinstance(self._state, Free):
            return logits
        allowed = self._allowed(self._state)
        if not allowed.any():  # a vocabulary without a piece for some byte
            return logits
        self._n_corrections += not allowed[logits[: len(allowed)].argmax()]
        if self._n_corrections > _MOST_CORRECTIONS:
            allowed = self._stops
        limited = np.full_like(logits, -np.inf)
        limited[: len(allowed)][allowed] = logits[: len(allowed)][allowed]
        return limited

    def push(self, token_id: int) -> None:
        """An id has come."""
        if token_id == self._separator:
            self._state = self._grammar.start
        elif self._state is not None:
            text = self._tokenizer.token_bytes(token_id)
            self._state = self._grammar.advance(self._state, text) if text else None
