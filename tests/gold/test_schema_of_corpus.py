"""The schema that lies beside the gold: without one the shipped one holds, and its mistakes are its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.gold.read import GoldReading

Add = Callable[[str, str, str], None]
Read = Callable[[], GoldReading]


def messages(reading: GoldReading, folder: Path) -> list[str]:
    return [str(problem).replace(f"{folder}/", "") for problem in reading.problems]


def test_without_a_schema_the_shipped_one_holds(add: Add, read: Read, gold: Path) -> None:
    add("one", "Text.", "facts: []\n")
    (gold / "schema.yaml").unlink()
    reading = read()
    assert reading.problems == ()
    assert "casualty" in reading.schema.types


def test_a_broken_schema_is_not_blamed_on_the_gold(add: Add, read: Read, gold: Path) -> None:
    add("one", "Text.", "facts:\n  - {id: x, type: attack, quotes: [Text], slots: {place: {text: Text}}}\n")
    (gold / "schema.yaml").write_text(
        "schema_version: 1\ntypes: {attack: {slots: {place: {kind: plaec, key: true}}}}\n"
    )
    (found,) = messages(read(), gold.parent)
    assert found.startswith("gold/schema.yaml:2:")


@pytest.mark.parametrize(
    ("slot", "filler"),
    [
        ("kind: numbr", "{text: Two, value: 2}"),
        ("kind: dat", '{text: Sunday, value: "2024-03-03", precision: vague}'),
        ("kind: enm, values: [a, b]", "{value: a}"),
        ("kind: plac", "{text: Two}"),
        ("kind: entiy", "{text: Two, entity: they}"),
        ("kind: [number, mentoin]", "{text: Two}"),
        ("kind: [enum, mentoin]", "{text: Two}"),
        ("kind: enum, values: []", "{value: a}"),
        ("knd: enum, values: [a]", "{value: a}"),
    ],
)
def test_nor_is_a_slot_of_a_kind_that_cannot_be_read(slot: str, filler: str, add: Add, read: Read, gold: Path) -> None:
    entities = "entities: {they: {kind: organisation, name: Two}}\n" if "entity" in filler else ""
    fact = f"{{id: x, type: attack, quotes: [Two on Sunday], slots: {{what: {filler}}}}}"
    add("one", "Two on Sunday.", f"{entities}facts:\n  - {fact}\n")
    attack = f"{{slots: {{what: {{{slot}, key: true}}}}}}"
    (gold / "schema.yaml").write_text(f"schema_version: 1\ntypes: {{attack: {attack}}}\n")
    (found,) = messages(read(), gold.parent)
    assert found.startswith("gold/schema.yaml:2:")
