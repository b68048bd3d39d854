"""What a tool of the evaluation is made of: a concept with words for its names, and what users say to get it.

A concept gives several tools, with other names, descriptions and parameters' names: see `schemas`.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

from demo_model.hold_out import is_held_out

_TYPES = {
    **dict.fromkeys(("few", "tens", "count", "hundreds", "number"), "integer"),
    "amount": "number",
}  # others are strings
_VARIANTS = 4  # tools of a concept
_DESCRIPTIONS = {  # of a kind, where a parameter says nothing more
    "city": ("name of the city", "城市名称"),
    "person": ("name of the person", "人名"),
    "date": ("the date", "日期"),
    "time": ("the time of day", "时间"),
    "title": ("the title", "标题"),
    "item": ("what it is about", "物品名称"),
    "message": ("the text", "文字内容"),
    "company": ("name of the company", "公司名称"),
    "word": ("the word", "词语"),
    "dish": ("name of the dish", "菜名"),
    "street": ("the address", "地址"),
    "email": ("email address", "邮箱地址"),
    "code": ("the code", "编号"),
    "file": ("name of the file", "文件名"),
    "picture": ("name of the picture", "图片文件名"),
    "number": ("the number", "数字"),
    "amount": ("the amount", "金额"),
    "count": ("how many", "数量"),
}


@dataclass(frozen=True)
class Parameter:
    """A parameter of a concept's tools; its first name is also the slot in what users say."""

    names: tuple[str, ...]
    kind: str
    """One of values.KINDS, or "choice"."""
    description: dict[str, str]
    choices: dict[str, tuple[str, ...]]
    is_optional: bool

    @property
    def slot(self) -> str:
        """Its place in what users say."""
        return self.names[0]


@dataclass(frozen=True)
class Concept:
    """Something that a tool can do."""

    id: str
    group: str
    """Tools of one group are near each other; no tool of it is offered where none may fit."""
    names: tuple[str, ...]
    descriptions: dict[str, tuple[str, ...]]
    parameters: tuple[Parameter, ...]
    requests: dict[str, tuple[str, ...]]
    """By language, what a user says, with a {slot} for each value."""
    results: tuple[tuple[str, str], ...]
    """Field and kind of value of what the tool gives back; the first is what the user wants to know."""


@dataclass(frozen=True)
class Tool:
    """One tool as it is offered, and the concept that it belongs to."""

    concept: Concept
    schema: dict[str, Any]
    argument_names: dict[str, str]
    """The parameter's name by slot."""


def parameter(line: str) -> Parameter:
    """Read "[?]names|kind or choices|description|Chinese description|Chinese choices"; ? marks what may be left out."""
    names, kind, *rest = [part.strip() for part in line.split("|")]
    choices = {}
    if "," in kind:
        choices = {"en": tuple(kind.split(",")), "zh": tuple((rest[2] if len(rest) > 2 else kind).split(","))}
        kind = "choice"
    en, zh = rest[:2] if len(rest) > 1 else _DESCRIPTIONS[kind]
    return Parameter(tuple(names.lstrip("?").split()), kind, {"en": en, "zh": zh}, choices, names.startswith("?"))


def concept(
    group: str, verbs: str, nouns: str, en: str, zh: str, parameters: list[str], say: str, zh_say: str, results: str
) -> Concept:
    """A concept from its words; texts with several variants are parted by |, results are "field:kind" words."""
    fields = [tuple(result.split(":")) for result in results.split()]
    return Concept(
        id=f"{verbs.split()[0]}_{nouns.split()[0]}",
        group=group,
        names=_held_out_names(verbs.split(), nouns.split()),
        descriptions={"en": tuple(en.split("|")), "zh": tuple(zh.split("|"))},
        parameters=tuple([parameter(line) for line in parameters]),
        requests={"en": tuple(say.split("|")), "zh": tuple(zh_say.split("|"))},
        results=tuple([(name, kind) for name, kind in fields]),
    )


def _held_out_names(verbs: list[str], nouns: list[str]) -> tuple[str, ...]:
    """The tool names made of a verb and a noun, in the ways that programmers write them, that are held out."""
    names = []
    for noun, verb in itertools.product(nouns, verbs):
        first, *words = f"{verb}_{noun}".split("_")
        camel = first + "".join([word.title() for word in words])
        short = f"{noun}_{verb}"
        names += [f"{verb}_{noun}", camel, short, f"{verb}_{noun}_tool", f"{verb}_the_{noun}", f"{short}_v2"]
    return tuple([name for name in dict.fromkeys(names) if is_held_out(name)])[:_VARIANTS]


def tools_of(concept: Concept, language: str) -> list[Tool]:
    """The concept's tools in a language: same purpose, other words."""
    return [_tool(concept, language, variant, name) for variant, name in enumerate(concept.names)]


def _tool(concept: Concept, language: str, variant: int, name: str) -> Tool:
    properties: dict[str, Any] = {}
    argument_names = {}
    for one in concept.parameters:
        argument = one.names[variant % len(one.names)]
        properties[argument] = {"type": _TYPES.get(one.kind, "string"), "description": one.description[language]}
        if one.choices:
            properties[argument]["enum"] = list(one.choices[language])
        argument_names[one.slot] = argument
    required = [argument_names[one.slot] for one in concept.parameters if not one.is_optional]
    descriptions = concept.descriptions[language]
    schema = {
        "name": name,
        "description": descriptions[variant % len(descriptions)],
        "parameters": {"type": "object", "properties": properties, "required": required},
    }
    return Tool(concept, schema, argument_names)
