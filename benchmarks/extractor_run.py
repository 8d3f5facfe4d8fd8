"""One shipped extractor on one core, in a process of its own, beside the bare tool that it is built on.

`python -m benchmarks.extractor_run <name> <articles>` prints one JSON object of `Measured`.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.one_core import pin_to_one_core
from benchmarks.timing import best_of
from harness.conformance.articles import many_articles
from harness.conformance.config_file import read_config
from harness.extractors.choose import choose_extractor
from harness.facts import Article
from harness.memory import peak_mb
from harness.shipped import shipped_folder

SEED = "tajikistan-imu-infiltration"


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds to start, seconds for a seed-sized article (and those of the bare tool), and peak memory in MB."""

    start: float
    extract: float
    bare: float
    megabytes: float


def measure_apart(name: str, articles: int) -> Measured:
    """Measure in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.extractor_run", name, str(articles)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=Path(__file__).parents[1])  # noqa: S603
    return Measured(**json.loads(done.stdout))


def workload(number: int) -> tuple[list[Article], float]:
    """So many articles, the shipped ones in turn and none twice the same, and how many seeds long they are together."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((shipped_folder() / "seeds").glob("*.txt"))]
    shipped = [Article(f"a{index}", text, "0" * 64) for index, text in enumerate(texts)]
    seed = len((shipped_folder() / "seeds" / f"{SEED}.txt").read_text(encoding="utf-8"))
    articles = list(many_articles(shipped, number))
    return articles, sum(len(one.text) for one in articles) / seed


def measure(name: str, number: int) -> Measured:
    """Measure here."""
    begun = time.perf_counter()
    extractor = choose_extractor(read_config(name, {"gold": str(shipped_folder() / "gold")}))
    start = time.perf_counter() - begun
    articles, seeds = workload(number)
    spent = best_of(lambda: sum(len(facts) for facts in extractor.extract(articles)), 10.0, fewest=2, most=5)
    peak = peak_mb()
    bare = best_of(bare_tool(name, articles), 10.0, fewest=2, most=5)
    return Measured(start, spent.seconds / seeds, bare.seconds / seeds, peak)


def bare_tool(name: str, articles: Sequence[Article]) -> Callable[[], int]:
    """What the tool underneath needs for the same texts: spaCy's pipes; for the others, cutting texts into words."""
    if name != "spacy":
        from harness.extractors.patterns.words import cut

        return lambda: sum(len(cut(article.text)) for article in articles)
    from harness.extractors.parse.model import load_pipeline
    from harness.extractors.parse.passages import passages, readable

    config = read_config(name, {"gold": str(shipped_folder() / "gold")})
    pipeline = load_pipeline(config["model"], config["fallback"])
    texts = [readable(article.text, passage) for article in articles for passage in passages(article.text)]
    return lambda: sum(len(doc) for doc in pipeline.pipe(texts, batch_size=config["batch_size"]))


if __name__ == "__main__":
    pin_to_one_core()
    outcome = measure(sys.argv[1], int(sys.argv[2]))
    sys.stdout.write(json.dumps({name: getattr(outcome, name) for name in outcome.__dataclass_fields__}))
