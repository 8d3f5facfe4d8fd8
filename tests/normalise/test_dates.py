import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.normalise.dates import check_date, compare_dates, read_date

DATELINE = "2013-01-30"  # a Wednesday

WRITTEN = {
    "January 18": "XXXX-01-18",
    "January 28th": "XXXX-01-28",
    "Jan. 28": "XXXX-01-28",
    "5 March": "XXXX-03-05",
    "the 18th of January": "XXXX-01-18",
    "the night of January 18": "XXXX-01-18",
    "early on Saturday, March 5": "XXXX-03-05",
    "18 January 2013": "2013-01-18",
    "Jan. 18, 2013": "2013-01-18",
    "March 5, 2011": "2011-03-05",
    "DUSHANBE, January 28, 2013 -": "2013-01-28",
    "Thursday, January 12, 2006": "2006-01-12",
    "2013-01-28": "2013-01-28",
    "2013/1/28": "2013-01-28",
    "2013-01-28T10:00:00Z": "2013-01-28",
    "28.01.2013": "2013-01-28",
    "01/28/2013": "2013-01-28",
    "03/04/2013": "2013",  # whose third of April it is, or fourth of March, nobody knows
    "December": "XXXX-12",
    "since December": "XXXX-12",
    "November's elections": "XXXX-11",
    "The first days of November": "XXXX-11",
    "in November 2012": "2012-11",
    "September 2015": "2015-09",
    "the summer of 2015": "2015-22",
    "2011": "2011",
    "mid-2014": "2014",
    "the early 1990s": "199X",
    "overnight on August 23-24, 2017": "2017-08-23/2017-08-24",
    "overnight on August 23–24": "XXXX-08-23/XXXX-08-24",
    "August 31-September 1, 2017": "2017-08-31/2017-09-01",
    "December 30 - January 2, 2013": "2012-12-30/2013-01-02",
    "18/19 January": "XXXX-01-18/XXXX-01-19",
    "between January 18 and 20": "XXXX-01-18/XXXX-01-20",
    "January 18 and 25": "XXXX-01-18",
    "2013-2014": "2013/2014",
    "XXXX-01-18": "XXXX-01-18",
    "2017-08-23/2017-08-24": "2017-08-23/2017-08-24",
    "May": "XXXX-05",
    "the March elections": "XXXX-03",
    "In February 30 people died": "XXXX-02",
    "January 1,426 people": "XXXX-01",
}
RELATIVE = {
    "today": "2013-01-30",
    "yesterday": "2013-01-29",
    "yesterday afternoon": "2013-01-29",
    "tomorrow": "2013-01-31",
    "Monday": "2013-01-28",
    "on Wednesday": "2013-01-30",
    "on Thursday": "2013-01-24",
    "last Wednesday": "2013-01-23",
    "next Wednesday": "2013-02-06",
    "Monday last week": "2013-01-21",
    "two days ago": "2013-01-28",
    "a week ago": "2013-01-23",
    "last week": "2013-01-21/2013-01-27",
    "last month": "2012-12",
    "a month ago": "2012-12",
    "this year": "2013",
    "two years ago": "2011",
    "1,200 years ago": "0813",
    "November last year": "2012-11",
    "last December": "2012-12",
    "next May": "2013-05",
}
NO_DATE = [
    "",
    "nine",
    "1,426",
    "three days later",
    "they may go",
    "march on",
    "Jan Kowalski",
    "Mayor",
    "February 30",
    "February 30, 2013",
    "30 February 2013",
    "29 February 2013",
    "several days ago",
    "2.5 years ago",
    "XXXX-02-30",
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN.items())
def test_reads_a_written_date_with_or_without_a_dateline(text: str, expected: str) -> None:
    assert read_date(text) == expected
    assert read_date(text, DATELINE) == expected


