"""The verb that carries a noun which tells a fact."""

from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.parse.cues import Cue
from harness.extractors.parse.phrases import content_head
from harness.extractors.parse.tree import Word


def support(cue: Cue, lexicon: Lexicon) -> Word | None:
    """Return the verb that carries a noun cue: "carried out a raid", "a raid was launched"."""
    if cue.kind != "noun":
        return None
    noun = cue.token
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and content_head(noun.head.head).i == noun.i:
        noun = noun.head.head
    if noun.dep_ in ("dobj", "nsubjpass"):
        return noun.head if _supports(noun.head, lexicon) else None
    for clause in cue.token.children:
        aside = any(
            child.dep_ == "prep" and any(inner.tag_ in ("WDT", "WP") for inner in child.children)
            for child in clause.children
        )
        if clause.dep_ in ("relcl", "acl") and _supports(clause, lexicon) and clause.tag_ != "VB" and not aside:
            return clause
    return None


def _supports(verb: Word, lexicon: Lexicon) -> bool:
    lemma = verb.lemma_.lower()
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)
    return (
        f"{lemma} {particle}" in lexicon.supports if particle else lemma in lexicon.supports or lemma in lexicon.plans
    )
