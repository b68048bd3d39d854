"""The prefix store: what is restored is what would be computed, and nothing on the disk can make it otherwise."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_checkpoint import CONFIG, write_checkpoint

import pyglm
from pyglm import CancelledError, Model
from pyglm import _core as core
from pyglm.prefix_cache import MIN_SAVED, default_store, parse_size
from pyglm.prefix_store import PrefixStore, Space

VOCAB = CONFIG["padded_vocab_size"]
IDS = np.random.default_rng(1).integers(0, VOCAB, 1000).tolist()
OPTIONS: Any = {"temperature": 0, "max_new_tokens": 1}


@pytest.fixture
def store(tmp_path: Path) -> PrefixStore:
    return PrefixStore(tmp_path / "store", limit_bytes=1 << 30)


def read(model: Model, ids: list[int], **options: Any) -> core.Sequence:
    sequence = model._new_sequence(None, options.get("start_position", 0))
    core.step(model._core, [(sequence, np.asarray(ids, np.int32), "none")])
    return sequence


def restored(model: Model, store: PrefixStore, ids: list[int], start_position: int = 0) -> tuple[core.Sequence, int]:
    sequence = model._new_sequence(None, start_position)
    return sequence, store.restore(model, sequence, 0, ids)


def next_logits(model: Model, sequence: core.Sequence, ids: list[int]) -> Any:
    return core.step(model._core, [(sequence, np.asarray(ids, np.int32), "all")])[0]


def files(store: PrefixStore) -> list[Path]:
    return sorted(path for path in store.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("kv_type", ["f16", "f32"])
@pytest.mark.parametrize("n", [1, 63, 64, 65, 128, 200])
def test_restored_is_computed_to_the_bit(
    pack_tiny: Callable[[str], Path], store: PrefixStore, n: int, kv_type: Any
) -> None:
    model = pyglm.load(pack_tiny("q8"), kv_type=kv_type, threads=1)
    store.save(model, read(model, IDS[:n]), IDS[:n])
    assert len(files(store)) == -(-n // 64)
    other = pyglm.load(pack_tiny("q8"), kv_type=kv_type, threads=2)
    sequence, n_restored = restored(other, store, IDS[: n + 40])
    assert (n_restored, sequence.length) == (n, n)
    expected = next_logits(model, model._new_sequence(None, 0), IDS[: n + 40])[n:]
    assert np.array_equal(next_logits(other, sequence, IDS[n : n + 40]), expected)


def test_the_longest_shared_beginning_wins(model: Model, store: PrefixStore) -> None:
    store.save(model, read(model, IDS[:200]), IDS[:200])
    short = [*IDS[:130], *IDS[300:400]]
    store.save(model, read(model, short), short)
    for ids, expected in (
        (IDS[:300], 200),
        (short, 230),
        ([*IDS[:150], 7, 8], 150 + (IDS[150] == 7)),  # ends within a block of another text
        (IDS[:100], 100),
        (IDS[:20], 20),
        ([IDS[0] ^ 1, *IDS[1:]], 0),
    ):
        sequence, n = restored(model, store, ids)
        assert n == sequence.length == expected
        rest = [*ids[n:], 5]
        assert np.array_equal(
            next_logits(model, sequence, rest), next_logits(model, model._new_sequence(None, 0), [*ids, 5])[n:]
        )


def test_a_sequence_that_holds_more_is_left_alone(model: Model, store: PrefixStore) -> None:
    store.save(model, read(model, IDS[:100]), IDS[:100])
    sequence = read(model, IDS[:100])
    assert store.restore(model, sequence, 100, IDS[:150]) == sequence.length == 100
    sequence.truncate(70)
    assert store.restore(model, sequence, 70, IDS[:150]) == sequence.length == 100
    assert np.array_equal(next_logits(model, sequence, [5]), next_logits(model, read(model, IDS[:100]), [5]))


def test_nothing_is_written_twice(model: Model, store: PrefixStore) -> None:
    store.save(model, read(model, IDS[:200]), IDS[:200])
    before = {path: path.stat().st_ino for path in files(store)}
    store.save(model, read(model, IDS[:200]), IDS[:200])
    store.save(model, read(model, IDS[:130]), IDS[:130])  # a beginning of it: its last block is there in a longer one
    assert {path: path.stat().st_ino for path in files(store)} == before
    store.save(model, read(model, IDS[:300]), IDS[:300])
    after = {path: path.stat().st_ino for path in files(store)}
    assert len(after) == 5  # the partial fourth block gave way to the full one
    assert len(after.items() & before.items()) == 3


def test_what_decides_about_bits_is_part_of_the_key(
    pack_tiny: Callable[[str], Path], store: PrefixStore, tmp_path: Path
) -> None:
    from quantize.pack import pack

    model = pyglm.load(pack_tiny("f16"))
    store.save(model, read(model, IDS[:100]), IDS[:100])
    pack(write_checkpoint(tmp_path / "foreign", seed=2), tmp_path / "foreign.glm", weight_type="f16")
    others = [
        pyglm.load(pack_tiny("f16"), kv_type="f32"),
        pyglm.load(pack_tiny("q8")),
        pyglm.load(tmp_path / "foreign.glm"),
        pyglm.load(pack_tiny("f16"), isa="scalar"),
    ]
    for other in others:
        assert restored(other, store, IDS[:100])[1] == 0
    assert restored(model, store, IDS[:100], start_position=1)[1] == 0
    assert restored(model, store, IDS[:100])[1] == 100


def damage(path: Path, kind: str) -> None:
    data = bytearray(path.read_bytes())
    if kind == "short":
        del data[-1:]
    elif kind == "empty":
        data.clear()
    elif kind == "text":
        data[:] = b"not a cache file" * 10
    elif kind == "bit":
        data[-5000] ^= 1
    elif kind == "ids":
        data[-1] ^= 1
    elif kind == "version":
        data[:] = data.replace(b'"format_version": "1"', b'"format_version": "0"')
    path.write_bytes(data)


@pytest.mark.parametrize("kind", ["short", "empty", "text", "bit", "ids", "version"])
def test_damaged_files_are_removed_with_a_warning(
    model: Model, store: PrefixStore, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    store.save(model, read(model, IDS[:200]), IDS[:200])
    second = next(block.path for block in _chain(model, store) if block.n_ids == 64 and block.before == _keys(model)[0])
    damage(second, kind)
    with caplog.at_level(logging.WARNING, "pyglm"):
        sequence, n = restored(model, store, IDS[:200])
    assert n == 64
    assert [record.name for record in caplog.records] == ["pyglm"] and str(second) in caplog.text
    assert not second.exists()
    rest = next_logits(model, sequence, IDS[64:200])
    assert np.array_equal(rest, next_logits(model, model._new_sequence(None, 0), IDS[:200])[64:])
    store.save(model, sequence, IDS[:200])  # mends it
    assert restored(model, store, IDS[:200])[1] == 200


def test_many_damaged_files_are_one_warning(model: Model, store: PrefixStore, caplog: pytest.LogCaptureFixture) -> None:
    store.save(model, read(model, IDS[:200]), IDS[:200])
    for path in files(store):
        damage(path, "short")
    with caplog.at_level(logging.WARNING, "pyglm"):
        assert restored(model, store, IDS[:200])[1] == 0
    assert len(caplog.records) == 1
    assert files(store) == []


def _keys(model: Model) -> list[str]:
    from pyglm.prefix_store import _key

    keys = [Space.of(model, 0).root]
    for begin in range(0, 192, 64):
        keys.append(_key(keys[-1], IDS[begin : begin + 64]))
    return keys[1:]


def _chain(model: Model, store: PrefixStore) -> Any:
    from pyglm.prefix_store import _blocks

    return list(_blocks(store.folder / Space.of(model, 0).root))


def test_a_foreign_file_under_a_blocks_name_is_found(
    model: Model, store: PrefixStore, caplog: pytest.LogCaptureFixture
) -> None:
    """Whole and undamaged, but another text's: the name is not believed."""
    store.save(model, read(model, IDS[:64]), IDS[:64])
    store.save(model, read(model, IDS[100:164]), IDS[100:164])
    first, second = files(store)
    first.write_bytes(second.read_bytes())
    with caplog.at_level(logging.WARNING, "pyglm"):
        n = [restored(model, store, ids)[1] for ids in (IDS[:64], IDS[100:164])]
    assert sorted(n) == [0, 64]
    assert "other tokens" in caplog.text
    assert files(store) == [second]


