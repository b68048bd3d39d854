"""Chats as token ids, built message by message; a template rendered to text would let text become special ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from pyglm.protocol.messages import Message, Turn, to_message_turns, to_turns


class TextEncoder(Protocol):
    """What of a tokenizer is needed here."""

    special_tokens: Mapping[str, int]

    def encode(self, text: str) -> list[int]:
        """The ids of plain text."""
        ...


def prefix(tokenizer: TextEncoder) -> list[int]:
    """The two ids that every prompt begins with: [gMASK] sop."""
    return [tokenizer.special_tokens["[gMASK]"], tokenizer.special_tokens["sop"]]


def encode_chat(
    tokenizer: TextEncoder,
    messages: Sequence[Message],
    tools: Sequence[Mapping[str, Any]] | None = None,
    *,
    add_generation_prompt: bool = True,
) -> list[int]:
    """The ids that the network sees for a chat: [gMASK] sop, every turn, and <|assistant|> for the model to go on.

    Args:
        tokenizer: the model's tokenizer.
        messages: {"role", "content", ...} each, natively or as in OpenAI's chat API; see docs of to_turns.
        tools: tool definitions, flat or as in OpenAI's API; or give them as "tools" of the system message.
        add_generation_prompt: end with <|assistant|>.

    Raises:
        ValueError: a message or tool is not as it should be; the text names its index.

    Example:
        >>> encode_chat(tokenizer, [{"role": "user", "content": "你好"}])
        [64790, 64792, 64795, 30910, 13, 36474, 54591, 64796]
    """
    ids = prefix(tokenizer)
    for turn in to_turns(messages, tools):
        ids += _encode_turn(tokenizer, turn)
    return [*ids, tokenizer.special_tokens["<|assistant|>"]] if add_generation_prompt else ids


def encode_message(tokenizer: TextEncoder, message: Message) -> list[int]:
    """The ids that one more message adds to a chat, its role's id first.

    encode_chat of a whole chat is prefix, then this for each message, then <|assistant|>, where no tools are given
    beside the messages.

    Raises:
        ValueError: the message is not as it should be.
    """
    return [token_id for turn in to_message_turns(message) for token_id in _encode_turn(tokenizer, turn)]


def _encode_turn(tokenizer: TextEncoder, turn: Turn) -> list[int]:
    # two calls, as in training: each text gets its own dummy prefix
    role_id = tokenizer.special_tokens[f"<|{turn.role}|>"]
    return [role_id, *tokenizer.encode(turn.metadata + "\n"), *tokenizer.encode(turn.content)]
