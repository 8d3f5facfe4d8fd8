"""All measurements in one run, and the page and picture made of them."""

import datetime
from collections.abc import Callable
from pathlib import Path

from benchmarks import fact_runs, span_runs
from benchmarks.checks import Check
from benchmarks.machine import memory, processor, versions
from benchmarks.million_run import Million, expected, run_million
from benchmarks.plot import draw
from benchmarks.results import Page, Section, Target, number, render
from benchmarks.series import Series
from benchmarks.statistics_runs import Statistic, run_statistics

ARTICLES = 100_000
QUICK_ARTICLES = 10_000


def run_everything(folder: Path, say: Callable[[str], None], *, quick: bool) -> tuple[str, str, bool]:
    """The page, the picture, and whether an answer was not as it should be."""
    budget = 0.7 if quick else 3.0
    plain = span_runs.run_spans("plain", budget, say)
    overlapping = span_runs.run_spans("overlapping", budget, say)
    one_type = fact_runs.run_facts(1, budget, say)
    types = fact_runs.run_facts(14, budget, say)
    statistics, statistics_checks = run_statistics(say)
    articles = QUICK_ARTICLES if quick else ARTICLES
    say(f"{articles * 10:,} facts from Parquet")
    million = run_million(folder, articles)
    said, wanted = (million.gold, million.found), expected(articles)
    runs = (plain, overlapping, one_type, types)
    checks = [check for run in runs for check in run.checks] + list(statistics_checks)
    checks.append(Check("the scores from Parquet count every fact", said == wanted, f"{said}, not {wanted}"))
    page = Page(
        head=_head(quick),
        targets=[
            *_span_targets(plain.series, overlapping.series),
            *_fact_targets(one_type.series, types.series),
            *([] if quick else _million_targets(million)),
            *(Target(f"{one.what}: {one.size}", 1.0, "s", one.ours) for one in statistics),
        ],
        sections=[
            Section(
                "Spans that do not overlap on their side",
                "Microseconds a gold span, and how many times the harness's.\n\n![Cost against size](spans.svg)",
                "a document",
                plain.series,
                span_runs.OURS,
            ),
            Section(
                "Overlapping spans, 60 % doubled",
                "Microseconds a gold span, and how many times the harness's.",
                "a document",
                overlapping.series,
                span_runs.OURS,
            ),
            Section(
                "Facts with four slots, all of one type",
                "Microseconds a gold fact. Every found fact of an article is a candidate for every gold fact of it.",
                "an article",
                one_type.series,
                fact_runs.OURS,
            ),
            Section(
                "Facts with four slots, of 14 types",
                "Microseconds a gold fact. Candidates are the facts of the same type.",
                "an article",
                types.series,
                fact_runs.OURS,
            ),
        ],
        lines={
            "From Parquet to all scores": _million_lines(million, articles),
            "Statistics": _statistic_lines(statistics),
        },
        notes=[note for run in runs for note in run.notes],
        checks=checks,
    )
    picture = draw(
        "Microseconds a gold span, by spans a document",
        plain.series,
        bold=[span_runs.OURS, span_runs.OURS_OBJECTS, span_runs.OURS_EXACT],
        dashed=[span_runs.BOUND, span_runs.BOUND_EXACT],
    )
    return render(page), picture, any(not check.holds for check in checks)


def _head(quick: bool) -> list[str]:
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    how = "python -m benchmarks.scoring" + (" quick=1" if quick else "")
    return [
        f"Written by `{how}` on {today}. Every scorer ran in one process on one core (one thread in every library), on "
        "the same seeded workload, and the answers were compared; each number is the best of several runs. "
        "[README.md](README.md) says what is compared and how. Other machines give other times; the ratios last.",
        f"{processor()}; {memory()}. {versions()}.",
    ]


def _span_targets(plain: tuple[Series, ...], overlapping: tuple[Series, ...]) -> list[Target]:
    ours, bound = _of(plain, span_runs.OURS), _of(plain, span_runs.BOUND)
    doubled = _of(overlapping, span_runs.OURS)
    targets = []
    for size in span_runs.SIZES:
        cost, floor = ours.cells[size].micro, bound.cells[size].micro
        ratio = cost / floor if cost and floor else None
        targets.append(Target(f"spans, four modes, {size:,} a document", 1.0, "µs", cost))
        targets.append(Target(f"the same against the numpy bound, {size:,} a document", 4.0, "×", ratio))
    targets += [
        Target(f"overlapping spans, four modes, {size:,} a document", 5.0, "µs", doubled.cells[size].micro)
        for size in span_runs.SIZES
    ]
    targets.append(
        Target("spans, growth of the cost of a document with S spans: exponent of S", 1.2, "", ours.exponent())
    )
    targets.append(Target("overlapping spans, exponent of S", 1.2, "", doubled.exponent()))
    return targets


def _fact_targets(one_type: tuple[Series, ...], types: tuple[Series, ...]) -> list[Target]:
    targets = []
    for of, series in (("of one type", one_type), ("of 14 types", types)):
        for size, most in ((20, 5.0), (200, 10.0)):
            cost = _of(series, fact_runs.OURS).cells[size].micro
            targets.append(Target(f"facts {of}, from columns, {size} an article", most, "µs", cost))
        for size in (20, 200):
            cost = _of(series, fact_runs.OURS_OBJECTS).cells[size].micro
            targets.append(Target(f"facts {of}, from `Fact` objects, {size} an article", 20.0, "µs", cost))
    return targets


def _million_targets(million: Million) -> list[Target]:
    return [
        Target("1,000,000 facts in 100,000 articles, from Parquet to all scores", 10.0, "s", million.seconds),
        Target("the same, peak memory of the process", 2000.0, "MB", million.megabytes),
    ]


def _million_lines(million: Million, articles: int) -> list[list[str]]:
    return [
        ["gold facts", "found facts", "articles", "seconds", "of the processor", "µs a gold fact", "peak MB"],
        [
            f"{million.gold:,}",
            f"{million.found:,}",
            f"{articles:,}",
            f"{million.seconds:.1f}",
            f"{million.processor:.1f}",
            number(million.seconds / max(1, million.gold) * 1e6),
            f"{million.megabytes:,.0f}",
        ],
    ]


def _statistic_lines(statistics: tuple[Statistic, ...]) -> list[list[str]]:
    rows = [["statistic", "size", "harness, s", "scipy, s", "times"]]
    for one in statistics:
        rows.append([one.what, one.size, f"{one.ours:.3f}", f"{one.scipy:.2f}", number(one.scipy / one.ours)])
    return rows


def _of(series: tuple[Series, ...], scorer: str) -> Series:
    return next(one for one in series if one.scorer == scorer)
