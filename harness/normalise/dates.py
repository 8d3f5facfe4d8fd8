"""Dates as English news writes them, in EDTF, and EDTF against EDTF.

The granularity of the text is kept: `December` is `XXXX-12`, `November 2012` is `2012-11`, and nothing is invented. The
first date of the finest kind wins: a day with its month (`Saturday, March 5`) before a month or season with its year,
before what is counted from the dateline (`on Wednesday`), before a month alone, before a decade or a year alone.
"""

import re

from harness.normalise.dateline import read_relative
from harness.normalise.edtf_dates import check_date, compare_dates
from harness.normalise.written_dates import MONTH_ALONE, read_written, read_year

_PROSE = re.compile(r"[A-Za-z][a-z] | [A-Za-z][a-z]")  # "4 March" is no EDTF, whose parser takes 2 ms to say so

__all__ = ["check_date", "compare_dates", "read_date"]

_FOLD = str.maketrans({**dict.fromkeys("‐‑‒–—−﹣－", "-"), **dict.fromkeys("’ʼ‘＇", "'")})


def read_date(text: str, published: str | None = None) -> str | None:
    """The date in `text` as EDTF, or None. Never raises; linear in the length of `text`.

    `published` (EDTF) is the dateline from which `yesterday`, `on Wednesday`, `last month` or `two weeks ago` are
    counted, a weekday being the last one on or before it; without it they are None. `January 18` is `XXXX-01-18` with
    or without it. Days counted from another day of the text (`three days later`) are None. EDTF reads as
    itself, without a time of day.
    """
    text = " ".join(text.translate(_FOLD).split())
    edtf = text[:1] in tuple("0123456789X[{./") and not text.isdecimal() and not _PROSE.search(text)
    if edtf and check_date(text) is None:
        return text.partition("T")[0]
    written = read_written(text, published)
    if written is not None and written.fineness > MONTH_ALONE:
        return written.date
    return read_relative(text, published) or (written.date if written else read_year(text))
