"""The lexicon that is shipped: it fits the schema, and names nothing that only one article has."""

import re
from pathlib import Path

from ruamel.yaml import YAML

from harness.extractors.frames.lexicon import GRAMMAR_ROUTES
from harness.extractors.frames.lexicon_file import load_lexicon

ROOT = Path(__file__).parents[3]
LEXICON = load_lexicon(ROOT / "conf" / "lexicon" / "security.yaml")
SCHEMA = YAML(typ="safe").load((ROOT / "gold" / "schema.yaml").read_text(encoding="utf-8"))["types"]


def test_every_frame_fits_the_schema() -> None:
    for frame in LEXICON.frames:
        slots = SCHEMA[frame.type]["slots"]
        assert {role.slot for role in frame.roles} <= slots.keys(), frame.name
        assert frame.needs <= slots.keys(), frame.name
        for slot, value in frame.constants.items():
            assert value in slots[slot]["values"], frame.name
        for slot, marks in frame.marks.items():
            assert set(marks.values()) <= set(slots[slot]["values"]), frame.name


def test_every_type_rule_fits_the_schema() -> None:
    for name, rule in LEXICON.types.items():
        slots = SCHEMA[name]["slots"]
        named = {rule.count, rule.side} - {None}
        assert named | set(rule.adjuncts) <= slots.keys(), name


def test_every_fact_type_that_frames_can_tell_has_one() -> None:
    structural = {"alias", "place_relation", "statement"}
    assert {frame.type for frame in LEXICON.frames} | structural == set(SCHEMA)


def test_routes_are_words_or_known() -> None:
    for frame in LEXICON.frames:
        for role in frame.roles:
            assert all(route in GRAMMAR_ROUTES or re.fullmatch(r"[a-z ]+", route) for route in role.routes), frame.name


def test_all_countries_have_their_people() -> None:
    assert len(set(LEXICON.countries.values())) >= 195
    for name in ("kyrgyzstan", "peru", "são tomé and príncipe", "united states", "timor-leste"):
        assert name in LEXICON.countries
    assert LEXICON.demonyms["danes"] == "Denmark"
    assert LEXICON.demonyms["burkinabe"] == "Burkina Faso"


def test_no_name_of_the_seed_article_stands_in_the_words() -> None:
    seed = (ROOT / "seeds" / "tajikistan-imu-infiltration.txt").read_text(encoding="utf-8")
    words = (ROOT / "conf" / "lexicon" / "security.yaml").read_text(encoding="utf-8")
    words += (ROOT / "conf" / "lexicon" / "english.yaml").read_text(encoding="utf-8")
    known = set(re.findall(r"[a-z]+", words.lower()))
    names = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", seed))
    common = {"interior", "security", "minister", "ministry", "council", "district", "president", "january", "movement"}
    common |= {"oblast", "comment", "islamic", "central", "asia", "online", "december", "november", "policy"}
    assert {name.lower() for name in names} & known <= common
