"""Intervals over articles: against scipy, by hand, and what must not matter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import ConfigError
from harness.statistics.bootstrap import Estimate, differences, estimates, intervals, resampled
from harness.statistics.fractions import MEASURES, Fractions, informing, measured, side_by_side


def drawn(articles: int, rows: int, seed: int, right: float = 0.6) -> Fractions:
    """Counts of invented facts: up to five a cell in gold, some of them found, up to two found in excess."""
    rng = np.random.default_rng(seed)
    gold = rng.integers(0, 6, (articles, rows))
    hits = rng.binomial(gold, right)
    found = hits + rng.integers(0, 3, (articles, rows))
    cells = np.stack([hits, found, hits, gold], axis=-1).astype(float)
    names = ("overall", *(f"type {k}" for k in range(1, rows)))
    return Fractions(tuple(f"{a:06}" for a in range(articles)), names, cells)


def test_measures_by_hand() -> None:
    cells = np.array([[3, 4, 3, 6], [0, 0, 0, 2], [0, 0, 0, 0], [0, 2, 0, 0.0]])
    np.testing.assert_allclose(measured(cells, "precision"), [0.75, np.nan, np.nan, 0])
    np.testing.assert_allclose(measured(cells, "recall"), [0.5, 0, np.nan, np.nan])
    np.testing.assert_allclose(measured(cells, "f1"), [0.6, 0, np.nan, 0])
    assert informing(cells, "precision").tolist() == [True, False, False, True]
    assert informing(cells, "recall").tolist() == [True, True, False, False]
    assert informing(cells, "f1").tolist() == [True, True, False, True]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("method", ["bca", "percentile"])
def test_the_interval_is_that_of_scipy(measure, method) -> None:
    from scipy.stats import bootstrap

    fractions = drawn(45, 1, seed=3, right=0.85)
    columns = tuple(fractions.cells[:, 0].T)

    def statistic(*columns, axis):
        return measured(np.stack([column.sum(axis=axis) for column in columns], axis=-1), measure)

    theirs = bootstrap(
        columns, statistic, paired=True, n_resamples=60_000, batch=10_000, method=method, rng=np.random.default_rng(1)
    ).confidence_interval
    ours = intervals(fractions, seed=0, resamples=60_000, method=method)["overall"][measure]
    assert ours.interval == pytest.approx((theirs.low, theirs.high), abs=0.003)


def test_the_two_methods_differ_where_scores_are_high() -> None:
    fractions = drawn(15, 1, seed=0, right=0.95)
    bca, plain = (intervals(fractions, method=method)["overall"]["recall"].interval for method in ("bca", "percentile"))
    assert bca is not None
    assert plain is not None
    assert bca[0] < plain[0] - 0.002


def test_a_resample_has_as_many_articles_as_there_are() -> None:
    assert (resampled(np.ones((7, 3)), seed=1, resamples=50) == 7).all()
    one_each = resampled(np.eye(5), seed=1, resamples=4000)
    assert one_each.min() == 0
    # each article is drawn once on average, with the variance 1 - 1/5 of a binomial
    np.testing.assert_allclose(one_each.mean(axis=0), 1, atol=0.06)
    np.testing.assert_allclose(one_each.var(axis=0), 0.8, atol=0.08)


def test_the_same_seed_gives_the_same_bytes_and_another_does_not() -> None:
    cells = drawn(40, 2, seed=0).cells
    assert resampled(cells, 5, 200).tobytes() == resampled(cells, 5, 200).tobytes()
    assert resampled(cells, 5, 200).tobytes() != resampled(cells, 6, 200).tobytes()


def test_how_much_is_held_at_a_time_changes_nothing(monkeypatch) -> None:
    cells = drawn(40, 2, seed=0).cells
    whole = resampled(cells, 5, 200)
    monkeypatch.setattr("harness.statistics.bootstrap._DRAWS", 40 * 16)
    assert (resampled(cells, 5, 200) == whole).all()


def test_other_rows_change_no_row() -> None:
    fractions = drawn(30, 3, seed=2)
    alone = Fractions(fractions.articles, ("overall",), fractions.cells[:, :1])
    for measure, estimate in intervals(alone)["overall"].items():
        assert estimate.interval == pytest.approx(intervals(fractions)["overall"][measure].interval, abs=1e-12)


def test_under_ten_articles_there_is_no_interval_and_a_reason() -> None:
    whole = drawn(10, 1, seed=3)
    whole.cells[..., 3] += 1  # gold has something in every article
    part = Fractions(whole.articles[:9], whole.rows, whole.cells[:9])
    nine, ten = (intervals(some)["overall"]["f1"] for some in (part, whole))
    assert nine.interval is None
    assert nine.reason == "9 of at least 10 articles that an interval needs"
    assert ten.interval is not None


def test_a_type_in_few_articles_has_no_interval_however_many_articles_there_are() -> None:
    fractions = drawn(50, 2, seed=3)
    fractions.cells[9:, 1] = 0
    rows = intervals(fractions)
    assert rows["type 1"]["f1"].interval is None
    assert rows["overall"]["f1"].interval is not None


def test_what_is_undefined_or_never_varies_has_no_interval() -> None:
    fractions = drawn(20, 1, seed=0)
    fractions.cells[..., :2] = 0
    assert intervals(fractions)["overall"]["precision"] == Estimate(None, None, "undefined: nothing to divide by")
    perfect = np.ones((20, 1, 4))
    assert estimates(perfect, resampled(perfect, 0, 100), "f1") == [Estimate(1.0, None, "all resamples agree")]


def test_without_articles_all_is_undefined() -> None:
    assert intervals(Fractions((), ("overall",), np.zeros((0, 1, 4))))["overall"]["f1"].value is None


def test_differences_are_paired() -> None:
    """Two systems that miss the same articles differ by a constant, although each of them varies much."""
    gold = np.tile([1.0, 9.0], 15)
    one = np.stack([gold * 0.8, gold, gold * 0.8, gold], axis=-1)
    other = np.stack([gold * 0.6, gold, gold * 0.6, gold], axis=-1)
    one[::3, [0, 2]] *= 0.5
    other[::3, [0, 2]] *= 0.5
    cells = np.stack([one, other], axis=1)
    sums = resampled(cells, 0, 500)
    alone = estimates(cells, sums, "recall")[0]
    assert alone.interval is not None
    (difference,) = differences(cells, sums, np.array([[0, 1]]), "recall")
    assert difference.interval is not None
    assert difference.interval[1] - difference.interval[0] < 0.3 * (alone.interval[1] - alone.interval[0])
    (turned,) = differences(cells, sums, np.array([[1, 0]]), "recall", "percentile")
    (straight,) = differences(cells, sums, np.array([[0, 1]]), "recall", "percentile")
    assert straight.interval is not None
    assert turned.interval == pytest.approx((-straight.interval[1], -straight.interval[0]))
    assert turned.value == -straight.value


@given(st.integers(10, 40), st.integers(0, 1000), st.sampled_from(["bca", "percentile"]))
def test_ends_are_in_order_and_in_range(articles, seed, method) -> None:
    for row in intervals(drawn(articles, 2, seed), seed, 100, method).values():
        for estimate in row.values():
            if estimate.interval is not None:
                low, high = estimate.interval
                assert 0 <= low < high <= 1


def test_systems_on_other_articles_or_without_the_row_are_refused() -> None:
    with pytest.raises(ConfigError, match="different articles"):
        side_by_side([drawn(3, 1, 0), drawn(4, 1, 0)], "overall")
    with pytest.raises(ConfigError, match="no row 'type 9'"):
        side_by_side([drawn(3, 2, 0)], "type 9")


@pytest.mark.parametrize(
    ("hits", "gold", "within"),
    [([1] * 9 + [0] * 3, [1] * 12, 1e-9), ([1] * 9 + [0, 2], [1] * 10 + [20], 0.006)],
    ids=["many resamples are equal", "one article outweighs all"],
)
def test_the_interval_is_that_of_scipy_where_it_is_hard(hits, gold, within) -> None:
    from scipy.stats import bootstrap

    def recall(hits, gold, axis):
        return hits.sum(axis=axis) / gold.sum(axis=axis)

    columns = np.array(hits, float), np.array(gold, float)
    theirs = bootstrap(
        columns, recall, paired=True, n_resamples=60_000, batch=10_000, rng=np.random.default_rng(1)
    ).confidence_interval
    cells = np.stack([columns[0], columns[1], *columns], axis=-1)[:, None]
    names = tuple(f"{a:02}" for a in range(len(hits)))
    ours = intervals(Fractions(names, ("overall",), cells), 0, 60_000)["overall"]["recall"]
    assert ours.interval == pytest.approx((theirs.low, theirs.high), abs=within)


def test_a_difference_counts_the_articles_that_either_system_has_something_in() -> None:
    """Ten articles, five of which only the one system answers, and five only the other."""
    cells = np.zeros((20, 2, 4))
    cells[:10, :, 3] = 2
    cells[:5, 0, :3] = cells[5:10, 1, :3] = 1
    cells[0, 0, 0] = cells[0, 0, 2] = 0
    sums = resampled(cells, 0, 500)
    assert estimates(cells, sums, "precision")[0].reason.startswith("5 of at least 10")
    (difference,) = differences(cells, sums, np.array([[0, 1]]), "precision")
    assert difference.interval is not None
