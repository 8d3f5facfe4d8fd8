"""A sound schema file as the harness's own schema; broken ones are in broken/schema.cases."""

import hashlib
from pathlib import Path

from harness.gold.problems import FileProblems
from harness.gold.schema_file import read_schema
from harness.schema import FactType, Schema, SlotType

SHIPPED = Path(__file__).parent.parent.parent / "gold" / "schema.yaml"

SOURCE = b"""\
schema_version: 1
types:
  raid:
    meaning: "Forces act: they search."
    slots:
      target: {kind: [entity, mention], fillers: several, key: true, meaning: whom}
      method: {kind: enum, fillers: one, values: [search, "on foot"]}
      date: {kind: date}
"""


def test_everything_that_a_schema_says() -> None:
    schema = read_schema(SOURCE, problems := FileProblems("schema.yaml"))
    assert problems.found == []
    slots = {
        "target": SlotType("target", ("entity", "mention"), "several", True, (), "whom"),
        "method": SlotType("method", ("enum",), "one", False, ("search", "on foot"), ""),
        "date": SlotType("date", ("date",), "at_most_one", False, (), ""),
    }
    raid = FactType("raid", slots, "Forces act: they search.")
    assert schema == Schema({"raid": raid}, hashlib.sha256(SOURCE).hexdigest())


def test_the_shipped_schema_is_sound() -> None:
    schema = read_schema(SHIPPED.read_bytes(), problems := FileProblems("schema.yaml"))
    assert problems.found == []
    assert list(schema.types)[:3] == ["security_operation", "detention", "casualty"]
    assert schema.types["casualty"].slots["outcome"].values == ("killed", "injured", "missing", "abducted")
    assert all(fact_type.meaning for fact_type in schema.types.values())
