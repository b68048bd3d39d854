"""The demonstration model's vocabulary: a SentencePiece BPE model made for copying.

A tiny model copies well what it can copy piece by piece, so a word has the same pieces wherever it stands:
- words are built without the space before them; only words of prose that never begin a name or a value get a piece
  with the space, merged last;
- Chinese is one piece a character, digits are single;
- what the protocol repeats in every chat (lines of tool definitions, fences, empty metadata) is one piece each.

Ids: <unk>, <s>, </s>, 256 bytes, fixed pieces, merges, words with a space, characters; pyglm's nine special ids follow.
"""

from __future__ import annotations

import itertools
import json
import re
import struct
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import sentencepiece
import wordfreq

from demo_model.data import Conversation
from demo_model.mixture import KINDS, generators
from pyglm.protocol import TOOLS_SENTENCE, to_turns
from pyglm.tokenizer import SPECIAL_TOKENS

VOCAB_SIZE = 6080
N_PIECES = VOCAB_SIZE - len(SPECIAL_TOKENS) - 11  # some padding rows, as the real model has them
_N_HAN = 2400
_N_SPACED = 420
_LEAST_SPACED = 50  # times in the samples
_N_SAMPLES = 2000  # conversations of each kind
_N_LINES = 70

SPACE = "\u2581"  # how SentencePiece writes a space
_HAN = "\u4e00-\u9fff"
_PUNCTUATION = "，。！？；：、“”‘’（）《》【】…—·°％￥～「」€£¥–²³×÷"
_ASCII = "".join(map(chr, range(33, 127)))

# Line ends with indentation, and the marks around values in tool calls, results and code.
_MARKS = [
    *("\n" + SPACE * 4 * n for n in range(8)),
    *(SPACE * n for n in (2, 3, 4, 8)),
    "\n\n",
    SPACE + "\n",
    SPACE + "```python\n",
    SPACE + "```python\ntool_call(",
    ")\n```",
    "')\n```",
    "\n```",
    "='",
    "'," + SPACE,
    '":' + SPACE + '"',
    '":' + SPACE,
    '",' + SPACE + '"',
    "," + SPACE + '"',
    '{"',
    '"}',
    SPACE + TOOLS_SENTENCE.replace(" ", SPACE) + "\n",
]
_KEYS = {"name", "description", "parameters", "type", "properties", "required", "enum", "items", "default"}
_TYPES = {"object", "string", "integer", "number", "boolean", "array"}
_PROPERTY = "\n" + " " * 16  # what stands before a parameter's name
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"(:?)')


def sample_conversations(seed: int, n_each: int = _N_SAMPLES) -> Iterator[Conversation]:
    """Conversations of every kind in turn."""
    for name, generator in generators().items():
        yield from itertools.islice(generator(Random(f"tokenizer {seed} {name}")), n_each)


def normalized(text: str) -> str:
    """The text as SentencePiece sees it: the space in front, spaces visible."""
    return (SPACE + text.replace(" ", SPACE)) if text else ""


def structure(definitions: str) -> Iterator[str]:
    """What stands around the names, descriptions and choices of tool definitions: runs, and the lines of runs.

    Args:
        definitions: tools as JSON, indented.
    """
    begin = 0
    for match in _STRING.finditer(definitions):
        before = definitions[: match.start()]
        is_key = match[2] == ":" and not before.endswith(_PROPERTY)
        if (is_key and match[1] in _KEYS) or (before.endswith('"type": ') and match[1] in _TYPES):
            continue
        run = definitions[begin : match.start() + 1]
        yield run
        yield from ("\n" + line for line in run.split("\n")[1:])
        begin = match.end() - len(match[2]) - 1
    yield definitions[begin:]


def fixed_pieces(conversations: Iterable[Conversation]) -> list[str]:
    """Pieces for what is always written in the same way: _MARKS, and lines of tool definitions and system messages."""
    counts: Counter[str] = Counter()
    n = 0
    for conversation in conversations:
        n += 1
        for message in conversation.messages:
            if message["role"] != "system":
                continue
            if message.get("tools"):
                definitions = "\n" + json.dumps(message["tools"], indent=4, ensure_ascii=False)
                counts.update(set(structure(definitions)))
            else:
                counts[" " + message["content"]] += 1
    lines = [
        (count * len(line), line.replace(" ", SPACE))
        for line, count in counts.items()
        if count > n / 500 and len(line) > 3 and not re.search(r"[0-9]", line)
    ]
    best = [line for _, line in sorted(lines, reverse=True)[:_N_LINES]]
    return list(dict.fromkeys([*_MARKS, *best]))


class _Counts:
    """How often words stand in the texts: all of them, those after a space, and those that begin a name or value."""

    def __init__(self, fixed: list[str]) -> None:
        self.words: Counter[str] = Counter()
        self.after_space: Counter[str] = Counter()
        self.at_start: Counter[str] = Counter()
        self.characters: Counter[str] = Counter()
        by_length = sorted(fixed, key=len, reverse=True)
        self._units = re.compile("|".join(map(re.escape, by_length)) + rf"|{SPACE}?[A-Za-z]+|.", re.DOTALL)

    def add(self, text: str, *, is_name: bool = False) -> None:
        """Count a text of a message, or the name of a tool."""
        before = ""
        for unit in self._units.findall(normalized(text)):
            word = unit.removeprefix(SPACE)
            if word.isascii() and word.isalpha():
                self.words[word] += 1
                if is_name or before in {"='", '":' + SPACE + '"'}:
                    self.at_start[word] += 1
                elif unit != word:
                    self.after_space[word] += 1
            elif len(unit) == 1:
                self.characters[unit] += 1
            before = unit
            is_name = False

    def spaced(self, singles: set[str]) -> list[str]:
        """Words of prose that get a piece with the space in front: common, and hardly ever the start of a value."""
        scores = {word: n - 5 * self.at_start[word] for word, n in self.after_space.items() if word in singles}
        return sorted((w for w in scores if scores[w] >= _LEAST_SPACED), key=lambda w: (-scores[w], w))[:_N_SPACED]


