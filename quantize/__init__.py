"""From Hugging Face checkpoints to model files for pyglm, and the measures of what that costs.

`pack` writes a model file, `describe` says what one holds, `evaluate` measures it on a text, `evaluate_long` in long
contexts. The command `quantize` is the same for the shell. docs/format.md specifies the file.
"""

from quantize.errors import CheckpointError, OutputError
from quantize.evaluate import Evaluation, evaluate
from quantize.inspect import Description, describe
from quantize.long_context import LongContext, evaluate_long
from quantize.pack import PackReport, pack

__all__ = [
    "CheckpointError",
    "Description",
    "Evaluation",
    "LongContext",
    "OutputError",
    "PackReport",
    "describe",
    "evaluate",
    "evaluate_long",
    "pack",
]
