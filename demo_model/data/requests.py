"""Requests: a user's message that asks for a tool, and the arguments that the call must have."""

from __future__ import annotations

import re
from typing import Any

from demo_model.data.lists import Action, Request, phrases
from demo_model.data.phrases import cut, fill
from demo_model.data.schemas import Tool
from demo_model.data.values import Parameter, draw, text_of
from demo_model.data.words import Words

_ENDS = "?!.。？！"
_RELATIVE = re.compile(r"(today|tomorrow|yesterday|next|this|last|in|the day after tomorrow)\b")  # days without "on"
_HANZI = "[\u4e00-\u9fff]"
_COMPLETE = 0.5  # of requests, those that were written with their values
_REDRAWN = 0.25  # of their values, those that another one takes the place of
_REDRAWN_OF_WHOLE = 0.5  # of the values of tools that were written whole: they have few requests each
_SPACED = 0.4  # Chinese requests with spaces between their characters and foreign words or numbers


def ask(tool: Tool, words: Words) -> tuple[str, dict[str, Any]]:
    """A message that asks for the tool, and the arguments, in the order of the schema."""
    request = _request(tool.action, words)
    template, given = request.template, request.values
    begin, *others = cut(template)
    inline = others[::2]
    further = 0.1 if given else 0.35
    chosen = [p for p in tool.parameters if p.required or p.key in inline or p.key in given or words.chance(further)]
    values = {p.key: given[p.key] if p.key in given and not _is_redrawn(p, words) else draw(p, words) for p in chosen}
    body = fill(template, lambda key: text_of(values[key], words.zh))
    rest = [p for p in chosen if p.key not in inline and p.key not in given]
    words.random.shuffle(rest)
    said = [(p, values[p.key]) for p in rest]
    is_open = bool(others) and not others[-1]
    text = _message(body, said, words, starts_with_value=begin in ("", ">", "="), ends_with_value=is_open)
    for value in values.values():
        if _RELATIVE.match(str(value)):
            text = text.replace(f" on {value}", f" {value}")
    if words.zh and words.chance(_SPACED):
        text = spaced(text, [text_of(value, zh=True) for value in values.values()])
    return text, {p.name: values[p.key] for p in chosen}


def _request(action: Action, words: Words) -> Request:
    complete = action.complete.get(words.language)
    templates = action.asks[words.language]
    if complete and (not templates or words.chance(_COMPLETE)):
        return words.pick(complete)
    return Request(words.pick(templates), {})


def _is_redrawn(parameter: Parameter, words: Words) -> bool:
    share = _REDRAWN if parameter.kind.is_shared else _REDRAWN_OF_WHOLE
    return words.language in parameter.fitting and words.chance(share)


def spaced(text: str, values: list[str]) -> str:
    """The Chinese text with a space between its characters and each foreign value, as many people write."""
    for value in values:
        is_part = any(value in other for other in values if other != value)
        if value.isascii() and not is_part:
            inside = re.escape(value)
            text = re.sub(f"(?<={_HANZI})(?={inside})|(?<={inside})(?={_HANZI})", " ", text)
    return text


def _message(
    body: str, rest: list[tuple[Parameter, Any]], words: Words, *, starts_with_value: bool, ends_with_value: bool
) -> str:
    """The request's body in a frame, with a clause for each of the other arguments."""
    form = {">": "do", "=": "noun"}.get(body[0], "")
    body = body[1:] if form else body
    end = body[-1] if not form and not ends_with_value and body[-1] in _ENDS else ""
    body = body[: len(body) - len(end)]
    before, after = "", ""
    for parameter, value in rest:
        clause = _clause(parameter, value, words)
        if clause[0] == "<" and before:
            clause = _named(parameter, value, words)
        if clause[0] == "<":
            before = clause[1:] + ("" if words.zh else " ")
        else:
            after += _attached(clause, words)
    if words.zh and before and starts_with_value and before[-1] not in "，：":
        before += "，"
    if not form:
        text = before + body + after
        text += end or ("" if text[-1] in _ENDS else words.pick(("", "。" if words.zh else ".")))
        return wrapped(text, words, is_fixed=starts_with_value and not before)
    frame = words.pick(phrases()[f"{words.language} {form}"])
    if words.zh:
        return wrapped(frame.replace("{x}", before + body + after), words)
    is_fixed = starts_with_value and not before and frame.startswith("{x}")
    return wrapped(before + frame.replace("{x}", body + after), words, is_fixed=is_fixed)


def _attached(clause: str, words: Words) -> str:
    return clause if words.zh or clause[0] in ",;:" else " " + clause


def _named(parameter: Parameter, value: Any, words: Words) -> str:
    if parameter.kind.value == "flag":
        return words.pick(phrases()[f"{words.language} {'yes' if value else 'no'}"]).replace("{n}", parameter.called)
    clause = words.pick(phrases()[f"{words.language} clause"])
    return clause.replace("{n}", parameter.called).replace("{v}", text_of(value, words.zh))


def _clause(parameter: Parameter, value: Any, words: Words) -> str:
    says = parameter.kind.says[words.language]
    if not says or words.chance(0.3):
        return _named(parameter, value, words)
    return words.pick(says).replace("{n}", parameter.called).replace("{v}", text_of(value, words.zh))


def wrapped(text: str, words: Words, *, is_fixed: bool = False) -> str:
    """The request with a greeting, thanks or a sentence of context around it; is_fixed: it begins with a value."""
    lists, kind, gap = phrases(), words.random.random(), "" if words.zh else " "
    language = words.language
    before = words.pick(lists[f"{language} before"]) + gap if kind < 0.1 else ""
    if not words.zh and not is_fixed and not text.startswith(("I ", "I'")):
        text = _first_letter(text, before, words) + text[1:]
    if before:
        text = before + text
    elif kind < 0.17:
        text = words.pick(lists[f"{language} context"]) + gap + text
    elif kind < 0.25:
        text = _ended(text, words) + gap + words.pick(lists[f"{language} after"])
    elif kind < 0.28:
        text = _ended(text, words) + gap + words.pick(lists[f"{language} context"])
    return text


def _first_letter(text: str, before: str, words: Words) -> str:
    """The first letter of an English request: mostly a capital, but a small one within a sentence that goes on."""
    if not before:
        return text[0].upper() if words.chance(0.6) else text[0]
    is_new_sentence = before.rstrip()[-1] in _ENDS
    return text[0].upper() if is_new_sentence and words.chance(0.8) else text[0].lower()


def _ended(text: str, words: Words) -> str:
    return text if text[-1] in _ENDS else text + ("。" if words.zh else ".")


def ask_again(tool: Tool, arguments: dict[str, Any], words: Words) -> tuple[str, dict[str, Any]] | None:
    """A message that asks for the same call with another value, if the tool has just one that this can mean."""
    candidates = [p for p in tool.parameters if p.name in arguments and p.kind.json_type != "boolean" and not p.choices]
    if not candidates:
        return None
    parameter = words.pick(candidates)
    value = draw(parameter, words)
    said = text_of(value, words.zh)
    if len(candidates) > 1:
        said = f"{parameter.called}{said}" if words.zh else f"{parameter.called} {said}"
    message = words.pick(phrases()[f"{words.language} again"]).replace("{v}", said)
    if words.zh and words.chance(_SPACED):
        message = spaced(message, [text_of(value, zh=True)])
    return message, {**arguments, parameter.name: value}
