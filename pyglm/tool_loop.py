"""A reply with its tools: what the model calls is run here, the results go back, and the model goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from pyglm.errors import ContextLengthError
from pyglm.generation import Chunk, Reply, Timings, Usage
from pyglm.interpreter import Interpreter
from pyglm.protocol import INTERPRETER, INTERPRETER_PROMPT, TOOLS_SENTENCE, ToolCall
from pyglm.tools import Tool, ToolResult, as_text, split_tools

MAX_TOOL_ROUNDS = 8
Approve = Callable[[ToolCall], bool]
"""Asked before each call; the interpreter's call has the name "interpreter" and the argument `code`."""

REFUSED = "The user refused this call."


class Toolbox:
    """What a chat offers to the model, and what of it is run here.

    Args:
        tools: definitions and functions; functions are run.
        interpreter: whether code may be written; it is run where an Interpreter is given.
        approve: asked before each call; False refuses it, and the model is told so.
        max_rounds: how many times calls are run before the model must do without.

    Raises:
        ValueError, TypeError: tools, interpreter, approve or max_rounds is not as above.
    """

    def __init__(
        self,
        tools: Sequence[Tool] | None = None,
        *,
        interpreter: bool | Interpreter = False,
        approve: Approve | None = None,
        max_rounds: int = MAX_TOOL_ROUNDS,
    ) -> None:
        if not isinstance(interpreter, (bool, Interpreter)):
            raise TypeError(f"interpreter must be a bool or a pyglm.Interpreter, not {type(interpreter).__name__}")
        if not isinstance(max_rounds, int) or max_rounds < 0:
            raise ValueError(f"max_tool_rounds must be 0 or more, not {max_rounds!r}")
        if approve is not None and not callable(approve):
            raise TypeError(f"approve must be a function of a call, not {type(approve).__name__}")
        self.definitions, self._functions = split_tools(tools)
        self.offers_code = interpreter is not False
        self._interpreter = interpreter if isinstance(interpreter, Interpreter) else None
        self._approve = approve
        self.max_rounds = max_rounds

    @property
    def system(self) -> str | None:
        """The system message that goes with what is offered; the tools' definitions come after it."""
        sentences = [INTERPRETER_PROMPT] * self.offers_code + [TOOLS_SENTENCE] * bool(self.definitions)
        return "\n".join(sentences) or None

    def runs(self, reply: Reply) -> bool:
        """Whether all that the reply calls is run here; else all of it is the caller's."""
        if reply.finish_reason != "tool_calls" or (reply.code and self._interpreter is None):
            return False
        return all(self._runs_tool(call.name) for call in reply.tool_calls)

    def results(self, reply: Reply, cancel: threading.Event | None = None) -> Iterator[ToolResult]:
        """Run what the reply calls, in its order.

        Raises:
            CancelledError: cancel was set while code was running.
        """
        calls, codes = iter(reply.tool_calls), iter(reply.code)
        for message in reply.messages:
            if message["metadata"] == INTERPRETER and reply.code:
                yield self._run(ToolCall(INTERPRETER, {"code": next(codes)}), cancel)
            elif message["metadata"]:
                yield self._run(next(calls), cancel)

    def _runs_tool(self, name: str) -> bool:
        """Functions are run; a name that was not offered is answered with an error where functions are."""
        is_definition = any(_name(tool) == name for tool in self.definitions)
        return name in self._functions or (bool(self._functions) and not is_definition)

    def _run(self, call: ToolCall, cancel: threading.Event | None) -> ToolResult:
        function = self._functions.get(call.name)
        is_code = call.name == INTERPRETER and self._interpreter is not None
        if function is None and not is_code:
            known = ", ".join(_name(tool) for tool in self.definitions)
            return ToolResult(
                call, f"ValueError: there is no tool {call.name!r}; the tools are: {known}", is_error=True
            )
        if self._approve is not None and not self._approve(call):
            return ToolResult(call, REFUSED, is_error=True)
        if function is None:
            assert self._interpreter is not None
            run = self._interpreter.run(call.arguments["code"], cancel=cancel)
            return ToolResult(call, run.output, is_error=run.is_error)
        try:
            return ToolResult(call, function.run(call.arguments))
        except (Exception, SystemExit) as error:  # whatever a tool raises is for the model to know
            return ToolResult(call, _told(error), is_error=True)


