"""Every mistake in a pattern book is told at its place, all at once; and what the language of patterns means."""

from itertools import pairwise
from pathlib import Path

import pytest
from book_problems import book_problems

from harness.errors import ExtractorError
from harness.extractors.patternbook import read_book
from harness.extractors.regex import RegexExtractor
from harness.facts import Article

HEAD = "book_version: 1\nfacts: {detention: [count, detainee], attack: [place]}\n"


def problems(tmp_path: Path, book: str) -> list[str]:
    path = tmp_path / "book.yaml"
    path.write_text(book, encoding="utf-8")
    return book_problems(path)


def test_a_book_that_cannot_be_read_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"\xff")
    absent = "No such file or directory"
    for name, why in (
        ("nowhere", absent),
        ("latn", rf"{absent}; did you mean .*/latin\.yaml\?"),
        ("latin", "it is no text in UTF-8"),
    ):
        with pytest.raises(ExtractorError, match=rf"{name}\.yaml cannot be read: {why}$"):
            read_book(tmp_path / f"{name}.yaml")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{count=number} held", "8:29: not YAML: "),
        ("{count=number}, {detainee=number}", "8:28: not YAML: "),
        ("held {count=number} : men", "8:34: not YAML: "),
        ("{count=number}", "8:5: pattern one needs the key pattern, with words"),
        ("12", "8:5: pattern one needs the key pattern, with words"),
        (r'"\d men"', "8:16: not YAML: "),
    ],
)
def test_a_pattern_that_needs_quotes_is_told_so(tmp_path: Path, value: str, message: str) -> None:
    book = f"{HEAD}pieces:\n  number: [two]\npatterns:\n  - name: one\n    type: detention\n    pattern: {value}\n"
    (problem,) = problems(tmp_path, book)
    assert problem.startswith(message)
    assert problem.endswith("; put the pattern in single quotes: '{count=number} held'")


@pytest.mark.parametrize("line", ["'{count=number} it's'", "'x'\n   name: {count=number}", "'x'\n\t# {count=number}"])
def test_other_mistakes_of_yaml_are_not_blamed_on_quotes(tmp_path: Path, line: str) -> None:
    (problem,) = problems(tmp_path, f"{HEAD}patterns:\n  - name: one\n    pattern: {line}\n")
    assert "not YAML" in problem
    assert "single quotes" not in problem


def test_every_mistake_is_told_at_its_place(tmp_path: Path) -> None:
    book = (
        HEAD
        + """values: {number: [count], colour: [place]}
pieces:
  people: [men, women]
  shape: '/[a-/'
  Loud: 'x'
  broken: '{peeple} here'
  uses_broken: '{broken} there'
  number: 7
patterns:
  - name: one
    type: detention
    pattern: '{detainee=peple} held'
  - name: one
    type: detentoin
    pattern: 'x'
  - {name: two, type: attack, pattern: '{detainee=people} held'}
  - {name: three, type: attack, pattern: '(a', colour: red}
  - {name: four, type: attack, pattern: 'a', modality: plan, slots: {plce: x}}
  - {name: five, type: attack, pattern: 'a!(b!c)'}
  - {name: six, type: attack, pattern: 'a{3,1}'}
  - {name: seven, type: attack}
  - just words
  - {name: eight, type: attack, pattern: '{polarity.bad=people} {people}'}
  - {name: nine, type: attack, pattern: '{uses_broken}'}
companions:
  - {name: ten, types: [atack], pattern: '{people}'}
several: {detention: [plce], atack: [place]}
deeds: {detention: [plce], atack: [place]}
"""
    )
    assert problems(tmp_path, book) == [
        "3:27: unknown key colour; known: date, number",
        "6:15: no regular expression: unterminated character set",
        "7:3: 'Loud' names no piece: lower-case letters, digits and _ only",
        "8:12: unknown piece {peeple}; did you mean {people}?",
        "10:3: number must be a string (a pattern or /shape/) or a list (of words)",
        "14:15: unknown piece {peple}; did you mean {people}?",
        "15:5: the name one is taken by line 12; every pattern has one of its own",
        "16:11: unknown fact type detentoin; did you mean 'detention'?",
        "18:41: unknown slot detainee; known: evidence, modality, place, polarity, source",
        "19:43: ( is never closed: where ) should stand, the pattern ends",
        "19:48: unknown key colour; known: modality, name, pattern, polarity, slots, type",
        "20:56: unknown modality plan; did you mean 'planned'?",
        "20:70: unknown slot plce; did you mean 'place'?",
        "21:46: ! stands in brackets; it can only stand outside, or in a slot",
        "22:42: no regular expression: min repeat greater than max repeat",
        "23:5: pattern seven needs the key pattern, with words",
        "24:5: patterns: every entry is a mapping with the keys name, type, pattern, slots, modality, polarity",
        "25:43: unknown polarity bad; known: negative, positive",
        "28:25: unknown fact type atack; did you mean 'attack'?",
        "29:23: unknown slot plce; known: count, detainee",
        "29:30: unknown key atack; did you mean 'attack'?",
        "30:21: unknown slot plce; known: count, detainee",
        "30:28: unknown key atack; did you mean 'attack'?",
    ]


