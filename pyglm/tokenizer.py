"""Text to token ids and back, exactly as the original ChatGLM tokenizer does it.

A SentencePiece model gives the pieces. Nine special ids follow them; they have names but no text, so text never
becomes one of them: only the chat protocol puts them in. The ids after those, up to the rows of the embedding, are
padding: they stand for nothing.
"""

from __future__ import annotations

import codecs
import enum
import operator
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import sentencepiece

from pyglm.errors import FileFormatError
from pyglm.protocol import encoding

SPECIAL_TOKENS = (
    "[MASK]",
    "[gMASK]",
    "[sMASK]",
    "sop",
    "eop",
    "<|system|>",
    "<|user|>",
    "<|assistant|>",
    "<|observation|>",
)
"""Names of the ids that follow the pieces, in the order of their ids."""

_SPACE = "\u2581"  # how SentencePiece writes a space inside a piece
_REPLACEMENT = "\ufffd"


class _Kind(enum.Enum):
    TEXT = enum.auto()
    BYTE = enum.auto()  # one byte of a character that has no piece of its own
    CONTROL = enum.auto()  # <unk>, <s>, </s>: a name, no text
    SPECIAL = enum.auto()  # one of SPECIAL_TOKENS: a name, and text begins anew after it
    PADDING = enum.auto()


class _Piece(NamedTuple):
    kind: _Kind
    text: str  # the text, or the name of a control or special id
    byte: int = -1  # 0..255 for a BYTE


class Tokenizer:
    """The tokenizer of one model; immutable, safe to share between threads.

    Args:
        model_proto: the bytes of a SentencePiece model (tokenizer.model); not trusted.
        vocab_size: rows of the model's embedding, padding included; None for no padding.

    Raises:
        FileFormatError: the bytes are no usable SentencePiece model, or have more pieces than the vocabulary.
    """

    def __init__(self, model_proto: bytes, *, vocab_size: int | None = None) -> None:
        self._processor, self._names = _load(model_proto)
        self.n_pieces: int = self._processor.get_piece_size()
        self.n_words = self.n_pieces + len(SPECIAL_TOKENS)
        self.vocab_size = self.n_words if vocab_size is None else vocab_size
        if self.vocab_size < self.n_words:
            raise FileFormatError(
                f"tokenizer: {self.n_pieces} pieces and {len(SPECIAL_TOKENS)} special ids do not fit the model's "
                f"vocabulary of {self.vocab_size}; this tokenizer belongs to another model"
            )
        self.special_tokens: Mapping[str, int] = MappingProxyType(
            {name: self.n_pieces + i for i, name in enumerate(SPECIAL_TOKENS)}
        )
        self._pieces: dict[int, _Piece] = {}
        self._drops_first_space, self._drops_one_only = self._probe_dummy_prefix()

    @property
    def bos_id(self) -> int:
        """Id of <s>; -1 if the model has none. No prompt of ChatGLM begins with it."""
        return int(self._processor.bos_id())

    @property
    def eos_id(self) -> int:
        """Id of </s>, which ends a text."""
        return int(self._processor.eos_id())

    @property
    def pad_id(self) -> int:
        """Id of <unk>, which the original tokenizer also pads with."""
        return int(self._processor.unk_id())

    @property
    def stop_ids(self) -> tuple[int, int, int]:
        """The ids that end a reply: eos, <|user|>, <|observation|>."""
        return self.eos_id, self.special_tokens["<|user|>"], self.special_tokens["<|observation|>"]

    @property
    def padding_ids(self) -> range:
        """The ids that stand for nothing and must never be sampled."""
        return range(self.n_words, self.vocab_size)

    def encode(self, text: str) -> list[int]:
        """The ids of plain text; never a special id, whatever the text says.

        Raises:
            TypeError: text is not a str.
            ValueError: text holds a lone surrogate, which is no character.
        """
        if not isinstance(text, str):
            raise TypeError(f"text must be a str, not {type(text).__name__}")
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as e:
            raise ValueError(
                f"character {e.start} of the text is the lone surrogate U+{ord(text[e.start]):04X}, which is no "
                "character; decode the input with errors='replace'"
            ) from None
        ids: list[int] = self._processor.encode(text)
        return ids

    def encode_prompt(self, text: str, *, add_special_tokens: bool = True) -> list[int]:
        """The ids of a text to continue: [gMASK] sop, then the text's ids."""
        ids = self.encode(text)
        return [*encoding.prefix(self), *ids] if add_special_tokens else ids

    def encode_chat(
        self,
        messages: Sequence[Mapping[str, Any]],
        tools: Sequence[Mapping[str, Any]] | None = None,
        *,
        add_generation_prompt: bool = True,
    ) -> list[int]:
        """The ids that the network sees for a chat, see pyglm.protocol.encode_chat."""
        return encoding.encode_chat(self, messages, tools, add_generation_prompt=add_generation_prompt)

    def encode_message(self, message: Mapping[str, Any]) -> list[int]:
        """The ids that one more message adds to a chat, see pyglm.protocol.encode_message."""
        return encoding.encode_message(self, message)

    def decode(self, ids: Iterable[int], *, skip_special_tokens: bool = True) -> str:
        """The text of ids; bytes that are no UTF-8 become U+FFFD each.

        Args:
            ids: token ids; padding ids have no text.
            skip_special_tokens: leave special ids out, or show them by name.

        Raises:
            ValueError: an id is outside 0..vocab_size-1.
            TypeError: an id is not an integer.
        """
        decoder = self.decoder(skip_special_tokens=skip_special_tokens)
        return "".join([decoder.push(token_id) for token_id in ids]) + decoder.finish()

    def decoder(self, *, skip_special_tokens: bool = True) -> TextDecoder:
        """A fresh decoder that takes ids one at a time."""
        return TextDecoder(self, skip_special_tokens=skip_special_tokens)

    def token_bytes(self, token_id: int) -> bytes:
        """The UTF-8 text that an id adds inside a text; empty for ids without text."""
        kind, text, byte = self._piece(token_id)
        if kind is _Kind.BYTE:
            return bytes([byte])
        return text.replace(_SPACE, " ").encode() if kind is _Kind.TEXT else b""

    def _piece(self, token_id: int) -> _Piece:
        piece = self._pieces.get(token_id)
        if piece is None:
            piece = self._pieces[token_id] = self._look_up(token_id)
        return piece

    def _look_up(self, token_id: int) -> _Piece:
        if not 0 <= token_id < self.vocab_size:
            raise ValueError(f"token id {token_id} is outside 0..{self.vocab_size - 1}")
        if token_id >= self.n_words:
            return _Piece(_Kind.PADDING, "")
        if token_id >= self.n_pieces:
            return _Piece(_Kind.SPECIAL, SPECIAL_TOKENS[token_id - self.n_pieces])
        name = self._names[token_id]
        if self._processor.is_control(token_id) or self._processor.is_unknown(token_id):
            return _Piece(_Kind.CONTROL, name)
        if self._processor.is_byte(token_id):
            return _Piece(_Kind.BYTE, "", int(name[3:-1], 16))  # <0xE4>
        return _Piece(_Kind.TEXT, name)

    def _probe_dummy_prefix(self) -> tuple[bool, bool]:
        """Whether decoding drops the space that encoding puts in front of a text, and no more than that one.

        The model's normaliser settings decide; the processor does not tell them, so two spaces are decoded.
        """
        piece_id = self._processor.piece_to_id(_SPACE)
        if self._piece(piece_id).kind is not _Kind.TEXT:
            spaced = (i for i, name in enumerate(self._names) if name.startswith(_SPACE))
            piece_id = next((i for i in spaced if self._piece(i).kind is _Kind.TEXT), -1)
            if piece_id < 0:
                return False, False
        twice = self._piece(piece_id).text.replace(_SPACE, " ") * 2
        decoded = self._processor.decode([piece_id, piece_id])
        return decoded != twice, decoded == twice[1:]


