"""The profile muc_templates: by hand, and against the numbers of GTT's scorer."""

import json
import random

import pytest
from reference import reference
from templates.all_mappings import by_every_subset

from harness.errors import ConfigError
from harness.facts import Fact, Filler, GoldFact
from harness.formats import muc4_templates
from harness.formats.role_files import read_templates
from harness.schema import FactType, Schema, SlotType
from harness.scoring.muc_templates import Options, align, score_facts, score_files

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def template(kind, **roles):
    return {"incident_type": kind, **{role: roles.get(role, []) for role in ROLES}}


def scored(tmp_path, gold, found):
    for name, documents in (("gold", gold), ("found", found)):
        (tmp_path / f"{name}.json").write_text(json.dumps(documents), encoding="utf-8")
    return score_files(tmp_path / "gold.json", tmp_path / "found.json", Options())


def columns(row):
    return row["p_num"], row["p_den"], row["r_num"], row["r_den"]


GOLD = {
    "d1": [
        template("attack", Target=[["The Bus", "coach"]], Victim=[["Ana Diaz"]]),
        template("bombing / attack", Target=[["tram"], ["rails"]], Weapon=[["a bomb"]]),
    ],
    "d2": [template("arson")],
}
FOUND = {
    "d1": [
        template("attack", Target=[["tram."], ["tram"], ["car"]], Weapon=[["bomb"]]),
        template("attack", Target=[["bus"]], PerpInd=[["two men"]]),
        template("kidnapping", Victim=[["ana diaz"]]),
    ],
    "d2": [template("attack")],
}


def test_two_documents_by_hand(tmp_path):
    score = scored(tmp_path, GOLD, FOUND)
    rows = score.rows
    # Found 0 goes to gold 1, found 1 to gold 0; the kidnapping and d2's attack fit nothing.
    assert columns(rows["incident_type"]) == (2, 4, 2, 3)
    assert columns(rows["Target"]) == (3, 4, 2, 3)
    assert columns(rows["Victim"]) == (0, 1, 0, 1)
    assert columns(rows["Weapon"]) == (1, 1, 1, 1)
    assert columns(rows["PerpInd"]) == (0, 1, 0, 0)
    assert columns(rows["micro_avg"]) == (6, 11, 5, 8)
    assert rows["micro_avg"]["f1"] == 2 * (6 / 11) * (5 / 8) / (6 / 11 + 5 / 8)
    assert rows["PerpOrg"] == {"p_num": 0, "p_den": 0, "r_num": 0, "r_den": 0, "p": 0, "r": 0, "f1": 0}
    assert list(rows) == ["incident_type", *ROLES, "micro_avg"]
    assert score.signature.startswith("muc_templates|gold:2-")


def test_among_equal_alignments_the_first_one_gives_the_rows(tmp_path):
    # Only one of the two found templates can have the gold one; either earns a type and one entity.
    found = [
        template("attack", Target=[["bus"]], Weapon=[["gun"]]),
        template("attack", Victim=[["ana"]], Weapon=[["axe"]]),
    ]
    gold = {"d": [template("attack", Target=[["bus"]], Victim=[["ana"]])]}
    rows = scored(tmp_path, gold, {"d": found}).rows
    back = scored(tmp_path, gold, {"d": found[::-1]}).rows
    assert (rows["Target"]["p_num"], rows["Victim"]["p_num"]) == (1, 0)
    assert (back["Target"]["p_num"], back["Victim"]["p_num"]) == (0, 1)
    assert rows["micro_avg"] == back["micro_avg"]


def test_a_found_type_that_is_no_text_is_an_attack(tmp_path):
    rows = scored(tmp_path, {"d": [template("attack")]}, {"d": [template(None)]}).rows
    assert columns(rows["incident_type"]) == (1, 1, 1, 1)