@pytest.mark.parametrize(
    ("pattern", "at", "message"),
    [
        ("a )", 3, ") closes nothing"),
        ("{detainee=a", 1, "{ is never closed: where } should stand, the pattern ends"),
        ("({detainee=men} a", 1, "( is never closed: where ) should stand, the pattern ends"),
        ("a {detainee=(men} b", 13, "( is never closed: where ) should stand, stands }"),
        ("a {9}", 3, "{ opens neither a piece nor a slot nor a repeat; write {piece}"),
        ("a {Detainee=men}", 3, "{ opens neither a piece nor a slot nor a repeat; write {piece}"),
        ("* a", 1, "* stands for nothing; write \\* for the mark itself"),
        ("a [ab]", 3, "[ stands for nothing; write \\[ for the mark itself"),
        ("(?P<detainee>men)", 1, "(? begins no bracket that is known here; what fills a slot is written {slot=...}"),
        ("a /[a-z]+ b", 3, "/ stands for nothing; write \\/ for the mark itself, /[a-z]+/ for a shape"),
        ("a \\w+", 3, "\\w means something in a shape only"),
        ("a !b !c", 6, "! stands in it more than once"),
        ("{detainee=a !b}?", 16, "! stands in something that is repeated"),
        ("a | !b", 5, "! stands in one of several alternatives; make them two patterns"),
        ("a {men-few}", 3, "-few: only a list, of single words, can be taken away, and only from a /shape/"),
        ("a {few-men}", 3, "-men: only a list, of single words, can be taken away, and only from a /shape/"),
        ("{detainee=men", 1, "{ is never closed: where } should stand, the pattern ends"),
        ("a{2,1}", 2, "no regular expression: min repeat greater than max repeat"),
        ("a{}", 2, "{} does not say how often; write it as in {0,3}"),
        ("  ", -9, "pattern one needs the key pattern, with words"),
    ],
)
def test_a_pattern_that_is_none_says_why(tmp_path: Path, pattern: str, at: int, message: str) -> None:
    pieces = "pieces: {men: '/m.n/', few: [a few]}\n"
    book = f"{HEAD}{pieces}patterns:\n  - name: one\n    type: detention\n    pattern: '{pattern}'\n"
    (problem,) = problems(tmp_path, book)
    assert problem.startswith(f"7:{14 + at}: {message}")


@pytest.mark.parametrize(
    ("book", "message"),
    [
        ("", "1:1: a pattern book must be a mapping of names to values"),
        ("- 1", "1:1: a pattern book must be a mapping of names to values"),
        ("a: [", "1:5: not YAML"),
        ("book_version: 1\nbook_version: 1\n", "2:1: not YAML: found duplicate key"),
        (HEAD + "patterns: {}\n", "3:1: patterns must be a list"),
        (HEAD.replace("1", "2") + "patterns: []\n", "1:1: book_version must be 1"),
        (HEAD + "patterns: []\nskip: ['(']\n", "4:10: no regular expression: missing )"),
        (HEAD + "patterns: []\nskip: [[a], b]\n", "4:8: skip: ['a'] is no word to YAML; put it in quotation marks"),
        (HEAD + "patterns: []\npieces: {a: [12]}\n", "4:14: a: 12 is no word to YAML"),
        (HEAD + "patterns: []\npieces: {a: []}\n", "4:13: a word list needs words"),
        (HEAD + "patterns: []\npieces: {a: ['{b}'], b: 'x y'}\n", "4:14: {b} is no word list"),
        (HEAD + "patterns: []\npieces: {a: x}\nphrases: {a: x}\n", "5:11: a is a piece and a phrase"),
        (HEAD + "patterns: []\nphrases: {a: [x]}\n", "4:11: a must be a string"),
        (HEAD + "patterns: []\nseveral: {attack: 3}\n", "4:11: attack must be a list"),
        (HEAD + "patterns: []\nseveral: {attack: [[place]]}\n", "4:20: attack: ['place'] is no word to YAML"),
        (HEAD + "patterns: []\ncompanions: [{name: a, last: often, pattern: b}]\n", "4:24: last must be true or false"),
    ],
)
def test_a_book_that_is_none_says_why(tmp_path: Path, book: str, message: str) -> None:
    assert problems(tmp_path, book)[0].startswith(message)


