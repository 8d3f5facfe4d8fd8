"""Fill against fill, slot kind by slot kind: the guidelines' cases in invented words."""

import pytest

from harness.muc4.comparators.credit import Credit
from harness.muc4.comparators.dates import compare_dates, read_date
from harness.muc4.comparators.fills import compare_fills, compare_values, same_tags
from harness.muc4.comparators.numbers import compare_numbers
from harness.muc4.comparators.places import compare_places
from harness.muc4.comparators.sets import compare_sets
from harness.muc4.comparators.words import compare_words
from harness.muc4.templates import Fill

FULL, PARTIAL, WRONG = Credit.FULL, Credit.PARTIAL, Credit.WRONG


@pytest.mark.parametrize(
    ("key", "response", "credit"),
    [
        ("26 AUG 89", "26 AUG 89", FULL),
        ("04 MAY 88", "4 MAY 1988", FULL),
        ("04 MAY 88", "04 May 1988", FULL),
        ("- 04 MAY 88", "-04 MAY 1988", FULL),
        ("- 04 MAY 88", "NIL - 04 MAY 88", FULL),
        ("05 MAY 88 - 09 MAY 88", "05 MAY 1988 - 09 MAY 88", FULL),
        # close dates of one form
        ("06 SEP 89", "08 SEP 89", FULL),
        ("06 SEP 89", "09 SEP 89", WRONG),
        ("31 AUG 89", "01 SEP 89", FULL),
        ("- 06 SEP 89", "- 07 SEP 89", FULL),
        ("- 06 SEP 89", "- 09 SEP 89", WRONG),
        # part of a range
        ("25 AUG 89 - 26 AUG 89", "26 AUG 89", PARTIAL),
        ("20 AUG 89 - 26 AUG 89", "22 AUG 89", PARTIAL),
        ("20 AUG 89 - 26 AUG 89", "21 AUG 89 - 25 AUG 89", PARTIAL),
        ("20 AUG 89 - 26 AUG 89", "27 AUG 89", WRONG),
        ("22 AUG 89", "20 AUG 89 - 26 AUG 89", WRONG),
        # defaults
        ("- 26 AUG 89", "26 AUG 89", PARTIAL),
        ("- 26 AUG 89", "25 AUG 89", PARTIAL),
        ("- 26 AUG 89", "24 AUG 89", WRONG),
        ("- 26 AUG 89", "27 AUG 89", WRONG),
        ("25 AUG 89 - 26 AUG 89", "- 26 AUG 89", PARTIAL),
        ("26 AUG 89", "- 26 AUG 89", PARTIAL),
        ("16 AUG 89", "- 26 AUG 89", WRONG),
        ("25 AUG 89", "- 26 AUG 89", WRONG),
        ("24 AUG 89 - 25 AUG 89", "- 26 AUG 89", WRONG),
        # no dates
        ("26 AUG 89", "26 AUG", WRONG),
        ("26 AUG 89", "AUGUST", WRONG),
        ("26 AUG", "26 aug", FULL),
        ("26 AUG", "27 AUG", WRONG),
        ("28 FEB 89", "30 FEB 89", WRONG),
        ("26 AUG 89", "26 XXX 89", WRONG),
    ],
)
def test_dates(key: str, response: str, credit: Credit) -> None:
    assert compare_dates(key, response) is credit


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert read_date("31 JUN 89") is None
    assert read_date("31 JUN 89 - 02 JUL 89") is None
    assert read_date("30 JUN 89") is not None


