"""What an extractor finds in one text, fact by fact: to look at while patterns or code are being written."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from os.path import exists
from pathlib import Path
from typing import Any

from harness.corpora.corpus import Corpus
from harness.errors import ConfigError, InputErrors
from harness.extractors.protocol import Extractor
from harness.facts import Article, Fact, Filler
from harness.gold.lines import decode
from harness.gold.problems import FileProblems
from harness.normalise.dates import check_date
from harness.report.figures import filler, several
from harness.report.visible import one_line
from harness.runs.execute import run_extractor
from harness.runs.run import Trouble
from harness.schema import Schema

USUAL = {"modality": "actual", "polarity": "positive"}
"""What is not worth a line."""


def read_text(words: Sequence[str], file: str | None, published: str | None) -> Article:
    """Return the one text that is named, by its words or by its file, as an article of that EDTF day.

    Raises ConfigError where there is none or more than one, or the day is none; InputErrors where the file is no UTF-8.
    """
    if len(words) + (file is not None) != 1:
        raise ConfigError('give either the words to read, in quotes ("Two men were held."), or file=<article>')
    if published is not None and (reason := check_date(published)):
        raise ConfigError(f"published: {reason}")
    if file is None and not words[0].strip():
        raise ConfigError("there are no words to read")
    if file is None and " " not in words[0] and exists(words[0]):  # noqa: PTH110 - pathlib's fails on long names
        raise ConfigError(f"{words[0]} is a file: write file={words[0]}")
    if file is None:
        return _article("words", words[0].encode("utf-8", "replace"), published)
    if not file:
        raise ConfigError("file= names no file")
    try:
        return _article(Path(file).stem, Path(file).read_bytes(), published, file)
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}") from error


def _article(name: str, data: bytes, published: str | None, file: str = "") -> Article:
    problems = FileProblems(file)
    text = decode(data, problems)
    if text is None:
        raise InputErrors(problems.found)
    return Article(name, text, sha256(data).hexdigest(), published)


def with_options(config: Mapping[str, Any], settings: Sequence[str]) -> dict[str, Any]:
    """Return a config with what `extractor.<option>=<value>` set in it, at any depth. Raises ConfigError."""
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException
    from yaml import YAMLError  # what OmegaConf reads with

    try:
        whole = OmegaConf.merge({"extractor": dict(config)}, OmegaConf.from_dotlist(list(settings)))
        options = OmegaConf.to_container(whole, resolve=True, throw_on_missing=True)
    except (OmegaConfBaseException, YAMLError) as error:
        raise ConfigError(f"{' '.join(settings)}: {' '.join(str(error).split())}") from error
    except RecursionError as error:
        raise ConfigError("an option extractor.<option>=<value> is nested too deeply") from error
    own = options.get("extractor") if isinstance(options, dict) else None
    return {str(key): value for key, value in own.items()} if isinstance(own, dict) else {}


def tried(extractor: Extractor, article: Article, schema: Schema) -> tuple[str, int]:
    """Return the facts that `extractor` finds in `article`, checked as a run checks them, and below what went wrong.

    The number is 1 if anything did, else 0.
    Raises ExtractorError where the extractor cannot work at all.
    """
    found, troubles = run_extractor(extractor, Corpus(schema, (article,), {article.id: ()}, ""))
    said = "\n".join([*_facts(found[article.id], article.text, schema), *map(_trouble, troubles)])
    return said, min(len(troubles), 1)


def _facts(facts: Sequence[Fact], text: str, schema: Schema) -> Iterator[str]:
    for fact in facts:
        yield fact.type
        lines = list(_lines(fact, text, schema))
        width = max((len(name) for name, _ in lines), default=0)
        yield from (f"  {name:<{width}}  {one_line(said)}" for name, said in lines)
        yield ""
    yield several(len(facts), "fact")


def _lines(fact: Fact, text: str, schema: Schema) -> Iterator[tuple[str, str]]:
    """What is told of a fact, slots in the order of the schema."""
    for slot in schema.types[fact.type].slots:
        for one in fact.slots.get(slot, ()):
            yield slot, _words(one)
    for name, usual in USUAL.items():
        if (value := getattr(fact, name)) != usual:
            yield name, value
    if fact.source is not None:
        yield "source", _words(fact.source)
    if fact.confidence is not None:
        yield "confidence", f"{fact.confidence:g}"
    if fact.evidence:
        yield "said in", " … ".join(f"“{text[start:end]}”" for start, end in sorted(fact.evidence))


def _words(one: Filler) -> str:
    words = filler(one.text, None if one.value is None else str(one.value))
    return words if one.precision == "exact" else f"{words}, {one.precision.replace('_', ' ')}"


def _trouble(trouble: Trouble) -> str:
    return f"{trouble.kind}: {one_line(trouble.message)}"
