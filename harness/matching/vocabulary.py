"""Words and slots by integers, so that whatever two sides have in common is an equality of integers."""

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from harness.schema import Schema, SlotType

Ints = NDArray[np.int64]

TEXT, NUMBER, DATE, ENUM = range(4)
_COMPARATORS = {"number": NUMBER, "date": DATE, "enum": ENUM}


class Vocabulary:
    """Distinct strings and the integers that stand for them."""

    def __init__(self) -> None:
        """Start empty."""
        self.ids: dict[str, int] = {}

    def id(self, word: str) -> int:
        """The integer of a word, a new one if the word is new."""
        return self.ids.setdefault(word, len(self.ids))

    def words(self) -> list[str]:
        """The words in the order of their integers."""
        return list(self.ids)

    def hashes(self) -> Ints:
        """One 64-bit hash a word, the same in every process and whatever the order of interning."""
        digests = (blake2b(w.encode("utf-8", "surrogatepass"), digest_size=8).digest() for w in self.ids)
        return np.frombuffer(b"".join(digests) or b"", dtype="<i8").astype(np.int64)


class Slots:
    """Every slot of every type by one integer, attributes included; a type outside the schema compares as text."""

    def __init__(self, schema: Schema) -> None:
        """Number the types and slots of `schema` in its order."""
        self.types = Vocabulary()
        self.ids: dict[tuple[str, str], int] = {}
        self.comparator: list[int] = []
        self.key: list[bool] = []
        self.mention: list[bool] = []
        self._schema = schema
        for name in schema.types:
            self.types.id(name)
            for slot in schema.types[name].slots:
                self.id(name, slot)

    def id(self, type_name: str, slot: str) -> int:
        """The integer of a slot."""
        known = self.ids.get((type_name, slot))
        if known is not None:
            return known
        fact_type = self._schema.types.get(type_name)
        slot_type = fact_type.slots.get(slot) if fact_type else None
        if slot_type is None:
            slot_type = SlotType(slot, ("enum",) if slot in ("modality", "polarity") else ("entity",))
        self.comparator.append(_COMPARATORS.get(slot_type.kinds[0], TEXT))
        self.key.append(slot_type.key)
        self.mention.append("mention" in slot_type.kinds)
        return self.ids.setdefault((type_name, slot), len(self.ids))
