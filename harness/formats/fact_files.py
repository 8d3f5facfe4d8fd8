"""Gold and found facts from files: a gold folder, a run's folder, `corpus.parquet`, `found.parquet` or JSON lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from harness.corpora.corpus import Corpus
from harness.corpora.inferred_schema import infer_schema
from harness.corpora.plain_facts import article_of, fact_of
from harness.errors import ConfigError, InputErrors, Problem
from harness.facts import Fact, GoldFact
from harness.formats.json_text import parsed
from harness.gold.problems import closest
from harness.kinds.choose import with_kinds
from harness.schema import Schema

Facts = Mapping[str, tuple[GoldFact, ...]]


@dataclass(frozen=True, slots=True)
class FactFiles:
    """What the files hold; the digests are `<articles>-<8 hex>` for gold and `<8 hex>` for found."""

    gold: Facts
    found: Mapping[str, tuple[Fact, ...]]
    schema: Schema
    published: Mapping[str, str | None]
    gold_digest: str
    found_digest: str


def read_fact_files(gold: Path, found: Path | None, seeds: Path | None, allow: Sequence[str] = ()) -> FactFiles:
    """Read both sides; `seeds` holds the articles of a gold folder, and is by default the folder `seeds` beside it.

    `allow` names the packages that may hold the classes of the schema's own slot kinds.

    A run's folder may be either side, or, without `found`, both. Facts as JSON lines are written as
    `harness.corpora.plain_facts` says. Raises ConfigError where a path is not such a thing, and InputErrors with every
    line that holds no fact, or one of an article, type or slot that gold does not have.
    """
    for path in (gold, *([] if found is None else [found])):
        _check_path(path)
    corpus = _corpus(gold, seeds, allow)
    if found is None and not _is_run(gold):
        raise ConfigError("name what was found (found=...): only the folder of a run holds gold and found facts")
    if corpus is None:
        facts, digest = _facts(gold), _digest(gold)
        answer = _without_gold(_facts(found or gold))
        return FactFiles(
            facts, answer, infer_schema(facts, answer), {}, f"{len(facts)}-{digest}", _digest(found or gold)
        )
    answer = _checked(found or gold, corpus)
    published = {article.id: article.published for article in corpus.articles}
    name = f"{len(corpus.articles)}-{corpus.digest[:8]}"
    return FactFiles(corpus.gold, answer, corpus.schema, published, name, _digest(found or gold))


def _check_path(path: Path) -> None:
    """Raise ConfigError, with the name in the folder that is closest, where there is nothing at `path`."""
    try:
        if path.exists():
            return
        beside = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    raise ConfigError(f"there is no {path}{closest(path.name, beside)}")


def _corpus(path: Path, seeds: Path | None, allow: Sequence[str]) -> Corpus | None:
    """The corpus at `path`, its kinds loaded; None where there are only facts, without articles and schema."""
    corpus = _read_corpus(path, seeds, allow)
    return corpus and replace(corpus, schema=with_kinds(corpus.schema, allow))


def _read_corpus(path: Path, seeds: Path | None, allow: Sequence[str]) -> Corpus | None:
    from harness.corpora.dataset import COLUMNS, from_dataset, read_parquet
    from harness.corpora.load import load_corpus
    from harness.runs.folder import read_run

    if _is_run(path):
        return read_run(path).corpus
    if path.is_dir():
        return load_corpus(seeds or path.parent / "seeds", path, allow=allow)
    if path.suffix != ".parquet":
        return None
    try:
        dataset = read_parquet(path)
        return from_dataset(dataset) if set(COLUMNS) <= set(dataset.column_names) else None
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read: {' '.join(str(error).split())[:200]}") from error


def _checked(path: Path, corpus: Corpus) -> dict[str, tuple[Fact, ...]]:
    """The found facts at `path`, each held to the corpus's articles and schema as what an extractor returns is."""
    from harness.runs.run import Trouble
    from harness.runs.verify import verified

    articles = {article.id: article for article in corpus.articles}
    found: dict[str, list[Fact]] = {article: [] for article in articles}
    problems: list[Problem] = []
    for line, article, gold in _numbered(path, problems):
        if article not in articles:
            problems.append(Problem(str(path), line, 1, f"gold has no article {article!r}{closest(article, articles)}"))
            continue
        fact = verified(gold.fact, articles[article], corpus.schema)
        if isinstance(fact, Trouble):
            problems.append(Problem(str(path), line, 1, fact.message))
        else:
            found[article].append(fact)
    if problems:
        raise InputErrors(problems)
    return {article: tuple(facts) for article, facts in found.items()}


def _facts(path: Path) -> dict[str, tuple[GoldFact, ...]]:
    problems: list[Problem] = []
    facts: dict[str, list[GoldFact]] = {}
    for _, article, fact in _numbered(path, problems):
        facts.setdefault(article, []).append(fact)
    if problems:
        raise InputErrors(problems)
    return {article: tuple(some) for article, some in facts.items()}


def _without_gold(facts: Facts) -> dict[str, tuple[Fact, ...]]:
    return {article: tuple(gold.fact for gold in some) for article, some in facts.items()}


def _numbered(path: Path, problems: list[Problem]) -> Iterator[tuple[int, str, GoldFact]]:
    """Yield line (or row, from 1), article and fact; what is no fact is noted in `problems`."""
    for line, row in _rows(path / "found.jsonl" if path.is_dir() else path, problems):
        article = article_of(row)
        if article is None:
            problems.append(Problem(str(path), line, 1, "the fact names no article: give it the key `article`"))
            continue
        try:
            yield line, article, fact_of(row)
        except ValueError as error:
            problems.append(Problem(str(path), line, 1, str(error)))


def _rows(path: Path, problems: list[Problem]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    from harness.corpora.dataset import read_parquet, rows_of

    try:
        if path.suffix == ".parquet":
            yield from enumerate(rows_of(read_parquet(path)), 1)
            return
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read: {' '.join(str(error).split())[:200]}") from error
    any_json = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = parsed(line)
        except ValueError as error:
            said = f"this is no JSON ({error}); facts are read from JSON lines, Parquet and runs' folders"
            problems.append(Problem(str(path), number, getattr(error, "colno", 1), said))
            if not any_json:  # another kind of file altogether: one line says it
                return
            continue
        any_json = True
        if isinstance(row, dict):
            yield number, row
        else:
            problems.append(Problem(str(path), number, 1, "a line must be one fact, as a JSON object"))


def _digest(path: Path) -> str:
    """Eight hex digits of the SHA-256 of the file, or of what a run found."""
    file = path / "found.jsonl" if path.is_dir() else path
    try:
        return sha256(file.read_bytes()).hexdigest()[:8]
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error}") from error


def _is_run(path: Path) -> bool:
    return (path / "run.json").is_file()
