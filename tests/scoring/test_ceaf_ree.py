"""The profile ceaf_ree: by hand, and against the numbers of GRIT's scorer."""

import json
import random

import pytest
from reference import reference

from harness.errors import ConfigError
from harness.facts import Accepts, Fact, Filler, GoldFact
from harness.schema import Schema
from harness.scoring.ceaf_ree import Options, score_facts, score_files

EMPTY = {"PerpInd": [], "PerpOrg": [], "Target": [], "Victim": [], "Weapon": []}


def scored(tmp_path, gold, found):
    for name, documents in (("gold", gold), ("found", found)):
        (tmp_path / f"{name}.json").write_text(json.dumps(documents), encoding="utf-8")
    return score_files(tmp_path / "gold.json", tmp_path / "found.json", Options())


def columns(row):
    return row["p_num"], row["p_den"], row["r_num"], row["r_den"]


def test_two_documents_by_hand(tmp_path):
    gold = {
        "d1": {**EMPTY, "Target": [["The Bus", "coach", "vehicle"], ["tram"], ["a kiosk"]], "Weapon": [["bomb"]]},
        "d2": {**EMPTY, "Target": [["bus stop"]], "Victim": [["Ana Diaz", "Diaz"]]},
    }
    found = {
        # "bus" and "coach" are one entity: only one is paired. "tram" has a wording too many.
        "d1": {**EMPTY, "Target": [["bus"], ["coach."], ["tram", "rails"]]},
        "d2": {**EMPTY, "Target": [["the bus-stop"]], "Victim": [["ana diaz", "diaz"]], "Weapon": [["gun"]]},
    }
    score = scored(tmp_path, gold, found)
    strict, prop = score.rows["strict"], score.rows["prop"]
    # "the bus-stop" becomes "busstop", and is wrong. Targets: 1 of 4 found ones, of 4 gold ones.
    assert columns(strict["Target"]) == (1, 4, 1, 4)
    assert columns(prop["Target"]) == (1.5, 4, 1.5, 4)
    assert columns(strict["Victim"]) == (1, 1, 1, 1)
    assert columns(strict["Weapon"]) == (0, 1, 0, 1)
    assert columns(strict["micro_avg"]) == (2, 6, 2, 6)
    assert columns(prop["micro_avg"]) == (2.5, 6, 2.5, 6)
    assert prop["micro_avg"]["f1"] == pytest.approx(2.5 / 6)
    assert strict["PerpInd"] == {"p_num": 0, "p_den": 0, "r_num": 0, "r_den": 0, "p": 0, "r": 0, "f1": 0}
    assert list(strict) == [*EMPTY, "micro_avg"]
    assert score.counts["prop.Target"] == {"p_num": 1.5, "p_den": 4, "r_num": 1.5, "r_den": 4}
    assert score.signature.startswith("ceaf_ree|gold:2-")


def test_precision_and_recall_differ(tmp_path):
    row = scored(tmp_path, {"d": {**EMPTY, "Target": [["x"], ["y"], ["z"]]}}, {"d": {**EMPTY, "Target": [["x"]]}})
    target = row.rows["strict"]["Target"]
    assert (target["p"], target["r"], target["f1"]) == (1.0, 1 / 3, 2 * 1.0 * (1 / 3) / (1.0 + 1 / 3))


def test_a_duplicate_found_entity_is_spurious_and_an_empty_one_is_right(tmp_path):
    gold = {"d": {**EMPTY, "Target": [["x"]], "Victim": [["y"]]}}
    found = {"d": {**EMPTY, "Target": [["x"], ["x"]], "Victim": [[]]}}
    score = scored(tmp_path, gold, found)
    assert columns(score.rows["strict"]["Target"]) == (1, 2, 1, 1)
    assert columns(score.rows["strict"]["Victim"]) == (1, 1, 1, 1)
    assert columns(score.rows["prop"]["Victim"]) == (0, 1, 0, 1)


def test_only_gold_documents_and_roles_count_and_absent_ones_are_empty(tmp_path):
    gold = {"d1": {"Target": [["x"]]}, "d2": {**EMPTY, "Target": [["y"]]}}
    found = {"d1": {"Target": [["x"]], "Weapon": [["gun"]]}, "d9": {**EMPTY, "Target": [["z"]]}}
    score = scored(tmp_path, gold, found)
    assert columns(score.rows["strict"]["Target"]) == (1, 1, 1, 2)
    assert columns(score.rows["strict"]["Weapon"]) == (0, 0, 0, 0)


