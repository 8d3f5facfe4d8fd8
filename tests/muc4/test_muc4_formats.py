"""The readers of keys, responses, score reports and judgements, on invented files and on those of 1992."""

import json
from pathlib import Path

import pytest
from mini_muc4 import KEY, REPORT, nothing, template
from reference import reference

from harness.errors import ConfigError, InputErrors
from harness.formats.muc4_fills import read_fill
from harness.formats.muc4_judgements import parse_judgements, read_judgements
from harness.formats.muc4_report import parse_report, read_report
from harness.formats.muc4_templates import parse_key, parse_templates, read_templates
from harness.muc4.judgements import Verdict
from harness.muc4.slots import BY_NAME, SLOTS
from harness.muc4.tallies import Fate, Tally
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
    assert (first.line, first.note, first.comments, first.inapplicable) == (3, "(OURS)", (";; an invented key",), set())
    assert [fill.values for fill in first.slot("hum-tgt-name")] == [("ANNA BRANDT",), ("CARL DE WIT",)]
    assert [fill.line for fill in first.slot("hum-tgt-name")] == [21, 22]
    assert first.slot("perp-inc-cat")[0].optional
    assert first.slot("perp-ind-id") == ()
    assert not templates[2].relevant
    assert templates[2].inapplicable == set(range(1, 25))


def test_what_is_no_part_of_a_template() -> None:
    """Comments, rules between templates, lines that are not indented; question marks alone are no filler."""
    stray = '                                   "BO"'
    text = template("M", "1", {"hum-tgt-name": '"ANN"', "hum-tgt-type": "???"})
    text = text.replace('"ANN"\n', f'"ANN"\n"FAR LEFT"\n;; a remark\n{stray}\n') + "      * * *\n\n" + nothing("N")
    first, second = parse_templates("0 templates follow\n" + text, "found")
    assert [fill.values for fill in first.slot("hum-tgt-name")] == [("ANN",), ("BO",)]
    assert first.slot("hum-tgt-type") == ()
    assert first.slot("hum-tgt-total-num") == ()
    assert first.comments == ("0 templates follow", '"FAR LEFT"', ";; a remark")
    assert second.comments == ()


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


def test_no_templates(tmp_path: Path) -> None:
    """An empty file, a file of something else, a folder, and a slot before any message."""
    with pytest.raises(InputErrors, match="no template here"):
        parse_templates("", "k")
    with pytest.raises(InputErrors, match="no template here"):
        parse_templates('{"docid": 1}\n', "k")
    with pytest.raises(InputErrors, match="k:1:1: a slot before any MESSAGE: ID"):
        parse_templates("4.  INCIDENT: TYPE    ATTACK\n", "k")
    with pytest.raises(ConfigError, match="cannot read the templates"):
        read_templates(tmp_path)
    with pytest.raises(ConfigError, match="cannot read the score report"):
        read_report(tmp_path / "absent")


def test_a_template_has_25_slots() -> None:
    """Any other number is a mistake of the programme."""
    with pytest.raises(ValueError, match="25 slots"):
        Template("M", 1, optional=False, fills=())


def test_a_report() -> None:
    """Entries with their numbers, marks and counts; optional and irrelevant ones have no counts."""
    scores = parse_report(REPORT, "report")
    assert [(one.message, one.key, one.response, one.fate) for one in scores] == [
        ("MINI-0001", 1, 7, Fate.MATCHED),
        ("MINI-0001", 2, None, Fate.OPTIONAL),
        ("MINI-0002", None, 1, Fate.SPURIOUS),
        ("MINI-0003", 1, None, Fate.MISSING),
        ("MINI-0004", None, None, Fate.IRRELEVANT),
    ]
    assert [len(one.tallies) for one in scores] == [24, 0, 24, 24, 0]
    assert scores[0].tally("hum-tgt-name") == Tally(cor=1, icr=1, mis=1)
    assert scores[0].tally("hum-tgt-nation") == Tally(non=1)
    assert [one.line for one in scores[:2]] == [5, 36]
    assert REPORT.split("\n")[35].startswith("MINI-0001\t key: 2")


def test_all_problems_of_a_report_at_once() -> None:
    """Marks, labels, rows that do not add up, unknown slots, and an end that is missing."""
    table = (
        "\n\ninc-type  2 1|1 0 0|0 0|0 0 0|100 100 0\ninc-type  1 1|1 0|0 0|0 0 0|1\nmood 1 1|1 0 0|0 0|0 0 0|1 1 0\n"
    )
    with pytest.raises(InputErrors) as caught:
        parse_report(f"M  key: x  response: 1  [lost]{table}inc-date 1 1|a\n", "r")
    problems = caught.value.problems
    assert [problem.line for problem in problems] == [1, 1, 3, 4, 5, 6, 7]
    text = str(caught.value)
    assert 'r:1:1: key "x": expected a number' in text
    assert "[lost] is no mark of a score report" in text
    assert "POS 2 and ACT 1 are not the sums of this row, 1 and 1" in text
    assert "expected three counts, then two, then three" in text
    assert '"mood" is no slot' in text
    assert "this row cannot be read" in text
    assert "is the file whole?" in text
    with pytest.raises(InputErrors, match="no score report here"):
        parse_report(KEY, "r")


