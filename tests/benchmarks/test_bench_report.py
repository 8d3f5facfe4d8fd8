"""The large report's runs: the same from the same seed, with every kind of mistake, and the measuring of them works."""

from pathlib import Path

from benchmarks.report import measure
from benchmarks.report_runs import report_runs
from harness.report.comparison import compare
from harness.report.outcome import OUTCOMES


def test_the_same_seed_gives_the_same_runs() -> None:
    ones, others = report_runs(4, 2), report_runs(4, 2)
    assert [run.found for run in ones] == [run.found for run in others]
    assert [run.rows for run in ones] == [run.rows for run in others]
    assert report_runs(4, 1, seed=1)[0].corpus.articles != ones[0].corpus.articles


def test_evidence_and_fillers_are_words_of_the_article() -> None:
    (run,) = report_runs(3, 1, per_article=7)
    for article in run.corpus.articles:
        assert len(run.corpus.gold[article.id]) == 7
        for gold in run.corpus.gold[article.id]:
            for (filler,) in gold.fact.slots.values():
                assert filler.span is not None
                assert article.text[slice(*filler.span)] == filler.text
            assert article.text[slice(*gold.fact.evidence[0])].endswith("on Monday.")


def test_later_extractors_err_more_and_in_every_way() -> None:
    comparison = compare(report_runs(60, 3))
    assert comparison.names == ("extractor-1", "extractor-2", "extractor-3")
    assert {fact.outcome for fact in comparison.facts[2]} == set(OUTCOMES)
    assert comparison.confusions[2]
    assert comparison.missed_by_all
    assert comparison.found_by_several


def test_what_is_measured_is_the_whole_report(tmp_path: Path) -> None:
    lines = measure(41, 2, tmp_path)
    assert lines[0] == "41 articles, 2 runs"
    pages = len([*tmp_path.rglob("*.html")])
    assert pages > 41
    assert lines[3].startswith(f"{pages} pages of ")
    assert lines[4].startswith("first page: 0.")