@pytest.mark.parametrize(("text", "expected"), RELATIVE.items())
def test_reads_a_relative_date_from_the_dateline(text: str, expected: str) -> None:
    assert read_date(text, DATELINE) == expected
    without = read_date(text)
    assert without is None or without.startswith("XXXX-")


@pytest.mark.parametrize("text", NO_DATE)
def test_finds_no_date(text: str) -> None:
    assert read_date(text, DATELINE) is None


def test_a_dateline_without_a_day_gives_no_days() -> None:
    assert read_date("yesterday", "2015-09") is None
    assert read_date("last month", "2015-01") == "2014-12"
    assert read_date("last year", "2015") == "2014"
    assert read_date("last month", "2015") is None
    assert read_date("yesterday", "0001-01-01") is None
    assert read_date("yesterday", "not a date") is None


@settings(deadline=None)
@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_in_every_wording(day: date) -> None:
    month = calendar.month_name[day.month]
    for text in (
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"on {month[:3]}. {day.day} {day.year}",
    ):
        assert read_date(text) == day.isoformat()
    assert read_date(f"{month} {day.day}") == f"XXXX-{day.isoformat()[5:]}"


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1)), st.integers(min_value=0, max_value=6))
def test_a_weekday_is_the_last_one_on_or_before_the_dateline(published: date, weekday: int) -> None:
    found = read_date(f"on {calendar.day_name[weekday]}", published.isoformat())
    assert found is not None
    assert date.fromisoformat(found).weekday() == weekday
    assert timedelta(0) <= published - date.fromisoformat(found) < timedelta(7)


SOUP = (
    "January Mar. may 5 30 of the - to and 2013 last week Monday two days ago X / .. summer 's , yesterday 1990s 28.01"
)
TEXTS = (
    st.text()
    | st.lists(st.sampled_from(SOUP.split())).map(" ".join)
    | st.lists(st.sampled_from(SOUP.split())).map("".join)
)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_what_is_read_is_valid_and_reads_as_itself(text: str, published: str) -> None:
    for dateline in (None, DATELINE, published):
        found = read_date(text, dateline)
        if found is not None:
            assert check_date(found) is None
            assert read_date(found) == found or found.isdecimal()


VALID = [
    "2013",
    "2013-01",
    "2013-01-28",
    "XXXX-01-18",
    "XXXX-12",
    "XXXX",
    "201X",
    "2012-02-29",
    "XXXX-02-29",
    "2013-22",
]
VALID += ["2017-08-23/2017-08-24", "XXXX-12-30/XXXX-01-02", "2013-01/..", "../2013-01", "2013/", "2013-01-18~"]
VALID += ["[2013,2014]", "2013-01-18T10:00:00"]
INVALID = {
    "2013-02-29": "February 2013 has no day 29",
    "XXXX-02-30": "February has no day 30",
    "2013-04-31~": "April has no day 31",
    "2013-01-00": "January has no day 0",
    "2013-13": "there is no month 13",
    "2014/2013": "ends before it starts",
    "XXXX-12/..": "an open interval needs its year",
    "2013-01/2013-02-30": "February has no day 30",
    "January 18": "it is not EDTF",
    "": "it is not EDTF",
    "/": "it is not EDTF",
    "2013-1-1": "it is not EDTF",
    " 2013": "a blank around it",
    "2013\n": "a blank around it",
    "[" * 5000: "longer than 64",
}


@pytest.mark.parametrize("value", VALID)
def test_valid_dates(value: str) -> None:
    assert check_date(value) is None


@pytest.mark.parametrize(("value", "reason"), INVALID.items())
def test_invalid_dates_say_why(value: str, reason: str) -> None:
    message = check_date(value)
    assert message is not None
    assert reason in message
    assert "\n" not in message
    assert "2013-01-28" in message


