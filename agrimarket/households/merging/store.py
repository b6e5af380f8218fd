"""The SQL of merging: rows of any table that point to a producer, and the merges there were."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from agrimarket.households.merging.models import HouseholdMerge
from agrimarket.households.merging.moves import RULES, Moves
from agrimarket.households.models import Consent, Household
from agrimarket.households.scope import visible
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import Base
from agrimarket.kit.ids import is_id

Merge = HouseholdMerge


def class_of(table: str) -> type[Any]:
    """The class whose rows a table holds."""
    return next(one.class_ for one in Base.registry.mappers if one.local_table.name == table)  # type: ignore[attr-defined]  # a mapper's table may be any selectable; ours are tables


def moving() -> Iterator[tuple[type[Any], str, Moves]]:
    """Class, column and rule of everything that moves, in the order of the rules."""
    for name, rule in RULES.items():
        table, _, column = name.partition(".")
        if isinstance(rule, Moves) and table in Base.metadata.tables:
            yield class_of(table), column, rule


def to_move(
    session: Session, kind: type[Any], column: str, rule: Moves, *, kept: str, merged: str
) -> tuple[list[Any], int]:
    """The merged record's rows that go over, locked, and how many stay behind."""
    pointer = getattr(kind, column)
    keys = kind.__mapper__.primary_key
    query = select(kind).where(pointer == merged).order_by(*keys).with_for_update()
    rows = list(session.scalars(query.execution_options(populate_existing=True)))
    if rule.taken is None or not rows:
        return rows, 0
    there = session.scalars(select(kind).where(pointer == kept)).all()
    held = {_values(row, rule) for row in there if _counts(row, rule)}
    free = [row for row in rows if not (_counts(row, rule) and _values(row, rule) in held)]
    return free, len(rows) - len(free)


def _counts(row: Any, rule: Moves) -> bool:
    return rule.open is None or getattr(row, rule.open) is None


def _values(row: Any, rule: Moves) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in rule.taken or ())


def count_moving(session: Session, kept: str, merged: str) -> tuple[dict[str, int], dict[str, int]]:
    """By table: how many rows of the merged record would go over, how many would stay behind."""
    goes: dict[str, int] = {}
    stays: dict[str, int] = {}
    for kind, column, rule in moving():
        if not rule.one:
            continue
        if rule.taken is None:
            query = select(func.count()).where(getattr(kind, column) == merged)
            moved, left = session.scalar(query) or 0, 0
        else:
            rows, left = to_move(session, kind, column, rule, kept=kept, merged=merged)
            moved = len(rows)
        for counts, number in ((goes, moved), (stays, left)):
            if number:
                counts[rule.one] = counts.get(rule.one, 0) + number
    return goes, stays


def named(moved: Mapping[str, int]) -> str:
    """Counts by table as people say them: "3 sản phẩm, 1 gian hàng"."""
    words = {kind.__tablename__: rule.one for kind, _, rule in moving() if rule.one}
    return ", ".join(f"{number} {words.get(table, table)}" for table, number in moved.items())


def offers(session: Session, household_id: str) -> list[Any]:
    """Invitations not taken yet that offer a sign-in for this producer."""
    link = class_of("account_link")
    waiting = session.scalars(select(link).where(link.used_at.is_(None)).with_for_update())
    return [one for one in waiting if one.offer.get("household_id") == household_id]


def row(session: Session, table: str, key: Mapping[str, Any]) -> Any | None:
    """One row by its key, locked and freshly read."""
    kind = class_of(table)
    query = select(kind).where(and_(*(getattr(kind, name) == key[name] for name in key)))
    query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def made_since(
    session: Session, kind: type[Any], rule: Moves, kept: str, things: Collection[str]
) -> Sequence[Any]:
    """Rows of the record that stays which hang on things that go back."""
    assert rule.follows is not None
    hangs_on = getattr(kind, rule.follows[0])
    query = select(kind).where(kind.household_id == kept, hangs_on.in_(things))
    return session.scalars(query.with_for_update()).all()


