"""What is asked, what is remembered, and that nobody can tell the difference from the answers."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.cache.choose import Cache
from harness.cache.remembering import Remembering
from harness.cache.store import Store
from harness.corpora.corpus import Corpus
from harness.facts import Article, Fact, Filler, Span
from harness.runs.execute import run_extractor
from harness.runs.run import Trouble, TroubleKind
from harness.schema import FactType, Schema, SlotType

SCHEMA = Schema({"t": FactType("t", {"count": SlotType("count", ("number",), key=True)})})


def article(name: str, text: str = "some text") -> Article:
    return Article(name, text, f"sha-{text}")


def corpus(*names: str) -> Corpus:
    return Corpus(SCHEMA, tuple(article(name) for name in names), {}, "")


class Asked:
    """Counts who is asked for, reads `ahead` articles at once, and reports or raises what it is told to."""

    def __init__(self, ahead: int = 1, said: dict[str, TroubleKind] | None = None, fails: frozenset[str] = frozenset()):
        self.ahead, self.said, self.fails = ahead, said or {}, fails
        self.asked: list[str] = []
        self._troubles: list[Trouble] = []

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        batch: list[Article] = []
        for one in articles:
            self.asked.append(one.id)
            batch.append(one)
            if len(batch) == self.ahead:
                yield from map(self._answer, batch)
                batch = []
        yield from map(self._answer, batch)

    def _answer(self, one: Article) -> Sequence[Fact]:
        if one.id in self.fails:
            raise ValueError(one.id)
        if one.id in self.said:
            self._troubles.append(Trouble(one.id, self.said[one.id], "said"))
        number = int(one.id, 36)
        filler = Filler("some", number, Span(0, 4), "vague")
        return [Fact("t", {"count": (filler,)}, (Span(0, 9),), "claimed", "negative", None, 0.25)] * (number % 3)

    def drain_troubles(self) -> list[Trouble]:
        told, self._troubles = self._troubles, []
        return told


def over(extractor: Asked, folder: Path, described: str = "d") -> Remembering:
    return Remembering(extractor, Store(folder, 1), described)


@settings(deadline=None, max_examples=60)
@given(
    names=st.lists(st.sampled_from("abcdefghij"), unique=True),
    first=st.lists(st.sampled_from("abcdefghij"), unique=True),
    ahead=st.integers(1, 4),
    fails=st.frozensets(st.sampled_from("abcdefghij"), max_size=3),
    said=st.dictionaries(st.sampled_from("abcdefghij"), st.sampled_from(["bad_value", "timeout"]), max_size=4),
)
def test_a_memory_changes_nothing_but_who_is_asked(
    tmp_path_factory: pytest.TempPathFactory,
    names: list[str],
    first: list[str],
    ahead: int,
    fails: frozenset[str],
    said: dict[str, TroubleKind],
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    run_extractor(over(Asked(ahead, said, fails), folder), corpus(*first))
    second = Asked(ahead, said, fails)
    remembering = over(second, folder)
    assert run_extractor(remembering, corpus(*names)) == run_extractor(Asked(ahead, said, fails), corpus(*names))
    known = {name for name in first if name not in fails and said.get(name) != "timeout"}
    assert known.isdisjoint(second.asked)
    assert set(second.asked) == set(names) - known


def test_troubles_of_facts_are_remembered_with_them(tmp_path: Path) -> None:
    run_extractor(over(Asked(said={"a": "bad_value"}), tmp_path), corpus("a"))
    again = Asked()
    assert run_extractor(over(again, tmp_path), corpus("a"))[1] == (Trouble("a", "bad_value", "said"),)
    assert again.asked == []


@pytest.mark.parametrize("other", [article("a", "other text"), Article("a", "some text", "sha-some text", "2024")])
def test_a_changed_article_is_asked_for(tmp_path: Path, other: Article) -> None:
    run_extractor(over(Asked(), tmp_path), corpus("a"))
    again = Asked()
    run_extractor(over(again, tmp_path), Corpus(SCHEMA, (other,), {}, ""))
    assert again.asked == ["a"]


def test_another_extractor_is_asked(tmp_path: Path) -> None:
    run_extractor(over(Asked(), tmp_path), corpus("a"))
    again = Asked()
    run_extractor(over(again, tmp_path, "another"), corpus("a"))
    assert again.asked == ["a"]


def test_it_is_remembered_before_the_next_is_asked(tmp_path: Path) -> None:
    answers = over(Asked(), tmp_path).extract(iter([article("a"), article("b")]))
    next(answers)
    again = Asked()
    list(over(again, tmp_path).extract(iter([article("a")])))
    assert again.asked == []


def test_what_is_no_fact_is_for_the_run_to_refuse(tmp_path: Path) -> None:
    class Odd(Asked):
        def _answer(self, one: Article) -> Sequence[Fact]:
            return ["no fact"]  # type: ignore[list-item]

    for _ in range(2):
        odd = Odd()
        found, troubles = run_extractor(over(odd, tmp_path), corpus("a"))
        assert (found, [trouble.kind for trouble in troubles]) == ({"a": ()}, ["bad_value"])
        assert odd.asked == ["a"]


def test_an_answer_that_another_hand_changed_is_asked_for(tmp_path: Path) -> None:
    store = Store(tmp_path, 1)
    first = Remembering(Asked(), store, "d")
    run_extractor(first, corpus("a"))
    for said in (b"{", b"[]", b'{"facts": [{"type": 3}], "troubles": []}', b'{"facts": [], "troubles": [1]}', b"\xff"):
        store.put(first._key(article("a")), said)
        again = Asked()
        run_extractor(Remembering(again, store, "d"), corpus("a"))
        assert again.asked == ["a"], said


def test_who_is_remembered(tmp_path: Path) -> None:
    slow = Asked()
    slow.slow = True  # type: ignore[attr-defined]
    for of, one, wanted in (("slow", slow, 1), ("slow", Asked(), 0), ("all", Asked(), 1), ("none", slow, 0)):
        cache = Cache(of=of)  # type: ignore[arg-type]
        assert (cache.over(one, "d", tmp_path) is not None) == bool(wanted), of
    assert (tmp_path / ".cache").is_dir()
