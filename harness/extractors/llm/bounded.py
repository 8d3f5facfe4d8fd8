"""HTTP that ends: every exchange has a limit of time and of size, and stays with the host that it was meant for.

The limits of httpx count from one piece of an answer to the next, so a server that sends a byte now and then keeps it
waiting for ever; and it holds whatever it is sent.
"""

from typing import Any

import anyio
import httpx2
from openai import DefaultAsyncHttpxClient


class UnreadableError(Exception):
    """A response that no second try would make better; its text says why, in words of ours alone."""


class UnreachableError(Exception):
    """Nothing answers at the address, and nothing ever has."""


class BoundedClient(DefaultAsyncHttpxClient):
    """Gives `seconds` to each exchange as a whole and takes `size` bytes of a body at most.

    It follows no redirect (the key, and the articles, go to nobody else) and takes nothing compressed, which could be
    any size. Raises httpx's ReadTimeout, or UnreadableError; UnreachableError if nothing answers the very first time.
    """

    def __init__(self, seconds: float, size: int) -> None:
        """Make the client; connections are opened when they are needed."""
        super().__init__(follow_redirects=False, timeout=httpx2.Timeout(seconds))
        self._seconds, self._size = seconds, size
        self._answered = False

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:  # noqa: ANN401 - httpx's own
        """Send `request`, read the whole response, and return it."""
        request.headers["Accept-Encoding"] = "identity"
        try:
            with anyio.fail_after(self._seconds):
                response = await super().send(request, **{**options, "stream": True})
                self._answered = True
                try:
                    body = await self._body(response)
                finally:
                    await response.aclose()
        except TimeoutError:
            raise httpx2.ReadTimeout("no whole answer in time", request=request) from None
        except httpx2.ConnectError as error:
            if self._answered:
                raise
            raise UnreachableError(str(error)) from None
        headers = [(name, value) for name, value in response.headers.multi_items() if name.lower() not in _OF_TRANSFER]
        return httpx2.Response(response.status_code, headers=headers, content=body, request=request)

    async def _body(self, response: httpx2.Response) -> bytes:
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise UnreadableError("the server sent a compressed answer, which was not asked for")
        body = bytearray()
        async for piece in response.aiter_raw():
            body += piece
            if len(body) > self._size:
                raise UnreadableError(f"the server sent more than {self._size:,} bytes")
        return bytes(body)


_OF_TRANSFER = ("content-length", "transfer-encoding", "content-encoding", "connection")
