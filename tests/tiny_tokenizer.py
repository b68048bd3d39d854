"""A SentencePiece model of some hundred pieces, written field by field, for tests that need no real one.

Wire format: https://protobuf.dev/programming-guides/encoding/; fields: sentencepiece_model.proto of SentencePiece.
"""

from __future__ import annotations

import functools
import struct

from pyglm.tokenizer import Tokenizer

NORMAL, UNKNOWN, CONTROL, UNUSED, BYTE = 1, 2, 3, 5, 6
SPACE = "\u2581"
WORDS = [SPACE, "\n", "```", "python", "tool_call", SPACE + "tool", SPACE * 2, "你", "好", "你好", "=", "(", ")", "'"]


def _varint(n: int) -> bytes:
    out = b""
    while n >= 0x80:
        out += bytes([n & 0x7F | 0x80])
        n >>= 7
    return out + bytes([n])


def _field(number: int, value: int | float | bytes) -> bytes:
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _piece(text: str, score: float, kind: int) -> bytes:
    return _field(1, _field(1, text.encode()) + _field(2, score) + _field(3, kind))


def model_proto(
    words: list[str] = WORDS,
    *,
    dummy_prefix: bool = True,
    extra_whitespaces: bool = False,
    unused: tuple[str, ...] = (),
) -> bytes:
    """The bytes of a BPE model with byte fallback, the printable ASCII characters and these words."""
    pieces = [("<unk>", 0.0, UNKNOWN), ("<s>", 0.0, CONTROL), ("</s>", 0.0, CONTROL)]
    pieces += [(f"<0x{byte:02X}>", 0.0, BYTE) for byte in range(256)]
    plain = dict.fromkeys([*words, *(chr(c) for c in range(33, 127))])
    pieces += [(word, -float(i), NORMAL) for i, word in enumerate(plain)]
    pieces += [(word, -1e3, UNUSED) for word in unused]
    trainer = _field(3, 2) + _field(35, 1)  # model_type BPE, byte_fallback
    normalizer = _field(1, b"identity") + _field(3, int(dummy_prefix)) + _field(4, int(extra_whitespaces))
    return b"".join(_piece(*p) for p in pieces) + _field(2, trainer) + _field(3, normalizer)


@functools.cache
def tiny_tokenizer() -> Tokenizer:
    """The tokenizer of model_proto(), with ten padding ids."""
    n_words = Tokenizer(model_proto()).n_words
    return Tokenizer(model_proto(), vocab_size=n_words + 10)
