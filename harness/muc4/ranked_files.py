"""The files of several systems: responses and score reports found by pattern, and which belong together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.errors import ConfigError


def listed(what: str, text: str) -> list[Path]:
    """The files of a comma list of paths and patterns, each once, in order. Raises ConfigError where one has none."""
    files: list[Path] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        anchor = Path(part).anchor
        found = sorted(Path(anchor or ".").glob(str(Path(part).relative_to(anchor))))
        if not found:
            raise ConfigError(f"{what}={part}: there is no such file")
        files += [path for path in found if path not in files]
    if not files:
        raise ConfigError(f"name the files: {what}=<pattern or comma list>")
    return files


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
