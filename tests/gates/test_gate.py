"""The gate: every limit, on every reading, on values and lower bounds, against a baseline."""

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from harness.errors import ConfigError
from harness.gates.gate import Breach, Drop, Gate, breaches, check_support
from harness.scores.measures import fact_ratios, slot_ratios
from harness.scores.score import Counts, Scope, ScoreRow


def row(scope: Scope, name: str, counts: Counts) -> ScoreRow:
    return ScoreRow(
        scope, name, counts, counts, fact_ratios(counts, "strict"), fact_ratios(counts, "lenient"), slot_ratios(counts)
    )


# lenient P 9/10, R 9/12, F1 18/22; strict P 6/10, R 6/12
GOOD = Counts(correct=6, partial=3, incorrect=0, missing=3, spurious=1)
# lenient P 4/5, R 4/8, F1 8/13
POOR = Counts(correct=4, missing=4, spurious=1)
RUN = (row("overall", "", GOOD), row("type", "seizure", GOOD), row("type", "raid", POOR))


def fallen(before: tuple[ScoreRow, ...], now: tuple[ScoreRow, ...]) -> dict[tuple[str, str], Drop]:
    """What F1 was and is in the rows that both have."""
    was, is_now = ({(one.scope, one.name): one.lenient.f1 for one in rows if one.lenient} for rows in (before, now))
    return {key: Drop(was[key], is_now[key]) for key in was.keys() & is_now.keys()}


def said(gate: Mapping[str, Any], rows: tuple[ScoreRow, ...] = RUN, **more: Any) -> list[str]:
    return [str(breach) for breach in breaches(Gate.model_validate(gate), rows, **more)]


@pytest.mark.parametrize(
    ("limits", "breached"),
    [
        ({}, False),
        ({"min_f1": 0.81}, False),
        ({"min_f1": 0.82}, True),
        ({"min_f1": 18 / 22}, False),
        ({"min_precision": 0.9}, False),
        ({"min_precision": 0.91}, True),
        ({"min_recall": 0.75}, False),
        ({"min_recall": 0.76}, True),
        ({"min_f1": 0.55, "reading": "strict"}, True),
        ({"min_f1": 0.54, "reading": "strict"}, False),
        ({"min_precision": 0.6, "on": "lower"}, True),  # Wilson's bound of 9/10 is 0.596
        ({"min_precision": 0.59, "on": "lower"}, False),
        ({"types": {"seizure": {"min_recall": 0.75}}}, False),
        ({"types": {"raid": {"min_recall": 0.51}}}, True),
        ({"max_troubles": 2}, False),
        ({"max_troubles": 1}, True),
    ],
)
def test_a_limit_is_kept_or_not(limits: dict[str, Any], breached: bool) -> None:
    assert bool(said(limits, troubles=2)) == breached


def test_every_breach_is_listed_with_what_was_asked_for() -> None:
    asked = {"min_f1": 0.9, "min_recall": 0.8, "types": {"raid": {"min_f1": 0.7}}, "max_troubles": 0}
    assert said(asked, troubles=3) == [
        "overall: lenient f1 is 0.8182, the gate asks for 0.9",
        "overall: lenient recall is 0.75, the gate asks for 0.8",
        "raid: lenient f1 is 0.6154, the gate asks for 0.7",
        "run: the number of troubles is 3, the gate allows 0",
    ]


def test_what_is_undefined_reaches_nothing() -> None:
    nothing = (row("overall", "", Counts(missing=2)),)
    assert said({"min_precision": 0.1}, nothing) == ["overall: lenient precision is undefined, the gate asks for 0.1"]


@pytest.mark.parametrize(("max_drop", "breached"), [(0.21, False), (0.2, True)])
def test_a_drop_from_the_baseline(max_drop: float, breached: bool) -> None:
    before, now = (row("overall", "", GOOD),), (row("overall", "", POOR),)  # 0.818 -> 0.615
    assert bool(said({"max_drop": max_drop}, now, drops=fallen(before, now))) == breached
    assert said({"max_drop": max_drop}, before, drops=fallen(now, before)) == []


def test_rounding_is_no_drop() -> None:
    before = (row("overall", "", Counts(correct=95, missing=5, spurious=5)),)
    now = (row("overall", "", Counts(correct=93, missing=7, spurious=7)),)
    assert said({"max_drop": 0.02}, now, drops=fallen(before, now)) == []


def test_a_type_may_drop_on_its_own() -> None:
    before = (row("overall", "", GOOD), row("type", "raid", GOOD))
    found = said({"types": {"raid": {"max_drop": 0.1}}}, drops=fallen(before, RUN))
    assert found == ["raid: the drop of lenient f1 below the baseline's 0.8182 is 0.2028, the gate allows 0.1"]


