"""The page: its numbers are the model's, its articles are the articles, and nothing of a stranger's is obeyed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from harness.corpora.corpus import Corpus
from harness.facts import Article, Fact, Filler, Span
from harness.report import html
from harness.report.comparison import Comparison, compare
from harness.report.figures import interval, ratio
from harness.report.visible import visible
from harness.runs.run import Run, Trouble
from harness.scores.score import Ratios

Build = Callable[[str, Mapping[str, str], Mapping[str, Sequence[Fact]]], Run]
VOID = {"meta", "link", "input", "rect", "line", "circle", "br"}


class Page(HTMLParser):
    """What a browser sees: tags with attributes, the cells of each table, and the words of each article."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.articles: list[str] = []
        self.words = ""
        self._stack: list[str] = []
        self._section = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag == "section":
            self._section = attributes["id"] or ""
        if tag == "tr":
            self.tables.setdefault(self._section, []).append([])
        if tag in ("td", "th"):
            self.tables[self._section][-1].append("")
        if attributes.get("class") == "text":
            self.articles.append("")
        if tag not in VOID:
            self._stack.append("words" if attributes.get("class") == "text" else tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        opened = self._stack.pop()
        assert opened == tag or (opened, tag) == ("words", "div"), f"<{opened}> closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        self.words += data
        if "words" in self._stack:
            self.articles[-1] += data
        elif "td" in self._stack or "th" in self._stack:
            self.tables[self._section][-1][-1] += data


def three(ratios: Ratios | None) -> list[str]:
    return ["", "", ""] if ratios is None else [ratio(r) for r in (ratios.precision, ratios.recall, ratios.f1)]


def with_intervals(ratios: Ratios | None) -> list[str]:
    if ratios is None:
        return ["", "", ""]
    around = [ratios.precision_interval, ratios.recall_interval, ratios.f1_interval]
    return [value + (interval(each) if each else "") for value, each in zip(three(ratios), around, strict=True)]


def test_numbers_of_the_fact_types_are_those_of_the_model(both: Comparison) -> None:
    shown = [row[-11:] for row in Page(html.page(both)).tables["types"] if len(row) > 10]
    expected = []
    for scope in ("type", "overall", "macro", "weighted"):
        for row in both.of(scope):
            for cell in row.cells:
                assert cell is not None
                assert cell.facts is not None
                counts = [str(cell.facts.possible), str(cell.facts.actual)]
                expected.append(
                    [*counts, *with_intervals(cell.strict), *with_intervals(cell.lenient), *three(cell.slot)]
                )
    assert [[words.strip() for words in row] for row in shown if row[0].isdigit()] == expected


def test_numbers_of_slots_and_outcomes_are_those_of_the_model(both: Comparison) -> None:
    tables = Page(html.page(both)).tables
    assert ["casualty.outcome", "2", "1.00", "0.50", "0.67", "–", "–", "–"] in tables["slots"]
    assert ["rules", "1111", "1", "0", "1", "1", "1"] in tables["outcomes"]  # the chart's own labels, then the counts
    assert ["empty", "3", "0", "0", "0", "3", "0"] in tables["outcomes"]


def test_intervals_stand_beside_the_overall_numbers(both: Comparison) -> None:
    rules = next(row for row in Page(html.page(both)).tables["verdict"] if row[0] == "rules")
    assert rules == ["rules", "3", "3", *["0.330.12–0.88", "0.330.12–0.88", "0.33"] * 2, "0.50", "0.33", "0.40"]


def test_every_article_reads_as_it_is_once_a_run(both: Comparison) -> None:
    texts = [article.text for article in both.corpus.articles for _ in both.runs]
    assert Page(html.page(both)).articles == texts


def test_overlaps_line_ends_and_odd_characters_leave_the_words_alone(spurious_run: Build) -> None:
    text = "\n\tA <b>&amp;\r\n“quoted”  é😀 e\u0301\r\nend \n"
    spans = [(0, 9), (2, 30), (2, 5), (4, 12), (11, 12), (len(text) - 3, len(text))]
    facts = [Fact("alias", {}, (Span(*span),)) for span in spans]
    page = html.page(compare([spurious_run("all", {"odd": text}, {"odd": facts})]))
    assert Page(page).articles == [text]
    assert "&#13;" in page


def test_mistakes_show_sentence_expected_found_and_why(rules: Run) -> None:
    page = Page(html.page(compare([rules])))
    assert ["count", "nine (= 9)", "one (= 1)", "incorrect differs"] in page.tables["mistakes"]
    assert ["agent", "Police", "–", "missing absent from found"] in page.tables["mistakes"]
    assert "Dozens died & fled." in page.words
    assert "the slot count says 'many', which is no number" in page.words


def test_links_lead_somewhere_and_ids_are_unique(both: Comparison) -> None:
    tags = Page(html.page(both)).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    links = [attributes["href"] for tag, attributes in tags if tag == "a" and "href" in attributes]
    assert len(ids) == len(set(ids))
    assert all(link and link.startswith("#") for link in links)
    assert {link.removeprefix("#") for link in links if link} <= set(ids)


def test_facts_without_evidence_are_listed_without_links(spurious_run: Build) -> None:
    run = spurious_run("bare", {"a": "Nothing."}, {"a": [Fact("alias", {"name": (Filler("x"),)})]})
    page = Page(html.page(compare([run])))
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    links = {attributes["href"] for tag, attributes in page.tags if tag == "a" and "href" in attributes}
    assert "no evidence in the text" in page.words
    assert {link.removeprefix("#") for link in links if link} <= ids


def test_tables_are_tables_for_a_screen_reader(both: Comparison) -> None:
    tags = Page(html.page(both)).tags
    heads = [attributes for tag, attributes in tags if tag == "th"]
    assert heads
    assert all(attributes.get("scope") in ("col", "row", "colgroup", "rowgroup") for attributes in heads)
    assert ("html", {"lang": "en"}) in tags
    assert all("aria-hidden" in attributes for tag, attributes in tags if tag == "svg")


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>x</script>",
    "{{ 7 * 7 }}{% raw %}",
    "--><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "a\u202eb\u2066c\u0000d\u001be\u2028f\ud800g\x85h\ufeffi",
    "x" * 20_000,
)


