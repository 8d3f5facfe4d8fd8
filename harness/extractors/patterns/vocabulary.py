"""What every word of an article calls for: its code, and the patterns that it lets begin at or beside it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

from harness.extractors.patterns.edges import Edge, Kind
from harness.extractors.patterns.openings import NO_MARK, Openings, Trie
from harness.extractors.patterns.parts import Needs
from harness.extractors.patterns.table import Table, packed
from harness.extractors.patterns.words import Alphabet

Key = TypeVar("Key")
_REMEMBERED = 100_000
"""Words that are kept; an article of nonsense must not fill the memory."""
_NOTHING = Trie()


class Begun(Protocol):
    """What a vocabulary knows of a phrase."""

    @property
    def after(self) -> Edge:
        """What may stand from the place on where it is tried."""


class Sought(Begun, Protocol):
    """What a vocabulary knows of a pattern."""

    @property
    def needs(self) -> Needs:
        """Sets of words of which a sentence must hold one each."""

    @property
    def before(self) -> Edge:
        """What may stand before the place where it is tried."""


class Vocabulary:
    """Writes words in the alphabet of a book: each is known by the number of its row in `table`.

    `codes` are those of the rows, `tries` how phrases of lists may go on from each. `needs` are the cues that a
    sentence must have, a row for each pattern.
    """

    def __init__(
        self,
        alphabet: Alphabet,
        openings: Openings,
        phrases: Sequence[Begun],
        sought: Sequence[Sought],
        time_limit: float,
    ) -> None:
        """`time_limit` is the seconds that the shapes of one word may take."""
        self._alphabet, self._trie = alphabet, openings.trie
        begun = [[one.after.begins(index) for one in phrases] for index in (0, 1)]
        self._begun = [_Side(alphabet, kinds) for kinds in (*begun, [one.after.allows(1) for one in phrases])]
        first = [[one.after.begins(index) for one in sought] for index in range(3)]
        after = [[one.after.allows(index) for one in sought] for index in (1, 2)]
        before = [[one.before.allows(index) for one in sought] for index in range(2)]
        self._sides = [_Side(alphabet, kinds) for kinds in (*first, *after, *before)]
        sets = dict.fromkeys(need for one in sought for need in one.needs)
        self._cues: dict[str, int] = {}
        bits = {need: 1 << index for index, need in enumerate(sets)}
        for need, bit in bits.items():
            for word in need:
                code = alphabet.code(word)
                self._cues[code] = self._cues.get(code, 0) | bit
        self.needs = packed([sum(bits[need] for need in set(one.needs)) for one in sought], len(sets))
        self.table = Table(len(sought), len(phrases), len(sets), alphabet.width, self._trie)
        self.codes: list[str] = []
        self.tries: list[Trie] = []
        self.known: Mapping[str, int] = _Known(partial(self._new, None))
        """Every word, blanks behind it or not."""
        self.known_in_time: Mapping[str, int] = _Known(partial(self._new, time_limit))
        """The same. Raises TimeoutError where the shapes of a word take too long."""
        self._rows: dict[str, int] = {}
        self.end = self._row("\n" * alphabet.width, alphabet.code("\n"), ())
        """Stands between sentences; no expression matches it."""

    def phrase(self, name: str) -> int:
        """The row of a phrase, which counts as one word."""
        return self._coded(self._alphabet.phrase(name))

    def _new(self, time_limit: float | None, word: str) -> int:
        return self._coded(self._alphabet.encode(word.rstrip(), time_limit))

    def _coded(self, code: str) -> int:
        """The row of a code: there are far fewer of them than of words."""
        if (row := self._rows.get(code)) is None:
            row = self._rows[code] = self._row(code, code[0], self._alphabet.shapes_of(code))
        return row

    def _row(self, code: str, word: str, shapes: Sequence[str]) -> int:
        """A new row for a code, which is that of `word` in these shapes."""
        sides = [side.bits(word, shapes) for side in self._sides]
        alone, opening, second = [side.bits(word, shapes) for side in self._begun]
        self.codes.append(code)
        self.tries.append(self._trie.get(word, _NOTHING))
        mark = "\n" if code[0] == "\n" else NO_MARK
        return self.table.add(word, sides, (alone | opening, second), self._cues.get(word, 0), code + mark)


class _Known(dict[str, int]):
    """What is known of words: a new one is asked for once, as long as there is room."""

    def __init__(self, ask: Callable[[str], int]) -> None:
        self._ask = ask

    def __missing__(self, word: str) -> int:
        row = self._ask(word)
        if len(self) < _REMEMBERED:
            self[word] = row
        return row


class _Side:
    """For one place, say the word after the one at which patterns are tried: which patterns may have what there."""

    def __init__(self, alphabet: Alphabet, kinds: Sequence[Kind]) -> None:
        self.anything = 0
        self._shapes: dict[str, int] = {}
        sets, but_sets = dict[frozenset[str], int](), dict[str, dict[frozenset[str], int]]()
        for index, kind in enumerate(kinds):
            bit = 1 << index
            self.anything |= bit * kind.anything
            _add(sets, [kind.words], bit)
            excepted: dict[str, frozenset[str]] = {}
            for shape, but in kind.shapes:
                excepted[shape] = excepted.get(shape, but) & but
            _add(self._shapes, excepted, bit)
            for shape, but in excepted.items():
                _add(but_sets.setdefault(shape, {}), [but], bit)
        self._words = _by_word(alphabet, sets)
        self._but = {shape: _by_word(alphabet, of_shape) for shape, of_shape in but_sets.items()}

    def bits(self, code: str, shapes: Iterable[str]) -> int:
        """The patterns that may have a word of this code and these shapes there."""
        bits = self.anything | self._words.get(code, 0)
        for shape in shapes:
            if shape in self._shapes:
                bits |= self._shapes[shape] & ~self._but[shape].get(code, 0)
        return bits


def _by_word(alphabet: Alphabet, sets: Mapping[frozenset[str], int]) -> dict[str, int]:
    """The bits of every set of words that a code is in: patterns share their sets, so each is looked through once."""
    found: dict[str, int] = {}
    for words, bits in sets.items():
        _add(found, map(alphabet.code, words), bits)
    return found


def _add(to: dict[Key, int], keys: Iterable[Key], bits: int) -> None:
    for key in keys:
        to[key] = to.get(key, 0) | bits
