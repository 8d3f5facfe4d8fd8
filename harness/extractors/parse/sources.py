"""Who says so: the speaker of each stretch of a passage, by verbs of saying, "according to", and quotation marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.parse.tree import Tree, Word, Words

_WAYS_OF_SAYING = frozenset(
    {"statement", "communique", "communiqué", "interview", "call", "message", "letter", "video"}
)
_WITHIN_PHRASES = frozenset({"compound", "nmod", "poss", "npadvmod"})
_PAPERS = frozenset({"statement", "report", "communique", "communiqué", "release", "message"})


@dataclass(frozen=True, slots=True)
class Saying:
    """`verb` (or "according") reports what the tokens `start:end` say; `speaker` is the head of who says it."""

    verb: Word
    speaker: Word | None
    start: int
    end: int

    def covers(self, token: Word) -> bool:
        """Tell whether the token is among what is reported (and not of the reporting clause itself)."""
        return self.start <= token.i < self.end


def sayings(doc: Tree, lexicon: Lexicon) -> list[Saying]:
    """Return what is reported in a passage, in text order, one or more a sentence."""
    return [saying for sentence in doc.sents for saying in _of_sentence(sentence, lexicon)]


def quoted_sentences(doc: Tree) -> frozenset[int]:
    """Return where the sentences start that begin inside quotation marks, or with them."""
    text = doc.text
    return frozenset(sentence.start for sentence in doc.sents if _is_quoted(text, sentence.start_char))


def _is_quoted(text: str, start: int) -> bool:
    if text[start : start + 1] in ('"', "“"):
        return True
    return text.count('"', 0, start) % 2 == 1 or text.count("“", 0, start) > text.count("”", 0, start)


def saying_of(token: Word, known: Sequence[Saying], quoted: frozenset[int]) -> Saying | None:
    """Return the innermost saying that covers a token, or the one whose quotation the token's sentence goes on with."""
    covering = [saying for saying in known if saying.covers(token)]
    if covering:
        return min(covering, key=lambda saying: (saying.end - saying.start, saying.start))
    sentence = token.sent
    if sentence.start not in quoted:
        return None
    before = [saying for saying in known if saying.verb.i < sentence.start and saying.speaker is not None]
    after = [saying for saying in known if saying.verb.i >= sentence.end and saying.speaker is not None]
    return before[-1] if before else after[0] if after else None


def _of_sentence(sentence: Words, lexicon: Lexicon) -> Iterator[Saying]:
    for token in sentence:
        if token.lower_ == "according" and token.i + 1 < sentence.end and token.nbor().lower_ == "to":
            yield Saying(token, _according(token), *_besides(sentence, token.left_edge.i, token.right_edge.i + 1))
        elif token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in lexicon.reporting and token.dep_ != "amod":
            found = _of_verb(token, sentence)
            if found is not None:
                yield found
            elif _is_in_a_paper(token):
                yield Saying(token, _subject(token), token.i, token.i)
        elif token.pos_ == "VERB" and _is_in_a_paper(token):
            yield Saying(token, _subject(token), token.i, token.i)
        elif token.pos_ == "NOUN" and token.lower_ in ("reports", "rumours", "rumors", "claims"):
            for clause in token.children:
                if clause.dep_ == "acl" and any(child.dep_ == "mark" for child in clause.children):
                    yield Saying(token, token, clause.left_edge.i, clause.right_edge.i + 1)


def _is_in_a_paper(verb: Word) -> bool:
    """Tell what is done by saying it: "In a statement on Monday the army blamed X", "claimed it in a call to Y"."""
    phrases = [*verb.children, *(child for noun in verb.children if noun.dep_ == "dobj" for child in noun.children)]
    return verb.tag_ in ("VBD", "VBZ", "VBP") and any(
        child.lower_ in ("in", "on") and any(noun.lemma_ in _WAYS_OF_SAYING for noun in child.children)
        for child in phrases
    )


def _according(token: Word) -> Word | None:
    for child in token.subtree:
        if child.dep_ == "pobj":
            return child
    return None


def _besides(sentence: Words, start: int, end: int) -> tuple[int, int]:
    """The longer part of a sentence, before or after the reporting phrase."""
    if start - sentence.start >= sentence.end - end:
        return sentence.start, start
    return end, sentence.end


def _of_verb(verb: Word, sentence: Words) -> Saying | None:
    content = [child for child in verb.children if child.dep_ in ("ccomp", "parataxis") and child.i > verb.i]
    speaker = _subject(verb)
    if content:
        start = min(child.left_edge.i for child in content)
        return Saying(verb, speaker, max(start, verb.i + 1), max(child.right_edge.i for child in content) + 1)
    before = [child for child in verb.children if child.dep_ in ("ccomp", "parataxis") and child.i < verb.i]
    if speaker is not None and speaker.head.i != verb.i and (verb.nbor(-1).text == "," or _has_speaker_before(verb)):
        speaker = None  # "They have arrested six, the head of the district, X, said": not a second verb of theirs
    tail = _tail_start(verb, speaker, sentence)
    if before or (tail is not None and _closes(verb, sentence)):
        if tail is None:
            tail = max(child.right_edge.i for child in before) + 1
        if speaker is None or not tail <= speaker.i < verb.i:
            speaker = _surface_speaker(verb, tail) or speaker
        return Saying(verb, speaker, sentence.start, tail)
    objects = [child for child in verb.children if child.dep_ in ("dobj", "obj") and child.i > verb.i]
    lives = any(each.lemma_ in ("life", "responsibility") for each in objects)
    if objects and not lives and verb.lemma_ in ("report", "confirm", "announce", "claim"):
        return Saying(verb, speaker, min(each.left_edge.i for each in objects), verb.right_edge.i + 1)
    return None


