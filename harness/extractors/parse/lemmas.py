"""Dictionary forms where the pipeline's lemmatizer errs: the lexicon's own verbs in all their forms.

A small lemmatizer makes "waging" a form of "wag"; the lexicon knows which verbs are meant.
"""

from harness.extractors.frames.inflect import singular, verb_forms
from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.parse.tree import Tree

_VERBS = frozenset({"AUX", "VERB"})
_NOUNS = frozenset({"NOUN", "PROPN"})


class Lemmas:
    """The forms of all verbs that a lexicon's frames and lists name."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Work out the forms once."""
        phrases = lexicon.supports | lexicon.reporting | lexicon.plans | lexicon.denials
        self._verbs = {phrase.split()[0] for phrase in phrases} | {
            phrase[0] for frame in lexicon.frames for phrase in frame.verbs
        }
        self._forms = {form: verb for verb in sorted(self._verbs) for form, _ in verb_forms(verb, lexicon.irregular)}
        self._nouns = frozenset(lexicon.class_of) | {phrase[-1] for frame in lexicon.frames for phrase in frame.nouns}

    def correct(self, doc: Tree) -> Tree:
        """Set the lemma of the passage's words where the lexicon knows better, and return the passage."""
        for token in doc.words:
            kind, word = token.pos_, token.lower_
            if kind in _VERBS:
                if token.lemma_ not in self._verbs and word in self._forms:
                    token.lemma_ = self._forms[word]
            elif kind in _NOUNS and token.lemma_ not in self._nouns and singular(word) in self._nouns:
                token.lemma_ = singular(word)
        return doc
