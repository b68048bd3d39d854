"""Exceptions of pyglm. The C++ core raises the classes of the same name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyglm.tools import ToolResult


class Error(Exception):
    """Root of every exception that pyglm and quantize raise on purpose."""


class FileFormatError(Error):
    """A model, session or tokenizer file is not what docs/format.md describes."""


class ContextLengthError(Error):
    """More tokens than the session was opened for or the model was trained for."""

    tool_results: Sequence[ToolResult] = ()
    """Where the results of calls did not fit: the calls that were made for this reply, with their results."""


class UnsupportedIsaError(Error):
    """An instruction set that this processor, or this build, does not have."""


class DocumentError(Error):
    """A document has no text, or none that can be read."""


class NumericError(Error):
    """Not-a-number or infinity where the network must give a number."""


class CancelledError(Error):
    """The cancel event was set while the network was computing."""
