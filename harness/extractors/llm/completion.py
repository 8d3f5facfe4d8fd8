"""What a server answers to a chat request: the few fields that matter, whatever else it sends."""

import json
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    NonNegativeInt,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer of a model. `content` is its text, "" where it gave none; `finish` why it ended, in OpenAI's words.

    `refusal` is what it said in place of an answer, `called` the name of a tool that it wanted to call instead. Tokens
    are None where the server does not count them.
    """

    content: str
    finish: str | None = None
    refusal: str | None = None
    called: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None


def _none_if_odd(value: Any, read: ValidatorFunctionWrapHandler) -> Any:  # noqa: ANN401 - pydantic's own form
    try:
        return read(value)
    except ValidationError:
        return None


_T = TypeVar("_T")
_Aside = Annotated[_T | None, WrapValidator(_none_if_odd)]
"""What no answer is lost for: a server that counts -1 tokens has answered all the same."""


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Function(_Loose):
    name: _Aside[str] = None


class _Call(_Loose):
    function: _Function | None = None


class _Part(_Loose):
    text: str | None = None


class _Message(_Loose):
    content: str | list[_Part] | None = None
    refusal: _Aside[str] = None
    tool_calls: _Aside[list[_Call]] = None


class _Choice(_Loose):
    message: _Message
    finish_reason: _Aside[str] = None


class _Usage(_Loose):
    prompt_tokens: _Aside[NonNegativeInt] = None
    completion_tokens: _Aside[NonNegativeInt] = None


class _Body(_Loose):
    choices: list[_Choice]
    usage: _Aside[_Usage] = None


def read_completion(body: bytes) -> Completion:
    """Return the answer in the body of a response. Raises ValueError that says why it is none."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise ValueError(f"the server sent no JSON, but {len(body):,} bytes of something else") from None
    try:
        read = _Body.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise ValueError(f"the server sent no chat completion ({where}: {first['msg']})") from None
    if not read.choices:
        raise ValueError("the server sent a chat completion without choices")
    choice, usage = read.choices[0], read.usage or _Usage()
    message = choice.message
    content = message.content
    calls = message.tool_calls or []
    return Completion(
        content="".join(part.text or "" for part in content) if isinstance(content, list) else content or "",
        finish=choice.finish_reason,
        refusal=message.refusal or None,
        called=None if not calls else (calls[0].function and calls[0].function.name) or "",
        input_tokens=usage.prompt_tokens,
        output_tokens=usage.completion_tokens,
    )
