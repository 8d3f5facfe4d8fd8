"""YAML files -> `Lexicon`. All mistakes of all files at once, each with file:line:column."""

import hashlib
from pathlib import Path
from typing import cast

from ruamel.yaml.nodes import Node

from harness.beside import beside
from harness.errors import InputErrors, Problem
from harness.extractors.frames.frame_entries import FrameEntries
from harness.extractors.frames.lexicon import NAME_CLASSES, NOUN_KINDS, Lexicon, NounClass, NounKind, TypeRule
from harness.extractors.frames.yaml_nodes import NodeReader
from harness.gold.problems import closest, nearest

_WORD_LISTS = ("titles", "supports", "onlookers", "reporting", "plans", "denials", "hedges", "verbs", "adjectives")
_SECTIONS = (
    "schema_version",
    "includes",
    "nouns",
    "groups",
    "irregular",
    "types",
    "frames",
    "countries",
    "modifiers",
    *_WORD_LISTS,
)
_SIDES = ("state", "armed_group", "civilian")
_RULE_SLOTS = ("count", "doer", "side", "site")
_RULE_KEYS = (*_RULE_SLOTS, "attempts", "adjuncts", "several", "lasting")
_ADJUNCTS = ("place", "date", "start", "end")


def load_lexicon(path: str | Path) -> Lexicon:
    """Read a lexicon and the files beside it that it `includes`.

    Raises `InputErrors` with every problem: unreadable files, YAML mistakes, unknown keys (with the closest known
    one), words in two noun classes, groups and classes that do not exist.
    """
    return _Reading(Path(path)).lexicon()


