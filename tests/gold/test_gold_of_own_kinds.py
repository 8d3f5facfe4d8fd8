"""Kinds of a schema's own: what is wrong with their entries, and with gold that uses them, each with its place."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from harness.gold.problems import FileProblems
from harness.gold.read import GoldReading, read_corpus_files
from harness.gold.schema_file import read_schema
from harness.schema import OwnKind

CODES = """
class Codes:
    def __init__(self, length: int = 3) -> None:
        self.length = length

    def normalise(self, words: str) -> str | None:
        if words == "boom":
            raise KeyError(words)
        return words.upper()[: self.length] if words != "unreadable" else None

    def check(self, value: str) -> str | None:
        return None if value == value.upper() or value == "unreadable" else "write capitals"

    def compare(self, gold: str, found: str) -> str:
        return "incorrect"


class Words:
    def compare(self, gold: str, found: str) -> str:
        return "incorrect"
"""

SCHEMA = """\
schema_version: 1
kinds:
  code: {_target_: gold_kinds.Codes, length: 6}
  words: {_target_: gold_kinds.Words}
types:
  recall:
    slots:
      product: {kind: code, key: true}
      refund: {kind: money, key: true}
      term: {kind: duration}
      site: {kind: url}
      reason: {kind: text, fillers: several}
      other: {kind: words}
"""

TEXT = "They recall ab-12 of a.example/x for US$1.5 million over three weeks because they burn. boom unreadable"


@pytest.fixture(autouse=True)
def kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module of kinds that can be loaded."""
    file = tmp_path / "gold_kinds.py"
    file.write_text(CODES, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "gold_kinds", raising=False)
    return file


def problems_of(schema: str, allow: Sequence[str] | None = ("gold_kinds",)) -> list[str]:
    read_schema(schema.encode(), problems := FileProblems("schema.yaml"), allow)
    return list(map(str, problems.found))


def with_kind(entry: str) -> str:
    return SCHEMA.replace("  words: {_target_: gold_kinds.Words}", f"  words: {entry}")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{_target_: os.system}", "'os.system' lies outside harness.kinds, gold_kinds"),
        ("{_target_: harness.kinds.choose.sys}", "is no slot kind"),
        ("{_target_: harness.extractors.empty.EmptyExtractor}", "lies outside harness.kinds, gold_kinds"),
        ("{_target_: gold_kinds.Wrods}", "did you mean 'Words'?"),
        ("{_target_: gold_kinds_2.Words}", "lies outside"),
        ("{_target_: gold_kinds.Codes, length: long}", "option 'length': must be a whole number, not 'long'"),
        ("{_target_: gold_kinds.Codes, lenght: 3}", "no option 'lenght' (did you mean 'length'?)"),
        ("{_target_: gold_kinds.Codes, length: {_target_: os.getcwd}}", "may not hold a `_target_`"),
        ("{_target_: harness.kinds.text.TextKind, partial: 2}", "0 < partial <= correct <= 1"),
        ("{_target_: harness.kinds.money.MoneyKind, means: {x: YYY}}", "no currency of ISO 4217"),
        ("{_target_: gold_kinds.Codes, length: .inf}", "must be a text, a number"),
        ("{_target_: [a]}", "must be a text, not a list"),
        ("gold_kinds.Words", "needs `_target_: package.module.Class`"),
        ("{length: 3}", "needs `_target_: package.module.Class`"),
    ],
)
def test_an_entry_that_cannot_be_used(entry: str, said: str) -> None:
    assert said in next(one for one in problems_of(with_kind(entry)) if one.startswith("schema.yaml:4:"))


def test_kinds_that_are_no_kinds() -> None:
    (own,) = problems_of(SCHEMA.replace("  words:", "  number:").replace("kind: words", "kind: mention"))
    assert own.startswith("schema.yaml:4:3: slot kind 'number' is built into the matching")
    (misspelt,) = problems_of(SCHEMA.replace("kind: words", "kind: word"))
    assert "cannot be \"word\"; did you mean 'words'?" in misspelt
    (mixed,) = problems_of(SCHEMA.replace("kind: money", "kind: [number, money]"))
    assert mixed.startswith("schema.yaml:9:")
    assert "goes with no other kind" in mixed
    (unloaded,) = problems_of(SCHEMA.replace("gold_kinds.Words", "nowhere.Words"), ("gold_kinds", "nowhere"))
    assert "there is no module nowhere" in unloaded


