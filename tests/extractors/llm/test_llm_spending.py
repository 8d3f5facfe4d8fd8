"""What answers cost, what they may cost, and options that cannot be meant."""

from pathlib import Path
from typing import Any

import pytest
from llm_case import SAID, found, llm
from llm_server import Reply, Server, told

from harness.errors import ExtractorError
from harness.runs.usage import Usage

NOWHERE = "http://127.0.0.1:9/v1"


def test_tokens_and_what_they_cost(tmp_path: Path) -> None:
    with Server(told(SAID)) as server:
        extractor = llm(tmp_path, server.url, price={"input": 2.0, "output": 10.0})
        found(extractor)
    assert extractor.usage() == Usage(3, 3, 300, 30, pytest.approx(0.0009))


def test_tokens_that_a_server_does_not_count_are_none(tmp_path: Path) -> None:
    bare = Reply(b'{"choices": [{"message": {"content": "{}"}}]}')
    with Server(lambda asked, number: bare) as server:
        extractor = llm(tmp_path, server.url, price={"input": 2.0, "output": 10.0})
        found(extractor)
        assert extractor.usage() == Usage(3, 3, None, None, None)
        with pytest.raises(ExtractorError, match="does not say how many tokens"):
            found(llm(tmp_path, server.url, max_tokens=10, model="other"))


@pytest.mark.parametrize("limit", [{"max_tokens": 200}, {"max_cost": 0.0002, "price": {"input": 1.0, "output": 0.0}}])
def test_a_budget_ends_the_run_and_the_next_goes_on(limit: dict[str, Any], tmp_path: Path) -> None:
    with Server(told(SAID)) as server:
        with pytest.raises(ExtractorError, match=r"max_\w+=\S+ is spent .*the next run goes on from here"):
            found(llm(tmp_path, server.url, concurrency=1, **limit))
        assert len(server.asked) == 2
        facts, troubles = found(llm(tmp_path, server.url, concurrency=1, **limit))
        assert len(server.asked) == 3
    assert troubles == []
    assert all(facts.values())


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"max_cost": 1.0}, "max_cost needs a price"),
        ({"price": {"in": 1.0}}, "price has the keys"),
        ({"price": {"input": -1.0}}, "price has the keys"),
        ({"window": 10}, "window=10: it must be at least 500"),
        ({"overlap": 7000}, "more than half of window"),
        ({"concurrency": 0}, "concurrency=0"),
        ({"timeout": float("nan")}, "timeout=nan"),
        ({"retries": -1}, "retries=-1"),
        ({"model": None}, "needs a model and an endpoint"),
        ({"shots": 1, "shots_from": {"seeds": "seeds"}}, "shots_from has the keys"),
        ({"parameters": {"temperature": float("nan")}}, "parameters: "),
    ],
)
def test_an_option_that_cannot_be_meant_is_told(options: dict[str, Any], complaint: str, tmp_path: Path) -> None:
    with pytest.raises(ExtractorError, match=complaint):
        llm(tmp_path, NOWHERE, **options)
