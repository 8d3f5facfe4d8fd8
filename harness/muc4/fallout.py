"""How many fillers of a slot could have been wrong: the denominator of MUC-4's fallout.

The definition (N. Chinchor, "MUC-4 evaluation metrics", 1992): incorrect and spurious fillers over the possible
incorrect ones, for slots filled from a list. What the MUC scoring system 3.3 takes as possible was found by fitting
the official reports of 1992, where it gives every FAL of every template and total. In each template a slot adds

- for every filler of the key that counts, the length of the set list less the filler's alternatives,
- where the key has none, or there is no key, the length of the list.

A filler counts unless it is optional; of the optional ones as many count, the first of the key, as are possible (POS),
and each leaves 1 at least; but where the response has spurious fillers as well, incorrect ones are laid to optional
fillers first, and these do not count.
"""

from collections.abc import Sequence

from harness.muc4.tallies import Tally
from harness.muc4.templates import Fill

SET_SIZES = {
    "inc-type": 7,
    "inc-stage": 3,
    "inc-instr-type": 20,
    "perp-inc-cat": 2,
    "perp-org-conf": 6,
    "phys-tgt-type": 15,
    "phys-tgt-nation": 76,
    "phys-tgt-effect": 6,
    "hum-tgt-type": 10,
    "hum-tgt-nation": 76,
    "hum-tgt-effect": 9,
}
"""Slot -> items of its set list (MUC-4 task description, version 7, section 7; list of foreign nations, version 5)."""


def possible_wrong(slot: str, fills: Sequence[Fill], tally: Tally) -> int:
    """The fillers that could have been wrong in a slot with a set list; `fills` are the key's, none if there is no key.

    `tally` is what became of the slot's fillers in this template.
    """
    size = SET_SIZES[slot]
    needed = [fill for fill in fills if not fill.optional]
    counting = max(0, tally.pos - len(needed))
    if tally.spu:
        counting -= min(counting, tally.inc)
    optional = [fill for fill in fills if fill.optional][:counting]
    if not needed and not optional:
        return size
    return sum(size - len(set(fill.values)) for fill in needed) + sum(
        max(1, size - len(set(fill.values))) for fill in optional
    )
