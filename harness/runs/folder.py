"""A run on disk: `reports/<name>/`, whole or not there, and the same bytes for the same run.

run.json             `format`, name, signature, extractor and options, corpus, score rows, troubles; and where there is
                     any: `profile`, the signature and rows by another profile; `beliefs`, what the confidence of the
                     facts is worth; `usage`, what a language model took
found.jsonl          a fact a line (harness.corpora.found), and found.parquet, the same as a table
outcomes.parquet     what became of every fact and filler (harness.matching.outcomes), and confusions.parquet
corpus.parquet       the articles and the gold that the run was scored on (harness.corpora.dataset)
timings.json         seconds and megabytes: the only file whose bytes differ between equal runs
run.log, report.*    what the caller adds; report/ holds the pages of a report that needs several
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter, ValidationError

from harness.beside import runs_near
from harness.corpora.corpus import Corpus
from harness.errors import ConfigError
from harness.matching.match import Matching, match
from harness.matching.outcomes import OUTCOMES
from harness.runs.found import Found, found_lines, read_found
from harness.runs.run import ProfileScore, Run, Timing, Trouble
from harness.runs.usage import Usage
from harness.runs.verify import verified
from harness.schema import Schema
from harness.scores.confidence import Belief, check_beliefs
from harness.scores.score import ScoreRow
from harness.version import VERSION

FORMAT = 1
"""Of `run.json`; a number that grows when older versions could not read it any more."""

FILES = (
    *("run.json", "found.jsonl", "found.parquet", "outcomes.parquet", "confusions.parquet", "corpus.parquet"),
    *("timings.json", "run.log", "report.html", "report.md", "report.csv", "report.json", "report.parquet"),
    *("report.tex", "report.junit.xml", "report.model-index.yaml", "report"),
)
"""All that a run's folder may hold; a folder that holds anything else is never replaced."""


@dataclass(frozen=True, slots=True)
class _Format:
    format: int


@dataclass(frozen=True, slots=True)
class _Head(_Format):
    """What `run.json` holds."""

    name: str
    signature: str
    harness: str
    extractor: Mapping[str, Any]
    corpus: Mapping[str, str | int]
    rows: tuple[ScoreRow, ...]
    troubles: tuple[Trouble, ...]
    profile: ProfileScore | None = None
    beliefs: tuple[Belief, ...] = ()
    usage: Usage | None = None


def write_run(run: Run, folder: Path, texts: Mapping[str, str | bytes] | None = None) -> None:
    """Write `run` into `folder`, and `texts` (file name to content) beside it; an old run there is replaced as a whole.

    The run is written under another name and then renamed: whoever looks finds the old run or the new one. Raises
    ConfigError where the folder is there but is no run, or cannot be written.
    """
    check_folder(folder)
    try:
        with _replacing(folder) as new:
            _write(run, new)
            for name, text in (texts or {}).items():
                (new / name).parent.mkdir(exist_ok=True)
                if isinstance(text, bytes):
                    (new / name).write_bytes(text)
                else:
                    _write_text(text, new / name)
    except OSError as error:
        raise ConfigError(f"{folder}: the run cannot be written: {error}") from error


