"""The suite that every extractor must pass: each check is failed by one that deserves it, and ours pass all."""

from mmap import mmap
from pathlib import Path

import pytest

from conformance.misbehaving import HELD
from harness.conformance.articles import article, huge_article, long_lines, many_articles
from harness.conformance.checks import CHECKS
from harness.conformance.conform import Trial, Verdict, conform
from harness.corpora.load import load_corpus
from harness.errors import HarnessError
from harness.extractors.__main__ import main
from harness.facts import Article
from harness.memory import resident_mb
from harness.schema import FactType, Schema, SlotType
from harness.shipped import shipped_folder

SCHEMA = Schema({"detention": FactType("detention", {"detainee": SlotType("detainee", ("mention",), key=True)})})
ARTICLES = (article("one", f"Two men were {HELD}."), article("two", f"They were {HELD} in Osh."))
BY_NAME = {check.name: check for check in CHECKS}


def trial(name: str, articles: tuple[Article, ...] = ARTICLES, seconds: float = 60.0, many: int = 300) -> Trial:
    config = {"_target_": f"conformance.misbehaving.{name}"}
    return Trial(config, ("conformance.misbehaving",), articles, SCHEMA, many, seconds)


def failed(verdicts: list[Verdict]) -> dict[str, str]:
    return {verdict.check.name: verdict.complaints[0] for verdict in verdicts if verdict.complaints}


def test_a_sound_extractor_passes_every_check_in_order() -> None:
    verdicts = list(conform(trial("Sound")))
    assert [verdict.check.name for verdict in verdicts] == [check.name for check in CHECKS]
    assert failed(verdicts) == {}


@pytest.mark.parametrize(
    ("name", "check", "complaint"),
    [
        ("UnknownSlot", "sound", "one: unknown_slot: detention has no slot 'prisoner'"),
        ("Forgetful", "again", "one: other facts the second time: 0 before, 0 then"),
        ("Neighbourly", "order", "one: other facts in the opposite order: 1 before, 2 then"),
        ("Neighbourly", "batch", "two: other facts one article at a time: 2 before, 1 then"),
        ("ById", "twice", "one: other facts for the same text under another id: 1 before, 0 then"),
        ("Repetitive", "twice", "one: other facts for the same text under another id: 1 before, 0 then"),
        ("Fragile", "odd", "odd-empty: error: IndexError: no first word"),
        ("Narrow", "odd", "odd-emoji: error: ValueError: no such sign"),
        ("Hoarder", "memory", "MB more after 300 articles than after 100"),
    ],
)
def test_each_check_is_failed_by_who_deserves_it(name: str, check: str, complaint: str) -> None:
    if name == "Forgetful":
        complaint = "one: other facts"  # which of the two calls found something is the check's own business
    (verdict,) = conform(trial(name), [BY_NAME[check]])
    assert verdict.complaints
    assert complaint in verdict.complaints[0]


def test_what_does_not_end_costs_its_own_check_only() -> None:
    checks = [BY_NAME[name] for name in ("odd", "lines", "twice")]
    assert failed(list(conform(trial("Slow", seconds=4), checks))) == {
        "lines": "did not end in 4 s; it was at the article line-digits"
    }


def test_what_ends_the_process_costs_its_own_check_only() -> None:
    verdicts = list(conform(trial("Deadly"), [BY_NAME["huge"], BY_NAME["sound"]]))
    assert [bool(verdict.complaints) for verdict in verdicts] == [True, False]
    assert verdicts[0].complaints[0].startswith("did not end well")
    assert verdicts[0].complaints[0].endswith("; it was at the article huge")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Failing", "2 troubles, the first: one: error: RuntimeError: no model (misbehaving.py:"),
        ("UnknownSlot", "2 troubles, the first: one: unknown_slot: detention has no slot 'prisoner'"),
    ],
)
def test_where_there_is_nothing_to_compare_no_comparison_holds(name: str, why: str) -> None:
    compared = [BY_NAME[check] for check in ("again", "order", "batch", "twice")]
    verdicts = list(conform(trial(name), compared))
    assert [len(verdict.complaints) for verdict in verdicts] == [1] * 4
    assert all(f"cannot be judged: it gave no sound fact ({why}" in one.complaints[0] for one in verdicts)
    nothing = (article("none", "Nobody was seen."),)
    assert failed(list(conform(trial("UnknownSlot", nothing), compared))) == {}  # nothing wrong: it finds nothing


def test_memory_is_watched_in_a_process_of_its_own() -> None:
    assert failed(list(conform(trial("Tired"), [BY_NAME["sound"], BY_NAME["memory"]]))) == {}


def test_the_first_five_complaints_are_kept_and_the_others_counted() -> None:
    articles = tuple(article(f"a{at}", f"Two men were {HELD}.") for at in range(7))
    (verdict,) = conform(trial("UnknownSlot", articles), [BY_NAME["sound"]])
    assert [one.partition(":")[0] for one in verdict.complaints] == ["a0", "a1", "a2", "a3", "a4", "and 2 more"]