@pytest.mark.parametrize(
    ("a", "b", "credit"),
    [
        ("2013-01-18", "2013-01-18", 1.0),
        ("XXXX-01-18", "2013-01-18", 1.0),  # ruling 4
        ("XXXX-01-18", "2013-01-19", 0.0),
        ("XXXX-01-18", "XXXX-01-19", 0.0),
        ("2013-01-18", "2012-01-18", 0.0),
        ("2013-01", "2013-01-18", 0.5),
        ("2013", "2013-01-18", 0.5),
        ("2013-01", "2013-02-18", 0.0),
        ("XXXX-12", "2012-12-05", 0.5),
        ("XXXX-12", "2012-12", 1.0),
        ("2012", "XXXX-12-05", 0.0),  # nothing that both say
        ("XXXX", "2013", 0.0),
        ("201X", "2013", 0.5),
        ("201X", "2023", 0.0),
        ("2013-01-18", "2013-01-18~", 1.0),
        ("2013-01-18", "2013-01-18T10:00:00", 1.0),
        # intervals
        ("2017-08-23/2017-08-24", "2017-08-23", 0.5),
        ("2017-08-23/2017-08-24", "XXXX-08-23", 0.5),
        ("2017-08-23/2017-08-24", "2017-08-25", 0.0),
        ("2017-08-23/2017-08-24", "XXXX-08-23/XXXX-08-24", 1.0),
        ("2017-08-23/2017-08-24", "2017-08", 0.5),
        ("2017-08-23/2017-08-24", "2017-08-24/2017-08-25", 0.0),
        ("XXXX-12-30/XXXX-01-02", "2013-01-01", 0.5),
        ("XXXX-12-30/XXXX-01-02", "2013-02-01", 0.0),
        ("2012-12-30/2013-01-02", "XXXX-12-31", 0.5),
        ("2013-01/..", "2014", 0.5),
        ("2013-01/..", "2012", 0.0),
        ("2013", "XXXX-08-23/XXXX-08-24", 0.0),
        # seasons and sets
        ("2015-22", "2015-07", 0.5),
        ("2015-22", "2015-01", 0.0),
        ("2015-22", "2015", 0.5),
        ("[2013,2014]", "2013", 0.5),
        ("[2013,2014]", "2015", 0.0),
        ("{2013,2014}", "[2014,2013]", 1.0),
        # what is no date equals only itself
        ("soon", "soon", 1.0),
        ("soon", "2013", 0.0),
        ("2013-02-30", "2013-02", 0.0),
    ],
)
def test_compare_dates(a: str, b: str, credit: float) -> None:
    assert compare_dates(a, b) == credit
    assert compare_dates(b, a) == credit


def plain_dates() -> st.SearchStrategy[str]:
    year = st.sampled_from(["XXXX", "201X", "20XX", "2012", "2013"])
    month = st.sampled_from(["", "-XX", "-01", "-02", "-12"])
    day = st.sampled_from(["", "-XX", "-01", "-28", "-31"])
    return st.builds(lambda y, m, d: y + m + (d if m else ""), year, month, day)


DATES = plain_dates() | st.builds("{}/{}".format, plain_dates(), plain_dates()) | st.text()


@settings(deadline=None)
@given(DATES, DATES)
def test_compare_dates_is_symmetric_and_one_with_itself(a: str, b: str) -> None:
    assert compare_dates(a, b) == compare_dates(b, a)
    assert compare_dates(a, b) in (0.0, 0.5, 1.0)
    assert compare_dates(a, a) == 1.0


@settings(deadline=None)
@given(plain_dates())
def test_leaving_the_year_open_costs_nothing_and_a_coarser_date_half(value: str) -> None:
    year, _, rest = value.partition("-")
    if check_date(value) is None and any(part.isdecimal() for part in rest.split("-")):
        assert compare_dates(f"XXXX-{rest}", value) == 1.0
        assert compare_dates(f"XXXX-{rest}", f"2031-{rest}") == 1.0
    if check_date(value) is None and year.isdecimal() and rest.endswith(("-01", "-28")):
        assert compare_dates(value, value[:-3]) == 0.5
