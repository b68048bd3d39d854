"""Sessions: reading ids, refusing what cannot be, stopping, and going on from disk."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xxhash
from tiny_checkpoint import CONFIG, write_checkpoint

import pyglm
from pyglm import CancelledError, ContextLengthError, FileFormatError, Model, Session

VOCAB = CONFIG["padded_vocab_size"]
SEQ_LENGTH = CONFIG["seq_length"]
IDS = np.random.default_rng(1).integers(0, VOCAB, 150).tolist()


def test_ids_and_positions(model: Model) -> None:
    session = model.session(start_position=100)
    assert (session.ids, len(session), session.position, session.max_tokens) == ([], 0, 100, SEQ_LENGTH - 100)
    logits = session.forward(IDS[:70])
    assert logits.shape == (70, VOCAB) and logits.dtype == np.float32
    assert (session.ids, session.position, session.start_position) == (IDS[:70], 170, 100)
    position = 2 * CONFIG["kv_channels"] + 2 + 2  # int8 key and value, a 2-byte scale of each
    assert session.cache_bytes == 2 * 64 * CONFIG["num_layers"] * 2 * position  # two blocks, two kv heads
    session.truncate(103)
    assert (session.ids, session.position) == (IDS[:3], 103)


def test_empty_input(model: Model) -> None:
    session = model.session()
    assert session.forward([]).shape == (0, VOCAB)
    assert session.forward([], logits="none").shape == (0, VOCAB)
    with pytest.raises(ValueError, match="at least one id"):
        session.forward([], logits="last")


@pytest.mark.parametrize(
    ("ids", "error", "message"),
    [
        ([1, VOCAB], ValueError, rf"ids\[1\] is {VOCAB}, outside 0..{VOCAB - 1}"),
        ([-1], ValueError, r"ids\[0\] is -1"),
        ([2**40], ValueError, "outside"),
        ([1.5], TypeError, "integers"),
        (["a"], TypeError, "integers"),
        ([[1]], TypeError, "flat list"),
        ([True], TypeError, "integers"),
    ],
)
def test_bad_ids_change_nothing(model: Model, ids: Any, error: type[Exception], message: str) -> None:
    session = model.session()
    session.forward([1, 2])
    with pytest.raises(error, match=message):
        session.forward(ids)
    assert session.ids == [1, 2]


def test_bad_arguments(model: Model) -> None:
    with pytest.raises(ValueError, match="logits must be"):
        model.session().forward([1], logits="first")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"positions are 7\.\.7"):
        model.session(start_position=7).truncate(8)
    with pytest.raises(ValueError, match="max_tokens must be 1 or more"):
        model.session(max_tokens=0)
    with pytest.raises(ValueError, match="start_position must be 0 to"):
        model.session(start_position=SEQ_LENGTH)
    with pytest.raises(ContextLengthError, match=f"at most {SEQ_LENGTH - 9} fit"):
        model.session(max_tokens=SEQ_LENGTH, start_position=9)


def test_full_session_refuses(model: Model) -> None:
    session = model.session(max_tokens=8)
    session.forward(IDS[:5])
    with pytest.raises(ContextLengthError, match="4 tokens were needed and 3 fit"):
        session.forward(IDS[:4])
    assert session.ids == IDS[:5]
    session.forward(IDS[5:8])
    assert session.position == 8


def test_fork_is_independent(model: Model) -> None:
    session = model.session()
    session.forward(IDS[:100])
    fork = session.fork()
    fork.truncate(70)
    fork.forward([1, 2, 3])
    assert (session.ids, fork.ids) == (IDS[:100], [*IDS[:70], 1, 2, 3])
    expected = model.session().forward([*IDS[:100], 9], logits="last")
    assert np.array_equal(session.forward([9]), expected)


class _SetAfter(threading.Event):
    """An event that turns out to be set when it is looked at for the n-th time."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n_left = n

    def is_set(self) -> bool:
        self.n_left -= 1
        return self.n_left < 0


def test_cancel_keeps_whole_chunks(model: Model) -> None:
    session = model.session()
    long = IDS * 20
    with pytest.raises(CancelledError):
        session.forward(long, logits="none", cancel=_SetAfter(1))
    n = len(session)
    assert n < len(long) and n % 512 == 0
    assert session.ids == long[:n]
    rest = session.forward(long[n:], logits="last")
    assert np.array_equal(rest, model.session().forward(long, logits="last"))


@pytest.mark.skipif(os.name != "posix", reason="signals are sent to a process on POSIX only")
def test_interrupt_while_computing(model: Model) -> None:
    session = model.session()
    timer = threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGINT))

    def read_for_ever() -> None:
        while True:
            session.truncate(0)
            session.forward(IDS * 20, logits="none")

    timer.start()
    with pytest.raises(KeyboardInterrupt):
        read_for_ever()
    timer.join()
    n = len(session)
    assert session._sequence.length == n
    assert session.ids == (IDS * 20)[:n]
    session.truncate(0)
    assert np.array_equal(session.forward(IDS), model.session().forward(IDS))


