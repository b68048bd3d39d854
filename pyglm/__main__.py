"""`python -m pyglm` is the command `pyglm`."""

import sys

from pyglm.cli import main

if __name__ == "__main__":
    sys.exit(main())
