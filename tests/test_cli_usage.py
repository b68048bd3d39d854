"""What every command of pyglm does alike: exit codes, one clear line for an error, answers apart from the rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli_tools import ARGV, environment, run

import pyglm
from pyglm import cli


def test_version(tmp_path: Path) -> None:
    done = run("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"pyglm {pyglm.__version__}\n", "")


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        ([], "COMMAND"),
        (["sing"], "sing"),
        (["generate"], "FILE"),
        (["chat", "f", "--threads", "0"], "at least 1, found '0'"),
        (["chat", "f", "--threads", "two"], "found 'two'"),
        (["chat", "f", "--kv-type", "q3"], "q3"),
        (["chat", "f", "--temperature", "-1"], "at least 0, found '-1'"),
        (["chat", "f", "--temperature", "nan"], "found 'nan'"),
        (["chat", "f", "--top-p", "0"], "above 0 and at most 1, found '0'"),
        (["chat", "f", "--top-p", "1.5"], "at most 1, found '1.5'"),
        (["chat", "f", "--min-p", "2"], "at most 1, found '2'"),
        (["chat", "f", "--repetition-penalty", "0"], "above 0, found '0'"),
        (["chat", "f", "--seed", str(2**64)], "found '18446744073709551616'"),
        (["chat", "f", "--context-shift", "cut"], "cut"),
        (["chat", "f", "--max-context", "0"], "found '0'"),
        (["chat", "f", "--temp", "1"], "--temp"),
        (["generate", "f", "-n", "-1"], "found '-1'"),
        (["generate", "f", "-p"], "expected one argument"),
        (["bench", "f", "--prompt", "1,x"], "found 'x'"),
        (["bench", "f", "--repeat", "0"], "found '0'"),
    ],
)
def test_wrong_usage_exits_with_2(args: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        cli.main(args)
    captured = capsys.readouterr()
    assert exit_info.value.code == 2
    assert captured.out == ""
    assert complaint in captured.err.splitlines()[-1]


@pytest.mark.parametrize("command", ["chat", "generate", "bench", "inspect"])
def test_a_missing_file_is_one_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, "nowhere.glm"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("pyglm: error: nowhere.glm: ")
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("command", ["chat", "generate", "bench", "inspect"])
@pytest.mark.parametrize("content", [b"", b"hello", b"\xff" * 64, b"\2\0\0\0\0\0\0\0{}"])
def test_what_is_no_model_file_is_one_line(
    command: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "some.glm"
    path.write_bytes(content)
    assert cli.main([command, str(path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("pyglm: error: ")
    assert str(path) in captured.err
    assert captured.err.count("\n") == 1


def test_debugging_shows_the_traceback(tmp_path: Path) -> None:
    done = run("inspect", "nowhere.glm", cwd=tmp_path, PYGLM_DEBUG="1")
    assert done.returncode == 1
    assert "Traceback" in done.stderr


def test_an_argument_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [*ARGV, "generate", "f", "-p", b"\xff"], capture_output=True, env=environment(tmp_path), check=False
    )
    assert done.returncode == 2
    assert b"expected UTF-8 text" in done.stderr


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (FileNotFoundError(2, "No such file or directory", "a.glm"), "a.glm: No such file or directory"),
        (pyglm.Error("a is b"), "a is b"),
        (ValueError("a is b"), "a is b"),
        (MemoryError(), "out of memory; a smaller --max-context needs less"),
        (KeyError("a"), "internal error, KeyError: 'a' (PYGLM_DEBUG=1 shows where)"),
    ],
)
def test_errors_are_described(error: Exception, text: str) -> None:
    assert cli.describe(error) == text


def test_commands_start_without_the_terminal_libraries(tmp_path: Path) -> None:
    """rich and prompt_toolkit take a tenth of a second each; only what needs them may import them."""
    code = (
        "import sys; from pyglm.cli.arguments import build_parser; build_parser(); import pyglm.cli.turn;"
        "print([name for name in ('rich', 'prompt_toolkit') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(tmp_path), check=True)
    assert done.stdout.strip() == b"[]"
