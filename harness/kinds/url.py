"""`url`: addresses by their normal form (RFC 3986, section 6), read off the words of an article too.

The same are, besides scheme and host in capitals, a default port, `%7e` for `~`, `/./` and `/../` (all of that is
url-normalize's work): with and without `https://` or `http://`, with and without a slash at the end, and with any or no
`#fragment`. The last three are options, as for some sites they differ. `www.` is never left out: it is another host.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

import regex
from url_normalize import url_normalize

from harness.kinds.protocol import Outcome

_URL = regex.compile(
    r"(?i)[a-z][a-z0-9+.-]*+://[^\s<>\"]++|(?<![\w.@-])(?:[\w-]++\.)+[^\W\d_]{2,}+(?:[:/?#][^\s<>\"]*+)?"
)
_AROUND = ".,;:!?'\"’”)]}>"
_LONGEST = 10_000  # code points of an address that is looked at


class UrlKind:
    """URLs that are equal once normalised."""

    def __init__(self, schemes: bool = False, slash: bool = False, fragments: bool = False) -> None:
        """Whether http and https are two things, and a last slash, and a fragment, make a difference."""
        self.schemes, self.slash, self.fragments = schemes, slash, fragments

    def normalise(self, words: str) -> str | None:
        """The first address in some words; None where there is none."""
        match = _URL.search(words[:_LONGEST])
        if match is None:
            return None
        try:
            parts = urlsplit(url_normalize(match.group().rstrip(_AROUND)) or "")
            parts.port  # noqa: B018 - raises ValueError where it is none
        except ValueError:  # UnicodeError among them
            return None
        if not parts.hostname:
            return None
        scheme = "https" if parts.scheme == "http" and not self.schemes else parts.scheme
        path = parts.path if self.slash else parts.path.rstrip("/")
        return urlunsplit((scheme, parts.netloc, path, parts.query, parts.fragment if self.fragments else ""))

    def check(self, value: str) -> str | None:
        """A value is one address, and nothing else."""
        match = _URL.fullmatch(value)
        return None if match and self.normalise(value) else "it is no address such as https://example.com/a"

    def blocks(self, form: str) -> Iterable[str]:
        """None: only equal addresses are one."""
        return ()

    def compare(self, gold: str, found: str) -> Outcome:
        """Wrong, as they differ."""
        return "incorrect"
