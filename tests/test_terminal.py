"""`pyglm chat` in a terminal, driven through a pseudo-terminal."""

from __future__ import annotations

import re
import signal
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli_tools import ARGV, environment
from parrot import REPLY

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX matter", allow_module_level=True)

import pexpect

ALT_ENTER, BACKSPACE, CTRL_D, LEFT, UP = "\x1b\r", "\x7f", "\x04", "\x1b[D", "\x1b[A"
READY = re.escape("\x1b[?2004h")  # the prompt turns bracketed paste on when it begins to read
DONE = re.escape("\x1b[?2004l")  # and off when a message is sent
ESCAPES = re.compile(r"\x1b\[[?0-9;]*[A-Za-z]")


class Chat:
    """A running `pyglm chat`."""

    def __init__(self, model: Path, folder: Path, *options: str, **env: str) -> None:
        args = [*ARGV[1:], "chat", str(model), "--temperature", "0", "--threads", "1", *options]
        settings = environment(folder, TERM="xterm-256color", PROMPT_TOOLKIT_NO_CPR="1", **env)
        settings.pop("NO_COLOR", None)
        self.process = pexpect.spawn(
            ARGV[0], args, env=settings, cwd=str(folder), encoding="utf-8", timeout=30, dimensions=(24, 100)
        )
        self.history = folder / "pyglm" / "history"
        self.greeting = self.wait()

    def wait(self) -> str:
        """What is shown until the prompt is ready again, escapes left out."""
        self.process.expect(READY)
        return ESCAPES.sub("", self.process.before).replace("\r", "")

    def send(self, keys: str) -> str:
        """Press keys, the last of which sends; what is shown after that, until the prompt is ready again."""
        self.process.send(keys)
        self.process.expect(DONE)
        return self.wait()

    def sent(self) -> list[str]:
        """All messages and commands that were sent, as the history keeps them."""
        entries = re.split(r"^# .*\n", self.history.read_text("utf-8"), flags=re.MULTILINE)[1:]
        return ["\n".join(line[1:] for line in entry.strip("\n").split("\n")) for entry in entries]

    def leave(self, keys: str) -> int | None:
        """Press keys that leave; the exit code."""
        self.process.send(keys)
        self.process.expect(pexpect.EOF)
        self.process.close()
        status: int | None = self.process.exitstatus
        return status


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Callable[..., Chat]]:
    """Starts chats, and ends those that are still running."""
    chats: list[Chat] = []

    def open_chat(model: Path, *options: str, **env: str) -> Chat:
        chats.append(Chat(model, tmp_path, *options, **env))
        return chats[-1]

    yield open_chat
    for one in chats:
        one.process.close(force=True)


def test_a_conversation(chat: Callable[..., Chat], parrot: Path) -> None:
    talk = chat(parrot, "--stats")
    assert "3 layers, 1 threads" in talk.greeting
    assert "/help" in talk.greeting
    first = talk.send("你好\r")
    assert first.startswith(REPLY + "\n")
    assert "+ 0 cached" in first
    second = talk.send("again\r")
    assert second.startswith(REPLY + "\n")
    context = re.search(r"context (\d+) of 4096", first)
    cached = re.search(r"\+ (\d+) cached", second)
    assert context and cached
    assert int(cached[1]) == int(context[1])
    assert talk.leave("/exit\r") == 0


def test_wide_characters_are_edited(chat: Callable[..., Chat], parrot: Path) -> None:
    talk = chat(parrot)
    talk.process.send("学习中文")
    talk.process.expect("学习中文")
    talk.process.send(LEFT + LEFT)
    talk.process.expect(r"\x1b\[4D|\x1b\[2D.*\x1b\[2D")  # each is two columns wide
    assert talk.send("X" + BACKSPACE + BACKSPACE + "👍\r").startswith(REPLY)
    assert talk.sent() == ["学👍中文"]


def test_several_lines_are_one_message(chat: Callable[..., Chat], parrot: Path) -> None:
    talk = chat(parrot)
    talk.send("one\\\rtwo" + ALT_ENTER + "three\r")
    talk.send("\x1b[200~four\rfive\n\x1b[201~six\r")
    assert talk.sent() == ["one\ntwo\nthree", "four\nfive\nsix"]


def test_the_history_is_recalled_by_the_next_chat(chat: Callable[..., Chat], parrot: Path) -> None:
    first = chat(parrot)
    first.send("你好\r")
    assert first.leave(CTRL_D) == 0
    second = chat(parrot)
    second.send(UP + "!\r")
    assert second.sent() == ["你好", "你好!"]
    assert second.history.stat().st_mode & 0o077 == 0


def test_a_chat_works_without_a_place_for_its_history(chat: Callable[..., Chat], parrot: Path) -> None:
    talk = chat(parrot, XDG_STATE_HOME="/dev/null/nowhere")
    assert talk.send("x\r").startswith(REPLY)


