"""Words that strangers might write to be obeyed instead of read: some 280, by kind.

Whatever executes sets `window.hit`, opens a dialogue or asks for a page at hit.invalid, so that a browser can tell.
Most are composed: a deed in each wrapping that may set it free, a sign in each place where it may do harm.
"""

from collections.abc import Iterator, Mapping

DEEDS = ("window.hit=1", "alert(1)", "fetch('https://hit.invalid/')")

_SCRIPTS = tuple(
    f"{out}<script>{DEEDS[0]}</script>"
    for out in (
        "",
        '">',
        "'>",
        "</title>",
        "</style>",
        "</textarea>",
        "</script>",
        "</svg>",
        "</td>",
        "-->",
        "]]>",
        "\x00",
    )
)
_HANDLERS = (
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<svg/onload={}//",
    "<body onload={}>",
    "<details open ontoggle={}>",
    "<input autofocus onfocus={}>",
    "<video><source onerror={}></video>",
    "<p style=animation-name:a onanimationstart={}>",
    "<math><mtext></table><mglyph><style><img src=x onerror={}>",
    '" onmouseover="{}" x="',
    "' autofocus onfocus='{}",
    "x onmouseover={} y",
    "`onclick={}`",
    "<<img src=x onerror={}>>",
    "\uff1cimg src=x onerror={}\uff1e",
)
_ADDRESSES = (
    "javascript:window.hit=1",
    "JaVaScRiPt:window.hit=1",
    "java\tscript:window.hit=1",
    "\x01javascript:window.hit=1",
    "javascript&colon;window.hit=1",
    "data:text/html,<script>window.hit=1</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGl0PTE8L3NjcmlwdD4=",
    "vbscript:msgbox(1)",
    "https://hit.invalid/",
    "//hit.invalid/",
    "file:///etc/passwd",
)
_LOADING = (
    '<a href="{}">press</a>',
    '<iframe src="{}"></iframe>',
    '<meta http-equiv=refresh content="0;url={}">',
    '<base href="{}">',
    '<link rel=stylesheet href="{}">',
    '<object data="{}"></object>',
    '<form action="{}"><button autofocus>press</button></form>',
    '<img src="{}">',
    '"><img srcset="{} 1x">',
)
_STYLES = (
    "</style><style>*{display:none!important}</style>",
    "}*{display:none}",
    "*/}*{display:none}/*",
    "@import 'https://hit.invalid/';",
    "red;background:url(https://hit.invalid/)",
    "width:expression(alert(1))",
    '" style="position:fixed;inset:0;font-size:900px',
    "<p style='position:absolute;width:9999px'>wide</p>",
    "\\3c script\\3e ",
)
_TEMPLATES = (
    "{{ 7 * 7 }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{% raw %}{% endfor %}",
    "{# gone #}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{0.__class__} {name!r}",
    "%(name)s %s %n %d%%",
    "$name ${name}",
    "\\g<0>\\1",
)
_MARKDOWN = (
    "[press](javascript:alert(1))",
    "![seen](https://hit.invalid/)",
    "<https://hit.invalid/>",
    "www.hit.invalid and HTTP://hit.invalid",
    "[x]: https://hit.invalid/ 'title'",
    "# heading",
    "#12 GH-12 @everyone @team/all",
    "a | b | c\n|---|---|\n| d |",
    "```\ncode\n```",
    "`code` ``code``",
    "**bold** __bold__ _it_ ~~gone~~",
    "1. one\n2. two\n\n- [ ] three",
    "> quoted",
    "---",
    "&lt;b&gt; &amp; &#60; &nbsp; &NotEqualTilde;",
    "<!-- unseen",
    "</details></summary>",
    "$x^2$ $$y$$",
    ":smile: [^1]",
    "\\*escaped\\*",
    "    code by indent",
)
_LATEX = (
    r"\input{/etc/passwd}",
    r"\immediate\write18{id}",
    r"\end{tabular}\end{document}",
    r"a & b \\ c",
    "100 % of it",
    "^^5cinput #1 ~",
    r"\catcode`\%=12",
    "{unclosed",
    "closed}",
    "a_b^c",
    '"quoted" <<x>>',
)
_XML = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "<![CDATA[ x ]]>",
    "]]>",
    "<?xml version='1.0'?>",
    "&#0; &#x1b; &nosuch;",
    "</testcase></testsuite>",
    "<failure/>",
)
_YAML = (
    '!!python/object/apply:os.system ["id"]',
    "a: b",
    "- x\n- y",
    "&a [*a, *a]",
    "---\n...",
    "null",
    "yes",
    "~",
    "0o17",
    "{a: b}",
    "|\n  x",
    "# remark",
    "a #remark",
    "'",
    '"',
    "? x",
    "%TAG ! x",
    "<<: *a",
)
_FORMULAS = (
    *(f"{before}{start}1" for before in ("", " ", "\t", "\r", '"', "\u200b") for start in ("=1+", "+", "-", "@")),
    "=cmd|' /C calc'!A1",
    '=HYPERLINK("https://hit.invalid/","x")',
    "\uff1d1+1",
    'a","b',
    "a;b,c\td",
    '""',
)
_TERMINAL = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://hit.invalid/\x07link\x1b]8;;\x07",
    "\x9b31m",
    "\x1b[2J\x1b[H",
    "over\rwritten",
    "rubbed\b\b\b\bout",
    "[red]rich[/red]",
    "[/]",
    "[link=https://hit.invalid]x[/link]",
    "bell \x07 form \x0c tab \x0b",
)
_ORDERING = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_HIDDEN = (0, 0x7F, 0x85, 0x9F, 0xAD, 0x200B, 0x2028, 0x2029, 0x2060, 0xFEFF, 0xFFF9, 0xE0041)
_BIDI = tuple(f"a{chr(code)}b<c>" for code in _ORDERING)
_UNSEEN = (
    *(f"a{chr(code)}b" for code in _HIDDEN),
    "".join(map(chr, range(32))),
    "\u200b",
    "\u2003\u3000",
    "\ufeff\ufeff",
)
_SCRIPTED = (
    "\u0627\u0644\u0634\u0631\u0637\u0629 123 <b>",
    "\u05d9\u05e8\u05d5\u05e9\u05dc\u05d9\u05dd (a) 1-2",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1f9\U0001f1ef",
    "Z" + "\u0301\u0316\u0336" * 60,
    "\u0301starts with a mark",
    "\u0e01" + "\u0e49" * 100,
    "\ufdfd" * 40,
    "\U0001242b" * 40,
    "e\u0301 \u00e9 \ufb01 \u212b",
    "\u6771\u4eac" * 60,
    "\ue000 private",
)
_NUMBERS = ("9" * 400, "1e999", "-1e-999", "NaN", "-0", "\u0663\u0664", "0x1F", "1,2.3,4", "\u221e", "\u00bd")
_PATHS = (
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    "C:\\x\\..\\y",
    "%2e%2e%2fx",
    "a/b?c#d&e=f",
    "#rules/article/fact",
    "verdict",
    "t0-0-1",
    "__proto__",
    "constructor",
    "toString",
    "x\\",
    "\\u003cscript\\u003e",
    "con",
    "100%",
)
_LONG = (
    "x" * 1_000_000,
    "word " * 20_000,
    "<b>" * 10_000,
    "\u202e" * 60,
    "a\n" * 1_000,
    "-" * 3_000,
    "\u00a0" * 3_000,
)
_SURROGATES = ("\ud800", "a\udfffb", "\udc00\ud800", "\ud83d", "<\udcff>")

