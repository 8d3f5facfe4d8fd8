"""Starting, giving up and ending: what is out of order is told from articles that are, and nobody is left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest
from extractors.command.programs import ARTICLES, alive, article, noted, program, run, written

from harness.errors import ConfigError, ExtractorError
from harness.extractors.command.extractor import CommandExtractor
from harness.facts import Article

ROOT = Path(__file__).parents[3]
STUBBORN = "import atexit\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\natexit.register(time.sleep, 1000)"
FOREVER = "while True: time.sleep(1)"


def refusal(path: Path, **options: float) -> str:
    with pytest.raises(ExtractorError) as refused:
        run(path, **options)
    (line,) = str(refused.value).splitlines()
    return line


def test_what_is_no_program_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    script = written(tmp_path, "")
    script.chmod(0o644)
    assert "is not executable: chmod +x" in refusal(script)
    assert "is a folder" in refusal(tmp_path)
    assert "there is no program" in refusal(tmp_path / "absent")
    with pytest.raises(ExtractorError, match=r"in the folders of PATH; .* write ./program.py"):
        CommandExtractor(["program.py"])
    with pytest.raises(ConfigError, match=r"extractor.argv=\[./my-extractor\]"):
        CommandExtractor([])


def test_what_the_system_cannot_start_is_refused_in_a_line(tmp_path: Path) -> None:
    script = written(tmp_path, "")
    script.write_text("print('no first line')", encoding="utf-8")
    assert "needs a first line such as #!" in refusal(script)
    script.write_text("#!/nowhere/python\n", encoding="utf-8")
    assert "(#!) names is not there" in refusal(script)


@pytest.mark.parametrize(
    ("option", "value"),
    [("seconds", 0), ("seconds", float("nan")), ("workers", 0), ("batch", -1), ("restarts", -1), ("answer_mb", 0)],
)
def test_limits_that_are_none(option: str, value: float) -> None:
    with pytest.raises(ConfigError, match=f"extractor.{option}="):
        CommandExtractor([sys.executable], **{option: value})


def test_one_that_always_fails_at_its_start_is_given_up_in_a_line(tmp_path: Path) -> None:
    path = program(tmp_path, before="raise ImportError('no model')")
    said = refusal(path, restarts=2)
    assert "has not answered once: it ended with exit status 1" in said
    assert said.endswith("ImportError: no model")
    assert len(noted(tmp_path, "pids")) == 4, "a start, two more, and the probe"


def test_one_that_breaks_for_good_costs_the_rest_at_once(tmp_path: Path) -> None:
    broken = f"if len(open({str(tmp_path / 'pids')!r}).readlines()) > 1: raise OSError('disk full')"
    done = run(program(tmp_path, "os._exit(1)", before=broken), restarts=1)
    assert done.counts == {"one": 1, "two": 1, "bad": 0, "three": 0, "four": 0}
    assert [trouble.article for trouble in done.troubles] == ["bad", "three", "four"]
    assert "not asked: the program failed 3 times in a row" in done.troubles[-1].message
    assert "disk full" in done.troubles[-1].message


def test_many_bad_articles_in_a_row_are_no_reason_to_give_up(tmp_path: Path) -> None:
    bad = [f"bad-{number}" for number in range(7)]
    articles = [article(name) for name in ("one", *bad, "two")]
    done = run(program(tmp_path, "os._exit(1)", bad=bad), articles, restarts=2)
    assert done.counts == {"one": 1, **dict.fromkeys(bad, 0), "two": 1}
    assert [trouble.article for trouble in done.troubles] == bad
    assert all("exit status 1" in trouble.message for trouble in done.troubles)


def test_the_verdict_on_bad_articles_does_not_hang_on_the_good_ones(tmp_path: Path) -> None:
    """A run that is continued asks only for what is missing; it must say of it what the whole run would."""
    bad = [f"bad-{number}" for number in range(5)]
    path = program(tmp_path, f"if request['id'] == 'bad-3':\n    {FOREVER}\nos._exit(1)", bad=bad)
    limits = {"restarts": 1, "seconds": 2.0, "start_seconds": 5.0}
    among_good = [one for name in bad for one in (article(name), article(f"good-{name}"))]
    with ThreadPoolExecutor() as both:  # at once: most of it is waiting
        mixed, alone = both.map(lambda some: run(path, some, **limits), (among_good, [article(name) for name in bad]))
    assert list(alone.troubles) == list(mixed.troubles)


def test_one_that_reads_all_before_it_writes_is_refused_with_advice(tmp_path: Path) -> None:
    path = program(tmp_path, before="lines = sys.stdin.readlines()\nimport io\nsys.stdin = io.StringIO(''.join(lines))")
    said = refusal(path, seconds=0.5, start_seconds=1.0)
    assert "answers only when its input has ended" in said
    assert "extractor.batch=100" in said


def test_one_article_that_is_answered_at_the_end_of_input_is_no_reason_to_refuse(tmp_path: Path) -> None:
    """Even as the first that is asked: a run that is continued may begin with it."""
    done = run(
        program(tmp_path, "sys.stdin.readlines()\nanswer(request)"), ARTICLES[2:], seconds=2.0, start_seconds=5.0
    )
    assert done.counts == {"bad": 0, "three": 1, "four": 1}
    (trouble,) = done.troubles
    assert (trouble.kind, trouble.message) == ("timeout", "the program gave no answer in 2 s")


def test_a_program_may_answer_one_article_and_end(tmp_path: Path) -> None:
    done = run(program(tmp_path, "answer(request)\nsys.exit(0)", bad=[one.id for one in ARTICLES]))
    assert set(done.counts.values()) == {1}
    assert done.troubles == ()
    assert len(noted(tmp_path, "pids")) == len(ARTICLES)


def test_a_stubborn_program_is_ended_with_its_input(tmp_path: Path) -> None:
    done = run(program(tmp_path, before=STUBBORN))
    assert set(done.counts.values()) == {1}


def test_a_small_corpus_of_bad_articles(tmp_path: Path) -> None:
    done = run(program(tmp_path, "os._exit(1)"), [article("bad")])
    assert [trouble.kind for trouble in done.troubles] == ["error"]


def test_whoever_stops_asking_leaves_no_process(tmp_path: Path) -> None:
    found = CommandExtractor([str(program(tmp_path, before=STUBBORN))], workers=2).extract(ARTICLES)
    next(found)
    assert noted(tmp_path, "pids")
    del found
    assert alive(tmp_path) == []


def test_an_exception_in_the_middle_leaves_no_process(tmp_path: Path) -> None:
    def broken() -> Iterator[Article]:
        yield from ARTICLES[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(CommandExtractor([str(program(tmp_path, before=STUBBORN))]).extract(broken()))
    assert alive(tmp_path) == []


HARNESS = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from extractors.command.programs import ARTICLES, run
run(Path({path!r}), seconds=1000.0)
"""


def test_the_end_of_the_harness_is_that_of_the_program_and_its_children(tmp_path: Path) -> None:
    """Ctrl-C, kill, and kill -9, with a program and a child of its that ignore the end of input and SIGTERM."""
    before = f"{STUBBORN}\nif os.fork() == 0:\n    note('pids', str(os.getpid()))\n    time.sleep(1000)"
    started = {}
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):  # at once: all of them take their time
        folder = tmp_path / ending.name
        folder.mkdir()
        path = program(folder, f"note('hangs', 'yes')\n{FOREVER}", before)
        started[ending] = (
            folder,
            subprocess.Popen(
                [sys.executable, "-c", HARNESS.format(tests=str(ROOT / "tests"), path=str(path))],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stderr=subprocess.DEVNULL,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
            ),
        )
    for ending, (folder, harness) in started.items():
        deadline = monotonic() + 60
        while not (noted(folder, "hangs") and len(noted(folder, "pids")) == 2) and monotonic() < deadline:
            sleep(0.02)
        harness.send_signal(ending)
    for ending, (folder, harness) in started.items():
        assert harness.wait(60) != 0, ending.name
        assert alive(folder) == [], ending.name
