"""The packed weight layouts of docs/format.md in numpy: the same bits as the native routines, readable and slow.

A matrix [n_rows, k] becomes, row tile by row tile, "f16": (values,), "q8" and "q4": (codes, scales, row_scales). All
arithmetic is float32 (sums that the error measure needs are float64), every sum in the order of k.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pyglm.packing import GROUP, ROW_TILE, WeightType

Floats = npt.NDArray[np.float32]
Arrays = tuple[npt.NDArray[np.generic], ...]

LARGEST_SCALE = np.float32(127)
Q4_CANDIDATES = [np.float32(8) / (np.float32(7) + np.float32(0.15) * np.float32(i)) for i in range(13)]


def pack(weights: Floats, weight_type: WeightType) -> Arrays:
    """The arrays of a packed matrix [n_rows, k], in the order in which they are stored."""
    rows = np.zeros((-(-len(weights) // ROW_TILE) * ROW_TILE, weights.shape[1]), np.float32)
    rows[: len(weights)] = weights
    if weight_type == "f16":
        return (_tiles(rows).transpose(0, 2, 1).astype(np.float16).view(np.uint16),)
    codes, scales, row_scales = _quantize_q8(rows) if weight_type == "q8" else _quantize_q4(rows)
    tiled_scales = np.ascontiguousarray(_tiles(scales).transpose(0, 2, 1))
    return (_store_q8(codes) if weight_type == "q8" else _store_q4(codes)), tiled_scales, row_scales


def unpack(arrays: Arrays, weight_type: WeightType, n_rows: int) -> Floats:
    """The weights [n_rows, k] that packed arrays stand for: code * (scale * row_scale)."""
    if weight_type == "f16":
        values: Floats = arrays[0].view(np.float16).astype(np.float32).transpose(0, 2, 1)
        rows: Floats = values.reshape(-1, values.shape[2])
        return rows[:n_rows]
    codes = _load_q8(arrays[0]) if weight_type == "q8" else _load_q4(arrays[0])
    scales = arrays[1].astype(np.float32).transpose(0, 2, 1).reshape(len(codes), -1, 1)
    steps = scales * arrays[2].reshape(-1, 1, 1)
    weights: Floats = (codes.reshape(len(codes), -1, GROUP).astype(np.float32) * steps).astype(np.float32)
    return weights.reshape(len(codes), -1)[:n_rows]


def _tiles(rows: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """[n_rows, n] -> [n_tiles, 8, n]"""
    return rows.reshape(-1, ROW_TILE, rows.shape[1])


def _store_q8(codes: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    """[n_rows, k] -> [n_tiles, n_groups, 8 chunks of 4 k, 8 rows x 4 k]"""
    split = codes.reshape(-1, ROW_TILE, codes.shape[1] // GROUP, 8, 4)
    stored: npt.NDArray[np.int8] = np.ascontiguousarray(split.transpose(0, 2, 3, 1, 4))
    return stored.reshape(len(split), -1, 8, 32)


def _load_q8(stored: npt.NDArray[np.generic]) -> npt.NDArray[np.int8]:
    n_tiles, n_groups = stored.shape[:2]
    split = stored.view(np.int8).reshape(n_tiles, n_groups, 8, ROW_TILE, 4)
    codes: npt.NDArray[np.int8] = split.transpose(0, 3, 1, 2, 4)
    return codes.reshape(n_tiles * ROW_TILE, n_groups * GROUP)


def _store_q4(codes: npt.NDArray[np.int8]) -> npt.NDArray[np.uint8]:
    """[n_rows, k] -> [n_tiles, n_groups, 4 chunks of 8 k, 8 rows x 4 bytes], the first 4 k in the low nibbles"""
    nibbles = (codes + 8).astype(np.uint8).reshape(-1, ROW_TILE, codes.shape[1] // GROUP, 4, 2, 4)
    stored = nibbles[..., 0, :] | nibbles[..., 1, :] << 4
    return np.ascontiguousarray(stored.transpose(0, 2, 3, 1, 4)).reshape(len(stored), -1, 4, 32)


def _load_q4(stored: npt.NDArray[np.generic]) -> npt.NDArray[np.int8]:
    n_tiles, n_groups = stored.shape[:2]
    split = stored.view(np.uint8).reshape(n_tiles, n_groups, 4, ROW_TILE, 4).transpose(0, 3, 1, 2, 4)
    codes: npt.NDArray[np.int8] = np.stack([split & 15, split >> 4], axis=-2).astype(np.int8) - np.int8(8)
    return codes.reshape(n_tiles * ROW_TILE, n_groups * GROUP)


def _inverse_or_zero(x: Floats) -> Floats:
    safe: Floats = np.where(x == 0, np.float32(1), x)
    inverses: Floats = np.where(x == 0, np.float32(0), np.float32(1) / safe)
    return inverses


def _row_units(rows: Floats, levels: float) -> tuple[Floats, Floats]:
    """Weights [n_rows, n_groups, 32] in units of their row's scale, and the scales [n_rows]."""
    row_scales = np.abs(rows).max(axis=1) / np.float32(levels)
    row_scales[row_scales < np.finfo(np.float32).tiny] = 0
    x = rows * _inverse_or_zero(row_scales)[:, None]
    return x.reshape(len(rows), -1, GROUP), row_scales