@pytest.mark.parametrize("kv_type", ["q8", "f16", "f32"])
@pytest.mark.parametrize("n", [0, 1, 64, 130])
def test_saved_session_goes_on(pack_tiny: Callable[[str], Path], tmp_path: Path, kv_type: Any, n: int) -> None:
    model = pyglm.load(pack_tiny("q8"), kv_type=kv_type, threads=1)
    session = model.session(max_tokens=200, start_position=50)
    session.forward(IDS[:n], logits="none")
    path = tmp_path / "talk.session"
    session.save(path)
    assert [p.name for p in tmp_path.iterdir()] == ["talk.session"]
    loaded = pyglm.load(pack_tiny("q8"), kv_type=kv_type, threads=2).load_session(path)
    assert (loaded.ids, loaded.max_tokens, loaded.start_position) == (IDS[:n], 200, 50)
    assert np.array_equal(loaded.forward([3, 4]), session.forward([3, 4]))


@pytest.fixture
def saved(model: Model, tmp_path: Path) -> Path:
    session = model.session()
    session.forward(IDS)
    session.save(tmp_path / "talk.session")
    return tmp_path / "talk.session"


def test_save_replaces_whole_files_only(model: Model, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = saved.read_bytes()
    session = model.session()
    session.forward(IDS)

    def full_disk(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        session.save(saved)
    assert saved.read_bytes() == before
    assert [p.name for p in saved.parent.iterdir()] == [saved.name]


def _save_something(model: Model, path: str | Path) -> None:
    session = model.session()
    session.forward([1, 2])
    session.save(path)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "path is empty"),
        (".", "as a folder"),
        ("folder", "as a folder"),
        ("new/", "as a folder"),
        ("missing/x.session", "there is no folder .*missing; create it"),
        ("file/x.session", "Not a directory"),
        ("loop", "symbolic links"),
        ("x" * 300, "name too long"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="messages of POSIX")
def test_save_names_the_path_that_was_given(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("file").touch()
    Path("loop").symlink_to("loop")
    with pytest.raises(OSError, match=message) as caught:
        _save_something(model, name)
    assert caught.value.filename == name
    assert ".part" not in str(caught.value)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["file", "folder", "loop"]


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices have no name in the file system elsewhere")
def test_save_leaves_pipes_and_devices_alone(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # a device must survive even a failure of this test
    monkeypatch.setattr(os, "replace", lambda *_: pytest.fail("a file was to be replaced"))
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(os.devnull)
    for path in (tmp_path / "pipe", tmp_path / "link", Path(os.devnull)):
        with pytest.raises(OSError, match=r"no regular file.*choose another name"):
            _save_something(model, path)


def test_save_replaces_sessions_only(pack_tiny: Callable[[str], Path], tmp_path: Path) -> None:
    model = pyglm.load(pack_tiny("q8"))
    packed, text, empty = (tmp_path / name for name in ("model.glm", "notes.txt", "empty"))
    packed.write_bytes(pack_tiny("q8").read_bytes())
    text.write_text("not to be lost")
    empty.touch()
    for path in (packed, text, empty):
        before = path.read_bytes()
        with pytest.raises(FileExistsError, match=r"is not a session.*choose another name or remove it") as caught:
            _save_something(model, path)
        assert caught.value.filename == str(path)
        assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")
def test_save_follows_links(model: Model, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    link = tmp_path / "link"
    link.symlink_to("store/talk.session")  # which is not there yet
    for n in (1, 2):
        session = model.session()
        session.forward(IDS[:n])
        session.save(link)
        assert link.is_symlink()
        assert model.load_session(tmp_path / "store" / "talk.session").ids == IDS[:n]
    assert [p.name for p in (tmp_path / "store").iterdir()] == ["talk.session"]


@pytest.mark.skipif(os.name != "posix", reason="permission bits are of POSIX")
def test_permissions_of_session_files(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "talk.session"
    before = os.umask(0o027)
    try:
        _save_something(model, path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o604)
        _save_something(model, path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o604
    finally:
        os.umask(before)


def test_session_files_are_safetensors(saved: Path) -> None:
    from safetensors.numpy import load_file

    tensors = load_file(saved)
    assert tensors["ids"].tolist() == IDS
    assert tensors["blocks"].shape[0] == 3


def test_truncated_session_file(model: Model, saved: Path) -> None:
    data = saved.read_bytes()
    for size in (0, 7, 100, len(data) - 1):
        saved.write_bytes(data[:size])
        with pytest.raises(FileFormatError, match="not a whole session file"):
            model.load_session(saved)


def _edit_header(path: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    """Change the header, and the checksum so that it fits."""
    data = path.read_bytes()
    end = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:end])
    edit(header)
    metadata = header.get("__metadata__", {})
    if metadata.pop("checksum", None):
        text = json.dumps(header, sort_keys=True).encode()
        metadata["checksum"] = xxhash.xxh3_128_hexdigest(text + data[end:])
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + data[end:])


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda h: h["__metadata__"].update(format="other"), "not a session"),
        (lambda h: h.pop("__metadata__"), "not a session"),
        (lambda h: h["__metadata__"].update(format_version="9"), "session format 9"),
        (lambda h: h["__metadata__"].update(max_tokens="many"), "start a new session"),
        (lambda h: h["__metadata__"].update(max_tokens="99999999"), "start a new session"),
        (lambda h: h["__metadata__"].update(max_tokens="100"), "start a new session"),
        (lambda h: h["__metadata__"].pop("start_position"), "start a new session"),
        (lambda h: h["blocks"].update(shape=[1, h["blocks"]["shape"][1] * 3]), "need 3 cache blocks"),
        (lambda h: h["blocks"].update(shape=[3 * h["blocks"]["shape"][1]]), "blocks is U8"),
        (lambda h: h["ids"].update(dtype="F32"), "ids is F32"),
        (lambda h: h.update(others=h.pop("blocks")), "not a session"),
    ],
)
def test_damaged_session_header(model: Model, saved: Path, edit: Callable[[Any], None], message: str) -> None:
    _edit_header(saved, edit)
    with pytest.raises(FileFormatError, match=message):
        model.load_session(saved)


def test_flipped_bits_are_found(model: Model, saved: Path) -> None:
    """One bit of every byte of the header, and of some hundred bytes of the data."""
    data = saved.read_bytes()
    end = 8 + int.from_bytes(data[:8], "little")
    expected = model.load_session(saved).forward([3], logits="last")
    n_loaded = n_damaged = 0
    for i in [*range(end), *range(end, len(data), max(1, (len(data) - end) // 400))]:
        flipped = bytearray(data)
        flipped[i] ^= 1 << (i * 5 % 8 if i < end else i // 7 % 8)
        saved.write_bytes(flipped)
        try:
            loaded = model.load_session(saved)
        except FileFormatError as e:
            n_damaged += "damaged" in str(e)
        else:
            n_loaded += 1
            assert np.array_equal(loaded.forward([3], logits="last"), expected), f"bit of byte {i}"
    assert n_damaged > 300
    assert n_loaded == 0  # nothing in the file is without meaning


@pytest.mark.parametrize("key", ["start_position", "max_tokens", "checksum"])
def test_changed_metadata_are_found(model: Model, saved: Path, key: str) -> None:
    data = saved.read_bytes()
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    value: str = header["__metadata__"][key]
    changed = ("1" if value[0] != "1" else "2") + value[1:]
    before, after = (f'"{key}": "{text}"'.encode() for text in (value, changed))
    assert data.count(before) == 1
    saved.write_bytes(data.replace(before, after))
    with pytest.raises(FileFormatError, match=r"damaged: .*start a new session"):
        model.load_session(saved)


def test_session_with_foreign_ids(model: Model, saved: Path) -> None:
    data = bytearray(saved.read_bytes())
    data[-4:] = VOCAB.to_bytes(4, "little")
    saved.write_bytes(data)
    _edit_header(saved, lambda header: None)
    with pytest.raises(FileFormatError, match="ids lie outside"):
        model.load_session(saved)


def test_session_of_another_model(pack_tiny: Callable[[str], Path], saved: Path, tmp_path: Path) -> None:
    from quantize.pack import pack

    foreign = tmp_path / "foreign.glm"
    pack(write_checkpoint(tmp_path / "foreign", seed=2), foreign, weight_type="f16")
    with pytest.raises(FileFormatError, match="belongs to another model"):
        pyglm.load(foreign).load_session(saved)
    with pytest.raises(FileFormatError, match="packed in another way"):
        pyglm.load(pack_tiny("q4")).load_session(saved)
    with pytest.raises(FileFormatError, match="kv_type='q8' to go on"):
        pyglm.load(pack_tiny("f16"), kv_type="f32").load_session(saved)


def test_no_session_file(model: Model, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such session file"):
        model.load_session(tmp_path / "none.session")


def test_sessions_in_threads(model: Model) -> None:
    ids = IDS[:40]
    expected = [model.session().forward(ids[i:], logits="last") for i in range(4)]
    results: dict[int, Any] = {}

    def read(i: int) -> None:
        session: Session = model.session()
        for token_id in ids[i:-1]:
            session.forward([token_id], logits="none")
        results[i] = session.forward(ids[-1:], logits="last")

    threads = [threading.Thread(target=read, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(results[i], expected[i]) for i in range(4))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes do not fork here")
def test_a_forked_process_may_use_and_drop_a_model(pack_tiny: Callable[[str], Path]) -> None:
    script = """
import gc, os, sys, time
import pyglm
model = pyglm.load(sys.argv[1], threads=3, cache=False)
expected = model.session().forward([5, 6, 7])
time.sleep(0.1)  # the workers sleep
child = os.fork()
if child == 0:
    same = (model.session().forward([5, 6, 7]) == expected).all()
    del model
    gc.collect()
    os._exit(0 if same else 1)
for _ in range(300):
    done, status = os.waitpid(child, os.WNOHANG)
    if done:
        sys.exit(os.waitstatus_to_exitcode(status))
    time.sleep(0.1)
os.kill(child, 9)
sys.exit("the forked process hangs")
"""
    done = subprocess.run([sys.executable, "-c", script, pack_tiny("q4")], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
