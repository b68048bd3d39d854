"""The command `pyglm`: picks a command, runs it, and turns exceptions into one line and an exit code.

Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted. Answers go to stdout, everything else to stderr.
PYGLM_DEBUG=1 shows the traceback of an error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from pyglm.cli import streams
from pyglm.errors import Error


def main(argv: Sequence[str] | None = None) -> int:
    """Run `pyglm argv...`; the exit code. argv: the arguments without the program's name, sys.argv's by default."""
    streams.prepare()
    from pyglm.cli.arguments import build_parser

    args = build_parser().parse_args(argv)
    streams.show_warnings()
    try:
        code: int = args.run(args)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of our output has seen enough (`| head`): not a failure of ours.
        streams.discard_stdout()
        return 0
    except KeyboardInterrupt:
        return streams.INTERRUPTED
    except Exception as error:
        if os.environ.get("PYGLM_DEBUG") == "1":
            raise
        streams.error(describe(error))
        return streams.FAILED


def describe(error: Exception) -> str:
    """One line that says what went wrong, for people."""
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, MemoryError):
        return f"out of memory{f': {error}' if str(error) else ''}; a smaller --max-context needs less"
    if isinstance(error, Error | OSError | ValueError):
        return str(error) or type(error).__name__
    return f"internal error, {type(error).__name__}: {error} (PYGLM_DEBUG=1 shows where)"
