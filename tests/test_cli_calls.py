"""`pyglm chat --tools` and `--interpreter`: calls are made, shown beside the answer, and code is asked about."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_tools import environment, run

from pyglm import Interpreter, ToolCall, ToolResult
from pyglm.cli.calls import CallsShown, describe_call, load_functions, open_interpreter

PROGRAM = Path(__file__).with_name("scripted_pyglm.py")
TOOLS = '''
import functools
import os
from pathlib import Path
from helper import GREETING

@functools.lru_cache
def greet(name: str, times: int = 1) -> str:
    """Greet somebody."""
    print("printed by the tool", flush=True)
    os.system("echo printed by a program")
    return f"{GREETING} {name}" * times

def _private() -> None:
    """Not offered."""

def undocumented() -> None:
    pass
'''
LOCAL_HINT = '''
import enum

def make():
    class Color(enum.Enum):
        RED = "red"

    def paint(color: Color) -> str:
        """Paint the wall."""
        return f"a {color.value} wall"

    return paint

TOOLS = [make()]
'''
CALL = ["greet\n```python\ntool_call(name='Ann', times=2)\n```", "<|observation|>"]
CODE = ["interpreter\n```python\nx = 6\nprint(x * 7)\n```", "<|observation|>"]
ANSWER = ["\nDone.", "<|user|>"]


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    (tmp_path / "helper.py").write_text("GREETING = 'hello'\n", "utf-8")
    (tmp_path / "tools.py").write_text(TOOLS, "utf-8")
    return tmp_path / "tools.py"


@pytest.fixture
def command(pack_tiny: Callable[[str], Path], tmp_path: Path) -> Callable[..., list[str]]:
    """A chat's command line; what the model says is given first."""

    def make(said: list[str], *options: str | Path) -> list[str]:
        (tmp_path / "script.json").write_text(json.dumps(said), "utf-8")
        model = pack_tiny("f16")
        return [sys.executable, str(PROGRAM), str(tmp_path / "script.json"), "chat", str(model), *map(str, options)]

    return make


def answer(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, input="Hello", capture_output=True, encoding="utf-8", cwd=folder, env=environment(folder), timeout=60
    )


def test_type_hints_of_a_file_are_what_python_makes_of_them(command: Callable[..., list[str]], tmp_path: Path) -> None:
    (tmp_path / "local.py").write_text(LOCAL_HINT, "utf-8")
    done = answer(command(["paint\n```python\ntool_call(color='red')\n```", "<|observation|>", *ANSWER],
                          "--tools", "local.py"), tmp_path)  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "Done.\n")
    assert done.stderr.splitlines() == ["paint(color='red')", "  -> a red wall"]


def test_calls_are_made_and_shown_in_a_pipe(command: Callable[..., list[str]], tools: Path, tmp_path: Path) -> None:
    done = answer(command([*CALL, *ANSWER], "--tools", tools), tmp_path)
    assert (done.returncode, done.stdout) == (0, "Done.\n")
    printed = ["printed by the tool", "printed by a program"]
    shown = ["greet(name='Ann', times=2)", *printed, "  -> hello Annhello Ann"]
    assert done.stderr.splitlines() == shown
    done = answer(command([*CALL, *ANSWER], "--tools", "tools.py", "--quiet"), tmp_path)
    assert (done.stdout, done.stderr.splitlines()) == ("Done.\n", printed)


def test_code_in_a_pipe(command: Callable[..., list[str]], tmp_path: Path) -> None:
    done = answer(command([*CODE, *ANSWER], "--interpreter", "--yes", "--stats"), tmp_path)
    assert (done.returncode, done.stdout) == (0, "Done.\n")
    lines = [line for line in done.stderr.splitlines() if not line.startswith("(warning: on this system")]
    assert lines[:4] == ["runs this code:", "  x = 6", "  print(x * 7)", "  -> 42"]
    assert "tokens/s" in lines[4]


