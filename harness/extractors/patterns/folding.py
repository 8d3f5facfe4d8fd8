"""What the phrases of a book take up before any pattern is tried, and so no pattern can ask for.

Where `number` is a phrase, a text has `{number}` in place of every "two": a pattern with the word "two" never matches.
Whether a phrase takes a word up is not argued but tried, on the word and what its pattern puts beside it.
"""

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import regex

from harness.extractors.patterns.edges import DEPTH, Edge, Kind
from harness.extractors.patterns.words import Alphabet

if TYPE_CHECKING:
    from harness.extractors.patterns.parts import Stray
    from harness.extractors.patterns.pieces import Phrase

_MOST = 500
"""Neighbourhoods in which a word is tried, at most."""
_SECONDS = 0.1
"""What the shapes of one word may take."""
_FIGURES = regex.compile(r"(?:\\d|\[0-9\]|[0-9]|\{[\d,]*\}|\\?[.,]|[+*?()|])+")
"""A shape that no word with a letter has."""
_NUMBERS = ("3", "12", "250", "1,200", "12,500", "1999", "2024", "3.5")
_END = "\n"
Words = tuple[str, ...]


class Folding:
    """Tries words on the phrases of a book, which are in its order."""

    def __init__(self, alphabet: Alphabet, phrases: Sequence["Phrase"]) -> None:
        """Look at what the phrases begin with; nothing is tried yet."""
        self._alphabet, self._phrases = alphabet, phrases
        kinds = [phrase.after.begins(index) for phrase in phrases for index in (0, 1)]
        self._words = frozenset[str]().union(*(kind.words for kind in kinds))
        self._shapes = {shape for kind in kinds for shape, _ in kind.shapes}
        self._coded, self._owner = cache(self._code), cache(self._taker)

    def candidates(self, kind: Kind) -> frozenset[str]:
        """Words to be tried for a kind, none if some of its words are surely no phrase's: numbers stand for shapes."""
        if kind.anything or not kind.words <= self._words:
            return frozenset()
        if any(shape not in self._shapes and not _FIGURES.fullmatch(shape) for shape, _ in kind.shapes):
            return frozenset()
        return kind.words | {number for shape in kind.shapes for number in _NUMBERS if self._is(number, *shape)}

    def takes(self, stray: "Stray") -> str | None:
        """The name of a phrase if phrases take up the word whatever its pattern lets stand beside it, or None.

        Where the pattern leaves open what stands there, nothing does.
        """
        taker, befores, afters = None, _ways(stray.before), _ways(stray.after)
        sides = product(befores, afters if len(befores) * len(afters) <= _MOST else afters[:1])
        for (before, after), word in product(sides, sorted(stray.words)):
            taker = self._owner((*before[::-1], word, *after), len(before))
            if taker is None:
                return None
        return taker

    def _is(self, word: str, shape: str, but: frozenset[str]) -> bool:
        code = self._coded(word)
        return bool(code) and word not in but and shape in self._alphabet.shapes_of(code)

    def _code(self, word: str) -> str:
        """The code of a word or `{phrase}`; "" where that takes too long."""
        if word.startswith("{") and word != "{":
            return self._alphabet.phrase(word[1:-1])
        try:
            return self._alphabet.encode(word, _SECONDS)
        except TimeoutError:
            return ""

    def _taker(self, words: Words, at: int) -> str | None:
        """The name of the phrase that the word number `at` of a sentence becomes a part of, or None."""
        codes = [self._coded(word) for word in words]
        if not all(codes):
            return None
        first, taker, end = at, None, _END * self._alphabet.width
        for phrase in self._phrases:
            begin = 0
            while begin < len(codes):
                after = _matched(phrase, [end, *codes, end], begin + 1) - 1
                if after > begin:
                    codes[begin:after] = [self._alphabet.phrase(phrase.name)]
                    if begin <= first < after:
                        first, taker = begin, phrase.name
                    elif first >= after:
                        first -= after - begin - 1
                begin += 1
        return taker


def _matched(phrase: "Phrase", codes: Sequence[str], at: int) -> int:
    """Before which word a phrase ends that begins at a word; -1 if it does not."""
    code, expression = "".join(codes), phrase.expression
    if quick := expression.quick:
        return quick.end(code, at)
    hit = expression.other.hit(code, at, len(codes) - 1, None)
    return hit.end if hit else -1


def _ways(edge: Edge) -> list[Words]:
    """What may stand there, as far as it is known, nearest first."""
    ways: list[Words] = [()]
    for depth in range(DEPTH):
        kind = edge.places[depth]
        words = kind.words - {_END}
        if kind.anything or not words or (depth and len(ways) * len(words) > _MOST):
            break
        longer = [(*way, word) for way in ways for word in sorted(words)]
        ways = [*longer, *(ways if kind.shapes or depth in edge.lengths else ())]
    return ways