class _Reading:
    """The sections of all files, collected; `lexicon()` checks what only shows when all are read."""

    def __init__(self, path: Path) -> None:
        self.problems: list[Problem] = []
        self.digest = hashlib.sha256()
        self.classes: dict[str, NounClass] = {}
        self.class_of: dict[str, NounClass] = {}
        self.groups: dict[str, list[tuple[str, Node, NodeReader]]] = {}
        self.lists: dict[str, set[str]] = {name: set() for name in _WORD_LISTS}
        self.irregular: dict[str, tuple[str, str]] = {}
        self.types: dict[str, TypeRule] = {}
        self.frames: list[FrameEntries] = []
        self.countries: dict[str, str] = {}
        self.demonyms: dict[str, str] = {}
        self.modifiers: dict[str, str] = {}
        self._file(path)

    def _file(self, path: Path, named: tuple[NodeReader, Node] | None = None) -> None:
        """Read a file; `named` is where another one includes it."""
        try:
            data = path.read_bytes()
        except (OSError, ValueError) as error:  # ValueError: no file can have such a name
            why = f"cannot be read: {error.strerror or error}" if isinstance(error, OSError) else "is no file name"
            why += beside(path)
            if named:
                named[0].problem(named[1], f"{path.name!r} {why}")
            else:
                self.problems.append(Problem(str(path), 1, 1, why))
            return
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.problems.append(Problem(str(path), 1, 1, f"is not UTF-8 (byte {error.start}): save it as UTF-8"))
            return
        self.digest.update(data)
        reader = NodeReader(path, text, self.problems)
        if reader.root is None:
            return
        included: list[tuple[str, Node]] = []
        for key, key_node, value in reader.pairs(reader.root, "a lexicon"):
            if key == "includes" and named:
                reader.problem(key_node, "an included file includes no others: name them all in the first one")
            elif key == "includes":
                included = [item for item in reader.words(value, key) if self._is_beside(reader, *item)]
            elif key not in _SECTIONS:
                reader.problem(key_node, f"unknown section {key!r}{closest(key, _SECTIONS)}")
            elif key in _WORD_LISTS:
                self.lists[key].update(word.lower() for word, _ in reader.words(value, key))
            else:
                getattr(self, f"_read_{key}")(reader, value)
        for name, node in included:
            self._file(path.parent / name, (reader, node))

    @staticmethod
    def _is_beside(reader: NodeReader, name: str, node: Node) -> bool:
        if Path(name).name != name or name == "..":
            reader.problem(node, f"{name!r} is no file name: an included file lies beside this one")
            return False
        return True

    def _read_schema_version(self, reader: NodeReader, value: Node) -> None:
        if reader.word(value, "schema_version") not in (None, "1"):
            reader.problem(value, "this harness reads lexicons of schema_version 1")

    def _read_nouns(self, reader: NodeReader, value: Node) -> None:
        for name, name_node, body in reader.pairs(value, "nouns"):
            if name in self.classes or name in NAME_CLASSES or name in NOUN_KINDS:
                reader.problem(name_node, f"there is a noun class {name!r} already")
                continue
            kind, side, words = "", None, list[tuple[str, Node]]()
            for key, key_node, item in reader.pairs(body, f"noun class {name!r}"):
                if key == "kind":
                    kind = _one_of(reader, item, "kind", NOUN_KINDS) or kind
                elif key == "side":
                    side = _one_of(reader, item, "side", _SIDES)
                elif key == "words":
                    words = reader.words(item, f"the words of {name!r}")
                else:
                    reader.problem(key_node, f"unknown key {key!r}{closest(key, ('kind', 'side', 'words'))}")
            if not kind:
                reader.problem(name_node, f"noun class {name!r} needs a kind: one of {', '.join(NOUN_KINDS)}")
                kind = "thing"
            made = NounClass(name, cast(NounKind, kind), side, frozenset(word.lower() for word, _ in words))
            self.classes[name] = made
            for word, node in words:
                other = self.class_of.setdefault(word.lower(), made)
                if other is not made:
                    reader.problem(node, f"{word!r} is in the noun class {other.name!r} already: choose one")

    def _read_groups(self, reader: NodeReader, value: Node) -> None:
        for name, name_node, body in reader.pairs(value, "groups"):
            if name in self.groups or name in NAME_CLASSES or name in NOUN_KINDS:
                reader.problem(name_node, f"there is a group or class {name!r} already")
                continue
            self.groups[name] = [(word, node, reader) for word, node in reader.words(body, f"group {name!r}")]

    def _read_irregular(self, reader: NodeReader, value: Node) -> None:
        for lemma, _, body in reader.pairs(value, "irregular"):
            forms = [word for word in (reader.word(item, "a form") for item in _items(reader, body, lemma)) if word]
            if len(forms) == 2:
                self.irregular[lemma.lower()] = (forms[0].lower(), forms[1].lower())
            else:
                reader.problem(body, f"{lemma!r} needs two forms: [past tense, past participle]")

    def _read_types(self, reader: NodeReader, value: Node) -> None:
        for name, _, body in reader.pairs(value, "types"):
            words_of: dict[str, str | None] = {}
            adjuncts, attempts, lasting = frozenset[str](), True, False
            several = frozenset[str]()
            for key, key_node, item in reader.pairs(body, f"type {name!r}"):
                if key in _RULE_SLOTS:
                    words_of[key] = reader.word(item, key)
                elif key == "several":
                    several = frozenset(word for word, _ in reader.words(item, key))
                elif key == "lasting":
                    lasting = _one_of(reader, item, key, ("true", "false")) == "true"
                elif key == "attempts":
                    attempts = _one_of(reader, item, key, ("true", "false")) != "false"
                elif key == "adjuncts":
                    words = reader.words(item, key)
                    for word, node in words:
                        if word not in _ADJUNCTS:
                            reader.problem(node, f"{word!r} is no adjunct{closest(word, _ADJUNCTS)}")
                    adjuncts = frozenset(word for word, _ in words)
                else:
                    reader.problem(key_node, f"unknown key {key!r}{closest(key, _RULE_KEYS)}")
            self.types[name] = TypeRule(
                **words_of, adjuncts=adjuncts, attempts=attempts, several=several, lasting=lasting
            )

    def _read_frames(self, reader: NodeReader, value: Node) -> None:
        self.frames.append(FrameEntries(reader, value))

    def _read_countries(self, reader: NodeReader, value: Node) -> None:
        for name, _, body in reader.pairs(value, "countries"):
            self.countries[name.lower()] = name
            for key, key_node, item in reader.pairs(body, f"country {name!r}"):
                words = reader.words(item, key) if key in ("also", "demonyms") else []
                if key == "also":
                    self.countries.update((word.lower(), name) for word, _ in words)
                elif key == "demonyms":
                    self.demonyms.update((word.lower(), name) for word, _ in words)
                    self.demonyms.update((f"{word.lower()}s", name) for word, _ in words)
                else:
                    reader.problem(key_node, f"unknown key {key!r}{closest(key, ('also', 'demonyms'))}")

    def _read_modifiers(self, reader: NodeReader, value: Node) -> None:
        for side, side_node, body in reader.pairs(value, "modifiers"):
            if side not in _SIDES:
                reader.problem(side_node, f"{side!r} is no side{closest(side, _SIDES)}")
            self.modifiers.update((word.lower(), side) for word, _ in reader.words(body, side))

    def lexicon(self) -> Lexicon:
        """Everything read, or `InputErrors`."""
        leaves = {name: frozenset([name]) for name in (*self.classes, *NAME_CLASSES)}
        for kind in NOUN_KINDS:
            leaves[kind] = frozenset(name for name, made in self.classes.items() if made.kind == kind)
        leaves["place"] |= {"location"}
        known = (*leaves, *self.groups)
        for name, members in self.groups.items():
            found: set[str] = set()
            for member, node, reader in members:
                if member in leaves:
                    found |= leaves[member]
                else:
                    later = member in self.groups
                    hint = (
                        "groups may only use groups above them" if later else f"no such class{closest(member, known)}"
                    )
                    reader.problem(node, f"{member!r}: {hint}")
            leaves[name] = frozenset(found)
        frames = [frame for entries in self.frames for frame in entries.frames(leaves)]
        if self.problems:
            raise InputErrors(self.problems)
        lists = {name: frozenset(words) for name, words in self.lists.items()}
        return Lexicon(
            classes=self.classes,
            class_of=self.class_of,
            classes_in=leaves,
            frames=tuple(frames),
            types=self.types,
            irregular=self.irregular,
            countries=self.countries,
            country_starts={name.split()[0]: _words(name) for name in sorted(self.countries, key=_words)},
            demonyms=self.demonyms,
            modifiers=self.modifiers,
            place_nouns=frozenset(
                noun for noun, one in self.class_of.items() if one.kind == "place" and " " not in noun
            ),
            of_nations=lists["adjectives"] | self.demonyms.keys(),
            sha256=self.digest.hexdigest(),
            **lists,
        )


def _words(name: str) -> int:
    return len(name.split())


def _items(reader: NodeReader, node: Node, name: str) -> list[Node]:
    """Items of a list that may hold the same word twice ("cut": [cut, cut])."""
    if isinstance(node.value, list) and all(isinstance(item, Node) for item in node.value):
        return list(node.value)
    reader.problem(node, f"{name!r} must be a list")
    return []


def _one_of(reader: NodeReader, node: Node, what: str, known: tuple[str, ...]) -> str | None:
    word = reader.word(node, what)
    if word is not None and word not in known:
        reader.problem(node, f"{what} {word!r} is none of {', '.join(known)}{nearest(word, known)}")
        return None
    return word