def test_many_articles_are_those_given_in_turn_and_no_two_are_the_same() -> None:
    many = list(many_articles(ARTICLES, 5))
    assert [one.text.partition("\n")[0] for one in many] == [ARTICLES[at % 2].text for at in range(5)]
    assert len({one.id for one in many}) == len({one.text for one in many}) == 5


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system tells the peak only")
def test_memory_is_what_is_held_and_not_what_was_asked_for() -> None:
    before = resident_mb()
    held, asked = bytearray(b"x") * 100_000_000, mmap(-1, 1_000_000_000)
    assert 80 < resident_mb() - before < 200
    assert len(held) < len(asked)
    asked.close()


def test_an_extractor_that_cannot_start_is_no_verdict() -> None:
    with pytest.raises(HarnessError, match="no extractor"):
        list(conform(trial("Missing")))


def test_texts_are_as_long_as_they_are_called() -> None:
    assert {len(one.text) for one in long_lines()} == {100_000}
    assert len(huge_article(ARTICLES).text.encode()) >= 5_000_000
    assert len(huge_article([article("long", "é" * 2_000_000)]).text.encode()) == 8_000_002  # twice 4 MB


def shipped(name: str, checks: list[str], few: int = 3) -> None:
    """Run some checks of a shipped extractor on the first articles of the shipped corpus."""
    from harness.conformance.config_file import read_config

    folders = {folder: str(shipped_folder() / folder) for folder in ("seeds", "gold")}
    corpus = load_corpus(shipped_folder() / "seeds", shipped_folder() / "gold")
    asked = Trial(read_config(name, folders), (), corpus.articles[:few], corpus.schema, 10_000, 1200)
    assert failed(list(conform(asked, [BY_NAME[check] for check in checks]))) == {}


QUICK = ["sound", "again", "order", "batch", "twice", "odd"]


@pytest.mark.parametrize("name", ["regex", "rules", "empty"])
def test_ours_pass(name: str) -> None:
    shipped(name, [*QUICK, "lines"])


def test_spacy_passes() -> None:
    pytest.importorskip("spacy", reason="the extra `spacy` is not installed")
    shipped("spacy", QUICK)


def test_an_ensemble_passes() -> None:
    pytest.importorskip("spacy", reason="the extra `spacy` is not installed")
    shipped("ensemble", QUICK)


@pytest.mark.big
@pytest.mark.parametrize("name", ["regex", "rules"])
def test_ours_bear_the_huge_and_the_many(name: str) -> None:
    shipped(name, ["huge", "memory"], few=11)


@pytest.mark.big
def test_spacy_bears_long_lines_and_the_huge() -> None:
    pytest.importorskip("spacy", reason="the extra `spacy` is not installed")
    shipped("spacy", ["lines", "huge"], few=11)


def test_the_command_says_what_fails_and_ends_with_one(
    tmp_path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "fragile.yaml"
    config.write_text("_target_: conformance.misbehaving.Fragile\n")
    status = main(["check", str(config), "allow=conformance.misbehaving", "articles=3"])
    out = capsys.readouterr().out
    assert status == 1
    assert "odd     FAILS" in out
    assert "odd-empty: error: IndexError: no first word" in out
    assert "8 of 9 checks hold" in out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "say what to do"),
        (["check", "ruls"], "did you mean rules?"),
        (["check", "rules", "seconds=soon"], "seconds='soon' is no number above 0"),
        (["check", __file__], "test_conform.py is code: give the config that names its class, a YAML file with"),
        (["check", "rules", "corpus.seeds=x"], "there is no key 'corpus.seeds'; did you mean 'seeds'?"),
        (["check", "rules", "alow=x"], "there is no key 'alow'"),
        (["check", "rules", "seeds=nowhere"], "cannot be read"),
    ],
)
def test_mistakes_are_told(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("- a\n", "a config is a mapping"),
        ("a: [\n", "expected"),
        ("_target_: ${nowhere:x}\n", "nowhere"),
        ("_target_: os.system\n", "lies outside"),
        ("word: 1\n", "needs `_target_: package.module.Class`, not None\n"),
        ("", "c.yaml: an extractor's config is empty: it needs `_target_: package.module.Class`, and the arguments"),
        (
            "target: a.B\n",
            "c.yaml: an extractor's config needs `_target_: package.module.Class`, not None: it has 'target'",
        ),
    ],
)
def test_configs_that_are_none(tmp_path, content: str, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "c.yaml"
    config.write_text(content)
    assert main(["check", str(config)]) == 2
    assert complaint in capsys.readouterr().err
    assert main(["check", str(tmp_path / "cc.yaml")]) == 2
    assert f"did you mean {config}?" in capsys.readouterr().err
