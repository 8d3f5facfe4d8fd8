"""An OpenAI-compatible server on loopback that behaves as it is told, and remembers what it was asked.

No model is behind it: answers are gold of the articles that it knows, or whatever a test says.
`python tests/llm_server.py <seeds> <gold>` prints its address and serves until it is ended.
"""

import json
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

Json = dict[str, Any]
Handler = BaseHTTPRequestHandler


@dataclass(frozen=True)
class Asked:
    """One request as it came in, the names of its headers in small letters."""

    path: str
    headers: Mapping[str, str]
    body: Json

    @property
    def text(self) -> str:
        """The last message: the article, or what is to be repaired."""
        return str(self.body["messages"][-1]["content"])


@dataclass(frozen=True)
class Reply:
    """An HTTP response; `body` is sent with its length unless `headers` say otherwise."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


Behaviour = Callable[[Asked, int], "Reply | Callable[[Handler], None]"]
"""What to do with a request, and which of those that came this is, from 0."""


def completion(content: str | None, finish: str = "stop", **message: Any) -> Reply:
    """A chat completion with this text; a token is four characters here."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "none",
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
    }
    return Reply(json.dumps(body).encode())


def error(status: int, message: str, headers: Mapping[str, str] | None = None, **more: Any) -> Reply:
    """An error in OpenAI's form."""
    body = {"error": {"message": message, "type": "error", "code": None, **more}}
    return Reply(json.dumps(body).encode(), status, {"Content-Type": "application/json", **(headers or {})})


def told(answers: Mapping[str, str]) -> Behaviour:
    """Answer what a text of `answers` is part of with the answer there; `{}` to anything else."""

    def behave(asked: Asked, number: int) -> Reply:
        found = next((answer for text, answer in answers.items() if text.strip() in asked.text), "{}")
        return completion(found)

    return behave


class Server:
    """Serves on a port of loopback, in a thread, while the context lasts."""

    def __init__(self, behave: Behaviour) -> None:
        self.behave = behave
        self.asked: list[Asked] = []
        self._lock = threading.Lock()
        outer = self

        class Handles(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                outer._post(self)

            def do_GET(self) -> None:
                with outer._lock:
                    outer.asked.append(Asked(self.path, {}, {}))
                self.send_error(404)

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Serves(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass  # a client that has gone

        self._http = Serves(("127.0.0.1", 0), Handles)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def _post(self, handler: BaseHTTPRequestHandler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        asked = Asked(handler.path, {name.lower(): value for name, value in handler.headers.items()}, body)
        with self._lock:
            number = len(self.asked)
            self.asked.append(asked)
        reply = self.behave(asked, number)
        if not isinstance(reply, Reply):
            handler.close_connection = True
            reply(handler)
            return
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if "Transfer-Encoding" not in reply.headers and "Content-Length" not in reply.headers:
            handler.send_header("Content-Length", str(len(reply.body)))
        handler.end_headers()
        handler.wfile.write(reply.body)

    def __enter__(self) -> "Server":
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._http.shutdown()
        self._http.server_close()


def gold_answers(seeds: Path, gold: Path) -> dict[str, str]:
    """The text of each article, and the answer that has all its required facts."""
    from harness.corpora.load import load_corpus
    from harness.extractors.llm.shots import make_shots

    corpus = load_corpus(seeds, gold)
    shots = make_shots(corpus.articles, corpus.gold, corpus.schema, strict=False)
    return {shot.article.text: shot.answer for shot in shots}


def main(arguments: Sequence[str]) -> None:
    """Serve gold until the process is ended."""
    with Server(told(gold_answers(Path(arguments[0]), Path(arguments[1])))) as server:
        print(server.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1:])
