"""Files that other systems wrote and that cannot be read, or not all of them: what is said of them."""

import gzip
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from predicted import HELD, RAID, SCHEMA, extractor, found, lines

from harness.corpora.load import load_corpus
from harness.errors import ConfigError, InputErrors
from harness.extractors.predictions import PredictionsExtractor
from harness.facts import Article, Fact
from harness.runs.execute import run_extractor
from harness.shipped import shipped_folder

DEEP = "[" * 100_000 + "]" * 100_000
OPEN = {"article": "raid", "type": "detention"}
COLUMNS = {"text": "two", "span": None, "precision": "exact"}
HIGH = '{"article": "raid", "type": "aim", "goal": ' + "[" * 900 + "1" + "]" * 900 + "}"


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ([HELD, "{", HELD, '{"a": 1, "a": 2}', 7],
         [(2, 2, "this line is no JSON"), (4, 1, "has the key 'a' twice"), (5, 1, "not 7")]),
        ([HELD, {"type": "detention"}, {"article": "raid", "count": 2}],
         [(2, 1, "names no article"), (3, 1, "a fact needs a type")]),
        ([HELD, '{"article": "raid", "count": ' + "9" * 5000 + "}"], [(2, 1, "too many digits")]),
        ([HELD, {**HELD, "count": int("9" * 4000)}], [(2, 1, "more than 10000 bits")]),
        ([HELD, '{"article": "raid", "type": ' + DEEP + "}"], [(2, 1, "nested too deeply")]),
        ([HELD, HIGH], [(2, 1, "")]),  # What is said of it hangs on how deep this Python calls itself.
        ([{"article": "raid", "facts": [HELD, 7, {}, None]}],
         [(1, 1, "record 2: a fact is"), (1, 1, "record 3: a fact needs"), (1, 1, "record 4: a fact is a JSON")]),
        ([HELD, *[{**OPEN, "slots": [one]} for one in ("men", ["detainee", "men"], {"name": "detainee"})]],
         [(line, 1, "write slots as {'detainee': 'men'}; a list of fillers with their roles") for line in (2, 3, 4)]),
        ([HELD, {**OPEN, "slots": "men"}, {**OPEN, "slots": {"count": {"text": 7}}}, {**OPEN, "type": 7}],
         [(2, 1, "`slots` is 'men', not {'detainee': 'men'}"),
          (3, 1, "slot 'count': this is no filler: text must be a text (put it in quotes), not 7"),
          (4, 1, "this is no fact: type must be a text (put it in quotes), not 7")]),
        ([HELD, *[{**OPEN, "place": {"text": "Osh", "span": span}} for span in ("1-4", [1, 2, 3])]],
         [(2, 1, "span must be two whole numbers, as in [0, 5], not '1-4'"),
          (3, 1, "span must be a list of 2 at most, not [1, 2, 3]")]),
        ([HELD, {**OPEN, "slots": [{"slot": "count", "fillers": [{**COLUMNS, "value": "x", "value_type": "int"}]}]}],
         [(2, 1, "the value 'x' is not of the type that value_type says, int")]),
        (["not JSON", "at all", "{"], [(1, 1, "this is no JSON: Expecting value; records are read from")]),
        ([], [(1, 1, "there is no record in this file")]),
        (["", "  "], [(1, 1, "there is no record in this file")]),
        (["[", json.dumps(HELD) + ",", "7,", "{]"], [(3, 1, "not 7"), (4, 2, "this is no JSON")]),
        (["[", json.dumps(HELD), "] x"], [(3, 2, "there is more after the closing bracket")]),
        (["[]"], [(1, 1, "there is no record in this file")]),
    ],
)  # fmt: skip
def test_every_problem_of_a_file_at_once(
    rows: Sequence[object], problems: list[tuple[int, int, str]], tmp_path: Path, seeds: Path
) -> None:
    file = lines(tmp_path, *rows)
    with pytest.raises(InputErrors) as refused:
        found(file, seeds)
    told = [(one.file, one.line, one.column) for one in refused.value.problems]
    assert told == [(str(file), line, column) for line, column, _ in problems]
    for one, (*_, said) in zip(refused.value.problems, problems, strict=True):
        assert said in one.message


def test_more_problems_than_anybody_reads_are_not_told(tmp_path: Path, seeds: Path) -> None:
    with pytest.raises(InputErrors) as refused:
        found(lines(tmp_path, HELD, *[7] * 2000), seeds)
    assert len(refused.value.problems) == 1000
    assert refused.value.problems[-1].message == "a record is a JSON object, not 7; and 1000 problems more"