def _has_speaker_before(verb: Word) -> bool:
    """Tell ", one of the sources told" from ", wounded three and said": a noun phrase alone stands before the verb."""
    start = verb.i
    while start > verb.sent.start and verb.doc[start - 1].text not in (",", '"', "”", "''"):
        start -= 1
    words = verb.doc[start : verb.i]
    return (
        0 < len(words) < 9
        and start > verb.sent.start
        and words[0].pos_ in ("DET", "PROPN", "NUM", "NOUN", "PRON", "ADJ")
        and not any(word.pos_ in ("VERB", "AUX", "CCONJ") for word in words)
    )


def _subject(verb: Word) -> Word | None:
    inverted = verb.i > 0 and verb.nbor(-1).text in (",", '"', "”", "''")
    if any(child.dep_ == "nsubjpass" and child.tag_ in ("WDT", "WP") for child in verb.children):
        return None  # "who was declared the winner"
    for child in sorted(verb.children, key=lambda child: ((child.i > verb.i) != inverted, abs(verb.i - child.i))):
        if child.dep_ == "nsubj" and child.tag_ not in ("WDT", "WP"):
            return child
    if verb.lemma_ in ("say", "add"):  # "..., said the minister": often parsed as what is said
        for child in verb.children:
            if child.dep_ in ("dobj", "attr") and child.i > verb.i and child.pos_ in ("PROPN", "NOUN"):
                return child
    if verb.dep_ == "conj" and verb.head.i != verb.i:
        return _subject(verb.head)
    return None


def _closes(verb: Word, sentence: Words) -> bool:
    """Tell whether little follows the verb: a date, a channel, an adverb, but no clause of its own."""
    rest = sentence.doc[verb.i + 1 : sentence.end]
    return not any(token.pos_ == "VERB" and token.dep_ not in ("amod", "pcomp", "acl") for token in rest)


def _tail_start(verb: Word, speaker: Word | None, sentence: Words) -> int | None:
    """Where "..., the ministry said" begins: at the comma or quotation mark before the speaker; None without one."""
    doc = verb.doc
    index = (min(speaker.left_edge.i, verb.i) if speaker is not None and speaker.i < verb.i else verb.i) - 1
    if speaker is not None and speaker.i > verb.i:
        index = verb.i - 1
    if index == verb.i - 1 and doc[index].text == "," and (speaker is None or speaker.i < verb.i):
        index -= 1  # "..., chairman of the council, said"
    while index > sentence.start and doc[index].text not in (",", '"', "”", "''"):
        index -= 1
    if index <= sentence.start:
        return None
    if speaker is not None and index < speaker.i < verb.i:
        return index
    return _extend_over_apposition(doc, index, sentence.start)


def _extend_over_apposition(doc: Tree, comma: int, floor: int) -> int:
    """Move from the comma before "chairman of the council, said" to the one before the name it stands beside."""
    first = doc[comma + 1] if comma + 1 < len(doc) else doc[comma]
    if doc[comma].text == "," and first.pos_ in ("NOUN", "ADJ", "DET") and first.text.islower():
        start = comma - 1
        while start > floor and doc[start].pos_ == "PROPN":
            start -= 1
        if start < comma - 1 and doc[start].text in (",", '"', "”", "''") and doc[comma - 1].pos_ == "PROPN":
            return start
    if doc[comma].text == "," and first.pos_ == "PROPN":
        start = comma - 1
        while start > floor and doc[start].text not in (",", '"', "”", "''"):
            start -= 1
        words = doc[start + 1 : comma]
        if start > floor and 0 < len(words) < 9 and words[0].lower_ == "the" and words.root.pos_ == "NOUN":
            return start
    return comma


def _surface_speaker(verb: Word, tail: int) -> Word | None:
    """The head of the first name or noun phrase between the comma and the verb of saying."""
    heads = [
        token for token in verb.doc[tail : verb.i] if token.pos_ in ("NOUN", "PROPN", "PRON") or _is_of_some(token)
    ]
    heads = [
        token
        for token in heads
        if token.tag_ not in ("WDT", "WP") and token.dep_ not in _WITHIN_PHRASES and token.head.pos_ != "ADP"
    ]
    names = [token for token in heads if token.pos_ == "PROPN"]
    return next(iter(names or heads), None)


def _is_of_some(number: Word) -> bool:
    """Tell the one of "one of the sources told"."""
    return number.pos_ == "NUM" and any(child.lower_ == "of" for child in number.children)


def is_paper(token: Word) -> bool:
    """Tell a text that speaks for somebody else ("the statement added")."""
    return token.lemma_.lower() in _PAPERS and any(child.lower_ in ("the", "its", "their") for child in token.children)
