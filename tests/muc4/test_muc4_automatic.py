"""Responses scored by rule: pairs of fills and of templates, what changes nothing."""

import random
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mini_muc4 import nothing, template

from harness.formats.muc4_templates import parse_templates
from harness.muc4.alignment import align, credit, may_pair
from harness.muc4.automatic import align_and_judge, judge_pair
from harness.muc4.comparators.credit import Credit
from harness.muc4.fill_pairs import pair_fills, tally_fills
from harness.muc4.judges import Judges
from harness.muc4.tallies import Fate, Tally, TemplateScore
from harness.muc4.templates import Fill, Template
from harness.muc4.totals import overall

FULL, PARTIAL, WRONG = Credit.FULL, Credit.PARTIAL, Credit.WRONG
BASE = {
    "inc-date": "04 MAY 88",
    "inc-loc": "PERU",
    "inc-type": "ATTACK",
    "inc-stage": "ACCOMPLISHED",
    "perp-ind-id": '"TERRORISTS"',
}


def made(number: str, /, message: str = "TST-1", **changes: str) -> Template:
    """A template with the slots of BASE and others, `_` for `-` in their names."""
    fills = {**BASE, **{name.replace("_", "-"): value for name, value in changes.items()}}
    return parse_templates(template(message, number, fills), "made")[0]


def fates(scores: Sequence[TemplateScore]) -> set[tuple[int | None, int | None, Fate]]:
    return {(score.key, score.response, score.fate) for score in scores}


# Fills


@pytest.mark.parametrize(
    ("optional", "credits", "tally"),
    [
        ([False], [[FULL]], Tally(cor=1)),
        ([False], [[WRONG]], Tally(inc=1)),
        ([True], [[WRONG]], Tally(inc=1)),
        ([True], [[]], Tally(non=1)),
        ([True, True], [[], []], Tally()),
        ([False], [[]], Tally(mis=1)),
        ([False, True], [[WRONG], [WRONG]], Tally(inc=1)),
        ([False, True], [[WRONG], [FULL]], Tally(cor=1, mis=1)),
        ([False, False], [[FULL], [PARTIAL]], Tally(cor=1, mis=1)),
        ([False], [[PARTIAL, FULL]], Tally(cor=1, spu=1)),
        ([False, False], [[FULL, PARTIAL], [FULL, WRONG]], Tally(cor=1, par=1)),
        ([False, False], [[FULL, PARTIAL], [PARTIAL, WRONG]], Tally(cor=1, inc=1)),
        ([False, True], [[PARTIAL], [PARTIAL]], Tally(par=1)),
        ([True, False], [[PARTIAL], [PARTIAL]], Tally(par=1)),
        ([], [], Tally(spu=2)),
    ],
)
def test_fills_that_are_left_over_are_wrong_together(
    optional: list[bool], credits: list[list[Credit]], tally: Tally
) -> None:
    key = [Fill((str(at),), optional=may) for at, may in enumerate(optional)]
    responses = len(credits[0]) if credits else 2
    assert tally_fills(key, credits, range(responses)) == tally


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.sampled_from([FULL, PARTIAL, WRONG]), min_size=width, max_size=width), min_size=1, max_size=4
        )
    )
)
def test_pairs_of_fills_have_the_greatest_credit(credits: list[list[Credit]]) -> None:
    rows, columns = len(credits), len(credits[0])
    pairs = pair_fills([Fill(("X",))] * rows, credits)
    assert len({row for row, _ in pairs}) == len(pairs) == len({column for _, column in pairs})
    padded = [[*row, *[WRONG] * rows] for row in credits]
    best = max(
        sum(padded[row][column] for row, column in enumerate(order))
        for order in permutations(range(columns + rows), rows)
    )
    assert sum(credits[row][column] for row, column in pairs) == best


def test_a_distributed_response_counts_for_several_fills_and_is_spurious_for_none() -> None:
    key = [Fill(("CAR",)), Fill(("TRUCK",)), Fill(("BUS",))]
    assert tally_fills(key, [[PARTIAL] * 2] * 3, [0, 0]) == Tally(par=2, mis=1)
    assert tally_fills(key[:1], [[PARTIAL] * 2], [0, 0]) == Tally(par=1)


# Templates


