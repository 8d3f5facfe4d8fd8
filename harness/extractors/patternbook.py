"""Reads a pattern book: the YAML in which a user writes patterns for facts, and no code.

The header of `conf/patterns/security.yaml` teaches the format. Everything wrong with a book is reported at once, each
with file:line:column of the pattern, piece or key that it is about.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple, get_args

import regex
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from harness.errors import ExtractorError, InputErrors
from harness.extractors.patterns.expansion import (
    Expanded,
    Needs,
    PatternError,
    expand,
    references,
    split_group,
    word_list,
)
from harness.extractors.patterns.tree import Tree
from harness.facts import Modality, Polarity, Value

ATTRIBUTES: Mapping[str, tuple[str, ...]] = {"modality": get_args(Modality), "polarity": get_args(Polarity)}
_FLAGS = {"ignorecase": regex.IGNORECASE, "overlapped": regex.RegexFlag(0)}
_VERSION = 1
_BOOK = ("book_version", "facts", "values", "abbreviations", "skip", "pieces", "companions", "patterns")
_PATTERN = ("name", "type", "pattern", "slots", "modality", "polarity", "flags")
_COMPANION = ("name", "types", "pattern", "flags")


class Group(NamedTuple):
    """A named group: the slot or attribute that it fills, with `value` where its words stand for a constant."""

    name: str
    slot: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that makes a fact of every match, or, as a companion, adds what facts beside it leave open.

    `types` are the fact types it speaks of (one, unless it is a companion); `constants` what every match sets;
    `needs` the sets of words of which a sentence must hold one each for it to match.
    """

    name: str
    types: tuple[str, ...]
    regex: regex.Pattern[str]
    groups: tuple[Group, ...]
    needs: Needs
    constants: Mapping[str, Value]
    overlapped: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A pattern book, checked and compiled.

    `facts` maps a fact type to its slots, `values` a slot to how its words are read (`number` or `date`); `skip`
    matches what opens a paragraph and is not read; the dot of `abbreviations` ends no sentence.
    """

    facts: Mapping[str, tuple[str, ...]]
    values: Mapping[str, str]
    abbreviations: frozenset[str]
    skip: tuple[regex.Pattern[str], ...]
    companions: tuple[Pattern, ...]
    patterns: tuple[Pattern, ...]


def read_book(path: Path) -> Book:
    """Read a book. Raises ExtractorError where there is none, InputErrors with every problem where it is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExtractorError(f"the pattern book {path} cannot be read: {error}") from error
    tree = Tree(str(path))
    content = tree.load(text)
    book = None if tree.problems else _Reader(tree).book(content)
    if book is None or tree.problems:
        raise InputErrors(tree.problems)
    return book


