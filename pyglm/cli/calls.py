"""What a model calls during a chat: functions from a file, and code, shown in the terminal as they are run."""

from __future__ import annotations

import functools
import importlib.util
import inspect
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from pyglm.cli import streams
from pyglm.cli.terminal import ask, interruptible
from pyglm.interpreter import Interpreter
from pyglm.protocol import INTERPRETER, ToolCall
from pyglm.tools import ToolResult, split_tools

_MODULE = "pyglm_chat_tools"  # the name that the file's module gets
_SHOWN_LINES, _SHOWN_CHARS = 12, 1000  # of a result; the model sees all of it


def load_functions(path: str) -> list[Callable[..., Any]]:
    """The functions that a Python file offers: those in its list TOOLS, or else its public ones with docstrings.

    Raises:
        OSError: the file cannot be read.
        ValueError: it fails, or offers nothing, or a function cannot be a tool; the message says where.
    """
    module = _run_file(path)
    if hasattr(module, "TOOLS"):
        functions = module.TOOLS
        if not isinstance(functions, (list, tuple)) or not all(map(callable, functions)):
            raise ValueError(f"{path}: TOOLS must be a list of functions")
    else:
        functions = [value for name, value in vars(module).items() if _is_offered(name, value)]
    if not functions:
        raise ValueError(f"{path}: no function to offer; define one with a docstring, or list functions in TOOLS")
    try:
        split_tools(functions)
    except TypeError as error:
        raise ValueError(f"{path}: {error}") from None
    return [_in_terminal(function) for function in functions]


class CallsShown:
    """Shows calls and their results on stderr, and asks before code is run.

    Args:
        quiet: show only the code that is asked about.
        ask_for_code: ask the user before each piece of code.
    """

    def __init__(self, *, quiet: bool, ask_for_code: bool) -> None:
        self._quiet = quiet
        self._ask_for_code = ask_for_code

    def approve(self, call: ToolCall) -> bool:
        """Show a call that is about to be made; whether it may be."""
        if call.name != INTERPRETER:
            self._note(describe_call(call))
            return True
        code = "\n".join(f"  {line}" for line in str(call.arguments["code"]).splitlines())
        if not self._ask_for_code:
            self._note(f"runs this code:\n{code}")
            return True
        streams.note(f"The model wants to run this code:\n{code}")
        return ask("Run it?")

    def show(self, result: ToolResult) -> None:
        """Show what a call gave."""
        lines = result.content[:_SHOWN_CHARS].splitlines()[:_SHOWN_LINES]
        text = "\n     ".join(lines)
        cut = " ..." if len(text.split()) < len(result.content.split()) else ""
        self._note(f"  -> {text}{cut}")

    def _note(self, text: str) -> None:
        if not self._quiet:
            streams.note(text)


def describe_call(call: ToolCall) -> str:
    """A call as Python would write it."""
    return f"{call.name}({', '.join(f'{name}={value!r}' for name, value in call.arguments.items())})"


def open_interpreter() -> Interpreter:
    """An interpreter; what this system does not take away from the code is said, even with --quiet."""
    interpreter = Interpreter()
    weaknesses = interpreter.run("").weaknesses
    if weaknesses:
        streams.note(f"(warning: on this system code that the model writes {'; '.join(weaknesses)})")
    return interpreter


def _run_file(path: str) -> ModuleType:
    with open(path, "rb") as file:
        source = file.read()
    spec = importlib.util.spec_from_file_location(_MODULE, path)
    if spec is None:
        raise ValueError(f"{path}: expected a Python file, whose name ends in .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[_MODULE] = module
    sys.path.insert(0, str(Path(path).resolve().parent))  # for modules beside it, as when it is run as a program
    try:
        with streams.stdout_to_stderr():
            exec(compile(source, path, "exec", dont_inherit=True), vars(module))
    except (Exception, SystemExit) as error:
        raise ValueError(f"{path}: {_where(error, path)}{type(error).__name__}: {error}") from None
    return module


def _where(error: BaseException, path: str) -> str:
    """The line of the file that an error came from."""
    line = error.lineno if isinstance(error, SyntaxError) else None
    for frame in traceback.extract_tb(error.__traceback__):
        line = frame.lineno if frame.filename == path else line
    return f"line {line}: " if line else ""


def _is_offered(name: str, value: object) -> bool:
    is_function = inspect.isfunction(getattr(value, "__wrapped__", value))  # functools.cache's, too
    is_own = is_function and getattr(value, "__module__", None) == _MODULE
    return is_own and not name.startswith("_") and bool(inspect.getdoc(value))


def _in_terminal(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as it is run in a chat: what it prints is no part of the answer, and Ctrl-C ends it."""

    @functools.wraps(function)
    def run(**arguments: Any) -> Any:
        with streams.stdout_to_stderr(), interruptible():
            return function(**arguments)

    return run
