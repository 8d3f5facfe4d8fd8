"""The key: it is sent to the endpoint, and stands nowhere else, whatever the server does with it."""

import json
import subprocess
from pathlib import Path

import forked
import pytest
from llm_case import GOLD, KEY, SAID, SEEDS, TEXTS, found, llm
from llm_run import environment
from llm_server import Asked, Reply, Server, completion, error, gold_answers, told

from harness.errors import ExtractorError

ECHO = f"your key is {KEY}, that is Bearer {KEY}"


def echoes(asked: Asked, number: int) -> Reply:
    """Put the key wherever a response has room for it."""
    answer = {"casualty": [{"quotes": [KEY, "killed"], "slots": {"outcome": "killed", "victim": KEY}, "source": KEY}]}
    return [
        error(400, ECHO, {"Retry-After": KEY, "X-Key": KEY}, code=KEY),
        error(500, ECHO, {"Retry-After": KEY, "x-should-retry": "false"}),
        Reply(b"x" * 45 + KEY.encode()),
        Reply(json.dumps({"choices": [{"message": {KEY: KEY, "content": 7}}]}).encode()),
        Reply(json.dumps({"choices": KEY}).encode()),
        completion(None, refusal=ECHO),
        completion("", finish=KEY),
        completion(None, "tool_calls", tool_calls=[{"function": {"name": KEY}}]),
        completion(json.dumps({KEY: []}) if len(asked.body["messages"]) == 2 else json.dumps(answer)),
        Reply(completion(json.dumps(answer)).body.replace(b"sk-", b"\\u0073k-")),
        Reply(completion(json.dumps(answer).replace("/", "\\/").replace("sk-", "\\u0073k-")).body),
    ][number % 11]


def run(folder: Path, url: str, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    words = ("extractor=llm", f"extractor.base_url={url}", "extractor.model=m", *words)
    return forked.run(folder, *words, environment=environment(OPENAI_LOG="debug", **given))


def written(folder: Path) -> bytes:
    return b"".join(file.read_bytes() + file.name.encode() for file in sorted(folder.rglob("*")) if file.is_file())


def test_a_server_that_echoes_the_key_everywhere_gets_it_into_no_file_and_no_output(tmp_path: Path) -> None:
    formats = "formats=[html,md,csv,json,tex,junit.xml]"
    with Server(echoes) as server:
        shots = "extractor.shots=0"
        done = run(tmp_path, server.url, formats, "extractor.concurrency=1", shots, OPENAI_API_KEY=KEY)
        assert {asked.headers["authorization"] for asked in server.asked} == {f"Bearer {KEY}"}
    assert done.returncode == 0, done.stderr
    everything = written(tmp_path) + done.stdout.encode() + done.stderr.encode()
    assert b"(secret)" in everything
    assert KEY.encode() not in everything
    assert KEY.replace("/", "\\/").encode() not in everything
    assert KEY[:12].encode() not in everything  # nor a part of it, where something was cut short
    assert KEY[-12:].encode() not in everything
    troubles = json.loads((tmp_path / "reports/llm/run.json").read_text())["troubles"]
    assert {trouble["kind"] for trouble in troubles} >= {"error", "unaligned"}
    assert (tmp_path / "reports/recordings/llm/m.jsonl").stat().st_size > 0


@pytest.mark.parametrize("status", [401, 402, 403, 404, 429])
def test_a_refused_key_or_model_ends_the_run_in_one_line(status: int, tmp_path: Path) -> None:
    with Server(lambda asked, number: error(status, ECHO, code="insufficient_quota")) as server:
        done = run(tmp_path, server.url, "extractor.retries=0", "extractor.shots=0", OPENAI_API_KEY=KEY)
        assert 1 <= len(server.asked) <= 8
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if line.startswith("harness:")]
    assert len(lines) == 1
    assert str(status) in lines[0]
    assert "Traceback" not in done.stderr
    assert KEY not in done.stderr + done.stdout
    assert KEY.encode() not in written(tmp_path)
    assert not (tmp_path / "reports/llm").exists()


def test_a_key_by_another_name(tmp_path: Path) -> None:
    with Server(told(gold_answers(SEEDS, GOLD))) as server:
        done = run(tmp_path, server.url, "extractor.api_key_env=MY_KEY", MY_KEY=KEY)
        assert {asked.headers["authorization"] for asked in server.asked} == {f"Bearer {KEY}"}
    assert done.returncode == 0, done.stderr
    assert '"api_key_env": "MY_KEY"' in (tmp_path / "reports/llm/run.json").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([f"extractor.api_key_env='{KEY}'"], "api_key_env is the name of an environment variable"),
        ([f"extractor.api_key_env='{KEY}'", "extractor.replay=only"], "api_key_env is the name of"),
        ([f"extractor.api_key='{KEY}'"], "api_key"),
        ([f"+extractor.api_key='{KEY}'"], "no option 'api_key'"),
    ],
)
def test_a_key_in_the_wrong_place_is_not_repeated(words: list[str], said: str, tmp_path: Path) -> None:
    done = run(tmp_path, "http://127.0.0.1:9/v1", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert KEY not in done.stderr + done.stdout
    assert KEY.encode() not in written(tmp_path)


@pytest.mark.parametrize(
    "address", ["http://me:mine@host/v1", "http://host/v1?key=mine", "ftp://mine/v1", "mine", "http://mine:x/"]
)
def test_an_address_that_cannot_be_meant_is_not_repeated(address: str, tmp_path: Path) -> None:
    with pytest.raises(ExtractorError, match="base_url is the address of an endpoint") as raised:
        llm(tmp_path, address)
    assert "mine" not in str(raised.value)


def test_no_exception_shows_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with Server(lambda asked, number: error(401, ECHO)) as server:
        extractor = llm(tmp_path, server.url)
        assert KEY not in repr(vars(extractor))
        with pytest.raises(ExtractorError) as raised:
            found(extractor)
    error_now: BaseException | None = raised.value
    while error_now is not None:  # as a traceback would show it
        assert KEY not in f"{error_now}{error_now!r}"
        error_now = error_now.__cause__ or (None if error_now.__suppress_context__ else error_now.__context__)


def test_a_key_that_no_header_can_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-schlüssel\nX: y")
    with pytest.raises(ExtractorError, match="OPENAI_API_KEY has characters") as raised:
        llm(tmp_path, "http://127.0.0.1:9/v1")
    assert "schl" not in str(raised.value)


def test_a_word_that_is_no_secret_stays_in_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "killed")  # as some put "none" or "ollama" there
    with Server(told(SAID)) as server:
        facts, _ = found(llm(tmp_path, server.url))
    assert facts["b"][0].slots["outcome"][0].value == "killed"
    assert TEXTS["b"][slice(*facts["b"][0].evidence[0])] == "one policeman was killed"
