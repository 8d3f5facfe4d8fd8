"""A key, a response and its score report in the form of 1992, small and invented, and what they must come to by hand.

Four messages: one matched template with an optional one beside it, one spurious, one missing, one with nothing.
"""

from collections.abc import Mapping

from harness.muc4.slots import SCORED, SLOTS

MATCHED = {
    "inc-date": (0, 1, 0, 0, 1, 0, 0, 0),
    "inc-loc": (1, 0, 0, 0, 0, 0, 0, 0),
    "inc-type": (1, 0, 0, 0, 0, 0, 0, 0),
    "inc-stage": (1, 0, 0, 0, 0, 0, 0, 0),
    "inc-instr-id": (1, 0, 0, 0, 0, 0, 0, 0),
    "inc-instr-type": (1, 0, 0, 0, 0, 0, 0, 0),
    "perp-ind-id": (0, 0, 0, 0, 0, 1, 0, 0),
    "perp-org-id": (0, 0, 0, 0, 0, 0, 1, 0),
    "perp-org-conf": (0, 0, 0, 0, 0, 0, 1, 0),
    "phys-tgt-id": (1, 0, 0, 0, 0, 0, 0, 0),
    "phys-tgt-type": (0, 0, 1, 0, 0, 0, 0, 0),
    "phys-tgt-num": (1, 0, 0, 0, 0, 0, 0, 0),
    "phys-tgt-effect": (1, 0, 0, 0, 0, 0, 0, 0),
    "hum-tgt-name": (1, 0, 0, 1, 0, 0, 1, 0),
    "hum-tgt-desc": (0, 1, 0, 0, 1, 0, 0, 0),
    "hum-tgt-type": (1, 0, 0, 0, 0, 0, 1, 0),
    "hum-tgt-num": (1, 0, 0, 0, 0, 0, 1, 0),
    "hum-tgt-effect": (1, 0, 0, 0, 0, 0, 1, 0),
}
"""Counts (COR, PAR, INC, ICR, IPA, SPU, MIS, NON) of the matched template; slots that are left out are NON 1."""

ALONE = ("inc-date", "inc-loc", "inc-type", "inc-stage")
"""The slots that are filled in the missing and in the spurious template, once each."""


def template(message: str, number: str, fillers: Mapping[str, str], empty: str = "-") -> str:
    """The 25 lines of a template and an empty one; a filler's further lines stand after newlines."""
    lines = [f"0.  MESSAGE: ID                    {message}", f"1.  MESSAGE: TEMPLATE              {number}"]
    for slot in SLOTS[2:]:
        first, *rest = fillers.get(slot.name, empty).split("\n")
        lines.append(f"{slot.number}.".ljust(4) + slot.title.ljust(31) + first)
        lines += [" " * 35 + more for more in rest]
    return "\n".join(lines) + "\n\n"


def nothing(message: str) -> str:
    """The template of a message with nothing relevant."""
    return template(message, "*", {}, "*")


def entry(heading: str, counts: Mapping[str, tuple[int, ...]]) -> str:
    """One entry of a score report with its table, or without one where there are no counts."""
    if not counts:
        return f"{heading}\n\n"
    lines = [heading, "", "SLOT             POS ACT|COR PAR INC|ICR IPA|SPU MIS NON|REC PRE OVG FAL", "-" * 70]
    for slot in SCORED:
        cor, par, inc, icr, ipa, spu, mis, non = counts.get(slot.name, (0, 0, 0, 0, 0, 0, 0, 1))
        pos, act = cor + par + inc + mis, cor + par + inc + spu
        columns = f"{pos:3d} {act:3d}|{cor:3d} {par:3d} {inc:3d}|{icr:3d} {ipa:3d}|{spu:3d} {mis:3d} {non:3d}"
        lines.append(f"{slot.name:18s}{columns}|  *   *   *")
    lines += ["-" * 70, "inc-total           0   0|  0   0   0|  0   0|  0   0   0|  *   *   *", "\f"]
    return "\n".join(lines) + "\n"


