"""What stands behind producers of the demo: members, heads, land, cards, and who helps them."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from sqlalchemy.orm import Session

from agrimarket.households import rules as households
from agrimarket.households.cards import rules as cards
from agrimarket.households.depth import heads, members, parcels
from agrimarket.system.demo.book import Book, Deed, commune_code
from agrimarket.system.demo.tables import deeper
from agrimarket.teams import attendance, trainings
from agrimarket.teams import teams as community

Known = dict[tuple[str, str], str]  # team or producer, and a name in it > id
MEMBERS_AGO, FIRST_HEAD_AGO, HEAD_AGO, CARDS_AGO = 100, 110, 25, 30


def deeds(book: Book) -> Iterator[Deed]:
    """Teams first, then what they and the workers wrote down."""
    known: Known = {}
    at = book.calendar.at
    for number, row in enumerate(deeper.TEAMS):
        yield Deed(at(row.ago, 9, number), partial(_team, book, known, row))
    for number, held in enumerate(deeper.TRAININGS):
        yield Deed(at(held.ago, 17, number), partial(_training, book, known, held))
    for key in deeper.MEMBERS:
        yield Deed(at(MEMBERS_AGO, 10), partial(_members, book, known, key))
    for key, (first, then) in deeper.HEADS.items():
        yield Deed(at(FIRST_HEAD_AGO, 10), partial(_head, book, key, heads.NewHead(name=first)))
        yield Deed(at(HEAD_AGO, 10), partial(_lead, book, known, key, then))
    for key in deeper.PARCELS:
        yield Deed(at(MEMBERS_AGO, 11), partial(_parcels, book, key))
    for key in deeper.PAID:
        yield Deed(at(MEMBERS_AGO, 14), partial(_payments, book, key))
    yield Deed(at(CARDS_AGO, 15), partial(_cards, book))


def _team(book: Book, known: Known, row: deeper.TeamRow, session: Session) -> None:
    code = commune_code(row.commune)
    viewer = book.cast.registrar(code)
    name = f"Tổ công nghệ số {row.hamlet or row.commune}"
    team = community.create_team(
        session, viewer=viewer, name=name, commune_code=code, hamlet=row.hamlet,
        since=book.calendar.day(row.ago),
    )  # fmt: skip
    for number, (called, sex) in enumerate(row.members):
        added = community.add_member(
            session, viewer=viewer, team=team, name=called, sex=sex, leader=number == 0,
            since=book.calendar.day(row.ago),
        )  # fmt: skip
        known[f"{row.commune} {row.hamlet}", called] = added.id


def _training(book: Book, known: Known, row: deeper.TrainingRow, session: Session) -> None:
    code = commune_code(row.commune)
    viewer = book.cast.registrar(code)
    held = trainings.create_training(
        session, viewer=viewer, topic=row.topic, audience=row.audience, commune_code=code,
        held_on=book.calendar.day(row.ago), hours=Decimal(row.hours), place=row.place,
    )  # fmt: skip
    team = f"{row.commune} {row.of_team}"
    attendance.add_attendance(
        session, viewer=viewer, training=held, names=row.names,
        team_member_ids=[id for (of, _), id in known.items() if of == team],
        household_ids=[book.owners[key].id for key in row.owners],
    )  # fmt: skip


def _members(book: Book, known: Known, key: str, session: Session) -> None:
    owner = book.owners[key]
    viewer = book.cast.registrar(owner.commune_code)
    household = households.get_to_change(session, viewer=viewer, household_id=owner.id)
    add = partial(members.add_member, session, viewer=viewer, household=household)
    for name, role in deeper.MEMBERS[key]:
        known[key, name] = add(name=name, role=role).id
    if key in deeper.JOINED:
        add(member_household_id=book.owners[deeper.JOINED[key]].id)


def _head(book: Book, key: str, head: heads.NewHead, session: Session) -> None:
    owner = book.owners[key]
    viewer = book.cast.registrar(owner.commune_code)
    household = households.get_to_change(session, viewer=viewer, household_id=owner.id)
    heads.change_head(session, viewer=viewer, household=household, head=head)


def _lead(book: Book, known: Known, key: str, name: str, session: Session) -> None:
    _head(book, key, heads.NewHead(member_id=known[key, name]), session)


def _parcels(book: Book, key: str, session: Session) -> None:
    owner = book.owners[key]
    viewer = book.cast.registrar(owner.commune_code)
    household = households.get_to_change(session, viewer=viewer, household_id=owner.id)
    for typed in deeper.PARCELS[key]:
        parcels.add_parcel(session, viewer=viewer, household=household, **typed)


def _payments(book: Book, key: str, session: Session) -> None:
    owner = book.owners[key]
    viewer = book.cast.registrar(owner.commune_code)
    household = households.get_to_change(session, viewer=viewer, household_id=owner.id)
    changes = {"payment_kinds": deeper.PAID[key], "wish_channels": deeper.WISHES.get(key, ())}
    households.edit(session, viewer=viewer, household=household, changes=changes)


def _cards(book: Book, session: Session) -> None:
    for key in deeper.CARDS:
        owner = book.owners[key]
        viewer = book.cast.registrar(owner.commune_code)
        household = households.get_to_change(session, viewer=viewer, household_id=owner.id)
        card = cards.issue(session, viewer=viewer, household=household)
        cards.note_printed(session, viewer=viewer, cards=[card])
