"""Text as it is generated: whole characters only, cut before a stop string."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyglm.tokenizer import Tokenizer


class TextStream:
    """Turns generated ids into text that never has to be taken back.

    All that push and finish return, joined, is `tokenizer.decode` of all the ids, cut before the stop string that is
    complete first (the longest, if several end at the same character). How the ids are split over calls changes
    nothing.

    Args:
        tokenizer: the model's tokenizer.
        stop: a string or several that end the text; they are no part of it.
        skip_special_tokens: leave special ids out, or show them by name.

    Raises:
        ValueError: a stop string is empty.
        TypeError: stop is no string and no sequence of strings.

    Example:
        >>> stream = TextStream(tokenizer, stop="END")
        >>> "".join([*map(stream.push, batches_of_ids), stream.finish()])
    """

    def __init__(
        self, tokenizer: Tokenizer, *, stop: str | Sequence[str] = (), skip_special_tokens: bool = True
    ) -> None:
        self._decoder = tokenizer.decoder(skip_special_tokens=skip_special_tokens)
        self._stops = StopMatcher(stop)

    @property
    def stop_string(self) -> str | None:
        """The stop string that was met, or None."""
        return self._stops.matched

    @property
    def stopped(self) -> bool:
        """Whether a stop string was met; ids pushed afterwards have no effect."""
        return self._stops.matched is not None

    def push(self, ids: Iterable[int]) -> str:
        """The text that became final with these ids.

        Raises:
            ValueError: an id is outside the vocabulary.
        """
        if self.stopped:
            return ""
        return self._stops.push("".join([self._decoder.push(token_id) for token_id in ids]))

    def finish(self) -> str:
        """The text that was held back, now that no more ids come."""
        return self._stops.push(self._decoder.finish()) + self._stops.finish()


class StopMatcher:
    """Passes text on up to the first stop string, holding back what may be the beginning of one.

    Each string is followed by the automaton of Knuth, Morris and Pratt, so the time is linear in the text, whatever
    the strings are and however the text is split.
    """

    def __init__(self, stop: str | Sequence[str]) -> None:
        stops = (stop,) if isinstance(stop, str) else tuple(stop)
        if not all(isinstance(s, str) for s in stops):
            raise TypeError("stop must be a str or a sequence of str")
        if "" in stops:
            raise ValueError("a stop string is empty: it would end every text at once")
        # the longest first, so that of those which end at the same character it is found
        self._automata = [_Automaton(s) for s in sorted(stops, key=len, reverse=True)]
        self._held = ""
        self.matched: str | None = None

    def push(self, text: str) -> str:
        """The text that no stop string can cut any more; nothing once one was met."""
        if self.matched is not None:
            return ""
        if not self._automata:
            return text
        start = len(self._held)
        self._held += text
        for end, char in enumerate(text, start + 1):
            for automaton in self._automata:
                if automaton.push(char):
                    self.matched = automaton.word
                    return self._release(end - len(automaton.word))
        return self._release(len(self._held) - max(automaton.n_matched for automaton in self._automata))

    def finish(self) -> str:
        """What was held back; nothing if a stop string was met. What is pushed next begins a new text."""
        for automaton in self._automata:
            automaton.n_matched = 0
        return "" if self.matched is not None else self._release(len(self._held))

    def _release(self, n_chars: int) -> str:
        text, self._held = self._held[:n_chars], self._held[n_chars:]
        return text


class Replacer:
    """Replaces every occurrence of a word in a text that arrives in pieces, as str.replace does in a whole one."""

    def __init__(self, word: str, replacement: str) -> None:
        self._automaton = _Automaton(word)
        self._replacement = replacement
        self._held = ""

    def push(self, text: str) -> str:
        """The text that is final, replacements made."""
        out: list[str] = []
        self._held += text
        done = 0
        for end, char in enumerate(text, len(self._held) - len(text) + 1):
            if self._automaton.push(char):
                out += [self._held[done : end - len(self._automaton.word)], self._replacement]
                done = end
                self._automaton.n_matched = 0
        keep = max(done, len(self._held) - self._automaton.n_matched)
        out.append(self._held[done:keep])
        self._held = self._held[keep:]
        return "".join(out)

    def finish(self) -> str:
        """What was held back."""
        text, self._held, self._automaton.n_matched = self._held, "", 0
        return text


class _Automaton:
    """How much of a word the text so far ends with (D. E. Knuth, J. H. Morris, V. R. Pratt, 1977)."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.n_matched = 0
        self._shorter = [0] * (len(word) + 1)  # [n]: the longest proper prefix that ends the first n characters too
        for n in range(1, len(word)):
            self._shorter[n + 1] = self._next(self._shorter[n], word[n])

    def push(self, char: str) -> bool:
        """Take one character; whether the word is complete with it."""
        self.n_matched = self._next(self.n_matched, char)
        return self.n_matched == len(self.word)

    def _next(self, n_matched: int, char: str) -> int:
        while n_matched and (n_matched == len(self.word) or self.word[n_matched] != char):
            n_matched = self._shorter[n_matched]
        return n_matched + (self.word[n_matched] == char)
