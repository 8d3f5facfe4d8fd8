"""One gold fact explained: what it says, which found facts came into question, and why the pairing chose as it did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.errors import ConfigError
from harness.explain.candidates import TIERS, Candidate, Group, Line
from harness.facts import Fact, GoldFact, Span
from harness.gold.problems import closest

if TYPE_CHECKING:
    from harness.runs.run import Run

_IMPOSSIBLE = 3
"""How many found facts are shown that may not be paired with the gold fact at all."""

_UNITS = {
    "credit": "credit",
    "required": "required gold facts",
    "overlap": "characters of shared evidence",
    "agreement": "agreement of modality, polarity and source",
}


@dataclass(frozen=True, slots=True)
class Considered:
    """A found fact (its index within the article) beside the gold fact; `reason` is a sentence on its fate.

    `credit` and the other tiers are None for facts of another type, which are never compared.
    """

    found: int
    type: str
    words: str
    chosen: bool
    possible: bool
    reason: str
    credit: float | None = None
    required: int | None = None
    overlap: int | None = None
    agreement: float | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A gold fact of a run, with all that was considered for it, the chosen one first, then the better ones."""

    run: str
    article: str
    fact: GoldFact
    words: str
    outcome: str
    considered: tuple[Considered, ...]
    verdict: str


def explain(run: "Run", fact: str, article: str | None = None) -> Explanation:
    """Explain the gold fact of that id. Raises ConfigError where there is none, or one in several articles."""
    article = _article(run, fact, article)
    gold = next(one for one in run.corpus.gold[article] if one.id == fact)
    kind = gold.fact.type
    text, published = next((one.text, one.published) for one in run.corpus.articles if one.id == article)
    rivals = [one for one in run.corpus.gold[article] if one.fact.type == kind]
    answers = [(index, one) for index, one in enumerate(run.found[article]) if one.type == kind]
    group = Group(rivals, [one for _, one in answers], run.corpus.schema, published)
    judged = _Judge(group, rivals.index(gold), [index for index, _ in answers])
    facts = run.outcomes[(run.outcomes["level"] == "fact") & (run.outcomes["article"] == article)]
    (outcome,) = facts.loc[facts["gold"] == fact, "outcome"].tolist() or [""]
    considered = [*judged.considered(text), *_other_types(gold.fact, run.found[article], text)]
    return Explanation(
        run.name, article, gold, _quoted(text, gold.fact.evidence), outcome, tuple(considered), judged.verdict()
    )


def _article(run: "Run", fact: str, article: str | None) -> str:
    """The article that holds the fact."""
    ids = {one: {gold.id for gold in run.corpus.gold[one]} for one in run.corpus.gold}
    if article is not None:
        if article not in ids:
            raise ConfigError(f"{run.name} has no article {article!r}{closest(article, ids)}")
        if fact not in ids[article]:
            raise ConfigError(f"article {article} has no gold fact {fact!r}{closest(fact, ids[article])}")
        return article
    holding = [one for one in sorted(ids) if fact in ids[one]]
    if not holding:
        known: set[str] = set().union(*ids.values())
        raise ConfigError(f"{run.name} has no gold fact {fact!r}{closest(fact, known)}")
    if len(holding) > 1:
        raise ConfigError(
            f"several articles have a gold fact {fact!r}: say which, article={' or article='.join(holding)}"
        )
    return holding[0]


