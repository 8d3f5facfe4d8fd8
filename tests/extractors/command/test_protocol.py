"""The protocol as it is published: its schema is that of the code, and what its documentation shows follows it."""

import json
import re
from pathlib import Path

import pytest

from harness.answers.records import answer_of
from harness.extractors.command.protocol import misfit, read_answer, request_line, schema
from harness.facts import Article
from harness.schema import Schema

DOCS = Path(__file__).parents[3] / "docs"
SHOWN = re.findall(r"^```json\n(.*?)^```", (DOCS / "command.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
RAID = Article("raid", "Police arrested two men in Osh.", "", "2024-03-04")


def validate(line: bytes | str, kind: str) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(line), {**schema(), "anyOf": [{"$ref": f"#/$defs/{kind}"}]})


def test_the_published_schema_is_that_of_the_code() -> None:
    assert json.loads((DOCS / "command-protocol.schema.json").read_text(encoding="utf-8")) == schema()


def test_what_the_documentation_shows_follows_it() -> None:
    request, answer = SHOWN
    validate(request, "Request")
    validate(answer, "Found")
    assert list(json.loads(request)) == list(json.loads(request_line(RAID)))
    assert misfit(answer.encode()) is None


def test_a_request_follows_it() -> None:
    validate(request_line(RAID), "Request")


RIGHT = [
    {"type": "detention"},
    {"type": "detention", "count": 2, "detainee": ["men", {"text": "two", "value": 2, "precision": "vague"}]},
    {"type": "detention", "slots": {"detainee": {"text": "men", "span": [20, 23]}}, "evidence": [[0, 30]]},
    {"type": "detention", "quotes": ["Police arrested", {"text": "men", "before": "two"}], "charge": None},
    {"type": "detention", "modality": "planned", "polarity": "negative", "source": "Police", "confidence": 0.5},
]


@pytest.mark.parametrize("fact", RIGHT)
def test_every_form_that_is_allowed_is_read(fact: dict[str, object]) -> None:
    line = json.dumps({"id": "raid", "facts": [fact]}).encode()
    validate(line, "Found")
    assert misfit(line) is None
    answer = answer_of(RAID, read_answer(line).facts, Schema({}))
    assert len(answer.facts) == 1
    assert answer.troubles == ()


WRONG = [
    {"detainee": "men"},
    {"type": "detention", "detainee": {"words": "men"}},
    {"type": "detention", "evidence": [[0]]},
    {"type": "detention", "modality": "likely"},
    {"type": "detention", "confidence": 2},
]


@pytest.mark.parametrize("fact", WRONG)
def test_what_is_not_allowed_is_told_with_its_place(fact: dict[str, object]) -> None:
    line = json.dumps({"id": "raid", "facts": [fact]}).encode()
    assert "facts.0" in str(misfit(line))
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    with pytest.raises(jsonschema.ValidationError):
        validate(line, "Found")


def test_an_error_is_an_answer() -> None:
    line = b'{"id": "raid", "error": "no verb"}'
    validate(line, "Failed")
    assert misfit(line) is None
