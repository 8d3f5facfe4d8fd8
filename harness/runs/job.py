"""One job: an extractor over a corpus, matched, scored, and left in a folder as a run."""

import logging
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path
from time import perf_counter

from harness.corpora.corpus import Corpus
from harness.corpora.load import load_corpus
from harness.extractors.choose import choose_extractor
from harness.matching.match import match
from harness.memory import peak_mb
from harness.report.comparison import compare
from harness.report.write import check_formats, report_files
from harness.runs.describe import describe
from harness.runs.execute import run_extractor
from harness.runs.folder import check_folder, write_run
from harness.runs.progress import progress_bar
from harness.runs.run import Run, Timing
from harness.runs.scoring import choose_scoring
from harness.runs.settings import Settings
from harness.runs.signature import options_digest, signature
from harness.scores.intervals import with_intervals
from harness.scores.table import score_rows
from harness.shipped import portable

log = logging.getLogger("harness")


def run_job(settings: Settings, choice: str, ready: Callable[[Corpus], None] = lambda corpus: None) -> Run:
    """Run the extractor that `settings` describe and `choice` names, and write the run to `settings.folder`.

    `ready` is called with the corpus before the extractor starts, to refuse what could only fail later. Raises a
    HarnessError for every mistake in what it was given: the configuration, the corpus, the extractor's options, a
    folder that cannot be written.
    """
    formats = check_formats(settings.formats)
    check_folder(settings.folder)
    with _recorded() as record, chdir(Path.cwd()):  # wherever an extractor goes, the run lies where it was asked for
        run = score_job(settings, choice, ready)
    report = compare([replace(run, timing=None)])  # times stand in timings.json alone: equal runs leave equal reports
    texts: dict[str, str | bytes] = {
        "run.log": record.getvalue(),
        **report_files(report, "report", formats),
    }
    write_run(run, settings.folder, texts)
    return run


def score_job(settings: Settings, choice: str, ready: Callable[[Corpus], None] = lambda corpus: None) -> Run:
    """Load, extract, match and score; write nothing."""
    by = choose_scoring(settings.scoring)
    corpus = load_corpus(settings.corpus.seeds, settings.corpus.gold, settings.corpus.split)
    ready(corpus)
    started = perf_counter()  # not before: to read the gold is no extractor's doing, and slowest for a sweep's first
    extractor = choose_extractor(settings.extractor, settings.allow)
    described = describe(extractor, settings.extractor)
    cached = settings.cache.over(extractor, options_digest(described), settings.reports)
    name = signature(choice, described, corpus, settings.seed)
    log.info("%s", name)
    begun = perf_counter()
    with progress_bar(settings.run, len(corpus.articles), settings.progress) as done:
        found, troubles = run_extractor(cached or extractor, corpus, done)
    extracted = perf_counter()
    remembered = 0 if cached is None else cached.remembered
    matching = match(corpus.gold, found, corpus.schema, {one.id: one.published for one in corpus.articles})
    rows = with_intervals(score_rows(matching.outcomes, corpus.schema), matching.counts, settings.seed)
    profile = None if by is None else by.score(corpus, found, f"{choice}-{options_digest(described)[:8]}")
    scored = perf_counter()
    for trouble in troubles:
        log.warning("%s: %s: %s", trouble.article, trouble.kind, trouble.message)
    log.info("%d facts in %d articles", sum(map(len, found.values())), len(corpus.articles))
    return Run(
        name=settings.run,
        signature=name,
        extractor=portable(described),
        corpus=corpus,
        found=found,
        outcomes=matching.outcomes,
        confusions=matching.confusions,
        rows=rows,
        troubles=troubles,
        timing=Timing(
            begun - started, extracted - begun, scored - extracted, len(corpus.articles), peak_mb(), remembered
        ),
        profile=profile,
    )


@contextmanager
def _recorded() -> Iterator[StringIO]:
    """Collect what the harness and its extractors log: without times, so that equal runs leave equal logs."""
    record = StringIO()
    handler = logging.StreamHandler(record)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield record
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
