"""Standing in for a colleague: some of one's own communes, until a day has ended."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from agrimarket.accounts import store, store_people
from agrimarket.accounts.models import Account, Delegation
from agrimarket.accounts.ranks import RANK
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import Kind, NotFound, Refusal
from agrimarket.places import Commune, commune, communes, is_commune, tidy

LONGEST = timedelta(days=92)
NEIGHBOURS = 8  # the nearest communes, whose people are offered by name


class DelegateNotFit(Refusal):
    """Nobody, oneself, a closed account, or a colleague of a lower rank."""

    code = "delegate_not_fit"
    sentence = "Người này không nhận ủy quyền được. Hãy chọn đồng nghiệp cùng cấp hoặc cấp trên."


class DelegationPlaces(Refusal):
    """No commune, or one that is not one's own to give."""

    code = "delegation_places"
    sentence = "Hãy chọn ít nhất một xã, phường của chính bạn để giao."


class DelegationDays(Refusal):
    """Days in the past, the wrong way round, or too many of them."""

    code = "delegation_days"
    sentence = "Hãy chọn ngày từ hôm nay trở đi, ngày cuối không trước ngày đầu, không quá 92 ngày."


class DelegationReason(Refusal):
    """Why is asked later, by others."""

    code = "delegation_reason"
    sentence = "Hãy ghi lý do giao việc, ví dụ: nghỉ phép."


class DelegationOver(Refusal):
    """It ended already."""

    code = "delegation_over"
    kind = Kind.CONFLICT
    sentence = "Ủy quyền này đã kết thúc rồi. Hãy tải lại trang để xem."


def own_communes(session: Session, viewer: Viewer) -> list[Commune]:
    """The communes that are one's own to give: none of those that were lent."""
    account = store.by_id(session, viewer.account_id or "")
    codes = {row.commune_code for row in account.communes} if account else set()
    return sorted((commune(code) for code in codes if is_commune(code)), key=lambda one: one.name)


def colleagues(session: Session, viewer: Viewer) -> list[Account]:
    """Active colleagues of at least the same rank in one's own communes and the nearest ones."""
    own = own_communes(session, viewer)
    near = {one.code for home in own for one in nearest(home)} | {one.code for one in own}
    roles = [role for role in RANK if RANK[role] >= RANK.get(viewer.role, 99)]
    if not near or not roles:
        return []
    return store_people.colleagues(session, roles, near, besides=viewer.account_id or "")


def nearest(home: Commune) -> list[Commune]:
    """The communes around one, by the distance of their middles; good enough to offer names."""
    others = (one for one in communes() if one.code != home.code)
    return sorted(others, key=lambda one: _apart(home, one))[:NEIGHBOURS]


def _apart(one: Commune, other: Commune) -> float:
    # At 20 degrees north a degree of longitude is 0.94 of one of latitude.
    return (one.lat - other.lat) ** 2 + ((one.lon - other.lon) * 0.94) ** 2


def delegate(
    session: Session,
    *,
    viewer: Viewer,
    to_account_id: str,
    commune_codes: Iterable[str],
    starts_on: date,
    ends_on: date,
    reason: str,
) -> Delegation:
    """Lend communes to a colleague, days included on both ends.

    DelegateNotFit, DelegationPlaces, DelegationDays, DelegationReason.
    """
    taker = _taker(session, viewer, to_account_id)
    codes = _own_codes(session, viewer, commune_codes)
    if not clock.today() <= starts_on <= ends_on <= starts_on + LONGEST:
        raise DelegationDays(fields={"ends_on": [DelegationDays.sentence]})
    if not tidy(reason):
        raise DelegationReason(fields={"reason": [DelegationReason.sentence]})
    row = Delegation(
        from_account_id=viewer.account_id,
        to_account_id=taker.id,
        commune_codes=codes,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=tidy(reason),
    )
    session.add(row)
    session.flush()
    audit.record(
        session, viewer, "delegated", kind="delegation", id=row.id,
        after={
            "from": row.from_account_id, "to": row.to_account_id, "communes": codes,
            "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat(),
        },
        reason=row.reason,
    )  # fmt: skip
    return row


def end(session: Session, *, viewer: Viewer, delegation_id: str) -> None:
    """End it now, by either of the two; NotFound for anybody else, DelegationOver."""
    row = store_people.delegation(session, viewer.account_id or "", delegation_id)
    if row is None:
        raise NotFound
    if row.ended_at is not None or row.ends_on < clock.today():
        raise DelegationOver
    row.ended_at = clock.now()
    audit.record(session, viewer, "delegation_ended", kind="delegation", id=row.id)


def _own_codes(session: Session, viewer: Viewer, commune_codes: Iterable[str]) -> list[str]:
    codes = sorted(set(commune_codes))
    if not codes or not set(codes) <= {one.code for one in own_communes(session, viewer)}:
        raise DelegationPlaces(fields={"communes": [DelegationPlaces.sentence]})
    return codes


def _taker(session: Session, viewer: Viewer, account_id: str) -> Account:
    """The colleague: near enough to be offered, so that no name is found by trying."""
    known = {account.id: account for account in colleagues(session, viewer)}
    taker = known.get(account_id)
    if taker is None or Role(taker.role) not in RANK:
        raise DelegateNotFit(fields={"to": [DelegateNotFit.sentence]})
    return taker


def named(session: Session, viewer: Viewer) -> list[tuple[Delegation, str, str]]:
    """What this person gave and got, with both names: giver, taker."""
    rows = store_people.delegations_of(session, viewer.account_id or "", clock.today())
    ids = {row.from_account_id for row in rows} | {row.to_account_id for row in rows}
    known = store_people.by_ids(session, ids)
    return [(row, known[row.from_account_id].name, known[row.to_account_id].name) for row in rows]
