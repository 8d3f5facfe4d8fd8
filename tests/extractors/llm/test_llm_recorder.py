"""Answers on disk: by the content of the request, by several processes at once, after a process was killed."""

import json
import multiprocessing
from pathlib import Path

import pytest

from harness.errors import ExtractorError
from harness.extractors.llm.completion import Completion
from harness.extractors.llm.recorder import Recorder, request_key

ANSWER = Completion("{}", "stop", None, None, 7, 3)


def test_the_key_is_that_of_everything_that_is_sent() -> None:
    request = {"model": "m", "messages": [{"role": "user", "content": "é"}], "temperature": 0}
    assert request_key(request) == request_key(dict(reversed(request.items())))
    changed = [
        {**request, "model": "n"},
        {**request, "temperature": 1},
        {**request, "seed": 1},
        {**request, "messages": []},
    ]
    assert len({request_key(one) for one in [request, *changed]}) == 5


def test_an_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    odd = Completion('{"a": "\u2028é\ud800\\n"}', None, "no", "tool", None, 0)
    recorder = Recorder(tmp_path / "new", "org/model:1")
    recorder.add("k", odd)
    recorder.add("l", ANSWER)
    again = Recorder(tmp_path / "new", "org/model:1")
    assert (again.get("k"), again.get("l"), again.get("m"), len(again)) == (odd, ANSWER, None, 2)
    assert (tmp_path / "new/org-model-1.jsonl").is_file()


@pytest.mark.parametrize("model", ["../../etc/passwd", "..", "/", "a" * 5000, "\0", "é"])
def test_no_model_leads_out_of_the_folder(model: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    Recorder(folder, model).add("k", ANSWER)
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {folder}


def test_nothing_is_written_before_there_is_an_answer(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "none", "m")
    assert recorder.get("k") is None
    assert not (tmp_path / "none").exists()


def test_half_a_last_line_is_ignored_and_mended(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, "m")
    recorder.add("k", ANSWER)
    whole = recorder.path.read_bytes()
    recorder.add("l", ANSWER)
    both = recorder.path.read_bytes()
    for cut in range(len(whole), len(both)):
        recorder.path.write_bytes(both[:cut])
        again = Recorder(tmp_path, "m")
        assert (again.get("k"), again.get("l")) == (ANSWER, None)
        again.add("l", ANSWER)
        assert recorder.path.read_bytes() == both


def test_a_file_that_was_removed_meanwhile_is_begun_anew(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, "m")
    recorder.add("k", ANSWER)
    recorder.path.unlink()
    recorder.add("l", ANSWER)
    again = Recorder(tmp_path, "m")
    assert (again.get("k"), again.get("l")) == (None, ANSWER)


def test_the_first_answer_is_everybodys(tmp_path: Path) -> None:
    one, other = Recorder(tmp_path, "m"), Recorder(tmp_path, "m")
    assert one.add("k", ANSWER) == ANSWER
    late = Completion("late")
    assert other.add("k", late) == ANSWER
    assert other.get("k") == ANSWER
    assert one.path.read_bytes().count(b"\n") == 1


def test_an_answer_asked_for_anew_takes_the_place_of_the_old(tmp_path: Path) -> None:
    Recorder(tmp_path, "m").add("k", ANSWER)
    recorder, new = Recorder(tmp_path, "m"), Completion("new")
    assert recorder.add("k", new, instead=True) == new
    assert recorder.get("k") == Recorder(tmp_path, "m").get("k") == new
    assert recorder.path.read_bytes().count(b"\n") == 2


@pytest.mark.parametrize(
    "line", ["nonsense", "7", "{}", '{"request": "k"}', '{"request": "k", "content": 7}', "[" * 90_000, "\0", "\xff"]
)
def test_what_is_no_answer_is_told_with_its_line(line: str, tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, "m")
    recorder.add("k", ANSWER)
    with recorder.path.open("ab") as file:
        file.write(line.encode("latin-1") + b"\n")
    with pytest.raises(ExtractorError, match=r"m\.jsonl:2:1: this is no recorded answer: delete the line"):
        Recorder(tmp_path, "m")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExtractorError, match="answers cannot be recorded here"):
        Recorder(tmp_path / "file", "m").add("k", ANSWER)


def _fill(folder: str, name: str) -> None:
    recorder = Recorder(Path(folder), "m")
    for number in range(60):
        recorder.add(f"k{number}", Completion(f"{name} {number} {'x' * 20_000}"))


def test_processes_that_write_at_once_lose_nothing_and_write_nothing_twice(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_fill, args=(str(tmp_path), name)) for name in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
        assert writer.exitcode == 0
    lines = [json.loads(line) for line in (tmp_path / "m.jsonl").read_bytes().splitlines()]
    assert sorted(line["request"] for line in lines) == sorted(f"k{number}" for number in range(60))
    assert all(len(line["content"]) > 20_000 for line in lines)
