"""A comparison of systems in 80 columns of plain text, and as JSON."""

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from harness.report.figures import UNDEFINED, chance, several
from harness.report.terminal import broken, plain, plain_table
from harness.report.visible import one_line
from harness.statistics.bootstrap import Estimate
from harness.statistics.systems import LEVEL, Standings

LEGEND = (
    "[ ] 95 % interval: bootstrap over articles, {resamples:,} resamples. p: approximate randomisation; Holm: p"
    " corrected for all pairs. needs: the smallest difference that 80 % of such gold would show at"
    " p < 0.05 if tested alone (for one system: from an independent other)."
)


def table(standings: Standings, title: str, signature: str, resamples: int) -> str:
    """What is printed: every system, every pair, and what the numbers depend on; 80 columns at most."""
    return plain(Group(*_parts(standings, title, signature, resamples))).rstrip("\n")


def to_json(standings: Standings, signature: str) -> dict[str, Any]:
    """The same as one object of JSON; None where there is no number, and why in `reason`."""
    return {
        "signature": signature,
        "articles": standings.articles,
        "reason": standings.reason,
        "systems": [
            {"name": one.name, **_estimate(one.score), "detectable": one.detectable, "groups": one.groups}
            for one in standings.systems
        ],
        "pairs": [
            {
                "better": pair.better,
                "other": pair.other,
                **_estimate(pair.difference),
                "p": pair.p,
                "holm": pair.holm,
                "detectable": pair.detectable,
            }
            for pair in standings.pairs
        ],
    }


def _estimate(estimate: Estimate) -> dict[str, Any]:
    low, high = estimate.interval or (None, None)
    return {"value": estimate.value, "low": low, "high": high, "why_no_interval": estimate.reason}


def _parts(standings: Standings, title: str, signature: str, resamples: int) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(one_line(title), style="bold"), _systems(standings)]
    if standings.pairs:
        parts += [Padding(_pairs(standings), (1, 0, 0, 0))]
    if any(one.groups for one in standings.systems):
        parts.append(Text(f"\nSystems that share a letter cannot be told apart (Holm p at least {LEVEL})."))
    estimates = [*(one.score for one in standings.systems), *(pair.difference for pair in standings.pairs)]
    reasons = dict.fromkeys(estimate.reason for estimate in estimates if estimate.reason)
    if standings.reason and standings.pairs:
        parts.append(Text(f"\nno p: {standings.reason}"))
    parts += [Text(f"\nno interval: {reason}") for reason in reasons]
    legend = LEGEND.format(resamples=resamples)
    return [*parts, Text(f"\n{legend}", style="dim"), Text(broken(one_line(signature)), style="dim", overflow="fold")]


def _systems(standings: Standings) -> Table:
    rows = plain_table("system")
    for heading in ("score", "interval", "needs"):
        rows.add_column(heading, justify="right", no_wrap=True)
    rows.add_column("groups", overflow="fold")
    for one in standings.systems:
        rows.add_row(
            Text(one_line(one.name), overflow="fold"), *_figures(one.score), _figure(one.detectable), one.groups
        )
    return rows


def _pairs(standings: Standings) -> Table:
    rows = plain_table(several(len(standings.pairs), "pair"))
    for heading in ("difference", "interval", "p", "Holm", "needs"):
        rows.add_column(heading, justify="right", no_wrap=True)
    for pair in standings.pairs:
        name = Text(one_line(f"{pair.better} – {pair.other}"), overflow="fold")
        tests = [chance(p, digits=4) for p in (pair.p, pair.holm)]
        rows.add_row(name, *_figures(pair.difference), *tests, _figure(pair.detectable))
    return rows


def _figures(estimate: Estimate) -> tuple[str, Text]:
    ends = estimate.interval
    return _figure(estimate.value), Text(UNDEFINED if ends is None else f"[{ends[0]:.3f}, {ends[1]:.3f}]")


def _figure(value: float | None) -> str:
    return UNDEFINED if value is None else f"{value:.3f}"
