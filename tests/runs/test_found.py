"""Found facts as lines and as a table: nothing is lost, and everybody's reader takes them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from run_samples import detention, filler

from harness.facts import Fact, Filler, Span
from harness.runs.found import found_lines, found_table, read_found

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.none() | words | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 99), st.integers(1, 99))
fillers = st.builds(Filler, st.none() | words, values, st.none() | spans, st.sampled_from(["exact", "vague"]))
facts = st.builds(
    Fact,
    words,
    st.dictionaries(words, st.lists(fillers, min_size=1, max_size=3).map(tuple), max_size=3),
    st.lists(spans, max_size=3).map(tuple),
    st.sampled_from(["actual", "planned"]),
    st.sampled_from(["positive", "negative"]),
    st.none() | fillers,
    st.none() | st.floats(0, 1),
)


@settings(deadline=None)
@given(st.dictionaries(words, st.lists(facts, max_size=3).map(tuple), max_size=3))
def test_reading_back_gives_the_same_facts(found: dict[str, tuple[Fact, ...]]) -> None:
    again = read_found(StringIO(found_lines(found)), found)
    assert again == found
    # 9 == 9.0 in Python; in gold they are told apart by their type
    assert repr(again) == repr(found)


def test_a_line_break_inside_a_quote_stays_inside_its_line() -> None:
    fact = Fact("x", {"y": (Filler("a\r\nb\u2028c\x85d"),)})
    lines = found_lines({"a": (fact, fact)}).split("\n")
    assert len(lines) == 3
    assert read_found(lines[:2], ["a"])["a"] == (fact, fact)


def test_a_row_says_where_and_what() -> None:
    fact = Fact("seizure", {"count": (filler("Nine", 9),)}, (Span(0, 4),))
    (line,) = found_lines({"a": (fact,)}).splitlines()
    assert json.loads(line) == {
        "article": "a",
        "found": 0,
        "type": "seizure",
        "modality": "actual",
        "polarity": "positive",
        "confidence": None,
        "evidence": [{"start": 0, "end": 4}],
        "slots": [
            {"slot": "count", "text": "Nine", "value": None, "number": 9, "start": 0, "end": 4, "precision": "exact"}
        ],
        "source": None,
    }


def test_the_table_has_the_same_columns_whatever_was_found() -> None:
    empty, some = found_table({"a": ()}), found_table({"a": (detention(),), "b": ()})
    assert empty.schema == some.schema
    assert (empty.num_rows, some.num_rows) == (0, 1)


def test_other_libraries_read_the_files(tmp_path: Path) -> None:
    import datasets

    found = {"a": (detention(), Fact("seizure", {"outcome": (Filler(value="kept"),)})), "b": (detention(),)}
    path = tmp_path / "found.jsonl"
    path.write_text(found_lines(found), encoding="utf-8")
    table = pd.read_json(path, lines=True)
    assert list(table["type"]) == ["detention", "seizure", "detention"]
    loaded: Any = datasets.load_dataset("json", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache"))
    assert loaded[0]["slots"][0]["number"] == 9
    assert loaded[1]["slots"][0]["value"] == "kept"


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"article": "other", "slots": [], "evidence": []}'])
def test_broken_lines_raise_what_the_folder_catches(line: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_found([line], ["a"])
