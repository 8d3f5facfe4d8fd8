"""What does not fit a config is told in plain words, at its place, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from harness.errors import ConfigError
from harness.facts import Article
from harness.misfits import misfits
from harness.targets import Kind, make


@dataclass
class Box:
    size: int


def told(kind: Any, given: object) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(given)
    return [f"{one.key} {one.asked}".strip() for one in misfits(refused.value.errors(), given)]


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (list[str], 3, "must be a list, as in [a, b]"),
        (list[str], ["a", True], "[1] must be a text (put it in quotes)"),
        (list[str], ["a", None], "[1] must be a text"),
        (Mapping[str, int], "x", "must be a mapping, as in {a: b}"),
        (Mapping[str, list[int]], {"a": [1, 2.5]}, "a[1] must be a whole number"),
        (float | None, "soon", "must be a number"),
        (bool, "often", "must be true or false"),
        (Literal["a", "b"], "c", "must be 'a' or 'b'"),
        (str | Mapping[str, int], 3, "must be a text or a mapping, as in {a: b}"),
        (Box | None, {}, "size field required"),
        (Annotated[float, Field(ge=1)], 0, "must be at least 1"),
        (Annotated[int, Field(le=2**32)], 2**33, "must be at most 4294967296"),
        (Annotated[date, Field(lt=date(2020, 1, 1))], date(2021, 1, 1), "must be less than 2020-01-01"),
    ],
)
def test_what_a_value_had_to_be(kind: Any, given: object, said: str) -> None:
    assert told(kind, given) == [said]


def test_inside_one_of_several_forms_the_innermost_place_is_told() -> None:
    assert told(Mapping[str, str | Mapping[str, int]], {"a": {"b": "x"}, "c": None}) == [
        "a.b must be a whole number",
        "c must be a text or a mapping, as in {a: b}",
    ]


class Boxed:
    def __init__(self, box: Box) -> None:
        self.box = box

    def extract(self, articles: list[Article]) -> None:
        """Never asked."""


def test_what_an_option_lacks_is_told_as_lacking() -> None:
    kind = Kind("extractor", home=__name__, method="extract", taught="", failure=ConfigError)
    with pytest.raises(ConfigError, match=r"^extractor Boxed: option 'box.size' is missing$"):
        make({"_target_": f"{__name__}.Boxed", "box": {}}, kind)