def test_pieces_that_refer_to_themselves_are_told(tmp_path: Path) -> None:
    told = problems(tmp_path, HEAD + "patterns: []\npieces:\n  a: 'x {b}'\n  b: '{a} y'\n  c: '{b}'\n")
    assert told[:2] == [
        "5:3: a refers to itself, by way of a, b, c",
        "6:3: b refers to itself, by way of a, b, c",
    ]


def test_a_pattern_that_grows_without_measure_is_told(tmp_path: Path) -> None:
    grown = "".join(f"  p{n + 1}: '{f'{{p{n}}} ' * 9}'\n" for n in range(6))
    book = f"{HEAD}pieces:\n  p0: word\n{grown}patterns:\n  - {{name: one, type: attack, pattern: '{{place=p6}}'}}\n"
    assert any("characters; 300000 are allowed" in problem for problem in problems(tmp_path, book))


MEANINGS = [
    ("shot dead", "He was SHOT\n dead.", ["SHOT\n dead"]),
    ("(two|three) men", "Two men and three men", ["Two men", "three men"]),
    ("the? men", "men, the men", ["men", "the men"]),
    ("big{1,2} men", "big big men", ["big big men"]),
    ("/[A-Z]+/ men", "IMF men, imf men", ["IMF men"]),
    ("{small-few}", "a bc de f", ["de"]),
    ("men , women", "men, women and men women", ["men, women"]),
    ("Smith 's men", "Smith's men, Smith’s men", ["Smith's men", "Smith’s men"]),
    ("he . she", "He and she, he she", ["He and she"]),
    ("etc \\. men", "etc. men", ["etc. men"]),
    ("^ men", "men and men", ["men"]),
    ("men $", "men and men", ["men"]),
    ("(?<=armed) men (?!fled)", "armed men fled, armed men", ["men"]),
    ("big{0,3} !men", "big big men", ["big big men"]),
    ("{many} men", "at least 12 men, 3 men", ["at least 12 men", "3 men"]),
    ("an ex-soldier", "an ex-soldier, an ex soldier", ["an ex-soldier"]),
]


@pytest.mark.parametrize(("pattern", "text", "found"), MEANINGS)
def test_a_pattern_is_about_words(tmp_path: Path, pattern: str, text: str, found: list[str]) -> None:
    before, mark, after = pattern.partition("!")
    slot = f"{{detainee={before}}} {mark}{{detainee={after}}}" if mark else f"{{detainee={pattern}}}"
    slot = f"{{detainee={before}!{after}}}" if mark else slot
    book = tmp_path / "book.yaml"
    pieces = "pieces: {small: '/[a-z]{2}/', few: [bc], digits: '/[0-9]+/'}\nphrases: {many: '(at least)? {digits}'}\n"
    pattern = slot.replace("'", "''")
    book.write_text(f"{HEAD}{pieces}patterns:\n  - {{name: one, type: detention, pattern: '{pattern}'}}\n", "utf-8")
    (facts,) = RegexExtractor(book, 5.0).extract([Article("a", text, "")])
    spans = sorted(filler.span for fact in facts for filler in fact.slots["detainee"] if filler.span)
    evidence = sorted({span for fact in facts for span in fact.evidence})
    assert [text[start:end] for start, end in evidence] == found
    assert spans


@pytest.mark.parametrize("times", ["{3,1}", "{0,99999999999999999999}", f"{{0,{'9' * 5000}}}"])
def test_a_repeat_that_cannot_be_is_told_once_where_it_stands(tmp_path: Path, times: str) -> None:
    pattern = "  - {name: one, type: attack, pattern: '{bad} {place=bad}'}\n"
    told = problems(tmp_path, f"{HEAD}pieces:\n  bad: 'a{times}'\npatterns:\n{pattern}")
    assert [problem.partition(": ")[0] for problem in told] == ["4:10"]
    assert "no regular expression: " in told[0]


def test_a_pattern_that_is_nested_too_deeply_is_told(tmp_path: Path) -> None:
    pattern = "(" * 101 + "a" + "|b) c" * 101
    told = problems(tmp_path, f"{HEAD}patterns:\n  - {{name: one, type: attack, pattern: '{pattern}'}}\n")
    assert told == ["4:41: the pattern is nested too deeply"]


