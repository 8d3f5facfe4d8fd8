"""A server that misbehaves about one article of three: that one is told, the others keep their facts, nothing hangs."""

import gzip
import json
import re
import socket
import struct
import time
from collections.abc import Callable
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from llm_case import ANSWERS, KEY, SAID, TEXTS, found, llm
from llm_server import Asked, Behaviour, Reply, Server, completion, error, told

from harness.extractors.llm import endpoint

Handler = BaseHTTPRequestHandler
FINE = told(SAID)
RIGHT = SAID[TEXTS["b"]]


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client would have waited before each retry; nobody does."""
    asked: list[float] = []

    async def sleep(seconds: float) -> None:
        asked.append(seconds)

    monkeypatch.setattr("anyio.sleep", sleep)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return asked


def about_b(*replies: Reply | Callable[[Handler], None]) -> Behaviour:
    """Give these replies, one after the other and the last for ever, to what is asked about article b."""
    given: list[int] = []

    def behave(asked: Asked, number: int) -> Reply | Callable[[Handler], None]:
        first = next(one["content"] for one in asked.body["messages"] if one["role"] == "user")
        if TEXTS["b"] not in first:
            return FINE(asked, number)
        given.append(number)
        return replies[min(len(given), len(replies)) - 1]

    return behave


def reset(handler: Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def close(handler: Handler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def sends(*pieces: bytes, pause: float = 0.0, ends: bool = True) -> Callable[[Handler], None]:
    def send(handler: Handler) -> None:
        for piece in pieces:
            handler.connection.sendall(piece)
            time.sleep(pause)
        if not ends:
            handler.connection.settimeout(10)
            handler.connection.recv(1)  # until the client has gone

    return send


def odd(**fields: object) -> Reply:
    """The right answer, in a body with other `fields`."""
    return Reply(json.dumps({**json.loads(completion(RIGHT).body), **fields}).encode())


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
ENDLESS = sends(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[b"4000\r\n" + b" " * 0x4000 + b"\r\n"] * 99)
BOMB = Reply(gzip.compress(b" " * 50_000_000), headers={"Content-Encoding": "gzip"})
GARBLED = json.dumps({"casualty": [{**ANSWERS["b"]["casualty"][0], "slots": {"outcome": "dead"}}]})
LOOT = json.dumps({"seizure": [{"quotes": [], "slots": {"loot": "gold"}}]})
CALL = completion(None, "tool_calls", tool_calls=[{"function": {"name": "search"}}])

NO_ANSWER: dict[str, tuple[Behaviour, str]] = {
    "429 for an hour": (about_b(error(429, "slow down", {"Retry-After": "3600"})), r"429: slow down .*3600"),
    "503 for ever": (about_b(error(503, "busy")), "answers 503: busy"),
    "500 as a web page": (about_b(Reply(b"<h1>Oops</h1>", 500, {"Content-Type": "text/html"})), "answers 500$"),
    "connection reset": (about_b(reset), "connection was lost"),
    "closed at once": (about_b(close), "connection was lost"),
    "no HTTP": (about_b(sends(b"HELO\r\n\r\n")), "connection was lost"),
    "headers without end": (about_b(sends(HEAD, *[b"X: " + b"y" * 9000 + b"\r\n"] * 50)), "connection was lost"),
    "half a body": (about_b(sends(HEAD + b"Content-Length: 999\r\n\r\n{")), "connection was lost"),
    "garbage": (about_b(Reply(b"\xff\x00garbage")), "no JSON, but"),
    "an empty body": (about_b(Reply(b"")), "no JSON, but 0 bytes"),
    "other JSON": (about_b(Reply(b'{"choices": 7}')), r"no chat completion \(choices"),
    "a JSON list": (about_b(Reply(b"[]")), "no chat completion"),
    "JSON too deep": (about_b(Reply(b"[" * 90_000)), "no JSON, but"),
    "a web page": (about_b(Reply(b"<html>", 200, {"Content-Type": "text/html"})), "no JSON, but"),
    "no choices": (about_b(Reply(b'{"choices": []}')), "without choices"),
    "a huge body": (about_b(Reply(b" " * 200_000)), "more than 100,000 bytes"),
    "a huge error": (about_b(Reply(b" " * 200_000, 400)), "more than 100,000 bytes"),
    "a body without end": (about_b(ENDLESS), "more than 100,000 bytes"),
    "a gzip bomb": (about_b(BOMB), "compressed"),
    "a request refused": (about_b(error(400, "what response_format?")), "refuses the request .*response_format"),
    "a text forbidden": (about_b(error(403, "flagged")), r"refuses the text, or the key in .*403"),
    "too long for the model": (about_b(error(413, "too long")), "answers 413: too long"),
}
TIMED_OUT = {
    "no answer": about_b(sends(ends=False)),
    "headers one by one": about_b(sends(HEAD, *[b"X: y\r\n"] * 20, pause=0.1)),
    "a byte at a time": about_b(sends(HEAD + b"Content-Length: 40\r\n\r\n", *[b" "] * 20, pause=0.1)),
}
ANSWERED: dict[str, tuple[Behaviour, str]] = {
    "cut off": (about_b(completion('{"casualty": [{"quo', "length")), "cut off"),
    "withheld": (about_b(completion("", "content_filter")), "content filter"),
    "refused": (about_b(completion(None, refusal="I cannot\nhelp")), "refuses: I cannot help"),
    "empty": (about_b(completion("")), "the answer is empty"),
    "nothing": (about_b(completion(None)), "the answer is empty"),
    "a tool call": (about_b(CALL), r"tool \(search\)"),
    "prose": (about_b(completion("One policeman was killed.")), "also when asked again.*no JSON object"),
    "never repaired": (about_b(completion(GARBLED)), "'dead' is not one of"),
    "an unknown type": (about_b(completion('{"murder": []}')), "'murder' was unexpected"),
    "an unknown slot": (about_b(completion(LOOT)), "'loot' was unexpected"),
    "a key twice": (about_b(completion('{"role": [], "role": []}')), "'role' is there twice"),
    "an answer too deep": (about_b(completion('{"role":' * 20_000)), "also when asked again"),
    "no JSON number": (about_b(completion('{"role": [NaN]}')), "NaN is no JSON number"),
}


def others_are_fine(facts: dict[str, tuple[object, ...]]) -> bool:
    return all(len(facts[name]) == 1 for name in ("a", "c"))


@pytest.mark.parametrize("name", NO_ANSWER)
def test_what_is_no_answer_costs_its_article_and_is_asked_for_again(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    behave, message = NO_ANSWER[name]
    monkeypatch.setattr(endpoint, "LARGEST_ANSWER", 100_000)
    with Server(behave) as server:
        facts, (trouble,) = found(llm(tmp_path, server.url))
        assert (trouble.article, trouble.kind, facts["b"]) == ("b", "error", ())
        assert re.search(message, trouble.message), trouble.message
        assert others_are_fine(facts)
        server.behave, asked = FINE, len(server.asked)
        again, troubles = found(llm(tmp_path, server.url))
        assert troubles == []
        assert len(again["b"]) == 1
        assert len(server.asked) == asked + 1
    assert KEY not in "".join(capfd.readouterr())


@pytest.mark.parametrize("name", TIMED_OUT)
def test_what_takes_too_long_as_a_whole_is_a_timeout(name: str, tmp_path: Path) -> None:
    with Server(TIMED_OUT[name]) as server:
        facts, (trouble,) = found(llm(tmp_path, server.url, timeout=0.5, retries=1))
    assert (trouble.article, trouble.kind, trouble.message) == ("b", "timeout", "no answer in 0.5 s, 2 times")
    assert others_are_fine(facts)


@pytest.mark.parametrize("name", ANSWERED)
def test_an_answer_of_no_use_costs_its_article_and_is_not_asked_for_again(name: str, tmp_path: Path) -> None:
    behave, message = ANSWERED[name]
    with Server(behave) as server:
        facts, (trouble,) = found(llm(tmp_path, server.url))
        assert (trouble.article, trouble.kind, facts["b"]) == ("b", "error", ())
        assert re.search(message, trouble.message), trouble.message
        assert others_are_fine(facts)
        asked = len(server.asked)
        assert asked <= 4  # three articles, one repair
        assert found(llm(tmp_path, server.url)) == (facts, [trouble])
        assert len(server.asked) == asked


OVERCOME: dict[str, tuple[Behaviour, int]] = {
    "500 once": (about_b(error(500, "oops"), completion(RIGHT)), 2),
    "408 once": (about_b(error(408, "too slow"), completion(RIGHT)), 2),
    "a reset once": (about_b(reset, completion(RIGHT)), 2),
    "half a body once": (about_b(sends(HEAD + b"Content-Length: 999\r\n\r\n{"), completion(RIGHT)), 2),
    "not of the schema, then repaired": (about_b(completion('{"casualty": [7]}'), completion(RIGHT)), 2),
    "prose, then repaired": (about_b(completion("One died."), completion(RIGHT)), 2),
    "half a character, then repaired": (about_b(completion("One died \ud800."), completion(RIGHT)), 2),
    "odd tokens": (about_b(odd(usage={"prompt_tokens": -1, "completion_tokens": 1.5})), 1),
    "no usage": (about_b(odd(usage="none")), 1),
    "a nameless tool": (about_b(completion(RIGHT, tool_calls=[{"function": {"name": None}}])), 1),
    "a part without text": (about_b(completion([{"text": None}, {"text": RIGHT}])), 1),  # type: ignore[arg-type]
    "an end by number": (about_b(completion(RIGHT, 1)), 1),  # type: ignore[arg-type]
    "in a fence": (about_b(completion(f"Here it is:\n```json\n{RIGHT}\n```\nDone.")), 1),
    "after a thought": (about_b(completion(f"<think>{{hm}}</think>\n{RIGHT}")), 1),
    "words around it": (about_b(completion(f"Sure! {RIGHT} Anything else?")), 1),
    "another content type": (about_b(Reply(completion(RIGHT).body, headers={"Content-Type": "text/plain"})), 1),
    "no content type": (about_b(Reply(completion(RIGHT).body, headers={})), 1),
    "content in parts": (
        about_b(Reply(json.dumps({"choices": [{"message": {"content": [{"type": "text", "text": RIGHT}]}}]}).encode())),
        1,
    ),
}


@pytest.mark.parametrize("name", OVERCOME)
def test_what_can_be_overcome_costs_nothing(name: str, tmp_path: Path) -> None:
    behave, requests = OVERCOME[name]
    with Server(behave) as server:
        facts, troubles = found(llm(tmp_path, server.url))
        assert troubles == []
        assert all(facts.values())
        assert sum(TEXTS["b"] in json.dumps(asked.body) for asked in server.asked) == requests


def test_a_repair_says_what_is_wrong(tmp_path: Path) -> None:
    with Server(about_b(completion(GARBLED), completion(RIGHT))) as server:
        found(llm(tmp_path, server.url))
        repair = next(asked for asked in server.asked if len(asked.body["messages"]) > 2)
    assert repair.body["messages"][-2] == {"role": "assistant", "content": GARBLED}
    assert "casualty[0].slots.outcome: 'dead' is not one of" in repair.text


def test_a_quote_that_is_nowhere_costs_the_quote_alone(tmp_path: Path) -> None:
    made_up = {"quotes": ["two policemen fled"], "slots": {"outcome": "killed", "victim": "policeman"}}
    with Server(about_b(completion(json.dumps({"casualty": [made_up]})))) as server:
        facts, (trouble,) = found(llm(tmp_path, server.url))
    assert (trouble.article, trouble.kind) == ("b", "unaligned")
    assert "two policemen fled" in trouble.message
    assert facts["b"][0].evidence == ()
    assert facts["b"][0].slots["victim"][0].span == (14, 23)


def test_a_value_that_cannot_be_costs_the_fact_alone(tmp_path: Path) -> None:
    no_day = {"quotes": ["one policeman was killed"], "slots": {"outcome": "killed", "date": {"value": "2024-02-31"}}}
    answer = json.dumps({"casualty": [no_day, ANSWERS["b"]["casualty"][0]]})
    with Server(about_b(completion(answer))) as server:
        facts, (trouble,) = found(llm(tmp_path, server.url))
    assert (trouble.article, trouble.kind) == ("b", "bad_value")
    assert len(facts["b"]) == 1


@pytest.mark.parametrize(
    ("after", "low", "high"),
    [("7", 7, 7), ("a date", 1, 119), ("soon", 0.37, 0.5), ("-5", 0.37, 0.5), (None, 0.37, 0.5)],
)
def test_the_wait_is_what_the_server_asks_for(
    after: str | None, low: float, high: float, tmp_path: Path, waits: list[float]
) -> None:
    date = formatdate(time.time() + 119, usegmt=True)  # now: the tests before this one take their time
    headers = {} if after is None else {"Retry-After": date if after == "a date" else after}
    with Server(about_b(error(429, "slow down", headers), completion(RIGHT))) as server:
        facts, troubles = found(llm(tmp_path, server.url))
    assert facts["b"]
    assert troubles == []
    (wait,) = waits
    assert low <= wait <= high


def test_the_wait_grows_and_is_not_the_same_for_all(tmp_path: Path, waits: list[float]) -> None:
    with Server(about_b(error(500, "oops"))) as server:
        found(llm(tmp_path, server.url, retries=6))
    assert len(waits) == 6
    assert all(0.75 * most <= wait <= most for wait, most in zip(waits, (0.5, 1, 2, 4, 8, 8), strict=True))
    assert waits[0] * 2 != waits[1]


def test_neither_key_nor_article_goes_where_a_server_sends(tmp_path: Path) -> None:
    with Server(FINE) as elsewhere:
        away = Reply(b"", 307, {"Location": f"{elsewhere.url}/chat/completions"})
        with Server(about_b(away)) as server:
            facts, (trouble,) = found(llm(tmp_path, server.url))
        assert elsewhere.asked == []
    assert "sends elsewhere (307)" in trouble.message
    assert others_are_fine(facts)
