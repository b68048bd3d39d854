"""From Hugging Face checkpoints to model files for pyglm, and the measures of what that costs.

`pack` writes a model file, `describe` says what one holds, `evaluate` measures it on a text. The command `quantize`
is the same for the shell. docs/format.md specifies the file.
"""

from quantize.errors import CheckpointError, OutputError
from quantize.evaluate import Evaluation, evaluate
from quantize.inspect import Description, describe
from quantize.pack import PackReport, pack

__all__ = [
    "CheckpointError",
    "Description",
    "Evaluation",
    "OutputError",
    "PackReport",
    "describe",
    "evaluate",
    "pack",
]
