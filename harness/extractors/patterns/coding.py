"""An article written in the alphabet of a book, phrases as one word each."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress, count

import numpy as np

from harness.extractors.patternbook import Book
from harness.extractors.patterns.coded import GAP, Coded
from harness.extractors.patterns.pieces import Phrase
from harness.extractors.patterns.sentences import Sentence, Skips, split
from harness.extractors.patterns.trials import Trials
from harness.extractors.patterns.vocabulary import Vocabulary
from harness.extractors.patterns.words import cut


def write(text: str, book: Book, words: Vocabulary, trials: Trials) -> Coded:
    """A text in code, without the sentences that have a word whose shapes take too long: that is told to `trials`.

    The phrases of the book are the first things that are tried.
    """
    gap, sentences = [words.end] * GAP, list[Sentence]()
    tokens, begins = gap[:], [0] * GAP
    row = (words.known if trials.limit is None else words.known_in_time).__getitem__
    skips = Skips(book.skip, trials.limit)
    for sentence in split(text, book.abbreviations, skips):
        pieces = cut(text, sentence.start, sentence.end)
        try:
            coded = [*map(row, pieces)]
        except TimeoutError as error:
            trials.late[str(error)] = None
            continue
        tokens += coded
        tokens += gap
        sentences.append(sentence)
        begins += accumulate(map(len, pieces), initial=sentence.start)
        begins += [sentence.end] * (GAP - 1)
    trials.late |= {f"skip number {number}": None for number in skips.late}
    end = words.codes[words.end]
    code, width = "".join(map(words.codes.__getitem__, tokens)), len(end)
    article = Coded(text, sentences, tokens, begins, code, width, [], np.empty(0, np.intp))
    _fold_phrases(article, book.phrases, words, trials)
    lengths = [len(part) // width + GAP for part in article.code.split(end * GAP)[1:-1]]
    article.rows = np.fromiter(article.tokens, np.intp, len(article.tokens))
    article.mark(words)
    article.starts = [*accumulate(lengths, initial=GAP)]
    return article


def _fold_phrases(article: Coded, phrases: Sequence[Phrase], words: Vocabulary, trials: Trials) -> None:
    """Make one word of every phrase, in the order of the book.

    Where one may begin is known by the place in the text: however many words before it become one, it stays.
    """
    begins, hot = article.begins, [list[int]() for _ in phrases]
    begun, first_trial = words.phrases, len(words.needs)
    for place in compress(count(), map(begun.__getitem__, article.tokens)):
        begin, bits = begins[place], begun[article.tokens[place]]
        while bits:
            number = bits.bit_length() - 1
            bits ^= 1 << number
            hot[number].append(begin)
    for number, phrase in enumerate(phrases):
        spans, end, last, stop = list[tuple[int, int]](), 0, len(article.tokens) - GAP, 0
        for begin in hot[number]:
            place = bisect_right(begins, begin) - 1
            if not end <= place <= last or begins[place] != begin or not begun[article.tokens[place]] >> number & 1:
                continue
            if place >= stop:  # Sought anew at every place of a long sentence, its end would take quadratic time.
                stop = article.code.find(words.codes[words.end], place * article.width) // article.width
            found = trials.end(first_trial + number, article.code, place, stop)
            if found > place:
                end = found
                spans.append((place, end))
        if spans:
            token = words.phrase(phrase.name)
            for later in range(number + 1, len(phrases)):
                if begun[token] >> later & 1:
                    hot[later] = sorted({*hot[later], *(begins[first] for first, _ in spans)})
            article.fold(spans, token, words.codes[token])
