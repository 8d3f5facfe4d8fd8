"""What does not depend on how a program fails: order, workers, its surroundings, its identity, the log."""

import json
import logging
import sys
from pathlib import Path

import pytest
from extractors.command.programs import ARTICLES, article, noted, program, run, written

from harness.errors import ExtractorError
from harness.extractors.command.extractor import LOGGED, CommandExtractor

SLOW_FIRST = "time.sleep(0.5)\nanswer(request)"


@pytest.mark.parametrize("batch", [0, 2])
def test_several_workers_give_the_same_in_the_order_of_the_articles(tmp_path: Path, batch: int) -> None:
    articles = [article(f"{number:02}") for number in range(12)]
    bad = ["00", "05"]
    one, three = (
        run(program(tmp_path, SLOW_FIRST, bad=bad), articles, workers=workers, batch=batch) for workers in (1, 3)
    )
    assert list(three.found) == [each.id for each in articles]
    assert three.found == one.found
    assert three.troubles == one.troubles == ()
    assert len(noted(tmp_path, "pids")) == (1 + 3 if batch == 0 else 6 + 6)


def test_workers_share_what_goes_wrong(tmp_path: Path) -> None:
    done = run(program(tmp_path, "os._exit(1)"), workers=2)
    assert done.counts == {"one": 1, "two": 1, "bad": 0, "three": 1, "four": 1}
    assert [trouble.article for trouble in done.troubles] == ["bad"]


def test_it_is_asked_in_ascii_and_answers_in_any_script(tmp_path: Path) -> None:
    text = "Zwei Männer\u2028wurden\x85in Оше 👮🏽 fest\0gehalten.\r\n"
    code = (
        "raw = sys.stdin.buffer.readline()\nnote('raw', raw.hex())\nrequest = json.loads(raw)\n"
        "say(json.dumps({'id': request['id'], 'facts': [{'type': 'detention', 'detainee': 'Männer'}]}, "
        "ensure_ascii=False))\nsys.exit(0)"
    )
    done = run(program(tmp_path, before=code), [article('ä " \n 👮', text)])
    (fact,) = done.found['ä " \n 👮']
    assert fact.slots["detainee"][0].text == "Männer"
    raw = bytes.fromhex(noted(tmp_path, "raw")[0])
    assert raw.isascii()
    assert json.loads(raw) == {"protocol": 1, "id": 'ä " \n 👮', "text": text, "published": None}


def test_the_folder_is_the_callers_and_variables_are_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FROM_OUTSIDE", "yes")
    program(tmp_path, before="note('seen', ' '.join([os.getcwd(), os.environ['FROM_OUTSIDE'], os.environ['MODEL']]))")
    extractor = CommandExtractor(["./program.py"], env={"MODEL": "small"})
    monkeypatch.chdir("/")
    assert [len(facts) for facts in extractor.extract(ARTICLES)] == [1] * len(ARTICLES)
    assert noted(tmp_path, "seen") == [str(tmp_path), "yes", "small"]


def test_no_shell_reads_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program(tmp_path, before="note('words', repr(sys.argv[1:]).replace(' ', ''))")
    words = ["$HOME", "*", "; touch owned", "`id`", ""]
    list(CommandExtractor(["./program.py", *words]).extract(ARTICLES))
    assert noted(tmp_path, "words") == [repr(words).replace(" ", "")]
    assert not (tmp_path / "owned").exists()


def test_what_makes_a_program_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "1")
    before = CommandExtractor(["./program.py"]).identity
    assert len(before) == 64
    assert CommandExtractor([sys.executable.rpartition("/")[2], "program.py"]).identity == before
    assert CommandExtractor(["./program.py"], version="2.1").identity == f"2.1 {before}"
    written(tmp_path, "2")
    assert CommandExtractor(["./program.py"]).identity != before
    assert CommandExtractor(["true"]).identity == ""


def test_standard_error_goes_to_the_log_within_bounds(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "harness")
    talk = "os.write(2, b'thinking about \\x1b[31m ' + request['id'].encode() + b'\\n' + b'x' * 2000 + b'\\n')"
    run(program(tmp_path, f"{talk}\nanswer(request)"))
    assert caplog.messages[0] == r"bad: command: thinking about \x1b[31m bad"
    assert len(caplog.messages[1]) < 400
    caplog.clear()
    bad = [one.id for one in ARTICLES]
    run(program(tmp_path, "os.write(2, b'x\\n' * 100_000)\nanswer(request)", bad=bad))
    assert 1 < len(caplog.messages) <= LOGGED + 1


def test_a_whole_script_may_be_a_word(tmp_path: Path) -> None:
    assert CommandExtractor(["sh", "-c", f"cat #{'x' * 400}"]).identity == ""


SECRET = "sk-0123456789"


@pytest.mark.parametrize(
    "tells",
    [
        "os.write(2, os.environ['A_TOKEN'].encode() + b'\\n')\nanswer(request)",
        "raise ValueError(os.environ['A_TOKEN'])",
        "say(json.dumps({'id': request['id'], 'error': os.environ['A_TOKEN']}))",
        "say(os.environ['A_TOKEN'])",
        "answer(request, facts=[{'type': 'detention', 'detainee': os.environ['A_TOKEN']}])",
    ],
)
def test_a_key_that_a_program_repeats_is_told_to_nobody(
    tells: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO, "harness")
    monkeypatch.setenv("A_TOKEN", SECRET)
    done = run(program(tmp_path, tells))
    messages = [*caplog.messages, *(trouble.message for trouble in done.troubles)]
    assert any("(secret)" in message for message in messages)
    assert not any(SECRET in message for message in messages)


def test_nor_is_it_where_the_program_never_answers(tmp_path: Path) -> None:
    path = program(tmp_path, before="sys.exit(os.environ['A_TOKEN'])")
    with pytest.raises(ExtractorError, match=r"before it answered: \(secret\)"):
        run(path, env={"A_TOKEN": SECRET}, restarts=0)