def _record(**changes: object) -> str:
    record = {
        "message_id": "M",
        "key_template": "2",
        "slot": "inc-loc",
        "response": "X",
        "verdict": "fail",
        "key": None,
    }
    return json.dumps({**record, **changes})


def test_judgements() -> None:
    """Expressions of the scoring system as the fillers that files of templates give."""
    lines = [
        _record(),
        _record(
            slot="inc-date",
            response=["range", "nil", "4 MAY 91"],
            verdict="match",
            key=["or", ["range", "01 MAY 91", "04 MAY 91"], "04 MAY 91"],
        ),
        _record(response=["location", "OSTRANIA", ["qualified", "VELL", "CITY"]], verdict="partial", key="OSTRANIA"),
        _record(
            slot="hum-tgt-num",
            response=["xref", "2", "ALL"],
            verdict="partial",
            key=["all-of", ["optional", ["xref", ["or", "1", "2"], "ANN"]], ["xref", "1", 'THE \\"BO\\"']],
        ),
    ]
    first, date, place, number = parse_judgements("\n".join(lines) + "\n\n", "j")
    assert (first.message, first.template, first.slot, first.verdict, first.keys) == (
        "M",
        2,
        "inc-loc",
        Verdict.FAIL,
        (),
    )
    assert date.response == Fill(("- 4 MAY 91",))
    assert date.keys == (Fill(("01 MAY 91 - 04 MAY 91", "04 MAY 91")),)
    assert (place.response, place.keys) == (Fill(("OSTRANIA: VELL (CITY)",)), (Fill(("OSTRANIA",)),))
    assert number.response == Fill(("2",), ("ALL",))
    assert number.keys == (Fill(("1", "2"), ("ANN",), optional=True), Fill(("1",), ('THE "BO"',)))


def test_all_problems_of_judgements_at_once() -> None:
    """Each with its line."""
    lines = [
        "{",
        "[]",
        "{}",
        _record(slot="mood"),
        _record(verdict="ok"),
        _record(key_template="x"),
        _record(key=["odd"]),
    ]
    with pytest.raises(InputErrors) as caught:
        parse_judgements("\n".join(lines), "j")
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3, 4, 5, 6, 7]
    assert "lacks message_id, key_template, slot, response, verdict, key" in str(caught.value)


def _files(*parts: str, pattern: str) -> list[Path]:
    return sorted(reference("muc4", "official", *parts).glob(pattern))


def test_every_key_and_response_of_1992() -> None:
    """All are read, and no filler gets lost: every line that is indented, or begins a slot, and holds one is there."""
    keys = _files("TASK", "CORPORA", pattern="*/key-*")
    responses = _files("TEST", "RESULTS", "TST3", pattern="*/response*")
    assert (len(keys), len(responses)) == (16, 17)
    counted = {}
    for path in (*keys, *responses):
        templates = read_templates(path)
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


def test_every_judgement_of_1992_names_fillers_of_its_key() -> None:
    """The history and the key are read to the same fillers (question marks apart, which the history may leave out)."""
    key = {(one.message, one.number): one for one in read_templates(_files("TASK", pattern="CORPORA/tst3/key-*")[0])}
    judgements = read_judgements(reference("muc4", "scores", "human_match_judgments_tst3.jsonl"))
    assert len(judgements) == 1953
    for judgement in judgements:
        fills = {(fill.values, fill.names) for fill in key[judgement.message, judgement.template].slot(judgement.slot)}
        assert {(fill.values, fill.names) for fill in judgement.keys} <= fills, judgement


def test_every_report_of_1992() -> None:
    """Entry by entry as in the reference's own reading of them."""
    results = _files("TEST", "RESULTS", "TST3", pattern="*/scores*")
    assert len(results) == 17
    for path in results:
        expected = json.loads(reference("muc4", "scores", "official_tst3", f"TST3-{path.parent.name}.json").read_text())
        scores = read_report(path)
        for score, pair in zip(scores, expected["template_pairs"], strict=True):
            labels = tuple(int(pair[side]) if pair[side].isdigit() else None for side in ("key", "response"))
            assert (score.message, score.key, score.response, score.fate.value) == (pair["doc"], *labels, pair["flag"])
            for slot, tally in score.tallies.items():
                row = pair["slots"][slot]
                assert tally._asdict() == {name: row[name] for name in Tally._fields}
                assert (tally.pos, tally.act) == (row["pos"], row["act"])
