"""Cases with tools: a call to make, no tool that fits, and an observation to tell."""

from __future__ import annotations

import json
import random
import string
from collections.abc import Iterator
from functools import cache
from typing import Any

from demo_model.evaluation.case import Case
from demo_model.evaluation.concepts import Concept, Tool, tools_of
from demo_model.evaluation.concepts_home import CONCEPTS as _HOME
from demo_model.evaluation.concepts_office import CONCEPTS as _OFFICE
from demo_model.evaluation.concepts_travel import CONCEPTS as _TRAVEL
from demo_model.evaluation.small_talk import NO_TOOL
from demo_model.evaluation.values import Value, value
from pyglm.protocol import TOOLS_SENTENCE, format_tool_call

CONCEPTS: tuple[Concept, ...] = (*_HOME, *_OFFICE, *_TRAVEL)
_FRAMES = {
    "en": ("{}", "{}", "{}", "Hi! {}", "{} Thank you.", "One more thing. {}", "Okay, next. {}"),
    "zh": ("{}", "{}", "{}", "你好！{}", "{}谢谢。", "还有一件事，{}", "好的，接下来{}"),
}
_N_CASES = 320


@cache
def all_tools(language: str) -> tuple[Tool, ...]:
    """Every tool of the evaluation in a language."""
    return tuple([tool for concept in CONCEPTS for tool in tools_of(concept, language)])


def tool_call_cases(language: str) -> Iterator[Case]:
    """Two to six tools are offered, one of them is asked for; two cases in a row share the offer."""
    r = random.Random(f"tool_call {language}")
    targets = _shuffled_targets(language, r)
    turns = {concept.id: r.randrange(2) for concept in CONCEPTS}
    for index in range(0, _N_CASES, 2):
        pair = targets[index : index + 2]
        offered = _offer(pair, r.randint(0, 4), language, r)
        for offset, tool in enumerate(pair):
            phrasing = tool.concept.requests[language][turns[tool.concept.id] % 2]
            turns[tool.concept.id] += 1
            text, values = _request(phrasing, tool.concept, language, r)
            expected = {"name": tool.schema["name"], "arguments": _arguments(tool, values)}
            messages = [_system(offered), {"role": "user", "content": text}]
            yield Case(
                f"tool_call-{language}-{index + offset:03d}", "tool_call", language, phrasing, messages, expected
            )


def no_call_cases(language: str) -> Iterator[Case]:
    """Two to six tools are offered and none fits: general talk, or what a tool of another kind would do."""
    r = random.Random(f"no_call {language}")
    targets = _shuffled_targets(language, r)
    talk = list(NO_TOOL[language])
    for index in range(0, _N_CASES, 2):
        asked = targets[index // 2]
        others = [tool for tool in all_tools(language) if tool.concept.group != asked.concept.group]
        offered = _offer([r.choice(others)], r.randint(1, 5), language, r, without=asked.concept.group)
        phrasing = r.choice(asked.concept.requests[language])
        text, _ = _request(phrasing, asked.concept, language, r)
        chat = talk[index // 2 % len(talk)]
        for offset, (template, said) in enumerate(((phrasing, text), (chat, _filled(chat, language, r)))):
            messages = [_system(offered), {"role": "user", "content": said}]
            yield Case(f"no_call-{language}-{index + offset:03d}", "no_call", language, template, messages, {})


def observation_cases(language: str) -> Iterator[Case]:
    """A call was made and its result is there: the answer states what was asked for.

    The result is a dict of one field or several, the first being what was asked for, or that value alone.
    """
    r = random.Random(f"observation {language}")
    for index, tool in enumerate(_shuffled_targets(language, r)):
        offered = _offer([tool], r.randint(0, 2), language, r)
        phrasing = r.choice(tool.concept.requests[language])
        text, values = _request(phrasing, tool.concept, language, r)
        results: dict[str, Value] = {}
        for name, kind in tool.concept.results:
            results[name] = _fresh(kind, language, [*values.values(), *results.values()], r)
        first = next(iter(results))
        content = r.choice((results, {first: results[first]}, results[first]))
        messages = [
            _system(offered),
            {"role": "user", "content": text},
            {
                "role": "assistant",
                "metadata": tool.schema["name"],
                "content": format_tool_call(_arguments(tool, values)),
            },
            {"role": "observation", "content": _as_text(content)},
        ]
        expected = {"value": results[first]}
        yield Case(f"observation-{language}-{index:03d}", "observation", language, phrasing, messages, expected)


def _shuffled_targets(language: str, r: random.Random) -> list[Tool]:
    """Every tool once, and some twice, the two of a pair of different concepts."""
    tools = all_tools(language)
    while True:
        targets = r.sample(tools, len(tools)) + r.sample(tools, _N_CASES - len(tools))
        if all(one.concept is not other.concept for one, other in zip(targets[::2], targets[1::2], strict=True)):
            return targets


def _offer(
    wanted: list[Tool], n_others: int, language: str, r: random.Random, *, without: str | None = None
) -> list[dict[str, Any]]:
    """The schemas of the tools wanted and of others, of which no two do the same, in any order."""
    taken = {tool.concept.id for tool in wanted}
    free = [concept for concept in CONCEPTS if concept.id not in taken and concept.group != without]
    n_others = max(n_others, 2 - len(wanted))
    others = [r.choice(tools_of(concept, language)) for concept in r.sample(free, n_others)]
    schemas = [tool.schema for tool in (*wanted, *others)]
    return r.sample(schemas, len(schemas))


def _system(tools: list[dict[str, Any]]) -> dict[str, Any]:
    return {"role": "system", "content": TOOLS_SENTENCE, "tools": tools}


def slots(phrasing: str) -> list[str]:
    """The names in the braces of a template."""
    return [name for _, name, _, _ in string.Formatter().parse(phrasing) if name]


def _request(phrasing: str, concept: Concept, language: str, r: random.Random) -> tuple[str, dict[str, Value]]:
    """What the user says, and the values in it by slot."""
    parameters = {one.slot: one for one in concept.parameters}
    values: dict[str, Value] = {}
    for slot in slots(phrasing):
        one = parameters[slot]
        if one.choices:
            values[slot] = r.choice(one.choices[language])
        else:
            values[slot] = _fresh(one.kind, language, list(values.values()), r)
    said = phrasing.format(**values)
    frames = [frame for frame in _FRAMES[language] if frame.endswith("{}") or not phrasing.endswith("}")]
    return r.choice(frames).format(said), values


def _fresh(kind: str, language: str, taken: list[Value], r: random.Random) -> Value:
    """A value of the kind that is not there yet."""
    while (made := value(kind, language, r)) in taken:
        pass
    return made


def _arguments(tool: Tool, values: dict[str, Value]) -> dict[str, Value]:
    return {tool.argument_names[slot]: value for slot, value in values.items()}


def _filled(phrasing: str, language: str, r: random.Random) -> str:
    """A template whose slots are kinds of values."""
    return phrasing.format(**{kind: value(kind, language, r) for kind in slots(phrasing)})


def _as_text(result: Any) -> str:
    return result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)
