"""Every case of tests/cases: gold, found and the outcomes worked out by hand."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from harness.facts import Accepts, Fact, Filler, GoldFact, Span
from harness.matching.match import Matching, match
from harness.schema import FactType, Schema, SlotType

ROOT = Path(__file__).parents[2]
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['case']}")
    for path in sorted((ROOT / "tests/cases").glob("*.yaml"))
    for case in YAML(typ="safe").load(path)
]


def shipped_schema() -> Schema:
    """The shipped types, read without the checks that gold reading makes."""
    raw = YAML(typ="safe").load(ROOT / "gold/schema.yaml")["types"]
    types = {}
    for name, body in raw.items():
        slots = {}
        for slot, spec in body["slots"].items():
            kinds = spec["kind"] if isinstance(spec["kind"], list) else [spec["kind"]]
            slots[slot] = SlotType(slot, tuple(kinds), spec.get("fillers", "at_most_one"), spec.get("key", False))
        types[name] = FactType(name, slots)
    return Schema(types | {"purchase": PURCHASE})


PURCHASE = FactType(
    "purchase",
    {
        "item": SlotType("item", ("mention",), key=True),
        "price": SlotType("price", ("money",), "several", key=True),
        "term": SlotType("term", ("duration",)),
        "site": SlotType("site", ("url",)),
        "reason": SlotType("reason", ("text",), "several"),
    },
)
"""A type for the kinds that the shipped schema does not use."""

SCHEMA = shipped_schema()


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def filler(text: str, spec: Any) -> tuple[Filler, Accepts]:
    spec = {"text": spec} if isinstance(spec, str) else spec
    words = spec.get("text")
    position = None if words is None or words not in text else span(text, words)
    accepts = Accepts(tuple(spec.get("also", ())), tuple(spec.get("within", ())), spec.get("optional", False))
    return Filler(words, spec.get("value"), position, spec.get("precision", "exact")), accepts


def fact(text: str, spec: dict[str, Any]) -> GoldFact:
    quotes = spec.get("quote", [])
    slots, accepts = {}, {}
    for slot, given in spec["slots"].items():
        pairs = [filler(text, each) for each in (given if isinstance(given, list) else [given])]
        slots[slot], accepts[slot] = tuple(f for f, _ in pairs), tuple(a for _, a in pairs)
    source = None
    if "source" in spec:
        source, accepted = filler(text, spec["source"])
        accepts["source"] = (accepted,)
    return GoldFact(
        spec.get("id", ""),
        Fact(
            spec["type"],
            slots,
            tuple(span(text, quote) for quote in ([quotes] if isinstance(quotes, str) else quotes)),
            spec.get("modality", "actual"),
            spec.get("polarity", "positive"),
            source,
        ),
        accepts,
        spec.get("optional", False),
    )


def run(case: dict[str, Any]) -> Matching:
    text = case["text"]
    return match(
        {"a": [fact(text, spec) for spec in case["gold"]]},
        {"a": [fact(text, spec).fact for spec in case["found"]]},
        SCHEMA,
        {"a": case.get("published")},
    )


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    outcomes = run(case).outcomes
    shown: dict[str, dict[str, Any]] = {"fact": {}, "slot": defaultdict(list), "attribute": {}}
    spurious, pairs = [], {}
    for row in outcomes.itertuples():
        outcome = row.outcome + ("" if row.counted else "~")
        if row.outcome == "spurious":
            spurious.append(f"{row.found}.{row.slot}".rstrip(".") + ("" if row.counted else "~"))
        elif row.level == "fact":
            shown["fact"][row.gold] = outcome
            if row.found >= 0:
                pairs[row.gold] = row.found
        elif row.level == "slot":
            shown["slot"][f"{row.gold}.{row.slot}"].append(outcome)
        else:
            shown["attribute"][f"{row.gold}.{row.slot}"] = outcome
    assert shown["fact"] == case.get("facts", {})
    assert sorted(spurious) == sorted(case.get("spurious", []))
    if "pairs" in case:
        assert pairs == case["pairs"]
    if "slots" in case:
        expected = {k: [v] if isinstance(v, str) else v for k, v in case["slots"].items()}
        assert {k: sorted(v) for k, v in shown["slot"].items()} == {k: sorted(v) for k, v in expected.items()}
    if "attributes" in case:
        assert shown["attribute"] == case["attributes"]


def test_there_are_at_least_forty_cases() -> None:
    assert len(CASES) >= 40


def test_a_wrong_filler_beside_optional_gold_says_so() -> None:
    case = next(p.values[0] for p in CASES if p.values[0]["case"] == "a wrong filler in an optional slot is spurious")
    outcomes = run(case).outcomes
    assert outcomes[outcomes.outcome == "spurious"].why.tolist() == ["differs from optional gold"]
