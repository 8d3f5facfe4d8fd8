"""The extractor `command`: articles to a program's standard input, facts from its standard output."""

import logging
import os
import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from math import isfinite
from pathlib import Path
from queue import SimpleQueue

from harness.answers.records import answer_of
from harness.corpora.load import load_schema
from harness.errors import ConfigError, ExtractorError
from harness.extractors.command.batch import Batch
from harness.extractors.command.dialogue import Dialogue
from harness.extractors.command.launcher import Health, Limits
from harness.extractors.command.program import Command
from harness.extractors.command.reply import Reply
from harness.facts import Article, Fact
from harness.runs.run import Trouble
from harness.runs.secrets import secret_words, without_words
from harness.shipped import shipped_folder

log = logging.getLogger("harness")

LOGGED = 1_000
"""Lines of the program's standard error that go to the log of a run."""
LONGEST = 300
"""Characters of such a line."""


class CommandExtractor:
    """Runs a program in any language, which never sees more than the articles' text, id and day."""

    slow = True
    apart = frozenset(("seconds", "start_seconds", "workers", "restarts", "answer_mb"))
    """Options that decide what is lost, not what is found: more time for some is no reason to ask all anew."""

    def __init__(
        self,
        argv: Sequence[str],
        schema: str | Path | None = None,
        version: str | None = None,
        env: Mapping[str, str] | None = None,
        seconds: float = 60.0,
        start_seconds: float = 60.0,
        batch: int = 0,
        workers: int = 1,
        restarts: int = 5,
        answer_mb: float = 16.0,
    ) -> None:
        """See conf/extractor/command.yaml for what the options mean; the current folder is the program's, too.

        Raises ConfigError where no program is given or a limit is none, ExtractorError where the program is not there
        or cannot be run, InputErrors where the schema cannot be read.
        """
        if not argv or isinstance(argv, str):
            raise ConfigError("extractor=command needs a program: extractor.argv=[./my-extractor] (docs/command.md)")
        _check_limits(seconds=seconds, answer_mb=answer_mb, workers=workers)
        _check_limits(least=0, start_seconds=start_seconds, batch=batch, restarts=restarts)
        if os.name != "posix":
            raise ExtractorError("extractor=command needs Linux or macOS: on Windows, run it in WSL")
        variables = {"PYTHONUNBUFFERED": "1", **os.environ, **(env or {})}
        self.command = Command(
            _executable(argv[0], variables), tuple(argv), Path.cwd(), variables, int(answer_mb * 1e6)
        )
        self._limits = Limits(seconds, start_seconds, restarts)
        self._schema = load_schema(Path(schema) if schema else shipped_folder() / "gold" / "schema.yaml")
        self._batch, self._workers = batch, workers
        self._secrets = secret_words(variables, argv)
        self._troubles: list[Trouble] = []
        self._logged = 0
        self.identity = _identity(argv, version)

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article; the program has ended when the last one is yielded."""
        health = Health()
        askers = [
            (Batch if self._batch else Dialogue)(self.command, self._limits, health) for _ in range(self._workers)
        ]
        free: SimpleQueue[Dialogue | Batch] = SimpleQueue()
        for asker in askers:
            free.put(asker)

        def ask(group: Sequence[Article]) -> list[Reply]:
            asker = free.get()
            try:
                return asker.ask(group)
            except ExtractorError as error:
                raise ExtractorError(self._told(str(error))) from None
            finally:
                free.put(asker)

        waiting: deque[tuple[Sequence[Article], Future[list[Reply]]]] = deque()
        groups = _groups(articles, max(1, self._batch))
        with ThreadPoolExecutor(self._workers) as pool:
            try:
                for group in islice(groups, self._workers):
                    waiting.append((group, pool.submit(ask, group)))
                while waiting:
                    asked, future = waiting.popleft()
                    for article, reply in zip(asked, future.result(), strict=True):
                        yield self._facts(article, reply)
                    for group in islice(groups, 1):
                        waiting.append((group, pool.submit(ask, group)))
            except BaseException:
                health.stopping.set()
                raise
            finally:
                for future in [one for _, one in waiting]:
                    future.cancel()
                last = list(pool.map(lambda asker: asker.close(), askers))
            self._troubles += [_again(article) for article in last if article is not None]

    def drain_troubles(self) -> Sequence[Trouble]:
        """Return what went wrong since the last call, in the order of the articles."""
        troubles, self._troubles = self._troubles, []
        return [replace(trouble, message=self._told(trouble.message)) for trouble in troubles]

    def _facts(self, article: Article, reply: Reply) -> Sequence[Fact]:
        for line in reply.said:
            self._log(article, line)
        if reply.again is not None:
            self._troubles.append(_again(reply.again))
        if reply.failure is not None:
            self._troubles.append(Trouble(article.id, reply.failure.kind, reply.failure.message))
        answer = answer_of(article, reply.facts or (), self._schema)
        self._troubles += answer.troubles
        return answer.facts

    def _told(self, text: str) -> str:
        """The same text without the keys that the program is given: a client's error may repeat them."""
        return without_words(text, self._secrets)

    def _log(self, article: Article, line: str) -> None:
        self._logged += 1
        if self._logged <= LOGGED:
            line = self._told(line)[:LONGEST]
            shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in line)
            log.info("%s: command: %s", article.id, shown)
        elif self._logged == LOGGED + 1:
            log.info("command: what else the program wrote to its standard error is not kept")


def _again(article: str) -> Trouble:
    return Trouble(article, "error", "the program answered more than once: its first answer stands")


def _check_limits(least: float | None = None, **limits: float) -> None:
    """Raise ConfigError unless each is a number from `least` on, or above 0."""
    for name, limit in limits.items():
        if not isfinite(limit) or (limit <= 0 if least is None else limit < least):
            raise ConfigError(f"extractor.{name}={limit} must be {'above 0' if least is None else 'at least 0'}")


def _groups(articles: Iterable[Article], size: int) -> Iterator[Sequence[Article]]:
    iterator = iter(articles)
    while group := tuple(islice(iterator, size)):
        yield group


def _executable(name: str, env: Mapping[str, str]) -> str:
    """Return the path of the program: from the current folder if `name` has a slash, else from PATH.

    Raises ExtractorError where there is none.
    """
    found = shutil.which(name, path=env.get("PATH", os.defpath))
    if found is not None:
        return str(Path(found).absolute())
    if "/" not in name:
        where = f"; for the file of that name in this folder, write ./{name}" if Path(name).exists() else ""
        raise ExtractorError(f"there is no program {name} in the folders of PATH{where}")
    path = Path(name)
    if path.is_dir():
        raise ExtractorError(f"{name} is a folder, not a program")
    if path.exists():
        raise ExtractorError(f"{name} is not executable: chmod +x {name}, or name what runs it: [python3, {name}]")
    raise ExtractorError(f"there is no program {name} (from {Path.cwd()})")


def _identity(argv: Sequence[str], version: str | None) -> str:
    """Return what makes the program what it is: its version, and the SHA-256 of those of its words that are files.

    A program that is found through PATH counts by its name alone, so that scores are the same on every machine.
    """
    words = [word for index, word in enumerate(argv) if index or "/" in word]
    digests = [_digest(Path(word)) for word in words if _is_file(word)]
    return " ".join(filter(None, [version, *digests]))


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except OSError:  # longer than a path may be: a whole script, say
        return False


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            digest = sha256()
            while piece := opened.read(1 << 20):
                digest.update(piece)
    except OSError as error:
        raise ExtractorError(f"{file} cannot be read: {error.strerror}") from error
    return digest.hexdigest()