def _encode(x: Floats, scales: Floats, lowest: float, highest: float) -> Floats:
    codes: Floats = np.clip(np.rint(x * _inverse_or_zero(scales)[..., None]), np.float32(lowest), np.float32(highest))
    return codes


def _quantize_q8(rows: Floats) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8], Floats]:
    x, row_scales = _row_units(rows, 127 * 127)
    largest = np.abs(x).max(axis=2)
    scales = np.clip(np.ceil(largest / np.float32(127) - np.float32(1e-4)), np.float32(0), LARGEST_SCALE)
    codes = _encode(x, scales, -127, 127)
    return codes.reshape(rows.shape).astype(np.int8), scales.astype(np.int8), row_scales


def _quantize_q4(rows: Floats) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8], Floats]:
    x, row_scales = _row_units(rows, 8 * 127)
    first_largest = np.abs(x).argmax(axis=2)[..., None]
    centre = np.take_along_axis(x, first_largest, axis=2)[..., 0] * np.float32(-0.125)
    error_weights = np.sqrt(x * x + _mean_squares(x)[:, None, None])
    best = np.zeros_like(centre)
    least = np.full_like(centre, np.finfo(np.float32).max)
    for factor in Q4_CANDIDATES:
        scales = _q4_scales(centre * factor)
        errors = _weighted_errors(x, error_weights, scales)
        best = np.where(errors < least, scales, best)
        least = np.minimum(errors, least)
    codes = _encode(x, best, -8, 7)
    return codes.reshape(rows.shape).astype(np.int8), best.astype(np.int8), row_scales


def _q4_scales(exact: Floats) -> Floats:
    """The nearest integers -127 .. 127, 0 only for 0."""
    nearest = np.clip(np.rint(exact), -LARGEST_SCALE, LARGEST_SCALE)
    scales: Floats = np.where(nearest == 0, np.sign(exact), nearest)
    return scales


def _mean_squares(x: Floats) -> Floats:
    """[n_rows]: eight sums over every eighth column, one after the other, as the native routine adds them."""
    lanes = x.reshape(len(x), -1, 8).astype(np.float64)
    sums = np.cumsum(np.cumsum(lanes * lanes, axis=1)[:, -1], axis=1)[:, -1]
    means: Floats = (sums / (x.shape[1] * GROUP)).astype(np.float32)
    return means


def _weighted_errors(x: Floats, error_weights: Floats, scales: Floats) -> Floats:
    differences = _encode(x, scales, -8, 7) * scales[..., None] - x
    total: Floats = np.cumsum(differences * differences * error_weights, axis=2, dtype=np.float32)[..., -1]
    return total
