"""The register of breaches: noticed, told to the authority within 72 hours, closed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import InvalidFields, NotFound
from agrimarket.kit.ids import take_id
from agrimarket.kit.paging import Page, paged
from agrimarket.privacy import clocks, store
from agrimarket.privacy.models import Breach, BreachState
from agrimarket.privacy.refusals import (
    BreachWrongState,
    NotTechnical,
    ReceivedInFuture,
    WhyMissing,
)
from agrimarket.privacy.words import BREACH_WORDS, DATA_KINDS

TECHNICAL_ONLY = "Người vận hành báo, chờ cán bộ tỉnh mô tả."


def report(
    session: Session,
    *,
    viewer: Viewer,
    happened: str = "",
    noticed_at: datetime | None = None,
    data_kinds: Sequence[str] = (),
    people: int | None = None,
    consequences: str | None = None,
    measures: str | None = None,
    technical: str | None = None,
    id: str | None = None,
) -> Breach:
    """Note a breach; its clock runs from the noticing. The operator notes technical facts alone.

    NotTechnical, WhyMissing, ReceivedInFuture, InvalidFields (data kinds), IdTaken.
    """
    row = Breach(noticed_at=_noticed(noticed_at), reported_by=viewer.caller, data_kinds=[])
    row.notice_due = clocks.notice_due(row.noticed_at)
    if viewer.role is Role.OPERATOR:
        happened, said = TECHNICAL_ONLY, (technical or "").strip()
        _technical_only(data_kinds, people, consequences, measures)
        if not said:
            raise WhyMissing(fields={"technical": [WhyMissing.sentence]})
    row.state, row.happened = BreachState.OPEN, happened.strip()
    if not row.happened:
        raise WhyMissing(fields={"happened": ["Hãy ghi chuyện gì đã xảy ra."]})
    _put(row, data_kinds, people, consequences, measures, technical)
    if id is not None:
        take_id(session, row, id)
    session.add(row)
    _note(session, viewer, "breach_reported", row)
    return row


def change(
    session: Session,
    *,
    viewer: Viewer,
    row: Breach,
    happened: str | None = None,
    data_kinds: Sequence[str] | None = None,
    people: int | None = None,
    consequences: str | None = None,
    measures: str | None = None,
    technical: str | None = None,
) -> Breach:
    """Say more as more is known; fields left out stay. NotTechnical, BreachWrongState."""
    _stands_in(row, BreachState.OPEN, BreachState.NOTIFIED)
    if viewer.role is Role.OPERATOR:
        _technical_only(data_kinds, people, consequences, measures, happened)
    row.happened = (happened or "").strip() or row.happened
    _put(
        row,
        row.data_kinds if data_kinds is None else data_kinds,
        row.people if people is None else people,
        row.consequences if consequences is None else consequences,
        row.measures if measures is None else measures,
        row.technical if technical is None else technical,
    )
    _note(session, viewer, "breach_changed", row)
    return row


def notify(session: Session, *, viewer: Viewer, row: Breach, number: str) -> Breach:
    """The authority was told, by the notice of this number; BreachWrongState, WhyMissing."""
    _stands_in(row, BreachState.OPEN)
    if not number.strip():
        raise WhyMissing(fields={"number": ["Hãy ghi số văn bản đã gửi."]})
    row.state, row.notified_at, row.notice_number = (
        BreachState.NOTIFIED,
        clock.now(),
        number.strip(),
    )
    _note(session, viewer, "breach_notified", row)
    return row


def close(session: Session, *, viewer: Viewer, row: Breach, measures: str) -> Breach:
    """What was done in the end; BreachWrongState (not told yet), WhyMissing."""
    _stands_in(row, BreachState.NOTIFIED)
    if not measures.strip():
        raise WhyMissing(fields={"measures": ["Hãy ghi các biện pháp đã làm."]})
    row.measures = measures.strip()
    row.state, row.closed_at = BreachState.CLOSED, clock.now()
    _note(session, viewer, "breach_closed", row)
    return row


def get(session: Session, *, viewer: Viewer, breach_id: str, lock: bool = False) -> Breach:
    """A breach the viewer may see; NotFound."""
    row = store.breach(session, viewer, breach_id, lock=lock)
    if row is None:
        raise NotFound
    return row


def listed(
    session: Session, *, viewer: Viewer, state: str = "", page: int = 1, page_size: int = 50
) -> Page[Breach]:
    """A page of breaches; those the authority has not heard of on top."""
    return paged(session, store.breaches(viewer, state=state), page=page, page_size=page_size)


def hours_left(row: Breach) -> int:
    """Whole hours until the notice is due; negative once it is late."""
    return int((row.notice_due - clock.now()).total_seconds() // 3600)


def _put(
    row: Breach, data_kinds: Sequence[str], people: int | None, consequences: str | None,
    measures: str | None, technical: str | None,
) -> None:  # fmt: skip
    unknown = sorted(set(data_kinds) - set(DATA_KINDS))
    if unknown:
        raise InvalidFields(fields={"data_kinds": [f"Hãy chọn trong: {', '.join(DATA_KINDS)}."]})
    row.data_kinds, row.people = sorted(set(data_kinds)), people
    row.consequences = (consequences or "").strip() or None
    row.measures = (measures or "").strip() or None
    row.technical = (technical or "").strip() or None


def _technical_only(*others: object) -> None:
    if any(others):
        raise NotTechnical


def _noticed(at: datetime | None) -> datetime:
    if at is not None and at > clock.now():
        raise ReceivedInFuture(fields={"noticed_at": [ReceivedInFuture.sentence]})
    return at or clock.now()


def _stands_in(row: Breach, *states: BreachState) -> None:
    if row.state not in states:
        raise BreachWrongState(state=BREACH_WORDS[row.state][0])


def _note(session: Session, viewer: Viewer, action: str, row: Breach) -> None:
    session.flush()
    audit.record(
        session, viewer, action, kind="breach", id=row.id,
        after={"state": str(row.state), "data_kinds": list(row.data_kinds), "people": row.people,
               "notice_due": row.notice_due.isoformat(), "notice_number": row.notice_number},
    )  # fmt: skip
