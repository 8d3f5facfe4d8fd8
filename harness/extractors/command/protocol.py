"""What the harness and a program say to each other, version 1: one JSON object a line, UTF-8, both ways.

The classes are the protocol: `docs/command-protocol.schema.json` is made from them. A number that grows says that older
programs would no longer understand; new keys of a request may come at any time.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.json_schema import models_json_schema

from harness.facts import Article, Modality, Polarity, Precision
from harness.formats.json_text import parsed
from harness.gold.problems import shown

PROTOCOL = 1


class Request(BaseModel):
    """An article: the line that a program reads. It is ASCII, all else is escaped; ignore keys that you do not know."""

    protocol: Literal[1] = Field(description="the version of this protocol")
    id: str = Field(description="to be given back with the answer, unchanged; any text")
    text: str = Field(description="the article, exactly as its file has it")
    published: str | None = Field(description="the day of its dateline in EDTF (2013-01-28), where known")


Offsets = Annotated[
    list[int],
    Field(min_length=2, max_length=2, description="half-open, in Unicode code points: not bytes, not UTF-16 units"),
]


class Quote(BaseModel):
    """Words of the article; `before` and `after`, the words beside them, tell them from the same words elsewhere."""

    model_config = ConfigDict(extra="forbid")
    text: str
    before: str = ""
    after: str = ""


class SlotFiller(BaseModel):
    """What fills a slot: words of the article, a normal form, or both. Without `span` the words are looked up."""

    model_config = ConfigDict(extra="forbid")
    text: str | None = Field(None, description="words of the article, as it has them")
    value: int | float | str | None = Field(None, description="a number, a date in EDTF, or a name of an enum")
    span: Offsets | None = Field(None, description="where `text` stands: text[start:end] must be it")
    precision: Precision = "exact"


Filling = SlotFiller | str | int | float | None


class FoundFact(BaseModel):
    """A fact, with a type and slots of gold/schema.yaml. A key that is not named here is a slot, too."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Filling | list[Filling]]
    type: str
    slots: dict[str, Filling | list[Filling]] = Field(
        {}, description="text: words of the article; a number: a value; null: nothing"
    )
    quotes: list[str | Quote] = Field([], description="passages of the article that state the fact")
    evidence: list[Offsets] = Field([], description="the same by their offsets")
    modality: Modality = "actual"
    polarity: Polarity = "positive"
    source: Filling = Field(None, description="who says so")
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None


class Found(BaseModel):
    """The facts of an article: the line that a program writes. Keys that are not named here are ignored."""

    id: str = Field(description="that of the request")
    facts: list[FoundFact]


class Failed(BaseModel):
    """Instead of facts: why there are none. It costs the article, and the program goes on."""

    id: str = Field(description="that of the request")
    error: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A line that a program wrote: facts of the article `id`, still to be read, or the error that it reports."""

    id: str
    facts: Sequence[Any] = ()
    error: str | None = None


class AnswerError(ValueError):
    """A line is no answer; says why, as a sentence about the program without its subject."""


def request_line(article: Article) -> bytes:
    """Return the line, with its end, that asks for the facts of `article`."""
    request = {"protocol": PROTOCOL, "id": article.id, "text": article.text, "published": article.published}
    return json.dumps(request).encode("ascii") + b"\n"


def read_answer(line: bytes) -> Answered:
    """Return what a line of output says. Raises AnswerError where it is none of `Found` and `Failed`.

    What is wrong inside of one fact is not its business: that costs the fact only.
    """
    try:
        said = parsed(line.decode("utf-8-sig"), finite=True)
    except UnicodeDecodeError as error:
        raise AnswerError(f"wrote a line that is not UTF-8 (byte {error.start + 1}): {shown(_excerpt(line))}") from None
    except json.JSONDecodeError as error:
        raise AnswerError(f"wrote a line that is not JSON ({error.msg}): {shown(_excerpt(line))}") from None
    if not isinstance(said, dict) or not isinstance(said.get("id"), str):
        raise AnswerError(f'wrote a line that is no object with a text as "id": {shown(_excerpt(line))}')
    reported, facts = said.get("error"), said.get("facts")
    if reported is not None:
        return Answered(said["id"], error=reported if isinstance(reported, str) else json.dumps(reported))
    if not isinstance(facts, list):
        raise AnswerError(f'wrote an answer with neither a list "facts" nor a text "error": {shown(_excerpt(line))}')
    return Answered(said["id"], tuple(facts))


def answers(line: bytes, article: str) -> bool:
    """Tell whether a line of output answers for the article of that id."""
    try:
        return read_answer(line).id == article
    except AnswerError:
        return False


def schema() -> dict[str, Any]:
    """Return the JSON schema of both lines: `$defs/Request`, and `$defs/Found` or `$defs/Failed` for the answer."""
    kinds: list[type[BaseModel]] = [Request, Found, Failed]
    _, definitions = models_json_schema([(kind, "validation") for kind in kinds], ref_template="#/$defs/{model}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"fact-harness command protocol {PROTOCOL}",
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in kinds],
        **definitions,
    }


def misfit(line: bytes) -> str | None:
    """Say where an answer leaves the schema, its facts included; None where it does not."""
    try:
        answer = read_answer(line)
        Failed(id=answer.id, error=answer.error) if answer.error else TypeAdapter(Found).validate_json(line)
    except AnswerError as error:
        return str(error)
    except ValidationError as error:
        first = error.errors()[0]
        return f"wrote {'.'.join(map(str, first['loc']))}: {first['msg']}"
    return None


def _excerpt(line: bytes) -> str:
    return line[:80].decode("utf-8", "replace")
