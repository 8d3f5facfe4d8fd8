"""When and where: the dates and places that belong to a cue, by its clause in the parse."""

from collections.abc import Collection, Iterator

from harness.extractors.parse.constructions import where_of
from harness.extractors.parse.phrases import mention, word_set
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.stance import is_ahead
from harness.extractors.parse.times import Time
from harness.extractors.parse.tree import Word, Words

_WHERE = word_set("in at near on outside inside across throughout around along within into off over through")
_OPAQUE = frozenset({"ccomp", "relcl", "parataxis"})
_OTHER_TIMES = frozenset({"since", "after", "before", "until"})
_UNNAMED = frozenset({"capital", "country"})
_TOWNS = word_set("city town village capital port island peninsula")
_WHOLE = frozenset(
    {"part", "parts", "area", "areas", "outskirts", "north", "south", "east", "west", "centre", "center"}
)


def clause(verb: Word) -> set[int]:
    """Return the tokens of a verb's or noun's own clause: its subtree without clauses that tell of something else."""
    found: set[int] = set()
    open_tokens = [verb]
    while open_tokens:
        token = open_tokens.pop()
        found.add(token.i)
        for child in token.children:
            apart = child.dep_ in _OPAQUE or (child.pos_ in ("VERB", "AUX") and child.dep_ in ("conj", "advcl", "acl"))
            if not apart:
                open_tokens.append(child)
    return found


def _clause(passage: Parsed, verb: Word) -> frozenset[int]:
    known = passage.clauses.get(verb.i)
    if known is None:
        known = passage.clauses[verb.i] = frozenset(clause(verb))
    return known


def clauses(passage: Parsed, cue: Word, support: Word | None) -> Iterator[frozenset[int]]:
    """Yield the clause of a cue, then those it takes time and place from, nearest first."""
    base = support or cue
    own = _clause(passage, base)
    for token in (base, cue):
        for child in token.children:
            if child.dep_ in ("relcl", "acl") and child.pos_ in ("VERB", "AUX") and token.pos_ not in ("VERB", "AUX"):
                own |= _clause(passage, child)  # "a session that he chaired on Monday"
    yield own
    steps = 0
    while base.head.i != base.i and steps < 4:
        opaque = base.dep_ in _OPAQUE and not (base.dep_ == "ccomp" and base.head.lemma_ in ("cause", "see", "leave"))
        opaque = opaque and base.head.tag_ != "CD"  # "on Monday the army reported three who gave themselves up"
        if opaque:
            return
        base = base.head
        steps += 1
        if base.pos_ in ("VERB", "AUX"):
            yield _clause(passage, base)


def times_of(passage: Parsed, cue: Word, support: Word | None) -> list[Time]:
    """Return the dates of the nearest clause that has any, without those of a verb of saying."""
    if not passage.times:
        return []
    for index, tokens in enumerate(clauses(passage, cue, support)):
        found = [time for time in passage.times if time.span.root.i in tokens and not _of_name(time)]
        found = [time for time in found if not _dates_what_is_ahead(time, cue)]
        if index:
            # "said on Monday" dates the saying; "on Monday the ministry reported four men killed" the event too
            verbs = {saying.verb.i for saying in passage.sayings if not _names_event(cue, saying.verb)}
            verbs -= {saying.verb.i for saying in passage.sayings if saying.verb.lower_ == "according"}
            found = [time for time in found if not verbs & tokens]
        if found:
            return found
    region = _region(passage, cue)
    rest = [time for time in passage.times if time.span.root.i in region and not _of_name(time)]
    rest = [time for time in rest if not _is_of_other_time(time.span.root)]
    return rest if len(rest) == 1 and rest[0].role == "date" else []


def _dates_what_is_ahead(time: Time, cue: Word) -> bool:
    """Tell the day of another event: "plan attacks ahead of the election on May 5"."""
    return any(above.pos_ == "NOUN" and above.i != cue.i and is_ahead(above) for above in time.span.root.ancestors)


def _is_of_other_time(token: Word) -> bool:
    """Tell a date in a clause of another time: "hundreds have died since the rebels took up arms in 1984"."""
    for above in token.ancestors:
        marks = {child.lower_ for child in above.children if child.dep_ == "mark"} if above.dep_ == "advcl" else set()
        if above.dep_ in ("acl", "relcl") and above.head.dep_ == "pobj":
            marks = {above.head.head.lower_}  # the same, as the parse may have it
        if marks & _OTHER_TIMES:
            return True
    return False


