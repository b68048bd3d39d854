"""Tools as they are offered: names, descriptions and parameters written in many styles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from demo_model.data.lists import Action, Bilingual, Kind, Slot, Texts, attributes, kinds, objects, verbs
from demo_model.data.values import Parameter, nonsense_kinds
from demo_model.data.words import Words
from demo_model.hold_out import is_held_out

# parameters of hand-written actions that are called otherwise than their kind
_NAMED = {
    "low": "下限",
    "high": "上限",
    "height": "身高",
    "exercise": "运动项目",
    "statement": "语句",
    "server": "服务器",
}


@dataclass(frozen=True)
class Tool:
    """A tool of one conversation: its definition for the system message, and how users ask for it."""

    name: str
    definition: dict[str, Any]
    parameters: tuple[Parameter, ...]
    action: Action


@dataclass(frozen=True)
class Style:
    """How all tools of a conversation are written."""

    case: str
    english: bool  # the schema's language
    described: float  # share of parameters with a description
    is_nonsense_name: bool

    @classmethod
    def drawn(cls, words: Words) -> Style:
        """A random one."""
        return cls(
            case=words.pick(("snake", "snake", "snake", "camel", "camel", "pascal", "flat", "kebab")),
            english=not words.zh or words.chance(0.3),
            described=words.pick((0.0, 0.5, 0.9, 1.0, 1.0)),
            is_nonsense_name=words.chance(0.1),
        )

    def joined(self, parts: list[str]) -> str:
        """The parts of a name in this style."""
        if self.case == "camel":
            return parts[0] + "".join([part.capitalize() for part in parts[1:]])
        if self.case == "pascal":
            return "".join([part.capitalize() for part in parts])
        return {"snake": "_", "flat": "", "kebab": "-"}[self.case].join(parts)


def build(action: Action, style: Style, words: Words) -> Tool:
    """The action as a tool in the style."""
    name = _name(action, style, words)
    parameters: list[Parameter] = []
    for slot in action.slots:
        parameters.append(_parameter(slot, style, words, [p.name for p in parameters]))
    about = words.pick(action.about["en" if style.english else "zh"])
    properties = {p.name: _property(p, style, words) for p in parameters}
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    required = [p.name for p in parameters if p.required]
    if required or words.chance(0.5):
        schema["required"] = required
    return Tool(name, {"name": name, "description": about, "parameters": schema}, tuple(parameters), action)


def _name(action: Action, style: Style, words: Words) -> str:
    if style.is_nonsense_name:
        return words.en_made_up()
    for _ in range(8):
        parts = words.pick(action.names).split()
        if words.chance(0.04):
            parts.append(words.pick(("tool", "api", "v2", "service", "now", "fn")))
        name = style.joined(parts)
        if not is_held_out(name):
            return name
    return words.fresh(lambda: style.joined([*words.pick(action.names).split(), words.en_word()]))


def _parameter(slot: Slot, style: Style, words: Words, taken: list[str]) -> Parameter:
    kind = slot.kind
    index = words.random.randrange(max(1, len(kind.names)))
    if not kind.names:
        plain = words.en_word() if words.chance(0.5) else words.en_made_up()
        called = words.made_up() if words.zh and words.chance(0.5) else words.word()
        called = called if words.zh and not style.english else plain
    elif slot.key in _NAMED:
        plain = slot.key
        called = _NAMED[plain] if words.zh else plain
    elif kind.value == "flag":
        plain = kind.names[index]
        called = kind.called_zh[index % len(kind.called_zh)] if words.zh else plain.replace("_", " ")
    else:
        plain = kind.names[index]
        called = words.pick(kind.called_zh) if words.zh else plain.replace("_", " ")
    while plain in taken:
        plain = words.pick(kind.names) if kind.names and words.chance(0.7) else f"{plain}_{words.en_word()}"
    name = plain if style.case != "camel" or words.chance(0.3) else style.joined(plain.split("_"))
    called = called.split("（")[0]
    if kind.value != "enum":
        choices: Texts = ()
    elif kind.choices["en"]:
        choices = kind.choices["en" if style.english else "zh"]
        choices = tuple(words.random.sample(choices, k=min(len(choices), words.pick((2, 3, 3, 4, 5)))))
    else:
        draw = words.en_word if style.english else words.word
        choices = tuple(dict.fromkeys([draw() for _ in range(words.pick((2, 3, 4)))]))
    return Parameter(name, called, kind, choices, slot.required, slot.key)


def _property(parameter: Parameter, style: Style, words: Words) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": parameter.kind.json_type}
    # a parameter whose name says nothing to the user needs its description
    needed = (not style.english and words.zh) or not parameter.kind.names
    if needed or words.chance(style.described):
        schema["description"] = _about(parameter, style, words)
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    return schema


def _about(parameter: Parameter, style: Style, words: Words) -> str:
    if not style.english:
        return words.pick(("{}", "{}", "要用的{}", "{}，必填" if parameter.required else "{}，可选")).format(
            parameter.called
        )
    if parameter.kind.about_en and words.chance(0.8):
        text = words.pick(parameter.kind.about_en)
        return text.replace("{w}", parameter.name.replace("_", " "))
    plain = parameter.called if not words.zh else parameter.name.replace("_", " ")
    return words.pick(("the {}", "{} to use", "{}", "which {}", "{} of it")).format(plain)


# actions that are put together from lists


def verb_action(words: Words, verb: Bilingual | None = None, thing: Bilingual | None = None) -> Action:
    """Any verb with any object, and parameters of any kinds."""
    verb, thing = verb or words.pick(verbs()), thing or words.pick(objects())
    names = (f"{words.pick(verb.en)} {words.pick(thing.en)}", f"{words.pick(verb.en)} {words.pick(thing.en)}")
    slots = tuple([Slot(kind.key, kind, words.chance(0.75)) for kind in _some_kinds(words)])
    article = ("the {}", "a {}", "my {}", "this {}", "the {}", "{}")
    do_en = [f">{words.pick(verb.en)} {words.pick(article).format(words.pick(thing.en))}" for _ in range(2)]
    do_zh = [f">{words.pick(verb.zh)}{words.pick(thing.zh)}" for _ in range(2)]
    do_zh.append(f">{words.pick(verb.zh)}{words.pick(('一下', '这个', '我的'))}{words.pick(thing.zh)}")
    about = {
        "en": (_en_sentence(words, words.pick(verb.en), words.pick(thing.en)),),
        "zh": (_zh_sentence(words, words.pick(verb.zh), words.pick(thing.zh)),),
    }
    asks = {"en": tuple(do_en), "zh": tuple(do_zh)}
    return Action(names, about, slots, asks, _single(*thing.en), verb.is_query, (*verb.en, *verb.zh), thing.en)


def _single(*texts: str) -> frozenset[str]:
    return frozenset([word for text in texts for word in text.split()])


def _some_kinds(words: Words) -> list[Kind]:
    n = words.pick((0, 1, 1, 1, 2, 2, 2, 3, 3, 4))
    pool = list(kinds().values())
    if words.chance(0.3):
        pool = [*nonsense_kinds(), *nonsense_kinds(), *words.random.sample(pool, k=6)]
    return list({kind.key: kind for kind in words.random.choices(pool, k=n)}.values())


def _en_sentence(words: Words, verb: str, thing: str) -> str:
    first, _, rest = verb.partition(" ")
    third = (first + ("es" if first[-1] in "hsx" else "s")) + (f" {rest}" if rest else "")
    if first[-1] == "y" and first[-2] not in "aeo":
        third = f"{first[:-1]}ies" + (f" {rest}" if rest else "")
    article = "an" if thing[0] in "aeiou" else "a"
    form = words.pick(
        (
            "{Verb} {a} {thing}.", "{Third} {a} {thing}.", "Use this to {verb} {a} {thing}.", "{Verb} the {thing}",
            "{Thing}: {verb} it.", "Tool to {verb} {a} {thing}.", "{Third} the given {thing}.", "{verb} {a} {thing}",
            "This function {third} {a} {thing}.", "Lets the user {verb} {a} {thing}.",
        )
    )  # fmt: skip
    return form.format(
        verb=verb,
        Verb=verb.capitalize(),
        third=third,
        Third=third.capitalize(),
        thing=thing,
        Thing=thing.capitalize(),
        a=article,
    )


def _zh_sentence(words: Words, verb: str, thing: str) -> str:
    form = words.pick(
        (
            "{0}{1}。",
            "{0}{1}",
            "用于{0}{1}。",
            "{0}指定的{1}。",
            "可以{0}{1}的工具。",
            "{1}：{0}。",
            "为用户{0}{1}。",
            "此函数{0}{1}。",
        )
    )
    return form.format(verb, thing)


_THING_KINDS = ("thing", "thing", "product", "company", "city", "person", "code", "word", "title", "file", "country")


def attribute_action(words: Words, attribute: Bilingual | None = None) -> Action:
    """What some attribute of a thing is."""
    attribute = attribute or words.pick(attributes())
    slot = Slot("v", kinds()[words.pick(_THING_KINDS)], True)
    extra = tuple([Slot(kind.key, kind, False) for kind in _some_kinds(words)[:1] if words.chance(0.3)])
    en, zh = words.pick(attribute.en), words.pick(attribute.zh)
    names = (f"get {en}", f"{en}", f"find {en}", f"{en} of", f"lookup {en}", f"{en} info", f"show {en}", f"fetch {en}")
    about = {
        "en": (f"Get the {en} of something.", f"{en.capitalize()} of a thing by its name.", f"Tells the {en}.",
               f"Returns the {en} of the given one.", f"Look up {en}."),
        "zh": (f"查询{zh}。", f"获取某个对象的{zh}。", f"返回{zh}。", f"按名称查{zh}。", f"告诉用户{zh}。"),
    }  # fmt: skip
    other_en, other_zh = words.pick(attribute.en), words.pick(attribute.zh)
    asks = {
        "en": (*attribute.asks["en"], f"=the {en} of {{v}}", f"=the {other_en} of {{v}}", f"=the {other_en} for {{v}}"),
        "zh": (*attribute.asks["zh"], f"={{v}}的{zh}", f"={{v}}的{other_zh}", f">查{{v}}的{other_zh}"),
    }
    words_of = _single(*attribute.en) | frozenset((*attribute.asks["en"], *attribute.asks["zh"], *attribute.zh))
    return Action(names, about, (slot, *extra), asks, words_of, True, attribute=en)


def nonsense_action(words: Words, verb: str | None = None, thing: str | None = None) -> Action:
    """A verb and an object that nobody knows; the description uses the words of the request."""
    draw = words.made_up if words.chance(0.6) else words.word
    en_draw = words.en_made_up if words.chance(0.6) else words.en_word
    verb, thing = verb or draw(), thing or draw()
    slots = tuple([Slot(f"{kind.key}{i}", kind, words.chance(0.75)) for i, kind in enumerate(_nonsense_slots(words))])
    names = (f"{verb} {thing}",) if not words.zh else (f"{en_draw()} {en_draw()}",)
    about = {
        "en": (f"{verb.capitalize()} the {thing}." if words.chance(0.5) else f"{verb} {thing}",),
        "zh": (_zh_sentence(words, verb, thing),),
    }
    asks = {
        "en": (f">{verb} the {thing}", f">{verb} {thing}", f"the {thing} must be {verb}ed", f">do a {thing} {verb}"),
        "zh": (f">{verb}{thing}", f">把{thing}{verb}一下", f">给{thing}做一次{verb}", f"要{verb}的是{thing}"),
    }
    return Action(names, about, slots, asks, frozenset((verb + thing,)), words.chance(0.5), (verb,), (thing,))


def _nonsense_slots(words: Words) -> list[Kind]:
    return [words.pick(nonsense_kinds()) for _ in range(words.pick((0, 1, 1, 2, 2, 3, 4)))]
