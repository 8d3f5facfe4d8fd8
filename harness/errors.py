"""What can go wrong through a user's input, as one small tree.

HarnessError            one clear message, exit status 2
├── ConfigError         a misspelt choice, key or path on the command line or in a config
├── ExtractorError      an extractor that cannot start at all: a missing model, extra, book or endpoint
├── TrackerError        an experiment tracker that cannot start, or did not take a run
└── InputErrors         every problem of a set of files at once, each a `Problem` with file:line:column
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LONG_WORD = re.compile(r"\S{401,}")
_LONG_LINE = re.compile(r".{2001,}")


def brief(text: str, limit: int = 60) -> str:
    """`text` with its middle left out beyond `limit` characters.

    >>> brief("a name that goes on and on", limit=12)
    'a name t ... d on'
    """
    head = limit * 2 // 3
    return text if len(text) <= limit else f"{text[:head]} ... {text[head - limit :]}"


def _told(message: str) -> str:
    """A message that can be read, whatever it quotes; few paths are as long as the words that are cut here."""
    return _LONG_LINE.sub(lambda line: brief(line[0], 2000), _LONG_WORD.sub(lambda word: brief(word[0]), message))


class HarnessError(Exception):
    """A mistake in what the harness was given; its text says what is wrong, where, and what to do."""

    def __init__(self, message: str) -> None:
        """Of words and lines without end the middle is left out."""
        super().__init__(_told(message))


class ConfigError(HarnessError):
    """The configuration cannot be used as it is."""


class ExtractorError(HarnessError):
    """An extractor cannot start; an article it merely fails on is no reason for this."""


class TrackerError(HarnessError):
    """An experiment tracker cannot be reached, or refuses what it is given; the run itself is none the worse."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong in one file; `line` and `column` count from 1, in code points."""

    file: str
    line: int
    column: int
    message: str
    warning: bool = False

    def __post_init__(self) -> None:
        """Of words and lines without end the middle is left out."""
        object.__setattr__(self, "message", _told(self.message))

    def __str__(self) -> str:
        """`file:line:column: message`, the form editors and CI annotations understand."""
        mark = "warning: " if self.warning else ""
        return f"{self.file}:{self.line}:{self.column}: {mark}{self.message}"


class InputErrors(HarnessError):
    """All problems found in the files that were read, in the order file, line, column."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems sorted, each once (what an alias names is met again); the message is one line each."""
        self.problems = tuple(sorted(set(problems)))
        Exception.__init__(self, "\n".join(map(str, self.problems)))  # each is cut where it is too long
