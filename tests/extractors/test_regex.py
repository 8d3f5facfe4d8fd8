"""What the regex extractor makes of a small book: facts, fillers, companions, offsets, time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.extractors.protocol import Extractor
from harness.extractors.regex import RegexExtractor
from harness.facts import Article, Fact, Span

BOOK = """
book_version: 1
facts:
  detention: [count, detainee, agent, place, date]
  casualty: [outcome, count, victim, place, date]
  seizure: [item, count]
values: {number: [count], date: [date]}
abbreviations: [Gen]
skip: ['[A-Z]+ - ', '[^.]*\\Z']
pieces:
  capital: '/\\p{Lu}[\\p{L}]+/'
  digits: '/\\d+/'
  no_name: [police, on, in]
  name: '{capital-no_name}'
  people: [men, women, armed men, soldiers]
  number: '{digits}|one|two|an estimated {digits}'
  dead: [killed, shot dead]
  hurt: [wounded]
phrases:
  day: '(Monday|January {digits})'
companions:
  - {name: place, pattern: '!in {place=name}'}
  - {name: day, types: [detention, casualty], pattern: 'on !{date=day}'}
  - {name: doubt, pattern: '!{modality.claimed=(allegedly)}'}
  - {name: said, pattern: '{source=name} !said'}
patterns:
  - name: arrested
    type: detention
    pattern: >-
      {agent=(police)} !arrested {count=number} {detainee=people} (, {detainee=people})* (and {detainee=people})?
  - name: held
    type: detention
    pattern: '{count=number} {detainee=people} were !held'
  - name: suffered
    type: casualty
    pattern: '{count=number} {victim=people} were !({outcome.killed=dead}|{outcome.injured=hurt})'
  - name: dead-people
    type: casualty
    slots: {outcome: killed}
    pattern: '!dead {victim=people}'
  - name: unhurt
    type: casualty
    polarity: negative
    slots: {outcome: injured}
    pattern: 'no {victim=people} were !hurt'
  - name: plot
    type: casualty
    modality: planned
    slots: {outcome: killed, count: 3}
    pattern: '!plotting to kill {evidence={victim=people}}'
  - name: items
    type: seizure
    pattern: '!found {count=number} {item=(rifles|guns)}'
