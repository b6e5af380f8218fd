"""What is asked of the narrow rows, as SQL: scope, filters and words; then the rows themselves."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from agrimarket.households.finding.filters import ME, NOBODY, Filters
from agrimarket.households.finding.found import GAP_BITS
from agrimarket.households.finding.models import HouseholdFind as Find
from agrimarket.households.models import Household, HouseholdImport
from agrimarket.households.scope import visible, visible_found
from agrimarket.households.showing.masks import sees_phones
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id
from agrimarket.places import communes, fold

_NAMED = {one.code: frozenset(fold(one.name).split()) for one in communes()}
ORDERS: dict[str, tuple[Any, ...]] = {
    "newest": (Find.household_id.desc(),),
    "oldest": (Find.household_id,),
    "name": (Find.sort_name, Find.household_id),
    "changed": (Find.updated_at.desc(), Find.household_id.desc()),
}
# PostgreSQL hashes a list of so many constants and compares a shorter one, member by member.
HASHED = 9


def count(session: Session, where: Sequence[ColumnElement[bool]]) -> int:
    """How many rows these conditions leave."""
    return session.scalar(select(func.count()).select_from(Find).where(*where)) or 0


def rows_of(session: Session, viewer: Viewer, ids: Sequence[str]) -> list[Household]:
    """The producers themselves, in this order."""
    query = select(Household).where(Household.id.in_(ids), visible(viewer))
    rows = {row.id: row for row in session.scalars(query)} if ids else {}
    return [rows[id] for id in ids if id in rows]


def ids_of(session: Session, viewer: Viewer, filters: Filters, *, most: int) -> list[str]:
    """The ids of all producers found, in the list's order, at most so many."""
    query = select(Find.household_id).where(*conditions(viewer, filters))
    order = ORDERS[filters.sort or "newest"]
    return list(session.scalars(query.order_by(*order).limit(most)))


def conditions(viewer: Viewer, filters: Filters) -> list[ColumnElement[bool]]:
    """Scope, then every filter, then every word, which costs most to ask."""
    found = [visible_found(viewer)]
    for column, value in (
        (Find.commune_code, filters.commune), (Find.former_district, filters.district),
        (Find.kind, filters.kind), (Find.state, filters.state),
    ):  # fmt: skip
        if value:
            found.append(column == value)
    if filters.gap:
        found.append(Find.gaps.op("&")(GAP_BITS.get(filters.gap, 0)) != 0)
    if filters.ids:
        ids = [id for id in filters.ids.split(",") if is_id(id)]
        found.append(Find.household_id.in_(ids))
    if filters.has_phone:
        yes = filters.has_phone == "yes"
        found.append(Find.phone.is_not(None) if yes else Find.phone.is_(None))
    return found + _whose(viewer, filters) + _when(filters) + asked_words(viewer, filters)


def asked_words(viewer: Viewer, filters: Filters) -> list[ColumnElement[bool]]:
    """Every word that is sought, each a condition of its own."""
    # the longest word is the rarest, most often: what it leaves out is not looked at again
    words = sorted(set(fold(filters.q).split()), key=len, reverse=True)
    found = [_word(viewer, word) for word in words]
    return found + [_in_crops(word) for word in fold(filters.crop).split()]


def _word(viewer: Viewer, word: str) -> ColumnElement[bool]:
    """A part of a name, hamlet, crop or product, a whole word of a commune's name, or part of a
    phone for those who see phones whole."""
    ways = [_holds(Find.words, word)]
    codes = _communes_named(viewer, word)
    if codes:
        ways.append(Find.commune_code.in_(_hashed(codes)))
    digits = word.lstrip("+").replace(".", "")
    if digits.isdigit() and digits.isascii() and sees_phones(viewer):
        national = "0" + digits.removeprefix("84") if digits.startswith("84") else digits
        ways.append(Find.phone.contains(national, autoescape=True))
    return or_(*ways)


def _communes_named(viewer: Viewer, word: str) -> list[str]:
    """Communes with this word in their name; who has one commune alone does not look for it."""
    if not viewer.whole_province and len(viewer.commune_codes) < 2:
        return []
    return [code for code, words in _NAMED.items() if word in words]


def _hashed(codes: list[str]) -> list[str]:
    """The same codes, so often that PostgreSQL hashes them; one alone is compared as fast."""
    return codes if len(codes) == 1 else codes * -(-HASHED // len(codes))


def _in_crops(word: str) -> ColumnElement[bool]:
    return or_(_holds(Find.crops, word), _holds(Find.products, word))


def _holds(column: InstrumentedAttribute[str], part: str) -> ColumnElement[bool]:
    """Whether the text has this part; PostgreSQL takes no NUL, and no stored text has one."""
    return false() if "\0" in part else column.contains(part, autoescape=True)


def _whose(viewer: Viewer, filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.import_id:
        known = is_id(filters.import_id)
        found.append(Find.import_id == filters.import_id if known else false())
    if filters.registered_by:
        by = viewer.asker if filters.registered_by == ME else filters.registered_by
        lists = select(HouseholdImport.id).where(HouseholdImport.who == (by or ""))
        mine = or_(Find.registered_by == by, Find.import_id.in_(lists))
        found.append(mine if by and is_id(by) else false())
    if filters.owner == NOBODY:
        found.append(Find.owner_id.is_(None))
    elif filters.owner:
        owner = viewer.asker if filters.owner == ME else filters.owner
        found.append(Find.owner_id == owner if owner and is_id(owner) else false())
    return found


def _when(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.since:
        found.append(Find.created_at >= _midnight(filters.since))
    if filters.until:
        found.append(Find.created_at < _midnight(filters.until + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    """The moment a Vietnamese day begins."""
    return datetime.combine(day, time(), clock.VIETNAM).astimezone(UTC)
