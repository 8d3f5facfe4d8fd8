"""The gate and its baselines as a user, or a user's CI, meets them: exit statuses and what is said."""

import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from user_project import OWN, entries, lay_out

import harness.__main__ as command
from harness import baseline
from harness.gates.baseline import HELD

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])

    def main(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["harness", *arguments, *OWN])
        return command.main()

    return main


def test_what_is_reached_is_let_through(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extractor=oracle", "gate.min_f1=1", "gate.max_troubles=0", "gate.types={detention:{min_recall:1}}") == 0
    out, err = capsys.readouterr()
    assert out.endswith("report: reports/oracle/report.html\ngate: oracle: all that it asks for was reached\n")
    assert err == ""


def test_without_a_gate_nothing_is_said_of_one(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extractor=oracle") == 0
    assert "gate" not in capsys.readouterr().out


def test_every_breach_is_a_line_and_the_run_is_kept(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extractor=empty", "gate.min_f1=0.5", "gate.min_recall=0.1") == 1
    out, err = capsys.readouterr()
    assert "reached" not in out
    assert err == (
        "harness: gate: empty: overall: lenient f1 is 0, the gate asks for 0.5\n"
        "harness: gate: empty: overall: lenient recall is 0, the gate asks for 0.1\n"
    )
    assert Path("reports/empty/run.json").is_file()


def test_of_several_jobs_the_worst_counts(run: Run) -> None:
    assert run("-m", "extractor=oracle,empty", "gate.min_f1=0.5") == 1
    assert entries(Path("reports")) >= {"oracle", "empty", "comparison.html"}
    assert run("-m", "extractor=empty,oracle", "gate.types={detention:{min_f1:0.5}}", "gate.max_drop=0.1") == 2


def test_a_sweep_without_one_baseline_runs_the_rest_and_says_so_at_the_end(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extractor=oracle") == 0
    assert baseline.main(["bless", "reports/oracle"]) == 0
    capsys.readouterr()
    assert run("-m", "extractor=empty,oracle", "gate.max_drop=0.1", "reports=out") == 2
    out, err = capsys.readouterr()
    first, last = err.splitlines()
    assert (
        "there is no folder baselines/empty (baselines has oracle): make one of a good run with `python -m harness"
        in first
    )
    assert "bless out/empty`" in first
    assert last == "harness: 1 of 2 jobs left no run, as told above: empty"
    assert "gate: oracle: all that it asks for was reached" in out
    assert Path("out/oracle/run.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gate.min_f1=0.1", "gate.on=lower"], "no interval of lenient f1 for overall"),
        (["gate.types={riad:{min_f1:0.1}}"], "no fact of this type that counts; known: detention"),
        (["gate.max_drop=0.1"], "there is no folder baselines/oracle, and none in baselines: make one of a good run"),
        (
            ["gate.max_drop=0.1", "gate.baseline=nope"],
            "gate.baseline=nope: there is no folder nope, and none in baselines: make one of a good run with "
            "`python -m harness.baseline bless reports/oracle as=nope`",
        ),
        (["gate.baseline=nope"], "gate.baseline=nope: there is no folder nope"),
        (["gate.max_drop=0.1", "gate.baseline=seeds"], "seeds is no run"),
        (["gate.types={detention:{min_fi:0.1}}"], "no key 'gate.types.detention.min_fi'; did you mean 'min_f1'?"),
        (["gate.types.detention.min_f1=0.1"], "a new one needs a plus: +gate.types.detention"),
        (["gate.min_f1=7"], "gate.min_f1: must be at most 1, not 7"),
        (["formats=[pdf]"], "there is no format 'pdf'"),
        (["formats=[]"], "formats: name at least one\n"),
    ],
)
def test_a_gate_that_cannot_be_judged_is_no_breach(
    arguments: list[str], message: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extractor=oracle", *arguments) == 2
    assert message in capsys.readouterr().err


def test_a_run_may_not_fall_behind_its_baseline(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extractor=oracle") == 0
    assert baseline.main(["bless", "reports/oracle"]) == 0
    assert entries(Path("baselines/oracle")) == set(HELD)
    once = {path.name: path.read_bytes() for path in Path("baselines/oracle").iterdir()}
    assert run("extractor=oracle", "gate.max_drop=0") == 0
    assert baseline.main(["bless", "reports/oracle"]) == 0
    assert {path.name: path.read_bytes() for path in Path("baselines/oracle").iterdir()} == once
    capsys.readouterr()
    assert run("extractor=empty", "gate.max_drop=0.1", "gate.baseline=baselines/oracle") == 1
    assert "the drop of lenient f1 below the baseline's 1 is 1, the gate allows 0.1" in capsys.readouterr().err
    assert baseline.main(["show"]) == 0
    assert "baselines/oracle: lenient F1 1.00, strict F1 1.00" in capsys.readouterr().out


def test_the_baselines_that_there_are_are_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extractor=oracle") == 0
    assert baseline.main(["bless", "reports/oracle"]) == 0
    assert run("extractor=oracle", "gate.max_drop=0", "gate.baseline=oracel") == 2
    assert "no folder oracel (did you mean baselines/oracle?): make one" in capsys.readouterr().err
    assert run("extractor=empty", "gate.max_drop=0") == 2
    assert "no folder baselines/empty (baselines has oracle): make one" in capsys.readouterr().err


def test_a_baseline_on_other_gold_is_refused_unless_what_is_shared_will_do(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extractor=oracle") == 0
    assert baseline.main(["bless", "reports/oracle"]) == 0
    for folder, kind in (("gold", "yaml"), ("seeds", "txt")):
        Path(folder, f"two.{kind}").unlink()
    capsys.readouterr()
    assert run("extractor=oracle", "gate.max_drop=0") == 2
    assert "these runs were scored against different gold" in capsys.readouterr().err
    assert run("extractor=oracle", "gate.max_drop=0", "gate.shared=true") == 0


def test_what_cannot_be_judged_is_said_before_the_extractor_runs(run: Run) -> None:
    assert run("extractor=oracle", "gate.types={seizure:{min_f1:0.1}}") == 2
    assert not Path("reports/oracle").exists()


def test_an_extractor_that_fails_everywhere_is_no_breach(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        text = Path("seeds", f"{name}.txt").read_text()
        gold = Path("gold", f"{name}.yaml")
        digests = [sha256(words.encode()).hexdigest() for words in (text, text.replace("rebels", "people"))]
        gold.write_text(gold.read_text().replace(*digests).replace("rebels", "people"))
        Path("seeds", f"{name}.txt").write_text(text.replace("rebels", "people"))
    finder = ("--config-dir", "conf", "--config-name", "own")
    assert run(*finder) == 2  # a broken run, whatever is asked for; it is written all the same
    assert Path("reports/finder/run.json").is_file()
    assert run(*finder, "gate.min_f1=0.1") == 2
    assert "the extractor failed on every article, the first time with ValueError" in capsys.readouterr().err
    assert run(*finder, "extractor.word=people", "extractor.fail=one", "gate.max_troubles=0") == 1


def test_a_baseline_is_scored_by_the_rules_of_this_version(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extractor=oracle") == 0
    assert baseline.main(["bless", "reports/oracle"]) == 0
    table = pd.read_parquet("baselines/oracle/outcomes.parquet")
    table.loc[table["level"] == "fact", "outcome"] = "incorrect"  # as if the rules had been harder then
    table.to_parquet("baselines/oracle/outcomes.parquet", index=False)
    assert run("extractor=empty", "gate.max_drop=0.1", "gate.baseline=baselines/oracle") == 1
    assert "below the baseline's 1 is 1" in capsys.readouterr().err


def test_a_run_is_not_its_own_baseline(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extractor=oracle") == 0
    assert run("extractor=empty", "run=oracle", "gate.max_drop=0", "gate.baseline=reports/oracle") == 2
    assert "reports/oracle cannot be its own baseline" in capsys.readouterr().err
    assert run("extractor=empty", "gate.max_drop=0", "gate.baseline=reports/oracle") == 1


def test_a_baseline_of_another_format_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extractor=oracle") == 0
    assert baseline.main(["bless", "reports/oracle"]) == 0
    Path("baselines/oracle/run.json").write_text('{"format": 2, "systems": []}')
    assert run("extractor=oracle", "gate.max_drop=0") == 2
    assert "baselines/oracle has format 2, this harness reads 1" in capsys.readouterr().err


def test_only_a_sound_run_is_blessed_and_only_over_a_baseline(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    finder = ("--config-dir", "conf", "--config-name", "own", "extractor.fail=one")
    assert run(*finder) == 0
    assert baseline.main(["bless", "reports/finder"]) == 2
    assert "a baseline of it would lower the bar" in capsys.readouterr().err
    assert baseline.main(["bless", "reports/finder", "force=true"]) == 0
    assert baseline.main(["bless", "reports/finder", "as=reports/finder", "force=true"]) == 2
    assert "is no baseline, so it is not replaced" in capsys.readouterr().err
    assert baseline.main(["bless", "reports/nothing"]) == 2
    assert baseline.main(["bless"]) == 2
    assert baseline.main(["show", "seeds"]) == 2


def test_a_run_is_written_in_the_formats_asked_for_and_replaced_again(run: Run) -> None:
    for _ in range(2):
        assert run("-m", "extractor=oracle,empty", "formats=[json,junit.xml]") == 0
    assert {name for name in entries(Path("reports")) if "." in name} == {"comparison.json", "comparison.junit.xml"}
    assert {"report.json", "report.junit.xml"} == {n for n in entries(Path("reports/oracle")) if "report" in n}


def test_a_run_folder_knows_every_format() -> None:
    from harness.report.write import VIEWS
    from harness.runs.folder import FILES

    assert {f"report.{name}" for name in VIEWS} <= set(FILES)
