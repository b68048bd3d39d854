"""The demonstration model that comes with pyglm: where it is."""

from __future__ import annotations

import errno
import os
from importlib.resources import files

from pyglm.errors import FileFormatError

DEMO = "demo"
"""The name that stands for the demonstration model where a model file is expected; ./demo is a file of that name."""

HOW_TO_GET_THE_REAL_ONE = (
    "download the checkpoint of ChatGLM3-6B-32K (12.5 GB), then: quantize FOLDER -o FILE; pyglm chat FILE"
)


def resolve(path: str | os.PathLike[str]) -> str:
    """The path of a model file, "demo" being the demonstration model's.

    Raises:
        FileNotFoundError: there is no such file; or the demonstration model is meant, and this installation lacks it.
        FileFormatError: it is a folder.
    """
    if path != DEMO:
        path = os.fspath(path)
        if os.path.isdir(path):
            raise FileFormatError(f"{path}: a folder, expected a model file; make one with: quantize {path} -o FILE")
        if not os.path.exists(path):
            raise FileNotFoundError(errno.ENOENT, "no such model file", path)
        return path
    demo = str(files("pyglm") / "data" / "demo.glm")
    if not os.path.exists(demo):
        raise FileNotFoundError(
            errno.ENOENT, f"this installation has no demonstration model; {HOW_TO_GET_THE_REAL_ONE}", demo
        )
    return demo