@pytest.mark.parametrize(
    ("key", "response", "credit"),
    [
        ("PERU: LIMA (CITY): SURCO (DISTRICT)", "PERU: LIMA (CITY): SURCO (DISTRICT)", FULL),
        ("PERU: LIMA (CITY)", "peru:LIMA  (CITY)", FULL),
        ("PERU: LIMA (CITY)", "PERU", PARTIAL),
        ("PERU", "PERU: LIMA (CITY)", PARTIAL),
        ("PERU: LIMA (CITY)", "PERU: CUZCO (CITY)", PARTIAL),
        ("PERU: LIMA (CITY)", "PERU: LIMA (PROVINCE)", PARTIAL),
        ("PERU: LIMA (CITY): SURCO (DISTRICT)", "PERU: SURCO (DISTRICT): LIMA (CITY)", PARTIAL),
        ("PERU: LIMA (CITY)", "CHILE: LIMA (CITY)", PARTIAL),
        ("PERU: LIMA (CITY)", "CHILE: ARICA (CITY)", WRONG),
        ("PERU", "CHILE", WRONG),
        ("PERU: LIMA (CITY) - ICA (CITY)", "PERU: ICA (CITY) - LIMA (CITY)", FULL),
        ("PERU: LIMA (CITY) - ICA (CITY)", "PERU: ICA (CITY)", PARTIAL),
        ("PERU: SAN MARTIN-NORTE (CITY)", "PERU: SAN MARTIN NORTE (CITY)", FULL),
    ],
)
def test_places(key: str, response: str, credit: Credit) -> None:
    assert compare_places(key, response) is credit


@pytest.mark.parametrize(
    ("key", "response", "credit"),
    [
        ("7", "7", FULL),
        ("7", "07", FULL),
        ("1000", "1,000", FULL),
        ("90 -", "90-", FULL),
        ("PLURAL", "plural", FULL),
        ("~ 7", "~7", FULL),
        ("5 - 7", "7", PARTIAL),
        ("5 - 7", "5", PARTIAL),
        ("5 - 7", "6", WRONG),
        ("90 -", "90", PARTIAL),
        ("~7", "7", PARTIAL),
        ("7", "~7", WRONG),
        ("5 - 7", "~7", WRONG),
        ("7", "5 - 7", WRONG),
        ("7", "8", WRONG),
        ("7", "PLURAL", WRONG),
        ("PLURAL", "7", WRONG),
    ],
)
def test_numbers(key: str, response: str, credit: Credit) -> None:
    assert compare_numbers(key, response) is credit