def test_ctrl_c_stops_the_reply_and_keeps_the_conversation(chat: Callable[..., Chat], endless_parrot: Path) -> None:
    talk = chat(endless_parrot, "--stats")
    talk.process.send("x\r")
    talk.process.expect("😀world")
    talk.process.sendintr()
    shown = talk.wait()
    assert "(stopped; the part above stays in the conversation)" in shown
    context = re.search(r"context (\d+) of", shown)
    assert context and int(context[1]) > 12
    talk.process.send("and\r")
    talk.process.expect("😀world")
    talk.process.sendintr()
    cached = re.search(r"\+ (\d+) cached", talk.wait())
    assert cached and int(context[1]) - 1 <= int(cached[1]) <= int(context[1])
    assert talk.leave(CTRL_D) == 0


def test_what_is_typed_during_a_reply_waits_for_the_prompt(chat: Callable[..., Chat], endless_parrot: Path) -> None:
    talk = chat(endless_parrot, "--max-new-tokens", "3000")
    talk.process.send("x\r")
    talk.process.expect("😀world")
    talk.process.send("/stats\r")
    reply = talk.wait()
    assert "/stats" not in reply
    assert "3000 tokens at" in talk.wait()


def test_ctrl_c_clears_the_line(chat: Callable[..., Chat], parrot: Path) -> None:
    talk = chat(parrot)
    talk.process.send("forget this")
    talk.process.expect("forget this")
    talk.process.sendintr()
    time.sleep(0.2)  # the terminal throws away what is typed before the signal arrived
    talk.send("and send that\r")
    assert talk.sent() == ["and send that"]
    talk.process.sendintr()
    assert "(Ctrl-D or /exit leaves)" in talk.wait()
    assert talk.leave(CTRL_D) == 0


def test_commands(chat: Callable[..., Chat], parrot: Path) -> None:
    talk = chat(parrot, "--system", "be good")
    assert "system prompt: be good" in talk.send("/system\r")
    assert "system prompt: be 好" in talk.send("/system be 好\r")
    assert "(no system prompt)" in talk.send('/system ""\r')
    talk.send("x\r")
    stats = talk.send("/stats\r")
    assert "all 1 turns: 13 tokens" in stats
    assert "context: 1 exchanges" in stats
    assert "(the conversation is empty)" in talk.send("/clear\r")
    assert "context: 0 exchanges, 2 of 4096 tokens" in talk.send("/stats\r")
    help_text = talk.send("/help\r")
    assert all(word in help_text for word in ("/clear", "/system [TEXT]", "/stats", "/exit", "Alt-Enter", "Ctrl-C"))
    unknown = talk.send("/sing\r")
    assert "unknown command /sing" in unknown
    assert "/clear" in unknown
    assert talk.send(" /sing\r").startswith(REPLY)


def test_tab_completes_commands(chat: Callable[..., Chat], parrot: Path) -> None:
    talk = chat(parrot)
    talk.process.send("/cl\t")
    talk.process.expect("/clear|ear")
    assert "(the conversation is empty)" in talk.send("\r")


def test_a_full_context_is_refused_and_clear_helps(chat: Callable[..., Chat], parrot: Path) -> None:
    talk = chat(parrot, "--max-context", "50")
    assert talk.send("0123456789\r").startswith(REPLY)
    refused = talk.send("0123456789 0123456789\r")
    assert re.match(r"pyglm: error: \d+ tokens were needed.* 50 fit the context", refused)
    assert "/clear begins anew" in refused
    assert "--context-shift drop-oldest" in refused
    talk.send("/clear\r")
    assert talk.send("0123456789 0123456789\r").startswith(REPLY)


def test_dropped_exchanges_are_named(chat: Callable[..., Chat], parrot: Path) -> None:
    talk = chat(parrot, "--max-context", "60", "--context-shift", "drop-oldest", "--quiet")
    assert talk.send("first question\r").startswith(REPLY)
    shown = talk.send("0123456789 0123456789\r")
    assert re.match(r"\(forgot the oldest exchange, \d+ tokens: first question\)\n", shown)
    assert REPLY in shown


def test_a_long_prompt_shows_its_progress(chat: Callable[..., Chat], parrot: Path) -> None:
    talk = chat(parrot)
    talk.process.send("x" * 1600 + "\r")
    talk.process.expect(r"\r\x1b\[Kreading the prompt: 512 of \d+ tokens")
    talk.process.expect(r"\r\x1b\[Kreading the prompt: (\d+) of \1 tokens\r\x1b\[K" + REPLY)


LETTERS = "".join(chr(97 + zlib.crc32(str(i).encode()) % 26) for i in range(8_000))


