"""Holm, power, groups, and many systems at once."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_bootstrap import drawn

from harness.statistics.fractions import Fractions, f1, side_by_side
from harness.statistics.groups import groups, letters
from harness.statistics.holm import holm
from harness.statistics.power import detectable, smallest_detectable
from harness.statistics.randomisation import p_values, randomisation
from harness.statistics.systems import LEVEL, compare_systems

PAIR = np.array([[0, 1]])


def test_holm_by_hand() -> None:
    # in order: 0.01*4, 0.02*3, 0.03*2 (not less than 0.06 before it), 0.4*1
    assert holm([0.03, 0.01, 0.4, 0.02]) == pytest.approx((0.06, 0.04, 0.4, 0.06))
    assert holm([0.6, 0.7]) == (1, 1)
    assert holm([0.04]) == (0.04,)
    assert holm([]) == ()


@given(st.lists(st.floats(0.0001, 1), min_size=1, max_size=20), st.randoms())
def test_holm_keeps_the_order_and_rejects_no_more(p, random) -> None:
    adjusted = holm(p)
    assert all(a >= one - 1e-15 and a <= 1 for one, a in zip(p, adjusted, strict=True))
    ranked = sorted(zip(p, adjusted, strict=True))
    assert [a for _, a in ranked] == sorted(adjusted)
    assert min(adjusted) == pytest.approx(min(1, min(p) * len(p)))
    order = random.sample(range(len(p)), len(p))
    assert holm([p[i] for i in order]) == tuple(adjusted[i] for i in order)


def apart(systems: int, pairs) -> np.ndarray:
    matrix = np.zeros((systems, systems), bool)
    for i, j in pairs:
        matrix[i, j] = matrix[j, i] = True
    return matrix


def test_groups_by_hand() -> None:
    assert groups(apart(0, [])) == []
    assert groups(apart(1, [])) == [range(1)]
    assert groups(apart(3, [])) == [range(3)]
    assert groups(apart(3, [(0, 2)])) == [range(2), range(1, 3)]
    assert groups(apart(3, [(0, 1), (1, 2)])) == [range(1), range(1, 2), range(2, 3)]
    # the second and the third differ, so no group holds both, although the first and the fourth are alike
    assert groups(apart(4, [(1, 2)])) == [range(2), range(2, 4)]


def test_letters() -> None:
    assert letters([range(2), range(1, 4)], 4) == ["a", "ab", "b", "b"]
    assert letters([range(k, k + 1) for k in range(27)], 27)[25:] == ["z", "aa"]


@given(st.integers(1, 7).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.sampled_from(range(n * n))))))
def test_groups_are_all_the_longest_neighbourhoods_without_a_difference(drawn_pairs) -> None:
    n, cells = drawn_pairs
    matrix = apart(n, [divmod(cell, n) for cell in cells if cell // n != cell % n])
    alike = [
        range(i, j + 1)
        for i in range(n)
        for j in range(i, n)
        if not any(matrix[a, b] for a, b in itertools.combinations(range(i, j + 1), 2))
    ]
    longest = [one for one in alike if not any(set(one) < set(other) for other in alike)]
    assert groups(matrix) == sorted(longest, key=lambda one: one.start)


def test_systems_are_ranked_and_the_order_given_is_irrelevant() -> None:
    systems = {"poor": drawn(40, 2, 1, 0.2), "good": drawn(40, 2, 2, 0.9), "fair": drawn(40, 2, 3, 0.6)}
    standings = compare_systems(systems, seed=4, resamples=999)
    assert [one.name for one in standings.systems] == ["good", "fair", "poor"]
    assert [(pair.better, pair.other) for pair in standings.pairs] == [
        ("good", "fair"),
        ("good", "poor"),
        ("fair", "poor"),
    ]
    turned = compare_systems(dict(reversed(systems.items())), seed=4, resamples=999)
    assert turned == standings
    assert compare_systems(systems, seed=5, resamples=999) != standings


def test_each_pair_is_tested_as_it_would_be_alone() -> None:
    systems = {name: drawn(50, 1, seed, 0.5 + 0.08 * seed) for seed, name in enumerate("abcde")}
    standings = compare_systems(systems, seed=2, resamples=499)
    for pair in standings.pairs:
        alone = randomisation(systems[pair.better], systems[pair.other], seed=2, shuffles=499)
        assert (pair.p, pair.difference.value) == (alone.p, alone.difference)
        assert pair.detectable == pytest.approx(smallest_detectable(systems[pair.better], systems[pair.other]))
    plain = [pair.p for pair in standings.pairs if pair.p is not None]
    assert [pair.holm for pair in standings.pairs] == list(holm(plain))


def test_those_that_share_a_letter_do_not_differ() -> None:
    systems = {name: drawn(60, 1, seed, 0.3 + 0.06 * seed) for seed, name in enumerate("abcdefgh")}
    standings = compare_systems(systems, resamples=999)
    member = {one.name: set(one.groups) for one in standings.systems}
    assert all(member.values())
    assert any(len(one) > 1 for one in member.values())
    for pair in standings.pairs:
        assert pair.holm is not None
        if member[pair.better] & member[pair.other]:
            assert pair.holm >= LEVEL


def test_with_five_articles_there_is_no_test_and_a_reason() -> None:
    five, six = (compare_systems({"a": drawn(n, 1, 0), "b": drawn(n, 1, 1)}) for n in (5, 6))
    assert [(pair.p, pair.holm) for pair in five.pairs] == [(None, None)]
    assert five.reason == "5 articles: with fewer than 6 no p can be below 0.05"
    assert [one.groups for one in five.systems] == ["", ""]
    assert six.pairs[0].p is not None
    assert six.reason == ""


def test_a_system_without_precision_is_in_no_one_elses_group() -> None:
    nothing = drawn(20, 1, 0)
    nothing.cells[..., :2] = 0
    systems = {"none": nothing, "a": drawn(20, 1, 1), "b": drawn(20, 1, 2)}
    standings = compare_systems(systems, measure="precision", resamples=99)
    assert standings.systems[-1].name == "none"
    assert standings.systems[-1].score.value is None
    assert [one.groups for one in standings.systems] == ["a", "a", "b"]
    assert [pair.p is None for pair in standings.pairs] == [False, True, True]


def test_the_smallest_difference_by_hand() -> None:
    """Recall, 4 gold facts in each of 16 articles; one run found one more than the other in each second article."""
    more = np.tile([0.0, 1.0], 8)
    one, other = (
        np.stack([hits, np.full(16, 4.0), hits, np.full(16, 4.0)], axis=-1) for hits in (2 + more, 2 + 0 * more)
    )
    # per article the difference of recall is 0 or 1/4: variance 16/15/64; d = 1.96 sqrt((v + d^2)/16) + 0.84 sqrt(v/16)
    v = 16 / 15 / 64
    (d,) = detectable(np.stack([one, other], axis=1), PAIR, "recall")
    assert d is not None
    assert d == pytest.approx(1.959963984540054 * np.sqrt((v + d * d) / 16) + 0.8416212335729143 * np.sqrt(v / 16))


def test_the_smallest_difference_shrinks_with_the_root_of_the_articles() -> None:
    def copies(k: int, seed: int) -> Fractions:
        cells = np.tile(drawn(100, 1, seed).cells, (k, 1, 1))
        return Fractions(tuple(f"{a:06}" for a in range(len(cells))), ("overall",), cells)

    few, many = (smallest_detectable(copies(k, 0), copies(k, 1)) for k in (1, 100))
    assert few is not None
    assert many is not None
    assert few / many == pytest.approx(10, rel=0.05)


def test_an_imagined_other_varies_as_much_and_independently() -> None:
    run, twin = drawn(400, 1, 0), drawn(400, 1, 1)
    alone, pair = smallest_detectable(run), smallest_detectable(run, twin)
    assert alone is not None
    assert alone == pytest.approx(pair, rel=0.3)


def test_where_there_is_no_telling() -> None:
    assert smallest_detectable(drawn(9, 1, 0), drawn(9, 1, 1)) is None
    assert smallest_detectable(drawn(9, 1, 0)) is None
    assert smallest_detectable(drawn(30, 1, 0), drawn(30, 1, 0)) is None


def two_runs(rng, articles: int, better: float) -> np.ndarray:
    """Two invented runs on skewed, unequally hard articles, on which they rise and fall together."""
    gold = rng.negative_binomial(1.2, 0.3, size=articles)
    ease = rng.normal(0, 0.7, size=articles)
    sides = []
    for skill in (0.5 + better, 0.5):
        right = 1 / (1 + np.exp(-(skill + ease + rng.normal(0, 0.3, size=articles))))
        hits = rng.binomial(gold, right)
        sides.append(np.stack([hits, hits + rng.poisson(0.5, size=articles), hits, gold], axis=-1).astype(float))
    return np.stack(sides, axis=1)


@pytest.mark.parametrize("articles", [20, 40, 100])
def test_at_the_smallest_detectable_difference_four_of_five_tests_find_it(articles) -> None:
    rng = np.random.default_rng(articles)
    steps = np.linspace(0, 3, 25)
    true = [-np.diff(f1(two_runs(np.random.default_rng(1), 50_000, step).sum(axis=0)))[0] for step in steps]
    better = 0.5
    for _ in range(6):  # what can be detected depends a little on the difference that there is
        claimed = [detectable(two_runs(rng, articles, better), PAIR, "f1")[0] for _ in range(300)]
        better = float(np.interp(np.median([one for one in claimed if one is not None]), true, steps))
    runs = [two_runs(rng, articles, better) for _ in range(600)]
    found = np.mean([p_values(run, PAIR, "f1", seed, 499)[0] <= 0.05 for seed, run in enumerate(runs)])
    assert 0.74 <= found <= 0.88


def test_all_pairs_of_seventeen_systems() -> None:
    systems = {f"system {k}": drawn(100, 1, k, 0.3 + 0.03 * k) for k in range(17)}
    standings = compare_systems(systems)
    assert len(standings.pairs) == 136
    assert side_by_side(list(systems.values()), "overall").shape == (100, 17, 4)


def test_ten_articles_that_count_are_enough_to_tell_what_could_be_detected() -> None:
    run, twin = drawn(12, 1, 0), drawn(12, 1, 1)
    for side in (run, twin):
        side.cells[:, 0, 3] += 1
        side.cells[10:] = 0
    assert smallest_detectable(run, twin) is not None
    run.cells[9] = twin.cells[9] = 0
    assert smallest_detectable(run, twin) is None