def entangled(session: Session, one: str, other: str) -> bool:
    """Whether a lot of either stands on an area of the other."""
    lot, product, area = (Base.metadata.tables[name] for name in ("lot", "product", "area"))
    both = [one, other]
    query = exists().where(
        lot.c.product_id == product.c.id, lot.c.area_id == area.c.id,
        product.c.household_id != area.c.household_id,
        product.c.household_id.in_(both), area.c.household_id.in_(both),
    )  # fmt: skip
    return bool(session.scalar(select(query)))


def consents(session: Session, household_id: str) -> Sequence[Consent]:
    """All consents of a record, locked."""
    query = select(Consent).where(Consent.household_id == household_id).order_by(Consent.id)
    return session.scalars(query.with_for_update()).all()


def merged_ids(session: Session, household_id: str) -> list[str]:
    """The records that this one stands for besides itself."""
    query = select(Household.id).where(Household.merged_into == household_id)
    return list(session.scalars(query.order_by(Household.id)))


def merged(session: Session, household_id: str) -> Sequence[Household]:
    """The same as rows."""
    query = select(Household).where(Household.merged_into == household_id)
    return session.scalars(query.order_by(Household.id)).all()


def merges(viewer: Viewer, household_id: str | None = None) -> Select[Merge]:
    """Merges into producers the viewer may see, newest first."""
    seen = select(Household.id).where(visible(viewer))
    query = select(Merge).where(Merge.kept_id.in_(seen))
    if household_id is not None:
        query = query.where(Merge.kept_id == household_id)
    return query.order_by(Merge.created_at.desc(), Merge.id.desc())


def one(session: Session, viewer: Viewer, merge_id: str, *, lock: bool = False) -> Merge | None:
    """A merge the viewer may see, else None."""
    if not is_id(merge_id):
        return None
    query = merges(viewer).where(Merge.id == merge_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def merge_record(session: Session, merge: Merge) -> Household | None:
    """The row that was merged, locked; it is out of everybody's sight."""
    query = select(Household).where(Household.id == merge.merged_id).with_for_update(key_share=True)
    return session.scalar(query.execution_options(populate_existing=True))


def later(session: Session, merge: Merge) -> bool:
    """Whether another merge into the same record, after this one, still stands."""
    after = or_(
        Merge.created_at > merge.created_at,
        and_(Merge.created_at == merge.created_at, Merge.id > merge.id),
    )
    query = exists().where(Merge.kept_id == merge.kept_id, Merge.undone_at.is_(None), after)
    return bool(session.scalar(select(query)))


def forget_journals(session: Session, *, before: datetime) -> int:
    """Drop the journals of merges that cannot be undone any more; how many."""
    done: Any = session.execute(
        update(Merge)
        .where(Merge.undo_until < before, Merge.journal_sealed.is_not(None))
        .values(journal_sealed=None),
        execution_options={"synchronize_session": False},
    )
    return int(done.rowcount)


def merges_of(session: Session, household_ids: Collection[str]) -> Sequence[Merge]:
    """Every merge in which one of these took part."""
    named = or_(Merge.kept_id.in_(household_ids), Merge.merged_id.in_(household_ids))
    return session.scalars(select(Merge).where(named).order_by(Merge.id)).all()


def wrong(session: Session) -> dict[str, list[str]]:
    """What must not be: records merged into nothing or into a merged one, and rows left behind."""
    into = aliased(Household)
    lost = select(Household.id).outerjoin(into, into.id == Household.merged_into)
    lost = lost.where(
        Household.merged_into.is_not(None), or_(into.id.is_(None), into.merged_into.is_not(None))
    )
    found = {"household": list(session.scalars(lost.order_by(Household.id)))}
    gone = select(Household.id).where(Household.merged_into.is_not(None))
    for kind, column, rule in moving():
        if rule.taken is None:
            query = select(getattr(kind, column)).where(getattr(kind, column).in_(gone)).distinct()
            found[kind.__tablename__] = list(session.scalars(query))
    return {table: ids for table, ids in found.items() if ids}