class _Judge:
    """Tells why each found fact of the type was or was not paired with one gold fact."""

    def __init__(self, group: Group, gold: int, indices: Sequence[int]) -> None:
        """`indices` are the places of the group's found facts within the article."""
        self.group, self.gold, self.indices = group, gold, indices
        self.partner: Mapping[int, int] = {found: one for one, found in group.best}
        self.chosen = next((found for one, found in group.best if one == gold), None)
        mine = [group.candidates[gold, found] for found in range(len(indices))]
        ranked = sorted(mine, key=lambda one: (one.found != self.chosen, *(-tier for tier in one.tiers), one.found))
        self.possible = [one for one in ranked if one.possible]
        self.impossible = [one for one in ranked if not one.possible][:_IMPOSSIBLE]

    def considered(self, text: str) -> list[Considered]:
        """All that were possible, and the best few of those that were not."""
        return [self._described(one, text) for one in (*self.possible, *self.impossible)]

    def verdict(self) -> str:
        """Why the pairing chose as it did, in a sentence."""
        if not self.possible:
            return "Not found: no found fact of its type shares a key slot or evidence with it."
        if self.chosen is None:
            return f"Left alone: {self._why_not(self.possible[0])}."
        others = self.possible[1:]
        if not others:
            return f"Paired with found #{self.indices[self.chosen]}, the only candidate."
        return f"Paired with found #{self.indices[self.chosen]}: {self._why(others)}."

    def _described(self, one: Candidate, text: str) -> Considered:
        fact = self.group.found[one.found]
        if one.found == self.chosen:
            others = self.possible[1:]
            reason = f"chosen: {self._why(others)}" if others else "chosen: the only candidate"
        elif one.possible:
            reason = f"not chosen: {self._why_not(one)}"
        else:
            reason = "no candidate: no key slot is even partly right, and no evidence is shared"
        return Considered(
            self.indices[one.found],
            fact.type,
            _quoted(text, fact.evidence),
            one.found == self.chosen,
            one.possible,
            reason,
            one.credit,
            one.required,
            one.overlap,
            one.agreement,
            self.group.lines(self.gold, one.found),
        )

    def _why(self, others: Sequence[Candidate]) -> str:
        """Why the chosen one: against the best of the others."""
        chosen = self.group.candidates[self.gold, self.chosen if self.chosen is not None else -1]
        rival = others[0]
        tier = _first_difference(chosen.tiers, rival.tiers)
        if tier is not None and chosen.tiers[tier] > rival.tiers[tier]:
            level = "equal credit, and " if tier else ""
            than = f"{_n(chosen.tiers[tier])} {_UNITS[TIERS[tier]]} against {_n(rival.tiers[tier])}"
            return f"{level}{than} of found #{self.indices[rival.found]}"
        if tier is None:
            return f"by itself worth as much as found #{self.indices[rival.found]}, but {self._why_not(rival)}"
        return f"although found #{self.indices[rival.found]} has more {_UNITS[TIERS[tier]]}: {self._why_not(rival)}"

    def _why_not(self, one: Candidate) -> str:
        """Why a possible candidate was not taken: what the best pairing with it would be worth."""
        best = self.group.total(self.group.best)
        forced = self.group.total(self.group.forced(self.gold, one.found))
        tier = _first_difference(best, forced)
        taken = self.partner.get(one.found)
        went = (
            f"found #{self.indices[one.found]} went to gold `{self.group.gold[taken].id}`, "
            if taken is not None
            else ""
        )
        if tier is None:
            what = f"{went}which" if went else "the pairing chosen"
            return f"{what} is worth the same, and comes first in the fixed order"
        unit = _UNITS[TIERS[tier]]
        if not went and self.chosen is not None:
            chosen = self.group.candidates[self.gold, self.chosen]
            gain = chosen.tiers[tier] - one.tiers[tier]
            if abs(gain - (best[tier] - forced[tier])) < 1e-9:
                told = f"{_n(one.tiers[tier])} {unit} against {_n(chosen.tiers[tier])}"
                return f"{told} of found #{self.indices[self.chosen]}"
        gives = f"{went}which gives" if went else "the pairing chosen gives"
        kind = self.group.gold[self.gold].fact.type
        return f"{gives} the {kind} facts of the article {_n(best[tier])} {unit} in all instead of {_n(forced[tier])}"


def _other_types(fact: Fact, found: Sequence[Fact], text: str) -> list[Considered]:
    """Found facts of other types that share evidence with the gold fact: perhaps it was taken for one of them."""
    sharing = [
        (sum(_shared(a, b) for a in fact.evidence for b in one.evidence), index, one)
        for index, one in enumerate(found)
        if one.type != fact.type
    ]
    best = sorted((one for one in sharing if one[0]), key=lambda one: (-one[0], one[1]))[:_IMPOSSIBLE]
    said = "no candidate: it is a {}, and shares {} characters of evidence; facts of two types are never paired"
    return [
        Considered(index, one.type, _quoted(text, one.evidence), False, False, said.format(one.type, overlap))
        for overlap, index, one in best
    ]


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _first_difference(one: Sequence[float], other: Sequence[float]) -> int | None:
    return next((tier for tier, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), None)


def _quoted(text: str, evidence: Sequence[Span]) -> str:
    return " … ".join(" ".join(text[span.start : span.end].split()) for span in evidence)


def _n(value: float) -> str:
    """A sum of halves: 3, 3.5."""
    return f"{value:g}" if value == int(value) else f"{value:.1f}"
