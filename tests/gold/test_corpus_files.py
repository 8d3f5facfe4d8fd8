"""Two folders read together: what belongs together, what leads out, and every problem at once."""

import hashlib
import os
import re
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest

from harness.gold.read import GoldReading, read_corpus_files

Add = Callable[[str, str, str], None]
Read = Callable[[], GoldReading]
HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def messages(reading: GoldReading, folder: Path) -> list[str]:
    return [str(problem).replace(f"{folder}/", "") for problem in reading.problems]


def test_articles_come_in_the_order_of_their_ids(add: Add, read: Read) -> None:
    for name in ("b", "a.1", "ü"):
        add(name, f"Text of {name}.", "facts: []\n")
    reading = read()
    assert reading.problems == ()
    assert [article.id for article in reading.articles] == ["a.1", "b", "ü"]
    assert reading.facts_by_article == {"a.1": (), "b": (), "ü": ()}


def test_the_text_is_the_bytes_decoded(add: Add, read: Read) -> None:
    text = "\ufeff\r\nMixed\nline\rends 🚓\r\n"
    add("raw", text, "facts: []\n")
    article = read().articles[0]
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_offsets_hold_in_a_text_of_all_sorts(add: Add, read: Read) -> None:
    text = '\ufeff🚓 "Police"\r\narrested nine men in Cafe\u0301 Noir.\r\nقال الوزير إن الشرطة اعتقلت 👨‍👩‍👧\u2028'
    add(
        "sorts",
        text,
        """\
facts:
  - id: latin
    type: detention
    quotes: ["\\"Police\\"\\r\\narrested nine men in Cafe\\u0301 Noir."]
    slots:
      count: {text: nine, value: 9}
      place: {text: "Cafe\\u0301 Noir"}
  - id: arabic
    type: operation
    quotes: ["إن الشرطة اعتقلت 👨‍👩‍👧"]
    slots: {agent: {text: الشرطة}}
""",
    )
    reading = read()
    assert reading.problems == ()
    latin, arabic = reading.facts_by_article["sorts"]
    for fact, words in (latin, ["nine", "Cafe\u0301 Noir"]), (arabic, ["الشرطة"]):
        spans = [filler.span for fillers in fact.fact.slots.values() for filler in fillers]
        assert [text[slice(*span)] for span in spans if span] == words
    assert text[slice(*arabic.fact.evidence[0])] == "إن الشرطة اعتقلت 👨‍👩‍👧"


def test_gold_and_articles_belong_together(add: Add, read: Read, seeds: Path, gold: Path) -> None:
    add("both", "Text.", "facts: []\n")
    (seeds / "alone.txt").write_text("Text.")
    (gold / "lost.yaml").write_text((gold / "both.yaml").read_text().replace("both", "lost"))
    assert messages(read(), gold.parent) == [
        f"gold/lost.yaml:1:1: this gold has no article: put it into {seeds}/lost.txt".replace(f"{gold.parent}/", ""),
        "seeds/alone.txt:1:1: this article has no gold: write gold/alone.yaml",
    ]


def test_other_files_of_the_folders_are_left_alone(add: Add, read: Read, seeds: Path, gold: Path) -> None:
    add("one", "Text.", "facts: []\n")
    for path in (gold / "GUIDELINES.md", gold / "README", seeds / "README.md", seeds / ".hidden.txt"):
        path.write_text("not: [gold")
    (gold / "attic").mkdir()
    assert read().problems == ()


def test_a_misspelt_ending_is_no_reason_to_overlook_gold(add: Add, read: Read, gold: Path) -> None:
    add("one", "Text.", "facts: []\n")
    (gold / "one.yaml").rename(gold / "one.yml")
    assert messages(read(), gold.parent) == [
        "gold/one.yml:1:1: gold files end in .yaml: rename it to one.yaml",
        "seeds/one.txt:1:1: this article has no gold: write gold/one.yaml",
    ]


