"""A finished run as trackers take it: settings, numbers and tags, each under a flat name. Pure.

The same run gives the same record, but for what `timing/` measures. Undefined scores are left out: trackers have no
place for 0/0, and it is neither 0 nor 1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from harness.report.comparison import actual, possible
from harness.runs.run import Run
from harness.runs.settings import Settings
from harness.scores.score import ScoreRow
from harness.shipped import portable
from harness.version import VERSION

_SCOPES = ("overall", "macro", "weighted", "type", "slot", "attribute")
"""The score rows that are logged: those of single articles stand in the run's folder."""


@dataclass(frozen=True, slots=True)
class Record:
    """One finished run.

    `params` are what was asked for (`extractor.book`, `seed`), `metrics` what came out (`overall/lenient_f1`,
    `type/casualty/support`, `profile/...`; ratios in 0..1), `tags` what it was measured on. `folder` is the run's.
    """

    name: str
    params: Mapping[str, str]
    metrics: Mapping[str, float]
    tags: Mapping[str, str]
    folder: Path


def record_of(run: Run, settings: Settings) -> Record:
    """Return the record of a run made with `settings`; the extractor's options are those that the run itself shows."""
    corpus = portable(settings.corpus.model_dump(mode="json"))
    asked = {"extractor": run.extractor, "corpus": corpus, "scoring": settings.scoring, "seed": settings.seed}
    counts = {"articles": len(run.corpus.articles), "troubles": len(run.troubles)}
    timing = {} if run.timing is None else {f"timing/{key}": value for key, value in asdict(run.timing).items()}
    profile = {} if run.profile is None else dict(_numbers(run.profile.rows, "profile"))
    scores = {key: value for row in run.rows if row.scope in _SCOPES for key, value in _of_row(row)}
    signatures = {"signature": run.signature} | ({} if run.profile is None else {"profile": run.profile.signature})
    return Record(
        name=run.name,
        params={key: "null" if value is None else str(value) for key, value in _leaves(asked)},
        metrics={**scores, **profile, **counts, **timing},
        tags={**signatures, "gold": run.corpus.digest, "harness": VERSION},
        folder=settings.folder,
    )


def _of_row(row: ScoreRow) -> Iterator[tuple[str, float]]:
    """Yield `type/casualty/lenient_f1` and its like; intervals as `..._low` and `..._high`."""
    place = "/".join(part for part in (row.scope, row.name) if part)
    yield f"{place}/support", possible(row)
    yield f"{place}/found", actual(row)
    for reading, ratios in (("strict", row.strict), ("lenient", row.lenient), ("slot", row.slot)):
        for measure, value in ({} if ratios is None else asdict(ratios)).items():
            name = f"{place}/{reading}_{measure.removesuffix('_interval')}"
            if isinstance(value, tuple):
                yield f"{name}_low", value[0]
                yield f"{name}_high", value[1]
            elif value is not None:
                yield name, value


def _numbers(rows: Mapping[str, Any], place: str) -> Iterator[tuple[str, float]]:
    """Yield the numbers of a profile's rows, however deep they are nested."""
    for key, value in rows.items():
        if isinstance(value, Mapping):
            yield from _numbers(value, f"{place}/{key}")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{place}/{key}", value


def _leaves(value: object, place: str = "") -> Iterator[tuple[str, object]]:
    """Yield `a.b` and what stands there, for plain data of any depth."""
    if isinstance(value, Mapping) and value:
        for key, one in value.items():
            yield from _leaves(one, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list | tuple) and value:
        for index, one in enumerate(value):
            yield from _leaves(one, f"{place}.{index}")
    else:
        yield place, value
