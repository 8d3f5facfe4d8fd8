"""Where the marks of the square plots go: 100 by 100, recall or confidence to the right, a share upwards."""

from collections.abc import Sequence

from harness.scores.confidence import Point

SHAPES = (
    "M-1.8 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0",
    "M-1.6 -1.6h3.2v3.2h-3.2z",
    "M0 -2.1l2.1 3.7h-4.2z",
    "M0 -2.2l2.2 2.2l-2.2 2.2l-2.2 -2.2z",
    "M0 2.1l2.1 -3.7h-4.2z",
    "M-.6 -2h1.2v1.4h1.4v1.2h-1.4v1.4h-1.2v-1.4h-1.4v-1.2h1.4z",
)
"""Circle, square, triangle, diamond, its reverse, cross: paths around the origin, one for each run in turn."""

Contour = tuple[str, str, str, str]
"""(F1 as written, path, x and y of its label), as SVG wants them."""


def at(ratio: float) -> str:
    """Return the place of a ratio in 0..1 on the axis to the right."""
    return f"{100 * ratio:.2f}".rstrip("0").rstrip(".")


def down(ratio: float) -> str:
    """Return the place of a ratio in 0..1 on the axis upwards, which SVG counts from above."""
    return at(1 - ratio)


def steps(points: Sequence[Point]) -> str:
    """Return the path of a precision-recall curve: the area under it is the average precision.

    Each step is as wide as its gain of recall and as high as its precision. Points without a recall draw nothing.
    """
    path: list[str] = []
    for point in points:
        if point.recall is not None:
            path.append(f"{'V' if path else 'M0 '}{down(point.precision)}H{at(point.recall)}")
    return "".join(path)


def contours() -> tuple[Contour, ...]:
    """Return the curves of equal F1 for 0.2, 0.4, 0.6, 0.8 and 0.9.

    From F = 2PR/(P+R) follows P = FR/(2R - F); P is in 0..1 for R from F/(2 - F) to 1 (van Rijsbergen 1979, chapter 7).
    """
    curves = []
    for f1 in (0.2, 0.4, 0.6, 0.8, 0.9):
        least = f1 / (2 - f1)
        steps = [least * (1 / least) ** (step / 24) for step in range(25)]
        points = [(recall, f1 * recall / (2 * recall - f1)) for recall in steps]
        path = "M" + "L".join(f"{at(recall)} {down(min(1.0, precision))}" for recall, precision in points)
        curves.append((f"F1 {f1:g}", path, "101", f"{100 * (1 - points[-1][1]) + 1.2:.1f}"))
    return tuple(curves)
