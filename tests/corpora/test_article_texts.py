from pathlib import Path

import pytest

from harness.corpora.texts import Texts
from harness.errors import ConfigError


def test_articles_are_found_by_id_and_by_what_they_say(tmp_path: Path) -> None:
    for name, data in (("b.txt", "Two\r\nmen.\n"), ("a.txt", "Nine"), ("c.txt", "Nine"), ("notes.md", "Six")):
        (tmp_path / name).write_bytes(data.encode())
    texts = Texts(tmp_path)
    assert texts.ids == ("a", "b", "c")
    assert (texts.text("b"), texts.text("notes"), texts.text("../a")) == ("Two\r\nmen.\n", None, None)
    assert [texts.saying(said) for said in ("Two\nmen.", "Nine\n\n", "Six", "Two men.")] == ["b", "a", None, None]


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff")
    with pytest.raises(ConfigError, match=r"a\.txt cannot be read"):
        Texts(tmp_path).text("a")
    with pytest.raises(ConfigError, match="none cannot be read: No such file or directory"):
        Texts(tmp_path / "none")
