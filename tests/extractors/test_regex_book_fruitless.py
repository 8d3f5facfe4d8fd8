"""What newcomers to a pattern book stumble over, and used to find nothing by: each is told, with what to write."""

from pathlib import Path

import pytest
from book_problems import book_problems

from harness.extractors.regex import RegexExtractor
from harness.facts import Article

HEAD = r"""book_version: 1
facts: {detention: [count, detainee, agent]}
pieces:
  force: [police]
  people: [men, thieves]
  digits: '/\d+/'
phrases: {number: '{digits}|one|two'}
"""
TEXT = "Police nabbed two thieves."
GOOD = "{agent=force} !nabbed {count=number} {detainee=people}"


def written(tmp_path: Path, pattern: str, more: str = "") -> Path:
    path = tmp_path / "book.yaml"
    entry = f"patterns:\n  - name: nabbed\n    type: detention\n    pattern: '{pattern}'\n"
    path.write_text(f"{HEAD}{entry}{more}", encoding="utf-8")
    return path


NO_SLOT = "pattern nabbed fills no slot, so it makes no fact: write what stands for one as {slot=...}"
NO_WORD = "pattern nabbed may match without a word of the text: write at least one that must stand there"


@pytest.mark.parametrize(
    ("pattern", "at", "message"),
    [
        ("police !nabbed {number} thieves", 1, NO_SLOT),
        ("{evidence=(police)} !nabbed {number} thieves", 1, NO_SLOT),
        ("{source=force} !nabbed thieves", 1, NO_SLOT),
        ("police !nabbed (?!{detainee=people})", 1, NO_SLOT),
        ("{agent=force}? nabbed? {detainee=people}{0,3}", 1, NO_WORD),
        ("({detainee=people}|nabbed?) ((?=police))? (?!who)", 1, NO_WORD),
        (
            "{agent=force} !nabb(ed|s) {detainee=people}",
            16,
            "a bracket stands in the word nabb: a pattern is about whole",
        ),
        ("{agent=force} !(nab)bed {detainee=people}", 21, "a bracket stands in the word bed"),
        ("{force}men !nabbed {detainee=people}", 8, "a bracket stands in the word men"),
        ("{agent=force} !nabb/e./ {detainee=people}", 16, "a bracket stands in the word nabb"),
        ("{agent=force} !nabb{force} {detainee=people}", 16, "a bracket stands in the word nabb"),
        (
            "{agent=force} !nab* {detainee=people}",
            16,
            "nab* is the whole word nab again and again; a shape goes on, as /nab.*/",
        ),
        ("{agent=force} !nabbed {detainee=}", 23, "nothing stands between { and }: write a word there"),
        ("{agent=force} !nabbed () {detainee=people}", 23, "nothing stands between ( and ): write a word there"),
    ],
)
def test_a_pattern_that_finds_nothing_by_what_it_says_is_told(
    tmp_path: Path, pattern: str, at: int, message: str
) -> None:
    (problem,) = book_problems(written(tmp_path, pattern))
    assert problem.startswith(f"11:{14 + at}: {message}")


@pytest.mark.parametrize(
    "pattern",
    [
        GOOD,
        GOOD.replace("!", ""),
        "(?={detainee=people})",
        "{agent=force}? nabbed{1,2} ({count=number} (thieves|))?",
        "police nabbed .* {detainee=people}",
        "(police|) nabbed {number} {detainee=/thie.*/}",
    ],
)
def test_what_finds_something_is_taken(tmp_path: Path, pattern: str) -> None:
    (facts,) = RegexExtractor(written(tmp_path, pattern), 5.0).extract([Article("a", TEXT, "")])
    assert len(facts) == 1


def test_a_companion_that_adds_nothing_is_told_and_one_that_tells_a_source_is_taken(tmp_path: Path) -> None:
    companions = (
        "companions:\n"
        "  - {name: mute, pattern: 'the !police'}\n"
        "  - {name: says, pattern: '!said {source=force}'}\n"
        "  - {name: maybe, pattern: '!{modality.claimed=(allegedly)}'}\n"
    )
    assert book_problems(written(tmp_path, GOOD, companions)) == [
        "13:28: pattern mute fills no slot, so it adds nothing: write what stands for one as {slot=...}"
    ]


def test_a_pattern_that_is_there_already_is_told(tmp_path: Path) -> None:
    again = GOOD.replace(" ", "  ")
    more = f"  - {{name: again, type: detention, pattern: '{again}'}}\n"
    planned = f"  - {{name: planned, type: detention, modality: planned, pattern: '{again}'}}\n"
    assert book_problems(written(tmp_path, GOOD, planned + more)) == [
        "13:46: pattern again says the same as nabbed in line 9: leave one out"
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            "- {name: x, type: detention, patern: 'a'}",
            ["8:5: pattern x needs the key pattern", "8:32: unknown key patern; did you mean 'pattern'?"],
        ),
        (
            "- {name: x, types: [detention], pattern: 'a'}",
            ["8:5: pattern x needs the key type", "8:15: unknown key types; did you mean 'type'?"],
        ),
        (
            "- {name: x, type: [detention], pattern: 'a'}",
            ["8:15: pattern x needs the key type, with words; one type a pattern"],
        ),
        (
            "- {name: 12, type: detention, pattern: 'a'}",
            ["8:6: every pattern needs the key name, with words; 12 is no word to YAML"],
        ),
        (
            "- {name: x, type: detention, pattern: !nabbed men}",
            ["8:32: pattern x needs the key pattern, with words; put the pattern in single quotes"],
        ),
        (
            "- {name: x, type: detention, pattern: 'a}",
            ["8:41: not YAML: found unexpected end of stream: a bracket, brace or quotation mark is never"],
        ),
        (
            "- name: x\n type: detention",
            ["9:2: not YAML: expected <block end>, but found '<block mapping start>' (in what begins in line 1)"],
        ),
    ],
)
def test_an_entry_that_is_none_says_what_to_write(tmp_path: Path, entry: str, message: list[str]) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(
        f"book_version: 1\nfacts:\n  detention:\n    - count\n    - detainee\n\npatterns:\n  {entry}\n", "utf-8"
    )
    problems = book_problems(path)
    assert len(problems) == len(message)
    for problem, start in zip(problems, message, strict=True):
        assert problem.startswith(start)
