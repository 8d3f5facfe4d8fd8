"""Words with hyphens that the lexicon has, which the pipeline parts: "sit-in", "ex-policeman", "mop-up operation".

They become one word again before anything is read off the parse, so that whatever looks words up finds them.
"""

from collections.abc import Iterable

from harness.extractors.frames.inflect import forms_of, plural, verb_forms
from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.parse.tree import Tree, Word

_HYPHEN = "-"


class Hyphens:
    """The words with hyphens of a lexicon, in all their forms."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Work out the forms once."""
        verbs = {phrase[0] for frame in lexicon.frames for phrase in frame.verbs if _HYPHEN in phrase[0]}
        phrases = [*lexicon.class_of, *lexicon.titles, *lexicon.modifiers]
        phrases += [" ".join(phrase) for frame in lexicon.frames for phrase in (*frame.nouns, *frame.adjectives)]
        phrases += [" ".join(phrase[1:]) for frame in lexicon.frames for phrase in frame.verbs]
        nouns = {word for phrase in phrases if _HYPHEN in phrase for word in phrase.split() if _HYPHEN in word}
        self._nouns = {form: noun for noun in sorted(nouns) for form in (*forms_of(noun), plural(noun))}
        self._verbs = {form: verb for verb in sorted(verbs) for form, _ in verb_forms(verb, lexicon.irregular)}
        self._firsts = frozenset(form.split(_HYPHEN)[0] for form in (*self._nouns, *self._verbs))
        self._most = max((form.count(_HYPHEN) for form in (*self._nouns, *self._verbs)), default=0)

    def join(self, doc: Tree) -> Tree:
        """Return the passage with these words in one; the same passage where it has none."""
        kept: list[Word] = []
        words, at = doc.words, 0
        while at < len(words):
            end = self._end(words, at)
            kept.append(words[at] if end == at + 1 else self._joined(words[at:end]))
            at = end
        if len(kept) == len(words):
            return doc
        for number, word in enumerate(kept):
            word.i, word.children = number, []
        return Tree(doc.text, kept)

    def _end(self, words: list[Word], at: int) -> int:
        """Return where the longest known word ends that begins at `at`."""
        if words[at].lower_ not in self._firsts:
            return at + 1
        end, best, text = at + 1, at + 1, words[at].lower_
        for _ in range(self._most):
            if end + 1 >= len(words) or words[end].text != _HYPHEN:
                break
            if words[end - 1].whitespace_ or words[end].whitespace_:
                break  # a dash
            text, end = f"{text}-{words[end + 1].lower_}", end + 2
            if text in self._nouns or text in self._verbs:
                best = end
        return best

    def _joined(self, parts: list[Word]) -> Word:
        """Return the last part as the whole word; it hangs where the parts did, and what hung on them hangs on it."""
        whole, top = parts[-1], _top(parts)
        for part in parts:
            for child in part.children:
                child.head = whole
        text = "".join(part.text for part in parts)
        known = {**self._nouns, **self._verbs}[text.lower()]
        noun = text.lower() in self._nouns
        if noun and (whole.pos_ not in ("NOUN", "PROPN", "ADJ") or top.pos_ == "VERB"):
            whole.pos_, whole.tag_ = "NOUN", "NN" if text.lower() == known else "NNS"
            if top.dep_ == "amod":
                whole.pos_, whole.tag_ = "ADJ", "JJ"
        elif not noun:
            whole.pos_, whole.tag_ = top.pos_, top.tag_
        whole.head = whole if top.head is top else top.head
        whole.dep_, whole.ent_type_, whole.idx = top.dep_, top.ent_type_, parts[0].idx
        whole.text, whole.lower_, whole.lemma_ = text, text.lower(), known
        return whole


def _top(parts: Iterable[Word]) -> Word:
    """Return the part that hangs on none of the others."""
    inside = {id(part) for part in parts}
    return next(part for part in parts if part.head is part or id(part.head) not in inside)
