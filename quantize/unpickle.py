"""The pickle inside a PyTorch checkpoint, read without torch and without running anything.

This is no restricted `pickle.Unpickler` but a small machine of its own: it knows the operations that `torch.save`
writes for a dictionary of tensors and has no way to import or to call. A global is only a name; a call of one of
three known names makes a description (a tensor: which storage, from where, which shape), and every other name is
refused. Source of the operations: Lib/pickletools.py of CPython; of the layout: torch/_utils.py and
torch/serialization.py.
"""

from __future__ import annotations

import pickletools
import reprlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Any

from quantize.errors import CheckpointError

_STORAGE_TYPES = {"HalfStorage": "F16", "BFloat16Storage": "BF16", "FloatStorage": "F32"}
_REBUILD_TENSOR = ("torch._utils", "_rebuild_tensor_v2")
_REBUILD_PARAMETER = ("torch._utils", "_rebuild_parameter")
_ORDERED_DICT = ("collections", "OrderedDict")
_MAX_DIMENSIONS = 8


@dataclass(frozen=True)
class Storage:
    """A flat run of elements, kept in the archive's member data/KEY."""

    dtype: str
    key: str
    n_elements: int


@dataclass(frozen=True)
class TensorView:
    """A contiguous tensor inside a storage; offset counts elements."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]


@dataclass(frozen=True)
class _Global:
    module: str
    name: str


class _Mark:
    """The stack's mark."""


