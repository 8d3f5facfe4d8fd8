"""What the answers of a language model took: told where one was asked, in every view, and nowhere else."""

import json
from dataclasses import replace

import pytest

from harness.report import html, markdown, terminal
from harness.report import json as as_json
from harness.report.comparison import compare
from harness.report.spent import spent
from harness.runs.run import Run
from harness.runs.usage import Usage


@pytest.mark.parametrize(
    ("usage", "sentence"),
    [
        (
            Usage(2, 3, 61234, 9876, 0.0123),
            "3 answers: 61,234 tokens in and 9,876 out, for 0.0123 (0.0062 an article).",
        ),
        (Usage(2, 1, 5, 7, 2468.0), "1 answer: 5 tokens in and 7 out, for 2,468.00 (1,234.00 an article)."),
        (Usage(2, 3, 5, 7, None), "3 answers: 5 tokens in and 7 out."),
        (Usage(2, 3, None, None, None), "3 answers, whose tokens the server did not count."),
        (Usage(0, 0, 0, 0, 0.0), "0 answers: 0 tokens in and 0 out."),
    ],
)
def test_tokens_and_cost_in_a_sentence(usage: Usage, sentence: str, empty: Run) -> None:
    assert spent(compare([replace(empty, usage=usage)])) == (f"empty took {sentence}",)


def test_every_view_tells_it_of_the_runs_that_have_any(empty: Run, rules: Run) -> None:
    comparison = compare([rules, replace(empty, usage=Usage(2, 3, 61234, 9876, 0.5))])
    (sentence,) = spent(comparison)
    for view in (html.page, markdown.page, terminal.text):
        assert sentence in " ".join(view(comparison).split()), view
    told = {run["name"]: run["usage"] for run in json.loads(as_json.document(comparison))["runs"]}
    assert told["rules"] is None
    assert told["empty"]["output_tokens"] == 9876


def test_a_run_without_a_model_says_nothing(rules: Run) -> None:
    assert spent(compare([rules])) == ()
