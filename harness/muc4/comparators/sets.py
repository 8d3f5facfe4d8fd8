"""Set fills: equal, or one of the few near misses that MUC-4's scorer grants half a credit of its own accord.

MUC-4 scoring guidelines, version 7, sections 3.2.4, 3.2.7, 3.2.11, 3.2.13, 3.2.16, 3.2.20 and 3.2.23. Each near miss
is directed: the response says less, or other, than the key in a way that is understandable.
"""

from collections.abc import Mapping

from harness.muc4.comparators.credit import Credit

_BROADER: Mapping[str, str] = {
    **dict.fromkeys(("MACHINE GUN", "MORTAR", "HANDGUN", "RIFLE"), "GUN"),
    **dict.fromkeys(("BOMB", "GRENADE", "MOLOTOV COCKTAIL"), "EXPLOSIVE"),
    **dict.fromkeys(("VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB"), "BOMB"),
    **dict.fromkeys(("MISSILE", "ROCKET"), "PROJECTILE"),
}
"""Instrument type -> the type one step above it (task documentation, slot 7)."""

_NEAR: Mapping[str, frozenset[tuple[str, str]]] = {
    "perp-org-conf": frozenset({("SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED")}),
    "phys-tgt-type": frozenset({("GOVERNMENT OFFICE OR RESIDENCE", "POLITICAL FIGURE OFFICE OR RESIDENCE")}),
    "phys-tgt-effect": frozenset({("SOME DAMAGE", "DESTROYED")}),
    "hum-tgt-type": frozenset(
        {
            ("FORMER GOVERNMENT OFFICIAL", "GOVERNMENT OFFICIAL"),
            ("FORMER ACTIVE MILITARY", "ACTIVE MILITARY"),
            ("GOVERNMENT OFFICIAL", "POLITICAL FIGURE"),
        }
    ),
    "hum-tgt-effect": frozenset({("NO INJURY OR DEATH", "NO INJURY"), ("NO INJURY OR DEATH", "NO DEATH")}),
}
"""Slot -> (key, response) pairs worth half."""


def compare_sets(slot: str, key: str, response: str) -> Credit:
    """Credit of one set fill of `slot` against one alternative of the key."""
    wanted, given = " ".join(key.upper().split()), " ".join(response.upper().split())
    if wanted == given:
        return Credit.FULL
    near = (wanted, given) in _NEAR.get(slot, frozenset())
    near |= slot == "inc-type" and given == "ATTACK"
    near |= slot == "inc-instr-type" and given in _above(wanted)
    return Credit.PARTIAL if near else Credit.WRONG


def _above(instrument: str) -> set[str]:
    """All types above an instrument type."""
    above = set()
    while instrument in _BROADER:
        instrument = _BROADER[instrument]
        above.add(instrument)
    return above
