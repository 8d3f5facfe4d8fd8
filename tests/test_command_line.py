"""`python -m harness` and `python -m harness.compare` as a user meets them, on a corpus of the user's own."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from user_project import OWN, OWN_EXTRACTOR, entries, lay_out

import harness.__main__ as command
from harness import compare
from harness.shipped import shipped_folder

Run = Callable[..., int]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's project, from within which everything is run."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    for name in [name for name in sys.modules if name.partition(".")[0] == "mine"]:
        monkeypatch.delitem(sys.modules, name)
    return tmp_path


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process: importing what it needs takes longer than all it does."""

    def main(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["harness", *arguments])
        return command.main()

    return main


def scores(folder: Path) -> dict[str, float | None]:
    (overall,) = (row for row in json.loads((folder / "run.json").read_text())["rows"] if row["scope"] == "overall")
    return {"strict": overall["strict"]["f1"], "recall": overall["strict"]["recall"], "slot": overall["slot"]["f1"]}


def test_one_extractor_on_ones_own_articles(run: Run, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = entries(project)
    assert run("extractor=oracle", *OWN, "reports=out/here") == 0
    out, err = capsys.readouterr()
    assert "detention" in out
    assert "2 articles, 2 gold facts" in out
    assert out.rstrip().endswith("report: out/here/oracle/report.html")
    assert err == ""
    assert entries(project) == before | {"out"}
    assert entries(project / "out" / "here") == {"oracle"}
    assert scores(project / "out/here/oracle") == {"strict": 1, "recall": 1, "slot": 1}
    assert "<html" in (project / "out/here/oracle/report.html").read_text()


def test_a_sweep_ends_with_a_comparison(run: Run, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-m", "extractor=oracle,empty", *OWN) == 0
    assert entries(project / "reports") == {
        "oracle",
        "empty",
        *(f"comparison.{kind}" for kind in ("html", "md", "csv")),
    }
    assert scores(project / "reports/empty") == {"strict": 0, "recall": 0, "slot": 0}
    out = capsys.readouterr().out
    assert out.rstrip().endswith("comparison: reports/comparison.html")
    assert "oracle has the best lenient F1" in out.rpartition("report: ")[2]
    pages = {path.name: path.read_bytes() for path in (project / "reports").glob("comparison.*")}

    assert compare.main(["reports/oracle", "reports/empty", "out=again"]) == 0
    assert {path.name: path.read_bytes() for path in (project / "again").iterdir()} == pages


def test_options_may_stand_anywhere(run: Run, project: Path) -> None:
    assert run(*OWN, "-m", "extractor=oracle,empty", "--config-dir", "conf", "seed=1") == 0
    assert entries(project / "reports") >= {"oracle", "empty", "comparison.html"}


def test_what_every_job_of_a_sweep_stumbles_over_is_told_once(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("-m", "extractor=oracle,empty", "corpus.seeds=/nope", "corpus.gold=gold") == 2
    assert capsys.readouterr().err.count("/nope:1:1: ") == 1


def test_an_extractor_that_goes_elsewhere_leaves_its_run_where_it_was_asked_for(run: Run, project: Path) -> None:
    wandering = OWN_EXTRACTOR.replace(
        "for article in articles:", "__import__('os').chdir('/')\n        for article in articles:"
    )
    (project / "mine" / "finder.py").write_text(wandering)
    assert run("--config-dir", "conf", "--config-name", "own", *OWN) == 0
    assert (project / "reports" / "finder" / "run.json").is_file()


def test_other_keys_that_a_sweep_varies_name_its_runs(run: Run, project: Path) -> None:
    assert run("-m", "extractor=empty", "seed=1,2", *OWN) == 0
    assert {"empty,seed=1", "empty,seed=2"} <= entries(project / "reports")


def test_two_jobs_never_share_a_folder(run: Run, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-m", "extractor=oracle,empty", "run=same", *OWN) == 2
    assert capsys.readouterr().err == (
        "harness: reports/same belongs to another job of this sweep: give each its own name (run=...)\n"
        "harness: 1 of 2 jobs left no run, as told above: same\n"
    )
    assert scores(project / "reports/same")["strict"] == 1


def test_an_extractor_of_ones_own(run: Run, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--config-dir", "conf", "extractor=finder", *OWN) == 2
    assert "lies outside harness.extractors: if you trust that package" in capsys.readouterr().err
    assert run("--config-dir", "conf", "extractor=finder", "allow=[mine]", *OWN) == 0
    assert run("--config-dir", "conf", "--config-name", "own", "run=named", *OWN) == 0
    by_name, by_choice = ((project / "reports" / name / "found.jsonl").read_bytes() for name in ("named", "finder"))
    assert by_name == by_choice
    assert by_name.count(b'"rebels"') == 2


def test_an_article_that_an_extractor_fails_on_is_told(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finder = ("--config-dir", "conf", "--config-name", "own", *OWN)
    assert run(*finder, "extractor.fail=one") == 0
    assert "one: error: ValueError: too dark (finder.py:" in capsys.readouterr().out
    assert "WARNING one: error: ValueError: too dark" in (project / "reports/finder/run.log").read_text()
    assert scores(project / "reports/finder")["recall"] == 0


def test_a_job_that_is_refused_stops_no_other(run: Run, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-m", "--config-dir", "conf", "allow=[mine]", "extractor=finder", "extractor.fail=start,null", *OWN) == 2
    out, err = capsys.readouterr()
    assert err == (
        "harness: the finder has no glasses: buy some\n"
        "harness: 1 of 2 jobs left no run, as told above: finder,fail=start\n"
    )
    assert entries(project / "reports") >= {"finder,fail=null", "comparison.html"}
    assert "finder,fail=start" not in entries(project / "reports")
    assert "comparison: " in out


def test_a_fault_is_told_whole_and_stops_no_other(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from harness.runs import job

    calls: list[object] = []

    def first_fails(run: object, folder: Path, texts: object) -> None:
        calls.append(run)
        if len(calls) == 1:
            raise ZeroDivisionError("a fault")
        write(run, folder, texts)

    write = job.write_run
    monkeypatch.setattr(job, "write_run", first_fails)
    assert run("-m", "extractor=oracle,empty", *OWN) == 3
    assert "Traceback" in (err := capsys.readouterr().err)
    assert "ZeroDivisionError: a fault" in err
    assert "empty" in entries(project / "reports")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["corpus.seeds=/nonexistent"], "/nonexistent:1:1: "),
        (["corpus.gold=/nonexistent"], "/nonexistent:1:1: "),
        (["reports=/proc/x"], "/proc/x/empty: a run cannot be written here: "),
        (["run=../up"], "run='../up' cannot name a folder of reports"),
        (["seed=many"], "the configuration cannot be used: seed: must be a whole number, not 'many'"),
        (["+sed=1"], "the configuration cannot be used: there is no key 'sed'"),
        (["seed=${nothing}"], "seed: Interpolation key 'nothing' not found"),
        (["extractor._target_=os.system"], "_target_ 'os.system' lies outside harness.extractors"),
        (["reports="], "the configuration cannot be used: reports: name a folder"),
        (["~reports"], "the configuration cannot be used: the key 'reports' is missing"),
        (["+extractor.size=1"], "extractor EmptyExtractor: no option 'size' (has none)"),
        (["extractor=regex", "extractor.book=/nope"], "the pattern book /nope"),
    ],
    ids=lambda value: "" if isinstance(value, str) else " ".join(value),
)
def test_mistakes_that_only_a_run_can_find(
    arguments: Sequence[str], message: str, run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = entries(project)
    assert run("extractor=empty", *OWN, *arguments) == 2
    out, err = capsys.readouterr()
    assert err.startswith(f"harness: {message}")
    assert err.count("\n") == 1
    assert out == ""
    assert entries(project) - before <= {"reports"}


def test_every_problem_of_the_gold_at_once(run: Run, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        path = project / "gold" / f"{name}.yaml"
        path.write_text(path.read_text().replace("nine, value: 9", "ten, value: 10"))
    assert run("extractor=empty", *OWN) == 2
    err = capsys.readouterr().err
    assert err.startswith("harness:\ngold/one.yaml:13:21: slot 'count': \"ten\" is not in the fact's evidence\n")
    assert "\ngold/two.yaml:13:21: " in err


@pytest.mark.parametrize("given", ["corpus.seeds=seeds", "corpus.gold=gold"])
def test_one_folder_of_two_is_told_once(
    given: str, run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extractor=empty", given) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"harness: {given.rpartition('=')[2]} and {shipped_folder()}/")
    assert "(only one has " in err
    assert "set both, corpus.seeds=" in err
    assert err.count("\n") == 1


def test_gold_of_ones_own_for_the_shipped_articles_is_read(run: Run, project: Path) -> None:
    copytree(shipped_folder() / "gold", project / "corrected", ignore=ignore_patterns("*.md"))
    assert run("extractor=empty", "corpus.gold=corrected") == 0


def test_compare_names_what_is_wrong(run: Run, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extractor=empty", *OWN) == 0
    (project / "reports" / "odd").mkdir()
    capsys.readouterr()
    for words, message in (
        ([], "name the folders of the runs to compare"),
        (["reports/emty"], "there is no run reports/emty; did you mean reports/empty?"),
        (["reports/empty", "reports/odd"], "reports/odd is no run: there is no run.json in it"),
        (["nowhere/empty"], "there is no run nowhere/empty"),
        (["reports/empty", "out=gold/one.yaml"], "cannot write the report into gold/one.yaml"),
    ):
        assert compare.main(words) == 2
        err = capsys.readouterr().err
        assert err.startswith(f"harness.compare: {message}")
        assert err.count("\n") == 1


def test_runs_on_different_gold_are_not_compared(run: Run, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extractor=empty", *OWN) == 0
    (project / "gold" / "two.yaml").write_text((project / "gold" / "two.yaml").read_text() + "\n# more\n")
    assert run("extractor=oracle", *OWN) == 0
    assert compare.main(["reports/empty", "reports/oracle"]) == 2
    assert "scored against different gold" in capsys.readouterr().err


def test_the_configuration_can_be_looked_at(run: Run, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = entries(project)
    assert run("--cfg", "job", "extractor=oracle", *OWN) == 0
    assert "gold: ${corpus.gold}" in capsys.readouterr().out
    assert entries(project) == before
