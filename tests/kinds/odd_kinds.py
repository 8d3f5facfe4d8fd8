"""Slot kinds that break their promises, one each."""

import os
from collections.abc import Iterable


class Plain:
    def __init__(self, ignore: str = "") -> None:
        self.ignore = ignore

    def compare(self, gold: str, found: str) -> str:
        same = gold.replace(self.ignore, "") == found.replace(self.ignore, "") if self.ignore else False
        return "correct" if same else "partial" if gold[:1] == found[:1] else "incorrect"


class Checked(Plain):
    def check(self, value: str) -> str | None:
        return None if value.isupper() else "write capitals"

    def normalise(self, words: str) -> str | None:
        return words.upper()


class Blocked(Plain):
    def blocks(self, form: str) -> Iterable[str]:
        return (form[:1],)

    def compare(self, gold: str, found: str) -> str:
        return "partial"


class Raising(Plain):
    def compare(self, gold: str, found: str) -> str:
        raise RuntimeError("no\n\x1b[31m idea")


class Leaving(Plain):
    def normalise(self, words: str) -> str | None:
        raise SystemExit(1)


class Nonsense(Plain):
    def compare(self, gold: str, found: str) -> str:
        return "maybe"


class Lopsided(Plain):
    def compare(self, gold: str, found: str) -> str:
        return "correct" if gold < found else "incorrect"


class NumberForms(Plain):
    def normalise(self, words: str) -> str | None:
        return 5  # type: ignore[return-value]


class HalfCharacters(Plain):
    def normalise(self, words: str) -> str | None:
        return f"\ud800{words}"


class Hidden(Plain):
    @property
    def blocks(self) -> object:
        raise RuntimeError("not yours")


class Shy(Plain):
    def __getattribute__(self, name: str) -> object:
        raise RuntimeError("not yours")


class OddBlocks(Plain):
    def blocks(self, form: str) -> Iterable[str]:
        return 5  # type: ignore[return-value]


class OddChecks(Plain):
    def check(self, value: str) -> str | None:
        return False  # type: ignore[return-value]


class FewHalves(Plain):
    def halves(self, forms: object, one: object, other: object) -> object:
        return [1]


class LopsidedHalves(Plain):
    def halves(self, forms: object, one: object, other: object) -> object:
        return (one < other).astype(int)  # type: ignore[operator]


def system(command: str) -> int:
    return os.system(command)