def test_only_gold_documents_count_and_absent_ones_are_empty(tmp_path):
    gold = {"d1": [template("attack")], "d2": [template("arson", Target=[["shop"]])]}
    found = {"d1": [template("attack")], "d9": [template("attack")]}
    assert columns(scored(tmp_path, gold, found).rows["micro_avg"]) == (1, 1, 1, 3)


def test_mistakes_are_told(tmp_path):
    with pytest.raises(ConfigError, match="gold has no role 'Victims'; did you mean 'Victim'"):
        scored(tmp_path, GOLD, {"d1": [{"incident_type": "attack", "Victims": []}]})
    with pytest.raises(ConfigError, match="none of its documents is in gold"):
        scored(tmp_path, GOLD, {"e": []})
    with pytest.raises(ConfigError, match="found="):
        score_files(tmp_path / "gold.json", None, Options())


def random_documents(draw, types):
    def one():
        entities = {role: [[draw.choice("pqrst")] for _ in range(draw.randint(0, 2))] for role in ROLES}
        return template(draw.choice(types), **entities)

    return {f"d{at:02}": [one() for _ in range(draw.randint(0, 5))] for at in range(20)}


def f1_of_documents(score):
    cells = score.fractions.cells[:, -1]
    harmonic = [0.0 if not row[0] else 2 / (row[1] / row[0] + row[3] / row[2]) for row in cells]
    return dict(zip(score.fractions.articles, harmonic, strict=True))


@pytest.mark.parametrize("seed", range(5))
def test_f1_of_a_document_depends_on_no_order_and_rows_not_on_that_of_documents(tmp_path, seed):
    draw = random.Random(seed)
    gold, found = (
        random_documents(draw, ["attack", "arson", "attack / arson"]),
        random_documents(draw, ["attack", "arson"]),
    )
    first = scored(tmp_path, gold, found)
    assert scored(tmp_path, dict(reversed(gold.items())), found).rows == first.rows
    mixed = [{name: draw.sample(some, len(some)) for name, some in side.items()} for side in (gold, found)]
    assert f1_of_documents(scored(tmp_path, *mixed)) == pytest.approx(f1_of_documents(first))


def test_with_equal_types_and_one_wording_each_swapping_the_sides_keeps_f1(tmp_path):
    draw = random.Random(9)
    gold, found = random_documents(draw, ["attack", "arson"]), random_documents(draw, ["attack", "arson"])
    there, back = scored(tmp_path, gold, found), scored(tmp_path, found, gold)
    assert f1_of_documents(there) == pytest.approx(f1_of_documents(back))


def test_fractions_and_outcomes_add_up_to_the_rows(tmp_path):
    score = scored(tmp_path, GOLD, FOUND)
    table = score.outcomes
    for at, name in enumerate(score.fractions.rows):
        row = columns(score.rows[name])
        assert tuple(score.fractions.cells[:, at].sum(axis=0)) == row
        if name != "micro_avg":
            assert tuple(table[table.role == name][["p_num", "p_den", "r_num", "r_den"]].sum()) == row
    d1 = table[(table.article == "d1") & (table.role == "incident_type")]
    assert d1[["found", "gold"]].fillna(-1).to_numpy().tolist() == [[0, 1], [1, 0], [2, -1]]
    d2 = table[(table.article == "d2") & (table.role == "incident_type")]
    assert d2[["found_type", "gold_type"]].fillna("").to_numpy().tolist() == [["attack", ""], ["", "arson"]]


def test_facts_are_templates():
    def raid(*places):
        return Fact("raid", {"place": tuple(map(Filler, places))})

    schema = Schema({"raid": FactType("raid", {name: SlotType(name, ("place",)) for name in ("place", "target")})})
    gold = {
        "a": [GoldFact("1", raid("Osh", "Batken")), GoldFact("2", Fact("fire"))],
        "b": [GoldFact("3", raid("Lima"))],
    }
    found = {"a": [raid("Lima"), raid("osh")], "b": [raid("the Lima")]}
    rows = score_facts(gold, found, schema, Options()).rows
    assert columns(rows["incident_type"]) == (2, 3, 2, 3)
    assert columns(rows["place"]) == (2, 3, 2, 3)
    assert list(rows) == ["incident_type", "place", "target", "micro_avg"]
    with pytest.raises(ConfigError, match="incident_type; rename the slot"):
        score_facts({"a": [GoldFact("1", Fact("x", {"incident_type": (Filler("y"),)}))]}, {}, Schema({}), Options())


