"""A lexicon made ready for look-up: every word form by dict, every cue by its first word."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from harness.extractors.frames.inflect import Word, forms_of, plural, singular, verb_forms
from harness.extractors.frames.known_forms import KnownForms
from harness.extractors.frames.lexicon import NAME_CLASSES, Frame, Lexicon, NounClass, Phrase
from harness.extractors.frames.noun_cues import NounCues, by_word_before
from harness.extractors.frames.words import PARTICLES


@dataclass(frozen=True, slots=True)
class VerbPhrases:
    """What a verb announces: by itself (`alone`), or with the words behind it, by the first of them (`longer`).

    Those of `alone` that need no subject are `undone`. With each of the longer ones stands its rank: of several that
    fit, the longest tells first.
    """

    alone: tuple[Frame, ...]
    undone: tuple[Frame, ...]
    longer: Mapping[str, tuple[tuple[int, Frame, Phrase], ...]]
    words: frozenset[str]
    """The keys of `longer`."""


@dataclass(frozen=True)
class Vocabulary:
    """Word forms and cues of a lexicon.

    `verb_cues` maps a verb's lemma to the frames and the words that must follow it; `noun_cues` a noun phrase's last
    word (singular) to the frames and the whole phrase; `adjective_cues` a word to frames.
    """

    lexicon: Lexicon
    words: Mapping[str, Word] = field(default_factory=dict)
    verb_cues: Mapping[str, tuple[tuple[Frame, Phrase], ...]] = field(default_factory=dict)
    noun_cues: Mapping[str, tuple[tuple[Frame, Phrase], ...]] = field(default_factory=dict)
    adjective_cues: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)
    noun_classes: Mapping[str, NounClass] = field(default_factory=dict)
    long_heads: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)

    @cached_property
    def verb_phrases(self) -> Mapping[str, VerbPhrases]:
        """`verb_cues` by the word behind the verb, so that a verb's cost does not grow with its phrases."""
        found: dict[str, VerbPhrases] = {}
        for lemma, cues in self.verb_cues.items():
            longer: defaultdict[str, list[tuple[int, Frame, Phrase]]] = defaultdict(list)
            for rank, (frame, rest) in enumerate(cues):
                if rest:
                    longer[rest[0]].append((rank, frame, rest))
            alone = tuple(frame for frame, rest in cues if not rest)
            undone = tuple(frame for frame in alone if all(role.routes != ("subject",) for role in frame.required))
            found[lemma] = VerbPhrases(
                alone, undone, {word: tuple(some) for word, some in longer.items()}, frozenset(longer)
            )
        return found

    @cached_property
    def class_of_form(self) -> Mapping[str, NounClass]:
        """The noun class of a word in singular or plural; what is written like a word of the lexicon is that word."""
        forms = {form: made for noun, made in self.noun_classes.items() for form in forms_of(noun)}
        return {**forms, **self.noun_classes}

    @cached_property
    def phrases_of_form(self) -> Mapping[tuple[str, str], tuple[tuple[Phrase, NounClass], ...]]:
        """A phrase's last two words, the last in any number -> what stands before the last, and the phrase's class."""
        found: defaultdict[tuple[str, str], list[tuple[Phrase, NounClass]]] = defaultdict(list)
        for form in {form for last in self.long_heads for form in forms_of(last)}:
            for one in dict.fromkeys((singular(form), form)):
                for phrase in self.long_heads.get(one, ()):
                    found[phrase[-2], form].append((phrase[:-1], self.noun_classes[" ".join(phrase)]))
        return {words: tuple(phrases) for words, phrases in found.items()}

    @cached_property
    def cues_of_form(self) -> Mapping[str, NounCues]:
        """`noun_cues` by every form of their last word."""
        of_form: defaultdict[str, list[tuple[Frame, Phrase]]] = defaultdict(list)
        for noun, cues in self.noun_cues.items():
            for form in forms_of(noun) | {noun}:  # "deaths" is the plural of "death", and ends "number of deaths"
                of_form[form] += cues
        return {form: by_word_before(sorted(cues, key=_fewest_last)) for form, cues in of_form.items()}

    @cached_property
    def forms(self) -> KnownForms:
        """What is known of each word as it is written."""
        return KnownForms(self.words, self.class_of_form, self.cues_of_form)

    @cached_property
    def support_phrases(self) -> Mapping[str, tuple[Phrase, ...]]:
        """Verbs that carry a cue noun: lemma -> what else must follow."""
        return _by_first(self.lexicon.supports)

    @cached_property
    def place_classes(self) -> frozenset[str]:
        """The noun classes of places, and that of their names."""
        return self.lexicon.classes_in["place"]

    @cached_property
    def denial_forms(self) -> frozenset[str]:
        """Every form of the verbs that deny what they govern."""
        return self._forms(frozenset(self.denial_phrases))

    def _forms(self, lemmas: frozenset[str]) -> frozenset[str]:
        return lemmas | {form for form, word in self.words.items() if word.lemma in lemmas}

    @cached_property
    def kind_of_class(self) -> Mapping[str, str]:
        """The kinds of the noun classes."""
        return {name: made.kind for name, made in self.lexicon.classes.items()}

    @cached_property
    def sided_classes(self) -> frozenset[str]:
        """The noun classes of those who may have a side in a conflict."""
        return self.lexicon.classes_in["people"] | self.lexicon.classes_in["organisation"]

    @cached_property
    def speaker_classes(self) -> frozenset[str]:
        """The noun classes of those who may say something."""
        return self.sided_classes | frozenset(NAME_CLASSES)

    @cached_property
    def particles(self) -> frozenset[tuple[str, str]]:
        """Verbs and the particles that make one word of two with them ("carry", "out")."""
        phrases = [
            phrase
            for frame in self.lexicon.frames
            for phrase in frame.verbs
            if not any(phrase[1:2] == (route,) for role in frame.roles for route in role.routes)
        ]
        lists = (self.lexicon.supports, self.lexicon.denials, self.lexicon.verbs)
        phrases += [tuple(phrase.split()) for words in lists for phrase in words]
        return frozenset((phrase[0], phrase[1]) for phrase in phrases if len(phrase) > 1 and phrase[1] in PARTICLES)

    @cached_property
    def reaching(self) -> frozenset[tuple[str, str]]:
        """Verbs and the prepositions behind which what they do something to stands ("plough", "into")."""
        return frozenset(
            (phrase[0], phrase[1])
            for frame in self.lexicon.frames
            for phrase in frame.verbs
            if len(phrase) == 2
            and any(phrase[1] in role.routes for role in frame.roles)
            and any("subject" in role.routes for role in frame.required)
        )

    @cached_property
    def need_object(self) -> frozenset[str]:
        """Verbs that announce nothing without their object: without one after it, such a past form is a passive."""
        needing: set[str] = set()
        others: set[str] = set()
        for frame in self.lexicon.frames:
            doers = [role for role in frame.roles if role.required and "subject" in role.routes]
            if not doers and any(role.required and "object" in role.routes for role in frame.roles):
                needing.update(phrase[0] for phrase in frame.verbs if phrase[1:2] != ("to",))
            elif any("anyone" in role.classes for role in doers) and not any(
                "object" in one.routes for one in frame.roles
            ):
                others.update(phrase[0] for phrase in frame.verbs)
        return frozenset(needing - others)

    @cached_property
    def intransitive(self) -> frozenset[str]:
        """Verbs that no frame gives an object ("die"), so that no past form of theirs is a passive."""
        without: set[str] = set()
        others: set[str] = set()
        for frame in self.lexicon.frames:
            takes = any("object" in role.routes for role in frame.roles)
            alone = {phrase[0] for phrase in frame.verbs if len(phrase) == 1}
            others.update((phrase[0] for phrase in frame.verbs) if takes else ())
            without.update(alone if not takes else ())
        return frozenset(without - others)

    @cached_property
    def denial_phrases(self) -> Mapping[str, tuple[Phrase, ...]]:
        """Verbs that deny what they govern: lemma -> what else must follow."""
        return _by_first(self.lexicon.denials)


