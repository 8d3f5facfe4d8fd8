"""What the rows of a file have, path by path: all that a mapping may name. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

EXAMPLES = 5
"""Values of a path that are shown."""
MOST_PATHS = 200
"""Paths that are shown: an object whose keys are ids has no end of them."""
_DEEPEST = 20


@dataclass(slots=True)
class Seen:
    """What stands at a path: how often, of which kinds, and which values come most often."""

    count: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)


def outline(rows: Iterable[object]) -> str:
    """A line a path, in the order in which they are met, as `harness.answers.mapping.look` takes it.

    >>> print(outline([{"doc": {"id": "raid"}, "events": [{"label": "Arrest", "n": 2}, {"label": "Arrest"}]}]))
    doc           1  object
    doc.id        1  text    'raid'
    events        1  list
    events.label  2  text    'Arrest' (2)
    events.n      1  number  2
    """
    paths: dict[str, Seen] = {}
    more = False
    for row in rows:
        for path, value in _walk(row, "", 0):
            if path not in paths and len(paths) == MOST_PATHS:
                more = True
                continue
            seen = paths.setdefault(path, Seen())
            seen.count += 1
            seen.kinds[_kind(value)] += 1
            if not isinstance(value, Mapping | list | tuple) and value is not None and len(seen.values) <= 1000:
                seen.values[f"{value!r:.60}"] += 1
    cells = [
        (_printable(path), str(seen.count), ", ".join(sorted(seen.kinds)), _examples(seen))
        for path, seen in paths.items()
    ]
    widths = [max((len(cell[column]) for cell in cells), default=0) for column in range(3)]
    lines = [
        f"{path:<{widths[0]}}  {count:>{widths[1]}}  {kinds:<{widths[2]}}  {examples}".rstrip()
        for path, count, kinds, examples in cells
    ]
    return "\n".join([*lines, *(["and more"] if more else [])])


def _walk(value: object, path: str, depth: int) -> Iterator[tuple[str, object]]:
    """Every path below a value; the entries of a list have the path of the list."""
    if path:
        yield path, value
    if depth > _DEEPEST:
        return
    for entry in value if isinstance(value, list | tuple) else (value,):
        if isinstance(entry, Mapping):
            for key, one in entry.items():
                yield from _walk(one, f"{path}.{key}" if path else str(key), depth + 1)


def _printable(path: str) -> str:
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in path)


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "object"
    if isinstance(value, list | tuple):
        return "list"
    if isinstance(value, bool):
        return "true or false"
    return "number" if isinstance(value, int | float) else "text" if isinstance(value, str) else type(value).__name__


def _examples(seen: Seen) -> str:
    common = seen.values.most_common(EXAMPLES)
    shown = [value if count == 1 else f"{value} ({count})" for value, count in common]
    return ", ".join([*shown, *(["..."] if len(seen.values) > len(common) else [])])
