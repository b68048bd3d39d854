"""The name "demo": the model that comes with the package, wherever a model file is expected."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import pyglm
from pyglm import cli
from pyglm.demo import resolve
from quantize.cli import main as quantize


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in place of the package's; its data folder is empty."""
    monkeypatch.setattr("pyglm.demo.files", lambda name: tmp_path / name)
    (tmp_path / "pyglm" / "data").mkdir(parents=True)
    return tmp_path / "pyglm"


@pytest.fixture
def demo(package: Path, parrot: Path) -> Path:
    """The parrot in place of the demonstration model."""
    path = package / "data" / "demo.glm"
    path.symlink_to(parrot)
    return path


def test_demo_is_the_packaged_file(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert resolve("demo") == str(demo) == pyglm.load("demo").path
    for other in ("./demo", Path("demo"), "demo.glm", "DEMO"):
        Path(other).touch()
        assert resolve(other) == str(other)


def test_a_folder_is_no_model_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("inspect", "chat"):
        assert cli.main([command, str(tmp_path)]) == 1
        assert f"a folder, expected a model file; make one with: quantize {tmp_path} -o FILE" in capsys.readouterr().err


def test_a_file_of_that_name_is_reached_by_its_path(
    demo: Path, pack_tiny: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("demo").symlink_to(pack_tiny("q4"))
    assert pyglm.load("demo").path == str(demo)
    assert pyglm.load("./demo").config.num_layers == pyglm.load(Path("demo")).config.num_layers


def test_an_installation_without_it_says_so(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(FileNotFoundError, match="no demonstration model; download the checkpoint"):
        pyglm.load("demo")
    for args in (["chat"], ["inspect", "demo"], ["generate", "demo", "-p", "x"]):
        assert cli.main(args) == 1
        assert "this installation has no demonstration model" in capsys.readouterr().err


@pytest.mark.parametrize(("options", "notes"), [([], 1), (["--quiet"], 0), (["demo"], 1)])
def test_a_chat_with_it_says_what_it_is(
    demo: Path, options: list[str], notes: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Hello")))
    assert cli.main(["chat", "--temperature", "0", "--max-new-tokens", "2", "--threads", "1", *options]) == 0
    captured = capsys.readouterr()
    lines = [line for line in captured.err.splitlines() if "demonstration" in line]
    assert captured.out.strip() and len(lines) == notes
    assert all("tiny" in line and "quantize FOLDER -o FILE; pyglm chat FILE" in line for line in lines)


def test_other_commands_take_the_name(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["inspect", "demo", "--json"]) == 0
    assert str(demo) in capsys.readouterr().out
    assert cli.main(["doctor", "demo"]) == 0
    assert cli.main(["generate", "demo", "-p", "x", "-n", "2", "--no-cache"]) == 0


def test_quantize_knows_the_name(
    demo: Path, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = tmp_path / "text"
    text.write_text("a few words to predict, and a few more of them")
    assert quantize(["inspect", "demo", "--json"]) == 0
    assert f'"{demo}"' in capsys.readouterr().out
    evaluation = ["eval", "demo", "--text", str(text), "--context", "8", "--against", "demo"]
    assert quantize(evaluation) == 0
    demo.unlink()
    for command in (["inspect", "demo"], evaluation):
        with pytest.raises(SystemExit):
            quantize(command)
        assert "this installation has no demonstration model" in capsys.readouterr().err
