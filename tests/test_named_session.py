"""`--session NAME`: a conversation that goes on in the next process."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_tools import environment, run
from parrot import REPLY
from tiny_checkpoint import write_checkpoint

import pyglm
from pyglm import ContextLengthError, Conversation, Error, FileFormatError, Model
from pyglm.named_session import NamedSession, session_names

OPTIONS: Any = {"temperature": 0, "max_new_tokens": 6}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if sys.platform != "linux":
        pytest.skip("the folder is set by XDG_DATA_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "pyglm" / "sessions"


def talked(model: Model, text: str) -> tuple[Conversation, NamedSession]:
    """A conversation of one turn and its session, saved and closed."""
    conversation = model.conversation()
    session = NamedSession("talk", model)
    session.attach(conversation)
    conversation.send(text, **OPTIONS)
    session.save(conversation)
    session.close()
    return conversation, session


def test_a_conversation_goes_on(pack_tiny: Callable[[str], Path], folder: Path) -> None:
    model = pyglm.load(pack_tiny("f16"))
    conversation = model.conversation(system="Help.")
    session = NamedSession("talk", model)
    assert not session.attach(conversation)
    conversation.add_document("x" * 100, name="a.md")
    conversation.send("first", **OPTIONS)
    session.save(conversation)
    session.close()

    later = pyglm.load(pack_tiny("f16"), cache=False)
    again = later.conversation()
    session = NamedSession("talk", later)
    assert session.attach(again)
    assert (again.system, again.exchanges) == ("Help.", conversation.exchanges)
    reply = again.send("second", **OPTIONS)
    expected = conversation.send("second", **OPTIONS)
    assert reply.token_ids == expected.token_ids
    assert reply.usage.cached_tokens == expected.usage.cached_tokens
    assert again.exchanges == conversation.exchanges
    session.save(again)
    session.close()
    for path in [folder, *folder.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_closed_session_is_not_written(model: Model, folder: Path) -> None:
    """Another process may have it open by then."""
    conversation, session = talked(model, "x" * 100)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    conversation.send("y" * 100, **OPTIONS)
    session._prefixes.flush()
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_full_disk_is_told_with_the_sessions_file(
    model: Model, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = model.conversation()
    session = NamedSession("talk", model)
    session.attach(conversation)
    session.save(conversation)
    before = {path: path.read_bytes() for path in folder.rglob("*.json")}

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as caught:
        session.save(conversation)
    assert caught.value.filename in map(str, before)
    assert {path: path.read_bytes() for path in folder.rglob("*.json")} == before
    monkeypatch.undo()
    session.close()


def test_only_the_conversations_own_blocks_are_kept(model: Model, folder: Path) -> None:
    conversation = model.conversation()
    session = NamedSession("talk", model)
    session.attach(conversation)
    for i in range(5):
        conversation.send(f"{i}" * 100, **OPTIONS)
        session.save(conversation)
    session._prefixes.flush()
    n_held = len(conversation._session)
    assert len(list(folder.rglob("*.kv"))) == -(-n_held // 64)
    conversation.clear()
    conversation.send("anew", **OPTIONS)
    session.save(conversation)
    session.close()
    assert len(list(folder.rglob("*.kv"))) == 1


def test_a_damaged_cache_is_read_again(pack_tiny: Callable[[str], Path], folder: Path) -> None:
    model = pyglm.load(pack_tiny("f16"), cache=False)
    conversation, _ = talked(model, "x" * 200)
    for path in folder.rglob("*.kv"):
        path.write_bytes(b"")
    again = model.conversation()
    session = NamedSession("talk", model)
    assert session.attach(again)
    reply = again.send("and", **OPTIONS)
    expected = conversation.send("and", **OPTIONS)
    assert (reply.usage.cached_tokens, reply.token_ids) == (0, expected.token_ids)
    session.close()


def saved(model: Model, folder: Path) -> Path:
    talked(model, "first")
    return folder / "talk" / "conversation.json"


@pytest.mark.parametrize(
    ("edit", "complaint"),
    [
        (lambda s: s.update(format="x"), "not a conversation that this version"),
        (lambda s: s.update(source_hash="x"), "session talk belongs to another model"),
        (lambda s: s.update(format_version="9"), "this version of pyglm reads; .*remove it"),
        (lambda s: s.pop("exchanges"), "not a conversation .*remove it"),
        (lambda s: s["exchanges"][0].update(ids=[-1]), "outside"),
        (lambda s: s["exchanges"][0].update(ids="abc"), "not a conversation"),
        (lambda s: s["exchanges"][0].update(question=3), "no text"),
        (lambda s: s["exchanges"][0].update(more=3), "not a conversation"),
        (lambda s: s.update(system=5), "not a conversation"),
    ],
)
def test_damaged_histories(model: Model, folder: Path, edit: Callable[[Any], None], complaint: str) -> None:
    path = saved(model, folder)
    state = json.loads(path.read_text("utf-8"))
    edit(state)
    path.write_text(json.dumps(state), "utf-8")
    session = NamedSession("talk", model)
    with pytest.raises(FileFormatError, match=complaint) as caught:
        session.attach(model.conversation())
    assert str(path) in str(caught.value)
    session.close()


def test_a_full_conversation_opens_again(model: Model, folder: Path) -> None:
    saved(model, folder)
    session, whole = NamedSession("talk", model), model.conversation()
    session.attach(whole)
    session.close()
    session, full = NamedSession("talk", model), model.conversation(max_tokens=whole.n_tokens)
    session.attach(full)
    assert full.n_tokens == full.max_tokens
    with pytest.raises(ContextLengthError, match="tokens were needed"):
        full.send("more")
    session.close()


def test_a_cut_history_and_a_small_context(model: Model, folder: Path) -> None:
    path = saved(model, folder)
    session = NamedSession("talk", model)
    with pytest.raises(ContextLengthError, match="holds 5; open it with a larger one"):
        session.attach(model.conversation(max_tokens=5))
    path.write_text(path.read_text("utf-8")[:-9], "utf-8")
    with pytest.raises(FileFormatError, match="damaged"):
        session.attach(model.conversation())
    session.close()


def test_a_session_of_another_model(model: Model, folder: Path, tmp_path: Path) -> None:
    from quantize.pack import pack

    saved(model, folder)
    pack(write_checkpoint(tmp_path / "foreign", seed=2), tmp_path / "foreign.glm", weight_type="f16")
    foreign = pyglm.load(tmp_path / "foreign.glm")
    session = NamedSession("talk", foreign)
    with pytest.raises(FileFormatError, match="belongs to another model"):
        session.attach(foreign.conversation())
    session.close()


def test_one_process_at_a_time(model: Model, folder: Path, parrot: Path, tmp_path: Path) -> None:
    session = NamedSession("talk", model)
    with pytest.raises(Error, match="session talk is open in another process"):
        NamedSession("talk", model)
    done = run("chat", parrot, "--session", "talk", stdin="x", cwd=tmp_path, XDG_DATA_HOME=str(tmp_path / "data"))
    assert done.returncode == 1 and "is open in another process" in done.stderr
    session.close()
    NamedSession("talk", model).close()


def test_long_sessions_are_found_by_other_conversations(pack_tiny: Callable[[str], Path], folder: Path) -> None:
    text = "".join(chr(97 + i * i % 26) for i in range(500))
    model = pyglm.load(pack_tiny("f16"))
    conversation = model.conversation()
    session = NamedSession("talk", model)
    session.attach(conversation)
    conversation.add_document(text)
    conversation.read()
    session.close()
    assert model._prefixes is not None
    shared = {path.stat().st_ino for path in model._prefixes.store.folder.rglob("*.kv")}
    assert shared == {path.stat().st_ino for path in folder.rglob("*.kv")}  # once on the disk
    other = pyglm.load(pack_tiny("f16")).conversation()
    other.add_document(text)
    assert other.send("what?", **OPTIONS).usage.cached_tokens >= conversation.n_tokens


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../x", "a b", "x" * 65, ".hidden", "end.", "a\0"])
def test_names_that_are_no_file_names(name: str, model: Model) -> None:
    with pytest.raises(ValueError, match=r"a session's name is .*; it begins with a letter or digit"):
        NamedSession(name, model)


def test_names_are_listed(model: Model, folder: Path) -> None:
    assert session_names() == []
    for name in ("one", "二"):
        session = NamedSession(name, model)
        session.save(model.conversation())
        session.close()
        time.sleep(0.02)
    assert session_names() == ["二", "one"]


def test_the_command_goes_on(parrot: Path, tmp_path: Path) -> None:
    args = ("chat", parrot, "--session", "talk", "--stats", "--temperature", "0", "--threads", "1", "--no-cache")
    first = run(*args, "--system", "be good", stdin="one\n", cwd=tmp_path)
    assert first.stdout == REPLY + "\n" and "session talk" not in first.stderr
    context = re.search(r"context (\d+) of", first.stderr)
    assert context
    second = run(*args, stdin="two\n", cwd=tmp_path)
    assert f"session talk: 1 exchanges, {context[1]} tokens; the last: one\n" in second.stderr
    assert f"+ {context[1]} cached" in second.stderr
    bad = run("chat", parrot, "--session", "../x", stdin="x", cwd=tmp_path)
    assert bad.returncode == 2 and "a session's name is" in bad.stderr


def test_the_same_document_is_in_a_session_once(parrot: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("y" * 500)
    args = ("chat", parrot, "--session", "talk", "--doc", "a.md", "--stats", "--temperature", "0", "--threads", "1")
    first, second = (run(*args, stdin=stdin, cwd=tmp_path) for stdin in ("one", "two"))
    assert first.stdout == second.stdout == REPLY + "\n"
    assert "session talk: 2 exchanges" in second.stderr
    used = [int(n) for done in (first, second) for n in re.findall(r"context (\d+) of", done.stderr)]
    assert used[1] < used[0] + 100


def test_a_killed_process_keeps_the_last_turn(parrot: Path, tmp_path: Path) -> None:
    code = (
        "import sys, os, pyglm\n"
        "from pyglm.named_session import NamedSession\n"
        "model = pyglm.load(sys.argv[1], threads=1)\n"
        "conversation = model.conversation()\n"
        "session = NamedSession('talk', model)\n"
        "session.attach(conversation)\n"
        "conversation.send('one', temperature=0)\n"
        "session.save(conversation)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(parrot)], env=environment(tmp_path), check=False)
    done = run("chat", parrot, "--session", "talk", "--threads", "1", stdin="two", cwd=tmp_path)
    assert "session talk: 1 exchanges" in done.stderr