"""


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., RegexExtractor]:
    def made(book: str = BOOK, time_limit: float = 5.0) -> RegexExtractor:
        path = tmp_path / "book.yaml"
        path.write_text(book, encoding="utf-8")
        return RegexExtractor(path, time_limit)

    return made


@pytest.fixture
def small(make: Callable[..., RegexExtractor]) -> RegexExtractor:
    return make()


def facts_of(extractor: RegexExtractor, text: str, published: str | None = None) -> list[Fact]:
    (facts,) = extractor.extract([Article("a", text, "", published)])
    return list(facts)


def words(fact: Fact, slot: str) -> list[str | None]:
    return [filler.text for filler in fact.slots.get(slot, ())]


def test_is_an_extractor(make: Callable[..., RegexExtractor]) -> None:
    assert isinstance(make(), Extractor)


def test_fills_a_slot_once_for_every_time_its_group_took_part(make: Callable[..., RegexExtractor]) -> None:
    (fact,) = facts_of(make(), "Police arrested 3 men, women and soldiers.")
    assert (words(fact, "detainee"), words(fact, "agent")) == (["men", "women", "soldiers"], ["Police"])


def test_a_slot_for_one_filler_takes_the_first(make: Callable[..., RegexExtractor]) -> None:
    text = "Police arrested 3 men, women and soldiers in Osh."
    book = BOOK.replace("values:", "several: {detention: [agent]}\nvalues:").replace(
        "pattern: '!in {place=name}'", "pattern: '!in {place=name} in {place=name}'"
    )
    (fact,) = facts_of(make(book), text.replace("Osh", "Osh in Fergana"))
    assert (words(fact, "detainee"), words(fact, "place")) == (["men"], ["Osh"])
    (fact,) = facts_of(make(book.replace("[agent]", "[detainee, place]")), text.replace("Osh", "Osh in Fergana"))
    assert (words(fact, "detainee"), words(fact, "place")) == (["men", "women", "soldiers"], ["Osh", "Fergana"])


def test_numbers_and_dates_get_values(make: Callable[..., RegexExtractor]) -> None:
    (fact,) = facts_of(make(), "Police arrested an estimated 40 men on Monday.", "2013-01-30")
    (count,), (day,) = fact.slots["count"], fact.slots["date"]
    assert (count.text, count.value, count.precision) == ("an estimated 40", 40, "estimated")
    assert (day.text, day.value) == ("Monday", "2013-01-28")


@pytest.mark.parametrize(("text", "outcome"), [("shot dead", "killed"), ("killed", "killed"), ("wounded", "injured")])
def test_a_group_may_stand_for_a_constant(make: Callable[..., RegexExtractor], text: str, outcome: str) -> None:
    (fact,) = facts_of(make(), f"He said two men were {text}.")
    (filler,) = fact.slots["outcome"]
    assert (filler.value, filler.text) == (outcome, text)


def test_a_pattern_sets_constants_modality_polarity_and_evidence(make: Callable[..., RegexExtractor]) -> None:
    planned, negative = facts_of(make(), "They were plotting to kill soldiers. But no women were hurt.")
    assert (planned.modality, planned.slots["count"][0].value, planned.evidence) == ("planned", 3, (Span(27, 35),))
    assert (negative.polarity, negative.modality) == ("negative", "actual")


def test_companions_add_what_is_open_from_the_nearest_words(make: Callable[..., RegexExtractor]) -> None:
    text = "Brandt said police arrested two men in Ashby and two soldiers were killed in Velm on Monday."
    detention, casualty = sorted(facts_of(make(), text), key=lambda fact: fact.type, reverse=True)
    assert (words(detention, "place"), words(casualty, "place")) == (["Ashby"], ["Velm"])
    assert detention.source is not None
    assert detention.source.text == "Brandt"


def test_a_last_companion_fills_what_no_other_does(make: Callable[..., RegexExtractor]) -> None:
    book = BOOK.replace("companions:\n", "companions:\n  - {name: there, last: true, pattern: '!{place=(there)}'}\n")
    named, unnamed = facts_of(make(book), "Police arrested two men there in Ashby. Police arrested 6 men there.")
    assert (words(named, "place"), words(unnamed, "place")) == (["Ashby"], ["there"])


def test_two_facts_of_one_doer_are_one_deed_where_the_book_says_so(make: Callable[..., RegexExtractor]) -> None:
    text = "Police arrested two men and shot three women in Ashby."
    shot = "{agent=(police)} arrested .{1,4} !shot .{1,2} {detainee=people}"
    apart = BOOK.replace("patterns:\n", f"patterns:\n  - {{name: shot, type: detention, pattern: '{shot}'}}\n")
    one = apart.replace("values:", "deeds: {detention: [agent, detainee]}\nvalues:")
    assert [words(fact, "detainee") for fact in facts_of(make(apart), text)] == [["men"], ["women"]]
    (fact,) = facts_of(make(one), text)
    assert (words(fact, "detainee"), words(fact, "count")) == (["women"], ["two"])


def test_a_companion_may_set_the_modality(make: Callable[..., RegexExtractor]) -> None:
    (fact,) = facts_of(make(), "Police allegedly agree that two men were held.")
    assert fact.modality == "claimed"


def test_a_quotation_is_said_by_whom_one_of_its_sentences_names(make: Callable[..., RegexExtractor]) -> None:
    first, second = facts_of(make(), '"Two men were held," Brandt said. "One soldiers were killed."')
    assert [fact.source and fact.source.text for fact in (first, second)] == ["Brandt", "Brandt"]


def test_a_sentence_outside_the_quotation_is_not(make: Callable[..., RegexExtractor]) -> None:
    facts = facts_of(make(), '"We know," Brandt said. Two men were held.')
    assert [fact.source for fact in facts] == [None]


def test_two_patterns_on_one_fact_give_one_fact(make: Callable[..., RegexExtractor]) -> None:
    facts = facts_of(make(), "Police arrested two men were held.")
    assert [(words(fact, "agent"), words(fact, "detainee")) for fact in facts] == [(["Police"], ["men"])]


def test_a_fact_said_twice_is_one_fact_with_two_places(make: Callable[..., RegexExtractor]) -> None:
    text = "Two men were held in Velm. It rained. The two men were held."
    (fact,) = facts_of(make(), text)
    assert [text[start:end] for start, end in fact.evidence] == ["Two men were held", "Velm", "two men were held"]


def test_facts_that_differ_stay_apart(make: Callable[..., RegexExtractor]) -> None:
    facts = facts_of(make(), "Two men were held. Two women were held. 2 men were killed.")
    assert [fact.type for fact in facts] == ["detention", "detention", "casualty"]


def test_what_skip_matches_is_not_read(make: Callable[..., RegexExtractor]) -> None:
    assert facts_of(make(), "Two men were held\n\nVELM - Nothing else happened.") == []
    assert len(facts_of(make(), "VELM - Two men were held.")) == 1


def test_an_abbreviation_ends_no_sentence(make: Callable[..., RegexExtractor]) -> None:
    (fact,) = facts_of(make(), "Brandt said Gen. Two men were held.")
    assert fact.source is not None


def test_a_pattern_reads_over_line_breaks_and_in_any_case(make: Callable[..., RegexExtractor]) -> None:
    (fact,) = facts_of(make(), "POLICE arrested\n  two\r\narmed  men.")
    assert words(fact, "detainee") == ["armed  men"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "😀", "\ufeff"])
def test_nothing_in_nothing(make: Callable[..., RegexExtractor], text: str) -> None:
    assert facts_of(make(), text) == []


def test_the_order_of_articles_does_not_matter(make: Callable[..., RegexExtractor]) -> None:
    extractor = make()
    articles = [Article(str(n), f"Police arrested {n} men in Velm. They found {n} guns.", "") for n in range(5)]
    forth = dict(zip("01234", extractor.extract(articles), strict=True))
    back = dict(zip("43210", extractor.extract(articles[::-1]), strict=True))
    assert forth == back
    assert len(forth["3"]) == 2


WORDS = "Police arrested two men women were held killed on Monday in Velm said 12 January no hurt 's"
PARTS = [*WORDS.split(" "), *',."“”😀( ', ". ", "\n\n", "e\u0301", "\u200b", "\r\n"]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=40).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_every_span_holds_the_words_it_claims(small: RegexExtractor, text: str) -> None:
    for fact in facts_of(small, text):
        fillers = [filler for fillers in fact.slots.values() for filler in fillers]
        for filler in [*fillers, *([fact.source] if fact.source else [])]:
            if filler.span:
                assert text[filler.span.start : filler.span.end] == filler.text
        assert all(0 <= start < end <= len(text) for start, end in fact.evidence)
        assert list(fact.evidence) == sorted(fact.evidence)


RUNAWAY = """
book_version: 1
facts: {detention: [detainee], casualty: [victim]}
patterns:
  - {name: endless, type: detention, pattern: '{detainee=(a|a a)+} b'}
  - {name: quick, type: casualty, pattern: '!dead {victim=(men)}'}