@pytest.mark.parametrize(
    ("slot", "key", "response", "credit"),
    [
        ("inc-type", "BOMBING", "BOMBING", FULL),
        ("inc-type", "BOMBING", "ATTACK", PARTIAL),
        ("inc-type", "ATTACK", "BOMBING", WRONG),
        ("inc-stage", "ATTEMPTED", "THREATENED", WRONG),
        ("inc-instr-type", "RIFLE", "GUN", PARTIAL),
        ("inc-instr-type", "DYNAMITE", "BOMB", PARTIAL),
        ("inc-instr-type", "DYNAMITE", "EXPLOSIVE", PARTIAL),
        ("inc-instr-type", "GUN", "RIFLE", WRONG),
        ("inc-instr-type", "DYNAMITE", "GUN", WRONG),
        ("perp-inc-cat", "TERRORIST ACT", "STATE-SPONSORED VIOLENCE", WRONG),
        ("perp-org-conf", "SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED", PARTIAL),
        ("perp-org-conf", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", WRONG),
        ("phys-tgt-type", "GOVERNMENT OFFICE OR RESIDENCE", "POLITICAL FIGURE OFFICE OR RESIDENCE", PARTIAL),
        ("phys-tgt-effect", "SOME DAMAGE", "DESTROYED", PARTIAL),
        ("phys-tgt-effect", "DESTROYED", "SOME DAMAGE", WRONG),
        ("hum-tgt-type", "FORMER GOVERNMENT OFFICIAL", "GOVERNMENT OFFICIAL", PARTIAL),
        ("hum-tgt-type", "GOVERNMENT OFFICIAL", "POLITICAL FIGURE", PARTIAL),
        ("hum-tgt-type", "FORMER GOVERNMENT OFFICIAL", "ACTIVE MILITARY", WRONG),
        ("hum-tgt-effect", "NO INJURY OR DEATH", "NO DEATH", PARTIAL),
        ("hum-tgt-effect", "NO DEATH", "NO INJURY OR DEATH", WRONG),
        ("phys-tgt-nation", "SPAIN", "spain", FULL),
    ],
)
def test_sets(slot: str, key: str, response: str, credit: Credit) -> None:
    assert compare_sets(slot, key, response) is credit


@pytest.mark.parametrize(
    ("slot", "key", "response", "credit"),
    [
        # nonessential modifiers, spelling of the same words
        ("hum-tgt-desc", "FARMERS", "THE 4 FARMERS", FULL),
        ("hum-tgt-desc", "FARMERS", "FOUR CHILEAN FARMERS", FULL),
        ("hum-tgt-desc", "THREE FARMERS", "FARMERS", FULL),
        ("hum-tgt-desc", "U.S. FARMERS", "U . S . FARMERS", FULL),
        ("hum-tgt-desc", "SOLDIER OF THE 2D BRIGADE", "SOLDIER OF THE 2D  BRIGADE", FULL),
        ("hum-tgt-desc", "AIDE OF THE 1ST BRIGADE", "AIDE OF THE 1 ST BRIGADE", FULL),
        ("inc-instr-id", "MACHINE GUN", "MACHINEGUN", FULL),
        ("phys-tgt-id", '"NEWS" OFFICE', "NEWS OFFICE", FULL),
        ("phys-tgt-id", "LARA'S HOME", "LARA 'S HOME", FULL),
        ("phys-tgt-id", "NORTH-SOUTH PIPELINE", "NORTH SOUTH PIPELINE", FULL),
        ("hum-tgt-desc", "OTHERS", "THE OTHERS", FULL),
        ("hum-tgt-desc", "OTHERS", "SOME", WRONG),
        # more modifiers of the same noun
        ("phys-tgt-id", "BANK", "BANK OF THE CENTRAL BANK WORKERS", FULL),
        ("hum-tgt-desc", "FARMERS", "OLD FARMERS WHO SAW IT", FULL),
        ("hum-tgt-desc", "FARMERS", "A GROUP OF FARMERS", FULL),
        ("phys-tgt-id", "POWER LINES", "POWER LINES ALONG THE COAST", FULL),
        # beyond the noun phrase
        ("hum-tgt-desc", "FARMERS", "THE 4 FARMERS, WHICH THE MINISTER REGRETTED", PARTIAL),
        ("hum-tgt-desc", "FARMERS", "CASE OF THE FARMERS", PARTIAL),
        ("hum-tgt-desc", "FARMERS", "TODAY TWO FARMERS", PARTIAL),
        ("phys-tgt-id", "POWER LINES", "POWER LINES IN THE", PARTIAL),
        ("perp-ind-id", "REBELS", "REBELS ON MONDAY", PARTIAL),
        ("phys-tgt-id", "BANK", "BANK ROBBERS CAR", PARTIAL),
        # part of a name
        ("hum-tgt-name", "ANA MARIA LARA RIOS", "LARA", PARTIAL),
        ("hum-tgt-name", "ANA MARIA LARA RIOS", "ANA LARA", PARTIAL),
        ("hum-tgt-name", "ANA LARA", "ANA MARIA LARA", WRONG),
        ("hum-tgt-name", "ANA LARA", "ANA LARRA", WRONG),
        ("hum-tgt-name", "RAKHMON", "RAKHIMOV", WRONG),
        ("hum-tgt-name", "ANA LARA", "DR. ANA LARA", FULL),
        ("hum-tgt-name", "ANA LARA", "BODY OF ANA LARA", PARTIAL),
        ("hum-tgt-name", "ANA LARA", "ANA LARA OF LIMA", PARTIAL),
        ("perp-org-id", "RED STAR BRIGADE", "BRIGADE", PARTIAL),
        ("perp-org-id", "RED STAR BRIGADE", "BLUE MOON BRIGADE", WRONG),
        # acronyms
        ("hum-tgt-desc", "RSF", "RED STAR FRONT", WRONG),
        ("perp-org-id", "RED STAR FRONT", "RED STAR FRONT (RSF)", FULL),
        ("perp-org-id", "RSF", "RED STAR FRONT [RSF]", FULL),
        ("perp-org-id", "RSF", "RED STAR FRONT", FULL),
        ("perp-org-id", "FER", "RED STAR FRONT", WRONG),
        ("perp-org-id", "RSF", "RED STAR FRONT OF THE FREE SOUTH COAST", WRONG),
        # less than the key
        ("perp-ind-id", "HEAVILY ARMED MEN", "ARMED MEN", PARTIAL),
        ("inc-instr-id", "CAR BOMB", "BOMB", PARTIAL),
        ("inc-instr-id", "CAR BOMB", "CAR BOMBS", PARTIAL),
        ("hum-tgt-desc", "UNION LEADER OF THE NORTH", "UNION LEADER", PARTIAL),
        ("hum-tgt-desc", "UNION LEADER", "LEADER", WRONG),
        ("phys-tgt-id", "PRESIDENTIAL HOUSE", "HOUSE", WRONG),
        # general words for perpetrators
        ("perp-ind-id", "URBAN GUERRILLAS", "TERRORIST ACTIONS", PARTIAL),
        ("perp-ind-id", "URBAN GUERRILLAS", "FARMERS", WRONG),
        ("hum-tgt-desc", "URBAN GUERRILLAS", "TERRORIST ACTIONS", WRONG),
        # nothing in common
        ("hum-tgt-desc", "FARMERS", "TEACHERS", WRONG),
        ("phys-tgt-id", "-", "-", FULL),
        ("phys-tgt-id", "BRIDGE", "-", WRONG),
    ],
)
def test_words(slot: str, key: str, response: str, credit: Credit) -> None:
    assert compare_words(slot, key, response) is credit


def test_the_best_alternative_counts() -> None:
    key = Fill(("FARM WORKERS", "PEASANTS"))
    assert compare_fills("hum-tgt-desc", key, Fill(("PEASANTS",)), same_tag=True) is FULL
    assert compare_fills("inc-type", Fill(("BOMBING", "ATTACK")), Fill(("ATTACK",)), same_tag=True) is FULL


@pytest.mark.parametrize(
    ("slot", "names", "given", "same"),
    [
        ("hum-tgt-type", ("ANA LARA",), ("ANA LARA",), True),
        ("hum-tgt-type", ("ANA LARA",), ("DR ANA LARA",), True),
        ("hum-tgt-type", ("ANA LARA",), ("LARA",), False),
        ("hum-tgt-type", ("FARMERS",), ("THE FARMERS",), True),
        ("hum-tgt-type", ("FARMERS",), (), False),
        ("hum-tgt-type", (), ("FARMERS",), False),
        ("hum-tgt-desc", (), (), True),
        ("inc-instr-type", ("-",), ("-",), True),
        ("inc-instr-type", ("BOMB",), ("-",), False),
        ("inc-date", (), ("X",), True),
    ],
)
def test_a_tag_is_right_only_where_its_string_is(
    slot: str, names: tuple[str, ...], given: tuple[str, ...], same: bool
) -> None:
    assert same_tags(slot, Fill(("X",), names), Fill(("X",), given)) is same


def test_the_table_of_values_and_tags() -> None:
    key = Fill(("RIFLE",), ("AK-47",))
    for value, tag, credit in (
        ("RIFLE", True, FULL),
        ("RIFLE", False, PARTIAL),
        ("GUN", True, PARTIAL),
        ("GUN", False, PARTIAL),
        ("MINE", True, WRONG),
    ):
        assert compare_fills("inc-instr-type", key, Fill((value,)), same_tag=tag) is credit
    number = Fill(("3",), ("FARMERS",))
    assert compare_fills("hum-tgt-num", number, Fill(("3",)), same_tag=False) is PARTIAL
    assert compare_fills("hum-tgt-desc", Fill(("MAYOR",), ("LARA",)), Fill(("MAYOR",)), same_tag=False) is PARTIAL


def test_slots_are_compared_by_their_kind() -> None:
    assert compare_values("inc-date", "04 MAY 88", "4 MAY 1988") is FULL
    assert compare_values("inc-loc", "PERU", "PERU: LIMA (CITY)") is PARTIAL
    assert compare_values("hum-tgt-total-num", "~7", "7") is PARTIAL
    assert compare_values("hum-tgt-effect", "DEATH", "INJURY") is WRONG
