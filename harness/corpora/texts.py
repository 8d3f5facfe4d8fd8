"""The articles of a folder, without their gold: which there are, and what each says."""

from functools import cached_property
from pathlib import Path

from harness.errors import ConfigError


class Texts:
    """The articles `<id>.txt` of a folder, each read when it is asked for. Raises ConfigError where none can be."""

    def __init__(self, seeds: Path) -> None:
        """List the folder."""
        try:
            self._files = {path.stem: path for path in sorted(seeds.iterdir()) if path.suffix == ".txt"}
        except OSError as error:
            raise ConfigError(f"{seeds} cannot be read: {error.strerror}") from error

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all articles, in order."""
        return tuple(self._files)

    def text(self, article: str) -> str | None:
        """The text of an article; None where there is no such article."""
        if article not in self._files:
            return None
        try:
            return self._files[article].read_bytes().decode()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{self._files[article]} cannot be read: {error}") from error

    def saying(self, text: str) -> str | None:
        """The article that says this, line ends and white space at both ends overlooked; None where none does."""
        return self._by_text.get(_bare(text))

    @cached_property
    def _by_text(self) -> dict[str, str]:
        return {_bare(self.text(article) or ""): article for article in reversed(self.ids)}


def _bare(text: str) -> str:
    return "\n".join(text.splitlines()).strip()
