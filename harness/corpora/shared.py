"""What two corpora share: the articles on which runs of both may be compared."""

from harness.corpora.corpus import Corpus
from harness.errors import ConfigError


def common_articles(before: Corpus, after: Corpus, shared: bool, key: str = "shared") -> tuple[str, ...]:
    """Return the ids of the articles to compare: all of them, or with `shared` those whose text and gold are the same.

    Raises ConfigError, with both digests, where the gold differs and `shared` is not asked for; `key` is what asks for
    it. Raises it too where nothing is shared.
    """
    every = all_articles(before, after)
    if before.digest == after.digest:
        return every
    if not shared:
        raise ConfigError(
            "these runs were scored against different gold, so what changed may be the gold and not the extractor: "
            f"gold {before.digest} before, {after.digest} now; run the earlier one again on this gold, or compare the "
            f"articles that both share with {key}=true"
        )
    hashes = [{article.id: article.sha256 for article in corpus.articles} for corpus in (before, after)]
    same = [
        one
        for one in every
        if one in hashes[0] and hashes[0][one] == hashes[1].get(one) and before.gold[one] == after.gold[one]
    ]
    if not same or before.schema != after.schema:
        raise ConfigError("these runs share no article whose text, gold and schema are the same: nothing to compare")
    return tuple(same)


def all_articles(before: Corpus, after: Corpus) -> tuple[str, ...]:
    """Return the ids of the articles of either."""
    return tuple(dict.fromkeys(article.id for corpus in (before, after) for article in corpus.articles))
