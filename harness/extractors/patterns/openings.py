"""Phrases of word lists, found in an article once for all patterns.

Patterns hold the same lists, of dozens of phrases each, over and over: written out they are most of what is compiled,
and most of the memory that matching reads. So, for `re`, each word of an article has one more letter, its mark. It says
which phrase of any list begins there, the longest where several do, as that tells the others. A list is then a class of
marks for each length of its phrases. In the code with its words backwards the mark says which phrase ends there.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from harness.extractors.patterns.codes import FIRST_MARK, in_gray_order, ranges
from harness.extractors.patterns.nodes import Word, WordList

NO_MARK = chr(FIRST_MARK)


class Trie(dict[str, "Trie"]):
    """The words, as codes, with which a phrase may go on; `marks` are those of its begin and end if it may end here."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.marks: tuple[str, str] | None = None


class Openings:
    """The phrases of all lists of a book; which they are is known when the first is asked for."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lists: list[WordList] = []

    def add(self, words: WordList) -> None:
        """Add a list."""
        self._lists.append(words)

    @cached_property
    def begin(self) -> "Marks":
        """The marks of what begins at a word."""
        return Marks({words: set(map(_code, words.phrases)) for words in self._lists})

    @cached_property
    def end(self) -> "Marks":
        """The marks of what ends at a word; phrases are read backwards there."""
        return Marks({words: {_code(phrase[::-1]) for phrase in words.phrases} for words in self._lists})

    @cached_property
    def trie(self) -> Trie:
        """All phrases, by their words."""
        trie = Trie()
        for phrase, mark in self.begin.marks.items():
            node = trie
            for code in phrase:
                node = node.setdefault(code, Trie())
            node.marks = mark, self.end.marks[phrase[::-1]]
        return trie


class Marks:
    """The marks of phrases, in one direction."""

    def __init__(self, lists: Mapping[WordList, set[str]]) -> None:
        """Give each phrase one."""
        held: dict[str, list[WordList]] = {}
        for words, phrases in lists.items():
            for phrase in phrases:
                held.setdefault(phrase, []).append(words)
        sets: dict[tuple[WordList, int], set[str]] = {}
        lengths = {len(phrase) for phrase in held}
        for phrase in held:
            for length in lengths:
                for words in held.get(phrase[:length], ()) if length <= len(phrase) else ():
                    sets.setdefault((words, length), set()).add(phrase)
        order = in_gray_order(held, sorted(sets.values(), key=len, reverse=True))
        self.marks = {phrase: chr(FIRST_MARK + number) for number, phrase in enumerate(order, 1)}
        self._classes: dict[WordList, list[tuple[int, str]]] = {}
        for (words, length), phrases in sets.items():
            marks = ranges(sorted(ord(self.marks[phrase]) for phrase in phrases))
            self._classes.setdefault(words, []).append((length, marks if len(marks) == 1 else f"[{marks}]"))

    def classes(self, words: WordList) -> Sequence[tuple[int, str]]:
        """The marks of the phrases of a list for each length of them, the longest first."""
        return sorted(self._classes[words], reverse=True)


def _code(phrase: Sequence[Word]) -> str:
    """A phrase as the codes of its words, whatever their shapes."""
    return "".join(word.letters[0] for word in phrase)
