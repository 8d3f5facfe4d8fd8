"""Run against run: which gold facts became better or worse, were gained or lost; which false alarms came or went."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from report.conftest import CORPUS, at

from harness.errors import HarnessError
from harness.facts import Article, Fact, Span
from harness.report.changes import Changes, changes
from harness.report.changes_text import text
from harness.runs.run import Run


def directions(found: Changes) -> dict[str, str]:
    return {change.before.gold: change.direction for change in found.facts}


def test_what_one_run_missed_is_new_in_the_other(rules: Run, empty: Run) -> None:
    assert directions(changes(empty, rules)) == {"n1": "new", "n2": "new", "n3": "same"}


def test_the_other_way_round_it_is_lost(rules: Run, empty: Run) -> None:
    assert directions(changes(rules, empty)) == {"n1": "lost", "n2": "lost", "n3": "same"}


def with_outcome(run: Run, gold: str, outcome: str) -> Run:
    table = run.outcomes.copy()
    table.loc[(table["level"] == "fact") & (table["gold"] == gold), "outcome"] = outcome
    return replace(run, outcomes=table)


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("incorrect", "partial", "better"),
        ("partial", "correct", "better"),
        ("correct", "partial", "worse"),
        ("partial", "incorrect", "worse"),
        ("missing", "incorrect", "new"),
        ("correct", "missing", "lost"),
        ("partial", "partial", "same"),
    ],
)
def test_directions(before: str, after: str, direction: str, rules: Run) -> None:
    found = changes(with_outcome(rules, "n1", before), with_outcome(rules, "n1", after))
    assert directions(found)["n1"] == direction


def test_optional_gold_is_no_change(rules: Run, empty: Run) -> None:
    def optional(run: Run) -> Run:
        table = run.outcomes.copy()
        table.loc[table["gold"] == "n2", "counted"] = False
        return replace(run, outcomes=table)

    assert "n2" not in directions(changes(optional(empty), optional(rules)))


def test_false_alarms_come_and_go(rules: Run, empty: Run) -> None:
    found = changes(rules, empty)
    assert [fact.article for fact in found.no_longer_spurious] == ["quake"]
    assert found.newly_spurious == ()
    assert [fact.article for fact in changes(empty, rules).newly_spurious] == ["quake"]


def test_the_same_false_alarm_is_no_change_whatever_its_place_among_the_facts(rules: Run) -> None:
    (spurious,) = rules.found["quake"]
    found = changes(rules, replace(rules, found={**rules.found, "quake": (spurious,)}))
    assert found.no_longer_spurious == found.newly_spurious == ()


def test_a_false_alarm_said_twice_is_one_more(rules: Run) -> None:
    table = rules.outcomes
    second = table[(table["outcome"] == "spurious") & (table["level"] == "fact")].assign(found=1)
    twice = type(table)({name: [*table[name], *second[name]] for name in table.columns})
    (spurious,) = rules.found["quake"]
    doubled = replace(rules, found={**rules.found, "quake": (spurious, spurious)}, outcomes=twice)
    assert len(changes(rules, doubled).newly_spurious) == 1
    assert len(changes(doubled, rules).no_longer_spurious) == 1


def other_gold(run: Run) -> Run:
    """The same run on a corpus whose second article reads otherwise."""
    police, quake = CORPUS.articles
    changed = replace(CORPUS, articles=(police, Article("quake", quake.text + " ", "2" * 64)), digest="9" * 64)
    return replace(run, corpus=changed)


def test_different_gold_is_refused_and_both_versions_named(rules: Run) -> None:
    with pytest.raises(HarnessError, match=r"(?s)different gold.*8cd5a3bb.*9999.*shared=true"):
        changes(rules, other_gold(rules))


def test_what_both_share_is_compared_when_asked_for(rules: Run, empty: Run) -> None:
    found = changes(empty, other_gold(rules), shared=True)
    assert directions(found) == {"n1": "new", "n2": "new"}
    assert (found.articles, found.left_out) == (("police",), ("quake",))
    assert (found.score_before.recall, found.score_after.recall) == (0, 0.5)
    assert found.difference == 0.5
    assert found.newly_spurious == ()


def test_nothing_shared_is_said(rules: Run) -> None:
    strange = replace(CORPUS, articles=tuple(replace(one, sha256="3" * 64) for one in CORPUS.articles), digest="9" * 64)
    with pytest.raises(HarnessError, match="share no article"):
        changes(rules, replace(rules, corpus=strange), shared=True)


def test_a_false_alarm_with_other_words_is_another_one(rules: Run) -> None:
    other = Fact("casualty", {"victim": (at(CORPUS.articles[1].text, "Dozens"),)}, (Span(20, 31),))
    found = changes(rules, replace(rules, found={**rules.found, "quake": (other,)}))
    assert len(found.newly_spurious) == len(found.no_longer_spurious) == 1


Many = Callable[[str, Sequence[str]], Run]


def test_the_difference_is_that_of_after_and_has_the_sign_of_progress(many_articles: Many) -> None:
    poor, rich = many_articles("poor", ["a", "ab"] * 6), many_articles("rich", ["abcde", "abcd"] * 6)
    up, down = changes(poor, rich), changes(rich, poor)
    assert up.difference == pytest.approx(108 / 114 - 36 / 78)  # 54 and 18 found of 60
    assert up.difference == -(down.difference or 0)
    assert up.difference_interval is not None
    assert down.difference_interval == tuple(-end for end in reversed(up.difference_interval))
    assert up.difference_interval[0] < up.difference < up.difference_interval[1]
    assert up.p == down.p == pytest.approx(2 / 4096)  # all 12 articles agree, and all swappings were tried
    assert (up.score_before.recall, up.score_after.recall) == (18 / 60, 54 / 60)
    low, high = down.difference_interval
    said = " ".join(text(down, ("rich", "poor")).split())
    assert f"F1 fell by 0.4858 (95 % interval of the difference [{low:.2f}, {high:.2f}]), p < 0.001." in said


def test_with_few_articles_the_difference_stands_alone(rules: Run, empty: Run) -> None:
    found = changes(empty, rules)
    assert found.difference == pytest.approx(1 / 3)
    assert (found.p, found.difference_interval) == (None, None)
    assert found.reason.startswith("2 articles")


def test_as_text(rules: Run, empty: Run) -> None:
    said = text(changes(empty, rules), ("empty", "rules"))
    assert "0 lost, 0 worse, 2 new, 0 better, 1 same" in said
    assert "police n1 (detention): missing -> incorrect" in said
    assert "quake found 0 (casualty)\n  victim: found fled" in said
    assert max(map(len, said.splitlines())) <= 80


def test_what_counts_nowhere_is_left_out_and_said(rules: Run, empty: Run) -> None:
    gold = {**CORPUS.gold, "quake": (replace(CORPUS.gold["quake"][0], optional=True),)}
    runs = []
    for run in (empty, rules):
        table = run.outcomes.copy()
        table.loc[table["gold"] == "n3", "counted"] = False
        runs.append(replace(run, outcomes=table, corpus=replace(CORPUS, gold=gold)))
    found = changes(*runs)
    assert (found.optional, set(directions(found))) == (1, {"n1", "n2"})
    assert "0 same\nNot among them, as they count nowhere: 1 optional gold fact\n" in text(found, ("empty", "rules"))


def test_optional_gold_of_articles_left_out_is_not_counted(rules: Run, empty: Run) -> None:
    gold = {name: tuple(replace(one, optional=True) for one in facts) for name, facts in CORPUS.gold.items()}
    before, after = (replace(run, corpus=replace(run.corpus, gold=gold)) for run in (empty, other_gold(rules)))
    assert changes(before, after, shared=True).optional == 2


def test_scores_are_lenient(rules: Run, empty: Run) -> None:
    """n1 is half right, n2 right, n3 missed, and one is spurious: 2 of 3 both ways."""
    found = changes(empty, with_outcome(rules, "n1", "partial"))
    assert (found.score_after.precision, found.score_after.recall) == (2 / 3, 2 / 3)
    assert found.difference == pytest.approx(2 / 3)


def test_a_false_alarm_in_another_article_is_another_one(spurious_run: Callable[..., Run]) -> None:
    texts, fact = {"a": "Ann", "b": "Ann"}, Fact("alias", {}, (Span(0, 3),))
    found = changes(
        spurious_run("one", texts, {"a": [fact], "b": []}), spurious_run("two", texts, {"a": [], "b": [fact]})
    )
    assert [one.article for one in (*found.no_longer_spurious, *found.newly_spurious)] == ["a", "b"]


def test_many_articles_left_out_are_counted(rules: Run, empty: Run) -> None:
    found = replace(changes(empty, rules), left_out=tuple(f"article-{n}" for n in range(1000)))
    said = " ".join(text(found, ("empty", "rules")).split())
    assert "article-19, and 980 more" in said
    assert "article-20" not in said


def test_hostile_words_stay_words_in_the_text(rules: Run, empty: Run) -> None:
    table = rules.outcomes.assign(type="[red]x[/red]\x1b[31m\u202e")
    said = text(changes(empty, replace(rules, outcomes=table)), ("a", "b"))
    assert "[red]x[/red]" in said
    assert "\x1b" not in said
    assert "\u202e" not in said
