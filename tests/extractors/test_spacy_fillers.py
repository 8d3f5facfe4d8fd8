"""A filler has words of the article, whatever the parse is like that it is made of."""

from pathlib import Path

import pytest

from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.frames.lexicon_file import load_lexicon
from harness.extractors.parse.noun_classes import Endings
from harness.extractors.parse.reading import Reading
from harness.extractors.parse.routes import clause_words
from harness.extractors.parse.tree import Tree, Word
from harness.facts import Article, Span

LEXICON = Path(__file__).parents[2] / "conf" / "lexicon" / "security.yaml"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(LEXICON)


def flat(text: str, root: int) -> Tree:
    """A parse in which all words of a text hang on one of them."""
    words: list[Word] = []
    for i, spelt in enumerate(text.split(" ")):
        word = Word()
        word.i, word.idx = i, sum(len(one.text) + 1 for one in words)
        word.text, word.lower_, word.lemma_, word.whitespace_ = spelt, spelt.lower(), spelt.lower(), " "
        word.pos_, word.tag_, word.dep_, word.ent_type_ = "X", "XX", "dep", ""
        word.like_num, word.is_punct, word.is_space, word.children = False, not spelt.isalnum(), False, []
        words.append(word)
    for word in words:
        word.head = words[root]
    return Tree(text, words)


@pytest.mark.parametrize(("start", "text"), [(0, "accused"), (2, "("), (4, "plot")])
def test_a_filler_of_no_words_has_the_one_it_would_begin_with(lexicon: Lexicon, start: int, text: str) -> None:
    said = "accused of ( a plot"
    tree = flat(said, 0)
    reading = Reading.of(Article("a", f"X. {said}", ""), [(3, tree)], lexicon, Endings.of(lexicon))
    filler = reading.filler(tree[start:start] if start < 4 else tree[5:5])
    assert filler.text == text
    assert filler.span is not None
    assert f"X. {said}"[filler.span.start : filler.span.end] == text


def test_a_filler_begins_and_ends_with_no_blank(lexicon: Lexicon) -> None:
    tree = flat("of \t Osh \n", 0)  # a run of blanks is a word to spaCy
    filler = Reading.of(Article("a", tree.text, ""), [(0, tree)], lexicon, Endings.of(lexicon)).filler(tree[1:4])
    assert (filler.text, filler.span) == ("Osh", Span(5, 8))


def test_a_clause_whose_verb_is_a_bracket_has_words(lexicon: Lexicon) -> None:
    tree = flat("accused of ( a plot", 2)
    assert clause_words(tree[2]).text == "( a plot"
