"""Fillers of MUC-4 templates as text: alternatives, cross-references, question marks, brackets and quotes.

    filler       := ["?"] side [":" side]          side := alternative ("/" alternative)*
    alternative  := "(" side ")" | '"' text '"' | text

A place has colons of its own and no cross-reference; `URABA (REGION / CITY)` is two places. The files are hand made,
so a quote closes a string only where something may follow a string: the end, `/`, `:` or `)`. Nothing is refused, but
brackets within twenty others, and the kinds of a place that would be more than a hundred, are left as they are.
Source: MUC-4 task description, version 7, 1992, sections 4.1 and 4.2.
"""

import re
from itertools import product
from math import prod

from harness.muc4.slots import BY_NAME
from harness.muc4.templates import Fill

_CLOSES = re.compile(r"\s*(?:$|[/:)])")
_KINDS = re.compile(r"\(([^()]*/[^()]*)\)")
_PLACE = BY_NAME["inc-loc"].number
_DEEPEST, _MOST = 20, 100


def read_fill(text: str, slot: int, line: int = 0) -> Fill:
    """The filler written as `text` in the slot of that number (0 to 24); any text is some filler."""
    text = text.strip()
    body = text[1:].strip() if (optional := text.startswith("?")) else text
    if slot == _PLACE:
        places = [place for alternative in _alternatives(body) for place in _with_each_kind(alternative)]
        return Fill(tuple(places), (), optional, text, line)
    value, *names = _split(body, ":")
    name = ":".join(names).strip()
    return Fill(tuple(_alternatives(value)), tuple(_alternatives(name)) if name else (), optional, text, line)


def _alternatives(side: str, depth: int = 0) -> list[str]:
    """What `/` separates, each without brackets, quotes and needless spaces; at least one."""
    parts = [part.strip() for part in _split(side, "/")]
    if len(parts) == 1:
        inner = _unbracketed(parts[0]) if depth < _DEEPEST else None
        return [_bare(parts[0])] if inner is None else _alternatives(inner, depth + 1)
    return [alternative for part in parts if part for alternative in _alternatives(part, depth)] or [""]


def _unbracketed(text: str) -> str | None:
    """What stands inside one pair of brackets around all of `text`, or None where there is no such pair."""
    if not text.startswith("(") or not text.endswith(")"):
        return None
    depths = [depth for _, _, depth in _walk(text)]
    return text[1:-1].strip() if all(depths[:-1]) else None


def _bare(text: str) -> str:
    """A value without its quotes and its backslashes, with single spaces."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    elif text.count('"') == 1:
        text = text.strip('"')
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


def _with_each_kind(place: str) -> list[str]:
    """`URABA (REGION / CITY)` as a region and as a city; any other place as it is."""
    first, *rest = _KINDS.split(place)
    kinds = [[f"({kind.strip()})" for kind in some.split("/")] for some in rest[0::2]]
    if not 1 < prod(map(len, kinds)) <= _MOST:
        return [place]
    chosen = (
        first + "".join(kind + after for kind, after in zip(some, rest[1::2], strict=True)) for some in product(*kinds)
    )
    return [" ".join(one.split()) for one in chosen]


def _split(text: str, mark: str) -> list[str]:
    """`text` at every `mark` outside quotes and brackets."""
    pieces, start = [], 0
    for position, character, depth in _walk(text):
        if character == mark and not depth:
            pieces.append(text[start:position])
            start = position + 1
    return [*pieces, text[start:]]


def _walk(text: str) -> list[tuple[int, str, int]]:
    """Position, character and depth of brackets after it, of every character; inside quotes the character is empty."""
    steps: list[tuple[int, str, int]] = []
    depth, quoted, escaped, opens = 0, False, False, True
    for position, character in enumerate(text):
        inside = quoted
        if quoted:
            quoted = escaped or character != '"' or not _CLOSES.match(text, position + 1)
            escaped = character == "\\" and not escaped
        elif character == '"' and opens:
            quoted = inside = True
        else:
            depth += (character == "(") - (character == ")" and depth > 0)
            opens = character in "/:(?" or (opens and character.isspace())
        steps.append((position, "" if inside else character, depth))
    return steps
