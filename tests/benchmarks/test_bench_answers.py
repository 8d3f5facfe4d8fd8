"""The truth that scorers are held against, by hand; and that a wrong answer is seen."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.bounds import MODES, exact_counts, four_modes
from benchmarks.checks import check_four_modes, check_nervaluate, check_paired, check_ratios
from benchmarks.ours_spans import prepare_exact, prepare_four_modes, prepare_objects
from benchmarks.span_peers import PEERS, Answer, CannotScore
from benchmarks.span_workloads import Side, SpanWorkload, span_workload
from benchmarks.truth import distinct_typed, exact_typed, most_pairs, optimum


def work_of(gold: list[tuple[int, int, int]], found: list[tuple[int, int, int]]) -> SpanWorkload:
    """One document of (start, end, label)."""
    sides = [Side(np.zeros(len(side), np.int64), *np.array(side, np.int64).T) for side in (gold, found)]
    return SpanWorkload("overlapping", 1, len(gold), 40, sides[0], sides[1])


# Gold [0, 10) and [12, 20) of label 0; found [0, 20) takes either, [1, 9) only the first.
CROSSED = work_of([(0, 10, 0), (12, 20, 0)], [(0, 20, 0), (1, 9, 0)])
# One exact pair worth more than two that merely overlap, and a duplicate.
NESTED = work_of([(0, 6, 0), (4, 9, 1)], [(0, 6, 0), (1, 3, 0), (0, 6, 0)])


def test_the_optimum_by_hand():
    assert optimum(CROSSED)[0].tolist() == [[0, 2, 0, 0, 0], [0, 2, 0, 0, 0], [0, 0, 2, 0, 0], [2, 0, 0, 0, 0]]
    # Exact: one copy is right, the other has [4, 9) to itself, and [1, 3) nothing.
    assert optimum(NESTED)[0].tolist() == [[1, 1, 0, 0, 1], [1, 1, 0, 0, 1], [1, 0, 1, 0, 1], [1, 1, 0, 0, 1]]


def test_exact_typed_spans_by_hand():
    assert exact_typed(NESTED).tolist() == [[1, 2, 3]]
    assert distinct_typed(NESTED).tolist() == [[1, 2, 2]]
    assert most_pairs(NESTED).tolist() == [2]


@pytest.mark.parametrize("size", [5, 40])
def test_the_bounds_are_right_on_what_they_can_do(size):
    work = span_workload("plain", size, 400)
    assert np.array_equal(four_modes(work), optimum(work))
    assert exact_counts(work)[0].sum() == exact_typed(work)[:, 0].sum()
    right, gold, found = exact_counts(work)
    assert (right <= np.minimum(gold, found)).all()


def test_the_bound_refuses_what_it_cannot_do():
    with pytest.raises(ValueError, match="overlap others of their side"):
        four_modes(span_workload("overlapping", 40, 400))
    chain = work_of([(0, 4, 0), (5, 9, 0)], [(2, 6, 0), (7, 9, 0)])
    with pytest.raises(ValueError, match="one span on a side"):
        four_modes(chain)


@pytest.mark.parametrize("kind", ["plain", "overlapping"])
def test_the_harness_answers_as_the_truth(kind):
    work = span_workload(kind, 20, 400)
    for prepare in (prepare_four_modes, prepare_objects):
        assert check_four_modes("", prepare(work)(), optimum(work)).holds
    assert prepare_exact(work)().correct == exact_typed(work)[:, 0].sum()


@pytest.mark.parametrize("peer", PEERS)
@pytest.mark.parametrize("kind", ["plain", "overlapping"])
def test_the_others_answer_as_expected(peer, kind):
    pytest.importorskip({"spaCy Scorer": "spacy"}.get(peer, peer))
    work = span_workload(kind, 20, 200)
    if (peer, kind) == ("seqeval", "overlapping"):
        with pytest.raises(CannotScore, match="overlap"):
            PEERS[peer](work)
        return
    answer = PEERS[peer](work)()
    if answer.modes is not None:
        assert check_nervaluate("", answer, optimum(work))[0].holds
    if answer.precision is not None:
        right = distinct_typed(work) if peer == "spaCy Scorer" else exact_typed(work)
        assert check_ratios("", answer, right.sum(axis=0)).holds
    if answer.paired is not None:
        assert check_paired("", answer, most_pairs(work)).holds


def test_wrong_answers_are_seen():
    work = span_workload("plain", 20, 200)
    best = optimum(work)
    right = Answer(modes={mode: best[:, i] for i, mode in enumerate(MODES)})
    assert check_four_modes("", right, best).holds
    more = best.copy()
    more[3, 1, 0] += 1
    wrong = replace(right, modes={mode: more[:, i] for i, mode in enumerate(MODES)})
    assert check_four_modes("", wrong, best).seen == "1 of 10 documents have other counts"
    assert not check_nervaluate("", wrong, best)[0].holds
    held, told = check_nervaluate("it", right, more)
    assert held.holds
    assert "differs from the optimum on 1 of 10 documents" in told
    assert "exact 1 (1 correct lost)" in told
    assert not check_ratios("", Answer(precision=0.5, recall=0.5), np.array([2, 4, 5])).holds
    assert check_ratios("", Answer(precision=0.4, recall=0.5), np.array([2, 4, 5])).holds
    assert not check_paired("", Answer(paired=3), np.array([2, 2])).holds
