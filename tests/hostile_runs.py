"""Runs whose every word is a payload: name, signature, troubles, articles, gold, and what was found there.

Matched and scored as any other run; only reading and checking files is left out, which would refuse most of it.
"""

from collections.abc import Sequence

from hostile import short, storable

from harness.corpora.corpus import Corpus
from harness.facts import Accepts, Article, Fact, Filler, GoldFact, Span
from harness.matching.match import match
from harness.runs.run import Run, Trouble
from harness.schema import FactType, Schema, SlotType
from harness.scores.table import score_rows

OTHER = "other"
BEFORE, AFTER = "Before ", " after it.\n\nNothing here.\n"


def hostile_run(name: str, payloads: Sequence[str]) -> Run:
    """One article, fact type, gold id, slot and trouble a payload; `name` is also the run's signature.

    Of each payload: a fact with a wrong filler and one in excess, a fact that nobody finds, and a spurious one that
    was perhaps taken for it.
    """
    texts = {short(text): text for text in map(storable, payloads)}
    types = {one: FactType(one, {slot.name: slot for slot in _slots(one)}) for one in (*texts, OTHER)}
    articles = tuple(Article(one, f"{BEFORE}{text}{AFTER}", f"{len(one):064x}") for one, text in texts.items())
    gold = {one: _gold(one, text) for one, text in texts.items()}
    found = {one: _found(one, text) for one, text in texts.items()}
    schema = Schema(types)
    matching = match(gold, found, schema)
    name = short(name)
    return Run(
        name=name,
        signature=f"{name}|extractor:{name}",
        extractor={name: name},
        corpus=Corpus(schema, articles, gold, "8cd5a3bb" + "0" * 56),
        found=found,
        outcomes=matching.outcomes,
        confusions=matching.confusions,
        rows=score_rows(matching.outcomes, schema),
        troubles=tuple(Trouble(short(storable(one)), "error", f"ValueError: {one}") for one in payloads),
    )


def _slots(name: str) -> tuple[SlotType, ...]:
    return SlotType(name, ("mention",), "several", key=True), SlotType("who", ("entity",))


def _place(text: str) -> Span:
    return Span(len(BEFORE), len(BEFORE) + len(text))


def _gold(name: str, text: str) -> tuple[GoldFact, ...]:
    at = _place(text)
    words = Filler(text, text, at)
    whole = (Span(0, at.end + 6),)
    wrong = Fact(name, {name: (words,), "who": (Filler("after", None, Span(at.end + 1, at.end + 6)),)}, whole)
    missed = Fact(name, {name: (words,)}, (at,), source=words)
    return (
        GoldFact(name, wrong, {name: (Accepts((text,), (text,), entity=name),)}, note=text),
        GoldFact(f"{name} missed", missed, note=text),
    )


def _found(name: str, text: str) -> tuple[Fact, ...]:
    at = _place(text)
    before = Filler("Before", "Before", Span(0, 6))
    return (
        Fact(name, {name: (before,), "who": (Filler(text, text, at),)}, (Span(0, at.end),), source=Filler(text)),
        Fact(OTHER, {OTHER: (Filler(text, text, at), Filler(value=text))}, (Span(at.start - 1, at.end),)),
    )
