"""The process that runs a model's code: gives away what it may do, then runs what it reads from stdin.

Not imported: `pyglm/interpreter.py` starts it as a program, with the limits as JSON. Everything that is taken away is
taken away for good, before the code runs. Reports JSON lines on stderr: which locks hold, and an error's last line.

Sources: Linux man-pages unshare(2), user_namespaces(7), landlock(7), seccomp(2), capabilities(7); the kernel's
uapi/linux/landlock.h, filter.h, seccomp.h and the syscall tables of x86_64 and arm64.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import ctypes
import json
import os
import platform
import struct
import sys
import traceback
import types
from typing import Any, NoReturn

_CLONE_NEWUSER, _CLONE_NEWIPC, _CLONE_NEWNET = 0x10000000, 0x08000000, 0x40000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_EPERM, _ENOSYS = 1, 38

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_READ_FILE, _READ_DIR, _WRITE_FILE = 1 << 2, 1 << 3, 1 << 1
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # Landlock's version -> how many rights on files it knows; 16 from 5 on
# What Python and its libraries read, beside the folders in sys.path.
_SYSTEM_PATHS = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types")

# x86_64, arm64; -1 where there is none. What one needs to reach the network, other processes or more rights.
_DENIED = {
    "socket": (41, 198), "clone": (56, 220), "fork": (57, -1), "vfork": (58, -1), "execve": (59, 221),
    "execveat": (322, 281), "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "ptrace": (101, 117), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "setpriority": (141, 140), "unshare": (272, 97), "setns": (308, 268),
    "mount": (165, 40), "umount2": (166, 39), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "io_uring_setup": (425, 425), "memfd_create": (319, 279), "keyctl": (250, 219),
    "add_key": (248, 217), "request_key": (249, 218), "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190),
    # what Landlock lets pass: attributes, and before Linux 6.2 cutting a file short
    "truncate": (76, 45), "chmod": (90, -1), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, -1), "fchown": (93, 55), "lchown": (94, -1), "fchownat": (260, 54), "utime": (132, -1),
    "utimes": (235, -1), "futimesat": (261, -1), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "setxattrat": (463, 463), "removexattr": (197, 14), "lremovexattr": (198, 15),
    "fremovexattr": (199, 16), "removexattrat": (466, 466),
}  # fmt: skip
_CLONE3 = 435  # "not implemented", so that the C library reports what clone says
_PRLIMIT64 = (302, 261)  # allowed for the process itself
_AUDIT_ARCH = (0xC000003E, 0xC00000B7)
_MACHINES = {"x86_64": 0, "aarch64": 1}


def limit(limits: dict[str, int]) -> None:
    """Bound time, memory, files and processes; where the system knows no such limit there is none."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {
        "RLIMIT_CPU": limits["cpu_s"],
        "RLIMIT_AS": limits["memory_bytes"],
        "RLIMIT_FSIZE": limits["file_bytes"],
        "RLIMIT_NOFILE": 64,
        "RLIMIT_NPROC": 1,
        "RLIMIT_CORE": 0,
    }
    for name, value in wanted.items():
        kind = getattr(resource, name, None)
        if kind is not None:
            _set_limit(resource, kind, value)


def _set_limit(resource: Any, kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses some
        resource.setrlimit(kind, (value, value))


def lock(folder: str) -> list[str]:
    """Take away network, processes, signals and files, each with what the system offers; the names of what holds."""
    held = []
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        held += ["namespaces"] if _leave_namespaces(libc) else []
        _drop_capabilities(libc)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        held += ["landlock"] if _restrict_files(libc, folder) else []
        held += ["seccomp"] if _filter_calls(libc) else []
    if not {"namespaces", "seccomp"} & set(held):
        _disable_sockets()
        held.append("sockets")
    return held


def _leave_namespaces(libc: ctypes.CDLL) -> bool:
    """A network without interfaces, and no shared memory of others; this user alone is known."""
    uid, gid = os.getuid(), os.getgid()
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC) != 0:
        return False
    # without a name for this user files could not be made, but the network is gone
    with contextlib.suppress(OSError):
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)
    return True


def _drop_capabilities(libc: ctypes.CDLL) -> None:
    header = struct.pack("<Ii", 0x20080522, 0)  # version 3, this process
    libc.capset(header, bytes(24))


