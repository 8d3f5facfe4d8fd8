"""From tags to chunks, worked out by hand from the rules of conlleval and of seqeval's schemes."""

import pytest

from harness.spans.chunks import Scheme, chunks, unknown_prefix


def made(tags: str, scheme: Scheme = "lenient", *, suffix: bool = False) -> list[tuple[int, int, str]]:
    """The chunks of tags that stand in one line."""
    return [tuple(chunk) for chunk in chunks(tags.split(), scheme, suffix=suffix)]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-X I-X O B-Y", [(0, 2, "X"), (3, 4, "Y")]),
        ("O I-X I-X O", [(1, 3, "X")]),  # inside after outside begins a chunk
        ("B-X I-Y", [(0, 1, "X"), (1, 2, "Y")]),  # so does another type
        ("B-X B-X", [(0, 1, "X"), (1, 2, "X")]),
        ("I-X E-X I-X E-X", [(0, 2, "X"), (2, 4, "X")]),
        ("E-X E-X", [(0, 1, "X"), (1, 2, "X")]),
        ("S-X S-X I-X", [(0, 1, "X"), (1, 2, "X"), (2, 3, "X")]),
        ("I-X S-X", [(0, 1, "X"), (1, 2, "X")]),
        ("B I O", [(0, 2, "_")]),
        ("B-X-Y I-X-Y", [(0, 2, "X-Y")]),
        ("O O", []),
        ("", []),
    ],
)
def test_lenient_chunks(tags: str, expected: list[tuple[int, int, str]]) -> None:
    assert made(tags) == expected


def test_tags_with_their_prefix_behind() -> None:
    assert made("NP-B NP-I O VP-B", suffix=True) == [(0, 2, "NP"), (3, 4, "VP")]
    # Read as if it stood in front: types B and I, a chunk where the type changes.
    assert made("NP-B NP-I NP-I O VP-B") == [(0, 1, "B"), (1, 3, "I"), (4, 5, "B")]


@pytest.mark.parametrize(
    ("scheme", "tags", "expected"),
    [
        ("IOB2", "B-X I-X I-Y O I-X", [(0, 2, "X")]),
        ("IOB2", "B-X B-X", [(0, 1, "X"), (1, 2, "X")]),
        ("IOE2", "I-X E-X E-Y I-X O", [(0, 2, "X"), (2, 3, "Y")]),
        ("IOE2", "I-X E-Y", [(1, 2, "Y")]),
        ("IOBES", "B-X I-X E-X S-Y B-X O E-X", [(0, 3, "X"), (3, 4, "Y")]),
        ("IOBES", "B-X B-X E-X", [(1, 3, "X")]),
        ("BILOU", "B-X L-X U-Y B-X I-X U-X L-X", [(0, 2, "X"), (2, 3, "Y"), (5, 6, "X")]),
    ],
)
def test_strict_chunks(scheme: Scheme, tags: str, expected: list[tuple[int, int, str]]) -> None:
    assert made(tags, scheme) == expected


def test_a_strict_scheme_has_its_own_prefixes() -> None:
    assert unknown_prefix("S-X", "IOB2", suffix=False) == "'S-X' is no tag of IOB2, which has I, O, B"
    assert unknown_prefix("X-B", "IOB2", suffix=True) is None
    assert unknown_prefix("Q-X", "lenient", suffix=False) is None
