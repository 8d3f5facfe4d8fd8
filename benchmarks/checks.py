"""Whether scorers that compute the same thing say the same."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.bounds import MODES
from benchmarks.span_peers import Answer

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Check:
    """What was compared, whether it held, and what was seen if it did not."""

    what: str
    holds: bool
    seen: str = ""


def check_four_modes(what: str, answer: Answer, best: Ints) -> Check:
    """All counts of all documents and modes equal the optimum, shape (documents, 4, 5)."""
    wrong = int((_stacked(answer) != best).any(axis=(1, 2)).sum())
    return Check(what, wrong == 0, f"{wrong} of {len(best)} documents have other counts" if wrong else "")


def check_nervaluate(what: str, answer: Answer, best: Ints) -> tuple[Check, str]:
    """A greedy pairing may lose points but never win any; and on how many documents it does."""
    theirs = _stacked(answer)
    above = int((theirs[..., 0] > best[..., 0]).sum())
    differ = (theirs != best).any(axis=2)
    lost = (best[..., 0] - theirs[..., 0]).sum(axis=0)
    modes = ", ".join(
        f"{mode} {count} ({points} correct lost)"
        for mode, count, points in zip(MODES, differ.sum(axis=0).tolist(), lost.tolist(), strict=True)
    )
    told = f"{what} differs from the optimum on {int(differ.any(axis=1).sum())} of {len(best)} documents: {modes}."
    return Check(f"{what} never above the optimum", above == 0, f"above it {above} times" if above else ""), told


def check_ratios(what: str, answer: Answer, right: Ints) -> Check:
    """Precision and recall are those of `right`: true positives, gold, found."""
    hits, gold, found = (int(number) for number in right)
    said = np.array([answer.precision, answer.recall], np.float64)
    same = np.isclose(said, [hits / found, hits / gold], rtol=0, atol=1e-12)
    seen = f"P {answer.precision}, R {answer.recall}; {hits}/{found}, {hits}/{gold} expected"
    return Check(what, bool(same.all()), "" if same.all() else seen)


def check_paired(what: str, answer: Answer, most: Ints) -> Check:
    """The largest one-to-one matching has as many pairs as the truth."""
    total = int(most.sum())
    return Check(what, answer.paired == total, "" if answer.paired == total else f"{answer.paired}, not {total}")


def _stacked(answer: Answer) -> Ints:
    """The counts as (documents, modes, outcomes)."""
    modes = answer.modes or {}
    return np.stack([modes[mode] for mode in MODES], axis=1)
