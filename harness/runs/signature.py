"""The line that stands by every score and says how it was made: same signature, same bytes.

The idea, and the form, are sacrebleu's (Post 2018, 'A call for clarity in reporting BLEU scores').
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.corpora.corpus import Corpus
from harness.version import VERSION


def signature(name: str, extractor: Mapping[str, Any], corpus: Corpus, seed: int) -> str:
    """Return the signature of a run of the extractor choice `name`, with its `_target_` and options, on `corpus`."""
    parts = {
        "match": "lenient",
        "align": "optimal",
        "gold": f"{len(corpus.articles)}-{corpus.digest[:8]}",
        "extractor": f"{name}-{options_digest(extractor)[:8]}",
        "seed": seed,
        "harness": VERSION,
    }
    return "|".join(["facts", *(f"{key}:{value}" for key, value in parts.items())])


def options_digest(options: Mapping[str, Any]) -> str:
    """Return the hex SHA-256 of options, in which a path to a file or folder counts by its content, not its name."""
    text = json.dumps(_by_content(options), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _by_content(value: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
    if isinstance(value, Mapping):
        return {key: _by_content(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_by_content(one) for one in value]
    path = _path_of(value)
    return value if path is None else {"sha256": _content_digest(path)}


def _path_of(value: object) -> Path | None:
    """Take for a path what is written as one (`a/b`, `a.yaml`) and exists; a model's mere name is no path."""
    if not isinstance(value, str) or "\0" in value or not ("/" in value or "\\" in value or Path(value).suffix):
        return None
    path = Path(value)
    try:
        return path if path.exists() else None
    except OSError:  # longer than a path may be, say
        return None


def _content_digest(path: Path) -> str:
    digest = hashlib.sha256()
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    for file in files:
        digest.update(file.relative_to(path).as_posix().encode(errors="surrogateescape") + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
