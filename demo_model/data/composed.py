"""Actions put together from lists: any verb with any object, any attribute of a thing, and words that nobody knows."""

from __future__ import annotations

from demo_model.data.lists import Action, Bilingual, Kind, Slot, attributes, fitting_values, kinds, objects, verbs
from demo_model.data.values import nonsense_kinds
from demo_model.data.words import Words


def verb_action(words: Words, verb: Bilingual | None = None, thing: Bilingual | None = None) -> Action:
    """Any verb with any object, and parameters of any kinds."""
    verb, thing = verb or words.pick(verbs()), thing or words.pick(objects())
    names = (f"{words.pick(verb.en)} {words.pick(thing.en)}", f"{words.pick(verb.en)} {words.pick(thing.en)}")
    slots = tuple([Slot(kind.key, kind, words.chance(0.75)) for kind in _some_kinds(words)])
    article = ("the {}", "a {}", "my {}", "this {}", "the {}", "{}")
    do_en = [f">{words.pick(verb.en)} {words.pick(article).format(words.pick(thing.en))}" for _ in range(2)]
    do_zh = [f">{words.pick(verb.zh)}{words.pick(thing.zh)}" for _ in range(2)]
    verb_zh = words.pick(verb.zh)
    between = ("这个", "我的") if verb_zh.endswith("一下") else ("一下", "这个", "我的")
    do_zh.append(f">{verb_zh}{words.pick(between)}{words.pick(thing.zh)}")
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
    thing = kinds()["thing"]
    fitting = fitting_values("attribute", attribute.en[0], thing.value)
    if fitting and words.chance(0.7):
        slot = Slot("v", thing, True, fitting)
    else:
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
