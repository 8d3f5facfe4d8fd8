"""JSON that Python's decoder fails at in other ways than by saying so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.errors import InputErrors
from harness.formats.fact_files import read_fact_files
from harness.formats.json_text import parsed, value_at
from harness.formats.role_files import read_extracts
from harness.formats.span_files import read_span_files

LONG = '{"docs": ' + "9" * 5000 + "}"
DEEP = '{"docs": ' + "[" * 100_000


def test_all_of_it_has_a_place() -> None:
    assert parsed('{"a": [1]}') == {"a": [1]}
    assert value_at("  [1] x", 2) == ([1], 5)
    for text, said in ((LONG, "too many digits"), (DEEP, "nested too deeply"), ("{", "Expecting")):
        with pytest.raises(json.JSONDecodeError, match=said):
            parsed(text)
        with pytest.raises(json.JSONDecodeError, match=said) as caught:
            value_at("\n" + text, 1)
        assert caught.value.lineno == 2


def test_no_value_is_lost_to_a_later_one_of_its_key(tmp_path: Path) -> None:
    path = tmp_path / "spans.json"
    path.write_text('{"docs": [{"gold": [], "pred": []}], "docs": []}', encoding="utf-8")
    with pytest.raises(InputErrors, match="an object in it has the key 'docs' twice"):
        read_span_files(path, None, "exclusive")
    with pytest.raises(json.JSONDecodeError, match="has the key 'b' twice"):
        parsed('[{"a": {"b": 1, "b": 1}}]')
    path.write_text('{"d": {"Weapon": [["gun"]], "Weapon": []}}', encoding="utf-8")
    with pytest.raises(InputErrors, match="1:7: this is not JSON: an object in it has the key 'Weapon' twice"):
        read_extracts(path)


@pytest.mark.parametrize("text", [LONG, DEEP, LONG[:-1]])
@pytest.mark.parametrize(
    "read",
    [
        lambda path: read_span_files(path, None, "inclusive"),
        read_extracts,
        lambda path: read_fact_files(path, path, None),
    ],
)
def test_every_reader_says_so(tmp_path: Path, text: str, read: Callable[[Path], object]) -> None:
    path = tmp_path / "file.jsonl"
    path.write_text(text)
    with pytest.raises(InputErrors, match=r"file\.jsonl:1:\d+: .*(too many digits|nested too deeply)"):
        read(path)
