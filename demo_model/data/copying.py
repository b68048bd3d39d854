"""Very simple copying: repeat a text, say its first or last word, look a name up in a short list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from demo_model.data import Conversation
from demo_model.data.words import Words

_PLACES = {
    "en": ("first", "second", "third", "fourth", "fifth", "sixth"),
    "zh": ("第一", "第二", "第三", "第四", "第五", "第六"),
}
_REPEAT = {
    "en": ("Repeat: {}", "Say: {}", "Repeat this: {}", 'Say "{}".', "Write {} once more.", "Echo: {}",
           "Copy this text: {}"),
    "zh": ("重复：{}", "说：{}", "请重复：{}", "说“{}”。", "再写一遍：{}", "照抄：{}", "复述：{}"),
}  # fmt: skip
_NTH = {
    "en": ("What is the {1} word of: {0}", "Say the {1} word: {0}", "{0} - which word is the {1} one?",
           "{1} word of {0}?"),
    "zh": ("{0}，{1}个词是什么？", "说出{1}个词：{0}", "{1}个是什么？{0}", "下面的{1}个词：{0}"),
}  # fmt: skip
_AFTER = {
    "en": ("Which word comes after {1} in: {0}", "{0} - what follows {1}?", "In {0}, what is after {1}?"),
    "zh": ("{0}，{1}后面是什么？", "在{0}中，{1}之后是哪个词？", "{1}的下一个是什么？{0}"),
}
_LOOKUP = {
    "en": ("What is {}?", "And {}?", "{}?", "Look up {}.", "What about {}?", "Which value has {}?"),
    "zh": ("{}是什么？", "{}呢？", "{}？", "查一下{}。", "{}的值是？", "那{}是多少？"),
}
_ASSIGN = {"en": ("{} is {}", "{} = {}", "{}: {}", "{} has {}"), "zh": ("{}是{}", "{}={}", "{}：{}", "{}为{}")}


def conversations(random: Random) -> Iterator[Conversation]:
    """Endless conversations of 2 to 8 turns; the same for the same state of random."""
    while True:
        words = Words(random, "en" if random.random() < 0.5 else "zh")
        pairs = words.pick(_TASKS)(words)
        messages = []
        for question, answer in pairs:
            messages.append({"role": "user", "content": question})
            messages.append({"role": "assistant", "metadata": "", "content": answer})
        yield Conversation(messages, "copy", words.language)


def _value(words: Words) -> str:
    draws: tuple[Callable[[], object], ...] = (
        words.word, words.word, words.made_up, words.first_name, words.city, words.code, words.size, words.date,
        words.proper,
    )  # fmt: skip
    return str(words.pick(draws)()).replace(", ", " ")  # commas are between the items of a list


def _list(words: Words, low: int, high: int) -> list[str]:
    """Different words."""
    return list(dict.fromkeys([_value(words) for _ in range(words.random.randint(low, high))]))


def _repeat(words: Words) -> list[tuple[str, str]]:
    pairs = []
    for _ in range(words.pick((2, 3, 4, 5))):
        text = words.phrase(1, 9) if words.chance(0.6) else _value(words)
        pairs.append((words.pick(_REPEAT[words.language]).format(text), text))
    return pairs


def _positions(words: Words) -> list[tuple[str, str]]:
    pairs = []
    for _ in range(words.pick((2, 3, 4))):
        items = _list(words, 2, 7)
        text = (words.pick(("、", "，")) if words.zh else ", ").join(items)
        index = words.random.randrange(min(6, len(items)))
        if words.chance(0.5):
            place = _PLACES[words.language][index]
            if index == len(items) - 1 and words.chance(0.5):
                place = "最后一" if words.zh else "last"
            pairs.append((words.pick(_NTH[words.language]).format(text, place), items[index]))
        elif len(items) > 1:
            index = min(index, len(items) - 2)
            pairs.append((words.pick(_AFTER[words.language]).format(text, items[index]), items[index + 1]))
    return pairs or _repeat(words)


def _lookups(words: Words) -> list[tuple[str, str]]:
    names = _list(words, 2, words.pick((4, 8, 8, 20)))
    values = {name: _value(words) for name in names}
    form = words.pick(_ASSIGN[words.language])
    mark = words.pick(("，", "；") if words.zh else (", ", "; ", "\n"))
    table = mark.join([form.format(name, value) for name, value in values.items()])
    questions = words.random.choices(names, k=words.pick((2, 3, 4, 6, 8)))
    pairs = [(words.pick(_LOOKUP[words.language]).format(name), values[name]) for name in questions]
    first, answer = pairs[0]
    end = "。" if words.zh else ". "
    return [(table + ("\n" if mark == "\n" else end) + first, answer), *pairs[1:]]


_TASKS = (_repeat, _positions, _lookups, _lookups)
