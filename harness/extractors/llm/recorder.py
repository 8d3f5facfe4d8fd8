"""Answers kept on disk: what was asked once is not asked, or paid for, again.

A folder holds one file of JSON lines for each model, one line an answer, under the SHA-256 of the request that it
answers (messages, schema, model, parameters). Lines are only ever added. Of several for one request the last counts.
Processes take turns by a lock beside the file, and whoever adds a line looks first whether another has added one for
the same request: then that one is everybody's. Half a line that a killed process left is cut off by the next that adds.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import sha256
from os import SEEK_END
from pathlib import Path
from typing import IO, Any

from pydantic import TypeAdapter

from harness.errors import ExtractorError
from harness.extractors.llm.completion import Completion

_ANSWER = TypeAdapter(Completion)


def request_key(request: Mapping[str, Any]) -> str:
    """Return the hex SHA-256 of a request as it is sent."""
    text = json.dumps(request, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


class Recorder:
    """The recorded answers of one model. Raises ExtractorError where they cannot be read or written."""

    def __init__(self, folder: Path, model: str) -> None:
        """Read what is there; nothing is written before the first answer is added."""
        self.path = folder / f"{re.sub(r'[^A-Za-z0-9._-]+', '-', model)[:100].strip('.-') or 'model'}.jsonl"
        self._places: dict[str, int] = {}
        self._read_to = 0
        with self._told():
            if self.path.exists():
                with self.path.open("rb") as file:
                    self._read_on(file)

    def __len__(self) -> int:
        """How many requests have an answer."""
        return len(self._places)

    def get(self, key: str) -> Completion | None:
        """Return the answer to the request of this key, if there is one."""
        if key not in self._places:
            return None
        with self._told(), self.path.open("rb") as file:
            file.seek(self._places[key])
            return self._line(file.readline(), self._places[key])[1]

    def add(self, key: str, answer: Completion, instead: bool = False) -> Completion:
        """Keep `answer` and return it, or the one that another process kept in the meantime, unless `instead`."""
        from filelock import FileLock

        with self._told():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.with_suffix(".lock")), self.path.open("a+b") as file:
                if file.seek(0, SEEK_END) < self._read_to:  # another file than before: removed, or checked out
                    self._places, self._read_to = {}, 0
                file.seek(self._read_to)
                self._read_on(file)
                if key in self._places and not instead:
                    file.seek(self._places[key])
                    return self._line(file.readline(), self._places[key])[1]
                file.truncate(self._read_to)  # half a line, or nothing
                file.write(json.dumps({"request": key, **asdict(answer)}, ensure_ascii=True).encode() + b"\n")
                self._places[key] = self._read_to
                self._read_to = file.tell()
        return answer

    def _read_on(self, file: IO[bytes]) -> None:
        """Take in the whole lines from where the last reading ended."""
        for line in file:
            if not line.endswith(b"\n"):
                break
            self._places[self._line(line, self._read_to)[0]] = self._read_to
            self._read_to += len(line)

    def _line(self, line: bytes, place: int) -> tuple[str, Completion]:
        try:
            data = json.loads(line)
            return str(data["request"]), _ANSWER.validate_python(data)
        except (ValueError, TypeError, KeyError, RecursionError):
            number = self._line_number(place)
            raise ExtractorError(f"{self.path}:{number}:1: this is no recorded answer: delete the line") from None

    def _line_number(self, place: int) -> int:
        with self.path.open("rb") as file:
            return file.read(place).count(b"\n") + 1

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ExtractorError(f"{self.path}: answers cannot be recorded here: {error.strerror or error}") from error
