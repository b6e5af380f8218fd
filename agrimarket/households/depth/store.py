"""The only SQL of members, heads and parcels."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from agrimarket.households.depth.models import Parcel, ProducerHead, ProducerMember
from agrimarket.households.models import Household
from agrimarket.households.scope import visible
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id

Member = ProducerMember


def members(viewer: Viewer, household_id: str, *, current: bool = False) -> Select[Member]:
    """Members this viewer may be told of, those of today first."""
    query = select(Member).where(Member.household_id == household_id, _told(viewer), _another())
    if current:
        query = query.where(Member.until.is_(None))
    return query.order_by(Member.until.is_not(None), Member.id)


def _told(viewer: Viewer) -> ColumnElement[bool]:
    """A name, or a household in the viewer's scope."""
    seen = select(Household.id).where(visible(viewer))
    return or_(Member.member_household_id.is_(None), Member.member_household_id.in_(seen))


def _another() -> ColumnElement[bool]:
    """No member of itself, as two records of one producer can become once they are merged."""
    other = Member.member_household_id
    return or_(other.is_(None), other != Member.household_id)


def elsewhere(session: Session, viewer: Viewer, household_id: str) -> int:
    """How many households outside the viewer's scope are members now."""
    query = select(func.count()).where(
        Member.household_id == household_id, Member.until.is_(None), ~_told(viewer), _another()
    )
    return session.scalar(query) or 0


def member(session: Session, viewer: Viewer, household_id: str, member_id: str) -> Member | None:
    """One of them, else None."""
    if not is_id(member_id):
        return None
    query = members(viewer, household_id).where(Member.id == member_id)
    return session.scalar(query.execution_options(populate_existing=True))


def is_member(session: Session, household_id: str, member_household_id: str) -> bool:
    """Whether a household is a member of a producer now, whoever asks."""
    query = select(Member.id).where(
        Member.household_id == household_id,
        Member.member_household_id == member_household_id,
        Member.until.is_(None),
    )
    return session.scalar(query.limit(1)) is not None


def groups(session: Session, viewer: Viewer, household_id: str) -> tuple[list[Household], int]:
    """Producers that this household is a member of now: those in the scope, how many are not."""
    query = select(Household).join(Member, Member.household_id == Household.id)
    mine = and_(Member.member_household_id == household_id, Member.until.is_(None), _another())
    found = list(session.scalars(query.where(mine, visible(viewer)).order_by(Household.name)))
    all_of_them = session.scalar(select(func.count()).where(mine)) or 0
    return list(dict.fromkeys(found)), max(all_of_them - len(found), 0)


def own_groups(session: Session, household_id: str) -> list[str]:
    """The names of groups and firms a household belongs to, for that household alone."""
    query = select(Household.name).join(Member, Member.household_id == Household.id)
    query = query.where(Member.member_household_id == household_id, Member.until.is_(None))
    entities = Household.kind.in_(("group", "cooperative", "enterprise"))
    return list(session.scalars(query.where(entities).order_by(Household.name)))


def named(session: Session, viewer: Viewer, ids: Sequence[str]) -> Mapping[str, Household]:
    """The linked households of some members, by id, in the viewer's scope."""
    query = select(Household).where(Household.id.in_(ids), visible(viewer))
    return {one.id: one for one in session.scalars(query)}


def heads(session: Session, household_id: str) -> Sequence[ProducerHead]:
    """Every term, the newest first."""
    query = select(ProducerHead).where(ProducerHead.household_id == household_id)
    newest = (ProducerHead.until.is_not(None), ProducerHead.until.desc(), ProducerHead.id.desc())
    return session.scalars(query.order_by(*newest)).all()


def head_now(session: Session, household_id: str) -> ProducerHead | None:
    """The open term, else None."""
    query = select(ProducerHead).where(
        ProducerHead.household_id == household_id, ProducerHead.until.is_(None)
    )
    return session.scalars(query.order_by(ProducerHead.id.desc()).limit(1)).first()


def parcels(household_id: str) -> Select[Parcel]:
    """A producer's parcels, those of today first."""
    query = select(Parcel).where(Parcel.household_id == household_id)
    return query.order_by(Parcel.until.is_not(None), Parcel.id)


def parcel(session: Session, household_id: str, parcel_id: str) -> Parcel | None:
    """One of them, else None."""
    if not is_id(parcel_id):
        return None
    query = parcels(household_id).where(Parcel.id == parcel_id)
    return session.scalar(query.execution_options(populate_existing=True))


def drop(session: Session, household_id: str) -> None:
    """Forget a producer's land, terms and members; where it is a member itself the row stays."""
    for table in (Parcel, ProducerHead, Member):
        session.execute(
            delete(table).where(table.household_id == household_id),
            execution_options={"synchronize_session": "fetch"},
        )


def names_near(session: Session, commune_code: str) -> Sequence[Member]:
    """Members by name alone of producers of one commune, who may be the person that is meant."""
    near = select(Household.id).where(Household.commune_code == commune_code)
    query = select(Member).where(Member.household_id.in_(near), Member.name.is_not(None))
    return session.scalars(query.order_by(Member.id)).all()
