"""The hand-written lists of this folder: parameters, actions, verbs, objects and attributes in both languages."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo_model.hold_out import is_held_out

# what the requests of a hand-written action are about besides the words of its names
_RELATED_WORDS = {
    name: frozenset(words.split())
    for name, words in {
        "get weather": "temperature humidity rain wind air sunrise",
        "weather forecast": "temperature rain wind",
        "web search": "definition news history website article",
        "block sender": "email mail",
        "compare documents": "file",
        "find supervisor": "director leader",
        "payment reminder": "invoice bill",
        "contract end": "deadline duration",
        "add customer": "contact",
        "request review": "branch",
        "disk space": "capacity size server",
        "grant access": "folder directory",
        "renew certificate": "domain website",
        "open port": "server",
        "grep files": "file folder word",
        "replace text": "file",
        "count lines": "length size",
        "merge pdf": "file",
        "recognize text": "photo picture file document",
        "find duplicates": "file folder directory",
        "list transactions": "balance",
        "court date": "deadline schedule timetable",
        "consult lawyer": "appointment",
        "restock": "product item order stock",
        "move pallet": "shelf",
        "locate container": "location address",
        "calibrate instrument": "sensor",
        "free beds": "stock",
        "enter grade": "score",
        "building permit": "license",
        "soil moisture": "humidity",
        "register residence": "address location",
        "virus scan": "file folder directory",
        "get directions": "location traffic distance map address",
        "distance between": "length",
        "find places": "location restaurant museum school opening",
        "local time": "clock timetable",
        "word definition": "meaning word language spelling",
        "detect language": "word",
        "synonyms": "word meaning",
        "find contact": "number address email birthday",
        "find recipe": "ingredients ingredient meal food",
        "get calories": "ingredients ingredient meal",
        "find allergens": "ingredients ingredient meal",
        "product reviews": "rating score comment",
        "bus departures": "schedule timetable",
        "tour dates": "schedule timetable concert show",
        "city events": "schedule timetable concert show",
        "player stats": "score age",
        "home value": "price cost area size",
        "rent index": "price cost",
        "inflation": "price cost",
        "water level": "depth height",
        "get coordinates": "location address",
        "postal code": "address",
        "emergency room": "location address",
        "night pharmacy": "opening medicine drug",
        "lost and found": "location owner",
        "biography": "age birthday history definition",
        "animal facts": "age weight height size speed definition location",
        "chemical element": "weight temperature definition",
        "book by isbn": "author title",
        "word origin": "meaning definition history language",
        "antonyms": "word meaning",
        "expand acronym": "meaning definition",
        "pronounce word": "spelling",
        "stock price": "share cost company",
        "order status": "parcel package state deadline",
        "ticket status": "state director leader",
        "flight status": "state schedule timetable",
        "next match": "schedule timetable event",
        "list events": "schedule timetable appointment meeting",
        "create event": "appointment meeting",
        "cancel event": "meeting",
        "find movie": "author director rating score",
        "cinema times": "show opening schedule",
        "match result": "score",
        "exchange rate": "money",
        "set heating": "heater temperature",
        "set brightness": "light lamp",
        "rent car": "vehicle",
        "call taxi": "cab car",
        "book hotel": "room",
        "book table": "restaurant",
        "create note": "memo note",
        "play song": "track song music",
        "account balance": "account money",
        "take photo": "photo picture camera",
        "lock door": "door",
        "create ticket": "ticket problem",
        "server load": "state status",
        "show visitor": "door",
        "air room": "window",
        "shopping list": "item product",
        "scale recipe": "ingredient ingredients",
        "substitute ingredient": "ingredients",
        "best before": "deadline",
        "mix cocktail": "ingredients recipe",
        "check allergens": "ingredients ingredient",
        "rate restaurant": "rating score",
        "roasting time": "duration",
        "shelf life": "duration",
        "play radio": "channel",
        "identify song": "track",
        "tv guide": "show channel schedule",
        "find concerts": "concert schedule",
        "set subtitles": "movie film language",
        "high scores": "score player",
        "artist albums": "album",
        "start quiz": "game",
        "chess move": "game",
        "remove background": "photo picture",
        "blur faces": "picture",
        "slideshow": "photo picture folder",
        "set budget": "expense",
        "spending report": "expense",
        "income tax": "salary",
        "compare tariffs": "price",
        "assign chore": "task",
        "vet appointment": "dog",
        "report lost pet": "dog",
        "sowing time": "plant garden",
        "fertilize": "plant garden",
        "find trails": "route distance",
        "running pace": "speed",
        "drug interactions": "medicine",
        "suggest outfit": "dress",
        "add homework": "task",
        "write diary": "note",
        "auto reply": "email mail",
        "days until": "duration",
        "lunar date": "calendar",
        "name meaning": "definition",
        "car inspection": "vehicle appointment",
        "lost property": "location",
    }.items()
}
GRAMMAR = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "i", "if", "in",
    "into", "is", "it", "me", "my", "no", "not", "of", "off", "on", "or", "out", "per", "that", "the", "their",
    "they", "this", "to", "up", "what", "when", "where", "which", "who", "why", "with", "you", "your",
))  # fmt: skip
"""Words of names that say nothing of what they are about."""
_NO_USER = ("adverb", "tail", "filler", "hello", "thanks", "bye")  # parts of documents, and what everybody says
_ARTICLE = re.compile("^(?:the|an?|my|our|your|his|her|their) (?=.)")
_WHOLE = frozenset(("phrase_long", "date", "time"))  # values that an article in front of them belongs to
_VALUE = re.compile(r"\{(\w+)=([^{}]*)\}")
_FOLDER = Path(__file__).parent / "lists"
Texts = tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of parameter: its JSON type, how its values are drawn, and how people write and say it."""

    key: str
    json_type: str
    value: str
    names: Texts
    called_zh: Texts
    about_en: Texts
    says: dict[str, Texts]
    choices: dict[str, Texts]
    is_shared: bool = True
    """Whether parameters of several actions are of this kind."""


