"""A whole run: what it leaves, that the next one leaves the same, and that it goes on after kill -9."""

import json
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from llm_case import GOLD, SEEDS
from llm_run import environment, left, run, start, words_for
from llm_server import Asked, Server, gold_answers, told

ANSWERS = gold_answers(SEEDS, GOLD)


def test_a_run_tells_tokens_and_cost_and_the_next_is_free_and_the_same(tmp_path: Path) -> None:
    price = "extractor.price={input: 2, output: 10}"
    with Server(told(ANSWERS)) as server:
        first = run(tmp_path, server.url, price)
        assert (first.returncode, first.stderr) == (0, "")
        asked, files = len(server.asked), left(tmp_path)
        again = run(tmp_path, server.url, price)
        assert (again.returncode, again.stdout) == (0, first.stdout)
        assert len(server.asked) == asked == len(ANSWERS)
    assert left(tmp_path) == files
    usage = json.loads(files["run.json"])["usage"]
    assert usage == {"articles": 11, "answers": 11, "input_tokens": 1100, "output_tokens": 110, "cost": 0.0033}
    sentence = "llm took 11 answers: 1,100 tokens in and 110 out, for 0.0033 (0.0003 an article)."
    assert sentence in " ".join(first.stdout.split())
    assert sentence in files["report.html"].decode()
    assert sentence in files["report.md"].decode()
    overall = next(row for row in json.loads(files["run.json"])["rows"] if row["scope"] == "overall")
    assert overall["lenient"]["f1"] == 1.0


def test_how_it_is_asked_is_no_part_of_the_signature(tmp_path: Path) -> None:
    def signed(*words: str) -> Any:
        assert run(tmp_path, server.url, *words).returncode == 0
        return json.loads((tmp_path / "reports/llm/run.json").read_bytes())["signature"]

    with Server(told(ANSWERS)) as server:
        one = signed("extractor.concurrency=1")
        assert signed("extractor.replay=only", "extractor.timeout=9") == one
        assert signed("extractor.shots=1") != one


def test_it_bears_what_every_extractor_must(tmp_path: Path) -> None:
    config = tmp_path / "conf/extractor/mine.yaml"
    config.parent.mkdir(parents=True)
    shipped = (GOLD.parent / "conf/extractor/llm.yaml").read_text(encoding="utf-8")
    with Server(told(ANSWERS)) as server:
        mine = shipped.replace("${oc.env:OPENAI_MODEL,null}", "m").replace("${oc.env:OPENAI_BASE_URL,null}", server.url)
        config.write_text(mine.replace("shots: 2", "shots: 0"), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "harness.extractors", "check", str(config), "articles=150", "seconds=300"],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=600,
        )
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_interrupted_run_ends_at_once(tmp_path: Path) -> None:
    waits = threading.Event()
    with Server(lambda asked, number: lambda handler: waits.wait(60)) as server:
        process = subprocess.Popen(
            [sys.executable, "-m", "harness", *words_for(server.url)],
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
        )
        patience = time.monotonic() + 120
        while not server.asked and process.poll() is None and time.monotonic() < patience:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        try:
            _, said = process.communicate(timeout=30)
        finally:
            process.kill()
            waits.set()
    assert (process.returncode, said) == (130, "harness: interrupted\n")


@pytest.mark.slow
def test_a_run_killed_at_any_moment_ends_as_if_nothing_had_happened(tmp_path: Path) -> None:
    """Twelve moments: some before the first answer, most among the answers, some while the run is being written."""

    def slowly(asked: Asked, number: int) -> Any:
        time.sleep(0.15)
        return told(ANSWERS)(asked, number)

    chance = random.Random(7)
    words = "extractor.concurrency=2", "formats=[html,md,csv]"
    with Server(slowly) as server:
        started = time.monotonic()
        assert run(tmp_path / "undisturbed", server.url, *words).returncode == 0
        took = time.monotonic() - started
        expected, once = left(tmp_path / "undisturbed"), len(server.asked)
        killed = 0
        for moment in range(12):
            folder = tmp_path / f"killed-{moment}"
            before = len(server.asked)
            process = start(folder, server.url, *words)
            enough, patience = chance.randrange(once + 3), time.monotonic() + 2 * took
            while process.is_alive() and len(server.asked) - before < enough and time.monotonic() < patience:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
            process.join()
            killed += process.exitcode == -signal.SIGKILL
            time.sleep(0.2)  # for what is still on its way to the server
            recorded = folder / "reports/recordings/llm/m.jsonl"
            kept = recorded.read_bytes().count(b"\n") if recorded.exists() else 0
            at = len(server.asked)
            done = run(folder, server.url, *words)
            assert (done.returncode, done.stderr) == (0, "")
            assert left(folder) == expected
            assert len(server.asked) - at == once - kept  # of what was answered and kept, nothing is asked again
            assert at - before - kept <= 2  # lost is at most what was on its way
    assert killed >= 9
