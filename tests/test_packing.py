"""Packing against its numpy twin, bit for bit, and what packed weights promise on odd and extreme input."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import packing_twin as twin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyglm.errors import Error
from pyglm.packing import PackedMatrix, WeightType, pack, parts

QUANTIZED: tuple[WeightType, ...] = ("q8", "q4")
LEVELS: dict[WeightType, float] = {"q8": 127 * 127, "q4": 8 * 127}
TINY = float(np.finfo(np.float32).tiny)

Floats = npt.NDArray[np.float32]


def assert_equals_twin(weights: Floats, weight_type: WeightType, threads: int = 1) -> PackedMatrix:
    """Packs, compares every array with the twin's, and the reported error with the unpacked weights."""
    packed = pack(weights, weight_type, "f32", threads=threads)
    expected = twin.pack(weights, weight_type)
    for part, array, wanted in zip(parts(weight_type, *weights.shape), packed.arrays, expected, strict=True):
        assert array.shape == part.shape
        assert array.dtype == wanted.dtype
        np.testing.assert_array_equal(array, wanted, err_msg=part.suffix)
    exact = weights.astype(np.float64)
    restored = twin.unpack(packed.arrays, weight_type, len(weights)).astype(np.float64)
    assert packed.squared_norm == pytest.approx(float(np.sum(exact * exact)), rel=1e-9)
    error = float(np.sum((restored - exact) ** 2))
    # The twin's products are rounded to float32, the native sums are not.
    assert packed.squared_error == pytest.approx(error, rel=1e-4, abs=1e-12 * packed.squared_norm)
    return packed


def random_rows(n_rows: int, k: int, seed: int = 0) -> Floats:
    """Like a trained matrix: rows of different size, heavy tails."""
    rng = np.random.default_rng(seed)
    size = np.exp(rng.standard_normal((n_rows, 1)))
    return (rng.standard_t(5, (n_rows, k)) * size * 0.02).astype(np.float32)


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
@pytest.mark.parametrize("shape", [(8, 32), (1, 32), (7, 352), (9, 576), (64, 1536), (17, 13696)])
def test_equals_the_twin(shape: tuple[int, int], weight_type: WeightType) -> None:
    assert_equals_twin(random_rows(*shape), weight_type)


@given(
    seed=st.integers(0, 2**32 - 1),
    n_rows=st.integers(1, 20),
    n_groups=st.integers(1, 9),
    exponent=st.integers(-120, 120),
    zero_share=st.sampled_from([0.0, 0.3, 0.97]),
    weight_type=st.sampled_from(QUANTIZED),
)
def test_equals_the_twin_at_every_size(
    seed: int, n_rows: int, n_groups: int, exponent: int, zero_share: float, weight_type: WeightType
) -> None:
    rng = np.random.default_rng(seed)
    weights = random_rows(n_rows, 32 * n_groups, seed)
    weights[rng.random(weights.shape) < zero_share] = 0
    weights = np.ldexp(weights, exponent).astype(np.float32)
    native, expected = pack(weights, weight_type, "f32", threads=1).arrays, twin.pack(weights, weight_type)
    for array, wanted in zip(native, expected, strict=True):
        np.testing.assert_array_equal(array, wanted)


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
def test_is_the_same_by_blocks_and_by_threads(weight_type: WeightType) -> None:
    weights = random_rows(43, 96)
    whole = pack(weights, weight_type, "f32", threads=1)
    threaded = pack(weights, weight_type, "f32", threads=2)
    blocks = [pack(weights[i : i + 16], weight_type, "f32", threads=1) for i in range(0, 43, 16)]
    for i, array in enumerate(whole.arrays):
        np.testing.assert_array_equal(array, threaded.arrays[i])
        np.testing.assert_array_equal(array, np.concatenate([block.arrays[i] for block in blocks]))
    assert threaded.squared_error == whole.squared_error


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
def test_rows_that_fill_the_last_tile_are_zero(weight_type: WeightType) -> None:
    packed = pack(random_rows(3, 64), weight_type, "f32", threads=1)
    assert not twin.unpack(packed.arrays, weight_type, 8)[3:].any()


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
def test_zeros_come_out_exactly_zero(weight_type: WeightType) -> None:
    weights = random_rows(16, 128)
    weights[3] = 0
    weights[:, 32:64] = 0
    weights[5, 96:128] = -0.0
    packed = assert_equals_twin(weights, weight_type)
    restored = twin.unpack(packed.arrays, weight_type, 16)
    assert not restored[3].any()
    assert not restored[:, 32:64].any()
    assert not restored[5, 96:128].any()
    nothing = pack(np.zeros((8, 32), np.float32), weight_type, "f32", threads=1)
    assert not twin.unpack(nothing.arrays, weight_type, 8).any()
    assert (nothing.squared_error, nothing.squared_norm) == (0, 0)


