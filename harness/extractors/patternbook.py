"""Reads a pattern book: the YAML in which a user writes patterns for facts, and no code.

The header of `conf/patterns/security.yaml` teaches the format. Everything wrong with a book is reported at once, each
with file:line:column of the pattern, piece or key that it is about.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import NamedTuple, get_args

import regex
from ruamel.yaml.comments import CommentedMap

from harness.beside import beside
from harness.errors import ExtractorError, InputErrors
from harness.extractors.patterns.against_schema import AgainstSchema
from harness.extractors.patterns.draft import Fillers
from harness.extractors.patterns.edges import Edge
from harness.extractors.patterns.entries import Entries
from harness.extractors.patterns.expression import Expression
from harness.extractors.patterns.openings import Openings
from harness.extractors.patterns.parts import Needs
from harness.extractors.patterns.pieces import Phrase, Pieces, compiled_at
from harness.extractors.patterns.syntax import split_group
from harness.extractors.patterns.tree import Tree
from harness.extractors.patterns.words import Alphabet
from harness.facts import Filler, Modality, Polarity, Value
from harness.schema import Schema

ATTRIBUTES: Mapping[str, tuple[str, ...]] = {"modality": get_args(Modality), "polarity": get_args(Polarity)}
_VERSION = 1
_VALUES = ("number", "date")
_TABLES = ("facts", "several", "deeds", "values", "pieces", "phrases")
_BOOK = ("book_version", *_TABLES, "abbreviations", "skip", "companions", "patterns")
_PATTERN = ("name", "type", "pattern", "slots", "modality", "polarity")
_COMPANION = ("name", "types", "last", "pattern")


class Group(NamedTuple):
    """A named group: the slot or attribute that it fills, with `value` where its words stand for a constant.

    `kind` is how its words are read, if not as they are.
    """

    slot: str
    value: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that makes a fact of every match, or, as a companion, adds what facts beside it leave open.

    `types` are the fact types it speaks of (one, unless it is a companion); `given` and `attributes` what every match
    says; `groups` are those of its expression, in order; `needs` the sets of words of which a sentence must hold one
    each for it to match; `before` and `after` what may stand on either side of the place where it is tried.
    """

    name: str
    types: tuple[str, ...]
    expression: Expression
    groups: tuple[Group, ...]
    needs: Needs
    before: Edge
    after: Edge
    given: Fillers
    attributes: Fillers
    last: bool

    @property
    def label(self) -> str:
        """What a user calls it."""
        return f"pattern {self.name}"


@dataclass(frozen=True, slots=True)
class Book:
    """A pattern book, checked.

    `openings` are the phrases of all its lists, `phrases` what counts as one word once it is found, in the order in
    which to look for it; `facts` maps a fact type to its slots, `several` to those of them that may have more than one
    filler, `deeds` to who did it and what may differ where two facts are one deed, `values` a slot to how its words are
    read (`number` or `date`); `skip` matches what opens a paragraph and is not read; the dot of `abbreviations` ends no
    sentence.
    """

    alphabet: Alphabet
    openings: Openings
    phrases: tuple[Phrase, ...]
    facts: Mapping[str, frozenset[str]]
    several: Mapping[str, frozenset[str]]
    deeds: Mapping[str, tuple[str, ...]]
    values: Mapping[str, str]
    abbreviations: frozenset[str]
    skip: tuple[regex.Pattern[str], ...]
    companions: tuple[Pattern, ...]
    patterns: tuple[Pattern, ...]


