"""`python -m harness.significance`: run folders and files of a profile, the table, the JSON and what it refuses."""

import json
from pathlib import Path

import pytest
from reference import reference

from harness.corpora.corpus import Corpus
from harness.errors import ConfigError
from harness.facts import Article, Fact, Filler, GoldFact, Span
from harness.matching.match import match
from harness.runs.folder import write_run
from harness.runs.run import Run
from harness.schema import FactType, Schema, SlotType
from harness.scores.table import score_rows
from harness.significance.__main__ import main
from harness.significance.names import names_of

SCHEMA = Schema({"casualty": FactType("casualty", {"count": SlotType("count", ("number",), key=True)})}, "5c")


def casualty(killed: int) -> Fact:
    return Fact("casualty", {"count": (Filler(value=killed),)}, evidence=(Span(0, 5),))


def leave_run(folder: Path, wrong: int, articles: int = 12, digest: str = "ab") -> Path:
    """A run that has one fact an article, wrong in the first `wrong` of them."""
    names = [f"a{index:02}" for index in range(articles)]
    gold = {name: (GoldFact("g", casualty(3)),) for name in names}
    found = {name: (casualty(4 if index < wrong else 3),) for index, name in enumerate(names)}
    corpus = Corpus(SCHEMA, tuple(Article(name, "Three died.", "00") for name in names), gold, digest * 32)
    matching = match(gold, found, SCHEMA)
    rows = score_rows(matching.outcomes, SCHEMA)
    write_run(Run(folder.name, f"s{wrong}", {}, corpus, found, matching.outcomes, matching.confusions, rows), folder)
    return folder


def said(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


def test_two_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    poor, good = leave_run(tmp_path / "poor", 9), leave_run(tmp_path / "good", 1)
    status, out, err = said(capsys, poor, good, "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert [(one["name"], round(one["value"], 6)) for one in answer["systems"]] == [("good", 0.916667), ("poor", 0.25)]
    (pair,) = answer["pairs"]
    # 8 articles differ, all for the better: 2 of 2^8 ways to swap them are as far apart
    assert (pair["p"], pair["holm"]) == (2 / 256, 2 / 256)
    assert pair["low"] < pair["value"] < pair["high"]
    assert answer["signature"].startswith("significance|profile:facts|reading:lenient|gold:12-abababab|systems:2-")
    assert "|row:overall|measure:f1|interval:bca|test:randomisation|resamples:9999|seed:0|" in answer["signature"]
    assert said(capsys, good, poor, "--json")[1] == out


def test_the_table_fits_and_the_same_seed_gives_the_same_bytes(tmp_path: Path, capsys) -> None:
    folders = [leave_run(tmp_path / f"a-long-name-of-a-run-that-goes-on-and-on-{k}", k) for k in range(4)]
    words = (*folders, "row=casualty", "measure=recall", "reading=strict", "seed=3", "resamples=500")
    status, out, _ = said(capsys, *words)
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80
    assert out.startswith("recall of casualty, 12 articles")
    assert "6 pairs" in out
    assert "seed:3" in out
    assert "bootstrap over articles, 500 resamples." in " ".join(out.split())
    assert said(capsys, *words)[1] == out


def test_the_seed_is_that_of_the_resamples_and_of_the_shufflings(tmp_path: Path, capsys) -> None:
    folders = [leave_run(tmp_path / f"{wrong}", wrong) for wrong in (0, 7)]
    said_of = [json.loads(said(capsys, *folders, f"seed={k}", "resamples=99", "--json")[1]) for k in range(5)]
    assert len({answer["pairs"][0]["p"] for answer in said_of}) > 1
    assert len({answer["systems"][1]["low"] for answer in said_of}) > 1


def test_too_few_articles_are_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [leave_run(tmp_path / name, wrong, articles=5) for name, wrong in (("x", 0), ("y", 4))]
    status, out, _ = said(capsys, *runs)
    assert status == 0
    assert "no p: 5 articles: with fewer than 6 no p can be below 0.05" in out
    assert "no interval: 5 of at least 10 articles that an interval needs" in out
    assert json.loads(said(capsys, *runs, "--json")[1])["pairs"][0]["p"] is None


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "at least two runs"),
        (["good"], "at least two runs"),
        (["good", "good"], "given twice"),
        (["good", "other"], "different gold"),
        (["good", "absent"], "absent is no run: there is no run.json in it; there are the runs good, other, poor"),
        (["good", "por"], "por is no run: there is no run.json in it; did you mean poor?"),
        (["good", "poor", "row=overal"], "there is no row 'overal'; did you mean 'overall'?; there are overall, "),
        (["good", "poor", "row=zzz"], "there is no row 'zzz'; there are overall, "),
        (
            ["good", "poor", "rwo=x", "mesure=f1"],
            "'rwo'; did you mean 'row'?; there is no key 'mesure'; did you mean 'm",
        ),
        (["good", "poor", "report=x"], "report= goes with profile=, gold= and found="),
        (
            ["profile=semeval13", "gld=g", "found=f", "min_overlp=2"],
            "'gld'; did you mean 'gold'?; there is no key 'min_ov",
        ),
        (["good", "poor", "measure=f2"], "measure is one of f1, precision, recall, not 'f2'"),
        (["good", "poor", "reading=lax"], "reading is one of"),
        (["good", "poor", "seed=-1"], "seed is a whole number"),
        (["good", "poor", "resamples=3"], "resamples is a whole number from 99"),
        (["good", "poor", "sede=1"], "did you mean 'seed'"),
        (["good", "poor", "seed=1", "seed=2"], "seed is given twice"),
        (["good", "poor", "--jason"], "no option --jason"),
        (["good", "profile=muc4", "gold=g", "found=f"], "not both"),
        (["profile=muc4", "gold=g"], "found= is missing"),
        (["profile=muc5", "gold=g", "found=f"], "no profile 'muc5'"),
        (["profile=muc4", "gold=g", "found=nothing/*"], "nothing is called nothing/*"),
        (["gold=g"], "profile= is missing"),
        (["good", "x" * 300], "cannot be read: File name too long"),
        (["profile=exact", "gold=g", "found=f", f"tags={'x,' * 3000}"], "nothing is called f"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, capsys, monkeypatch, words, message) -> None:
    leave_run(tmp_path / "good", 1)
    leave_run(tmp_path / "poor", 9)
    leave_run(tmp_path / "other", 9, digest="cd")
    monkeypatch.chdir(tmp_path)
    status, out, err = said(capsys, *words)
    assert (status, out) == (2, "")
    assert message in err
    assert err.startswith("harness.significance: ")
    assert err.count("\n") == 1


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "--help")
    assert status == 0
    assert "resamples=9999" in out


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["reports/rules", "reports/spacy"], ["rules", "spacy"]),
        (["TST3/GE/response.tst3", "TST3/GE-CMU/response.tst3"], ["GE", "GE-CMU"]),
        (["out/tst3-GE.json", "out/tst3-LSI.json"], ["GE", "LSI"]),
        (["a/x/run", "b/x/run", "b/y/run"], ["a/x/run", "b/x/run", "b/y/run"]),
        (["run", "deepest/of/other"], ["run", "other"]),
        (["out/a", "out/a.b"], ["a", "a.b"]),
        (["out/.json", "out/a.json"], [".json", "a.json"]),  # never nothing
        (["out/run-", "out/run-b"], ["run-", "run-b"]),
        (["only/one.json"], ["one"]),
    ],
)
def test_names(paths: list[str], names: list[str]) -> None:
    assert names_of([Path(path) for path in paths]) == names


