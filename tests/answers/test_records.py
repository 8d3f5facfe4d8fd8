from dataclasses import replace
from typing import Any

import pytest

from harness.answers.offsets import without_offsets
from harness.answers.records import Answer, Record, answer, answer_of, read_record
from harness.corpora.load import load_corpus
from harness.facts import Article, Fact, Filler, Span
from harness.gold.anchor import Quote
from harness.schema import FactType, Schema, SlotType
from harness.shipped import shipped_folder

TEXT = (
    "Police arrested two men in Osh on Sunday.\r\n“Two men”, the ministry said, were armed. "
    "Two men were killed in Osh. A third was held in Osh, the “ministry’s” men said."
)
ARTICLE = Article("raid", TEXT, "")
SLOTS = {
    "count": SlotType("count", ("number",)),
    "victim": SlotType("victim", ("mention",), "several"),
    "place": SlotType("place", ("place",)),
    "date": SlotType("date", ("date",)),
    "outcome": SlotType("outcome", ("enum",), values=("killed",)),
}
SCHEMA = Schema({name: FactType(name, SLOTS) for name in ("detention", "casualty")})


def placed(*data: object) -> Answer:
    return answer_of(ARTICLE, data, SCHEMA)


def the(filler: Filler | None) -> tuple[str | None, int | None]:
    assert filler is not None
    return filler.text, filler.span.start if filler.span else None


def test_the_words_of_a_fact_are_sought_in_its_evidence() -> None:
    got = placed(
        {"type": "detention", "place": "Osh", "victim": "men", "quotes": ["arrested two men in Osh on Sunday"]},
        {"type": "detention", "place": "Osh", "victim": "third", "quotes": ["A third was held in Osh"]},
        {"type": "casualty", "place": "Osh", "victim": "Two men", "quotes": ["Two men were killed in Osh."]},
    )
    assert [the(fact.slots["place"][0]) for fact in got.facts] == [("Osh", 27), ("Osh", 133), ("Osh", 108)]
    assert [the(fact.slots["victim"][0]) for fact in got.facts] == [("men", 20), ("third", 115), ("Two men", 85)]
    assert [TEXT[slice(*fact.evidence[0])][:7] for fact in got.facts] == ["arreste", "A third", "Two men"]
    assert got.troubles == ()


def test_words_outside_the_evidence_are_those_nearest_to_it() -> None:
    got = placed({"type": "detention", "place": "Osh", "date": "Sunday", "quotes": ["A third was held"]})
    assert the(got.facts[0].slots["place"][0]) == ("Osh", 133)
    assert the(got.facts[0].slots["date"][0]) == ("Sunday", 34)


def test_records_without_evidence_are_placed_by_their_rarest_words_and_their_order() -> None:
    got = placed(
        {"type": "detention", "place": "Osh"},
        {"type": "detention", "place": "Osh", "victim": "third"},
        {"type": "casualty", "place": "Osh"},
    )
    assert [the(fact.slots["place"][0]) for fact in got.facts] == [("Osh", 27), ("Osh", 133), ("Osh", 133)]
    assert all(fact.evidence == () for fact in got.facts)


def test_the_same_words_in_two_slots_are_two_mentions() -> None:
    got = placed({"type": "casualty", "victim": ["men", "men"], "source": "ministry", "quotes": [TEXT]})
    assert [the(one) for one in got.facts[0].slots["victim"]] == [("men", 20), ("men", 48)]
    assert the(got.facts[0].source) == ("ministry", 58)


