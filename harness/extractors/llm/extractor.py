"""The extractor that asks a language model, behind any OpenAI-compatible endpoint."""

from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.corpora.load import load_schema
from harness.errors import ExtractorError
from harness.extractors.llm.answer_schema import answer_schema
from harness.extractors.llm.article import ArticleReader, Read
from harness.extractors.llm.asking import Asker, Replay
from harness.extractors.llm.endpoint import find_endpoint
from harness.extractors.llm.prompt import Prompt
from harness.extractors.llm.recorder import Recorder
from harness.extractors.llm.request import RequestForm, ResponseFormat, check_parameters
from harness.extractors.llm.shots import read_shots
from harness.extractors.llm.spending import NOTHING, Budget, Tokens, read_price
from harness.facts import Article, Fact

if TYPE_CHECKING:
    from harness.runs.run import Trouble
    from harness.runs.usage import Usage

_NEEDED = ("openai", "httpx2", "anyio", "jsonschema", "filelock")
_WHAT_TO_SET = (
    "extractor=llm needs a model and an endpoint: extractor.model=<name> extractor.base_url=<address>, or OPENAI_MODEL "
    "and OPENAI_BASE_URL or OPENAI_API_KEY in the environment; or what was recorded of that model (docs/llm.md)"
)


class LlmExtractor:
    """Asks a model for the facts of each article, as JSON that is held to a schema made from the fact types.

    conf/extractor/llm.yaml says what each option is, docs/llm.md how the parts work together. Raises ExtractorError
    where no endpoint, model or recording is named, or an option cannot be meant; InputErrors where the schema or the
    examples hold mistakes.
    """

    apart = frozenset(
        ("replay", "recordings", "concurrency", "timeout", "retries", "price", "max_cost", "max_tokens", "api_key_env")
    )
    """Options that do not decide what is found, and so are no part of the signature."""

    def __init__(
        self,
        model: str | None,
        base_url: str | None,
        schema: str | Path,
        prompt: str | Path,
        recordings: str | Path,
        api_key_env: str = "OPENAI_API_KEY",
        replay: Replay = "use",
        response_format: ResponseFormat = "json_schema",
        strict: bool = False,
        parameters: Mapping[str, Any] | None = None,
        shots: int = 0,
        shots_from: Mapping[str, str | None] | None = None,
        window: int = 12_000,
        overlap: int = 1_000,
        concurrency: int = 4,
        timeout: float = 300.0,
        retries: int = 5,
        price: Mapping[str, float | None] | None = None,
        max_cost: float | None = None,
        max_tokens: int | None = None,
    ) -> None:
        """Read the schema, the prompt, the examples and what was recorded; no connection is opened."""
        least = {"shots": 0, "window": 500, "overlap": 0, "concurrency": 1, "timeout": 0.01, "retries": 0}
        given = {"shots": shots, "window": window, "overlap": overlap, "concurrency": concurrency, "timeout": timeout}
        _check_numbers({**given, "retries": retries, "max_cost": max_cost, "max_tokens": max_tokens}, least)
        if overlap > window / 2:
            raise ExtractorError(f"overlap={overlap} is more than half of window={window}")
        endpoint = find_endpoint(base_url, api_key_env, timeout, retries)  # checked even where it is not to be asked
        self._endpoint = None if replay == "only" else endpoint
        if not model or (self._endpoint is None and replay in ("refresh", "off")):
            raise ExtractorError(_WHAT_TO_SET)
        if absent := [name for name in _NEEDED if find_spec(name) is None]:
            raise ExtractorError(f"extractor=llm needs {', '.join(absent)}: pip install 'fact-harness[llm]'")
        from jsonschema import Draft202012Validator

        self._price = read_price(price)
        self._budget = Budget(max_tokens, max_cost, self._price)
        self._replay, self._concurrency = replay, concurrency
        self._recorder = Recorder(Path(recordings), model)
        if self._endpoint is None and not len(self._recorder):
            nothing = f"{self._recorder.path}: nothing is recorded of model {model!r}: replay=use asks it"
            raise ExtractorError(nothing if endpoint else _WHAT_TO_SET)
        fact_types = load_schema(Path(schema))
        wanted = answer_schema(fact_types, strict)
        self._validator = Draft202012Validator(answer_schema(fact_types, strict=False))
        self._form = RequestForm(model, response_format, wanted, strict, check_parameters(parameters or {}))
        lacking, shown = "null" if strict else "left out", None if response_format == "json_schema" else wanted
        template = Prompt(Path(prompt), fact_types, lacking, shown)
        examples = read_shots(shots_from or {}, fact_types, strict, self._validator) if shots else ()
        self._reader = ArticleReader(fact_types, template, examples, shots, window, overlap)
        self._troubles: list[Trouble] = []
        self._took: dict[str, Tokens] = {}
        self._missing: set[str] = set()

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article; several are asked for at a time.

        Raises ExtractorError where the endpoint refuses the key or the model, where a budget is spent, and at the end
        where answers are not recorded and there is nobody to ask.
        """
        from anyio.from_thread import start_blocking_portal

        # A loop in a thread of its own: the caller may be running one, as a notebook does.
        with start_blocking_portal() as portal, portal.wrap_async_context_manager(self._asker()) as asker:
            waiting: deque[tuple[Article, Any]] = deque()
            try:
                for article in articles:
                    waiting.append((article, portal.start_task_soon(self._reader.read, article, asker)))
                    if len(waiting) > self._concurrency:
                        yield self._taken(*waiting.popleft())
                while waiting:
                    yield self._taken(*waiting.popleft())
            finally:
                for _, future in waiting:
                    future.cancel()
        if self._missing:
            raise ExtractorError(self._what_is_missing())

    def drain_troubles(self) -> "Sequence[Trouble]":
        """What went wrong since the last call."""
        told, self._troubles = self._troubles, []
        return told

    def usage(self) -> "Usage":
        """Return what the articles read so far took, whether it was asked for now or long ago."""
        from harness.runs.usage import Usage

        total = sum(self._took.values(), NOTHING)
        return Usage(len(self._took), total.answers, total.input, total.output, self._price.of(total))

    def requests(self, article: Article) -> Sequence[Mapping[str, Any]]:
        """Return what is sent about `article`, as JSON objects: a request for each window."""
        return [self._form.request(messages) for messages in self._reader.questions(article)]

    @asynccontextmanager
    async def _asker(self) -> AsyncIterator[Asker]:
        """Yield what asks and, where there is an endpoint, is connected to it."""
        common = self._form, self._validator, self._replay, self._recorder, self._budget, self._concurrency
        if self._endpoint is None:
            yield Asker(*common, connection=None)
            return
        async with self._endpoint.opened() as connection:
            yield Asker(*common, connection=connection)

    def _taken(self, article: Article, future: Any) -> Sequence[Fact]:  # noqa: ANN401 - concurrent.futures, of a Read
        read: Read = future.result()
        self._took[article.id] = read.took
        self._troubles += read.troubles
        if read.missing:
            self._missing.add(article.id)
        return read.facts

    def _what_is_missing(self) -> str:
        names = sorted(self._missing)
        some = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        what = "asks for them (replay=use does)" if self._replay == "only" else "is named to ask (extractor.base_url=)"
        return f"{self._recorder.path} lacks answers about {some}, and nothing {what}"


def _check_numbers(given: Mapping[str, float | None], least: Mapping[str, float]) -> None:
    for name, value in given.items():
        if value is not None and not least.get(name, 0) <= value < 1e12:
            raise ExtractorError(f"{name}={value}: it must be at least {least.get(name, 0)}")
