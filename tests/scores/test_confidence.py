"""What a confidence is worth: worked out by hand, held to scikit-learn, and invariants whatever is found."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.corpora.corpus import Corpus
from harness.facts import Article, Fact, Filler, GoldFact, Span
from harness.matching.match import match
from harness.schema import FactType, Schema, SlotType
from harness.scores.confidence import POINTS, Belief, Point, beliefs, check_beliefs
from harness.scores.measures import wilson
from harness.scores.table import score_rows

SLOTS = {"who": SlotType("who", ("entity",), key=True), "count": SlotType("count", ("number",))}
SCHEMA = Schema({name: FactType(name, SLOTS) for name in ("raid", "vote", "fire")})


def fact(at: int, who: str, confidence: float | None = None, kind: str = "raid", count: int | None = None) -> Fact:
    slots = {"who": (Filler(who),)} | ({} if count is None else {"count": (Filler(value=count),)})
    return Fact(kind, slots, (Span(10 * at, 10 * at + 9),), confidence=confidence)


def told(gold: Sequence[Fact], found: Sequence[Fact], optional: Sequence[Fact] = ()) -> dict[tuple[str, str], Belief]:
    wanted = [GoldFact(f"g{i}", one) for i, one in enumerate(gold)]
    wanted += [GoldFact(f"o{i}", one, optional=True) for i, one in enumerate(optional)]
    corpus = Corpus(SCHEMA, (Article("a", "", ""),), {"a": tuple(wanted)}, "")
    outcomes = match(corpus.gold, {"a": found}, SCHEMA).outcomes
    return {(one.type, one.reading): one for one in beliefs(corpus, {"a": found}, outcomes)}


GOLD = [fact(0, "ann", count=1), fact(1, "bob"), fact(2, "cid"), fact(3, "dan"), fact(4, "eve", kind="vote")]
FOUND = [
    fact(0, "ann", 0.9, count=2),  # partial: right leniently
    fact(1, "bob", 0.9),  # correct
    fact(7, "zoe", 0.6),  # spurious
    fact(2, "cid", 0.3),  # correct
    fact(4, "eve", 0.3, kind="vote"),  # correct
    fact(8, "yan", 0.1, kind="fire"),  # spurious, of a type that gold has not
]


def test_the_curve_by_hand() -> None:
    lenient, strict = (told(GOLD, FOUND)["", reading] for reading in ("lenient", "strict"))
    assert lenient.points == (
        Point(0.9, 2, 2, 1.0, 2 / 5),
        Point(0.6, 3, 2, 2 / 3, 2 / 5),
        Point(0.3, 5, 4, 4 / 5, 4 / 5),
        Point(0.1, 6, 4, 4 / 6, 4 / 5),
    )
    assert (lenient.support, lenient.found, lenient.given) == (5, 6, 6)
    assert lenient.average_precision == pytest.approx(2 / 5 * 1 + 2 / 5 * 4 / 5)
    assert [(one.right, one.found) for one in strict.points] == [(1, 2), (1, 3), (3, 5), (3, 6)]
    assert strict.average_precision == pytest.approx(1 / 5 * 1 / 2 + 2 / 5 * 3 / 5)


def test_both_readings_have_the_same_points_though_a_step_changes_one_alone() -> None:
    gold, optional = [fact(0, "ann", count=1)], [fact(1, "ann", count=5)]
    worth = told(gold, [fact(0, "ann", 0.9, count=3), fact(0, "ann", 0.5, count=1)], optional)
    points = [[(one.threshold, one.found, one.right) for one in worth["", how].points] for how in ("lenient", "strict")]
    assert points == [[(0.9, 1, 1), (0.5, 1, 1)], [(0.9, 1, 0), (0.5, 1, 1)]]


def test_what_a_file_tells_must_have_the_shape_of_beliefs() -> None:
    whole = list(told(GOLD, FOUND).values())
    first = whole[0]
    check_beliefs(whole)
    check_beliefs([])
    bare = tuple(replace(one, mean=None) for one in first.bins)
    lost = tuple(replace(one, recall=None) for one in first.points)
    for odd, said in (
        (whole[1:], "once by each reading"),
        ([*whole, *whole], "once by each reading"),
        (whole[2:], "those of all facts must come first"),
        ([replace(first, points=first.points[1:]), *whole[1:]], "the same thresholds"),
        ([replace(first, points=lost), *whole[1:]], "recall must be there"),
        ([replace(first, bins=first.bins[1:]), *whole[1:]], "must be 10"),
        ([replace(first, bins=bare), *whole[1:]], "with means where facts are"),
    ):
        with pytest.raises(ValueError, match=said):
            check_beliefs(odd)


def test_the_best_threshold_is_that_of_the_highest_f1_and_of_equals_the_one_that_keeps_most() -> None:
    best = told(GOLD, FOUND)["", "lenient"].best
    assert best is not None
    assert (best.threshold, best.f1) == (0.3, pytest.approx(0.8))
    level = told([fact(0, "ann"), fact(1, "bob")], [fact(0, "ann", 0.9), fact(5, "x", 0.4), fact(1, "bob", 0.2)])
    assert level["", "lenient"].best == Point(0.2, 3, 2, 2 / 3, 1.0)
    nothing = told([fact(0, "ann")], [fact(5, "x", 0.9)])["", "lenient"]
    assert (nothing.best, nothing.average_precision) == (None, 0.0)


def test_calibration_by_hand() -> None:
    lenient = told(GOLD, FOUND)["", "lenient"]
    filled = [one for one in lenient.bins if one.count]
    assert len(lenient.bins) == 10
    assert [(round(one.low, 1), one.count, one.right) for one in filled] == [
        (0.0, 1, 0),
        (0.2, 2, 2),
        (0.5, 1, 0),
        (0.8, 2, 2),
    ]
    assert [one.mean for one in filled] == pytest.approx([0.1, 0.3, 0.6, 0.9])
    assert [one.interval for one in filled] == [wilson(0, 1), wilson(2, 2), wilson(0, 1), wilson(2, 2)]
    assert lenient.calibration_error == pytest.approx((1 * 0.1 + 2 * 0.7 + 1 * 0.6 + 2 * 0.1) / 6)
    assert lenient.brier == pytest.approx((0.01 + 2 * 0.49 + 0.36 + 2 * 0.01) / 6)
    strict = told(GOLD, FOUND)["", "strict"]
    assert strict.calibration_error == pytest.approx((1 * 0.1 + 2 * 0.7 + 1 * 0.6 + 2 * 0.4) / 6)
    assert strict.brier == pytest.approx((0.01 + 2 * 0.49 + 0.36 + 0.81 + 0.01) / 6)


def test_types_have_their_own_and_one_that_nobody_has_has_none() -> None:
    by_type = told(GOLD, FOUND)
    assert [kind for kind, reading in by_type if reading == "strict"] == ["", "raid", "vote", "fire"]
    assert by_type["vote", "strict"].points == (Point(0.3, 1, 1, 1.0, 1.0),)
    fire = by_type["fire", "strict"]
    assert fire.points == (Point(0.1, 1, 0, 0.0, None),)
    assert (fire.support, fire.average_precision, fire.best, fire.brier) == (0, None, None, pytest.approx(0.01))
    missed = told([*GOLD, fact(9, "flo", kind="fire")], FOUND[:5])["fire", "strict"]
    assert (missed.support, missed.found, missed.points, missed.average_precision) == (1, 0, (), 0.0)
    assert (missed.calibration_error, missed.brier) == (None, None)


def test_optional_gold_and_what_matches_it_count_nowhere() -> None:
    with_optional = told(GOLD, [*FOUND, fact(6, "oz", 0.9)], optional=[fact(6, "oz"), fact(9, "pam")])
    assert with_optional == told(GOLD, FOUND)


def test_a_fact_without_confidence_is_always_kept_and_in_no_bin() -> None:
    lenient = told(GOLD, [fact(0, "ann", count=1), fact(1, "bob", 1.0), fact(7, "zoe", 0.5)])["", "lenient"]
    assert [(one.threshold, one.found, one.right) for one in lenient.points] == [(1.0, 2, 2), (0.5, 3, 2)]
    assert (lenient.found, lenient.given, lenient.bins[9].count) == (3, 2, 1)
    assert lenient.brier == pytest.approx(0.25 / 2)


def test_without_any_confidence_there_is_nothing() -> None:
    assert told(GOLD, [fact(0, "ann")]) == told(GOLD, []) == told([], []) == {}


@pytest.mark.parametrize("value", [0, 1, 0.0, 1.0, 0.1, 0.30000000000000004])
def test_one_fact_or_all_of_one_confidence_are_one_step(value: float) -> None:
    one = told([fact(0, "ann")], [fact(0, "ann", value)])["", "strict"]
    assert one.points == (Point(value, 1, 1, 1.0, 1.0),)
    assert one.calibration_error == pytest.approx(1 - value)
    many = told(GOLD, [fact(at, who, value) for at, who in enumerate(["ann", "bob", "nobody"])])["", "lenient"]
    assert many.points == (Point(value, 3, 2, 2 / 3, 2 / 5),)
    assert sum(one.count for one in many.bins) == 3


def test_a_fact_that_goes_leaves_its_gold_to_another() -> None:
    # Together the unsure one, right in the count too, has the gold fact, and the sure one is spurious.
    gold, sure, unsure = (fact(0, "ann", confidence, count=1) for confidence in (None, 0.8, 0.3))
    both = told([gold], [replace(sure, slots={"who": sure.slots["who"]}), unsure])["", "lenient"]
    assert both.points == (Point(0.8, 1, 1, 1.0, 1.0), Point(0.3, 2, 1, 0.5, 1.0))
    assert both.average_precision == 1.0
    assert [(one.count, one.right) for one in both.bins if one.count] == [(1, 1), (1, 0)]


def test_of_many_confidences_some_are_looked_at_the_fewer_the_more_facts_there_are() -> None:
    gold = [fact(at, f"p{at}") for at in range(500)]
    found = [fact(at, f"p{at}" if at % 3 else "x", (500 - at) / 500) for at in range(500)]
    lenient = told(gold, found)["", "lenient"]
    assert len(lenient.points) == POINTS
    assert (lenient.points[0].found, lenient.points[-1].found) == (1, 500)
    right = [at % 3 > 0 for at in range(500)]
    assert [one.right for one in lenient.points] == [sum(right[: one.found]) for one in lenient.points]
    exact = sum(sum(right[: at + 1]) / (at + 1) for at in range(500) if right[at]) / 500
    assert lenient.average_precision == pytest.approx(exact, abs=0.02)


confidences = st.one_of(st.none(), st.sampled_from([0.0, 0.1, 0.5, 0.7, 1.0]), st.floats(0, 1))
facts = st.builds(
    fact,
    st.integers(0, 5),
    st.sampled_from(["ann", "bob", "cid"]),
    confidences,
    st.sampled_from(["raid", "vote"]),
    st.sampled_from([None, 1, 2]),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(facts, max_size=6), st.lists(facts, max_size=8))
def test_what_holds_of_any(gold: list[Fact], found: list[Fact]) -> None:
    by_type = told(gold, found)
    outcomes = match({"a": [GoldFact(str(i), one) for i, one in enumerate(gold)]}, {"a": found}, SCHEMA).outcomes
    overall = score_rows(outcomes, SCHEMA)[0]
    for (kind, reading), one in by_type.items():
        assert len({(point.found, point.right) for point in one.points}) == len(one.points)
        assert [point.threshold for point in one.points] == sorted((p.threshold for p in one.points), reverse=True)
        assert all(0 <= point.right <= point.found for point in one.points)
        assert sum(each.count for each in one.bins) == one.given <= one.found
        for measure in (one.average_precision, one.calibration_error, one.brier):
            assert measure is None or 0 <= measure <= 1
        if one.points:
            assert one.points[-1].found == one.found
        if not kind and one.points:  # with no threshold at all it is the score table
            ratios = overall.lenient if reading == "lenient" else overall.strict
            assert ratios is not None
            assert (one.points[-1].precision, one.points[-1].recall) == (ratios.precision, ratios.recall)
    for reading in ("lenient", "strict"):
        types = [one for (kind, mode), one in by_type.items() if kind and mode == reading]
        whole = by_type.get(("", reading))
        if whole is not None:
            sums = [sum(getattr(one, name) for one in types) for name in ("support", "found", "given")]
            assert sums == [whole.support, whole.found, whole.given]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30), st.integers(0, 5))
def test_scikit_learn_says_the_same_where_nothing_was_missed(judged: list[tuple[float, bool]], missed: int) -> None:
    from sklearn.calibration import calibration_curve
    from sklearn.metrics import average_precision_score, brier_score_loss

    truth, sure = [right for _, right in judged], [confidence for confidence, _ in judged]
    gold = [fact(at, f"p{at}") for at, right in enumerate(truth) if right]
    gold += [fact(100 + at, f"m{at}") for at in range(missed)]
    found = [fact(at, f"p{at}" if right else "x", confidence) for at, (confidence, right) in enumerate(judged)]
    one = told(gold, found)["", "strict"]
    assert one.brier == pytest.approx(brier_score_loss(truth, sure, pos_label=True))
    shares, means = calibration_curve(truth, sure, n_bins=10, pos_label=True)
    filled = [each for each in one.bins if each.count]
    assert [each.share for each in filled] == pytest.approx(list(shares))
    assert [each.mean for each in filled] == pytest.approx(list(means))
    if sum(truth):
        there = sum(truth) / len(gold)  # to scikit-learn what was not found is nothing
        assert one.average_precision == pytest.approx(there * average_precision_score(truth, sure))
    else:
        assert one.average_precision in (None, 0.0)
    assert math.isclose(sum(each.right for each in one.bins), sum(truth))