def test_what_is_nowhere_is_told_and_costs_only_itself() -> None:
    got = placed(
        {
            "type": "casualty",
            "victim": "two gunmen",
            "place": "Osh",
            "quotes": ["Two men were wounded", "Two men were killed"],
        },
        {"type": "casualty", "source": {"text": "police\ud83d"}, "evidence": ["no such\nwords"]},
    )
    assert [(one.article, one.kind, one.message) for one in got.troubles] == [
        ("raid", "unaligned", 'evidence of casualty: "Two men were wounded" is nowhere in the article'),
        ("raid", "unaligned", 'casualty.victim: "two gunmen" is nowhere in the article'),
        ("raid", "unaligned", 'evidence of casualty: "no such\\nwords" is nowhere in the article'),
        ("raid", "unaligned", 'source of casualty: "police\\ud83d" is nowhere in the article'),
    ]
    assert got.facts[0].evidence == (Span(85, 104),)
    assert the(got.facts[0].slots["victim"][0]) == ("two gunmen", None)
    assert got.facts[1] == Fact("casualty", source=Filler("police\ud83d"))


def test_other_quotation_marks_and_white_space_give_the_words_of_the_article() -> None:
    got = placed({"type": "detention", "victim": 'the "ministry\'s" men', "quotes": ['on Sunday. "Two men", the']})
    assert got.facts[0].slots["victim"][0].text == "the “ministry’s” men"
    assert TEXT[slice(*got.facts[0].evidence[0])] == "on Sunday.\r\n“Two men”, the"


def test_a_context_tells_repeated_quotes_apart() -> None:
    quotes = [
        {"text": "two men", "before": "arrested"},
        {"exact": "Osh", "prefix": "held in", "suffix": ', the "ministry'},
    ]
    got = placed({"type": "detention", "quotes": quotes})
    assert got.facts[0].evidence == (Span(16, 23), Span(133, 136))


@pytest.mark.parametrize(
    ("slot", "given", "filler"),
    [
        ("outcome", "killed", Filler(value="killed")),  # a name of the schema, wherever the word stands
        ("outcome", "dead", Filler(value="dead")),  # for the checking to complain of
        ("outcome", {"text": "dead", "value": "killed"}, Filler(text="dead", value="killed")),
        ("count", "2", Filler(value=2)),
        ("count", "2.5", Filler(value=2.5)),
        ("count", "two", Filler("two", span=Span(16, 19))),
        ("count", {"text": "two", "value": 2}, Filler("two", 2, Span(16, 19))),
        ("date", "2024-03-03", Filler(value="2024-03-03")),
        ("date", "Sunday", Filler("Sunday", span=Span(34, 40))),
        ("place", {"value": 2, "span": [27, 30]}, Filler("Osh", 2, Span(27, 30))),
        ("place", {"text": "Osh", "span": [0, 3]}, Filler("Osh", span=Span(0, 3))),  # for the checking to complain of
        ("place", {"span": [300, 200]}, Filler(span=Span(300, 200))),
        ("strange", "2", Filler("2")),
    ],
)
def test_a_filler_is_read_by_the_kind_of_its_slot(slot: str, given: object, filler: Filler) -> None:
    assert placed({"type": "casualty", slot: given}).facts[0].slots[slot][0] == filler


def test_records_of_our_own_columns_and_spans_stay_as_they_are() -> None:
    row: dict[str, Any] = {
        "article_id": "raid",
        "index": 0,
        "type": "casualty",
        "slots": [
            {
                "slot": "count",
                "fillers": [
                    {
                        "text": "two",
                        "value": "2",
                        "value_type": "int",
                        "span": {"start": 16, "end": 19},
                        "precision": "exact",
                    }
                ],
            }
        ],
        "evidence": [{"start": 0, "end": 19}],
        "confidence": 0.5,
    }
    fact = Fact("casualty", {"count": (Filler("two", 2, Span(16, 19)),)}, (Span(0, 19),), confidence=0.5)
    assert placed(row) == Answer((fact,))
    assert answer(ARTICLE, [Record(fact, (Quote("held"),))], SCHEMA).facts[0].evidence == (Span(0, 19), Span(125, 129))


