"""Whether the answers of an extractor are remembered, and where: `conf/cache/<choice>.yaml`."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from harness.cache.remembering import Remembering
from harness.cache.store import Store
from harness.extractors.protocol import Extractor


class Cache(BaseModel):
    """`of`: the answers of extractors that say they are `slow`, of `all`, or of `none`; at most `megabytes` of them.

    Where no `folder` is named they lie beside the runs, in `.cache`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    of: Literal["slow", "all", "none"] = "none"
    folder: Path | None = None
    megabytes: float = Field(default=500.0, gt=0, allow_inf_nan=False)

    def over(self, extractor: Extractor, described: str, reports: Path) -> Remembering | None:
        """Return the extractor with a memory, or None where it is to have none. Raises ConfigError.

        `described` is the digest of all that decides its results. A class says that it is slow by `slow = True`.
        """
        wanted = self.of == "all" or (self.of == "slow" and getattr(extractor, "slow", False) is True)
        if not wanted:
            return None
        return Remembering(extractor, Store(self.folder or reports / ".cache", self.megabytes), described)
