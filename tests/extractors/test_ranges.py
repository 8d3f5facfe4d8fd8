"""Options that are numbers out of range are refused before anything is run."""

from pathlib import Path

import pytest

from harness.errors import ExtractorError

CONF = Path(__file__).parents[2] / "conf"


@pytest.mark.parametrize("limit", [0, -1, float("nan")])
def test_a_pattern_needs_some_time(limit: float, tmp_path: Path) -> None:
    from harness.extractors.regex import RegexExtractor

    book = tmp_path / "book.yaml"
    book.write_text("book_version: 1\nfacts: {a: [b]}\npatterns: [{name: one, type: a, pattern: '!{b=(men)}'}]\n")
    assert RegexExtractor(book, 1)
    with pytest.raises(ExtractorError, match="time_limit"):
        RegexExtractor(book, limit)


@pytest.mark.parametrize("option", ["batch_size", "processes"])
def test_spacy_counts_from_one(option: str) -> None:
    pytest.importorskip("spacy", reason="spaCy is not installed")
    from harness.extractors.spacy import SpacyExtractor

    with pytest.raises(ExtractorError, match=option):
        SpacyExtractor(CONF / "lexicon/security.yaml", **{option: 0})
