"""How a number is written: the only place that rounds, so that every view shows the same figure."""

from harness.scores.score import Interval

UNDEFINED = "–"
"""What stands for a ratio whose denominator is 0: neither 0 nor 1."""


def ratio(value: float | None) -> str:
    """Write a ratio in 0..1 as `0.61`, and as `–` where it is undefined."""
    return UNDEFINED if value is None else f"{value:.2f}"


def interval(value: Interval | None) -> str:
    """Write an interval of two ratios as `0.45–0.63`, and as `–` where there is none."""
    return UNDEFINED if value is None else f"{value[0]:.2f}–{value[1]:.2f}"


def spread(value: Interval | None) -> str:
    """Write the interval of a difference, which may be negative, as `[-0.06, 0.04]`, and as `–` where there is none."""
    return UNDEFINED if value is None else f"[{value[0]:z.2f}, {value[1]:z.2f}]"


def chance(p: float | None, digits: int = 3) -> str:
    """Write a p-value as `0.042`, as `< 0.001` or `> 0.999` beyond these, and as `–` where there is none."""
    if p is None:
        return UNDEFINED
    least = 10.0**-digits
    if least <= p <= 1 - least:
        return f"{p:.{digits}f}"
    return f"< {least:.{digits}f}" if p < least else f"> {1 - least:.{digits}f}"


def p_value(p: float) -> str:
    """Write a p-value with its name: `p = 0.042`, `p < 0.001`, `p > 0.999`."""
    written = chance(p)
    return f"p {written}" if written[0] in "<>" else f"p = {written}"


def threshold(value: float) -> str:
    """Write a confidence as a threshold that keeps it: `0.66666` for two thirds, `0.9`; never rounded up."""
    written = round(value, 5)
    return f"{written if written <= value else written - 0.00001:.5f}".rstrip("0").rstrip(".")


LONGEST = 300
"""How much of a filler is shown, in code points: what an extractor returns may have any length."""


def filler(text: str | None, value: str | None) -> str:
    """Write a filler as `One (= 1)`: its words, then the normal form where it says something else; `–` for neither."""
    text, value = (None if words is None else _cut(words) for words in (text, value))
    if text is None:
        return UNDEFINED if value is None else value
    if value is None or value.casefold() == text.casefold():
        return text
    return f"{text} (= {value})"


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def several(count: int, noun: str, plural: str | None = None) -> str:
    """Write a count with its noun: `1 fact`, `2 facts`, `2 articles`."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def enumeration(names: tuple[str, ...] | list[str]) -> str:
    """Join names as a sentence does: `a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def significant(value: float | None, unit: str = "") -> str:
    """Write a measured quantity with two significant digits, or all before the point: `0.041 s`, `3.2 s`, `412 MB`."""
    if value is None:
        return UNDEFINED
    digits = 0 if value >= 9.95 else 1 if value >= 0.995 else 2 if value >= 0.0995 else 3
    return f"{value:,.{digits}f} {unit}".rstrip()
