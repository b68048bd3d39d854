"""The tools that were written whole by hand are sound, and their requests say their arguments."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("faker", reason="the generators need the packages of the extra 'demo'")
pytest.importorskip("wordfreq", reason="the generators need the packages of the extra 'demo'")
pytest.importorskip("jieba", reason="the generators need the packages of the extra 'demo'")

from demo_model.data.whole_tools import place, template, whole_actions, written_tools
from demo_model.hold_out import is_held_out

EVERYDAY = Path(__file__).parents[1] / "benchmarks" / "everyday_tools.jsonl"
TYPES: dict[str, tuple[type, ...]] = {"string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,)}


def choices_of(schema: dict[str, Any], language: str) -> list[Any]:
    choices = schema["enum"]
    return choices[language] if isinstance(choices, dict) else choices


@pytest.mark.parametrize("source", written_tools())
def test_tools_of_a_file_are_sound(source: str) -> None:
    written = written_tools()[source]
    names = [one["tool"]["name"] for one in written]
    assert len(set(names)) == len(names) > 20
    for one in written:
        tool, requests = one["tool"], one["requests"]
        properties = tool["parameters"]["properties"]
        assert re.fullmatch(r"[A-Za-z][\w.-]*", tool["name"])
        assert set(tool["parameters"]["required"]) <= properties.keys(), tool["name"]
        for described in (tool, *properties.values()):
            assert all(described["description"][language].strip() for language in ("en", "zh")), tool["name"]
        assert all(schema["type"] == "string" for schema in properties.values() if "enum" in schema), tool["name"]
        assert {language for language, _, _ in requests} == {"en", "zh"}, tool["name"]
        for language, text, arguments in requests:
            assert set(tool["parameters"]["required"]) <= arguments.keys() <= properties.keys(), text
            assert text == text.strip() and not set("{}|\\\n") & set(text), text
            template(text, arguments)
            for key, value in arguments.items():
                schema = properties[key]
                assert isinstance(value, TYPES[schema["type"]]), (text, key)
                assert isinstance(value, bool) == (schema["type"] == "boolean"), (text, key)
                assert "enum" not in schema or value in choices_of(schema, language), (text, key)


def test_whole_tools_are_many_and_teach_nothing_that_is_held_out() -> None:
    actions = whole_actions()
    assert len(actions) > 250
    for action in actions:
        for requests in action.complete.values():
            for request in requests:
                assert not [value for value in request.values.values() if isinstance(value, str) and is_held_out(value)]
        for slot in action.slots:
            assert not [value for values in slot.fitting.values() for value in values if is_held_out(value)]


def test_what_the_benchmark_asks_is_not_taught() -> None:
    taught = [one for written in written_tools().values() for one in written]
    asked = [json.loads(line) for line in EVERYDAY.read_text(encoding="utf-8").splitlines()]
    assert len(asked) == 240
    names, texts = [
        [{one["tool"]["name"] for one in tools} for tools in (taught, asked)],
        [{text for one in tools for _, text, _ in one["requests"]} for tools in (taught, asked)],
    ]
    assert not names[0] & names[1] and not texts[0] & texts[1]


def test_a_request_becomes_a_template() -> None:
    arguments = {"to": "Ada", "copies": 3, "price": 2.5, "urgent": True}
    asked = template("3 copies to Ada at 2.50 each, quickly", arguments)
    assert asked == "{copies} copies to {to} at {price} each, quickly"
    assert place("13 and 3", 3) == (7, 8)
    assert place("把青瓦茶馆改成青瓦", "青瓦茶馆") == (1, 5)
    with pytest.raises(ValueError, match="occurs 2 times"):
        place("from Rome to Rome", "Rome")
    with pytest.raises(ValueError, match="occurs 0 times"):
        place("Romeo", "Rome")
    with pytest.raises(ValueError, match="within another"):
        template("the Oak Street branch", {"branch": "Oak Street branch", "street": "Oak Street"})
