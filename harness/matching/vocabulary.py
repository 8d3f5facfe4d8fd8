"""Words and slots by integers, so that whatever two sides have in common is an equality of integers."""

from collections.abc import Sequence
from hashlib import blake2b
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from harness.kinds.asked import Asked
from harness.kinds.choose import comparing_kind
from harness.normalise.edtf_dates import PlainDate, plain_date
from harness.schema import ATTRIBUTES, Schema, SlotType

Ints = NDArray[np.int64]

TEXT, NUMBER, DATE, ENUM, OWN = range(5)
"""How the fillers of a slot are compared; from `OWN` on by `Slots.own[comparator - OWN]`."""
_COMPARATORS = {"number": NUMBER, "date": DATE, "enum": ENUM}
_SIGNATURE_BITS = 63


class Vocabulary:
    """Distinct strings and the integers that stand for them."""

    def __init__(self) -> None:
        """Start empty."""
        self.ids: dict[str, int] = {}
        self._hashes = np.zeros(0, np.int64)

    def id(self, word: str) -> int:
        """The integer of a word, a new one if the word is new."""
        return self.ids.setdefault(word, len(self.ids))

    def all(self, words: Sequence[str]) -> NDArray[np.int64]:
        """The integers of several words."""
        ids = self.ids
        return np.array([ids.setdefault(word, len(ids)) for word in words], np.int64)

    def words(self) -> list[str]:
        """The words in the order of their integers."""
        return list(self.ids)

    def since(self, known: int) -> list[str]:
        """The words from the integer `known` on."""
        return list(islice(self.ids, known, None)) if known < len(self.ids) else []

    def hashes(self) -> Ints:
        """One 64-bit hash a word, the same in every process and whatever the order of interning."""
        if new := self.since(len(self._hashes)):
            digests = [blake2b(w.encode("utf-8", "surrogatepass"), digest_size=8).digest() for w in new]
            self._hashes = np.r_[self._hashes, np.frombuffer(b"".join(digests), dtype="<i8").astype(np.int64)]
        return self._hashes


class Names(Vocabulary):
    """Normal names, and the words that each is made of: `word[word_first[i]:word_first[i + 1]]`."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._word_ids: dict[str, int] = {}
        self._word: list[int] = []
        self._word_count: list[int] = []
        self._longest: list[int] = []
        self._signature: list[int] = []
        self._arrays: tuple[Ints, Ints, Ints, Ints] | None = None

    def parts(self) -> tuple[Ints, Ints, Ints, Ints]:
        """`word_first` and `word` as above; the longest word of each name; a bit for each of its words.

        A name within another has no bit, and no word, that the other lacks.
        """
        known = len(self._longest)
        for name in self.since(known):
            words = name.split(" ")
            ids = [self._word_ids.setdefault(one, len(self._word_ids)) for one in words]
            self._word += ids
            self._word_count.append(len(ids))
            self._longest.append(self._word_ids[max(words, key=len)])
            signature = 0
            for number in ids:
                signature |= 1 << number % _SIGNATURE_BITS
            self._signature.append(signature)
        if self._arrays is None or known < len(self._longest):
            first = np.r_[0, np.cumsum(self._word_count, dtype=np.int64)]
            word, longest = np.array(self._word, np.int64), np.array(self._longest, np.int64)
            self._arrays = first, word, longest, np.array(self._signature, np.int64)
        return self._arrays


class Dates(Vocabulary):
    """Dates in EDTF, and what those say that are one day, month, season or year."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._parsed: list[PlainDate | None] = []
        self._arrays: Ints | None = None

    def parts(self) -> Ints:
        """Rows plain (1, or 0 for what is more than a day, month or year), year, months, day as in `PlainDate`."""
        known = len(self._parsed)
        self._parsed += [plain_date(word) for word in self.since(known)]
        if self._arrays is None or known < len(self._parsed):
            table = [(0, -1, 0, 0) if date is None else (1, *date) for date in self._parsed]
            self._arrays = np.ascontiguousarray(np.array(table, np.int64).reshape(-1, 4).T)
        return self._arrays


class Slots:
    """Every slot of every type by one integer, attributes included; a type outside the schema compares as text.

    `own` are the kinds that a class compares.
    """

    def __init__(self, schema: Schema) -> None:
        """Number the types and slots of `schema` in its order.

        Raises ConfigError where the class of a kind is needed and was not loaded (`harness.kinds.choose`).
        """
        self.types = Vocabulary()
        self.ids: dict[tuple[str, str], int] = {}
        self.comparator: list[int] = []
        self.own: list[Asked] = []
        self.key: list[bool] = []
        self.mention: list[bool] = []
        self.place: list[int] = []  # among the slots of the type
        self._sizes: dict[str, int] = {}
        self.schema = schema
        for name in schema.types:
            self.types.id(name)
            for slot in schema.types[name].slots:
                self.id(name, slot)

    def id(self, type_name: str, slot: str) -> int:
        """The integer of a slot."""
        known = self.ids.get((type_name, slot))
        if known is not None:
            return known
        fact_type = self.schema.types.get(type_name)
        slot_type = fact_type.slots.get(slot) if fact_type else None
        if slot_type is None:
            slot_type = SlotType(slot, ("enum",) if slot in ("modality", "polarity") else ("entity",))
        self.comparator.append(self._comparator(slot_type.kinds[0]))
        self.key.append(slot_type.key)
        self.mention.append("mention" in slot_type.kinds)
        self.place.append(self._sizes.get(type_name, 0))
        self._sizes[type_name] = self.place[-1] + 1
        return self.ids.setdefault((type_name, slot), len(self.ids))

    def _comparator(self, kind: str) -> int:
        asked = comparing_kind(self.schema, kind)
        if asked is None:
            return _COMPARATORS.get(kind, TEXT)
        if asked not in self.own:
            self.own.append(asked)
        return OWN + self.own.index(asked)

    def attributes(self) -> NDArray[np.bool_]:
        """Which slots are attributes (modality, polarity, source), by slot integer."""
        return np.array([slot in ATTRIBUTES for _, slot in self.ids], dtype=np.bool_)
