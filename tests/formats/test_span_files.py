"""Files of spans: what is wrong is said all at once, with its place."""

import json
from pathlib import Path

import pytest

from harness.errors import ConfigError, InputErrors
from harness.formats.span_files import read_span_files

GOOD = {"start": 0, "end": 4, "label": "A"}


def told(tmp_path: Path, text: str, *, found: str | None = None) -> list[str]:
    """The problems of a file, without its folder."""
    path, other = tmp_path / "gold.json", tmp_path / "found.json"
    path.write_text(text, encoding="utf-8")
    if found is not None:
        other.write_text(found, encoding="utf-8")
    with pytest.raises(InputErrors) as error:
        read_span_files(path, other if found is not None else None, "exclusive")
    return [str(one).replace(str(tmp_path) + "/", "") for one in error.value.problems]


def test_all_problems_at_once_with_their_places(tmp_path: Path) -> None:
    text = """{"docs": [
  {"gold": [{"start": 0, "end": 0, "label": "A"}],
   "pred": [{"start": -1, "end": 4, "label": "A"},
            {"start": true, "end": 4.5, "label": 3},
            7]},
  {"gold": []}],
  "tags": "A", "min_overlap_percentage": 0}"""
    hint = "; if the end is the last position itself, give end=inclusive"
    assert told(tmp_path, text) == [
        f"gold.json:2:33: docs[0].gold[0].end: 0 leaves the span empty, it starts at 0{hint}",
        "gold.json:3:23: docs[0].pred[0].start: -1 is out of range: offsets go from 0 to 2147483646",
        "gold.json:4:13: docs[0].pred[1]: 'label' must be text",
        "gold.json:4:23: docs[0].pred[1].start: a whole number is needed, not True",
        "gold.json:4:36: docs[0].pred[1].end: a whole number is needed, not 4.5",
        'gold.json:5:13: docs[0].pred[2]: a span is an object: {"start": 0, "end": 4, "label": "A"}',
        "gold.json:6:3: docs[1]: a document needs a list of spans named 'pred'",
        "gold.json:7:11: tags: a list of labels is needed",
        "gold.json:7:42: min_overlap_percentage: a percentage from 1 to 100 is needed, not 0",
    ]


def test_missing_keys(tmp_path: Path) -> None:
    assert told(tmp_path, '{"docs": [{"gold": [{}], "pred": []}]}') == [
        "gold.json:1:21: docs[0].gold[0]: 'end' is missing",
        "gold.json:1:21: docs[0].gold[0]: 'label' is missing",
        "gold.json:1:21: docs[0].gold[0]: 'start' is missing",
    ]


def test_what_is_no_such_file(tmp_path: Path) -> None:
    assert told(tmp_path, '{"docs": [}') == ["gold.json:1:11: no JSON: Expecting value"]
    assert told(tmp_path, "[1]")[0].startswith("gold.json:1:1: an object with a list of documents is needed")
    with pytest.raises(ConfigError, match=r"nowhere.json cannot be read: No such file"):
        read_span_files(tmp_path / "nowhere.json", None, "exclusive")
    (tmp_path / "latin.json").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match=r"latin.json cannot be read"):
        read_span_files(tmp_path / "latin.json", None, "exclusive")


def test_two_files_have_as_many_documents(tmp_path: Path) -> None:
    gold, found = json.dumps({"docs": [{"gold": []}]}), json.dumps({"docs": [{"pred": []}, {"pred": []}]})
    message = "docs: 2 documents, but gold.json has 1: the n-th belongs to the n-th"
    assert told(tmp_path, gold, found=found) == [f"found.json:1:10: {message}"]


def test_documents_have_ids_or_numbers_that_sort(tmp_path: Path) -> None:
    path = tmp_path / "spans.json"
    docs = [{"gold": [GOOD], "pred": []} for _ in range(10)] + [{"id": "last", "gold": [], "pred": [GOOD]}]
    path.write_text(json.dumps({"docs": docs}), encoding="utf-8")
    read = read_span_files(path, path, "inclusive")
    assert list(read.gold)[:2] == ["00", "01"]
    assert read.found["last"] == [(0, 5, "A")]
    assert told(tmp_path, json.dumps({"docs": [{"id": 1, "gold": [], "pred": []}] * 2})) == [
        "gold.json:1:53: docs[1].id: '1' is the id of an earlier document too"
    ]


def test_what_is_nested_without_end_is_no_span(tmp_path: Path) -> None:
    deep = 700
    (problem,) = told(tmp_path, f'{{"docs": [{{"gold": {"[" * deep}{"]" * deep}, "pred": []}}]}}')
    assert problem.endswith('docs[0].gold[0]: a span is an object: {"start": 0, "end": 4, "label": "A"}')
