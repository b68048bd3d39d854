"""The evaluation of the demonstration model: cases by skill and language, how they are run, and what counts as right.

It is written apart from the training data: it has its own words, tools' names and values, and every value is held out
(`demo_model.hold_out`). Cases are generated, always the same ones; a digest in the tests shows any change. All begin
with native messages and are answered by greedy decoding.

| skill | what the model gets | what is right |
|---|---|---|
| tool_call | 2 to 6 tools, and a request for one of them | one call, its name and all arguments as given by the user |
| no_call | 2 to 6 tools, and talk or a request that none of them fits | a text, no call |
| observation | a request, the call, its result: a dict, a number or a text | the answer states the value asked for |
| interpreter | the interpreter's system message and a word problem: arithmetic, dates, sorting, letters, means; in every fourth the code failed once | code that runs and an answer that states the result; code that fails may be mended once |
| documentation | a question about this software or the model | the answer contains a key of the fact (`demo_model.facts`) |
| quote | a document of about 1,000 tokens as `pyglm chat --doc` puts it, and a question about a name in it | the sentence with that name, as it stands |
| talk | one to three turns of greetings, questions about the model, thanks | each reply contains one of a few words |
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import cache

from demo_model.evaluation.case import LANGUAGES, Case
from demo_model.evaluation.documentation import documentation_cases
from demo_model.evaluation.interpreter import interpreter_cases
from demo_model.evaluation.quotes import quote_cases
from demo_model.evaluation.talk import talk_cases
from demo_model.evaluation.tool_cases import no_call_cases, observation_cases, tool_call_cases

__all__ = ["LANGUAGES", "SKILLS", "Case", "cases", "digest"]

SKILLS: dict[str, Callable[[str], Iterator[Case]]] = {
    "tool_call": tool_call_cases,
    "no_call": no_call_cases,
    "observation": observation_cases,
    "interpreter": interpreter_cases,
    "documentation": documentation_cases,
    "quote": quote_cases,
    "talk": talk_cases,
}


@cache
def cases(skill: str, language: str) -> tuple[Case, ...]:
    """All cases of a skill in a language, always the same."""
    return tuple(SKILLS[skill](language))


def digest(which: Iterable[Case]) -> str:
    """A hash of cases: of everything in them."""
    hashed = hashlib.sha256()
    for case in which:
        hashed.update(json.dumps(asdict(case), ensure_ascii=False, sort_keys=True).encode())
    return hashed.hexdigest()
