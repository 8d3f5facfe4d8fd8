"""How a proper name looks in a parse: its last word, its words, its text."""

import re

from harness.extractors.parse.tree import Word

_TIME = re.compile(
    r"(?i)(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?\Z|(?:mon|tues|wednes|thurs|fri|satur|sun)day\Z"
)


def is_name_head(token: Word) -> bool:
    """Tell the last word of a proper name (no month, no weekday)."""
    return (
        token.pos_ == "PROPN"
        and is_name_word(token)
        and not is_calendar_word(token)
        and not (token.dep_ == "compound" and token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN")
    )


def is_calendar_word(token: Word) -> bool:
    """Tell a month or a weekday."""
    return _TIME.match(token.text) is not None


def is_name_word(token: Word) -> bool:
    """Tell a word with the capital of a name, behind a particle too: "Velden", "al-Velden"."""
    return token.text[:1].isupper() or token.text.partition("-")[2][:1].isupper()


def is_ambiguous(token: Word) -> bool:
    """Tell a name that ends in "State": a place or, as some groups call themselves, none."""
    return (
        token.text == "State" and token.i > 0 and token.nbor(-1).head.i == token.i and token.nbor(-1).text[:1].isupper()
    )


def name_text(token: Word) -> str:
    """Return the whole proper name that ends in this word, e.g. `Velden` or `New Norland`."""
    start = token.i
    doc = token.doc
    while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].head.i in range(start, token.i + 1):
        start -= 1
    return str(doc[start : token.i + 1].text)
