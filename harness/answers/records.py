"""What a system answered about one article, as JSON records -> facts of ours, and what is wrong with the answer. Pure.

A record is a fact as `harness.corpora.plain_facts` reads it. Its fillers may have spans or only words, and its evidence
spans, words, or both:

    {"type": "detention", "count": 9, "place": ["Osh"], "quotes": ["nine men were held in Osh"]}
    {"type": "detention", "slots": {"detainee": {"text": "men"}}, "evidence": [[0, 20], "nine men were held"]}
    {"type": "detention", "quotes": [{"text": "nine", "before": "said that", "after": "men"}]}
    {"type": "detention", "evidence": [{"text": "nine men", "span": [0, 8]}]}

Of a quote's context `prefix` and `suffix` are other names, and `exact` of its text (W3C's TextQuoteSelector).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from harness.answers.align import Aligner
from harness.answers.fillers import as_value, with_words
from harness.answers.letters import caseless
from harness.answers.mapping import as_list
from harness.corpora.plain_facts import fact_of
from harness.facts import Article, Fact, Filler, Span
from harness.gold.anchor import Quote
from harness.gold.problems import shown
from harness.normalise.folding import folded
from harness.runs.run import Trouble
from harness.schema import FactType, Schema

_QUOTE = {"text": "text", "exact": "text", "before": "before", "prefix": "before", "after": "after", "suffix": "after"}
_NO_TYPE = FactType("", {})
_TOP = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Record:
    """A fact with the spans that the system gave, if any, and the words that it quoted as evidence.

    `claims` are evidence that came with both: where it stands is to be checked. A fact in the harness's own columns is
    `complete`: what has no span there was given none.
    """

    fact: Fact
    quotes: tuple[Quote, ...] = ()
    claims: tuple[tuple[Quote, Span], ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The facts of one article in the order of the records, and what went wrong with single ones."""

    facts: tuple[Fact, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def answer_of(article: Article, data: Iterable[object], schema: Schema) -> Answer:
    """Read JSON records of `article` and place their words in it; a record that is no fact is a trouble `bad_value`.

    >>> article = Article("raid", "Two men were held in Osh.", "")
    >>> answer = answer_of(article, [{"type": "detention", "place": "Osh", "quotes": "men were freed"}, 7], Schema({}))
    >>> answer.facts[0].slots["place"]
    (Filler(text='Osh', value=None, span=Span(start=21, end=24), precision='exact'),)
    >>> for trouble in answer.troubles:
    ...     print(trouble.kind, trouble.message)
    bad_value record 2: a fact is a JSON object, not 7
    unaligned evidence of detention: "men were freed" is nowhere in the article
    """
    records: list[Record] = []
    troubles: list[Trouble] = []
    for number, one in enumerate(data, 1):
        try:
            records.append(read_record(one))
        except ValueError as error:
            troubles.append(Trouble(article.id, "bad_value", f"record {number}: {error}"))
    placed = answer(article, records, schema)
    return Answer(placed.facts, (*troubles, *placed.troubles))


def read_record(data: object) -> Record:
    """The record in `data`. Raises ValueError that says what is wrong with it.

    >>> read_record({"type": "aim", "goal": "peace", "quotes": ["want peace"]}).quotes
    (Quote(text='want peace', before='', after=''),)
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"a fact is a JSON object, not {data!r:.80}")
    rest = {key: value for key, value in data.items() if key not in ("quotes", "evidence")}
    spans: list[object] = []
    quotes = [_quote(one) for one in as_list(data.get("quotes")) if one not in (None, "")]
    claims: list[tuple[Quote, Span]] = []
    for one in as_list(data.get("evidence")):
        if isinstance(one, Mapping) and one.get("span") is None:  # a table has the column, whether filled or not
            one = {key: value for key, value in one.items() if key != "span"}
        if isinstance(one, str) or _is_quote(one):
            quotes += [_quote(one)] if one else []
        elif isinstance(one, Mapping) and _is_quote({key: text for key, text in one.items() if key != "span"}):
            claims.append((_quote({key: text for key, text in one.items() if key != "span"}), _span(one["span"])))
        else:
            spans.append(one)
    if "evidence" in data:
        rest["evidence"] = spans
    complete = isinstance(data.get("slots"), list) or isinstance(data.get("fact"), Mapping)
    return Record(fact_of(rest).fact, tuple(quotes), tuple(claims), complete)


def answer(article: Article, records: Sequence[Record], schema: Schema) -> Answer:
    """Place every quote of the records in the article, repeated mentions by the order of the records.

    Evidence comes first; words that fill a slot are sought in it, and else nearest to it. A quote that is nowhere is a
    trouble `unaligned`: evidence is then left out, and a filler keeps its words without a span. Spans that the system
    gave are left as they are, but evidence whose words do not stand at its span is a trouble `quote_mismatch`, and
    costs the fact.
    """
    records, wrong = _claimed(article, records)
    words = [quote for record in records for quote in _quotes(record)]
    aligner = Aligner(article.text, words)
    leads = aligner.in_order([(record.fact.type, _lead(record, aligner)) for record in records])
    placings = [
        _Placing(article, aligner, schema.types.get(record.fact.type, _NO_TYPE), lead)
        for record, lead in zip(records, leads, strict=True)
    ]
    facts = tuple(placing.fact(record) for placing, record in zip(placings, records, strict=True))
    return Answer(facts, (*wrong, *(trouble for placing in placings for trouble in placing.troubles)))


def _claimed(article: Article, records: Sequence[Record]) -> tuple[list[Record], list[Trouble]]:
    """Take claims that are true for spans; a record with one that is not is a trouble."""
    right: list[Record] = []
    wrong: list[Trouble] = []
    for record in records:
        there = [article.text[max(0, span.start) : max(0, span.end)] for _, span in record.claims]
        for (quote, span), words in zip(record.claims, there, strict=True):
            if not _same(words, quote.text):
                said = f"evidence of {record.fact.type} is {shown(quote.text)}, but the article has {shown(words)}"
                wrong.append(Trouble(article.id, "quote_mismatch", f"{said} at {span.start}:{span.end}"))
                break
        else:
            if record.claims:
                spans = (*record.fact.evidence, *(span for _, span in record.claims))
                record = replace(record, fact=replace(record.fact, evidence=spans), claims=())
            right.append(record)
    return right, wrong


def _same(words: str, quote: str) -> bool:
    """Tell whether two texts differ in nothing that matters; of one that is far longer that is clear without a look."""
    if words == quote or len(words) > 10 * len(quote):
        return words == quote
    return caseless(folded(words).text.strip()) == caseless(folded(quote).text.strip())


class _Placing:
    """One record on its way to a fact; `lead` is where it begins, as far as that is known."""

    def __init__(self, article: Article, aligner: Aligner, fact_type: FactType, lead: Span | None) -> None:
        self.troubles: list[Trouble] = []
        self._article = article
        self._aligner = aligner
        self._type = fact_type
        self._lead = lead
        self._taken: set[Span] = set()

    def fact(self, record: Record) -> Fact:
        """The fact of the record, its quotes placed."""
        fact = record.fact
        if record.complete:
            return replace(fact, evidence=(*fact.evidence, *self._evidence(record)))
        evidence = (*fact.evidence, *self._evidence(record))
        slots = {
            slot: tuple(self._filler(one, slot, f"{fact.type}.{slot}", evidence) for one in fillers)
            for slot, fillers in fact.slots.items()
        }
        source = fact.source and self._filler(fact.source, "source", f"source of {fact.type}", evidence)
        return replace(fact, slots=slots, evidence=tuple(dict.fromkeys(evidence)), source=source)

    def _evidence(self, record: Record) -> Iterator[Span]:
        for number, quote in enumerate(record.quotes):
            if number == 0 and not record.fact.evidence:
                place = self._lead
            else:
                place = self._aligner.nearest(quote, self._lead or _TOP)
            if place is None:
                self._miss(f"evidence of {record.fact.type}", quote.text)
            else:
                yield place

    def _filler(self, filler: Filler, slot: str, where: str, evidence: Sequence[Span]) -> Filler:
        filler = as_value(filler, self._type.slots.get(slot), sure=True)
        if filler.span is not None or not filler.text:
            return with_words(filler, self._article.text)
        quote = Quote(filler.text)
        place = self._aligner.inside(quote, evidence, self._taken)
        if place is None:
            place = self._aligner.nearest(quote, self._lead or _TOP)
        if place is not None:
            self._taken.add(place)
            return Filler(self._article.text[slice(*place)], filler.value, place, filler.precision)
        value = as_value(filler, self._type.slots.get(slot), sure=False)
        if value.text is not None:
            self._miss(where, filler.text)
        return value

    def _miss(self, where: str, words: str) -> None:
        message = f"{where}: {shown(words)} is nowhere in the article"
        self.troubles.append(Trouble(self._article.id, "unaligned", message))


def _lead(record: Record, aligner: Aligner) -> Quote | Span | None:
    """Where the record begins, or the words that say so: its evidence, else the filler with the fewest places."""
    if record.fact.evidence:
        return record.fact.evidence[0]
    if record.quotes:
        return record.quotes[0]
    spans = [filler.span for filler in record.fact.fillers if filler.span is not None]
    rare = [(len(places), quote) for quote in _quotes(record) if (places := aligner.places(quote))]
    return min(spans, default=None) or (min(rare, key=lambda one: one[0])[1] if rare else None)


def _quotes(record: Record) -> Iterator[Quote]:
    """Every quote that has to be sought for the record."""
    yield from record.quotes
    for filler in () if record.complete else record.fact.fillers:
        if filler.text and filler.span is None:
            yield Quote(filler.text)


def _quote(data: object) -> Quote:
    if isinstance(data, str):
        return Quote(data)
    if not _is_quote(data):
        raise ValueError(f"a quote is text, or an object with {', '.join(_QUOTE)}, not {data!r:.80}")
    said = {_QUOTE[key]: text for key, text in data.items() if text}
    return Quote(said.get("text", ""), said.get("before", ""), said.get("after", ""))


def _is_quote(data: object) -> TypeGuard[Mapping[str, str | None]]:
    return (
        isinstance(data, Mapping)
        and bool({"text", "exact"} & set(data))
        and set(data) <= set(_QUOTE)
        and all(isinstance(text, str) or text is None for text in data.values())
    )


def _span(data: object) -> Span:
    if isinstance(data, list | tuple) and len(data) == 2 and all(type(edge) is int for edge in data):
        return Span(*data)
    raise ValueError(f"a span is [start, end], two whole numbers, not {data!r:.80}")