class _Reader:
    """Makes a book of a tree; what is wrong goes to the tree's problems."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.facts: dict[str, tuple[str, ...]] = {}
        self.pieces: dict[str, Expanded] = {}
        self.broken: set[str] = set()
        self.names: set[str] = set()

    def book(self, content: object) -> Book:
        tree = self.tree
        top = tree.mapping(CommentedMap({"a pattern book": content}), "a pattern book", _BOOK, must=True)
        if top.get("book_version") != _VERSION:
            tree.wrong(top, "book_version", f"book_version must be {_VERSION}")
        facts = tree.mapping(top, "facts", must=True)
        self.facts = {str(fact_type): tuple(tree.words(facts, fact_type)) for fact_type in facts}
        values = tree.mapping(top, "values", ("number", "date"))
        self._read_pieces(tree.mapping(top, "pieces"))
        skip = tree.sequence(top, "skip")
        compiled = [self._compile(skip, index, str(text)) for index, text in enumerate(skip)]
        companions = [self._read(item, companion=True) for item in tree.mappings(top, "companions", _COMPANION)]
        patterns = [self._read(item, companion=False) for item in tree.mappings(top, "patterns", _PATTERN, must=True)]
        return Book(
            facts=self.facts,
            values={slot: str(kind) for kind in values for slot in tree.words(values, kind)},
            abbreviations=frozenset(tree.words(top, "abbreviations")),
            skip=tuple(made[0] for made in compiled if made),
            companions=tuple(companion for companion in companions if companion),
            patterns=tuple(pattern for pattern in patterns if pattern),
        )

    def _read_pieces(self, pieces: CommentedMap) -> None:
        """Expand the pieces, each after those that it refers to."""
        waiting = list(pieces)
        while waiting:
            ready = [name for name in waiting if not _refers(pieces[name]) & set(waiting)]
            for name in ready:
                self._read_piece(pieces, name)
            if not ready:
                self.broken.update(map(str, waiting))
                for name in waiting:
                    self.tree.wrong(pieces, name, f"piece {name} refers to itself, by way of {', '.join(waiting)}")
            waiting = [name for name in waiting if ready and name not in ready]

    def _read_piece(self, pieces: CommentedMap, name: object) -> None:
        piece, expanded = pieces[name], None
        if not isinstance(name, str) or not regex.fullmatch("[a-z][a-z0-9_]*", name):
            self.tree.wrong(pieces, name, f"{name!r} names no piece: lower-case letters, digits and _ only")
        elif _refers(piece) & self.broken:
            pass  # Told where it is broken; a second message would only hide the first.
        elif isinstance(piece, str):
            compiled = self._compile(pieces, name, piece)
            expanded = compiled and compiled[1]
        elif isinstance(piece, CommentedSeq):
            try:
                expanded = word_list(self.tree.words(pieces, name), self.pieces)
            except PatternError as error:
                self.tree.wrong(pieces, name, self._explain(error))
        else:
            self.tree.wrong(pieces, name, f"piece {name} must be a string (an expression) or a list (of words)")
        if expanded:
            self.pieces[str(name)] = expanded
        else:
            self.broken.add(str(name))

    def _read(self, item: CommentedMap, *, companion: bool) -> Pattern | None:
        """One entry of `patterns` or `companions`, or None where it is wrong."""
        tree, told = self.tree, len(self.tree.problems)
        for key in ("name", "pattern") if companion else ("name", "type", "pattern"):
            if not isinstance(item.get(key), str):
                tree.wrong(item, key, f"pattern {item.get('name', '?')} needs the key {key}, with words")
        name = str(item.get("name"))
        if name in self.names:
            tree.wrong(item, "name", f"the name {name} is taken; every pattern has one of its own")
        self.names.add(name)
        types = self._types(item, companion=companion)
        slots = {slot for fact_type in types for slot in self.facts.get(fact_type, ())}
        constants = self._constants(item, slots)
        flags = tree.words(item, "flags")
        for flag in flags:
            if flag not in _FLAGS:
                tree.unknown(item, "flags", "flag", flag, _FLAGS)
        options = regex.IGNORECASE if "ignorecase" in flags else 0
        made = self._compile(item, "pattern", item["pattern"], options) if len(tree.problems) == told else None
        if made is None:
            return None
        groups = tuple(Group(group, *split_group(group)) for group in made[0].groupindex)
        self._check_groups(item, groups, slots)
        return Pattern(name, types, made[0], groups, made[1].needs, constants, "overlapped" in flags)

    def _types(self, item: CommentedMap, *, companion: bool) -> tuple[str, ...]:
        """The fact types of an entry; a companion without any goes with all."""
        key = "types" if companion else "type"
        types = self.tree.words(item, key) if companion else [str(item.get(key))]
        for fact_type in types:
            if fact_type not in self.facts and key in item:
                self.tree.unknown(item, key, "fact type", fact_type, self.facts)
        return tuple(types or self.facts)

    def _constants(self, item: CommentedMap, slots: Iterable[str]) -> dict[str, Value]:
        given = self.tree.mapping(item, "slots")
        for slot, value in given.items():
            if slot not in slots:
                self.tree.unknown(given, slot, "slot", str(slot), slots)
            elif not isinstance(value, str | int | float) or isinstance(value, bool):
                self.tree.wrong(given, slot, f"slot {slot} needs a word or a number")
        constants: dict[str, Value] = {str(slot): value for slot, value in given.items()}
        for key, allowed in ATTRIBUTES.items():
            if key in item and item[key] not in allowed:
                self.tree.unknown(item, key, key, str(item[key]), allowed)
            elif key in item:
                constants[key] = str(item[key])
        return constants

    def _check_groups(self, item: CommentedMap, groups: Iterable[Group], slots: Iterable[str]) -> None:
        known = {*slots, *ATTRIBUTES, "source", "evidence"}
        for group in groups:
            if group.slot not in known:
                self.tree.unknown(item, "pattern", "slot", group.slot, known)
            elif group.slot in ATTRIBUTES and group.value not in ATTRIBUTES[group.slot]:
                self.tree.unknown(item, "pattern", group.slot, str(group.value), ATTRIBUTES[group.slot])

    def _compile(
        self, node: CommentedMap | CommentedSeq, key: object, text: str, flags: int = 0
    ) -> tuple[regex.Pattern[str], Expanded] | None:
        """Expand and compile; None where that fails, told unless only a broken piece is to blame."""
        if _refers(text) & self.broken:
            return None
        try:
            expanded = expand(text, self.pieces)
            return regex.compile(expanded.source, flags, cache_pattern=False), expanded
        except (PatternError, regex.error, RecursionError, OverflowError) as error:
            self.tree.wrong(node, key, self._explain(error))
            return None

    def _explain(self, error: Exception) -> str:
        if isinstance(error, RecursionError):
            return "the pattern is nested too deeply"
        if isinstance(error, PatternError) and error.piece:
            close = get_close_matches(error.piece, self.pieces, 1)
            return f"{error}; did you mean {{{close[0]}}}?" if close else f"{error}; define it under `pieces`"
        return str(error) if isinstance(error, PatternError) else f"no regular expression: {error}"


def _refers(piece: object) -> set[str]:
    entries = piece if isinstance(piece, list) else [piece]
    return {name for entry in entries for name in references(str(entry))}
