"""Nothing of a stranger's is obeyed: not by the page, and not by what its script looks at."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd
import pytest
from report.page_reader import Page

from harness.facts import Fact, Filler, Span
from harness.report import html
from harness.report.comparison import compare
from harness.report.visible import visible
from harness.runs.run import Run, Trouble

Build = Callable[[str, Mapping[str, str], Mapping[str, Sequence[Fact]]], Run]

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
    assert not {"img", "iframe", "object", "base"} & {tag for tag, _ in page.tags}
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert all(re.fullmatch(r"[a-z]+|[aftm]\d+(-\d+-\d+)?", one) for one in page.ids)
    assert all(re.fullmatch(r"[cpimsu] \d+( \d+[cpimsu])*", a["data-f"] or "") for _, a in page.tags if "data-f" in a)
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert {link for link in page.links if not re.fullmatch(r"#[\w:.%~/-]+", link)} == set()
    assert not [c for c in text if (ord(c) < 32 and c not in "\t\n") or c in "\x7f\x85\u2028\u202e\u2066\ufeff\ud800"]
    assert visible(words) in page.words
    assert page.articles == [visible(run.corpus.articles[0].text)] * 2
