"""The four modes against brute force, and against numbers worked out by hand."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.spans.columns import Spans
from harness.spans.modes import COR, INC, MIS, MODES, PAR, SPU, mode_counts, mode_pairs

Row = tuple[int, int, int, int]


def columns(rows: list[Row]) -> Spans:
    """Rows of (document, start, end, label) as columns."""
    return Spans(*np.array(rows, np.int64).reshape(-1, 4).T)


def counts(gold: list[Row], found: list[Row], documents: int = 1, min_overlap: float = 1.0) -> dict[str, list[int]]:
    """The counts of each mode over all documents."""
    total = mode_counts(columns(gold), columns(found), documents, min_overlap).sum(axis=0)
    return dict(zip(MODES, total.tolist(), strict=True))


def brute_force(gold: list[Row], found: list[Row], mode: str, min_overlap: float) -> tuple[int, int]:
    """Most correct pairs, then most pairs, by trying every one-to-one matching of one document."""
    best = (0, 0)

    def try_all(row: int, free: frozenset[int], correct: int, pairs: int) -> None:
        nonlocal best
        best = max(best, (correct, pairs))
        if row == len(gold):
            return
        try_all(row + 1, free, correct, pairs)
        _, start, end, label = gold[row]
        for column in free:
            _, other_start, other_end, other_label = found[column]
            shared = len(set(range(start, end)) & set(range(other_start, other_end)))
            if not shared or (min_overlap != 1.0 and shared * 100 < min_overlap * (end - start)):
                continue
            same, typed = (start, end) == (other_start, other_end), label == other_label
            right = {"strict": same and typed, "exact": same, "partial": same, "ent_type": typed}[mode]
            try_all(row + 1, free - {column}, correct + right, pairs + 1)

    try_all(0, frozenset(range(len(found))), 0, 0)
    return best


def spans(size: int, places: int, documents: int = 1, labels: int = 3) -> st.SearchStrategy[list[Row]]:
    """Up to `size` spans that crowd into few places."""
    start = st.integers(0, places - 1)
    row = st.tuples(st.integers(0, documents - 1), start, st.integers(1, places), st.integers(0, labels - 1))
    return st.lists(row.map(lambda r: (r[0], r[1], r[1] + r[2], r[3])), max_size=size)


def check_optimal(gold: list[Row], found: list[Row], documents: int, min_overlap: float) -> None:
    made = mode_counts(columns(gold), columns(found), documents, min_overlap)
    for document, (index, mode) in itertools.product(range(documents), enumerate(MODES)):
        mine = [row for row in gold if row[0] == document]
        theirs = [row for row in found if row[0] == document]
        correct, pairs = brute_force(mine, theirs, mode, min_overlap)
        wrong = [pairs - correct, 0] if mode != "partial" else [0, pairs - correct]
        expected = [correct, *wrong, len(mine) - pairs, len(theirs) - pairs]
        assert made[document, index].tolist() == expected, (mode, mine, theirs)


@settings(max_examples=600, deadline=None)
@given(spans(5, 6), spans(5, 6), st.sampled_from([1.0, 1.0, 1.0, 30.0, 50.0, 100.0]))
def test_crowded_spans_are_paired_optimally(gold: list[Row], found: list[Row], min_overlap: float) -> None:
    check_optimal(gold, found, 1, min_overlap)


@settings(max_examples=600, deadline=None)
@given(spans(7, 20, 2, 2), spans(6, 20, 2, 2))
def test_chains_of_spans_are_paired_optimally(gold: list[Row], found: list[Row]) -> None:
    check_optimal(gold, found, 2, 1.0)


@settings(max_examples=300, deadline=None)
@given(spans(20, 40, 3), spans(20, 40, 3), st.randoms())
def test_order_means_nothing(gold: list[Row], found: list[Row], random) -> None:  # type: ignore[no-untyped-def]
    before = mode_counts(columns(gold), columns(found), 3)
    random.shuffle(gold)
    random.shuffle(found)
    assert (mode_counts(columns(gold), columns(found), 3) == before).all()


@settings(max_examples=300, deadline=None)
@given(spans(20, 40, 3), spans(20, 40, 3))
def test_swapping_the_sides_swaps_missing_and_spurious(gold: list[Row], found: list[Row]) -> None:
    there = mode_counts(columns(gold), columns(found), 3)
    back = mode_counts(columns(found), columns(gold), 3)
    assert (back[..., [COR, INC, PAR, SPU, MIS]] == there).all()


@settings(max_examples=300, deadline=None)
@given(spans(20, 40, 3), spans(20, 40, 3))
def test_pairs_are_one_to_one_overlap_and_give_the_counts(gold: list[Row], found: list[Row]) -> None:
    total = mode_counts(columns(gold), columns(found), 3).sum(axis=0)
    for mode, pairs in mode_pairs(columns(gold), columns(found)).items():
        assert len(set(pairs.gold.tolist())) == len(set(pairs.found.tolist())) == len(pairs.gold)
        for one, other, same, typed in zip(pairs.gold, pairs.found, pairs.exact, pairs.typed, strict=True):
            (document, start, end, label), (there, other_start, other_end, other_label) = gold[one], found[other]
            assert document == there
            assert start < other_end
            assert other_start < end
            assert same == ((start, end) == (other_start, other_end))
            assert typed == (label == other_label)
        right = {"strict": pairs.exact & pairs.typed, "ent_type": pairs.typed}.get(mode, pairs.exact)
        counted = total[MODES.index(mode)]
        assert counted[COR] == right.sum()
        assert counted[:3].sum() == len(pairs.gold)


@settings(max_examples=300, deadline=None)
@given(spans(20, 12, 2), spans(20, 12, 2))
def test_strict_finds_every_exact_match(gold: list[Row], found: list[Row]) -> None:
    """So strict F1, with the same denominators, is never below exact-match F1."""
    exact = sum(min(gold.count(row), found.count(row)) for row in set(gold))
    assert mode_counts(columns(gold), columns(found), 2).sum(axis=0)[0, COR] >= exact


def test_a_greedy_pairing_would_lose_a_point() -> None:
    """Gold A[0,10] A[12,20], found A[0,20] A[1,9]: whoever gives [0,20] to the first gold span misses the second."""
    assert counts([(0, 0, 10, 0), (0, 12, 20, 0)], [(0, 0, 20, 0), (0, 1, 9, 0)])["ent_type"] == [2, 0, 0, 0, 0]


def test_two_halves_of_a_span_are_one_partial_and_one_spurious() -> None:
    made = counts([(0, 0, 10, 0)], [(0, 0, 5, 0), (0, 5, 10, 0)])
    assert made["partial"] == [0, 0, 1, 0, 1]
    assert made["strict"] == made["exact"] == [0, 1, 0, 0, 1]
    assert made["ent_type"] == [1, 0, 0, 0, 1]


def test_correct_comes_before_many() -> None:
    """Type: A-A is correct, though the two incorrect pairs that it excludes would pair everything."""
    gold, found = [(0, 0, 4, 0), (0, 6, 9, 2)], [(0, 3, 7, 0), (0, 0, 2, 1)]
    assert counts(gold, found)["ent_type"] == [1, 0, 0, 1, 1]
    assert counts(gold, found)["strict"] == [0, 2, 0, 0, 0]


def test_touching_spans_do_not_meet_and_documents_are_apart() -> None:
    assert counts([(0, 0, 4, 0)], [(0, 4, 8, 0)])["partial"] == [0, 0, 0, 1, 1]
    assert counts([(0, 0, 4, 0)], [(1, 0, 4, 0)], documents=2)["partial"] == [0, 0, 0, 1, 1]


def test_duplicates_count_as_often_as_they_stand_there() -> None:
    assert counts([(0, 0, 4, 0)], [(0, 0, 4, 0)] * 3)["strict"] == [1, 0, 0, 0, 2]
    assert counts([(0, 0, 4, 0)] * 2, [(0, 0, 4, 0)] * 2)["strict"] == [2, 0, 0, 0, 0]
    assert counts([(0, 0, 4, 0)] * 2, [(0, 0, 4, 1), (0, 0, 4, 0)])["strict"] == [1, 1, 0, 0, 0]


def test_half_a_gold_span_reaches_half() -> None:
    assert counts([(0, 0, 4, 0)], [(0, 2, 9, 0)], min_overlap=50)["ent_type"] == [1, 0, 0, 0, 0]
    assert counts([(0, 0, 4, 0)], [(0, 3, 9, 0)], min_overlap=50)["ent_type"] == [0, 0, 0, 1, 1]


def test_a_long_chain_is_solved() -> None:
    """Each span overlaps the next of the other side: 1,000 rounds of folding would be needed, and all are paired."""
    gold = [(0, 20 * i, 20 * i + 12, i % 2) for i in range(1000)]
    found = [(0, 20 * i + 10, 20 * i + 22, i % 3) for i in range(1000)]
    made = counts(gold, found)
    assert made["strict"] == [0, 1000, 0, 0, 0]
    assert sum(made["ent_type"][:2]) <= 1000
    assert made["ent_type"][0] >= sum(i % 2 == i % 3 for i in range(1000))


@pytest.mark.parametrize("size", [300])
def test_everything_at_one_place_is_solved(size: int) -> None:
    gold = [(0, i, 2 * size - i, i % 5) for i in range(size)]
    found = [(0, i, 2 * size - i, i % 7) for i in range(size)]
    made = counts(gold, found)
    assert made["exact"] == [size, 0, 0, 0, 0]
    assert made["strict"] == [sum(i % 5 == i % 7 for i in range(size)), made["strict"][1], 0, 0, 0]
    assert sum(made["strict"][:2]) == size
    labels = [min(sum(i % 5 == k for i in range(size)), sum(i % 7 == k for i in range(size))) for k in range(7)]
    assert made["ent_type"] == [sum(labels), size - sum(labels), 0, 0, 0]


def test_places_and_labels_too_large_for_one_integer() -> None:
    far = 2**31 - 9
    gold = [(5, far, far + 4, 2**30), (5, far + 1, far + 4, 0)]
    assert counts(gold, gold[::-1], documents=6)["strict"] == [2, 0, 0, 0, 0]


@pytest.mark.parametrize("row", [(0, 4, 4, 0), (0, -1, 4, 0), (-1, 0, 4, 0), (0, 0, 4, -1), (0, 0, 2**31, 0)])
def test_spans_that_are_none_are_refused(row: Row) -> None:
    with pytest.raises(ValueError):
        mode_counts(columns([row]), columns([]), 1)


def test_nothing_against_nothing() -> None:
    assert counts([], [])["strict"] == [0, 0, 0, 0, 0]
    assert counts([(0, 0, 1, 0)], [])["strict"][MIS] == 1
    assert counts([], [(0, 0, 1, 0)])["partial"][SPU] == 1
    assert counts([], [])["partial"][INC] == counts([], [])["partial"][PAR] == 0


@pytest.mark.parametrize("turned", [False, True])
def test_one_correct_pair_is_worth_more_than_two_incorrect_ones(turned: bool) -> None:
    """Two spans of type 0 on either side, each of which meets both or one: the third pair would cost a correct one."""
    gold = [(0, 0, 3, 0), (0, 5, 20, 0), (0, 25, 35, 1)]
    found = [(0, 0, 10, 0), (0, 15, 16, 2), (0, 12, 30, 0)]
    made = counts(found, gold) if turned else counts(gold, found)
    assert made["ent_type"] == [2, 0, 0, 1, 1]


def test_of_spans_at_one_place_strict_takes_those_of_one_type() -> None:
    gold, found = [(0, 0, 4, 1)], [(0, 0, 4, 0), (0, 0, 4, 1)]
    for made in (counts(gold, found), counts(found, gold)):
        assert made["strict"][COR] == made["ent_type"][COR] == 1
        assert made["strict"][INC] == 0


@pytest.mark.parametrize("far", [2**16, 2**24, 2**30, 2**31 - 40])
def test_far_places_count_as_near_ones(far: int) -> None:
    rng = np.random.default_rng(4)
    rows = [
        (int(d), int(s), int(s + w), int(k))
        for d, s, w, k in zip(*(rng.integers(0, top, 60) for top in (3, 20, 1, 3)), strict=True)
    ]
    rows = [(d, s, e + 1 + (s % 5), k) for d, s, e, k in rows]
    moved = [(d, s + far, e + far, k) for d, s, e, k in rows]
    assert counts(moved[:30], moved[30:], 3) == counts(rows[:30], rows[30:], 3)
