"""From a sequence of tags such as `B-NP I-NP O` to chunks, by lenient rules or a strict scheme.

Lenient (Tjong Kim Sang's conlleval, and seqeval without a scheme): a chunk begins with B or S, where the type changes,
and with I or E after O, E or S; so `I-NP` after `O` begins one. Any prefix is a tag of its own, so that tags with their
prefix behind, read as if it stood in front, are chunks of what follows the first hyphen, as with seqeval.
Strict (seqeval's `mode="strict"`): a chunk begins and ends as its scheme says, all else is no chunk at all.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from harness.spans.corpus import LabelledSpan

Bools = NDArray[np.bool_]
Words = NDArray[np.str_]

Strict = Literal["IOB2", "IOE2", "IOBES", "BILOU"]
Scheme = Literal["lenient", "IOB2", "IOE2", "IOBES", "BILOU"]


class Rules(NamedTuple):
    """Prefixes that a scheme has, with which a chunk may open, and with which it may close."""

    prefixes: str
    opens: str
    closes: str


RULES: dict[Strict, Rules] = {
    "IOB2": Rules("IOB", "B", "BI"),
    "IOE2": Rules("IOE", "IE", "E"),
    "IOBES": Rules("IOBES", "BS", "ES"),
    "BILOU": Rules("BILOU", "BU", "LU"),
}


def chunks(tags: Sequence[str], scheme: Scheme, *, suffix: bool = False) -> list[LabelledSpan]:
    """The chunks of a sequence, in token positions; `suffix`: `NP-B` instead of `B-NP`.

    Tags of a strict scheme must have its prefixes (`unknown_prefix`).
    """
    # Most tags come often: each is taken apart once.
    parts = {tag: split_tag(tag, suffix=suffix) for tag in {*tags, "O"}}
    prefix = np.array([parts[tag][0] for tag in (*tags, "O")])
    label = np.array([parts[tag][1] for tag in (*tags, "O")])
    starts, ends = _lenient(prefix, label) if scheme == "lenient" else _strict(prefix, label, RULES[scheme])
    return [
        LabelledSpan(start, end, str(label[end - 1])) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]


def split_tag(tag: str, *, suffix: bool) -> tuple[str, str]:
    """The prefix (one letter) and the type of a tag, `_` where it has none.

    >>> split_tag("B-NP", suffix=False), split_tag("NP-B", suffix=True), split_tag("B", suffix=False)
    (('B', 'NP'), ('B', 'NP'), ('B', '_'))
    """
    if suffix:
        return tag[-1], tag[:-1].rsplit("-", maxsplit=1)[0] or "_"
    return tag[0], tag[1:].split("-", maxsplit=1)[-1] or "_"


def unknown_prefix(tag: str, scheme: Scheme, *, suffix: bool) -> str | None:
    """What is wrong with a tag under a strict scheme, None where nothing is; lenient rules take any tag."""
    if scheme == "lenient" or split_tag(tag, suffix=suffix)[0] in RULES[scheme].prefixes:
        return None
    return f"{tag!r} is no tag of {scheme}, which has {', '.join(RULES[scheme].prefixes)}"


def _lenient(prefix: Words, label: Words) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    before, type_before = np.append("O", prefix[:-1]), np.append("", label[:-1])
    changed = label != type_before
    outside, outside_before = np.isin(prefix, ["O", "."]), np.isin(before, ["O", "."])
    starts = np.isin(prefix, ["B", "S"]) | (np.isin(prefix, ["E", "I"]) & np.isin(before, ["E", "S", "O"]))
    starts |= ~outside & changed
    ends = np.isin(before, ["E", "S"]) | (np.isin(before, ["B", "I"]) & np.isin(prefix, ["B", "S", "O"]))
    ends |= ~outside_before & changed
    stops = np.flatnonzero(ends)
    # A chunk runs from the last place before its end where one started.
    begun = np.maximum.accumulate(np.where(starts, np.arange(len(prefix)), 0))
    return begun[stops - 1], stops


def _strict(prefix: Words, label: Words, rules: Rules) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Runs in which each token goes on with the one before, if they open and close as they must."""
    goes_on = np.zeros(len(prefix), np.bool_)
    goes_on[1:] = np.isin(prefix[1:], ["I", "E", "L"]) & np.isin(prefix[:-1], ["B", "I"]) & (label[1:] == label[:-1])
    starts = np.flatnonzero(~goes_on)
    ends = np.append(starts[1:], len(prefix))
    right = np.isin(prefix[starts], list(rules.opens)) & np.isin(prefix[ends - 1], list(rules.closes))
    return starts[right], ends[right]
