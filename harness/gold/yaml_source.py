"""A gold file's bytes as a tree of scalars, lists and mappings that know their place.

The tree is built from ruamel's YAML 1.2 events instead of its objects: nothing a stranger writes is constructed, every
scalar keeps what was typed (so that an unquoted 1.0 can be told from "1.0"), and a depth limit holds before anything
recurses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.resolver import VersionedResolver

from harness.bounded_yaml import NestedError, bounded_yaml
from harness.gold.lines import Lines, decode
from harness.gold.problems import START, FileProblems, Mark, shown

MAX_BYTES = 500_000
MAX_DEPTH = 16

ScalarKind = Literal["str", "int", "float", "bool", "null", "other"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: `text` as written, `kind` as YAML 1.2 reads it, `plain` if it has no quotation marks."""

    at: Mark
    text: str
    kind: ScalarKind
    plain: bool


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `flow` if written in square brackets, where a comma divides."""

    at: Mark
    items: tuple["Node", ...]
    flow: bool


class Field(NamedTuple):
    """A mapping's entry: the place of its key, and its value."""

    at: Mark
    value: "Node"


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping with text keys, in the order of the file."""

    at: Mark
    fields: Mapping[str, Field]


Node = Scalar | Items | Fields

_KINDS: dict[str, ScalarKind] = {
    "tag:yaml.org,2002:str": "str",
    "tag:yaml.org,2002:int": "int",
    "tag:yaml.org,2002:float": "float",
    "tag:yaml.org,2002:bool": "bool",
    "tag:yaml.org,2002:null": "null",
    "tag:yaml.org,2002:timestamp": "str",  # ruamel knows dates from YAML 1.1; in YAML 1.2 they are plain text
}

_ADVICE = (
    ("'\\t' that cannot start", "indent with blanks, never with tabs"),
    ("mapping values are not allowed", "a text that holds ': ' needs quotation marks around it"),
    ("that cannot start any token", "a text that starts with this character needs quotation marks around it"),
    ("'<scalar>'", "a \" inside a text in double quotation marks is written \\\", a ' inside single ones ''"),
    ("unknown escape", "in double quotation marks a backslash is written \\\\"),
    ("expected '<document start>'", "this is no entry of the mapping above: check quotation marks and indentation"),
    ("expected ':'", "the line is no 'key: value', or is indented less than the text it belongs to"),
    ("<stream end>", "a bracket, brace or quotation mark is never closed"),
    ("end of stream", "a bracket, brace or quotation mark is never closed"),
    ("expected ',' or", "close the bracket, or put a text that holds one of []{}, into quotation marks"),
    ("expected <block end>", "entries of one list or mapping start in the same column"),
)
"""What to do about a message of the parser, by a part of it; the first that fits."""

_BEGUN = ("<stream end>", "end of stream", "expected ':'")
"""Signs of messages that are about where something begins, not about where the parser gave up."""


def explained(error: MarkedYAMLError, lines: Lines) -> tuple[Mark, str]:
    """Where the text of these lines is no YAML, why, and what to do about it."""
    what = str(error.problem or error.context)
    advice = next((f": {advice}" for sign, advice in _ADVICE if sign in what), "")
    marks = (error.context_mark or error.problem_mark, error.problem_mark or error.context_mark)
    begin, end = (lines.mark(mark.index) if mark else START for mark in marks)
    at = begin if any(sign in what for sign in _BEGUN) else end
    since = f" (in what begins in line {begin.line})" if begin.line < at.line else ""
    return at, f"{'' if isinstance(error, NestedError) else 'not YAML: '}{what}{since}{advice}"


class _Stop(Exception):
    """The rest of the file cannot be read, and the reason is noted."""


def parse(data: bytes, problems: FileProblems) -> Node | None:
    """Read YAML 1.2 from `data`; None, with the reason in `problems`, if it is none that gold may use.

    Duplicate keys are noted and the first one kept, so that reading can go on.
    """
    text = _decoded(data, problems)
    if text is None:
        return None
    try:
        return _Tree(text, problems).read()
    except _Stop:
        return None


def _decoded(data: bytes, problems: FileProblems) -> str | None:
    if len(data) > MAX_BYTES:
        problems.error(
            START, f"the file has {len(data):,} bytes; a gold file may have {MAX_BYTES:,}: split the article"
        )
        return None
    text = decode(data, problems)
    if text is None:
        return None
    if text.startswith("\ufeff"):
        problems.error(START, "the file starts with a byte order mark: save it as UTF-8 without BOM")
        return None
    return text


class _Tree:
    """Builds nodes from parser events, noting what gold does not allow."""

    def __init__(self, text: str, problems: FileProblems) -> None:
        self.text = text
        self.problems = problems
        self.lines = Lines(text)
        self.resolver = VersionedResolver((1, 2))
        self.events = self._events()

    def _events(self) -> Iterator[Event]:
        try:
            yield from bounded_yaml("safe", MAX_DEPTH).parse(self.text)
        except ReaderError as error:
            self._stop(self.lines.mark(error.position), f"character U+{error.character:04X} is not allowed in YAML")
        except MarkedYAMLError as error:
            self._stop(*explained(error, self.lines))
        except (YAMLError, ValueError) as error:
            self._stop(START, f"not YAML: {error}")

    def _stop(self, at: Mark, message: str) -> None:
        self.problems.error(at, message)
        raise _Stop

    def _at(self, mark: StringMark | None) -> Mark:
        return self.lines.mark(mark.index) if mark else START

    def read(self) -> Node | None:
        next(self.events)  # the start of the stream
        start = next(self.events)
        if isinstance(start, StreamEndEvent):
            self._stop(START, "the file is empty")
        if isinstance(start, DocumentStartEvent) and (start.version or start.tags):
            self._stop(START, "YAML directives (% lines) are not allowed: gold is YAML 1.2")
        root = self._node(next(self.events))
        next(self.events)  # the end of the document
        after = next(self.events)
        if isinstance(after, DocumentStartEvent):
            at = self._at(after.start_mark)
            self._stop(at, "a second document ('---') starts here: one file holds one article's facts")
        return root

    def _node(self, event: Event) -> Node:
        at = self._at(event.start_mark)
        if isinstance(event, AliasEvent):
            self._stop(at, "aliases (*name) are not allowed: write the value out")
        node = cast(ScalarEvent | CollectionStartEvent, event)
        if node.anchor:
            self._stop(at, "anchors (&name) are not allowed: write the value out where it is needed")
        if node.ctag is not None:
            self._stop(at, f"YAML tags ({shown(str(node.ctag))}) are not allowed: remove it")
        if isinstance(node, ScalarEvent):
            return self._scalar(at, node)
        if isinstance(node, MappingStartEvent):
            return self._fields(at)
        return self._items(at, bool(node.flow_style))

    def _scalar(self, at: Mark, event: ScalarEvent) -> Scalar:
        text: str = event.value
        plain = bool(event.implicit[0])
        if any("\ud800" <= character <= "\udfff" for character in text):
            self._stop(at, "half a surrogate pair (\\ud800 to \\udfff) is no character: write the character itself")
        kind = _KINDS.get(str(self.resolver.resolve(ScalarNode, text, (True, False))), "other") if plain else "str"
        return Scalar(at, text, kind, plain)

    def _items(self, at: Mark, flow: bool) -> Items:
        items: list[Node] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self._node(event))
        return Items(at, tuple(items), flow)

    def _fields(self, at: Mark) -> Fields:
        fields: dict[str, Field] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self._node(event)
            value = self._node(next(self.events))
            if not isinstance(key, Scalar):
                self.problems.error(key.at, "a key must be a plain name")
            elif key.kind != "str":
                name = key.text or "null"
                self.problems.error(key.at, f"the key {name} is no text to YAML: put it in quotation marks")
            elif key.text in fields:
                line = fields[key.text].at.line
                message = f"'{key.text}' stands twice in one mapping (first in line {line}): keep one of them"
                self.problems.error(key.at, message)
            else:
                empty = isinstance(value, Scalar) and value.plain and not value.text
                # the parser places nothing at the next entry; whoever looks for it looks at the key
                fields[key.text] = Field(key.at, Scalar(key.at, "", "null", True) if empty else value)
        return Fields(at, fields)