def read_book(path: Path, schema: Schema | None = None) -> Book:
    """Read a book, and hold it to a schema if there is one.

    Raises ExtractorError where there is no book, InputErrors with every problem where it is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ExtractorError(f"the pattern book {path} cannot be read: {error.strerror}{beside(path)}") from error
    except UnicodeDecodeError as error:
        raise ExtractorError(f"the pattern book {path} cannot be read: it is no text in UTF-8") from error
    tree = Tree(str(path))
    content = tree.load(text)
    book = None if tree.problems else _Reader(tree, schema).book(content)
    if book is None or tree.problems:
        raise InputErrors(tree.problems)
    return book


class _Reader:
    """Makes a book of a tree; what is wrong goes to the tree's problems."""

    def __init__(self, tree: Tree, schema: Schema | None) -> None:
        self.tree = tree
        self.schema = AgainstSchema(tree, schema or Schema({}))
        self.facts: dict[str, frozenset[str]] = {}
        self.values: dict[str, str] = {}

    def book(self, content: object) -> Book:
        tree = self.tree
        top = tree.mapping(CommentedMap({"a pattern book": content}), "a pattern book", _BOOK, must=True)
        if top.get("book_version") != _VERSION:
            tree.wrong(top, "book_version", f"book_version must be {_VERSION}")
        facts = tree.mapping(top, "facts", must=True)
        self.facts = {str(fact_type): frozenset(tree.words(facts, fact_type)) for fact_type in facts}
        for name in facts:
            if not isinstance(name, str):
                tree.wrong(facts, name, f"{name} is no word to YAML; put it in quotation marks")
        self.schema.check_types(facts, tree.mapping(top, "several"))
        values = tree.mapping(top, "values", _VALUES)
        pieces, phrases = tree.mapping(top, "pieces"), tree.mapping(top, "phrases")
        self.values = {slot: str(kind) for kind in values for slot in tree.words(values, kind)}
        slots = frozenset[str]().union(*self.facts.values())
        for kind in values:
            for index, slot in enumerate(tree.sequence(values, kind) if kind in _VALUES else ()):
                if isinstance(slot, str) and slot not in slots:
                    tree.unknown(values[kind], index, "slot", slot, slots)
        beside = tree.mappings(top, "companions", _COMPANION)
        makers = tree.mappings(top, "patterns", _PATTERN, must=True)
        texts = [(item, "pattern") for item in beside + makers]
        self.pieces = Pieces(tree, pieces, phrases, texts)
        self.entries = Entries(tree, self.facts, pieces, self.schema, ATTRIBUTES)
        tree.words(top, "skip")
        skip = enumerate(tree.sequence(top, "skip"))
        compiled = [compiled_at(tree, top["skip"], index, one) for index, one in skip if isinstance(one, str)]
        companions = [self._read(item, companion=True) for item in beside]
        patterns = [self._read(item, companion=False) for item in makers]
        return Book(
            alphabet=self.pieces.alphabet,
            openings=self.pieces.openings,
            phrases=self.pieces.phrases,
            facts=self.facts,
            several=self._several(top),
            deeds=self._deeds(top),
            values=self.values,
            abbreviations=frozenset(tree.words(top, "abbreviations")),
            skip=tuple(made for made in compiled if made),
            companions=tuple(companion for companion in companions if companion),
            patterns=tuple(pattern for pattern in patterns if pattern),
        )

    def _several(self, top: CommentedMap) -> dict[str, frozenset[str]]:
        """The slots of each type that may have more than one filler: all, if the book does not say."""
        if "several" not in top:
            return self.facts
        node = self.tree.mapping(top, "several", tuple(self.facts))
        said = {str(fact_type): frozenset(self.tree.words(node, fact_type)) for fact_type in node}
        for fact_type in self.facts.keys() & said.keys():
            for index, slot in enumerate(node[fact_type] if said[fact_type] else ()):
                if isinstance(slot, str) and slot not in self.facts[fact_type]:
                    self.tree.unknown(node[fact_type], index, "slot", slot, self.facts[fact_type])
        return {fact_type: said.get(fact_type, frozenset()) for fact_type in self.facts}

    def _deeds(self, top: CommentedMap) -> dict[str, tuple[str, ...]]:
        """Of the types of which two facts in the same words may be one deed: who did it, and what may differ."""
        node = self.tree.mapping(top, "deeds", tuple(self.facts))
        said = {str(fact_type): tuple(self.tree.words(node, fact_type)) for fact_type in node}
        for fact_type in self.facts.keys() & said.keys():
            for index, slot in enumerate(said[fact_type]):
                if slot not in self.facts[fact_type]:
                    self.tree.unknown(node[fact_type], index, "slot", slot, self.facts[fact_type])
        return {fact_type: slots for fact_type, slots in said.items() if slots}

    def _read(self, item: CommentedMap, *, companion: bool) -> Pattern | None:
        """One entry of `patterns` or `companions`, or None where it is wrong."""
        tree, told = self.tree, len(self.tree.problems)
        keys = ("name", "pattern") if companion else ("name", "type", "pattern")
        lacks = [key for key in keys if not self.entries.has_words(item, key)]
        name = str(item.get("name"))
        self.entries.check_name(item, name)
        last = self._last(item)
        types = self._types(item, companion=companion)
        slots = {slot for fact_type in types for slot in self.facts.get(fact_type, ())}
        known = len(tree.problems) == told or bool(slots)
        constants = self._constants(item, types, slots) if known else {}
        expanded = self.pieces.pattern(item, "pattern") if isinstance(item.get("pattern"), str) else None
        if not expanded:
            return None
        groups = tuple(map(self._group, expanded.expression.slots))
        if known:
            self.entries.check_groups(item, types, expanded.expression.slots, slots)
        if known and len(tree.problems) == told:
            self.entries.check_use(item, expanded.expression, slots, companion=companion)
        if lacks or len(tree.problems) > told:
            return None
        given = {slot: filler for slot, filler in constants.items() if slot not in ATTRIBUTES}
        attributes = {slot: filler for slot, filler in constants.items() if slot in ATTRIBUTES}
        sides = expanded.needs, expanded.before, expanded.after
        return Pattern(name, types, expanded.expression, groups, *sides, given, attributes, last)

    def _last(self, item: CommentedMap) -> bool:
        """Whether a companion is for what no other one fills."""
        if not isinstance(item.get("last", False), bool):
            self.tree.wrong(item, "last", "last must be true or false")
        return bool(item.get("last"))

    def _group(self, name: str) -> Group:
        slot, value = split_group(name)
        return Group(slot, value, self.values.get(slot) if value is None else None)

    def _types(self, item: CommentedMap, *, companion: bool) -> tuple[str, ...]:
        """The fact types of an entry; a companion without any goes with all."""
        key = "types" if companion else "type"
        if not companion:
            if isinstance(item.get(key), str) and item[key] not in self.facts:
                self.tree.unknown(item, key, "fact type", item[key], self.facts, 0)
            return (str(item.get(key)),)
        types = self.tree.words(item, key)
        for index, fact_type in enumerate(item[key] if types else ()):
            if isinstance(fact_type, str) and fact_type not in self.facts:
                self.tree.unknown(item[key], index, "fact type", fact_type, self.facts)
        return tuple(types or self.facts)

    def _constants(
        self, item: CommentedMap, types: Iterable[str], slots: Iterable[str]
    ) -> dict[str, tuple[Filler, ...]]:
        given = self.tree.mapping(item, "slots")
        for slot, value in given.items():
            if slot not in slots:
                self.tree.unknown(given, slot, "slot", str(slot), slots)
            elif not isinstance(value, str | int | float) or isinstance(value, bool) or not _finite(value):
                self.tree.wrong(given, slot, f"slot {slot} needs a word or a number")
            elif why := self.entries.misfit(types, slot, value):
                self.tree.wrong(given, slot, why, 0)
        constants: dict[str, Value] = {str(slot): value for slot, value in given.items()}
        for key, allowed in ATTRIBUTES.items():
            if key in item and item[key] not in allowed:
                self.tree.unknown(item, key, key, str(item[key]), allowed, 0)
            elif key in item:
                constants[key] = str(item[key])
        return {slot: (Filler(value=value),) for slot, value in constants.items()}


def _finite(value: str | float) -> bool:
    """Whether a constant is one that facts can have: YAML also has numbers that are none, `.nan` and `.inf`."""
    return isinstance(value, str) or isfinite(value)
