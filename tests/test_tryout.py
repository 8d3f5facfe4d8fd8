"""`python -m harness.extractors try`: what an extractor finds in one text, told fact by fact."""

from pathlib import Path

import pytest

from harness.extractors.__main__ import main

SAID = "Police arrested two men in a raid on a flat in Osh on Sunday, the Interior Ministry said."
BOOK = """book_version: 1
facts: {seizure: [item]}
pieces: {thing: [crates]}
patterns:
  - {name: found, type: seizure, pattern: "!found {item=thing}"}
"""
CLASS = """from harness.facts import Fact, Filler, Span


class Odd:
    def __init__(self, what="span"):
        self.what = what

    def extract(self, articles):
        for article in articles:
            if self.what == "raise":
                raise ValueError("no \\x1b[31m today")
            men = Filler("men", span=Span(0, 3), value=None)
            yield [
                Fact("detention", {"detainee": (men,)}, (Span(4, 7), Span(0, 3)), "claimed", "negative", men, 0.25),
                Fact("detention", {"detainee": (Filler("nobody", span=Span(0, 6)),)}),
                Fact("casualty", {"count": (Filler(value=3, precision="at_least"),)}),
            ]
"""


def test_every_fact_is_told_with_its_slots_and_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["try", "rules", SAID, "published=2024-03-04"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "detention\n"
        "  count     two (= 2)\n"
        "  detainee  men\n"
        "  agent     Police\n"
        "  place     Osh\n"
        "  date      Sunday (= 2024-03-03)\n"
        "  source    Interior Ministry\n"
        "  said in   “Police arrested two men in a raid on a flat in Osh on Sunday”\n"
        "\n"
        "security_operation\n"
    )
    assert out.endswith("\n2 facts\n")


def test_a_file_is_read_as_an_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "raid.txt").write_text(SAID)
    assert main(["try", "rules", f"file={tmp_path / 'raid.txt'}"]) == 0
    of_file = capsys.readouterr().out
    assert main(["try", "rules", SAID]) == 0
    assert capsys.readouterr().out == of_file
    assert "  date      Sunday\n" in of_file  # of no day that is known


def test_words_that_hold_an_equals_sign_and_words_with_nothing_in_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["try", "rules", "x = y, and so on"]) == 0
    assert capsys.readouterr().out == "0 facts\n"


def test_options_are_set_as_for_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "book.yaml").write_text(BOOK)
    assert main(["try", "regex", "They found crates.", f"extractor.book={tmp_path / 'book.yaml'}"]) == 0
    assert capsys.readouterr().out == "seizure\n  item     crates\n  said in  “found crates”\n\n1 fact\n"


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "odd_extractor.py").write_text(CLASS)
    (tmp_path / "odd.yaml").write_text("_target_: odd_extractor.Odd\nwhat: span\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return str(tmp_path / "odd.yaml")


def test_attributes_are_told_where_they_are_unusual_and_what_is_wrong_below(
    odd: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["try", odd, "men and dogs", "allow=odd_extractor"]) == 1
    facts, _, wrong = capsys.readouterr().out.partition("2 facts\n")
    assert facts == (
        "detention\n"
        "  detainee    men\n"
        "  modality    claimed\n"
        "  polarity    negative\n"
        "  source      men\n"
        "  confidence  0.25\n"
        "  said in     “men” … “and”\n"
        "\n"
        "casualty\n"
        "  count  3, at least\n"
        "\n"
    )
    assert wrong.startswith("quote_mismatch: detention.detainee is 'nobody'")
    assert wrong.count("\n") == 1


def test_what_it_raises_is_one_line(odd: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["try", odd, "men and dogs", "allow=odd_extractor", "extractor.what=raise"]) == 1
    assert capsys.readouterr().out == "0 facts\nerror: ValueError: no \\x1b[31m today (odd_extractor.py:11)\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["rules"], "give either the words to read, in quotes"),
        (["rules", "One man.", "Two men."], "give either the words to read, in quotes"),
        (["rules", "One man.", "file=x.txt"], "give either the words to read, in quotes"),
        (["rules", "file=nowhere.txt"], "nowhere.txt cannot be read: No such file or directory"),
        (["rules", "file=latin.txt"], "latin.txt:1:2: byte 0xe9 is no UTF-8"),
        (["rules", "One man.", "published=Monday"], "published: 'Monday' is no valid date"),
        (["rules", "One man.", "publish=2024-01-01"], "there is no key 'publish'; did you mean 'published'?"),
        (
            ["regex", "One man.", "book=x"],
            "there is no key 'book'; an option of the extractor is set by extractor.book=",
        ),
        (["regex", "One man.", "corpus.gold=x"], "there is no key 'corpus.gold'; did you mean 'gold'?"),
        (["rulez", "One man."], "there is no config rulez"),
        (["rules", "One man.", "extractor.lexikon=x"], "lexikon"),
        (["rules", "One man.", "extractor.lexicon={"], "extractor.lexicon={"),
        (["rules", "One man.", f"extractor.lexicon={'[' * 3000}"], "is nested too deeply"),
        (["rules", "One man.", "extractor.lexicon=${nowhere}"], "nowhere"),
        (
            ["ensemble", "One man.", "extractor.members.regex.time_limit=x"],
            "RegexExtractor: option 'time_limit': must be",
        ),
        (["rules", ""], "there are no words to read"),
        (["rules", "latin.txt"], "latin.txt is a file: write file=latin.txt"),
        (["rules", "One man.", "gold=gld"], "gold=gld: there is no such folder; did you mean gold?"),
        (["list.yaml", "One man."], "list.yaml: a config is a mapping"),
        (["blank.yaml", "One man."], "it has '_target_:a.B' in its place, without a blank behind the colon"),
        (["two men " * 50, "x"], "there is no config two men"),
        (["rules", "One man.", "gold=nowhere"], "gold=nowhere: there is no such folder"),
        (["rules", "file=no where.txt"], "no where.txt cannot be read"),
        ([], "say what to do"),
    ],
)
def test_mistakes(
    words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "latin.txt").write_bytes(b"c\xe9")
    (tmp_path / "list.yaml").write_text("- _target_: a.B\n")
    (tmp_path / "blank.yaml").write_text("_target_:a.B\n")
    (tmp_path / "gold").mkdir()
    assert main(["try", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
