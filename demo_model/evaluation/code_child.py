"""The process that a solution runs in: limits first, then the code from stdin; exit 1 when it fails.

What it prints, and the value of a last line that is an expression, goes to stdout; an error's last line as well.
"""

import ast
import resource
import sys
import traceback
from typing import Any

_LIMITS = {  # seconds of computing, bytes of memory, bytes of a file, core dumps
    resource.RLIMIT_CPU: 3,
    resource.RLIMIT_AS: 512 << 20,
    resource.RLIMIT_FSIZE: 1 << 20,
    resource.RLIMIT_CORE: 0,
}


def main() -> int:
    """Run stdin; the exit code."""
    for what, limit in _LIMITS.items():
        resource.setrlimit(what, (limit, limit))
    names: dict[str, Any] = {"__name__": "__main__"}
    try:
        tree = ast.parse(sys.stdin.read(), "<code>")
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<code>", "exec"), names)
        if isinstance(last, ast.Expr):
            sys.displayhook(eval(compile(ast.Expression(last.value), "<code>", "eval"), names))
    except Exception as error:
        print(traceback.format_exception_only(type(error), error)[-1].strip())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
