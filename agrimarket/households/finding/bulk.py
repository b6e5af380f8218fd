"""One act on many producers: done at once, told in one sentence, undone for thirty days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from agrimarket.households.finding import store as store_find
from agrimarket.households.finding import store_bulk as store
from agrimarket.households.finding.bulk_kinds import KINDS, Change, Done, Undo, Value
from agrimarket.households.finding.filters import Filters
from agrimarket.households.finding.models import BulkAct, BulkActRow
from agrimarket.households.models import Household
from agrimarket.households.scope import may_edit
from agrimarket.kit import clock
from agrimarket.kit.access import WORKERS, Viewer
from agrimarket.kit.errors import InvalidFields, Kind, NotFound, Refusal
from agrimarket.kit.ids import is_id, new_id

MOST = 5000  # producers in one act
UNDO_FOR = timedelta(days=30)
ACTORS = WORKERS


class NobodyChosen(Refusal):
    """An act on nobody."""

    code = "no_producer_ticked"
    sentence = "Chưa chọn hộ nào. Hãy đánh dấu ít nhất một hộ, rồi chọn việc cần làm."


class TooManyChosen(Refusal):
    """More producers than one act may change."""

    code = "too_many_chosen"
    sentence = "Có {total} hộ, mỗi lần làm nhiều nhất {most} hộ. Hãy {how}, rồi làm từng phần."


class ActUndone(Refusal):
    """The act was taken back already."""

    code = "act_undone"
    kind = Kind.CONFLICT
    sentence = "Việc này đã hoàn tác rồi. Hãy tải lại trang để xem danh sách hiện nay."


class ActOver(Refusal):
    """Thirty days have passed."""

    code = "act_over"
    kind = Kind.CONFLICT
    sentence = "Đã quá 30 ngày nên không hoàn tác cả loạt được. Hãy sửa từng hộ."


@dataclass(frozen=True, slots=True)
class Outcome:
    """The act, and how many producers it left as they were: not this viewer's, or nothing to do."""

    act: BulkAct
    left: int


def chosen(
    session: Session, *, viewer: Viewer, ids: Sequence[str], all_of: Filters | None
) -> list[str]:
    """The ids ticked, or those of all that the filters find. NobodyChosen, TooManyChosen."""
    if all_of is not None:
        found = store_find.ids_of(session, viewer, all_of, most=MOST + 1)
        if len(found) > MOST:
            total = store_find.count(session, store_find.conditions(viewer, all_of))
            raise TooManyChosen(total=_grouped(total), most=_grouped(MOST), how=_narrower(all_of))
    else:
        found = [id for id in dict.fromkeys(ids) if is_id(id)][: MOST + 1]
        if len(found) > MOST:
            raise TooManyChosen(
                total=f"hơn {_grouped(MOST)}", most=_grouped(MOST), how="bỏ đánh dấu bớt"
            )
    if not found:
        raise NobodyChosen
    return found


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _narrower(filters: Filters) -> str:
    """The next filter that parts a list of producers well: communes first, then days."""
    if not filters.commune:
        return "lọc theo từng xã, phường"
    if not (filters.since or filters.until):
        return "lọc theo khoảng ngày đăng ký, ví dụ từng tháng"
    return "chọn khoảng ngày ngắn hơn hoặc lọc thêm theo sản phẩm"


def change_many(
    session: Session, *, viewer: Viewer, kind: str, value: str, ids: Sequence[str]
) -> Outcome:
    """Do one of bulk_kinds.KINDS to each producer the viewer may change; one audit row each.

    InvalidFields where the kind is unknown or the value is none; NobodyChosen where none of
    them is there to be changed.
    """
    if kind not in KINDS:
        raise InvalidFields(fields={"act": [f"Hãy chọn một trong: {', '.join(KINDS)}."]})
    one = KINDS[kind]
    wanted = one.read(session, viewer, value)
    households = store.to_change(session, viewer, ids)
    act = BulkAct(
        id=new_id(), who=viewer.caller, kind=kind, value=wanted.text[:200],
        until=clock.now() + UNDO_FOR,
    )  # fmt: skip
    rows = _each(session, viewer, households, one.do, wanted)
    if not rows and not households:
        raise NobodyChosen
    act.count = len(rows)
    session.add(act)
    session.flush()
    store.add_rows(session, act.id, rows)
    return Outcome(act, len(ids) - len(rows))


Do = Callable[[Session, Viewer, Household, Value], Change | None]


def _each(
    session: Session, viewer: Viewer, households: Sequence[Household], do: Do, value: Value
) -> list[tuple[str, Done, Done]]:
    found = []
    for household in households:
        if not may_edit(viewer, household):
            continue
        change = do(session, viewer, household, value)
        if change is not None:
            found.append((household.id, change.before, change.after))
    session.flush()
    return found


def undo_many(session: Session, *, viewer: Viewer, act_id: str) -> Outcome:
    """Put every producer back to what it was, but what others changed since stays theirs.

    NotFound, ActUndone, ActOver.
    """
    act = store.act_to_change(session, act_id) if is_id(act_id) else None
    if act is None or act.who != viewer.caller:
        raise NotFound
    if act.undone_at is not None:
        raise ActUndone
    if act.until <= clock.now():
        raise ActOver
    rows = {row.household_id: row for row in store.rows_of(session, act.id)}
    households = store.any_to_change(session, list(rows))
    back = sum(_put_back(session, viewer, one, rows[one.id], KINDS[act.kind].undo)
               for one in households)  # fmt: skip
    act.undone_at = clock.now()
    session.flush()
    return Outcome(act, act.count - back)


def _put_back(
    session: Session, viewer: Viewer, household: Household, row: BulkActRow, undo: Undo
) -> bool:
    gone = household.erased_at is not None or household.merged_into is not None
    if gone or not may_edit(viewer, household):
        return False
    return undo(session, viewer, household, row.before, row.after)


def acts_of(session: Session, viewer: Viewer) -> Sequence[BulkAct]:
    """This person's acts that are kept, newest first."""
    return store.acts_of(session, viewer.caller)
