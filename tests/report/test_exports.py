"""JUnit, LaTeX, JSON and model-index: letter by letter, and what strangers' words cannot do there."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from huggingface_hub.repocard_data import model_index_to_eval_results
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from harness.report import json as json_view
from harness.report import junit, latex, model_index
from harness.report.comparison import Comparison, compare
from harness.runs.run import Run

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


def test_json_follows_the_schema_that_is_published(both: Comparison) -> None:
    published = Path(__file__).parents[2] / "docs" / "comparison.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == json_view.schema()
    read = TypeAdapter(json_view.Document).validate_json(json_view.document(both))
    assert [run.rows for run in read.runs] == [run.rows for run in both.runs]
    assert read.buckets == both.buckets
    assert [(one.article, one.gold) for one in read.missed_by_all] == [("quake", "n3")]


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
    for character in "$#":
        assert character not in body.replace(f"\\{character}", "")
