"""What a corpus holds, in two small tables: by article and by fact type."""

from collections import Counter

from rich import box
from rich.table import Table

from harness.gold.read import GoldReading


def summary(reading: GoldReading) -> tuple[Table, Table]:
    """Two tables of counts: by article, and by fact type in the order of the schema; no wider than 80 columns."""
    return _by_article(reading), _by_type(reading)


def _by_article(reading: GoldReading) -> Table:
    table = _table("article", "facts", "optional", "types", "entities")
    for article in reading.articles:
        found = reading.facts_by_article[article.id]
        types = {fact.fact.type for fact in found}
        counts = (len(found), sum(f.optional for f in found), len(types), len(reading.entities_by_article[article.id]))
        table.add_row(article.id, *map(str, counts))
    return table


def _by_type(reading: GoldReading) -> Table:
    facts, optional, articles = Counter[str](), Counter[str](), Counter[str]()
    for found in reading.facts_by_article.values():
        facts.update(fact.fact.type for fact in found)
        optional.update(fact.fact.type for fact in found if fact.optional)
        articles.update({fact.fact.type for fact in found})
    table = _table("type", "facts", "optional", "articles")
    for name in reading.schema.types:
        table.add_row(name, str(facts[name]), str(optional[name]), str(articles[name]))
    table.add_section()
    table.add_row("all", str(facts.total()), str(optional.total()), str(len(reading.articles)))
    return table


def _table(first: str, *numbers: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table
