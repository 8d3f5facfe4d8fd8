"""Ways in which a program fails on one article: each costs that article, and leaves no process behind."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from extractors.command.programs import ARTICLES, Outcome, article, nobody_left, program, run

from harness.facts import Article

FOREVER = "while True: time.sleep(1)"

FAULTS = {
    "crashes": ("raise ValueError('no such word')", "error", "ended with exit status 1 .*ValueError: no such word"),
    "exits with 0": ("sys.exit(0)", "error", "ended with exit status 0 before it answered"),
    "is killed": ("os.kill(os.getpid(), signal.SIGSEGV)", "error", "was killed by SIGSEGV before it answered"),
    "says nothing": (FOREVER, "timeout", "no answer in 3 s"),
    "stops itself": ("os.kill(os.getpid(), signal.SIGSTOP)", "timeout", "no answer in 3 s"),
    "ignores SIGTERM": (f"signal.signal(signal.SIGTERM, signal.SIG_IGN)\n{FOREVER}", "timeout", "no answer in 3 s"),
    "forks, and crashes": (
        "child = os.fork()\nif child == 0:\n    note('pids', str(os.getpid()))\n    time.sleep(1000)\nos._exit(3)",
        "error",
        "ended with exit status 3 before it answered",
    ),
    "forks, and both ignore SIGTERM": (
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "if os.fork() == 0:\n    note('pids', str(os.getpid()))\ntime.sleep(1000)",
        "timeout",
        "no answer in 3 s",
    ),
    "starts a daemon that keeps its pipes": (
        "child = subprocess.Popen(['sleep', '1000'])\nnote('pids', str(child.pid))\nsys.exit(4)",
        "error",
        "ended with exit status 4",
    ),
    "closes its output": (f"os.close(1)\n{FOREVER}", "error", "closed its standard output before it answered"),
    "closes everything": (f"for pipe in (0, 1, 2): os.close(pipe)\n{FOREVER}", "error", "closed its standard output"),
    "writes half a line and ends": (
        'sys.stdout.write(\'{"id": "ba\')\nsys.stdout.flush()\nsys.exit(1)',
        "error",
        "a line that is not JSON .*id",
    ),
    "writes half a line and waits": (
        f"sys.stdout.write('{{\"id\": ')\nsys.stdout.flush()\n{FOREVER}",
        "timeout",
        "no answer in 3 s",
    ),
    "writes no JSON": ("say('Loading the model ...')", "error", 'not JSON .*"Loading the model'),
    "writes JSON over many lines": (
        "say(json.dumps({'id': request['id'], 'facts': [fact()]}, indent=1))",
        "error",
        'not JSON .*"{"',
    ),
    "floods its output without a line": (
        "while True: os.write(1, b'x' * 65536)",
        "error",
        "more than 100,000 bytes without the end of a line",
    ),
    "floods its output with lines": ("while True: say('x' * 100)", "error", "not JSON"),
    "floods its errors": ("while True: os.write(2, b'x' * 65536)", "timeout", "no answer in 3 s"),
    "floods its errors with lines": ("while True: os.write(2, b'x\\n' * 999)", "timeout", "no answer in 3 s"),
    "writes a huge answer": ("answer(request, more='x' * 200_000)", "error", "more than 100,000 bytes"),
    "answers for another": ("answer({'id': 'nobody'})", "error", 'answered for "nobody" when asked for "bad"'),
    "answers for a later one": ("answer({'id': 'three'})", "error", 'answered for "three" when asked for "bad"'),
    "answers with a number as id": ("answer({'id': 7})", "error", 'no object with a text as "id"'),
    "answers with a list": ("say('[1]')", "error", 'no object with a text as "id"'),
    "forgets the facts": ("say(json.dumps({'id': 'bad'}))", "error", 'neither a list "facts" nor a text "error"'),
    "gives facts that are no list": ("answer(request, facts={'a': 1})", "error", 'neither a list "facts"'),
    "writes bytes that are not UTF-8": ('os.write(1, b\'{"id": "\\xff\\xfe"}\\n\')', "error", "not UTF-8 .byte 9."),
    "writes NUL": ('os.write(1, b\'{"id": "\\0"}\\n\')', "error", "not JSON"),
    "nests too deeply": ("say('[' * 50_000)", "error", "nested too deeply"),
    "writes NaN": (
        "answer(request, facts=[{**fact(), 'confidence': float('nan')}])",
        "error",
        "NaN in it is no number",
    ),
    "writes Infinity": ("answer(request, more=float('inf'))", "error", "Infinity in it is no number"),
    "writes a number of 5,000 digits": ("say('{\"id\": ' + '9' * 5000 + '}')", "error", "too many digits"),
    "writes a key twice": ('say(\'{"id": "bad", "id": "bad", "facts": []}\')', "error", "the key 'id' twice"),
    "says what is wrong": (
        "say(json.dumps({'id': 'bad', 'error': 'no \\x1b[31m verb'}))",
        "error",
        r"says: no \\x1b\[31m verb",
    ),
}


HARMLESS = {
    "ends after its answer": "answer(request)\nsys.exit(0)",
    "crashes after its answer": "answer(request)\nraise KeyError('later')",
    "closes its input, answers and hangs": f"os.close(0)\nanswer(request)\n{FOREVER}",
    "hangs after its answer": f"answer(request)\n{FOREVER}",
    "says more after its answer": "answer(request)\nfor _ in range(9): say('That was good.')",
    "floods its output after its answer": "answer(request)\nwhile True: os.write(1, b'x' * 65536)",
    "fills its errors before its answer": "os.write(2, b'x' * 3_000_000)\nanswer(request)",
    "writes odd bytes to its errors": "os.write(2, b'\\xff\\0\\x1b[31m\\n')\nanswer(request)",
    "leaves blank lines": "say('')\nsay('  ')\nanswer(request)\nsay('')",
    "writes the ends of lines of Windows": "sys.stdout.reconfigure(newline='\\r\\n')\nanswer(request)",
    "begins with a byte order mark": "os.write(1, b'\\xef\\xbb\\xbf')\nanswer(request)",
    "says things of its own": "answer(request, model='none', error=None)",
    "forgets the end of its last line": (
        "sys.stdout.write(json.dumps({'id': 'bad', 'facts': [fact()]}))\nsys.stdout.flush()\nos._exit(0)"
    ),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Outcome]:
    """What comes of each fault and each oddity: of several at once, as most of them are waited for."""
    folders = {name: tmp_path_factory.mktemp("program") for name in (*FAULTS, *HARMLESS)}

    def outcome(name: str) -> Outcome:
        code, kind, _ = FAULTS[name] if name in FAULTS else (HARMLESS[name], "", "")
        seconds = 3.0 if kind == "timeout" else 60.0 if kind else 5.0
        return run(program(folders[name], code), answer_mb=0.1, seconds=seconds)

    with nobody_left(*folders.values()), ThreadPoolExecutor(8) as pool:
        return dict(zip(folders, pool.map(outcome, folders), strict=True))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_its_article_alone(fault: str, outcomes: Mapping[str, Outcome]) -> None:
    _, kind, message = FAULTS[fault]
    done = outcomes[fault]
    assert done.counts == {"one": 1, "two": 1, "bad": 0, "three": 1, "four": 1}
    (trouble,) = done.troubles
    assert (trouble.article, trouble.kind) == ("bad", kind)
    assert re.search(message, trouble.message), trouble.message
    assert done.asked.count("one") == done.asked.count("four") == 1


@pytest.mark.parametrize("oddity", HARMLESS)
def test_what_costs_no_article(oddity: str, outcomes: Mapping[str, Outcome]) -> None:
    assert set(outcomes[oddity].counts.values()) == {1}
    assert outcomes[oddity].troubles == ()


@pytest.mark.parametrize("articles", [ARTICLES, ARTICLES[:3]])
def test_a_second_answer_is_told(articles: Sequence[Article], tmp_path: Path) -> None:
    done = run(program(tmp_path, "answer(request)\nanswer(request, facts=[])"), articles)
    assert set(done.counts.values()) == {1}
    (trouble,) = done.troubles
    assert (trouble.article, trouble.kind) == ("bad", "error")
    assert "answered more than once" in trouble.message


def test_one_that_reads_nothing_cannot_block_the_harness(tmp_path: Path) -> None:
    huge = article("huge", "Two men were held in Osh. " * 200_000)
    path = program(tmp_path, before=f"if not os.path.exists({str(tmp_path / 'asked')!r}):\n    time.sleep(1000)")
    done = run(path, [huge], seconds=1.0, start_seconds=1.0)
    (trouble,) = done.troubles
    assert (trouble.article, trouble.kind) == ("huge", "timeout")


def test_one_wrong_fact_costs_itself_only(tmp_path: Path) -> None:
    odd = "answer(request, facts=[fact(), {'type': 'party'}, 7, {'type': 'detention', 'detainee': 'men', 'colour': 1}])"
    done = run(program(tmp_path, odd))
    assert set(done.counts.values()) == {1}
    assert [trouble.article for trouble in done.troubles] == ["bad"] * 3
    assert {trouble.kind for trouble in done.troubles} <= {"unknown_type", "bad_value", "unknown_slot"}
