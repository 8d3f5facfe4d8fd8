"""The profile of whole facts, by numbers worked out by hand.

Article one, facts of type `held` (key `who`, plain `count`):

    gold   Ann 3      Bob 2     Cid (optional)
    found  Ann 3      Bob 5     Dan

Ann is correct; Bob has the key slot and a wrong count: partial; Dan is spurious; nobody missed what counts.
Fillers: correct Ann, 3, Bob; incorrect 2/5; spurious Dan.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from harness.corpora.corpus import Corpus
from harness.corpora.dataset import to_dataset, write_parquet
from harness.corpora.found import facts_to_dataset
from harness.errors import ConfigError, InputErrors
from harness.facts import Article, Fact, Filler, GoldFact
from harness.matching.match import match
from harness.runs.folder import write_run
from harness.runs.found import found_lines
from harness.runs.run import Run
from harness.schema import FactType, Schema, SlotType
from harness.scores.table import score_rows
from harness.scoring.facts import SHOWN, Options, score_facts, score_files

SCHEMA = Schema(
    {
        "held": FactType(
            "held", {"who": SlotType("who", ("mention",), key=True), "count": SlotType("count", ("number",))}
        ),
        "freed": FactType("freed", {"who": SlotType("who", ("mention",), key=True)}),
    }
)


def held(who: str, count: int | None = None) -> Fact:
    slots = {"who": (Filler(who),)} | ({} if count is None else {"count": (Filler(value=count),)})
    return Fact("held", slots)


GOLD = {
    "one": (GoldFact("a", held("Ann", 3)), GoldFact("b", held("Bob", 2)), GoldFact("c", held("Cid"), optional=True)),
    "two": (),
}
FOUND = {"one": (held("Ann", 3), held("Bob", 5), held("Dan")), "two": ()}
CORPUS = Corpus(SCHEMA, tuple(Article(name, "", "0" * 64) for name in GOLD), GOLD, "8cd5a3bb" + "0" * 56)


def test_rows_by_hand() -> None:
    score = score_facts(GOLD, FOUND, SCHEMA, Options())
    assert list(score.rows) == ["overall", "macro", "weighted", "types", "slots", "attributes"]
    row = score.rows["overall"]
    assert {
        name: row[name] for name in ("gold", "found", "correct", "partial", "incorrect", "missing", "spurious")
    } == {
        **{"gold": 2, "found": 3, "correct": 1, "partial": 1},
        **{"incorrect": 0, "missing": 0, "spurious": 1},
    }
    assert (row["strict_p"], row["strict_r"], row["strict_f1"]) == (1 / 3, 1 / 2, 2 / 5)
    assert (row["lenient_p"], row["lenient_r"], row["lenient_f1"]) == (2 / 3, 1.0, 4 / 5)
    assert (row["slot_p"], row["slot_r"], row["slot_f1"]) == (3 / 5, 3 / 4, 6 / 9)
    assert (row["slot_correct"], row["slot_incorrect"], row["slot_spurious"]) == (3, 1, 1)
    assert (row["error"], row["undergeneration"], row["overgeneration"]) == (2 / 5, 0, 1 / 5)
    assert row["lenient_r_high"] == 1
    assert row["lenient_p_low"] < 2 / 3 < row["lenient_p_high"]
    assert score.rows["types"]["held"] == row
    assert score.rows["slots"]["held.count"]["slot_p"] == 0.5
    assert score.rows["attributes"]["modality"]["slot_correct"] == 2
    assert score.rows["macro"]["strict_p"] == 1 / 3
    assert "gold" not in score.rows["macro"]
    assert score.counts["overall"]["slot_correct"] == 3
    assert score.counts["slots.held.who"] == {
        "slot_correct": 2,
        "slot_partial": 0,
        "slot_incorrect": 0,
        "slot_missing": 0,
        "slot_spurious": 1,
    }
    assert set(SHOWN) <= set(row)
    assert score.signature.startswith("facts|reading:lenient|align:optimal|seed:0|harness:")


def test_what_is_undefined_is_none() -> None:
    row = score_facts({"one": ()}, {"one": ()}, SCHEMA, Options()).rows["overall"]
    assert row["strict_p"] is None
    assert row["lenient_r_low"] is None
    assert row["gold"] == 0


def test_outcomes_and_fractions_are_those_of_the_matching() -> None:
    score = score_facts(GOLD, FOUND, SCHEMA, Options())
    assert score.outcomes.equals(match(GOLD, FOUND, SCHEMA).outcomes)


@pytest.mark.parametrize(
    ("reading", "cells"), [("strict", [1, 3, 1, 2]), ("lenient", [2, 3, 2, 2]), ("slot", [3, 5, 3, 4])]
)
def test_fractions_by_article(reading: str, cells: list[float]) -> None:
    score = score_facts(GOLD, FOUND, SCHEMA, Options.model_validate({"reading": reading}))
    fractions = score.fractions
    assert fractions is not None
    assert fractions.articles == ("one", "two")
    assert fractions.rows[0] == "overall"
    assert fractions.cells[0, 0].tolist() == cells
    assert fractions.cells[1, 0].tolist() == [0, 0, 0, 0]


def test_swapping_the_sides_swaps_missing_and_spurious() -> None:
    plain = {name: tuple(gold.fact for gold in some if not gold.optional) for name, some in GOLD.items()}
    turned = {name: tuple(GoldFact(str(i), fact) for i, fact in enumerate(some)) for name, some in FOUND.items()}
    gold = {name: tuple(GoldFact(str(i), fact) for i, fact in enumerate(some)) for name, some in plain.items()}
    one = score_facts(gold, FOUND, SCHEMA, Options()).counts["overall"]
    other = score_facts(turned, plain, SCHEMA, Options()).counts["overall"]
    for name in ("correct", "partial", "incorrect", "slot_correct", "slot_incorrect"):
        assert one[name] == other[name]
    assert one["missing"] == other["spurious"] == 0
    assert one["spurious"] == other["missing"] == 1


def written(folder: Path) -> None:
    write_parquet(to_dataset(CORPUS), folder / "corpus.parquet")
    rows = facts_to_dataset(FOUND)
    write_parquet(rows, folder / "found.parquet")
    (folder / "found.jsonl").write_text(found_lines(rows))
    plain = [
        {"article": "one", "type": "held", "who": "Ann", "count": 3},
        {"article": "one", "type": "held", "slots": {"who": ["Bob"], "count": {"value": 5}}},
        {"article_id": "one", "type": "held", "who": "Dan"},
    ]
    (folder / "plain.jsonl").write_text("".join(json.dumps(row) + "\n" for row in plain))
    matching = match(GOLD, FOUND, SCHEMA)
    rows_ = score_rows(matching.outcomes, SCHEMA)
    write_run(Run("r", "facts", {}, CORPUS, FOUND, matching.outcomes, matching.confusions, rows_), folder / "run")


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        ("corpus.parquet", "found.parquet"),
        ("corpus.parquet", "found.jsonl"),
        ("corpus.parquet", "plain.jsonl"),
        ("corpus.parquet", "run"),
        ("run", "plain.jsonl"),
        ("run", None),
    ],
)
def test_files_of_every_kind_give_the_same(gold: str, found: str | None, tmp_path: Path) -> None:
    written(tmp_path)
    score = score_files(tmp_path / gold, None if found is None else tmp_path / found, Options())
    assert score.rows == score_facts(GOLD, FOUND, SCHEMA, Options()).rows
    assert score.settings["gold"] == "2-8cd5a3bb"
    assert len(str(score.settings["found"])) == 8


def test_gold_as_json_lines_needs_no_schema(tmp_path: Path) -> None:
    written(tmp_path)
    score = score_files(tmp_path / "plain.jsonl", tmp_path / "plain.jsonl", Options())
    assert score.rows["overall"]["strict_f1"] == 1
    assert score.rows["slots"]["held.count"]["gold"] == 2


def test_a_gold_folder_with_seeds_elsewhere(tmp_path: Path) -> None:
    from user_project import lay_out

    lay_out(tmp_path)
    line = {"article": "one", "type": "detention", "count": 9, "detainee": {"text": "rebels", "span": [21, 27]}}
    (tmp_path / "found.jsonl").write_text(json.dumps(line))
    beside = score_files(tmp_path / "gold", tmp_path / "found.jsonl", Options())
    (tmp_path / "seeds").rename(tmp_path / "texts")
    named = score_files(tmp_path / "gold", tmp_path / "found.jsonl", Options(seeds=tmp_path / "texts"))
    assert beside.rows == named.rows
    assert beside.rows["overall"]["gold"] == 2
    with pytest.raises(InputErrors):
        score_files(tmp_path / "gold", tmp_path / "found.jsonl", Options())


def test_every_wrong_line_is_named_at_once(tmp_path: Path) -> None:
    written(tmp_path)
    bad: Sequence[object] = (
        {"article": "one", "type": "held", "who": "Ann"},
        {"article": "oen", "type": "held", "who": "Ann"},
        {"type": "held", "who": "Ann"},
        {"article": "one", "who": "Ann"},
        {"article": "one", "type": "hold", "who": "Ann"},
        [1],
    )
    (tmp_path / "bad.jsonl").write_text("\n".join([*map(json.dumps, bad), "{"]))
    with pytest.raises(InputErrors) as error:
        score_files(tmp_path / "corpus.parquet", tmp_path / "bad.jsonl", Options())
    said = [(problem.line, problem.message) for problem in error.value.problems]
    assert [line for line, _ in said] == [2, 3, 4, 5, 6, 7]
    assert said[0][1] == "gold has no article 'oen'; did you mean 'one'?"
    assert "names no article" in said[1][1]
    assert "needs a type" in said[2][1]
    assert "'hold'" in said[3][1]
    assert "one fact, as a JSON object" in said[4][1]
    assert "no JSON" in said[5][1]


def test_paths_that_are_something_else(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "prose.txt").write_text("Once upon a time\nthere was\n")
    with pytest.raises(InputErrors) as told:
        score_files(tmp_path / "corpus.parquet", tmp_path / "prose.txt", Options())
    assert len(told.value.problems) == 1
    for gold, found, said in (
        ("corpus.parquet", None, "name what was found"),
        ("corpus.parqet", "run", "did you mean 'corpus.parquet'?"),
        ("corpus.parquet", "nowhere", "there is no "),
    ):
        with pytest.raises(ConfigError, match=said):
            score_files(tmp_path / gold, None if found is None else tmp_path / found, Options())
