"""Tells by evidence in which letters a text file was written, or refuses: never broken words."""

import re
import unicodedata
from collections.abc import Callable

from agrimarket.households.intake.old_letters import from_tcvn3, from_vni
from agrimarket.households.intake.refusals import (
    FileNotXlsx,
    ListLettersBroken,
    ListLettersUnknown,
)

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Words of real lists that are no Vietnamese syllables: names of other peoples, firms, signs.
_MOSTLY, _CLEARLY = 0.9, 0.7
_MOST_CONTROLS = 20  # one letter in so many; a picture has more
_SAMPLE = 200_000  # bytes; a list tells its letters in its first hundred rows

# Quốc ngữ: an onset, a nucleus, a coda, and at most one tone.
_SYLLABLE = re.compile(
    "(ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    "(uyê|uyu|oai|oay|oeo|uây|uôi|ươi|ươu|iêu|yêu|uya|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uơ|uy|ai|ao|au|ay"
    "|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|ua|ui|ưa|ưi|ưu|[aăâeêioôơuưy])"
    "(ch|ng|nh|[cmnpt])?"
)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WORDS = re.compile(r"[^\W\d_]+")
# UTF-8 that was once read as Latin letters and saved so.
_BROKEN = re.compile("á[º»]|Ã[\u00a0-¿€-™]|Æ[°¡]|Ä[‘\u0091ƒ\u0083]|�")


def read_letters(source: bytes) -> str:
    """The text of a file that is no workbook: UTF-8, UTF-16, windows-1258, TCVN3 or VNI.

    FileNotXlsx where it is no text, ListLettersUnknown where nothing fits clearly,
    ListLettersBroken where its letters were lost before it came here.
    """
    text = _unicode(source)
    if text is None and _controls(source.decode("latin-1")) > len(source) // _MOST_CONTROLS:
        raise FileNotXlsx
    text = _eight_bits(source) if text is None else text
    if _controls(text) > len(text) // _MOST_CONTROLS:
        raise FileNotXlsx
    if len(_BROKEN.findall(text)) > 1:
        raise ListLettersBroken
    return text.replace("\0", "")


def _unicode(source: bytes) -> str | None:
    for mark, name in (*_BOMS, *_unmarked(source)):
        if source.startswith(mark):
            try:
                return source.decode(name)
            except UnicodeDecodeError:
                raise ListLettersUnknown from None
    try:
        return source.decode()
    except UnicodeDecodeError:
        return None


def _unmarked(source: bytes) -> tuple[tuple[bytes, str], ...]:
    """UTF-16 without its mark: every second byte of plain letters is zero."""
    head = source[:2000]
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[first::2].count(0)
        if len(head) > 3 and zeros * 10 > len(head) * 3:  # six in ten of every second byte
            return ((b"", name),)
    return ()


def _controls(text: str) -> int:
    return len(_CONTROLS.findall(text))


def _eight_bits(source: bytes) -> str:
    """The one reading in which nearly all words with marks are Vietnamese syllables."""
    sample = source[:_SAMPLE]
    scored = sorted(
        ((_score(read(sample)), name) for name, read in _READINGS.items()), reverse=True
    )
    (best, name), (second, _) = scored[:2]
    if best < _MOSTLY or second > best * _CLEARLY:
        raise ListLettersUnknown
    return _READINGS[name](source)


def _windows_1258(source: bytes) -> str:
    """Vowels with their tone as a letter of its own behind them; NFC puts both together."""
    return unicodedata.normalize("NFC", source.decode("cp1258", "replace"))


_READINGS: dict[str, Callable[[bytes], str]] = {
    "windows-1258": _windows_1258,
    "TCVN3": from_tcvn3,
    "VNI": from_vni,
}


def _score(text: str) -> float:
    """The part of the words with letters beyond a-z that are syllables; 0 where there are none."""
    words = [word.lower() for word in _WORDS.findall(text) if not word.isascii()]
    strange = sum(not one.isascii() and unicodedata.category(one) in _STRANGE for one in text)
    good = sum(_is_syllable(word) for word in words)
    return good / (len(words) + strange) if words else 0.0


# Signs that stand in no list of people: currency, fractions, marks without a letter.
_STRANGE = frozenset({"Sc", "No", "Mn", "Sk", "Cn", "Co", "Cc"})


def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word)
    bare = unicodedata.normalize("NFC", letters.translate(_TONES))
    tones = sum(ord(letter) in _TONES for letter in letters)
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None