@pytest.mark.parametrize(
    ("place", "book"),
    [
        ("4:9", "pieces:\n  bad: '(a{999}){999}'\npatterns: []\n"),
        ("4:10", "pieces:\n  bad: 'a{99999999}'\npatterns: []\n"),
        ("4:10", f"pieces:\n  bad: 'a{{{'9' * 5000}}}'\npatterns: []\n"),
        ("4:10", f"pieces:\n  bad: '/a{{{'9' * 5000}}}/'\npatterns: []\n"),
        ("4:10", "pieces:\n  bad: '/([ab\\]]{999}c){101,999}/'\npatterns: []\n"),
        ("4:10", f"pieces:\n  bad: '/{'(a{9999})b' * 9}{'(' * 1500}a{'{9999})' * 1500}/'\npatterns: []\n"),
        ("4:10", f"pieces:\n  bad: '/({'[ab]c' * 300}){{999}}/'\npatterns: []\n"),
        ("4:10", f"pieces:\n  bad: '/{'(ab){9999}' * 5}/'\npatterns: []\n"),
        ("4:10", "pieces:\n  bad: '/(a{999}(?#[)){999}]/'\npatterns: []\n"),
        ("4:10", "pieces:\n  bad: '/(a{999}(?#()){999}/'\npatterns: []\n"),
        ("4:10", 'pieces:\n  bad: "/(?x)(a{999} #(\\n){999}/"\npatterns: []\n'),
        ("3:9", "skip: ['((a{99}b){99}c){11}']\npatterns: []\n"),
        ("3:48", "patterns: [{name: one, type: attack, pattern: '{place=(a{101}){1000,}}'}]\n"),
        ("3:48", "patterns: [{name: one, type: attack, pattern: '(a{50000} {place=(b)}|c{50000}) d{2}'}]\n"),
        ("6:41", "pieces:\n  p: 'a{200}'\npatterns:\n  - {name: one, type: attack, pattern: '({place=p} b){501}'}\n"),
        ("6:41", "pieces:\n  p: [a b c d]\npatterns:\n  - {name: one, type: attack, pattern: '{place=p}{25000}'}\n"),
    ],
)
def test_what_would_take_all_memory_is_told(tmp_path: Path, place: str, book: str) -> None:
    (told,) = problems(tmp_path, HEAD + book)
    assert "parts; 100000 are allowed" in told
    assert told.startswith(place)


@pytest.mark.parametrize("shape", ["([{2}(]a{100}){100}", "(a{30}){0,30}(b){0,30}c{99}(d{80}){99}", "(a{999}){0,999}"])
def test_what_is_repeated_within_measure_is_allowed(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(f"{HEAD}patterns: [{{name: one, type: attack, pattern: '{{place=/{shape}/}} a{{9999}}'}}]\n")
    assert len(read_book(path).patterns) == 1


def test_a_pattern_too_long_to_be_written_is_told_before_it_is_read(tmp_path: Path) -> None:
    told = problems(tmp_path, f"{HEAD}patterns: [{{name: one, type: attack, pattern: '{'#' * 1_000_000}'}}]\n")
    assert told == [
        "3:48: the pattern has 1000000 characters; 20000 are allowed; a list under `pieces` holds many words"
    ]


def test_aliases_of_aliases_are_told_before_they_are_written_out(tmp_path: Path) -> None:
    doubled = "".join(
        f"- &{letter} [*{before}, *{before}]\n" for before, letter in pairwise("abcdefghijklmnopqrstuvwxyz")
    )
    for book in (f"- &a [x]\n{doubled}", "&a [x, *a]\n"):
        (told,) = problems(tmp_path, book)
        assert told == "1:1: not YAML for a book: with its aliases written out it comes to more than 1,000,000 values"


def test_a_character_that_yaml_forbids_is_told_at_its_place(tmp_path: Path) -> None:
    assert problems(tmp_path, f"{HEAD}patterns: []\n# \x1b\n") == ["4:3: not YAML: character U+001B is not allowed"]


@pytest.mark.parametrize("value", [".nan", "-.inf", "1e999"])
def test_a_constant_that_is_no_finite_number_is_told(tmp_path: Path, value: str) -> None:
    pattern = f"{{name: one, type: detention, pattern: '{{detainee=(men)}}', slots: {{count: {value}}}}}"
    told = problems(tmp_path, f"{HEAD}patterns:\n  - {pattern}\n")
    assert told == ["4:71: slot count needs a word or a number"]
