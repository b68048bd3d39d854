"""Code that a model wrote: what comes of it, and what it cannot do."""

from __future__ import annotations

import http.server
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pyglm
from pyglm import CancelledError, CodeResult, Interpreter

CHILD = Path(pyglm.__file__).with_name("interpreter_child.py")
LINUX = sys.platform == "linux"
linux_only = pytest.mark.skipif(not LINUX, reason="the locks are Linux's")


def run(code: str, **limits: float) -> CodeResult:
    return Interpreter(**limits).run(code)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("print(1 + 1)", "2"),
        ("x = 20\nx + 1", "21"),
        ("'你好'", "'你好'"),
        ("print('a'); None", "a"),
        ("print('a')\nprint('b\\n')\n3", "a\nb\n\n3"),
        ("", ""),
        ("# nothing", ""),
        ("x = 1", ""),
        ("import sys; print('note', file=sys.stderr); print('said')", "said"),
        ("def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\nf(15)", "610"),
        ("from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\nA(3)", "A(x=3)"),
        ("import statistics\nfrom datetime import date\n(date(2024, 3, 1) - date(2024, 2, 1)).days", "29"),
        ("import sys\nsys.exit()", ""),
        ("if __name__ == '__main__':\n    print('main')", "main"),
    ],
)
def test_what_code_prints(code: str, output: str) -> None:
    result = run(code)
    assert (result.output, result.is_error) == (output, False)


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("print('first')\nundefined", "first\nNameError: name 'undefined' is not defined"),
        ("print('never')\nfoo(", "SyntaxError: '(' was never closed"),
        ("raise ValueError", "ValueError"),
        ("input()", "EOFError: EOF when reading a line"),
        ("import sys\nsys.exit(3)", "SystemExit: 3"),
        ("import os\nos._exit(7)", "SystemExit: 7"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("def f(): f()\nf()", "RecursionError: maximum recursion depth exceeded"),
        ("e = ValueError('x')\ne.__notes__ = ['note']\nraise e", "ValueError: x"),
        ("import decimal\ndecimal.Decimal('x')", "decimal.InvalidOperation: [<class 'decimal.ConversionSyntax'>]"),
    ],
)
def test_how_code_fails(code: str, output: str) -> None:
    result = run(code)
    assert result.is_error and result.output.startswith(output)
    assert "Traceback" not in result.output


def test_runs_know_nothing_of_each_other() -> None:
    interpreter = Interpreter()
    assert not interpreter.run("x = 1\nopen('a.txt', 'w').write('a')").is_error
    assert interpreter.run("x").output == "NameError: name 'x' is not defined"
    assert interpreter.run("import os\nos.listdir()").output == "[]"


def test_the_folder_is_new_empty_and_removed() -> None:
    result = run("import os\nopen('a.txt', 'w').write('a')\nprint(os.getcwd())\nos.listdir()")
    folder, listed = result.output.splitlines()
    assert listed == "['a.txt']"
    assert not Path(folder).exists() and Path(folder).parent == Path(tempfile.gettempdir()).resolve()


def test_there_is_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "1")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    names = run("import os, sys\nprint(sorted(os.environ), '/nowhere' in sys.path)").output
    assert "SECRET" not in names and "PATH" not in names and "False" in names


def test_a_long_output_is_cut() -> None:
    result = run("print('x' * 100_000)", max_output_chars=10)
    assert result.output == "x" * 10 + "\n[cut after 10 characters]" and not result.is_error
    result = run("print('好' * 5000)\n1 / 0", max_output_chars=10)
    assert result.output == "好" * 10 + "\n[cut after 10 characters]\nZeroDivisionError: division by zero"


def test_an_endless_output_takes_no_memory() -> None:
    started = time.monotonic()
    result = run("while True: print('y' * 1000)", timeout_s=0.5)
    assert result.output.endswith("[cut after 4000 characters]\nTimeoutError: the code was ended after 0.5 seconds")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("code", ["while True: pass", "import time\ntime.sleep(60)"])
def test_time_is_limited(code: str) -> None:
    started = time.monotonic()
    result = run(f"print('begun', flush=True)\n{code}", timeout_s=1)
    assert (result.output, result.is_error) == ("begun\nTimeoutError: the code was ended after 1 seconds", True)
    assert time.monotonic() - started < 5


