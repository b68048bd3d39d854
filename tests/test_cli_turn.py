"""What a turn tells beside the reply: warnings, reasons for an end, and dropped exchanges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import pyglm
from pyglm.cli.reading import add_document
from pyglm.cli.turn import Turn, note_dropped, note_end, take_turn
from pyglm.conversation import Exchange
from pyglm.generation import Reply, Timings, Usage


def reply(finish_reason: str = "stop", warnings: list[str] | None = None) -> Reply:
    usage, timings = Usage(5, 7, 0), Timings(0.1, 0.2, 5, 7)
    return Reply("text", [1] * 7, finish_reason, usage, timings, warnings=warnings or [])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("turn", "result", "options", "notes"),
    [
        (Turn(), reply(), {}, []),
        (Turn(), reply(warnings=["a is no call", "b"]), {}, ["(warning: a is no call)", "(warning: b)"]),
        (Turn(), reply("length"), {"max_new_tokens": 7}, ["(the reply was cut after 7 tokens: --max-new-tokens)"]),
        (
            Turn(context_size=12),
            reply("length"),
            {"max_new_tokens": None},
            ["(the reply was cut after 7 tokens: the context of 12 tokens is full)"],
        ),
        (Turn(tokens=3, interrupted=True), None, {}, ["(stopped; the part above stays in the conversation)"]),
        (Turn(interrupted=True), None, {}, ["(stopped; it had not begun: nothing was kept)"]),
    ],
)
def test_the_end_of_a_reply_is_explained(
    turn: Turn,
    result: Reply | None,
    options: dict[str, int | None],
    notes: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    note_end(turn, result, options)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == notes


def test_dropped_exchanges_are_named_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    note_dropped([Exchange("one\ntwo", [1, 2]), Exchange("好" * 50, [1])])
    assert capsys.readouterr().err.splitlines() == [
        "(forgot the oldest exchange, 2 tokens: one two)",
        f"(forgot the oldest exchange, 1 tokens: {'好' * 39}…)",
    ]


def test_speed_leaves_the_first_token_to_the_prompt() -> None:
    turn = Turn(prompt_tokens=9, cached_tokens=4, tokens=11, first_token_s=0.5, last_token_s=2.5, context_used=20)
    assert turn.tokens_per_s == 5.0
    assert turn.summary() == (
        "[5 prompt tokens + 4 cached, first token after 0.50 s; 11 tokens at 5.0 tokens/s; context 20 of 0]"
    )
    assert Turn(tokens=1).tokens_per_s == 0.0
    turn.drafted_tokens, turn.accepted_tokens = 9, 7
    assert "tokens/s (7 of 9 guessed right); context" in turn.summary()


def test_speed_leaves_the_time_of_calls_out(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([1.0, 1.5, 2.0, 12.0, 12.5])
    monkeypatch.setattr("time.perf_counter", lambda: next(now))
    turn = Turn(started=0.0)
    for _ in range(3):
        turn.generated(1)
    turn.called()
    turn.called()
    for _ in range(2):
        turn.generated(1)
    assert (turn.tokens, turn.calls, turn.calls_s) == (5, 1, 10.0)
    assert turn.tokens_per_s == 3 / 1.5


def test_a_document_is_added_once_however_long(model: pyglm.Model, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Twelve words. " * 12
    n_tokens = len(model.conversation().encode_document(text, name="a.txt"))
    conversation = model.conversation(max_tokens=n_tokens + 100)
    for _ in range(2):
        add_document(conversation, "a.txt", text)
        assert len(conversation.documents) == 1
    assert capsys.readouterr().err == "(a.txt is in the conversation already)\n"
    with pytest.raises(pyglm.ContextLengthError, match=r"b\.txt has .* fit"):
        add_document(conversation, "b.txt", text)


@pytest.mark.parametrize(
    ("document", "given", "used"),
    [(False, None, None), (True, None, "auto"), (True, False, False), (False, True, True)],
)
def test_replies_about_documents_look_up_the_prompt(
    document: bool, given: bool | None, used: object, model: pyglm.Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = model.conversation()
    if document:
        conversation.add_document("Twelve words.", name="a.txt")
    options: dict[str, Any] = {}

    def send(message: str, **given_options: Any) -> Iterator[Any]:
        options.update(given_options)
        return iter(())

    monkeypatch.setattr(conversation, "send", send)
    take_turn(conversation, "What?", {"prompt_lookup": given}, quiet=True)
    assert options["prompt_lookup"] == used
