"""The rows of a file that another system wrote -> records of ours, by article; every row that is none is a problem."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from harness.answers.forms import Annotated, Form, Mapped, Own
from harness.answers.langextract import PRESET, is_annotated
from harness.answers.mapping import read_mapping
from harness.answers.records import Record, read_record
from harness.answers.unknown_names import check_names
from harness.corpora.plain_facts import article_of, joined, tidy
from harness.corpora.texts import Texts
from harness.errors import InputErrors, Problem
from harness.formats.record_files import Row, read_rows
from harness.schema import Schema

MOST_PROBLEMS = 1_000
"""Problems of one file that are told one by one: whoever has more has the same one again and again."""

Records = dict[str, list[Record]]


def read_answers(
    path: Path, texts: Texts, mapping: Mapping[str, Any] | None, spans: bool, schema: Schema
) -> tuple[Records, tuple[str, ...]]:
    """The records at `path` by article, in their order, and the fields that `mapping` names and none of them has.

    An article whose list is empty is one without facts.

    The first row says what the file is: langextract's, a table with a filler a row, or, without a mapping, facts or
    articles with `facts` as `harness.answers.records` reads them. With `spans` false only words will count. Raises
    ConfigError where file or mapping cannot be used, or the mapping names what `schema` lacks, InputErrors with every
    row and record that is none.
    """
    problems: list[Problem] = []
    rows = read_rows(path, problems)
    first = next(rows, None)
    if first is None:
        raise InputErrors(problems or [Problem(str(path), 1, 1, "there is no record in this file")])
    reader = _Reader(str(path), problems)
    form = _form(first.value, texts, mapping, spans, schema)
    reader.read(chain([first], rows), form)
    if problems:
        raise InputErrors(_first(problems))
    return reader.records, tuple(sorted(form.unseen)) if mapping is not None else ()


def _first(problems: Sequence[Problem]) -> list[Problem]:
    """The first problems of a file, and how many more it has."""
    told = sorted(problems)[:MOST_PROBLEMS]
    more = len(problems) - len(told)
    return (
        told if not more else [*told[:-1], replace(told[-1], message=f"{told[-1].message}; and {more} problems more")]
    )


def _form(row: object, texts: Texts, mapping: Mapping[str, Any] | None, spans: bool, schema: Schema) -> Form:
    annotated = isinstance(row, dict) and is_annotated(row)
    if mapping is None and not annotated:
        return Own(tidy=isinstance(row, dict) and tidy(row))
    read = read_mapping(mapping, PRESET if annotated else None)
    check_names(read, schema)
    return Annotated(read, texts, spans) if annotated else Mapped(read)


class _Reader:
    """Reads rows into `records`, and notes what is wrong with them."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.records: Records = {}
        self._file = file
        self._problems = problems

    def read(self, rows: Iterable[Row], form: Form) -> None:
        """Read every row."""
        line = 1
        held = False
        for line, row in self._joined(rows) if form.tidy else self._objects(rows):
            article = form.article(row)
            if article is None:
                self._note(line, f"this names no article: {form.naming}")
                continue
            items = form.items(row)
            held = held or items is not None
            self._add(line, self.records.setdefault(article, []), items or (), form)
        if not held and self.records:
            self._note(line, "no row up to this one has the list of records that mapping.records names")

    def _add(self, line: int, records: list[Record], items: Sequence[object], form: Form) -> None:
        for number, item in enumerate(items, 1):
            try:
                data = form.plain(item)
                if data is not None:
                    records.append(read_record(data))
            except (ValueError, RecursionError) as error:
                said = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
                self._note(line, f"record {number}: {said}" if len(items) > 1 else said)

    def _objects(self, rows: Iterable[Row]) -> Iterator[tuple[int, dict[str, Any]]]:
        for line, row in rows:
            if isinstance(row, dict):
                yield line, row
            else:
                self._note(line, f"a record is a JSON object, not {row!r:.80}")

    def _joined(self, rows: Iterable[Row]) -> Iterator[tuple[int, dict[str, Any]]]:
        """The facts of a table with a filler a row, each at the line of its first filler."""
        facts: dict[tuple[str, ...], list[tuple[int, dict[str, Any]]]] = {}
        for line, row in self._objects(rows):
            key = (str(article_of(row)), *(str(row.get(name)) for name in ("type", "fact")))
            facts.setdefault(key, []).append((line, row))
        for some in facts.values():
            try:
                yield from ((some[0][0], fact) for fact in joined([row for _, row in some]))
            except ValueError as error:
                self._note(some[0][0], str(error))

    def _note(self, line: int, message: str) -> None:
        self._problems.append(Problem(self._file, line, 1, message))
