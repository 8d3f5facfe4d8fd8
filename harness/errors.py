"""What can go wrong through a user's input, as one small tree.

HarnessError            one clear message, exit status 2
├── ConfigError         a misspelt choice, key or path on the command line or in a config
├── ExtractorError      an extractor that cannot start at all: a missing model, extra, book or endpoint
├── TrackerError        an experiment tracker that cannot start, or did not take a run
└── InputErrors         every problem of a set of files at once, each a `Problem` with file:line:column
"""

from collections.abc import Sequence
from dataclasses import dataclass


class HarnessError(Exception):
    """A mistake in what the harness was given; its text says what is wrong, where, and what to do."""


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

    def __str__(self) -> str:
        """`file:line:column: message`, the form editors and CI annotations understand."""
        mark = "warning: " if self.warning else ""
        return f"{self.file}:{self.line}:{self.column}: {mark}{self.message}"


class InputErrors(HarnessError):
    """All problems found in the files that were read, in the order file, line, column."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems sorted; the message is one line each."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
