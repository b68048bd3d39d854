"""Documents: their text from files of several kinds, and their place in a conversation."""

from __future__ import annotations

import os
import sys
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cli_tools import run
from parrot import REPLY
from scripted import scripted
from tiny_checkpoint import CONFIG

import pyglm
from pyglm import CancelledError, ContextLengthError, DocumentError, Model, read_document
from pyglm.cli.reading import Pace, ReadingBar, format_time
from pyglm.conversation import DOCUMENT_REPLY

HTML = """<!DOCTYPE html><!-- c --><html><head><title>Title</title><style>p {}</style></head><body>
<h1>Head  line</h1><script>run()</script><p>one <b>two</b>
three &amp; 四</p><ul><li>a</li><li>b</li></ul><pre>if x:
    y</pre><table><tr><td>1</td><td>2</td></tr></table></body></html>"""
OPTIONS: Any = {"temperature": 0, "max_new_tokens": 4}


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for i, text in enumerate(pages):
        content = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    data, offsets = b"%PDF-1.4\n", []
    for i, text in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{i} 0 obj\n{text}\nendobj\n".encode()
    xref = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    return data + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n".encode()


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", "你好\r\nworld\n".encode(), "你好\nworld"),
        ("a.md", b"\xef\xbb\xbf# Head\n\ntext", "# Head\n\ntext"),
        ("a.py", b"def f():\n    return 1\n", "def f():\n    return 1"),
        ("a.txt", "é 好".encode("utf-16"), "é 好"),
        ("a.csv", b"a,b\f1,2", "a,b\n1,2"),
        ("a.html", HTML.encode(), "Head line\n\none two three & 四\n\na\nb\n\nif x:\n    y\n\n1\t2"),
        ("page", HTML.encode(), "Head line\n\none two three & 四\n\na\nb\n\nif x:\n    y\n\n1\t2"),
        (
            "a.htm",
            "<html><head><meta charset=gb2312></head><p>学习</p></html>".encode("gb2312"),
            "学习",
        ),
        ("a.pdf", pdf("Hello page", "second"), "Hello page\n\nsecond"),
        ("no-suffix", pdf("Hello"), "Hello"),
    ],
)
def test_text_of_files(tmp_path: Path, name: str, data: bytes, text: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert read_document(path) == text


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.txt", b"", "there is no text in it$"),
        ("a.txt", b" \n\t\n", "there is no text in it$"),
        ("a.txt", b"abc\xff\xfed", "not UTF-8 text: byte 0xff at offset 3; .*iconv"),
        ("a.txt", "中文".encode("gb18030"), "not UTF-8 text: byte 0xd6 at offset 0"),
        ("a.bin", b"\x7fELF\x02\x01\x00\xff\xfe", "binary: byte 0xff at offset 7"),
        ("a.bin", b"abc\0def", "binary: a zero byte at offset 3"),
        ("a.docx", b"PK\x03\x04 and so on", r"a zip archive, as \.docx.*save it as"),
        ("a.html", b"<html><script>x</script></html>", "there is no text in it$"),
        ("a.pdf", b"no pdf at all", "cannot be read as PDF"),
        ("a.pdf", pdf("Hello")[:200], "cannot be read as PDF"),
        ("a.pdf", pdf(""), "no text in it; scanned pages"),
    ],
)
def test_what_is_no_document(tmp_path: Path, name: str, data: bytes, complaint: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=complaint) as caught:
        read_document(path)
    assert str(path) in str(caught.value)


def test_other_files(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_document(tmp_path / "nowhere.txt")
    with pytest.raises(IsADirectoryError if sys.platform != "win32" else OSError):
        read_document(tmp_path)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(40 << 20)
    with pytest.raises(DocumentError, match="40 MiB"):
        read_document(large)


@pytest.mark.parametrize(("name", "package"), [("a.pdf", "pypdf"), ("a.html", "beautifulsoup4")])
def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str) -> None:
    monkeypatch.setitem(sys.modules, "pypdf" if package == "pypdf" else "bs4", None)
    (tmp_path / name).write_bytes(b"<p>x")
    with pytest.raises(DocumentError, match=rf"needs the package {package}: pip install 'pyglm-runtime\[doc\]'"):
        read_document(tmp_path / name)


def text_of(n: int) -> str:
    """n letters that look random, which are about as many tokens."""
    return "".join(chr(97 + zlib.crc32(str(i).encode()) % 26) for i in range(n))


