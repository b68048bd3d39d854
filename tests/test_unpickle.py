"""The pickle machine: what torch.save writes comes out as descriptions; everything else is refused by name."""

from __future__ import annotations

import collections
import contextlib
import os
import pickle
import shutil
from typing import Any

import pytest
from checkpoints import CONFIG as TINY
from checkpoints import (
    Tensor,
    number,
    ordered_dict,
    persistent_storage,
    random_tensors,
    rebuild_tensor,
    state_dict_pickle,
    text,
)
from hypothesis import given
from hypothesis import strategies as st

from quantize.errors import CheckpointError
from quantize.unpickle import Storage, TensorView, read_state_dict


def one_tensor(storage: bytes, shape: tuple[int, ...], strides: tuple[int, ...], offset: int = 0) -> bytes:
    return b"\x80\x02}(" + text("w") + rebuild_tensor(storage, offset, shape, strides) + b"u."


def half(n: int) -> bytes:
    return persistent_storage("HalfStorage", "0", n)


def test_state_dict() -> None:
    tensors = random_tensors(TINY)
    views = read_state_dict(state_dict_pickle(tensors, "BF16"))
    assert list(views) == [tensor.name for tensor in tensors]
    for i, tensor in enumerate(tensors):
        view = views[tensor.name]
        assert view.shape == tensor.shape
        assert view.storage.dtype == "BF16"
        assert view.storage.key == str(i)


def test_parameter_and_shared_storage() -> None:
    storage = half(12)
    parameter = b"ctorch._utils\n_rebuild_parameter\n(" + rebuild_tensor(storage, 4, (2, 4), (4, 1)) + b"\x88"
    data = b"\x80\x02}(" + text("w") + parameter + ordered_dict() + b"tRu."
    assert read_state_dict(data) == {"w": TensorView(Storage("F16", "0", 12), 4, (2, 4))}


def test_newer_protocol() -> None:
    """Protocol 4 writes FRAME, MEMOIZE, SHORT_BINUNICODE and STACK_GLOBAL."""
    data = pickle.dumps(collections.OrderedDict(), protocol=4)
    assert read_state_dict(data) == {}


def test_stride_of_single_rows_says_nothing() -> None:
    assert read_state_dict(one_tensor(half(8), (1, 8), (999, 1)))["w"].shape == (1, 8)


class Exploit:
    def __init__(self, function: Any, *args: Any) -> None:
        self.call = (function, args)

    def __reduce__(self) -> Any:
        return self.call


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize(
    ("exploit", "name"),
    [
        (Exploit(os.system, "touch pwned"), f"{os.name}.system"),
        (Exploit(eval, "1 / 0"), "eval"),
        (Exploit(shutil.rmtree, "."), "shutil.rmtree"),
        (Exploit(getattr, dict, "fromkeys"), "getattr"),
    ],
)
def test_any_other_global_is_refused_by_name(
    exploit: Exploit, name: str, protocol: int, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CheckpointError, match=rf"{name}, which is refused"):
        read_state_dict(pickle.dumps({"w": exploit}, protocol=protocol))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x80\x02ctorch\nLongStorage\n.", "torch.LongStorage, which is refused"),
        (b"\x80\x02ctorch._utils\n_rebuild_tensor\n.", "torch._utils._rebuild_tensor, which is refused"),
        (b"\x80\x02cbuiltins\neval\n.", "builtins.eval, which is refused"),
        (b"\x80\x02(ios\nsystem\n.", "operation INST is refused"),
        (b"\x80\x02\x82\x01.", "operation EXT1 is refused"),
        (b"\x80\x02ccollections\nOrderedDict\n)\x81.", "operation NEWOBJ is refused"),
        (b"\x80\x02cbuiltins.x\n\xff\n.", "damaged pickle"),
        (b"", "damaged pickle"),
        (b"\x80\x02}", "damaged pickle"),
        (b"\x80\x02}(K\x01K\x02u.", "expected a name as key"),
        (b"\x80\x02K\x01.", "must hold a dictionary"),
        (b"\x80\x02}" + text("w") + b"K\x01s.", "'w': expected a tensor, found 1"),
        (b"\x80\x02}" + text("w") + b"ctorch\nHalfStorage\ns.", "expected a tensor, found torch.HalfStorage"),
        (b"\x80\x02h\x07.", "damaged pickle"),
        (b"\x80\x02t.", "damaged pickle"),
        (b"\x80\x02K\x01)R.", "damaged pickle"),
        (b"\x80\x02ctorch\nHalfStorage\n)R.", "damaged pickle"),
        (b"\x80\x02K\x01Q.", "damaged pickle"),
        (b"\x80\x02K\x01}b.", "expected a dict"),
    ],
)
def test_refusals(data: bytes, message: str) -> None:
    with pytest.raises(CheckpointError, match=message):
        read_state_dict(data)


@pytest.mark.parametrize(
    ("shape", "strides", "offset", "message"),
    [
        ((4, 2), (1, 4), 0, r"has strides \(1, 4\), expected \[2, 1\]"),
        ((4, 2), (2,), 0, "strides"),
        ((4, 2), (2, 1), 1, "leaves its storage of 8 elements"),
        ((9,), (1,), 0, "leaves its storage"),
        ((2**40, 2**40), (2**40, 1), 0, "leaves its storage"),
        ((-1, 8), (8, 1), 0, "damaged pickle"),
        ((1,) * 9, (1,) * 9, 0, "damaged pickle"),
    ],
)
def test_shapes_that_do_not_fit(shape: tuple[int, ...], strides: tuple[int, ...], offset: int, message: str) -> None:
    with pytest.raises(CheckpointError, match=message):
        read_state_dict(one_tensor(half(8), shape, strides, offset))


def test_negative_storage() -> None:
    with pytest.raises(CheckpointError, match="damaged pickle"):
        read_state_dict(one_tensor(half(-8), (1,), (1,)))


def test_nested_tuples_take_no_time() -> None:
    """60 doublings by way of the memo: printing or hashing the value would take for ever."""
    bomb = b"\x80\x02)" + b"".join(b"q\x01h\x01\x86" for _ in range(60))
    with pytest.raises(CheckpointError, match="must hold a dictionary"):
        read_state_dict(bomb + b".")
    with pytest.raises(CheckpointError, match="damaged pickle"):
        read_state_dict(bomb + b"Q.")
    with pytest.raises(CheckpointError, match="expected a name"):
        read_state_dict(b"\x80\x02}" + bomb[2:] + number(1) + b"s.")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(CheckpointError):
        read_state_dict(data)


@given(st.data())
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    tensors: list[Tensor] = random_tensors(TINY)[:3]
    pickled = bytearray(state_dict_pickle(tensors, "F32"))
    for _ in range(data.draw(st.integers(1, 4))):
        pickled[data.draw(st.integers(0, len(pickled) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(CheckpointError):
        read_state_dict(bytes(pickled))
