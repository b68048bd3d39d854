"""One thing that a fresh process does for the benchmarks, by its name: python worker.py TASK FILE [ARGUMENT ...].

Each answers on stdout: first-token the token's id, memory, cancel, together and document one JSON object, interrupt
"ready" before it begins to work and "interrupted" after SIGINT.
"""

from __future__ import annotations

import sys
from pathlib import Path

import repository  # noqa: F401  # finds pyglm


def first_token(file: str, prompt_tokens: int) -> None:
    """Load, read a prompt, choose one token."""
    import pyglm

    model = pyglm.load(file, cache=False)
    print(model.generate(prompt(prompt_tokens), max_new_tokens=1, temperature=0).token_ids[0], flush=True)


def prompt(n_tokens: int) -> list[int]:
    """Ids of ordinary tokens, the same in every run; below 256, so that every tokenizer has them."""
    return [10 + 37 * i % 240 for i in range(n_tokens)]


def memory(file: str, context: int) -> None:
    """Fill a context, the last tokens one by one as in a chat; tell the most memory that was resident."""
    import json

    from processes import peak_bytes

    import pyglm

    model = pyglm.load(file, cache=False)
    session = model.session(max_tokens=context)
    ids = prompt(context)
    session.forward(ids[:-16], logits="last")
    for token in ids[-16:]:
        session.forward([token], logits="last")
    print(json.dumps({"peak_bytes": peak_bytes(), "cache_bytes": session.cache_bytes}))


def cancel(file: str, after_ms: int) -> None:
    """Set the cancel flag after_ms into a prompt of 512 tokens; tell how long it goes on after that."""
    import json
    import threading
    import time

    import pyglm

    session = pyglm.load(file).session(max_tokens=512)
    session.forward(prompt(8), logits="last")
    session.truncate(0)
    event = threading.Event()
    moment = 0.0

    def set_event() -> None:
        nonlocal moment
        moment = time.perf_counter()
        event.set()

    timer = threading.Timer(after_ms / 1e3, set_event)
    timer.start()
    try:
        session.forward(prompt(512), logits="last", cancel=event)
        print(json.dumps({"latency_s": None}))  # it was done before the flag was set
    except pyglm.CancelledError:
        print(json.dumps({"latency_s": time.perf_counter() - moment}))
    finally:
        timer.cancel()


def together(file: str, repeat: int) -> None:
    """Steps of one token, of 4 tokens of one sequence, and of 8 sequences with one token each, in turns; tell the
    median seconds of each."""
    import json
    import statistics
    import time
    from collections.abc import Callable

    import numpy as np

    import pyglm
    from pyglm import _core

    core = pyglm.load(file)._core

    def sequence() -> _core.Sequence:
        new = _core.Sequence(core, kv_type="f16", max_tokens=64)
        _core.step(core, [(new, np.asarray(prompt(16), np.int32), "none")])
        return new

    one, eight = sequence(), [sequence() for _ in range(8)]
    token, tokens = np.asarray(prompt(1), np.int32), np.asarray(prompt(4), np.int32)
    steps: dict[str, Callable[[], object]] = {
        "one": lambda: _core.step(core, [(one, token, "last")]),
        "four": lambda: _core.step(core, [(one, tokens, "all")]),
        "eight": lambda: _core.step(core, [(each, token, "last") for each in eight]),
    }
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(repeat):
        for name, step in steps.items():
            started = time.perf_counter()
            step()
            seconds[name].append(time.perf_counter() - started)
            for each in (one, *eight):
                each.truncate(16)
    print(json.dumps({name: statistics.median(values) for name, values in seconds.items()}))


def interrupt(file: str, prompt_tokens: int) -> None:
    """Read a prompt until SIGINT comes."""
    import pyglm

    session = pyglm.load(file).session(max_tokens=prompt_tokens)
    session.forward(prompt(8), logits="last")
    session.truncate(0)
    try:
        print("ready", flush=True)
        session.forward(prompt(prompt_tokens), logits="last")
    except KeyboardInterrupt:
        print("interrupted", flush=True)


def document(file: str, text: str, started: str, session: str = "") -> None:
    """Read a text file, as far as no earlier run did, and answer a question of 8 tokens about it; tell how long each
    took. started: the time when this process was started; session: the name of one to keep the conversation in."""
    import json
    import time

    from processes import peak_bytes

    import pyglm
    from pyglm.named_session import NamedSession

    model = pyglm.load(file)
    conversation = model.conversation()
    named = NamedSession(session, model) if session else None
    if named is None or not named.attach(conversation):
        conversation.add_document(Path(text).read_text("utf-8"), name=Path(text).name)
    n_tokens, begun = conversation.n_tokens, time.time()
    pieces = [(0, begun)]
    conversation.read(progress=lambda n, _: pieces.append((n, time.time())))
    sent = time.time()
    moments: list[float] = []
    reply = None
    for chunk in conversation.send("What is this?", stream=True, temperature=0, max_new_tokens=16):
        moments.append(time.time())
        reply = chunk.result or reply
    assert reply is not None
    if named is not None:
        named.save(conversation)
        named.close()
    figures = {
        "tokens": n_tokens,
        "computed": [(n, moment - begun) for n, moment in pieces[1:]],
        "ready_s": sent - float(started),
        "first_token_s": moments[0] - float(started),
        "decode_tokens_per_second": (reply.usage.completion_tokens - 1) / (moments[-1] - moments[0]),
        "peak_bytes": peak_bytes(),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    tasks = {
        "first-token": first_token,
        "memory": memory,
        "cancel": cancel,
        "together": together,
        "interrupt": interrupt,
    }
    if sys.argv[1] == "document":
        document(*sys.argv[2:])
    else:
        tasks[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
