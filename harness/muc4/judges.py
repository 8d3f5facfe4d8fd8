"""Who says what a fill is worth: the judges where they spoke, else the comparators.

A judgement holds for one message, one template of the key, one slot and one fill of a response. It names the fill of
the key that the response matches, or several over which a partial match is distributed (guidelines, section 3.1.1.3).
What the scorer matched of its own accord nobody was asked about, so that a full match by the comparators stands too.
"""

from collections.abc import Iterable

from harness.muc4.comparators.credit import Credit
from harness.muc4.comparators.fills import REFERRED, compare_fills, same_tags
from harness.muc4.judgements import Judgement, Verdict
from harness.muc4.templates import Fill, Template

_WORTH = {Verdict.MATCH: Credit.FULL, Verdict.PARTIAL: Credit.PARTIAL, Verdict.FAIL: Credit.WRONG}


class Judges:
    """Decides for pairs of fills; with no judgements, by the comparators alone."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        """Keep the judgements by where they hold, with and without the fill's cross-reference."""
        self._spoken: dict[tuple[object, ...], Judgement] = {}
        for said in sorted(judgements, key=repr):
            place = said.message, said.template, said.slot, _plain(said.response.values)
            self._spoken[*place, _plain(said.response.names)] = said
            self._spoken.setdefault(place, said)

    def credit(self, template: Template, slot: str, key: Fill, response: Fill) -> Credit:
        """Credit of `response` against `key`, a fill of `slot` of the key's `template`."""
        said = self._said(template, slot, response)
        own = compare_fills(slot, key, response, self._same_tag(template, slot, key, response))
        if said is None or own is Credit.FULL:
            return own
        return _WORTH[said.verdict] if any(_same(wanted, key) for wanted in said.keys) else Credit.WRONG

    def copies(self, template: Template, slot: str, response: Fill) -> int:
        """Over how many fills of the key the judges distributed a partial match; 1 where they did not."""
        said = self._said(template, slot, response)
        return max(1, len(said.keys)) if said else 1

    def _said(self, template: Template, slot: str, response: Fill) -> Judgement | None:
        if not self._spoken:
            return None
        place = template.message, template.number, slot, _plain(response.values)
        return self._spoken.get((*place, _plain(response.names)))

    def _same_tag(self, template: Template, slot: str, key: Fill, response: Fill) -> bool:
        """Whether the cross-references agree, by what the judges said of the string that the response's repeats."""
        said = self._of_tag(template, slot, response)
        if not said or not key.names:
            return same_tags(slot, key, response)
        named = set(_plain(key.names))
        return _plain(response.names)[0] in named or any(
            judgement.verdict is Verdict.MATCH and named & set(_plain(wanted.values))
            for judgement in said
            for wanted in judgement.keys
        )

    def _of_tag(self, template: Template, slot: str, response: Fill) -> list[Judgement]:
        if not self._spoken or not response.names:
            return []
        tag = _plain(response.names[:1])
        places = ((template.message, template.number, referred, tag) for referred in REFERRED.get(slot, ()))
        return [self._spoken[place] for place in places if place in self._spoken]


def _same(wanted: Fill, key: Fill) -> bool:
    """Whether a judgement's fill of the key is this one: an alternative and, if both have one, the tag in common."""
    if not set(_plain(wanted.values)) & set(_plain(key.values)):
        return False
    return not wanted.names or not key.names or bool(set(_plain(wanted.names)) & set(_plain(key.names)))


def _plain(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.upper().replace("\\", "").split()) for text in texts)
