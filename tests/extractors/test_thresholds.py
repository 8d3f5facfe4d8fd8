"""Thresholds of confidence: for all types or for each, and what is none."""

from typing import Any

import pytest

from harness.errors import ConfigError
from harness.extractors.thresholds import read_thresholds
from harness.facts import Fact
from harness.schema import FactType, Schema

SCHEMA = Schema({name: FactType(name, {}) for name in ("raid", "vote")})
FACTS = [Fact(kind, confidence=sure) for kind in ("raid", "vote") for sure in (None, 0, 0.5, 1.0)]


def kept(given: object) -> list[tuple[str, float | None]]:
    return [(fact.type, fact.confidence) for fact in read_thresholds("key", given, SCHEMA).kept(FACTS)]


def test_one_for_all_and_equal_is_enough() -> None:
    assert kept(None) == kept(0) == kept({}) == [(fact.type, fact.confidence) for fact in FACTS]
    assert kept(0.5) == [("raid", None), ("raid", 0.5), ("raid", 1), ("vote", None), ("vote", 0.5), ("vote", 1)]
    assert kept(1) == [("raid", None), ("raid", 1), ("vote", None), ("vote", 1)]


def test_one_for_each_and_the_rest() -> None:
    assert kept({"raid": 1}) == [("raid", None), ("raid", 1), *[(f.type, f.confidence) for f in FACTS[4:]]]
    assert kept({"raid": 0.2, "rest": 0.7}) == [("raid", None), ("raid", 0.5), ("raid", 1), ("vote", None), ("vote", 1)]


@pytest.mark.parametrize("given", ["soon", -0.1, 1.1, float("nan"), float("inf"), True, [0.5], {"raid": None}])
def test_what_is_no_confidence(given: Any) -> None:
    with pytest.raises(ConfigError, match=r"^key: a confidence lies in 0..1, not "):
        read_thresholds("key", given, SCHEMA)


def test_a_type_that_there_is_not() -> None:
    with pytest.raises(ConfigError, match="key: there is no fact type 'riad'; did you mean 'raid'"):
        read_thresholds("key", {"riad": 0.5}, SCHEMA)