@dataclass(frozen=True)
class Slot:
    """A parameter's place in an action; requests refer to it as {key}."""

    key: str
    kind: Kind
    required: bool
    fitting: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """By language, values that make sense for it; none is held out."""


@dataclass(frozen=True)
class Request:
    """A request with some of its values or none; no value is held out."""

    template: str
    values: Mapping[str, str | float]


@dataclass(frozen=True)
class Action:
    """What a tool does: names, descriptions and requests, by language; a request starts with > or =, or is whole."""

    names: Texts
    about: Mapping[str, Texts]
    slots: tuple[Slot, ...]
    asks: Mapping[str, Texts]
    words: frozenset[str]
    """Single words that say what it is about; actions that share some could be confused."""
    is_query: bool
    verb: Texts = ()
    """The verbs that may ask for it, where a verb and an object make the action."""
    thing: Texts = ()
    attribute: str = ""
    complete: Mapping[str, tuple[Request, ...]] = field(default_factory=dict)
    """By language, requests that were written with their values."""
    near_misses: Mapping[str, Texts] = field(default_factory=dict)
    """By language, requests that it cannot serve although they are about the same things."""
    source: str = ""
    """Actions of other sources may be meant by the same requests if they share a word."""


@dataclass(frozen=True)
class Bilingual:
    """A verb's class, an object or an attribute, with its synonyms, and questions for an attribute."""

    en: Texts
    zh: Texts
    is_query: bool = True
    asks: dict[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True)
class WrittenSentence:
    """A sentence of a text, questions that it answers, and words that it alone has."""

    text: str
    questions: Texts
    keys: Texts


def _lines(name: str) -> list[str]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _topic(topic: str) -> list[str]:
    """The lines of all files whose names begin with the topic."""
    return [line for path in sorted(_FOLDER.glob(f"{topic}*.txt")) for line in _lines(path.name)]


def records(topic: str) -> dict[str, list[Any]]:
    """What the lines of JSON in a topic's files hold, by the file's name without its end."""
    return {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted(_FOLDER.glob(f"{topic}*.jsonl"))
    }


def split(text: str, mark: str = "|") -> Texts:
    """The parts of a line between marks, stripped; a part that is a clause keeps what it needs."""
    return tuple([part.strip() for part in text.split(mark) if part.strip()])