def read_state_dict(data: bytes) -> dict[str, TensorView]:
    """The tensors of a pickled dictionary, by name.

    Raises CheckpointError naming whatever is in the pickle besides tensors.
    """
    try:
        value = _Machine().run(data)
    except CheckpointError:
        raise
    except (ValueError, IndexError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise CheckpointError(f"damaged pickle: {type(error).__name__}: {error}") from None
    if not isinstance(value, dict):
        raise CheckpointError("the pickle must hold a dictionary of tensors by name")
    for name, tensor in value.items():
        if not isinstance(tensor, TensorView):
            raise CheckpointError(f"{name!r}: expected a tensor, found {_describe(tensor)}")
    return value


class _Machine:
    """Runs one pickle. Values on the stack: None, bool, int, str, tuple, list, dict, and the descriptions above."""

    def __init__(self) -> None:
        self._stack: list[Any] = []
        self._memo: dict[int, Any] = {}

    def run(self, data: bytes) -> Any:
        for operation, argument, _ in _operations(data):
            handler = getattr(self, f"_op_{operation.lower()}", None)
            if handler is None:
                raise CheckpointError(f"pickle operation {operation} is refused: tensors do not need it")
            if operation == "STOP":
                return self._stack.pop()
            handler(argument)
        raise CheckpointError("damaged pickle: it ends without STOP")

    # Constants and memo ------------------------------------------------------------------------------------------
    def _push(self, value: Any) -> None:
        self._stack.append(value)

    _op_binunicode = _op_short_binunicode = _op_binint = _op_binint1 = _op_binint2 = _op_long1 = _push

    def _op_none(self, _: None) -> None:
        self._push(None)

    def _op_newtrue(self, _: None) -> None:
        self._push(True)

    def _op_newfalse(self, _: None) -> None:
        self._push(False)

    def _op_proto(self, _: int) -> None: ...

    def _op_frame(self, _: int) -> None: ...

    def _op_stop(self, _: None) -> None: ...

    def _op_binput(self, index: int) -> None:
        self._memo[index] = self._stack[-1]

    _op_long_binput = _op_binput

    def _op_memoize(self, _: None) -> None:
        self._memo[len(self._memo)] = self._stack[-1]

    def _op_binget(self, index: int) -> None:
        self._push(self._memo[index])

    _op_long_binget = _op_binget

    # Containers --------------------------------------------------------------------------------------------------
    def _op_mark(self, _: None) -> None:
        self._push(_Mark)

    def _pop_to_mark(self) -> list[Any]:
        items: list[Any] = []
        while (item := self._stack.pop()) is not _Mark:
            items.append(item)
        return items[::-1]

    def _op_empty_tuple(self, _: None) -> None:
        self._push(())

    def _op_tuple(self, _: None) -> None:
        self._push(tuple(self._pop_to_mark()))

    def _op_tuple1(self, _: None) -> None:
        self._pop_tuple(1)

    def _op_tuple2(self, _: None) -> None:
        self._pop_tuple(2)

    def _op_tuple3(self, _: None) -> None:
        self._pop_tuple(3)

    def _pop_tuple(self, n: int) -> None:
        if len(self._stack) < n:
            raise IndexError("the stack is empty")
        self._stack[-n:] = [tuple(self._stack[-n:])]

    def _op_empty_dict(self, _: None) -> None:
        self._push({})

    def _op_empty_list(self, _: None) -> None:
        self._push([])

    def _op_append(self, _: None) -> None:
        item = self._stack.pop()
        self._top(list).append(item)

    def _op_appends(self, _: None) -> None:
        items = self._pop_to_mark()
        self._top(list).extend(items)

    def _op_setitem(self, _: None) -> None:
        value, key = self._stack.pop(), self._stack.pop()
        self._top(dict).update(_named([(key, value)]))

    def _op_setitems(self, _: None) -> None:
        items = self._pop_to_mark()
        self._top(dict).update(_named(zip(items[::2], items[1::2], strict=True)))

    def _top(self, kind: type) -> Any:
        if type(self._stack[-1]) is not kind:
            raise TypeError(f"expected a {kind.__name__} on the stack, found {_describe(self._stack[-1])}")
        return self._stack[-1]

    # Globals and what they make ----------------------------------------------------------------------------------
    def _op_global(self, argument: str) -> None:
        module, _, name = argument.partition(" ")
        self._push(_known_global(module, name))

    def _op_stack_global(self, _: None) -> None:
        name, module = self._stack.pop(), self._stack.pop()
        self._push(_known_global(module, name))

    def _op_binpersid(self, _: None) -> None:
        self._push(_storage(self._stack.pop()))

    def _op_reduce(self, _: None) -> None:
        arguments, function = self._stack.pop(), self._stack.pop()
        self._push(_build(function, arguments))

    def _op_build(self, _: None) -> None:
        """Attributes of the object below, such as a state dictionary's _metadata: not needed, dropped."""
        self._stack.pop()
        self._top(dict)


def _named(pairs: Iterable[Any]) -> dict[str, Any]:
    """A dictionary with names as keys: nested tuples as keys could take for ever to hash."""
    result = {}
    for key, value in pairs:
        if not isinstance(key, str):
            raise TypeError(f"expected a name as key, found {_describe(key)}")
        result[key] = value
    return result


def _operations(data: bytes) -> Iterator[tuple[str, Any, int]]:
    for operation, argument, position in pickletools.genops(data):
        yield operation.name, argument, position or 0


def _known_global(module: Any, name: Any) -> _Global:
    if not isinstance(module, str) or not isinstance(name, str):
        raise TypeError("a global must be two names")
    known = (module, name) in (_REBUILD_TENSOR, _REBUILD_PARAMETER, _ORDERED_DICT)
    if not known and not (module == "torch" and name in _STORAGE_TYPES):
        raise CheckpointError(
            f"the pickle asks for {module}.{name}, which is refused: a checkpoint may hold half, bfloat16 and float "
            "tensors and nothing else; convert it to safetensors where you trust it"
        )
    return _Global(module, name)


def _storage(identifier: Any) -> Storage:
    """A persistent id: ("storage", storage type, key, device, number of elements)."""
    kind, storage_type, key, _device, n_elements = identifier
    if kind != "storage" or not isinstance(storage_type, _Global) or storage_type.module != "torch":
        raise CheckpointError(f"damaged pickle: {_describe(identifier)} names no storage")
    if not isinstance(key, str) or not _is_size(n_elements):
        raise CheckpointError(f"damaged pickle: storage {_describe(key)} of {_describe(n_elements)} elements")
    return Storage(_STORAGE_TYPES[storage_type.name], key, n_elements)


def _build(function: Any, arguments: Any) -> Any:
    if not isinstance(function, _Global) or not isinstance(arguments, tuple):
        raise CheckpointError(f"damaged pickle: a call of {_describe(function)}")
    name = (function.module, function.name)
    if name == _REBUILD_TENSOR:
        return _tensor_view(*arguments[:4])
    if name == _REBUILD_PARAMETER and arguments and isinstance(arguments[0], TensorView):
        return arguments[0]
    if name == _ORDERED_DICT:
        return dict(*map(_named, arguments))
    raise CheckpointError(f"damaged pickle: a call of {function.module}.{function.name} with wrong arguments")


def _tensor_view(storage: Any, offset: Any, shape: Any, strides: Any) -> TensorView:
    sizes_ok = isinstance(shape, tuple) and len(shape) <= _MAX_DIMENSIONS and all(_is_size(n) for n in shape)
    if not isinstance(storage, Storage) or not _is_size(offset) or not sizes_ok:
        raise CheckpointError(f"damaged pickle: a tensor of shape {_describe(shape)} at {_describe(offset)}")
    if offset + prod(shape) > storage.n_elements:
        raise CheckpointError(
            f"damaged pickle: a tensor of shape {list(shape)} at element {offset} leaves its storage of "
            f"{storage.n_elements} elements"
        )
    # The stride of a dimension of size 1 says nothing.
    expected = [prod(shape[i + 1 :]) for i in range(len(shape))]
    found = list(strides) if isinstance(strides, tuple) else []
    if len(found) != len(shape) or any(n > 1 and a != b for n, a, b in zip(shape, found, expected, strict=True)):
        raise CheckpointError(
            f"a tensor of shape {list(shape)} has strides {_describe(strides)}, expected {expected}: call "
            ".contiguous() on it before saving"
        )
    return TensorView(storage, offset, shape)


def _is_size(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**63


def _describe(value: object) -> str:
    """A short text, whatever value is: containers may be nested without end."""
    return f"{value.module}.{value.name}" if isinstance(value, _Global) else reprlib.repr(value)
