"""Text to ids and back: equal to the original tokenizer, and safe on any text, ids and model bytes."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import sentencepiece
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_tokenizer import SPACE, model_proto, tiny_tokenizer

from pyglm.errors import FileFormatError
from pyglm.tokenizer import SPECIAL_TOKENS, Tokenizer

texts = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(" \n你好👋<|>`'()"))) | st.lists(
    st.sampled_from([*SPECIAL_TOKENS, "<s>", "</s>", "<unk>", "<0x0A>", " ", "\n", "tool"])
).map("".join)


@pytest.fixture(scope="module")
def chatglm3(shared: Path) -> Tokenizer:
    return Tokenizer((shared / "chatglm3/tokenizer.model").read_bytes(), vocab_size=65024)


@pytest.fixture(scope="module")
def golden(shared: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((shared / "chatglm3/golden_tokens.json").read_text("utf-8"))
    return data


def test_golden_texts(chatglm3: Tokenizer, golden: dict[str, Any]) -> None:
    assert len(golden["texts"]) > 20
    for case in golden["texts"]:
        assert chatglm3.encode(case["text"]) == case["ids"], case["text"]
        assert chatglm3.decode(case["ids"]) == case["decoded"], case["text"]


def test_golden_chats(chatglm3: Tokenizer, golden: dict[str, Any]) -> None:
    assert len(golden["chats"]) >= 6
    for case in golden["chats"]:
        assert chatglm3.encode_chat(case["messages"]) == case["ids"], case["messages"]


def test_golden_ids(chatglm3: Tokenizer, golden: dict[str, Any]) -> None:
    assert dict(chatglm3.special_tokens) == golden["special"]
    assert (chatglm3.bos_id, chatglm3.eos_id, chatglm3.pad_id) == (golden["bos"], golden["eos"], golden["unk_pad"])
    assert chatglm3.n_words == golden["n_words"]
    assert chatglm3.stop_ids == (2, 64795, 64797)
    assert chatglm3.padding_ids == range(64798, 65024)


def test_raw_prompt_begins_as_the_original_does(chatglm3: Tokenizer) -> None:
    assert chatglm3.encode_prompt("你好") == [64790, 64792, 36474, 54591]
    assert chatglm3.encode_prompt("你好", add_special_tokens=False) == [36474, 54591]


@given(ids=st.lists(st.one_of(st.integers(1, 258), st.integers(1, 64788))))
@settings(deadline=None, max_examples=200)
def test_decode_is_the_processors_on_the_real_model(chatglm3: Tokenizer, ids: list[int]) -> None:
    assert chatglm3.decode(ids) == chatglm3._processor.decode(ids)


@pytest.mark.parametrize("dummy_prefix", [False, True])
@pytest.mark.parametrize("extra_whitespaces", [False, True])
@pytest.mark.parametrize("has_lone_space", [False, True])
@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_decode_is_the_processors_for_every_normaliser(
    dummy_prefix: bool, extra_whitespaces: bool, has_lone_space: bool, data: st.DataObject
) -> None:
    words = [SPACE] * has_lone_space + [SPACE * 2, SPACE + "tool", "你", "\ufffd"]
    proto = model_proto(words, dummy_prefix=dummy_prefix, extra_whitespaces=extra_whitespaces, unused=("<unused1>",))
    processor = sentencepiece.SentencePieceProcessor(model_proto=proto)
    tokenizer = Tokenizer(proto)
    spaces, others = st.integers(259, 258 + len(words)), st.integers(1, tokenizer.n_pieces - 1)
    ids = data.draw(st.lists(spaces, max_size=4)) + data.draw(
        st.lists(st.one_of(spaces, others, st.integers(200, 258)))
    )
    assert tokenizer.decode(ids) == processor.decode(ids)


def test_bytes_that_are_no_character_become_one_replacement_each() -> None:
    def of(data: bytes) -> list[int]:
        return [3 + byte for byte in data]

    tokenizer = tiny_tokenizer()
    assert tokenizer.decode(of("👋".encode())) == "👋"
    assert tokenizer.decode(of("👋".encode()[:3])) == "\ufffd" * 3
    assert tokenizer.decode(of(b"\xe4\xbd" + "好".encode())) == "\ufffd\ufffd好"
    assert tokenizer.decode(of(b"\xed\xa0\x80")) == "\ufffd" * 3  # a surrogate
    assert tokenizer.decode(of(b"\xff\x41")) == "\ufffdA"


def test_special_ids_are_left_out_or_shown_by_name() -> None:
    tokenizer = tiny_tokenizer()
    special = tokenizer.special_tokens
    ids = [special["[gMASK]"], special["sop"], special["<|user|>"], *tokenizer.encode("tool"), tokenizer.eos_id, 0]
    ids += [*tokenizer.padding_ids, tokenizer.bos_id]
    assert tokenizer.decode(ids) == "tool"
    assert tokenizer.decode(ids, skip_special_tokens=False) == "[gMASK]sop<|user|>tool</s><unk><s>"


def test_special_ids_follow_the_pieces() -> None:
    tokenizer = tiny_tokenizer()
    assert list(tokenizer.special_tokens) == list(SPECIAL_TOKENS)
    assert list(tokenizer.special_tokens.values()) == list(range(tokenizer.n_pieces, tokenizer.n_pieces + 9))
    assert tokenizer.n_words == tokenizer.n_pieces + 9
    assert len(tokenizer.padding_ids) == 10
    with pytest.raises(TypeError):
        tokenizer.special_tokens["<|user|>"] = 5  # type: ignore[index]


@given(text=texts)
@settings(deadline=None, max_examples=300)
def test_any_text_comes_back_and_never_holds_a_special_id(text: str) -> None:
    tokenizer = tiny_tokenizer()
    ids = tokenizer.encode(text)
    assert all(2 < token_id < tokenizer.n_pieces for token_id in ids)
    assert tokenizer.decode(ids) == text.replace(SPACE, " ")


@given(text=texts)
@settings(deadline=None, max_examples=300)
def test_any_text_comes_back_on_the_real_model(chatglm3: Tokenizer, text: str) -> None:
    ids = chatglm3.encode(text)
    assert all(2 < token_id < chatglm3.n_pieces for token_id in ids)
    assert chatglm3.decode(ids) == text.replace(SPACE, " ")


@pytest.mark.parametrize("text", [None, b"bytes", 5, ["list"]])
def test_encode_refuses_what_is_no_text(text: Any) -> None:
    with pytest.raises(TypeError, match=f"text must be a str, not {type(text).__name__}"):
        tiny_tokenizer().encode(text)


@pytest.mark.parametrize("text", ["\ud800", "ab\udfff", "\ude00\ud83d"])
def test_encode_refuses_lone_surrogates(text: str) -> None:
    with pytest.raises(ValueError, match=f"character {text.rstrip(chr(0xDFFF)).count('a') * 2} .*lone surrogate U\\+D"):
        tiny_tokenizer().encode(text)


@pytest.mark.parametrize("token_id", [-1, 382, 10**9, -(10**30)])
def test_decode_refuses_ids_outside_the_vocabulary(token_id: int) -> None:
    tokenizer = tiny_tokenizer()
    assert tokenizer.vocab_size == 382
    with pytest.raises(ValueError, match=f"token id {token_id} is outside 0..381"):
        tokenizer.decode([5, token_id])


@pytest.mark.parametrize("ids", ["12", [1.5], [None], ["1"]])
def test_decode_refuses_what_are_no_ids(ids: Any) -> None:
    with pytest.raises(TypeError):
        tiny_tokenizer().decode(ids)


@pytest.mark.parametrize("data", [b"", b"abc", b"\x00" * 100, model_proto()[:-5], model_proto() + b"zz", b"\x80" * 50])
def test_bytes_of_no_model_are_refused(data: bytes) -> None:
    with pytest.raises(FileFormatError, match="tokenizer: "):
        Tokenizer(data)


def test_damaged_model_is_refused_or_works() -> None:
    proto = model_proto()
    rng = random.Random(1)
    n_refused = 0
    for _ in range(300):
        damaged = bytearray(proto)
        for _ in range(rng.choice([1, 3])):
            at = rng.randrange(len(damaged))
            damaged[at : at + rng.randrange(2)] = bytes([rng.randrange(256)])
        try:
            tokenizer = Tokenizer(bytes(damaged))
        except FileFormatError:
            n_refused += 1
            continue
        assert isinstance(tokenizer.decode(tokenizer.encode("Hello 你好 👋")), str)
        assert isinstance(tokenizer.decode(range(tokenizer.vocab_size), skip_special_tokens=False), str)
    assert 0 < n_refused < 300


def test_model_of_another_size_is_refused() -> None:
    with pytest.raises(FileFormatError, match=r"363 pieces and 9 special ids do not fit .* vocabulary of 371"):
        Tokenizer(model_proto(), vocab_size=371)
    assert len(Tokenizer(model_proto(), vocab_size=372).padding_ids) == 0


def test_model_proto_must_be_bytes() -> None:
    with pytest.raises(TypeError, match="model_proto must be bytes, not str"):
        Tokenizer("tokenizer.model")  # type: ignore[arg-type]


def test_loading_writes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    tokenizer = Tokenizer(model_proto([SPACE, "\0"]))  # SentencePiece warns about a piece that is the null character
    assert tokenizer.decode(tokenizer.encode("\0a")) == "\0a"
    assert capfd.readouterr() == ("", "")
