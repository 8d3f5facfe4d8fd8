"""A run on disk: whole or not there, the same bytes for the same run, and read back as it was."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from run_samples import corpus, detention, filler

from harness.errors import ConfigError
from harness.facts import Fact
from harness.matching.match import match
from harness.runs.folder import FILES, read_run, write_run
from harness.runs.run import Run, Timing, Trouble
from harness.runs.usage import Usage
from harness.scores.table import score_rows


def make_run(name: str = "rules", articles: int = 2) -> Run:
    gold = corpus(articles)
    wrong = Fact("seizure", {"item": (filler("rifle"),)}, modality="claimed")
    found = {"a00": (wrong, detention(), detention()), **{f"a{index:02}": () for index in range(1, articles)}}
    matching = match(gold.gold, found, gold.schema)
    return Run(
        name=name,
        signature="facts|match:lenient",
        extractor={"_target_": "x.Y", "size": 3, "deep": [1, {"a": None}]},
        corpus=gold,
        found=found,
        outcomes=matching.outcomes,
        confusions=matching.confusions,
        rows=score_rows(matching.outcomes, gold.schema),
        troubles=(Trouble("a01", "timeout", "took “too” long\t"),),
        timing=Timing(0.5, 1.25, 0.1, 2, 99.5),
    )


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_reading_back_gives_the_same_run(tmp_path: Path) -> None:
    run = make_run()
    write_run(run, tmp_path / "new" / "reports" / "rules", {"run.log": "said\n", "report.md": "# é\r\n"})
    again = read_run(str(tmp_path / "new" / "reports" / "rules"))
    for name in ("name", "signature", "extractor", "corpus", "found", "rows", "troubles", "timing"):
        assert getattr(again, name) == getattr(run, name), name
    pd.testing.assert_frame_equal(again.outcomes, run.outcomes)
    pd.testing.assert_frame_equal(again.confusions, run.confusions)
    assert (tmp_path / "new/reports/rules/report.md").read_bytes() == "# é\r\n".encode()


def test_what_a_language_model_took_is_kept_where_one_was_asked(tmp_path: Path) -> None:
    usage = Usage(2, 3, 100, None, None)
    write_run(replace(make_run(), usage=usage), tmp_path / "llm")
    write_run(make_run(), tmp_path / "rules")
    assert read_run(tmp_path / "llm").usage == usage
    assert read_run(tmp_path / "rules").usage is None
    assert "usage" not in json.loads((tmp_path / "rules/run.json").read_text(encoding="utf-8"))


def test_a_run_that_found_nothing_at_all(tmp_path: Path) -> None:
    gold = replace(corpus(1), gold={"a00": ()})
    matching = match({"a00": ()}, {"a00": ()}, gold.schema)
    rows = score_rows(matching.outcomes, gold.schema)
    run = Run("empty", "s", {}, gold, {"a00": ()}, matching.outcomes, matching.confusions, rows)
    write_run(run, tmp_path / "empty")
    again = read_run(tmp_path / "empty")
    assert (again.found, again.rows, again.timing) == (run.found, run.rows, None)
    pd.testing.assert_frame_equal(again.outcomes, run.outcomes)


def test_the_same_run_has_the_same_bytes(tmp_path: Path) -> None:
    for name, start_up in (("one", 0.1), ("two", 0.2)):
        write_run(replace(make_run(), timing=Timing(start_up, 1, 1, 2, 3)), tmp_path / name, {"run.log": "x"})
    one, two = bytes_of(tmp_path / "one"), bytes_of(tmp_path / "two")
    assert one.keys() == two.keys() == {"timings.json", "run.log", *(name for name in FILES if "report" not in name)}
    assert {name for name in one if one[name] != two[name]} == {"timings.json"}


def test_what_was_written_and_read_is_written_the_same_again(tmp_path: Path) -> None:
    write_run(make_run(), tmp_path / "one")
    write_run(read_run(tmp_path / "one"), tmp_path / "two")
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_run_json_says_its_format_and_is_for_people_too(tmp_path: Path) -> None:
    write_run(make_run(), tmp_path / "rules")
    head = json.loads((tmp_path / "rules" / "run.json").read_text(encoding="utf-8"))
    assert head["format"] == 1
    assert head["corpus"] == {"digest": "ab" * 32, "articles": 2, "facts": 2}
    assert "“too”" in (tmp_path / "rules" / "run.json").read_text(encoding="utf-8")


def test_an_old_run_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    write_run(make_run(), folder, {"run.log": "old", "report.md": "old"})
    write_run(make_run(articles=3), folder, {"run.log": "new"})
    assert len(read_run(folder).corpus.articles) == 3
    assert not (folder / "report.md").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["rules"]


def break_at(monkeypatch: pytest.MonkeyPatch, call: int, error: BaseException) -> None:
    """Let the `call`-th rename of a folder fail."""
    calls = []
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == call:
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)


def test_a_report_of_several_pages_goes_with_the_run(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    write_run(make_run(), folder, {"report.html": b"first", "report/0001-a.html": b"an article"})
    assert (folder / "report" / "0001-a.html").read_bytes() == b"an article"
    write_run(make_run(), folder, {"report.html": b"only"})
    assert not (folder / "report").exists()


@pytest.mark.parametrize("call", [1, 2])
@pytest.mark.parametrize("error", [OSError("no"), KeyboardInterrupt()])
def test_whatever_breaks_the_old_run_stays(
    call: int, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "rules"
    write_run(make_run(), folder)
    before = bytes_of(folder)
    with monkeypatch.context() as broken:
        break_at(broken, call, error)
        with pytest.raises((ConfigError, KeyboardInterrupt)):
            write_run(make_run(articles=3), folder)
    assert bytes_of(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["rules"]


def test_a_fault_while_writing_leaves_the_old_run(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    write_run(make_run(), folder)
    before = bytes_of(folder)
    with pytest.raises(TypeError):
        write_run(replace(make_run(), extractor={"x": object()}), folder)
    assert bytes_of(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["rules"]


@pytest.mark.parametrize("act", [read_run, lambda folder: write_run(make_run(), folder)])
def test_a_run_cut_off_between_two_renames_comes_back(act: Callable[[Path], object], tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    write_run(make_run(), folder)
    folder.rename(tmp_path / ".rules.old")  # as a power cut would leave it
    act(folder)
    assert read_run(folder).name == "rules"
    assert not (tmp_path / ".rules.old").exists()


@pytest.mark.parametrize("stranger", ["notes.txt", ".git", "run.json.bak"])
def test_a_users_own_folder_is_never_replaced(stranger: str, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    write_run(make_run(), folder)
    (folder / stranger).write_text("mine")
    with pytest.raises(ConfigError, match="is no run, so it is not replaced"):
        write_run(make_run(), folder)
    assert (folder / stranger).read_text() == "mine"


def test_nor_is_one_without_a_run_nor_a_file_nor_a_link(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "report.md").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "target").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name in ("page", "file", "link", "dangling"):
        with pytest.raises(ConfigError, match="is no run"):
            write_run(make_run(), tmp_path / name)
    assert (tmp_path / "file").read_text() == (tmp_path / "page" / "report.md").read_text() == "mine"
    (tmp_path / "none").mkdir()
    write_run(make_run(), tmp_path / "none")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc, which nobody can write to")
def test_reports_that_cannot_be_written() -> None:
    with pytest.raises(ConfigError, match=r"/proc/x/rules: a run cannot be written here"):
        write_run(make_run(), Path("/proc/x/rules"))


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("")
    with pytest.raises(ConfigError, match="a run cannot be written here"):
        write_run(make_run(), tmp_path / "reports" / "rules")


def broken(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text)


def changed(**fields: object) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        head = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        (folder / "run.json").write_text(json.dumps({**head, **fields}), encoding="utf-8")

    return change


def retold(name: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[Path], object]:
    """A stranger's table in place of the run's own."""

    def act(folder: Path) -> None:
        change(pd.read_parquet(folder / f"{name}.parquet")).to_parquet(folder / f"{name}.parquet", index=False)

    return act


SURE = {"type": "", "support": 0, "found": 0, "given": 0, "average_precision": None, "calibration_error": None}
SURE |= {"reading": "strict", "brier": None, "points": [], "bins": []}


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda folder: (folder / "run.json").unlink(), "is no run: there is no run.json in it"),
        (broken("run.json", "{"), "is a broken run"),
        (broken("run.json", "[]"), "is a broken run"),
        (broken("run.json", '{"format": 1}'), "is a broken run (ValidationError: name: Field required): run it again"),
        (broken("run.json", '{"format": "one"}'), "(ValidationError: format: Input should be a valid integer"),
        (broken("run.json", "[" * 100_000), "is a broken run"),
        (changed(format=2), "has format 2, this harness reads 1"),
        (changed(rows=[{"scope": "overall"}]), "is a broken run"),
        (changed(troubles=[{"article": "a", "kind": "odd", "message": "m"}]), "is a broken run"),
        (changed(name=7), "is a broken run"),
        (
            changed(beliefs=[SURE]),
            "is a broken run (ValueError: beliefs: each type must be there once",
        ),
        (broken("found.jsonl", "{}\n"), "is a broken run"),
        (broken("found.jsonl", "\xff\n"), "is a broken run"),
        (broken("corpus.parquet", "no"), "is a broken run"),
        (broken("outcomes.parquet", "no"), "is a broken run"),
        (
            retold("outcomes", lambda table: table.drop(columns="why")),
            "outcomes.parquet has not the columns of outcomes",
        ),
        (retold("outcomes", lambda table: table.astype("str")), "outcomes.parquet has not the columns of outcomes"),
        (retold("outcomes", lambda table: table.replace("correct", "right")), "has the outcome 'right'"),
        (retold("confusions", lambda table: table.drop(columns="gold")), "has not the columns of confusions"),
        (broken("timings.json", "{}"), "is a broken run"),
        (lambda folder: (folder / "found.jsonl").unlink(), "is a broken run"),
        (lambda folder: (folder / "corpus.parquet").unlink(), "is a broken run"),
        (lambda folder: (folder / "confusions.parquet").unlink(), "is a broken run"),
    ],
)
def test_a_broken_run_is_told_in_one_line(act: Callable[[Path], object], message: str, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    write_run(make_run(), folder)
    act(folder)
    with pytest.raises(ConfigError) as raised:
        read_run(folder)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_facts_that_do_not_fit_the_articles_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    write_run(make_run(), folder)
    lines = (folder / "found.jsonl").read_text(encoding="utf-8")
    (folder / "found.jsonl").write_text(lines.replace('"rifle"', '"sword"'), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"seizure.item is 'sword', but the article has 'rifle'"):
        read_run(folder)


def test_no_run_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is no run"):
        read_run(tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []
