"""The command line: what it prints, and the status it ends with."""

import doctest
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from harness.gold.__main__ import main
from harness.gold.read import read_corpus_files

ROOT = Path(__file__).parent.parent.parent
FACTS = """\
facts:
  - {id: a, type: casualty, quotes: [was shot], slots: {outcome: {value: killed}}}
  - {id: b, type: casualty, optional: true, quotes: [was hurt], slots: {outcome: {value: injured}}}
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("prefix", ["", "corpus."])
def test_a_summary_of_sound_gold(
    prefix: str, add: Callable[[str, str, str], None], seeds: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add("one", "She was shot. He was hurt.", "entities: {x: {kind: person, name: She}}\n" + FACTS)
    add("two", "Nothing.", "facts: []\n")
    status, out, _ = run(capsys, "check", f"{prefix}gold={gold}", f"{prefix}seeds={seeds}")
    rows = [line.split() for line in out.splitlines()]
    assert status == 0
    assert ["one", "2", "1", "1", "1"] in rows
    assert ["two", "0", "0", "0", "0"] in rows
    assert ["casualty", "2", "1", "1"] in rows
    assert ["detention", "0", "0", "0"] in rows
    assert ["all", "2", "1", "2"] in rows
    assert out.endswith("0 problems, 1 warning in 2 articles\n")
    assert "one.yaml:4:12: warning: entity 'x' is never used\n" in out
    assert all(len(line) <= 80 for line in out.splitlines() if "yaml:" not in line)


def test_of_articles_and_gold_the_one_that_is_not_named_is_beside_the_other(
    add: Callable[[str, str, str], None], seeds: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add("one", "She was shot. He was hurt.", FACTS)
    for named in (f"gold={gold}", f"seeds={seeds}"):
        status, out, _ = run(capsys, "check", named)
        assert (status, out.splitlines()[-1]) == (0, "0 problems, 0 warnings in 1 article")
    assert run(capsys, "agree", f"one={gold}", f"other={gold}")[0] == 0


def test_a_folder_whose_name_is_too_long_is_told(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "long" * 100
    status, out, _ = run(capsys, "check", f"gold={name}", f"seeds={seeds}")
    assert status == 2
    assert f"{name}:1:1: this folder cannot be read: File name too long\n" in out


def test_problems_instead_of_a_summary(
    add: Callable[[str, str, str], None], seeds: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add("one", "She was shot. He was hurt.", FACTS.replace("was hurt", "was heard"))
    status, out, _ = run(capsys, "check", f"gold={gold}", f"seeds={seeds}")
    assert status == 2
    assert out.startswith(f'{gold}/one.yaml:6:54: quote "was heard" is not in the article')
    assert out.endswith("1 problem, 0 warnings in 1 article\n")


def test_a_bare_folder_of_articles_is_taken_for_one(
    add: Callable[[str, str, str], None], seeds: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add("one", "She was shot. He was hurt.", FACTS)
    status, _, err = run(capsys, "check", str(seeds), str(gold))
    assert (status, err) == (2, f"say what each folder is: seeds={seeds} gold={gold}\n")


def test_what_a_stranger_writes_cannot_steer_the_terminal(
    add: Callable[[str, str, str], None], seeds: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quote = '"\\e[31m[bold]red[/bold]\\u202e"'
    add("one", "She was shot. He was hurt.", FACTS.replace("[was hurt]", f"[{quote}]"))
    status, out, _ = run(capsys, "check", f"gold={gold}", f"seeds={seeds}")
    assert status == 2
    assert r'quote "\x1b[31m[bold]red[/bold]\u202e" is not in the article' in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "gol=x"], "there is no setting 'gol'; did you mean 'gold'?"),
        (["check", "corpus.sedes=x"], "there is no setting 'corpus.sedes'; did you mean 'seeds'?"),
        (["check", "gold="], "gold needs a folder: gold=<folder>"),
        (["check", "my/gold"], "say what each folder is: gold=my/gold"),
        (["check", "corpus.gold=x", "y"], "say what each folder is: seeds=y"),
        (["agree", "a", "b"], "say what each folder is: one=a other=b"),
        (["check", "seeds"], "seeds needs a folder: seeds=<folder>"),
        (["new"], "new takes one article, such as seeds/article.txt, not 0"),
        (["new", "a.txt", "b.txt"], "new takes one article, such as seeds/article.txt, not 2"),
        (["new", "notes.md"], "notes.md: an article is a .txt file"),
        (["new", "/no such folder/seeds/a.txt"], "/no such folder/seeds/a.txt: No such file or directory"),
        (["new", "a.txt", "gold=no such folder"], "no such folder: there is no such folder; make it, or name another"),
        (["chekc"], "there is no command 'chekc'; did you mean 'check'?"),
        (["check", "--all"], "there is no setting '--all'; known: gold, seeds"),
        ([], "name what to do: check, new, agree"),
    ],
)
def test_mistakes_on_the_command_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


def test_new_gold_is_sound_and_never_overwritten(seeds: Path, gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (seeds / "2021.txt").write_bytes("\ufeffCafé 🚓\r\n".encode())
    status, out, _ = run(capsys, "new", str(seeds / "2021.txt"))
    assert (status, out) == (0, f"wrote {gold}/2021.yaml\n")
    reading = read_corpus_files(seeds, gold)
    assert reading.problems == ()
    assert reading.facts_by_article == {"2021": ()}

    written = (gold / "2021.yaml").read_bytes()
    status, _, err = run(capsys, "new", str(seeds / "2021.txt"), f"gold={gold}")
    assert (status, err) == (2, f"{gold}/2021.yaml exists already; nothing was written\n")
    assert (gold / "2021.yaml").read_bytes() == written


def test_new_gold_needs_a_readable_article(seeds: Path, gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (seeds / "latin.txt").write_bytes(b"caf\xe9")
    status, _, err = run(capsys, "new", str(seeds / "latin.txt"))
    assert status == 2
    assert "latin.txt:1:4: byte 0xe9 is no UTF-8" in err
    status, _, err = run(capsys, "new", str(seeds / "absent.txt"))
    assert status == 2
    assert "absent.txt: No such file or directory" in err
    assert list(gold.iterdir()) == [gold / "schema.yaml"]


def test_the_shipped_gold_is_checked_without_folders_and_without_heavy_packages() -> None:
    code = (
        "import sys; from harness.gold.__main__ import main; status = main(['check']);"
        "heavy = {'pandas', 'datasets', 'sklearn', 'scipy', 'spacy', 'hydra', 'pydantic'};"
        "print(heavy & set(sys.modules), file=sys.stderr);"
        "sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "set()\n")
    assert "tajikistan-imu-infiltration" in done.stdout


def test_a_terminal_that_knows_ascii_only(add: Callable[[str, str, str], None], seeds: Path, gold: Path) -> None:
    add("one", "She was shot. He was hurt.", FACTS.replace("was hurt", "was 🚓"))
    for arguments in (["check", f"gold={gold}", f"seeds={seeds}"], ["check"]):
        done = subprocess.run(
            [sys.executable, "-m", "harness.gold", *arguments],
            cwd=ROOT,
            env={"PYTHONIOENCODING": "ascii", "PATH": ""},
            capture_output=True,
            check=False,
        )
        assert done.stderr == b""
        assert done.stdout.isascii()


def test_help_names_the_commands() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "harness.gold", "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "python -m harness.gold check" in done.stdout
    assert "python -m harness.gold new" in done.stdout


@pytest.mark.parametrize("module", ["anchor", "lines", "problems", "shape"])
def test_examples_in_the_docs(module: str) -> None:
    results = doctest.testmod(import_module(f"harness.gold.{module}"))
    assert results.attempted > 0
    assert results.failed == 0
