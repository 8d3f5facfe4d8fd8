"""What every word of an article calls for: its code, and the patterns that it lets begin at or beside it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from harness.extractors.patterns.edges import Edge, Kind
from harness.extractors.patterns.openings import NO_MARK, Openings, Trie
from harness.extractors.patterns.parts import Needs
from harness.extractors.patterns.words import Alphabet

Key = TypeVar("Key")
_REMEMBERED = 100_000
"""Words that are kept; an article of nonsense must not fill the memory."""


_NOTHING = Trie()


class Sought(Protocol):
    """What a vocabulary knows of a pattern or a phrase."""

    @property
    def needs(self) -> Needs:
        """Sets of words of which a sentence must hold one each."""

    @property
    def before(self) -> Edge:
        """What may stand before the place where it is tried."""

    @property
    def after(self) -> Edge:
        """What may stand from there on."""


@dataclass(slots=True, eq=False)
class Token:
    """A word in code, and, each as the bits of an integer, sets of patterns that it lets be tried close to it.

    `warm`: those that it may begin at all; `here`: those that may be tried at it; `opening`: those that may if it opens
    a phrase, which `following` lets go on; `one_on` and `two_on`: those that may if it is one or two words further on;
    `one_back` and `two_back`: the same if it stands before. `cues` are the sets of words that it is in. `marked` is its
    code where no phrase of a list begins or ends, `opens` how such a phrase may go on from it.
    """

    code: str
    warm: int
    here: int
    opening: int
    following: int
    one_on: int
    two_on: int
    one_back: int
    two_back: int
    cues: int
    marked: str
    opens: Trie


class Vocabulary:
    """Writes words in the alphabet of a book; `needs` of each pattern are the cues that its sentence must have."""

    def __init__(self, alphabet: Alphabet, openings: Openings, sought: Sequence[Sought], time_limit: float) -> None:
        """`time_limit` is the seconds that the shapes of one word may take."""
        self._alphabet, self._trie = alphabet, openings.trie
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
        self.needs = [sum(bits[need] for need in set(one.needs)) for one in sought]
        self.known: Mapping[str, Token] = _Known(partial(self._new, None))
        """Every word, blanks behind it or not."""
        self.known_in_time: Mapping[str, Token] = _Known(partial(self._new, time_limit))
        """The same. Raises TimeoutError where the shapes of a word take too long."""
        self._of_code: dict[str, Token] = {}
        boundary = alphabet.code("\n")
        self.end = self._token("\n" * alphabet.width, [side.bits(boundary, ()) for side in self._sides], 0)
        """Stands between sentences; no expression matches it."""

    def phrase(self, name: str) -> Token:
        """The token of a phrase, which counts as one word."""
        return self._coded(self._alphabet.phrase(name))

    def _new(self, time_limit: float | None, word: str) -> Token:
        return self._coded(self._alphabet.encode(word.rstrip(), time_limit))

    def _coded(self, code: str) -> Token:
        """The token of a code: there are far fewer of them than of words."""
        if token := self._of_code.get(code):
            return token
        shapes = self._alphabet.shapes_of(code)
        token = self._token(code, [side.bits(code[0], shapes) for side in self._sides], self._cues.get(code[0], 0))
        if len(self._of_code) < _REMEMBERED:
            self._of_code[code] = token
        return token

    def _token(self, code: str, sides: Sequence[int], cues: int) -> Token:
        here, opening, following, one_on, two_on, one_back, two_back = sides
        sides_of = here | opening, here, opening, following, one_on, two_on, one_back, two_back
        marked = code + ("\n" if code[0] == "\n" else NO_MARK)
        return Token(code, *sides_of, cues, marked, self._trie.get(code[0], _NOTHING))


class _Known(dict[str, Token]):
    """What is known of words: a new one is asked for once, as long as there is room."""

    def __init__(self, ask: Callable[[str], Token]) -> None:
        self._ask = ask

    def __missing__(self, word: str) -> Token:
        token = self._ask(word)
        if len(self) < _REMEMBERED:
            self[word] = token
        return token


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
