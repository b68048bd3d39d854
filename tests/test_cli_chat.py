"""`pyglm chat` in a pipe: the reply alone on stdout, everything else on stderr."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_tools import ARGV, environment, run, start
from parrot import REPLY

GREEDY = ("--temperature", "0", "--threads", "1")


def prompt_tokens(stderr: str) -> int:
    """The prompt tokens that --stats tells."""
    found = re.search(r"\[(\d+) prompt tokens \+ 0 cached", stderr)
    assert found, stderr
    return int(found[1])


def test_the_reply_alone_is_printed(parrot: Path, tmp_path: Path) -> None:
    done = run("chat", parrot, *GREEDY, stdin="你好\n", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, REPLY + "\n", "")


def test_all_of_stdin_is_one_message(parrot: Path, tmp_path: Path) -> None:
    import pyglm

    message = "one\n\ntwo <|user|> 你好"
    for stdin in (message + "\n", message + "\r\n", "\ufeff" + message):
        done = run("chat", parrot, "--stats", *GREEDY, stdin=stdin, cwd=tmp_path)
        tokenizer = pyglm.load(parrot).tokenizer
        assert prompt_tokens(done.stderr) == len(tokenizer.encode_chat([{"role": "user", "content": message}]))
        assert done.stdout == REPLY + "\n"


def test_the_system_prompt_is_read(parrot: Path, tmp_path: Path) -> None:
    import pyglm

    done = run("chat", parrot, "--stats", "--system", "be 好", *GREEDY, stdin="x", cwd=tmp_path)
    messages = [{"role": "system", "content": "be 好"}, {"role": "user", "content": "x"}]
    assert prompt_tokens(done.stderr) == len(pyglm.load(parrot).tokenizer.encode_chat(messages))


def test_stats_tell_speed_and_context(parrot: Path, tmp_path: Path) -> None:
    done = run("chat", parrot, "--stats", *GREEDY, stdin="x", cwd=tmp_path)
    assert done.stdout == REPLY + "\n"
    pattern = (
        r"\[\d+ prompt tokens \+ 0 cached, first token after \d+\.\d\d s; "
        r"\d+ tokens at \d+\.\d tokens/s; context \d+ of 4096\]\n"
    )
    assert re.fullmatch(pattern, done.stderr)


def test_a_cut_reply_says_so(endless_parrot: Path, tmp_path: Path) -> None:
    options = (*GREEDY, "--max-new-tokens", "6")
    done = run("chat", endless_parrot, *options, stdin="x", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "world\n")  # the first token ends the empty metadata
    assert done.stderr == "(the reply was cut after 6 tokens: --max-new-tokens)\n"
    quiet = run("chat", endless_parrot, *options, "--quiet", stdin="x", cwd=tmp_path)
    assert (quiet.stdout, quiet.stderr) == ("world\n", "")


def test_a_reply_that_fills_the_context_says_so(endless_parrot: Path, tmp_path: Path) -> None:
    done = run("chat", endless_parrot, *GREEDY, "--max-context", "40", stdin="x", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(REPLY)
    assert "the context of 40 tokens is full" in done.stderr


def test_a_message_beyond_the_context_is_refused(parrot: Path, tmp_path: Path) -> None:
    done = run("chat", parrot, *GREEDY, "--max-context", "20", stdin="x" * 50, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"pyglm: error: \d+ tokens were needed.* 20 fit the context.*shorten.*\n", done.stderr)


def test_a_context_beyond_the_model_is_refused(parrot: Path, tmp_path: Path) -> None:
    done = run("chat", parrot, "--max-context", "5000", stdin="x", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--max-context 5000: the model was trained for 4096 tokens" in done.stderr


def test_a_stop_text_ends_the_reply(endless_parrot: Path, tmp_path: Path) -> None:
    done = run("chat", endless_parrot, *GREEDY, "--stop", "好", "--stop", "zz", stdin="x", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "world 你\n", "")


@pytest.mark.parametrize(
    ("stdin", "complaint"),
    [(b"", "stdin is empty"), (b" \n", "stdin is empty"), (b"ab\xff", "byte 0xff at offset 2")],
)
def test_stdin_that_is_no_message_is_refused(parrot: Path, tmp_path: Path, stdin: bytes, complaint: str) -> None:
    done = run("chat", parrot, stdin=stdin, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_encoding_without_chinese_does_not_stop_the_reply(parrot: Path, tmp_path: Path) -> None:
    done = run("chat", parrot, *GREEDY, stdin="x", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout) == (0, "world ???\n")


def test_ctrl_c_keeps_what_was_printed(endless_parrot: Path, tmp_path: Path) -> None:
    process = start("chat", endless_parrot, *GREEDY, stdin=b"x", cwd=tmp_path)
    assert process.stdout is not None
    begun = process.stdout.read(10)
    process.send_signal(signal.SIGINT)
    rest, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    text = (begun + rest).decode()
    assert text.endswith("\n")
    assert (REPLY * 5000).startswith(text.removesuffix("\n").removesuffix("\ufffd"))
    assert stderr.decode() == "(stopped; the part above stays in the conversation)\n"


def test_a_reader_that_has_enough_is_no_error(endless_parrot: Path, tmp_path: Path) -> None:
    process = start("chat", endless_parrot, *GREEDY, stdin=b"x", cwd=tmp_path)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    stderr = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=30), stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_closed_streams_do_not_matter(parrot: Path, tmp_path: Path) -> None:
    command = '"$0" -m pyglm chat "$1" --temperature 0 --threads 1 --stats'
    for redirection, stdout in (("<&-", ""), (">&- 2>&-", ""), ("2>&-", REPLY + "\n")):
        done = subprocess.run(
            ["sh", "-c", f"{command} {redirection}", ARGV[0], str(parrot)],
            input=b"x",
            capture_output=True,
            env=environment(tmp_path),
            check=False,
        )
        assert done.stdout.decode() == stdout, redirection
        assert b"Traceback" not in done.stderr


def test_stats_tell_what_was_guessed(endless_parrot: Path, tmp_path: Path) -> None:
    options = (*GREEDY, "--max-new-tokens", "40", "--stats", "--quiet")
    plain = run("chat", endless_parrot, *options, stdin="x", cwd=tmp_path)
    looked = run("chat", endless_parrot, *options, "--prompt-lookup", "on", stdin="x", cwd=tmp_path)
    assert looked.stdout == plain.stdout
    assert re.search(r"tokens/s \(\d+ of \d+ guessed right\); context", looked.stderr)
    assert "guessed" not in plain.stderr
