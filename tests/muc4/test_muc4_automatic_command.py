"""`python -m harness.muc4`: the table of systems, and what it says of mistakes."""

import json
from pathlib import Path

import pytest
from mini_muc4 import KEY, REPORT, RESPONSE

from harness.formats.muc4_report import parse_report
from harness.formats.muc4_templates import parse_templates
from harness.muc4.__main__ import main
from harness.muc4.ranking import System, rank


@pytest.fixture
def files(tmp_path: Path) -> None:
    """A key, and two systems that responded the same."""
    (tmp_path / "key.txt").write_text(KEY)
    for site in ("ALPHA", "BETA"):
        folder = tmp_path / "sites" / site
        folder.mkdir(parents=True)
        (folder / "response.txt").write_text(RESPONSE)
        (folder / "scores.txt").write_text(REPORT)


def words(tmp_path: Path) -> list[str]:
    sites = tmp_path / "sites" / "*"
    return [f"gold={tmp_path / 'key.txt'}", f"found={sites}/response.txt", f"report={sites}/scores.txt"]


@pytest.mark.usefixtures("files")
def test_the_table_fits_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words(tmp_path), "--slots"]) == 0
    shown = capsys.readouterr().out
    for part in ("ALPHA", "BETA", "mean difference", "hum-tgt-effect"):
        assert part in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert "Kendall's tau                                       –" in shown  # two equal systems have no order


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda given: given[:2], "name also report=<path>"),
        (lambda given: [*given, "gold=again"], "gold is given twice"),
        (lambda given: [*given, "colour=red"], "there is no key 'colour'"),
        (lambda given: [*given, "judgements"], "sets nothing"),
        (lambda given: [*given, "--loud"], "there is no option --loud"),
        (lambda given: [given[0], given[1].replace("*", "ALPHA"), given[2]], "no response of BETA"),
        (lambda given: [given[0], given[1], given[2].replace("*", "BETA")], "no score report of ALPHA"),
        (lambda given: ["gold=none.txt", *given[1:]], "cannot read the key"),
        (lambda given: [*given[:2], "report=none*"], "nothing is called"),
        (lambda given: [*given[:2], given[2] + "/../response.txt"], "nothing is called"),
        (lambda given: [given[0], "found=/", "report=/"], "several files of one system"),
        (lambda given: [given[0], "found=a**b", "report=x"], "nothing is called a**b"),
        (lambda given: [given[0], "found=" + "x" * 300, "report=x"], "nothing is called xxx"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: object, said: str
) -> None:
    assert callable(change)
    assert main(change(words(tmp_path))) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_help_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "judgements=<jsonl>" in capsys.readouterr().out


@pytest.mark.usefixtures("files")
def test_json_has_the_numbers_of_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words(tmp_path), "--json"]) == 0
    numbers = json.loads(capsys.readouterr().out)
    assert list(numbers["f"]) == ["ALPHA", "BETA"]
    alpha = numbers["f"]["ALPHA"]
    assert alpha["with_judgements"] is None
    assert numbers["mean_absolute_difference"]["automatic"] == pytest.approx(
        abs(alpha["automatic"] - alpha["official"])
    )
    assert numbers["kendall_tau"] == {"automatic": None, "with_judgements": None}


def test_systems_stand_in_the_judges_order_and_those_without_f_last() -> None:
    key, response = parse_templates(KEY, "key"), parse_templates(RESPONSE, "response")
    systems = [System("ALPHA", [], []), System("BETA", response, parse_report(REPORT, "report"))]
    ranking = rank(key, systems)
    assert [standing.name for standing in ranking.standings] == ["BETA", "ALPHA"]
    assert ranking.standings[1].official is None
    assert ranking.tau() is None
