"""An article as the pipeline reads it: parsed passages with arguments, sayings and dates, and the names' kinds."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.frames.words import OFFICES
from harness.extractors.parse.constructions import Arguments
from harness.extractors.parse.kinds import Kinds
from harness.extractors.parse.names import is_name_head
from harness.extractors.parse.noun_classes import Endings
from harness.extractors.parse.phrases import content_head, mention
from harness.extractors.parse.sources import Saying, is_paper, quoted_sentences, sayings
from harness.extractors.parse.times import Time, times
from harness.extractors.parse.tree import Tree, Word, Words
from harness.facts import Article, Filler, Precision, Span, Value


@dataclass(slots=True)
class Parsed:
    """One parsed passage; `start` is where it begins in the article, in code points.

    `quoted` holds where its sentences start that begin inside a quotation, `words` its words in small letters.
    `clauses` and `places` are kept once they were asked for.
    """

    doc: Tree
    start: int
    arguments: Arguments
    sayings: list[Saying]
    quoted: frozenset[int]
    times: list[Time]
    words: frozenset[str]
    clauses: dict[int, frozenset[int]] = field(default_factory=dict)
    places: list[tuple[int, Word]] | None = None


@dataclass(slots=True)
class Reading:
    """An article, its parsed passages in text order, and what its names are."""

    article: Article
    lexicon: Lexicon
    passages: list[Parsed]
    kinds: Kinds
    _speakers: list[tuple[int, Word]] = field(default_factory=list)
    _bodies: list[tuple[int, Word]] = field(default_factory=list)
    _subjects: list[tuple[int, Word]] = field(default_factory=list)
    _numbers: dict[Tree, int] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article, docs: Sequence[tuple[int, Tree]], lexicon: Lexicon, endings: Endings) -> "Reading":
        """Read an article from its passages' starts and parses."""
        passages: list[Parsed] = []
        anchor = article.published if article.published and len(article.published) == 10 else None
        for start, doc in docs:
            found = times(doc, article.published, anchor)
            anchor = next((time.value for time in reversed(found) if time.value and len(time.value) == 10), anchor)
            words = frozenset(token.lower_ for token in doc)
            passages.append(Parsed(doc, start, Arguments(), sayings(doc, lexicon), quoted_sentences(doc), found, words))
        reading = cls(article, lexicon, passages, Kinds(lexicon, endings, [doc for _, doc in docs]))
        for number, passage in enumerate(passages):
            reading._numbers[passage.doc] = number
            reading._subjects += [
                (passage.start + token.idx, token)
                for token in passage.doc
                if _is_subject(token) and is_name_head(token) and reading.kinds.is_person(token)
            ]
            for saying in passage.sayings:
                if saying.speaker is not None and not _stands_for_other(saying.speaker):
                    reading._speakers.append((passage.start + saying.speaker.idx, saying.speaker))
        reading._speakers.sort(key=_position)
        reading._bodies += [pair for pair in reading._speakers if not reading.kinds.is_person(pair[1])]
        return reading

    def filler(self, words: Words, value: Value = None, precision: Precision = "exact") -> Filler:
        """Return the words of a parsed passage as a filler of the article, which has a word at least."""
        span = self.span(words)
        return Filler(self.article.text[span.start : span.end], value, span, precision)

    def span(self, words: Words) -> Span:
        """Return the article's span of words of a parsed passage, from letter to letter: blanks may count as words.

        Of no words it is the span of the word that they would begin with.
        """
        if not len(words):
            words = words.doc[min(words.start, len(words.doc) - 1) :][:1]
        passage = self._passage_of(words.doc).start
        start, end = passage + words.start_char, passage + words.end_char
        if said := self.article.text[start:end].strip():
            start = self.article.text.index(said, start)
            end = start + len(said)
        return Span(start, end)

    def entity(self, head: Word, complement: bool = True) -> Words:
        """Return the words that name whoever a phrase is about: a person without titles, else the mention."""
        words = mention(head, complement)
        if head.lower_ == "one":  # "one of the most wanted men, X"
            beside = (child for each in {head, content_head(head)} for child in each.children if child.dep_ == "appos")
            named = next((each for each in beside if self.kinds.is_person(each) or each.ent_type_ == "PERSON"), None)
            return self.entity(named) if named is not None else words
        if head.pos_ != "PROPN":
            name = next(
                (child for child in head.children if child.dep_ == "appos" and self.kinds.is_person(child)), None
            )
            known = self.kinds.noun_class(head)
            one = head.tag_ == "NN" and known is not None and known.kind == "people"  # "a survivor, Anna Bell, said"
            called = one or (head.tag_ != "NNS" and self._is_position(head))  # not "two journalists, X and Y"
            return self.entity(name) if name is not None and called else words
        if is_name_head(head) and self.kinds.noun_class(head) is None:
            before = [word.i for word in words[:-1] if word.i < head.i and self._is_position(word)]
            if before and words[-1].i > before[-1] + 2 and head.doc[before[-1] + 1].lower_ == "of":
                office = head.doc[before[-1] + 2]
                before += [office.i] if office.lower_ in OFFICES else []  # "Secretary of State Anna Bell"
            if self.kinds.is_person(head):  # "a ninth, 26-year-old Anna Bell"
                titles = (word for word in words[:-1] if word.i < head.i)
                before += [word.i for word in titles if word.text.islower() or (word.is_punct and word.text != "-")]
            if before:
                return head.doc[max(before) + 1 : words.end]
        return words

    def person(self, head: Word) -> Word:
        """Return whom "he" or "she" means: the subject of the main clause that follows, or the person named last."""
        if head.lower_ not in ("he", "she"):
            return head
        main = head.sent.root
        after = [child for child in main.children if child.dep_ == "nsubj" and child.i > head.i]
        before = [
            token for token in reversed(head.doc[: head.i]) if is_name_head(token) and self.kinds.is_person(token)
        ]
        named = [token for token in after if self.kinds.is_person(token)] or before
        return named[0] if named else head

    def speaker(self, saying: Saying) -> Words | None:
        """Return who says it; a pronoun or "the statement" stands for the last speaker before it."""
        head = self._named_before(saying.verb) or saying.speaker
        if head is None:
            return None
        if _stands_for_other(head):
            here = self._passage_of(head.doc).start + head.idx
            meant = _last_before(self._speakers, here)
            if head.lower_ in ("he", "she"):
                meant = _last_before(self._subjects, here) or meant
            elif head.lower_ in ("it", "they") or is_paper(head):
                meant = _last_before(self._bodies, here) or meant
            if meant is not None:
                return self.entity(meant)
        return self.entity(head)

    def _named_before(self, verb: Word) -> Word | None:
        """Return the person of "..., the captain, Anna Bell, told", wherever the parse hangs the name."""
        last = verb.i - 1
        if last < 2 or verb.doc[last].text != ",":
            return None
        name = verb.doc[last - 1]
        beside = name.dep_ == "appos" or (name.left_edge.i > 0 and name.left_edge.nbor(-1).text == ",")
        return name if beside and is_name_head(name) and self.kinds.is_person(name) else None

    def _is_position(self, word: Word) -> bool:
        return word.lemma_.lower() in self.lexicon.titles or word.lower_ in self.lexicon.titles

    def _passage_of(self, doc: Tree) -> Parsed:
        return self.passages[self._numbers[doc]]

    def passage_before(self, doc: Tree) -> Parsed | None:
        """Return the passage before the one with this parse; None for the first."""
        number = self._numbers[doc]
        return self.passages[number - 1] if number else None


def _position(placed: tuple[int, Word]) -> int:
    return placed[0]


def _last_before(placed: Sequence[tuple[int, Word]], here: int) -> Word | None:
    """Return the last of words sorted by where they stand that stands before `here`."""
    number = bisect_left(placed, here, key=_position)
    return placed[number - 1][1] if number else None


def _is_subject(token: Word) -> bool:
    """Tell a subject, what stands beside one ("their lawyer, X"), or who is cited ("according to X")."""
    if token.dep_ == "appos" or (token.dep_ == "pobj" and token.head.head.lower_ == "according"):
        return token.dep_ == "pobj" or _is_subject(token.head)
    return token.dep_ in ("nsubj", "nsubjpass")


def _stands_for_other(head: Word) -> bool:
    return head.pos_ == "PRON" or is_paper(head)
