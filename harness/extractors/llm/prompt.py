"""The messages of a request: two templates of a folder, the examples, and the text at hand.

`system.md` says what is asked for (`types`; `absent`, how to write what a fact lacks; `answer_schema`, where the server
is not given it apart), `user.md` shows a text (`text`; `published`; `part`, whether it is only a part of the
article). Both are Jinja2, in a sandbox: a prompt may come from a stranger.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.errors import ExtractorError
from harness.extractors.llm.shots import Shot
from harness.facts import Article
from harness.schema import Schema

if TYPE_CHECKING:
    from jinja2 import Template

Message = dict[str, str]


class Prompt:
    """Renders the messages; `answer_schema` is put into the system message unless it is None."""

    def __init__(self, folder: Path, schema: Schema, absent: str, answer_schema: dict[str, Any] | None) -> None:
        """Read both templates. Raises ExtractorError, with file and line, where one cannot be read or rendered."""
        self._user = _template(folder / "user.md")
        said = None if answer_schema is None else json.dumps(answer_schema, ensure_ascii=False)
        types = tuple(schema.types.values())
        self._system = _rendered(_template(folder / "system.md"), types=types, absent=absent, answer_schema=said)
        _rendered(self._user, text="", published=None, part=False)

    def messages(self, article: Article, text: str, shots: Sequence[Shot]) -> list[Message]:
        """Return what is sent for `text`, which is all of `article`, or less of it."""
        asked = [{"role": "system", "content": self._system}]
        for shot in shots:
            asked.append({"role": "user", "content": self._shown(shot.article, shot.article.text)})
            asked.append({"role": "assistant", "content": shot.answer})
        return [*asked, {"role": "user", "content": self._shown(article, text)}]

    def _shown(self, article: Article, text: str) -> str:
        return _rendered(self._user, text=text, published=article.published, part=text.strip() != article.text.strip())


def _template(path: Path) -> "Template":
    from jinja2 import StrictUndefined, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    try:
        template = environment.from_string(path.read_text(encoding="utf-8"))
    except TemplateSyntaxError as error:
        raise ExtractorError(f"{path}:{error.lineno}:1: {error.message}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ExtractorError(f"{path}: the prompt cannot be read: {error}") from None
    template.filename = str(path)
    return template


def _rendered(template: "Template", **values: object) -> str:
    try:
        return template.render(**values).strip()
    except Exception as error:  # whatever a template may do wrong: a name that it misspells, a division by zero
        raise ExtractorError(f"{template.filename}: the prompt cannot be rendered: {error}") from None
