"""Which words of a phrase name a place: `Velden` in "the village of Velden", "the capital, Velden"."""

from collections.abc import Iterator

from harness.extractors.frames.words import word_set
from harness.extractors.parse.phrases import mention
from harness.extractors.parse.reading import Reading
from harness.extractors.parse.tree import Word, Words

_UNNAMED = frozenset({"capital", "country"})
_TOWNS = word_set("city town village capital port island peninsula")
_ADJECTIVAL = ("ian", "ish", "ese")
"""How words end that say of which nation something is: "the Karelian city of"."""
_LANDS = word_set("republic province state department governorate prefecture")
_WHOLE = frozenset(
    {"part", "parts", "area", "areas", "outskirts", "north", "south", "east", "west", "centre", "center"}
)


def also_places(reading: Reading, words: Words) -> Iterator[Words]:
    """Yield the places named in one breath with a place: "in Baro, Tandi and Karsk"."""
    for token in words.root.conjuncts:
        if (
            token.i > words.root.i
            and reading.kinds.is_place(token)
            and (name := place_words(reading, token)) is not None
        ):
            yield name


def place_words(reading: Reading, head: Word) -> Words | None:
    """Return the words that name a place: `Velden` for "the village of Velden"; None for a place without a name."""
    if head.pos_ != "PROPN" or head.text.islower():
        for preposition in head.children:
            if preposition.lower_ == "of" and preposition.dep_ == "prep":
                for noun in preposition.children:
                    inner = next((child for child in noun.children if _is_title_of(noun, child)), noun)
                    named = _is_named(inner) and (reading.kinds.is_place(inner) or not reading.kinds.name_kind(inner))
                    if noun.dep_ == "pobj" and named and not has_own_name(reading, head):
                        return _name_of_place(inner)
        if head.lower_ in _TOWNS and (called := next(filter(_is_beside, head.children), None)) is not None:
            return _name_of_place(called)  # "the capital, Velden"
        if head.lower_ == "capital" and (behind := _named_behind(head)) is not None:
            return behind
        if head.lower_ in _WHOLE:
            return mention(head)
        if head.lemma_ in ("border", "frontier"):
            for preposition in head.children:
                if preposition.lower_ in ("with", "between") and any(map(_is_named, preposition.children)):
                    return head.doc[mention(head, complement=False).start : preposition.right_edge.i + 1]
    if _is_named(head):
        return _name_of_place(head)
    of_country = any(child.lower_ in reading.lexicon.demonyms for child in head.lefts)  # "the Danish border"
    return mention(head, complement=False) if _has_name(head) or of_country or head.lower_ in _UNNAMED else None


def _is_title_of(noun: Word, name: Word) -> bool:
    """Tell the name right behind a place noun: "the capital Velden"."""
    return name.dep_ == "appos" and name.left_edge.i == noun.i + 1 and _is_named(name)


def _named_behind(capital: Word) -> Words | None:
    """Return the name between commas behind "the capital", whatever the parse makes of it."""
    doc, end = capital.doc, capital.i + 2
    if end >= len(doc) or doc[end - 1].text != ",":
        return None
    while end < len(doc) and _is_named(doc[end]):
        end += 1
    closed = end < len(doc) and doc[end].text in (",", ".", ";")
    return doc[capital.i + 2 : end] if closed and end > capital.i + 2 else None


def _is_beside(name: Word) -> bool:
    """Tell the name behind a comma: "the capital, Velden"."""
    comma = name.left_edge.i - 1
    return name.dep_ == "appos" and _is_named(name) and comma > 0 and name.doc[comma].text == ","


def _name_of_place(head: Word) -> Words:
    """The name without common nouns before it: `Velden` for "the northern city Velden", but `northern Norland`."""
    words = mention(head, complement=any(map(_is_of_name, head.rights)) and _words_before(head) == 0)
    common = [
        word.i
        for word in words
        if word.i < head.i
        and word.text.islower()
        and word.pos_ in ("NOUN", "ADV")
        and word.nbor().text != "-"  # "north-eastern Norland"
    ]
    start = max(common) + 1 if common else words.start
    while start < head.i and head.doc[start].lower_ in ("nearby", "neighbouring", "neighboring"):
        start += 1
    return head.doc[start : words.end]


def _words_before(head: Word) -> int:
    """How many words of its own name stand before the last one."""
    return sum(child.dep_ in ("compound", "nmod", "amod") for child in head.lefts)


def _is_of_name(preposition: Word) -> bool:
    """Tell the second half of a name: "the Gulf of Velden"."""
    behind = [child for child in preposition.children if child.dep_ == "pobj"]
    return preposition.lower_ == "of" and any(_is_named(noun) and noun.i == preposition.i + 1 for noun in behind)


def _is_named(token: Word) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _has_name(token: Word) -> bool:
    return any(_is_named(child) for child in token.lefts if child.dep_ in ("compound", "nmod", "amod"))


def has_own_name(reading: Reading, token: Word) -> bool:
    """Tell "the Tandi district of", whose name is before it, from "the Danish city of", whose name comes behind."""
    if _is_named(token):
        return True
    of = next((child for child in token.children if child.lower_ == "of" and child.i == token.i + 1), None)
    if of is not None and (token.lower_ in _TOWNS or token.lower_ in _LANDS):
        lies_in = token.lower_ in _LANDS and any(map(reading.kinds.country, of.children))
        if not lies_in:  # unlike "the Velden province of Norland"
            return False
    names = [child for child in token.lefts if child.dep_ in ("compound", "nmod", "amod") and _is_named(child)]
    return any(not (name.lower_ in reading.lexicon.demonyms or name.lower_.endswith(_ADJECTIVAL)) for name in names)
