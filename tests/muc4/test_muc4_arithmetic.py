"""Percentages, F-measures, fallout and totals, by hand and against the reports of 1992."""

import csv
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference import reference

from harness.muc4.arithmetic import F_MEASURES, f_measure, percent, row
from harness.muc4.fallout import SET_SIZES, possible_wrong
from harness.muc4.slots import SLOTS, Filling
from harness.muc4.tallies import Fate, Tally, TemplateScore, added
from harness.muc4.templates import Fill, Template
from harness.muc4.totals import f_measures, totals


@pytest.mark.parametrize(
    ("twice_credit", "denominator", "expected"),
    [
        (12, 11, 54),  # 6/11 = 545.45 per mil, cut to 545, 54.5: half to even
        (5, 4, 62),  # 62.5
        (7, 4, 88),  # 87.5
        (2, 3, 33),
        (4, 3, 67),
        (0, 5, 0),
        (10, 5, 100),
        (25, 1000, 1),  # 12.5 per mil cut to 12: 1.2; rounded first it would be 1.3, and with 25 in 1,000 be 1 too
        (31, 1000, 2),  # 15.5 per mil cut to 15: 1.5, half to even
        (11, 1000, 0),  # 5.5 per mil cut to 5: 0.5, half to even; rounded to 6 it would be 1
    ],
)
def test_percent_by_hand(twice_credit: int, denominator: int, expected: int) -> None:
    """Per mil are cut off, their tenth is rounded half to even."""
    assert percent(twice_credit, denominator) == expected


def test_percent_of_nothing_is_undefined() -> None:
    """The reports print `*`."""
    assert percent(0, 0) is None
    assert percent(3, 0) is None


def test_every_percentage_of_1992() -> None:
    """All pairs of credit and denominator that the reports hold."""
    with reference("muc4", "scores", "percent_rounding_vectors.csv").open(encoding="utf-8") as lines:
        vectors = [tuple(map(int, vector)) for vector in list(csv.reader(lines))[1:]]
    assert len(vectors) > 1000
    assert [vector for vector in vectors if percent(*vector[:2]) != vector[2]] == []


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_percent_is_within_a_tenth_of_rounding(twice_credit: int, denominator: int) -> None:
    """It is never further from the ratio than 0.6: half a percent by rounding, and what the cut takes off."""
    value = percent(twice_credit, denominator)
    assert value is not None
    assert abs(Fraction(50 * twice_credit, denominator) - value) <= Fraction(6, 10)


def test_f_measures_by_hand() -> None:
    """Of P 65 and R 52: 57.777..., 61.904..., 54.166..."""
    assert {name: f_measure(65, 52, beta) for name, beta in F_MEASURES.items()} == {
        "P&R": 57.78,
        "2P&R": 61.9,
        "P&2R": 54.17,
    }


def test_f_measures_without_sense() -> None:
    """Undefined where P or R is, 0 where both are 0."""
    assert f_measure(None, 50, Fraction(1)) is None
    assert f_measure(50, None, Fraction(1)) is None
    assert f_measure(0, 0, Fraction(1)) == 0.0


def test_a_row_by_hand() -> None:
    """Credit is COR + 0.5 PAR; fallout is there only where it can be."""
    tally = Tally(cor=3, par=1, inc=1, icr=1, ipa=1, spu=2, mis=3, non=4)
    counts = {"pos": 8, "act": 7, "cor": 3, "par": 1, "inc": 1, "icr": 1, "ipa": 1, "spu": 2, "mis": 3, "non": 4}
    measures = {"rec": 44, "pre": 50, "ovg": 28}  # 3.5/8 = 43.7, 3.5/7, 2/7 = 28.5 half to even
    assert row(tally) == counts | measures
    assert row(tally, 12) == counts | measures | {"fal": 25}
    assert list(row(tally, 12)) == [*counts, "rec", "pre", "ovg", "fal"]


def test_adding_tallies() -> None:
    """Count by count; nothing adds up to nothing."""
    assert added([Tally(1, 2, 3, 4, 5, 6, 7, 8), Tally(1, 1, 1, 1, 1, 1, 1, 1)]) == (2, 3, 4, 5, 6, 7, 8, 9)
    assert added([]) == Tally()