def test_the_longest_unused_go_first(model: Model, tmp_path: Path) -> None:
    store = PrefixStore(tmp_path / "store", limit_bytes=1 << 30)
    texts = [IDS[i * 200 : i * 200 + 200] for i in range(3)]  # four blocks each
    for ids in texts:
        store.save(model, read(model, ids), ids)
        time.sleep(0.02)
    size = files(store)[0].stat().st_size
    assert restored(model, store, texts[0])[1] == 200  # now the latest used
    store.limit_bytes = 10 * size + size // 2
    store.evict()
    # the end of the second text went, its beginning is still of use
    assert [restored(model, store, ids)[1] for ids in texts] == [200, 128, 200]
    store.limit_bytes = 4 * size + size // 2
    store.evict()
    assert [restored(model, store, ids)[1] for ids in texts] == [0, 0, 200]


def test_a_text_above_the_limit_is_kept_as_far_as_it_fits(model: Model, tmp_path: Path) -> None:
    store = PrefixStore(tmp_path / "store", limit_bytes=1 << 30)
    store.save(model, read(model, IDS[:64]), IDS[:64])
    store.limit_bytes = 3 * (files(store)[0].stat().st_size + 4096)
    store.save(model, read(model, IDS[:900]), IDS[:900])
    assert sum(path.stat().st_size for path in files(store)) <= store.limit_bytes
    assert restored(model, store, IDS[:900])[1] == 192


