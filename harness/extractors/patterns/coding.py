"""An article written in the alphabet of a book, phrases as one word each."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from harness.extractors.patternbook import Book
from harness.extractors.patterns.pieces import Phrase
from harness.extractors.patterns.sentences import Sentence, Skips, split
from harness.extractors.patterns.trials import Trials
from harness.extractors.patterns.vocabulary import Token, Vocabulary
from harness.extractors.patterns.words import cut

GAP = 3
"""Words that are none, between sentences: the place behind the last word, and those that it looks at."""


@dataclass(slots=True)
class Coded:
    """An article in code: its `tokens` (words; a phrase counts as one), and the `code` of them all.

    `edoc` is the code with its words backwards. Around sentences stand GAP words that are none. `begins` says where in
    the text each word begins, and so where the one before it ends, with the blanks behind it; `starts` with which word
    each sentence begins, and where one more would.
    """

    text: str
    sentences: list[Sentence]
    tokens: list[Token]
    begins: list[int]
    code: str
    edoc: str
    width: int
    starts: list[int]

    def fold(self, spans: Sequence[tuple[int, int]], token: Token) -> None:
        """Make one word, `token`, of the words of each span; the spans are in order and do not overlap."""
        codes, last, width = list[str](), 0, self.width
        for first, after in spans:
            codes += (self.code[last * width : first * width], token.code)
            last = after
        self.code = "".join([*codes, self.code[last * width :]])
        for first, after in reversed(spans):
            self.tokens[first:after] = [token]
            del self.begins[first + 1 : after]


def write(text: str, book: Book, words: Vocabulary, trials: Trials) -> Coded:
    """A text in code, without the sentences that have a word whose shapes take too long: that is told to `trials`.

    The phrases of the book are the first things that are tried.
    """
    gap = [words.end] * GAP
    sentences, tokens, begins, known = list[Sentence](), gap[:], [0] * GAP, words.known
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
    code, width = "".join([token.code for token in tokens]), len(words.end.code)
    article = Coded(text, sentences, tokens, begins, code, "", width, [])
    _fold_phrases(article, book.phrases, words, trials)
    lengths = [len(part) // width + GAP for part in article.code.split(words.end.code * GAP)[1:-1]]
    article.edoc = "".join([token.code for token in reversed(article.tokens)])
    article.starts = [*accumulate(lengths, initial=GAP)]
    return article


def _fold_phrases(article: Coded, phrases: Sequence[Phrase], words: Vocabulary, trials: Trials) -> None:
    """Make one word of every phrase, in the order of the book.

    Where one may begin is known by the place in the text: however many words before it become one, it stays.
    """
    begins, every, width = article.begins, (1 << len(phrases)) - 1, article.width
    hot: list[list[int]] = [[] for _ in phrases]
    warm = [(begin, token.warm & every) for begin, token in zip(begins, article.tokens, strict=True) if token.warm]
    for begin, bits in warm:
        while bits:
            number = bits.bit_length() - 1
            bits ^= 1 << number
            hot[number].append(begin)
    for number, phrase in enumerate(phrases):
        spans, end, last, stop = list[tuple[int, int]](), 0, len(article.tokens) - GAP, 0
        for begin in hot[number]:
            place = bisect_right(begins, begin) - 1
            if not end <= place <= last or begins[place] != begin or not tried_at(article.tokens, place) >> number & 1:
                continue
            at = place * width
            if at >= stop:  # Sought anew at every place of a long sentence, its end would take quadratic time.
                stop = article.code.find(words.end.code, at)
            found = trials.end(number, article.code, at, stop)
            if found > at:
                end = found // width
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
