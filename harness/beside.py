"""The end of a message about a file, a folder or a run that is not there: which of those that are was perhaps meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

MOST = 10
"""Runs that a message names."""


def beside(path: Path, only: str = "*") -> str:
    """What lies beside `path`, of the pattern `only`, under nearly its name: `; did you mean my/conf?`, or nothing."""
    near = get_close_matches(path.name, [one.name for one in _those(path.parent, only)], n=1)
    return f"; did you mean {path.parent / near[0]}?" if near else ""


def runs_near(folder: Path) -> str:
    """The runs that may have been meant by a folder that is none: in it, beside it, or in `reports`."""
    if inside := _runs_in(folder):
        return f"; it holds the runs {_listed(inside)}"
    others = [*_runs_in(folder.parent), *_runs_in(Path("reports"))]
    near = get_close_matches(folder.name, [one.name for one in others], n=1)
    if near:
        return f"; did you mean {next(one for one in others if one.name == near[0])}?"
    return f"; there are the runs {_listed(others)}" if others else ""


def runs_there(folder: Path, name: str) -> str:
    """The runs in a folder in which there is none of this name: the one that was perhaps meant, or all."""
    there = _runs_in(folder)
    if not there:
        return f", and none in {folder}"
    near = get_close_matches(name, [one.name for one in there], n=1)
    return f" (did you mean {folder / near[0]}?)" if near else f" ({folder} has {', '.join(one.name for one in there)})"


def _runs_in(folder: Path) -> list[Path]:
    return [one.parent for one in _those(folder, "*/run.json")]


def _those(folder: Path, pattern: str) -> Iterable[Path]:
    try:
        return sorted(folder.glob(pattern))
    except (OSError, ValueError):  # what may not be looked into has no near names
        return []


def _listed(runs: Iterable[Path]) -> str:
    names = list(dict.fromkeys(map(str, runs)))
    return ", ".join(names[:MOST]) + (", ..." if len(names) > MOST else "")