def test_every_number_of_the_reference():
    found = sorted(reference("muc4", "scores", "gtt_template").glob("*.pred.json"))
    assert len(found) >= 14
    for path in found:
        expected = json.loads(path.with_name(path.name.replace(".pred.", ".expected.")).read_text())
        assert score_files(path.parent / "gold_gtt_test.json", path, Options()).rows == expected, path.name


def test_gold_as_json_lines_gives_the_same_numbers():
    folder, lines = reference("muc4", "scores", "gtt_template"), reference("muc4", "gtt", "test.json")
    path = folder / "perturbed_merge_templates.pred.json"
    assert score_files(lines, path, Options()).rows == score_files(folder / "gold_gtt_test.json", path, Options()).rows


def predictions(site):
    """What a site responded in 1992, as the reference's pred files have it (lower case, one entity a filler)."""
    slots = {"PerpInd": 9, "PerpOrg": 10, "Target": 12, "Victim": 18, "Weapon": 6}
    documents = {f"3{number:04}": [] for number in range(1, 101)}
    for one in muc4_templates.read_response(
        reference("muc4", "official", "TEST", "RESULTS", "TST3", site, "response.tst3")
    ):
        if one.relevant:
            fillers = {
                role: [[value.lower() for value in fill.values] for fill in one.fills[slot]]
                for role, slot in slots.items()
            }
            kind = one.slot("inc-type")
            name = f"3{one.message[-4:]}"
            documents[name].append(template(kind[0].values[0].lower() if kind else None, **fillers))
    return documents


@pytest.mark.parametrize("site", ["BBN", "GE-CMU", "HUGHES", "MDC", "SRI"])
def test_responses_of_1992_become_the_predictions_of_the_reference(site):
    expected = json.loads(reference("muc4", "scores", "gtt_template", f"muc4_1992_{site}.pred.json").read_text())
    assert predictions(site) == {name: some for name, some in expected.items() if name.startswith("3")}


@pytest.mark.parametrize("site", ["LSI", "MITRE", "SRA", "PARAMAX"])
def test_responses_on_which_the_reference_never_ends(site, tmp_path):
    gold_file, found_file = reference("muc4", "scores", "gtt_template", "gold_gtt_test.json"), tmp_path / "found.json"
    found_file.write_text(json.dumps(predictions(site)), encoding="utf-8")
    score_files(gold_file, found_file, Options())
    gold, found = read_templates(gold_file, gold=True).documents, read_templates(found_file, gold=False).documents
    for name in found:
        one = align(gold[name], found[name], ROLES)
        a, b = (one.cells[..., side].sum(axis=2).tolist() for side in (0, 1))
        slowly = by_every_subset(a, b, int(one.found.sum()), int(one.gold.sum()), len(gold[name]))
        assert one.pairs == tuple((i, j) for i, j in enumerate(slowly) if j >= 0 and a[i][j]), name


def test_the_best_alignment_hangs_on_how_many_there_are_of_either_side(tmp_path):
    """5 of 16 found and 2 of 6 gold are better than 2 and 4; were 6 found and 16 gold, it would be the other one."""
    found = [template("attack", Target=[["a"]] * 4 + [["x"]] * 10, Victim=[["b"]])]
    gold = [template("attack", Target=[["a"]]), template("attack", Victim=[["b"], ["b", "c"], ["b", "d"]])]
    rows = scored(tmp_path, {"d": gold}, {"d": found}).rows
    assert columns(rows["micro_avg"]) == (5, 16, 2, 6)
