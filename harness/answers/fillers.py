"""What fills a slot, by the kind of the slot: words of the article, or a normal form that a system wrote as text."""

import re
from dataclasses import replace

from harness.facts import Filler
from harness.normalise.dates import check_date
from harness.schema import SlotType

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")


def as_value(filler: Filler, slot: SlotType | None, sure: bool) -> Filler:
    """Read `text` as `value` where the filler has none and the slot's kind says that it is one.

    With `sure` that is so whatever the article holds: names of an enum. Without, the words are nowhere in the article,
    so a number in digits or a day as EDTF is no quote but the normal form.

    >>> count, date = SlotType("count", ("number",)), SlotType("date", ("date",))
    >>> as_value(Filler("12"), count, sure=False).value, as_value(Filler("2024-03-04"), date, sure=False).value
    (12, '2024-03-04')
    >>> as_value(Filler("a dozen"), count, sure=False)
    Filler(text='a dozen', value=None, span=None, precision='exact')
    """
    text = filler.text
    if slot is None or text is None or filler.value is not None:
        return filler
    if sure:
        return replace(filler, text=filler.span and text, value=text) if slot.kinds == ("enum",) else filler
    if "number" in slot.kinds and _NUMBER.fullmatch(text):
        return replace(filler, text=None, value=float(text) if "." in text else int(text))
    if "date" in slot.kinds and check_date(text) is None:
        return replace(filler, text=None, value=text)
    return filler


def with_words(filler: Filler, article: str) -> Filler:
    """Give a filler that has a span and no words the words of the article there, if there are any.

    >>> with_words(Filler(value=2, span=(0, 3)), "Two men").text
    'Two'
    """
    if filler.span is None or filler.text is not None:
        return filler
    start, end = filler.span
    return replace(filler, text=article[start:end]) if 0 <= start < end <= len(article) else filler
