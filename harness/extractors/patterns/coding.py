"""Articles written in the alphabet of a book, phrases as one word each."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress

import numpy as np

from harness.extractors.patternbook import Book
from harness.extractors.patterns.coded import GAP, Coded
from harness.extractors.patterns.pieces import Phrase
from harness.extractors.patterns.sentences import Sentence, Skips, split
from harness.extractors.patterns.trials import Trials
from harness.extractors.patterns.vocabulary import Vocabulary
from harness.extractors.patterns.words import cut


def write(texts: Sequence[str], book: Book, words: Vocabulary, trials: Trials) -> Coded:
    """Texts in code, without the sentences that have a word whose shapes take too long: that is told to `trials`.

    The phrases of the book are the first things that are tried.
    """
    gap, sentences, firsts = [words.end] * GAP, list[Sentence](), [0]
    tokens, begins = gap[:], [0] * GAP
    row = (words.known if trials.limit is None else words.known_in_time).__getitem__
    for text in texts:
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
        firsts.append(len(sentences))
        trials.late |= {f"skip number {number}": None for number in skips.late}
    end = words.codes[words.end]
    code, width = "".join(map(words.codes.__getitem__, tokens)), len(end)
    whole = Coded(sentences, firsts, tokens, begins, code, width)
    _fold_phrases(whole, book.phrases, words, trials)
    lengths = [len(part) // width + GAP for part in whole.code.split(end * GAP)[1:-1]]
    whole.starts = [*accumulate(lengths, initial=GAP)]
    whole.rows = np.fromiter(whole.tokens, np.intp, len(whole.tokens))
    whole.mark(words)
    return whole


def _fold_phrases(whole: Coded, phrases: Sequence[Phrase], words: Vocabulary, trials: Trials) -> None:
    """Make one word of every phrase, in the order of the book.

    Where one may begin is known by how many words stood before it at first: however many of them become one, it stays.
    """
    tokens, numbers, hot = whole.tokens, [*range(len(whole.tokens))], [list[int]() for _ in phrases]
    begun, first_trial = words.phrases, len(words.needs)
    for place in compress(range(len(tokens) - GAP + 1), map(begun.__getitem__, tokens)):
        bits, on = begun[tokens[place]], tokens[place + 1]
        if not begun[on]:  # It stays what it is.
            bits &= words.second[on]
        while bits:
            number = bits.bit_length() - 1
            bits ^= 1 << number
            hot[number].append(place)
    for number, phrase in enumerate(phrases):
        spans, end, last, stop = list[tuple[int, int]](), 0, len(tokens) - GAP, 0
        for begin in hot[number]:
            place = bisect_right(numbers, begin) - 1
            if not end <= place <= last or numbers[place] != begin or not begun[tokens[place]] >> number & 1:
                continue
            if place >= stop:  # Sought anew at every place of a long sentence, its end would take quadratic time.
                stop = whole.code.find(words.codes[words.end], place * whole.width) // whole.width
            found = trials.end(first_trial + number, whole.code, place, stop)
            if found > place:
                end = found
                spans.append((place, end))
        if spans:
            token = words.phrase(phrase.name)
            for later in range(number + 1, len(phrases)):
                if begun[token] >> later & 1:
                    hot[later] = sorted({*hot[later], *(numbers[first] for first, _ in spans)})
            whole.fold(spans, token, words.codes[token])
            for first, after in reversed(spans):
                del numbers[first + 1 : after]