def run_rounds(
    first: Iterator[Chunk],
    go_on: Callable[[Reply, list[ToolResult]], Iterator[Chunk]],
    toolbox: Toolbox,
    cancel: threading.Event | None = None,
) -> Generator[Chunk, None, None]:
    """The chunks of a reply and of all that follow it while its calls are run here.

    Args:
        first: a reply's chunks; the last one has the Reply.
        go_on: gives the chunks of the model's next reply, after a reply and the results of its calls.
        toolbox: what is run.
        cancel: ends a running interpreter, too.

    Yields:
        The replies' chunks, one for each result, and at last one with a Reply that tells all of it.

    Raises:
        ContextLengthError: the results do not fit the context; it holds all calls that were made.
    """
    rounds: list[tuple[Reply, list[ToolResult]]] = []
    chunks = first
    while True:
        reply: Reply | None = None
        joint = "\n" if any(before.text for before, _ in rounds) else ""
        for chunk in chunks:
            if isinstance(chunk.result, Reply):
                reply = chunk.result
            elif joint and chunk.text:
                yield replace(chunk, text=joint + chunk.text)
                joint = ""
            else:
                yield chunk
        assert reply is not None
        if not toolbox.runs(reply):
            break
        if len(rounds) == toolbox.max_rounds:
            warning = f"stopped after {toolbox.max_rounds} rounds of calls; the last ones were not made"
            reply = replace(reply, warnings=[*reply.warnings, warning])
            break
        results: list[ToolResult] = []
        for result in toolbox.results(reply, cancel):
            results.append(result)
            yield Chunk(tool_result=result)
        rounds.append((reply, results))
        try:
            chunks = go_on(reply, results)
        except ContextLengthError as error:
            error.tool_results = [result for _, made in rounds for result in made]
            raise
    whole = _joined(rounds, reply)
    yield Chunk(finish_reason=whole.finish_reason, result=whole)


def observations(results: Sequence[ToolResult]) -> list[dict[str, Any]]:
    """The results as native messages."""
    return [{"role": "observation", "content": result.content} for result in results]


def _joined(rounds: Sequence[tuple[Reply, list[ToolResult]]], last: Reply) -> Reply:
    """One Reply that tells all rounds; its calls are the last reply's, which nobody has run."""
    if not rounds:
        return last
    replies = [*(reply for reply, _ in rounds), last]
    messages = [message for reply, results in rounds for message in [*reply.messages, *observations(results)]]
    return replace(
        last,
        text="\n".join(reply.text for reply in replies if reply.text),
        token_ids=[token_id for reply in replies for token_id in reply.token_ids],
        usage=_sum(Usage, [reply.usage for reply in replies]),
        timings=_sum(Timings, [reply.timings for reply in replies]),
        messages=[*messages, *last.messages],
        warnings=[warning for reply in replies for warning in reply.warnings],
        tool_results=[result for _, results in rounds for result in results],
    )


def _sum(kind: Any, parts: Sequence[Any]) -> Any:
    """A dataclass of numbers, each the sum of the parts'."""
    return kind(**{name: sum(map(attrgetter(name), parts)) for name in kind.__dataclass_fields__})


def _told(error: BaseException) -> str:
    try:
        text = f"{type(error).__name__}: {error}"
    except Exception:  # of its own __str__
        text = type(error).__name__
    return as_text(text)


def _name(tool: Any) -> str:
    """The name of a tool's definition, flat or in OpenAI's form; they were checked when they were encoded."""
    return str(tool.get("function", tool)["name"])
