"""Strangers' text made safe to look at: characters that hide, reorder or break a line become visible ones.

Escaping of `<` and its like is the business of each view; this is about characters that no escaping touches.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Pattern

_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSEEN = (0x00AD, 0x200B, 0x2060, 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))
_BREAKS = (*range(0x80, 0xA0), 0x2028, 0x2029)
_UNWRITABLE = (*range(0xD800, 0xE000), 0xFFFE, 0xFFFF)

_SHOWN = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: "\u2421",
    **{code: f"⟨U+{code:04X}⟩" for code in (*_BIDI, *_UNSEEN, *_BREAKS, *_UNWRITABLE)},
}


_PILE = 5
"""Marks that may sit on one letter: no script needs as many, and more of them cover the lines around, or widen them."""


def visible(text: str) -> str:
    r"""Show control characters as their pictures (`␀`), bidi and invisible ones as `⟨U+202E⟩`; `\t`, `\n`, `\r` stay.

    Text without such characters comes back unchanged. Joiners (U+200C, U+200D) stay: scripts and emoji need them. Of
    the marks piled on one letter the first `_PILE` stay, the others are shown like this: `⟨U+0301⟩`.
    """
    shown = text if text.isprintable() else text.translate(_SHOWN)  # most is, and to ask costs a tenth
    return shown if shown.isascii() else _marks_in_excess().sub(lambda mark: f"⟨U+{ord(mark.group()):04X}⟩", shown)


@cache
def _marks_in_excess() -> "Pattern[str]":
    import regex

    return regex.compile(rf"(?<=\p{{M}}{{{_PILE}}})\p{{M}}")


def one_line(text: str) -> str:
    """Return `visible` text on a single line: runs of blanks and line breaks become one blank; mere blanks `␠`."""
    return " ".join(visible(text).split()) or ("␠" if text else "")
