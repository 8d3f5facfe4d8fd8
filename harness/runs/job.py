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
from harness.extractors.protocol import Extractor
from harness.extractors.thresholds import read_thresholds
from harness.matching.match import match
from harness.memory import peak_mb
from harness.report.comparison import compare
from harness.report.write import check_formats, report_files
from harness.runs.describe import deciding, describe
from harness.runs.execute import in_one_line, run_extractor
from harness.runs.folder import check_folder, write_run
from harness.runs.outside_schema import check_schema_met
from harness.runs.progress import progress_bar
from harness.runs.run import Run, Timing
from harness.runs.scoring import choose_scoring
from harness.runs.settings import Settings
from harness.runs.signature import options_digest, signature
from harness.runs.usage import Usage
from harness.scores.confidence import beliefs
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
    corpus = load_corpus(settings.corpus.seeds, settings.corpus.gold, settings.corpus.split, settings.allow)
    ready(corpus)
    thresholds = read_thresholds("min_confidence", settings.min_confidence, corpus.schema)
    started = perf_counter()  # not before: to read the gold is no extractor's doing, and slowest for a sweep's first
    extractor = choose_extractor(settings.extractor, settings.allow, f"extractor={choice}")
    described = describe(extractor, settings.extractor)
    signed = deciding(extractor, described)
    cached = settings.cache.over(extractor, options_digest(signed), settings.reports)
    if settings.min_confidence is not None:
        described["_min_confidence_"] = signed["_min_confidence_"] = settings.min_confidence
    name = signature(choice, signed, corpus, settings.seed)
    log.info("%s", name)
    begun = perf_counter()
    with progress_bar(settings.run, len(corpus.articles), settings.progress) as done:
        found, troubles = run_extractor(cached or extractor, corpus, done)
    extracted = perf_counter()
    check_schema_met(found, troubles, corpus.schema)
    remembered = 0 if cached is None else cached.remembered
    answered = sum(map(len, found.values()))
    found = {article: thresholds.kept(facts) for article, facts in found.items()}
    matching = match(corpus.gold, found, corpus.schema, {one.id: one.published for one in corpus.articles})
    rows = with_intervals(score_rows(matching.outcomes, corpus.schema), matching.counts, settings.seed)
    worth = beliefs(corpus, found, matching.outcomes)
    profile = None if by is None else by.score(corpus, found, f"{choice}-{options_digest(signed)[:8]}")
    scored = perf_counter()
    for trouble in troubles:
        log.warning("%s: %s: %s", trouble.article, trouble.kind, trouble.message)
    kept = sum(map(len, found.values()))
    log.info("%d facts in %d articles", kept, len(corpus.articles))
    if kept < answered:
        log.info("%d more are below min_confidence", answered - kept)
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
        beliefs=worth,
        usage=None if remembered else _usage(extractor),
    )


def _usage(extractor: Extractor) -> Usage | None:
    """Return what the extractor took from a language model, if it has a method `usage` that tells."""
    try:
        told = getattr(extractor, "usage", lambda: None)()
    except Exception as error:
        log.warning("the extractor's `usage` failed: %s", in_one_line(error))
        return None
    return told if isinstance(told, Usage) else None


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
