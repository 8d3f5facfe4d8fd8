"""Reads entities by role, of documents (GRIT) and of templates (GTT): one JSON object, or JSON lines.

    {"30001": {"Target": [["embassy", "u.s. embassy"]], ...}, ...}                       entities of documents
    {"30001": [{"incident_type": "attack", "Target": [["embassy"]], ...}], ...}          templates
    {"docid": "TST3-MUC4-0001", "doctext": "...", "extracts": {"Target": [[["embassy", 12]]]}}     a document a line
    {"docid": "TST3-MUC4-0001", "doctext": "...", "templates": [...]}

In an object a document may also be what GRIT and GTT write, {"pred_extracts": ...} or {"pred_templates": ...}. A
wording is text, or text and its offset. Ids are unified as the scorers do: TST3-MUC4-0001 is 30001. Lines are read as
the scorers read gold from them: entities without wordings, and templates that are there already, are left out.
Source: GitHub xinyadu/grit_doc_event_entity and xinyadu/gtt, eval.py of each.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar

from harness.errors import ConfigError, InputErrors, Problem
from harness.formats.json_places import Placed, documents_of
from harness.gold.problems import shown
from harness.templates.any_match import INCIDENT_TYPE
from harness.templates.entities import Entity, Roles, Template

T = TypeVar("T")

UNSTATED = "attack"
"""The type that GTT's scorer takes for a found template whose type is no text (null, say)."""

_OFFICIAL = re.compile(r"\w*?(\d)-[^-]*-(\d{1,4})")


@dataclass(frozen=True, slots=True)
class RoleFile(Generic[T]):
    """What a file holds for each document, in its order; `digest` is 8 hex digits of the sha256 of its bytes."""

    documents: dict[str, T]
    digest: str


def read_extracts(path: Path) -> RoleFile[Roles]:
    """The entities of each document, as GRIT has them. Raises ConfigError, and InputErrors with every problem."""
    return _read(path, "extracts", lambda value, drop: _Reader(drop, gold=False).roles(value))


def read_templates(path: Path, *, gold: bool) -> RoleFile[tuple[Template, ...]]:
    """The templates of each document, as GTT has them; in `gold` every type must be text.

    Raises ConfigError where the file cannot be opened, and InputErrors with every problem.
    """
    return _read(path, "templates", lambda value, drop: _Reader(drop, gold).templates(value))


def document_id(name: str) -> str:
    """The id that the scorers use: `document_id("TST3-MUC4-0001") == "30001"`; other names are kept."""
    official = _OFFICIAL.fullmatch(name)
    return str(int(official[1]) * 10_000 + int(official[2])) if official else name


def _read(path: Path, key: str, build: "Callable[[Any, bool], tuple[T, list[str]]]") -> RoleFile[T]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot read the {key}: {error.strerror}") from None
    problems: list[Problem] = []
    documents: dict[str, T] = {}
    for placed in documents_of(data, str(path), problems):
        wrong: list[str] = []
        name = document_id(placed.name)
        if name in documents:
            wrong.append("is in this file already; keep one")
        value = _content(placed, key)
        if value is None:
            wrong.append(f"lacks {key!r}")
        else:
            documents[name], more = build(value, placed.line_form)
            wrong += more
        problems.extend(Problem(str(path), placed.line, placed.column, f"{placed.name}: {what}") for what in wrong)
    if problems:
        raise InputErrors(problems)
    return RoleFile(documents, sha256(data).hexdigest()[:8])


def _content(placed: Placed, key: str) -> object:
    """The part of a document that is scored; None where a line has none."""
    if not isinstance(placed.value, dict):
        return placed.value
    for name in (f"pred_{key}", key):
        if name in placed.value:
            return placed.value[name]
    return None if placed.line_form else placed.value


class _Reader:
    """Reads one document's value, and collects what is wrong with it."""

    def __init__(self, drop: bool, gold: bool) -> None:
        """`drop` leaves out entities without wordings and repeated templates; `gold` is stricter about types."""
        self.drop = drop
        self.gold = gold
        self.wrong: list[str] = []

    def roles(self, value: object) -> tuple[Roles, list[str]]:
        return self._roles(value, ""), self.wrong

    def templates(self, value: object) -> tuple[tuple[Template, ...], list[str]]:
        if not isinstance(value, list):
            self.wrong.append(f"templates are a list, not {_written(value)}")
            return (), self.wrong
        read = [self._template(one, f"template {at}") for at, one in enumerate(value)]
        kept = [one for at, one in enumerate(read) if not self.drop or one not in read[:at]]
        return tuple(kept), self.wrong

    def _template(self, value: object, where: str) -> Template:
        if not isinstance(value, dict) or INCIDENT_TYPE not in value:
            self.wrong.append(f'{where}: a template is {{"{INCIDENT_TYPE}": ..., role: [...]}}, not {_written(value)}')
            return Template("", {})
        kind = value[INCIDENT_TYPE]
        if self.gold and not isinstance(kind, str):
            self.wrong.append(f"{where}: {INCIDENT_TYPE} is text, not {_written(kind)}")
        roles = {role: entities for role, entities in value.items() if role != INCIDENT_TYPE}
        return Template(kind if isinstance(kind, str) else UNSTATED, self._roles(roles, f"{where}, "))

    def _roles(self, value: object, where: str) -> Roles:
        if not isinstance(value, dict):
            self.wrong.append(f"{where}roles are {{role: [entity, ...]}}, not {_written(value)}")
            return {}
        return {role: self._entities(entities, f"{where}{role}") for role, entities in value.items()}

    def _entities(self, value: object, where: str) -> tuple[Entity, ...]:
        if not isinstance(value, list):
            self.wrong.append(f"{where}: entities are a list, not {_written(value)}")
            return ()
        read = [self._entity(one, f"{where}[{at}]") for at, one in enumerate(value)]
        return tuple(one for one in read if one or not self.drop)

    def _entity(self, value: object, where: str) -> Entity:
        if not isinstance(value, list):
            self.wrong.append(f"{where}: an entity is a list of its wordings, not {_written(value)}")
            return ()
        return tuple(self._wording(one, f"{where}[{at}]") for at, one in enumerate(value))

    def _wording(self, value: object, where: str) -> str:
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], int):
            value = value[0]
        if not isinstance(value, str):
            self.wrong.append(f"{where}: a wording is text, or [text, offset], not {_written(value)}")
            return ""
        return value


def _written(value: object) -> str:
    return shown(repr(value), 40)
