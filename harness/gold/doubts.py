"""What is no mistake in a gold file but deserves a look: warnings, which fail nothing."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from harness.errors import ConfigError
from harness.facts import Article, Span
from harness.gold.anchor import inside_word
from harness.gold.entities import Entities
from harness.gold.facts import WrittenFact
from harness.gold.problems import FileProblems, Mark, shown
from harness.gold.slots import Written
from harness.kinds.choose import asked_kind
from harness.normalise.dates import compare_dates, read_date
from harness.normalise.folding import folded
from harness.normalise.numbers import read_number
from harness.schema import Schema


def doubt(
    article: Article, facts: Sequence[WrittenFact], entities: Entities, schema: Schema, problems: FileProblems
) -> None:
    """Note every doubt about the facts and entities of one article."""
    _doubt_entities(article, entities, problems)
    _doubt_twins(facts, problems)
    for fact in facts:
        _doubt_quotes(article, fact, problems)
        for name, fillers in fact.slots.items():
            for written in fillers:
                _doubt_reading(article, fact, name, written, schema, problems)
                if written.filler.span and inside_word(article.text, written.filler.span):
                    _warn_cut(written.filler.text or "", written.at, f"slot '{name}': ", problems)


def _doubt_entities(article: Article, entities: Entities, problems: FileProblems) -> None:
    text = _alike(article.text)
    owners: dict[str, str] = {}
    sound = all(problem.warning for problem in problems.found)  # otherwise it may be used in what could not be read
    for entity in entities.by_key.values():
        if sound and entity.key not in entities.used:
            problems.warn(entity.at, f"entity '{entity.key}' is never used")
        for name in entity.names:
            if _alike(name) not in text:
                problems.warn(entity.at, f"entity '{entity.key}': the article never says {shown(name)}")
            owner = owners.setdefault(folded(name).text, entity.key)
            if owner != entity.key:
                problems.warn(entity.at, f"{shown(name)} names both '{owner}' and '{entity.key}'")


def _alike(words: str) -> str:
    """Words without what a name may differ in: case, white space, and which apostrophes, quotes and dashes it has."""
    return folded(words).text.casefold()


def _doubt_twins(facts: Iterable[WrittenFact], problems: FileProblems) -> None:
    seen: dict[object, str] = {}
    for fact in facts:
        source = fact.source.accepts.names if fact.source else ()
        content = (fact.type.name, fact.modality, fact.polarity, source, _content(fact))
        twin = seen.setdefault(content, fact.id)
        if twin != fact.id:
            problems.warn(
                fact.at, f"fact '{fact.id}' says the same as '{twin}': what is said twice is one fact with two quotes"
            )


def _content(fact: WrittenFact) -> object:
    return frozenset(
        (name, frozenset((w.accepts.entity or (w.filler.text or "").casefold(), w.filler.value) for w in fillers))
        for name, fillers in fact.slots.items()
    )


def _doubt_quotes(article: Article, fact: WrittenFact, problems: FileProblems) -> None:
    seen: dict[tuple[Span, ...], Mark] = {}
    for entry in fact.evidence:
        spans = tuple(piece.span for piece in entry)
        if spans in seen:
            problems.warn(entry[0].at, f"the same quote stands in line {seen[spans].line} already")
        seen[spans] = entry[0].at
    pieces = [piece for entry in fact.evidence for piece in entry]
    for left, right in pairwise(pieces):
        between = article.text[left.span.end : right.span.start]
        if left.plain and right.plain and left.in_flow and between.strip() == "," and not between.startswith(" "):
            problems.warn(
                right.at, "this goes on where the quote before it ends, at a comma: if YAML split them, quote the whole"
            )
    for piece in pieces:
        if piece.plain and article.text.startswith(" #", piece.span.end):
            problems.warn(
                piece.at, "the article goes on with ' #', which YAML took for a comment: put it in quotation marks"
            )
        if inside_word(article.text, piece.span):
            _warn_cut(article.text[slice(*piece.span)], piece.at, "", problems)


def _warn_cut(words: str, at: Mark, where: str, problems: FileProblems) -> None:
    problems.warn(at, f"{where}{shown(words)} starts or ends inside a word of the article")


def _doubt_reading(
    article: Article, fact: WrittenFact, name: str, written: Written, schema: Schema, problems: FileProblems
) -> None:
    """Note where the normaliser reads the words of a value otherwise than the person who wrote it."""
    kinds = fact.type.slots[name].kinds
    filler = written.filler
    if filler.span is None or filler.text is None or (filler.value is None and filler.precision != "vague"):
        return
    reading: object
    if "number" in kinds and not isinstance(filler.value, str):
        number = read_number(filler.text)
        agrees = number == (filler.value, filler.precision) or (number is None and filler.value is None)
        reading = f"{number.value} ({number.precision})" if number else None
    elif "date" in kinds:
        reading = date = read_date(filler.text, article.published)
        agrees = date == filler.value or bool(date and filler.value and compare_dates(str(filler.value), date) == 1.0)
    else:
        asked = asked_kind(schema, kinds[0]) if kinds else None
        if asked is None or not (asked.checks and asked.reads):
            return
        try:
            reading, meant = asked.form(filler.text), asked.form(str(filler.value)) if filler.value else None
        except ConfigError as error:
            problems.error(written.at, f"slot '{name}': {error}")
            return
        agrees = reading == meant
    if not agrees:
        value = "null" if filler.value is None else filler.value
        problems.warn(
            written.at,
            f"slot '{name}': the normaliser reads {shown(filler.text)} as {reading or 'nothing'}, "
            f"not as {value} ({filler.precision}); is one of them wrong?",
        )
