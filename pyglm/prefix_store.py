"""Blocks of key/value caches on disk, found again by the tokens that led to them.

A block's key is a hash of the key before it and of its ids, and the first one's of all that decides about bits: model,
packing, cache type, kernel table, first position, version. Texts that begin the same thus share files, and one file
holds nothing that another holds. Files are `pyglm.kv_file`s of a single block:

  FOLDER/ROOT/BEFORE-KEY-N.kv   ROOT: the key before the first block; BEFORE, KEY: of the block; N: its ids, 1..64

A file that is used is touched; when the store is over its limit, files are removed, the longest unused and of those
the furthest from the beginning first. Files are complete when they have their name, and checked before use, so
processes need no locks: what another one removed or has not written yet is computed. A cache that is restored is the
mapped files themselves, not a copy: the system gives new memory at 2 GB/s a core, so a copy would take longer than all
else. Files are never written in place; one that is removed stays as long as a process has it mapped.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import logging
import math
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

import pyglm
from pyglm import _core, kv_file
from pyglm.errors import FileFormatError
from pyglm.folders import PART, make_private, private_file
from pyglm.kv_file import BLOCK_TOKENS, model_identity

if TYPE_CHECKING:
    from pyglm.model import Model

_log = logging.getLogger("pyglm")
_KIND = kv_file.Kind("cache", "pyglm-prefix", "1", "its text is read again")
_SUFFIX = ".kv"
_KEY = "[0-9a-f]{32}"
_NAME = re.compile(f"({_KEY})-({_KEY})-([0-9]+)" + re.escape(_SUFFIX))
_LEFTOVER_S = 3600  # seconds after which an unfinished file is a crash's and no one's work
_BATCH = 64  # blocks that are checked between two looks at signals
_MAX_READERS = 4  # threads; memory is no faster with more


@dataclass(frozen=True)
class Space:
    """Where sequences can share blocks: the same model, cache type, kernels and first position."""

    root: str
    """The key before the first block."""
    metadata: dict[str, str]
    """What all its files say of themselves."""

    @classmethod
    def of(cls, model: Model, start_position: int) -> Space:
        """The space of a model's sequences that begin at a position."""
        metadata = {
            **_KIND.metadata,
            **model_identity(model),
            "kv_type": model.kv_type,
            "isa": model.isa,  # tables of different processors differ in the last bits
            "pyglm": pyglm.__version__,  # arithmetic may change
            "start_position": str(start_position),
        }
        return cls(_hash(json.dumps(metadata, sort_keys=True).encode()), metadata)


class Block(NamedTuple):
    """A file's name, taken apart."""

    path: Path
    before: str
    key: str
    n_ids: int

    @classmethod
    def of(cls, folder: Path, before: str, ids: Sequence[int]) -> Block:
        """The block of these ids."""
        key = _key(before, ids)
        return cls(folder / f"{before}-{key}-{len(ids)}{_SUFFIX}", before, key, len(ids))


class Text(NamedTuple):
    """A text in the store: the blocks from the beginning to one that none follows."""

    model: str
    """Name of the model file that read it."""
    kv_type: str
    n_tokens: int
    size_bytes: int
    """Without what it shares with texts that were counted before."""
    last_used: float
    """Seconds since 1970."""


