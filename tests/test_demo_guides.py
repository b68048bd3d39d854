"""What the demonstration model's attention is taught: which token to look at, read off from the conversation."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1]))

torch: Any = pytest.importorskip("torch", reason="guides are tensors: pip install 'pyglm-runtime[demo]'")

SPACE = "\u2581"
NAME = f'"name":{SPACE}"'
USER, ASSISTANT, SYSTEM, OBSERVATION = "<|user|>", "<|assistant|>", "<|system|>", "<|observation|>"


class Words:
    """A tokenizer whose pieces are the words of a text."""

    def __init__(self, words: Sequence[str]) -> None:
        self.pieces = list(dict.fromkeys(words))
        self.vocab_size = len(self.pieces)
        self.special_tokens = {word: self.pieces.index(word) for word in self.pieces if word.startswith("<|")}


def marks(words: list[str], kind: str, *replies: range) -> dict[str, dict[str, set[str]]]:
    """For each guide, "position word" of the token taught and those of the tokens it shall look at.

    Positions are those in words, before which two ids begin every conversation.
    """
    from demo_model.guides import GUIDES, Marker

    words = ["[gMASK]", "sop", *words]
    tokenizer: Any = Words(words)
    marker = Marker(tokenizer, tokenizer.pieces)
    ids = [tokenizer.pieces.index(word) for word in words]
    learned = [any(n - 2 in reply for reply in replies) for n in range(len(ids))]
    found: dict[str, dict[str, set[str]]] = {guide: {} for guide in GUIDES}
    for mark in marker.marks(ids, learned, kind):
        assert all(0 <= target <= mark.query for target in mark.targets)
        named = [f"{n - 2} {words[n]}" for n in (mark.query, *mark.targets)]
        found[mark.guide][named[0]] = set(named[1:])
    return found


def test_the_words_of_a_request_tell_the_tool() -> None:
    words = [
        *(SYSTEM, "tools", NAME, "rain", "forecast", "weather", "of", "places", NAME, "play", "song", "of", "bands"),
        *(USER, "a", "song", "please", ASSISTANT, "play", "song", "(", ")", OBSERVATION),
    ]  # fmt: skip
    found = marks(words, "tools", range(18, 23))
    assert found["start"]["7 places"] == {"3 rain"} and found["start"]["10 song"] == {"9 play"}
    assert found["second"]["7 places"] == {"4 forecast"} and found["third"]["7 places"] == {"5 weather"}
    assert "10 song" in found["second"] and "10 song" not in found["third"]  # the third token is still to come
    assert found["match"] == {"15 song": {"10 song"}}
    assert found["asked"] == {"17 <|assistant|>": {"15 song"}} and found["asked second"] == {"18 play": {"15 song"}}
    assert found["copy"]["17 <|assistant|>"] == {"9 play"}
    assert found["chosen"] == {"17 <|assistant|>": {f"{n} {words[n]}" for n in range(9, 13)}}


def test_a_request_for_no_tool_looks_at_the_first_id() -> None:
    words = [
        SYSTEM,
        "tools",
        NAME,
        "rain",
        "of",
        "places",
        USER,
        "hello",
        "there",
        ASSISTANT,
        "none",
        "of",
        "them",
        USER,
    ]
    found = marks(words, "tools", range(10, 14))
    assert found["chosen"] == {"9 <|assistant|>": {"-2 [gMASK]"}} and not found["match"] and not found["asked"]


def test_sentences_begin_behind_full_stops_but_not_titles() -> None:
    words = [
        *(USER, "notes", "\n", "The", f"{SPACE}tower", f"{SPACE}is", f"{SPACE}old", ".", f"{SPACE}Dr"),
        *(".", f"{SPACE}Marlow", f"{SPACE}keeps", f"{SPACE}the", f"{SPACE}garden", "."),
        *(ASSISTANT, "read", USER, "the", f"{SPACE}garden", "?", ASSISTANT, "“"),
        *("Dr", ".", f"{SPACE}Marlow", f"{SPACE}keeps", f"{SPACE}the", f"{SPACE}garden", ".", "”", USER),
    ]
    found = marks(words, "quotes", range(16, 18), range(22, 32))
    assert found["start"]["4 ▁tower"] == {"3 The"} and found["start"]["13 ▁garden"] == {"8 ▁Dr"}
    assert found["match"]["19 ▁garden"] == {"13 ▁garden"}
    assert found["asked"]["22 “"] >= {"19 ▁garden"}
    assert found["copy"]["22 “"] == {"8 ▁Dr"}


def test_replies_that_copy_nothing_teach_nothing() -> None:
    assert not any(marks([USER, "hello", ASSISTANT, "hi", USER], "talk", range(3, 5)).values())


def test_the_loss_is_what_the_attention_leaves_for_other_tokens() -> None:
    from demo_model.architecture import guide_loss
    from demo_model.guides import Guide

    guide = Guide(torch.tensor([3]), torch.tensor([1]), torch.tensor([[1, 2]]))
    query, key = torch.zeros(5, 4), torch.randn(5, 4)
    assert guide_loss(query, key, guide).item() == pytest.approx(torch.tensor(1.5).log().item())  # 2 of 3 visible ones
