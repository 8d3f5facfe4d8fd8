import os
from dataclasses import replace
from pathlib import Path

import pytest
from run_samples import corpus

from harness.runs.signature import options_digest, signature
from harness.version import VERSION


def test_the_form_of_a_signature() -> None:
    made = signature("rules", {"_target_": "x.Y"}, replace(corpus(3), digest="8cd5a3bb67e3"), 7)
    digest = options_digest({"_target_": "x.Y"})[:8]
    assert (
        made == f"facts|match:lenient|align:optimal|gold:3-8cd5a3bb|extractor:rules-{digest}|seed:7|harness:{VERSION}"
    )


def test_options_count_and_their_order_does_not() -> None:
    one = options_digest({"_target_": "x.Y", "a": 1, "b": [1, {"c": None}]})
    assert one == options_digest({"b": [1, {"c": None}], "a": 1, "_target_": "x.Y"})
    assert one != options_digest({"_target_": "x.Y", "a": 1, "b": [1, {"c": 2}]})
    assert one != options_digest({"_target_": "x.Z", "a": 1, "b": [1, {"c": None}]})
    assert len(one) == 64


def test_a_file_counts_by_its_content(tmp_path: Path) -> None:
    first, second, other = (tmp_path / name for name in ("first.yaml", "second.yaml", "other.yaml"))
    for path, text in ((first, "same"), (second, "same"), (other, "other")):
        path.write_text(text)
    digests = [options_digest({"book": [str(path)]}) for path in (first, second, other)]
    assert digests[0] == digests[1] != digests[2]
    first.write_text("changed")
    assert options_digest({"book": [str(first)]}) != digests[0]


def test_files_that_a_file_names_count_with_it(tmp_path: Path) -> None:
    digests = []
    for name, included in (("one", "same"), ("two", "same"), ("three", "other")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "book.yaml").write_text("includes: [words.yaml]")
        (tmp_path / name / "words.yaml").write_text(included)
        (tmp_path / name / "stranger.yaml").write_text(name)
        digests.append(options_digest({"book": str(tmp_path / name / "book.yaml")}))
    assert digests[0] == digests[1] != digests[2]


def test_a_folder_counts_by_all_that_is_in_it(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / name / "deep" / "a.txt").write_text("a")
    one, two = ({"gold": str(tmp_path / name)} for name in ("one", "two"))
    assert options_digest(one) == options_digest(two)
    (tmp_path / "two" / "b.txt").write_text("")
    changed = options_digest(two)
    assert options_digest(one) != changed
    (tmp_path / "two" / "b.txt").rename(tmp_path / "two" / "c.txt")
    assert options_digest(two) != changed


def test_a_name_is_no_path_even_where_a_folder_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = options_digest({"model": "en_core_web_sm"})
    (tmp_path / "en_core_web_sm").mkdir()
    monkeypatch.chdir(tmp_path)
    assert options_digest({"model": "en_core_web_sm"}) == before


@pytest.mark.parametrize("value", ["", "a\0b/c", "/nowhere/at/all.yaml", "x/" * 5000, "\ud800/x", 7, None, 1.5])
def test_what_is_no_path_counts_as_it_is(value: object) -> None:
    assert options_digest({"x": value}) == options_digest({"x": value})
    assert options_digest({"x": value}) != options_digest({"x": "else"})


def test_a_pipe_has_no_content_to_wait_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert options_digest({"argv": [str(tmp_path / "pipe.txt")]}) != options_digest({"argv": ["pipe.txt"]})