class PrefixStore:
    """A folder of blocks. Threads and processes may use it at once.

    Args:
        folder: created when something is saved.
        limit_bytes: size above which the longest unused blocks are removed; None for no limit.
        single: whether it is for one text that changes: all blocks but those of the latest are removed.
    """

    def __init__(self, folder: str | os.PathLike[str], *, limit_bytes: int | None = None, single: bool = False) -> None:
        self.folder = Path(folder)
        self.limit_bytes = limit_bytes
        self.single = single
        self._warned = threading.Lock()  # taken by the first of the reading threads that warns

    def restore(self, model: Model, sequence: _core.Sequence, n_held: int, ids: Sequence[int]) -> int:
        """Make a sequence hold as much of the beginning of ids as the store has, if that is more than it holds.

        Args:
            model: of the sequence.
            sequence: holds the first n_held of ids.
            n_held: how many.
            ids: what it is to hold.

        Returns:
            How many of ids it holds.
        """
        space = Space.of(model, sequence.start_position)
        chain, n_found = self._find(space, ids)
        if n_found <= n_held:
            return n_held
        n_whole = n_held // BLOCK_TOKENS
        sequence.truncate(n_whole * BLOCK_TOKENS)
        n_read = self._append(space, sequence, chain[n_whole:], ids[:n_found], n_whole)
        _touch(chain)
        return n_read

    def save(
        self, model: Model, sequence: _core.Sequence, ids: Sequence[int], *, source: PrefixStore | None = None
    ) -> None:
        """Write the blocks that the store lacks, a partial last one included, then keep to the limit.

        Args:
            model: of the sequence.
            sequence: holds ids; nobody changes it meanwhile.
            ids: those whose blocks are to be in the store.
            source: a store that has most of them, with which files are shared where the file system can (hard links).

        Raises:
            OSError: a file cannot be written; those before it are in the store.
        """
        space = Space.of(model, sequence.start_position)
        folder = self.folder / space.root
        make_private(self.folder)
        make_private(folder)
        metadata = space.metadata | {"model": os.path.basename(model.path)}
        present = _by_before(folder)
        chain = []
        before = space.root
        for i in range(self._n_affordable(sequence, len(ids))):
            block_ids = ids[i * BLOCK_TOKENS : (i + 1) * BLOCK_TOKENS]
            siblings = present.get(before, [])
            block = next((sibling for sibling in siblings if self._begins_with(sibling, block_ids)), None)
            if block is None:
                block = Block.of(folder, before, block_ids)
                if source is None or not _link(source.folder / space.root / block.path.name, block.path):
                    _write(block, metadata, block_ids, sequence.export_block(i))
                for sibling in siblings:  # what the new one continues
                    if sibling.n_ids < block.n_ids and self._n_common(sibling, block_ids) == sibling.n_ids:
                        _remove(sibling.path)
            chain.append(block)
            before = block.key
        _touch(chain)
        if self.single:
            self._keep_only(chain)
        self.evict()

    def _keep_only(self, chain: Sequence[Block]) -> None:
        kept = {block.path for block in chain}
        for folder in self._roots():
            for block in _blocks(folder):
                if block.path not in kept:
                    _remove(block.path)

    def evict(self) -> None:
        """Remove the longest unused blocks until the store is within its limit, and what crashes left behind."""
        _sweep(self.folder)
        found = [(block, status) for folder in self._roots() for block in _blocks(folder) if (status := _stat(block))]
        used = sum(status.st_size for _, status in found)
        limit = self._limit(used)
        if used <= limit:
            return
        depth = _depths([block for block, _ in found])
        for block, status in sorted(found, key=lambda item: (item[1].st_mtime_ns, -depth[item[0]])):
            if used <= limit:
                return
            if _remove(block.path):
                used -= status.st_size

    def texts(self) -> list[Text]:
        """What the store holds, the latest used first."""
        found = [text for folder in self._roots() for text in _texts(folder)]
        return sorted(found, key=lambda text: -text.last_used)

    def clear(self) -> int:
        """Remove all blocks; the bytes that they took. Files that are not the store's stay."""
        size_bytes = 0
        for folder in self._roots():
            for block in _blocks(folder):
                status = _stat(block)
                if _remove(block.path) and status:
                    size_bytes += status.st_size
            for path in folder.glob(".*" + PART):
                _remove(path)
            with contextlib.suppress(OSError):  # something else is in it
                folder.rmdir()
        return size_bytes

    def _roots(self) -> list[Path]:
        try:
            return [path for path in self.folder.iterdir() if re.fullmatch(_KEY, path.name) and path.is_dir()]
        except FileNotFoundError:
            return []

    def _limit(self, used_bytes: int) -> float:
        """Bytes that the store may take: never more than half of what would be free without it."""
        if self.limit_bytes is None:
            return math.inf
        return min(self.limit_bytes, (used_bytes + shutil.disk_usage(self.folder).free) // 2)

    def _n_affordable(self, sequence: _core.Sequence, n_ids: int) -> int:
        """Blocks of a text that fit the limit: the end of a longer one would be written and removed in turn."""
        n_blocks = -(-n_ids // BLOCK_TOKENS)
        if self.limit_bytes is None or n_blocks == 0:
            return n_blocks
        # the header and ids of a file take less than 4 KiB
        return min(n_blocks, self.limit_bytes // (sequence.export_block(0).size + 4096))

    def _find(self, space: Space, ids: Sequence[int]) -> tuple[list[Block], int]:
        """The blocks of the longest beginning of ids, and how many ids it has."""
        present = _by_before(self.folder / space.root)
        chain: list[Block] = []
        before = space.root
        for begin in range(0, len(ids), BLOCK_TOKENS):
            block_ids = ids[begin : begin + BLOCK_TOKENS]
            siblings = present.get(before, [])
            key = _key(before, block_ids)
            block = next((sibling for sibling in siblings if sibling.key == key), None)
            if block is None or block.n_ids < BLOCK_TOKENS:
                # the text goes on otherwise, or ends here: another text's block may begin as this one
                n_common, best = max(((self._n_common(b, block_ids), b) for b in siblings), default=(0, None))
                return ([*chain, best], begin + n_common) if best and n_common else (chain, begin)
            chain.append(block)
            before = key
        return chain, len(ids)

    def _append(
        self, space: Space, sequence: _core.Sequence, chain: list[Block], ids: Sequence[int], first: int
    ) -> int:
        """Append the checked blocks to a sequence that holds `first` blocks; how many of ids it holds then."""
        n_read = first * BLOCK_TOKENS
        with ThreadPoolExecutor(min(_MAX_READERS, os.cpu_count() or 1)) as readers:
            for begin in range(0, len(chain), _BATCH):
                batch = chain[begin : begin + _BATCH]
                starts = range(n_read, n_read + len(batch) * BLOCK_TOKENS, BLOCK_TOKENS)
                wanted = [ids[start : start + BLOCK_TOKENS] for start in starts]
                found = readers.map(self._read, [space] * len(batch), batch, wanted)
                data = [data for data in itertools.takewhile(lambda data: data is not None, found) if data is not None]
                n_read = min(len(ids), n_read + len(data) * BLOCK_TOKENS)
                sequence.import_blocks(data, n_read, copy=False)
                if len(data) < len(batch):
                    break
        return n_read

    def _read(self, space: Space, block: Block, ids: Sequence[int]) -> npt.NDArray[np.uint8] | None:
        """A block whose ids begin with these, checked; None if it is not there any more or not what it should be."""
        try:
            content = kv_file.read(block.path, _KIND)
            expected = space.metadata | {"before": block.before}
            if any(content.metadata.get(key) != value for key, value in expected.items()):
                raise FileFormatError(f"{block.path}: of another model or another text than its name says")
            if len(content.ids) != block.n_ids or content.ids[: len(ids)].tolist() != list(ids):
                raise FileFormatError(f"{block.path}: holds other tokens than its name says")
        except OSError:  # removed by another process, or unreadable
            return None
        except FileFormatError as error:
            self._discard(block, error)
            return None
        block_data: npt.NDArray[np.uint8] = content.blocks[0]
        return block_data

    def _n_common(self, block: Block, ids: Sequence[int]) -> int:
        """How many ids a block and ids begin with in common."""
        try:
            held = kv_file.peek_ids(block.path)
        except OSError:
            return 0
        except FileFormatError as error:
            self._discard(block, error)
            return 0
        pairs = zip(held.tolist(), ids, strict=False)
        return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))

    def _begins_with(self, block: Block, ids: Sequence[int]) -> bool:
        """Whether a block is these ids' own, or goes on after them."""
        if block.n_ids == len(ids):
            return block.key == _key(block.before, ids)
        return block.n_ids > len(ids) and self._n_common(block, ids) == len(ids)

    def _discard(self, block: Block, error: FileFormatError) -> None:
        # a text of 32K tokens has 512 files, and what damages one often damages many
        level = logging.WARNING if self._warned.acquire(blocking=False) else logging.DEBUG
        _log.log(level, "a file of the prefix cache was ignored and removed: %s", error)
        _remove(block.path)


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _key(before: str, ids: Sequence[int]) -> str:
    return _hash(bytes.fromhex(before) + np.asarray(ids, "<i4").tobytes())


def _blocks(folder: Path) -> Iterator[Block]:
    """The files of a space; none if there is no such folder."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if match := _NAME.fullmatch(name):
            yield Block(folder / name, match[1], match[2], int(match[3]))


def _by_before(folder: Path) -> dict[str, list[Block]]:
    """The files of a space by the key of the block before them."""
    present: dict[str, list[Block]] = {}
    for block in _blocks(folder):
        present.setdefault(block.before, []).append(block)
    return present


def _depths(blocks: Sequence[Block]) -> dict[Block, int]:
    """How many blocks lie before each."""
    by_key = {block.key: block for block in blocks}
    depths: dict[Block, int] = {}
    for block in blocks:
        path = []
        at: Block | None = block
        while at is not None and at not in depths:
            path.append(at)
            at = by_key.get(at.before)
        n_before = depths[at] + 1 if at is not None else 0
        depths |= {one: n_before + i for i, one in enumerate(reversed(path))}
    return depths


def _texts(folder: Path) -> Iterator[Text]:
    """The texts of a space, each from the beginning to a block that none follows."""
    blocks = list(_blocks(folder))
    depths = _depths(blocks)
    by_key = {block.key: block for block in blocks}
    continued = {block.before for block in blocks}
    counted: set[Block] = set()
    for leaf in sorted(blocks, key=lambda block: block.path.name):
        status = _stat(leaf)
        if leaf.key in continued or status is None:
            continue
        size_bytes = 0
        at: Block | None = leaf
        while at is not None and at not in counted:
            counted.add(at)
            block_status = _stat(at)
            size_bytes += block_status.st_size if block_status else 0
            at = by_key.get(at.before)
        metadata = _peek_metadata(leaf)
        model, kv_type = metadata.get("model", "?"), metadata.get("kv_type", "?")
        n_tokens = depths[leaf] * BLOCK_TOKENS + leaf.n_ids
        yield Text(model, kv_type, n_tokens, size_bytes, status.st_mtime)


def _peek_metadata(block: Block) -> dict[str, str]:
    try:
        return kv_file.peek_metadata(block.path)
    except (OSError, FileFormatError):
        return {}


def _write(block: Block, metadata: dict[str, str], ids: Sequence[int], data: npt.NDArray[np.uint8]) -> None:
    with private_file(block.path) as file:
        kv_file.write(file, metadata | {"before": block.before}, ids, [data], block_bytes=data.size)


def _link(source: Path, target: Path) -> bool:
    """Whether a file could be given a second name."""
    try:
        os.link(source, target)
    except (OSError, NotImplementedError):
        return False
    return True


def _touch(blocks: Sequence[Block]) -> None:
    """Say that blocks were used, all at the same time; what was removed meanwhile does not matter."""
    now = time.time_ns()
    for block in blocks:
        with contextlib.suppress(OSError):
            os.utime(block.path, ns=(now, now))


def _remove(path: Path) -> bool:
    """Whether a file could be removed; Windows keeps one that another process has mapped."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _stat(block: Block) -> os.stat_result | None:
    try:
        return block.path.stat()
    except OSError:
        return None


def _sweep(folder: Path) -> None:
    """Remove unfinished files that nobody is writing any more."""
    for path in folder.glob("*/.*" + PART):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFTOVER_S:
                path.unlink()