def _characters(counts: _Counts) -> list[str]:
    """ASCII, punctuation, and the most frequent Chinese characters of the language and of the texts."""
    han: dict[str, float] = defaultdict(float)
    for word in wordfreq.top_n_list("zh", 60_000):
        for character in word:
            han[character] += wordfreq.word_frequency(word, "zh")
    common = [c for c in sorted(han, key=lambda c: -han[c]) if re.match(f"[{_HAN}]", c)]
    used = [c for c, n in counts.characters.most_common() if n >= 20 and re.match(f"[{_HAN}]", c)]
    chosen = dict.fromkeys([*common[:2100], *used, *common])
    return [*_ASCII, *_PUNCTUATION, *list(chosen)[:_N_HAN]]


def _merges(words: Counter[str], n_merges: int) -> list[str]:
    """The pieces that SentencePiece's BPE makes of words, in the order of their merges."""
    letters = {c for word in words for c in word}
    with tempfile.TemporaryDirectory() as folder:
        source, model = Path(folder) / "words.tsv", Path(folder) / "merges"
        source.write_text("".join(f"{word}\t{n}\n" for word, n in sorted(words.items())), "ascii")
        sentencepiece.SentencePieceTrainer.train(
            input=str(source),
            input_format="tsv",
            model_prefix=str(model),
            model_type="bpe",
            vocab_size=n_merges + len(letters) + 1,
            character_coverage=1.0,
            normalization_rule_name="identity",
            add_dummy_prefix=False,
            split_digits=True,
            bos_id=-1,
            eos_id=-1,
            max_sentencepiece_length=14,
            minloglevel=2,
            num_threads=2,
        )
        found = pieces(model.with_suffix(".model").read_bytes())
    return [piece for piece in found[1:] if len(piece) > 1]


def train(seed: int = 0) -> bytes:
    """The bytes of tokenizer.model."""
    conversations = list(sample_conversations(seed))
    fixed = fixed_pieces(conversations)
    counts = _Counts(fixed)
    for conversation in conversations:
        for turn in to_turns(conversation.messages):
            counts.add(turn.metadata, is_name=True)
            counts.add(turn.content)
    # Words that the texts lack keep the merges general: names and values of users are any words.
    total = counts.words.total()
    words = Counter(counts.words)
    for word in wordfreq.top_n_list("en", 30_000):
        if re.fullmatch("[a-z]+", word):
            words[word] += round(0.25 * total * wordfreq.word_frequency(word, "en")) + 1
            words[word.capitalize()] += 1
    characters = _characters(counts)
    n_left = N_PIECES - 3 - 256 - len(fixed) - len({SPACE, *characters} - set(fixed))
    merges = _merges(words, n_left)
    spaced = [SPACE + word for word in counts.spaced({*merges[: n_left - _N_SPACED], *"aAI"})]
    return _model_proto(fixed, [*merges[: n_left - len(spaced)], *spaced], [SPACE, *characters])


def _model_proto(fixed: list[str], merged: list[str], characters: list[str]) -> bytes:
    """A SentencePiece model; merged pieces in the order in which they are to be merged.

    Wire format: https://protobuf.dev/programming-guides/encoding/; fields: sentencepiece_model.proto of SentencePiece.
    """
    normal, unknown, control, user_defined, byte = 1, 2, 3, 4, 6
    pieces = [("<unk>", 0.0, unknown), ("<s>", 0.0, control), ("</s>", 0.0, control)]
    pieces += [(f"<0x{value:02X}>", 0.0, byte) for value in range(256)]
    pieces += [(piece, 0.0, user_defined) for piece in fixed]
    singles = [c for c in characters if c not in set(fixed)]
    pieces += [(piece, -float(i), normal) for i, piece in enumerate([*merged, *singles])]
    trainer = _field(3, 2) + _field(4, len(pieces)) + _field(35, 1)  # model_type BPE, vocab_size, byte_fallback
    # name, add_dummy_prefix, remove_extra_whitespaces, escape_whitespaces
    normalizer = _field(1, b"identity") + _field(3, 1) + _field(4, 0) + _field(5, 1)
    entries = (_field(1, p.encode()) + _field(2, score) + _field(3, kind) for p, score, kind in pieces)
    return b"".join(_field(1, entry) for entry in entries) + _field(2, trainer) + _field(3, normalizer)


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


def pieces(proto: bytes) -> list[str]:
    """The pieces of tokenizer.model, as SentencePiece writes them."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=proto)
    return [processor.id_to_piece(i) for i in range(processor.get_piece_size())]


def main() -> None:
    """Write the tokenizer and say what it does to the texts."""
    import argparse

    from pyglm.tokenizer import Tokenizer

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    proto = train(arguments.seed)
    arguments.target.write_bytes(proto)
    tokenizer = Tokenizer(proto, vocab_size=VOCAB_SIZE)
    print(f"{tokenizer.n_pieces} pieces, {len(proto)} bytes")
    for name in KINDS:
        sample = list(itertools.islice(generators()[name](Random(1)), 200))
        lengths = sorted(len(tokenizer.encode_chat(c.messages)) for c in sample)
        print(f"{name}: tokens per conversation: median {lengths[100]}, 95 % {lengths[190]}, most {lengths[-1]}")


if __name__ == "__main__":
    main()