def test_two_templates_are_judged_slot_by_slot() -> None:
    key = made(
        "1",
        inc_type="BOMBING",
        phys_tgt_id='"RED BRIDGE" / "BRIDGE"',
        phys_tgt_type='TRANSPORTATION ROUTE: "RED BRIDGE" / "BRIDGE"',
        phys_tgt_num='1: "RED BRIDGE" / "BRIDGE"',
        hum_tgt_name='"ANA LARA"',
        hum_tgt_type='CIVILIAN: "ANA LARA"',
    )
    response = made(
        "1",
        inc_date="- 04 MAY 88",
        inc_loc="PERU: LIMA (CITY)",
        perp_ind_id="-",
        phys_tgt_id='"THE BRIDGE"',
        phys_tgt_type='TRANSPORTATION ROUTE: "THE BRIDGE"',
        phys_tgt_num='2: "THE BRIDGE"',
        hum_tgt_name='"LARA"',
        hum_tgt_type='CIVILIAN: "LARA"',
        hum_tgt_effect='DEATH: "LARA"',
    )
    tallies = judge_pair(key, response, Judges())
    said = {slot: tally for slot, tally in tallies.items() if tally != Tally(non=1)}
    assert said == {
        "template-id": Tally(cor=1),
        "inc-date": Tally(par=1),
        "inc-loc": Tally(par=1),
        "inc-type": Tally(par=1),
        "inc-stage": Tally(cor=1),
        "perp-ind-id": Tally(mis=1),
        "phys-tgt-id": Tally(cor=1),
        "phys-tgt-type": Tally(cor=1),
        "phys-tgt-num": Tally(inc=1),
        "hum-tgt-name": Tally(par=1),
        "hum-tgt-type": Tally(par=1),
        "hum-tgt-effect": Tally(spu=1),
    }
    assert len(tallies) == 24
    assert credit(tallies) == 2 * 4 + 5 + 0


def test_templates_are_paired_for_the_greatest_credit_not_one_after_the_other() -> None:
    key = [made("1", perp_ind_id='"REBELS"'), made("2", perp_ind_id='"REBELS"', hum_tgt_name='"ANA LARA"')]
    response = [made("1", perp_ind_id='"REBELS"', hum_tgt_name='"ANA LARA"'), made("2", perp_ind_id='"REBELS"')]
    assert fates(align_and_judge(key, response)) == {(1, 2, Fate.MATCHED), (2, 1, Fate.MATCHED)}


def test_templates_need_the_type_and_some_content_in_common() -> None:
    key = made("1", inc_type="BOMBING")
    for response in (
        made("1", inc_type="ARSON"),
        made("1", inc_type="BOMBING", perp_ind_id='"POLICEMEN"'),
        made("1", inc_type="BOMBING", perp_ind_id="-"),
    ):
        assert not may_pair(judge_pair(key, response, Judges()))
        assert fates(align_and_judge([key], [response])) == {(1, None, Fate.MISSING), (None, 1, Fate.SPURIOUS)}
    near = made("1", inc_type="ATTACK", inc_date="-", inc_loc="CHILE")
    assert fates(align_and_judge([key], [near])) == {(1, 1, Fate.MATCHED)}


def test_an_optional_template_is_nothing_if_nobody_found_it_and_needed_ones_come_first() -> None:
    optional, needed = made("1 (OPTIONAL)"), made("2")
    assert fates(align_and_judge([optional], [])) == {(1, None, Fate.OPTIONAL)}
    assert fates(align_and_judge([optional], [made("7")])) == {(1, 7, Fate.MATCHED)}
    assert fates(align_and_judge([optional, needed], [made("7")])) == {
        (1, None, Fate.OPTIONAL),
        (2, 7, Fate.MATCHED),
    }


def test_of_equal_alignments_one_leaves_out_what_may_be_left_out() -> None:
    response = made("7", inc_loc="BOLIVIA")
    for optional, needed in (("CHILE", "PERU"), ("PERU", "CHILE")):
        key = [made("1 (OPTIONAL)", inc_loc=optional), made("2", inc_loc=needed)]
        assert (2, 7, Fate.MATCHED) in fates(align_and_judge(key, [response]))


