"""The page for those who do not see it, or not well: axe-core's rules, everything unfolded, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest

TWO_OF_EACH = """
() => document.querySelectorAll('main *').forEach(parent => {
  const seen = new Map();
  for (const child of [...parent.children]) {
    const inside = [child, ...child.querySelectorAll('*')].map(one => `${one.localName}.${one.getAttribute('class')}`);
    const kind = [...new Set(inside)].sort().join();
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (seen.get(kind) > 2) child.remove();
  }
})
"""
"""Of what repeats in one place, two of each kind: enough where only the colours are others."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_to_say(scheme: str, open_page: Callable[..., Any], report: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(report.address, scheme=scheme)
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    if scheme == "dark":
        page.evaluate(TWO_OF_EACH)
    results = axe.run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    assert len(results.response["passes"]) >= 20
    assert results.violations_count == 0, results.generate_report()[:5_000]
