"""Running cases on a model: greedy replies, code carried out, and whether all of it was right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from demo_model.evaluation.case import Case
from demo_model.evaluation.scoring import contains_one, is_call, is_quote, is_solution, states_value
from pyglm import Interpreter, Model, Reply

_INTERPRETER = Interpreter(timeout_s=10, file_bytes=1 << 20, max_output_chars=2000)
_MAX_NEW_TOKENS = {
    "tool_call": 128,
    "no_call": 128,
    "observation": 96,
    "interpreter": 192,
    "documentation": 128,
    "quote": 128,
    "talk": 96,
}


@dataclass(frozen=True)
class Outcome:
    """What came of a case."""

    case: Case
    is_right: bool
    said: tuple[str, ...]
    """Every reply, calls and code included, and what code gave."""
    ids: tuple[tuple[int, ...], ...]
    """The generated ids of every reply."""


class _Chat:
    """The messages of a case, and the replies that the model adds."""

    def __init__(self, model: Model, case: Case) -> None:
        self._model = model
        self._case = case
        self._messages = list(case.messages)
        self.said: list[str] = []
        self.ids: list[tuple[int, ...]] = []

    def reply(self) -> Reply:
        """The model's next turn."""
        limit = _MAX_NEW_TOKENS[self._case.skill]
        reply = self._model.chat(
            self._messages, interpreter=self._case.interpreter, temperature=0, max_new_tokens=limit
        )
        self._messages += reply.messages
        self.said.append("\n".join([f"{m['metadata']}\n{m['content']}".strip() for m in reply.messages]))
        self.ids.append(tuple(reply.token_ids))
        return reply

    def add(self, role: str, content: str) -> None:
        """A turn of somebody else."""
        self._messages.append({"role": role, "content": content})
        if role == "observation":
            self.said.append(content)


def run(model: Model, case: Case) -> Outcome:
    """Let the model answer a case, and judge it."""
    chat = _Chat(model, case)
    is_right = _JUDGES[case.skill](chat, case)
    return Outcome(case, is_right, tuple(chat.said), tuple(chat.ids))


def run_code(code: str) -> tuple[str, bool]:
    """What code printed, or the last line of its error, and whether it ran to its end."""
    result = _INTERPRETER.run(code)
    return result.output, not result.is_error


def _judge_call(chat: _Chat, case: Case) -> bool:
    return is_call(chat.reply().tool_calls, case.expected)


def _judge_no_call(chat: _Chat, case: Case) -> bool:
    reply = chat.reply()
    return bool(reply.text.strip()) and not reply.tool_calls and not reply.warnings and reply.finish_reason == "stop"


def _judge_observation(chat: _Chat, case: Case) -> bool:
    reply = chat.reply()
    return not reply.tool_calls and states_value(reply.text, case.expected["value"])


def _judge_interpreter(chat: _Chat, case: Case) -> bool:
    """One run of the code, and one more if there was no error before it."""
    has_failed = case.messages[-1]["role"] == "observation"
    has_run = False
    for _ in range(1 if has_failed else 2):
        reply = chat.reply()
        if not reply.code:
            return False
        output, has_run = run_code(reply.code[-1])
        chat.add("observation", output)
        if has_run:
            break
    return has_run and is_solution(chat.reply().text, case.expected)


def _judge_documentation(chat: _Chat, case: Case) -> bool:
    return contains_one(chat.reply().text, case.expected["keys"])


def _judge_quote(chat: _Chat, case: Case) -> bool:
    return is_quote(chat.reply().text, case.expected["sentence"])


def _judge_talk(chat: _Chat, case: Case) -> bool:
    """Every turn, so that each is answered whatever the ones before were."""
    texts: list[Any] = [None, *case.expected["then"]]
    results = []
    for text, keys in zip(texts, case.expected["keys"], strict=True):
        if text is not None:
            chat.add("user", text)
        results.append(contains_one(chat.reply().text, keys))
    return all(results)


_JUDGES: dict[str, Callable[[_Chat, Case], bool]] = {
    "tool_call": _judge_call,
    "no_call": _judge_no_call,
    "observation": _judge_observation,
    "interpreter": _judge_interpreter,
    "documentation": _judge_documentation,
    "quote": _judge_quote,
    "talk": _judge_talk,
}
