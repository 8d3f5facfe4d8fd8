"""Every number of the page, as a browser shows it, against `run.json` as it lies on the disk: no code of the harness.

Each table is read with its headings and must equal what is worked out here from the rows of the runs; a table that
nobody expects fails.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from report.browser.seen import Table, tables

Json = Mapping[str, Any]
OUTCOMES = ("correct", "partial", "incorrect", "missing", "spurious")


@pytest.fixture(scope="module")
def runs(report: Any) -> Mapping[str, Json]:
    """Name -> run.json, best first by lenient F1 and then strict F1."""
    read = {path.parent.name: json.loads(path.read_bytes()) for path in report.page.parent.glob("*/run.json")}
    order = sorted(read, key=lambda name: [row_of(read[name], "overall")[kind]["f1"] for kind in ("lenient", "strict")])
    return {name: read[name] for name in reversed(order)}


@pytest.fixture(scope="module")
def seen(shown: Any) -> list[Table]:
    return tables(shown)


def row_of(run: Json, scope: str, name: str = "") -> Json:
    return next(row for row in run["rows"] if (row["scope"], row["name"]) == (scope, name))


def find(run: Json, scope: str, name: str) -> Json | None:
    return next((row for row in run["rows"] if (row["scope"], row["name"]) == (scope, name)), None)


def names(runs: Mapping[str, Json], scope: str) -> list[str]:
    return list(dict.fromkeys(row["name"] for run in runs.values() for row in run["rows"] if row["scope"] == scope))


def written(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def around(ends: list[float] | None) -> str:
    return "" if ends is None else f" {ends[0]:.2f}–{ends[1]:.2f}"


def gold(row: Json) -> int:
    counts = row["facts"] or row["slots"]
    return sum(counts[name] for name in OUTCOMES if name != "spurious")


def found(row: Json) -> int:
    counts = row["facts"] or row["slots"]
    return sum(counts[name] for name in OUTCOMES if name != "missing")


def measures(row: Json, bare: str = "") -> dict[tuple[str, ...], str]:
    """Gold, found, and P, R and F1 in the three readings, with intervals where there are any, and in `bare` none."""
    cells = {("gold",): str(gold(row)), ("found",): str(found(row))}
    for kind in ("strict", "lenient", "slot"):
        for short, long in (("P", "precision"), ("R", "recall"), ("F1", "f1")):
            ends = around(row[kind][f"{long}_interval"]) if kind != bare else ""
            cells[kind, short] = written(row[kind][long]) + ends
    return cells


def one(seen: list[Table], label: str) -> Mapping[Any, Any]:
    (table,) = [table for table in seen if table.label == label]
    return table.cells


def test_all_facts_together(seen: list[Table], runs: Mapping[str, Json]) -> None:
    assert one(seen, "Overall scores") == {(name,): measures(row_of(run, "overall")) for name, run in runs.items()}
    assert [name for (name,) in one(seen, "Overall scores")] == list(runs)


def test_every_type_and_every_average(seen: list[Table], runs: Mapping[str, Json]) -> None:
    types = {
        (kind, name): measures(row_of(run, "type", kind), "slot")
        for kind in names(runs, "type")
        for name, run in runs.items()
    }
    assert len(types) >= 30
    assert one(seen, "Scores of each fact type") == types
    averages = {
        (scope, name): measures(row_of(run, scope), "slot")
        for scope in ("overall", "macro", "weighted")
        for name, run in runs.items()
    }
    assert one(seen, "Averages over fact types") == averages


def test_the_heat_map(seen: list[Table], runs: Mapping[str, Json]) -> None:
    def cells(scope: str, kind: str) -> dict[tuple[str, ...], str]:
        rows = {name: row_of(run, scope, kind) for name, run in runs.items()}
        return {("gold",): str(max(map(gold, rows.values())))} | {
            (name, reading): " ".join(written(row[reading][measure]) for measure in ("f1", "precision", "recall"))
            for name, row in rows.items()
            for reading in ("lenient", "strict")
        }

    expected = {(kind,): cells("type", kind) for kind in names(runs, "type")}
    assert one(seen, "Heat map of fact types by extractors") == expected | {("all facts",): cells("overall", "")}


@pytest.mark.parametrize(
    ("label", "scope"), [("Scores of each slot", "slot"), ("Scores of the attributes", "attribute")]
)
def test_slots_and_attributes(label: str, scope: str, seen: list[Table], runs: Mapping[str, Json]) -> None:
    def cells(name: str) -> dict[tuple[str, ...], str]:
        rows = {run: find(read, scope, name) for run, read in runs.items()}
        supports = [0 if row is None else gold(row) for row in rows.values()]
        agreed = {gold(row) for row in rows.values() if row is not None}
        return {("gold",): "/".join(map(str, supports if len(agreed) > 1 else agreed))} | {
            (run, short): "–" if row is None else written(row["slot"][long])
            for run, row in rows.items()
            for short, long in (("P", "precision"), ("R", "recall"), ("F1", "f1"))
        }

    expected = {(name,): cells(name) for name in names(runs, scope)}
    assert len(expected) >= 3
    assert one(seen, label) == expected


def test_what_became_of_facts_and_fillers(seen: list[Table], runs: Mapping[str, Json]) -> None:
    for kind in ("facts", "slots"):
        expected = {
            (name,): {
                ("chart",): "",
                **{(outcome,): str(row_of(run, "overall")[kind][outcome]) for outcome in OUTCOMES},
            }
            for name, run in runs.items()
        }
        assert one(seen, f"Outcomes of {kind}") == expected
    for label, scope, kind in (("fact type", "type", "facts"), ("slot", "slot", "slots")):
        shown = one(seen, f"Outcomes of each {label}")
        assert {name for (name,) in shown} == set(names(runs, scope))
        for (name,), cells in shown.items():
            for run, read in runs.items():
                row = find(read, scope, name)
                counts = {} if row is None else row[kind]
                assert cells[run,] == " ".join(f"{counts[word]} {word}" for word in OUTCOMES if counts.get(word))
    kinds = ("error", "undergeneration", "overgeneration", "substitution")
    errors = {(n,): {(kind,): written(row_of(r, "overall")["errors"][kind]) for kind in kinds} for n, r in runs.items()}
    assert one(seen, "MUC error measures") == errors


def test_every_article(seen: list[Table], runs: Mapping[str, Json]) -> None:
    articles = names(runs, "article")
    shown = one(seen, "Scores of each article") if len(articles) > 1 else {}
    assert [name for (name,) in shown] == (articles if len(articles) > 1 else [])
    for (name,), cells in shown.items():
        rows = {run: row_of(read, "article", name) for run, read in runs.items()}
        expected = {
            (run,): f"{written(row['lenient']['f1'])} {written(row['strict']['f1'])}" for run, row in rows.items()
        }
        assert cells == {("gold",): str(gold(rows[next(iter(runs))])), **expected}


def test_the_buckets_of_a_trait_hold_all_facts(seen: list[Table], report: Any, runs: Mapping[str, Json]) -> None:
    buckets = json.loads(report.page.with_suffix(".json").read_bytes())["buckets"]
    shown = one(seen, "Scores of each bucket")
    assert list(shown) == [(bucket["trait"].capitalize(), bucket["name"]) for bucket in buckets]
    for cells, bucket in zip(shown.values(), buckets, strict=True):
        for run, cell in zip(runs, bucket["cells"], strict=True):
            lenient = cell["lenient"]
            assert cells[run, "P"] == written(lenient["precision"])
            assert cells[run, "R"] == written(lenient["recall"])
            assert cells[run, "F1"] == f"{written(lenient['f1'])} {written(cell['strict']['f1'])}"
    support = gold(row_of(runs[next(iter(runs))], "overall"))
    for trait in {trait for trait, _ in shown}:
        assert sum(int(cells["gold",]) for (of, _), cells in shown.items() if of == trait) == support


def test_speed_and_memory_are_those_that_were_measured(
    seen: list[Table], report: Any, runs: Mapping[str, Json]
) -> None:
    for (name,), cells in one(seen, "Speed, memory and troubles of each extractor").items():
        times = json.loads((report.page.parent / name / "timings.json").read_bytes())
        said = {heading: float(words.split()[0].replace(",", "")) for (heading,), words in cells.items()}
        assert said["articles a second"] == pytest.approx(times["articles"] / times["extract"], rel=0.06, abs=0.0006)
        assert said["extracting"] == pytest.approx(times["extract"], rel=0.06, abs=0.0006)
        assert said["start-up"] == pytest.approx(times["start_up"], rel=0.06)
        assert said["peak memory"] == pytest.approx(times["peak_mb"], rel=0.06)
        kinds = [trouble["kind"] for trouble in runs[name]["troubles"]]
        headings = {"errors": "error", "time-outs": "timeout", "unaligned": "unaligned"}
        counts = {heading: kinds.count(kind) for heading, kind in headings.items()}
        assert {heading: said[heading] for heading in counts} == counts
        assert said["refused"] == len(kinds) - sum(counts.values())


def test_the_margins_of_the_type_matrix_are_gold_and_found(seen: list[Table], runs: Mapping[str, Json]) -> None:
    for name, run in runs.items():
        cells = one(seen, f"Types in gold by types found, {name}")
        number = {row: {column: int(words or 0) for (column,), words in line.items()} for (row,), line in cells.items()}
        for row in run["rows"]:
            if row["scope"] == "type" and row["name"] in number:
                assert sum(number[row["name"]].values()) == gold(row)
                assert sum(line[row["name"]] for line in number.values()) == found(row)
        assert sum(sum(line.values()) for line in number.values()) == sum(row_of(run, "overall")["facts"].values())


def test_no_table_is_left_out(seen: list[Table]) -> None:
    """Those that the other tests read, and those that hold words: of facts, troubles, confusions and tests."""
    numbers = {
        *("Overall scores", "Scores of each fact type", "Averages over fact types", "Scores of each slot"),
        *("Heat map of fact types by extractors", "Scores of the attributes", "Outcomes of facts", "Outcomes of slots"),
        *("Outcomes of each slot", "MUC error measures", "Scores of each article"),
        *("Scores of each bucket", "Outcomes of each fact type", "Speed, memory and troubles of each extractor"),
    }
    labels = [table.label for table in seen]
    assert numbers - {"Scores of each article"} <= set(labels)
    others = {
        label for label in labels if label not in numbers and not label.startswith("Types in gold by types found")
    }
    tests = {"Lenient F1 of each extractor over articles", "Differences between extractors"}
    assert others <= {"", "Type confusions", "Troubles", *tests}


def test_charts_are_drawn_to_the_numbers(shown: Any, runs: Mapping[str, Json]) -> None:
    dots = shown.eval_on_selector_all(
        ".scatter",
        """plots => plots.map(plot => [...plot.querySelectorAll('.full')].map(
            mark => mark.getAttribute('transform').match(/[\\d.]+/g).map(Number)))""",
    )
    for kind, plot in zip(("lenient", "strict"), dots, strict=True):
        expected = [row_of(run, "overall")[kind] for run in runs.values()]
        for (x, y), ratios in zip(plot, expected, strict=True):
            assert x == pytest.approx(100 * ratios["recall"], abs=0.01)
            assert y == pytest.approx(100 * (1 - ratios["precision"]), abs=0.01)
    bars = shown.eval_on_selector_all(
        ".tally tbody tr",
        "rows => rows.map(row => [...row.querySelectorAll('.stack rect')].map(b => b.getBoundingClientRect().width))",
    )
    counts = [row_of(run, "overall")[kind] for kind in ("facts", "slots") for run in runs.values()]
    assert len(bars) == len(counts)
    for widths, tally in zip(bars, counts, strict=True):
        busy = [tally[outcome] for outcome in OUTCOMES if tally[outcome]]
        assert [width / sum(widths) for width in widths] == pytest.approx([n / sum(busy) for n in busy], abs=0.01)


def test_the_verdict_says_only_numbers_of_the_runs(shown: Any, runs: Mapping[str, Json]) -> None:
    said = shown.locator("#verdict > p").all_inner_texts()
    assert said[0].startswith(next(iter(runs)))
    ratios = [row_of(run, "overall")[kind] for run in runs.values() for kind in ("lenient", "strict")]
    known = {written(value) for ratio in ratios for value in ratio.values() if not isinstance(value, list)}
    known |= {
        end for ratio in ratios for value in ratio.values() if isinstance(value, list) for end in map(written, value)
    }
    shown.locator("#verdict details").evaluate_all("all => all.forEach(one => { one.open = true })")
    tested = " ".join(shown.locator("#verdict details").all_inner_texts())
    known |= set(re.findall(r"\d\.\d\d+", tested))
    assert set(re.findall(r"\d\.\d\d+", " ".join(said))) <= known


def test_every_mistake_is_listed_once_a_run(shown: Any, report: Any, runs: Mapping[str, Json]) -> None:
    shown = shown.eval_on_selector_all(
        "#mistakes > details",
        "all => all.map(one => [...one.querySelectorAll('.fact h4 > :first-child')].map(f => f.textContent))",
    )
    for outcomes, run in zip(shown, runs.values(), strict=True):
        facts = row_of(run, "overall")["facts"]
        assert {one: outcomes.count(one) for one in OUTCOMES if one != "correct"} == {
            one: facts[one] for one in OUTCOMES if one != "correct"
        }


def test_every_fact_of_every_article_is_listed(shown: Any, report: Any, runs: Mapping[str, Json]) -> None:
    listed = shown.eval_on_selector_all(
        "#articles .reading", "all => all.map(one => one.querySelectorAll('.facts > li').length)"
    )
    tables_ = [pd.read_parquet(report.page.parent / name / "outcomes.parquet") for name in runs]
    articles = names(runs, "article")
    expected = [int(((t["level"] == "fact") & (t["article"] == a)).sum()) for a in articles for t in tables_]
    assert listed == expected