def test_leftovers_of_crashes_are_swept(model: Model, store: PrefixStore) -> None:
    store.save(model, read(model, IDS[:64]), IDS[:64])
    folder = files(store)[0].parent
    old, new = folder / ".0123.part", folder / ".4567.part"
    for path in (old, new):
        path.write_bytes(b"half a bl")
    os.utime(old, (time.time() - 7200,) * 2)
    store.save(model, read(model, IDS[:70]), IDS[:70])
    assert not old.exists() and new.exists()  # someone may be writing that one
    assert restored(model, store, IDS[:70])[1] == 70


def test_a_crash_while_writing_loses_that_block_only(
    model: Model, store: PrefixStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, done = os.replace, []

    def crash(source: Any, target: Any) -> None:
        if len(done) == 2:
            raise OSError(28, "No space left on device")
        done.append(rename(source, target))

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(OSError, match="No space"):
        store.save(model, read(model, IDS[:256]), IDS[:256])
    assert restored(model, store, IDS[:256])[1] == 128
    assert len(files(store)) == 2


@pytest.mark.skipif(os.name != "posix", reason="permission bits are of POSIX")
def test_conversations_are_their_owners_alone(model: Model, store: PrefixStore) -> None:
    before = os.umask(0)
    try:
        store.save(model, read(model, IDS[:64]), IDS[:64])
    finally:
        os.umask(before)
    for path in [store.folder, *store.folder.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_clear_removes_its_own_files_only(model: Model, store: PrefixStore) -> None:
    store.save(model, read(model, IDS[:100]), IDS[:100])
    note = store.folder / "notes.txt"
    note.write_text("mine")
    foreign = files(store)[0].with_name("mine.kv")
    foreign.write_text("mine")
    size = sum(path.stat().st_size for path in files(store)) - 8
    assert store.clear() == size
    assert files(store) == sorted([note, foreign])


def test_texts_count_shared_blocks_once(model: Model, store: PrefixStore) -> None:
    assert store.texts() == []
    second = [*IDS[:128], *IDS[500:560]]
    for ids in (IDS[:200], second):
        store.save(model, read(model, ids), ids)
    texts = store.texts()
    assert sorted(text.n_tokens for text in texts) == [188, 200]
    assert sum(text.size_bytes for text in texts) == sum(path.stat().st_size for path in files(store))
    assert {(text.model, text.kv_type) for text in texts} == {("tiny-f16.glm", "q8")}


WORKER = """
import sys
import numpy as np
import pyglm
from pyglm import _core as core
from pyglm.prefix_store import PrefixStore
path, folder, seed, size = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
model = pyglm.load(path, threads=1, cache=False)
store = PrefixStore(folder, limit_bytes=size)
rng = np.random.default_rng(seed)
for _ in range(60):
    text = rng.integers(5)
    ids = np.random.default_rng(100 + text).integers(0, model.config.vocab_size, 400)[: rng.integers(1, 400)]
    sequence = model._new_sequence(None, 0)
    n = store.restore(model, sequence, 0, ids.tolist())
    logits = core.step(model._core, [(sequence, np.append(ids[n:], 3).astype(np.int32), "last")])
    fresh = model._new_sequence(None, 0)
    expected = core.step(model._core, [(fresh, np.append(ids, 3).astype(np.int32), "last")])
    assert np.array_equal(logits[0], expected[0]), (text, len(ids), n)
    fresh.truncate(len(ids))
    store.save(model, fresh, ids.tolist())
"""


def test_processes_at_once(pack_tiny: Callable[[str], Path], tmp_path: Path) -> None:
    """Three processes read, write and evict the same texts; the store is too small for all of them."""
    args = [str(pack_tiny("f16")), str(tmp_path / "store")]
    command = [sys.executable, "-c", WORKER, *args]
    block_bytes = 64 * 3 * 2 * 2 * 16 * 2
    workers = [
        subprocess.Popen([*command, str(seed), str(12 * block_bytes)], stderr=subprocess.PIPE) for seed in range(3)
    ]
    for worker in workers:
        _, stderr = worker.communicate(timeout=120)
        assert (worker.returncode, stderr.decode()) == (0, "")
    assert not list((tmp_path / "store").rglob("*.part"))


def flush(model: Model) -> None:
    assert model._prefixes is not None
    model._prefixes.flush()


def test_prompts_are_found_by_later_processes(pack_tiny: Callable[[str], Path]) -> None:
    path = pack_tiny("f16")
    first = pyglm.load(path, threads=1)
    done = first.generate(IDS[:400], **OPTIONS)
    assert done.usage.cached_tokens == 0
    flush(first)
    again = pyglm.load(path, threads=1).generate(IDS[:400], **OPTIONS)
    assert (again.usage.cached_tokens, again.token_ids) == (399, done.token_ids)
    longer = pyglm.load(path, threads=1).generate(IDS[:600], **OPTIONS)
    assert longer.usage.cached_tokens == 400
    messages = [{"role": "user", "content": "x" * 400}]
    reply = first.chat(messages, **OPTIONS)
    flush(first)
    again = pyglm.load(path, threads=1).chat(messages, **OPTIONS)
    assert again.usage.cached_tokens == reply.usage.prompt_tokens - 1 > 300
    assert again.token_ids == reply.token_ids


def test_short_prompts_are_not_saved(model: Model) -> None:
    assert model._prefixes is not None
    model.generate(IDS[: MIN_SAVED - 1], **OPTIONS)
    flush(model)
    assert files(model._prefixes.store) == []
    conversation = model.conversation()
    for _ in range(12):
        conversation.send("0123456789" * 3, **OPTIONS)
    flush(model)
    # together they are long
    assert conversation.n_tokens > MIN_SAVED
    assert sum(text.n_tokens for text in model._prefixes.store.texts()) >= MIN_SAVED


def test_a_cancelled_prompt_goes_on_in_a_later_process(pack_tiny: Callable[[str], Path]) -> None:
    model = pyglm.load(pack_tiny("f16"), threads=1)
    cancel = threading.Event()

    def stop(n_read: int, n_tokens: int) -> None:
        if n_read >= 512:
            cancel.set()

    with pytest.raises(CancelledError):
        model.generate(IDS, cancel=cancel, progress=stop, **OPTIONS)
    flush(model)
    later = pyglm.load(pack_tiny("f16"), threads=1).generate(IDS, **OPTIONS)
    assert later.usage.cached_tokens == 512
    plain = pyglm.load(pack_tiny("f16"), threads=1, cache=False).generate(IDS, **OPTIONS)
    assert (plain.usage.cached_tokens, plain.token_ids) == (0, later.token_ids)


def test_opting_out(pack_tiny: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pack_tiny("f16")
    folder = tmp_path / "cache"
    first = pyglm.load(path, cache_dir=folder)
    first.generate(IDS, **OPTIONS)
    flush(first)
    before = sorted(folder.rglob("*"))
    assert before
    monkeypatch.setenv("PYGLM_CACHE_DIR", str(folder))
    for options in ({"cache": False}, {"cache_limit": 0}):
        done = pyglm.load(path, **options).generate([*IDS, 1], **OPTIONS)
        assert done.usage.cached_tokens == 0
    monkeypatch.setenv("PYGLM_CACHE_LIMIT", "0")
    assert pyglm.load(path).generate(IDS, **OPTIONS).usage.cached_tokens == 0
    assert sorted(folder.rglob("*")) == before
    monkeypatch.setenv("PYGLM_CACHE_LIMIT", "1G")
    assert pyglm.load(path).generate(IDS, **OPTIONS).usage.cached_tokens == len(IDS) - 1
    monkeypatch.setenv("PYGLM_CACHE_LIMIT", "much")
    with pytest.raises(ValueError, match="PYGLM_CACHE_LIMIT: expected a size"):
        pyglm.load(path)
    with pytest.raises(ValueError, match="cache_limit must be 0 or more"):
        pyglm.load(path, cache_limit=-1)


def test_a_folder_that_cannot_be_written_is_no_obstacle(
    pack_tiny: Callable[[str], Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    model = pyglm.load(pack_tiny("f16"), cache_dir=tmp_path / "file")
    model.generate(IDS, **OPTIONS)
    model.generate(IDS[1:], **OPTIONS)
    flush(model)
    assert len(caplog.records) == 1 and "takes no more" in caplog.text


@pytest.mark.parametrize(
    ("text", "size"), [("0", 0), ("123", 123), ("1k", 1024), ("1.5G", 3 << 29), ("20 GiB", 20 << 30), ("7MB", 7 << 20)]
)
def test_sizes(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "G", "-1", "1X", "1e9", "ten"])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match="expected a size"):
        parse_size(text)


def test_the_default_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PYGLM_CACHE_DIR")
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        store = default_store()
        assert store is not None and store.folder == tmp_path / "pyglm" / "prefixes"
    store = default_store(tmp_path / "here", 5)
    assert store is not None and (store.folder, store.limit_bytes) == (tmp_path / "here" / "prefixes", 5)