KEY = (
    ";; an invented key\n\n"
    + template(
        "MINI-0001 (OURS)",
        "1",
        {
            "inc-date": "03 MAY 91",
            "inc-loc": "(OSTRANIA: PORT VELL (CITY)) / (OSTRANIA)",
            "inc-type": "BOMBING",
            "inc-stage": "ACCOMPLISHED",
            "inc-instr-id": '"CAR BOMB" / "BOMB"',
            "inc-instr-type": 'VEHICLE BOMB / BOMB: "CAR BOMB" / "BOMB"',
            "perp-inc-cat": "? TERRORIST ACT",
            "perp-org-id": '"HARBOUR FRONT"',
            "perp-org-conf": 'POSSIBLE: "HARBOUR FRONT"',
            "phys-tgt-id": '"CUSTOMS HOUSE"',
            "phys-tgt-type": 'GOVERNMENT OFFICE OR RESIDENCE: "CUSTOMS HOUSE"',
            "phys-tgt-num": '1: "CUSTOMS HOUSE"',
            "phys-tgt-effect": 'SOME DAMAGE: "CUSTOMS HOUSE"',
            "hum-tgt-name": '"ANNA BRANDT"\n"CARL DE WIT"',
            "hum-tgt-desc": '"CUSTOMS OFFICER" / "OFFICER": "ANNA BRANDT"',
            "hum-tgt-type": 'GOVERNMENT OFFICIAL / CIVILIAN: "ANNA BRANDT"\nCIVILIAN: "CARL DE WIT"',
            "hum-tgt-num": '1: "ANNA BRANDT"\n1: "CARL DE WIT"',
            "hum-tgt-effect": 'INJURY: "ANNA BRANDT"\nINJURY: "CARL DE WIT"',
        },
    )
    + template("MINI-0001 (OURS)", "2 (OPTIONAL)", {"inc-type": "ATTACK", "inc-stage": "THREATENED"})
    + nothing("MINI-0002")
    + template(
        "MINI-0003",
        "1",
        {"inc-date": "- 04 MAY 91", "inc-loc": "OSTRANIA", "inc-type": "ARSON", "inc-stage": "ATTEMPTED"},
    )
    + nothing("MINI-0004")
)

RESPONSE = (
    template(
        "MINI-0001",
        "7",
        {
            "inc-date": "- 03 MAY 91",
            "inc-loc": "OSTRANIA",
            "inc-type": "BOMBING",
            "inc-stage": "ACCOMPLISHED",
            "inc-instr-id": '"BOMB"',
            "inc-instr-type": 'BOMB: "BOMB"',
            "perp-ind-id": '"TWO MEN"',
            "phys-tgt-id": '"CUSTOMS HOUSE"',
            "phys-tgt-type": 'OTHER: "CUSTOMS HOUSE"',
            "phys-tgt-num": '1: "CUSTOMS HOUSE"',
            "phys-tgt-effect": 'SOME DAMAGE: "CUSTOMS HOUSE"',
            "hum-tgt-name": '"BRANDT"',
            "hum-tgt-desc": '"OFFICIAL": "BRANDT"',
            "hum-tgt-type": 'CIVILIAN: "BRANDT"',
            "hum-tgt-num": '1: "BRANDT"',
            "hum-tgt-effect": 'INJURY: "BRANDT"',
        },
    )
    + template(
        "MINI-0002",
        "1",
        {"inc-date": "01 MAY 91", "inc-loc": "OSTRANIA", "inc-type": "ATTACK", "inc-stage": "ACCOMPLISHED"},
    )
    + nothing("MINI-0003")
    + nothing("MINI-0004")
)

REPORT = (
    "Configuration: mini\n\nReport of all-templates scores\n\n"
    + entry("MINI-0001\t key: 1  response: 7\t", {"template-id": (1, 0, 0, 0, 0, 0, 0, 0), **MATCHED})
    + entry("MINI-0001\t key: 2  response: <NONE>\t [optional]", {"template-id": (0, 0, 0, 0, 0, 0, 1, 0)})
    + entry(
        "MINI-0002\t key: *  response: 1\t [spurious]",
        dict.fromkeys(("template-id", *ALONE), (0, 0, 0, 0, 0, 1, 0, 0)),
    )
    + entry(
        "MINI-0003\t key: 1  response: *\t [missing]",
        dict.fromkeys(("template-id", *ALONE), (0, 0, 0, 0, 0, 0, 1, 0)),
    )
    + entry("MINI-0004\t key: *  response: *\t [irrelevant]", {})
    + " * * * TOTAL SLOT SCORES * * *\n"
)
