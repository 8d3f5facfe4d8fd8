"""Buckets and the confusion matrix of types: hand-counted on the two short articles, and adding up to the whole."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from harness.facts import Fact, Filler, Span
from harness.report.buckets import TRAITS, buckets
from harness.report.comparison import compare
from harness.report.type_matrix import NOTHING, TypeMatrix, type_matrix
from harness.runs.run import Run
from harness.scores.score import Counts


def tallies(run: Run) -> dict[tuple[str, str], Counts]:
    c = compare([run])
    return {(one.trait, one.name): one.cells[0].counts for one in buckets(c.runs, c.facts)}


def test_buckets_by_hand(rules: Run) -> None:
    # n1 detention: incorrect, at 0 of 40, 3 slots; n2 casualty: correct, at 29 of 40, 1 slot;
    # n3 casualty: missing, at 13 of 32, 2 slots; a spurious casualty at 20 of 32, 1 slot
    assert tallies(rules) == {
        ("modality", "actual"): Counts(correct=1, incorrect=1, missing=1, spurious=1),
        ("slots", "1 filled"): Counts(correct=1, spurious=1),
        ("slots", "2 filled"): Counts(missing=1),
        ("slots", "3 filled"): Counts(incorrect=1),
        ("sentence", "up to 15 words"): Counts(correct=1, incorrect=1, missing=1, spurious=1),
        ("position in the article", "first third"): Counts(incorrect=1),
        ("position in the article", "second third"): Counts(missing=1, spurious=1),
        ("position in the article", "last third"): Counts(correct=1),
        ("stated or inherited", "stated in full"): Counts(correct=1, incorrect=1, missing=1),
        ("stated or inherited", "not in gold"): Counts(spurious=1),
    }


def test_every_trait_adds_up_to_the_overall_row(rules: Run, empty: Run) -> None:
    c = compare([rules, empty])
    (overall,) = c.of("overall")
    found = buckets(c.runs, c.facts)
    for trait in TRAITS:
        for run, cell in enumerate(overall.cells):
            assert cell is not None
            assert sum((b.cells[run].counts for b in found if b.trait == trait), Counts()) == cell.facts


def test_inherited_slots_and_modality_are_those_of_gold(rules: Run) -> None:
    police = rules.corpus.gold["police"]
    changed = replace(police[0], part_of="n2", fact=replace(police[0].fact, modality="planned"))
    run = replace(rules, corpus=replace(rules.corpus, gold={**rules.corpus.gold, "police": (changed, police[1])}))
    found = tallies(run)
    assert found["stated or inherited", "inherits slots"] == found["modality", "planned"] == Counts(incorrect=1)


def test_optional_gold_is_in_no_bucket(rules: Run) -> None:
    table = rules.outcomes.copy()
    table.loc[table["gold"] == "n3", "counted"] = False
    assert tallies(replace(rules, outcomes=table))["modality", "actual"].missing == 0


@pytest.mark.parametrize(
    ("words", "name"),
    [(15, "up to 15 words"), (16, "16 to 30 words"), (30, "16 to 30 words"), (31, "more than 30 words")],
)
def test_sentence_lengths(words: int, name: str, rules: Run) -> None:
    c = compare([rules])
    excerpt = c.facts[0][0].excerpt
    assert excerpt is not None
    fact = replace(c.facts[0][0], excerpt=replace(excerpt, text="a " * words))
    assert {one.name for one in buckets(c.runs, [(fact,)]) if one.trait == "sentence"} == {name}


@pytest.mark.parametrize(
    ("starts", "name"),
    [
        ((9,), "first third"),
        ((10,), "second third"),
        ((19,), "second third"),
        ((20,), "last third"),
        ((29, 0), "first third"),
        ((), "without evidence"),
    ],
)
def test_thirds_of_an_article(starts: tuple[int, ...], name: str, spurious_run: Callable[..., Run]) -> None:
    fact = Fact("alias", {}, tuple(Span(start, start + 1) for start in starts))
    assert ("position in the article", name) in tallies(spurious_run("one", {"a": "x" * 30}, {"a": [fact]}))


@pytest.mark.parametrize(("slots", "name"), [("abc", "3 filled"), ("abcd", "4 or more filled")])
def test_slots_without_fillers_are_not_filled(slots: str, name: str, spurious_run: Callable[..., Run]) -> None:
    fact = Fact("alias", {**{slot: (Filler("x"),) for slot in slots}, "e": ()}, (Span(0, 1),))
    assert ("slots", name) in tallies(spurious_run("one", {"a": "x"}, {"a": [fact]}))


def test_the_support_of_a_bucket_is_gold(rules: Run, empty: Run) -> None:
    c = compare([empty, rules])
    assert {b.name: b.support for b in buckets(c.runs, c.facts) if b.trait == "slots"} == {
        "1 filled": 1,  # and a spurious one
        "2 filled": 1,
        "3 filled": 1,
    }
    (cell,) = {b.cells[0] for b in buckets(c.runs[:1], c.facts[:1]) if b.name == "1 filled"}
    assert (cell.strict.precision, cell.lenient.precision) == (0.5, 0.5)


def test_a_bucket_is_read_strictly_and_leniently(rules: Run) -> None:
    table = rules.outcomes.copy()
    table.loc[(table["level"] == "fact") & (table["gold"] == "n1"), "outcome"] = "partial"
    c = compare([replace(rules, outcomes=table)])
    (cell,) = (b.cells[0] for b in buckets(c.runs, c.facts) if b.name == "3 filled")
    assert (cell.strict.recall, cell.lenient.recall) == (0, 1)


def test_the_matrix_by_hand(rules: Run) -> None:
    c = compare([rules])
    # n1 and n2 are pairs of one type; n3 (casualty) shares evidence with a found alias, so it is not merely missing
    matrix = type_matrix(c.facts[0], c.confusions[0], list(c.corpus.schema.types))
    assert matrix.types == ("casualty", "detention", "alias")
    assert matrix.cells == Counter(
        {("casualty", "casualty"): 1, ("detention", "detention"): 1, ("casualty", "alias"): 1, (NOTHING, "casualty"): 1}
    )
    assert matrix.most == 1


def test_the_matrix_without_confusions_has_missing_and_spurious_in_its_margins(rules: Run) -> None:
    c = compare([rules])
    matrix = type_matrix(c.facts[0], (), ["detention"])
    assert matrix.types == ("detention", "casualty")
    assert matrix.count("casualty", NOTHING) == matrix.count(NOTHING, "casualty") == 1


def test_what_counts_nowhere_is_not_in_the_matrix_and_types_that_nobody_named_are_sorted(rules: Run) -> None:
    table = rules.outcomes.copy()
    table.loc[table["gold"] == "n3", "counted"] = False
    c = compare([replace(rules, outcomes=table)])
    matrix = type_matrix(c.facts[0], (), [])
    assert matrix.types == ("casualty", "detention")
    assert matrix.count("casualty", NOTHING) == 0


def test_the_deepest_shade_is_that_of_the_most_confused() -> None:
    assert TypeMatrix(("a", "b"), Counter({("a", "a"): 5, ("a", "b"): 2, ("b", NOTHING): 3})).most == 3
    assert TypeMatrix(("a",), Counter({("a", "a"): 5})).most == 1


def test_what_is_confused_is_neither_missing_nor_spurious(rules: Run) -> None:
    c = compare([rules])
    alias = replace(c.facts[0][3], type="alias")  # the spurious fact beside n3
    assert alias.outcome == "spurious"
    matrix = type_matrix([*c.facts[0], alias], c.confusions[0], [])
    assert matrix.count("casualty", "alias") == 1
    assert matrix.count("casualty", NOTHING) == matrix.count(NOTHING, "alias") == 0
