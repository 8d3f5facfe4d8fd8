"""Dictionary forms where the pipeline's lemmatizer errs: the lexicon's own verbs in all their forms.

A small lemmatizer makes "waging" a form of "wag"; the lexicon knows which verbs are meant.
"""

from typing import TYPE_CHECKING

from harness.extractors.frames.inflect import singular, verb_forms
from harness.extractors.frames.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Lemmas:
    """The forms of all verbs that a lexicon's frames and lists name."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Work out the forms once."""
        phrases = lexicon.supports | lexicon.reporting | lexicon.plans | lexicon.denials
        self._verbs = {phrase.split()[0] for phrase in phrases} | {
            phrase[0] for frame in lexicon.frames for phrase in frame.verbs
        }
        self._forms = {form: verb for verb in sorted(self._verbs) for form, _ in verb_forms(verb, lexicon.irregular)}
        from spacy.strings import get_string_id
        from spacy.symbols import AUX, NOUN, PROPN, VERB  # type: ignore[import-not-found]  # compiled, without a stub

        self._kinds = {AUX: "verb", VERB: "verb", NOUN: "noun", PROPN: "noun"}
        self._nouns = frozenset(lexicon.class_of) | {phrase[-1] for frame in lexicon.frames for phrase in frame.nouns}
        known = {"verb": self._verbs, "noun": self._nouns}
        self._known = {kind: frozenset(map(get_string_id, words)) for kind, words in known.items()}

    def correct(self, doc: "Doc") -> "Doc":
        """Set the lemma of the passage's words where the lexicon knows better, and return the passage."""
        for index, (pos, lemma) in enumerate(doc.to_array(["POS", "LEMMA"]).tolist()):
            kind = self._kinds.get(pos)
            if kind is None or lemma in self._known[kind]:
                continue
            token = doc[index]
            word = token.lower_
            if kind == "verb" and word in self._forms:
                token.lemma_ = self._forms[word]
            elif kind == "noun" and singular(word) in self._nouns:
                token.lemma_ = singular(word)
        return doc
