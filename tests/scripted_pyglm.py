"""The command `pyglm` with a sampler that says what a file tells: a JSON list of texts and names of special ids.

python tests/scripted_pyglm.py SCRIPT ARGUMENTS...     with a model that has tiny_tokenizer's vocabulary
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from scripted import Script
from tiny_tokenizer import tiny_tokenizer

from pyglm import _core, cli

if __name__ == "__main__":
    script = Script(tiny_tokenizer())
    script.say(*json.loads(Path(sys.argv[1]).read_text("utf-8")))
    _core.Sampler = script.sampler  # type: ignore[assignment,misc]
    sys.exit(cli.main(sys.argv[2:]))
