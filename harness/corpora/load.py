"""A folder of articles and a folder of gold as a corpus."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from harness.corpora.corpus import Corpus
from harness.errors import ConfigError, InputErrors
from harness.gold.problems import closest
from harness.gold.read import read_corpus_files, read_schema_alone
from harness.schema import Schema
from harness.shipped import shipped_folder


def load_corpus(seeds: Path, gold: Path, split: str | None = None, allow: Sequence[str] | None = ()) -> Corpus:
    """Read `seeds/*.txt` and `gold/*.yaml`; the schema is `gold/schema.yaml`, or the shipped one where that is absent.

    With `split` the corpus is the articles whose gold says that they belong to it. `allow` names the packages that may
    hold the classes of the schema's own slot kinds; with None none is loaded, and their values are not checked. Raises
    InputErrors with every problem of all files, warnings among them, if any is more than a warning; ConfigError if no
    article is in the split, and if one folder is shipped and the other has other articles.
    """
    reading = read_corpus_files(seeds, gold, allow=allow)
    if reading.failed:
        _check_both_given(seeds, gold)
        raise InputErrors(reading.problems)
    if split is None:
        newest = _newest(reading.dates.values())
        return Corpus(reading.schema, reading.articles, reading.facts_by_article, reading.digest, newest)
    articles = tuple(article for article in reading.articles if reading.splits[article.id] == split)
    if not articles:
        known = {name for name in reading.splits.values() if name is not None}
        meant = closest(split, known) if known else f"; none says so of any (article: {{split: {split}, ...}} would)"
        raise ConfigError(f"no article of {gold} says that it belongs to the split {split!r}{meant}")
    facts = {article.id: reading.facts_by_article[article.id] for article in articles}
    digest = sha256(f"{reading.digest} {split}".encode()).hexdigest()
    return Corpus(reading.schema, articles, facts, digest, _newest(reading.dates[article.id] for article in articles))


def _check_both_given(seeds: Path, gold: Path) -> None:
    """Refuse a user's folder beside a shipped one for other articles: else each article of both would be a problem."""
    shipped = [folder.resolve() == shipped_folder() / name for folder, name in ((seeds, "seeds"), (gold, "gold"))]
    if shipped[0] == shipped[1] or not (seeds.is_dir() and gold.is_dir()):
        return
    articles = {path.stem for path in seeds.glob("[!.]*.txt")}
    if lone := articles ^ ({path.stem for path in gold.glob("[!.]*.yaml")} - {"schema"}):
        own, others = (gold, seeds) if shipped[0] else (seeds, gold)
        raise ConfigError(
            f"{own} and {others}, which is shipped, are of different articles (only one has {min(lone)!r}): "
            "set both, corpus.seeds=<folder of articles> corpus.gold=<folder of their gold>"
        )


def load_schema(file: Path) -> Schema:
    """Read the fact types alone: of `file`, or the shipped ones where it is absent. Raises InputErrors.

    No class of the schema's own slot kinds is loaded.
    """
    schema, problems = read_schema_alone(file)
    if any(not problem.warning for problem in problems):
        raise InputErrors(problems)
    return schema


def _newest(dates: Iterable[str | None]) -> str | None:
    """Return the last of the dates, which sort as text; one without a year (`XXXX-11`) is none."""
    return max((date for date in dates if date is not None and "X" not in date), default=None)