def test_unknown_roles_foreign_documents_and_no_answer_are_told(tmp_path):
    with pytest.raises(ConfigError, match=r"found\.json: gold has no role 'Traget'; did you mean 'Target'"):
        scored(tmp_path, {"d": EMPTY}, {"d": {"Traget": []}})
    with pytest.raises(ConfigError, match="none of its documents is in gold; its ids are like 'e', gold's like 'd'"):
        scored(tmp_path, {"d": EMPTY}, {"e": EMPTY})
    with pytest.raises(ConfigError, match="found="):
        score_files(tmp_path / "gold.json", None, Options())


def random_documents(draw, wordings):
    return {
        f"d{at}": {
            role: [draw.sample("pqrstu", draw.randint(1, wordings)) for _ in range(draw.randint(0, 4))]
            for role in EMPTY
        }
        for at in range(12)
    }


def shuffled(draw, documents):
    names = draw.sample(list(documents), len(documents))
    return {
        name: {
            role: [draw.sample(one, len(one)) for one in draw.sample(documents[name][role], len(documents[name][role]))]
            for role in documents[name]
        }
        for name in names
    }


@pytest.mark.parametrize("seed", range(5))
def test_order_of_anything_does_not_matter(tmp_path, seed):
    draw = random.Random(seed)
    gold, found = random_documents(draw, 3), random_documents(draw, 2)
    first = scored(tmp_path, gold, found).rows
    second = scored(tmp_path, shuffled(draw, gold), shuffled(draw, found)).rows
    assert first["strict"] == second["strict"]
    for role, row in first["prop"].items():
        assert row == pytest.approx(second["prop"][role], abs=1e-12)
    assert scored(tmp_path, dict(reversed(gold.items())), found).rows == first


def test_with_one_wording_each_swapping_the_sides_swaps_precision_and_recall(tmp_path):
    draw = random.Random(3)
    gold, found = random_documents(draw, 1), random_documents(draw, 1)
    there, back = scored(tmp_path, gold, found).rows["strict"], scored(tmp_path, found, gold).rows["strict"]
    for role, row in there.items():
        assert (row["p"], row["r"], row["f1"]) == pytest.approx([back[role][key] for key in ("r", "p", "f1")])


def test_fractions_and_outcomes_add_up_to_the_rows(tmp_path):
    draw = random.Random(5)
    gold, found = random_documents(draw, 3), random_documents(draw, 2)
    score = scored(tmp_path, gold, found)
    assert score.fractions.articles == tuple(sorted(gold))
    table = score.outcomes
    for at, name in enumerate(score.fractions.rows):
        reading, role = name.split(".")
        row = score.rows[reading][role]
        assert score.fractions.cells[:, at].sum(axis=0).tolist() == pytest.approx(columns(row))
        some = table[(table.reading == reading) & ((table.role == role) | (role == "micro_avg"))]
        assert some.credit.sum() == pytest.approx(row["p_num"])
        assert (int(some.found.notna().sum()), int(some.gold.notna().sum())) == (row["p_den"], row["r_den"])


def test_facts_are_entities_by_slot():
    def fact(place, **more):
        return Fact("raid", {"place": tuple(map(Filler, place)), **more})

    gold = {
        "a": [
            GoldFact("1", fact(["Osh"]), {"place": (Accepts(names=("the city",)),)}),
            GoldFact("2", fact(["Osh", "Batken"], count=(Filler("nine", 9),), dead=(Filler("two", 2),))),
        ],
        "b": [],
    }
    found = {
        "a": [fact(["the City", "osh", "Osh"], count=(Filler(value=9),), dead=(Filler("two", 5),))],
        "b": [fact(["Lima"])],
    }
    score = score_facts(gold, found, Schema({}), Options())
    # Gold: {osh, city}, {osh}, {batken}; found: city, osh (once), and lima in b. Nine is known by its value.
    assert columns(score.rows["strict"]["place"]) == (2, 3, 2, 3)
    assert columns(score.rows["strict"]["count"]) == (1, 1, 1, 1)
    # What was found is known by its words, where it has any, and not by its value as well.
    assert columns(score.rows["strict"]["dead"]) == (1, 1, 1, 1)
    assert list(score.rows["strict"]) == ["count", "dead", "place", "micro_avg"]
    assert score.fractions.articles == ("a", "b")


def pairs():
    folder = reference("muc4", "scores", "grit_ceaf_ree")
    return sorted(folder.glob("*.pred.json"))


def test_every_number_of_the_reference():
    found = pairs()
    assert len(found) >= 17
    for path in found:
        expected = json.loads(path.with_name(path.name.replace(".pred.", ".expected.")).read_text())
        assert score_files(path.parent / "gold_grit_test.json", path, Options()).rows == expected, path.name


def test_gold_as_json_lines_gives_the_same_numbers():
    path = pairs()[-1]
    lines = reference("muc4", "grit", "test.json")
    assert (
        score_files(lines, path, Options()).rows
        == score_files(path.parent / "gold_grit_test.json", path, Options()).rows
    )
