"""Cost against document size on logarithmic axes, as an SVG that reads on light and dark pages."""

import math
from collections.abc import Mapping, Sequence
from html import escape

from benchmarks.series import Series

_WIDTH, _HEIGHT = 820, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 290, 46, 52
_COLOURS = (
    "#d1495b",
    "#cf6a1f",
    "#b0508f",
    "#7d7d7d",
    "#8f8f8f",
    "#2477c9",
    "#2f8f5b",
    "#8a63c9",
    "#0a8f92",
    "#a8801c",
)
"""Middling greys and hues, at least 3 to 1 against white and against near-black."""


def draw(title: str, series: Sequence[Series], bold: Sequence[str], dashed: Sequence[str]) -> str:
    """The picture, some series in bold, some dashed. Microseconds a gold item, as measured."""
    drawn = [(one, {size: cell.micro for size, cell in one.cells.items() if cell.micro}) for one in series]
    drawn = [(one, points) for one, points in drawn if points]
    sizes = sorted({size for _, points in drawn for size in points})
    costs = [cost for _, points in drawn for cost in points.values()]
    low, high = math.floor(math.log10(min(costs))), math.ceil(math.log10(max(costs)))
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])

    def x(size: float) -> float:
        return _LEFT + (math.log10(size) - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT)

    def y(cost: float) -> float:
        return _TOP + (high - math.log10(cost)) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="12">',
        "<style>text{fill:#24292f}.axis{stroke:#57606a}.grid{stroke:#57606a;opacity:.25}"
        "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.axis,.grid{stroke:#9da7b3}}</style>",
        f'<text x="{_LEFT}" y="22" font-size="15" font-weight="600">{escape(title)}</text>',
    ]
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:,g} µs</text>')
    for size in sizes:
        at = x(size)
        parts.append(
            f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{_TOP}" y2="{_HEIGHT - _BOTTOM}"/>'
            f'<text x="{at:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{size:,}</text>'
        )
    parts.append(
        f'<path class="axis" fill="none" d="M{_LEFT} {_TOP}V{_HEIGHT - _BOTTOM}H{_WIDTH - _RIGHT}"/>'
        f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2:.0f}" y="{_HEIGHT - 12}" text-anchor="middle">'
        "gold spans a document</text>"
    )
    labels = _apart({one.scorer: y(points[max(points)]) for one, points in drawn})
    for number, (one, points) in enumerate(drawn):
        colour = _COLOURS[number % len(_COLOURS)]
        dash = ' stroke-dasharray="5 4"' if one.scorer in dashed else ""
        width = 3 if one.scorer in bold else 1.8
        line = " ".join(f"{x(size):.1f},{y(cost):.1f}" for size, cost in sorted(points.items()))
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}/>')
        parts += [
            f'<circle cx="{x(size):.1f}" cy="{y(cost):.1f}" r="3.5" fill="{colour}"/>' for size, cost in points.items()
        ]
        end, at = _WIDTH - _RIGHT + 14, labels[one.scorer]
        parts.append(
            f'<path d="M{x(max(points)) + 4:.1f} {y(points[max(points)]):.1f}L{end} {at:.1f}" stroke="{colour}" '
            f'opacity=".5"/><text x="{end + 4}" y="{at + 4:.1f}">{escape(one.scorer)}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def _apart(places: Mapping[str, float], gap: float = 17.0) -> dict[str, float]:
    """The places moved as little as needed for texts not to cover each other."""
    moved: dict[str, float] = {}
    floor = -math.inf
    for name, place in sorted(places.items(), key=lambda item: item[1]):
        moved[name] = max(place, floor + gap)
        floor = moved[name]
    over = max(0.0, floor - (_HEIGHT - _BOTTOM + 6))
    return {name: place - over for name, place in moved.items()}
