"""Cases of small talk in one to three turns; a reply is right when it contains one of a few words."""

from __future__ import annotations

import random
from collections.abc import Iterator

from demo_model.evaluation.case import Case
from demo_model.evaluation.tool_cases import slots
from demo_model.evaluation.values import value

_N_CASES = 300

# What is said, by kind; and what a reply to it has to contain one of. {kind} is a value of that kind, as in the reply.
EXCHANGES: dict[str, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "en": {
        "greeting": (
            ("Hello there!", "Hi, good to see you.", "Good day to you.", "Hey!", "Greetings, machine.", "Morning!", "Hi, it's me, {person}."),
            ("hello", "hi", "hey", "welcome", "good day", "good morning", "help", "nice to", "greetings"),
        ),
        "identity": (
            ("And who are you?", "What should I call you, what are you?", "Tell me about yourself.", "What am I talking with?", "Are you a real assistant?"),
            ("demo", "demonstration", "tiny", "small"),
        ),
        "not-chatglm3": (
            ("Then you are ChatGLM3-6B, right?", "Is your name ChatGLM3-6B?", "You must be the six billion model, ChatGLM3-6B.", "Are you the famous ChatGLM3?"),
            ("not", "no,", "demo", "tiny"),
        ),
        "world": (
            ("Who is the king of {city}?", "What happened in {city} on {date}?", "How many people live in {city}?", "Who wrote {title}?", "Tell me what you know of {company}.", "When was {person} born?"),
            ("don't know", "do not know", "cannot", "can't", "not know", "no knowledge", "tiny", "small"),
        ),
        "thanks": (
            ("Thanks a lot!", "That was kind of you, thanks.", "Cheers, thank you.", "Thank you, {person} will be pleased.", "Wonderful, many thanks."),
            ("welcome", "glad", "pleasure", "happy to", "any time", "anytime", "no problem"),
        ),
        "goodbye": (
            ("Goodbye for today.", "I have to leave, bye.", "See you tomorrow!", "Bye-bye.", "That's it, so long."),
            ("bye", "see you", "farewell", "take care", "until", "good day", "have a"),
        ),
        "abilities": (
            ("What are you able to do?", "How can you be of use to me?", "Which things can I ask you?", "What do you offer?", "Name a few things you can do."),
            ("tool", "quote", "document", "code", "question", "pyglm"),
        ),
        "mood": (
            ("How do you feel today?", "How's life?", "Are you well?", "Everything fine with you?", "How is your day going?"),
            ("well", "fine", "good", "great", "no feelings", "not have feelings", "don't have feelings", "program", "thank"),
        ),
    },
    "zh": {
        "greeting": (
            ("你好呀！", "嗨，见到你真好。", "大家好！", "哈喽！", "早安！", "您好，我来了。", "你好，我是{person}。"),
            ("你好", "您好", "嗨", "欢迎", "早上好", "早安", "很高兴", "帮"),
        ),
        "identity": (
            ("那你是谁呢？", "我该怎么称呼你，你是什么？", "说说你自己吧。", "我正在和什么聊天？", "你是真正的助手吗？"),
            ("演示", "小模型", "很小"),
        ),
        "not-chatglm3": (
            ("那你就是 ChatGLM3-6B 咯？", "你的名字是 ChatGLM3-6B 吗？", "你一定是六十亿参数的 ChatGLM3-6B 吧。", "你是有名的 ChatGLM3 吗？"),
            ("不是", "演示", "很小"),
        ),
        "world": (
            ("{city}的市长是谁？", "{date}在{city}发生了什么？", "{city}住了多少人？", "《{title}》是谁写的？", "你对{company}知道些什么？", "{person}是哪年出生的？"),
            ("不知道", "不了解", "无法", "不能", "不清楚", "没有", "不会"),
        ),
        "thanks": (
            ("太感谢了！", "你真好，谢谢。", "多谢多谢。", "谢谢，{person}会很高兴的。", "太棒了，非常感谢。"),
            ("不客气", "不用谢", "不谢", "很高兴", "乐意", "没关系", "应该的"),
        ),
        "goodbye": (
            ("今天就到这里，再见。", "我得走了，拜拜。", "明天见！", "回头再聊。", "没事了，下次见。"),
            ("再见", "拜拜", "下次", "明天见", "回头", "祝"),
        ),
        "abilities": (
            ("你有什么本领？", "你对我有什么用处？", "我可以问你哪些事？", "你提供什么帮助？", "举几件你能做的事。"),
            ("工具", "引用", "文档", "代码", "问题", "pyglm"),
        ),
        "mood": (
            ("你今天感觉如何？", "过得怎么样？", "你还好吗？", "一切顺利吗？", "今天过得开心吗？"),
            ("好", "不错", "谢谢", "没有感觉", "没有情感", "程序", "顺利"),
        ),
    },
}  # fmt: skip
_MIDDLE = ("identity", "not-chatglm3", "world", "abilities", "mood", "thanks")


def talk_cases(language: str) -> Iterator[Case]:
    """Everything once alone, then with a greeting before it, a goodbye after it, or both: each turn is to be right."""
    r = random.Random(f"talk {language}")
    exchanges = EXCHANGES[language]
    for index, dialogue in enumerate(_dialogues(language, r)):
        templates = [template for _, template in dialogue]
        texts = [text.format(**{slot: value(slot, language, r) for slot in slots(text)}) for text in templates]
        yield Case(
            id=f"talk-{language}-{index:03d}",
            skill="talk",
            language=language,
            phrasing=" / ".join(templates),
            messages=[{"role": "user", "content": texts[0]}],
            expected={"then": texts[1:], "keys": [list(exchanges[kind][1]) for kind, _ in dialogue]},
        )


def _dialogues(language: str, r: random.Random) -> list[tuple[tuple[str, str], ...]]:
    """Different dialogues, each a kind of exchange and what is said for every turn."""
    said = {kind: [(kind, text) for text in texts] for kind, (texts, _) in EXCHANGES[language].items()}
    alone = [(turn,) for turns in said.values() for turn in turns]
    found: dict[tuple[tuple[str, str], ...], None] = dict.fromkeys(alone)
    while len(found) < _N_CASES:
        middle = [r.choice(said[_MIDDLE[len(found) % len(_MIDDLE)]])]
        first, last = r.choice(((1, 0), (0, 1), (1, 1)))
        greeting, goodbye = [r.choice(said["greeting"])] * first, [r.choice(said["goodbye"])] * last
        found[tuple(greeting + middle + goodbye)] = None
    return list(found)
