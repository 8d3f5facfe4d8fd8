"""`money`: an amount and its currency by ISO 4217, `1500000 USD`, read off English words too.

Equal amounts of one currency are correct; of an amount whose currency one side does not say (`1500000 XXX`, ISO 4217's
code for none) it is partial; all else is wrong, however near. Nothing is converted, and cents or pence are not read.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

import regex
from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from harness.errors import ConfigError
from harness.kinds.protocol import Outcome
from harness.normalise.numbers import read_number
from harness.normalise.numerals import words

MEANS: Mapping[str, str] = MappingProxyType(
    {
        "dollar": "USD",
        "dollars": "USD",
        "bucks": "USD",
        "us$": "USD",
        "pound": "GBP",
        "pounds": "GBP",
        "pounds sterling": "GBP",
        "sterling": "GBP",
        **dict.fromkeys(("ruble", "rubles", "rouble", "roubles", "₽"), "RUB"),
        **dict.fromkeys(("yuan", "renminbi"), "CNY"),
        **dict.fromkeys(("rupee", "rupees"), "INR"),
        **{"₸": "KZT", "₴": "UAH", "₺": "TRY", "₾": "GEL", "₼": "AZN", "֏": "AMD", "c$": "CAD", "au$": "AUD"},
    }
)
"""What is meant where several currencies have the same name, and signs that CLDR's English does not use."""

NO_CURRENCY = "XXX"
_VALUE = regex.compile(r"(?P<amount>-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?) (?P<code>[A-Z]{3})")
_NAME = regex.compile(r"[^\W\d_]*+\p{Sc}|[^\W\d_]++")
_MINOR = words("cent cents penny pence kopek kopeks kopeck kopecks tiyin")
_LONGEST_NAME = 5  # words: "bosnia-herzegovina convertible marks"
_HYPHEN = regex.compile(r"(?<=\w)[-‐‑](?=[^\W\d])")  # "a 5-million-dollar fund", not "2-3 million"
_DIGITS = regex.compile(r"(?<![\w.,\-–])(?<!\d\s)(?=\d)")
_NO_NOUGHT = regex.compile(r"(?<![\w.,])\.(?=\d)")  # "$.50"
_LONGEST = 1_000  # code points that are looked at


class MoneyKind:
    """Amounts of money that are equal in amount and currency."""

    def __init__(self, means: Mapping[str, str] | None = None) -> None:
        """`means` says what a name or sign means, such as `$: CAD`, besides or instead of what `MEANS` and CLDR say.

        Raises ConfigError where it is no ISO code.
        """
        self._codes = _codes()
        for name, code in (means or {}).items():
            if code not in self._codes:
                raise ConfigError(f"means: {name!r} cannot mean {code!r}, which is no currency of ISO 4217")
        self._names = {**_names(), **MEANS, **{name.lower(): code for name, code in (means or {}).items()}}

    def normalise(self, text: str) -> str | None:
        """Amount and code, such as `1500000 USD`; None where no amount is said."""
        value = _VALUE.fullmatch(text)
        if value and value["code"] in self._codes:
            return _form(Decimal(value["amount"]), value["code"])
        text = _NO_NOUGHT.sub("0.", _HYPHEN.sub(" ", text[:_LONGEST]))
        code, start, end = self._currency(text)
        # Digits are marked as money: "3m" then is three million, and nothing that is measured.
        number = read_number(_DIGITS.sub("$", f"{text[:start]} {text[end:]}").strip())
        if number is None or number.value is None or (code == NO_CURRENCY and _MINOR.intersection(text.split())):
            return None
        return _form(Decimal(str(number.value)), code)

    def check(self, value: str) -> str | None:
        """A value is an amount in plain digits, a blank, and a code."""
        match = _VALUE.fullmatch(value)
        if match is None:
            return "it is no amount with an ISO 4217 code, such as 1500000 USD or 19.99 EUR"
        return None if match["code"] in self._codes else f"ISO 4217 has no currency {match['code']}"

    def blocks(self, form: str) -> Iterable[str]:
        """The amount."""
        return (form[:-4],)

    def compare(self, gold: str, found: str) -> Outcome:
        """Of equal amounts: partial if one has no currency."""
        same = gold[:-4] == found[:-4] and NO_CURRENCY in (gold[-3:], found[-3:])
        return "partial" if same else "incorrect"

    def _currency(self, text: str) -> tuple[str, int, int]:
        """The first currency that is named, the longest name first, and where; none at all at the end."""
        pieces = list(_NAME.finditer(text))
        for at, piece in enumerate(pieces):
            for last in range(min(len(pieces), at + _LONGEST_NAME) - 1, at - 1, -1):
                name = text[piece.start() : pieces[last].end()]
                code = self._names.get(" ".join(name.lower().split()))
                if code is None and name in self._codes:
                    code = name
                if code is not None:
                    return code, piece.start(), pieces[last].end()
            if not piece.group()[-1].isalpha():  # "Z$": a sign of nobody knows whose
                return NO_CURRENCY, piece.start(), piece.end()
        return NO_CURRENCY, len(text), len(text)


def _form(amount: Decimal, code: str) -> str:
    plain = f"{amount or Decimal(0):f}"  # no -0
    return f"{plain.rstrip('0').rstrip('.') if '.' in plain else plain} {code}"


@cache
def _codes() -> frozenset[str]:
    return frozenset(Locale("en").currencies) | {NO_CURRENCY}


@cache
def _names() -> Mapping[str, str]:
    """CLDR's English names and signs of all currencies, and the last words of names that only one in use has."""
    locale = Locale("en")
    names = {sign.lower(): code for code, sign in locale.currency_symbols.items() if sign != code}
    territories = get_global("territory_currencies").values()
    in_use = {code for some in territories for code, _, until, tender in some if tender and until is None}
    codes_of: dict[str, set[str]] = {}
    forms: list[tuple[str, str]] = []
    for code in sorted(locale.currencies):
        one, several = (get_currency_name(code, count=count, locale=locale).lower() for count in (1, 2))
        names = {one: code, several: code} | names
        if code in in_use:
            forms.append((one.split(" ")[-1], several.split(" ")[-1]))
            for noun in forms[-1]:
                codes_of.setdefault(noun, set()).add(code)
    # A noun of several, such as "francs", says no currency; nor does "soms", as somebody's plural is "som".
    nouns = {noun: codes_of[one] | codes_of[several] for one, several in forms for noun in (one, several)}
    return {noun: min(codes) if len(codes) == 1 else NO_CURRENCY for noun, codes in nouns.items()} | names
