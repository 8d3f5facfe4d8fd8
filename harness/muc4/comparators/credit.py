"""What comparing two fills can say."""

from enum import IntEnum


class Credit(IntEnum):
    """In halves, as MUC-4 counts: a partial match is worth half of a full one."""

    WRONG = 0
    PARTIAL = 1
    FULL = 2