def test_what_is_no_fact_is_told_and_the_others_stay() -> None:
    got = placed(7, {"type": "casualty", "count": 2}, {"count": 1}, {"type": "casualty", "quotes": [7]}, ["x"], {})
    assert [fact.slots["count"][0].value for fact in got.facts] == [2]
    assert [one.kind for one in got.troubles] == ["bad_value"] * 5
    assert got.troubles[0].message == "record 1: a fact is a JSON object, not 7"
    assert "a quote is text, or an object with" in got.troubles[2].message


def test_a_fact_has_one_source_at_most() -> None:
    got = placed(*({"type": "detention", "source": source} for source in (["Police"], [], ["Police", "men"])))
    assert [fact.source and fact.source.text for fact in got.facts] == ["Police", None]
    (wrong,) = got.troubles
    assert wrong.message == "record 3: a fact has one source at most, not 2: ['Police', 'men']"


def test_evidence_with_words_and_offsets_must_agree_on_them() -> None:
    claims = [("“Two men”", [43, 52]), ('"two  men"', [43, 52]), ("Two men", [43, 52]), ("Two men", [0, 10**9])]
    got = placed(*({"type": "detention", "evidence": [{"text": text, "span": span}]} for text, span in claims))
    assert [fact.evidence for fact in got.facts] == [(Span(43, 52),)] * 2
    assert [(one.kind, one.message[:67]) for one in got.troubles] == [
        ("quote_mismatch", 'evidence of detention is "Two men", but the article has "“Two men”"'),
        ("quote_mismatch", 'evidence of detention is "Two men", but the article has "Police arr'),
    ]
    (unplaced,) = placed({"type": "detention", "evidence": [{"text": "Two men", "span": None}]}).facts
    assert unplaced.evidence == (Span(44, 51),)
    (wrong,) = placed({"type": "detention", "evidence": [{"text": "Two men", "span": [43]}]}).troubles
    assert wrong.message == "record 1: a span is [start, end], two whole numbers, not [43]"


@pytest.mark.parametrize("quotes", [None, "", [], [""], [None]])
def test_no_quotes_are_none(quotes: object) -> None:
    assert read_record({"type": "aim", "quotes": quotes}).quotes == ()


def test_thousands_of_records_of_one_article_are_placed_in_order() -> None:
    text = "".join(f"Man {number} was held in Osh, men said. " for number in range(3000))
    data = [{"type": "detention", "victim": f"Man {number}", "place": "Osh"} for number in range(3000)]
    got = answer_of(Article("long", text, ""), data, SCHEMA)
    assert got.troubles == ()
    places = [one.slots["place"][0].span for one in got.facts]
    victims = [one.slots["victim"][0].span for one in got.facts]
    assert all(
        place and victim and 0 < place.start - victim.end < 20 for place, victim in zip(places, victims, strict=True)
    )


@pytest.mark.parametrize("quoted", [True, False])
def test_the_shipped_gold_comes_back_from_its_words_alone(quoted: bool) -> None:
    """Every span of it with its quotes, and nearly every filler even without them."""
    corpus = load_corpus(shipped_folder() / "seeds", shipped_folder() / "gold")
    spans = lost = 0
    for article in corpus.articles:
        gold = [one.fact for one in corpus.gold[article.id]]
        quotes = [tuple(Quote(article.text[slice(*span)]) for span in fact.evidence if quoted) for fact in gold]
        bare = [replace(without_offsets(Record(fact)), quotes=some) for fact, some in zip(gold, quotes, strict=True)]
        got = answer(article, bare, corpus.schema)
        assert got.troubles == ()
        for fact, found in zip(gold, got.facts, strict=True):
            lost += sum(span not in found.evidence for span in fact.evidence if quoted)
            for slot, fillers in fact.slots.items():
                pairs = [(one, other) for one, other in zip(fillers, found.slots[slot], strict=True) if one.span]
                spans += len(pairs)
                lost += sum(one.span != other.span for one, other in pairs)
    assert spans > 500
    assert lost <= (0 if quoted else spans // 50)
