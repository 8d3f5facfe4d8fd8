"""`spacy` with two processes beside one, by the clock, on all cores; and whether both find the same.

`python -m benchmarks.processes_run <articles>` prints one JSON object of `Together`.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.extractor_run import workload
from benchmarks.one_core import pin_to_one_core, spread_over_all_cores
from harness.conformance.config_file import read_config
from harness.extractors.choose import choose_extractor
from harness.facts import Article, Fact

_RUNS = 3
"""How often each is run, in turn; the best counts."""


@dataclass(frozen=True, slots=True)
class Together:
    """Seconds by the clock for a seed-sized article with one and with two processes; the cores they could use."""

    one: float
    two: float
    cores: int
    same: bool


def compare_apart(articles: int) -> Together:
    """Compare in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.processes_run", str(articles)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=Path(__file__).parents[1])  # noqa: S603
    return Together(**json.loads(done.stdout))


def compare(number: int) -> Together:
    """Compare here; two processes are started anew for each run, as a user starts them."""
    cores = spread_over_all_cores()
    articles, seeds = workload(number)
    one, two = ({**read_config("spacy", {}), "processes": processes} for processes in (1, 2))
    spent: dict[int, float] = {}
    found: dict[int, list[Sequence[Fact]]] = {}
    for _ in range(_RUNS):
        for processes, config in ((1, one), (2, two)):
            seconds, found[processes] = _timed(config, articles)
            spent[processes] = min(spent.get(processes, seconds), seconds)
    return Together(spent[1] / seeds, spent[2] / seeds, cores, found[1] == found[2])


def _timed(config: dict[str, object], articles: Sequence[Article]) -> tuple[float, list[Sequence[Fact]]]:
    extractor = choose_extractor(config)
    begun = time.perf_counter()
    found = list(extractor.extract(articles))
    return time.perf_counter() - begun, found


if __name__ == "__main__":
    pin_to_one_core()
    sys.stdout.write(json.dumps(asdict(compare(int(sys.argv[1])))))
