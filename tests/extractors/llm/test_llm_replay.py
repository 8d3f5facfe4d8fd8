"""A run is free the second time, goes on where it stopped, and costs no more than it may."""

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from llm_case import ANSWERS, ARTICLES, CORPUS, SAID, TEXTS, found, llm
from llm_server import Asked, Reply, Server, completion, error, told

from harness.corpora.corpus import Corpus
from harness.errors import ExtractorError
from harness.facts import Article
from harness.runs.usage import Usage

NOWHERE = "http://127.0.0.1:9/v1"
ALL_THREE = Usage(articles=3, answers=3, input_tokens=300, output_tokens=30, cost=None)


def corpus(**texts: str) -> Corpus:
    articles = tuple(Article(name, text, "") for name, text in texts.items())
    return Corpus(CORPUS.schema, articles, dict.fromkeys(texts, ()), "")


def test_what_was_answered_is_not_asked_for_again(tmp_path: Path) -> None:
    with Server(told(SAID)) as server:
        first = llm(tmp_path, server.url)
        facts, troubles = found(first)
        assert len(server.asked) == 3
        assert (troubles, first.usage()) == ([], ALL_THREE)
    for replay in ("use", "only"):
        again = llm(tmp_path, NOWHERE, replay=replay)
        assert found(again) == (facts, [])
        assert again.usage() == ALL_THREE


def test_without_an_endpoint_the_recording_alone_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with Server(told(SAID)) as server:
        facts, _ = found(llm(tmp_path, server.url))
    assert found(llm(tmp_path, None)) == (facts, [])


@pytest.mark.parametrize(("url", "replay"), [(NOWHERE, "only"), (None, "use")])
def test_what_is_missing_is_said_at_the_end_and_nobody_is_asked(
    url: str | None, replay: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with Server(told(SAID)) as server:
        found(llm(tmp_path, server.url), corpus(b=TEXTS["b"]))
    extractor = llm(tmp_path, url, replay=replay)
    read = extractor.extract(ARTICLES)
    assert [len(next(read)) for _ in ARTICLES] == [0, 1, 0]
    with pytest.raises(ExtractorError, match=r"none\.jsonl lacks answers about a, c, and nothing"):
        next(read)


def test_a_model_that_was_never_recorded_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExtractorError, match=r"none\.jsonl: nothing is recorded of model 'none': replay=use asks it"):
        llm(tmp_path, NOWHERE, replay="only")


def test_only_writes_nothing(tmp_path: Path) -> None:
    with Server(told(SAID)) as server:
        found(llm(tmp_path, server.url))
    (tmp_path / "none.lock").unlink()
    before = (tmp_path / "none.jsonl").read_bytes()
    with (tmp_path / "none.jsonl").open("ab") as file:
        file.write(b'{"request": "half')
    found(llm(tmp_path, None, replay="only"))
    assert (tmp_path / "none.jsonl").read_bytes() == before + b'{"request": "half'
    assert [path.name for path in tmp_path.iterdir()] == ["none.jsonl"]


def test_refresh_asks_anew_and_what_it_hears_counts_from_then_on(tmp_path: Path) -> None:
    with Server(told(SAID)) as server:
        found(llm(tmp_path, server.url))
        server.behave = lambda asked, number: completion("{}")
        facts, _ = found(llm(tmp_path, server.url, replay="refresh"))
        assert len(server.asked) == 6
        assert not any(facts.values())
        assert found(llm(tmp_path, server.url)) == (facts, [])
        assert len(server.asked) == 6


def test_off_keeps_nothing_and_reads_nothing(tmp_path: Path) -> None:
    with Server(told(SAID)) as server:
        found(llm(tmp_path, server.url, replay="off"))
        assert list(tmp_path.iterdir()) == []
        found(llm(tmp_path, server.url))
        found(llm(tmp_path, server.url, replay="off"))
        assert len(server.asked) == 9


@pytest.mark.parametrize(
    ("change", "requests"),
    [
        ({"model": "other"}, 3),
        ({"parameters": {"seed": 1}}, 3),
        ({"parameters": {"seed": None}}, 0),
        ({"response_format": "json_object"}, 3),
        ({"strict": True}, 3),
        ({"concurrency": 1, "timeout": 9, "retries": 0, "price": {"input": 1, "output": 1}}, 0),
        ({"window": 600, "overlap": 0}, 0),
    ],
)
def test_what_changes_the_request_is_asked_for(change: dict[str, Any], requests: int, tmp_path: Path) -> None:
    with Server(told(SAID)) as server:
        found(llm(tmp_path, server.url))
        found(llm(tmp_path, server.url, **change))
        assert len(server.asked) == 3 + requests


def test_the_request_is_what_the_options_say(tmp_path: Path) -> None:
    parameters = {"temperature": 0, "max_tokens": 99, "chat_template_kwargs": {"enable_thinking": False}}
    with Server(told(SAID)) as server:
        found(llm(tmp_path, server.url, parameters=parameters, strict=True), corpus(a=TEXTS["a"]))
        found(llm(tmp_path, server.url, response_format="json_object"), corpus(a=TEXTS["a"]))
        found(llm(tmp_path, server.url, response_format="none"), corpus(a=TEXTS["a"]))
        held, some, free = (asked.body for asked in server.asked)
        assert {asked.path for asked in server.asked} == {"/v1/chat/completions"}
    assert {key: held[key] for key in parameters} == parameters
    assert held["response_format"]["json_schema"]["strict"] is True
    assert some["response_format"] == {"type": "json_object"}
    assert "response_format" not in free
    assert "JSON schema" not in held["messages"][0]["content"]
    assert "JSON schema" in some["messages"][0]["content"]
    assert "JSON schema" in free["messages"][0]["content"]


