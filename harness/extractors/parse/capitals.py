"""Articles all in capitals, as wires used to send them: small letters again, so that the pipeline can read them.

The pipeline learned from text with both kinds of letters; in capitals it takes every word for a name. A word is written
small if the lexicon or the lemmatizer's word lists know it, else with one capital: then it is a name as a rule.
"""

import re
from typing import TYPE_CHECKING

from harness.extractors.frames.inflect import verb_forms
from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.frames.words import DETERMINERS, MONTHS, NUMBER_WORDS, WEEKDAYS

if TYPE_CHECKING:
    from spacy.language import Language

_SMALL = re.compile(r"[a-z]")
_LARGE = re.compile(r"[A-Z]")
_WORD = re.compile(r"[^\W\d_]+")
_BRACKET = re.compile(r"\(([A-Z][A-Z0-9-]{1,9})\)")
_LONG_NAME = re.compile(r"(?:[^\W_]+[ -]){1,8}\Z")
_SENTENCE = re.compile(r"(?:\A|[.!?\n][\"”')\]]*\s+)[\"“(\[]*\Z")
_ABBREVIATED = re.compile(r"[A-Z]\.")
_VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-Ý]")
_INSIDE_NAMES = frozenset({"of", "the", "for", "and", "in", "on"})
_ARTICLES_OF_NAMES = frozenset({"la", "el", "al", "los", "las", "san", "santa", "sao", "de"})
_BEFORE_NAMES = frozenset({"in", "at", "near", "from", "to", "of", "off", "san", "santa", "la", "el", "mr", "mrs"})
_TABLES = ("lemma_index", "lemma_rules")
_OPEN = ("verb", "adj", "adv")


class Capitals:
    """Which words are common words; built once, used for every article."""

    def __init__(self, pipeline: "Language", lexicon: Lexicon) -> None:
        """Take the words of the lexicon and of the pipeline's lemmatizer, if it has any."""
        phrases = [phrase for frame in lexicon.frames for phrase in (*frame.verbs, *frame.nouns)]
        verbs = lexicon.verbs | lexicon.supports | lexicon.reporting | {phrase[0] for phrase in phrases if phrase}
        self._known = {word for name in (*lexicon.class_of, *lexicon.titles) for word in name.split()}
        self._known |= lexicon.adjectives | pipeline.Defaults.stop_words | NUMBER_WORDS
        self._known |= {word for phrase in phrases for word in phrase}
        self._known |= {form for verb in verbs for form, _ in verb_forms(verb.split()[0], lexicon.irregular)}
        self._names = {*lexicon.countries, *lexicon.demonyms, *WEEKDAYS} | (set(MONTHS) - {"may"})
        self._titles = lexicon.titles
        self._strings = pipeline.vocab.strings
        lookups = getattr(pipeline.get_pipe("lemmatizer"), "lookups", None)
        tables = {name: lookups.get_table(name) if lookups and name in lookups.tables else {} for name in _TABLES}
        self._listed = {kind: frozenset(tables["lemma_index"].get(kind, ())) for kind in (*_OPEN, "noun")}
        self._rules = {kind: tuple(tables["lemma_rules"].get(kind, ())) for kind in (*_OPEN, "noun")}

    def lowered(self, text: str) -> str:
        """Return a text all in capitals in small letters and of the same length; any other text as it is."""
        if len(_SMALL.findall(text)) * 10 > len(_LARGE.findall(text)):
            return text
        short = {part for name in _BRACKET.findall(text) for part in (name, *name.split("-"))}
        names = {at for found in _BRACKET.finditer(text) for at in self._long_name(text, found.start())}
        pieces: list[str] = []
        end = 0
        for word in _WORD.finditer(text):
            pieces += [text[end : word.start()], self._written(text, word, short, names)]
            end = word.end()
        return "".join([*pieces, text[end:]])

    def _long_name(self, text: str, bracket: int) -> "list[int]":
        """Where the words start that an acronym in brackets stands behind, back to the article before them."""
        before = _LONG_NAME.search(text, max(0, bracket - 100), bracket)
        words = list(_WORD.finditer(text, before.start(), bracket)) if before else []
        while words and not any(word.group().lower() in DETERMINERS for word in words):
            return []
        while words and words[0].group().lower() not in DETERMINERS:
            words = words[1:]
        return [word.start() for word in words[1:] if word.group().lower() not in _INSIDE_NAMES]

    def _written(self, text: str, word: re.Match[str], short: set[str], names: set[int]) -> str:
        written, lower = word.group(), word.group().lower()
        if len(lower) != len(written) or written in short:
            return written
        if len(written) == 1 and _ABBREVIATED.match(text, word.start()):
            return written
        capital = written[0] + lower[1:]
        if word.start() in names or _SENTENCE.search(text, max(0, word.start() - 8), word.start()):
            return capital
        before = text[max(0, word.start() - 16) : word.start()].rstrip().rpartition(" ")[2].lower()
        if lower == "may" and (before[-1:].isdigit() or text[word.end() + 1 : word.end() + 2].isdigit()):
            return capital
        if lower in self._names or lower in _ARTICLES_OF_NAMES:
            return capital
        if (lower in self._titles or lower == "radio") and self._is_before_name(text, word.end()):
            return capital
        if lower in self._known or self._is_common(lower, before):
            return lower
        return capital if _VOWEL.search(written) and len(written) > 2 else written

    def _is_before_name(self, text: str, end: int) -> bool:
        following = _WORD.match(text, end + 1)
        lower = following.group().lower() if following else ""
        return bool(lower) and lower not in self._known and not self._is_common(lower, "")

    def _is_common(self, word: str, before: str) -> bool:
        """Tell a verb or adjective of the word lists, and a noun that does not stand where names do."""
        if any(self._is_listed(word, kind) for kind in _OPEN):
            return True
        named = word.capitalize() in self._strings and (before in _BEFORE_NAMES or before in self._titles)
        return self._is_listed(word, "noun") and not named

    def _is_listed(self, word: str, kind: str) -> bool:
        """Tell whether a dictionary form that the word may have is in the list of its kind."""
        listed = self._listed[kind]
        return word in listed or any(
            word.endswith(old) and word[: len(word) - len(old)] + new in listed for old, new in self._rules[kind]
        )
