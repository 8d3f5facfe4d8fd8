"""From run folders, or from the files of a profile, to what is compared: fractions per article, by system."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from harness.arguments import listed_files
from harness.errors import ConfigError
from harness.scores.matrix import Reading
from harness.significance.names import names_of
from harness.statistics.fractions import Fractions

WHOLE = ("overall", "all", "micro_avg", "ALL TEMPLATES")
"""Rows that hold everything, by the names that the profiles give them."""


@dataclass(frozen=True, slots=True)
class Systems:
    """What is compared; `about` says what the numbers depend on, for the signature."""

    by_name: Mapping[str, Fractions]
    about: Mapping[str, str]


def read_runs(folders: Sequence[Path], reading: Reading) -> Systems:
    """Read runs from their folders. Raises ConfigError where one is none, or where their gold is not the same."""
    from harness.runs.folder import read_run
    from harness.scores.counts import count_outcomes
    from harness.scores.matrix import fractions

    names = names_of(folders)
    by_name, signatures, golds = {}, [], {}
    for name, folder in zip(names, folders, strict=True):
        run = read_run(folder)
        matrix = count_outcomes(run.outcomes, run.corpus.schema, (article.id for article in run.corpus.articles))
        by_name[name] = fractions(matrix, reading)
        signatures.append(run.signature)
        golds[run.corpus.digest] = f"{len(run.corpus.articles)}-{run.corpus.digest[:8]}"
    if len(golds) > 1:
        raise ConfigError(
            f"these runs were scored against different gold ({', '.join(golds.values())}): run them again"
        )
    rows = tuple(dict.fromkeys(row for side in by_name.values() for row in side.rows))
    about = {"profile": "facts", "reading": reading, "gold": next(iter(golds.values())), "systems": _digest(signatures)}
    return Systems({name: _widened(side, side.articles, rows) for name, side in by_name.items()}, about)


def read_files(profile: str, gold: Path, found: str, report: str | None, given: Mapping[str, str]) -> Systems:
    """Score files by a profile. `found` and `report` are lists with commas or patterns (`*`), in step by name.

    Raises ConfigError and InputErrors for what is missing or cannot be read.
    """
    from harness.scoring.choose import choose_profile, read_options

    chosen = choose_profile(profile)
    files = listed_files("found", found)
    names = names_of(files)
    reports = _in_step(names, report)
    by_name, signatures, digest = {}, [], ""
    for name, file in zip(names, files, strict=True):
        own = {**given, "report": str(reports[name])} if reports else dict(given)
        score = chosen.score_files(gold, file, read_options(profile, own))
        if score.fractions is None:
            raise ConfigError(f"profile {profile} keeps no counts per article, so its scores cannot be tested")
        by_name[name], digest = score.fractions, str(score.settings.get("gold", ""))
        signatures.append(score.signature)
    rows = tuple(dict.fromkeys(row for side in by_name.values() for row in side.rows))
    articles = tuple(sorted({article for side in by_name.values() for article in side.articles}))
    about = {"profile": profile, "gold": digest, "systems": _digest(signatures)}
    return Systems({name: _widened(side, articles, rows) for name, side in by_name.items()}, about)


def whole_row(systems: Systems) -> str:
    """The row that holds everything: under one of its names, else the first."""
    rows = next(iter(systems.by_name.values())).rows
    return next((row for row in rows if row.removeprefix("strict.") in WHOLE), rows[0])


def _in_step(names: Sequence[str], report: str | None) -> Mapping[str, Path]:
    """The reports by the systems' names. Raises ConfigError where a system lacks one, or one belongs to none."""
    if report is None:
        return {}
    paths = listed_files("report", report)
    if len(paths) == len(names) == 1:
        return {names[0]: paths[0]}
    reports = dict(zip(names_of(paths), paths, strict=True))
    if odd := sorted({*names} ^ {*reports}):
        raise ConfigError(f"found= and report= do not go together by name: {', '.join(odd)} is in one of them only")
    return reports


def _widened(side: Fractions, articles: tuple[str, ...], rows: tuple[str, ...]) -> Fractions:
    """The same with more articles and rows: where a system has nothing and gold has nothing, all counts are 0.

    All systems have the same gold, so what one lacks is what only another found.
    """
    if (side.articles, side.rows) == (articles, rows):
        return side
    cells = np.zeros((len(articles), len(rows), 4))
    cells[np.ix_(_places(side.articles, articles), _places(side.rows, rows))] = side.cells
    return Fractions(articles, rows, cells)


def _places(names: Sequence[str], among: Sequence[str]) -> list[int]:
    place = {name: at for at, name in enumerate(among)}
    return [place[name] for name in names]


def _digest(signatures: Sequence[str]) -> str:
    return f"{len(signatures)}-{sha256(chr(10).join(sorted(signatures)).encode()).hexdigest()[:8]}"
