"""The examples in the docstrings are what the modules do."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "answers.align",
        "answers.mapping",
        "answers.offsets",
        "answers.langextract",
        "answers.outline",
        "answers.fillers",
        "answers.occurrences",
        "answers.records",
        "normalise.folding",
    ],
)
def test_the_examples_hold(module: str) -> None:
    results = doctest.testmod(import_module(f"harness.{module}"))
    assert results.attempted > 0
    assert results.failed == 0
