"""A folder of articles and a folder of gold, read together: articles, facts, and every problem in either."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from os.path import lexists
from pathlib import Path

from harness.errors import Problem
from harness.facts import Article, GoldFact
from harness.gold.doubts import doubt
from harness.gold.entities import Entities, Entity, read_entities
from harness.gold.evidence import Anchor
from harness.gold.facts import FactReader
from harness.gold.header import About, is_plain_name, read_annotation, read_article, read_top
from harness.gold.inherit import complete
from harness.gold.lines import decode
from harness.gold.problems import START, FileProblems
from harness.gold.schema_file import read_schema
from harness.gold.shape import Shape
from harness.gold.yaml_source import parse
from harness.schema import Schema
from harness.shipped import shipped_folder

SCHEMA = "schema.yaml"
MAX_ARTICLE_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class GoldReading:
    """What was read, as far as it could be: if any of `problems` is no warning, it is not to be scored.

    `articles` are in the order of their ids, and `splits`, `dates` (of the annotation, as EDTF), `facts_by_article` and
    `entities_by_article` have an entry for each.
    `digest` is the hex SHA-256 over the names and hashes of the schema, the code of its own slot kinds, the articles
    and the gold files.
    """

    schema: Schema
    articles: tuple[Article, ...]
    splits: Mapping[str, str | None]
    dates: Mapping[str, str | None]
    facts_by_article: Mapping[str, tuple[GoldFact, ...]]
    entities_by_article: Mapping[str, tuple[Entity, ...]]
    digest: str
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether any problem is more than a warning."""
        return any(not problem.warning for problem in self.problems)


def read_corpus_files(
    seeds: Path, gold: Path, only: Collection[str] | None = None, allow: Sequence[str] | None = ()
) -> GoldReading:
    """Read `seeds/*.txt` and `gold/*.yaml`; never raises for what is in them, and reads nothing outside the two.

    `gold/schema.yaml` holds the fact types, or the shipped schema where it is absent. With `only`, the articles of
    other ids are passed over, as if neither folder had them. `allow` names the packages that may hold the classes of
    the schema's own slot kinds; with None none is loaded, and their values are not checked.
    """
    return _Reader(seeds, gold, only, allow).read()


def read_schema_alone(file: Path) -> tuple[Schema, tuple[Problem, ...]]:
    """The fact types in `file`, or the shipped ones where it is absent, and every problem there; no gold is read.

    No class of the schema's own slot kinds is loaded.
    """
    reader = _Reader(file.parent, file.parent, None, None)
    schema, _ = reader.schema(file)
    return schema, tuple(sorted(reader.problems))


