"""Where two hands wrote of one producer: a likely pair, a conflict with a phone, a trial list."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy.orm import Session

from agrimarket.fieldwork import sent, take
from agrimarket.households import rules as households
from agrimarket.households.finding import saved_views
from agrimarket.households.finding.filters import Filters
from agrimarket.households.lists import rules as lists
from agrimarket.kit import clock
from agrimarket.kit.ids import new_id
from agrimarket.system.demo import names
from agrimarket.system.demo.book import Book, Deed, commune_code
from agrimarket.system.demo.tables import deeper

PLACE = "Xã Lam Sơn"
CALLED = 920  # the number of the telephone of whoever was written down twice
YARD_AGO, PAPER_AGO = 40, 6


def deeds(book: Book) -> Iterator[Deed]:
    """In the order in which they happened."""
    at = book.calendar.at
    yard, paper = deeper.TWICE
    yield Deed(at(YARD_AGO, 9), partial(_write_down, book, yard, names.mobile(CALLED)))
    yield Deed(at(PAPER_AGO, 16), partial(_write_down, book, paper, None))
    yield Deed(at(YARD_AGO, 10), partial(_write_down, book, deeper.AT_ODDS[0], None))
    yield Deed(at(1, 9), partial(_mend_at_the_desk, book))
    yield Deed(at(1, 18), partial(_come_back_with_signal, book))
    yield Deed(at(0, 7), partial(_try_a_list, book))


def _write_down(book: Book, name: str, phone: str | None, session: Session) -> None:
    code = commune_code(PLACE)
    agreement = households.Agreement("2026-01", "paper", ["publication", "channels"])
    viewer = book.cast.registrar(code)
    made = households.register(
        session, viewer=viewer, consent=agreement, is_demo=True, commune_code=code,
        kind="household", head_name=name, phone=phone, hamlet=deeper.TWICE_HAMLET,
        crops=["Mía"], note=names.NOTE,
    )  # fmt: skip
    book.met[name] = made.id, made.revision


def _mend_at_the_desk(book: Book, session: Session) -> None:
    first, desk, _ = deeper.AT_ODDS
    id, _ = book.met[first]
    viewer = book.cast.decider(commune_code(PLACE))
    household = households.get_to_change(session, viewer=viewer, household_id=id)
    households.edit(session, viewer=viewer, household=household, changes={"head_name": desk})


def _come_back_with_signal(book: Book, session: Session) -> None:
    first, _, phone = deeper.AT_ODDS
    id, revision = book.met[first]
    operation = sent.read({
        "id": new_id(), "kind": "household.edit", "object_id": id, "base": revision,
        "at": clock.now().isoformat(), "fields": {"head_name": phone},
    })  # fmt: skip
    take.take(session, viewer=book.cast.worker, operation=operation)


def _try_a_list(book: Book, session: Session) -> None:
    """A trial with rows to mend: nobody is registered by it. And a filter somebody keeps."""
    read = lists.read_list("\n".join(deeper.LIST_ROWS).encode())
    upload = lists.Upload(read=read, file_name=deeper.LIST_NAME)
    viewer = book.cast.worker
    lists.import_list(session, viewer=viewer, upload=upload, dry_run=True, keep_file=True)
    wanted = Filters(has_phone="no")
    saved_views.save(
        session, viewer=viewer, name="Hộ chưa có điện thoại", filters=wanted, pinned=True
    )