def test_code_in_a_pipe_needs_a_yes(parrot: Path, tmp_path: Path) -> None:
    done = run("chat", parrot, "--interpreter", stdin="Hello", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "add --yes to run it unasked" in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_yes_without_an_interpreter_is_a_mistake(parrot: Path, tmp_path: Path) -> None:
    done = run("chat", parrot, "--yes", stdin="Hello", cwd=tmp_path)
    assert done.returncode == 2 and "--yes is for the interpreter's code; add --interpreter" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a POSIX matter")
@pytest.mark.parametrize(
    ("keys", "result"), [("y\r", "  -> 42"), ("n\r", "  -> The user refused this call."), ("\r", "")]
)
def test_code_in_a_terminal_is_asked_about(
    command: Callable[..., list[str]], tmp_path: Path, keys: str, result: str
) -> None:
    import pexpect

    program, *args = command([*CODE, *ANSWER], "--interpreter")
    env = environment(tmp_path, TERM="dumb", PROMPT_TOOLKIT_NO_CPR="1")
    chat = pexpect.spawn(program, args, env=env, cwd=str(tmp_path), encoding="utf-8", timeout=30, dimensions=(24, 100))
    chat.expect("/help shows")
    chat.expect("> ")
    chat.send("Hello\r")
    chat.expect("The model wants to run this code:\r\n  x = 6\r\n  print\\(x \\* 7\\)\r\nRun it\\? \\[y/N\\] ")
    chat.send(keys)
    chat.expect("Done.")
    assert result in chat.before.replace("\r", "")
    chat.expect("> ")
    chat.send("/exit\r")
    chat.expect(pexpect.EOF)
    chat.close()
    assert chat.exitstatus == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a POSIX matter")
@pytest.mark.parametrize("where", ["question", "tool", "code"])
def test_ctrl_c_ends_a_call(command: Callable[..., list[str]], tmp_path: Path, where: str) -> None:
    import pexpect

    (tmp_path / "slow.py").write_text('import time\ndef greet(name, times):\n    "Greet."\n    time.sleep(60)\n')
    endless = ["interpreter\n```python\nwhile True: pass\n```", "<|observation|>"]
    options = {"question": ["--interpreter"], "tool": ["--tools", "slow.py"], "code": ["--interpreter", "--yes"]}[where]
    said = {"question": CODE, "tool": CALL, "code": endless}[where]
    program, *args = command([*said, *ANSWER], *options)
    env = environment(tmp_path, TERM="dumb", PROMPT_TOOLKIT_NO_CPR="1")
    chat = pexpect.spawn(program, args, env=env, cwd=str(tmp_path), encoding="utf-8", timeout=20, dimensions=(24, 100))
    chat.expect("/help shows")
    chat.expect("> ")
    chat.send("Hello\r")
    chat.expect({"question": "y/N", "tool": "greet\\(", "code": "while True: pass\r\n"}[where])
    chat.sendintr()
    chat.expect("\\(stopped; the part above stays in the conversation\\)")
    chat.expect("> ")
    chat.send("Again\r")
    chat.expect("Done.")
    chat.close(force=True)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("def f(:\n", "line 1: SyntaxError: "),
        ("x = 1\n\nimport nowhere_at_all\n", "line 3: ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("def f():\n    return 1 / 0\nf()\n", "line 2: ZeroDivisionError: division by zero"),
        ("import sys\nsys.exit(3)\n", "line 2: SystemExit: 3"),
        ("def f(): pass\n", "no function to offer; define one with a docstring"),
        ("from json import dumps\n", "no function to offer"),
        ("TOOLS = 5\n", "TOOLS must be a list of functions"),
        ("TOOLS = [{'name': 'x'}]\n", "TOOLS must be a list of functions"),
        ("TOOLS = []\n", "no function to offer"),
        ("class C: pass\ndef f(a: C):\n    'F.'\n", "f: the parameter 'a': the type C has no schema"),
        ("async def f():\n    'F.'\n", "f is asynchronous"),
    ],
)
def test_a_file_of_tools_that_fails(text: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "tools.py"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError) as caught:
        load_functions(str(path))
    assert str(caught.value).startswith(f"{path}: {complaint}")


def test_a_file_of_tools_that_is_missing(parrot: Path, tmp_path: Path) -> None:
    done = run("chat", parrot, "--tools", "nowhere.py", stdin="Hello", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "pyglm: error: nowhere.py: No such file or directory\n")


def test_which_functions_are_offered(tools: Path, tmp_path: Path) -> None:
    assert [function.__name__ for function in load_functions(str(tools))] == ["greet"]
    listed = tmp_path / "listed.py"
    listed.write_text("from tools import greet, _private\nTOOLS = [_private, greet]\n", "utf-8")
    assert [function.__name__ for function in load_functions(str(listed))] == ["_private", "greet"]


def test_long_results_are_shortened(capsys: pytest.CaptureFixture[str]) -> None:
    shown = CallsShown(quiet=False, ask_for_code=False)
    call = ToolCall("f", {"a": "b", "n": [1]})
    assert describe_call(call) == "f(a='b', n=[1])"
    shown.show(ToolResult(call, "one\ntwo"))
    shown.show(ToolResult(call, "\n".join(map(str, range(100)))))
    shown.show(ToolResult(call, ""))
    lines = capsys.readouterr().err.splitlines()
    assert lines[:3] == ["  -> one", "     two", "  -> 0"]
    assert lines[-2:] == ["     11 ...", "  -> "] and len(lines) == 15


def test_weak_locks_are_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from pyglm import CodeResult

    def result(*locks: str) -> Any:
        return lambda self, code: CodeResult("", False, locks)

    monkeypatch.setattr(Interpreter, "run", result("namespaces", "landlock", "seccomp"))
    open_interpreter()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(Interpreter, "run", result("namespaces", "seccomp"))
    open_interpreter()
    warning = "(warning: on this system code that the model writes can read and change your files)\n"
    assert capsys.readouterr().err == warning
