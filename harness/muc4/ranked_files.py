"""The files of several systems: which response belongs to which score report."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.errors import ConfigError


def by_system(files: Sequence[Path]) -> dict[str, Path]:
    """System -> its file: named by the folder where that tells the files apart, else by the file's name.

    Raises ConfigError where neither does.
    """
    for names in ([path.parent.name for path in files], [path.name.split(".")[0] for path in files]):
        if all(names) and max(Counter(names).values()) == 1 and (len(files) == 1 or len(set(names)) == len(files)):
            return dict(zip(names, files, strict=True))
    raise ConfigError("several files of one system: give each system a folder or a file name of its own")


def together(found: Sequence[Path], reports: Sequence[Path]) -> Mapping[str, tuple[Path, Path]]:
    """System -> its response and its report. Raises ConfigError where one of the two is absent."""
    if len(found) == len(reports) == 1:
        return {next(iter(by_system(found))): (found[0], reports[0])}
    responses, scored = by_system(found), by_system(reports)
    for what, here, there in (("score report", responses, scored), ("response", scored, responses)):
        if lacking := sorted(here.keys() - there.keys()):
            raise ConfigError(f"no {what} of {', '.join(lacking)}; each system needs a response and a score report")
    return {name: (responses[name], scored[name]) for name in sorted(responses)}