"""


def test_a_pattern_that_runs_away_is_given_up_and_told(make: Callable[..., RegexExtractor]) -> None:
    extractor = make(RUNAWAY, time_limit=0.05)
    calm, hostile = Article("calm", "a a b, and dead men", ""), Article("hostile", "a " * 60 + "c b. Dead men.", "")
    first, second = extractor.extract([calm, hostile])
    assert [fact.type for fact in first] == ["detention", "casualty"]
    assert [fact.type for fact in second] == ["casualty"]
    (trouble,) = extractor.drain_troubles()
    assert (trouble.article, trouble.kind) == ("hostile", "timeout")
    assert "endless" in trouble.message
    assert extractor.drain_troubles() == []


def test_an_opening_that_runs_away_is_given_up_and_told(make: Callable[..., RegexExtractor]) -> None:
    book = RUNAWAY.replace("patterns:", "skip: ['(a|aa)+b', 'TITLE']\npatterns:")
    extractor = make(book, time_limit=0.05)
    text = f"{'a' * 50} c.\n\nTITLE Dead men.\n\n{'a' * 50} c. Dead men."
    (facts,) = extractor.extract([Article("a", text, "")])
    assert [fact.type for fact in facts] == ["casualty"]
    (trouble,) = extractor.drain_troubles()
    assert (trouble.kind, trouble.message) == (
        "timeout",
        "skip number 1 took more than its 0.05 s and was given up here",
    )


def test_a_word_shape_that_runs_away_costs_its_sentence(make: Callable[..., RegexExtractor]) -> None:
    book = RUNAWAY.replace("(a|a a)+} b", "/(a|aa)+b/}")
    extractor = make(book, time_limit=0.05)
    (facts,) = extractor.extract([Article("a", f"It is {'a' * 50}. Dead men.", "")])
    assert [fact.type for fact in facts] == ["casualty"]
    assert [trouble.kind for trouble in extractor.drain_troubles()] == ["timeout"]
