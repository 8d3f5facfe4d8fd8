"""Records of any system from JSON lines, a JSON array, Parquet or `datasets`, one after another, each with its line.

JSON lines may be packed (`.gz`). A folder is that of a run, whose `found.jsonl` is read, or what `save_to_disk` wrote.
Nothing here uses the network, and no file is read whole but a JSON array.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from harness.errors import ConfigError, Problem
from harness.formats.json_text import parsed, value_at
from harness.gold.problems import closest

LONGEST_LINE = 2**28
"""Bytes of a line that are read: a packed file can hold more than any memory."""
_BATCH = 1_000
_WHAT = "records are read from JSON lines, a JSON array, Parquet, a run's folder and a folder of `datasets`"


class Row(NamedTuple):
    """A record, and the line where it begins; in a table the number of its row, from 1."""

    line: int
    value: Any


def read_rows(path: Path, problems: list[Problem]) -> Iterator[Row]:
    """The records at `path`; lines that are no JSON are noted in `problems`.

    A file whose first line is no JSON ends there: it is another kind of file. Raises ConfigError where there is none.
    """
    with _readable(path):
        if path.is_dir():
            yield from _folder(path, problems)
        elif not path.exists():
            beside = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
            raise ConfigError(f"there is no {path}{closest(path.name, beside)}")
        elif not path.is_file():
            raise ConfigError(f"{path} is no file that can be read twice: {_WHAT}")
        elif path.suffix == ".parquet":
            yield from _parquet(path)
        else:
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
                yield from _json(stream, str(path), problems)  # type: ignore[arg-type]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Whatever keeps a file from being read is a ConfigError."""
    try:
        yield
    except (OSError, EOFError, zlib.error, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else " ".join(str(error).split())
        raise ConfigError(f"{path} cannot be read: {said[:200]}") from error


def _folder(path: Path, problems: list[Problem]) -> Iterator[Row]:
    if (path / "run.json").is_file():
        return read_rows(path / "found.jsonl", problems)
    if (path / "dataset_dict.json").is_file():
        splits = sorted(one.name for one in path.iterdir() if one.is_dir())
        raise ConfigError(f"{path} holds several datasets: name the folder of one of them ({', '.join(splits)})")
    if not (path / "dataset_info.json").is_file():
        raise ConfigError(f"{path} is no run and no dataset: {_WHAT}")
    return _dataset(path)


def _dataset(path: Path) -> Iterator[Row]:
    from datasets import load_from_disk

    batches = load_from_disk(str(path)).with_format("arrow").iter(_BATCH)
    return _numbered(row for batch in batches for row in batch.to_pylist())


def _parquet(path: Path) -> Iterator[Row]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as table:
        yield from _numbered(row for batch in table.iter_batches(_BATCH) for row in batch.to_pylist())


def _numbered(rows: Iterator[Any]) -> Iterator[Row]:
    return (Row(number, row) for number, row in enumerate(rows, 1))


def _json(stream: BinaryIO, file: str, problems: list[Problem]) -> Iterator[Row]:
    first = True
    for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE + 1), b""), 1):
        if len(line) > LONGEST_LINE:
            raise ConfigError(f"{file}:{number}:1: a line of more than {LONGEST_LINE} bytes: one record a line, please")
        text = _decoded(line, number, file, problems)
        if not text.strip():
            continue
        if first and text.lstrip().startswith("["):
            yield from _array(text + _decoded(stream.read(), number, file, problems), number, file, problems)
            return
        try:
            yield Row(number, parsed(text.rstrip()))
        except json.JSONDecodeError as error:
            said = f"this is no JSON: {error.msg}; {_WHAT}" if first else f"this line is no JSON: {error.msg}"
            problems.append(Problem(file, number, error.colno, said))
            if first:
                return
        first = False


def _decoded(data: bytes, line: int, file: str, problems: list[Problem]) -> str:
    try:
        return data.decode("utf-8-sig" if line == 1 else "utf-8")
    except UnicodeDecodeError as error:
        line += data.count(b"\n", 0, error.start)
        problems.append(Problem(file, line, 1, "this is not UTF-8; save the file as UTF-8"))
        return ""


def _array(text: str, line: int, file: str, problems: list[Problem]) -> Iterator[Row]:
    """The values of an array that begins in `line`, and at the start of `text`."""
    at = text.index("[") + 1
    counted, more = 0, True
    try:
        while more:
            at = _skip(text, at)
            if text[at : at + 1] == "]" and text[:at].rstrip().endswith("["):
                break
            line, counted = line + text.count("\n", counted, at), at
            value, at = value_at(text, at)
            yield Row(line, value)
            at = _skip(text, at)
            more = text[at : at + 1] == ","
            if not more and text[at : at + 1] != "]":
                raise json.JSONDecodeError("expected a comma or the closing bracket", text, at)
            at += more
        if text[at + 1 :].strip():
            raise json.JSONDecodeError("there is more after the closing bracket", text, at + 1)
    except json.JSONDecodeError as error:
        line += text.count("\n", counted, error.pos)
        problems.append(Problem(file, line, error.colno, f"this is no JSON: {error.msg}"))


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at