def test_what_json_allows_and_no_slot_does_is_a_trouble_of_its_fact(tmp_path: Path, seeds: Path) -> None:
    rows = [
        '{"article": "raid", "type": "detention", "count": NaN, "place": ["", null]}',
        '{"article": "raid", "type": "detention", "count": 1e999}',
        '{"article": "raid", "type": "detention\\ud83d", "count": 1}',
        '{"article": "raid", "type": "detention", "plaec": "Osh"}',
        '{"article": "raid", "type": "detention", "place": "O\\ud83d", "evidence": [[5, 1], [0, 9999999999999999999]]}',
    ]
    corpus = load_corpus(shipped_folder() / "seeds", shipped_folder() / "gold")
    corpus = replace(corpus, articles=(Article("raid", RAID, ""),), gold={"raid": ()})
    got, troubles = run_extractor(extractor(lines(tmp_path, *rows), seeds), corpus)
    assert got["raid"] == (Fact("detention"),)
    assert [one.kind for one in troubles] == ["unaligned", "bad_value", "unknown_type", "unknown_slot", "bad_span"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.jsonl", None, "there is no"),
        ("answers.parquet", b"PAR1", "cannot be read"),
        ("answers.jsonl.gz", b"\x1f\x8b\x08\x00broken", "cannot be read"),
        ("answers.jsonl.gz", gzip.compress(b"{}\n" * 99, mtime=0)[:-12], "cannot be read"),
        ("folder", "", "is no run and no dataset"),
        ("a\0b", None, "there is no"),
        ("", None, "name the file to score: extractor.file=answers.jsonl"),
    ],
)
def test_what_is_no_such_file(name: str, content: bytes | str | None, said: str, tmp_path: Path, seeds: Path) -> None:
    file = tmp_path / name if name and "\0" not in name else name
    if isinstance(content, bytes):
        Path(file).write_bytes(content)
    elif content is not None:
        Path(file).mkdir()
    with pytest.raises(ConfigError, match=said):
        PredictionsExtractor(str(file), seeds, SCHEMA)


def test_a_bom_and_other_line_ends_are_overlooked_and_other_encodings_told(tmp_path: Path, seeds: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(HELD).encode() + b"\r\n\r\n")
    assert len(found(file, seeds)[0]["raid"]) == 1
    file.write_bytes(file.read_bytes() + b'{"article": "\xff"}\n' + json.dumps(HELD).encode())
    with pytest.raises(InputErrors, match=r"answers\.jsonl:3:1: this is not UTF-8"):
        found(file, seeds)


def test_a_pipe_is_not_waited_for(tmp_path: Path, seeds: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ConfigError, match="is no file that can be read twice"):
        found(tmp_path / "pipe", seeds)


def test_several_datasets_are_not_one(tmp_path: Path, seeds: Path) -> None:
    from datasets import Dataset, DatasetDict

    DatasetDict({name: Dataset.from_list([HELD]) for name in ("dev", "test")}).save_to_disk(tmp_path / "saved")
    with pytest.raises(ConfigError, match=r"name the folder of one of them \(dev, test\)"):
        found(tmp_path / "saved", seeds)
    assert len(found(tmp_path / "saved" / "dev", seeds)[0]["raid"]) == 1


def test_a_list_of_records_that_no_row_has_is_told(tmp_path: Path, seeds: Path) -> None:
    rows = [{"article": "raid", "events": []}, {"article": "quiet"}]
    assert found(lines(tmp_path, *rows), seeds, mapping={"records": "events"})[0]["raid"] == []
    with pytest.raises(InputErrors, match="no row up to this one has the list of records"):
        found(lines(tmp_path, *rows), seeds, mapping={"records": "evnets"})


def test_what_a_mapping_misspells_is_told_once_and_all_at_once(tmp_path: Path, seeds: Path) -> None:
    mapping = {
        "types": {
            "Arrest": "detenton",
            "Hurt": {"type": "casualty", "slots": {"who": "victm"}, "set": {"outcome": "injurd"}},
            "Held": "detention",
            "Weather": None,
        },
        "slots": {"where": "plaec", "how": {"slot": "outcome", "values": {"dead": "killd", "hurt": "injured"}}},
    }
    rows = [{"article": "raid", "type": "Arrest", "where": "Osh"}] * 3
    with pytest.raises(ConfigError) as refused:
        found(lines(tmp_path, *rows), seeds, mapping=mapping)
    assert str(refused.value).removeprefix("the mapping cannot be used: ").split("; ") == [
        *("mapping.types.Arrest: there is no fact type 'detenton'", "did you mean 'detention'?"),
        *("mapping.types.Hurt.slots.who: casualty has no slot 'victm'", "did you mean 'victim'?"),
        *("mapping.types.Hurt.set.outcome: outcome is never 'injurd'", "did you mean 'injured'?"),
        *("mapping.slots.where: no fact type has a slot 'plaec'", "did you mean 'place'?"),
        *("mapping.slots.how: outcome is never 'killd'", "did you mean 'killed'?"),
    ]


def test_langextracts_names_are_held_to_the_schema_too(tmp_path: Path, seeds: Path) -> None:
    row = {"document_id": "raid", "extractions": [{"extraction_class": "arrest", "extraction_text": "two men"}]}
    with pytest.raises(ConfigError, match=r"mapping\.types\.arrest: there is no fact type 'detenton'"):
        found(lines(tmp_path, row), seeds, mapping={"types": {"arrest": "detenton"}})
