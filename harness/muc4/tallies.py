"""What became of the fillers of one template, slot by slot: the counts that all MUC-4 measures are made from.

Source: N. Chinchor, "MUC-4 evaluation metrics", Proceedings of the Fourth Message Understanding Conference, 1992.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Tally(NamedTuple):
    """Fillers of one slot counted by what became of them, each count 0 or more.

    Correct, partially correct, incorrect; correct and partially correct by a person's decision (`icr` is part of
    `cor`, `ipa` of `par`); spurious, missing, and noncommittal: nothing here and nothing there.
    """

    cor: int = 0
    par: int = 0
    inc: int = 0
    icr: int = 0
    ipa: int = 0
    spu: int = 0
    mis: int = 0
    non: int = 0

    @property
    def pos(self) -> int:
        """Possible: the key's fillers that count."""
        return self.cor + self.par + self.inc + self.mis

    @property
    def act(self) -> int:
        """Actual: the response's fillers that count."""
        return self.cor + self.par + self.inc + self.spu


def added(tallies: Iterable[Tally]) -> Tally:
    """The sum, count by count."""
    columns = list(zip(*tallies, strict=True))
    return Tally(*map(sum, columns)) if columns else Tally()


class Fate(Enum):
    """What became of a template; the values are the marks of the score reports.

    OPTIONAL is a key's template that may be left out and was; IRRELEVANT an entry where neither side has a template
    that counts. Neither has fillers that count.
    """

    MATCHED = ""
    MISSING = "missing"
    SPURIOUS = "spurious"
    OPTIONAL = "optional"
    IRRELEVANT = "irrelevant"


@dataclass(frozen=True, slots=True)
class TemplateScore:
    """One entry of a score: the numbers of a key's and a response's template (None: there is none), and the tallies.

    `tallies` maps names of scored slots (`inc-type`) to counts; slots that are absent have none. A missing or spurious
    template has tallies too: MIS or SPU of its fillers, NON of its empty slots; an optional and an irrelevant one none.
    `line` is where the entry begins in its score report, from 1 (0: it is from no report).
    """

    message: str
    key: int | None
    response: int | None
    fate: Fate
    tallies: Mapping[str, Tally]
    line: int = 0

    def tally(self, slot: str) -> Tally:
        """The counts of the slot of that name."""
        return self.tallies.get(slot, Tally())
