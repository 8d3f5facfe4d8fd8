"""What the members of an ensemble were right in before: a file of weights, and facts stacked by it."""

import json
from pathlib import Path

import pytest
from ensemble_members import SCHEMA, Member, articles, who

from harness.errors import ConfigError, ExtractorError
from harness.extractors.ensemble.extractor import EnsembleExtractor
from harness.extractors.ensemble.weights import Record, Right, read_weights


def weights(path: Path, **types: dict[str, int]) -> Path:
    members = {name: {"signature": "facts|", "types": types} for name in ("a", "b")}
    path.write_text(json.dumps({"format": 1, "members": members}))
    return path


def test_a_precision_is_drawn_towards_that_of_all_types() -> None:
    record = Record(
        signature="", types={"raid": Right(strict=1, lenient=3, found=4), "vote": Right(strict=5, lenient=5, found=6)}
    )
    # Over all types (8 + 1)/(10 + 2) = 0.75; raid (3 + 2 · 0.75)/(4 + 2) = 0.75; a type never found: the prior.
    assert record.precision("raid", "lenient", 2.0) == 0.75
    assert record.precision("vote", "lenient", 2.0) == pytest.approx(6.5 / 8)
    assert record.precision("raid", "strict", 2.0) == pytest.approx((1 + 2 * 7 / 12) / 6)
    assert record.precision("nothing", "lenient", 2.0) == 0.75
    assert Record(signature="", types={}).precision("raid", "strict", 9.0) == 0.5


def test_stacking_by_the_weights_of_a_file(tmp_path: Path) -> None:
    schema = tmp_path / "schema.yaml"
    schema.write_text(SCHEMA)
    file = weights(tmp_path / "w.json", raid={"strict": 0, "lenient": 3, "found": 4})
    members = {"a": Member("Ann", "Bob"), "b": Member("Ann")}
    ensemble = EnsembleExtractor(members, schema, how="stacking", weights=file, smoothing=2)
    precision = (3 + 2 * 4 / 6) / 6
    (facts,) = ensemble.extract(articles("Ann Bob"))
    assert who(facts) == [("Ann", pytest.approx(1 - (1 - precision) ** 2)), ("Bob", pytest.approx(precision))]
    for smoothing in (0, float("inf"), float("nan")):
        with pytest.raises(ExtractorError, match=f"smoothing={smoothing}: it must be a number above 0"):
            EnsembleExtractor(members, schema, how="stacking", weights=file, smoothing=smoothing)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no weights"),
        ("[]", "holds no weights"),
        (
            '{"members": {"a": {"signature": "", "types": {"raid": {"strict": 1, "lenient": 1}}}}}',
            "found: Field required",
        ),
        (
            '{"members": {"a": {"signature": "", "types": {"raid": {"strict": 2, "lenient": 1, "found": 3}}}}}',
            "does not",
        ),
        (
            '{"members": {"a": {"signature": "", "types": {"raid": {"strict": -1, "lenient": 1, "found": 3}}}}}',
            "strict",
        ),
        (
            '{"members": {"a": {"signature": "", "types": {"raid": {"strict": 1.5, "lenient": 2, "found": 3}}}}}',
            "strict",
        ),
        ('{"format": 2, "members": {}}', "format"),
        ('{"members": {"b": {"signature": "", "types": {}}}}', "says nothing of the member 'a'"),
    ],
)
def test_files_that_hold_no_weights(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "w.json").write_text(content)
    with pytest.raises(ConfigError, match=message):
        read_weights(tmp_path / "w.json", ["a"])
