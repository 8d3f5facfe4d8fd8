"""How far the automatic score lies from the judges': systems beside one another, their order, and the slots.

The measure is F (P&R) of ALL TEMPLATES, as official reports print it. The distance is the mean absolute difference over
the systems, in points of F; the agreement of two orders is Kendall's tau-b (M. Kendall, "The treatment of ties in
ranking problems", Biometrika 33, 1945): 1 for the same order, -1 for its reverse.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.muc4.automatic import align_and_judge
from harness.muc4.judgements import Judgement
from harness.muc4.official import numbered
from harness.muc4.slots import SCORED
from harness.muc4.tallies import Tally, TemplateScore, added
from harness.muc4.templates import Template
from harness.muc4.totals import by_slot, f_measures, totals

MEASURE = "P&R"


@dataclass(frozen=True, slots=True)
class System:
    """What one system responded, and how the judges scored it: the entries of its official report."""

    name: str
    response: Sequence[Template]
    report: Sequence[TemplateScore]


@dataclass(frozen=True, slots=True)
class Standing:
    """F of one system in percent, by the judges, by rule alone, and by rule with the judges' single decisions.

    None where F is 0/0, and `judged` also where no judgements were given. The tallies are those of all slots.
    """

    name: str
    official: float | None
    automatic: float | None
    judged: float | None
    official_slots: dict[str, Tally]
    automatic_slots: dict[str, Tally]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Systems in the judges' order, best first; of equals, and of those without F, by name."""

    standings: tuple[Standing, ...]

    def distance(self, *, judged: bool = False) -> float | None:
        """Mean absolute difference to the official F in points; None where there is nothing to compare."""
        differences = [abs(found - official) for official, found in self._pairs(judged)]
        return sum(differences) / len(differences) if differences else None

    def tau(self, *, judged: bool = False) -> float | None:
        """Kendall's tau-b against the official order, -1 to 1; None for fewer than two systems, or all tied."""
        from scipy.stats import kendalltau

        pairs = self._pairs(judged)
        if len(pairs) < 2:
            return None
        value = float(kendalltau(*zip(*pairs, strict=True)).statistic)
        return None if value != value else value

    def slots(self) -> dict[str, tuple[Tally, Tally]]:
        """Slot -> the judges' counts and the automatic ones, added over all systems."""
        return {
            slot.name: (
                added(standing.official_slots[slot.name] for standing in self.standings),
                added(standing.automatic_slots[slot.name] for standing in self.standings),
            )
            for slot in SCORED
        }

    def _pairs(self, judged: bool) -> list[tuple[float, float]]:
        found = [standing.judged if judged else standing.automatic for standing in self.standings]
        official = [standing.official for standing in self.standings]
        return [(a, b) for a, b in zip(official, found, strict=True) if a is not None and b is not None]


def rank(key: Sequence[Template], systems: Iterable[System], judgements: Sequence[Judgement] | None = None) -> Ranking:
    """Score every system three ways; without `judgements` two ways."""
    standings = [_standing(key, system, judgements) for system in systems]
    return Ranking(tuple(sorted(standings, key=lambda standing: (-_or_less(standing.official), standing.name))))


def _standing(key: Sequence[Template], system: System, judgements: Sequence[Judgement] | None) -> Standing:
    automatic = align_and_judge(key, system.response)
    judged = None if judgements is None else align_and_judge(key, system.response, judgements)
    return Standing(
        system.name,
        _measure(key, system.report),
        _measure(key, automatic),
        None if judged is None else _measure(key, judged),
        by_slot(system.report),
        by_slot(automatic),
    )


def _measure(key: Sequence[Template], scores: Sequence[TemplateScore]) -> float | None:
    return f_measures(totals(scores, numbered(key)))[MEASURE]


def _or_less(value: float | None) -> float:
    return -1.0 if value is None else value
