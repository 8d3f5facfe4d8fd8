"""How often something may stand in a regular expression: what stands too often takes all memory when it is compiled."""

import regex

OFTENEST = 10_000
"""Times that a part may stand, repeats in repeats multiplied."""
_MANY = 10**12
"""Times that need not be counted any further."""
_TOKEN = regex.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\}|.", regex.DOTALL)


def told_times(times: int) -> str:
    """What is wrong with a part that may stand so often."""
    return f"repeats in repeats come to {times if times < _MANY else 'too many'} times; {OFTENEST} are allowed"


def times_in(source: str) -> int:
    """How often the part that may stand most often may stand, where there is a limit, by what a user wrote."""
    open_parts, last = [1], 1
    for token in _TOKEN.finditer(source):
        if token[0] == "(":
            open_parts.append(1)
        elif token[0] == ")" and len(open_parts) > 1:
            last = open_parts.pop()
        elif token["most"] or token["least"]:
            last = min(last * max(int(token["most"] or token["least"]), 1), _MANY)
        else:
            last = 1
        open_parts[-1] = max(open_parts[-1], last)
    return max(open_parts)
