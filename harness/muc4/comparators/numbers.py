"""NUMBER and TOTAL NUMBER: `7`, `5 - 7`, `90 -`, `~ 7`, or the set fill PLURAL.

MUC-4 scoring guidelines, version 7, sections 3.2.14, 3.2.17, 3.2.21 and 3.2.24: equal fills are fully correct; one
number against a range that has it as an anchor, or against the same number with a tilde, is partially correct.
"""

import re

from harness.muc4.comparators.credit import Credit

_FORM = re.compile(r"(?P<about>~)?\s*(?P<low>\d{1,18})?\s*(?P<range>-)?\s*(?P<high>\d{1,18})?")


def compare_numbers(key: str, response: str) -> Credit:
    """Credit of one number against one alternative of the key."""
    wanted, given = _read(key), _read(response)
    if wanted is None or given is None:
        return Credit.FULL if _plain(key) == _plain(response) else Credit.WRONG
    if wanted == given:
        return Credit.FULL
    about, anchors = wanted
    single = not given[0] and len(given[1]) == 1
    loose = about or len(anchors) == 2
    return Credit.PARTIAL if single and loose and given[1][0] in anchors else Credit.WRONG


def _read(text: str) -> tuple[bool, tuple[int | None, ...]] | None:
    """Whether the number is approximate, and its one value or the two anchors of its range; None for no number."""
    match = _FORM.fullmatch(text.strip().replace(",", ""))
    if match is None or not (match["low"] or match["high"]):
        return None
    low, high = (int(part) if part else None for part in (match["low"], match["high"]))
    return bool(match["about"]), (low, high) if match["range"] else (low,)


def _plain(text: str) -> str:
    return " ".join(text.upper().split())