def test_set_lists_are_those_of_slots_with_set_fills() -> None:
    """Every slot filled from a list has a length, and no other."""
    assert list(SET_SIZES) == [slot.name for slot in SLOTS if slot.filling is Filling.SET]
    assert list(SET_SIZES.values()) == [7, 3, 20, 2, 6, 15, 76, 6, 10, 76, 9]  # as the task description counts them


ONE, TWO = Fill(("INJURY",)), Fill(("INJURY", "DEATH"))
MAYBE, MAYBE_BOTH = Fill(("DEATH",), optional=True), Fill(("TERRORIST ACT", "STATE-SPONSORED VIOLENCE"), optional=True)


@pytest.mark.parametrize(
    ("slot", "fills", "tally", "expected"),
    [
        ("hum-tgt-effect", (), Tally(spu=3), 9),
        ("hum-tgt-effect", (ONE,), Tally(mis=1), 8),
        ("hum-tgt-effect", (TWO,), Tally(cor=1), 7),
        ("hum-tgt-effect", (ONE, TWO), Tally(cor=1, mis=1, spu=1), 15),
        ("hum-tgt-effect", (ONE, MAYBE), Tally(cor=1), 8),
        ("hum-tgt-effect", (ONE, MAYBE), Tally(cor=2), 16),
        ("hum-tgt-effect", (MAYBE,), Tally(non=1), 9),
        ("hum-tgt-effect", (MAYBE,), Tally(cor=1, spu=3), 8),
        ("hum-tgt-effect", (MAYBE,), Tally(inc=1), 8),
        ("hum-tgt-effect", (MAYBE,), Tally(inc=1, spu=1), 9),
        ("hum-tgt-effect", (ONE, MAYBE, ONE), Tally(cor=2, inc=1, spu=3), 16),
        ("perp-inc-cat", (MAYBE_BOTH,), Tally(cor=1), 1),
        ("perp-inc-cat", (Fill(MAYBE_BOTH.values),), Tally(cor=1), 0),
    ],
)
def test_what_could_have_been_wrong(slot: str, fills: tuple[Fill, ...], tally: Tally, expected: int) -> None:
    """The length of the list less the key's alternatives, for every filler of the key that counts."""
    assert possible_wrong(slot, fills, tally) == expected


def _one(fate: Fate, tally: Tally, key: int | None = 1) -> TemplateScore:
    return TemplateScore("M", key, 1, fate, {"template-id": tally, "inc-type": tally, "perp-ind-id": tally})


def test_which_rows_count_which_templates() -> None:
    """Missing and spurious templates count where the row's name says so; optional ones and template-id do not."""
    fills = tuple((Fill(("ATTACK",)),) if slot.name == "inc-type" else () for slot in SLOTS)
    key = {("M", 1): Template("M", 1, optional=False, fills=fills)}
    scores = [
        _one(Fate.MATCHED, Tally(cor=1)),
        _one(Fate.MISSING, Tally(mis=1)),
        _one(Fate.SPURIOUS, Tally(spu=1), None),
        _one(Fate.OPTIONAL, Tally(mis=1)),
        _one(Fate.IRRELEVANT, Tally()),
    ]
    rows = totals(scores, key)
    assert {name: (row["pos"], row["act"]) for name, row in rows.items() if row["pos"] or row["act"]} == {
        "template-id": (2, 2),
        "inc-type": (2, 2),
        "perp-ind-id": (2, 2),
        "inc-total": (2, 2),
        "perp-total": (2, 2),
        "MATCHED/MISSING": (4, 2),
        "MATCHED/SPURIOUS": (2, 4),
        "MATCHED ONLY": (2, 2),
        "ALL TEMPLATES": (4, 4),
        "SET FILLS ONLY": (2, 1),
        "STRING FILLS ONLY": (2, 1),
    }
    assert rows["template-id"]["non"] == 1
    assert rows["inc-type"]["fal"] == 5  # 1 of 6 + 6 + 7
    assert f_measures(rows) == {"P&R": 50.0, "2P&R": 50.0, "P&2R": 50.0}
