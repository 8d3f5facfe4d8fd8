"""An OpenAI-compatible endpoint: one request, one completion, and in one line what went wrong instead.

Retries are the client library's: 408, 409, 429, 5xx, lost connections and time-outs are tried again after a pause that
doubles from half a second to eight, with jitter, or after what `Retry-After` (seconds or a date) asks for, up to two
minutes; longer than that is not waited for.
"""

import os
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from harness.errors import ExtractorError
from harness.extractors.llm.completion import Completion, read_completion
from harness.runs.secrets import HIDDEN

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

OPENAI = "https://api.openai.com/v1"
LARGEST_ANSWER = 20_000_000
"""Bytes of a response's body."""
_SURELY_SECRET = 8
"""Characters from which on a key cannot be a word that a model uses by chance."""
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\/")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")


class FailedError(Exception):
    """A request that cost its article; the text says why, without the key."""

    def __init__(self, message: str, kind: Literal["error", "timeout"] = "error") -> None:
        """`kind` is that of the trouble that the article has."""
        super().__init__(message)
        self.kind: Literal["error", "timeout"] = kind


class ForbiddenError(FailedError):
    """A request that was forbidden (403): for its text, which some moderate so, or as all others of this key."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask, and how long to wait: `timeout` seconds for each try, `retries` further tries.

    `key_from` names the environment variable that holds the key; the key itself is shown by nothing.
    """

    address: str
    key_from: str
    timeout: float
    retries: int
    key: str = field(default="", repr=False)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator["Connection"]:
        """Yield what requests are sent through. Raises ExtractorError where the client library cannot start."""
        try:
            from openai import AsyncOpenAI

            from harness.extractors.llm.bounded import BoundedClient
        except ModuleNotFoundError as error:
            raise ExtractorError(f"extractor=llm needs {error.name}: pip install 'fact-harness[llm]'") from None
        try:
            client = AsyncOpenAI(
                base_url=self.address,
                api_key=self.key or "none",  # a server of one's own may need none, but the library does
                max_retries=self.retries,
                timeout=self.timeout,
                http_client=BoundedClient(self.timeout, LARGEST_ANSWER),
            )
        except Exception as error:  # its text might show a proxy's password
            raise ExtractorError(f"the HTTP client cannot start: {type(error).__name__}") from None
        async with client:
            yield Connection(self, client)


class Connection:
    """An endpoint with a client to it."""

    def __init__(self, endpoint: Endpoint, client: "AsyncOpenAI") -> None:
        """Keep both; nothing is sent before `ask`."""
        self._endpoint, self._client = endpoint, client

    async def ask(self, request: Mapping[str, Any]) -> Completion:
        """Send the JSON `request` to `/chat/completions` and return the answer.

        Raises FailedError where this request failed, ExtractorError where every other would fail as well: the key or
        the model is refused, the account is empty, or nothing is there at all.
        """
        import httpx2
        from openai import APIConnectionError, APIStatusError, APITimeoutError

        from harness.extractors.llm.bounded import UnreachableError, UnreadableError

        try:
            response = await self._client.post("/chat/completions", body=dict(request), cast_to=httpx2.Response)
            return self._without_key(read_completion(response.content))
        except APITimeoutError:
            tries = self._endpoint.retries + 1
            raise FailedError(f"no answer in {self._endpoint.timeout:g} s, {tries} times", "timeout") from None
        except APIConnectionError as error:
            raise FailedError(f"the connection was lost ({type(error.__cause__).__name__})") from None
        except APIStatusError as error:
            raise self._refused(error, str(request.get("model"))) from None
        except UnreachableError:
            raise ExtractorError(
                f"nothing answers at {self._endpoint.address}: start the server, or set extractor.base_url"
            ) from None
        except (UnreadableError, ValueError) as error:
            raise FailedError(self._hidden(str(error))) from None

    def _refused(self, error: "APIStatusError", model: str) -> Exception:
        address, key_from, code = self._endpoint.address, self._endpoint.key_from, error.status_code
        # What the server says of a refused key may hold parts of it, so none of that is repeated.
        if code in (401, 403) and not self._endpoint.key:
            return ExtractorError(f"{address} asks for a key ({code}): put it into the environment variable {key_from}")
        if code == 401:
            return ExtractorError(f"{address} refuses the key in the environment variable {key_from} ({code})")
        if code == 403:
            return ForbiddenError(
                f"{address} refuses the text, or the key in the environment variable {key_from} (403)"
            )
        said = self._said(error)
        if code == 404:
            return ExtractorError(f"{address} has no model {model}, or is not the base URL (404){said}")
        if code == 402 or error.code == "insufficient_quota":
            return ExtractorError(f"{address} asks to be paid first ({code}){said}")
        if 300 <= code < 400:
            return FailedError(f"the server sends elsewhere ({code}), where neither key nor article goes: set base_url")
        if code == 400:
            return FailedError(f"the server refuses the request ({code}){said}")
        return FailedError(f"the server answers {code}{said}")

    def _said(self, error: "APIStatusError") -> str:
        """What the server says in its error, if it says so in OpenAI's way, and how long it asks to wait."""
        wait = error.response.headers.get("Retry-After")
        waits = f" (Retry-After: {wait})" if wait else ""
        _, found, words = error.message.partition(" - ")
        words = " ".join(self._hidden(words).split())[:200]
        return f"{f': {words}' if found else ''}{self._hidden(waits)[:60]}"

    def _hidden(self, text: str) -> str:
        """The same text without the key, also where the key is written with the escapes of JSON."""
        key = self._endpoint.key
        if not key:
            return text
        text = text.replace(key, HIDDEN)
        plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else "/", text)
        return plain.replace(key, HIDDEN) if key in plain else text

    def _without_key(self, answer: Completion) -> Completion:
        """The same answer, if the server did not put the key into it: answers are kept in files."""
        if len(self._endpoint.key) < _SURELY_SECRET:
            return answer
        return replace(
            answer,
            content=self._hidden(answer.content),
            finish=answer.finish and self._hidden(answer.finish),
            refusal=answer.refusal and self._hidden(answer.refusal),
            called=answer.called and self._hidden(answer.called),
        )


def find_endpoint(base_url: str | None, api_key_env: str, timeout: float, retries: int) -> Endpoint | None:
    """Return the endpoint that the configuration and the environment name, None where they name none.

    Without `base_url` it is OpenAI's if there is a key. Raises ExtractorError where one of them cannot be meant.
    """
    if not _VARIABLE.fullmatch(api_key_env):  # not repeated: it may be the key itself
        raise ExtractorError("api_key_env is the name of an environment variable, such as OPENAI_API_KEY, not the key")
    key = os.environ.get(api_key_env, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise ExtractorError(
            f"the key in the environment variable {api_key_env} has characters that no header can hold"
        )
    if not base_url and not key:
        return None
    address = base_url or OPENAI
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound or parts.username is not None or parts.query or parts.fragment or not address.isprintable():
        raise ExtractorError(
            "base_url is the address of an endpoint, such as http://localhost:8080/v1, without user, password and query"
        )
    return Endpoint(address.rstrip("/"), api_key_env, timeout, retries, key)
