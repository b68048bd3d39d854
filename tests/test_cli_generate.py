"""`pyglm generate`: raw continuation of a text."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path

from cli_tools import run, start
from parrot import REPLY

import pyglm

ONE_THREAD = ("--threads", "1")
GREEDY = ("--temperature", "0", *ONE_THREAD)


def test_the_continuation_alone_is_printed(parrot: Path, tmp_path: Path) -> None:
    done = run("generate", parrot, "-p", "x 你好", *GREEDY, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "😀\n", "")


def test_without_a_prompt_stdin_is_continued(parrot: Path, tmp_path: Path) -> None:
    done = run("generate", parrot, *GREEDY, stdin="x wor\n", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "ld 你好😀\n", "")


def test_json_is_one_object(endless_parrot: Path, tmp_path: Path) -> None:
    done = run("generate", endless_parrot, "-p", "w", "-n", "4", "--json", *GREEDY, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    tokenizer = pyglm.load(endless_parrot).tokenizer
    n_prompt = len(tokenizer.encode_prompt("w"))
    assert result["text"] == "orld"
    assert tokenizer.decode(result["token_ids"]) == "orld"
    assert result["finish_reason"] == "length"
    assert result["usage"] == {
        "prompt_tokens": n_prompt,
        "completion_tokens": 4,
        "cached_tokens": 0,
        "total_tokens": n_prompt + 4,
    }
    timings = result["timings"]
    assert timings["prompt_tokens"] == n_prompt
    assert timings["generated_tokens"] == 4
    assert timings["generated_tokens_per_s"] == 3 / timings["generation_s"]


def test_no_special_tokens_leaves_two_out(parrot: Path, tmp_path: Path) -> None:
    counts = []
    for options in ([], ["--no-special-tokens"]):
        done = run("generate", parrot, "-p", "w", "-n", "1", "--json", *options, *GREEDY, cwd=tmp_path)
        counts.append(json.loads(done.stdout)["usage"]["prompt_tokens"])
    assert counts[0] == counts[1] + 2


def test_the_default_length_is_told(endless_parrot: Path, tmp_path: Path) -> None:
    done = run("generate", endless_parrot, "-p", "w", *GREEDY, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == "(stopped after 256 tokens; -n allows more)\n"
    assert run("generate", endless_parrot, "-p", "w", "--quiet", *GREEDY, cwd=tmp_path).stderr == ""


def test_nothing_to_continue_is_refused(parrot: Path, tmp_path: Path) -> None:
    done = run("generate", parrot, "-p", "", "--no-special-tokens", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "the prompt is empty" in done.stderr


def test_stop_texts_end_the_continuation(endless_parrot: Path, tmp_path: Path) -> None:
    done = run("generate", endless_parrot, "-p", "w", "--stop", "zz", "--stop", "d 你", *GREEDY, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "orl\n", "")


def test_the_same_seed_gives_the_same_text(pack_tiny: Callable[[str], Path], tmp_path: Path) -> None:
    options = ("-p", "a", "-n", "20", "--top-p", "1", "--temperature", "2", "--quiet", *ONE_THREAD)
    texts = [run("generate", pack_tiny("q4"), *options, "--seed", seed, cwd=tmp_path).stdout for seed in "112"]
    assert texts[0] == texts[1] != texts[2]


def test_ctrl_c_exits_with_130(endless_parrot: Path, tmp_path: Path) -> None:
    process = start("generate", endless_parrot, "-p", "w", "-n", "30000", *GREEDY, cwd=tmp_path)
    assert process.stdout is not None
    begun = process.stdout.read(10)
    process.send_signal(signal.SIGINT)
    rest, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert stderr == b""
    assert (REPLY * 5000)[1:].encode().startswith((begun + rest).removesuffix(b"\n").removesuffix("\ufffd".encode()))


def test_prompt_lookup_gives_the_same_text(endless_parrot: Path, tmp_path: Path) -> None:
    answers = {}
    for mode in ("off", "on", "auto"):
        done = run(
            "generate", endless_parrot, "-p", "w", "-n", "40", "--json", "--prompt-lookup", mode, *GREEDY, cwd=tmp_path
        )
        assert (done.returncode, done.stderr) == (0, "")
        answers[mode] = json.loads(done.stdout)
    assert answers["off"]["token_ids"] == answers["on"]["token_ids"] == answers["auto"]["token_ids"]
    assert answers["off"]["timings"]["drafted_tokens"] == 0
    timings = answers["on"]["timings"]
    assert timings["drafted_tokens"] >= timings["accepted_tokens"] > 20
    assert run("generate", endless_parrot, "--prompt-lookup", "yes", cwd=tmp_path).returncode == 2
