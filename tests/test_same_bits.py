"""A token's logits are the same bits alone or together: whatever the batch, chunks, forks, threads and blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from conftest import TYPES
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tiny_checkpoint import CONFIG

from pyglm import Model, Session, _core, kernel_tables

VOCAB = CONFIG["padded_vocab_size"]
Load = Callable[..., Model]
Floats = npt.NDArray[np.float32]

setups = st.tuples(st.sampled_from(kernel_tables()), st.sampled_from(TYPES), st.sampled_from(["q8", "f16", "f32"]))
token_ids = st.lists(st.integers(0, VOCAB - 1), min_size=1, max_size=200)
thread_counts = st.integers(1, 3)


def bits(logits: Floats) -> npt.NDArray[np.uint32]:
    assert np.isfinite(logits).all()
    return logits.view(np.uint32)


def one_by_one(model: Model, ids: Sequence[int], start_position: int = 0) -> Floats:
    session = model.session(start_position=start_position)
    return np.concatenate([session.forward([token_id]) for token_id in ids])


def pieces(data: st.DataObject, ids: Sequence[int]) -> list[Sequence[int]]:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(ids)), max_size=5)))
    return [ids[a:b] for a, b in zip([0, *cuts], [*cuts, len(ids)], strict=True)]


@given(data=st.data(), setup=setups, ids=token_ids, threads=thread_counts, start=st.integers(0, 3000))
def test_chunks_forks_and_truncation(
    load_tiny: Load, data: st.DataObject, setup: tuple[str, str, str], ids: list[int], threads: int, start: int
) -> None:
    isa, weight_type, kv_type = setup
    expected = one_by_one(load_tiny(weight_type, isa=isa, threads=1, kv_type=kv_type), ids, start)
    session = load_tiny(weight_type, isa=isa, threads=threads, kv_type=kv_type).session(start_position=start)
    others: list[Session] = []  # keep the blocks shared
    rows = []
    for piece in pieces(data, ids):
        detour = data.draw(st.sampled_from(["none", "truncate", "fork", "fork and write"]))
        if detour == "truncate":
            position = session.position
            session.forward(data.draw(token_ids), logits="none")
            session.truncate(position)
        elif detour != "none":
            others.append(session)
            session = session.fork()
            if detour == "fork and write":
                others[-1].forward(data.draw(token_ids), logits="last")
        rows.append(session.forward(piece))
    assert session.ids == ids
    assert np.array_equal(bits(np.concatenate(rows)), bits(expected))


@given(data=st.data(), setup=setups, texts=st.lists(token_ids, min_size=2, max_size=5), threads=thread_counts)
def test_batch_of_sequences_equals_one_by_one(
    load_tiny: Load, data: st.DataObject, setup: tuple[str, str, str], texts: list[list[int]], threads: int
) -> None:
    isa, weight_type, kv_type = setup
    model = load_tiny(weight_type, isa=isa, threads=threads, kv_type=kv_type)
    root = model.session()
    shared_ids = data.draw(token_ids)
    root.forward(shared_ids, logits="none")
    sessions = [root.fork() if data.draw(st.booleans()) else model.session() for _ in texts]
    # what each session was given before stays out of the batch
    batch = [(s._sequence, np.array(ids, np.int32), "all") for s, ids in zip(sessions, texts, strict=True)]
    together = _core.step(model._core, batch)
    for session, ids, logits in zip(sessions, texts, together, strict=True):
        alone = one_by_one(load_tiny(weight_type, isa=isa, threads=1, kv_type=kv_type), [*session.ids, *ids])
        assert np.array_equal(bits(logits), bits(alone[len(session.ids) :]))


@settings(max_examples=20)
@given(setup=setups, ids=token_ids, threads=thread_counts)
@example(setup=(kernel_tables()[0], "q4", "q8"), ids=[7] * 64, threads=2)
def test_last_and_none_are_rows_of_all(
    load_tiny: Load, setup: tuple[str, str, str], ids: list[int], threads: int
) -> None:
    isa, weight_type, kv_type = setup
    model = load_tiny(weight_type, isa=isa, threads=threads, kv_type=kv_type)
    everything = model.session().forward(ids)
    assert everything.shape == (len(ids), VOCAB)
    last, none = (model.session().forward(ids, logits=which) for which in ("last", "none"))
    assert np.array_equal(bits(last), bits(everything[-1:]))
    assert none.shape == (0, VOCAB)


@pytest.mark.parametrize("isa", kernel_tables())
@pytest.mark.parametrize(("weight_type", "kv_type"), [*((weights, "f16") for weights in TYPES), ("q4", "q8")])
def test_long_context(load_tiny: Load, isa: str, weight_type: str, kv_type: str) -> None:
    """Beyond the passes of 512 tokens and the attention's ranges of 1024 positions."""
    ids = np.random.default_rng(3).integers(0, VOCAB, 1100).tolist()
    whole = load_tiny(weight_type, isa=isa, threads=2, kv_type=kv_type).session().forward(ids)
    session = load_tiny(weight_type, isa=isa, threads=3, kv_type=kv_type).session()
    rows = []
    for begin, end in ((0, 1), (1, 600), (600, 1023), (1023, 1024), (1024, 1025), (1025, 1095)):
        rows.append(session.forward(ids[begin:end]))
    rows += [session.forward([token_id]) for token_id in ids[1095:]]
    assert np.array_equal(bits(np.concatenate(rows)), bits(whole))


def test_start_position_turns_the_keys(load_tiny: Load) -> None:
    model = load_tiny("f16", kv_type="f32")
    near, far = (one_by_one(model, [5, 6, 7, 8], start) for start in (0, 3000))
    assert np.array_equal(bits(near[0]), bits(far[0]))  # alone, a token attends to itself at any distance 0
    assert np.abs(near - far).max() < 0.05  # rope depends on distances alone, up to rounding


def test_tables_agree(load_tiny: Load) -> None:
    ids = np.random.default_rng(4).integers(0, VOCAB, 150).tolist()
    for weight_type in TYPES:
        by_table: list[Any] = [load_tiny(weight_type, isa=isa).session().forward(ids) for isa in kernel_tables()]
        for logits in by_table[1:]:
            assert np.abs(logits - by_table[0]).max() < 0.05
