"""Conversations in which tools are offered: choosing one, filling its arguments, stating its result, or declining."""

from __future__ import annotations

import collections
import functools
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from demo_model.data import Conversation, everyday
from demo_model.data.composed import attribute_action, nonsense_action, verb_action
from demo_model.data.lists import Action, actions, objects, phrases, verbs
from demo_model.data.phrases import fill
from demo_model.data.quotes import DRAWS
from demo_model.data.requests import ask, ask_again, wrapped
from demo_model.data.results import observe, stated, written
from demo_model.data.schemas import Style, Tool, build
from demo_model.data.values import FOODS
from demo_model.data.whole_tools import whole_actions
from demo_model.data.words import Words
from pyglm.protocol import TOOLS_SENTENCE, format_tool_call
from pyglm.tool_loop import REFUSED

DECLINED = {"en": "None of the tools can do that.", "zh": "这些工具都做不到这一点。"}
NOT_DONE = {"en": "All right, I have not done it.", "zh": "好的，我没有这样做。"}
"""What is said when the user has refused a call or a program."""
_REPLIES = {
    "hello": {"en": "Hello! What can I do for you?", "zh": "你好！有什么可以帮你？"},
    "thanks": {"en": "You're welcome.", "zh": "不客气。"},
    "bye": {"en": "Goodbye!", "zh": "再见！"},
}
_UNFITTING = 0.45  # of messages, what no tool can serve
_POLITE = 0.05  # of messages, greetings and thanks
_NEAR_MISSES = 0.2  # of what no tool can serve, requests that are near to a tool
_TALK = 0.2  # of that as well, small talk
_TOLD = 0.8  # of small talk, what people tell; the others are requests of no tool's kind
_TALKED_OF: dict[str, Callable[[Words], Any]] = {
    **DRAWS,
    "w": everyday.noun,
    "z": everyday.noun,
    "p": Words.first_name,
    "n": DRAWS["small"],
    "thing": everyday.thing,
    "title": everyday.title,
    "food": lambda words: words.pick(FOODS[words.language]),
    "company": Words.company,
}
# tools that could serve questions of any kind
_BROAD = frozenset(("web search", "get news", "run query", "word definition", "find places"))
_WHOLE = 0.45  # of actions, those that were written whole
_N_TOOLS = (1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 6)
_N_TURNS = (4, 5, 5, 6, 6, 7, 7, 8, 9)
_OBSERVED = 0.35  # calls whose result comes; calls are harder to learn than results, and cost less without them
_REFUSED = 0.06  # of those results, calls that the user refused
_NEAR = 4  # places in the lists
_OF_FIELD = 0.4  # of the actions that are like a hand-written one, those of its field
_SYSTEMS = {
    "en": ("You can use these tools:", "You are a helpful assistant with tools:", "Use a tool where one fits:"),
    "zh": ("你可以使用以下工具：", "请在需要时使用这些工具：", "你是一个能调用工具的助手："),
}


def conversations(random: Random) -> Iterator[Conversation]:
    """Endless conversations with 1 to 6 tools and 2 to 7 requests; the same for the same state of random."""
    while True:
        language = "en" if random.random() < 0.5 else "zh"
        yield _conversation(Words(random, language))


def _conversation(words: Words) -> Conversation:
    offered = _offered(words)
    style = Style.drawn(words)
    tools: dict[str, Tool] = {}
    for action in offered:
        tool = build(action, style, words)
        tools.setdefault(tool.name, tool)
    chosen = list(tools.values())
    system = TOOLS_SENTENCE if words.chance(0.9) else words.pick(_SYSTEMS[words.language])
    messages: list[dict[str, Any]] = [
        {"role": "system", "content": system, "tools": [tool.definition for tool in chosen]}
    ]
    last: tuple[Tool, dict[str, Any]] | None = None
    for _ in range(words.pick(_N_TURNS)):
        kind = words.random.random()
        if kind < _UNFITTING:
            messages += _exchange(_unfitting(chosen, words), DECLINED[words.language])
            last = None
        elif kind < _UNFITTING + _POLITE:
            reply = words.pick(tuple(_REPLIES))
            text = words.pick(phrases()[f"{words.language} {reply}"])
            messages += _exchange(text, _REPLIES[reply][words.language])
        else:
            again = ask_again(*last, words) if last and words.chance(0.12) else None
            tool = last[0] if last and again else words.pick(chosen)
            text, arguments = again or ask(tool, words)
            if any(message["content"] == text for message in messages):
                continue
            call = _call(tool, text, arguments, words)
            messages += call if words.chance(_OBSERVED) else call[:2]
            last = tool, arguments
    return Conversation(messages, "tools", words.language)


def _exchange(text: str, reply: str) -> list[dict[str, Any]]:
    return [{"role": "user", "content": text}, {"role": "assistant", "metadata": "", "content": reply}]