@pytest.mark.parametrize("name", ["model", "messages", "stream", "n", "response_format"])
def test_a_parameter_that_is_ours_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExtractorError, match=f"parameters.{name}: this is not for you to set"):
        llm(tmp_path, NOWHERE, parameters={name: 1})


def test_facts_come_in_the_order_of_the_articles_however_late_answers_are(tmp_path: Path) -> None:
    gate = threading.Event()

    def behave(asked: Asked, number: int) -> Any:
        if TEXTS["a"] in asked.text:
            gate.wait(10)
        if TEXTS["c"] in asked.text:
            gate.set()
        return told(SAID)(asked, number)

    with Server(behave) as server:
        facts = [list(some) for some in llm(tmp_path, server.url).extract(ARTICLES)]
    assert [some[0].type for some in facts] == ["detention", "casualty", "seizure"]


def test_no_more_than_so_many_requests_at_a_time(tmp_path: Path) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def behave(asked: Asked, number: int) -> Any:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        threading.Event().wait(0.02)
        with lock:
            now[0] -= 1
        return completion("{}")

    texts = {f"a{number:02}": f"Article {number}." for number in range(20)}
    texts["long"] = "\n\n".join(f"Paragraph {number} is of some length." for number in range(200))
    with Server(behave) as server:
        found(llm(tmp_path, server.url, concurrency=3, window=500, overlap=0), corpus(**texts))
        assert len(server.asked) > 30
    assert most[0] == 3


def test_articles_are_not_read_far_ahead(tmp_path: Path) -> None:
    taken: list[int] = []

    def many() -> Any:
        for number in range(10_000):
            taken.append(number)
            yield Article(f"a{number}", f"Article {number}.", "")

    with Server(lambda asked, number: completion("{}")) as server:
        facts = llm(tmp_path, server.url, concurrency=2).extract(many())
        for _ in range(5):
            next(facts)
        facts.close()  # type: ignore[attr-defined]
    assert len(taken) <= 8


def test_the_same_text_twice_is_asked_about_once(tmp_path: Path) -> None:
    answers = iter([SAID[TEXTS["a"]], "{}"])
    with Server(lambda asked, number: completion(next(answers))) as server:
        facts, _ = found(llm(tmp_path, server.url), corpus(a=TEXTS["a"], twin=TEXTS["a"]))
        assert len(server.asked) == 1
    assert facts["a"] == facts["twin"]
    assert len(facts["a"]) == 1


def test_a_long_article_is_read_in_windows_and_what_both_say_is_one_fact(tmp_path: Path) -> None:
    filler = "Nothing of note was reported from any of the other districts on that day. "
    text = f"{filler * 5}{TEXTS['a']} {filler * 7}{TEXTS['b']}"
    answer = json.loads(SAID[TEXTS["a"]]) | json.loads(SAID[TEXTS["b"]])

    def behave(asked: Asked, number: int) -> Reply:
        said = {name: facts for name, facts in answer.items() if facts[0]["quotes"][0] in asked.text}
        return completion(json.dumps(said))

    with Server(behave) as server:
        extractor = llm(tmp_path, server.url, window=500, overlap=240)
        facts, troubles = found(extractor, corpus(long=text))
        shown = [asked.text for asked in server.asked]
    assert troubles == []
    assert len(shown) == extractor.usage().answers > 2
    assert all(one.startswith("Part of an article:") for one in shown)
    assert sum(TEXTS["a"] in one for one in shown) == 2
    detention, casualty = facts["long"]
    assert text[slice(*detention.evidence[0])] == TEXTS["a"]
    assert text[slice(*(detention.slots["place"][0].span or ()))] == "Osh"
    assert text[slice(*casualty.evidence[0])] == "one policeman was killed"


def test_one_window_without_an_answer_costs_the_article_and_the_others_are_kept(tmp_path: Path) -> None:
    text = "\n\n".join(f"Paragraph {number} is of some length, and says nothing at all." for number in range(40))

    def behave(asked: Asked, number: int) -> Reply:
        return error(400, "no") if "Paragraph 20" in asked.text else completion("{}")

    with Server(behave) as server:
        facts, (trouble,) = found(llm(tmp_path, server.url, window=600, overlap=0), corpus(long=text))
        assert facts["long"] == ()
        assert trouble.message.startswith("part 3 of ")
        before = len(server.asked)
        server.behave = lambda asked, number: completion("{}")
        assert found(llm(tmp_path, server.url, window=600, overlap=0), corpus(long=text))[1] == []
        assert len(server.asked) == before + 1


def test_an_empty_article_is_not_asked_about(tmp_path: Path) -> None:
    with Server(told(SAID)) as server:
        facts, troubles = found(llm(tmp_path, server.url), corpus(empty="", blank=" \n\n"))
        assert server.asked == []
    assert (facts, troubles) == ({"empty": (), "blank": ()}, [])


@pytest.mark.parametrize("replay", ["use", "only", "refresh", "off"])
def test_without_endpoint_and_recording_one_line_says_what_to_set(
    replay: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ExtractorError, match=r"extractor.model=<name> extractor.base_url=<address>"):
        llm(tmp_path, None, replay=replay)


def test_a_server_that_is_not_there_ends_the_run_at_once(tmp_path: Path) -> None:
    with pytest.raises(ExtractorError, match=r"nothing answers at http://127.0.0.1:9/v1: start the server"):
        found(llm(tmp_path, NOWHERE, retries=99))


def test_it_runs_where_a_loop_is_running_already(tmp_path: Path) -> None:
    async def notebook() -> Any:
        return found(llm(tmp_path, server.url))

    with Server(told(SAID)) as server:
        facts, troubles = asyncio.run(notebook())
    assert troubles == []
    assert [one.type for one in facts["b"]] == list(ANSWERS["b"])
