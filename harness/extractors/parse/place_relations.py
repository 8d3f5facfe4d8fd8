"""Place relations of a parsed passage: the order of the words tells them, the parse only whose the names are."""

from collections.abc import Iterator

from harness.extractors.frames.place_line import Line
from harness.extractors.frames.place_scan import relations
from harness.extractors.parse.names import is_calendar_word, is_name_head, is_name_word
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.tree import Word, Words
from harness.facts import Fact, Filler, Span


def place_relations(reading: Reading, passage: Parsed) -> Iterator[Fact]:
    """Yield what the sentences of a passage say about places lying within or beside others."""
    for sentence in passage.doc.sents:
        line = _line(reading, sentence)
        for one in relations(line) if line.named.count(True) > 1 else ():
            place, *others = (sentence[start:end] for start, end in (one.place, *one.others))
            spans = [reading.span(words) for words in (place, *others)]
            yield Fact(
                "place_relation",
                {
                    "place": (reading.filler(place),),
                    "relation": (Filler(value=one.kind),),
                    "other": tuple(reading.filler(words) for words in others),
                },
                (Span(min(span.start for span in spans), max(span.end for span in spans)),),
            )


def _line(reading: Reading, sentence: Words) -> Line:
    words = list(sentence)
    named = [is_name_word(word) and _is_name(word) for word in words]
    if len(words) > 1 and words[1].lower_ in ("borders", "adjoins") and reading.kinds.noun_class(words[0]) is None:
        named[0] = words[0].text.istitle()
    barred: set[int] = set()
    for at, word in enumerate(words):
        if named[at] and is_name_head(word) and reading.kinds.is_person(word):
            while at >= 0 and named[at]:
                barred.add(at)
                at -= 1
    lower = [word.lower_ for word in words]
    return Line(lower, named, barred.__contains__, frozenset(lower), reading.lexicon)


def _is_name(word: Word) -> bool:
    """Tell a word of a name: the tagger's word for it, or a capital that no sentence begins with."""
    if is_calendar_word(word):
        return False
    return word.pos_ == "PROPN" or (word.text.isalpha() and word.i > 0 and word.nbor(-1).text[-1:].islower())