class TextDecoder:
    """Turns ids into text one at a time; what it has given out is final, and no character is ever cut.

    All that push and finish return, joined, is what Tokenizer.decode gives for all the ids.
    """

    def __init__(self, tokenizer: Tokenizer, *, skip_special_tokens: bool = True) -> None:
        self._tokenizer = tokenizer
        self._skip_special_tokens = skip_special_tokens
        self._bytes = b""  # the beginning of a character, at most 3 bytes
        self._at_start = True  # no text yet since the beginning or the last special id

    def push(self, token_id: int) -> str:
        """The text that became final with this id; often one piece, sometimes nothing."""
        kind, text, byte = self._tokenizer._piece(operator.index(token_id))
        if kind is _Kind.BYTE:
            self._bytes += bytes([byte])
            self._at_start = False
            return self._take_bytes(final=False)
        before = self._take_bytes(final=True)
        if kind is _Kind.TEXT:
            return before + self._text_of(text)
        if kind is _Kind.SPECIAL:
            self._at_start = True
        return before if self._skip_special_tokens else before + text

    def finish(self) -> str:
        """What was held back as the beginning of a character; the decoder is as new afterwards."""
        text = self._take_bytes(final=True)
        self._at_start = True
        return text

    def _text_of(self, piece: str) -> str:
        dropped = self._at_start and self._tokenizer._drops_first_space and piece.startswith(_SPACE)
        if dropped:
            piece = piece[1:]
        if piece or (dropped and self._tokenizer._drops_one_only):
            self._at_start = False
        return piece.replace(_SPACE, " ")

    def _take_bytes(self, *, final: bool) -> str:
        """The whole characters among the held bytes; the first byte of each invalid sequence becomes U+FFFD."""
        text = ""
        while self._bytes:
            try:
                part, n_used = codecs.utf_8_decode(self._bytes, "strict", final)
            except UnicodeDecodeError as e:
                text += self._bytes[: e.start].decode("utf-8") + _REPLACEMENT
                self._bytes = self._bytes[e.start + 1 :]
                continue
            self._bytes = self._bytes[n_used:]
            return text + part
        return text


def _load(model_proto: bytes) -> tuple[sentencepiece.SentencePieceProcessor, list[str]]:
    """The model, and its pieces by id."""
    if not isinstance(model_proto, bytes):
        raise TypeError(f"model_proto must be bytes, not {type(model_proto).__name__}")
    if not model_proto:  # SentencePiece would take it for a model and complain on stderr later
        raise FileFormatError("tokenizer: 0 bytes, expected a SentencePiece model (tokenizer.model)")
    sentencepiece.set_min_log_level(2)  # errors only: it writes warnings about legal models to stderr
    try:
        processor = sentencepiece.SentencePieceProcessor(model_proto=model_proto)
        names = processor.id_to_piece(list(range(processor.get_piece_size())))
    except Exception as e:  # the loader promises no particular type; names may be no UTF-8
        raise FileFormatError(
            f"tokenizer: the {len(model_proto)} bytes are not a SentencePiece model (tokenizer.model): {e}"
        ) from None
    if not names or processor.eos_id() < 0:
        raise FileFormatError("tokenizer: the SentencePiece model has no pieces, or no </s> to end a reply with")
    return processor, names