@pytest.mark.parametrize(("weight_type", "bound"), [("q8", 0.006), ("q4", 0.09)])
def test_relative_error_of_normal_weights(weight_type: WeightType, bound: float) -> None:
    weights = np.random.default_rng(1).standard_normal((64, 1024)).astype(np.float32)
    packed = assert_equals_twin(weights, weight_type)
    assert (packed.squared_error / packed.squared_norm) ** 0.5 < bound


@pytest.mark.parametrize("weight_type", QUANTIZED)
@pytest.mark.parametrize("sign", [1, -1])
def test_a_lone_outlier_is_kept(weight_type: WeightType, sign: int) -> None:
    weights = random_rows(8, 128)
    weights[2, 70] = sign * 60000.0
    restored = twin.unpack(assert_equals_twin(weights, weight_type).arrays, weight_type, 8)
    assert restored[2, 70] == pytest.approx(sign * 60000.0, rel=1e-3 if weight_type == "q8" else 0.15)
    untouched = [row for row in range(8) if row != 2]
    np.testing.assert_array_equal(
        restored[untouched], twin.unpack(twin.pack(weights[untouched], weight_type), weight_type, 7)
    )


@pytest.mark.parametrize("weight_type", QUANTIZED)
def test_every_error_is_below_one_step(weight_type: WeightType) -> None:
    """No code wraps around: an error is at most half a step, or what a clipped q4 code leaves."""
    weights = random_rows(64, 576, seed=3)
    packed = pack(weights, weight_type, "f32", threads=1)
    steps = np.abs(packed.arrays[1].astype(np.float32)).transpose(0, 2, 1).reshape(64, -1, 1)
    steps = steps * packed.arrays[2].reshape(-1, 1, 1)
    error = np.abs(twin.unpack(packed.arrays, weight_type, 64) - weights).reshape(64, -1, 32)
    assert (error <= steps * (0.501 if weight_type == "q8" else 1.3)).all()


@pytest.mark.parametrize("weight_type", QUANTIZED)
@pytest.mark.parametrize("sign", [1, -1])
def test_groups_of_one_sign(weight_type: WeightType, sign: int) -> None:
    weights = sign * np.abs(random_rows(8, 96)) - sign * np.float32(1e-3)
    assert_equals_twin(weights.astype(np.float32), weight_type)


@pytest.mark.parametrize("weight_type", QUANTIZED)
def test_multiples_of_the_step_are_exact(weight_type: WeightType) -> None:
    """Codes over the whole range times a power of two survive unchanged: every code is reached."""
    lowest, highest = (-127, 127) if weight_type == "q8" else (-8, 7)
    weights = np.resize(np.arange(lowest, highest + 1, dtype=np.float32), (8, 256))
    weights[:, ::32] = lowest
    weights *= LEVELS[weight_type] / -lowest * np.float32(2**-9)
    packed = assert_equals_twin(weights, weight_type)
    np.testing.assert_array_equal(twin.unpack(packed.arrays, weight_type, 8), weights)


@pytest.mark.parametrize("weight_type", QUANTIZED)
@pytest.mark.parametrize("largest", [65504.0, 6e-8, 3.0e38, 1e-30])
def test_extreme_magnitudes(weight_type: WeightType, largest: float) -> None:
    weights = random_rows(8, 64).astype(np.float64)
    weights = (weights * (largest / np.abs(weights).max())).astype(np.float32)
    packed = assert_equals_twin(weights, weight_type)
    assert np.isfinite(packed.arrays[2]).all()
    assert 0 < packed.squared_error < 0.02 * packed.squared_norm


@pytest.mark.parametrize("weight_type", QUANTIZED)
def test_rows_too_small_for_a_normal_scale_become_zero(weight_type: WeightType) -> None:
    weights = np.zeros((8, 32), np.float32)
    weights[0, :3] = TINY, 1e-45, -TINY
    weights[1, 0] = LEVELS[weight_type] * TINY * 1.01
    packed = assert_equals_twin(weights, weight_type)
    row_scales = packed.arrays[2]
    assert row_scales[0] == 0
    assert row_scales[1] >= TINY
    assert not twin.unpack(packed.arrays, weight_type, 1).any()