@pytest.mark.skipif(sys.platform == "win32", reason="the system knows no such limit")
def test_computing_time_is_limited_when_nobody_watches() -> None:
    limits = '{"cpu_s": 1, "memory_bytes": 536870912, "file_bytes": 1000000}'
    command = [sys.executable, "-I", "-X", "utf8", str(CHILD), limits]
    done = subprocess.run(command, input=b"while True: pass", capture_output=True, timeout=60)
    assert done.returncode in (-signal.SIGKILL, -signal.SIGXCPU)


def test_code_can_be_cancelled() -> None:
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    started = time.monotonic()
    with pytest.raises(CancelledError):
        Interpreter(timeout_s=60).run("while True: pass", cancel=cancel)
    assert time.monotonic() - started < 5


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system does not enforce the limit")
def test_memory_is_limited() -> None:
    assert run("len(bytearray(100 << 20))").output == str(100 << 20)
    assert run("bytearray(1 << 30)").output == "MemoryError"
    assert run("bytearray(100 << 20)", memory_bytes=80 << 20).output == "MemoryError"


@pytest.mark.skipif(sys.platform == "win32", reason="the system knows no such limit")
def test_files_are_limited() -> None:
    code = "with open('big', 'wb') as file: file.write(bytes(2 << 20))"
    assert not run(code).is_error
    assert "File too large" in run(code, file_bytes=1 << 20).output
    assert "Too many open files" in run("files = [open(str(i), 'w') for i in range(100)]").output


@linux_only
@pytest.mark.parametrize(
    "code",
    [
        "import os\nos.fork()",
        "import subprocess\nsubprocess.run(['ls'])",
        "import os\nos.system('ls') and os.fork()",
        "import os\nos.execv('/bin/ls', ['ls'])",
        "import threading\nthreading.Thread(target=print).start()",
        "import multiprocessing\np = multiprocessing.Process(target=print)\np.start()",
        "import ctypes\nif ctypes.CDLL(None).fork() < 0: raise OSError('no fork')",
    ],
)
def test_no_process_is_started(code: str) -> None:
    result = run(f"import sys\nprint('begun', flush=True)\n{code}\nprint('done')")
    assert result.is_error and result.output.startswith("begun\n") and "done" not in result.output, result


@linux_only
def test_a_fork_bomb_is_none() -> None:
    bomb = "import os\nn = 0\nwhile n < 1000:\n    try:\n        n += 1\n        os.fork()\n    except OSError: pass\nn"
    assert run(bomb).output == "1000"  # one process counted, and no other


@linux_only
def test_others_get_no_signals() -> None:
    for code in (
        f"import os\nos.kill({os.getpid()}, 0)",
        "import os\nos.kill(-1, 0)",
        f"import resource\nresource.prlimit({os.getpid()}, resource.RLIMIT_CORE, (0, 0))",
    ):
        assert "Operation not permitted" in run(code).output
    assert run("import resource\nresource.prlimit(0, resource.RLIMIT_CORE)").output == "(0, 0)"


@pytest.fixture
def server() -> Iterator[int]:
    """The port of a web server on this machine, which answers everything with an error."""
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


CONNECT = "import socket\nsocket.create_connection(('127.0.0.1', {port}), timeout=5)"
FETCH = "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:{port}/', timeout=5)"


@pytest.mark.parametrize("code", [CONNECT, FETCH, "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM)"])
def test_there_is_no_network(code: str, server: int) -> None:
    result = run(code.format(port=server))
    assert result.is_error and ("not permitted" in result.output or "not available" in result.output), result