def _blocks(topic: str) -> list[tuple[str, dict[str, str]]]:
    """The blocks of a topic's files: a title in brackets with what follows it, and lines by what precedes the colon."""
    blocks: list[tuple[str, dict[str, str]]] = []
    for line in _topic(topic):
        if line.startswith("["):
            blocks.append((line, {}))
        else:
            key, _, value = line.partition(":")
            blocks[-1][1][key.strip()] = value
    return blocks


@functools.cache
def kinds() -> dict[str, Kind]:
    """The kinds of parameters by key."""
    found = {}
    for title, lines in _blocks("parameters"):
        key, _, rest = title[1:].partition("]")
        json_type, value = rest.split()
        found[key] = Kind(
            key=key,
            json_type=json_type,
            value=value,
            names=split(lines["names"], ","),
            called_zh=split(lines["zh"]),
            about_en=split(lines["en"]),
            says={"en": split(lines.get("says en", "")), "zh": split(lines.get("says zh", ""))},
            choices={"en": split(lines.get("choices en", ""), ","), "zh": split(lines.get("choices zh", ""), ",")},
        )
    return found


@functools.cache
def fitting_values(name: str, key: str, value: str) -> dict[str, Texts]:
    """By language, values that make sense for a parameter of an action; none is held out.

    Args:
        name: the action's first name; "attribute" for things that have an attribute.
        key: the parameter's; an attribute's first name.
        value: what the parameter's values are, Kind.value.
    """
    found = {}
    for language in ("en", "zh"):
        texts = _by_action("fitting").get(name, {}).get(f"{key} {language}", ())
        bare = [_parted(text, value)[1] for text in texts]
        if values := tuple([text for text in bare if not is_held_out(text)]):
            found[language] = values
    return found


def without_article(text: str) -> str:
    """A value as a call gets it, of how a sentence names it."""
    return _ARTICLE.sub("", text)


def _parted(text: str, value: str) -> tuple[str, str]:
    """The article of what a sentence says, if it is no part of such a value, and the value."""
    bare = text if value in _WHOLE else without_article(text)
    return text.removesuffix(bare), bare


@functools.cache
def _by_action(topic: str) -> dict[str, dict[str, Texts]]:
    """The texts of a topic's files, by the first name of their action and by what precedes the colon of their line."""
    found: dict[str, dict[str, Texts]] = {}
    for title, lines in _blocks(topic):
        by_line = found.setdefault(title.strip("[]"), {})
        for line, texts in lines.items():
            by_line[line] = (*by_line.get(line, ()), *split(texts))
    return found


def _complete_requests(name: str, slots: Iterable[Slot]) -> dict[str, tuple[Request, ...]]:
    """By language, the requests that are written with an action's values, as in "meet {person=Ada} at {time=noon}"."""
    kinds_of = {slot.key: slot.kind for slot in slots}
    found = {}
    for language, texts in _by_action("requests").get(name, {}).items():
        requests = [_request(text, kinds_of) for text in texts]
        found[language] = tuple([r for r in requests if not any(map(is_value_held_out, r.values.values()))])
    return found


def _request(text: str, kinds_of: Mapping[str, Kind]) -> Request:
    template, values = "", {}
    begin, *parts = _VALUE.split(text)
    for key, said, further in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        article, value = _parted(said, kinds_of[key].value)
        values[key] = _typed(value, kinds_of[key].json_type)
        template += f"{article}{{{key}}}{further}"
    return Request(begin + template, values)


def is_value_held_out(value: str | float) -> bool:
    """Whether only the evaluation may use this value of an argument."""
    return is_held_out(value) and (isinstance(value, str) or len(re.sub(r"\D", "", str(value))) > 2)


def _typed(text: str, json_type: str) -> str | float:
    if json_type == "string":
        return text
    return int(text) if re.fullmatch(r"-?\d+", text) else float(text)


