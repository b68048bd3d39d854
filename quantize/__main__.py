"""`python -m quantize`: the same as the command `quantize`."""

import sys

from quantize.cli import main

if __name__ == "__main__":
    sys.exit(main())
