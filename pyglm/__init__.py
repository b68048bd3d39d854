"""Run ChatGLM3 and its relatives on an ordinary computer.

model = pyglm.load("chatglm3-6b-32k.glm")
print(model.chat([{"role": "user", "content": "你好"}]).text)
"""

try:
    from pyglm._core import cpu_info, kernel_tables, selected_isa
except ModuleNotFoundError as error:
    if error.name != "pyglm._core":
        raise
    raise ModuleNotFoundError(
        f"the folder {__path__[0]} has pyglm's sources without the compiled core, and hides the pyglm that is "
        "installed, if one is: run Python from another folder, or build the core into this one with `make dev` "
        "(CONTRIBUTING.md)",
        name=error.name,
    ) from None
from pyglm.config import ModelConfig
from pyglm.conversation import Conversation, Exchange
from pyglm.documents import read_document
from pyglm.errors import (
    CancelledError,
    ContextLengthError,
    DocumentError,
    Error,
    FileFormatError,
    NumericError,
    UnsupportedIsaError,
)
from pyglm.generation import Chunk, Completion, Reply, Timings, Usage
from pyglm.interpreter import CodeResult, Interpreter
from pyglm.model import Model, load
from pyglm.protocol import ToolCall, ToolCallDelta
from pyglm.sampling import SamplingParams
from pyglm.session import Session
from pyglm.tokenizer import Tokenizer
from pyglm.tools import FunctionTool, ToolResult

__version__ = "0.1.0"

__all__ = [
    "CancelledError",
    "Chunk",
    "CodeResult",
    "Completion",
    "ContextLengthError",
    "Conversation",
    "DocumentError",
    "Error",
    "Exchange",
    "FileFormatError",
    "FunctionTool",
    "Interpreter",
    "Model",
    "ModelConfig",
    "NumericError",
    "Reply",
    "SamplingParams",
    "Session",
    "Timings",
    "Tokenizer",
    "ToolCall",
    "ToolCallDelta",
    "ToolResult",
    "UnsupportedIsaError",
    "Usage",
    "cpu_info",
    "kernel_tables",
    "load",
    "read_document",
    "selected_isa",
]
