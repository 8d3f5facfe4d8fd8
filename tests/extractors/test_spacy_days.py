"""How the spacy extractor dates what it reads, on sentences of invented places and people."""

import pytest
from spacy_samples import facts_of, told

from harness.extractors.spacy import SpacyExtractor
from harness.facts import Article


@pytest.fixture(scope="module")
def extractor(spacy_extractor: SpacyExtractor) -> SpacyExtractor:
    return spacy_extractor


def test_the_next_day_counts_from_the_day_before_it(extractor: SpacyExtractor) -> None:
    text = "Police arrested two smugglers on May 31.\n\nThree rebels were killed in Baro the next day."
    (fact,) = facts_of(extractor, text, "casualty")
    assert told(fact)["date"] == "XXXX-06-01"


def test_a_night_between_two_dates_is_start_and_end(extractor: SpacyExtractor) -> None:
    (fact,) = facts_of(extractor, "Two guards were killed overnight on May 5-6, 2014.", "casualty")
    assert (told(fact)["start"], told(fact)["end"]) == ("2014-05-05", "2014-05-06")


def test_a_month_is_no_march(extractor: SpacyExtractor) -> None:
    assert not facts_of(extractor, "Two guards were killed on Saturday, March 5, near Karsk.", "public_event")


def test_a_day_behind_the_verb_of_saying_is_the_sayings(extractor: SpacyExtractor) -> None:
    text = "The ministry said on May 5 it had detained ten smugglers in Velden."
    (statement,) = facts_of(extractor, text, "statement")
    assert told(statement)["date"] == "XXXX-05-05"
    (arrest,) = facts_of(extractor, text, "detention")
    assert "date" not in arrest.slots


def test_a_day_before_a_trailing_attribution_is_the_events(extractor: SpacyExtractor) -> None:
    text = "Twelve guards were killed in Velden, the capital of Norland Province, on May 5, the State Office reported."
    (fact,) = facts_of(extractor, text, "casualty")
    assert told(fact)["date"] == "XXXX-05-05"
    assert not facts_of(extractor, text, "statement")


def test_a_weekday_ahead_is_the_next_one(extractor: SpacyExtractor) -> None:
    text = "Ministers are to hold a session in Velden on Tuesday."
    (facts,) = extractor.extract([Article("a", text, "", "2015-03-21")])
    (event,) = [fact for fact in facts if fact.type == "public_event"]
    assert (event.modality, told(event)["date"]) == ("planned", "2015-03-24")


def test_a_weekday_beyond_the_calendar_stays_where_it_is(extractor: SpacyExtractor) -> None:
    text = "Rebels plan to attack a base in Chad on Friday."
    (facts,) = extractor.extract([Article("a", text, "", "9999-12-31")])
    assert [told(fact)["date"] for fact in facts if fact.type == "attack"] == ["9999-12-31"]