def test_all_problems_of_all_files_at_once_in_order(add: Add, read: Read, seeds: Path, gold: Path) -> None:
    fact = "facts:\n  - {id: x, type: casualty, quotes: [absent], slots: {outcome: {value: dead}}}\n"
    add("b", "Text.", fact)
    add("a", "Text.", "entities: {x: {kind: thing, name: X}}\n" + fact)
    (seeds / "c.txt").write_bytes(b"Text \xff.")
    (gold / "c.yaml").write_text("schema_version: [")
    found = [re.sub(r": .*", "", line, flags=re.DOTALL) for line in messages(read(), gold.parent)]
    assert found == [
        *("gold/a.yaml:4:22", "gold/a.yaml:6:38", "gold/a.yaml:6:72"),
        *("gold/b.yaml:5:38", "gold/b.yaml:5:72"),
        *("gold/c.yaml:1:18", "seeds/c.txt:1:6"),
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"note: caf\xe9\n", "1:10: byte 0xe9 is no UTF-8"),
        (b"a: b\r\nc: \xc3", "2:4: byte 0xc3 is no UTF-8"),
        (b"\xef\xbb\xbfschema_version: 1\n", "1:1: the file starts with a byte order mark"),
        ("a: b\n".encode("utf-16"), "1:1: byte 0xff is no UTF-8"),
        (b"", "1:1: the file is empty"),
        (b"# nothing\n", "1:1: the file is empty"),
        (b"a: \x07", "1:4: character U+0007 is not allowed in YAML"),
        (b"#" * 500_001, "1:1: the file has 500,001 bytes; a gold file may have 500,000"),
        (b"[" * 100_000, "1:17: nested more than 16 deep"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "1:4: anchors (&name) are not allowed"),
    ],
)
def test_bytes_that_are_no_gold(data: bytes, problem: str, add: Add, read: Read, gold: Path) -> None:
    add("one", "Text.", "facts: []\n")
    (gold / "one.yaml").write_bytes(data)
    (found,) = messages(read(), gold.parent)
    assert found.startswith(f"gold/one.yaml:{problem}")


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/passwd", "..", "sub/one", "one\\two", "one\0", "secret.txt/../one"]
)
def test_an_id_never_leads_out_of_the_folder(name: str, add: Add, read: Read, gold: Path, seeds: Path) -> None:
    (seeds.parent / "secret.txt").write_text("Secret text.")
    add(
        "one",
        "Text.",
        "facts:\n  - {id: x, type: casualty, quotes: [Secret text], slots: {outcome: {value: killed}}}\n",
    )
    file = gold / "one.yaml"
    file.write_text(file.read_text().replace("id: one", f'id: "{name}"'.replace("\\", "\\\\").replace("\0", "\\0")))
    reading = read()
    assert "id of article must be a plain file name" in reading.problems[0].message
    assert 'quote "Secret text" is not in the article' in reading.problems[1].message
    assert [article.text for article in reading.articles] == ["Text."]


def test_a_link_never_leads_out_of_the_folder(add: Add, read: Read, gold: Path, seeds: Path) -> None:
    add("one", "Text.", "facts: []\n")
    add("two", "Text.", "facts: []\n")
    (seeds / "one.txt").rename(seeds.parent / "one.txt")
    (seeds / "one.txt").symlink_to(seeds.parent / "one.txt")
    (gold / "two.yaml").rename(gold.parent / "two.yaml")
    (gold / "two.yaml").symlink_to("../two.yaml")
    reading = read()
    assert messages(reading, gold.parent) == [
        "gold/two.yaml:1:1: this link leads out of gold: put the file itself there",
        "seeds/one.txt:1:1: this link leads out of seeds: put the file itself there",
    ]
    assert [article.id for article in reading.articles] == ["two"]


def test_links_in_a_circle_and_folders_are_no_files(add: Add, read: Read, gold: Path, seeds: Path) -> None:
    add("one", "Text.", "facts: []\n")
    (seeds / "one.txt").unlink()
    (seeds / "one.txt").symlink_to("one.txt")
    (seeds / "two.txt").mkdir()
    found = messages(read(), gold.parent)
    assert any(line.startswith("seeds/one.txt:1:1: ") for line in found)
    assert "seeds/two.txt:1:1: this is no file" in found


def test_a_file_name_that_is_no_id(add: Add, read: Read, seeds: Path, gold: Path) -> None:
    add("one", "Text.", "facts: []\n")
    (seeds / "an article.txt").write_text("Text.")
    assert messages(read(), gold.parent) == [
        "seeds/an article.txt:1:1: an article's file name may hold letters, digits, '.', '_' and '-': rename it"
    ]


