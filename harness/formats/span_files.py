"""Files of gold and found spans: `{"docs": [{"gold": [{"start": 0, "end": 4, "label": "A"}], "pred": [...]}]}`.

One file holds both sides, or gold's lists come from one file and found's from another with as many documents. At the
top a file may set `min_overlap_percentage` and `tags` (nervaluate's settings); a document may have an `id`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from harness.errors import ConfigError, InputErrors, Problem
from harness.formats.json_text import parsed
from harness.spans.columns import LIMIT
from harness.spans.corpus import LabelledSpan

End = Literal["exclusive", "inclusive"]
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SpanFile:
    """Both sides of each document, offsets half-open, and what the file sets for itself (None: nothing)."""

    gold: dict[str, list[LabelledSpan]]
    found: dict[str, list[LabelledSpan]]
    min_overlap: float | None
    tags: tuple[str, ...] | None
    gold_sha256: str
    found_sha256: str


def read_span_files(gold: Path, found: Path | None, end: End) -> SpanFile:
    """Read both sides; `found` may be absent, or the file of `gold` itself.

    Raises ConfigError where a file can't be read, InputErrors with every problem of both files at once.
    """
    ours = _Reader(gold)
    theirs = ours if found is None or found == gold else _Reader(found)
    counts = (len(ours.documents), len(theirs.documents))
    if ours is not theirs and not theirs.problems and counts[0] != counts[1]:
        theirs.note(("docs",), f"{counts[1]} documents, but {gold.name} has {counts[0]}: the n-th belongs to the n-th")
    names = ours.names()
    sides = ours.spans("gold", end), theirs.spans("pred", end)
    min_overlap, tags = ours.min_overlap(), ours.tags()
    problems = [*ours.located(), *(theirs.located() if theirs is not ours else ())]
    if problems:
        raise InputErrors(problems)
    return SpanFile(
        dict(zip(names, sides[0], strict=True)),
        dict(zip(names, sides[1], strict=True)),
        min_overlap,
        tags,
        ours.sha256,
        theirs.sha256,
    )


class _Reader:
    """One file, and the problems met in it, each at a place such as `docs[3].pred[2].end`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[tuple[Place, str]] = []
        try:
            raw = path.read_bytes()
            self.text = raw.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
        self.sha256 = sha256(raw).hexdigest()
        try:
            whole = parsed(self.text)
        except json.JSONDecodeError as error:
            raise InputErrors([Problem(str(path), error.lineno, error.colno, f"no JSON: {error.msg}")]) from error
        self.whole: dict[str, Any] = whole if isinstance(whole, dict) else {}
        documents = self.whole.get("docs")
        self.documents: list[Any] = documents if isinstance(documents, list) else []
        if not isinstance(documents, list):
            self.note((), 'an object with a list of documents is needed: {"docs": [{"gold": [...], "pred": [...]}]}')

    def note(self, place: Place, message: str) -> None:
        self.problems.append((place, message))

    def names(self) -> list[str]:
        """The documents' ids, or their numbers from 0, padded so that they sort as they stand in the file."""
        width = len(str(len(self.documents)))
        ids = [one.get("id") if isinstance(one, dict) else None for one in self.documents]
        names = [str(number).zfill(width) if one is None else str(one) for number, one in enumerate(ids)]
        seen: set[str] = set()
        for number, name in enumerate(names):
            if name in seen:
                self.note(("docs", number, "id"), f"{name!r} is the id of an earlier document too")
            seen.add(name)
        return names

    def min_overlap(self) -> float | None:
        given = self.whole.get("min_overlap_percentage")
        if given is None or (_number(given) and 1 <= given <= 100):
            return None if given is None else float(given)
        self.note(("min_overlap_percentage",), f"a percentage from 1 to 100 is needed, not {given!r}")
        return None

    def tags(self) -> tuple[str, ...] | None:
        given = self.whole.get("tags")
        if given is None or (isinstance(given, list) and all(isinstance(tag, str) for tag in given)):
            return None if given is None else tuple(given)
        self.note(("tags",), "a list of labels is needed")
        return None

    def spans(self, side: str, end: End) -> list[list[LabelledSpan]]:
        return [self._document(("docs", number), one, side, end) for number, one in enumerate(self.documents)]

    def _document(self, place: Place, document: object, side: str, end: End) -> list[LabelledSpan]:
        listed = document.get(side) if isinstance(document, dict) else None
        if not isinstance(listed, list):
            self.note(place, f"a document needs a list of spans named {side!r}")
            return []
        made = []
        for number, one in enumerate(listed):
            complaints = list(_complaints(one, end))
            for key, message in complaints:
                self.note((*place, side, number, *key), message)
            if not complaints:
                made.append(LabelledSpan(one["start"], one["end"] + (end == "inclusive"), one["label"]))
        return made

    def located(self) -> list[Problem]:
        if not self.problems:
            return []
        lines = _Lines(self.text)
        return [
            Problem(str(self.path), *lines.of(place), f"{shown}: {message}" if (shown := _pointer(place)) else message)
            for place, message in self.problems
        ]


def _complaints(span: Any, end: End) -> list[tuple[Place, str]]:  # noqa: ANN401 - whatever JSON holds
    """What is wrong with one span."""
    if not isinstance(span, dict):
        return [((), 'a span is an object: {"start": 0, "end": 4, "label": "A"}')]
    wrong: list[tuple[Place, str]] = []
    for key in ("start", "end"):
        if key not in span:
            wrong.append(((), f"{key!r} is missing"))
        elif not isinstance(span[key], int) or isinstance(span[key], bool):
            wrong.append(((key,), f"a whole number is needed, not {span[key]!r}"))
        elif not 0 <= span[key] < LIMIT - 1:
            wrong.append(((key,), f"{span[key]} is out of range: offsets go from 0 to {LIMIT - 2}"))
    if not wrong and span["end"] + (end == "inclusive") <= span["start"]:
        hint = "" if end == "inclusive" else "; if the end is the last position itself, give end=inclusive"
        wrong.append((("end",), f"{span['end']} leaves the span empty, it starts at {span['start']}{hint}"))
    if not isinstance(span.get("label"), str):
        wrong.append(((), "'label' must be text") if "label" in span else ((), "'label' is missing"))
    return wrong


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _pointer(place: Sequence[str | int]) -> str:
    """`docs[3].pred[2].end`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place).removeprefix(".")


class _Lines:
    """Where the parts of a JSON text stand, found only when something is wrong: JSON is YAML, whose nodes know it."""

    def __init__(self, text: str) -> None:
        from ruamel.yaml.error import YAMLError

        from harness.bounded_yaml import bounded_yaml

        try:
            self.root: Any = bounded_yaml("safe").compose(text)
        except YAMLError:
            self.root = None

    def of(self, place: Place) -> tuple[int, int]:
        """Line and column of the deepest part of `place` that is there, from 1."""
        node = self.root
        for key in place:
            below = _child(node, key)
            if below is None:
                break
            node = below
        return (node.start_mark.line + 1, node.start_mark.column + 1) if node is not None else (1, 1)


def _child(node: Any, key: str | int) -> Any:  # noqa: ANN401 - ruamel's nodes
    if isinstance(key, int):
        return node.value[key] if node is not None and isinstance(node.value, list) and key < len(node.value) else None
    pairs = node.value if node is not None and isinstance(node.value, list) else []
    return next((below for name, below in pairs if name.value == key), None)
