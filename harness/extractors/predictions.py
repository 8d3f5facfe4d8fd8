"""The extractor that finds nothing itself: it reads what any other system found from a file."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from harness.answers.by_article import read_answers
from harness.answers.offsets import Offsets, Unit, without_offsets
from harness.answers.records import Record, answer
from harness.corpora.load import load_schema
from harness.corpora.texts import Texts
from harness.errors import ConfigError, ExtractorError
from harness.facts import Article, Fact
from harness.gold.problems import shown
from harness.runs.run import Trouble
from harness.runs.signature import options_digest
from harness.streams import complain

log = logging.getLogger("harness")
NAMED = 5
"""Articles that a message names."""


class PredictionsExtractor:
    """Gives back the facts of a file: JSON lines (also `.gz`), a JSON array, Parquet, a run's or a `datasets` folder.

    They are in our own form, langextract's, or plain records that `mapping` describes (`docs/predictions.md`); words
    without offsets are sought in the article, and what is nowhere is told by `drain_troubles`. `offsets` says what
    offsets count. `seeds` is the folder of articles, `schema` the file of fact types, or the shipped one where it is
    absent. Raises ConfigError where the file cannot be used, InputErrors with every line that is wrong, and
    ExtractorError where no record is of an article of `seeds`.
    """

    def __init__(
        self,
        file: str | None,
        seeds: str | Path,
        schema: str | Path,
        offsets: Unit = "code_points",
        mapping: Mapping[str, Any] | None = None,
    ) -> None:
        """Read the whole file, and say which articles it knows that the corpus does not, and the other way round."""
        path = _path(file)
        texts = Texts(Path(seeds))
        self._schema = load_schema(Path(schema))
        self._unit = offsets
        self._records, unseen = read_answers(path, texts, mapping, offsets != "none", self._schema)
        self.identity = options_digest({"file": str(path.absolute())})
        self._troubles: list[Trouble] = []
        _compare(path, self._records, texts.ids)
        if unseen:
            also = f"`python -m harness.answers {path}` lists what they have"
            _say(f"{path}: no record has {', '.join(map(shown, unseen))}, which the mapping names: {also}")

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article in the order of the file; none for an article that it does not name."""
        for article in articles:
            got = answer(article, self._recounted(article), self._schema)
            self._troubles += got.troubles
            yield got.facts

    def drain_troubles(self) -> Sequence[Trouble]:
        """What went wrong with single facts since the last call."""
        told, self._troubles = self._troubles, []
        return told

    def _recounted(self, article: Article) -> list[Record]:
        records = self._records.get(article.id, [])
        if self._unit == "none":
            return [without_offsets(record) for record in records]
        if self._unit == "code_points":
            return records
        offsets = Offsets(article.text, self._unit)
        recounted: list[Record] = []
        for record in records:
            try:
                recounted.append(offsets.recounted(record))
            except ValueError as error:
                self._troubles.append(Trouble(article.id, "bad_span", f"{record.fact.type}: {error}"))
        return recounted


def _path(file: str | None) -> Path:
    if not file:
        raise ConfigError("name the file to score: extractor.file=answers.jsonl")
    try:
        return Path(file).expanduser()
    except (RuntimeError, ValueError) as error:
        raise ConfigError(f"{file!r} cannot be read: {error}") from error


def _compare(path: Path, records: Mapping[str, Sequence[Record]], ids: Sequence[str]) -> None:
    """Say how the articles of the file and those of the corpus differ. Raises ExtractorError where none is the same."""
    strange = [article for article in records if article not in set(ids)]
    if len(strange) == len(records):
        raise ExtractorError(
            f"{path}: none of its articles is in the corpus: it has {_named(strange)}; the corpus has {_named(ids)}"
        )
    silent = [article for article in ids if article not in records]
    if strange:
        lost = sum(len(records[article]) for article in strange)
        of = f"{lost} of {sum(map(len, records.values()))} records, {len(strange)} of {len(records)} articles"
        _say(f"{path}: not in the corpus: {of}: {_named(strange)}")
    if silent:
        _say(f"{path}: without a record: {len(silent)} of {len(ids)} articles of the corpus: {_named(silent)}")


def _named(articles: Sequence[str]) -> str:
    more = f" and {len(articles) - NAMED} more" if len(articles) > NAMED else ""
    return ", ".join(map(shown, articles[:NAMED])) + more


def _say(message: str) -> None:
    log.warning("%s", message)
    complain("harness", message)
