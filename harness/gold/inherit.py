"""What a fact takes over from the fact that it is part of, and whether it then says enough."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from harness.facts import Accepts, Fact, GoldFact
from harness.gold.facts import WrittenFact
from harness.gold.problems import FileProblems
from harness.gold.slots import Written

INHERITED = ("place", "date", "start", "end")
"""Slots that a part takes over; `source` comes over besides. Never who did it: not the killer of his own men."""


def complete(facts: Sequence[WrittenFact], problems: FileProblems) -> tuple[GoldFact, ...]:
    """The facts with what they inherit; those that lack a slot they need are noted.

    A part takes over what its container has of its own, as optional slots, and passes nothing on.
    """
    by_id = {fact.id: fact for fact in facts}
    return tuple(_complete(fact, by_id, problems) for fact in facts)


def _complete(fact: WrittenFact, by_id: Mapping[str, WrittenFact], problems: FileProblems) -> GoldFact:
    container = by_id.get(fact.part_of) if fact.part_of and fact.part_of != fact.id else None
    slots = {**fact.slots, **(_inherited(fact, container) if container else {})}
    source = fact.source
    if source is None and container and container.source:
        source = _optional(container.source)
    if container or fact.part_of is None:  # a container that cannot be read might have filled what is lacking
        theirs = container.named & set(INHERITED) if container else frozenset[str]()
        _check_filled(fact, fact.named | theirs, problems)
    order = [name for name in fact.type.slots if slots.get(name)]
    accepts: dict[str, tuple[Accepts, ...]] = {name: tuple(w.accepts for w in slots[name]) for name in order}
    if source:
        accepts["source"] = (source.accepts,)
    return GoldFact(
        fact.id,
        Fact(
            fact.type.name,
            {name: tuple(w.filler for w in slots[name]) for name in order},
            fact.spans,
            fact.modality,
            fact.polarity,
            source.filler if source else None,
        ),
        accepts,
        fact.optional,
        fact.part_of,
        fact.note,
    )


def _inherited(fact: WrittenFact, container: WrittenFact) -> dict[str, tuple[Written, ...]]:
    inherited: dict[str, tuple[Written, ...]] = {}
    for name in INHERITED:
        own, theirs = fact.type.slots.get(name), container.type.slots.get(name)
        fillers = container.slots.get(name)
        if own is None or theirs is None or not fillers or name in fact.named or own.kinds != theirs.kinds:
            continue
        inherited[name] = tuple(map(_optional, fillers)) if own.fillers == "several" else (_any_of(fillers),)
    return inherited


def _optional(written: Written) -> Written:
    return replace(written, accepts=replace(written.accepts, optional=True))


def _any_of(fillers: Sequence[Written]) -> Written:
    """One filler for a slot that takes one: the first, with the words and names of the others as right as its own."""
    first = fillers[0]
    others = (name for w in fillers[1:] for name in ((w.filler.text or ""), *w.accepts.names) if name)
    names = tuple(dict.fromkeys((*first.accepts.names, *others)))
    containers = tuple(dict.fromkeys(name for w in fillers for name in w.accepts.containers))
    return replace(first, accepts=replace(first.accepts, names=names, containers=containers, optional=True))


def _check_filled(fact: WrittenFact, filled: frozenset[str], problems: FileProblems) -> None:
    keys = [slot.name for slot in fact.type.slots.values() if slot.key]
    lacking = [slot.name for slot in fact.type.slots.values() if slot.fillers == "one" and slot.name not in filled]
    what = f"fact '{fact.id}' ({fact.type.name})"
    if lacking:
        problems.error(fact.at, f"{what} must fill {', '.join(lacking)}")
    elif keys and not filled & set(keys):
        problems.error(fact.at, f"{what} must fill at least one of its key slots: {', '.join(keys)}")
