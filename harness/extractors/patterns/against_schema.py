"""Whether what a pattern book fills can stand in the facts of a schema; a fact with anything else would be thrown away.

A type that the schema lacks is no mistake, as a book may know more than a corpus asks for, unless it looks like one.
"""

from ruamel.yaml.comments import CommentedMap

from harness.extractors.patterns.tree import Tree
from harness.gold.problems import closest, nearest
from harness.normalise.dates import check_date
from harness.schema import Schema, SlotType


class AgainstSchema:
    """Tells `tree` what the facts of a schema cannot hold."""

    def __init__(self, tree: Tree, schema: Schema) -> None:
        """Look at nothing yet."""
        self._tree, self._types = tree, schema.types

    def check_types(self, facts: CommentedMap, several: CommentedMap) -> None:
        """Tell the types and slots under `facts` that the schema lacks, and the slots under `several` that take one."""
        for fact_type in facts:
            if fact_type not in self._types and (meant := nearest(str(fact_type), self._types)):
                self._tree.wrong(facts, fact_type, f"the schema has no fact type {fact_type}{meant}")
            elif fact_type in self._types and isinstance(facts[fact_type], list):
                known = self._types[fact_type].slots
                for index, slot in enumerate(facts[fact_type]):
                    if isinstance(slot, str) and slot not in known:
                        lacks = f"the schema has no slot {slot} of {fact_type}"
                        self._tree.wrong(facts[fact_type], index, f"{lacks}{closest(slot, known)}")
        for fact_type, slots in several.items():
            for index, slot in enumerate(slots if isinstance(slots, list) else ()):
                known_slot = self._slot(str(fact_type), str(slot))
                if known_slot and known_slot.fillers != "several":
                    one = f"in the schema {fact_type}.{slot} takes one filler: leave it out here"
                    self._tree.wrong(slots, index, one)

    def check_value(self, fact_type: str, slot: str, value: object) -> str | None:
        """What is wrong with a constant, or with None for words as they are, in a slot; None if nothing is."""
        known = self._slot(fact_type, slot)
        if known is None:
            return None
        complaints = [_complaint(kind, known, value) for kind in known.kinds]
        return complaints[0] if all(complaints) else None

    def _slot(self, fact_type: str, slot: str) -> SlotType | None:
        return self._types[fact_type].slots.get(slot) if fact_type in self._types else None


def _complaint(kind: str, slot: SlotType, value: object) -> str | None:
    """What is wrong with a value of a kind, in the words that follow the slot's name."""
    if kind == "enum":
        if value is None:
            return f"takes one of a few values: write it as {{{slot.name}.{slot.values[0]}=...}}"
        return None if value in slot.values else f"cannot be {value}{closest(str(value), slot.values)}"
    if value is None:
        return None
    if kind == "number":
        return f"cannot be {value}: it is a number" if isinstance(value, str) else None
    if not isinstance(value, str):
        return f"cannot be the number {value}: put it in quotation marks"
    if kind == "date" and (why := check_date(value)):
        return f"needs a date: {why}"
    return None
