"""What several members found in one article, put to the vote. Pure.

    union          what any member found
    intersection   what all found
    vote           what at least so many found, or such a share of them
    stacking       what any found, as far as they are to be believed: a noisy or of their precisions

Facts are the same if `harness.matching.alike` says so. Every fact gets a confidence in 0..1: the share of the members
that found it, or with stacking 1 - Π (1 - precision) over them, which is the probability that not all of them are
wrong if each errs on its own (noisy or: Pearl 1988, 'Probabilistic Reasoning in Intelligent Systems', section 4.3.2).
Members that err on the same facts are believed too much; how much, the report's calibration shows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Literal

from harness.extractors.merging import in_text_order, sureness, unite_all
from harness.facts import Fact
from harness.matching.alike import alike
from harness.schema import Schema

How = Literal["union", "intersection", "vote", "stacking"]

Precision = Callable[[str, str], float]
"""Of a member and a type: how often a fact of that type is right that this member found, in 0..1."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How it is voted; `votes` is a number of members or, if no whole number, a share of those that answered.

    `precision` is asked with stacking alone.
    """

    how: How
    votes: float = 1
    precision: Precision = lambda member, kind: 1.0

    def elects(self, voters: int, answered: int) -> bool:
        """Tell whether a fact is kept that `voters` of the `answered` members found."""
        match self.how:
            case "intersection":
                return voters == answered
            case "vote":
                return voters >= self.votes if isinstance(self.votes, int) else voters / answered >= self.votes
            case _:
                return True

    def confidence(self, kind: str, voters: Sequence[str], answered: int) -> float:
        """Return how sure a fact of type `kind` is that `voters` found, of `answered` members."""
        if self.how != "stacking":
            return len(voters) / answered
        return 1 - prod(1 - self.precision(member, kind) for member in voters)


def elect(answers: Mapping[str, Sequence[Fact]], rule: Rule, schema: Schema, published: str | None) -> list[Fact]:
    """Return the facts that are elected, in the order of the text; `answers` are those of the members that gave one.

    Of facts that are the same the words of the most precise member are kept (stacking), of equals those of the most
    confident fact, of equals those of the first member. What these lack (slots, evidence, a source) the others add.
    """
    members, lists = list(answers), list(answers.values())
    elected: list[Fact] = []
    for group in alike(lists, schema, published):
        if not rule.elects(len(group), len(members)):
            continue
        found = {members[place.member]: lists[place.member][place.number] for place in group}
        kind = next(iter(found.values())).type
        ranked = sorted(found, key=lambda member: (-rule.precision(member, kind), -sureness(found[member])))
        fact = unite_all([found[member] for member in ranked])
        elected.append(replace(fact, confidence=rule.confidence(kind, list(found), len(members))))
    return in_text_order(elected)
