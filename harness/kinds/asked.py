"""A slot kind's class, asked safely: it may be a stranger's, and a wrong answer of it would be a wrong score."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from harness.errors import ConfigError, brief
from harness.kinds.protocol import HALVES

Ints = NDArray[np.int64]
Place = Callable[[int], str]

_REMEMBERED = 2**18


class Asked:
    """A kind by its name in the schema, and the object of its class; everything is asked once, as far as memory goes.

    Every method raises ConfigError, with the class and the arguments, where the class fails or answers nonsense.
    """

    def __init__(self, name: str, kind: Any) -> None:  # noqa: ANN401 - a SlotKind and what it likes to have besides
        """`kind` is a `harness.kinds.protocol.SlotKind`."""
        self.name = name
        self._kind = kind
        self.reads, self.checks, self.has_blocks, self._at_once = map(
            self._offers, ("normalise", "check", "blocks", "halves")
        )
        self.form = lru_cache(_REMEMBERED)(self._form)
        """The normal form of some words, or of a value; None where they cannot be read."""
        self.blocks = lru_cache(_REMEMBERED)(self._blocks)
        """The blocks of a normal form; only for a kind that has blocks."""
        self._outcome = lru_cache(_REMEMBERED)(self._compared)

    def complaint(self, value: str) -> str | None:
        """What is wrong with a `value`; None where nothing is."""
        if not self.checks:
            return None
        said = self._ask("check", value)
        if said is not None and not isinstance(said, str):
            self._reject("check", (value,), said, "not None or a text")
        if not said and self.form(value) is None:
            return f"it cannot be read as {self.name}"
        return said or None

    def halves(self, forms: Sequence[str], one: Ints, other: Ints, place: Place) -> Ints:
        """Credit in halves (0, 1, 2) of `forms[one[k]]` against `forms[other[k]]`, which differ; `place(k)` says where.

        Pairs must be distinct, whichever of the two comes first.
        """
        if self._at_once:
            return self._halves_at_once(forms, one, other, place)
        halves = np.zeros(len(one), np.int64)
        for row, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
            try:
                halves[row] = self._outcome(*sorted((forms[a], forms[b])))
            except ConfigError as error:
                raise ConfigError(f"{error}; {place(row)}") from error
        return halves

    def _offers(self, method: str) -> bool:
        try:
            return callable(getattr(self._kind, method, None))
        except Exception as error:  # a property of a stranger's, or its __getattr__
            self._fail(method, f"cannot be looked at: {type(error).__name__}: {_line(error)}")

    def _form(self, words: str) -> str | None:
        if not self.reads:
            return " ".join(words.split()) or None
        form = self._ask("normalise", words)
        if form is not None and not isinstance(form, str):
            self._reject("normalise", (words,), form, "not None or a text")
        try:
            (form or "").encode()
        except UnicodeEncodeError:
            self._reject("normalise", (words,), form, "which holds half of a surrogate pair")
        return form or None

    def _blocks(self, form: str) -> frozenset[str]:
        blocks = self._ask("blocks", form)
        try:
            found = frozenset(() if isinstance(blocks, str) else blocks)
        except Exception:  # no iterable, or one whose members have no hash, or that fails
            found = frozenset([None])
        if isinstance(blocks, str) or not all(isinstance(block, str) for block in found):
            self._reject("blocks", (form,), blocks, "not an iterable of texts")
        return found

    def _compared(self, one: str, other: str) -> int:
        """Ask both ways round: which side is gold must not matter, or counts would depend on it."""
        if self.has_blocks and self.blocks(one).isdisjoint(self.blocks(other)):
            return 0
        said = [self._ask("compare", *pair) for pair in ((one, other), (other, one))]
        for pair, outcome in zip(((one, other), (other, one)), said, strict=True):
            if not isinstance(outcome, str) or outcome not in HALVES:
                self._reject("compare", pair, outcome, f"not one of {', '.join(HALVES)}")
        if said[0] != said[1]:
            self._reject("compare", (one, other), said[0], f"but {said[1]!r} if they change places")
        return HALVES[said[0]]

    def _halves_at_once(self, forms: Sequence[str], one: Ints, other: Ints, place: Place) -> Ints:
        answers = []
        for pair in ((one, other), (other, one)):
            said = self._ask("halves", forms, *pair)
            try:
                halves = np.asarray(said)
            except Exception:
                halves = np.zeros(0)
            if halves.shape != one.shape or not np.isin(halves, (0, 1, 2)).all():
                self._fail("halves", f"of {len(one)} pairs gave no array of as many 0, 1 and 2")
            answers.append(halves.astype(np.int64))
        if len(differing := np.flatnonzero(answers[0] != answers[1])):
            row = int(differing[0])
            said = f"gave {answers[0][row]} for {_shown(forms[one[row]])} and {_shown(forms[other[row]])}"
            self._fail("halves", f"{said}, but {answers[1][row]} if they change places; {place(row)}")
        return answers[0]

    def _ask(self, method: str, *arguments: Any) -> Any:  # noqa: ANN401
        try:
            return getattr(self._kind, method)(*arguments)
        except (Exception, SystemExit) as error:
            given = arguments if all(isinstance(one, str) for one in arguments) else ()
            said = f"({', '.join(map(_shown, given))}) raised {type(error).__name__}: {_line(error)}"
            raise ConfigError(f"{self._called(method)}{said}") from error

    def _reject(self, method: str, arguments: tuple[str, ...], answer: object, why: str) -> NoReturn:
        said = _shown(answer) if isinstance(answer, str) else f"a {type(answer).__name__}"
        self._fail(method, f"({', '.join(map(_shown, arguments))}) gave {said}, {why}", "")

    def _fail(self, method: str, said: str, gap: str = " ") -> NoReturn:
        raise ConfigError(f"{self._called(method)}{gap}{said}")

    def _called(self, method: str) -> str:
        its = type(self._kind)
        return f"slot kind '{self.name}': {its.__module__}.{its.__qualname__}.{method}"


def _shown(words: object) -> str:
    return brief(repr(words), 80)


def _line(error: BaseException) -> str:
    try:
        return " ".join(ascii(str(error))[1:-1].split())[:200]
    except Exception:  # a stranger's exception may fail even to say what it is
        return "(it cannot say what)"