@linux_only
def test_only_the_folder_is_written(tmp_path: Path) -> None:
    before = tmp_path / "before.txt"
    before.write_text("secret")
    for code in (
        f"open({str(tmp_path / 'new')!r}, 'w')",
        f"open({str(before)!r}, 'a')",
        f"open({str(before)!r})",
        f"import os\nos.unlink({str(before)!r})",
        f"import os\nos.rename({str(before)!r}, 'mine')",
        f"import os\nos.link({str(before)!r}, 'mine')",
        f"import os\nos.symlink({str(before)!r}, 'link')\nopen('link').read()",
        f"import os\nos.listdir({str(tmp_path)!r})",
        "open('../outside', 'w')",
        "open('/etc/passwd')",
        "import os\nos.mkdir('/tmp/pyglm-test-outside')",
        f"import os\nos.chmod({str(before)!r}, 0)",
        f"import os\nos.utime({str(before)!r}, (0, 0))",
        f"import os\nos.setxattr({str(before)!r}, 'user.a', b'1')",
        f"import os\nos.truncate({str(before)!r}, 0)",
        "import ctypes\nlibc = ctypes.CDLL(None)\n"
        f"if libc.truncate({str(before).encode()!r}, 0) < 0: raise PermissionError('denied')",
    ):
        result = run(code)
        assert result.is_error and re.search("denied|not permitted|cross-device", result.output), (code, result)
    assert before.read_text() == "secret"
    assert (
        run("import os\nos.mkdir('a')\nopen('a/b', 'w').write('c')\nos.rename('a', 'd')\nopen('d/b').read()").output
        == "'c'"
    )


@linux_only
def test_the_locks_are_told() -> None:
    result = run("")
    assert {"landlock", "seccomp"} <= set(result.locks) and "sockets" not in result.locks
    assert result.weaknesses == []
    assert CodeResult("", False, ("namespaces", "landlock", "seccomp")).weaknesses == []
    weak = CodeResult("", False, ("sockets",)).weaknesses
    assert [part for text in weak for part in ("files", "network", "processes") if part in text] == [
        "files",
        "network",
        "processes",
    ]


LONE_LOCKS = {
    "namespaces": [("connect", "unreachable|not permitted"), ("datagram", "unreachable|not permitted")],
    "landlock": [("connect", "not available"), ("read", "denied"), ("write", "denied")],
    "seccomp": [("connect", "not permitted"), ("fork", "not permitted"), ("chmod", "not permitted")],
}
ATTEMPTS = {
    "connect": "import socket; socket.create_connection(('127.0.0.1', {port}), timeout=5)",
    "datagram": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {port}))",
    "read": "open({file!r})",
    "write": "open({file!r}, 'w')",
    "fork": "import os; os.fork()",
    "chmod": "import os; os.chmod({file!r}, 0)",
}


@linux_only
@pytest.mark.parametrize("lock", LONE_LOCKS)
def test_each_lock_holds_by_itself(lock: str, server: int, tmp_path: Path) -> None:
    """Where a system lacks the others; none needs them."""
    functions = {"namespaces": "_leave_namespaces", "landlock": "_restrict_files", "seccomp": "_filter_calls"}
    (tmp_path / "work").mkdir()
    (tmp_path / "file").write_text("secret")
    attempts = [ATTEMPTS[name].format(port=server, file=str(tmp_path / "file")) for name, _ in LONE_LOCKS[lock]]
    others = [name for held, name in functions.items() if held != lock]
    code = (
        f"import runpy\nchild = runpy.run_path({str(CHILD)!r})\nlock = child['lock']\n"
        f"lock.__globals__.update(dict.fromkeys({others!r}, lambda *args: False))\n"
        f"print(lock({str(tmp_path / 'work')!r}))\nfor code in {attempts!r}: print(child['run'](code))\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    held, *problems = done.stdout.splitlines()
    assert held == repr([lock] if lock != "landlock" else ["landlock", "sockets"])
    for problem, (name, expected) in zip(problems, LONE_LOCKS[lock], strict=True):
        assert re.search(expected, problem), (lock, name, problem)


def test_sockets_are_disabled_where_nothing_else_is() -> None:
    """The weakest lock, tried by itself in a process without the others."""
    code = (
        f"import runpy\nchild = runpy.run_path({str(CHILD)!r})\nchild['_disable_sockets']()\n"
        "print(child['run'](\"import socket\\nsocket.create_connection(('127.0.0.1', 9))\"))\n"
        "print(child['run'](\"import _socket\\n_socket.socket()\"))\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["PermissionError: [Errno 1] the network is not available"] * 2


def test_a_python_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(pyglm.Error, match="could not be started: /nowhere/python: No such file"):
        run("1")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(pyglm.Error, match="could not be started: exit code 1"):
        run("1")


@pytest.mark.parametrize("name", ["timeout_s", "memory_bytes", "file_bytes", "max_output_chars"])
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), "x"])
def test_limits_are_checked(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"{name} must be a number above 0"):
        run("", **{name: value})
