"""A folder of articles and a folder of gold as a corpus."""

from pathlib import Path

from harness.corpora.corpus import Corpus
from harness.errors import InputErrors
from harness.gold.read import read_corpus_files


def load_corpus(seeds: Path, gold: Path) -> Corpus:
    """Read `seeds/*.txt` and `gold/*.yaml`; the schema is `gold/schema.yaml`, or the shipped one where that is absent.

    Raises InputErrors with every problem of all files, warnings among them, if any problem is more than a warning.
    """
    reading = read_corpus_files(seeds, gold)
    if reading.failed:
        raise InputErrors(reading.problems)
    return Corpus(reading.schema, reading.articles, reading.facts_by_article, reading.digest)