def test_ctrl_c_stops_a_document_and_continue_goes_on(endless_parrot: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LETTERS)
    process = pexpect.spawn(
        ARGV[0],
        [
            *ARGV[1:],
            "chat",
            str(endless_parrot),
            "--threads",
            "1",
            "--temperature",
            "0",
            "--doc",
            "a.md",
            "--max-new-tokens",
            "20",
        ],
        env=environment(tmp_path, TERM="xterm-256color", PROMPT_TOOLKIT_NO_CPR="1"),
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=60,
        dimensions=(24, 100),
    )
    process.expect(r"\d of 8,\d+ tokens, [\d.]+ tokens/s, [\d:]+ left")
    process.sendintr()
    before = time.perf_counter()
    process.expect(r"\(stopped after ([\d,]+) of (8,\d+) tokens, which are kept; /continue")
    assert time.perf_counter() - before < 10  # one second where the machine is not busy
    n_read, n_tokens = (int(process.match[i].replace(",", "")) for i in (1, 2))
    assert 0 < n_read < n_tokens
    process.expect(READY)
    process.expect(r"[\d,]+ / 32,768")
    process.send("/continue\r")
    process.expect(DONE)
    first = re.compile(r"([\d,]+) of 8,\d+ tokens, [\d.]+ tokens/s")
    process.expect(first)
    assert int(process.match[1].replace(",", "")) > n_read
    process.sendintr()
    process.expect("stopped after")
    process.expect(READY)
    process.send("and\r")  # reads the rest first
    process.expect(REPLY)
    process.expect(READY)
    process.send("/continue\r")
    process.expect("everything is read")
    process.send(CTRL_D)
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 0


def test_documents_in_a_chat(chat: Callable[..., Chat], parrot: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LETTERS[:500])
    talk = chat(parrot, "--stats")
    assert talk.send("/doc nowhere.md\r").startswith("pyglm: error: nowhere.md: No such file")
    assert "/doc needs the name of a file" in talk.send("/doc\r")
    talk.send("/doc a.md\r")
    assert "+ 5" in talk.send("what?\r")
    assert "1 documents stay" in talk.send("/clear\r")
    assert re.search(r"\+ 5\d\d cached", talk.send("again?\r"))
    assert "/clear takes nothing or the word all" in talk.send("/clear both\r")
    assert "(the conversation is empty)" in talk.send("/clear all\r")
    assert "context: 0 exchanges" in talk.send("/stats\r")


def test_a_named_session_goes_on(chat: Callable[..., Chat], parrot: Path) -> None:
    first = chat(parrot, "--session", "talk", "--stats")
    context = re.search(r"context (\d+) of", first.send("你好\r"))
    assert context
    first.process.kill(signal.SIGKILL)
    first.process.wait()
    second = chat(parrot, "--session", "talk", "--stats")
    assert f"session talk: 1 exchanges, {context[1]} tokens; the last: 你好" in second.greeting
    assert f"+ {context[1]} cached" in second.send("and\r")
    assert "talk" in second.send("/sessions\r")
    assert second.leave(CTRL_D) == 0


def test_a_dumb_terminal_gets_no_escapes(chat: Callable[..., Chat], parrot: Path, tmp_path: Path) -> None:
    settings = environment(tmp_path, TERM="dumb")
    args = [*ARGV[1:], "chat", str(parrot), "--temperature", "0", "--threads", "1"]
    process = pexpect.spawn(ARGV[0], args, env=settings, cwd=str(tmp_path), encoding="utf-8", timeout=30)
    process.expect("> ")
    process.send("你好\r")
    process.expect(REPLY)
    process.expect("> ")  # during a reply, Ctrl-D is a key like any other
    process.send(CTRL_D)
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 0


def test_replies_can_go_to_a_file(chat: Callable[..., Chat], parrot: Path, tmp_path: Path) -> None:
    """The prompt and the notes stay on the terminal."""
    out = tmp_path / "replies"
    command = f"{ARGV[0]} -m pyglm chat {parrot} --temperature 0 --threads 1 --stats > {out}"
    settings = environment(tmp_path, TERM="xterm", PROMPT_TOOLKIT_NO_CPR="1")
    process = pexpect.spawn("sh", ["-c", command], env=settings, cwd=str(tmp_path), encoding="utf-8", timeout=30)
    process.expect(READY)
    process.send("你好\r")
    process.expect("cached, first token after")
    process.expect(READY)
    process.send(CTRL_D)
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 0
    assert out.read_text("utf-8") == REPLY + "\n"


def test_termination_restores_the_terminal(chat: Callable[..., Chat], endless_parrot: Path) -> None:
    talk = chat(endless_parrot)
    talk.process.send("x\r")
    talk.process.expect("😀world")
    assert not talk.process.getecho()
    talk.process.kill(signal.SIGTERM)
    talk.process.expect(pexpect.EOF)
    talk.process.close()
    assert talk.process.exitstatus == 128 + signal.SIGTERM


def test_control_characters_do_not_reach_the_terminal(
    chat: Callable[..., Chat], pack_tiny: Callable[[str], Path]
) -> None:
    """A random model writes random bytes, control characters among them."""
    talk = chat(pack_tiny("f16"), "--temperature", "2", "--seed", "1", "--max-new-tokens", "400", "--quiet")
    talk.process.send("x\r")
    talk.process.expect(DONE)
    talk.process.expect(READY)
    reply = talk.process.before
    assert len(reply) > 20
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", reply)
