"""Conversations about a document of invented facts: questions whose answer is one of its sentences, word for word."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from demo_model.data import Conversation
from demo_model.data.lists import Texts, fact_kinds, kinds, phrases, written_texts
from demo_model.data.phrases import fill
from demo_model.data.scenes import scene
from demo_model.data.values import CURRENCIES, FOODS
from demo_model.data.words import Words
from pyglm.conversation import DOCUMENT_REPLY

ABSENT = {"en": "The document says nothing about that.", "zh": "文档里没有提到这一点。"}
_WORD = re.compile(r"[A-Za-z]+")
# characters of English; many short documents, which teach most for their cost
_LENGTHS = (200, 250, 300, 350, 400, 500, 600, 700, 800, 1000, 1200, 1600, 2200, 3000, 3800, 4200, 4600)
_ZH_SHARE = 0.36  # characters of Chinese that take as many tokens as one of English
_WRITTEN = 0.3  # of documents, those with texts written by hand
_SUBJECTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "person": (("{person}", "{person}", "{person}", "Dr. {last}", "Mrs. {last}", "Captain {last}"), ("{person}",)),
    "company": (("{proper}", "{proper} Ltd", "{proper} Works", "{proper} & Sons", "the {w} bank", "the {proper} Group"),
                ("{proper}公司", "{proper}集团", "{proper}工厂", "{proper}商店", "{proper}银行")),
    "project": (("Project {proper}", "the {w} project", "the {proper} plan", "project {code}", "the study of {w}"),
                ("{proper}项目", "{proper}计划", "{w}工程", "{code}项目", "{w}研究")),
    "place": (("{city}", "{proper}", "{proper} Island", "the village of {proper}"),
              ("{city}", "{proper}村", "{proper}镇")),
    "product": (("the {proper} {number}", "the {proper}", "the {w} machine", "model {code}"),
                ("{proper}{number}", "{proper}牌{w}", "{w}机", "{code}型号")),
    "event": (("the {proper} Festival", "the meeting on {w}", "the {w} exhibition", "the {proper} Cup",
               "the party of {first}"),
              ("{proper}节", "{w}会议", "{w}展览", "{proper}杯", "{w}晚会")),
    "rule": (("the {color} cellar", "room {number}", "the {proper} library", "the {w} room", "hall {code}",
              "the {w} store"),
             ("{color}地下室", "{number}号房间", "{proper}图书馆", "{w}室", "{w}仓库")),
}  # fmt: skip
_CHOICES: dict[str, dict[str, Texts]] = {
    "animal": {
        "en": ("cat", "dog", "goat", "parrot", "rabbit", "pony", "hamster", "turtle", "goose", "hen"),
        "zh": ("猫", "狗", "山羊", "鹦鹉", "兔子", "小马", "仓鼠", "乌龟", "鹅", "母鸡"),
    },
    "subject": {
        "en": ("law", "botany", "chemistry", "history", "music", "medicine", "geology", "algebra", "pottery", "optics"),
        "zh": ("法律", "植物学", "化学", "历史", "音乐", "医学", "地质学", "代数", "表演", "陶艺", "纺织", "光学"),
    },
    "vehicle": {
        "en": ("bus", "tram", "bicycle", "ferry", "motorbike", "tractor", "van", "sledge"),
        "zh": ("公交车", "电车", "自行车", "渡轮", "摩托车", "拖拉机", "面包车", "雪橇"),
    },
    "currency": {"en": (*CURRENCIES, "euros", "dollars", "pounds"), "zh": ("元", "欧元", "美元", "英镑")},
}
_SMALL_AFTER_ADVERB = frozenset(("The", "A", "In", "At", "For", "With", "Only", "Every", "Nothing"))


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _choice(key: str, words: Words) -> str:
    return words.pick(_CHOICES[key][words.language])


DRAWS: dict[str, Callable[[Words], Any]] = {
    "city": Words.city,
    "country": Words.country,
    "date": Words.date,
    "year": lambda w: w.integer(1700, 2035),
    "person": Words.person,
    "last": lambda w: w.pick(w.pools.en_last),
    "first": Words.first_name,
    "proper": Words.proper,
    "job": lambda w: w.word() + "师" if w.zh else _with_article(w.pick(w.pools.en_jobs)),
    "small": lambda w: w.integer(2, 99),
    "number": lambda w: w.integer(2, w.pick((99, 999, 9999, 99_999))),
    "amount": lambda w: w.integer(10, w.pick((99, 999, 99_999, 999_999))),
    "decimal": lambda w: w.decimal(0.1, 99),
    "food": lambda w: w.word() + w.pick(FOODS["zh"]) if w.zh else f"{w.en_word()} {w.pick(FOODS['en'])}",
    "thing": Words.word,
    "thing2": Words.word,
    "w": Words.word,
    "language": lambda w: w.pick(kinds()["language"].choices[w.language]),
    "language2": lambda w: w.pick(kinds()["language"].choices[w.language]),
    "color": lambda w: w.pick(kinds()["color"].choices[w.language]),
    "email": Words.email,
    "phone": Words.phone,
    "phrase": lambda w: w.phrase(1, 3),
    "time": Words.time,
    "code": Words.code,
    "file": Words.file,
    **{key: functools.partial(_choice, key) for key in _CHOICES},
}
"""What a slot of a sentence is filled with, by its name."""


@dataclass
class Sentence:
    """A sentence of the document and what can be asked about it."""

    text: str
    subject: str = ""
    questions: Texts = ()
    keys: list[str] = field(default_factory=list)


def conversations(random: Random) -> Iterator[Conversation]:
    """Endless conversations about a document of 100 to 1,200 tokens; the same for the same state of random."""
    while True:
        yield _conversation(Words(random, "en" if random.random() < 0.5 else "zh"))


def _conversation(words: Words) -> Conversation:
    size = words.pick(_LENGTHS) * words.random.uniform(0.8, 1.1)
    sentences = _sentences(words, size * (_ZH_SHARE if words.zh else 1))
    text = _laid_out(sentences, words)
    messages = [
        {"role": "user", "content": f"{_file_name(words)}:\n\n{text}"},
        {"role": "assistant", "metadata": "", "content": DOCUMENT_REPLY},
    ]
    n_turns = words.random.randint(6, min(max(14, len(sentences)), 20))
    for _ in range(n_turns):
        question, answer = _question(sentences, text, words)
        messages.append({"role": "user", "content": question})
        messages.append({"role": "assistant", "metadata": "", "content": answer})
    return Conversation(messages, "quote", words.language)


def _file_name(words: Words) -> str:
    if words.chance(0.15):
        return "document"
    return words.fresh(
        lambda: f"{words.en_word()}{words.pick(('', '', '-2', '_new'))}.{words.pick(('txt', 'md', 'pdf', 'html'))}"
    )


# the document


def _filled(template: str, words: Words, subject: str = "", keys: list[str] | None = None) -> str:
    """The template with its slots drawn; what was drawn is added to keys."""

    def value(slot: str) -> str:
        if slot == "s":
            return subject
        drawn = str(DRAWS[slot](words))
        if keys is not None:
            keys.append(drawn)
        return drawn

    return fill(template, value)


def _sentences(words: Words, n_chars: float) -> list[Sentence]:
    found: list[Sentence] = []
    seen: set[str] = set()
    total = 0
    is_written = words.chance(_WRITTEN)
    mixed = words.chance(0.1 if is_written else 0.5)
    scenes = words.pick((0.0, 0.3, 0.6, 0.9))
    while total < n_chars:
        if is_written and words.chance(0.8):
            group = _written(words, n_chars - total)
        elif words.chance(0.15):
            group = [_filler(words)]
        else:
            group = [_scene(words)] if words.chance(scenes) else _about_subject(words)
        for sentence in group:
            if sentence.text not in seen and (not sentence.subject or sentence.subject not in seen):
                found.append(sentence)
                seen.add(sentence.text)
                total += len(sentence.text)
        seen.update([sentence.subject for sentence in group])
        seen.discard("")
    if mixed:
        words.random.shuffle(found)
    return found


def _about_subject(words: Words) -> list[Sentence]:
    """One to six facts about a new subject."""
    kind = words.pick(tuple(_SUBJECTS))
    subject = words.fresh(lambda: _filled(words.pick(_SUBJECTS[kind][words.zh]), words))
    facts = fact_kinds()[kind]
    chosen = words.random.sample(facts, k=min(len(facts), words.pick((1, 1, 2, 3, 4, 6))))
    return [_fact(fact, subject, words) for fact in chosen]


def _fact(fact: dict[str, Texts], subject: str, words: Words) -> Sentence:
    keys: list[str] = []
    text = _filled(words.pick(fact[words.language]), words, subject, keys)
    questions = tuple([question.replace("{s}", subject) for question in fact[f"{words.language}?"]])
    return Sentence(_dressed(text, words, keys, starts_small=not text.startswith(subject)), subject, questions, keys)


def _written(words: Words, n_chars: float) -> list[Sentence]:
    """A text written by hand, or as many of its sentences in a row as take about so many characters."""
    lines = words.pick(written_texts()[words.language])
    n = len(lines) if n_chars > 800 else max(2, int(n_chars) // len(lines[0].text))
    start = words.random.randrange(max(1, len(lines) - n + 1))
    return [Sentence(line.text, "", line.questions, list(line.keys)) for line in lines[start : start + n]]


def _scene(words: Words) -> Sentence:
    while True:
        text, keys = scene(words)
        if keys:
            return Sentence(text, "", (), keys)


def _filler(words: Words) -> Sentence:
    keys: list[str] = []
    text = _filled(words.pick(phrases()[f"{words.language} filler"]), words, keys=keys)
    return Sentence(text if words.zh else text[0].upper() + text[1:], "", (), keys)


def _dressed(text: str, words: Words, keys: list[str], *, starts_small: bool) -> str:
    """The sentence, sometimes with an adverb before it or a clause behind it."""
    if words.chance(0.2):
        adverb = _filled(words.pick(phrases()[f"{words.language} adverb"]), words, keys=keys)
        if starts_small and text.split(" ", 1)[0] in _SMALL_AFTER_ADVERB:
            text = text[0].lower() + text[1:]
        text = adverb + ("" if words.zh else " ") + text
    if words.chance(0.2):
        tail = _filled(words.pick(phrases()[f"{words.language} tail"]), words, keys=keys)
        text = text[:-1] + ("，" if words.zh else ", ") + tail + text[-1]
    return text if words.zh else text[0].upper() + text[1:]


def _laid_out(sentences: list[Sentence], words: Words) -> str:
    """The sentences as lines, as a list or in paragraphs."""
    kind = words.random.random()
    texts = [sentence.text for sentence in sentences]
    if kind < 0.1:
        return "\n".join(texts)
    if kind < 0.16:
        return "\n".join([f"- {text}" for text in texts])
    paragraphs, start = [], 0
    most = words.pick((3, 5, 8, 99))
    while start < len(texts):
        n = words.random.randint(1, most)
        paragraphs.append(("" if words.zh else " ").join(texts[start : start + n]))
        start += n
    heading = f"# {words.phrase(1, 3)}\n\n" if words.chance(0.1) else ""
    return heading + words.pick(("\n\n", "\n\n", "\n")).join(paragraphs)


# questions


def _question(sentences: list[Sentence], text: str, words: Words) -> tuple[str, str]:
    kind = words.random.random()
    if kind < 0.13:
        return _absent_question(text, words), ABSENT[words.language]
    if kind < 0.18:
        place = words.pick(("start", "end"))
        return _said(place, "", words), _quoted(sentences[0 if place == "start" else -1])
    if kind < 0.28:
        found = (_beginning_question if kind < 0.23 else _pair_question)(sentences, words)
        if found:
            return found
    if kind < 0.62:
        asked = [sentence for sentence in sentences if sentence.questions]
        if asked:
            sentence = words.pick(asked)
            return _framed(words.pick(sentence.questions), words), _quoted(sentence)
    return _keyword_question(sentences, words)


def _keyword_question(sentences: list[Sentence], words: Words) -> tuple[str, str]:
    """A question for the sentence that mentions a word, or for the first or last one about a subject."""
    while True:
        sentence = words.pick(sentences)
        options = [sentence.subject] * 2 + sentence.keys if sentence.subject else list(sentence.keys)
        if not words.zh and words.chance(0.3):  # any word of the sentence; Chinese has no blanks to find words by
            options = [word for word in _WORD.findall(sentence.text) if len(word) > 4] or options
        key = words.pick(options)
        if len(key) < 2 or key not in sentence.text:
            continue
        having = [other for other in sentences if key.lower() in other.text.lower()]
        if len(having) == 1:
            return _said("about", key, words), _quoted(having[0])
        if key != sentence.subject:
            continue
        which = words.pick(("first", "last"))
        return _said(which, key, words), _quoted(having[0 if which == "first" else -1])


def _beginning_question(sentences: list[Sentence], words: Words) -> tuple[str, str] | None:
    """A question for the sentence that begins with some words, if no other one does."""
    sentence = words.pick(sentences)
    if words.zh:
        start = sentence.text[: words.random.randint(3, 8)]
    else:
        start = " ".join(sentence.text.split(" ")[: words.random.randint(2, 5)])
    if len(start) > len(sentence.text) // 2 or sum(other.text.startswith(start) for other in sentences) > 1:
        return None
    return _said("begins", start, words), _quoted(sentence)


def _pair_question(sentences: list[Sentence], words: Words) -> tuple[str, str] | None:
    """A question for the sentence that mentions two things, if it is the only one."""
    sentence = words.pick(sentences)
    keys = [key for key in (sentence.subject, *sentence.keys) if len(key) > 1 and key in sentence.text]
    if len(keys) < 2:
        return None
    one, other = words.random.sample(keys, k=2)
    if one in other or other in one or sum(one in s.text and other in s.text for s in sentences) > 1:
        return None
    text = words.pick(phrases()[f"{words.language} both"]).replace("{a}", one).replace("{b}", other)
    return text, _quoted(sentence)


def _absent_question(text: str, words: Words) -> str:
    """A question about somebody or something that the document does not name."""
    while True:
        if words.chance(_WRITTEN):
            lines = words.pick(written_texts()[words.language])
            if not any(line.text in text for line in lines):
                return _framed(words.pick(words.pick(lines).questions), words)
        subject = _about_subject(words)[0]
        key = words.pick((subject.subject, *subject.keys))
        if subject.subject in text or key in text or len(key) < 2:
            continue
        if words.chance(0.5):
            frame = words.pick(phrases()[f"{words.language} quote"])
            return frame.replace("{x}", words.pick(subject.questions))
        return _said("about", key, words)


def _framed(question: str, words: Words) -> str:
    """The question, often with a request to quote around it."""
    frame = words.pick(phrases()[f"{words.language} quote"]) if words.chance(0.6) else "{x}"
    return frame.replace("{x}", question)


def _said(title: str, key: str, words: Words) -> str:
    return words.pick(phrases()[f"{words.language} {title}"]).replace("{k}", key)


def _quoted(sentence: Sentence) -> str:
    return f"“{sentence.text}”"
