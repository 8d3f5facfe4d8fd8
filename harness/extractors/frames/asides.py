"""What a speaker puts between the commas of what he says: "the men, the ministry said, were held"."""

from harness.extractors.frames.chunks import VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.vocabulary import Vocabulary

_BESIDE = frozenset(["DATE", "I", "R"])
_SPEAKER = frozenset(["NP", "I", "DATE", "R", "(", ")"])


def asides(clause: Clause, vocabulary: Vocabulary) -> dict[int, int]:
    """Return the chunk of each comma that closes such words -> that of the one that opens them."""
    found: dict[int, int] = {}
    if "," not in clause.kinds:
        return found
    chunks = clause.chunks
    for verb in clause.verbs:
        if verb.lemma not in vocabulary.lexicon.reporting or verb.passive or verb.form == "infinitive":
            continue
        closing = verb.at + 1
        while closing < len(chunks) and clause.kinds[closing] in _BESIDE:
            closing += 1
        opening = verb.at - 1
        while opening > 0 and clause.kinds[opening] in _SPEAKER:
            opening -= 1
        goes_on = any(type(one) is VerbGroup for one in chunks[closing + 1 : closing + 2]) or (
            clause.kinds[closing + 1 : closing + 3]
            in (["W", "VG"], ["C", "VG"])  # "killed six, he said, and held nine"
        )
        if goes_on and clause.kinds[closing] == "," and 0 < opening < verb.at - 1 and clause.kinds[opening] == ",":
            found[closing] = opening
    return found