def _names_event(cue: Word, verb: Word) -> bool:
    """Tell whether a verb of saying has the event as its object, and not as a clause."""
    token = cue
    while token.head.i != token.i and token.i != verb.i:
        if token.dep_ in ("ccomp", "parataxis"):
            return False
        token = token.head
    return token.i == verb.i


def place_of(reading: Reading, passage: Parsed, cue: Word, support: Word | None, used: set[int]) -> Words | None:
    """Return the first named place of the nearest clause that has one; `used` are heads of other slots."""
    for index, tokens in enumerate(clauses(passage, cue, support) if _all_places(reading, passage) else ()):
        if index and any(s.verb.i in tokens and s.verb.lower_ != "according" for s in passage.sayings):
            return None
        for head in _places(reading, passage, tokens):
            if head.i not in used:
                words = place_words(reading, head)
                if words is not None:
                    return words
    there = where_of(support or cue)
    if there is not None and there.i not in used and reading.kinds.is_place(there):
        return place_words(reading, there)
    return _only_place(reading, passage, cue, used)


def _only_place(reading: Reading, passage: Parsed, cue: Word, used: set[int]) -> Words | None:
    """The place of the sentence, if it names exactly one beside those of its verbs of saying."""
    if not _all_places(reading, passage):
        return None
    named = [head for head in _places(reading, passage, _region(passage, cue)) if _is_full(place_words(reading, head))]
    named = [head for head in named if head.i not in used]
    outer = [head for head in named if not any(head.i != other.i and other.is_ancestor(head) for other in named)]
    one_clause = len({_clause_verb(head).i for head in outer}) == 1  # of "in Baro, in eastern Norland" the first
    return place_words(reading, outer[0]) if one_clause else None


def _clause_verb(token: Word) -> Word:
    return next((above for above in token.ancestors if above.pos_ in ("VERB", "AUX")), token)


def _region(passage: Parsed, cue: Word) -> set[int]:
    """The tokens of a sentence that tell of the cue's event: no other main, relative or reported clause, no saying."""
    top = cue
    while top.head.i != top.i and not _is_apart(top):
        top = top.head
    tokens = {token.i for token in top.subtree}
    for token in top.subtree:
        if token.i != top.i and _is_apart(token) and not token.is_ancestor(cue) and token.i != cue.i:
            kept = {each.i for clause in token.rights if _tells_when(clause) for each in clause.subtree}
            tokens -= {each.i for each in token.subtree} - (kept if token.dep_ == "conj" else set())
    for saying in passage.sayings:
        tokens -= _clause(passage, saying.verb).difference(range(saying.start, saying.end))
    return tokens


def _tells_when(verb: Word) -> bool:
    """Tell what holds for both verbs of "two were killed and ten were injured when a bus crashed"."""
    return verb.dep_ == "advcl" and any(child.lower_ in ("when", "after", "as") for child in verb.children)


def _is_apart(token: Word) -> bool:
    if token.dep_ != "conj":
        return token.dep_ in _OPAQUE
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def _is_full(words: Words | None) -> bool:
    return words is not None and any(word.text[:1].isupper() for word in words)


def _places(reading: Reading, passage: Parsed, tokens: "Collection[int]") -> Iterator[Word]:
    """Yield the places behind the prepositions that are among the tokens, in text order."""
    return (noun for index, noun in _all_places(reading, passage) if index in tokens)


def _all_places(reading: Reading, passage: Parsed) -> list[tuple[int, Word]]:
    """Return the places of a passage behind prepositions of place, each with where its preposition stands."""
    if passage.places is None:
        passage.places = [
            (token.i, noun)
            for token in (passage.doc if passage.words & _WHERE else ())
            if token.lower_ in _WHERE and token.pos_ in ("ADP", "ADV")
            for noun in token.children
            if noun.dep_ == "pobj" and reading.kinds.is_place(noun)
        ]
    return passage.places


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
    if token.lower_ in _TOWNS and any(child.lower_ == "of" and child.i == token.i + 1 for child in token.children):
        return False
    names = [child for child in token.lefts if child.dep_ in ("compound", "nmod", "amod") and _is_named(child)]
    names = [name for name in names if name.ent_type_ != "NORP"]
    return any(name.lower_ not in reading.lexicon.demonyms and not name.lower_.endswith("ian") for name in names)


def _of_name(time: Time) -> bool:
    """Tell a date inside a name or as a genitive of something else ("November's elections" dates the elections)."""
    return (
        time.span.root.dep_ == "compound"
        and time.span.root.head.pos_ == "PROPN"
        and time.span.root.head.text[:1].isupper()
    )
