"""Documents from JSON, each with the place where it stands: the members of one object, or an object a line."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from harness.errors import Problem
from harness.formats.json_text import parsed, value_at

_SPACE = " \t\r\n"


class Placed(NamedTuple):
    """A document's value, and where it begins; `line_form` if it is a line of JSON lines."""

    name: str
    value: Any
    line: int
    column: int
    line_form: bool


def documents_of(data: bytes, file: str, problems: list[Problem]) -> Iterator[Placed]:
    """The documents in `data`, the bytes of `file`; what is wrong with it is added to `problems`.

    JSON lines are told by `docid` in the first line. Reading an object ends at its first error, reading lines does not.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem(file, line, 1, "this is not UTF-8; save the file as UTF-8"))
        return
    try:
        yield from _lines(text, file, problems) if _has_docid(text) else _members(text)
    except json.JSONDecodeError as error:
        problems.append(Problem(file, error.lineno, error.colno, f"this is not JSON: {error.msg}"))


def _has_docid(text: str) -> bool:
    first = next((line for line in text.split("\n") if line.strip()), "")
    try:
        value = parsed(first)
    except json.JSONDecodeError:
        return False
    return isinstance(value, dict) and isinstance(value.get("docid"), str)


def _lines(text: str, file: str, problems: list[Problem]) -> Iterator[Placed]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = parsed(line)
        except json.JSONDecodeError as error:
            problems.append(Problem(file, number, error.colno, f"this line is not JSON: {error.msg}"))
            continue
        if isinstance(value, dict) and isinstance(value.get("docid"), str):
            yield Placed(value["docid"], value, number, 1, line_form=True)
        else:
            problems.append(Problem(file, number, 1, 'a line is {"docid": "...", ...}, with a text as docid'))


def _members(text: str) -> Iterator[Placed]:
    """The members of the one object in `text`, in order, duplicates too."""
    at = _expect(text, _skip(text, 0), "{", 'expected {"<document>": ...}, or lines of {"docid": ..., ...}')
    line, counted = 1, 0
    more = text[_skip(text, at) : _skip(text, at) + 1] != "}"
    at = _skip(text, at)
    while more:
        _expect(text, at, '"', "expected the id of a document in quotation marks")
        name, at = value_at(text, at)
        at = _skip(text, _expect(text, _skip(text, at), ":", "expected a colon after the id"))
        start = at
        value, at = value_at(text, at)
        line, counted = line + text.count("\n", counted, start), start
        yield Placed(name, value, line, start - text.rfind("\n", 0, start), line_form=False)
        at = _skip(text, at)
        if more := text[at : at + 1] == ",":
            at = _skip(text, at + 1)
    at = _skip(text, _expect(text, at, "}", "expected a comma or the closing brace"))
    if at < len(text):
        raise json.JSONDecodeError("there is more after the closing brace", text, at)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _expect(text: str, at: int, sign: str, otherwise: str) -> int:
    if text[at : at + 1] != sign:
        raise json.JSONDecodeError(otherwise, text, at)
    return at + 1