def _restrict_files(libc: ctypes.CDLL, folder: str) -> bool:
    """Landlock: write only in folder, read only there and what Python needs."""
    version = libc.syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    rights = (1 << _FILE_RIGHTS.get(version, 16)) - 1
    # TCP and, from version 6 on, signals and abstract sockets of others; older kernels know a shorter record
    record = struct.pack("<QQQ", rights, 3, 3)[: 8 if version < 4 else 16 if version < 6 else 24]
    ruleset = libc.syscall(_LANDLOCK_CREATE, record, ctypes.c_size_t(len(record)), 0)
    if ruleset < 0:
        return False
    _allow(libc, ruleset, folder, rights)
    _allow(libc, ruleset, os.devnull, _READ_FILE | _WRITE_FILE)
    for path in {*_SYSTEM_PATHS, sys.base_prefix, *sys.path}:
        is_folder = os.path.isdir(path)
        _allow(libc, ruleset, path, _READ_FILE | (_READ_DIR if is_folder else 0))
    done = libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0) == 0
    os.close(ruleset)
    return bool(done)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return
    libc.syscall(_LANDLOCK_ADD, ruleset, 1, struct.pack("<Qi", rights, fd), 0)
    os.close(fd)


def _filter_calls(libc: ctypes.CDLL) -> bool:
    """Seccomp: the calls in _DENIED fail with EPERM, whatever rights the user has."""
    machine = _MACHINES.get(platform.machine())
    if machine is None or sys.maxsize < 2**32:
        return False
    allow, deny, missing = 0x7FFF0000, 0x00050000 | _EPERM, 0x00050000 | _ENOSYS
    load, equal, at_least, ret = 0x20, 0x15, 0x35, 0x06
    code = [
        (load, 0, 0, 4), (equal, 1, 0, _AUDIT_ARCH[machine]), (ret, 0, 0, 0x80000000),  # another table: end the process
        (load, 0, 0, 0), (at_least, 0, 1, 0x40000000), (ret, 0, 0, deny),  # x32's numbers
        (equal, 0, 1, _CLONE3), (ret, 0, 0, missing),
    ]  # fmt: skip
    for numbers in _DENIED.values():
        if numbers[machine] >= 0:
            code += [(equal, 0, 1, numbers[machine]), (ret, 0, 0, deny)]
    # prlimit64's first argument, 0: this process
    code += [(equal, 0, 3, _PRLIMIT64[machine]), (load, 0, 0, 16), (equal, 1, 0, 0), (ret, 0, 0, deny)]
    code += [(ret, 0, 0, allow)]
    program = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in code))
    record = ctypes.create_string_buffer(struct.pack("@HP", len(code), ctypes.addressof(program)))
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, record, 0, 0) == 0)


def _disable_sockets() -> None:
    """The weakest lock: Python's own sockets raise; code that calls the system by other ways is not stopped."""
    import _socket
    import socket

    class NoSocket:
        def __init__(self, *args: object, **options: object) -> None:
            raise PermissionError(_EPERM, "the network is not available")

    def refuse(*args: object, **options: object) -> NoReturn:
        raise PermissionError(_EPERM, "the network is not available")

    for module in (socket, _socket):
        for name in ("socket", "SocketType", "socketpair", "create_connection", "getaddrinfo", "gethostbyname"):
            if hasattr(module, name):
                setattr(module, name, NoSocket if name in ("socket", "SocketType") else refuse)


def run(code: str) -> str:
    """Run the code as a program; show a last expression's value; the last line of the traceback if it fails."""
    module = types.ModuleType("__main__")
    module.__dict__["__builtins__"] = builtins
    sys.modules["__main__"] = module
    sys.argv = [""]
    try:
        tree = ast.parse(code, "<code>")
        last: Any = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<code>", "exec"), module.__dict__)
        if last is not None:
            sys.displayhook(eval(compile(ast.Expression(last.value), "<code>", "eval"), module.__dict__))
        sys.stdout.flush()
    except SystemExit as error:
        return "" if error.code in (None, 0) else f"SystemExit: {error.code}"
    except BaseException as error:
        if hasattr(error, "__notes__"):
            del error.__notes__  # they would come after the message
        return traceback.format_exception_only(type(error), error)[-1].strip()
    return ""


def main() -> None:
    limits = json.loads(sys.argv[1])
    code = sys.stdin.buffer.read().decode("utf-8")
    report = os.dup(2)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    limit(limits)
    held = lock(os.getcwd())
    os.write(report, json.dumps({"locks": held}).encode() + b"\n")
    os.dup2(null, 2)
    problem = run(code)
    try:
        sys.stdout.flush()
    except OSError as error:
        problem = problem or f"OSError: {error}"
    os.write(report, json.dumps({"error": problem[:2000]}).encode() + b"\n")
    os._exit(1 if problem else 0)


if __name__ == "__main__":
    main()
