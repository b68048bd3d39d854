"""Cases about the software and the model itself: questions of users, each answered by one fact."""

from __future__ import annotations

import random
from collections.abc import Iterator

from demo_model.evaluation.case import Case
from demo_model.evaluation.questions_en import QUESTIONS as _EN
from demo_model.evaluation.questions_zh import QUESTIONS as _ZH
from demo_model.facts import FACTS

QUESTIONS = {"en": _EN, "zh": _ZH}
_FRAMES = {
    "en": ("Hello! {}", "I am new to this. {}", "{} Thanks in advance.", "Tell me: {}", "Another question. {}"),
    "zh": ("你好！{}", "我是新手，{}", "{}先谢谢了。", "想问一下，{}", "再问一个问题：{}"),
}
_FRAMED = (0, 2)  # the questions of a fact that are asked again in a frame


def documentation_cases(language: str) -> Iterator[Case]:
    """Each question as it is, and half of them with some words around it."""
    r = random.Random(f"documentation {language}")
    for fact in FACTS:
        questions = QUESTIONS[language][fact.id]
        asked = [(text, text) for text in questions]
        asked += [(questions[i], r.choice(_FRAMES[language]).format(questions[i])) for i in _FRAMED]
        for index, (phrasing, text) in enumerate(asked):
            yield Case(
                id=f"documentation-{language}-{fact.id}-{index}",
                skill="documentation",
                language=language,
                phrasing=phrasing,
                messages=[{"role": "user", "content": text}],
                expected={"fact": fact.id, "keys": list(fact.key[language])},
            )
