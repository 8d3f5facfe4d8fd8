"""The model that every view shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from harness.errors import HarnessError
from harness.facts import Fact, Filler, GoldFact, Span
from harness.report.agreement import missed_by_all
from harness.report.comparison import Comparison, SideBySide, compare
from harness.runs.run import Run
from harness.scores.score import Counts, Ratios, ScoreRow

Build = Callable[[str, Mapping[str, str], Mapping[str, Sequence[Fact]]], Run]


def test_rows_stand_side_by_side_in_schema_order(both: Comparison) -> None:
    assert [(row.scope, row.name) for row in both.rows[:5]] == [
        ("overall", ""),
        ("macro", ""),
        ("weighted", ""),
        ("type", "casualty"),
        ("type", "detention"),
    ]
    assert [row.name for row in both.of("slot")][:2] == ["casualty.outcome", "casualty.victim"]
    slots = both.of("slot")[0]
    assert slots.cells[0] is not None
    assert slots.cells[1] is None
    assert slots.support == 2


@pytest.mark.parametrize(
    ("supports", "shown"),
    [((3, 2, 3), (3, 2, 3)), ((2, 2, 2), (2,)), ((2, None, 2), (2,)), ((2, None, 3), (2, 0, 3)), ((None,), ())],
)
def test_supports_that_differ_stand_in_the_order_of_the_runs(
    supports: Sequence[int | None], shown: Sequence[int]
) -> None:
    """Or a reader takes the support of one run for that of another."""

    def row(support: int) -> ScoreRow:
        return ScoreRow("attribute", "source", None, Counts(correct=support), None, None, Ratios())

    cells = (None if support is None else row(support) for support in supports)
    assert SideBySide("attribute", "source", tuple(cells)).supports == tuple(shown)


def test_types_that_nobody_has_are_named_apart(both: Comparison) -> None:
    assert both.idle_types == ("alias",)


def test_best_comes_first_whatever_the_order(rules: Run, empty: Run) -> None:
    assert compare([rules, empty]).names == compare([empty, rules]).names == ("rules", "empty")


def test_facts_carry_number_sentence_and_slots(rules: Run) -> None:
    facts = compare([rules]).facts[0]
    assert [(f.number, f.article, f.gold, f.outcome) for f in facts] == [
        (1, "police", "n1", "incorrect"),
        (2, "police", "n2", "correct"),
        (1, "quake", "n3", "missing"),
        (2, "quake", "", "spurious"),
    ]
    wrong = facts[0]
    assert [(s.slot, s.outcome, s.expected_value, s.found_value, s.key) for s in wrong.wrong_slots] == [
        ("count", "incorrect", "9", "1", True),
        ("agent", "missing", None, None, False),
    ]
    missing = facts[2]
    assert missing.excerpt is not None
    assert missing.excerpt.text == "Dozens died & fled."
    assert [missing.excerpt.text[s:e] for s, e in missing.excerpt.marks] == ["Dozens died & fled"]
    assert [f.mistaken for f in facts] == [True, False, True, True]


def test_what_is_not_counted_is_no_mistake(rules: Run) -> None:
    outcomes = rules.outcomes.copy()
    outcomes.loc[outcomes["gold"] == "n3", "counted"] = False
    facts = compare([replace(rules, outcomes=outcomes)]).facts[0]
    assert [f.gold for f in facts if f.mistaken] == ["n1", ""]


def test_facts_that_all_miss(both: Comparison, rules: Run) -> None:
    assert [fact.gold for fact in both.missed_by_all] == ["n3"]
    assert compare([rules]).missed_by_all == ()


def test_facts_that_several_find_but_gold_lacks(spurious_run: Build) -> None:
    text = {"a": "Nine men were held. Two women fled."}

    def found(count: int, span: Span) -> Fact:
        return Fact("detention", {"count": (Filler(value=count),)}, (span,))

    one = spurious_run("one", text, {"a": [found(9, Span(0, 19)), found(2, Span(20, 35))]})
    two = spurious_run("two", text, {"a": [found(9, Span(5, 15)), found(3, Span(20, 35))]})
    elsewhere = spurious_run("three", text, {"a": [found(2, Span(0, 4))]})
    (extra,) = compare([one, two, elsewhere]).found_by_several
    assert extra.runs == (0, 1)
    assert [fact.found for _, fact in extra.claims] == [0, 0]


def test_what_one_of_them_finds_is_not_missed_by_all(both: Comparison) -> None:
    """Whichever run comes first."""
    assert [fact.gold for fact in missed_by_all(both.facts[::-1])] == ["n3"]


def test_what_counts_nowhere_is_missed_by_nobody(rules: Run, empty: Run) -> None:
    def optional(run: Run) -> Run:
        outcomes = run.outcomes.copy()
        outcomes.loc[outcomes["gold"] == "n3", "counted"] = False
        return replace(run, outcomes=outcomes)

    assert compare([optional(rules), optional(empty)]).missed_by_all == ()


def name(filler: Filler, start: int = 0, slot: str = "name") -> Fact:
    return Fact("alias", {slot: (filler,)}, (Span(start, start + 4),))


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        (name(Filler("Ann")), name(Filler("ANN"), start=3), True),
        (name(Filler("Ann")), name(Filler("Ann"), start=4), False),  # the evidence only touches
        (name(Filler("Ann")), name(Filler("Ann"), slot="of"), False),
        (name(Filler("Ann")), replace(name(Filler("Ann")), slots={}), False),
        (replace(name(Filler("Ann")), slots={}), replace(name(Filler("Ann")), slots={}), True),
        (name(Filler("nine", 9)), name(Filler("9", 9)), True),
        (name(Filler("it", 9)), name(Filler("it", 8)), False),
    ],
)
def test_what_two_facts_must_share(one: Fact, other: Fact, agreed: bool, spurious_run: Build) -> None:
    runs = [spurious_run(who, {"a": "Ann is Ann."}, {"a": [fact]}) for who, fact in (("one", one), ("two", other))]
    assert len(compare(runs).found_by_several) == agreed


def test_what_gold_has_or_does_not_count_is_nothing_that_it_lacks(spurious_run: Build) -> None:
    fact = name(Filler("Ann"))
    runs = [spurious_run(who, {"a": "Ann is Ann."}, {"a": [fact]}) for who in ("one", "two")]
    for kind, extras in (("alias", 0), ("detention", 1)):
        gold = {"a": (GoldFact("g", replace(fact, type=kind)),)}
        known = [replace(run, corpus=replace(run.corpus, gold=gold)) for run in runs]
        assert len(compare(known).found_by_several) == extras
    uncounted = [replace(run, outcomes=run.outcomes.assign(counted=False)) for run in runs]
    assert compare(uncounted).found_by_several == ()


def test_extras_stand_in_the_order_of_the_articles(spurious_run: Build) -> None:
    texts = {"b": "Ann is Ann.", "a": "Ann is Ann."}
    last, first = name(Filler("Ann"), start=7), name(Filler("Ann"))
    one = spurious_run("one", texts, {"b": [first, last], "a": [first]})
    two = spurious_run("two", texts, {"b": [last], "a": [first]})
    assert [extra.article for extra in compare([one, two]).found_by_several] == ["b", "a"]


def test_duplicates_of_one_run_are_no_agreement(spurious_run: Build) -> None:
    fact = Fact("alias", {}, (Span(0, 4),))
    runs = [
        spurious_run("one", {"a": "Nine men"}, {"a": [fact, fact]}),
        spurious_run("two", {"a": "Nine men"}, {"a": []}),
    ]
    assert compare(runs).found_by_several == ()


def test_confusions_have_their_sentence(rules: Run) -> None:
    (confusion,) = compare([rules]).confusions[0]
    assert (confusion.gold_type, confusion.found_type, confusion.overlap) == ("casualty", "alias", 11)
    assert confusion.excerpt is not None
    assert confusion.excerpt.text == "Dozens died & fled."


def test_equal_names_are_told_apart(rules: Run) -> None:
    assert compare([rules, rules, rules]).names == ("rules", "rules (2)", "rules (3)")
    numbered = replace(rules, name="rules (2)")
    assert set(compare([rules, numbered, rules]).names) == {"rules", "rules (2)", "rules (3)"}


def test_different_gold_is_refused(rules: Run) -> None:
    other = replace(rules, name="spacy", corpus=replace(rules.corpus, digest="77" * 32))
    with pytest.raises(HarnessError) as refused:
        compare([rules, other])
    said = str(refused.value)
    assert "different gold" in said
    assert f"rules  gold {rules.corpus.digest}" in said
    assert "spacy  gold " + "77" * 32 in said
    assert "Run the extractors again on one corpus" in said


def test_no_run_is_refused() -> None:
    with pytest.raises(HarnessError, match="give at least one"):
        compare([])
