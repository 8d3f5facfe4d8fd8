"""The extractors that are shipped with their data, for tests of what all of them do."""

import importlib.util
from pathlib import Path

from harness.extractors.protocol import Extractor
from harness.extractors.regex import RegexExtractor
from harness.extractors.rules import RulesExtractor

CONF = Path(__file__).parents[2] / "conf"


def shipped_extractors() -> dict[str, Extractor]:
    """By name; without `spacy` where spaCy is not installed."""
    made: dict[str, Extractor] = {
        "regex": RegexExtractor(CONF / "patterns" / "security.yaml", time_limit=5),
        "rules": RulesExtractor(CONF / "lexicon" / "security.yaml"),
    }
    if importlib.util.find_spec("spacy"):
        from harness.extractors.spacy import SpacyExtractor

        made["spacy"] = SpacyExtractor(CONF / "lexicon" / "security.yaml")
    return made