def _call(tool: Tool, text: str, arguments: dict[str, Any], words: Words) -> list[dict[str, Any]]:
    result = observe(tool, words)
    seen, answer = written(result), stated(result, words.zh)
    if words.chance(_REFUSED):
        seen, answer = REFUSED, NOT_DONE[words.language]
    return [
        {"role": "user", "content": text},
        {"role": "assistant", "metadata": tool.name, "content": format_tool_call(arguments)},
        {"role": "observation", "content": seen},
        {"role": "assistant", "metadata": "", "content": answer},
    ]


# which tools are offered together


def _offered(words: Words) -> list[Action]:
    """Some actions, often alike, that no request could confuse."""
    wanted = words.pick(_N_TOOLS)
    found: list[Action] = []
    for _ in range(20):
        if len(found) == wanted:
            break
        action = _similar(words.pick(found), words) if found and words.chance(0.45) else _any_action(words)
        if all(_distinct(action, other) for other in found):
            found.append(action)
    words.random.shuffle(found)
    return found


def _any_action(words: Words) -> Action:
    kind = words.random.random()
    if kind < _WHOLE:
        return words.pick(whole_actions())
    if kind < 0.83:
        return words.pick(actions())
    if kind < 0.90:
        return verb_action(words)
    if kind < 0.96:
        return attribute_action(words)
    return nonsense_action(words)


def _similar(action: Action, words: Words) -> Action:
    """An action that is easily taken for this one: the same verb, the same object or the same field."""
    if action.attribute:
        return attribute_action(words)
    if not action.thing:
        related = (_neighbours if words.chance(_OF_FIELD) else _related)()[_key(action)]
        return words.pick(related) if related else _any_action(words)
    thing = next((thing for thing in objects() if thing.en == action.thing), None)
    verb = next((verb for verb in verbs() if (*verb.en, *verb.zh) == action.verb), None)
    if thing and verb:
        return verb_action(words, thing=thing) if words.chance(0.6) else verb_action(words, verb=verb)
    if words.chance(0.5):
        return nonsense_action(words, verb=action.verb[0])
    return nonsense_action(words, thing=action.thing[0])


def _key(action: Action) -> tuple[str, str]:
    return action.source, action.names[0]


@functools.cache
def _by_hand() -> tuple[Action, ...]:
    return actions() + whole_actions()


@functools.cache
def _related() -> dict[tuple[str, str], tuple[Action, ...]]:
    """For each hand-written action those of its source that share a word of its names."""
    listed = _by_hand()
    having = collections.defaultdict[tuple[str, str], list[int]](list)
    for i, one in enumerate(listed):
        for word in one.words:
            having[one.source, word].append(i)
    alike = [sorted({j for word in one.words for j in having[one.source, word]} - {i}) for i, one in enumerate(listed)]
    return {_key(one): tuple([listed[j] for j in indices]) for one, indices in zip(listed, alike, strict=True)}


@functools.cache
def _neighbours() -> dict[tuple[str, str], tuple[Action, ...]]:
    """For each hand-written action those of its field, which stand near it in its source."""
    listed = _by_hand()
    near = [listed[max(0, i - _NEAR) : i] + listed[i + 1 : i + 1 + _NEAR] for i in range(len(listed))]
    return {
        _key(one): tuple([other for other in others if other.source == one.source])
        for one, others in zip(listed, near, strict=True)
    }


def _distinct(one: Action, other: Action) -> bool:
    """Whether no request for one could be meant for the other."""
    if not one.words & other.words:
        return True
    by_hand = [not action.thing and not action.attribute for action in (one, other)]
    if all(by_hand):
        return one.source == other.source and not set(one.names) & set(other.names)
    return bool(one.verb and other.verb and one.thing == other.thing) and not set(one.verb) & set(other.verb)


def _unfitting(offered: list[Tool], words: Words) -> str:
    """A message that none of the tools can serve: a request for another tool, often a similar one, or small talk."""
    given = [tool.action for tool in offered]
    is_broad = any(action.names[0] in _BROAD for action in given)
    kind = 1.0 if is_broad else words.random.random()
    if kind < _NEAR_MISSES and (missed := _near_miss(given, words)):
        return missed
    if kind < _NEAR_MISSES + _TALK:
        return small_talk(words, only_orders=any(action.attribute for action in given))
    while True:
        action = _similar(words.pick(given), words) if words.chance(0.5) else _any_action(words)
        if all(_distinct(action, other) for other in given) and not (is_broad and action.is_query):
            return ask(build(action, Style.drawn(words), words), words)[0]


def _near_miss(given: list[Action], words: Words) -> str:
    """A message that one of the actions cannot serve and that is near no other; empty if there is none."""
    action = words.pick(given)
    texts = action.near_misses.get(words.language)
    if not texts or any(action.words & other.words for other in given if other is not action):
        return ""
    return wrapped(words.pick(texts), words)


def small_talk(words: Words, *, only_orders: bool) -> str:
    """What people tell or ask that no tool is for; only_orders: no question."""
    while True:
        text = words.pick(phrases()[f"{words.language} {'talk' if words.chance(_TOLD) else 'other'}"])
        if not (only_orders and text[-1] in "?？"):
            return fill(text, lambda slot: _TALKED_OF[slot](words))