def test_nothing_is_loaded_that_need_not_be() -> None:
    schema = read_schema(with_kind("{_target_: os.system}").encode(), problems := FileProblems("s"), None)
    assert problems.found == []
    assert schema.kinds["words"] == OwnKind("os.system")
    assert schema.kinds["code"].options == {"length": 6}
    assert all(kind.asked is None for kind in schema.kinds.values())


@pytest.fixture
def reading(
    add: Callable[[str, str, str], None], seeds: Path, gold: Path
) -> Callable[[str, Sequence[str] | None], GoldReading]:
    def read(slots: str, allow: Sequence[str] | None = ("gold_kinds",)) -> GoldReading:
        (gold / "schema.yaml").write_text(SCHEMA, encoding="utf-8")
        fact = f'facts:\n  - id: one\n    type: recall\n    quotes: ["{TEXT}"]\n    slots:\n      {slots}\n'
        add("a", TEXT, fact)
        return read_corpus_files(seeds, gold, allow=allow)

    return read


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ("refund: {text: US$1.5 million, value: 1.5e6 USD}", "the value of slot 'refund': it is no amount with an ISO"),
        ("refund: {text: US$1.5 million, value: 1500000}", "must be a text, but unquoted YAML reads this as a number"),
        ("refund: {text: US$1.5 million}", "slot 'refund' lacks the key 'value'"),
        ("refund: {text: US$1.5 million, value: null}", "value null, which needs `precision: vague`"),
        ("refund: {text: US$1.5 million, value: 1500000 USD, also: [x]}", "compared by its value, so `also`"),
        ("refund: {text: US$1.5 million, value: 2000000 USD}", "warning: slot 'refund': the normaliser reads \"US$1.5"),
        ("product: {text: ab-12, value: ab-12}", "the value of slot 'product': write capitals"),
        ("product: {text: ab-12, value: unreadable}", "the value of slot 'product': it cannot be read as code"),
        ("product: {text: ab-12, value: AB-13}", 'reads "ab-12" as AB-12, not as AB-13'),
        ("product: {text: boom, value: BOOM}", "gold_kinds.Codes.normalise('boom') raised KeyError: 'boom'"),
        ("product: {text: ab-12, value: AB-12}\n      term: {text: three weeks, value: three weeks}", "no ISO 8601"),
        ("product: {text: ab-12, value: AB-12}\n      term: {text: three weeks, value: P4W}", "as P21D, not as P4W"),
        ("product: {text: ab-12, value: AB-12}\n      site: {text: a.example/x, value: a b}", "it is no address such"),
        ("product: {text: ab-12, value: AB-12}\n      reason: [{text: they burn, value: x}]", "has no value"),
        ("product: {text: ab-12, value: AB-12}\n      other: {text: ab-12, precision: vague}", "have a precision"),
    ],
)
def test_gold_that_is_wrong(reading: Callable[..., GoldReading], slots: str, said: str) -> None:
    problems = reading(slots).problems
    assert [said in str(problem) for problem in problems] == [True], problems
    assert problems[0].line == 9 + slots.count("\n")


SOUND = """product: {text: ab-12, value: AB-12}
      refund: {text: US$1.5 million, value: 1500000 USD, precision: at_least}
      term: {text: three weeks, value: P3W}
      site: {text: a.example/x, value: "https://a.example/x/"}
      reason: [{text: they burn, also: [they catch fire]}]
      other: {text: they}"""


def test_gold_that_is_right(reading: Callable[..., GoldReading], kinds: Path) -> None:
    read = reading(SOUND)
    assert read.problems == ()
    (fact,) = read.facts_by_article["a"]
    assert fact.fact.slots["refund"][0].value == "1500000 USD"
    assert fact.accepts["reason"][0].names == ("they catch fire",)
    unloaded = reading(SOUND.replace("AB-12", "ab"), None)
    assert unloaded.problems == (), "without its class nobody can say what a code is"


def test_code_and_options_are_in_the_digest(
    reading: Callable[..., GoldReading], kinds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = reading(SOUND).digest
    assert reading(SOUND).digest == first
    kinds.write_text(f"{CODES}\n# changed\n", encoding="utf-8")
    assert reading(SOUND).digest != first
