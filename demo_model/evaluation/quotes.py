"""Cases with a document of about 1,000 tokens: a sentence is asked for and has to be quoted as it stands."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from demo_model.evaluation.case import Case
from demo_model.evaluation.document_text import QUESTIONS, SENTENCES
from demo_model.evaluation.tool_cases import slots
from demo_model.evaluation.values import value
from pyglm.conversation import DOCUMENT_REPLY

_N_DOCUMENTS = 100
_QUESTIONS = 3  # of a document: sentences near its beginning, middle and end
_CHARACTERS = {"en": 3300, "zh": 1250}  # about 1,000 tokens of a small vocabulary
_NAMES = ("notes.md", "report.txt", "chronicle.txt", "handbook.md", "news.txt")
_PARAGRAPH = 6  # sentences


@dataclass(frozen=True)
class Sentence:
    """A sentence of a document and the name that only it contains."""

    text: str
    key: str


def quote_cases(language: str) -> Iterator[Case]:
    """Three sentences of each document are asked for, the document being in the chat as `pyglm chat --doc` puts it."""
    r = random.Random(f"quote {language}")
    questions = QUESTIONS[language]
    for document in range(_N_DOCUMENTS):
        sentences = _sentences(language, r)
        name = r.choice(_NAMES)
        third = len(sentences) // _QUESTIONS
        for part in range(_QUESTIONS):
            wanted = sentences[part * third + r.randrange(third)]
            index = document * _QUESTIONS + part
            phrasing = questions[index % len(questions)]
            messages = [
                {"role": "user", "content": f"{name}:\n\n{_document(sentences, language)}"},
                {"role": "assistant", "metadata": "", "content": DOCUMENT_REPLY},
                {"role": "user", "content": phrasing.format(key=wanted.key)},
            ]
            yield Case(
                f"quote-{language}-{index:03d}", "quote", language, phrasing, messages, {"sentence": wanted.text}
            )


def _sentences(language: str, r: random.Random) -> list[Sentence]:
    """Sentences on different people, places and things, none of whose keys stands in another one."""
    found: list[Sentence] = []
    templates: list[str] = []
    while sum(len(one.text) for one in found) < _CHARACTERS[language]:
        templates = templates or r.sample(SENTENCES[language], len(SENTENCES[language]))
        template = templates.pop()
        kinds = slots(template)
        values = {kind: str(value(kind, language, r)) for kind in kinds}
        made = Sentence(template.format(**values), values[kinds[0]])
        # `key in text` covers equal keys as well
        if not any(made.key in one.text or one.key in made.text for one in found):
            found.append(made)
        else:
            templates.append(template)
    return found


def _document(sentences: list[Sentence], language: str) -> str:
    space = " " if language == "en" else ""
    texts = [one.text for one in sentences]
    return "\n\n".join([space.join(texts[i : i + _PARAGRAPH]) for i in range(0, len(texts), _PARAGRAPH)])
