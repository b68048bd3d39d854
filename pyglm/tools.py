"""Python functions as tools: what the model is told of them, and a call of one with what the model wrote."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, get_type_hints

from pyglm.protocol import ToolCall
from pyglm.schema import converted, is_optional, schema_of

Tool: TypeAlias = Mapping[str, Any] | Callable[..., Any]
"""What may be offered to a model: a definition, whose calls come back to the caller, or a function, which is run."""

_ARGS_SECTION = re.compile(r"(?:args|arguments|parameters|参数)\s*[:：]", re.IGNORECASE)
_ARG_LINE = re.compile(r"(?P<name>\*{0,2}\w+)\s*(?:\([^)]*\))?\s*[:：]\s*(?P<text>.*)")
_SPHINX_LINE = re.compile(r":param\s+(?:[^:]*\s)?(?P<name>\w+)\s*:\s*(?P<text>.*)")


@dataclass(frozen=True)
class ToolResult:
    """A call that was made for the model, and what the model was told.

    `content` is the observation. The interpreter's calls have the name "interpreter" and the code as argument `code`.
    """

    call: ToolCall
    content: str
    is_error: bool = False
    """The tool raised, its arguments were wrong, or the call was refused; content says it."""


class FunctionTool:
    """A Python function that a model can call.

    Args:
        function: its name is the tool's, type hints make the schema, the docstring's first paragraph is the
            description, and its section `Args:` describes the parameters. Parameters without a default are required,
            unless None is allowed.

    Raises:
        TypeError: a parameter cannot be described, or the function is asynchronous; the message names it.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.name = str(getattr(function, "__name__", ""))
        if not self.name.isidentifier():
            raise TypeError(f"{function!r} has no name that a tool could have; use a function")
        if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
            raise TypeError(f"{self.name} is asynchronous; give a function that returns the result")
        self._hints, self._defaults = _parameters(function, self.name)
        self.definition = _definition(self.name, inspect.getdoc(function) or "", self._hints, self._defaults)
        """{name, description, parameters}, as the model sees it."""

    def run(self, arguments: Mapping[str, Any]) -> str:
        """The function's result as text: a str as it is, anything else as JSON.

        Raises:
            ValueError: an argument is missing, unknown, or not of its type.
            Whatever the function raises.
        """
        unknown = [name for name in arguments if name not in self._hints]
        if unknown:
            known = ", ".join(self._hints) or "none"
            raise ValueError(f"there is no argument {unknown[0]!r}; the arguments of {self.name} are: {known}")
        values = {name: self._value(name, arguments) for name in self._hints if self._is_given(name, arguments)}
        return as_text(self.function(**values))

    def _is_given(self, name: str, arguments: Mapping[str, Any]) -> bool:
        return name in arguments or name not in self._defaults

    def _value(self, name: str, arguments: Mapping[str, Any]) -> Any:
        hint = self._hints[name]
        value = arguments.get(name)
        if value is None and is_optional(hint):
            return None
        if name not in arguments:
            raise ValueError(f"the argument {name!r} of {self.name} is missing")
        try:
            return converted(value, hint)
        except ValueError as error:
            raise ValueError(f"the argument {name!r} of {self.name} {error}") from None


def split_tools(tools: Sequence[Tool] | None) -> tuple[list[Mapping[str, Any]], dict[str, FunctionTool]]:
    """Definitions of all tools, in their order, and those tools that are functions, by name.

    Raises:
        TypeError: a function cannot be described, see FunctionTool.
        ValueError: tools is no list of definitions and functions.
    """
    if tools is not None and (not isinstance(tools, Sequence) or isinstance(tools, (str, bytes))):
        raise ValueError(f"tools must be a list of tool definitions and functions, not {type(tools).__name__}")
    definitions: list[Mapping[str, Any]] = []
    functions: dict[str, FunctionTool] = {}
    for i, tool in enumerate(tools or ()):
        if callable(tool):
            function = FunctionTool(tool)
            functions[function.name] = function
            definitions.append(function.definition)
        elif isinstance(tool, Mapping):
            definitions.append(tool)
        else:
            kinds = "a function or a dict with name, description and parameters"
            raise ValueError(f"tools[{i}] must be {kinds}, not {type(tool).__name__}")
    return definitions, functions


def _parameters(function: Callable[..., Any], name: str) -> tuple[dict[str, Any], set[str]]:
    """The type hint of each parameter, and which ones have a default."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:
        raise TypeError(f"{name} has no signature that could be read; wrap it in a function of your own") from None
    try:
        hints = get_type_hints(function, include_extras=True)
    except NameError as error:
        raise TypeError(f"{name}: a type hint cannot be resolved: {error}") from None
    for parameter in parameters:
        if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
            raise TypeError(f"{name}: the parameter {parameter} cannot be given by name, which is how a model calls")
    defaults = {parameter.name for parameter in parameters if parameter.default is not parameter.empty}
    return {parameter.name: hints.get(parameter.name, Any) for parameter in parameters}, defaults


def _definition(name: str, doc: str, hints: Mapping[str, Any], defaults: set[str]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    texts = _argument_texts(doc)
    for parameter, hint in hints.items():
        try:
            schema = schema_of(hint)
        except TypeError as error:
            raise TypeError(f"{name}: the parameter {parameter!r}: {error}") from None
        text = texts.get(parameter)
        properties[parameter] = schema | ({"description": text} if text else {})
    required = [parameter for parameter, hint in hints.items() if parameter not in defaults and not is_optional(hint)]
    summary = " ".join(doc.split("\n\n")[0].split())
    return {
        "name": name,
        "description": summary,
        "parameters": {"type": "object", "properties": properties, "required": required},
    }


def _argument_texts(doc: str) -> dict[str, str]:
    """The parameters' descriptions, from a section `Args:` or from lines `:param name:`."""
    texts: dict[str, list[str]] = {}
    current: list[str] = []
    section = indent = None
    for line in doc.splitlines():
        depth = len(line) - len(line.lstrip())
        sphinx = _SPHINX_LINE.fullmatch(line.strip())
        if sphinx:
            current = texts.setdefault(sphinx["name"], [sphinx["text"]])
        elif _ARGS_SECTION.fullmatch(line.strip()):
            section, indent, current = depth, None, []
        elif section is not None and line.strip():
            if depth <= section:
                section, current = None, []
                continue
            indent = depth if indent is None else indent
            match = _ARG_LINE.fullmatch(line.strip()) if depth == indent else None
            if match:
                current = texts.setdefault(match["name"].lstrip("*"), [match["text"]])
            else:
                current.append(line.strip())
    return {name: " ".join(filter(None, lines)) for name, lines in texts.items()}


def as_text(result: Any) -> str:
    """A tool's result as the model reads it."""
    text = result if isinstance(result, str) else json.dumps(result, ensure_ascii=False, default=str)
    return text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no character
