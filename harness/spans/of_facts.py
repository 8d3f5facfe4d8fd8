"""The spans of facts: the evidence labelled with the fact's type, the fillers with `type.slot`.

Measures of spans know no optional gold. So optional gold is left out, and with it found spans that are equal to it and
to nothing else in gold: they count nowhere, as everywhere in the harness. Fillers without a place have no span.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from harness.facts import Accepts, Fact, GoldFact
from harness.spans.corpus import LabelledSpan, SpanCorpus, span_corpus

Section = Literal["evidence", "slots"]
SECTIONS: tuple[Section, ...] = ("evidence", "slots")

_PLAIN = Accepts()


def fact_spans(
    gold: Mapping[str, Sequence[GoldFact]],
    found: Mapping[str, Sequence[Fact]],
    section: Section,
    tags: Iterable[str] | None = None,
) -> SpanCorpus:
    """The spans of one section; documents are the articles of both sides. `tags` as in `span_corpus`."""
    needed: dict[str, list[LabelledSpan]] = {}
    answered: dict[str, list[LabelledSpan]] = {}
    for article in sorted({*gold, *found}):
        mine = [item for one in gold.get(article, ()) for item in _gold_spans(one, section)]
        required = Counter(span for span, optional in mine if not optional)
        spare = Counter(span for span, optional in mine if optional)
        theirs = Counter(span for fact in found.get(article, ()) for span in _spans(fact, section))
        needed[article] = sorted(required.elements())
        answered[article] = sorted((theirs - (spare & (theirs - required))).elements())
    return span_corpus(needed, answered, tags)


def _gold_spans(gold: GoldFact, section: Section) -> Iterator[tuple[LabelledSpan, bool]]:
    """The spans of a gold fact, and whether each is optional."""
    if section == "evidence":
        yield from ((span, gold.optional) for span in _spans(gold.fact, section))
        return
    for slot, fillers in gold.fact.slots.items():
        accepts = gold.accepts.get(slot, ())
        for index, filler in enumerate(fillers):
            if filler.span is not None:
                accepted = accepts[index] if index < len(accepts) else _PLAIN
                yield LabelledSpan(*filler.span, f"{gold.fact.type}.{slot}"), gold.optional or accepted.optional


def _spans(fact: Fact, section: Section) -> Iterator[LabelledSpan]:
    if section == "evidence":
        yield from (LabelledSpan(*span, fact.type) for span in fact.evidence)
        return
    for slot, fillers in fact.slots.items():
        yield from (LabelledSpan(*one.span, f"{fact.type}.{slot}") for one in fillers if one.span is not None)
