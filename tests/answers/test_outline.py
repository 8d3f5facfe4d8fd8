from pathlib import Path

import pytest

from harness.answers.__main__ import main
from harness.answers.mapping import look
from harness.answers.outline import outline

ROW = {
    "doc": {"id": "raid"},
    "events": [{"label": "Arrest", "who": [{"n": 2}, {"n": None}]}, {"label": "Hurt", "ok": True}],
}


def test_every_path_is_one_that_a_mapping_can_name() -> None:
    lines = outline([ROW, ROW]).splitlines()
    paths = [line.split()[0] for line in lines]
    assert paths == ["doc", "doc.id", "events", "events.label", "events.who", "events.who.n", "events.ok"]
    assert all(look(ROW, path) is not None for path in paths)
    assert lines[3].split(maxsplit=2) == ["events.label", "4", "text           'Arrest' (2), 'Hurt' (2)"]
    assert lines[5].split(maxsplit=2) == ["events.who.n", "4", "null, number   2 (2)"]


def test_many_values_and_deep_ones_are_cut_short() -> None:
    deep: object = 1
    for _ in range(500):
        deep = {"a": deep}
    said = outline([deep, *({"n": number} for number in range(3000)), 7, ["x"]])
    assert len(said.splitlines()) == 22
    assert said.endswith("0, 1, 2, 3, 4, ...")


def test_keys_that_strangers_wrote_are_as_many_as_one_can_read() -> None:
    lines = outline([{f"\x1b[31m{number}\u2028": 1} for number in range(500)]).splitlines()
    assert (len(lines), lines[-1]) == (201, "and more")
    assert lines[0].startswith(r"\x1b[31m0\u2028  ")


def test_the_command_shows_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "events.jsonl"
    file.write_text('{"a": 1}\n{"b": 2}\n{', encoding="utf-8")
    assert main([str(file), "rows=2"]) == 0
    assert capsys.readouterr().out == "a  1  number  1\nb  1  number  2\n"
    assert main([str(file)]) == 2
    assert "events.jsonl:3:2: this line is no JSON" in capsys.readouterr().err
    file.write_text("\n")
    assert main([str(file)]) == 0
    assert capsys.readouterr().out == "there is no record in this file\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "name one file"),
        (["none.jsonl"], "there is no none.jsonl"),
        (["a", "rows=0"], "rows='0' is no number above 0"),
        (["a", "row=1"], "there is no key 'row'; did you mean 'rows'?"),
    ],
)
def test_mistakes_are_one_line(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err