def test_a_document_is_a_message_of_its_own(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = model.conversation(system="Help.")
    text = text_of(300)
    n = conversation.add_document(text, name="a.md")
    messages = [
        {"role": "system", "content": "Help."},
        {"role": "user", "content": f"a.md:\n\n{text}"},
        {"role": "assistant", "content": DOCUMENT_REPLY},
    ]
    expected = model.tokenizer.encode_chat(messages, add_generation_prompt=False)
    assert conversation._history(conversation.exchanges) == expected
    assert conversation.n_tokens == conversation.n_unread == len(expected)
    assert n == len(conversation.exchanges[0].ids) and conversation.exchanges[0].is_document
    seen: list[tuple[int, int]] = []
    conversation.read(progress=lambda *counts: seen.append(counts))
    assert seen[0] == (0, len(expected)) and seen[-1] == (len(expected), len(expected))
    assert conversation.n_unread == 0
    script = scripted(monkeypatch, model.tokenizer)
    script.say("\nit is so", "<|user|>")
    reply = conversation.send("what?")
    assert reply.usage.cached_tokens == len(expected)
    assert reply.text == "it is so"


def test_a_read_document_gives_the_same_reply(pack_tiny: Callable[[str], Path]) -> None:
    model = pyglm.load(pack_tiny("f16"), cache=False)
    read, unread = model.conversation(), model.conversation()
    for conversation in (read, unread):
        conversation.add_document(text_of(300))
    read.read()
    replies = [conversation.send("what?", **OPTIONS) for conversation in (read, unread)]
    assert replies[0].token_ids == replies[1].token_ids
    assert [reply.usage.cached_tokens == 0 for reply in replies] == [False, True]


def test_other_questions_find_the_document(pack_tiny: Callable[[str], Path]) -> None:
    text = text_of(500)
    first = pyglm.load(pack_tiny("f16"))
    conversation = first.conversation()
    conversation.add_document(text, name="a.md")
    conversation.send("what?", **OPTIONS)
    n = 2 + len(conversation.exchanges[0].ids)
    assert first._prefixes is not None
    first._prefixes.flush()
    later = pyglm.load(pack_tiny("f16")).conversation()
    later.add_document(text, name="a.md")
    reply = later.send("another question", **OPTIONS)
    assert reply.usage.cached_tokens >= n  # what the questions have in common, too
    plain = pyglm.load(pack_tiny("f16"), cache=False).conversation()
    plain.add_document(text, name="a.md")
    assert plain.send("another question", **OPTIONS).token_ids == reply.token_ids


def stop_after(n_read: int) -> tuple[threading.Event, Callable[[int, int], None]]:
    cancel = threading.Event()
    return cancel, lambda read, _: cancel.set() if read >= n_read else None


def test_reading_goes_on_where_it_stopped(pack_tiny: Callable[[str], Path]) -> None:
    text = text_of(1500)
    model = pyglm.load(pack_tiny("f16"))
    conversation = model.conversation()
    conversation.add_document(text)
    cancel, progress = stop_after(640)
    with pytest.raises(CancelledError):
        conversation.read(cancel=cancel, progress=progress)
    assert conversation.n_unread == conversation.n_tokens - 640
    seen: list[int] = []
    conversation.read(progress=lambda n_read, _: seen.append(n_read))
    assert seen[0] == 640 and conversation.n_unread == 0
    # another process, after the first one was stopped
    model = pyglm.load(pack_tiny("f16"), cache_dir=os.environ["PYGLM_CACHE_DIR"] + "-2")
    conversation = model.conversation()
    conversation.add_document(text)
    cancel, progress = stop_after(384)
    with pytest.raises(CancelledError):
        conversation.read(cancel=cancel, progress=progress)
    assert model._prefixes is not None
    model._prefixes.flush()
    later = pyglm.load(pack_tiny("f16"), cache_dir=os.environ["PYGLM_CACHE_DIR"] + "-2").conversation()
    later.add_document(text)
    seen.clear()
    later.read(progress=lambda n_read, _: seen.append(n_read))
    assert seen[0] == 384
    ids = [later._session.ids, conversation._session.ids]
    assert ids[1] == ids[0][:384]


def test_a_document_that_does_not_fit(model: Model) -> None:
    conversation = model.conversation(max_tokens=400)
    fits = conversation.add_document(text_of(200))
    before = conversation.n_tokens
    with pytest.raises(ContextLengthError) as caught:
        conversation.add_document(text_of(290), name="b.txt")
    assert conversation.n_tokens == before
    room = 400 - before - 50
    assert f"b.txt has {fits + 90 + (len('b.txt') - len('document'))} tokens and {room} fit" in str(caught.value)


def test_documents_stay_when_exchanges_are_dropped(model: Model) -> None:
    conversation = model.conversation(max_tokens=400, context_shift="drop-oldest")
    conversation.add_document(text_of(150), name="kept")
    for question in ("first", "second", "third"):
        conversation.send(question + "x" * 60, **OPTIONS)
    names = [exchange.question[:6] for exchange in conversation.exchanges]
    assert names == ["kept", "second", "thirdx"]
    assert [exchange.question[:6] for exchange in conversation.dropped] == ["firstx"]
    conversation.clear()
    assert [exchange.question for exchange in conversation.exchanges] == ["kept"]
    conversation.clear(documents=True)
    assert conversation.exchanges == []


def test_the_command_reads_documents_once(parrot: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text_of(900))
    (tmp_path / "b.html").write_text("<p>short</p>")
    args = ("chat", parrot, "--doc", "a.md", "--doc", "b.html", "--stats", "--temperature", "0", "--threads", "1")
    for question in ("what?", "and?"):
        done = run(*args, stdin=question, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, REPLY + "\n")
        assert "prompt tokens + 9" in done.stderr  # 900 letters and more: read before the question
    listed = run("cache", "list", cwd=tmp_path)
    assert listed.stdout.splitlines()[0].split() == ["model", "cache", "tokens", "size", "last", "used"]
    assert "parrot.glm" in listed.stdout
    assert run("cache", "clear", "--json", cwd=tmp_path).stdout.startswith('{"folder"')
    assert run("cache", "list", "--json", cwd=tmp_path).stdout.endswith('"size_bytes": 0, "texts": []}\n')
    run(*args, "--no-cache", stdin="what?", cwd=tmp_path)
    assert '"texts": []' in run("cache", "list", "--json", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("nowhere.txt", None, "No such file"),
        ("a.bin", b"\0\1", "binary"),
        ("a.txt", b"x" * 5000, "tokens and 35.. fit"),
    ],
)
def test_the_command_refuses_what_is_no_document(
    parrot: Path, tmp_path: Path, name: str, data: bytes | None, complaint: str
) -> None:
    import re

    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = run("chat", parrot, "--doc", name, stdin="x", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"pyglm: error: .*{complaint}.*\n", done.stderr)


