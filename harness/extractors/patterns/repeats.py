"""How often something may stand in a regular expression: what stands too often takes all memory when it is compiled."""

import regex

OFTENEST = 10_000
"""Times that all repeated parts may stand, repeats in repeats multiplied."""
_MANY = 10**12
"""Times that need not be counted any further."""
_TOKEN = regex.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\}|.", regex.DOTALL)


def told_times(times: int) -> str:
    """What is wrong with a part that may stand so often."""
    return (
        f"repeats, and those in repeats, come to {times if times < _MANY else 'too many'} times; {OFTENEST} are allowed"
    )


def times_in(source: str) -> int:
    """How often all parts may stand that have a limit above one, by what a user wrote: what is compiled grows with it.

    Each is written out, those in a row and alternatives too.
    """
    open_parts, last = [0], 1
    for token in _TOKEN.finditer(source):
        if token["most"] or token["least"]:
            last = min(last * max(int(token["most"] or token["least"]), 1), _MANY)
            continue
        open_parts[-1] += last if last > 1 else 0
        last = 1
        if token[0] == "(":
            open_parts.append(0)
        elif token[0] == ")" and len(open_parts) > 1:
            last = max(open_parts.pop(), 1)
    return max(sum(open_parts) + (last if last > 1 else 0), 1)
