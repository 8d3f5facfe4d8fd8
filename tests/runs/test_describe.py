"""What decides an extractor's results, as it stands in the signature."""

from pathlib import Path

import pytest

from harness.extractors.empty import EmptyExtractor
from harness.runs import describe
from harness.runs.describe import PACKAGE


def _code_of(package: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(describe, "PACKAGE", package)
    describe._our_code.cache_clear()
    return str(describe.describe(EmptyExtractor(), {"a": 1})["_code_"])


def test_our_code_counts_wherever_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(describe, "PACKAGE", PACKAGE)
    describe._our_code.cache_clear()
    ours = describe.describe(EmptyExtractor(), {})["_code_"]
    assert len(ours) == 64
    for folder in ("extractors", "normalise", "report"):
        (tmp_path / folder).mkdir()
    assert (tmp_path / "extractors" / "one.py").write_text("ONE = 1\n")
    first = _code_of(tmp_path, monkeypatch)
    assert first != ours
    (tmp_path / "report" / "html.py").write_text("no extractor's doing")
    assert _code_of(tmp_path, monkeypatch) == first
    (tmp_path / "normalise" / "dates.py").write_text("")
    second = _code_of(tmp_path, monkeypatch)
    assert second != first
    (tmp_path / "normalise" / "dates.py").rename(tmp_path / "normalise" / "days.py")
    assert _code_of(tmp_path, monkeypatch) not in (first, second)
    describe._our_code.cache_clear()
