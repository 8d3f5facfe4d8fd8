"""What a book fills that the schema's facts cannot hold is told when the book is read, all at once, at its place."""

from pathlib import Path

import pytest

from harness.corpora.load import load_schema
from harness.errors import InputErrors
from harness.extractors.choose import choose_extractor
from harness.extractors.patternbook import read_book
from harness.extractors.regex import RegexExtractor
from harness.facts import Article
from harness.runs.describe import deciding, describe
from harness.shipped import shipped_folder

SCHEMA = """schema_version: 1
types:
  casualty:
    slots:
      outcome: {kind: enum, key: true, values: [killed, injured]}
      count: {kind: number}
      victim: {kind: [entity, mention], fillers: several}
      date: {kind: date}
      side: {kind: mention}
  detention:
    slots: {count: {kind: number}, detainee: {kind: mention, key: true}}
"""
BOOK = """book_version: 1
facts:
  casualty: [outcome, count, victim, date, side]
  detention: [count, detainee]
  heist: [loot]
pieces:
  dead: '{outcome.killed=(died)}'
  men: [men, women]
patterns:
"""
FINE = "  - {name: fine, type: casualty, pattern: '{victim=men} {dead}'}\n"


def files(tmp_path: Path, book: str) -> dict[str, str]:
    (tmp_path / "book.yaml").write_text(book, encoding="utf-8")
    (tmp_path / "schema.yaml").write_text(SCHEMA, encoding="utf-8")
    return {"book": str(tmp_path / "book.yaml"), "schema": str(tmp_path / "schema.yaml")}


def problems(tmp_path: Path, book: str) -> list[str]:
    with pytest.raises(InputErrors) as caught:
        RegexExtractor(**files(tmp_path, book), time_limit=5)
    return [str(one).removeprefix(f"{tmp_path / 'book.yaml'}:") for one in caught.value.problems]


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("slots: {outcome: kiled}", "11:22: in the schema casualty.outcome cannot be kiled; did you mean 'killed'?"),
        ("slots: {outcome: lost}", "11:22: in the schema casualty.outcome cannot be lost; known: injured, killed"),
        ("slots: {outcome: 1}", "11:22: in the schema casualty.outcome cannot be 1; known: injured, killed"),
        ("slots: {count: two}", "11:20: in the schema casualty.count cannot be two: it is a number"),
        ("slots: {victim: 12}", "11:21: in the schema casualty.victim cannot be the number 12: put it in quotation"),
        ("slots: {date: Monday}", "11:19: in the schema casualty.date needs a date: 'Monday' is no valid date"),
    ],
)
def test_a_constant_that_its_slot_cannot_be_is_told(tmp_path: Path, rest: str, told: str) -> None:
    entry = f"  - name: one\n    {rest}\n    type: casualty\n    pattern: '{{victim=men}}'\n"
    (problem,) = problems(tmp_path, BOOK + entry)
    assert problem.startswith(told)


@pytest.mark.parametrize("rest", ["outcome: killed", "count: 2", 'victim: "12"', 'date: "2024-03"', "side: ours"])
def test_a_constant_that_its_slot_can_be_is_taken(tmp_path: Path, rest: str) -> None:
    entry = f"  - name: one\n    slots: {{{rest}}}\n    type: casualty\n    pattern: '{{victim=men}}'\n"
    (facts,) = RegexExtractor(**files(tmp_path, BOOK + entry), time_limit=5).extract([Article("a", "Men fell.", "")])
    assert len(facts) == 1


def test_so_is_what_a_group_says_even_in_a_piece_and_once(tmp_path: Path) -> None:
    book = BOOK.replace("outcome.killed", "outcome.kiled") + (
        "  - {name: one, type: casualty, pattern: '{victim=men} {dead}'}\n"
        "  - {name: two, type: casualty, pattern: '{victim=men} they {dead}'}\n"
        "  - {name: three, type: casualty, pattern: '{victim=men} {outcome.hurt=(fell)}'}\n"
        "  - {name: four, type: casualty, pattern: '{victim=men} {outcome=(fell)}'}\n"
        "  - {name: five, type: detention, pattern: '{count.many=(crowds)} of {detainee=men}'}\n"
        "companions:\n"
        "  - {name: six, pattern: '{outcome.dead=(dead)} {side.theirs=(rebels)}'}\n"
    )
    assert problems(tmp_path, book) == [
        "7:10: in the schema casualty.outcome cannot be kiled; did you mean 'killed'?",
        "12:58: in the schema casualty.outcome cannot be hurt; known: injured, killed",
        "13:57: in the schema casualty.outcome takes one of a few values: write it as {outcome.killed=...}",
        "14:45: in the schema detention.count cannot be many: it is a number",
        "16:27: in the schema casualty.outcome cannot be dead; known: injured, killed",
    ]


def test_types_and_slots_that_the_schema_lacks_are_told(tmp_path: Path) -> None:
    book = (
        BOOK.replace("outcome, count, victim, date", "outcome, count, victm, date, gang")
        .replace("detention:", "detenion:")
        .replace("pieces:", "several: {casualty: [side]}\nvalues: {number: [cuont]}\npieces:")
    )
    known = "known: count, date, outcome, side, victim"
    assert problems(tmp_path, book + "  - {name: one, type: casualty, pattern: '{victm=men}'}\n") == [
        "3:30: the schema has no slot victm of casualty; did you mean 'victim'?",
        f"3:43: the schema has no slot gang of casualty; {known}",
        "4:3: the schema has no fact type detenion; did you mean 'detention'?",
        "6:22: in the schema casualty.side takes one filler: leave it out here",
        "7:19: unknown slot cuont; did you mean 'count'?",
    ]


def test_a_type_whose_name_is_a_number_to_yaml_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, BOOK.replace("  heist:", "  2024:") + FINE)
    assert problem == "5:3: 2024 is no word to YAML; put it in quotation marks"


def test_without_a_schema_a_book_is_held_to_none_and_with_one_finds_the_same(tmp_path: Path) -> None:
    wrong = files(tmp_path, BOOK + FINE.replace("type: casualty,", "type: casualty, slots: {side: 1},"))
    article = Article("a", "Men died.", "")
    assert len(next(RegexExtractor(wrong["book"], 5).extract([article]))) == 1
    options = {**files(tmp_path, BOOK + FINE), "time_limit": 5}
    config = {"_target_": "harness.extractors.regex.RegexExtractor", **options}
    held, free = (choose_extractor({**config, "schema": schema}) for schema in (options["schema"], None))
    assert list(held.extract([article])) == list(free.extract([article]))
    assert deciding(held, describe(held, config)) == deciding(free, describe(free, {**config, "schema": None}))


def test_the_shipped_book_fits_the_shipped_schema_and_may_know_more_than_another(tmp_path: Path) -> None:
    shipped = shipped_folder()
    book, own = shipped / "conf/patterns/security.yaml", files(tmp_path, BOOK)["schema"]
    read_book(book, load_schema(shipped / "gold/schema.yaml"))
    with pytest.raises(InputErrors):
        read_book(book, load_schema(Path(own)))
    assert next(RegexExtractor(book, 5, own).extract([Article("a", "Two men were killed.", "")]))
