"""What an extractor loses on a test split: from two folders of runs to a table, and what is refused."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from user_project import lay_out

from harness.errors import ConfigError
from harness.gap import main
from harness.report.gap import Gap, gaps, markdown, text
from harness.runs.folder import read_run
from harness.scores.score import Ratios

DEV = Ratios(0.8, 0.5, 0.62, (0.7, 0.9), (0.4, 0.6))
TEST = Ratios(0.6, None, None, (0.4, 0.8))


def test_a_gap_is_dev_less_test_with_an_interval_where_both_have_one() -> None:
    gap = Gap("a", "lenient", DEV, TEST)
    value, ends = gap.of("precision") or (None, None)
    assert value == pytest.approx(0.2)
    assert ends == pytest.approx((0.2 - (0.1**2 + 0.2**2) ** 0.5, 0.2 + (0.1**2 + 0.2**2) ** 0.5))
    assert gap.of("recall") is None
    assert gap.f1 is None
    assert Gap("a", "lenient", DEV, Ratios(f1=0.5)).f1 == pytest.approx(0.12)
    assert Gap("a", "lenient", DEV, Ratios(0.5)).of("precision") == (pytest.approx(0.3), None)


def test_both_views_show_the_same_numbers() -> None:
    gap = Gap("a|b", "strict", DEV, TEST)
    lines = text((gap,)).splitlines()
    assert all(len(line) <= 80 for line in lines[:6])
    assert lines[2].split() == ["a|b", "dev", "0.80", "0.70–0.90", "0.50", "0.40–0.60", "0.62"]
    assert len(lines[4].rstrip()) == len(lines[2].rstrip())  # F1 stands below F1
    assert lines[4].split() == ["gap", "+0.20", "[-0.02,", "+0.42]", "–", "–"]
    row = markdown((gap,)).splitlines()[2]
    assert row == (
        "| a&#124;b | strict | 0.80 [0.70–0.90] | 0.50 [0.40–0.60] | 0.62 | 0.60 [0.40–0.80] | – | – "
        "| +0.20 [-0.02, +0.42] | – | – |"
    )


@pytest.fixture
def splits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Runs of one extractor on two splits of a user's own corpus, in `dev` and `test`."""
    from harness.runs.job import run_job
    from harness.runs.settings import read_settings

    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("seeds/two.txt").write_bytes(Path("seeds/two.txt").read_bytes() + b"More.\n")
    splits = {"one": "dev", "two": "test"}
    for name, split in splits.items():
        gold = Path(f"gold/{name}.yaml")
        digest = sha256(Path(f"seeds/{name}.txt").read_bytes()).hexdigest()
        head = f"article: {{id: {name}, sha256: {digest}, published: null, split: {split}}}\n"
        lines = gold.read_text().splitlines(keepends=True)
        gold.write_text("".join(head if line.startswith("article:") else line for line in lines))
    for split in splits.values():
        corpus = {"seeds": "seeds", "gold": "gold", "split": split}
        config = {"extractor": {"_target_": "harness.extractors.empty.EmptyExtractor"}, "corpus": corpus}
        run_job(read_settings({**config, "reports": f"reports/{split}", "run": "empty", "seed": 0}), "empty")
    return tmp_path


def test_the_command(splits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reports/dev", "reports/test"]) == 0
    assert capsys.readouterr().out.splitlines()[2].split() == ["empty", "dev", "–", "–", "0.00", "0.00–0.79", "0.00"]
    assert main(["reports/dev", "reports/test", "--md"]) == 0
    assert "| empty | lenient | – | 0.00 [0.00–0.79] | 0.00 |" in capsys.readouterr().out


def test_what_is_refused(splits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reports/dev"]) == 2
    assert "name two folders" in capsys.readouterr().err
    assert main(["reports/dev", "reports/tset"]) == 2
    assert "did you mean reports/test?" in capsys.readouterr().err
    assert main(["reports/dev", "reports/dev"]) == 2
    assert "article one is in both sets" in capsys.readouterr().err
    (splits / "reports/test/empty").rename(splits / "reports/test/void")
    assert main(["reports/dev", "reports/test"]) == 2
    assert "no run has the same name in both folders" in capsys.readouterr().err
    assert main(["reports/dev", "gold"]) == 2
    assert "there is no run in gold" in capsys.readouterr().err


def test_the_same_extractor_lenient_then_strict(splits: Path) -> None:
    dev, test = (read_run(splits / "reports" / split / "empty") for split in ("dev", "test"))
    found = gaps({"b": dev, "a": dev, "c": dev}, {"a": test, "b": test})
    assert [(gap.name, gap.reading) for gap in found] == [(n, r) for r in ("lenient", "strict") for n in "ba"]
    with pytest.raises(ConfigError, match="a: the two runs are not of the same extractor"):
        gaps({"a": dev}, {"a": replace(test, extractor={**test.extractor, "limit": 3})})
