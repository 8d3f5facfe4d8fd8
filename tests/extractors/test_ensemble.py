"""The extractor `ensemble` over members that answer, fail and read ahead as real ones do."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ensemble_members import SCHEMA, Member, articles, who

from harness.corpora.corpus import Corpus
from harness.errors import ConfigError, ExtractorError, InputErrors
from harness.extractors.choose import choose_extractor
from harness.extractors.ensemble.extractor import LONGEST_BATCH, EnsembleExtractor
from harness.facts import Article, Fact
from harness.runs.describe import deciding
from harness.runs.execute import run_extractor
from harness.runs.run import Trouble
from harness.runs.usage import Usage
from harness.schema import Schema


class Identified(Member):
    identity = "model 7"
    slow = True


class Strange(Member):
    def fact(self, article: Article, word: str) -> Fact:
        return Fact("no such type")


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "schema.yaml"
    path.write_text(SCHEMA)
    return path


def test_members_are_put_to_the_vote_article_by_article(schema: Path) -> None:
    members = {"a": Member("Ann", "Bob"), "b": Member("Ann"), "c": Member("Cid")}
    found = EnsembleExtractor(members, schema, votes=2).extract(articles("Ann saw Bob", "Cid", "", "Ann"))
    assert list(map(who, found)) == [[("Ann", 2 / 3)], [], [], [("Ann", 2 / 3)]]


def test_a_member_that_fails_on_an_article_costs_its_vote_there_and_is_reported(schema: Path) -> None:
    ensemble = EnsembleExtractor(
        {"good": Member("Ann"), "bad": Member("Ann", "Bob", fails_on="n1")}, schema, how="intersection"
    )
    some = tuple(articles("Ann", "Ann and Bob", "Bob", "Ann"))
    found, troubles = run_extractor(ensemble, corpus(some))
    assert [who(found[one.id]) for one in some] == [[("Ann", 1.0)], [("Ann", 1.0)], [], [("Ann", 1.0)]]
    (trouble,) = troubles
    assert (trouble.article, trouble.kind) == ("n1", "error")
    assert trouble.message.startswith("bad: ValueError: no idea (ensemble_members.py:")
    assert ensemble.drain_troubles() == []


def corpus(some: tuple[Article, ...]) -> Corpus:
    return Corpus(Schema({}) if not some else load(), some, {one.id: () for one in some}, "")


def load() -> Schema:
    from harness.gold.problems import FileProblems
    from harness.gold.schema_file import read_schema

    return read_schema(SCHEMA.encode(), FileProblems("schema.yaml"))


def test_what_a_member_finds_is_held_to_the_schema_before_it_is_compared(schema: Path) -> None:
    ensemble = EnsembleExtractor({"strange": Strange("Ann"), "a": Member("Ann")}, schema, how="union")
    assert list(map(who, ensemble.extract(articles("Ann")))) == [[("Ann", 0.5)]]
    assert ensemble.drain_troubles() == [
        Trouble("n0", "unknown_type", "strange: fact type 'no such type' is not in the schema")
    ]


def test_what_a_member_itself_reports_is_passed_on_and_a_late_one_that_found_something_still_votes(
    schema: Path,
) -> None:
    class Late(Member):
        def drain_troubles(self) -> list[Trouble]:
            return [Trouble("n0", "timeout", "one pattern gave up"), Trouble("n1", "timeout", "all gave up")]

    ensemble = EnsembleExtractor({"late": Late("Ann"), "a": Member("Bob")}, schema, how="union")
    assert list(map(who, ensemble.extract(articles("Ann Bob", "Bob")))) == [
        [("Ann", 0.5), ("Bob", 0.5)],
        [("Bob", 1.0)],
    ]
    assert [one.message for one in ensemble.drain_troubles()] == ["late: one pattern gave up", "late: all gave up"]


def test_each_article_is_read_once_by_each_member_in_batches(schema: Path) -> None:
    members = {"a": Member("x"), "b": Member("y")}
    some = articles(*"x" * 70)
    assert len(list(EnsembleExtractor(members, schema, how="union", batch_size=32).extract(iter(some)))) == 70
    for member in members.values():
        assert member.read == [one.id for one in some]
        assert member.most == 32


def test_it_reads_no_further_ahead_than_a_batch(schema: Path) -> None:
    taken: list[str] = []

    def endless() -> Iterator[Article]:
        for number in range(10**9):
            taken.append(str(number))
            yield Article(str(number), "Ann", "")

    found = EnsembleExtractor({"a": Member("Ann")}, schema, how="union", batch_size=4).extract(endless())
    assert who(next(found)) == [("Ann", 1.0)]
    assert len(taken) <= 5


def test_long_articles_fill_a_batch_and_an_id_that_comes_twice_begins_a_new_one(schema: Path) -> None:
    member = Member("x")
    long = [Article(str(n), "x" * LONGEST_BATCH, "") for n in range(3)]
    assert len(list(EnsembleExtractor({"a": member}, schema, how="union").extract(long))) == 3
    assert member.most == 1
    twins = [Article("n", "Ann", ""), Article("n", "Bob", "")]
    found = EnsembleExtractor({"a": Member("Ann", "Bob")}, schema, how="union").extract(twins)
    assert list(map(who, found)) == [[("Ann", 1.0)], [("Bob", 1.0)]]


def test_a_threshold_for_all_types_or_for_each(schema: Path) -> None:
    def found(threshold: Any) -> list[str | None]:
        members = {"a": Member("Ann", "Bob"), "b": Member("Ann")}
        (facts,) = EnsembleExtractor(members, schema, how="union", threshold=threshold).extract(articles("Ann Bob"))
        return [text for text, _ in who(facts)]

    assert found(0.5) == found({"rest": 0.5}) == found({"raid": 0.5, "rest": 1}) == ["Ann", "Bob"]
    assert found(0.51) == found({"raid": 0.51}) == ["Ann"]


def test_what_decides_the_members_results_decides_its_own(schema: Path) -> None:
    def identity(**members: Member) -> str:
        return EnsembleExtractor(members, schema, how="union").identity

    assert "model 7" in identity(a=Identified(), b=Member())
    assert identity(a=Identified(), b=Member()) != identity(a=Member(), b=Member())
    assert identity(a=Identified(), b=Member()) != identity(b=Member(), a=Identified())
    assert json.loads(identity(a=Member()))[0][1]["_code_"]  # of the module that a member of the user's own is in


def test_it_is_slow_if_a_member_is(schema: Path) -> None:
    assert EnsembleExtractor({"a": Identified(), "b": Member()}, schema, how="union").slow
    assert not EnsembleExtractor({"b": Member()}, schema, how="union").slow


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"members": {}}, "an ensemble needs members"),
        ({"votes": 3}, r"votes=3: how many of the 2 members .* \(1 to 2\)"),
        ({"votes": 0}, "votes=0"),
        ({"votes": 1.5}, "votes=1.5"),
        ({"votes": True}, "votes=True"),
        ({"votes": float("nan")}, "votes=nan"),
        ({"batch_size": 0}, "batch_size=0"),
        ({"how": "stacking"}, r"stacking needs weights=<file>; write one .*ensemble weights"),
        ({"threshold": 1.5}, r"threshold: a confidence lies in 0..1, not 1.5"),
        ({"threshold": {"raid": "much"}}, "threshold: a confidence lies in 0..1, not 'much'"),
        ({"threshold": {"raids": 0.5}}, "threshold: there is no fact type 'raids'; did you mean 'raid'"),
        ({"how": "stacking", "weights": "nowhere.json"}, "weights=nowhere.json cannot be read"),
    ],
)
def test_options_that_cannot_be_used(schema: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises((ConfigError, ExtractorError), match=message):
        EnsembleExtractor(**{"members": {"a": Member(), "b": Member()}, "schema": schema, **options})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"votes": 3, "batch_size": 0}, "^batch_size=0: it must be at least 1; votes=3: how many of the 2 members"),
        ({"how": "stacking", "smoothing": 0}, "^smoothing=0: it must be a number above 0; stacking needs weights"),
        ({"how": "stacking", "weights": "nowhere.json"}, "^weights=nowhere.json cannot be read"),
        ({"threshold": {"raids": 0.5}}, "^threshold: there is no fact type 'raids'"),
        ({}, "^the pattern book nowhere.yaml cannot be read"),
    ],
)
def test_wrong_options_are_told_before_the_members_load(schema: Path, options: dict[str, Any], message: str) -> None:
    regex = {"_target_": "harness.extractors.regex.RegexExtractor", "book": "nowhere.yaml", "time_limit": 1}
    ensemble = "harness.extractors.ensemble.extractor.EnsembleExtractor"
    config = {"_target_": ensemble, "schema": str(schema), "members": {"a": regex, "b": regex}}
    with pytest.raises((ConfigError, ExtractorError), match=message):
        choose_extractor({**config, **options})


def test_a_config_is_held_to_the_words_that_there_are(schema: Path) -> None:
    config = {
        "_target_": "harness.extractors.ensemble.extractor.EnsembleExtractor",
        "schema": str(schema),
        "members": {"a": {"_target_": "harness.extractors.empty.EmptyExtractor"}},
    }
    with pytest.raises(ConfigError, match="option 'how': must be 'union', 'intersection', 'vote' or"):
        choose_extractor({**config, "how": "majority"})
    with pytest.raises(ConfigError, match="option 'reading'"):
        choose_extractor({**config, "how": "union", "reading": "loose"})


def test_a_broken_schema_is_told_and_an_absent_one_is_the_shipped(tmp_path: Path) -> None:
    (tmp_path / "schema.yaml").write_text("schema_version: 1\n")
    with pytest.raises(InputErrors, match="types"):
        EnsembleExtractor({"a": Member()}, tmp_path / "schema.yaml", how="union")
    ensemble = EnsembleExtractor({"a": Member("Ann")}, tmp_path / "none" / "schema.yaml", how="union")
    assert list(ensemble.extract(articles("Ann"))) == [()]
    assert [one.kind for one in ensemble.drain_troubles()] == ["unknown_type"]


class Paid(Member):
    apart = frozenset(("replay",))

    def __init__(self, took: Usage, *words: str) -> None:
        super().__init__(*words)
        self.took = took

    def usage(self) -> Usage:
        return self.took


def test_what_models_took_is_told_of_all_members_together(schema: Path) -> None:
    one, other = Paid(Usage(2, 3, 100, 10, 0.5), "Ann"), Paid(Usage(2, 2, 50, None, 0.25), "Ann")
    assert EnsembleExtractor({"a": Member("Ann"), "b": one, "c": other}, schema).usage() == Usage(2, 5, 150, None, 0.75)
    assert EnsembleExtractor({"a": Member("Ann"), "b": Member("Bob")}, schema).usage() is None


def test_how_a_member_is_asked_is_no_part_of_the_signature(schema: Path) -> None:
    ensemble = EnsembleExtractor({"a": Paid(Usage(0, 0, 0, 0, None)), "b": Member("Ann")}, schema)
    described = {"votes": 2, "members": {"a": {"model": "m", "replay": "only"}, "b": {"replay": "only"}}}
    assert deciding(ensemble, described) == {"votes": 2, "members": {"a": {"model": "m"}, "b": {"replay": "only"}}}
