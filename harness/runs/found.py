"""Found facts as JSON lines: one line a fact, in the columns of `harness.corpora.found`, and back.

`datasets.load_dataset("json", ...)` and `pandas.read_json(..., lines=True)` read the lines as they are.
"""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from harness.corpora.dataset import rows_of
from harness.corpora.fact_columns import fact_from_row
from harness.facts import Fact

if TYPE_CHECKING:
    from datasets import Dataset

Found = Mapping[str, tuple[Fact, ...]]


def found_lines(dataset: "Dataset") -> str:
    """Return the rows of `facts_to_dataset` as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows_of(dataset))


def read_found(lines: Iterable[str], articles: Iterable[str]) -> dict[str, tuple[Fact, ...]]:
    """Return the facts that `found_lines` wrote, in their order; each of `articles` is a key.

    Raises ValueError, KeyError or TypeError where a line holds no fact, or one of another article.
    """
    facts: dict[str, list[Fact]] = {article: [] for article in articles}
    for line in lines:
        row = json.loads(line)
        facts[row["article_id"]].append(fact_from_row(row))
    return {article: tuple(found) for article, found in facts.items()}
