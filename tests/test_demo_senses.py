"""Which tokens of the demonstration model's training shall know the meaning of which text."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from demo_model.arguments import Pieces
from demo_model.senses import Meant, tools, words


def test_a_word_is_known_where_its_last_token_ends() -> None:
    pieces = Pieces([" my", " um", "brella", " is", " wet", ",", "get", "Weather", "去", "医", "院"], 10)
    found = {meant.text: meant.token for meant in words(pieces)}
    assert {text: found[text] for text in ("umbrella", "wet", "get", "weather", "医院")} == {
        "umbrella": 12,
        "wet": 14,
        "get": 16,
        "weather": 17,
        "医院": 20,
    }
    assert {meant.sense for meant in words(pieces)} == {"word"}


def test_a_word_that_ends_within_a_token_is_left_out() -> None:
    assert [meant.text for meant in words(Pieces(["rain", ' snow",\n', "zzqx", " wind"], 0))] == ["rain", "wind"]


def test_a_tool_is_known_at_the_ends_of_its_name_and_description() -> None:
    definition = ['        "name": "', "book", "Table", '",\n        "description": "', "Reserves", ' seats."', ",\n"]
    pieces = Pieces(["[\n    {\n", *definition], 5)
    assert list(tools(pieces)) == [
        Meant("tool", 8, "book table"),
        Meant("tool", 11, "book table: Reserves seats."),
    ]
