"""Messages, native or in the form of OpenAI's chat API, checked and turned into what the model was trained on.

Natively a chat is a list of turns, each with a role, a line of metadata (an assistant's tool, or nothing) and content.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from pyglm.protocol.literals import format_literal
from pyglm.protocol.tool_calls import ToolCall, format_tool_call

# the system message that tools were trained with
TOOLS_SENTENCE = "Answer the following questions as best as you can. You have access to the following tools:"
INTERPRETER = "interpreter"  # the metadata of code to run
# the system message that the interpreter was trained with
INTERPRETER_PROMPT = (
    "你是一位智能AI助手，你叫ChatGLM，你连接着一台电脑，但请注意不能联网。在使用Python解决任务时，你可以运行代码并得到结果，"
    "如果运行结果有错误，你需要尽可能对代码进行改进。你可以处理用户上传到电脑上的文件，文件默认存储路径是/mnt/data/。"
)
ROLES = ("system", "user", "assistant", "observation")
MAX_NAME_CHARS = 64  # as in OpenAI's API

Message = Mapping[str, Any]


@dataclass(frozen=True)
class Turn:
    """One message as the model sees it; role is one of ROLES, metadata a single line."""

    role: str
    metadata: str
    content: str


def to_turns(messages: Sequence[Message], tools: Sequence[Mapping[str, Any]] | None = None) -> list[Turn]:
    """The turns of a chat, tool definitions written into the system turn's content.

    Raises:
        ValueError: a message or tool is not as it should be; the text names its index.
    """
    _check_list(messages)
    offered = offered_tools(messages, tools)
    has_system = any(message.get("role") == "system" for message in messages)
    turns = [] if has_system or not offered else [Turn("system", "", _with_tools(TOOLS_SENTENCE, offered))]
    for i, message in enumerate(messages):
        for turn in _message_turns(message, f"messages[{i}]"):
            if turn.role == "system" and offered:
                turns.append(replace(turn, content=_with_tools(turn.content, offered)))
                offered = []
            else:
                turns.append(turn)
    return turns


def to_message_turns(message: Message) -> list[Turn]:
    """The turns of a single message: one, or one for each tool call and the text before them.

    Raises:
        ValueError: the message is not as it should be.
    """
    return to_turns([message])


def offered_tools(messages: Sequence[Message], tools: Sequence[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """The flat definitions {name, description, parameters} of the tools that a chat offers to the model.

    Args:
        messages: the chat; a system message may carry "tools".
        tools: tools given beside the messages, instead.

    Raises:
        ValueError: a definition is not as it should be, or tools are given in two places.
    """
    _check_list(messages)
    found = [("tools", tools)] if tools else []
    for i, message in enumerate(messages):
        if message.get("tools"):
            if message.get("role") != "system":
                raise ValueError(f"messages[{i}]: only a system message can carry tools")
            found.append((f"messages[{i}]: tools", message["tools"]))
    if len(found) > 1:
        raise ValueError(f"tools are given twice, as {found[0][0]} and as {found[1][0]}; give them once")
    if not found:
        return []
    return _flat_tools(found[0][1], found[0][0])


def _check_list(messages: Any) -> None:
    if not isinstance(messages, Sequence) or isinstance(messages, (str, bytes)):
        raise ValueError(f"messages must be a list of messages, not {type(messages).__name__}")
    if not messages:
        raise ValueError("messages is empty: a chat needs at least one message")
    for i, message in enumerate(messages):
        if not isinstance(message, Mapping):
            raise ValueError(f"messages[{i}] must be a dict with a role and content, not {type(message).__name__}")


def _with_tools(content: str, tools: list[dict[str, Any]]) -> str:
    return content + "\n" + json.dumps(tools, indent=4, ensure_ascii=False)


def _flat_tools(tools: Any, where: str) -> list[dict[str, Any]]:
    if not isinstance(tools, Sequence) or isinstance(tools, (str, bytes)):
        raise ValueError(f"{where} must be a list of tool definitions, not {type(tools).__name__}")
    flat = [_flat_tool(tool, f"{where}[{i}]") for i, tool in enumerate(tools)]
    names = [tool["name"] for tool in flat]
    for i, name in enumerate(names):
        if name in names[:i]:
            raise ValueError(f"{where}[{i}]: a second tool named {name!r}")
    return flat


def _flat_tool(tool: Any, where: str) -> dict[str, Any]:
    if isinstance(tool, Mapping) and "function" in tool:
        if tool.get("type", "function") != "function":
            raise ValueError(f"{where}: type {tool['type']!r} is not known; use 'function'")
        function = tool["function"]
        if isinstance(function, Mapping):
            keys = ("name", "description", "parameters")  # the order of training; others, as "strict", are OpenAI's
            function = {key: function[key] for key in keys if key in function}
        tool = function
    if not isinstance(tool, Mapping):
        raise ValueError(f"{where} must be a dict with name, description and parameters, not {type(tool).__name__}")
    _check_name(tool.get("name"), where)
    if tool["name"] == INTERPRETER:
        raise ValueError(f"{where}: the name {INTERPRETER!r} is the model's word for code to run; use another")
    for key, kind in (("description", str), ("parameters", Mapping)):
        if not isinstance(tool.get(key), (kind, type(None))):
            raise ValueError(f"{where}: {key} must be a {_noun(kind)}, not {type(tool[key]).__name__}")
    try:
        format_literal(tool)  # bounds the depth, and with it the size of the indented text
        text = json.dumps(dict(tool), ensure_ascii=False)
        text.encode("utf-8")
    except (TypeError, ValueError) as e:
        raise ValueError(f"{where} cannot be written as JSON: {e}") from None
    flat: dict[str, Any] = json.loads(text)
    return flat


def _noun(kind: type) -> str:
    return "dict" if kind is Mapping else kind.__name__


def _check_name(name: Any, where: str) -> str:
    if not isinstance(name, str):
        raise ValueError(f"{where}: name must be a str, not {type(name).__name__}")
    if not name or len(name) > MAX_NAME_CHARS or not name.isprintable() or any(c.isspace() for c in name):
        raise ValueError(f"{where}: name {name[:80]!r} must be 1 to {MAX_NAME_CHARS} printable characters, no spaces")
    return name


def _message_turns(message: Message, where: str) -> list[Turn]:
    role = message.get("role")
    if role not in (*ROLES, "tool"):
        _refuse_role(message, where)
    calls = message.get("tool_calls")
    if calls and role != "assistant":
        raise ValueError(f"{where}: only an assistant's message can have tool_calls, not a message of role {role!r}")
    content = _content(message, where, optional=bool(calls))
    metadata = _metadata(message, where)
    if role == "tool":
        return [Turn("observation", metadata, content)]
    if not calls:
        # a call was trained without the space that the reply has before its fence
        return [Turn(role, metadata, content.strip() if metadata and role == "assistant" else content)]
    if metadata:
        raise ValueError(f"{where} has both metadata and tool_calls; the metadata is a call's name, give one of them")
    return ([Turn(role, "", content)] if content.strip() else []) + _call_turns(calls, where)


def _refuse_role(message: Message, where: str) -> NoReturn:
    if "role" not in message:
        raise ValueError(f"{where} has no role; use one of {', '.join(ROLES)} or tool")
    raise ValueError(f"{where}: role {message['role']!r} is not known; use one of {', '.join(ROLES)} or tool")


def _content(message: Message, where: str, *, optional: bool) -> str:
    content = message.get("content")
    if content is None:
        if optional:
            return ""
        raise ValueError(f"{where} of role {message['role']!r} has no content")
    if not isinstance(content, str):
        content = _joined_parts(content, where)
    return _check_text(content, f"{where}: content")


def _joined_parts(content: Any, where: str) -> str:
    if not isinstance(content, Sequence) or isinstance(content, (bytes, bytearray, memoryview)):
        raise ValueError(f"{where}: content must be a str or a list of text parts, not {type(content).__name__}")
    for i, part in enumerate(content):
        if not isinstance(part, Mapping) or part.get("type") != "text" or not isinstance(part.get("text"), str):
            found = repr(part.get("type")) if isinstance(part, Mapping) else type(part).__name__
            raise ValueError(f"{where}: content[{i}] must be {{'type': 'text', 'text': str}}, found {found}")
    return "".join([part["text"] for part in content])


def _metadata(message: Message, where: str) -> str:
    metadata = message.get("metadata")
    if metadata is None:
        return ""
    if not isinstance(metadata, str):
        raise ValueError(f"{where}: metadata must be a str, not {type(metadata).__name__}")
    if "\n" in metadata:
        raise ValueError(f"{where}: metadata must be a single line")
    return _check_text(metadata, f"{where}: metadata")


def _check_text(text: str, where: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as e:
        raise ValueError(f"{where} has a lone surrogate at character {e.start}, which is no character") from None
    return text


def _call_turns(calls: Any, where: str) -> list[Turn]:
    if not isinstance(calls, Sequence) or isinstance(calls, (str, bytes)):
        raise ValueError(f"{where}: tool_calls must be a list, not {type(calls).__name__}")
    return [_call_turn(call, f"{where}: tool_calls[{i}]") for i, call in enumerate(calls)]


def _call_turn(call: Any, where: str) -> Turn:
    if isinstance(call, ToolCall):
        call = {"name": call.name, "arguments": call.arguments}
    if isinstance(call, Mapping) and "function" in call:
        if call.get("type", "function") != "function":
            raise ValueError(f"{where}: type {call['type']!r} is not known; use 'function'")
        call = call["function"]
    if not isinstance(call, Mapping):
        raise ValueError(f"{where} must be a dict with a function's name and arguments, not {type(call).__name__}")
    name = _check_name(call.get("name"), where)
    try:
        return Turn("assistant", name, format_tool_call(_arguments(call.get("arguments"))))
    except (ValueError, RecursionError) as e:
        raise ValueError(f"{where}: arguments: {e}") from None


def _arguments(arguments: Any) -> Mapping[str, Any]:
    if isinstance(arguments, str):
        arguments = json.loads(arguments) if arguments.strip() else {}
    if not isinstance(arguments, Mapping):
        raise ValueError(f"expected a dict or the JSON text of one, not {type(arguments).__name__}")
    if not all(isinstance(name, str) for name in arguments):
        raise ValueError("every name must be a str")
    return arguments