@functools.cache
def actions() -> tuple[Action, ...]:
    """The actions written by hand."""
    found = []
    for title, lines in _blocks("actions"):
        names = split(title.strip("[]"), ";")
        further = _by_action("descriptions").get(names[0], {})
        names += further.get("names", ())
        slots = []
        for spec in lines["p"].split():
            name, _, key = spec.rstrip("!").partition(":")
            key, kind = key or name, kinds()[name]
            slots.append(Slot(key, kind, spec.endswith("!"), fitting_values(names[0], key, kind.value)))
        asks = {"en": split(lines["en"]), "zh": split(lines["zh"])}
        about = {code: split(lines[f"{code} about"]) + further.get(code, ()) for code in ("en", "zh")}
        words = frozenset([word for name in names for word in name.split()]) - GRAMMAR
        # a tool that does something is asked for in the imperative; one that finds something with questions, too
        is_query = sum(ask.startswith(">") for ask in asks["en"]) * 2 < len(asks["en"]) + 1
        words |= _RELATED_WORDS.get(names[0], frozenset())
        found.append(
            Action(
                names,
                about,
                tuple(slots),
                asks,
                words,
                is_query,
                complete=_complete_requests(names[0], slots),
                near_misses=_by_action("near_misses").get(names[0], {}),
            )
        )
    return tuple(found)


def _bilingual(line: str) -> Bilingual:
    parts = line.split("|")
    asks = {"en": split(parts[2], ";"), "zh": split(parts[3], ";")} if len(parts) > 3 else {}
    is_query = len(parts) != 3 or parts[2].strip() == "query"
    return Bilingual(split(parts[0], ","), split(parts[1], ","), is_query, asks)


@functools.cache
def verbs() -> tuple[Bilingual, ...]:
    """Classes of verbs; those of a class mean the same."""
    return tuple([_bilingual(line) for line in _lines("verbs.txt")])


@functools.cache
def objects() -> tuple[Bilingual, ...]:
    """Things that tools are about."""
    return tuple([_bilingual(line) for line in _lines("objects.txt")])


@functools.cache
def attributes() -> tuple[Bilingual, ...]:
    """What can be asked about a thing."""
    return tuple([_bilingual(line) for line in _lines("attributes.txt")])


@functools.cache
def phrases() -> dict[str, Texts]:
    """The lists of phrasings and small talk by title: frames around requests, sentences of context, talk."""
    return _titled((*_topic("phrasings"), *_topic("small_talk")))


@functools.cache
def value_lists() -> dict[str, Texts]:
    """Values as people write them, by language and kind: notes, queries, things, titles, firms, dishes and places."""
    return _titled(_topic("values"))


def _titled(lines: Iterable[str]) -> dict[str, Texts]:
    """What stands between marks under each title in brackets."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("["):
            texts = found.setdefault(line.strip("[]"), [])
        else:
            texts += split(line)
    return {title: tuple(texts) for title, texts in found.items()}


@functools.cache
def fact_kinds() -> dict[str, list[dict[str, Texts]]]:
    """By the subject's kind, facts: their sentences ("en", "zh") and questions ("en?", "zh?")."""
    found: dict[str, list[dict[str, Texts]]] = {}
    for title, lines in _blocks("facts"):
        found.setdefault(title.strip("[]"), []).append({key: split(value) for key, value in lines.items()})
    return found


@functools.cache
def written_texts() -> dict[str, list[tuple[WrittenSentence, ...]]]:
    """Texts as people write them, by language."""
    found: dict[str, list[list[WrittenSentence]]] = {}
    for line in _topic("texts"):
        if line.startswith("["):
            sentences: list[WrittenSentence] = []
            found.setdefault(line[1:3], []).append(sentences)
        else:
            text, questions, keys = line.split("||")
            sentences.append(WrittenSentence(text.strip(), split(questions), split(keys)))
    return {language: [tuple(text) for text in texts] for language, texts in found.items()}


def templates() -> frozenset[str]:
    """All sentences of users that the lists hold, with their slots; the evaluation must use others."""
    found = [text for title, texts in phrases().items() if not title.endswith(_NO_USER) for text in texts]
    asked = [*[action.asks for action in actions()], *[attribute.asks for attribute in attributes()]]
    found += [ask.lstrip(">=") for asks in asked for texts in asks.values() for ask in texts]
    found += [request.template for action in actions() for of in action.complete.values() for request in of]
    found += [text for action in actions() for texts in action.near_misses.values() for text in texts]
    written = [sentence for texts in written_texts().values() for text in texts for sentence in text]
    found += [text for sentence in written for text in (sentence.text, *sentence.questions)]
    facts = [fact for kind in fact_kinds().values() for fact in kind]
    found += [text for fact in facts for texts in fact.values() for text in texts]
    return frozenset(found)
