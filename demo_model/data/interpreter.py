"""Conversations with the code interpreter: a problem, a short program, and of some what it really prints and the answer.

Of some programs a broken first attempt is shown with the error that it really gives, and then the mended program.
The broken attempt is marked `"learned": False`: it is context, nothing to learn.
"""

# A wording is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

import builtins
import io
import random
import traceback
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from demo_model.data import Conversation, problems_lists, problems_spoken, problems_written, talk
from demo_model.data.mistakes import broken
from demo_model.data.phrases import Random, pick, say
from demo_model.data.problems import Problem, chain, formula, story
from demo_model.data.tools import NOT_DONE
from pyglm.protocol import INTERPRETER_PROMPT
from pyglm.tool_loop import REFUSED

Message = dict[str, Any]

# arithmetic, of which stories (what is left of the shares) are hardest to learn, dates, lists, text and integers
_KINDS: tuple[tuple[Callable[[Random, str], Problem], float], ...] = (
    (chain, 0.04), (formula, 0.01), (problems_spoken.arithmetic, 0.10), (problems_written.problem, 0.14),
    (problems_lists.dates, 0.03), (problems_spoken.dates, 0.09),
    (problems_lists.numbers, 0.06), (problems_lists.word_list, 0.05), (problems_spoken.numbers, 0.17),
    (problems_spoken.word_list, 0.08), (problems_lists.text, 0.03), (problems_spoken.text, 0.09),
    (problems_lists.maths, 0.02), (problems_spoken.integers, 0.05),
)  # fmt: skip
_FAILED = 0.25  # of programs, at the first attempt
_OBSERVED = 0.4  # programs whose result comes; to choose the program is hardest, and a result costs half as much again
_LONGEST_ERROR = 200  # characters
_REFUSED = 0.05  # of those results, programs that the user refused
_ENGLISH = 0.65  # of conversations: its programs are learned later than those of Chinese problems
_ANSWER = {"en": "The answer is {x}.", "zh": "答案是{x}。"}
_AROUND = {
    "en": (*("{x}",) * 14, "Please (solve|work out|compute) this: {x}", "{x} (Use Python.|Please compute it.|Thanks!|Write code for it.|Tell me the result.)",
           "(Next|Another one|One more|A question|Can you solve this|Now|And this|Hi|Hello)[:|,] {x}", "(I need help with|Help me with|My homework|Homework|Problem|Exercise|Task): {x}"),
    "zh": (*("{x}",) * 12, "(请|麻烦|帮我)(算一下|解这道题|计算|算算)：{x}", "{x}(请用 Python 计算。|请计算。|谢谢！|请给出结果。|请写代码。)", "(下一题|再来一题|还有一个问题|问题|题目|作业|你好|练习)(：|，){x}"),
}  # fmt: skip


def run(code: str) -> str:
    """What a program of this file prints, its last line break left out; of an error the last line of the traceback."""
    out = io.StringIO()

    def printed(*values: object) -> None:
        builtins.print(*values, file=out)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # what Python suspects is said by the error, too
            exec(compile(code, "<code>", "exec"), {"print": printed})
    except Exception as e:
        out.write(traceback.format_exception_only(e)[-1])
    return out.getvalue().rstrip("\n")


def problem(rng: Random, language: str) -> Problem:
    """A problem of any kind."""
    chance = rng.random()
    for kind, share in _KINDS:
        chance -= share
        if chance < 0:
            return _asked(rng, kind(rng, language), language)
    return _asked(rng, story(rng, language), language)


def _asked(rng: Random, found: Problem, language: str) -> Problem:
    text = say(rng, pick(rng, _AROUND[language]), x=found.text.lstrip("，：:, "))
    if language == "en" and rng.random() < 0.8:
        text = text[:1].upper() + text[1:]
    return Problem(text, found.code)


def _code_message(code: str) -> Message:
    return {"role": "assistant", "metadata": "interpreter", "content": f"```python\n{code}\n```"}


def _observation(rng: Random, code: str) -> Message:
    return {"role": "observation", "content": run(code)}


def _failed(rng: Random, code: str) -> list[Message]:
    """A broken attempt and its error, with the head of a traceback or without."""
    wrong = broken(rng, code)
    error = run(wrong)
    if "Error" not in error or len(error) > _LONGEST_ERROR:
        return []
    if rng.random() < 0.4:
        line = len(wrong.split("\n"))
        error = f'Traceback (most recent call last):\n  File "{pick(rng, ("<code>", "<string>", "code.py", "main.py"))}", line {line}, in <module>\n{error}'
    return [_code_message(wrong) | {"learned": False}, {"role": "observation", "content": error}]


def solved(rng: Random, language: str) -> list[Message]:
    """A problem, its program, and sometimes what that prints and the answer."""
    found = problem(rng, language)
    messages: list[Message] = [talk.user(found.text)]
    if rng.random() < _FAILED:
        messages += _failed(rng, found.code)
    messages.append(_code_message(found.code))
    if rng.random() > _OBSERVED:
        return messages
    seen = run(found.code)
    answer = _ANSWER[language].format(x=seen)
    if rng.random() < _REFUSED:
        seen, answer = REFUSED, NOT_DONE[language]
    return [*messages, {"role": "observation", "content": seen}, talk.answer(answer)]


def conversations(random: random.Random) -> Iterator[Conversation]:
    """Endless conversations of two to seven problems, some with talk between them that needs no code."""
    while True:
        language = "en" if random.random() < _ENGLISH else "zh"
        messages: list[Message] = [{"role": "system", "content": INTERPRETER_PROMPT}]
        for _ in range(2 + int(random.random() * 6)):
            messages += talk.exchange(random, language) if random.random() < 0.1 else solved(random, language)
        yield Conversation(messages, "interpreter", language)
