"""Facts that are of no type of the schema, or have a slot that their type lacks. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence

from harness.errors import ExtractorError
from harness.facts import Fact
from harness.runs.run import Trouble, TroubleKind
from harness.schema import Schema

OUTSIDE: tuple[TroubleKind, ...] = ("unknown_type", "unknown_slot")
"""What the schema has no place for; all else that costs a fact is a mistake within the schema."""
_NO_FACT: tuple[TroubleKind, ...] = ("error", "timeout", "unaligned")
_MOST_TYPES = 20


def check_schema_met(found: Mapping[str, Sequence[Fact]], troubles: Sequence[Trouble], schema: Schema) -> None:
    """Raise ExtractorError where an extractor gave facts, and every one of a type that the schema lacks.

    Such a run would score zeros that say nothing of the extractor: it answers in another schema.
    """
    lost = [trouble for trouble in troubles if trouble.kind not in _NO_FACT]
    if not lost or any(found.values()) or any(trouble.kind != "unknown_type" for trouble in lost):
        return
    first = f"facts of types that are not there: {len(lost)}; others: none"
    told = (f"  {line}" for line in counted(lost, _MOST_TYPES))
    known = f"the schema has {', '.join(schema.types)}"
    advice = "name types as the schema does (those of a file by a mapping: docs/predictions.md), or score on gold"
    lines = (f"the extractor does not answer in this schema: {first}", *told, known, f"{advice} whose schema has them")
    raise ExtractorError("\n".join(lines))


def outside_told(found: Mapping[str, Sequence[Fact]], troubles: Sequence[Trouble]) -> str:
    """Say how many facts are not scored because the schema has no place for them, of how many; "" for none.

    `found` are the facts that are scored.
    """
    outside = sum(trouble.kind in OUTSIDE for trouble in troubles)
    if not outside:
        return ""
    facts = sum(map(len, found.values())) + sum(trouble.kind not in _NO_FACT for trouble in troubles)
    of_them = "the only fact is" if facts == 1 else f"{outside} of {facts} facts {'is' if outside == 1 else 'are'}"
    return f"{of_them} not scored, as the schema has no such type or slot"


def counted(troubles: Sequence[Trouble], most: int) -> list[str]:
    """Return a line for each message, the commonest first, as `3 x <message>`; of those beyond `most` their number."""
    messages = Counter(trouble.message for trouble in troubles).most_common()
    lines = [f"{count} x {message}" for message, count in messages[:most]]
    return lines if len(messages) <= most else [*lines, f"and {len(messages) - most} more"]
