"""Slots that single words beside a cue or a filler fill."""

from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.cues import Cue
from harness.extractors.frames.draft import Draft


def marked(clause: Clause, cue: Cue, draft: Draft) -> dict[str, str]:
    """Return the slots filled by words of the cue's phrase, its fillers, the phrase above, and what is said of it."""
    chunks, tokens = clause.chunks, clause.tokens
    low = chunks[cue.at].start
    if cue.at >= 2 and clause.kinds[cue.at - 1] == "I" and type(chunks[cue.at - 2]) is NounPhrase:
        low = chunks[cue.at - 2].start
    words = tokens.lower[low : cue.end]
    said = next((chunk for chunk in chunks[cue.at + 1 :] if type(chunk) is VerbGroup), None)
    if said:
        words += tokens.lower[said.start : said.end + 3]
    if type(chunks[cue.at]) is VerbGroup:
        words += tokens.lower[cue.end : cue.end + 6]
    words += [word for one in draft.phrases.values() for word in tokens.lower[one.first : _end_of_state(clause, one)]]
    found: dict[str, str] = {}
    for slot, values in cue.frame.marks.items():
        for word in words:
            if word in values:
                found.setdefault(slot, values[word])
    return found


def _end_of_state(clause: Clause, phrase: NounPhrase) -> int:
    """Where a phrase ends with what a participle says of it: "a man armed with an axe"."""
    behind = clause.chunks[phrase.at + 1 : phrase.at + 4]
    state = behind and type(verb := behind[0]) is VerbGroup and verb.form in ("participle", "gerund")
    if len(behind) > 1 and clause.tokens.lower[behind[0].start] == "with":
        return behind[1].end  # "a man with a knife"
    return behind[-1].end if state else phrase.end