def test_a_group_far_below_its_row_keeps_its_signs() -> None:
    """The smallest integer scale is 1, not 0, as long as the group holds anything."""
    weights = np.full((8, 64), 1016.0, np.float32)
    weights[:, 32:] = np.resize([2.0, -1.0], 32)
    restored = twin.unpack(assert_equals_twin(weights, "q4").arrays, "q4", 8)
    np.testing.assert_array_equal(restored[:, 32:], weights[:, 32:])


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
def test_half_precision_sources_equal_their_floats(weight_type: WeightType) -> None:
    weights = random_rows(10, 64)
    half = weights.astype(np.float16)
    bits = (weights.view(np.uint32) >> 16).astype(np.uint16)
    bfloat = (bits.astype(np.uint32) << 16).view(np.float32)
    for packed, floats in (
        (pack(half.view(np.uint16), weight_type, "f16"), half.astype(np.float32)),
        (pack(bits, weight_type, "bf16"), bfloat),
    ):
        for array, wanted in zip(packed.arrays, twin.pack(floats, weight_type), strict=True):
            np.testing.assert_array_equal(array, wanted)


def test_f16_keeps_every_finite_half() -> None:
    bits = np.arange(0x10000, dtype=np.uint32).astype(np.uint16)
    finite = bits[(bits & 0x7C00) != 0x7C00].reshape(-1, 32)
    packed = pack(finite, "f16", "f16")
    restored = packed.arrays[0].transpose(0, 2, 1).reshape(-1, 32)[: len(finite)]
    np.testing.assert_array_equal(restored, finite)
    assert packed.squared_error == 0


def test_f16_rounds_to_nearest_even() -> None:
    """Values halfway between two halves, and one float to each side: normal, subnormal, and at both ends."""
    halves = np.arange(0x7BFF, dtype=np.uint32).astype(np.uint16).view(np.float16).astype(np.float32)
    middle = ((halves[:-1].astype(np.float64) + halves[1:]) / 2).astype(np.float32)
    weights = np.concatenate([middle, np.nextafter(middle, np.float32(0)), np.nextafter(middle, np.float32(1e9))])
    weights = np.concatenate([weights, -weights, [65504.0, 65519.996, 1e-8, 1e-45]])
    weights = np.resize(weights, (-(-len(weights) // 32), 32)).astype(np.float32)
    assert_equals_twin(weights, "f16")


@pytest.mark.parametrize("value", [65520.0, -65520.0, 1e38])
def test_f16_refuses_what_rounds_to_infinity(value: float) -> None:
    weights = np.zeros((20, 64), np.float32)
    weights[13, 37] = weights[13, 40] = weights[14, 1] = weights[19, 1] = value
    with pytest.raises(ValueError, match=r"row 13, column 37 .*fp16"):
        pack(weights, "f16", "f32")
    for weight_type in QUANTIZED:
        assert_equals_twin(weights, weight_type)


@pytest.mark.parametrize("weight_type", ["f16", "q8", "q4"])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize(("row", "column"), [(0, 0), (8, 31), (16, 63)])
def test_refuses_what_is_not_finite(weight_type: WeightType, value: float, row: int, column: int) -> None:
    weights = np.ones((17, 64), np.float32)
    weights[row, column] = value
    sources: list[tuple[Any, Any]] = [
        (weights, "f32"),
        (weights.astype(np.float16).view(np.uint16), "f16"),
        ((weights.view(np.uint32) >> 16).astype(np.uint16), "bf16"),
    ]
    for source, name in sources:
        with pytest.raises(ValueError, match=rf"row {row}, column {column} is not finite"):
            pack(source, weight_type, name)


@pytest.mark.parametrize("shape", [(8, 0), (0, 32), (8, 31), (8, 33), (32,)])
def test_refuses_wrong_shapes(shape: tuple[int, ...]) -> None:
    with pytest.raises(Error):
        pack(np.zeros(shape, np.float32), "q4", "f32")


def test_refuses_wrong_types() -> None:
    with pytest.raises(Error, match="uint16"):
        pack(np.zeros((8, 32), np.float32), "q4", "f16")
    with pytest.raises(Error, match="q4, q8, f16"):
        pack(np.zeros((8, 32), np.float32), "q5", "f32")  # type: ignore[arg-type]
