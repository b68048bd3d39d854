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


def read(words: Sequence[str], *replies: range) -> tuple[list[str], Any, list[int], list[bool]]:
    """A conversation with the two ids that every one begins with: its words, marker, ids, and what is learned."""
    from demo_model.guides import Marker

    words = ["[gMASK]", "sop", *words]
    tokenizer: Any = Words(words)
    ids = [tokenizer.pieces.index(word) for word in words]
    learned = [any(n - 2 in reply for reply in replies) for n in range(len(ids))]
    return words, Marker(tokenizer, tokenizer.pieces), ids, learned


def marks(words: list[str], kind: str, *replies: range) -> dict[str, dict[str, set[str]]]:
    """For each guide, "position word" of the token taught and those of the tokens it shall look at.

    Positions are those in words, before which two ids begin every conversation.
    """
    from demo_model.guides import GUIDES

    words, marker, ids, learned = read(words, *replies)
    found: dict[str, dict[str, set[str]]] = {guide: {} for guide in GUIDES}
    for mark in marker.marks(ids, learned, kind):
        assert mark.query < len(ids) - 1 and all(0 <= target <= mark.query for target in mark.targets)
        named = [f"{n - 2} {words[n]}" for n in (mark.query, *mark.targets)]
        found[mark.guide][named[0]] = set(named[1:])
    return found


def test_the_words_of_a_request_tell_the_tool() -> None:
    words = [
        *(SYSTEM, "tools", NAME, "rain", "forecast", "weather", "of", "places", NAME, "play", "song", "of", "bands"),
        *(USER, "a", "song", "please", ASSISTANT, "play", "song", "tool_call(", ")", OBSERVATION),
    ]  # fmt: skip
    found = marks(words, "tools", range(18, 23))
    assert found["start"]["7 places"] == {"3 rain"} and found["start"]["10 song"] == {"9 play"}
    assert found["second"]["7 places"] == {"4 forecast"} and found["third"]["7 places"] == {"5 weather"}
    assert "10 song" in found["second"] and "10 song" not in found["third"]  # the third token is still to come
    assert found["match"] == {"15 song": {"10 song"}}
    assert found["asked"] == {"17 <|assistant|>": {"15 song"}} and found["asked second"] == {"18 play": {"15 song"}}
    assert found["copy"]["17 <|assistant|>"] == {"9 play"}
    assert found["chosen"] == {"17 <|assistant|>": {f"{n} {words[n]}" for n in range(9, 13)}}


def test_a_tool_that_was_called_before_is_still_chosen_by_its_definition() -> None:
    request = (USER, "a", "song", "please", ASSISTANT, SPACE, "play", "song", "tool_call(", ")", OBSERVATION)
    words = [SYSTEM, "tools", NAME, "play", "song", "of", "bands", *request[:-1], *request]
    found = marks(words, "tools", range(12, 17), range(22, 28))
    for assistant in (11, 21):
        assert found["chosen"][f"{assistant} <|assistant|>"] == {f"{n} {words[n]}" for n in range(3, 7)}
        assert found["asked"][f"{assistant + 1} {SPACE}"] == {f"{assistant - 2} song"}


def test_values_look_at_their_parameters_and_parameters_at_their_names() -> None:
    definition = (
        *(SYSTEM, "tools\n", '        "name": "', "play", '",\n', '                "', "song", '": {\n'),
        *('                    "type": "string"\n                }', ",\n", '                "', "loud", "ness"),
        *('": {\n', '                    "type": "integer"\n                }', "\n"),
    )
    request = (USER, "sing", "Green", "Sea", "at", "7", "now", ASSISTANT)
    call = ("play", "\n", "tool_call(", "song", "='", "Green", "Sea", "', ", "loud", "ness", "=", "7", ")", "\n")
    words = [*definition, *request, *call]
    begin, reply = len(definition), len(definition) + len(request)
    found = marks(words, "tools", range(reply, len(words)))
    song, loudness = ({f"{n} {words[n]}" for n in numbers} for numbers in (range(6, 9), range(11, 15)))
    assert found["filled"][f"{begin + 2} Green"] == song and found["inside"][f"{begin + 3} Sea"] == song
    assert found["filled"][f"{begin + 5} 7"] == loudness and f"{begin + 5} 7" not in song
    nothing = {"-2 [gMASK]"}
    others = (found["filled"].get(f"{n} {words[n]}", nothing) for n in (begin + 1, begin + 3, begin + 4, begin + 6))
    assert all(targets == nothing for targets in others)
    assert found["role"][f"{reply + 6} Sea"] == {f"{reply + 3} song"}
    assert found["role second"][f"{reply + 10} ="] == {f"{reply + 9} ness"}
    assert found["start"][f"{reply + 4} ='"] == {f"{reply} play"}
    assert found["copy"][f"{reply + 2} tool_call("] == {"6 song"}
    assert found["copy"][f"{reply + 4} ='"] == {f"{begin + 2} Green"}
    assert found["copy"][f"{reply + 10} ="] == {f"{begin + 5} 7"}


