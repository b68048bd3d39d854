"""A sampler that says what a test wrote down, so that what a random network generates has meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from pyglm import Tokenizer


class Script:
    """The ids that the next generations give, one after another; the network computes as ever."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self._ids: Iterator[int] = iter(())

    def say(self, *parts: str | int | Iterable[int]) -> list[int]:
        """Set what comes next: texts, names of special ids ("<|user|>") or ids; returns the ids."""
        ids: list[int] = []
        for part in parts:
            if isinstance(part, str):
                special = self.tokenizer.special_tokens.get(part)
                ids += self.tokenizer.encode(part) if special is None else [special]
            else:
                ids += [part] if isinstance(part, int) else part
        self._ids = iter(ids)
        return ids

    def sampler(self, **options: Any) -> Script:
        return self

    def accept(self, ids: Iterable[int]) -> None:
        pass

    def sample(self, logits: Any) -> int:
        assert logits.ndim == 1
        return next(self._ids)


def scripted(monkeypatch: pytest.MonkeyPatch, tokenizer: Tokenizer) -> Script:
    """Put a script in place of the core's sampler."""
    script = Script(tokenizer)
    monkeypatch.setattr("pyglm._core.Sampler", script.sampler)
    return script
