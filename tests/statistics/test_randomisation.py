"""Approximate randomisation: against scipy and brute force, by hand, and what must not matter."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_bootstrap import drawn

from harness.errors import ConfigError
from harness.statistics.fractions import MEASURES, Fractions, f1, measured, side_by_side
from harness.statistics.randomisation import is_exact, p_values, randomisation

PAIR = np.array([[0, 1]])


def brute_force(cells, measure) -> float:
    """The share of all swappings that leave two systems (articles, 2, 4) at least as far apart."""

    def apart(swaps):
        order = np.array([[1, 0] if swap else [0, 1] for swap in swaps])
        one, other = measured(np.take_along_axis(cells, order[:, :, None], axis=1).sum(axis=0), measure)
        return abs(one - other)

    seen = apart([0] * len(cells))
    return float(np.mean([not apart(swaps) < seen - 1e-12 for swaps in product([0, 1], repeat=len(cells))]))


def test_by_hand() -> None:
    # one found all in each of 3 articles, the other nothing: only the swappings of none and of all are as far apart
    one = np.tile([2.0, 2, 2, 2], (3, 1))
    other = np.tile([0.0, 2, 0, 2], (3, 1))
    cells = np.stack([one, other], axis=1)
    assert p_values(cells, PAIR, "f1").tolist() == [2 / 8]


@pytest.mark.parametrize("measure", MEASURES)
@given(articles=st.integers(1, 7), seed=st.integers(0, 10_000))
def test_few_articles_are_enumerated(measure, articles, seed) -> None:
    cells = side_by_side([drawn(articles, 1, seed), drawn(articles, 1, seed + 1)], "overall")
    ours = p_values(cells, PAIR, measure)[0]
    if np.isnan(ours):
        assert np.isnan(measured(cells.sum(axis=0), measure)).any()
    else:
        assert ours == brute_force(cells, measure)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_p_value_is_that_of_scipy(measure) -> None:
    from scipy.stats import permutation_test

    for articles, shuffles, within in ((9, 999, 1e-12), (30, 40_000, 0.01)):
        one, other = drawn(articles, 1, 11, right=0.75), drawn(articles, 1, 12)
        # scipy's statistic takes one number an article: its index in a table of cells
        table = np.concatenate([one.cells[:, 0], other.cells[:, 0]])

        def statistic(a, b, axis, table=table):
            sums = (
                table[side.astype(int)].sum(axis=-2) for side in (np.moveaxis(a, axis, -1), np.moveaxis(b, axis, -1))
            )
            one, other = (measured(side, measure) for side in sums)
            return np.round(abs(one - other), 12)

        theirs = permutation_test(
            (np.arange(articles), np.arange(articles, 2 * articles)),
            statistic,
            permutation_type="samples",
            vectorized=True,
            alternative="greater",
            n_resamples=shuffles,
            rng=np.random.default_rng(0),
        )
        ours = randomisation(one, other, measure=measure, shuffles=shuffles)
        assert ours.p == pytest.approx(theirs.pvalue, abs=within)
        assert ours.exact == (articles == 9)


@given(articles=st.integers(1, 60), seed=st.integers(0, 10_000))
def test_swapping_the_runs_turns_the_sign_and_nothing_else(articles, seed) -> None:
    one, other = drawn(articles, 1, seed), drawn(articles, 1, seed + 1)
    there, back = randomisation(one, other, shuffles=99), randomisation(other, one, shuffles=99)
    assert there.p == back.p
    if there.difference is None or back.difference is None:
        assert there.difference is back.difference
    else:
        assert there.difference == -back.difference
        assert there.p is not None
        assert 0 < there.p <= 1


@pytest.mark.parametrize("articles", [1, 8, 40])
def test_a_run_does_not_differ_from_itself(articles) -> None:
    run = drawn(articles, 1, 5)
    same = randomisation(run, run)
    assert (same.difference, same.p) == (0, 1)


def test_what_it_can_not_do_it_refuses() -> None:
    with pytest.raises(ConfigError, match="different articles"):
        randomisation(drawn(5, 1, 0), drawn(6, 1, 0))
    renamed = drawn(5, 1, 0)
    renamed = Fractions(tuple(f"x{name}" for name in renamed.articles), renamed.rows, renamed.cells)
    with pytest.raises(ConfigError, match="different articles"):
        randomisation(drawn(5, 1, 0), renamed)


def test_undefined_measures_have_no_p_value() -> None:
    nothing = drawn(12, 1, 0)
    nothing.cells[..., :2] = 0
    result = randomisation(drawn(12, 1, 1), nothing, measure="precision")
    assert (result.difference, result.p) == (None, None)


def test_a_shuffling_without_precision_counts_as_far_apart() -> None:
    # each found facts in one article only: after half of the swappings one of them has found nothing
    cells = np.array([[[1, 2, 1, 1], [0, 0, 0, 1]], [[0, 0, 0, 1], [1, 1, 1, 1.0]]])
    assert p_values(cells, PAIR, "precision").tolist() == [1]


def test_p_is_k_plus_one_by_n_plus_one() -> None:
    one, other = drawn(100, 1, 0, right=0.95), drawn(100, 1, 1, right=0.3)
    assert randomisation(one, other, shuffles=999).p == 1 / 1000


def test_when_all_ways_are_tried() -> None:
    assert is_exact(13, 9999)  # 8192 ways
    assert not is_exact(14, 9999)
    assert is_exact(3, 8)
    assert not is_exact(3, 7)


def test_many_pairs_have_the_p_values_that_they_have_alone(monkeypatch) -> None:
    sides = [drawn(70, 1, seed) for seed in range(4)]
    cells = side_by_side(sides, "overall")
    pairs = np.stack(np.triu_indices(4, 1), axis=1)
    together = p_values(cells, pairs, "f1", seed=3, shuffles=500)
    alone = [randomisation(sides[i], sides[j], seed=3, shuffles=500).p for i, j in pairs]
    assert together.tolist() == alone
    monkeypatch.setattr("harness.statistics.randomisation._CELLS", 70 * 7)
    assert p_values(cells, pairs, "f1", seed=3, shuffles=500).tolist() == alone


def test_the_seed_decides() -> None:
    one, other = drawn(60, 1, 0), drawn(60, 1, 1)
    first, again, else_ = (randomisation(one, other, seed=seed, shuffles=999).p for seed in (1, 1, 2))
    assert first == again
    assert first != else_


def test_p_values_of_alike_systems_are_spread_evenly() -> None:
    """The test holds its level: of pairs that do not differ, one in twenty has p up to 0.05."""
    sides = [[drawn(40, 1, 2 * k), drawn(40, 1, 2 * k + 1)] for k in range(400)]
    p = [p_values(side_by_side(two, "overall"), PAIR, "f1", seed=k, shuffles=199)[0] for k, two in enumerate(sides)]
    assert 0.02 <= np.mean(np.array(p) <= 0.05) <= 0.085
    assert 0.43 <= np.mean(np.array(p) <= 0.5) <= 0.57


def test_the_difference_over_a_thousand_articles_is_that_of_the_sums() -> None:
    one, other = drawn(1000, 1, 0), drawn(1000, 1, 1)
    result = randomisation(one, other)
    assert result.difference == pytest.approx(
        float(f1(one.cells[:, 0].sum(axis=0)) - f1(other.cells[:, 0].sum(axis=0)))
    )


def test_how_many_swappings_are_held_at_a_time_changes_nothing(monkeypatch) -> None:
    for articles in (9, 40):
        cells = side_by_side([drawn(articles, 1, 1, right=0.8), drawn(articles, 1, 2)], "overall")
        whole = p_values(cells, PAIR, "f1", shuffles=999)
        monkeypatch.setattr("harness.statistics.randomisation._CELLS", 7 * articles)
        assert p_values(cells, PAIR, "f1", shuffles=999) == whole
        monkeypatch.undo()