def test_of_equal_alignments_the_same_one_is_chosen_whatever_the_order() -> None:
    key = [
        made("1", inc_date="04 MAY 88", inc_loc="CHILE"),
        made("2", inc_date="- 05 MAY 88", inc_loc="PERU: ICA (CITY)"),
    ]
    response = made("1", inc_date="04 MAY 88", inc_loc="PERU")
    first, second = (overall(align_and_judge(order, [response])) for order in (key, key[::-1]))
    assert first == second
    assert first.cor + first.par / 2 == 4


def test_in_irrelevant_messages_everything_is_spurious() -> None:
    key = parse_templates(nothing("TST-1") + nothing("TST-2"), "key")
    scores = align_and_judge(key, [made("1", message="TST-2"), made("1", message="TST-3")])
    assert [(score.message, score.fate) for score in scores] == [
        ("TST-1", Fate.IRRELEVANT),
        ("TST-2", Fate.SPURIOUS),
        ("TST-3", Fate.SPURIOUS),
    ]
    assert overall(scores) == Tally(spu=10, non=36)


def test_a_missing_template_has_no_optional_fill_missing() -> None:
    (score,) = align_and_judge([made("1", perp_ind_id='? "REBELS"')], [])
    assert score.fate is Fate.MISSING
    assert score.tally("perp-ind-id") == Tally(non=1)
    assert overall([score]).mis == 4


def test_nothing_to_align() -> None:
    assert align([], []) == []
    assert align([[]], [False]) == []
    assert align_and_judge([], []) == []


# What changes nothing


def many(side: str) -> list[Template]:
    """Eight templates of two messages that look alike, with several fills in a slot."""
    names, places = ("ANA LARA", "LUIS RIOS", "EVA SOL"), ("PERU", "CHILE", "PERU: LIMA (CITY)")
    draw = random.Random(side)
    texts = []
    for at in range(8):
        named = draw.sample(names, 2)
        fills = {
            **BASE,
            "inc-loc": draw.choice(places),
            "inc-type": draw.choice(("ATTACK", "BOMBING")),
            "hum-tgt-name": "\n".join(f'"{name}"' for name in named),
            "hum-tgt-type": "\n".join(f'{draw.choice(("CIVILIAN", "DIPLOMAT"))}: "{name}"' for name in named),
        }
        texts.append(template(f"TST-{at % 2}", str(at // 2 + 1), fills))
    return parse_templates("".join(texts), side)


def shuffled(templates: Sequence[Template], draw: random.Random) -> list[Template]:
    """Templates in another order, with other numbers and their fills in another order."""
    mixed: list[Template] = []
    for drawn in draw.sample(list(templates), len(templates)):
        fills = tuple(tuple(draw.sample(list(fills), len(fills))) for fills in drawn.fills)
        mixed.append(Template(drawn.message, 10 + len(mixed), drawn.optional, fills))
    return mixed


@given(st.integers(0, 10_000))
def test_the_order_of_templates_and_of_fills_changes_nothing(seed: int) -> None:
    key, response = many("key"), many("response")
    draw = random.Random(seed)
    counts = [
        overall(align_and_judge(*sides)) for sides in ((key, response), (shuffled(key, draw), shuffled(response, draw)))
    ]
    assert counts[0] == counts[1]


def test_what_equals_the_key_is_all_correct() -> None:
    key = many("key")
    counts = overall(align_and_judge(key, key))
    assert counts.par == counts.inc == counts.spu == counts.mis == 0
    assert counts.cor == sum(len(fills) for template in key for fills in template.fills[2:])


def test_responses_that_fail_are_nothing_but_missing() -> None:
    counts = overall(align_and_judge(many("key"), []))
    assert counts.act == 0
    assert counts.pos == counts.mis > 0


def test_templates_of_one_date_are_told_apart_by_the_rest() -> None:
    """Either of the key's would do, for the same credit in another slot: their order in the file must not decide."""
    first, second = made("1", perp_org_id='"ARMY"'), made("2", phys_tgt_id='"TRUCK"')
    response = made("1", perp_org_id='"ARMY"', phys_tgt_id='"TRUCK"')
    one, other = (align_and_judge(key, [response]) for key in ([first, second], [second, first]))
    assert fates(one) == fates(other)
    assert len(fates(one)) == 2
