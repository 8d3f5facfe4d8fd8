"""From spaCy's parse of a passage to plain words: every attribute of all tokens is read in one go."""

from typing import TYPE_CHECKING

from harness.extractors.parse.tree import Tree, Word

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_COLUMNS: list[int | str] = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "IDX", "SPACY"]
_MOST = 20_000
"""Kept spellings; then they are forgotten, so that memory stays flat however many articles there are."""


class _Labels(dict[int, str]):
    """Tags and labels by their numbers: few, and the same for every article."""

    def __init__(self, strings: "StringStore") -> None:
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, number: int) -> str:
        self[number] = label = self._strings[number]
        return label


class Reader:
    """Makes trees of one pipeline's docs; keeps how words are spelt."""

    def __init__(self, strings: "StringStore") -> None:
        """Read the strings of a pipeline."""
        self._strings = strings
        self._labels = _Labels(strings)
        self._spelt: dict[int, tuple[str, str, bool, bool, bool]] = {}
        self._lemmas: dict[int, str] = {}

    def read(self, doc: "Doc") -> Tree:
        """Return a doc's words with their tags, labels and heads."""
        if len(self._spelt) > _MOST or len(self._lemmas) > _MOST:
            self._spelt, self._lemmas = {}, {}
        spelt, labels, lemmas = self._spelt, self._labels, self._lemmas
        columns = doc.to_array(_COLUMNS)
        heads = (columns[:, 6].astype("int64") + range(len(columns))).tolist()
        words = [Word() for _ in heads]
        for i, (word, head, row) in enumerate(zip(words, heads, columns.tolist(), strict=True)):
            orth, lemma, pos, tag, dep, entity, _, idx, blank = row
            if orth not in spelt:
                lexeme = doc.vocab[orth]
                spelt[orth] = lexeme.text, lexeme.lower_, lexeme.like_num, lexeme.is_punct, lexeme.is_space
            if lemma not in lemmas:
                lemmas[lemma] = self._strings[lemma]
            word.text, word.lower_, word.like_num, word.is_punct, word.is_space = spelt[orth]
            word.i, word.idx, word.lemma_ = i, idx, lemmas[lemma]
            word.pos_, word.tag_, word.dep_, word.ent_type_ = labels[pos], labels[tag], labels[dep], labels[entity]
            word.whitespace_ = " " if blank else ""
            word.head, word.children = words[head], []
        return Tree("".join([word.text + word.whitespace_ for word in words]), words)
