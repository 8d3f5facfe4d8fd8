"""`python -m benchmarks.extractors [quick=1] [out=<folder>]`: how fast the shipped extractors are, as EXTRACTORS.md.

Each is measured in a fresh process on one core, beside the bare tool that it is built on; then what the harness adds to
an extractor that only sleeps. A missed target is told, and no failure.
"""

import datetime
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.extractor_run import Measured, measure_apart, workload
from benchmarks.machine import memory, processor, versions
from benchmarks.one_core import pin_to_one_core
from benchmarks.processes_run import Together, compare_apart
from benchmarks.results import Target, number, table, targets_told
from harness.corpora.corpus import Corpus
from harness.facts import Article, Fact, Filler, Span
from harness.runs.execute import run_extractor
from harness.schema import FactType, Schema, SlotType

ARTICLES = {"regex": 1_100, "rules": 440, "spacy": 110}
BARE = {"regex": "its words", "rules": "its words", "spacy": "bare `nlp.pipe`, the same pipes"}
NAP = 0.005
"""Seconds that the sleeping extractor takes for an article."""
SCHEMA = Schema({"detention": FactType("detention", {"detainee": SlotType("detainee", ("mention",), key=True)})})


class Sleeper:
    """Sleeps a fixed time an article, and then finds thirty facts."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article."""
        for article in articles:
            time.sleep(NAP)
            yield [
                Fact("detention", {"detainee": (Filler(article.text[at : at + 9], None, Span(at, at + 9)),)})
                for at in range(0, 300, 10)
            ]


def overhead(number_of: int) -> float:
    """What the harness adds to the sleeping extractor, as a share of the time that it takes on its own."""
    articles, _ = workload(number_of)
    corpus = Corpus(SCHEMA, tuple(articles), {one.id: () for one in articles}, "")
    alone = elapsed(lambda: sum(len(facts) for facts in Sleeper().extract(articles)))
    return elapsed(lambda: run_extractor(Sleeper(), corpus)) / alone - 1


def elapsed(run: Callable[[], object]) -> float:
    """Seconds by the clock of the best of seven: sleep costs no processor time."""
    best = float("inf")
    for _ in range(7):
        begun = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begun)
    return best


def page(measured: dict[str, Measured], added: float, together: Together) -> str:
    """The page in Markdown."""
    targets = [
        Target("`regex`, a seed-sized article", 1.0, "ms", 1e3 * measured["regex"].extract),
        Target("`rules`, a seed-sized article", 5.0, "ms", 1e3 * measured["rules"].extract),
        Target("`spacy`, against bare `nlp.pipe`", 1.2, "×", measured["spacy"].extract / measured["spacy"].bare),
        Target("`spacy`, peak memory", 500.0, "MB", measured["spacy"].megabytes),
        Target("`spacy`, two processes against one", 0.75, "×", together.two / together.one),
        Target("what the harness adds to an extractor that sleeps 5 ms an article", 5.0, "%", 100 * added),
    ]
    rows = [["extractor", "articles/s", "ms an article", "of which bare tool", "bare tool", "start, s", "peak MB"]]
    for name, one in measured.items():
        speed = f"{1 / one.extract:,.0f}" if one.extract < 0.1 else f"{1 / one.extract:.1f}"
        cost = [number(1e3 * one.extract), number(1e3 * one.bare), BARE[name], f"{one.start:.1f}"]
        rows.append([f"`{name}`", speed, *cost, f"{one.megabytes:,.0f}"])
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    head = (
        f"Written by `python -m benchmarks.extractors` on {today}, each extractor in a fresh process on one core, best "
        "of several runs. An article is one as long as the seed (4,101 characters); the texts are the shipped ones in "
        "turn, none twice the same. Other machines give other times; the ratios last."
    )
    parts = ["# How fast the shipped extractors are", head, f"{processor()}; {memory()}. {versions()}."]
    parts += ["## Targets", targets_told(targets), "## Cost of an article", table(rows), _on_all_cores(together)]
    return "\n\n".join(parts) + "\n"


def _on_all_cores(together: Together) -> str:
    """What two processes gain, by the clock."""
    one, two = (number(1e3 * seconds) for seconds in (together.one, together.two))
    return (
        f"`spacy` with `processes: 2`, by the clock on {together.cores} cores, the start of the processes included: "
        f"{two} ms an article, with one {one} ms. "
        f"The facts of both are {'the same' if together.same else '**not the same**'}."
    )


def main(arguments: Sequence[str]) -> int:
    """Run everything."""
    given = dict(argument.partition("=")[::2] for argument in arguments)
    if set(given) - {"quick", "out"} or given.get("quick", "0") not in ("0", "1"):
        sys.stderr.write("use python -m benchmarks.extractors [quick=1] [out=<folder>]\n")
        return 2
    part = 10 if given.get("quick") == "1" else 1
    pin_to_one_core()
    measured = {}
    for name, articles in ARTICLES.items():
        sys.stderr.write(f"{name}\n")
        measured[name] = measure_apart(name, articles // part)
    sys.stderr.write("spacy, two processes\n")
    together = compare_apart(4 * ARTICLES["spacy"] // part)  # processes take a second to start
    text = page(measured, overhead(200 // part), together)
    out = Path(given.get("out") or Path(__file__).parent)
    out.mkdir(parents=True, exist_ok=True)
    (out / "EXTRACTORS.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
