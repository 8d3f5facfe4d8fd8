"""Articles that nobody would write, and that every corpus has sooner or later."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from harness.facts import Article

HUGE = 5_000_000
"""Bytes of the huge article."""
LINE = 100_000
"""Characters of a line without an end."""

_ODD = {
    "empty": "",
    "blank": " \n\t\r\n\u00a0\u2003\n",
    "marks": "?!… —— \"'“”’)(][}{ ,.;:/\\|*&^%$#@~`",
    "nul": "Two men were\x00 killed\x1b[31m in Osh.\x7f",
    "bidi": "Four \u202eneddih\u202c men, \u2066six\u2069 were held.\ufeff\u200b",
    "arabic": "قُتل رجلان وأُصيب ثلاثة آخرون في هجوم يوم الأحد.",
    "chinese": "星期日，警方在奥什逮捕了两名男子，并缴获三支步枪。",
    "devanagari": "रविवार को पुलिस ने ओश में दो लोगों को गिरफ़्तार किया।",
    "cyrillic": "В воскресенье милиция задержала в Оше двух мужчин и изъяла три винтовки.",
    "thai": "ตำรวจจับกุมชายสองคนเมื่อวันอาทิตย์",
    "emoji": "👮🏽‍♀️ arrested 2 👨‍👩‍👧‍👦 in 🇰🇬 on Sunday 🔥🔥, said 👩🏿‍🚀.",
    "combining": "Police a\u0301rre\u0308sted twó me\u0303n in O\u0336s\u0336h\u0336.",
    "mathematical": "𝐏𝐨𝐥𝐢𝐜𝐞 𝐚𝐫𝐫𝐞𝐬𝐭𝐞𝐝 𝐭𝐰𝐨 𝐦𝐞𝐧 on 𝟑 March.",
    "numbers": "٣ 三 ½ 1e9999 0x1F 1,000,000,000,000,000,000,000 −5 ²³ Ⅻ men were killed on 31 February 99999.",
    "crlf": "Police arrested\r\ntwo men\r\rin Osh.\u2028One was\u2029hurt.\x85",
}

_LINES = {
    "letters": "a",
    "capitals": "A",
    "names": "Aa Bb ",
    "digits": "1",
    "thousands": "1,",
    "decimals": "1.",
    "ordinals": "1st ",
    "number words": "one hundred and ",
    "hyphens": "a-",
    "apostrophes": "a's ",
    "dots": "U.S.",
    "quotes": "“said ",
    "brackets": "((",
    "commas": "men, ",
    "ands": "men and ",
    "of": "head of the ",
    "in": "in the village of ",
    "killed": "killed ",
    "was": "was said to have been ",
    "who": "men who ",
    "dates": "January 1, 2013 ",
    "blanks": " ",
    "line breaks": "\n",
    "marks": "!?",
    "combining": "a\u0301",
    "joiners": "\u200d",
}


def article(name: str, text: str) -> Article:
    """An article without a day."""
    return Article(name, text, sha256(text.encode("utf-8")).hexdigest())


def odd_articles() -> tuple[Article, ...]:
    """Nothing, nonsense, control characters, other scripts and emoji."""
    return tuple(article(f"odd-{name}", text) for name, text in _ODD.items())


def long_lines(length: int = LINE) -> tuple[Article, ...]:
    """Lines that say one thing over and over: what a regular expression that backtracks drowns in."""
    return tuple(
        article(f"line-{name.replace(' ', '-')}", (words * (length // len(words) + 1))[:length])
        for name, words in _LINES.items()
    )


def huge_article(articles: Sequence[Article], size: int = HUGE) -> Article:
    """The texts of `articles` over and over, in at least `size` bytes."""
    text = "\n\n".join(one.text for one in articles) or _ODD["cyrillic"]
    return article("huge", "\n\n".join([text] * (size // max(1, len(text.encode())) + 1)))


def many_articles(articles: Sequence[Article], number: int) -> Iterator[Article]:
    """So many articles, one at a time: the texts of `articles` in turn, each a little different from the last."""
    for index in range(number):
        one = articles[index % len(articles)]
        yield article(f"many-{index}", f"{one.text}\n\nNumber {index} of {number}.")
