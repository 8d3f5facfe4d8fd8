"""The profile `muc4` by a score report: on an invented one by hand, and on all of 1992."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from mini_muc4 import ALONE, KEY, MATCHED, REPORT, RESPONSE, nothing, template
from reference import reference

from harness.errors import ConfigError, InputErrors
from harness.formats.muc4_report import parse_report
from harness.formats.muc4_templates import parse_key, parse_templates
from harness.muc4.official import Numbered, disagreement, disagreements, numbered, recount_slot
from harness.muc4.slots import SCORED
from harness.muc4.tallies import Fate, Tally, TemplateScore
from harness.muc4.templates import Fill
from harness.muc4.totals import f_measures, totals
from harness.scoring.muc4 import Options, score_facts, score_files


@pytest.fixture
def mini(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Key, response and report as files."""
    paths = tmp_path / "key", tmp_path / "response", tmp_path / "report"
    for path, text in zip(paths, (KEY, RESPONSE, REPORT), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def _row(*numbers: int | None, fal: int | None = None) -> dict[str, int | None]:
    names = ("pos", "act", "cor", "par", "inc", "icr", "ipa", "spu", "mis", "non", "rec", "pre", "ovg")
    return dict(zip(names, numbers, strict=True)) | ({} if fal is None else {"fal": fal})


def test_the_mini_report_by_hand(mini: tuple[Path, Path, Path]) -> None:
    """Matched: 12 COR, 2 PAR, 1 INC, 1 SPU, 6 MIS, 5 NON; spurious: 4 SPU, 19 NON; missing: 4 MIS, 19 NON."""
    score = score_files(mini[0], mini[1], Options(report=mini[2]))
    rows = score.rows["totals"]
    assert rows["template-id"] == _row(2, 2, 1, 0, 0, 0, 0, 1, 1, 1, 50, 50, 50)
    assert rows["inc-type"] == _row(2, 2, 1, 0, 0, 0, 0, 1, 1, 0, 50, 50, 50, fal=5)  # 1 of 6 + 7 + 6
    assert rows["inc-stage"]["fal"] == 14  # 1 of 2 + 3 + 2
    assert rows["phys-tgt-type"] == _row(1, 1, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0, fal=2)  # 1 of 14 + 15 + 15
    assert rows["perp-inc-cat"] == _row(0, 0, 0, 0, 0, 0, 0, 0, 0, 3, None, None, None, fal=0)
    assert rows["hum-tgt-total"] == _row(9, 5, 4, 1, 0, 1, 1, 0, 4, 16, 50, 90, 0)
    assert rows["MATCHED/MISSING"] == _row(25, 16, 12, 2, 1, 1, 2, 1, 10, 24, 52, 81, 6)
    assert rows["MATCHED/SPURIOUS"] == _row(21, 20, 12, 2, 1, 1, 2, 5, 6, 24, 62, 65, 25)
    assert rows["MATCHED ONLY"] == _row(21, 16, 12, 2, 1, 1, 2, 1, 6, 5, 62, 81, 6)
    assert rows["ALL TEMPLATES"] == _row(25, 20, 12, 2, 1, 1, 2, 5, 10, 43, 52, 65, 25)
    assert rows["SET FILLS ONLY"] == _row(12, 7, 6, 0, 1, 0, 0, 0, 5, 12, 50, 86, 0, fal=0)  # 1 of 465
    assert score.rows["f_measures"] == {"P&R": 57.78, "2P&R": 61.9, "P&2R": 54.17}


def test_the_order_of_templates_changes_nothing(mini: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """Neither that of the key nor that of the response."""
    backwards = []
    for path in mini[:2]:
        blocks = [block for block in path.read_text(encoding="utf-8").split("\n\n") if "MESSAGE" in block]
        backwards.append(tmp_path / f"{path.name}-backwards")
        backwards[-1].write_text("\n\n".join(reversed(blocks)), encoding="utf-8")
    for options in (Options(report=mini[2]), Options()):
        forth, back = score_files(mini[0], mini[1], options), score_files(backwards[0], backwards[1], options)
        assert forth.rows == back.rows
        assert (forth.fractions.cells == back.fractions.cells).all()  # type: ignore[union-attr]


IDENTIFIED = {Fate.MATCHED: Tally(cor=1), Fate.MISSING: Tally(mis=1), Fate.SPURIOUS: Tally(spu=1)}


def recount(score: TemplateScore, key: Numbered, response: Numbered) -> TemplateScore:
    """An entry with its counts made again: the judged ones as reported, SPU, MIS and NON from the files."""
    if score.fate not in IDENTIFIED:
        return score
    sides = ((key, score.key), (response, score.response))
    ours, theirs = (side[score.message, at].fills if at is not None else [()] * 25 for side, at in sides)
    made = {slot.name: recount_slot(score.tally(slot.name), ours[slot.number], theirs[slot.number]) for slot in SCORED}
    return replace(score, tallies={**made, SCORED[0].name: IDENTIFIED[score.fate]})


def test_counts_made_again_from_the_files() -> None:
    """SPU, MIS and NON follow from key and response; on these files nothing differs."""
    key, response = numbered(parse_key(KEY, "k")), numbered(parse_templates(RESPONSE, "r"))
    scores = parse_report(REPORT, "report")
    assert [recount(score, key, response).tallies for score in scores] == [score.tallies for score in scores]
    assert all(not disagreements(score, key, response) for score in scores)
    assert set(MATCHED) | set(ALONE) < {slot.name for slot in SCORED}


ONE, MAYBE = Fill(("A",)), Fill(("B",), optional=True)


@pytest.mark.parametrize(
    ("judged", "key", "response", "expected", "differing"),
    [
        (Tally(cor=1), (ONE,), (ONE, ONE), Tally(cor=1, spu=1), "ACT 1, fillers 2"),
        (Tally(cor=1, spu=1), (ONE, ONE), (ONE, ONE), Tally(cor=1, spu=1, mis=1), "POS 1, fillers 2 to 2"),
        (Tally(cor=1, mis=1), (ONE, MAYBE), (ONE,), Tally(cor=1, mis=1), ""),
        (Tally(cor=1), (ONE, MAYBE), (ONE,), Tally(cor=1), ""),
        (Tally(non=1), (MAYBE,), (), Tally(non=1), ""),
        (Tally(), (MAYBE, MAYBE), (), Tally(), ""),
        (Tally(non=1), (MAYBE, MAYBE), (), Tally(), "NON 1, not 0"),
        (Tally(), (), (), Tally(non=1), "NON 0, not 1"),
        (Tally(par=3, ipa=3), (ONE, ONE, ONE), (ONE,), Tally(par=3, ipa=3), "ACT 3, fillers 1"),
        (Tally(mis=2), (ONE,), (), Tally(mis=1), "POS 2, fillers 1 to 1"),
    ],
)
def test_one_slot_made_again(
    judged: Tally, key: tuple[Fill, ...], response: tuple[Fill, ...], expected: Tally, differing: str
) -> None:
    """The judged counts stay; the others follow from the fillers, and what does not is named."""
    assert recount_slot(judged, key, response) == expected
    assert disagreement(judged, key, response) == differing


def test_outcomes_show_where_the_report_differs(mini: tuple[Path, Path, Path]) -> None:
    """One line a slot of an entry; the report's counts are those that count."""
    mini[1].write_text(RESPONSE.replace('"TWO MEN"', '"TWO MEN"\n' + " " * 35 + '"MEN"'), encoding="utf-8")
    score = score_files(mini[0], mini[1], Options(report=mini[2]))
    outcomes = score.outcomes
    assert len(outcomes) == 3 * 24 + 2
    differing = outcomes[outcomes["disagreement"] != ""]
    assert differing[["article", "slot", "act", "disagreement"]].to_numpy().tolist() == [
        ["MINI-0001", "perp-ind-id", 1, "ACT 1, fillers 2"]
    ]
    assert score.rows["totals"]["perp-ind-id"]["act"] == 1


def test_what_the_numbers_depend_on(mini: tuple[Path, Path, Path]) -> None:
    """The signature names key, response and report; fractions are credit over ACT and POS by message."""
    score = score_files(mini[0], mini[1], Options(report=mini[2]))
    assert list(score.settings) == ["report", "gold", "found"]
    assert str(score.settings["gold"]).startswith("4-")
    fractions = score.fractions
    assert fractions is not None
    assert fractions.articles == ("MINI-0001", "MINI-0002", "MINI-0003", "MINI-0004")
    assert fractions.rows[:2] == ("ALL TEMPLATES", "template-id")
    assert fractions.cells[:, 0].tolist() == [[13, 16, 13, 21], [0, 4, 0, 0], [0, 0, 0, 4], [0, 0, 0, 0]]
    for name, counts in score.counts.items():
        if name in fractions.rows:
            credit, act, _, pos = fractions.cells[:, fractions.rows.index(name)].sum(axis=0)
            assert (credit, act, pos) == (counts["cor"] + 0.5 * counts["par"], counts["act"], counts["pos"])  # type: ignore[operator]
    assert "rec" not in score.counts["ALL TEMPLATES"]
    assert "57.78" in score.table()


def test_without_a_report_it_scores_by_itself(mini: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """The key scored against itself is perfect; people's decisions alone may be given."""
    plain = tmp_path / "plain"
    plain.write_text(
        template("M", "1", {"inc-type": "ATTACK", "hum-tgt-name": '"ANN"'}) + nothing("N"), encoding="utf-8"
    )
    score = score_files(plain, plain, Options())
    assert score.rows["f_measures"] == {"P&R": 100.0, "2P&R": 100.0, "P&2R": 100.0}
    assert list(score.settings) == ["align", "gold", "found"]
    decisions = tmp_path / "decisions.jsonl"
    decisions.write_text("", encoding="utf-8")
    judged = score_files(plain, plain, Options(judgements=decisions))
    assert list(judged.settings) == ["align", "judgements", "gold", "found"]
    assert judged.rows == score.rows


def test_what_cannot_be_scored(mini: tuple[Path, Path, Path]) -> None:
    """Each mistake is named, with what to do."""
    key, response, report = mini
    with pytest.raises(ConfigError, match="name the response"):
        score_files(key, None, Options())
    with pytest.raises(ConfigError, match="exclude each other"):
        score_files(key, response, Options(report=report, judgements=report))
    with pytest.raises(ConfigError, match="not facts"):
        score_facts({}, {}, None, Options())  # type: ignore[arg-type]
    with pytest.raises(InputErrors) as caught:
        score_files(response, key, Options(report=report))
    assert [problem.line for problem in caught.value.problems] == [5, 5, 36, 67, 98]
    assert "MINI-0001 has no template 7 in the response; is this its score report?" in str(caught.value)


SITES = tuple("BBN GE GE-CMU HUGHES LSI MDC MITRE NMSU NYU PARAMAX PRC SRA SRI SYNCH UMASS UMICH USC".split())  # noqa: SIM905


@pytest.mark.parametrize("site", SITES)
def test_every_report_of_1992_comes_out(site: str) -> None:
    """Every row, column, percentage and F-measure; with SPU, MIS and NON from the files too, but for a few slots."""
    expected = json.loads(reference("muc4", "scores", "official_tst3", f"TST3-{site}.json").read_text(encoding="utf-8"))
    place = reference("muc4")
    key, response, report = (place / expected[name] for name in ("gold_file", "response_file", "score_report"))
    score = score_files(key, response, Options(report=report))
    assert score.rows == {name: expected[name] for name in ("totals", "f_measures")}
    templates = [numbered(parse_templates(path.read_text(encoding="ascii"), path.name)) for path in (key, response)]
    entries = parse_report(report.read_text(encoding="ascii"), report.name)
    again = [recount(entry, templates[0], templates[1]) for entry in entries]
    changed = sum(
        tally != entry.tally(slot)
        for entry, made in zip(entries, again, strict=True)
        for slot, tally in made.tallies.items()
    )
    assert changed == {"GE-CMU": 1, "HUGHES": 3, "UMASS": 1, "UMICH": 3}.get(site, 0)
    if not changed:
        rows = totals(again, templates[0])
        assert (rows, f_measures(rows)) == (expected["totals"], expected["f_measures"])


def test_fallout_of_set_fills_leaves_spurious_templates_out(mini: tuple[Path, Path, Path]) -> None:
    """A spurious type is one more that could have been wrong, but not among the set fills of what gold has."""
    key, response, report = (path.read_text(encoding="utf-8") for path in mini)
    scores = parse_report(report, "report")
    sides = numbered(parse_key(key, "key"))
    without = [score for score in scores if score.fate is not Fate.SPURIOUS]
    changed = [
        replace(one, tallies={**one.tallies, "inc-type": Tally(inc=40)}) if one.fate is Fate.MATCHED else one
        for one in without
    ]
    spurious = [one for one in scores if one.fate is Fate.SPURIOUS] * 30
    row, alone = (totals([*changed, *more], sides)["SET FILLS ONLY"] for more in (spurious, []))
    assert row == alone
    assert alone["fal"] is not None
    assert alone["fal"] > 0
    assert parse_templates(response, "response")


def test_fractions_by_message(mini: tuple[Path, Path, Path]) -> None:
    """Matched: 12 COR and 2 PAR are 13 of 16 given and of 21 wanted; then the spurious and the missing four."""
    fractions = score_files(mini[0], mini[1], Options(report=mini[2])).fractions
    assert fractions is not None
    assert fractions.rows[0] == "ALL TEMPLATES"
    assert fractions.cells[:, 0].tolist() == [[13, 16, 13, 21], [0, 4, 0, 0], [0, 0, 0, 4], [0, 0, 0, 0]]
