"""Facts as callers have them (lists, dicts, datasets, frames) -> the mappings that the profiles score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from harness.corpora.corpus import Corpus
from harness.corpora.inferred_schema import infer_schema, schema_of
from harness.corpora.plain_facts import article_of, fact_of, joined, tidy
from harness.errors import ConfigError
from harness.facts import Fact, GoldFact
from harness.kinds.protocol import SlotKind
from harness.normalise.dates import check_date
from harness.schema import Kind, Schema
from harness.score import spans, templates
from harness.score.sound import complaint, shown
from harness.scoring.choose import choose_profile, read_options
from harness.scoring.result import Score

ONE = "article"
"""The name of the article where only one is given, and it has none."""


@dataclass(frozen=True, slots=True)
class Given:
    """One side: facts by article, and what a corpus also knows."""

    facts: Mapping[str, tuple[GoldFact, ...]]
    schema: Schema | None = None
    published: Mapping[str, str | None] | None = None


def score_given(
    gold: Any,  # noqa: ANN401 - harness.score says what
    found: Any,  # noqa: ANN401
    profile: str,
    schema: Schema | Mapping[str, Mapping[str, Kind | SlotKind]] | None,
    published: Mapping[str, str | None] | None,
    options: Mapping[str, Any],
) -> Score:
    """Score what a caller gives; see `harness.score`."""
    chosen, read = choose_profile(profile), read_options(profile, options)
    gold, found = _rows(gold), _rows(found)
    if profile in spans.PROFILES and (spans.holds_spans(gold) or spans.holds_spans(found)):
        return _score_spans(gold, found, profile, read)
    if profile in templates.PROFILES and (templates.holds_templates(gold) or templates.holds_templates(found)):
        return templates.score_templates(gold, found, chosen, read)
    left, right = facts_given(gold, "gold"), facts_given(found, "found")
    answers = {article: tuple(one.fact for one in facts) for article, facts in right.facts.items()}
    if schema is None:
        schema = left.schema or infer_schema(left.facts, answers)
    elif not isinstance(schema, Schema):
        schema = schema_of(schema)
    days = left.published if published is None else _days(published)
    score = chosen.score_facts(left.facts, answers, schema, read, *_dates(profile, days))
    return _signed(score, left.facts, answers)


def _rows(given: Any) -> Any:  # noqa: ANN401 - harness.score says what
    """A dataset as the corpus that it is, or as its rows; a frame as its rows; anything else as it is."""
    if _is_from(given, "datasets"):
        if isinstance(given, Mapping):
            raise ConfigError(f"a {type(given).__name__} has several datasets: give one of {', '.join(given)}")
        from harness.corpora.dataset import COLUMNS, from_dataset, rows_of

        return from_dataset(given) if set(COLUMNS) <= set(given.column_names) else rows_of(given)
    if _is_from(given, "pandas") and hasattr(given, "columns"):
        return given.to_dict("records")
    return list(given) if isinstance(given, Iterable) and not isinstance(given, Mapping | str | bytes) else given


def _score_spans(gold: Any, found: Any, profile: str, options: Any) -> Score:  # noqa: ANN401
    """Score spans as the evidence of facts; `end=inclusive` is read here, for facts know only half-open spans."""
    end = getattr(options, "end", "exclusive")
    if spans.numbered(gold) and spans.numbered(found) and len(gold) != len(found):
        raise ConfigError(f"gold has {len(gold)} documents and found {len(found)}: the n-th belongs to the n-th")
    ours, theirs = (
        spans.spans_given(one, side, end == "inclusive") for one, side in ((gold, "gold"), (found, "found"))
    )
    left = {name: tuple(GoldFact("", fact) for fact in facts) for name, facts in ours.items()}
    score = spans.of_evidence(choose_profile(profile).score_facts(left, theirs, Schema({}), options), end)
    return _signed(score, left, theirs)


def _signed(score: Score, gold: Mapping[str, Sequence[GoldFact]], found: Mapping[str, Sequence[Fact]]) -> Score:
    """The score with what it was made from in its signature."""
    return replace(score, settings={**score.settings, "gold": f"{len(gold)}-{_digest(gold)}", "found": _digest(found)})


def facts_given(given: Any, side: str) -> Given:  # noqa: ANN401 - harness.score says what
    """The facts of one side by article. Raises ConfigError that says which fact of `side` cannot be read, and why."""
    if isinstance(given, Corpus):
        return Given(given.gold, given.schema, {one.id: one.published for one in given.articles})
    if isinstance(given, Mapping):
        return Given(_by_article(((key, _facts(some, f"{side}[{key!r}]")) for key, some in given.items()), side))
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise ConfigError(f"{side} is a {type(given).__name__}: give facts as a list, a dict, a Dataset or a DataFrame")
    return _from_list(list(given), side)


def _from_list(items: Sequence[Any], side: str) -> Given:
    """Facts, pairs of article and fact, or the rows of a table."""
    if items and all(isinstance(one, Mapping) for one in items):
        if "facts" in items[0]:
            return _from_articles(items, side)
        if tidy(items[0]):
            items = _joined(items, side)
    facts: dict[str, list[GoldFact]] = {}
    for number, item in enumerate(items):
        article: str | None = None
        if isinstance(item, tuple) and len(item) == 2:
            article, item = str(item[0]), item[1]
        elif isinstance(item, Mapping):
            article = article_of(item)
        facts.setdefault(ONE if article is None else article, []).append(_fact(item, f"{side}[{number}]"))
    return Given({article: tuple(some) for article, some in facts.items()} or {ONE: ()})


def _from_articles(rows: Sequence[Mapping[str, Any]], side: str) -> Given:
    """Rows with the facts of an article each."""
    if wrong := [number for number, row in enumerate(rows) if "facts" not in row]:
        raise ConfigError(
            f"{side}[{wrong[0]}] has no `facts`, which {side}[0] has: give an article a row, or a fact a row"
        )
    names = [article_of(row) or ONE for row in rows]
    facts = ((name, _facts(row["facts"], f"{side}[{name!r}]")) for name, row in zip(names, rows, strict=True))
    published = {name: row.get("published") for name, row in zip(names, rows, strict=True)}
    return Given(_by_article(facts, side), None, published)


def _by_article(facts: Iterable[tuple[Any, tuple[GoldFact, ...]]], side: str) -> dict[str, tuple[GoldFact, ...]]:
    """Keep what several entries say of one article from replacing one another unseen: that is a ConfigError."""
    named: dict[str, tuple[GoldFact, ...]] = {}
    for article, some in facts:
        if str(article) in named:
            raise ConfigError(f"{side} has two entries for the article {str(article)!r}: put its facts into one")
        named[str(article)] = some
    return named


def _joined(rows: Sequence[Mapping[str, Any]], side: str) -> list[dict[str, Any]]:
    try:
        return joined(rows)
    except ValueError as error:
        raise ConfigError(f"{side}: {error}") from error


def _facts(items: Any, place: str) -> tuple[GoldFact, ...]:  # noqa: ANN401 - a list, or an array of a frame
    if isinstance(items, str | bytes | Mapping) or not isinstance(items, Iterable):
        raise ConfigError(f"{place} is a {type(items).__name__}: the facts of an article are a list")
    return tuple(_fact(item, f"{place}[{number}]") for number, item in enumerate(items))


def _fact(item: object, place: str) -> GoldFact:
    fact = _read(item, place)
    if wrong := complaint(fact.fact):
        raise ConfigError(f"{place}: {wrong}")
    return fact


def _read(item: object, place: str) -> GoldFact:
    if isinstance(item, GoldFact):
        return item
    if isinstance(item, Fact):
        return GoldFact("", item)
    if not isinstance(item, Mapping):
        raise ConfigError(f"{place} is a {type(item).__name__}: a fact is a dict, a Fact or a GoldFact")
    try:
        return fact_of(item)
    except ValueError as error:
        raise ConfigError(f"{place}: {error}") from error


def _dates(profile: str, published: Mapping[str, str | None] | None) -> tuple[Any, ...]:
    """What only the profile of facts can use: it alone compares dates by value."""
    return (published,) if profile == "facts" else ()


def _days(published: object) -> Mapping[str, str | None]:
    """The caller's `published`; a day that cannot be read would silently leave "on Sunday" without a date."""
    if not isinstance(published, Mapping):
        raise ConfigError(f"published is a {type(published).__name__}: give a dict article -> day, such as 2024-03-04")
    for article, day in published.items():
        if day is not None and (wrong := check_date(day) if isinstance(day, str) else f"{shown(day)} is no text"):
            raise ConfigError(f"published[{article!r}]: {wrong}")
    return published


def _digest(facts: Mapping[str, Sequence[GoldFact | Fact]]) -> str:
    """Eight hex digits for the same facts in the same articles, in whatever order they were given."""
    digest = sha256()
    for article in sorted(facts):
        digest.update(repr((article, sorted(map(_written, facts[article])))).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()[:8]


def _written(one: GoldFact | Fact) -> str:
    """All of a fact in one line, its slots in alphabetical order."""
    gold, fact = (one, one.fact) if isinstance(one, GoldFact) else (None, one)
    about = None if gold is None else (gold.id, sorted(gold.accepts.items()), gold.optional, gold.part_of, gold.note)
    said = (fact.evidence, fact.modality, fact.polarity, fact.source, fact.confidence)
    return repr((about, fact.type, sorted(fact.slots.items()), *said))


def _is_from(given: object, package: str) -> bool:
    return type(given).__module__.partition(".")[0] == package
