"""Words as code points, so that a regular expression can be about words: one character class is one word list.

A text is cut into words and marks. Each is written as a few private-use characters: what shapes it has (does it begin
with a capital? is it a number?), twelve shapes a character, then which word of the book it is. A list of words is then
a character class, matched at once however long the list, and blanks and line breaks are gone.
"""

import re
from collections.abc import Iterable, Sequence, Set

import regex

from harness.extractors.patterns.codes import (
    FIRST_PHRASE,
    FIRST_SHAPE,
    FIRST_WORD,
    LAST_WORD,
    UNKNOWN,
    in_gray_order,
    ranges,
)
from harness.extractors.patterns.nodes import Letters

SHAPES_A_CHARACTER = 12
_LONGEST = 60
"""Characters beyond which a word has no shape: nobody writes such words, and shapes are users' expressions."""
_TOKEN = re.compile(
    r"[A-Za-z]++\s++|(?:"  # Most words; what follows has the marks in and around words.
    r"(?:[^\W\d_a-zß-öø-ÿ]\.){1,4}+(?![^\W\d_])"  # U.S., K.K. (a name's initials)
    r"|[\w\u0300-\u036f]++(?:(?:[-/&'’.](?!s\b)|(?<=\d)[.,](?=\d))[\w\u0300-\u036f]++)*+"
    r"|['’]s\b|\S)\s*+"
)


def cut(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The words and marks of `text[start:end]`, each with the blanks behind it.

    `Mr. Smith's 1,200 AK-47s` is Mr . Smith 's 1,200 AK-47s.
    """
    return _TOKEN.findall(text, start, len(text) if end is None else end)


class Alphabet:
    """The code of every word: which word of the book it is, if any, and which of the shapes it has.

    `shapes` are regular expressions for one whole word, `lists` the book's word lists, the most used of both first.
    Words of the same lists get neighbouring codes, and words of lists that differ in one stand next to each other (the
    Gray code), so that a list is a class of few ranges; so is an early shape.
    """

    def __init__(self, shapes: Iterable[str], lists: Sequence[Set[str]]) -> None:
        """Compile the shapes. Raises regex.error for one that is no regular expression."""
        self._shapes = {shape: regex.compile(shape) for shape in dict.fromkeys(shapes)}
        self._letters = max(1, -(-len(self._shapes) // SHAPES_A_CHARACTER))
        words = {fold(word) for words in lists for word in words}
        self._codes = {word: chr(FIRST_WORD + index) for index, word in enumerate(in_gray_order(words, lists))}
        self._phrases: dict[str, str] = {}
        self._letters_of: dict[tuple[str, ...], str] = {}
        self._of_letters: dict[str, tuple[str, ...]] = {}

    @property
    def width(self) -> int:
        """How many characters one word is written as."""
        return self._letters + 1

    @property
    def any(self) -> Letters:
        """Any word, mark or phrase."""
        return self._word(f"[{chr(UNKNOWN)}-{chr(LAST_WORD)}]")

    def has_shape(self, shape: str) -> bool:
        """Whether it is one of the shapes of this alphabet."""
        return shape in self._shapes

    def words(self, words: Iterable[str]) -> Letters:
        """One of these words, in any case."""
        codes = self._codes_of(words)
        return self._word(codes if len(codes) == 1 else f"[{codes}]")

    def shape(self, shape: str, but: Iterable[str] = ()) -> Letters:
        """A word of a shape that is none of the words `but`."""
        letter, place = divmod(list(self._shapes).index(shape), SHAPES_A_CHARACTER)
        codes = [FIRST_SHAPE + rank for rank in range(2**SHAPES_A_CHARACTER) if _bits(rank) & _bit(place)]
        word = f"[^{self._codes_of(but)}]" if but else "."
        return (word, *"." * letter, f"[{ranges(codes)}]", *"." * (self._letters - letter - 1))

    def phrase(self, name: str) -> str:
        """The code, and the expression for it, of a phrase that counts as one word of no shape."""
        code = self._phrases.setdefault(name, chr(FIRST_PHRASE + len(self._phrases)))
        return code + self._shaped(())

    def _word(self, code: str) -> Letters:
        """A word by its code, of whatever shapes."""
        return (code, *"." * self._letters)

    def code(self, word: str) -> str:
        """The code of which word it is, without its shapes; `{name}` is a phrase."""
        if word.startswith("{") and word != "{":
            return self.phrase(word[1:-1])[0]
        return self._code(word)

    def encode(self, word: str, time_limit: float | None) -> str:
        """The code of a word of a text. Raises TimeoutError where a shape takes more than `time_limit` seconds."""
        fits: list[str] = []
        for name, shape in self._shapes.items() if len(word) <= _LONGEST else ():
            try:
                if shape.fullmatch(word, timeout=time_limit):
                    fits.append(name)
            except TimeoutError as error:
                raise TimeoutError(f"the word shape /{shape.pattern}/") from error
        return self._codes.get(fold(word), chr(UNKNOWN)) + self._shaped(tuple(fits))

    def shapes_of(self, code: str) -> tuple[str, ...]:
        """The shapes of an encoded word."""
        return self._of_letters[code[1:]]

    def _shaped(self, shapes: tuple[str, ...]) -> str:
        """The letters of a word of these shapes: there are far fewer of them than of words."""
        if (letters := self._letters_of.get(shapes)) is None:
            bits = [0] * self._letters
            for index, shape in enumerate(self._shapes):
                if shape in shapes:
                    bits[index // SHAPES_A_CHARACTER] |= _bit(index % SHAPES_A_CHARACTER)
            letters = "".join(chr(FIRST_SHAPE + _rank(letter)) for letter in bits)
            self._of_letters[letters] = shapes
            self._letters_of[shapes] = letters
        return letters

    def _codes_of(self, words: Iterable[str]) -> str:
        return ranges(sorted({ord(self._code(word)) for word in words}))

    def _code(self, word: str) -> str:
        """The code of a word of the book; words of patterns, which are in no list, come after those of the lists."""
        if code := self._codes.get(word):  # Most are folded already.
            return code
        return self._codes.setdefault(fold(word), chr(min(FIRST_WORD + len(self._codes), LAST_WORD)))


def _bit(place: int) -> int:
    """The bit of a shape. The first have the highest bits: their codes are few ranges, so they are the fastest."""
    return 1 << SHAPES_A_CHARACTER - 1 - place


def _rank(bits: int) -> int:
    """The place of a set of shapes in the Gray code, in which neighbours differ in one: half as many ranges."""
    rank = 0
    while bits:
        rank ^= bits
        bits >>= 1
    return rank


def _bits(rank: int) -> int:
    """The set of shapes at a place in the Gray code."""
    return rank ^ rank >> 1


def fold(word: str) -> str:
    """A word as lists hold it: in lower case, with plain apostrophes."""
    return word.lower().replace("’", "'")
