"""Found facts as a `datasets.Dataset`, one row a fact; the columns are those of gold's facts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from harness.corpora.dataset import table_of
from harness.corpora.fact_columns import fact_features, fact_to_row
from harness.facts import Fact

if TYPE_CHECKING:
    from datasets import Dataset


def facts_to_dataset(found: Mapping[str, Sequence[Fact]]) -> "Dataset":
    """The facts found in each article: article_id, index (the fact's place in its article) and the fact's columns."""
    from datasets import Features, Value

    features = Features({"article_id": Value("string"), "index": Value("int64")} | fact_features())
    rows = (
        {"article_id": article, "index": index} | fact_to_row(fact)
        for article, facts in found.items()
        for index, fact in enumerate(facts)
    )
    return table_of(rows, features)
