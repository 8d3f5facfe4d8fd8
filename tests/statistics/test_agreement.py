"""Agreement between annotators: by hand, by Krippendorff's own examples, and on three experts' MUC-4 annotations."""

import csv
import json
from collections import Counter

import pytest
from reference import reference

from harness.facts import Fact, Filler, Span
from harness.schema import FactType, Schema, SlotType
from harness.statistics.agreement import alpha, fact_agreement, mean_agreement

# Krippendorff 2011, 'Computing Krippendorff's alpha-reliability', section C: four observers, twelve units.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_example_of_the_paper(level, published) -> None:
    assert alpha(OBSERVERS, level) == pytest.approx(published, abs=0.0005)


def test_two_observers_by_hand() -> None:
    # pairs within units: aa, ab, bb, ab -> 4 of 8 coincidences differ; of a (4) and b (4), 2*4*4 of 8*7 would
    assert alpha([["a", "a", "b", "a"], ["a", "b", "b", "b"]]) == pytest.approx(1 - (4 / 8) / (32 / 56))


def test_ordinal_distance_counts_the_ratings_between() -> None:
    # 1 1 | 1 2 | 2 3 | 3 3: three ones, two twos, three threes; 1..2 is 3/2 + 2/2, 2..3 alike, 1..3 is 5
    observed = 2 * (2.5**2 + 2.5**2) / 8
    expected = 2 * (3 * 2 * 2.5**2 + 2 * 3 * 2.5**2 + 3 * 3 * 5**2) / (8 * 7)
    assert alpha([[1, 1, 2, 3], [1, 2, 3, 3]], "ordinal") == pytest.approx(1 - observed / expected)


def test_without_variation_there_is_no_alpha_unless_by_convention() -> None:
    assert alpha([[1, 1], [1, 1]]) is None
    assert alpha([[1, None], [None, 2]]) is None
    assert alpha([]) is None
    assert alpha([[], []], without_variation=1.0) == 1.0


def test_zero_is_as_far_from_any_count_as_can_be() -> None:
    assert alpha([[0, 0, 5], [0, 5, 5]], "ratio") == alpha([[0, 0, 5], [0, 5, 5]], "nominal")


def test_the_order_of_annotators_and_units_is_irrelevant() -> None:
    turned = [row[::-1] for row in OBSERVERS[::-1]]
    assert alpha(turned, "ordinal") == pytest.approx(alpha(OBSERVERS, "ordinal"), abs=1e-15)


def casualty(killed: int, start: int) -> Fact:
    return Fact("casualty", {"count": (Filler(value=killed),)}, evidence=(Span(start, start + 9),))


SCHEMA = Schema({"casualty": FactType("casualty", {"count": SlotType("count", ("number",), key=True)})})
ONE = {"a": [casualty(3, 0), casualty(5, 20)], "b": [casualty(1, 0)]}
OTHER = {"a": [casualty(3, 0)], "c": [casualty(2, 0)]}


def test_agreement_on_facts_by_hand() -> None:
    # one of three facts is also among the other's two: 2*1/(3+2)
    assert fact_agreement(ONE, OTHER, SCHEMA) == pytest.approx(0.4)
    assert fact_agreement(OTHER, ONE, SCHEMA) == pytest.approx(0.4)
    assert fact_agreement({}, {}, SCHEMA) is None
    assert fact_agreement(ONE, {}, SCHEMA) == 0.0


def test_several_annotators_agree_as_their_pairs_do_on_the_mean() -> None:
    assert mean_agreement([ONE, OTHER, ONE], SCHEMA) == pytest.approx((0.4 + 1 + 0.4) / 3)
    assert mean_agreement([ONE], SCHEMA) is None


TYPES = ("arson", "attack", "bombing", "kidnapping", "robbery")


@pytest.fixture(scope="module")
def counts():
    """Templates per incident type and document: of gold (0) and of annotators 1 to 3."""
    people = [
        {row["docid"]: row for row in json.loads(reference("muc4", "iaa", f"muc_sample_a{k}.json").read_text())}
        for k in (1, 2, 3)
    ]
    lines = reference("muc4", "gtt", "train.json").read_text().splitlines()
    gold = {
        row["docid"]: Counter(template["incident_type"] for template in row["templates"])
        for row in map(json.loads, lines)
    }
    with reference("muc4", "iaa", "muc_docs.csv").open() as file:
        documents = [row["doc_id"] for row in csv.DictReader(file)]
    table = [{name: {d: side[d][name] for d in documents} for name in TYPES} for side in (gold, *people)]
    for side in table:
        side["total"] = {d: sum(side[name][d] for name in TYPES) for d in documents}
    return table


def published_alphas(counts, sides, row):
    """Nominal and ratio alpha of the documents that the row is about, of some annotators."""
    least = 1 if row["setting"].startswith("at least one") else 2
    name = row["template_type"]
    documents = [d for d, count in counts[0][name].items() if count >= least]
    assert len(documents) == int(row["total documents"])
    ratings = [[counts[side][name][d] for d in documents] for side in sides]
    return [alpha(ratings, level, without_variation=1.0) for level in ("nominal", "ratio")]


def test_every_published_row_comes_out(counts) -> None:
    """The published analysis read the second annotator's file twice, in place of the third's; so does this test."""
    with reference("muc4", "iaa", "muc_agreement.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 24
    for row in rows:
        sides = (0, 1, 2, 2) if "+gold" in row["setting"] else (1, 2, 2)
        expected = (float(row["nominal alpha"]), float(row["ratio alpha"]))
        assert published_alphas(counts, sides, row) == pytest.approx(expected, abs=1e-12), row


def test_with_the_third_annotator_agreement_is_another(counts) -> None:
    with reference("muc4", "iaa", "muc_agreement.csv").open() as file:
        rows = {(row["template_type"], row["setting"]): row for row in csv.DictReader(file)}
    row = rows["robbery", "at least one template (annotator only)"]
    # 1 1 1 for two documents, 1 1 2 for one: 2 of 3 pairs in it differ, 4 ordered ones of weight 1/2
    assert float(row["nominal alpha"]) == 1.0
    assert published_alphas(counts, (1, 2, 3), row)[0] == pytest.approx(1 - (4 / 2 / 9) / (2 * 8 / (9 * 8)))
