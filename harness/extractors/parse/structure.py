"""Facts that the shape of a phrase states: aliases, roles, places within or beside others."""

import re
from collections.abc import Iterator

from harness.extractors.parse.place_relations import place_relations
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.roles import given_roles, led_roles, title_roles
from harness.extractors.parse.tree import Word, Words
from harness.facts import Fact, Filler, Span

_SHORT = re.compile(r"[A-Z][A-Z0-9-]{1,9}\Z|[A-Z][a-z]{0,2}[A-Z][A-Za-z]{0,4}\Z")
_SHORT_NAME = re.compile(r"(?:[(\[]\s*[\"“]?|\bor\s+|, the |\bas (?:the )?)[A-Z][a-z]{0,2}[A-Z0-9-]")
_IN_BRACKETS = re.compile(r"[(\[]\s*[\"“]?\s*[A-Z][A-Za-z0-9-]{1,9}\s*[\"”]?\s*[)\]]")
_ASIDE = re.compile(r"(?<=,)\s*(?:or|the|(?:also |better |commonly )?known (?:as|by its acronym)(?: the)?)\Z")
_QUOTES = frozenset({'"', "“", "``"})
_INSIDE_NAMES = frozenset(
    {"of", "for", "and", "the", "on", "in", "to", "'s", "’s", "'", "’", "-", "&", "de", "al", "e", "i"}
)
_BODIES = frozenset({"group", "party", "movement", "organisation", "organization"})


def structural_facts(reading: Reading) -> Iterator[Fact]:
    """Yield aliases, roles and place relations, passage by passage."""
    for passage in reading.passages:
        yield from _aliases(reading, passage)
        for token in passage.doc:
            if token.pos_ == "PROPN":
                yield from title_roles(reading, token)
            elif token.pos_ in ("VERB", "AUX"):
                yield from led_roles(reading, passage, token)
                yield from given_roles(reading, passage, token)
        yield from place_relations(reading, passage)


def _aliases(reading: Reading, passage: Parsed) -> Iterator[Fact]:
    """Yield "Long Name (LN)", "Long Name [LN]" and "Long Name, or LN,"."""
    doc = passage.doc
    if not _SHORT_NAME.search(doc.text):
        return
    for short in doc[1 : max(1, len(doc) - 1)]:
        if not _SHORT.match(short.text):
            continue
        in_brackets = _IN_BRACKETS.search(doc[max(0, short.i - 2) : short.i + 3].text) is not None
        aside = _ASIDE.search(doc[max(0, short.i - 6) : short.i].text) if short.nbor().text in (",", ".") else None
        if in_brackets or aside:
            before = 1 + (short.nbor(-1).text in _QUOTES) if in_brackets else len(aside[0].split()) + 1 if aside else 0
            name = _long_name(short, max(0, short.i - before))
            if name is not None and (not aside or _spells(name, short.text)):
                slots = {"name": reading.filler(name), "short": reading.filler(doc[short.i : short.i + 1])}
                yield _fact("alias", slots, reading.span(doc[name.start : short.i + (2 if in_brackets else 1)]))


def _spells(name: Words, short: str) -> bool:
    """Tell whether the initials of a name are an acronym, as they must be where no brackets say so."""
    return "".join(word.text[0] for word in name if word.text[:1].isupper()) == short


def _long_name(short: Word, end: int) -> Words | None:
    """The capitalised words before a bracket; those whose initials spell the acronym, if some do."""
    doc, start = short.doc, end
    if start > 1 and doc[start - 1].lower_ in _BODIES and doc[start - 2].text[:1].isupper():
        start -= 1  # "the Long Name group (LN)"
    while start > 0 and (doc[start - 1].text[:1].isupper() or doc[start - 1].lower_ in _INSIDE_NAMES):
        start -= 1
    while start < end and (not doc[start].text[:1].isupper() or doc[start].lower_ == "the"):
        start += 1
    if start == end:
        return None
    for first in range(end - 1, start - 1, -1):
        initials = "".join(word.text[0] for word in doc[first:end] if word.text[:1].isupper())
        if initials == short.text and doc[first].text[:1].isupper():
            return doc[first:end]
    genitives = [word.i for word in doc[start : end - 1] if word.tag_ == "POS" and len(word.text) > 1]
    return doc[genitives[-1] + 1 if genitives else start : end] if len(doc[start:end].text) > len(short.text) else None


def _fact(kind: str, slots: dict[str, Filler], evidence: Span) -> Fact:
    return Fact(kind, {slot: (filler,) for slot, filler in slots.items()}, (evidence,))
