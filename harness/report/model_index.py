"""A comparison as the `model-index` of a model card on the Hugging Face Hub: overall P, R and F1 of every run.

The form is that of `huggingface_hub`, whose own functions make and check it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harness.report.comparison import Comparison
from harness.report.visible import one_line
from harness.runs.run import Run
from harness.scores.score import Ratios

if TYPE_CHECKING:
    from huggingface_hub import EvalResult

_MEASURES = ("precision", "recall", "f1")


def document(comparison: Comparison) -> str:
    """Return YAML with one entry a run, to be pasted into the head of a model card. Undefined measures are left out."""
    from io import StringIO

    from huggingface_hub.repocard_data import eval_results_to_model_index
    from ruamel.yaml import YAML

    entries = []
    for name, run in zip(comparison.names, comparison.runs, strict=True):
        results = list(_results(run))
        entries += eval_results_to_model_index(one_line(name), results) if results else []
    page = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.width = 10_000  # a signature is one line
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # an attribute that its stub lacks
    yaml.dump({"model-index": entries}, page)
    return page.getvalue()


def _results(run: Run) -> "Iterator[EvalResult]":
    from huggingface_hub import EvalResult

    overall = next((row for row in run.rows if row.scope == "overall"), None)
    readings = (
        () if overall is None else (("strict", overall.strict), ("lenient", overall.lenient), ("slot", overall.slot))
    )
    for reading, ratios in readings:
        for measure in _MEASURES:
            value = getattr(ratios or Ratios(), measure)
            if value is not None:
                yield EvalResult(
                    task_type="fact-extraction",
                    task_name="Fact extraction",
                    dataset_type="fact-harness-gold",
                    dataset_name=f"gold {run.corpus.digest[:8]}",
                    dataset_revision=run.corpus.digest,
                    metric_type=measure,
                    metric_name=f"{reading} {measure}",
                    metric_value=round(value, 6),
                    metric_config=one_line(run.signature),
                )
