"""JUnit, LaTeX, JSON and model-index: letter by letter, and what strangers' words cannot do there."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from huggingface_hub import ModelCard
from huggingface_hub.repocard_data import model_index_to_eval_results
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from harness.report import json as json_view
from harness.report import junit, latex, model_index
from harness.report.comparison import Comparison, compare
from harness.runs.run import ProfileScore, Run

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = [
    "]]><script>alert(1)</script>",
    "&lt; & < > \" '",
    "a\x00b\x1b[31m\x07",
    "\ud800 lone",
    "\ufffe\uffff",
    "\u202eback\u2066",
    r"\input{/etc/passwd} $x$ 100% #1 a_b ^ ~ {}",
    "line\nbreak\r\nagain\u2028",
    "%0A%0D",
]


def test_junit(both: Comparison) -> None:
    assert junit.document(both) == (GOLDEN / "several.junit.xml").read_text(encoding="utf-8")


def test_latex(both: Comparison) -> None:
    assert latex.table(both) == (GOLDEN / "several.tex").read_text(encoding="utf-8")


def test_model_index(both: Comparison) -> None:
    assert model_index.document(both) == (GOLDEN / "several.model-index.yaml").read_text(encoding="utf-8")


def test_the_hub_reads_the_model_index(both: Comparison) -> None:
    index = YAML(typ="safe").load(model_index.document(both))["model-index"]
    for (name, results), run in zip(map(model_index_to_eval_results, [[one] for one in index]), both.runs, strict=True):
        assert name == run.name
        read = {one.metric_name: one.metric_value for one in results}
        assert read["lenient recall"] == pytest.approx(run.rows[0].lenient.recall if run.rows[0].lenient else None)
        assert ("lenient precision" in read) == (run.name != "empty")  # 0/0 is no number


def test_the_model_index_makes_a_model_card(both: Comparison) -> None:
    signature = "facts|" + "match:lenient|" * 20
    runs = [replace(run, name=f"{run.name}: #1 'x'", signature=signature) for run in both.runs]
    text = model_index.document(compare(runs))
    card = ModelCard(f"---\nlanguage: en\n{text}---\n# A model\n")
    assert card.data.model_name == "empty: #1 'x'"
    assert {result.metric_config for result in card.data.eval_results or ()} == {signature}
    assert all(line == line.rstrip() for line in text.splitlines())


def test_a_reader_of_junit_takes_it(both: Comparison, tmp_path: Path) -> None:
    junitparser = pytest.importorskip("junitparser", reason="junitparser is not installed")
    (tmp_path / "report.xml").write_text(junit.document(both), encoding="utf-8")
    suites = list(junitparser.JUnitXml.fromfile(str(tmp_path / "report.xml")))
    assert [(suite.name, suite.tests, suite.failures) for suite in suites] == [("rules", 3, 2), ("empty", 3, 3)]
    (incorrect, correct, missing) = suites[0]
    assert (correct.is_passed, incorrect.is_failure, missing.is_failure) == (True, True, True)
    assert incorrect.result[0].text.startswith("Police detained nine men")


def test_json_follows_the_schema_that_is_published(both: Comparison) -> None:
    published = Path(__file__).parents[2] / "docs" / "comparison.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == json_view.schema()
    read = TypeAdapter(json_view.Document).validate_json(json_view.document(both))
    assert [run.rows for run in read.runs] == [run.rows for run in both.runs]
    assert read.buckets == both.buckets
    assert [(one.article, one.gold) for one in read.missed_by_all] == [("quake", "n3")]
    assert read.standings == both.standings
    assert read.standings.pairs[0].difference.value == pytest.approx(1 / 3)


def test_json_has_what_the_types_were_taken_for(both: Comparison) -> None:
    ours, nothing = json.loads(json_view.document(both))["runs"]
    assert {(one["gold"], one["found"]): one["count"] for one in ours["types"]} == {
        ("casualty", "casualty"): 1,
        ("casualty", "alias"): 1,
        ("detention", "detention"): 1,
        ("", "casualty"): 1,
    }
    assert [(one["gold"], one["found_type"], one["overlap"]) for one in ours["confusions"]] == [("n3", "alias", 11)]
    assert nothing["confusions"] == []
    assert {one["found"] for one in nothing["types"]} == {""}


def test_json_has_what_several_found_and_the_score_by_another_profile(rules: Run) -> None:
    by = ProfileScore("semeval13|x", {"overall": {"strict_f1": 0.5, "none": None}})
    read = json.loads(json_view.document(compare([replace(rules, profile=by), replace(rules, name="again")])))
    assert [run["profile"] for run in read["runs"]] == [{"signature": by.signature, "rows": by.rows}, None]
    assert read["found_by_several"] == [
        {"article": "quake", "type": "casualty", "claims": [{"run": 0, "found": 0}, {"run": 1, "found": 0}]}
    ]


def test_junit_counts_what_it_lists(both: Comparison) -> None:
    for suite in ElementTree.fromstring(junit.document(both).encode()):
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases)) == "3"
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))


def test_optional_gold_is_skipped_or_passes(rules: Run) -> None:
    table = rules.outcomes.copy()
    table.loc[table["gold"].isin(["n1", "n3"]), "counted"] = False
    (suite,) = ElementTree.fromstring(junit.document(compare([replace(rules, outcomes=table)])).encode())
    states = {case.get("name"): [child.tag for child in case] for case in suite.findall("testcase")}
    assert states == {"n1": [], "n2": [], "n3": ["skipped"]}
    assert suite.get("skipped") == "1"
    assert suite.get("failures") == "0"


@pytest.mark.parametrize("words", HOSTILE)
def test_junit_stays_well_formed(words: str, rules: Run) -> None:
    table = rules.outcomes.astype({"gold_text": object})
    table.loc[table["gold"] == "n3", "gold_text"] = words
    document = junit.document(compare([replace(rules, name=words, signature=words, outcomes=table)]))
    (suite,) = ElementTree.fromstring(document.encode())
    assert {child.tag for child in suite.iter()} <= {
        *("testsuite", "properties", "property", "testcase", "failure", "skipped", "system-out"),
    }
    assert "\x1b" not in document


@pytest.mark.parametrize("words", HOSTILE)
def test_latex_obeys_no_stranger(words: str, rules: Run) -> None:
    rows = tuple(replace(row, name=words) if row.name == "casualty" else row for row in rules.rows)
    text = latex.table(compare([replace(rules, name=words, signature=words, rows=rows)]))
    body = "\n".join(line for line in text.splitlines() if not line.startswith("% "))
    assert r"\input" not in body
    assert body.count(r"\begin{") == body.count(r"\end{") == 1
    assert body.count("\n") == text.count("\n") - 3  # two comments, and the last line's end
    assert r"\\[" not in "".join(body.split())
    for character in "$#":
        assert character not in body.replace(f"\\{character}", "")


def test_latex_compiles_whatever_a_name_is(rules: Run, tmp_path: Path) -> None:
    if not shutil.which("pdflatex") or subprocess.run(["kpsewhich", "booktabs.sty"], capture_output=True).returncode:
        pytest.skip("no pdflatex with booktabs on this machine")
    words = [*HOSTILE, "[x]", "*", "a & b", "é", '"quoted"', "-- ` '", "^^M^^5c", "\\", "%", "{", "~"]
    (named,) = [row for row in rules.rows if row.name == "casualty"]
    rows = (rules.rows[0], *(replace(named, name=f"{word} {n}") for n, word in enumerate(words)))
    schemaless = [replace(rules, name=name, signature=name, rows=rows) for name in (words[-1], *words[:3])]
    (tmp_path / "comparison.tex").write_text(latex.table(compare(schemaless)), encoding="utf-8")
    (tmp_path / "paper.tex").write_text(
        r"\documentclass{article}\usepackage{booktabs}\begin{document}\input{comparison.tex}\end{document}"
    )
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "paper.tex"],
        cwd=tmp_path,
        capture_output=True,
    )
    assert done.returncode == 0, done.stdout[-2000:].decode(errors="replace")
    assert (tmp_path / "paper.pdf").is_file()
