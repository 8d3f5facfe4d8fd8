"""The extent of noun phrases in a parsed passage: mentions without article and number, counts, place names."""

from harness.extractors.frames.words import NUMBER_WORDS, WEEKDAYS, word_set
from harness.extractors.parse.members import total_of
from harness.extractors.parse.tree import Word, Words
from harness.normalise.numbers import Number, read_number

_DROPPED_TAGS = frozenset(
    {"$", "DT", "PDT", "WDT", "WRB", "PRP$", "WP$", "CD", "POS", "``", "''", ",", ":", "-LRB-", "."}
)
_DROPPED_WORDS = word_set(
    "more other another such own about around nearly almost over under some least most at than up to an estimated "
    "approximately roughly as many several few dozen only just further additional or first not single between and "
    "among them including"
)
_ESTIMATORS = word_set(
    "an a estimated about around nearly almost over some at least most more less fewer than up to approximately "
    "roughly as many only just further additional"
)
_VAGUE = frozenset({"several", "many", "numerous", "few", "dozens", "hundreds", "scores", "thousands", "some"})
QUANTITY_HEADS = word_set(
    "dozen dozens hundred hundreds thousand thousands score scores number series group couple handful pair total "
    "quantity lot amount kilogram kilograms kilo kilos kg gram grams tonne tonnes ton tons litre litres"
)
"""Nouns that measure the noun after their `of`: "dozens of people" are people."""


_BEFORE = word_set("elsewhere there here meanwhile separately earlier later then also")
_PARTS = word_set("night morning evening afternoon")
_CURRENCIES = frozenset("$€£")
_UNCOUNTED = word_set("number series group lot amount quantity handful")
_TOGETHER = word_set("crew family party team band gang cell unit patrol group squad convoy")
_SHARES = word_set("half most majority rest remainder part none thirds quarters fifths")
CONTAINERS = word_set("cache stockpile haul arsenal consignment batch bundle stash hoard")
"""Nouns that hold the things after their `of`; they count nothing."""


def content_head(head: Word) -> Word:
    """Return the noun that a measuring head is about: `people` for "dozens of people" and for "two of the people"."""
    if any(child.text in _CURRENCIES for child in head.lefts):
        money = next((noun for each in head.children if each.lower_ == "in" for noun in each.children), None)
        return money or head  # "$5,000 in cash"
    if head.like_num or head.lower_ in QUANTITY_HEADS | CONTAINERS | _SHARES or head.tag_ in ("CD", "DT"):
        for preposition in head.children:
            if preposition.lower_ == "of":
                for noun in preposition.children:
                    if noun.tag_ == "WP":
                        clause = next((above for above in head.ancestors if above.dep_ == "relcl"), None)
                        return content_head(clause.head) if clause is not None else noun  # "three of whom"
                    if noun.dep_ == "pobj" and not (head.lower_ == "group" and noun.tag_ not in ("NNS", "NNPS")):
                        return content_head(noun)
    return head


def mention(head: Word, complement: bool = True) -> Words:
    """Return the noun phrase of a head without leading determiners and numbers.

    With `complement`, a directly following "of ..." belongs to it ("members of the security forces").
    """
    head = content_head(head)
    doc = head.doc
    start = head.left_edge.i
    while start < head.i and (_is_dropped(doc[start]) or doc[start].lower_ in _BEFORE):
        start += 1
    last = head.i
    if complement:
        for child in head.rights:
            if child.dep_ == "prep" and child.i == last + 1 and _belongs(child, head):
                last = _end_of(child)
    if last == head.i and last + 2 < len(doc) and doc[last + 1].text == "-" and not doc[last].whitespace_:
        last += 0 if doc[last + 1].whitespace_ else 2  # "passers-by"
    return doc[start : last + 1]


def count(head: Word) -> tuple[Words, Number] | None:
    """Return the number words of a noun phrase and what they mean, or None where the phrase gives no number."""
    doc = head.doc
    total = total_of(head)
    if total is not None and (counted := read_number(total.text)) is not None:
        return doc[total.i : total.i + 1], counted
    nouns = (head.i, content_head(head).i)
    for word in _of_number(head):
        counted = read_number(word.text)
        if counted is not None:
            return doc[word.i : word.i + 1], counted  # "its crew of three"
    for noun in dict.fromkeys(reversed(nouns) if head.lower_ == "total" else nouns):
        words = _number_words(doc[noun])
        if words is None:
            continue
        start, end = words
        while start > doc[noun].left_edge.i and doc[start - 1].lower_ in _ESTIMATORS:
            start -= 1
        if end + 1 < len(doc) and doc[end].lower_ == "or" and doc[end + 1].lower_ == "more":
            end += 2
        span = doc[start:end]
        if span[-1].lower_ in _UNCOUNTED:
            return None  # "a number of weapons"
        number = read_number(span.text)
        if number is not None:
            return span, number
    return None


