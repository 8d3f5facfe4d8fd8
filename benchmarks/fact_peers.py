"""The scorer of records, stickler-eval: a list of records a type, made beforehand; only its comparison is timed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.fact_workloads import SLOTS, FactSide, FactWorkload, slot_values, type_name


@dataclass(frozen=True, slots=True)
class SlotAnswer:
    """How many slot fillers are right, article by article, under the best one-to-one pairing of the facts."""

    credit: tuple[int, ...]


def prepare_stickler(work: FactWorkload) -> Callable[[], SlotAnswer]:
    """stickler: records of four fields, each right or wrong, paired by its Hungarian algorithm within each list.

    Its threshold of a match is one right field of four, the harness's own rule for this workload.
    """
    from pydantic import create_model
    from stickler import ComparableField, ExactComparator, StructuredModel  # type: ignore[import-untyped]

    class Record(StructuredModel):  # type: ignore[misc]
        """One fact."""

        count: int = ComparableField(comparator=ExactComparator(), threshold=1.0)
        date: str = ComparableField(comparator=ExactComparator(), threshold=1.0)
        outcome: str = ComparableField(comparator=ExactComparator(), threshold=1.0)
        place: str = ComparableField(comparator=ExactComparator(), threshold=1.0)
        match_threshold = 0.25

    fields: dict[str, Any] = {type_name(kind): (list[Record], ComparableField()) for kind in range(work.types)}
    article = create_model("Article", __base__=StructuredModel, **fields)
    gold, found = _records(work.gold, work, Record, article), _records(work.found, work, Record, article)

    def run() -> SlotAnswer:
        credit = []
        for one, other in zip(gold, found, strict=True):
            matrix = one.compare_with(other, include_confusion_matrix=True)["confusion_matrix"]
            lists = [matrix["fields"][type_name(kind)] for kind in range(work.types)]
            credit.append(sum(one["fields"][slot]["overall"]["tp"] for one in lists for slot in SLOTS if one["fields"]))
        return SlotAnswer(tuple(credit))

    return run


def _records(side: FactSide, work: FactWorkload, record: Any, article: Any) -> list[Any]:  # noqa: ANN401 - their types
    values = [slot_values(slot) for slot in range(len(SLOTS))]
    lists: list[dict[str, list[Any]]] = [{type_name(k): [] for k in range(work.types)} for _ in range(work.articles)]
    for at, kind, slots in zip(side.article.tolist(), side.type.tolist(), side.slots.tolist(), strict=True):
        fields = {name: own[value] for name, own, value in zip(SLOTS, values, slots, strict=True)}
        lists[at][type_name(kind)].append(record(**fields))
    return [article(**one) for one in lists]