def test_a_file_name_that_would_steer_the_terminal_is_shown_escaped(read: Read, seeds: Path) -> None:
    for name in (b"a\x1b[31m\n.txt", b"caf\xe9.txt"):
        Path(os.fsdecode(os.fsencode(seeds) + b"/" + name)).write_text("Text.")
    assert [line.split(":")[0] for line in messages(read(), seeds.parent)] == [
        r"seeds/a\x1b[31m\n.txt",
        r"seeds/caf\udce9.txt",
    ]


def test_the_apostrophe_of_a_name_may_be_straight_or_curly_as_in_the_article_s_quotes(add: Add, read: Read) -> None:
    rest = """entities:
  straight: {kind: person, name: Umar O'Neil, also: ["the “Gulf” chief"]}
  curly: {kind: person, name: Ann D’Arcy, also: [the Shi‘ite chief]}
  other: {kind: person, name: Umar O’Neil, also: [Ann O'Neil]}
facts:
  - {id: met, type: operation, quotes: ["Ann D'Arcy met"], source: curly}
"""
    add("one", "Umar O’Neil, the \"Gulf\"\nchief, and Ann D'Arcy met the Shi'ite chief.", rest)
    said = [one.message for one in read().problems if "names both" in one.message or "never says" in one.message]
    assert sorted(said) == [
        "\"Umar O’Neil\" names both 'straight' and 'other'",
        "entity 'other': the article never says \"Ann O'Neil\"",
    ]


def test_folders_that_are_not_there(tmp_path: Path) -> None:
    reading = read_corpus_files(tmp_path / "seeds", tmp_path / "gold")
    assert messages(reading, tmp_path) == [
        "gold:1:1: this folder cannot be read: No such file or directory",
        "seeds:1:1: this folder cannot be read: No such file or directory",
    ]


def test_no_article_at_all(read: Read, seeds: Path) -> None:
    assert messages(read(), seeds.parent) == ["seeds:1:1: there is no article (*.txt) in this folder"]


def test_a_sha256_of_digits_alone_is_no_number(add: Add, read: Read, gold: Path) -> None:
    add("one", "Text.", "facts: []\n")
    digits = "1" * 64
    file = gold / "one.yaml"
    file.write_text(re.sub(r'sha256: "\w+"', f"sha256: {digits}", file.read_text()))
    (problem,) = read().problems
    assert problem.message.startswith("sha256 is not that of one.txt, which is ")


def test_the_digest_is_of_every_byte_and_of_nothing_else(add: Add, read: Read, gold: Path, tmp_path: Path) -> None:
    add("one", "Text.", "facts: []\n")
    first = read().digest
    assert read().digest == first
    (gold / "README.md").write_text("not gold")
    assert read().digest == first
    with (gold / "one.yaml").open("a") as file:
        file.write("# a comment\n")
    assert read().digest != first
    moved = tmp_path / "moved"
    moved.mkdir()
    second = read().digest
    for folder in ("seeds", "gold"):
        (tmp_path / folder).rename(moved / folder)
    assert read_corpus_files(moved / "seeds", moved / "gold").digest == second


def note_at(file: str, line: int) -> str:
    """The note of the fact that a line of a gold file belongs to."""
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    of_fact = takewhile(lambda text: not text.startswith("  - id:"), lines[line:])
    return next((text for text in of_fact if text.startswith("    note:")), "")


def test_the_shipped_gold_is_sound() -> None:
    reading = read_corpus_files(ROOT / "seeds", ROOT / "gold")
    unexplained = [
        str(problem)
        for problem in reading.problems
        if not (problem.warning and "normaliser" in note_at(problem.file, problem.line))
    ]
    assert unexplained == []
    for article in reading.articles:
        for gold in reading.facts_by_article[article.id]:
            for fillers in gold.fact.slots.values():
                for filler in fillers:
                    assert filler.span is None or article.text[slice(*filler.span)] == filler.text


def test_the_worked_example_of_the_design_is_sound(seeds: Path, gold: Path) -> None:
    name = "tajikistan-imu-infiltration"
    (gold / "schema.yaml").unlink()
    (gold / f"{name}.yaml").write_bytes((HERE / "worked-example.yaml").read_bytes())
    (seeds / f"{name}.txt").write_bytes((ROOT / "seeds" / f"{name}.txt").read_bytes())
    reading = read_corpus_files(seeds, gold)
    assert reading.problems == ()
    assert len(reading.facts_by_article[name]) == 4
