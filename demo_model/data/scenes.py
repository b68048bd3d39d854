"""Sentences of any document: they begin with ordinary words, as most do, and name somebody or something later.

A quotation of one cannot be found by its beginning, which many sentences share; only what it names tells which it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from demo_model.data.everyday import adjective, noun, thing, title
from demo_model.data.phrases import say
from demo_model.data.words import Words

_BARE = re.compile("^the |[《》]")
_SUBJECTS = {
    "en": (
        "The {n}",
        "The {n}",
        "The {a} {n}",
        "A {n}",
        "A {a} {n}",
        "The owner of the {n}",
        "The {n} of {key}",
        "The {n} from {key}",
        "The {n}s of {key}",
        "A {n} near {key}",
        "The (guests|children|neighbours|workers|members|"
        "teachers|drivers|sailors|nurses|farmers|pupils|visitors) of {key}",
        "The (mayor|baker|doctor|captain|cook|painter|judge|porter|gardener|tailor|priest|watchman)",
        "Nobody",
        "Everybody",
        "Some people in {key}",
        "They",
        "We",
        "One of the {n}s",
        "Half of the {n}s",
        "The people who knew {key}",
        "{key}",
        "My {n}",
        "After the {n}, the {m}",
        "In the {n} the {m}",
        "Before the {n} {key}",
        "During the {n}, a {m}",
        "Because of the {n}, {key}",
        "Last (year|week|month|winter) the {n}",
        "Every (morning|year|evening) the {n}",
    ),
    "zh": (
        "{n}",
        "那个{n}",
        "{a}{n}",
        "一个{n}",
        "{n}的主人",
        "{key}的{n}",
        "来自{key}的{n}",
        "离{key}不远的{n}",
        "{key}的(客人|孩子们|邻居|工人|会员|老师|司机|水手|护士|农民|学生|游客)",
        "(市长|面包师|医生|船长|厨师|画家|法官|门卫|园丁|裁缝|看守)",
        "没有人",
        "大家",
        "{key}的一些人",
        "他们",
        "我们",
        "其中一个{n}",
        "一半的{n}",
        "认识{key}的人",
        "{key}",
        "我的{n}",
        "{n}之后，{m}",
        "在{n}里，{m}",
        "{n}之前，{key}",
        "由于{n}，{key}",
        "(去年|上周|上个月|去年冬天){n}",
        "每(天早上|年|天晚上){n}",
        "当时，{key}",
        "据说{n}",
    ),
}
_ACTS = {
    "en": (
        "(painted|mended|carried|opened|visited|watched|sold|bought|found|lost|hid|stole|returned|borrowed|cleaned|"
        "weighed|broke|closed|described|drew|admired|inherited|rented|moved|forgot|praised|shook|locked|burned|counted|"
        "showed|brought|left|kept|washed|built|planned|wrapped|hated|loved|invented|tested|photographed) {object}",
        "(spoke|thought|wrote|dreamed|complained|laughed|argued|knew|heard|sang) (about|of) {object}",
        "(was|is|will be) (painted|mended|carried|opened|sold|found|lost|hidden|returned|cleaned|closed|built|moved|"
        "replaced|chosen|named|kept) (by|for|with|behind|near|after|because of) {object}",
        "(has|had|needs|wants|contains|includes|holds|owns) {object}",
        "(fell|stood|lay|stayed|slept|stopped|waited|burned) (on|under|beside|behind|in front of|inside) {object}",
        "(goes|leads|runs|sails|walks|travels|returned) (to|from|past|around|through) {object}",
        "(could not|did not|would not|never) (find|open|forget|sell|believe|see|reach|use) {object}",
        "(gave|showed|lent|sent|promised|sold) {object} to {other}",
        "(costs|weighs|lasts|covers|serves|feeds|takes) (more|less|longer|better) than {object}",
    ),
    "zh": (
        "(粉刷|修好|搬走|打开|参观|看守|卖掉|买下|找到|丢失|藏起|偷走|归还|借走|打扫|称过|打破|关闭|描写|画下|欣赏|继承|租下|忘记|称赞|锁上|烧掉|"
        "数过|展示|带来|留下|保存|洗净|建造|包好|讨厌|发明|测试|拍下)了{object}",
        "(谈到|想起|写过|梦见|抱怨|取笑|听说|歌唱)了{object}",
        "(被|将被|曾被){object}(粉刷|修好|搬走|打开|卖掉|找到|藏起|归还|打扫|关闭|更换|选中|保存)了",
        "(有|需要|想要|包括|装着|拥有){object}",
        "(倒|站|躺|停|睡|等)在{object}(上面|下面|旁边|后面|前面|里面)",
        "(通往|来自|经过|绕过|穿过){object}",
        "(没能|从不|不愿)(找到|打开|忘记|卖掉|相信|看见|到达|使用){object}",
        "把{object}(交给|借给|寄给|卖给|送给)了{other}",
        "比{object}(贵|重|久|大|便宜|好用)",
    ),
}
_OBJECTS = {
    "en": (
        "{key}",
        "{key}",
        "{key}",
        "the {n} of {key}",
        "a {n} from {key}",
        "the {n} and {key}",
        "the {n}",
        "{key} and a {n}",
        "{number} {n}s",
        "the {n} at {key}",
    ),
    "zh": (
        "{key}",
        "{key}",
        "{key}",
        "{key}的{n}",
        "来自{key}的{n}",
        "{n}和{key}",
        "{n}",
        "{key}和一个{n}",
        "{number}个{n}",
    ),
}
_TAILS = {
    "en": (
        " in {key}",
        " with {key}",
        " for {number} (days|years|hours|weeks)",
        " before the {n}",
        " at {key}",
        " because of the {n}",
        " and the {n}",
        " since {year}",
        " while the {n} was (open|empty|full|closed)",
        " without a {n}",
        " on {date}",
        " in the (spring|winter|cellar|kitchen|dark)",
        " again",
        " in silence",
    ),
    "zh": (
        "，一共{number}(天|年|小时|周)",
        "，在{n}之前",
        "，因为{n}",
        "，还有{n}",
        "，从{year}年开始",
        "，当时{n}(开着|空着|满了|关着)",
        "，没有{n}",
        "，那是{date}",
        "，(春天|冬天|地下室里|厨房里|黑暗中)也一样",
        "，就在{key}",
        "，和{key}一起",
        "，又一次",
    ),
}


def scene(words: Words) -> tuple[str, list[str]]:
    """A sentence with its full stop, and what it names: persons, places, things, titles, numbers."""
    language = words.language
    keys: list[str] = []

    def filled(pattern: str, **more: str) -> str:
        slots = {"key": _key(words), "number": str(words.integer(2, words.pick((99, 999)))), "date": words.date(),
                 "year": str(words.integer(1700, 2035))}  # fmt: skip
        keys.extend([_BARE.sub("", value) for name, value in slots.items() if f"{{{name}}}" in pattern])
        return say(words.random, pattern, n=noun(words), m=noun(words), a=adjective(words), **slots, **more)

    def pick(of: Mapping[str, tuple[str, ...]]) -> str:
        return words.pick(of[language])

    parts = [filled(pick(_SUBJECTS)), filled(pick(_ACTS), object=filled(pick(_OBJECTS)), other=_key(words))]
    text = ("" if words.zh else " ").join(parts)
    if words.chance(0.55):
        text += filled(pick(_TAILS))
    end = "。" if words.zh else "."
    return text[0].upper() + text[1:].rstrip(".") + end, [key for key in keys if len(key) > 1 and key in text]


def _key(words: Words) -> str:
    kind = words.random.random()
    if kind < 0.3:
        return words.person()
    if kind < 0.5:
        return words.city()
    if kind < 0.7:
        return thing(words) if words.zh else f"the {thing(words)}"
    if kind < 0.8:
        return f"《{title(words)}》" if words.zh else title(words)
    if kind < 0.9:
        return words.company()
    return words.street()
