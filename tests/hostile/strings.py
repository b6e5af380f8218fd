"""Five hundred strings that have broken software, made here by kind; the same list each time."""

import random

LONG = ["a" * 200, "ờ" * 301, "x" * 4_001, "dài " * 5_000, "𝒳" * 999, "\n" * 1_200]
DIRECTION = [
    "\u202eaoH àB", "\u2066Hoa\u2069", "\u200fبرتقال", "שלום Hoa", "Hoa\u202d12\u202c34",
    "\u061cعسل", "\ufeffHoa", "Ho\u200ba", "Ho\u00ada", "\u2028Hoa\u2029",
]  # fmt: skip
PICTURES = [
    "\U0001f469\U0001f3fd\u200d\U0001f33e", "\U0001f1fb\U0001f1f3" * 2, "\u2620\ufe0f" * 40,
    "\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f468\u200d\U0001f469\u200d\U0001f466 Hoa",
    "\ufffd", "①②③", "ﬁ", "Ⅷ", "㍿",
]  # fmt: skip
MARKS = ["Z̴̡̛a̷͜͝l̵g̶o̸" * 8, "e" + "\u0301" * 300, "Hoà", "Hòa", "Hoa\u0300", "đĐ", "Ð", "ß", "İ", "ı"]
MARKUP = [
    "<script>alert(1)</script>", "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>", "\"><script>alert(1)</script>", "' onmouseover='alert(1)",
    "<!--", "-->", "]]>", "<![CDATA[", "&lt;b&gt;", "&#x3c;script&#x3e;", "{{ 7 * 7 }}",
    "{% include '/etc/passwd' %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{config.items()}}",
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "<a href=//evil.example>",
    "<style>*{display:none}</style>", "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
]  # fmt: skip
SQL = [
    "' OR '1'='1", "'; DROP TABLE household; --", "\" OR \"\"=\"", "1); DELETE FROM account; --",
    "' UNION SELECT password_hash FROM account --", "%", "_", "\\", "%27", "admin'--",
    "1 OR 1=1", "' AND SLEEP(5) --", "'; SELECT pg_sleep(5); --", "\\'; --", "`", "$$", "$1", ":a",
    "?", "/*", "*/", "--", "#", ";",
]  # fmt: skip
FORMULAS = [
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1",
    "=HYPERLINK(\"http://evil.example\",\"Bấm\")", "＝1+1", "=WEBSERVICE(\"http://evil.example\")",
    "-2+3+cmd|' /C calc'!A0", " =1+1", "'=1+1", "=DDE(\"cmd\";\"/C calc\")",
]  # fmt: skip
CONTROL = ["\0", "Hoa\0", "\0Hoa", "Ho\x07a", "\x1b[31mHoa", "Ho\x7fa", "Hoa\r\nSet-Cookie: a=b",
           "\x85", "\x0b\x0c", "\ufffe", "\uffff", "Hoa\x00<script>"]  # fmt: skip
SURROGATES = ["\ud800", "Hoa\udfff"]
PATHS = ["../../etc/passwd", "..\\..\\windows", "/etc/passwd\0.png", "file:///etc/passwd", "con",
         "C:\\", "~root", "//evil.example/a", "%2e%2e%2f", "....//"]  # fmt: skip
NUMBERS = [
    "NaN",
    "Infinity",
    "-Infinity",
    "1e309",
    "0x10",
    "١٢٣",
    "１２３",
    "1" * 400,
    "-0",
    "1_000",
]
WORDS = ["null", "undefined", "None", "true", "[]", "{}", "[object Object]", "\\u0000", "%00", " ",
         "", "   ", "\u3000", "\u00a0", "."]  # fmt: skip
KINDS: dict[str, list[str]] = {
    "long": LONG, "direction": DIRECTION, "pictures": PICTURES, "marks": MARKS, "markup": MARKUP,
    "sql": SQL, "formulas": FORMULAS, "control": CONTROL, "surrogates": SURROGATES,
    "paths": PATHS, "numbers": NUMBERS, "words": WORDS,
}  # fmt: skip
COUNT = 500


def hostile() -> list[str]:
    """All of the above, then pairs of them around a name, five hundred in all."""
    found = [text for kind in KINDS.values() for text in kind]
    chance = random.Random(20261122)
    short = [text for text in found if len(text) < 60]
    while len(found) < COUNT:
        made = (
            f"{chance.choice(short)}{chance.choice(['Hoa', ' ', '', 'Bà'])}{chance.choice(short)}"
        )
        if made not in found:
            found.append(made)
    return found