def test_the_same_path_twice_is_refused() -> None:
    with pytest.raises(ConfigError, match="given twice"):
        names_of([Path("a/b"), Path("a/./b")])


def test_files_of_a_profile(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    """Three systems' spans, one of which finds all, one half, one nothing but what is not there."""
    gold = [[{"label": "PER", "start": 0, "end": 5}] for _ in range(12)]
    for name, right in (("all", 12), ("half", 6), ("none", 0)):
        wrong = [{"label": "PER", "start": 40, "end": 45}]
        docs = [{"gold": spans, "pred": spans if at < right else wrong} for at, spans in enumerate(gold)]
        (tmp_path / f"{name}.json").write_text(json.dumps({"docs": docs}))
    monkeypatch.chdir(tmp_path)
    status, out, err = said(capsys, "profile=exact", "gold=all.json", "found=*.json", "--json")
    assert (status, err) == (0, "")
    systems = [(one["name"], one["value"]) for one in json.loads(out)["systems"]]
    assert systems == [("all", 1), ("half", 0.5), ("none", 0)]


def test_all_pairs_of_the_systems_of_1992(capsys: pytest.CaptureFixture[str]) -> None:
    official = reference("muc4", "official")
    sites = official / "TEST" / "RESULTS" / "TST3"
    words = (
        "profile=muc4",
        f"gold={official / 'TASK' / 'CORPORA' / 'tst3' / 'key-tst3.v2'}",
        f"found={sites}/*/response.tst3",
        f"report={sites}/*/scores*",
        "row=ALL TEMPLATES",
        "--json",
    )
    status, out, err = said(capsys, *words)
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert (answer["articles"], len(answer["systems"]), len(answer["pairs"])) == (100, 17, 136)
    for one in answer["systems"]:
        published = json.loads(reference("muc4", "scores", "official_tst3", f"TST3-{one['name']}.json").read_text())
        row = published["totals"]["ALL TEMPLATES"]
        right = row["cor"] + 0.5 * row["par"]
        assert one["value"] == pytest.approx(2 * right / (row["pos"] + row["act"]), abs=1e-12)
        assert one["low"] < one["value"] < one["high"]
    member = {one["name"]: set(one["groups"]) for one in answer["systems"]}
    assert member["GE"] & member["GE-CMU"]
    assert not member["GE"] & member["SYNCH"]
    assert all(pair["holm"] >= 0.05 for pair in answer["pairs"] if member[pair["better"]] & member[pair["other"]])
