"""The form of a request: all that is sent, and so all that decides an answer but the whims of the model."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from harness.errors import ExtractorError
from harness.extractors.llm.prompt import Message

ResponseFormat = Literal["json_schema", "json_object", "none"]
_OURS = ("model", "messages", "response_format", "stream", "n")


@dataclass(frozen=True, slots=True)
class RequestForm:
    """What all requests share. `parameters` go into the body as they are (temperature, max_tokens, seed, ...).

    `response_format` is how the server is held to JSON: by the schema, to some object, or not at all.
    """

    model: str
    response_format: ResponseFormat
    answer_schema: Mapping[str, Any]
    strict: bool
    parameters: Mapping[str, Any]

    def request(self, messages: Sequence[Message]) -> dict[str, Any]:
        """Return the body of the request that sends `messages`."""
        body: dict[str, Any] = {"model": self.model, "messages": list(messages), **self.parameters}
        if self.response_format == "json_object":
            body["response_format"] = {"type": "json_object"}
        if self.response_format == "json_schema":
            held_to = {"name": "facts", "strict": self.strict, "schema": self.answer_schema}
            body["response_format"] = {"type": "json_schema", "json_schema": held_to}
        return body


def check_parameters(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters that are not null. Raises ExtractorError for those that are ours to set or are no JSON."""
    if ours := [name for name in _OURS if name in parameters]:
        raise ExtractorError(
            f"parameters.{ours[0]}: this is not for you to set (model and response_format stand apart)"
        )
    given = {name: value for name, value in parameters.items() if value is not None}
    try:
        json.dumps(given, allow_nan=False)
    except (ValueError, TypeError) as error:
        raise ExtractorError(f"parameters: {error}") from None
    return given


def repair(messages: Sequence[Message], answer: str, wrong: Sequence[str]) -> list[Message]:
    """Return the messages that ask once more, for `answer` without what is `wrong` with it."""
    lines = "\n".join(f"- {line}" for line in wrong)
    again = f"Your answer cannot be used:\n{lines}\nGive the whole JSON object again, corrected, and nothing else."
    said = {"assistant": answer, "user": again}
    # JSON may name half of a character ("\\ud800"), which no request can be sent with.
    whole = {role: words.encode("utf-8", "replace").decode() for role, words in said.items()}
    return [*messages, *({"role": role, "content": words} for role, words in whole.items())]
