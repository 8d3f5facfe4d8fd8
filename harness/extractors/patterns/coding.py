"""Articles written in the alphabet of a book, phrases as one word each."""

from collections.abc import Sequence

import numpy as np

from harness.extractors.patternbook import Book
from harness.extractors.patterns.chunks import Chunks
from harness.extractors.patterns.coded import GAP, Coded
from harness.extractors.patterns.pieces import Phrase
from harness.extractors.patterns.sentences import Sentence, Skips, passages, plain_blanks
from harness.extractors.patterns.trials import Trials
from harness.extractors.patterns.vocabulary import Vocabulary


def write(texts: Sequence[str], book: Book, words: Vocabulary, chunks: Chunks, trials: Trials) -> Coded:
    """Texts in code, without the sentences that have a word whose shapes take too long: that is told to `trials`.

    The phrases of the book are the first things that are tried.
    """
    coded = _cut(texts, book, chunks, trials)
    _fold_phrases(coded, book.phrases, words, trials)
    coded.begins = coded.offsets.tolist()
    coded.starts = ((coded.rows == words.end).nonzero()[0][GAP - 1 :: GAP] + 1).tolist()
    coded.mark(words)
    return coded


def _cut(texts: Sequence[str], book: Book, chunks: Chunks, trials: Trials) -> Coded:
    """The sentences and words of texts."""
    pieces, read, before = [""], [(0, 0, 0, 1)], 1  # In front stands a sentence of nothing, for the GAP behind it.
    for number, text in enumerate(texts):
        skips, plain = Skips(book.skip, trials.limit), plain_blanks(text)
        for paragraph, start, stop in passages(text, skips):
            some = plain[start:stop].split(" ")
            pieces += some
            read.append((number, paragraph, start - before, len(some)))
            before += stop - start + 1
        trials.late |= {f"skip number {one}": None for one in skips.late}
    chunk = chunks.numbers(pieces)
    trials.late |= chunks.give_up()
    known = chunks.known()
    article, paragraphs, shifts, sizes = np.array(read, np.intp).T
    passage = np.repeat(np.arange(len(read)), sizes)
    lengths = known.length.take(chunk) + 1
    begin = lengths.cumsum() - lengths + shifts.take(passage)
    there = chunk != 0
    there[0] = True
    chunk, passage, begin = chunk[there], passage[there], begin[there]
    stops = known.ends.take(chunk)
    stops[:-1] &= known.opens.take(chunk[1:])
    stops[:-1] |= passage[1:] != passage[:-1]
    stops[-1] = 1
    if (late := known.late.take(chunk)).any():
        sentence = stops.cumsum() - stops
        kept = np.isin(sentence, sentence[late != 0], invert=True)
        chunk, passage, begin, stops = chunk[kept], passage[kept], begin[kept], stops[kept]
    sizes = known.words.take(chunk) + GAP * stops
    after = sizes.cumsum()
    place = np.repeat(known.first.take(chunk) - after + sizes, sizes) + np.arange(after[-1])
    first = stops.nonzero()[0][:-1] + 1
    passage = passage.take(first)
    return Coded(
        [*map(Sentence, begin.take(first).tolist(), paragraphs.take(passage).tolist())],
        article.take(passage).searchsorted(range(len(texts) + 1)).tolist(),
        known.rows.take(place),
        known.offsets.take(place) + np.repeat(begin, sizes),
    )


def _fold_phrases(coded: Coded, phrases: Sequence[Phrase], words: Vocabulary, trials: Trials) -> None:
    """Make one word of every phrase, in the order of the book."""
    first_trial, (begun, second) = len(words.needs), words.table.phrases
    coded.write(words)
    for number, phrase in enumerate(phrases):
        rows, spans, end = coded.rows, list[tuple[int, int]](), 0
        places = (begun[number].take(rows[: 1 - GAP]) & second[number].take(rows[1 : 2 - GAP])).nonzero()[0]
        ends = (rows == words.end).nonzero()[0]
        stops = ends.take(ends.searchsorted(places))
        for place, stop in zip(places.tolist(), stops.tolist(), strict=True):
            if place < end:
                continue
            found = trials.end(first_trial + number, coded.code, place, stop)
            if found > place:
                end = found
                spans.append((place, end))
        if spans:
            coded.fold(spans, words.phrase(phrase.name))
            coded.write(words)
