"""The 25 slots of a MUC-4 template: their titles in templates, their names in score reports, and how they are filled.

Source: "Task description, template design, and specifications for slot fillers", MUC-4, version 7, 1992, sections 2, 3
and 6; the names are those that the MUC scoring system 3.3 prints.
"""

from dataclasses import dataclass
from enum import Enum


class Filling(Enum):
    """What a slot takes: an item of a finite list, a string of the text, or a date, place or number made from it."""

    SET = "set"
    STRING = "string"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot: its number in a template (0 to 24), title there, name in reports, subtotal (empty: none), filling."""

    number: int
    title: str
    name: str
    group: str
    filling: Filling


_INCIDENT, _PERPETRATOR, _THING, _PERSON = GROUPS = ("inc-total", "perp-total", "phys-tgt-total", "hum-tgt-total")
_SET, _STRING, _OTHER = Filling.SET, Filling.STRING, Filling.OTHER

SLOTS = (
    Slot(0, "MESSAGE: ID", "message-id", "", _OTHER),
    Slot(1, "MESSAGE: TEMPLATE", "template-id", "", _OTHER),
    Slot(2, "INCIDENT: DATE", "inc-date", _INCIDENT, _OTHER),
    Slot(3, "INCIDENT: LOCATION", "inc-loc", _INCIDENT, _OTHER),
    Slot(4, "INCIDENT: TYPE", "inc-type", _INCIDENT, _SET),
    Slot(5, "INCIDENT: STAGE OF EXECUTION", "inc-stage", _INCIDENT, _SET),
    Slot(6, "INCIDENT: INSTRUMENT ID", "inc-instr-id", _INCIDENT, _STRING),
    Slot(7, "INCIDENT: INSTRUMENT TYPE", "inc-instr-type", _INCIDENT, _SET),
    Slot(8, "PERP: INCIDENT CATEGORY", "perp-inc-cat", _PERPETRATOR, _SET),
    Slot(9, "PERP: INDIVIDUAL ID", "perp-ind-id", _PERPETRATOR, _STRING),
    Slot(10, "PERP: ORGANIZATION ID", "perp-org-id", _PERPETRATOR, _STRING),
    Slot(11, "PERP: ORGANIZATION CONFIDENCE", "perp-org-conf", _PERPETRATOR, _SET),
    Slot(12, "PHYS TGT: ID", "phys-tgt-id", _THING, _STRING),
    Slot(13, "PHYS TGT: TYPE", "phys-tgt-type", _THING, _SET),
    Slot(14, "PHYS TGT: NUMBER", "phys-tgt-num", _THING, _OTHER),
    Slot(15, "PHYS TGT: FOREIGN NATION", "phys-tgt-nation", _THING, _SET),
    Slot(16, "PHYS TGT: EFFECT OF INCIDENT", "phys-tgt-effect", _THING, _SET),
    Slot(17, "PHYS TGT: TOTAL NUMBER", "phys-tgt-total-num", _THING, _OTHER),
    Slot(18, "HUM TGT: NAME", "hum-tgt-name", _PERSON, _STRING),
    Slot(19, "HUM TGT: DESCRIPTION", "hum-tgt-desc", _PERSON, _STRING),
    Slot(20, "HUM TGT: TYPE", "hum-tgt-type", _PERSON, _SET),
    Slot(21, "HUM TGT: NUMBER", "hum-tgt-num", _PERSON, _OTHER),
    Slot(22, "HUM TGT: FOREIGN NATION", "hum-tgt-nation", _PERSON, _SET),
    Slot(23, "HUM TGT: EFFECT OF INCIDENT", "hum-tgt-effect", _PERSON, _SET),
    Slot(24, "HUM TGT: TOTAL NUMBER", "hum-tgt-total-num", _PERSON, _OTHER),
)
SCORED = SLOTS[1:]
"""The 24 slots that are scored, in the order of the reports: all but the message's id."""
IDENTIFIER = SCORED[0].name
"""What of these tells templates apart; the others are `FILLED`."""
FILLED = tuple(slot.name for slot in SCORED[1:])

BY_NAME = {slot.name: slot for slot in SLOTS}
