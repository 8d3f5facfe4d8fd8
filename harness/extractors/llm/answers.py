"""A checked answer about a text as facts of it; quotes that are nowhere in it are told, one by one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from harness.answers.records import answer_of
from harness.facts import Article, Fact
from harness.schema import Schema

if TYPE_CHECKING:
    from harness.runs.run import Trouble


def answered_facts(data: Mapping[str, Any], text: Article, schema: Schema) -> "tuple[Sequence[Fact], list[Trouble]]":
    """Return the facts of `data`, an answer of `answer_schema(schema)`, and what is wrong with single ones.

    Facts that are not of the schema (a date that no calendar has) are told and left out, so the rest can be merged.
    """
    from harness.runs.verify import verified

    records = [{"type": name, **fact} for name, facts in data.items() for fact in facts]
    answer = answer_of(text, records, schema)
    checked = [verified(fact, text, schema) for fact in answer.facts]
    facts = [fact for fact in checked if isinstance(fact, Fact)]
    return facts, [*answer.troubles, *(trouble for trouble in checked if not isinstance(trouble, Fact))]
