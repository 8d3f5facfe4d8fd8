"""A parsed passage in plain objects: its words, what hangs on what, and stretches of words.

Words have what spaCy's tokens have, under the same names and with the same meaning (https://spacy.io/api/token). They
are read off a `Doc` once, as spaCy makes a new object whenever one of its own is asked for, and they can be hung
elsewhere without the whole passage being gone through.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import overload


class Word:
    """A word of a passage; `i` counts words, `idx` is where it begins in the passage's text, in code points."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_space",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: "Tree"
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    whitespace_: str
    like_num: bool
    is_punct: bool
    is_space: bool
    head: "Word"
    children: "list[Word]"

    def attach(self, head: "Word", label: str | None = None) -> None:
        """Hang the word on another one, or on itself as a root; nothing is done if the other hangs on it already."""
        if self.is_ancestor(head):
            return
        if self.head is not self:
            self.head.children.remove(self)
        self.head, self.dep_ = head, self.dep_ if label is None else label
        if head is not self:
            insort(head.children, self, key=_place)
        self.doc.forget()

    def nbor(self, steps: int = 1) -> "Word":
        """Return the word so many places behind this one. Raises IndexError beyond the end."""
        return self.doc.words[self.i + steps]

    @property
    def lefts(self) -> "list[Word]":
        """The children before the word."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> "list[Word]":
        """The children behind the word."""
        return [child for child in self.children if child.i > self.i]

    @property
    def left_edge(self) -> "Word":
        """The first word of all that hangs on this one."""
        return self.doc.words[self.doc.edges(self)[0]]

    @property
    def right_edge(self) -> "Word":
        """The last word of all that hangs on this one."""
        return self.doc.words[self.doc.edges(self)[1]]

    @property
    def subtree(self) -> "list[Word]":
        """All that hangs on the word, and the word, in text order."""
        found = [self]
        for word in found:
            found += word.children
        found.sort(key=_place)
        return found

    @property
    def ancestors(self) -> "Iterator[Word]":
        """The words above, nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def is_ancestor(self, other: "Word") -> bool:
        """Tell whether another word hangs on this one, at any depth."""
        return any(word is self for word in other.ancestors)

    @property
    def conjuncts(self) -> "tuple[Word, ...]":
        """The words coordinated with this one, without it."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:
            found += [child for child in word.children if child.dep_ == "conj" and child.i > word.i]
        return tuple(word for word in found if word is not self)

    @property
    def sent(self) -> "Words":
        """The word's sentence."""
        sentences = self.doc.sents
        return sentences[bisect_right(sentences, self.i, key=_start) - 1]


def _place(word: Word) -> int:
    return word.i


class Words:
    """The words `start:end` of a passage."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: "Tree", start: int, end: int) -> None:
        """Take the words from `start` to before `end`."""
        self.doc, self.start, self.end = doc, start, max(start, end)

    def __len__(self) -> int:
        """Count the words."""
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        """Go through the words."""
        return iter(self.doc.words[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> "Words": ...
    def __getitem__(self, at: int | slice) -> "Word | Words":
        """Return one of the words, or some of them."""
        if isinstance(at, int):
            return self.doc.words[self.start + at if at >= 0 else self.end + at]
        start, stop, _ = at.indices(len(self))
        return Words(self.doc, self.start + start, self.start + stop)

    @property
    def start_char(self) -> int:
        """Where the first word begins in the passage's text."""
        words = self.doc.words
        return words[self.start].idx if self.start < len(words) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where the last word ends in the passage's text."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as they are written."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Word:
        """The word that the others hang on; of several, the one with the fewest words above it, then the first."""
        words = list(self)
        if len(words) == 1:
            return words[0]
        outer = [word for word in words if not (self.start <= word.head.i < self.end) or word.head is word]
        return min(outer, key=lambda word: sum(1 for _ in word.ancestors))

    @property
    def sent(self) -> "Words":
        """The sentence of the first word."""
        return self[0].sent


def _start(words: Words) -> int:
    return words.start


class Tree:
    """A parsed passage: its text and words."""

    __slots__ = ("_edges", "_sentences", "text", "words")

    def __init__(self, text: str, words: list[Word]) -> None:
        """Take words whose heads are known; their children, in text order, are found here."""
        self.text, self.words = text, words
        self._edges: dict[int, tuple[int, int]] = {}
        self._sentences: list[Words] = []
        for word in words:
            word.doc = self
            if word.head is not word:
                word.head.children.append(word)

    def __len__(self) -> int:
        """Count the words."""
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        """Go through the words."""
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Words: ...
    def __getitem__(self, at: int | slice) -> Word | Words:
        """Return a word, or the words of a stretch."""
        if isinstance(at, int):
            return self.words[at]
        start, stop, _ = at.indices(len(self.words))
        return Words(self, start, stop)

    @property
    def sents(self) -> list[Words]:
        """The sentences, which begin where all that hangs on a root begins."""
        if not self._sentences:
            starts = sorted({self.edges(word)[0] for word in self.words if word.head is word})
            starts = [0, *(start for start in starts if start > 0)] if self.words else []
            self._sentences = [Words(self, *pair) for pair in zip(starts, [*starts[1:], len(self.words)], strict=True)]
        return self._sentences

    def edges(self, word: Word) -> tuple[int, int]:
        """Return the first and the last of the words that hang on a word, itself included."""
        known = self._edges.get(word.i)
        if known is None:
            below = [word]
            for each in below:
                below += each.children
            places = [each.i for each in below]
            known = self._edges[word.i] = min(places), max(places)
        return known

    def forget(self) -> None:
        """Forget what was worked out, as a word hangs elsewhere now."""
        self._edges, self._sentences = {}, []

    def char_span(self, start: int, end: int) -> Words | None:
        """Return the words that reach into the stretch `start:end` of the text; None where there are none."""
        first = max(0, bisect_right(self.words, start, key=_offset) - 1)
        last = bisect_left(self.words, end, key=_offset)
        return Words(self, first, last) if first < last else None


def _offset(word: Word) -> int:
    return word.idx
