"""What the spacy extractor finds in a sentence, case by case: all of its facts, and no others."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from harness.extractors.spacy import SpacyExtractor
from harness.facts import Article, Fact, Filler

CASES = YAML(typ="safe").load((Path(__file__).parent / "spacy_sentences.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def extractor(spacy_extractor: SpacyExtractor) -> SpacyExtractor:
    return spacy_extractor


def said(filler: Filler) -> object:
    return filler.text if filler.value is None else filler.value


def plain(fact: Fact) -> dict[str, Any]:
    shown: dict[str, Any] = {"type": fact.type}
    shown |= {"modality": fact.modality} if fact.modality != "actual" else {}
    shown |= {"polarity": fact.polarity} if fact.polarity != "positive" else {}
    shown |= {"source": fact.source.text} if fact.source else {}
    for slot, fillers in fact.slots.items():
        values = [said(filler) for filler in fillers]
        shown[slot] = values[0] if len(values) == 1 else values
    shown.pop("topic", None)
    return shown


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_each_mechanism(extractor: SpacyExtractor, case: dict[str, Any]) -> None:
    (facts,) = extractor.extract([Article("a", case["text"], "", "2014-06-15")])
    assert [plain(fact) for fact in facts] == case["facts"]
