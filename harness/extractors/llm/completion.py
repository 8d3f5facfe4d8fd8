"""What a server answers to a chat request: the few fields that matter, whatever else it sends."""

import json
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError


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


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Function(_Loose):
    name: str = ""


class _Call(_Loose):
    function: _Function | None = None


class _Part(_Loose):
    text: str = ""


class _Message(_Loose):
    content: str | list[_Part] | None = None
    refusal: str | None = None
    tool_calls: list[_Call] | None = None


class _Choice(_Loose):
    message: _Message
    finish_reason: str | None = None


class _Usage(_Loose):
    prompt_tokens: int | None = Field(default=None, ge=0)
    completion_tokens: int | None = Field(default=None, ge=0)


class _Body(_Loose):
    choices: list[_Choice]
    usage: _Usage | None = None


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
        content="".join(part.text for part in content) if isinstance(content, list) else content or "",
        finish=choice.finish_reason,
        refusal=message.refusal or None,
        called=None if not calls else calls[0].function.name if calls[0].function else "",
        input_tokens=usage.prompt_tokens,
        output_tokens=usage.completion_tokens,
    )