def hostile_run(words: str, build: Build) -> Run:
    """Put the words wherever a stranger's words can stand; tables, and articles, hold no lone surrogates."""
    told = words.encode("utf-8", "replace").decode("utf-8")
    text = f"Before. {told} After."
    fact = Fact(told, {told: (Filler(told, told, Span(0, 7)),)}, (Span(3, len(text)),))
    run = build(words, {told: text}, {told: [fact]})
    confusion = pd.DataFrame(
        [(told, told, told, 0, told, 3)],
        columns=["article", "gold", "gold_type", "found", "found_type", "overlap"],
    )
    rows = (*run.rows, *(replace(run.rows[0], scope=scope, name=told) for scope in ("type", "slot", "article")))
    return replace(
        run,
        signature=words,
        confusions=confusion,
        rows=rows,
        outcomes=run.outcomes.assign(why=told),
        troubles=(Trouble(told, "error", words),),
    )


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_strangers_words_are_shown_and_never_obeyed(words: str, spurious_run: Build) -> None:
    run = hostile_run(words, spurious_run)
    text = html.page(compare([run, run]))
    text.encode("utf-8")
    page = Page(text)
    plain = Page(html.page(compare([hostile_run("plain", spurious_run)] * 2)))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert not {"script", "img", "iframe", "object", "base"} & {tag for tag, _ in page.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert not [c for c in text if (ord(c) < 32 and c not in "\t\n") or c in "\x7f\x85\u2028\u202e\u2066\ufeff\ud800"]
    assert visible(words) in page.words
    assert page.articles == [visible(run.corpus.articles[0].text)] * 2


def test_the_page_is_whole_and_offline(both: Comparison) -> None:
    page = html.page(both)
    assert page.startswith("<!doctype html>")
    assert "default-src 'none'" in page
    assert not [word for word in ("http:", "https:", "//", "<script", "@import", "url(") if word in page]


def test_same_comparison_same_page(rules: Run, empty: Run) -> None:
    assert html.page(compare([rules, empty])) == html.page(compare([empty, rules]))


def test_ten_articles_and_five_runs_stay_under_a_megabyte(spurious_run: Build) -> None:
    sentence = "Police in the north detained nine suspected members of the group and killed one on Monday. "
    texts = {f"article-{n}": sentence * 15 for n in range(10)}
    facts = [
        Fact(
            "detention",
            {"count": (Filler("nine", 9, Span(at + 29, at + 33)),), "detainee": (Filler("suspected members"),)},
            (Span(at, at + 80 + n % 3),),
        )
        for n in range(15)
        for at in [n * len(sentence)]
    ]
    runs = [spurious_run(f"run-{n}", texts, dict.fromkeys(texts, facts)) for n in range(5)]
    assert len(html.page(compare(runs)).encode()) < 1_000_000


def test_a_corpus_too_long_to_read_is_cut_and_says_so(rules: Run) -> None:
    articles = tuple(Article(f"a{n:03}", "Nothing here.", "3" * 64) for n in range(html.READ + 5))
    corpus = Corpus(rules.corpus.schema, articles, {a.id: () for a in articles}, "e" * 64)
    found: dict[str, tuple[Fact, ...]] = {a.id: () for a in articles}
    run = replace(rules, corpus=corpus, found=found, outcomes=rules.outcomes.iloc[:0], confusions=rules.confusions[:0])
    page = Page(html.page(compare([run])))
    assert len(page.articles) == html.READ
    assert "5 articles more" in page.words


def test_the_tests_behind_the_verdict_are_shown(many_articles: Callable[[str, Sequence[str]], Run]) -> None:
    comparison = compare([many_articles("poor", ["a", "ab"] * 6), many_articles("rich", ["abcde", "abcd"] * 6)])
    (pair,) = comparison.standings.pairs
    shown = Page(html.page(comparison)).tables["verdict"]
    assert pair.difference.value is not None
    assert ["rich", "poor", ratio(pair.difference.value), interval(pair.difference.interval), "< 0.001"] == shown[-1][
        :5
    ]
    groups = {row[0]: row[3] for row in shown if len(row) == 4}
    assert groups["rich"] != groups["poor"]


def test_without_a_test_the_page_says_why(both: Comparison) -> None:
    assert "No test: 2 articles: with fewer than 6 no p can be below 0.05." in Page(html.page(both)).words
