"""A small corpus of made-up articles, and a fact that is right about each."""

from harness.corpora.corpus import Corpus
from harness.facts import Article, Fact, Filler, GoldFact, Span
from harness.schema import FactType, Schema, SlotType

TEXT = "Nine rebels were held in Aden on 3 May. 😀 Police seized a rifle."


def schema() -> Schema:
    slots = (
        SlotType("count", ("number",), key=True),
        SlotType("detainee", ("entity", "mention"), "several", key=True),
        SlotType("place", ("place",), key=True),
        SlotType("date", ("date",)),
    )
    taken = (
        SlotType("item", ("mention",), "one", key=True),
        SlotType("outcome", ("enum",), values=("kept", "lost")),
    )
    types = {"detention": slots, "seizure": taken}
    return Schema({name: FactType(name, {slot.name: slot for slot in its}) for name, its in types.items()}, "5c")


def quoted(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def filler(words: str, value: int | str | None = None, text: str = TEXT) -> Filler:
    return Filler(words, value, quoted(words, text))


def detention(text: str = TEXT) -> Fact:
    return Fact(
        type="detention",
        slots={
            "count": (filler("Nine", 9, text),),
            "detainee": (filler("rebels", None, text),),
            "date": (filler("3 May", "XXXX-05-03", text),),
        },
        evidence=(quoted("Nine rebels were held", text),),
        source=Filler(text="Police", span=quoted("Police", text)),
        confidence=0.5,
    )


def articles(count: int) -> tuple[Article, ...]:
    return tuple(Article(f"a{index:02}", TEXT, "00") for index in range(count))


def corpus(count: int = 1) -> Corpus:
    gold = {one.id: (GoldFact("held", detention()),) for one in articles(count)}
    return Corpus(schema(), articles(count), gold, "ab" * 32)