def test_arguments_stand_between_names_and_commas() -> None:
    from demo_model.arguments import Pieces, arguments

    pieces = [
        *("play\n", " ```python\n", "tool_call(", "song", "='", "the ", "søa", "', "),
        *("**{'", "from", "': ", "3", "})"),
    ]
    found = arguments(Pieces([*pieces, "\n```"], 40))
    assert [(a.name, a.span, a.value) for a in found] == [
        (range(43, 44), range(43, 49), range(45, 47)),
        (range(49, 50), range(49, 52), range(51, 52)),
    ]
    assert arguments(Pieces(["None ", "of ", "them"], 0)) == arguments(Pieces(["tool_call(", "="], 0)) == []


def test_a_request_for_no_tool_looks_at_the_first_id() -> None:
    words = [
        *(SYSTEM, "tools", NAME, "rain", "of", "places", USER, "hello", "there"),
        *(ASSISTANT, "none", "of", "them", USER),
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
    from demo_model.guidance import guide_losses
    from demo_model.guides import Guide, Place

    guide = Guide(torch.tensor([3]), torch.tensor([1]), torch.tensor([[1, 2]]))
    query, key = torch.zeros(1, 5, 4), torch.randn(1, 5, 4)
    losses = guide_losses(query, key, [Place(0, 0, 1.0, group=0)], [guide])
    assert losses.item() == pytest.approx(torch.tensor(1.5).log().item())  # 2 of 3 visible ones


def test_the_losses_of_guides_have_the_gradients_of_their_formula() -> None:
    from demo_model.guidance import guide_losses
    from demo_model.guides import Guide, Place

    torch.manual_seed(3)
    query, key = torch.randn(2, 12 * 3, 4, requires_grad=True), torch.randn(2, 12, 4, requires_grad=True)
    places = [Place(0, 1, 1.0, group=0), Place(0, 2, 1.0), Place(0, 0, 1.0)]
    begins = torch.tensor([0, 0, 7, 7])
    targets = torch.tensor([[1, -1], [0, 3], [8, 7], [9, -1]])
    none = torch.zeros(0, dtype=torch.long)
    guides = [Guide(torch.tensor([2, 4, 8, 11]), begins, targets), Guide(none, none, none.view(0, 1))]
    guides.append(Guide(torch.tensor([5, 5]), torch.tensor([0, 0]), torch.tensor([[2], [4]])))
    losses = []
    for place, guide in zip(places, guides, strict=True):
        heads = query[place.group].unflatten(0, (12, 3))[:, place.head]
        total = query.new_zeros(())
        for at, begin, right in zip(guide.queries.tolist(), guide.begins.tolist(), guide.targets.tolist(), strict=True):
            shares = torch.softmax(heads[at] @ key[place.group, begin : at + 1].T, -1)
            total = total - shares[[i - begin for i in right if i >= 0]].sum().log()
        losses.append(total)
    weights = torch.tensor([0.5, 1.0, 2.0])
    wanted = torch.autograd.grad((torch.stack(losses) * weights).sum(), (query, key))
    found = guide_losses(query, key, places, guides)
    torch.testing.assert_close(found, torch.stack(losses))
    torch.testing.assert_close(torch.autograd.grad((found * weights).sum(), (query, key)), wanted)


def meant(words: Sequence[str], kind: str, *replies: range) -> list[Any]:
    """What tokens shall know the meaning of, single words left out; positions as for marks."""
    _, marker, ids, learned = read(words, *replies)
    return [(m.sense, m.token - 2, m.text) for m in marker.meant(ids, learned, kind) if m.sense != "word"]


def test_the_reply_begins_with_the_meaning_of_the_request_without_its_values() -> None:
    request = (USER, " sing", " Green", " Sea", " on", " day ", "7", " now", ASSISTANT)
    call = ("play", "\n", "tool_call(", "song", "='", "Green", " Sea", "', ", "day", "=", "7", ")", "\n", OBSERVATION)
    assert meant([*request, *call], "tools", range(9, 22)) == [("request", 8, "sing on day now")]


def test_sentences_mean_something_at_their_full_stops() -> None:
    words = [USER, "\n", " It", " rained", ".", "\n", " Nobody", " came", "!", ASSISTANT, "fine", USER]
    words += ["who", ASSISTANT, "I", USER]
    found = meant(words, "quotes", range(10, 12), range(14, 16))
    assert ("request", 13, "who") in found and ("sentence", 4, "It rained.") in found
    assert not [sense for sense, *_ in meant(words, "talk", range(10, 12)) if sense == "sentence"]
