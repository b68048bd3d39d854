"""Cases for the code interpreter: word problems to be solved by writing code, in some of which the code failed once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from demo_model.evaluation.case import Case
from demo_model.evaluation.problems import MAKERS, Problem
from pyglm.protocol import INTERPRETER, INTERPRETER_PROMPT

_CASES_PER_KIND = 64
_MENDED = 4  # one case in so many begins with code that failed

QUESTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "stock": (
            "A shop gets {a} crates with {b} bottles in each and sells {c} bottles. How many bottles remain?",
            "There are {a} rows of {b} seats in a hall, and {c} seats are taken. How many are free?",
            "I bought {a} packs of {b} screws and lost {c} screws. How many do I still have?",
        ),
        "product_sum": ("What is {a} times {b} plus {c}?", "Multiply {a} by {b}, then add {c}."),
        "wages": (
            "{person} earns {a} dollars an hour and works {b} hours a day for {c} days. How much money is that?",
            "For {c} days {person} worked {b} hours each, at {a} dollars per hour. What is the pay?",
        ),
        "percent": ("What is {p} percent of {n}?", "How much is {p}% of {n}?"),
        "left_over": (
            "If I put {a} stamps into albums of {b} stamps each, how many stamps are left over?",
            "What remains when {a} is divided by {b}?",
        ),
        "power": ("What is {a} to the power of {b}?", "Raise {a} to the power {b}, please."),
        "total": ("Add up these numbers: {numbers}", "What is the total of {numbers}?"),
        "between": (
            "How many days lie between {first} and {last}?",
            "From {first} to {last}, how many days is that?",
            "A project began on {first} and was finished on {last}. How many days did it take?",
        ),
        "weekday": ("Which weekday is {day}?", "On which day of the week does {day} fall?"),
        "later": ("Which date comes {n} days after {day}?", "A ship leaves on {day} and travels {n} days. When does it arrive?"),
        "earlier": ("What was the date {n} days before {day}?", "Go back {n} days from {day}. Which date is that?"),
        "ascending": ("Sort these numbers from small to large: {numbers}", "Put {numbers} in ascending order."),
        "descending": ("Order the numbers {numbers} from the largest to the smallest.", "Sort in descending order: {numbers}"),
        "alphabet": ("Put these words in alphabetical order: {words}", "Sort {words} by the alphabet.", "How are {words} arranged from A to Z?"),
        "letter": (
            "How many times does the letter {letter} occur in \"{word}\"?",
            "Count the letter {letter} in {word}.",
            "How often can I find {letter} in the text '{word}'?",
        ),
        "length": ("How many letters does the word {word} have?", "How long is the word \"{word}\", in letters?"),
        "vowels": ("How many vowels (a, e, i, o, u) are in \"{word}\"?", "Count the vowels of {word}: a, e, i, o and u."),
        "mean": (
            "What is the mean of {numbers}?",
            "Work out the average of these numbers: {numbers}",
            "{person} scored {numbers} points in the games. What is the average?",
            "On average, how much are {numbers}?",
            "The temperatures were {numbers}. What was their mean?",
            "Find the arithmetic mean: {numbers}",
        ),
    },
    "zh": {
        "stock": (
            "商店进了{a}箱饮料，每箱{b}瓶，卖掉了{c}瓶，还剩多少瓶？",
            "礼堂有{a}排座位，每排{b}个，已经坐了{c}个，还空多少个？",
            "我买了{a}包螺丝，每包{b}个，丢了{c}个，现在还有几个？",
        ),
        "product_sum": ("{a}乘以{b}再加{c}等于多少？", "先把{a}和{b}相乘，再加上{c}，结果是多少？"),
        "wages": (
            "{person}每小时挣{a}元，每天工作{b}小时，干了{c}天，一共挣多少钱？",
            "{c}天里{person}每天上班{b}小时，时薪{a}元，工资是多少？",
        ),
        "percent": ("{n}的百分之{p}是多少？", "{n}的{p}%等于几？"),
        "left_over": ("把{a}张邮票放进每本{b}张的册子里，最后剩下几张？", "{a}除以{b}余多少？"),
        "power": ("{a}的{b}次方是多少？", "{a}的{b}次幂，得多少？"),
        "total": ("把这些数加起来：{numbers}", "{numbers}的总和是多少？"),
        "between": (
            "{first}和{last}之间隔了多少天？",
            "从{first}到{last}一共多少天？",
            "工程{first}开工，{last}完工，用了多少天？",
        ),
        "weekday": ("{day}是星期几？", "请问{day}那天是周几？"),
        "later": ("{day}再过{n}天是哪一天？", "轮船{day}出发，航行{n}天，哪天到达？"),
        "earlier": ("{day}之前{n}天是几月几号？", "从{day}往前数{n}天是哪天？"),
        "ascending": ("把这些数从小到大排序：{numbers}", "将{numbers}按升序排列。"),
        "descending": ("把{numbers}从大到小排列。", "按降序排列这些数：{numbers}"),
        "alphabet": ("把这些单词按字母顺序排列：{words}", "按字母表给{words}排序。", "{words}从A到Z应该怎么排？"),
        "letter": ("“{word}”里字母{letter}出现了几次？", "数一数{word}中有多少个{letter}。", "在文本'{word}'中能找到几个{letter}？"),
        "length": ("单词{word}有几个字母？", "“{word}”这个英文单词有多长，多少个字母？"),
        "vowels": ("“{word}”里有几个元音字母（a、e、i、o、u）？", "数出{word}中的元音字母：a、e、i、o、u。"),
        "mean": (
            "{numbers}的平均数是多少？",
            "求这些数的平均值：{numbers}",
            "{person}几场比赛得了{numbers}分，平均多少分？",
            "平均来说，{numbers}是多少？",
            "气温分别是{numbers}度，平均气温是多少？",
            "算出算术平均数：{numbers}",
        ),
    },
}  # fmt: skip


def interpreter_cases(language: str) -> Iterator[Case]:
    """As many of each kind; every fourth has failing code and its error before the model's turn."""
    r = random.Random(f"interpreter {language}")
    for kind, makers in MAKERS.items():
        asked = [(make, text) for name, make in makers.items() for text in QUESTIONS[language][name]]
        for index in range(_CASES_PER_KIND):
            make, phrasing = asked[index % len(asked)]
            problem = make(r, language)
            yield Case(
                id=f"interpreter-{language}-{kind}-{index:03d}",
                skill="interpreter",
                language=language,
                phrasing=phrasing,
                messages=_messages(phrasing.format(**problem.slots), problem, index % _MENDED == _MENDED - 1),
                expected=problem.expected,
                interpreter=True,
            )


def _messages(question: str, problem: Problem, has_failed: bool) -> list[dict[str, Any]]:
    messages = [{"role": "system", "content": INTERPRETER_PROMPT}, {"role": "user", "content": question}]
    if has_failed:
        code = f"```python\n{problem.mistake.code}\n```"
        messages += [
            {"role": "assistant", "metadata": INTERPRETER, "content": code},
            {"role": "observation", "content": problem.mistake.error},
        ]
    return messages