def _fewest_last(cue: tuple[Frame, Phrase]) -> int:
    return -len(cue[1])


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in sorted(phrases):
        first, *rest = phrase.split()
        found[first].append(tuple(rest))
    return {first: tuple(rests) for first, rests in found.items()}


def build_vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Work out all forms of all words that `lexicon` names."""
    words: defaultdict[str, Word] = defaultdict(Word)
    for lemma in sorted(_verb_lemmas(lexicon)):
        for form, letter in verb_forms(lemma, lexicon.irregular):
            word = words[form]
            word.lemma = word.lemma if word.forms and letter in "dn" and word.lemma else lemma
            word.forms += letter if letter not in word.forms else ""
    nouns = {noun: one for noun, one in lexicon.class_of.items() if " " not in noun}
    for noun in [*nouns, *(title for title in lexicon.titles if " " not in title)]:
        words[noun].noun = True
        words[plural(noun)].noun = True
    verb_cues: defaultdict[str, list[tuple[Frame, Phrase]]] = defaultdict(list)
    noun_cues: defaultdict[str, list[tuple[Frame, Phrase]]] = defaultdict(list)
    adjective_cues: defaultdict[str, list[Frame]] = defaultdict(list)
    for frame in lexicon.frames:
        for phrase in frame.verbs:
            verb_cues[phrase[0]].append((frame, phrase[1:]))
        for phrase in frame.nouns:
            noun_cues[phrase[-1]].append((frame, phrase))
            words[phrase[-1]].noun = True
            words[plural(phrase[-1])].noun = True
        for phrase in frame.adjectives:
            adjective_cues[" ".join(phrase)].append(frame)
            words[" ".join(phrase)].adjective = True
    for adjective in lexicon.adjectives:
        words[adjective].adjective = True
    for demonym in lexicon.demonyms:
        words[demonym].adjective = True
    long_heads: defaultdict[str, list[Phrase]] = defaultdict(list)
    for noun in sorted(lexicon.class_of):
        *before, last = noun.split()
        if before:
            long_heads[last].append((*before, last))
    return Vocabulary(
        lexicon,
        dict(words),
        {lemma: _longest_first(cues) for lemma, cues in verb_cues.items()},
        {lemma: _longest_first(cues) for lemma, cues in noun_cues.items()},
        {word: tuple(frames) for word, frames in adjective_cues.items()},
        dict(lexicon.class_of),
        {last: tuple(sorted(phrases, key=len, reverse=True)) for last, phrases in long_heads.items()},
    )


def _verb_lemmas(lexicon: Lexicon) -> set[str]:
    phrases = [*lexicon.supports, *lexicon.reporting, *lexicon.plans, *lexicon.denials, *lexicon.verbs]
    cues = (phrase[0] for frame in lexicon.frames for phrase in frame.verbs)
    return {phrase.split()[0] for phrase in phrases}.union(cues, lexicon.irregular)


def _longest_first(cues: Iterable[tuple[Frame, Phrase]]) -> tuple[tuple[Frame, Phrase], ...]:
    return tuple(sorted(cues, key=lambda cue: -len(cue[1])))
