"""How much a compiler makes of a regular expression: what must stand `{9999}` times is written out as often."""

import regex

LARGEST = 100_000
"""Words of a pattern, or characters of a shape, with all that must be repeated written out: some 20 MB compiled."""
_MANY = 10**12
"""As much as need not be counted any further."""
_MOST_DIGITS = 100
_COMMENT = r"\(\?#[^)]*+\)|"
_CLASS = r"\[\^?\]?(?:\\.|[^\]\\])*+\]|"
_REST = r"\\.|\{(?P<least>\d*)(?P<more>,?\d*)\}|."
_READINGS = [
    regex.compile(f"{comment}{in_class}{_REST}", regex.DOTALL)
    for comment in ("", _COMMENT)
    for in_class in ("", _CLASS)
]
_TO_LINE_END = regex.compile(r"#[^\n]*+")


def told_size(size: int) -> str:
    """What is wrong with a part that becomes so large."""
    return (
        f"with its repeats written out it comes to {size if size < _MANY else 'too many'} parts; {LARGEST} are allowed"
    )


def times(digits: str) -> int:
    """The number of these digits, `_MANY` at most: of thousands of digits Python makes none."""
    return min(int(digits), _MANY) if len(digits) < _MOST_DIGITS else _MANY


def size_in(source: str) -> int:
    """How many parts an expression comes to, by what a user wrote, in rough and at most.

    Comments and classes may hide brackets, and which of them are any depends on flags: so it is read in every way, and
    the largest counts.
    """
    sources = {source, _TO_LINE_END.sub("", source)}
    return max(_size(one, reading) for one in sources for reading in _READINGS)


def _size(source: str, reading: "regex.Pattern[str]") -> int:
    open_parts, last = [0], 0
    for token in reading.finditer(source):
        if token["least"] or token["more"]:
            last = min(last * max(times(token["least"] or "1"), 1), _MANY)
            continue
        open_parts[-1] += last
        last = 1
        if token[0] == "(":
            open_parts.append(0)
        elif token[0] == ")" and len(open_parts) > 1:
            last = open_parts.pop() + 1
    return sum(open_parts) + last
