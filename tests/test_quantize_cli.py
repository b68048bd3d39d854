"""The command `quantize` as a process: answers, messages, exit codes, signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from checkpoints import write_checkpoint
from cli_tools import TIMEOUT_S, environment

import pyglm
from quantize import describe

# Runs the command, but stays at the first report of progress for ever, having said so.
STOP_AT_FIRST_BLOCK = """
import sys, time
from quantize import cli, progress
def stay(self, *args):
    print("packing", flush=True)
    time.sleep(600)
progress.ProgressReport.__call__ = stay
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_checkpoint(tmp_path_factory.mktemp("source"))


def quantize(*args: str | Path, cwd: Path, module: str = "quantize") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, *map(str, args)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=environment(cwd), timeout=TIMEOUT_S, check=False
    )


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_pack_says_what_it_did_on_stderr(source: Path, tmp_path: Path) -> None:
    done = quantize(source, "-o", "a.glm", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "output: " in done.stderr and " MB/s, 0:00 left" in done.stderr
    assert "a.glm: q4, " in done.stderr
    assert describe(tmp_path / "a.glm").recipe["type"] == "q4"
    assert files(tmp_path) == ["a.glm"]


@pytest.mark.parametrize("weight_type", ["q4", "q8", "f16"])
def test_short_form(source: Path, tmp_path: Path, weight_type: str) -> None:
    options = ["--type", weight_type, "--quiet", "--threads", "2"]
    for args in (["pack", source, "-o", "a.glm", *options], [*options, source, "-o", "b.glm"]):
        done = quantize(*args, cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "a.glm").read_bytes() == (tmp_path / "b.glm").read_bytes()


def test_pack_as_json(source: Path, tmp_path: Path) -> None:
    done = quantize(source, "-o", "a.glm", "--json", cwd=tmp_path)
    report = json.loads(done.stdout)
    assert report["size_bytes"] == (tmp_path / "a.glm").stat().st_size
    assert report["source_hash"] == describe(tmp_path / "a.glm").source_hash
    assert 0 < report["errors"]["layers.0.down"] < 0.2


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "required: COMMAND"),
        (["pack"], "required: SOURCE, -o/--output"),
        (["source"], "required: -o/--output"),
        (["source", "-o", "x", "--type", "q5"], "invalid choice: 'q5'"),
        (["source", "-o", "x", "--typ", "q4"], "unrecognized arguments"),
        (["source", "-o", "x", "--threads", "0"], "expected a number of at least 1, found '0'"),
        (["inspect"], "required: FILE"),
        (["eval", "x"], "required: --text"),
        (["eval", "x", "--text", "y", "--context", "7"], "expected an even number of at least 8"),
        (["eval", "x", "--text", "y", "--windows", "many"], "expected a number of at least 1"),
        (["eval", "x", "--text", "y", "--kv-type", "q4"], "invalid choice"),
    ],
)
def test_usage(args: list[str], message: str, tmp_path: Path) -> None:
    done = quantize(*args, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize("args", [["--help"], ["pack", "--help"], ["inspect", "-h"], ["eval", "-h"]])
def test_help(args: list[str], tmp_path: Path) -> None:
    done = quantize(*args, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: quantize")


def test_version(tmp_path: Path) -> None:
    assert quantize("--version", cwd=tmp_path).stdout == f"quantize (pyglm-runtime) {pyglm.__version__}\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nowhere", "-o", "x"], "nowhere: no such folder"),
        (["precious", "-o", "x"], "precious is a file; expected the folder"),
        (["folder", "-o", "x"], "folder: no config.json"),
        (["SOURCE", "-o", "precious"], "precious exists; give --force to replace it"),
        (["SOURCE", "-o", "folder"], "folder is a folder"),
        (["SOURCE", "-o", "nowhere/x"], "nowhere: no such folder"),
        (["inspect", "nowhere"], "nowhere: cannot be read: No such file"),
        (["inspect", "folder"], "folder: expected a file"),
        (["inspect", "precious"], "precious: not a safetensors file"),
        (["eval", "nowhere", "--text", "precious"], "nowhere"),
        (["eval", "precious", "--text", "nowhere"], "nowhere"),
        (["eval", "precious", "--text", "binary"], "binary: not UTF-8 text"),
        (["eval", "precious", "--text", "precious"], "precious"),
    ],
)
def test_failures(source: Path, tmp_path: Path, args: list[str], message: str) -> None:
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "folder").mkdir()
    before = files(tmp_path)
    done = quantize(*(str(source) if arg == "SOURCE" else arg for arg in args), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("quantize: error: ") and done.stderr.count("\n") == 1
    assert message in done.stderr
    assert files(tmp_path) == before
    assert (tmp_path / "precious").read_text() == "precious"


@pytest.mark.parametrize(
    ("number", "code", "word"),
    [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated"), (signal.SIGHUP, 129, "terminated")],
)
def test_signals_leave_nothing_behind(source: Path, tmp_path: Path, number: int, code: int, word: str) -> None:
    command = [sys.executable, "-c", STOP_AT_FIRST_BLOCK, source, "-o", "a.glm"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=tmp_path, env=environment(tmp_path), stdout=pipe, stderr=pipe, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "packing\n"
    assert len(files(tmp_path)) == 1
    process.send_signal(number)
    _, stderr = process.communicate(timeout=TIMEOUT_S)
    assert process.returncode == code
    assert stderr == f"quantize: error: {word}: nothing was left behind\n"
    assert files(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_file_that_may_not_grow(source: Path, tmp_path: Path) -> None:
    """The kernel itself refuses to write on."""
    import resource

    command = [sys.executable, "-m", "quantize", source, "-o", "a.glm", "--quiet"]
    limit: Callable[[], None] = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))  # noqa: E731
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env=environment(tmp_path), preexec_fn=limit, check=False
    )
    assert done.returncode == 1
    assert "a.glm: cannot write: File too large; nothing was left behind" in done.stderr
    assert files(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_bar_in_a_terminal(source: Path, tmp_path: Path) -> None:
    import pexpect

    command = [sys.executable, "-m", "quantize", str(source), "-o", "a.glm"]
    env: dict[str, str] = environment(tmp_path) | {"TERM": "xterm"}
    child = pexpect.spawn(command[0], command[1:], cwd=tmp_path, env=env, timeout=TIMEOUT_S, dimensions=(24, 120))
    child.expect(r"\d MB/s")
    child.expect("left")
    child.expect("a.glm: q4, ")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_names_do_not_drive_the_terminal(tmp_path: Path) -> None:
    header = json.dumps({"\x1b[2J\n": 7}).encode()
    (tmp_path / "a.glm").write_bytes(len(header).to_bytes(8, "little") + header)
    done = quantize("inspect", "a.glm", cwd=tmp_path)
    assert done.returncode == 1
    assert (
        done.stderr
        == "quantize: error: a.glm: tensor \ufffd[2J : expected an object with dtype, shape and data_offsets\n"
    )


def test_inspect(source: Path, tmp_path: Path) -> None:
    quantize(source, "-o", "a.glm", cwd=tmp_path)
    table = quantize("inspect", "a.glm", cwd=tmp_path)
    assert (table.returncode, table.stderr) == (0, "")
    for word in (
        "q4",
        "393 x 96",
        "layers.1.gate_up",
        "relative RMS error",
        "temperature 0.8",
        "sha256:",
        "rope_ratio",
    ):
        assert word in table.stdout
    found = json.loads(quantize("inspect", "a.glm", "--json", cwd=tmp_path).stdout)
    assert found["size_bytes"] == (tmp_path / "a.glm").stat().st_size
    assert found["config"]["hidden_size"] == found["source_config"]["hidden_size"] == 96
    assert found["source_config"] == json.loads((source / "config.json").read_text())
    tensors = {tensor["name"]: tensor for tensor in found["tensors"]}
    assert tensors["output"]["type"] == "q8" and tensors["output"]["shape"] == [393, 96]
    assert tensors["layers.0.down"]["type"] == "q4" and tensors["layers.0.down"]["relative_rms_error"] > 0
    assert tensors["final_norm"]["relative_rms_error"] is None


def test_a_reader_that_goes_away_is_no_failure(source: Path, tmp_path: Path) -> None:
    quantize(source, "-o", "a.glm", cwd=tmp_path)
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "quantize", "inspect", "a.glm", "--json"]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment(tmp_path), stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    _, stderr = process.communicate(timeout=TIMEOUT_S)
    assert (process.returncode, stderr) == (0, b"")


@pytest.mark.parametrize("name", ["config.json", "tokenizer.model", "model.safetensors.index.json"])
def test_no_file_of_the_checkpoint_is_overwritten(tmp_path: Path, name: str) -> None:
    source = write_checkpoint(tmp_path / "source", shards=2)
    before = (source / name).read_bytes()
    done = quantize(source, "-o", source / name, "--force", cwd=tmp_path)
    assert done.returncode == 1 and "is part of the checkpoint" in done.stderr
    assert (source / name).read_bytes() == before


@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams(source: Path, tmp_path: Path, closing: str) -> None:
    command = f'"{sys.executable}" -m quantize "{source}" -o a.glm {closing}'
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment(tmp_path), timeout=TIMEOUT_S, check=False)
    assert (done.returncode, files(tmp_path)) == (0, ["a.glm"])


def test_a_pointer_instead_of_weights(tmp_path: Path) -> None:
    source = write_checkpoint(tmp_path / "source")
    (source / "model.safetensors").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    done = quantize(source, "-o", "a.glm", cwd=tmp_path)
    assert done.returncode == 1 and "git lfs pull" in done.stderr
