"""A program that reads all its input before it writes: an article it fails on costs itself, not its batch."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from extractors.command.programs import ARTICLES, Outcome, article, nobody_left, noted, program, run

from harness.errors import ExtractorError

READ_ALL = """
import io
lines = sys.stdin.readlines()
{then}
sys.stdin = io.StringIO("".join(lines))
"""
WAITS = READ_ALL.format(then="")
BACKWARDS = READ_ALL.format(then="lines.reverse()")


def test_all_articles_of_a_batch_are_one_start(tmp_path: Path) -> None:
    done = run(program(tmp_path, before=WAITS), batch=3)
    assert set(done.counts.values()) == {1}
    assert done.troubles == ()
    assert done.asked == [one.id for one in ARTICLES]
    assert len(noted(tmp_path, "pids")) == 2


def test_answers_may_come_in_any_order(tmp_path: Path) -> None:
    done = run(program(tmp_path, before=BACKWARDS), batch=100)
    assert set(done.counts.values()) == {1}
    assert done.asked == [one.id for one in ARTICLES[::-1]]
    assert done.troubles == ()


FAULTS = {
    "crashes": ("os._exit(3)", "error", "ended with exit status 3"),
    "skips it": ("pass", "error", "ended with exit status 0 without an answer for it"),
    "hangs": ("while True: time.sleep(1)", "timeout", "did not end in 5 s"),
    "writes no JSON": ("say('none')", "error", "not JSON"),
    "answers for another": ("answer({'id': 'nobody'})", "error", 'answered for "nobody", which it was not asked for'),
    "floods its output": ("while True: os.write(1, b'x' * 65536)", "error", "without the end of a line"),
    "floods its output with lines": ("for _ in range(99_999): say('x')", "error", "not JSON"),
    "says what is wrong": ("say(json.dumps({'id': 'bad', 'error': 'no verb'}))", "error", "says: no verb"),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Outcome]:
    """What comes of each fault, before all is read and after it: of several at once, as some are waited for."""
    folders = {(fault, before): tmp_path_factory.mktemp("program") for fault in FAULTS for before in ("", WAITS)}

    def outcome(case: tuple[str, str]) -> Outcome:
        code, kind, _ = FAULTS[case[0]]
        limits = {"seconds": 1.0, "start_seconds": 4.0} if kind == "timeout" else {}
        return run(program(folders[case], code, case[1]), ARTICLES[1:4], batch=100, answer_mb=0.1, **limits)

    with nobody_left(*folders.values()), ThreadPoolExecutor(8) as pool:
        return dict(zip(folders, pool.map(outcome, folders), strict=True))


@pytest.mark.parametrize("before", ["", WAITS])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_its_article_alone(fault: str, before: str, outcomes: Mapping[tuple[str, str], Outcome]) -> None:
    _, kind, message = FAULTS[fault]
    done = outcomes[fault, before]
    assert done.counts == {"two": 1, "bad": 0, "three": 1}
    (trouble,) = done.troubles
    assert (trouble.article, trouble.kind) == ("bad", kind)
    assert message in trouble.message


def test_what_was_answered_before_a_crash_is_not_asked_again(tmp_path: Path) -> None:
    done = run(program(tmp_path, "os._exit(3)"), batch=100)
    assert done.asked.count("one") == done.asked.count("two") == 1


def test_a_second_answer_is_told(tmp_path: Path) -> None:
    done = run(program(tmp_path, "answer(request)\nanswer(request, facts=[])"), batch=100)
    assert set(done.counts.values()) == {1}
    (trouble,) = done.troubles
    assert trouble.article == "bad"
    assert "answered more than once" in trouble.message


def test_one_that_always_fails_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(ExtractorError, match=r"has not answered once.*no model"):
        run(program(tmp_path, before="raise ImportError('no model')"), batch=2, restarts=1)


def test_many_bad_articles_are_no_reason_to_give_up(tmp_path: Path) -> None:
    bad = [f"bad-{number}" for number in range(5)]
    articles = [article(name) for name in ("one", *bad, "two")]
    done = run(program(tmp_path, "os._exit(1)", WAITS, bad=bad), articles, batch=100, restarts=1)
    assert done.counts == {"one": 1, **dict.fromkeys(bad, 0), "two": 1}
    assert [trouble.article for trouble in done.troubles] == bad


def test_one_that_breaks_for_good_costs_the_rest_at_once(tmp_path: Path) -> None:
    broken = f"if len(open({str(tmp_path / 'pids')!r}).readlines()) > 1: raise OSError('disk full')"
    done = run(program(tmp_path, before=broken), batch=2, restarts=1)
    assert done.counts == {"one": 1, "two": 1, "bad": 0, "three": 0, "four": 0}
    assert "not asked" in done.troubles[-1].message