def check_folder(folder: Path) -> None:
    """Make sure, before a run begins, that its folder can be written. Raises ConfigError."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _restore(folder)
        if not _is_ours(folder):
            raise ConfigError(f"{folder} is no run, so it is not replaced: move it away, or name the run (run=...)")
        probe = folder.with_name(f".{folder.name}.{uuid4().hex}")
        probe.mkdir()
        probe.rmdir()
    except OSError as error:
        raise ConfigError(f"{folder}: a run cannot be written here: {error}") from error


def read_run(folder: Path | str) -> Run:
    """Read what `write_run` wrote. Raises ConfigError where there is no run, a broken one or one of a later format."""
    import pandas as pd
    import pyarrow.parquet

    from harness.corpora.dataset import from_dataset, read_parquet

    folder = Path(folder)
    try:
        _restore(folder)
        there = (folder / "run.json").is_file()
    except OSError as error:
        raise ConfigError(f"{folder} cannot be read: {error.strerror}") from error
    if not there:
        raise ConfigError(f"{folder} is no run: there is no run.json in it{runs_near(folder)}")
    try:
        said = (folder / "run.json").read_bytes()
        its = TypeAdapter(_Format).validate_json(said).format  # before the rest: another may have other keys
        if its != FORMAT:
            raise ConfigError(f"{folder} has format {its}, this harness reads {FORMAT}: run it again")
        head = TypeAdapter(_Head).validate_json(said)
        check_beliefs(head.beliefs)
        corpus = from_dataset(read_parquet(folder / "corpus.parquet"))
        with (folder / "found.jsonl").open(encoding="utf-8") as lines:
            found = read_found(lines, [article.id for article in corpus.articles])
        _check_found(found, corpus)
        outcomes, confusions = (pd.read_parquet(folder / f"{name}.parquet") for name in ("outcomes", "confusions"))
        _check_tables(Matching(outcomes, confusions))
        timings = folder / "timings.json"
        return Run(
            name=head.name,
            signature=head.signature,
            extractor=head.extractor,
            corpus=corpus,
            found=found,
            outcomes=outcomes,
            confusions=confusions,
            rows=head.rows,
            troubles=head.troubles,
            timing=TypeAdapter(Timing).validate_json(timings.read_bytes()) if timings.exists() else None,
            profile=head.profile,
            beliefs=head.beliefs,
            usage=head.usage,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, pyarrow.ArrowException) as error:
        raise ConfigError(f"{folder} is a broken run ({_told(error)}): run it again") from error


def _told(error: Exception) -> str:
    """Say in a part of a line what could not be read; of what pydantic complains of, the first, without its links."""
    told = str(error)
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        told = ": ".join([*map(str, first["loc"]), first["msg"]])
    return f"{type(error).__name__}: {' '.join(told.split())[:200]}"


def _write(run: Run, folder: Path) -> None:
    from harness.corpora.dataset import to_dataset, write_parquet
    from harness.corpora.found import facts_to_dataset

    facts = sum(map(len, run.corpus.gold.values()))
    head = _Head(
        format=FORMAT,
        name=run.name,
        signature=run.signature,
        harness=VERSION,
        extractor=run.extractor,
        corpus={"digest": run.corpus.digest, "articles": len(run.corpus.articles), "facts": facts},
        rows=run.rows,
        troubles=run.troubles,
        profile=run.profile,
        beliefs=run.beliefs,
        usage=run.usage,
    )
    said = asdict(head)
    for name in ("profile", "beliefs", "usage"):
        if not said[name]:
            del said[name]
    _write_json(said, folder / "run.json")
    if run.timing is not None:
        _write_json(asdict(run.timing), folder / "timings.json")
    found = facts_to_dataset(run.found)
    _write_text(found_lines(found), folder / "found.jsonl")
    write_parquet(found, folder / "found.parquet")
    run.outcomes.to_parquet(folder / "outcomes.parquet", index=False)
    run.confusions.to_parquet(folder / "confusions.parquet", index=False)
    write_parquet(to_dataset(run.corpus), folder / "corpus.parquet")


def _check_found(found: Found, corpus: Corpus) -> None:
    """Doubt what was read from a folder as much as what an extractor returned. Raises ValueError."""
    for article in corpus.articles:
        for fact in found[article.id]:
            if isinstance(trouble := verified(fact, article, corpus.schema), Trouble):
                raise ValueError(f"found.jsonl, {article.id}: {trouble.message}")


def _check_tables(read: Matching) -> None:
    """Hold the tables to the columns and the words of those that matching makes. Raises ValueError."""
    made = match({}, {}, Schema({}))
    for name in ("outcomes", "confusions"):
        if not getattr(read, name).dtypes.equals(getattr(made, name).dtypes):
            raise ValueError(f"{name}.parquet has not the columns of {name}")
    if strange := sorted(set(read.outcomes["outcome"]) - set(OUTCOMES)):
        raise ValueError(f"outcomes.parquet has the outcome {strange[0]!r}")


def _write_json(data: Mapping[str, Any], path: Path) -> None:
    text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)
    _write_text(f"{text}\n", path)


def _write_text(text: str, path: Path) -> None:
    """Write UTF-8; a lone surrogate, which the name of a user's file may hold, becomes a question mark."""
    path.write_text(text, encoding="utf-8", errors="replace", newline="")


@contextmanager
def _replacing(folder: Path) -> Iterator[Path]:
    """Yield a new folder that takes the place of `folder` at the end, or vanishes if anything is raised."""
    new = folder.with_name(f".{folder.name}.{uuid4().hex}")
    new.mkdir()
    try:
        yield new
        if folder.exists():
            _discard(_aside(folder))
            folder.rename(_aside(folder))
        new.rename(folder)
    except BaseException:
        _restore(folder)
        shutil.rmtree(new, ignore_errors=True)
        raise
    _discard(_aside(folder))


def _discard(aside: Path) -> None:
    if aside.is_dir() and _is_ours(aside):
        shutil.rmtree(aside, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Tell a run, or nothing at all, from what a user keeps there."""
    if folder.is_symlink() or not folder.is_dir():
        return not os.path.lexists(folder)
    names = [path.name for path in folder.iterdir()]
    return not names or ("run.json" in names and set(names) <= set(FILES))


def _aside(folder: Path) -> Path:
    """Return where an old run waits while the new one takes its place."""
    return folder.with_name(f".{folder.name}.old")


def _restore(folder: Path) -> None:
    """Put an old run back whose replacement was cut short between the two renames."""
    aside = _aside(folder)
    if aside.is_dir() and not folder.exists():
        aside.rename(folder)
