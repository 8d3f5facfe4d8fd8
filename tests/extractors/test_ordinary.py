"""Sport, trade, politics, culture and science in the words of security news: none of the extractors finds a fact."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from every_extractor import shipped_extractors

from harness.extractors.protocol import Extractor
from harness.facts import Article

ORDINARY = yaml.safe_load(Path(__file__).with_name("ordinary.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def extractors() -> Mapping[str, Extractor]:
    return shipped_extractors()


@pytest.mark.parametrize("sentence", [sentence for sentences in ORDINARY.values() for sentence in sentences])
def test_another_meaning_is_no_fact(extractors: Mapping[str, Extractor], sentence: str) -> None:
    for name, extractor in extractors.items():
        (facts,) = extractor.extract([Article("a", sentence, "", "2014-06-15")])
        assert (name, [fact.type for fact in facts]) == (name, [])
