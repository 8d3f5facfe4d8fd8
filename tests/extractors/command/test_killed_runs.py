"""kill -9 in the middle of a run: the next one ends in the same bytes, and asks for nothing that was answered."""

import os
import random
from collections import Counter
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, sleep

import forked
import pytest
from extractors.command.programs import alive, noted, written

from harness.shipped import shipped_folder

ARTICLES = sorted(path.stem for path in (shipped_folder() / "seeds").glob("*.txt"))
DEADLY = ARTICLES[3]
PROGRAM = f"""
import json, os, re, sys, time

def note(file, word):
    with open(os.path.join(os.environ["NOTES"], file), "a") as lines:
        lines.write(word + chr(10))

note("pids", str(os.getpid()))
for line in sys.stdin:
    request = json.loads(line)
    note("asked", request["id"])
    time.sleep(0.05)
    if request["id"] == {DEADLY!r}:
        sys.exit("no words")
    dead = re.finditer(r"([A-Za-z]+) (?:was|were) killed", request["text"])
    facts = [{{"type": "casualty", "outcome": "killed", "victim": m[1], "quotes": [m[0], "never said"]}} for m in dead]
    print(json.dumps({{"id": request["id"], "facts": facts}}), flush=True)
"""
IN_FLIGHT = {"extractor.workers=1": 1, "extractor.workers=3": 3, "extractor.batch=3": 3}
"""What may be asked twice: the articles that were asked for when the harness was killed."""


def start(folder: Path, program: Path, option: str) -> BaseProcess:
    words = ("extractor=command", f"extractor.argv=[{program}]", option)
    return forked.start(folder, *words, environment={**os.environ, "NOTES": str(folder)})


def finish(folder: Path, program: Path, option: str) -> None:
    process = start(folder, program, option)
    process.join(300)
    assert (process.exitcode, forked.said(folder)[1]) == (0, "")


def left_by(folder: Path) -> dict[str, bytes]:
    """The files of the run but for its times, and its log, which tells of what this run asked alone."""
    run = folder / "reports" / "command"
    files = {path.relative_to(run).as_posix(): path.read_bytes() for path in run.rglob("*") if path.is_file()}
    assert {"run.json", "found.jsonl", "report.html", "timings.json", "run.log"} <= set(files)
    return {name: content for name, content in files.items() if name not in ("timings.json", "run.log")}


def killed_and_run_again(folder: Path, program: Path, option: str, after: int, seconds: float) -> None:
    """Kill a run so many seconds after so many articles were asked for, and run it again to its end."""
    process = start(folder, program, option)
    deadline = monotonic() + 120
    while len(noted(folder, "asked")) < after and process.is_alive() and monotonic() < deadline:
        sleep(0.005)
    sleep(seconds)
    process.kill()
    process.join()
    assert alive(folder) == []
    finish(folder, program, option)
    assert alive(folder) == []
    again = {name: times for name, times in Counter(noted(folder, "asked")).items() if times > 1 and name != DEADLY}
    assert set(again.values()) <= {2}
    assert len(again) <= IN_FLIGHT[option], "more was asked twice than what was asked for when the harness was killed"


def kill_at(moments: Sequence[tuple[str, int, float]], folder: Path) -> None:
    program = written(folder, PROGRAM)
    whole: dict[str, dict[str, bytes]] = {}
    for number, (option, after, seconds) in enumerate(moments):
        if option not in whole:
            undisturbed = folder / f"undisturbed-{len(whole)}"
            finish(undisturbed, program, option)
            whole[option] = left_by(undisturbed)
            assert b"no words" in whole[option]["run.json"]
            assert b"never said" in whole[option]["run.json"]
        disturbed = folder / f"disturbed-{number}"
        killed_and_run_again(disturbed, program, option, after, seconds)
        found = left_by(disturbed)
        assert found.keys() == whole[option].keys()
        differ = [name for name, content in found.items() if content != whole[option][name]]
        assert differ == [], (option, after, seconds)


def test_a_run_that_is_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    kill_at([("extractor.workers=1", 6, 0.02)], tmp_path)


@pytest.mark.slow
def test_a_run_that_is_killed_at_any_moment_ends_in_the_same_bytes(tmp_path: Path) -> None:
    chance = random.Random(6)
    moments = [(0, chance.uniform(0, 1)) for _ in range(2)]
    moments += [(chance.randrange(1, len(ARTICLES) + 1), chance.uniform(0, 0.1)) for _ in range(8)]
    moments += [(len(ARTICLES), chance.uniform(0, 0.8)) for _ in range(3)]
    options = [*["extractor.workers=1"] * 3, "extractor.workers=3", "extractor.batch=3"]
    kill_at([(options[index % len(options)], *moment) for index, moment in enumerate(moments)], tmp_path)
