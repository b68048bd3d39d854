"""The chat protocol of ChatGLM3: messages to token ids, and generated ids to text, tool calls and code."""

from pyglm.protocol.call_grammar import CallGrammar
from pyglm.protocol.encoding import encode_chat, encode_message
from pyglm.protocol.messages import INTERPRETER, INTERPRETER_PROMPT, TOOLS_SENTENCE, Turn, offered_tools, to_turns
from pyglm.protocol.replies import (
    CodeDelta,
    CodeEnd,
    ParsedReply,
    ReplyEvent,
    ReplyStream,
    Segment,
    TextDelta,
    ToolCallDelta,
    ToolCallEnd,
    parse_reply,
)
from pyglm.protocol.tool_calls import ToolCall, format_tool_call

__all__ = [
    "INTERPRETER",
    "INTERPRETER_PROMPT",
    "TOOLS_SENTENCE",
    "CallGrammar",
    "CodeDelta",
    "CodeEnd",
    "ParsedReply",
    "ReplyEvent",
    "ReplyStream",
    "Segment",
    "TextDelta",
    "ToolCall",
    "ToolCallDelta",
    "ToolCallEnd",
    "Turn",
    "encode_chat",
    "encode_message",
    "format_tool_call",
    "offered_tools",
    "parse_reply",
    "to_turns",
]
