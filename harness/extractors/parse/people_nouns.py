"""Nouns for people that no lexicon lists, told by how they end."""

import re

from harness.extractors.frames.words import word_set
from harness.extractors.parse.tree import Word

_PERSON_SUFFIX = re.compile(r"(?:ist|[cns]tress|waitress|[^v]er|[^t]or|ator|ian|man|men|woman|women|ee|eer)s?\Z")
"""How nouns for people end that no lexicon lists: cyclists, mountaineers, prosecutors."""
_NO_PEOPLE = word_set(
    "power stress distress letter number order water paper matter center winter summer weather tower computer border "
    "quarter corner chapter counter shelter disorder layer folder poster sticker trailer container helicopter semester "
    "character fever cancer error terror sector factor motor tractor corridor mirror horror monitor reactor detector "
    "splinter shoulder finger blister cluster cylinder boulder "
    "gender tender charter filter meter litre ladder rubber timber lumber copper silver answer laser transfer trigger "
    "danger hunger anger barrier frontier pier carrier tier career beer committee coffee fee degree knee tree"
)
"""Nouns that end as those for people do, and are none."""


def looks_like_people(noun: Word) -> bool:
    """Tell nouns that end as those for people do."""
    return bool(_PERSON_SUFFIX.search(noun.lower_)) and noun.lemma_.lower() not in _NO_PEOPLE
