"""The readers of keys and responses, on invented files and on those of 1992."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mini_muc4 import KEY, nothing, template
from reference import reference

from harness.errors import ConfigError, InputErrors, Problem
from harness.formats.muc4_fills import read_fill
from harness.formats.muc4_report import read_report
from harness.formats.muc4_templates import parse_key, parse_templates, read_response
from harness.muc4.slots import BY_NAME, SLOTS
from harness.muc4.templates import Fill, Template

PLACE, TYPE, STRING = BY_NAME["inc-loc"].number, BY_NAME["phys-tgt-type"].number, BY_NAME["hum-tgt-name"].number
DATE = BY_NAME["inc-date"].number


@pytest.mark.parametrize(
    ("slot", "text", "values", "names"),
    [
        (STRING, '"ANNA" / "ANN"', ("ANNA", "ANN"), ()),
        (STRING, '"ANNA"/"ANN" ', ("ANNA", "ANN"), ()),
        (STRING, '"THE \\"GREEN\\" PARTY"', ('THE "GREEN" PARTY',), ()),
        (STRING, '""GREENS" PARTY"', ('"GREENS" PARTY',), ()),
        (STRING, '"SIX MEN / "MEN"', ('SIX MEN / "MEN',), ()),
        (STRING, 'WOMEN"', ("WOMEN",), ()),
        (STRING, '"A / B: C"', ("A / B: C",), ()),
        (STRING, '"AND/OR"', ("AND/OR",), ()),
        (STRING, '"TWO   MEN"', ("TWO MEN",), ()),
        (STRING, "FRONT [F]", ("FRONT [F]",), ()),
        (TYPE, 'OTHER: "SHED" / "HUT"', ("OTHER",), ("SHED", "HUT")),
        (TYPE, 'OTHER / WATER : "SHED"', ("OTHER", "WATER"), ("SHED",)),
        (TYPE, '(OTHER / WATER): "SHED"', ("OTHER", "WATER"), ("SHED",)),
        (TYPE, 'OTHER: "-"', ("OTHER",), ("-",)),
        (TYPE, '-: "SHED"', ("-",), ("SHED",)),
        (TYPE, "OTHER", ("OTHER",), ()),
        (TYPE, 'OTHER: "A: B" / "(C)"', ("OTHER",), ("A: B", "(C)")),
        (DATE, "(- 25 MAY 91) / (24 MAY 91 - 25 MAY 91)", ("- 25 MAY 91", "24 MAY 91 - 25 MAY 91"), ()),
        (DATE, "- 25 MAY 91", ("- 25 MAY 91",), ()),
        (PLACE, "OSTRANIA: VELL (CITY): QUAY (AREA)", ("OSTRANIA: VELL (CITY): QUAY (AREA)",), ()),
        (PLACE, "(OSTRANIA: VELL (CITY)) / (OSTRANIA)", ("OSTRANIA: VELL (CITY)", "OSTRANIA"), ()),
        (PLACE, "A: B (CITY) - C (TOWN)", ("A: B (CITY) - C (TOWN)",), ()),
        (PLACE, "A: B (CITY / TOWN)", ("A: B (CITY)", "A: B (TOWN)"), ()),
        (PLACE, "A: B (CITY) / A: C (CITY)", ("A: B (CITY)", "A: C (CITY)"), ()),
    ],
)
def test_fillers(slot: int, text: str, values: tuple[str, ...], names: tuple[str, ...]) -> None:
    """Alternatives, tags, brackets and quotes, as the files of 1992 have them."""
    assert read_fill(text, slot, 7) == Fill(values, names, optional=False, text=text.strip(), line=7)


@pytest.mark.parametrize("text", ['? "ANNA" / "ANN"', '?"ANNA" / "ANN"', '? ("ANNA" / "ANN")'])
def test_optional_fillers(text: str) -> None:
    """A question mark before the filler, with or without a blank."""
    fill = read_fill(text, STRING)
    assert (fill.values, fill.optional, fill.text) == (("ANNA", "ANN"), True, text)


@given(st.text(alphabet='AB "/:()?-*\\\\', max_size=20), st.integers(2, 24))
def test_any_text_is_some_filler(text: str, slot: int) -> None:
    """Whatever somebody wrote is read, and in the same way again."""
    fill = read_fill(text, slot)
    assert fill.values
    assert read_fill(f"  {text} ", slot) == fill


@given(st.lists(st.sampled_from([*KEY.split("\n")[:30], "", "x", " x", "7. A: b", "0.  MESSAGE: ID"]), max_size=40))
def test_any_lines_are_templates_or_problems(lines: list[str]) -> None:
    """Never anything but templates, or problems at their lines."""
    problems: tuple[Problem, ...] = ()
    try:
        parse_key("\n".join(lines), "k")
    except InputErrors as errors:
        problems = errors.problems
    assert all(1 <= problem.line <= max(1, len(lines)) for problem in problems)


def test_a_key() -> None:
    """Everything that a template has, with the line it stands in."""
    templates = parse_key(KEY, "key")
    assert [(one.message, one.number, one.optional) for one in templates] == [
        ("MINI-0001", 1, False),
        ("MINI-0001", 2, True),
        ("MINI-0002", None, False),
        ("MINI-0003", 1, False),
        ("MINI-0004", None, False),
    ]
    first = templates[0]
    assert first.line == 3
    assert [fill.values for fill in first.slot("hum-tgt-name")] == [("ANNA BRANDT",), ("CARL DE WIT",)]
    assert [fill.line for fill in first.slot("hum-tgt-name")] == [21, 22]
    assert first.slot("perp-inc-cat")[0].optional
    assert first.slot("perp-ind-id") == ()
    assert not templates[2].relevant
    assert set(templates[2].fills[1:]) == {()}


def test_what_is_no_part_of_a_template() -> None:
    """Comments, rules between templates, lines that are not indented; question marks alone are no filler."""
    stray = '                                   "BO"'
    text = template("M", "1", {"hum-tgt-name": '"ANN"', "hum-tgt-type": "???"})
    text = text.replace('"ANN"\n', f'"ANN"\n"FAR LEFT"\n;; a remark\n{stray}\n') + "      * * *\n\n" + nothing("N")
    first, second = parse_templates("0 templates follow\n" + text, "found")
    assert [fill.values for fill in first.slot("hum-tgt-name")] == [("ANN",), ("BO",)]
    assert first.slot("hum-tgt-type") == ()
    assert first.slot("hum-tgt-total-num") == ()
    assert second.message == "N"


def test_tabs_and_narrow_columns() -> None:
    """Titles and fillers may be apart by tabs or by few blanks."""
    text = KEY.replace("    ", "\t")
    narrow = "\n".join(" ".join(line.split()) if line[:1].isdigit() else line for line in KEY.split("\n"))
    assert parse_key(text, "key") == parse_key(narrow, "key") == parse_key(KEY, "key")


def test_all_problems_of_a_key_at_once() -> None:
    """Each with its file and line."""
    broken = template("M", "one", {}).replace("6.  INCIDENT: INSTRUMENT ID", "6.  INCIDENT: INSTRUMENT NAME")
    broken += template("", "1", {}).replace(
        "9.  PERP: INDIVIDUAL ID            -\n", "8.  PERP: INCIDENT CATEGORY  -\n"
    )
    broken += "25. HUM TGT: AGE                   -\n"
    with pytest.raises(InputErrors) as caught:
        parse_templates(broken, "k.txt")
    lines = [(problem.line, str(problem)) for problem in caught.value.problems]
    assert [line for line, _ in lines] == [1, 2, 7, 27, 27, 36, 53]
    assert "k.txt:1:1: the template that begins here lacks slot 6" in lines[0][1]
    assert 'MESSAGE: TEMPLATE is "one"' in lines[1][1]
    assert 'k.txt:7:5: no such slot, "6.  INCIDENT: INSTRUMENT NAME' in lines[2][1]
    assert 'slot 6 is "INCIDENT: INSTRUMENT ID"' in lines[2][1]
    assert "MESSAGE: ID is empty" in lines[3][1]
    assert "lacks slot 9" in lines[4][1]
    assert 'slot 8 "PERP: INCIDENT CATEGORY" a second time in the template of line 27' in lines[5][1]
    assert "slots are 0 to 24" in lines[6][1]


def test_one_number_twice_in_a_message() -> None:
    """A mistake in a key; of a response it is read as it is."""
    text = template("M", "1", {}) + template("M", "1", {})
    assert len(parse_templates(text, "found")) == 2
    with pytest.raises(InputErrors, match=r"k:27:1: M template 1 is there already, in line 1"):
        parse_key(text, "k")


def test_what_a_response_leaves_out_it_has_not_found() -> None:
    """A slot without a line is a slot without a filler; message and number must be there, and keys are whole."""
    text = template("M", "1", {"inc-type": "ATTACK"})
    sparse = "\n".join(line for line in text.split("\n") if not line.startswith(("6.", "9.", "24.")))
    assert parse_templates(sparse, "r", whole=False)[0].fills == parse_templates(text, "r")[0].fills
    with pytest.raises(InputErrors, match="lacks slot 6, 9, 24"):
        parse_key(sparse, "k")
    numberless = "\n".join(line for line in text.split("\n") if not line.startswith("1. "))
    with pytest.raises(InputErrors, match="r:1:1: the template that begins here lacks slot 1;"):
        parse_templates(numberless, "r", whole=False)


def test_no_templates(tmp_path: Path) -> None:
    """A file of something else, a folder, and a slot before any message."""
    with pytest.raises(InputErrors, match="no template here"):
        parse_templates('{"docid": 1}\n', "k")
    with pytest.raises(InputErrors, match="k:1:1: a slot before any MESSAGE: ID"):
        parse_templates("4.  INCIDENT: TYPE    ATTACK\n", "k")
    with pytest.raises(ConfigError, match="cannot read the response"):
        read_response(tmp_path)
    with pytest.raises(ConfigError, match="cannot read the score report"):
        read_report(tmp_path / "absent")


def test_a_template_has_25_slots() -> None:
    """Any other number is a mistake of the programme."""
    with pytest.raises(ValueError, match="25 slots"):
        Template("M", 1, optional=False, fills=())


def _files(*parts: str, pattern: str) -> list[Path]:
    return sorted(reference("muc4", "official", *parts).glob(pattern))


def test_every_key_and_response_of_1992() -> None:
    """All are read, and no filler gets lost: every line that is indented, or begins a slot, and holds one is there."""
    keys = _files("TASK", "CORPORA", pattern="*/key-*")
    responses = _files("TEST", "RESULTS", "TST3", pattern="*/response*")
    assert (len(keys), len(responses)) == (16, 17)
    counted = {}
    for path in (*keys, *responses):
        templates = read_response(path)
        text = path.read_text(encoding="ascii")
        assert len(templates) == text.count("MESSAGE: ID")
        read = {fill.line: fill for one in templates for fills in one.fills for fill in fills}
        titles = tuple(f"{slot.number}." for slot in SLOTS)
        for number, line in enumerate(text.split("\n"), 1):
            words = line.split("   ")[-1].split("\t")[-1].strip()
            if number in read:
                assert words in read[number].text or read[number].text in line, (path, number)
            elif words and not line.startswith(titles) and line[0].isspace():
                assert words in ("-", "*", "* * *", "???") or words.startswith(";"), (path, number, line)
        counted[path.parent.name, path.name] = len(templates)
    assert counted["tst3", "key-tst3.v2"] == 154
    assert counted["LSI", "response.tst3"] == 323
    assert counted["MITRE", "response.tst3"] == 390
