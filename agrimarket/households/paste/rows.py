"""Several producers in one line or one paragraph, cut before each further name."""

import re

from agrimarket.households.paste.contacts import PHONE
from agrimarket.households.paste.name_ends import Named
from agrimarket.households.paste.produce import known_produce
from agrimarket.households.paste.together import names_in
from agrimarket.households.paste.written import Written

_JOINT = re.compile(r"[\s,;]+(?:và|va|còn|rồi đến|với|hộ \d+ là|hộ \d+|nhà)$", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?<![\w])(?:lien he|lh|goi|gap|qua|so(?: cua)?|sdt|dt|cua|hoi|nho|do|boi|voi|cung|cho|la vo|"
    r"la chong|tuc)\s*[:.]?$"
)
_OFFICE = re.compile(
    r"(?:chu|giam doc|gd|dai dien|nguoi dai dien|chu nhiem|to truong|truong nhom|nhom truong|pho|"
    r"quan ly|phu trach|nguoi lien he)(?![\w])"
)
_BREAK = re.compile(
    r"(?:[,;.):]|\s(?:va|con|roi den|la)|ho (?:thu )?(?:[0-9]|nhat|hai|ba|bon|nam)(?: la)?)$"
)


def persons_in(text: str) -> list[str]:
    """Cuts before each further name that has words of its own."""
    written = Written(text)
    text = written.text
    names = names_in(written)
    if row := _row(text):
        return row
    made = _made_at(text, names) if len(names) > 1 else []
    cuts = [0]
    for one in names[1:]:
        before = written.plain[cuts[-1] : one.start].rstrip()
        own = [at >= one.start for at in made if cuts[-1] <= at < one.start + 90]
        if _is_apart(before, written.plain[one.start :], one, both=len(set(own)) == 2):
            cuts.append(one.start)
    ends = [*cuts[1:], len(text)]
    parts = [text[start:end].strip(" ,;-–|") for start, end in zip(cuts, ends, strict=True)]
    return [part for part in (_JOINT.sub("", part) for part in parts) if part]


def _row(text: str) -> list[str]:
    """ "sđt 0912… chị Hợp; sđt 0912… chị Hiệp": parts that each have a number and a name."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) < 2 or not all(PHONE.search(Written(part).plain) for part in parts):
        return []
    return parts if all(names_in(Written(part)) for part in parts) else []


def _made_at(text: str, names: list[Named]) -> list[int]:
    """Where produce stands outside of the names."""
    written = Written(text)
    for one in names:
        written.take(one.start, one.end)
    return [one.start for one in known_produce(written)]


def _is_apart(before: str, ahead: str, named: Named, *, both: bool) -> bool:
    """Whether a further name is a further producer's; `both` have produce of their own."""
    if before.endswith("(") or _CONTACT.search(before) or _OFFICE.match(ahead):
        return False
    told = PHONE.search(before) is not None or before.endswith(";") or _apart(before)
    if told and (PHONE.search(ahead) or before.endswith(";")):
        return True
    introduced = named.titled or before.endswith((";", "."))
    return both and introduced and _BREAK.search(before) is not None


def _apart(between: str) -> bool:
    return bool(re.search(r"(?:[,;.]|\sva)$", between)) and bool(
        re.search(r"[0-9]|thon|ban|xom", between)
    )
