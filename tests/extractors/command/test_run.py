"""A whole run from the command line: its exit status, its one line, and what it must not tell."""

import json
from pathlib import Path

import forked
import pytest
from extractors.command.programs import noted, program
from user_project import OWN, lay_out

SECRET = "sk-0123456789"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay_out(tmp_path)
    return tmp_path


def start(*arguments: str, folder: Path) -> tuple[int, str, str]:
    done = forked.run(folder, *arguments)
    return done.returncode, done.stdout, done.stderr


def test_a_run_tells_no_key_and_lists_what_was_lost(project: Path) -> None:
    program(project, "raise ValueError('no ' + request['id'])", f"assert os.environ['API_KEY'] == {SECRET!r}", ["two"])
    command = ("extractor=command", "extractor.argv=[./program.py]", f"+extractor.env.API_KEY={SECRET}")
    status, out, err = start(*command, *OWN, folder=project)
    assert (status, err) == (0, "")
    assert "ValueError: no two" in out
    written = [path for path in (project / "reports").rglob("*") if path.is_file()]
    assert "(secret)" in (project / "reports" / "command" / "run.json").read_text()
    assert [path for path in written if SECRET.encode() in path.read_bytes()] == []


def test_nor_is_a_key_told_that_is_an_argument(project: Path) -> None:
    program(project, "raise ValueError('refused: ' + sys.argv[2])", bad=["two"])
    command = ("extractor=command", f"extractor.argv=[./program.py,--token,{SECRET},'--api-key={SECRET}']")
    status, out, err = start(*command, *OWN, folder=project)
    assert (status, err) == (0, "")
    assert "ValueError: refused: (secret)" in out
    told = json.loads((project / "reports" / "command" / "run.json").read_bytes())["extractor"]["argv"]
    assert told == ["./program.py", "--token", "(secret)", "--api-key=(secret)"]
    written = [path for path in (project / "reports").rglob("*") if path.is_file()]
    assert [path for path in written if SECRET.encode() in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        ("[]", "extractor=command needs a program: extractor.argv=[./my-extractor] (docs/command.md)"),
        ("[./absent]", "there is no program ./absent"),
        ("[./seeds]", "./seeds is a folder, not a program"),
        ("[./seeds/one.txt]", "./seeds/one.txt is not executable: chmod +x"),
        (
            "[sh,-c,'echo no >&2; exit 7']",
            "sh has not answered once: it ended with exit status 7 before it answered: no",
        ),
    ],
)
def test_what_cannot_work_is_one_line_and_status_2(project: Path, argv: str, line: str) -> None:
    arguments = ("extractor=command", f"extractor.argv={argv}", "extractor.restarts=0")
    status, out, err = start(*arguments, *OWN, folder=project)
    assert (status, out) == (2, "")
    (said,) = err.splitlines()
    assert said.startswith(f"harness: {line}")


def test_more_time_for_those_that_were_lost_asks_for_no_other(project: Path) -> None:
    program(project, "time.sleep(1000)", bad=["two"])
    command = ("extractor=command", "extractor.argv=[./program.py]", "extractor.seconds=2", *OWN)
    waits = "extractor.start_seconds=2"
    assert start(*command, waits, folder=project)[0] == 0
    before = (project / "reports/command/run.json").read_text()
    program(project, "answer(request)", bad=["two"])
    asked = noted(project, "asked")
    program(project, "time.sleep(1000)", bad=["two"])
    assert start(*command, waits, "extractor.seconds=3", "extractor.workers=2", folder=project)[0] == 0
    assert set(noted(project, "asked")[len(asked) :]) == {"two"}
    signed = '"signature": "'
    after = (project / "reports/command/run.json").read_text()
    assert after.partition(signed)[2].partition('"')[0] == before.partition(signed)[2].partition('"')[0]


def test_one_that_fails_on_every_article_is_no_run_to_be_trusted(project: Path) -> None:
    program(project, "sys.exit('no')", bad=["one", "two"])
    status, _, err = start("extractor=command", "extractor.argv=[./program.py]", *OWN, folder=project)
    assert status == 2
    assert "the extractor failed on every article" in err
