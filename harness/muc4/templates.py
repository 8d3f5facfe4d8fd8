"""A MUC-4 template as data, for answer keys and for what systems responded alike.

Source: MUC-4 task description, version 7, 1992, section 4 ("General requirements for fills").
"""

from dataclasses import dataclass

from harness.muc4.slots import BY_NAME, SLOTS


@dataclass(frozen=True, slots=True)
class Fill:
    """One filler of a slot: `values` are the alternatives (`/`), any of which is right; `names` those of its tag.

    Values and names are without their outer quotes, brackets and backslashes, with single spaces inside, in the order
    of the file; a date, place or number is one value as written (`- 12 JAN 90`, `PERU: LIMA (CITY)`, `5 - 7`). `names`
    is empty where there is no cross-reference; `X: "-"` has the name `-`. `optional` is the key's question mark: no
    filler is right too. `text` is the filler as written, `line` its line in the file, from 1 (0: not from a file).
    """

    values: tuple[str, ...]
    names: tuple[str, ...] = ()
    optional: bool = False
    text: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """One template of a message: a tuple of fills for each of the 25 slots, by number; no fill: `-` or `*`.

    `number` is None for the template `*` of a message with nothing relevant. `optional` marks a key's template that
    nobody need find. `line` is its first line in the file, from 1.
    """

    message: str
    number: int | None
    optional: bool
    fills: tuple[tuple[Fill, ...], ...]
    line: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError where the slots are not 25: a mistake of the programme, not of a file."""
        if len(self.fills) != len(SLOTS):
            raise ValueError(f"a template has {len(SLOTS)} slots, this one {len(self.fills)}")

    @property
    def relevant(self) -> bool:
        """Whether it tells of an incident, that is, is not the `*` of a message with nothing relevant."""
        return self.number is not None

    def slot(self, name: str) -> tuple[Fill, ...]:
        """The fills of the slot that reports call `name` (`inc-type`)."""
        return self.fills[BY_NAME[name].number]