KINDS: Mapping[str, tuple[str, ...]] = {
    "script": _SCRIPTS,
    "handler": tuple(wrapping.format(deed) for wrapping in _HANDLERS for deed in DEEDS[:2]),
    "address": _ADDRESSES,
    "loading": tuple(wrapping.format(_ADDRESSES[place]) for wrapping in _LOADING for place in (0, 5, 8)),
    "style": _STYLES,
    "template": _TEMPLATES,
    "markdown": _MARKDOWN,
    "latex": _LATEX,
    "xml": _XML,
    "yaml": _YAML,
    "formula": _FORMULAS,
    "terminal": _TERMINAL,
    "bidi": _BIDI,
    "unseen": _UNSEEN,
    "scripted": _SCRIPTED,
    "number": _NUMBERS,
    "path": _PATHS,
    "long": _LONG,
    "surrogate": _SURROGATES,
}


def _named() -> Iterator[tuple[str, str]]:
    for kind, payloads in KINDS.items():
        for number, payload in enumerate(payloads, 1):
            yield f"{kind} {number}", payload


PAYLOADS: Mapping[str, str] = dict(_named())
"""Each under a name that a failing test can show."""


def short(payload: str) -> str:
    """What of a payload is used as a name: file systems let nobody give an article or a run a much longer one."""
    return payload[:80]


def storable(payload: str) -> str:
    """What of a payload a UTF-8 file can hold: in articles, gold and found facts there are no lone surrogates."""
    return payload.encode("utf-8", "replace").decode("utf-8")
