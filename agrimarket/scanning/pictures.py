"""The small picture that tells a buyer whether the scan was recorded."""

from typing import NamedTuple

MEDIA_TYPE = "image/svg+xml"
WIDTH, HEIGHT = 168, 24


class Shown(NamedTuple):
    """Words, colour and sign of one outcome; the sign says it without colour too."""

    words: str
    colour: str
    sign: str


CHECK = '<path d="M5 12.5l4 4L17 8" fill="none" stroke="{c}" stroke-width="2.4"/>'
DASH = '<path d="M6 12h11" fill="none" stroke="{c}" stroke-width="2.4"/>'
OUTCOMES = {
    ("vi", True): Shown("Đã ghi lượt quét", "#1b5e3a", CHECK),
    ("vi", False): Shown("Chưa ghi được", "#55605a", DASH),
    ("en", True): Shown("Scan recorded", "#1b5e3a", CHECK),
    ("en", False): Shown("Not recorded", "#55605a", DASH),
}


def picture(lang: str, recorded: bool) -> bytes:
    """A picture of a few hundred bytes, drawn with the reader's own letters."""
    shown = OUTCOMES["en" if lang == "en" else "vi", recorded]
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{shown.sign.format(c=shown.colour)}'
        f'<text x="25" y="17" fill="{shown.colour}" font-size="14.5" '
        f'font-family="system-ui,sans-serif">{shown.words}</text></svg>'
    )
    return text.encode()
