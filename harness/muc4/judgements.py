"""What people decided about a response's filler that the scoring programme could not decide by itself."""

from dataclasses import dataclass
from enum import Enum

from harness.muc4.templates import Fill


class Verdict(Enum):
    """Right, partly right or wrong."""

    MATCH = "match"
    PARTIAL = "partial"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision on a response's filler of `slot` (`hum-tgt-desc`), against a template of the key of a message.

    `keys` are the fillers of the key that it was held to match: none after FAIL, and several where one response is
    worth several of them ("distributed" credit, MUC-4 scoring guidelines, version 7, section 3.1.1.3).
    """

    message: str
    template: int
    slot: str
    response: Fill
    verdict: Verdict
    keys: tuple[Fill, ...] = ()