def test_a_damaged_cache_file_is_a_note_on_stderr(parrot: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text_of(900))
    args = ("chat", parrot, "--doc", "a.md", "--temperature", "0", "--threads", "1")
    run(*args, stdin="x", cwd=tmp_path)
    files = list((tmp_path / ".cache").rglob("*.kv"))
    for path in files:
        path.write_bytes(path.read_bytes()[:-1])
    done = run(*args, stdin="x", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, REPLY + "\n")
    assert done.stderr.count("(warning: a file of the prefix cache was ignored and removed: ") == 1
    assert run(*args, stdin="x", cwd=tmp_path).stderr == ""


def test_the_same_document_is_added_once(parrot: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("short")
    done = run("chat", parrot, "--doc", "a.md", "--doc", "a.md", "--temperature", "0", stdin="what?", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, REPLY + "\n")
    assert done.stderr.count("(a.md is in the conversation already)") == 1


def test_reading_is_told_in_lines_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [0.0]
    monkeypatch.setattr(time, "perf_counter", lambda: clock[0])
    with ReadingBar(quiet=False) as bar:
        for clock[0], n_read in ((0.0, 0), (20.0, 200), (40.0, 400), (50.0, 500), (100.0, 1000)):
            bar(n_read, 1000)
    assert capsys.readouterr().err == "(reading: 400 of 1,000 tokens, 10.0 tokens/s, 1:00 left)\n"
    with ReadingBar(quiet=True) as bar:
        for clock[0], n_read in ((0.0, 0), (40.0, 400)):
            bar(n_read, 1000)
    assert not capsys.readouterr().err


def test_pace_extrapolates_what_gets_slower() -> None:
    pace = Pace()
    assert pace.seconds(0, 100) == 0
    seconds = lambda begin, end: 0.01 * (end - begin) + 1e-5 * (end**2 - begin**2) / 2  # noqa: E731
    pace.add(0, 128, seconds(0, 128))
    assert pace.seconds(128, 256) == pytest.approx(seconds(0, 128), rel=0.05)  # one piece tells no slope
    for begin in range(128, 1024, 128):
        pace.add(begin, begin + 128, seconds(begin, begin + 128))
    assert pace.seconds(1024, 8192) == pytest.approx(seconds(1024, 8192), rel=1e-6)
    assert [format_time(s) for s in (0, 7.4, 754, 3723)] == ["0:00", "0:07", "12:34", "1:02:03"]


def test_chunks_are_the_same_bits(model: Model) -> None:
    ids = np.random.default_rng(3).integers(0, CONFIG["padded_vocab_size"], 700).tolist()
    seen = model.generate(ids, **OPTIONS).token_ids
    session = model.session()
    logits = session.forward(ids, logits="last")
    assert int(logits[0].argmax()) == seen[0]
