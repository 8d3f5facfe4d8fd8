"""What systems are called: the part of their paths that tells them apart."""

import os.path
import re
from collections.abc import Sequence
from pathlib import Path

from harness.errors import ConfigError

_BREAKS = re.compile(r"[-_.]")


def names_of(paths: Sequence[Path]) -> list[str]:
    """The shortest part of each path that tells it from the others.

    `TST3/GE/response` and `TST3/LSI/response` are GE and LSI, `out/a.json` and `out/b.json` are a and b. Raises
    ConfigError where two paths are the same.
    """
    whole = [os.path.normpath(path) for path in paths]
    for index, name in enumerate(whole):
        if name in whole[:index]:
            raise ConfigError(f"{name} is given twice")
    if len(whole) == 1:
        return [Path(whole[0]).stem]
    parts = [Path(path).parts for path in whole]
    least = min(map(len, parts))
    # from the end, then from the beginning, as paths may be of different depths
    places = [*(-at for at in range(1, least + 1)), *range(least)]
    columns = [[one[at] for one in parts] for at in places]
    telling = [_trimmed(column) for column in columns if len(set(column)) == len(column)]
    return min(telling, key=lambda names: sum(map(len, names)), default=whole)


def _trimmed(names: Sequence[str]) -> list[str]:
    """Without what all begin and end with, up to a `-`, `_` or `.`; never nothing."""
    start = max((mark.end() for mark in _BREAKS.finditer(_start(names))), default=0)
    tail = _start([name[start:][::-1] for name in names])
    stop = max((mark.end() for mark in _BREAKS.finditer(tail)), default=0)
    cut = [name[start : len(name) - stop] for name in names]
    return cut if all(cut) else list(names)


def _start(names: Sequence[str]) -> str:
    """What all begin with: the least and the greatest in the alphabet differ first of all."""
    least, most = min(names), max(names)
    return least[: next((at for at, (a, b) in enumerate(zip(least, most, strict=False)) if a != b), len(least))]
