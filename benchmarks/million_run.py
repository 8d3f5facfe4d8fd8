"""A million facts in a hundred thousand articles, from Parquet to all scores, in a process of its own.

`python -m benchmarks.million_run <gold.parquet> <found.parquet>` prints one JSON object: seconds from the first import
of the harness to the scores of all types, slots and attributes, peak memory in MB, and how many facts were counted.
"""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fact_workloads import fact_workload, schema
from benchmarks.million_files import TYPES, write_workload
from benchmarks.one_core import pin_to_one_core
from harness.memory import peak_mb


@dataclass(frozen=True, slots=True)
class Million:
    """Seconds by the clock and of the processor, peak MB, and how many facts of gold and found the scores count."""

    seconds: float
    processor: float
    megabytes: float
    gold: int
    found: int


def run_million(folder: Path, articles: int, per_article: int = 10) -> Million:
    """Write the files if they are not there, score them in a fresh process, and say what it cost."""
    gold, found = write_workload(folder, articles, per_article)
    command = [sys.executable, "-m", "benchmarks.million_run", str(gold), str(found)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=Path(__file__).parents[1])  # noqa: S603
    return Million(**json.loads(done.stdout))


def expected(articles: int, per_article: int = 10) -> tuple[int, int]:
    """How many gold and found facts the scores must speak of."""
    work = fact_workload(per_article, articles * per_article, TYPES)
    return len(work.gold), len(work.found)


def score(gold: Path, found: Path) -> Million:
    """Score the files; what the operating system says is the most memory this process ever had."""
    begun, busy = time.perf_counter(), time.process_time()
    from harness.matching.parquet import count_parquet
    from harness.scores.table import rows_of

    overall = rows_of(count_parquet(gold, found), schema(TYPES), articles=())[0]
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    counts = overall.facts
    possible, actual = (0, 0) if counts is None else (counts.possible, counts.actual)
    return Million(seconds, busy, peak_mb(), possible, actual)


if __name__ == "__main__":
    pin_to_one_core()
    outcome = score(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(json.dumps({name: getattr(outcome, name) for name in outcome.__dataclass_fields__}))
