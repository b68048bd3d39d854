"""The weights' way from the checkpoint to the model file, by blocks of rows, in one pass.

Three helper threads work around the caller's: one reads ahead, one hashes what was read, one writes what was packed;
the caller's thread packs, with all cores. A few blocks are in flight at a time, so that memory does not depend on the
size of the network.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from math import sqrt
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from pyglm.packing import ROW_TILE, WeightType, pack, parts
from quantize.checkpoint import Checkpoint
from quantize.digest import SourceDigest
from quantize.format import ModelFileWriter
from quantize.roles import Role
from quantize.tensors import FileReader, RowBlock, row_blocks
from quantize.values import check_values, float_values, source_type, stored_values

# Large enough that handing blocks from thread to thread costs nothing, small enough that all that is in flight (some
# ten blocks, their codes, the packer's floats) stays near 300 MB.
_BLOCK_BYTES = 16 << 20
_BLOCKS_AHEAD = 3

ProgressCallback: TypeAlias = Callable[[str, int, int], None]
"""Called with a tensor's role, the source bytes done, and their total."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class WeightStream:
    """Packs the tensors of a checkpoint into a writer and gathers what is learnt on the way."""

    def __init__(
        self, checkpoint: Checkpoint, writer: ModelFileWriter, *, threads: int, progress: ProgressCallback | None
    ) -> None:
        self._checkpoint = checkpoint
        self._writer = writer
        self._threads = threads
        self._progress = progress
        self._digest = SourceDigest()
        self._squares: dict[str, tuple[float, float]] = {}

    def errors(self) -> dict[str, float]:
        """Relative RMS error of each matrix; seven digits, so that its length in JSON is bounded."""
        return {
            name: float(f"{sqrt(error / norm) if norm > 0 else 0.0:.6e}")
            for name, (error, norm) in self._squares.items()
        }

    def source_hash(self) -> str:
        """See `SourceDigest`."""
        return self._digest.result()

    def run(self, tasks: Iterable[tuple[Role, WeightType | None]]) -> None:
        """Pack every role in order; None stores a vector as float32."""
        total, done = self._checkpoint.size_bytes, 0
        pending: deque[Future[None]] = deque()
        with ExitStack() as stack:
            files = FileReader()
            stack.callback(files.close)
            reader, hasher, writer = (_worker(stack) for _ in range(3))
            blocks = ((role, kind, block) for role, kind in tasks for block in self._blocks(role))
            for (role, kind, block), data in _ahead(reader, lambda item: files.read(item[2]), blocks):
                pending.append(hasher.submit(self._digest.update, block, data))
                arrays = self._pack(role, kind, block, data)
                pending.append(writer.submit(self._write, role, kind, block, arrays))
                while len(pending) > 2 * _BLOCKS_AHEAD:
                    pending.popleft().result()
                done += data.nbytes
                if self._progress:
                    self._progress(role.name, done, total)
            for future in pending:
                future.result()

    def _blocks(self, role: Role) -> Iterator[RowBlock]:
        tensor = self._checkpoint.tensors[role.source_name]
        return row_blocks(tensor, _BLOCK_BYTES, ROW_TILE, first_row=role.first_row, n_rows=role.shape[0])

    def _pack(
        self, role: Role, weight_type: WeightType | None, block: RowBlock, data: npt.NDArray[np.uint8]
    ) -> tuple[npt.NDArray[np.generic], ...]:
        if weight_type is None:
            check_values(block, data, None)
            return (float_values(block, data),)
        try:
            packed = pack(stored_values(block, data), weight_type, source_type(block), threads=self._threads)
        except ValueError:
            check_values(block, data, weight_type)  # says which element of the whole tensor it was
            raise
        error, norm = self._squares.get(role.name, (0.0, 0.0))
        self._squares[role.name] = (error + packed.squared_error, norm + packed.squared_norm)
        return packed.arrays

    def _write(
        self, role: Role, weight_type: WeightType | None, block: RowBlock, arrays: tuple[npt.NDArray[np.generic], ...]
    ) -> None:
        if weight_type is None:
            self._writer.write(role.name, 4 * block.first_row, arrays[0])
            return
        first_tile = (block.first_row - role.first_row) // ROW_TILE
        for part, array in zip(parts(weight_type, block.n_rows, role.shape[1]), arrays, strict=True):
            tile_bytes = array.nbytes // -(-block.n_rows // ROW_TILE)
            self._writer.write(f"{role.name}.{part.suffix}", first_tile * tile_bytes, array)


def _worker(stack: ExitStack) -> ThreadPoolExecutor:
    """One thread, stopped with the stack; what it has not begun is dropped."""
    executor = ThreadPoolExecutor(1)
    stack.callback(executor.shutdown, cancel_futures=True)
    return executor


def _ahead(
    executor: ThreadPoolExecutor, function: Callable[[_Item], _Result], items: Iterable[_Item]
) -> Iterator[tuple[_Item, _Result]]:
    """Each item and function(item), computed some items ahead by the executor."""
    queue: deque[tuple[_Item, Future[_Result]]] = deque()
    for item in items:
        queue.append((item, executor.submit(function, item)))
        if len(queue) > _BLOCKS_AHEAD:
            done, future = queue.popleft()
            yield done, future.result()
    for done, future in queue:
        yield done, future.result()
