"""The readers of score reports and judgements, on invented files and on those of 1992."""

import json

import pytest
from mini_muc4 import KEY, REPORT
from reference import reference

from harness.errors import InputErrors
from harness.formats.muc4_judgements import parse_judgements, read_judgements
from harness.formats.muc4_report import parse_report, read_report
from harness.formats.muc4_templates import read_response
from harness.muc4.judgements import Verdict
from harness.muc4.tallies import Fate, Tally
from harness.muc4.templates import Fill


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
        parse_report(f"M  key: ²  response: 1  [lost]{table}inc-date 1 1|a\n", "r")
    problems = caught.value.problems
    assert [problem.line for problem in problems] == [1, 1, 3, 4, 5, 6, 7]
    text = str(caught.value)
    assert 'r:1:1: key "²": expected a number' in text
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
        _record(slot=["mood"]),
        _record(verdict={}),
        _record(key_template="²"),
        _record(key=["odd"]),
    ]
    with pytest.raises(InputErrors) as caught:
        parse_judgements("\n".join(lines), "j")
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3, 4, 5, 6, 7]
    assert "lacks message_id, key_template, slot, response, verdict, key" in str(caught.value)


def test_every_judgement_of_1992_names_fillers_of_its_key() -> None:
    """The history and the key are read to the same fillers (question marks apart, which the history may leave out)."""
    key = {
        (one.message, one.number): one
        for one in read_response(reference("muc4", "official", "TASK", "CORPORA", "tst3", "key-tst3.v2"))
    }
    judgements = read_judgements(reference("muc4", "scores", "human_match_judgments_tst3.jsonl"))
    assert len(judgements) == 1953
    for judgement in judgements:
        fills = {(fill.values, fill.names) for fill in key[judgement.message, judgement.template].slot(judgement.slot)}
        assert {(fill.values, fill.names) for fill in judgement.keys} <= fills, judgement


def test_every_report_of_1992() -> None:
    """Entry by entry as in the reference's own reading of them."""
    results = sorted(reference("muc4", "official", "TEST", "RESULTS", "TST3").glob("*/scores*"))
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
