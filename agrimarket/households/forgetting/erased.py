"""What names a producer in free text, and how a text reads once that person is forgotten."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from agrimarket.households.models import Household, ProducerKind
from agrimarket.places.spelling import fold

ERASED_NAME = "Người sản xuất đã xóa thông tin"
# The legal name of these is the name of a private person; the others are known to everybody.
PRIVATE = (ProducerKind.HOUSEHOLD, ProducerKind.HOUSEHOLD_BUSINESS)
TITLES = ("ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "thím", "mợ", "cậu", "dì", "o")
SHORTEST = 4  # letters: a shorter word alone names nobody


def words_of(household: Household) -> tuple[str, ...]:
    """Names, telephone and numbers that stand for this person, longest first."""
    names = [household.head_name, household.phone_of]
    if household.kind in PRIVATE:
        names += [household.legal_name, household.name]
    found = {tidy for name in names if name and len(tidy := _plain(name)) >= SHORTEST}
    given = (household.head_name or "").split()[-1:]
    found |= {_plain(f"{title} {one}") for one in given for title in TITLES}
    phone = household.phone or ""
    if phone:
        found |= {phone, f"84{phone[1:]}", f"{phone[:4]} {phone[4:7]} {phone[7:]}",
                  f"{phone[:4]}.{phone[4:7]}.{phone[7:]}"}  # fmt: skip
    if household.tax_code and household.kind in PRIVATE:
        found.add(household.tax_code)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def mentions(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the text as a whole, in any case; names also toneless."""
    plain, folded = _plain(text), fold(text)
    return any(_found(word, plain) or (" " in word and _toneless(word, folded)) for word in words)


def scrubbed(text: str | None, words: Sequence[str], instead: str = "") -> str | None:
    """The text without the words; `instead` where too little or a toneless spelling is left."""
    if not text or not mentions(text, words):
        return text
    kept = unicodedata.normalize("NFC", text)
    for word in words:
        kept = re.sub(_pattern(word), " ", kept, flags=re.IGNORECASE)
    kept = " ".join(kept.split()).strip(" ,.;:-–()")
    return instead if len(kept) < SHORTEST or mentions(kept, words) else kept


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _pattern(word: str) -> str:
    parts = r"\s+".join(re.escape(part) for part in word.split())
    return rf"(?<!\w){parts}(?!\w)"


def _found(word: str, plain: str) -> bool:
    return re.search(_pattern(word), plain) is not None


def _toneless(word: str, folded: str) -> bool:
    """Only whole names: toneless, "bà Hoa" would be found in any talk of flowers."""
    bare = fold(word)
    return word.split()[0] not in TITLES and re.search(_pattern(bare), folded) is not None
