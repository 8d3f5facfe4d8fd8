"""One fill of a response against one fill of the key: its alternatives, and its cross-reference.

Source: MUC-4 scoring guidelines, version 7. A set fill or number with a cross-reference is fully correct with the right
tag, partially correct with any other (3.1.2; the reports do the same for numbers); a tag is right only where its string
is fully correct. A description needs the right tag to be fully correct, too (3.2.19).
"""

from harness.muc4.comparators.credit import Credit
from harness.muc4.comparators.dates import compare_dates
from harness.muc4.comparators.numbers import compare_numbers
from harness.muc4.comparators.places import compare_places
from harness.muc4.comparators.sets import compare_sets
from harness.muc4.comparators.words import compare_words
from harness.muc4.slots import BY_NAME, Filling
from harness.muc4.templates import Fill

_THINGS = ("phys-tgt-type", "phys-tgt-num", "phys-tgt-nation", "phys-tgt-effect")
_PERSONS = ("hum-tgt-type", "hum-tgt-num", "hum-tgt-nation", "hum-tgt-effect")
REFERRED = {
    "inc-instr-type": ("inc-instr-id",),
    "perp-org-conf": ("perp-org-id",),
    **dict.fromkeys(_THINGS, ("phys-tgt-id",)),
    **dict.fromkeys(_PERSONS, ("hum-tgt-name", "hum-tgt-desc")),
    "hum-tgt-desc": ("hum-tgt-name",),
}
"""Slot with cross-references -> the slots whose strings they repeat (task description, version 7, section 7)."""


def compare_fills(slot: str, key: Fill, response: Fill, same_tag: bool) -> Credit:
    """Credit of `response`, of which the first value counts, against the best alternative of `key`.

    `same_tag`: whether the cross-references agree, as `same_tags` or a judge says; of slots without them it is true.
    """
    given = response.values[0] if response.values else ""
    credit = max((compare_values(slot, wanted, given) for wanted in key.values), default=Credit.WRONG)
    return credit if same_tag else min(credit, Credit.PARTIAL)


def compare_values(slot: str, wanted: str, given: str) -> Credit:
    """Credit of one value of `slot` against one alternative, by the kind of slot."""
    if slot == "inc-date":
        return compare_dates(wanted, given)
    if slot == "inc-loc":
        return compare_places(wanted, given)
    filling = BY_NAME[slot].filling
    if filling is Filling.STRING:
        return compare_words(slot, wanted, given)
    return compare_sets(slot, wanted, given) if filling is Filling.SET else compare_numbers(wanted, given)


def same_tags(slot: str, key: Fill, response: Fill) -> bool:
    """Whether the cross-references agree: both have none, or the response's is fully right as a string of its slot."""
    if slot not in REFERRED:
        return True
    if not key.names or not response.names:
        return not key.names and not response.names
    given = response.names[0]
    return any(
        compare_words(referred, wanted, given) is Credit.FULL for referred in REFERRED[slot] for wanted in key.names
    )
