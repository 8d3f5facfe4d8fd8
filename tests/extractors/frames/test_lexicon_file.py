"""Reading a lexicon: every mistake at its line and column, all of them at once."""

from pathlib import Path

import pytest

from harness.errors import InputErrors
from harness.extractors.frames.lexicon_file import load_lexicon

GOOD = """\
schema_version: 1
nouns:
  fighters: {kind: people, side: armed_group, words: [rebel]}
  arms: {kind: thing, words: [rifle]}
groups:
  things: [arms]
types:
  seizure: {count: item, adjuncts: [place]}
frames:
  seized:
    type: seizure
    verbs: [seize, dig up]
    slots:
      item: {from: [object], are: [things], must: true}
"""


def load(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        load_lexicon(path)
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def test_a_good_lexicon(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yaml"
    path.write_text(GOOD, encoding="utf-8")
    lexicon = load_lexicon(path)
    (frame,) = lexicon.frames
    assert frame.verbs == (("seize",), ("dig", "up"))
    assert frame.roles[0].classes == {"arms"}
    assert frame.roles[0].required
    assert lexicon.class_of["rebel"].side == "armed_group"
    assert lexicon.types["seizure"].count == "item"
    assert len(lexicon.sha256) == 64


def test_what_a_frame_may_ask_of_its_words(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yaml"
    text = GOOD.replace("count: item,", "count: item, site: item,").replace(
        "    verbs: [seize, dig up]\n", "    verbs: [seize]\n    counted: true\n    alone: true\n"
    )
    path.write_text(text, encoding="utf-8")
    lexicon = load_lexicon(path)
    (frame,) = lexicon.frames
    assert (frame.counted, frame.alone, frame.takes_object) == (True, True, True)
    assert lexicon.types["seizure"].site == "item"
    assert load(tmp_path, text.replace("alone: true", "alone: yes")) == ["14:12: alone 'yes' is none of true, false"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("nouns:", "zzz:", "2:1: unknown section 'zzz'; known: adjectives, countries, denials, frames, groups, "),
        ("kind: thing,", "kind: thing, zzz: 1,", "4:23: unknown key 'zzz'; known: kind, side, words"),
        ("adjuncts: [place]", "zzz: 1", "8:26: unknown key 'zzz'; known: adjuncts, attempts, count, "),
        ("must: true", "zzz: 1", "14:45: unknown key 'zzz'; known: are, from, must, with"),
        ("nouns:", "nuons:", "2:1: unknown section 'nuons'; did you mean 'nouns'?"),
        (
            "kind: people",
            "kind: peple",
            "3:20: kind 'peple' is none of people, organisation, place, thing, event, time",
        ),
        ("[rifle]", "[rifle, rebel]", "4:38: 'rebel' is in the noun class 'fighters' already: choose one"),
        ("[rifle]", "rifle", "4:30: the words of 'arms' must be a list"),
        ("things: [arms]", "things: [amrs]", "6:12: 'amrs': no such class; did you mean 'arms'?"),
        ("adjuncts: [place]", "adjuncts: [plaec]", "8:37: 'plaec' is no adjunct; did you mean 'place'?"),
        ("    type: seizure\n", "", "10:3: frame 'seized' needs a type"),
        ("    verbs: [seize, dig up]\n", "", "10:3: frame 'seized' needs cue words"),
        ("verbs: [seize", "verbs: [seize, seize", "12:20: 'seize' stands twice in verbs"),
        ("from: [object], ", "", "14:7: slot 'item' needs `from`"),
        ("are: [things]", "are: [thigns]", "14:36: no noun class, kind or group 'thigns'"),
        ("must: true", "must: maybe", "14:51: must 'maybe' is none of true, false"),
        ("schema_version: 1", "schema_version: 2", "1:17: this harness reads lexicons of schema_version 1"),
        ("schema_version: 1", "includes: [../x.yaml]", "1:12: '../x.yaml' is no file name"),
        ("schema_version: 1", "includes: [none.yaml]", "1:12: 'none.yaml' cannot be read: No such file"),
        ("schema_version: 1", 'includes: ["a\\0b"]', "1:12: 'a\\x00b' is no file name"),
        ("schema_version: 1", 'includes: ["\\ud800"]', "1:12: '\\ud800' is no file name"),
        ("things: [arms]", "things: [things]", "6:12: 'things': groups may only use groups above them"),
        ("schema_version: 1", "titles: [!!python/name:os.system x]", "1:10: an item of titles must be a plain word"),
        ("nouns:", "nouns: !!python/object:os.system", "2:8: YAML tags (tag:yaml.org,2002:python/object:os.system)"),
        ("[rifle]", "!x [rifle]", "4:30: YAML tags (!x) are not allowed"),
        ("schema_version: 1", "titles: &a [*a]", "1:9: an item of titles must be a plain word"),
        ("[rifle]", "[ri\0fle]", "4:33: not valid YAML: the character U+0000 is not allowed"),
    ],
)
def test_a_mistake_is_shown_where_it_is(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert any(found.startswith(problem) for found in load(tmp_path, GOOD.replace(old, new, 1)))


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("kind: thing", "kind: thng").replace("must: true", "must: yes").replace("[things]", "[thins]")
    assert [problem.partition(":")[0] for problem in load(tmp_path, text)] == ["4", "4", "14", "14"]


def test_yaml_that_is_none(tmp_path: Path) -> None:
    assert load(tmp_path, "nouns: [a\nframes: {")[0].startswith("2:")
    assert load(tmp_path, "") == ["1:1: the file is empty"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputErrors, match=r"cannot be read: No such file or directory; did you mean .*/mine\.yaml\?"):
        load_lexicon(tmp_path / "mime.yaml")


def test_a_file_that_is_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yaml"
    path.write_bytes(b"titles: [\xff]")
    with pytest.raises(InputErrors, match="not UTF-8"):
        load_lexicon(path)


def test_included_files_are_read_and_named_in_problems(tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text("titles: [chief]\nverbz: [go]\n", encoding="utf-8")
    problems = load(tmp_path, "includes: [more.yaml]\n" + GOOD)
    assert problems == [f"{tmp_path / 'more.yaml'}:2:1: unknown section 'verbz'; did you mean 'verbs'?"]


def test_an_included_file_includes_no_others(tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text("includes: [lexicon.yaml]\n", encoding="utf-8")
    (problem,) = load(tmp_path, "includes: [more.yaml]\n" + GOOD)
    assert problem.startswith(f"{tmp_path / 'more.yaml'}:1:1: an included file includes no others")


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(InputErrors, match="is no file name"):
        load_lexicon("a\0b")
