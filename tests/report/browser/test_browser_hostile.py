"""Hostile words in a real browser, some thirty payloads a page: nothing runs, nothing breaks out, all can be read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile import KINDS, PAYLOADS, short, storable
from hostile_runs import AFTER, BEFORE, hostile_run

from harness.report import html
from harness.report.comparison import Comparison, compare
from harness.report.visible import visible
from harness.report.write import write_comparison
from harness.runs.run import Trouble

Open = Callable[..., Any]
Seen = dict[str, Any]
PACK = 35

EVERYTHING = """
() => {
  document.querySelectorAll('details').forEach(one => { one.open = true });
  const all = [...document.querySelectorAll('*')];
  return {
    hit: 'hit' in window,
    scripts: document.scripts.length,
    tags: [...new Set(all.map(one => one.localName))],
    handlers: all.flatMap(one => [...one.attributes].map(a => a.name)).filter(name => name.startsWith('on')),
    links: [...new Set([...document.querySelectorAll('[href], [src]')].map(one =>
      one.getAttribute('href') ?? one.getAttribute('src')))],
    texts: [...document.querySelectorAll('.text')].map(one => one.textContent),
    words: [...new Set(all.filter(one => one.childElementCount < 4).map(one => one.textContent))],
  };
}
"""


@pytest.fixture(autouse=True)
def one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything on one page, however large: all payloads are to be seen at once."""
    monkeypatch.setattr(html, "LARGEST", 10**9)


def packs() -> list[list[str]]:
    payloads = list(PAYLOADS.values())
    return [payloads[start : start + PACK] for start in range(0, len(payloads), PACK)]


def of_texts(pack: Sequence[str]) -> Comparison:
    """An article, a fact type, slots, gold, facts and a trouble of each payload, in two runs."""
    return compare([hostile_run(pack[0], pack), hostile_run(pack[-1], pack)])


def of_names(pack: Sequence[str]) -> Comparison:
    """A run of each payload's name, signature and trouble, all of them with the same facts."""
    run = hostile_run("plain", ["plain"])
    told = [
        replace(run, name=short(one), signature=f"signed {short(one)}", troubles=(Trouble("plain", "error", one),))
        for one in pack
    ]
    return compare(told)


def written(comparison: Comparison, folder: Path) -> str:
    return write_comparison(comparison, folder, ["html"])[0].as_uri()


def looked_at(page: Any) -> Seen:
    seen: Seen = page.evaluate(EVERYTHING)
    return seen


def as_parsed(words: str) -> str:
    """A browser reads every line end as one sign."""
    return visible(words).replace("\r\n", "\n").replace("\r", "\n")


def breaches(page: Any, seen: Seen, plain: Seen) -> list[str]:
    """What a page with hostile words has that one with harmless words has not."""
    found = ["hit"] * seen["hit"] + seen["handlers"] + sorted(set(seen["tags"]) - set(plain["tags"]))
    found += [link for link in seen["links"] if not link.startswith("#") and link not in plain["links"]]
    found += [f"{seen['scripts']} scripts"] * (seen["scripts"] != plain["scripts"])
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        found += [f"{wide} wide instead of {width}"] * (wide > width)
    return found


def unread(seen: Seen, words: Sequence[str]) -> list[str]:
    """Those of the words that no element holds as its own and whole text."""
    held = set(seen["words"])
    return [one[:40] for one in words if as_parsed(one) not in held]


@pytest.fixture(scope="module")
def plain(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What a page of harmless words consists of."""
    page = browser.new_page()
    page.goto(written(of_texts(["plain", "other words"]), tmp_path_factory.mktemp("plain")))
    seen = looked_at(page)
    page.close()
    return seen


def test_the_trap_springs(browser: Any) -> None:
    """Unescaped, the payloads do what they are feared for; else nothing here would be proven."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    opened: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialogue: (opened.append(dialogue.message), dialogue.dismiss()))
    page.set_content("".join(KINDS["script"]) + "".join(KINDS["handler"]) + "<img src=https://hit.invalid/>")
    page.wait_for_function("'hit' in window")
    context.close()
    assert "1" in opened
    assert "https://hit.invalid/" in asked


@pytest.mark.parametrize("number", range(len(packs())))
def test_strangers_words_are_read_and_not_obeyed(number: int, open_page: Open, plain: Seen, tmp_path: Path) -> None:
    pack = packs()[number]
    address = written(of_texts(pack), tmp_path / "texts")
    open_page(address)  # guarded, it would complain of what the policy had to stop
    page = open_page(address, guarded=False)
    kept = list(map(storable, pack))
    texts = dict.fromkeys(visible(f"{BEFORE}{text}{AFTER}") for text in {short(text): text for text in kept}.values())
    seen = looked_at(page)
    assert breaches(page, seen, plain) == []
    assert set(seen["texts"]) == set(texts)
    assert unread(seen, [*map(short, kept), *(f"ValueError: {one}" for one in pack)]) == []


@pytest.mark.parametrize("number", range(len(packs())))
def test_names_of_runs_are_read_and_not_obeyed(number: int, open_page: Open, plain: Seen, tmp_path: Path) -> None:
    pack = packs()[number]
    page = open_page(written(of_names(pack), tmp_path / "names"), guarded=False)
    seen = looked_at(page)
    assert breaches(page, seen, plain) == []
    assert unread(seen, [*map(short, pack), *(f"signed {short(one)}" for one in pack), *pack]) == []
