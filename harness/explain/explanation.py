"""One gold fact explained: what it says, which found facts came into question, and why the pairing chose as it did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.errors import ConfigError
from harness.explain.candidates import Group, Line, Worth
from harness.facts import Fact, GoldFact, Span
from harness.gold.problems import closest
from harness.kinds.choose import with_kinds
from harness.schema import ATTRIBUTES

if TYPE_CHECKING:
    from harness.runs.run import Run

_POSSIBLE, _IMPOSSIBLE = 10, 3
"""How many found facts are shown: of those that may be paired with the gold fact, and of those that may not."""

_UNITS = (
    "credit",
    "required gold facts",
    "characters of shared evidence",
    "agreement of modality, polarity and source",
)
"""The tiers of `Worth`, in words."""


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
    """A gold fact of a run, with what was considered for it, the chosen one first, then the better ones.

    `left_out` counts the candidates that came into question as well, but are worth less than all that are shown.
    """

    run: str
    article: str
    fact: GoldFact
    words: str
    outcome: str
    considered: tuple[Considered, ...]
    verdict: str
    left_out: int = 0


def explain(run: "Run", fact: str, article: str | None = None, allow: Sequence[str] = ()) -> Explanation:
    """Explain the gold fact of that id. Raises ConfigError where there is none, or one in several articles.

    `allow` names the packages that may hold the classes of the schema's own slot kinds.
    """
    article = _article(run, fact, article)
    gold = next(one for one in run.corpus.gold[article] if one.id == fact)
    kind = gold.fact.type
    text, published = next((one.text, one.published) for one in run.corpus.articles if one.id == article)
    rivals = [one for one in run.corpus.gold[article] if one.fact.type == kind]
    answers = [(index, one) for index, one in enumerate(run.found[article]) if one.type == kind]
    group = Group(rivals, [one for _, one in answers], with_kinds(run.corpus.schema, allow), published)
    judged = _Judge(group, rivals.index(gold), [index for index, _ in answers])
    facts = run.outcomes[(run.outcomes["level"] == "fact") & (run.outcomes["article"] == article)]
    (outcome,) = facts.loc[facts["gold"] == fact, "outcome"].tolist() or [""]
    considered = [*judged.considered(text), *_other_types(gold.fact, run.found[article], text)]
    return Explanation(
        run.name,
        article,
        gold,
        _quoted(text, gold.fact.evidence),
        outcome,
        tuple(considered),
        judged.verdict(),
        max(0, len(judged.possible) - _POSSIBLE),
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
        possible = sorted(found for one, found in group.worth if one == gold)
        others = sorted((one for one in possible if one != self.chosen), key=lambda one: [-t for t in self._tiers(one)])
        self.possible = [*([] if self.chosen is None else [self.chosen]), *others]

    def considered(self, text: str) -> list[Considered]:
        """All that were possible, and the best few of those that were not."""
        candidates = [
            self._described(found, self._fate(found), self.group.worth[self.gold, found], text)
            for found in self.possible[:_POSSIBLE]
        ]
        return [*candidates, *self._impossible(text)]

    def _impossible(self, text: str) -> list[Considered]:
        """The found facts of the type that may not be paired with it, the best of them: what they have of it."""
        reason = "no candidate: no key slot is even partly right, and no evidence is shared"
        rest = [found for found in range(len(self.indices)) if found not in self.possible]
        lines = {found: self.group.lines(self.gold, found) for found in rest}
        worth = {found: _worth(its, optional=self.group.gold[self.gold].optional) for found, its in lines.items()}
        best = sorted(rest, key=lambda found: [-tier for tier in worth[found].tiers])[:_IMPOSSIBLE]
        return [self._described(found, reason, worth[found], text) for found in best]

    def verdict(self) -> str:
        """Why the pairing chose as it did, in a sentence."""
        if not self.possible:
            return "Not found: no found fact of its type shares a key slot or evidence with it."
        if self.chosen is None:
            return f"Left alone: {self._why_not(self.possible[0])}."
        if len(self.possible) == 1:
            return f"Paired with found {self._name(self.chosen)}, the only candidate."
        return f"Paired with found {self._name(self.chosen)}: {self._why()}."

    def _described(self, found: int, reason: str, worth: Worth, text: str) -> Considered:
        fact = self.group.found[found]
        return Considered(
            self.indices[found],
            fact.type,
            _quoted(text, fact.evidence),
            found == self.chosen,
            found in self.possible,
            reason,
            worth.credit,
            worth.required,
            worth.overlap,
            worth.agreement,
            self.group.lines(self.gold, found),
        )

    def _fate(self, found: int) -> str:
        if found != self.chosen:
            return f"not chosen: {self._why_not(found)}"
        return f"chosen: {self._why()}" if len(self.possible) > 1 else "chosen: the only candidate"

    def _why(self) -> str:
        """Why the chosen one: against the best of the others."""
        chosen, rival = self.possible[:2]
        ours, theirs = self._tiers(chosen), self._tiers(rival)
        tier = _first_difference(ours, theirs)
        if tier is None:
            return f"by itself worth as much as found {self._name(rival)}, but {self._why_not(rival)}"
        if ours[tier] < theirs[tier]:
            return f"although found {self._name(rival)} has more {_UNITS[tier]}: {self._why_not(rival)}"
        level = "equal credit, and " if tier else ""
        return f"{level}{_n(ours[tier])} {_UNITS[tier]} against {_n(theirs[tier])} of found {self._name(rival)}"

    def _why_not(self, found: int) -> str:
        """Why a possible candidate was not taken: what the best pairing with it would be worth."""
        best = self.group.total(self.group.best)
        forced = self.group.total(self.group.forced(self.gold, found))
        tier = _first_difference(best, forced)
        taken = self.partner.get(found)
        went = "" if taken is None else f"found {self._name(found)} went to gold `{self.group.gold[taken].id}`, "
        if tier is None:
            what = f"{went}which" if went else "the pairing chosen"
            return f"{what} is worth the same, and comes first in the fixed order"
        if not went and self.chosen is not None:
            ours, theirs = self._tiers(self.chosen)[tier], self._tiers(found)[tier]
            if ours - theirs == best[tier] - forced[tier]:
                return f"{_n(theirs)} {_UNITS[tier]} against {_n(ours)} of found {self._name(self.chosen)}"
        gives = f"{went}which gives" if went else "the pairing chosen gives"
        kind = self.group.gold[self.gold].fact.type
        in_all = f"{_n(best[tier])} {_UNITS[tier]} in all instead of {_n(forced[tier])}"
        return f"{gives} the {kind} facts of the article {in_all}"

    def _tiers(self, found: int) -> tuple[float, ...]:
        return self.group.worth[self.gold, found].tiers

    def _name(self, found: int) -> str:
        return f"#{self.indices[found]}"


def _worth(lines: Sequence[Line], optional: bool) -> Worth:
    """What a pair that is not possible has in common: other slots than key ones, and attributes."""
    credit, agreement = (
        sum(line.credit for line in lines if (line.slot in ATTRIBUTES) is attribute) for attribute in (False, True)
    )
    return Worth(credit, int(not optional), 0, agreement)


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
