"""`python -m harness extractor=predictions` as a user meets it, on a corpus of the user's own."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from user_project import OWN, lay_out

import harness.__main__ as command

Run = Callable[..., int]
USE = ("extractor=predictions", "extractor.file=answers.jsonl", *OWN)
HELD = {
    "type": "detention",
    "slots": {"count": 9, "detainee": "rebels", "agent": "Police", "place": "Aden", "date": "3 May 2019"},
    "quotes": ["Police detained nine rebels in Aden on 3 May 2019"],
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Write rows into `answers.jsonl` of a user's project, and run the command there."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)

    def main(rows: list[Any], *arguments: str) -> int:
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        Path("answers.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["harness", *arguments])
        return command.main()

    return main


def written(run_folder: str = "reports/predictions") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(run_folder, "run.json").read_bytes())
    return read


def test_the_facts_of_a_file_score_as_an_extractor_s_do(run: Run) -> None:
    assert run([{"article": "one", **HELD}, {"article": "two", **HELD}], *USE) == 0
    overall = next(row for row in written()["rows"] if row["scope"] == "overall")
    assert (overall["strict"]["f1"], overall["slot"]["f1"]) == (1, 1)
    assert written()["troubles"] == []


def test_equal_files_have_equal_signatures_and_others_do_not(run: Run) -> None:
    one, two = {"article": "one", **HELD}, {"article": "two", **HELD}
    assert run([one, two], *USE) == 0
    first = written()
    assert run([one, two], *USE) == 0
    assert written() == first
    assert run([one], *USE) == 0
    assert written()["signature"] != first["signature"]


def test_made_up_quotes_are_counted_and_listed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    made_up = {**HELD, "quotes": ["Police shot <b>nine</b> rebels"]}
    assert run([{"article": "one", **made_up}, {"article": "two", "facts": [HELD]}], *USE) == 0
    said = capsys.readouterr().out
    assert "predictions: 1 trouble, 1 of them a quote found nowhere in the article" in said
    page = Path("reports/predictions/report.html").read_text(encoding="utf-8")
    assert (
        "evidence of detention: &#34;Police shot &lt;b&gt;nine&lt;/b&gt; rebels&#34; is nowhere in the article" in page
    )
    assert [one["kind"] for one in written()["troubles"]] == ["unaligned"]
    assert run([{"article": "one", **made_up}], *USE, "gate.max_troubles=0") == 1


def test_words_in_another_case_are_those_of_the_article(run: Run) -> None:
    slots = {"count": "Nine", "detainee": "Rebels", "agent": "police", "place": "aden", "date": "3 may 2019"}
    quote = "police detained nine rebels in aden on 3 may 2019"
    rows = [{"article": one, "type": "detention", "slots": slots, "quotes": [quote]} for one in ("one", "two")]
    assert run(rows, *USE) == 0
    assert written()["troubles"] == []
    overall = next(row for row in written()["rows"] if row["scope"] == "overall")
    assert (overall["strict"]["f1"], overall["slot"]["f1"]) == (1, 1)
    found = json.loads(Path("reports/predictions/found.jsonl").read_text(encoding="utf-8").splitlines()[0])
    fillers = {one["slot"]: one["fillers"][0]["text"] for one in found["slots"]}
    assert fillers == HELD["slots"] | {"count": "nine"}


def test_articles_that_the_corpus_or_the_file_lacks_are_said(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([{"article": "one", **HELD}, {"article": "ghost", **HELD}], *USE) == 0
    said = [
        'answers.jsonl: not in the corpus: 1 of 2 records, 1 of 2 articles: "ghost"',
        'answers.jsonl: without a record: 1 of 2 articles of the corpus: "two"',
    ]
    assert capsys.readouterr().err.splitlines() == [f"harness: {line}" for line in said]
    log = Path("reports/predictions/run.log").read_text(encoding="utf-8")
    assert all(f"WARNING {line}\n" in log for line in said)


def test_a_file_in_another_schema_is_an_error_with_its_types_and_no_table_of_zeros(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    arrest, upper = {**HELD, "article": "one", "type": "arrest"}, {**HELD, "article": "two", "type": "Detentions"}
    assert run([arrest, arrest, upper], *USE) == 2
    said = capsys.readouterr()
    assert said.out == ""
    first, *types, schema, advice = said.err.removeprefix("harness:\n").splitlines()
    assert first == ("the extractor does not answer in this schema: facts of types that are not there: 3; others: none")
    assert types == [
        "  2 x fact type 'arrest' is not in the schema",
        "  1 x fact type 'Detentions' is not in the schema; did you mean 'detention'?",
    ]
    assert schema.startswith("the schema has security_operation, detention, ")
    assert "docs/predictions.md" in advice
    assert not Path("reports/predictions").exists()


def test_one_fact_of_the_schema_among_others_makes_a_run(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    arrest = {**HELD, "article": "one", "type": "arrest"}
    assert run([arrest, {"article": "two", **HELD}], *USE) == 0
    table, _, below = capsys.readouterr().out.partition("  1 of 2 facts is not scored, as the schema has no such type")
    assert below.startswith(" or slot:\n    1 x fact type 'arrest' is not in the schema\n")
    assert table.startswith("predictions\n")
    assert run([{"article": "one", "facts": []}], *USE) == 0  # to find nothing is an answer
    assert "not scored" not in capsys.readouterr().out


def test_facts_that_all_have_a_slot_too_many_are_told_below_the_table(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {**HELD, "article": "one", "slots": {"plaec": "Aden"}}
    assert run([wrong, wrong, {**wrong, "slots": {"who": "rebels"}}], *USE) == 0
    table, _, below = capsys.readouterr().out.partition("predictions: 3 troubles\n")
    assert "\noverall " in table
    assert below.startswith(
        "  3 of 3 facts are not scored, as the schema has no such type or slot:\n"
        "    2 x detention has no slot 'plaec'; did you mean 'place'?\n"
        "    1 x detention has no slot 'who'; known: agent, "
    )


@pytest.mark.parametrize(
    ("rows", "arguments", "said"),
    [
        (
            [{"article": "one", **HELD}, "{", {"type": "x"}],
            USE,
            "harness:\nanswers.jsonl:2:2: this line is no JSON: Expecting property name enclosed in double quotes\n"
            "answers.jsonl:3:1: this names no article: give it the key `article`, or say in a mapping where its id "
            "stands\n",
        ),
        ([], USE, "harness: answers.jsonl:1:1: there is no record in this file\n"),
        (
            [{"article": "raid", **HELD}],
            USE,
            'harness: answers.jsonl: none of its articles is in the corpus: it has "raid"; '
            'the corpus has "one", "two"\n',
        ),
        ([], USE[:1] + OWN, "harness: name the file to score: extractor.file=answers.jsonl\n"),
        (
            [],
            (*USE, "extractor.file=answer.jsonl"),
            "harness: there is no answer.jsonl; did you mean 'answers.jsonl'?\n",
        ),
        (
            [{"article": "one"}],
            (*USE, "+extractor.mapping.typ=label", "+extractor.mapping.slots={who: 7}"),
            "harness: the mapping cannot be used: mapping.slots.who must be a text or a mapping, as in {a: b}, "
            "not 7; there is no key mapping.typ; did you mean 'type'?\n",
        ),
        (
            [],
            (*USE, "extractor.offsets=words"),
            "harness: extractor PredictionsExtractor: option 'offsets': must be 'code_points', 'utf16', "
            "'bytes' or 'none', not 'words'\n",
        ),
    ],
)
def test_mistakes_end_with_2_and_say_where(
    rows: list[Any], arguments: tuple[str, ...], said: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(rows, *arguments) == 2
    assert capsys.readouterr().err == said
    assert not Path("reports/predictions").exists()
