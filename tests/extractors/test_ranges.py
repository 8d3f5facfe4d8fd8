"""Options that are numbers out of range are refused before anything is run."""

from pathlib import Path

import pytest

from harness.errors import ExtractorError

CONF = Path(__file__).parents[2] / "conf"


@pytest.mark.parametrize("limit", [0, -1, float("nan")])
def test_a_pattern_needs_some_time(limit: float) -> None:
    from harness.extractors.regex import RegexExtractor

    with pytest.raises(ExtractorError, match="time_limit"):
        RegexExtractor(CONF / "patterns/security.yaml", limit)


@pytest.mark.parametrize("option", ["batch_size", "processes"])
def test_spacy_counts_from_one(option: str) -> None:
    pytest.importorskip("spacy", reason="spaCy is not installed")
    from harness.extractors.spacy import SpacyExtractor

    with pytest.raises(ExtractorError, match=option):
        SpacyExtractor(CONF / "lexicon/security.yaml", **{option: 0})