def test_a_type_that_the_baseline_lacks_cannot_drop() -> None:
    assert said({"types": {"raid": {"max_drop": 0}}}, drops=fallen((row("overall", "", GOOD),), RUN)) == []


@pytest.mark.parametrize(
    ("gate", "message"),
    [
        ({"max_drop": 0.1}, "needs a baseline"),
        ({"types": {"riad": {"min_f1": 0.1}}}, "no fact of this type that counts; did you mean 'raid'"),
        ({"min_f1": 0.1, "on": "lower"}, "no interval of lenient f1 for overall"),
    ],
)
def test_a_gate_that_cannot_be_judged_is_a_mistake(gate: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        said(gate)


@pytest.mark.parametrize("limit", [{"min_f1": 0.0}, {"max_drop": 0.1}, {"types": {"raid": {"min_precision": 0.1}}}])
def test_where_gold_has_nothing_there_is_nothing_to_judge(limit: dict[str, Any]) -> None:
    nothing = (row("overall", "", Counts(spurious=2)), row("type", "raid", Counts(spurious=2)))
    with pytest.raises(ConfigError, match="gold has no fact"):
        said(limit, nothing, drops={})


def test_every_type_that_gold_lacks_is_named_at_once() -> None:
    gate = Gate.model_validate({"types": {"riad": {"min_f1": 0.1}, "arrest": {"min_f1": 0.1}}})
    with pytest.raises(ConfigError, match=r"(?s)gate\.types\.riad: .*gate\.types\.arrest: .*known: raid"):
        check_support(gate, {"raid": 2, "arrest": 0})


def test_a_breach_shows_as_many_digits_as_it_takes() -> None:
    assert str(Breach("overall", "lenient f1", 0.799999, 0.8)) == (
        "overall: lenient f1 is 0.799999, the gate asks for 0.8"
    )


def test_a_key_that_yaml_takes_for_true_is_explained() -> None:
    with pytest.raises(ValidationError, match="the key on must stand in quotes"):
        Gate.model_validate({True: "lower"})


@pytest.mark.parametrize("gate", [{"min_f1": 1.1}, {"min_f2": 0.5}, {"types": {"raid": {"reading": "strict"}}}])
def test_a_gate_out_of_range_is_refused(gate: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Gate.model_validate(gate)


def test_an_empty_gate_asks_for_nothing() -> None:
    assert not Gate().asks
    assert Gate(min_f1=0.0).asks
    assert Gate.model_validate({"types": {"raid": {"max_drop": 0.1}}}).compares


@pytest.mark.parametrize(("interval", "breached"), [((-0.3, -0.11), True), ((-0.3, -0.09), False)])
def test_on_the_lower_bound_a_drop_counts_if_all_of_its_interval_does(
    interval: tuple[float, float], breached: bool
) -> None:
    drops = {("overall", ""): Drop(0.8, 0.6, interval)}
    assert bool(said({"max_drop": 0.1, "on": "lower"}, drops=drops)) == breached
    with pytest.raises(ConfigError, match=r"the drop of overall has no interval.*10 articles or more.*gate.on=value"):
        said({"max_drop": 0.1, "on": "lower"}, drops={("overall", ""): Drop(0.8, 0.6)})


def test_what_rounding_adds_to_a_drop_is_none() -> None:
    assert 0.8 - 0.7 > 0.1
    assert said({"max_drop": 0.1}, drops={("overall", ""): Drop(0.8, 0.7)}) == []


def test_a_row_that_is_undefined_now_has_lost_all_that_it_had() -> None:
    (breach,) = said({"max_drop": 0.1}, drops={("overall", ""): Drop(0.5, None)})
    assert "is 0.5, the gate allows 0.1" in breach
    assert said({"max_drop": 0.1}, drops={("overall", ""): Drop(None, None)}) == []


@pytest.mark.parametrize(
    ("gate", "asks", "compares"),
    [
        ({"max_troubles": 0}, True, False),
        ({"types": {"raid": {"min_recall": 0.0}}}, True, False),
        ({"types": {"raid": {"max_drop": 0.0}}}, True, True),
        ({"max_drop": 0.0}, True, True),
        ({"types": {"raid": {}}}, False, False),
    ],
)
def test_what_a_gate_asks_for(gate: dict[str, Any], asks: bool, compares: bool) -> None:
    read = Gate.model_validate(gate)
    assert (read.asks, read.compares) == (asks, compares)


def test_a_breach_shows_no_more_digits_than_it_takes() -> None:
    said_of = str(Breach("overall", "lenient f1", 2 / 3, 0.66667))
    assert said_of == "overall: lenient f1 is 0.666667, the gate asks for 0.66667"
