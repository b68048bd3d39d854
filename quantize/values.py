"""The numbers in a block of a checkpoint: their bits, their float32 values, and which of them cannot be used."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pyglm.packing import SourceType, WeightType
from quantize.errors import CheckpointError
from quantize.tensors import SOURCE_TYPES, RowBlock

_F16_LIMIT = 65520.0  # the smallest number that rounds to infinity in binary16


def source_type(block: RowBlock) -> SourceType:
    """The type of the block's elements, in the words of pyglm.packing."""
    return SOURCE_TYPES[block.tensor.dtype]


def stored_values(block: RowBlock, data: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint16] | npt.NDArray[np.float32]:
    """A view of a block's bytes as [rows, columns] (columns 1 for a vector): uint16 bits, or float32."""
    shape = (block.n_rows, -1)
    if source_type(block) == "f32":
        return data.view(np.float32).reshape(shape)
    return data.view(np.uint16).reshape(shape)


def float_values(block: RowBlock, data: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """A block's values as float32 [rows, columns]; exact."""
    shape = (block.n_rows, -1)
    kind = source_type(block)
    if kind == "f32":
        return data.view(np.float32).reshape(shape)
    if kind == "f16":
        return data.view(np.float16).astype(np.float32).reshape(shape)
    bits = data.view(np.uint16).astype(np.uint32) << np.uint32(16)
    values: npt.NDArray[np.float32] = bits.view(np.float32).reshape(shape)
    return values


def check_values(block: RowBlock, data: npt.NDArray[np.uint8], weight_type: WeightType | None) -> None:
    """Raise CheckpointError for the first element that is no finite number, or too large for weight_type "f16"."""
    values = float_values(block, data)
    limit = _F16_LIMIT if weight_type == "f16" else np.inf
    good = np.abs(values) < limit
    if good.all():
        return
    row, column = (int(i) for i in np.argwhere(~good)[0])
    value = float(values[row, column])
    tensor = block.tensor
    position = [block.first_row + row, column][: len(tensor.shape)]
    where = f"{tensor.path}: tensor {tensor.name}: the value at {position} is {value:g}"
    if np.isfinite(value):
        raise CheckpointError(f"{where}, beyond what fp16 holds (65504); use --type q8 or q4")
    raise CheckpointError(f"{where}; expected finite numbers: the checkpoint is damaged")
