"""Baselines on disk: runs that were blessed, without what differs between equal runs, so that they can be committed."""

from dataclasses import replace
from pathlib import Path

from harness.errors import ConfigError
from harness.runs.folder import read_run, write_run
from harness.runs.run import Run

HELD = frozenset(
    ("run.json", "found.jsonl", "found.parquet", "outcomes.parquet", "confusions.parquet", "corpus.parquet")
)
"""All that a baseline holds: no timings, no log, no report."""


def bless(run_folder: Path, folder: Path, force: bool = False) -> Run:
    """Keep the run in `run_folder` as the baseline `folder`, whole or not at all; the same run gives the same bytes.

    Raises ConfigError where the run cannot be read, where something went wrong in it (unless with `force`), and where
    `folder` is there and is no baseline.
    """
    run = read_run(run_folder)
    if run.troubles and not force:
        raise ConfigError(
            f"{run_folder} had {len(run.troubles)} troubles, the first in {run.troubles[0].article} "
            f"({run.troubles[0].message}): a baseline of it would lower the bar; bless it all the same with force=true"
        )
    if not is_baseline(folder):
        raise ConfigError(f"{folder} is there and is no baseline, so it is not replaced: choose another (as=<folder>)")
    write_run(replace(run, timing=None), folder)
    return run


def is_baseline(folder: Path) -> bool:
    """Tell a baseline, or nothing at all, from a run or from what a user keeps there."""
    if folder.is_symlink() or not folder.is_dir():
        return not folder.exists() and not folder.is_symlink()
    names = {path.name for path in folder.iterdir()}
    return not names or ("run.json" in names and names <= HELD)
