"""What a long command tells on stderr about its progress."""

from __future__ import annotations

import pytest

from quantize import progress
from quantize.progress import ProgressReport


def test_a_second_count_has_a_rate_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    with ProgressReport("steps") as report:
        for seconds, what, done, total in (
            (50, "a", 50, 100),
            (100, "a", 100, 100),
            (104, "b", 2, 4),
            (108, "b", 4, 4),
        ):
            clock[0] = float(seconds)
            report(what, done, total)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "a: 50 of 100 steps, 1.00 steps/s, 0:50 left"
    assert lines[-1] == "b: 4 of 4 steps, 0.50 steps/s, 0:00 left"
