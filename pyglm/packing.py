"""Packed weight matrices: which arrays a matrix becomes, and the native routines that make them.

The byte layouts are specified in docs/format.md. A matrix [n_rows, k] is cut into tiles of 8 rows, the last one filled
with zero rows; k must be a multiple of 32. Row tiles are independent, so that a matrix may be packed by blocks of
rows (a multiple of 8 each but the last) whose arrays are simply put one behind the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from pyglm import _core
from pyglm.errors import Error

WeightType = Literal["q4", "q8", "f16"]
"""Types that a weight matrix can have in a model file."""

SourceType = Literal["f16", "bf16", "f32"]
"""Types that weights can have in a checkpoint; f16 and bf16 are held as their bits in uint16."""

ROW_TILE = 8
GROUP = 32

WEIGHT_TYPES: tuple[WeightType, ...] = get_args(WeightType)


@dataclass(frozen=True)
class Part:
    """One array of a packed matrix: stored as the tensor NAME.suffix, shape[0] counting row tiles (or padded rows)."""

    suffix: str
    dtype: str
    """safetensors name: U8, I8, F16 or F32."""
    shape: tuple[int, ...]


@dataclass(frozen=True)
class PackedMatrix:
    """Packed rows: one array per part, in the order of `parts`, and the sums that give the relative RMS error."""

    arrays: tuple[npt.NDArray[np.generic], ...]
    squared_error: float
    """Sum over all weights of (packed - source) squared."""
    squared_norm: float
    """Sum over all weights of source squared."""


def parts(weight_type: WeightType, n_rows: int, k: int) -> tuple[Part, ...]:
    """The arrays of a packed [n_rows, k] matrix. Raises Error when the type is unknown or k not a multiple of 32."""
    _check(weight_type, n_rows, k)
    n_tiles = -(-n_rows // ROW_TILE)
    if weight_type == "f16":
        return (Part("f16", "F16", (n_tiles, k, ROW_TILE)),)
    n_groups = k // GROUP
    codes = (
        Part("q4", "U8", (n_tiles, n_groups, 4, 32))
        if weight_type == "q4"
        else Part("q8", "I8", (n_tiles, n_groups, 8, 32))
    )
    return (
        codes,
        Part("scales", "I8", (n_tiles, n_groups, ROW_TILE)),
        Part("row_scales", "F32", (n_tiles * ROW_TILE,)),
    )


def pack(
    weights: npt.NDArray[np.uint16] | npt.NDArray[np.float32],
    weight_type: WeightType,
    source: SourceType,
    *,
    threads: int = 0,
) -> PackedMatrix:
    """Pack rows of weights.

    weights: [n_rows, k], C order; uint16 bits for "f16" and "bf16", float32 for "f32".
    threads: 0 = the physical cores of the process's affinity mask.
    Raises Error on a wrong shape or type, ValueError naming the first element that is not finite (or, for type f16,
    rounds to infinity).
    """
    wanted = np.float32 if source == "f32" else np.uint16
    if weights.ndim != 2 or weights.dtype != wanted:
        raise Error(f"weights: expected {wanted.__name__} [rows, k], found {weights.dtype} {list(weights.shape)}")
    _check(weight_type, *weights.shape)
    if weight_type == "f16":
        values, squared_error, squared_norm = _core.pack_f16(weights, source, threads)
        return PackedMatrix((values,), squared_error, squared_norm)
    native = _core.pack_q4 if weight_type == "q4" else _core.pack_q8
    codes, scales, row_scales, squared_error, squared_norm = native(weights, source, threads)
    return PackedMatrix((codes, scales, row_scales), squared_error, squared_norm)


def _check(weight_type: WeightType, n_rows: int, k: int) -> None:
    if weight_type not in WEIGHT_TYPES:
        raise Error(f"weight type must be one of {', '.join(WEIGHT_TYPES)}, found {weight_type!r}")
    if n_rows < 1 or k < 1 or k % GROUP:
        raise Error(f"a weight matrix needs rows and a multiple of {GROUP} columns, found [{n_rows}, {k}]")
