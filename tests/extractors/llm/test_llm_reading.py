"""What an answer may look like besides the form that was asked for."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from harness.extractors.llm.answer_schema import answer_schema
from harness.extractors.llm.reading import read_answer
from harness.schema import FactType, Schema, SlotType

SLOTS = {
    "count": SlotType("count", ("number",), key=True),
    "dates": SlotType("dates", ("date",), "several"),
    "who": SlotType("who", ("mention",)),
}
VALIDATOR = Draft202012Validator(answer_schema(Schema({"raid": FactType("raid", SLOTS)}), strict=False))


def slots(**given: Any) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    data, wrong = read_answer(json.dumps({"raid": [{"quotes": ["a raid"], "slots": given}]}), VALIDATOR)
    return (None if data is None else data["raid"][0]["slots"]), wrong


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"count": 3}, {"count": {"value": 3}}),
        ({"count": "three"}, {"count": {"text": "three"}}),
        ({"dates": ["Sunday", {"text": "Monday"}]}, {"dates": [{"text": "Sunday"}, {"text": "Monday"}]}),
        ({"who": "two men", "count": {"value": 2}}, {"who": "two men", "count": {"value": 2}}),
    ],
)
def test_bare_numbers_and_dates_are_written_out(given: dict[str, Any], read: dict[str, Any]) -> None:
    assert slots(**given) == (read, ())


@pytest.mark.parametrize("given", [{"count": True}, {"count": [3]}, {"who": 3}, {"dates": "Sunday"}, {"when": 3}])
def test_what_cannot_be_meant_is_refused(given: dict[str, Any]) -> None:
    data, wrong = slots(**given)
    assert data is None
    assert len(wrong) == 1


@pytest.mark.parametrize(
    "text", ['{"raid": 3}', '{"raid": [3]}', '{"raid": [{"slots": 3}]}', '{"fire": [{"slots": {}}]}']
)
def test_other_shapes_are_the_schemas_to_refuse(text: str) -> None:
    assert read_answer(text, VALIDATOR)[0] is None
