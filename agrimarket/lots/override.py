"""An officer's reason to let a lot go in spite of waiting days: everybody reads it."""

import re
import unicodedata

from agrimarket.lots.diary_refusals import OverrideReasonShort

LEAST_REASON = 10  # characters
_WORD = re.compile(r"[^\W\d_]{2,}")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})  # control and steering characters


def plain(text: str) -> str:
    """The text on one line, without characters that nobody sees and that turn what others see."""
    kept = "".join(
        " " if letter.isspace() else letter
        for letter in unicodedata.normalize("NFC", text)
        if letter.isspace() or unicodedata.category(letter) not in _UNSEEN
    )
    return " ".join(kept.split())


def checked(reason: str) -> str:
    """A reason that buyers can understand, made plain; OverrideReasonShort."""
    if len(reason) < LEAST_REASON or not _WORD.search(reason):
        raise OverrideReasonShort(fields={"override_reason": [OverrideReasonShort.sentence]})
    return reason
