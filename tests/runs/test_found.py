"""Found facts as lines: nothing is lost, and everybody's reader takes them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from run_samples import detention, filler

from harness.corpora.found import facts_to_dataset
from harness.facts import Fact, Filler, Span
from harness.runs.found import Found, read_found
from harness.runs.found import found_lines as lines_of


def found_lines(found: Found) -> str:
    return lines_of(facts_to_dataset(found))


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
    nine = {"text": "Nine", "value": "9", "value_type": "int", "span": {"start": 0, "end": 4}, "precision": "exact"}
    assert json.loads(line) == {
        "article_id": "a",
        "index": 0,
        "type": "seizure",
        "slots": [{"slot": "count", "fillers": [nine]}],
        "evidence": [{"start": 0, "end": 4}],
        "modality": "actual",
        "polarity": "positive",
        "source": None,
        "confidence": None,
    }


def test_other_libraries_read_the_files(tmp_path: Path) -> None:
    import datasets

    found = {"a": (detention(), Fact("seizure", {"outcome": (Filler(value="kept"),)})), "b": (detention(),)}
    path = tmp_path / "found.jsonl"
    path.write_text(found_lines(found), encoding="utf-8")
    table = pd.read_json(path, lines=True)
    assert list(table["type"]) == ["detention", "seizure", "detention"]
    loaded: Any = datasets.load_dataset("json", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache"))
    assert loaded[0]["slots"][0]["fillers"][0]["value"] == "9"
    assert loaded[1]["slots"][0]["fillers"][0]["value"] == "kept"


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"article_id": "other"}'])
def test_broken_lines_raise_what_the_folder_catches(line: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_found([line], ["a"])