class _Reader:
    def __init__(self, seeds: Path, gold: Path, only: Collection[str] | None, allow: Sequence[str] | None) -> None:
        self.seeds = seeds
        self.gold = gold
        self.only = only
        self.allow = allow
        self.problems: list[Problem] = []
        self.hashes: list[str] = []

    def read(self) -> GoldReading:
        seed_files = self._listed(self.seeds, ".txt")
        gold_files = self._listed(self.gold, ".yaml", leave_out=SCHEMA)
        schema, whole_schema = self.schema(self.gold / SCHEMA)
        articles: list[Article] = []
        splits: dict[str, str | None] = {}
        dates: dict[str, str | None] = {}
        facts: dict[str, tuple[GoldFact, ...]] = {}
        entities: dict[str, tuple[Entity, ...]] = {}
        for name in sorted(seed_files.keys() | gold_files.keys()):
            seed = self._seed(name, seed_files.get(name))
            found = _GoldFile(name, seed, str(seed_files.get(name, "")), schema, whole_schema)
            data = self._bytes(gold_files[name], self.gold) if name in gold_files else None
            if name not in gold_files and self.gold.is_dir():
                self._note(seed_files[name], f"this article has no gold: write {self.gold / name}.yaml")
            elif data is not None:
                problems = FileProblems(str(gold_files[name]))
                found.read(data, problems)
                self.problems += problems.found
                self._hash(f"gold/{name}.yaml", data)
            if seed:
                articles.append(Article(seed.id, seed.text, seed.sha256, found.about.published))
                splits[name] = found.about.split
                dates[name] = found.dated
                facts[name] = found.facts
                entities[name] = tuple(found.entities.by_key.values())
        digest = hashlib.sha256("\n".join(self.hashes).encode()).hexdigest()
        problems_found = tuple(sorted(self.problems))
        return GoldReading(schema, tuple(articles), splits, dates, facts, entities, digest, problems_found)

    def _note(self, file: Path, message: str) -> None:
        problems = FileProblems(str(file))
        problems.error(START, message)
        self.problems += problems.found

    def _hash(self, name: str, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self.hashes.append(f"{name} {sha256}")
        return sha256

    def _listed(self, folder: Path, suffix: str, leave_out: str = "") -> dict[str, Path]:
        """The files with this suffix by their name without it."""
        files: dict[str, Path] = {}
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            self._note(folder, f"this folder cannot be read: {error.strerror}")
            return files
        for path in paths:
            if path.suffix.lower() in (".yml", ".yaml") and path.suffix != suffix == ".yaml":
                self._note(path, f"gold files end in .yaml: rename it to {path.stem}.yaml")
            if path.suffix != suffix or path.name == leave_out or path.name.startswith("."):
                continue
            if self.only is not None and path.stem not in self.only:
                continue
            if is_plain_name(path.stem):
                files[path.stem] = path
            else:
                self._note(path, "an article's file name may hold letters, digits, '.', '_' and '-': rename it")
        if not leave_out and not any(path.suffix == suffix for path in paths):
            self._note(folder, f"there is no article (*{suffix}) in this folder")
        return files

    def _bytes(self, path: Path, folder: Path, limit: int = MAX_ARTICLE_BYTES) -> bytes | None:
        """The bytes of a file that lies in the folder itself, not behind a link that leads out of it."""
        try:
            if not path.resolve().is_relative_to(folder.resolve()):
                self._note(path, f"this link leads out of {folder}: put the file itself there")
            elif not path.is_file():
                self._note(path, "this is no file")
            elif path.stat().st_size > limit:
                self._note(path, f"the file has more than {limit:,} bytes: split it")
            else:
                return path.read_bytes()
        except (OSError, RuntimeError) as error:  # a RuntimeError is a circle of links
            self._note(path, f"cannot be read: {getattr(error, 'strerror', None) or error}")
        return None

    def schema(self, own: Path) -> tuple[Schema, bool]:
        """The fact types in `own`, or the shipped ones where it is absent, and whether they are whole."""
        path = own if lexists(own) else shipped_folder() / "gold" / SCHEMA
        data = self._bytes(path, path.parent)
        if data is None:
            return Schema({}), False
        self._hash(SCHEMA, data)
        problems = FileProblems(str(path))
        schema = read_schema(data, problems, self.allow)
        self.problems += problems.found
        self.hashes += [f"kinds/{name} {kind.code}" for name, kind in sorted(schema.kinds.items()) if kind.code]
        return schema, not problems.found

    def _seed(self, name: str, path: Path | None) -> Article | None:
        if path is None and self.seeds.is_dir():
            self._note(self.gold / f"{name}.yaml", f"this gold has no article: put it into {self.seeds / name}.txt")
        if path is None:
            return None
        data = self._bytes(path, self.seeds)
        if data is None:
            return None
        problems = FileProblems(str(path))
        text = decode(data, problems)
        self.problems += problems.found
        if text is None:
            return None
        return Article(name, text, self._hash(f"seeds/{name}.txt", data))


class _GoldFile:
    """One gold file read against its article: when that was published, who is in it, what it asserts."""

    def __init__(self, name: str, seed: Article | None, seed_file: str, schema: Schema, whole_schema: bool) -> None:
        self.name = name
        self.seed = seed
        self.seed_file = seed_file
        self.schema = schema
        self.whole_schema = whole_schema
        self.about = About()
        self.dated: str | None = None
        self.entities = Entities({})
        self.facts: tuple[GoldFact, ...] = ()

    def read(self, data: bytes, problems: FileProblems) -> None:
        shape = Shape(problems)
        root = parse(data, problems)
        if root is None:
            return
        top = read_top(root, shape)
        if "article" in top:
            sha256 = self.seed.sha256 if self.seed else None
            self.about = read_article(top["article"].value, self.name, sha256, shape)
        if "annotation" in top:
            self.dated = read_annotation(top["annotation"].value, shape)
        self.entities = read_entities(top["entities"].value if "entities" in top else None, shape)
        anchor = Anchor(self.seed, self.seed_file, problems)
        if "facts" in top:
            written = FactReader(self.schema, self.whole_schema, self.entities, anchor).read(top["facts"].value)
            self.facts = complete(written, problems)
            if self.seed:
                article = Article(self.seed.id, self.seed.text, self.seed.sha256, self.about.published)
                doubt(article, written, self.entities, self.schema, problems)
