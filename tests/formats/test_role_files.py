"""Role files: what they hold, and every problem at its place."""

import json

import pytest
from reference import reference

from harness.errors import ConfigError, InputErrors
from harness.formats.role_files import document_id, read_extracts, read_templates
from harness.templates.entities import Template


@pytest.fixture
def write(tmp_path):
    def written(text):
        path = tmp_path / "roles.json"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def complaints(read, path, **options):
    with pytest.raises(InputErrors) as raised:
        read(path, **options)
    return [str(problem).removeprefix(f"{path}:") for problem in raised.value.problems]


def test_entities_of_documents_in_one_object(write):
    path = write(
        '\ufeff{"d1": {"Target": [["Bus", "coach"], []]},\n "d2": {"pred_extracts": {"Weapon": []}, "doctext": "x"}}\n'
    )
    read = read_extracts(path)
    assert read.documents == {"d1": {"Target": (("Bus", "coach"), ())}, "d2": {"Weapon": ()}}
    assert len(read.digest) == 8


def test_templates_of_documents_in_one_object(write):
    path = write('{"d1": [{"incident_type": "arson", "Target": [["shop"]]}], "d2": {"pred_templates": []}, "d3": []}')
    assert read_templates(path, gold=True).documents == {
        "d1": (Template("arson", {"Target": (("shop",),)}),),
        "d2": (),
        "d3": (),
    }


def test_an_object_without_documents(write):
    assert read_extracts(write(" { } ")).documents == {}


def test_lines_leave_out_empty_entities_and_repeated_templates(write):
    twice = {"incident_type": "arson", "Target": [[["shop", 3]], []]}
    other = {"incident_type": "arson", "Target": [[["shop", 9], ["store", 12]]]}
    lines = [
        {"docid": "TST3-MUC4-0001", "doctext": "", "templates": [twice, twice, other]},
        {"docid": "own name", "templates": []},
    ]
    path = write("\n\n".join(map(json.dumps, lines)) + "\n")
    assert read_templates(path, gold=True).documents == {
        "30001": (Template("arson", {"Target": (("shop",),)}), Template("arson", {"Target": (("shop", "store"),)})),
        "own name": (),
    }


def test_in_an_object_empty_entities_and_repeated_templates_stay(write):
    one = {"incident_type": "arson", "Target": [[]]}
    assert len(read_templates(write(json.dumps({"d": [one, one]})), gold=True).documents["d"]) == 2


@pytest.mark.parametrize(
    ("name", "unified"),
    [("TST3-MUC4-0001", "30001"), ("TST1-MUC3-0100", "10100"), ("30001", "30001"), ("DEV-MUC3-0001", "DEV-MUC3-0001")],
)
def test_ids(name, unified):
    assert document_id(name) == unified


def test_every_problem_at_its_document(write):
    path = write(
        '{"d1": {"Target": [["x"], "y", [7, "z"]]},\n'
        '  "d2": {"Target": "bus", "Weapon": [[["bomb", "3"]]]},\n'
        '  "d1": 3}'
    )
    assert complaints(read_extracts, path) == [
        "1:8: d1: Target[1]: an entity is a list of its wordings, not \"'y'\"",
        '1:8: d1: Target[2][0]: a wording is text, or [text, offset], not "7"',
        "2:9: d2: Target: entities are a list, not \"'bus'\"",
        "2:9: d2: Weapon[0][0]: a wording is text, or [text, offset], not \"['bomb', '3']\"",
        "3:9: d1: is in this file already; keep one",
        '3:9: d1: roles are {role: [entity, ...]}, not "3"',
    ]


def test_problems_of_templates(write):
    path = write('{"d1": {"Target": []},\n"d2": [{"Target": []}, 4, {"incident_type": null, "Target": 1}]}')
    said = complaints(read_templates, path, gold=True)
    assert [one.partition(", not")[0] for one in said] == [
        "1:8: d1: templates are a list",
        '2:7: d2: template 0: a template is {"incident_type": ..., role: [...]}',
        '2:7: d2: template 1: a template is {"incident_type": ..., role: [...]}',
        "2:7: d2: template 2, Target: entities are a list",
        "2:7: d2: template 2: incident_type is text",
    ]
    assert complaints(read_templates, path, gold=False) == said[:-1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: this is not JSON: expected {"),
        ("[]", "1:1: this is not JSON: expected {"),
        ('{"d": {}', "1:9: this is not JSON: expected a comma or the closing brace"),
        ('{"d" {}}', "1:6: this is not JSON: expected a colon after the id"),
        ('{"d": {},\n}', "2:1: this is not JSON: expected the id of a document"),
        ('{"d": {"a": [}}', "1:14: this is not JSON: Expecting value"),
        ('{"d": {}} x', "1:11: this is not JSON: there is more after the closing brace"),
        ("[" * 5, "1:1: this is not JSON"),
        ('{"d": ' + "[" * 200_000, "1:7: this is not JSON: it is nested too deeply"),
    ],
)
def test_what_is_no_json(write, text, said):
    (only,) = complaints(read_extracts, write(text))
    assert only.startswith(said)


def test_bad_lines_are_all_told(write):
    path = write('{"docid": "a", "extracts": {}}\n{"docid": "b"}\nx\n{"docid": 3}\n{"docid": "a", "extracts": {}}')
    assert [one.split(":")[0] for one in complaints(read_extracts, path)] == ["2", "3", "4", "5"]


def test_no_file_and_no_utf8(tmp_path):
    with pytest.raises(ConfigError, match="cannot read the extracts"):
        read_extracts(tmp_path / "none.json")
    path = tmp_path / "latin.json"
    path.write_bytes(b'{"a": {},\n"\xe9": {}}')
    assert complaints(read_extracts, path) == ["2:1: this is not UTF-8; save the file as UTF-8"]


def test_lines_hold_what_the_reference_has_as_gold():
    for folder, gold, read in (
        ("grit", ("grit_ceaf_ree", "gold_grit_test.json"), read_extracts),
        ("gtt", ("gtt_template", "gold_gtt_test.json"), lambda path: read_templates(path, gold=True)),
    ):
        lines, one = reference("muc4", folder, "test.json"), reference("muc4", "scores", *gold)
        assert read(lines).documents == read(one).documents
        for part in ("train", "dev"):
            assert len(read(reference("muc4", folder, f"{part}.json")).documents) > 100
