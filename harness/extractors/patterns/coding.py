"""An article written in the alphabet of a book, phrases as one word each."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress, count
from operator import attrgetter

from harness.extractors.patternbook import Book
from harness.extractors.patterns.coded import GAP, Coded
from harness.extractors.patterns.pieces import Phrase
from harness.extractors.patterns.sentences import Sentence, Skips, split
from harness.extractors.patterns.trials import Trials
from harness.extractors.patterns.vocabulary import Token, Vocabulary
from harness.extractors.patterns.words import cut

_CODE = attrgetter("code")


def write(text: str, book: Book, words: Vocabulary, trials: Trials) -> Coded:
    """A text in code, without the sentences that have a word whose shapes take too long: that is told to `trials`.

    The phrases of the book are the first things that are tried.
    """
    gap = [words.end] * GAP
    sentences, tokens, begins = list[Sentence](), gap[:], [0] * GAP
    known = words.known if trials.limit is None else words.known_in_time
    skips = Skips(book.skip, trials.limit)
    for sentence in split(text, book.abbreviations, skips):
        pieces = cut(text, sentence.start, sentence.end)
        try:
            coded = [known[piece] for piece in pieces]
        except TimeoutError as error:
            trials.late[str(error)] = None
            continue
        tokens += coded
        tokens += gap
        sentences.append(sentence)
        begins += accumulate(map(len, pieces), initial=sentence.start)
        begins += [sentence.end] * (GAP - 1)
    trials.late |= {f"skip number {number}": None for number in skips.late}
    code, width = "".join(map(_CODE, tokens)), len(words.end.code)
    article = Coded(text, sentences, tokens, begins, code, width, [])
    _fold_phrases(article, book.phrases, words, trials)
    lengths = [len(part) // width + GAP for part in article.code.split(words.end.code * GAP)[1:-1]]
    if trials.limit is None:
        article.mark()
    article.starts = [*accumulate(lengths, initial=GAP)]
    return article


def _fold_phrases(article: Coded, phrases: Sequence[Phrase], words: Vocabulary, trials: Trials) -> None:
    """Make one word of every phrase, in the order of the book.

    Where one may begin is known by the place in the text: however many words before it become one, it stays.
    """
    begins, every, width = article.begins, (1 << len(phrases)) - 1, article.width
    hot: list[list[int]] = [[] for _ in phrases]
    warm = [token.warm & every for token in article.tokens]
    for place in compress(count(), warm):
        begin, bits = begins[place], warm[place]
        while bits:
            number = bits.bit_length() - 1
            bits ^= 1 << number
            hot[number].append(begin)
    for number, phrase in enumerate(phrases):
        if not hot[number]:
            continue
        spans, end, last, stop = list[tuple[int, int]](), 0, len(article.tokens) - GAP, 0
        for begin in hot[number]:
            place = bisect_right(begins, begin) - 1
            if not end <= place <= last or begins[place] != begin or not tried_at(article.tokens, place) >> number & 1:
                continue
            if place >= stop:  # Sought anew at every place of a long sentence, its end would take quadratic time.
                stop = article.code.find(words.end.code, place * width) // width
            found = trials.end(number, article.code, place, stop)
            if found > place:
                end = found
                spans.append((place, end))
        if spans:
            token = words.phrase(phrase.name)
            for later in range(number + 1, len(phrases)):
                if token.warm >> later & 1:
                    hot[later] = sorted({*hot[later], *(begins[first] for first, _ in spans)})
            article.fold(spans, token)


def tried_at(tokens: Sequence[Token], place: int) -> int:
    """What may be tried at a place, as far as the words beside let it: GAP words before, or more, and GAP behind."""
    word, on, back = tokens[place], tokens[place + 1], tokens[place - 1]
    bits = (word.here | word.opening & on.following) & on.one_on & back.one_back
    return bits and bits & tokens[place + 2].two_on & tokens[place - 2].two_back