def _of_number(head: Word) -> list[Word]:
    """The bare number behind a noun for people together: "a family of five"."""
    if head.lower_ not in _TOGETHER:
        return []
    return [noun for of in head.children if of.lower_ == "of" for noun in of.children if noun.tag_ == "CD"]


def _number_words(noun: Word) -> tuple[int, int] | None:
    """The run of number words that a noun phrase begins with, or that counts its noun."""
    doc, start = noun.doc, noun.left_edge.i
    while start < noun.i and not _is_number(doc[start]) and _is_dropped(doc[start]):
        start += 1
    if start < noun.i and doc[start].lower_ == "many" and doc[start + 1].lower_ == "as":
        start += 2  # "as many as 50"
    if not _is_number(doc[start]) or start > noun.i:
        start = next((child.i for child in noun.lefts if child.dep_ == "nummod" and _is_number(child)), -1)
    if start < 0 or (start == noun.i and not (noun.tag_ == "CD" or noun.lower_ in QUANTITY_HEADS | {"one"})):
        return None
    end = start
    while end <= noun.i and (_is_number(doc[end]) or _joins_numbers(doc[end])):
        end += 1
    if end < len(doc) and doc[end].text == "-":
        return None  # "a 45-year-old man"
    return start, end


def _is_number(token: Word) -> bool:
    return (
        (token.tag_ == "CD" and not _is_model(token))
        or token.like_num
        or token.lower_ in _VAGUE
        or token.lower_ in QUANTITY_HEADS - {"group"}
    )


def _is_model(token: Word) -> bool:
    """Tell the name of a make that the tagger takes for a number: "PKM-2 grenades"."""
    return token.text[:1].isupper() and any(letter.isdigit() for letter in token.text)


def _joins_numbers(token: Word) -> bool:
    """Tell the hyphen of "twenty-seven"."""
    if token.text != "-" or not 0 < token.i < len(token.doc) - 1:
        return False
    return token.nbor(-1).lower_ in NUMBER_WORDS and token.nbor().lower_ in NUMBER_WORDS


def _is_dropped(token: Word) -> bool:
    if (
        _joins_numbers(token)
        or token.lower_ in WEEKDAYS
        or (token.lower_ in _PARTS and token.nbor(-1).lower_ in WEEKDAYS)
    ):
        return True  # "on Tuesday night insurgents attacked"
    hyphen = token.nbor() if token.i + 1 < len(token.doc) else token
    if _is_model(token) or (token.tag_ == "CD" and hyphen.text == "-" and not _joins_numbers(hyphen)):
        return False  # "a 20-year-old student"
    if token.tag_ in _DROPPED_TAGS or token.is_space or token.lower_ in NUMBER_WORDS:
        return True
    return token.lower_ in _DROPPED_WORDS or token.lower_ in _VAGUE


def _belongs(preposition: Word, head: Word) -> bool:
    if preposition.lower_ == "of":
        return not (head.lower_ in _TOGETHER and any(child.tag_ == "CD" for child in preposition.children))
    if preposition.lower_ == "in":  # "X in the Long Name (LN)"
        return head.pos_ == "PROPN" and any(
            inner.dep_ == "appos" and inner.text.isupper() and inner.nbor(-1).text == "("
            for noun in preposition.children
            for inner in noun.children
        )
    return preposition.lower_ == "for" and head.pos_ == "PROPN" and any(c.pos_ == "PROPN" for c in preposition.children)


def _end_of(preposition: Word) -> int:
    """Return the index of the last word of "of the security forces", without clauses and conjuncts behind it."""
    for noun in preposition.children:
        if noun.dep_ == "pobj":
            last = noun.i
            for child in noun.rights:
                if child.dep_ == "prep" and child.lower_ == "of" and child.i == last + 1:
                    last = _end_of(child)
                elif (
                    child.dep_ == "appos"
                    and child.pos_ == "PROPN"
                    and child.left_edge.i == last + 1
                    and not child.left_edge.is_punct
                ):
                    last = child.i  # "of the minister X"
                elif child.dep_ == "prep" and child.i == last + 1 and noun.pos_ == "PROPN" and _belongs(child, noun):
                    last = _end_of(child)  # "of the Committee for Security"
            return last
    return preposition.i
