"""Producers of the demo: those of the stories and their neighbours, over all kinds of land."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households import rules as households
from agrimarket.system.demo import names, people
from agrimarket.system.demo.book import Book, Deed, Owner, commune_code
from agrimarket.system.demo.tables.communes import PLACES, Place
from agrimarket.system.demo.tables.producers import (
    BUSINESS,
    COOP,
    DRAFT,
    FIRM,
    GROUP,
    HOUSEHOLD,
    PRODUCERS,
    SMALL_BUSINESSES,
    Producer,
)

CONSENT_CHANNELS = ("paper", "app", "voice")
FIRST_DAY, LAST_DAY = 158, 120  # days ago in which the stories' producers were registered
NEIGHBOURS = 48
LANDS = {place.commune: place for place in PLACES}
NEIGHBOUR_KINDS = (HOUSEHOLD, HOUSEHOLD, GROUP, HOUSEHOLD, BUSINESS, HOUSEHOLD, HOUSEHOLD)


def deeds(book: Book, passwords: people.Passwords) -> Iterator[Deed]:
    """Registrations, oldest first by table; some neighbours came in the last days."""
    step = (FIRST_DAY - LAST_DAY) / len(PRODUCERS)
    for number, producer in enumerate(PRODUCERS):
        ago = round(FIRST_DAY - number * step)
        act = partial(_register, book, producer, number, passwords)
        yield Deed(book.calendar.at(ago, 8 + number % 9, number), act)
    for number in range(NEIGHBOURS):
        ago = round(150 * (1 - (number + 1) / NEIGHBOURS) ** 1.6)
        act = partial(_register, book, neighbour(book.dice, number), 100 + number, passwords)
        yield Deed(book.calendar.at(ago, 8 + number % 9, number), act)
    draft = partial(_register, book, DRAFT, 200, passwords, consents=False)
    yield Deed(book.calendar.at(3, 15, 20), draft)


def neighbour(dice: random.Random, number: int) -> Producer:
    """A producer without a story of its own: registered, with goods still to be described."""
    place: Place = PLACES[number % len(PLACES)]
    kind = NEIGHBOUR_KINDS[number % len(NEIGHBOUR_KINDS)]
    crop = place.crops[number // len(PLACES) % len(place.crops)]
    name = ""
    if kind == GROUP:
        name = f"Tổ hợp tác {crop} {place.hamlets[-1]}"
    if kind == BUSINESS:
        name = f"{dice.choice(SMALL_BUSINESSES)} {crop} {names.person(dice)[0].split()[-1]}"
    area = f"{dice.uniform(0.1, 2.4):.2f}"
    return Producer(f"láng giềng {number}", kind, place.commune, name, place.crops[:2], area,
                    phone=number % 3 != 0)  # fmt: skip


def _register(
    book: Book,
    producer: Producer,
    number: int,
    passwords: people.Passwords,
    session: Session,
    *,
    consents: bool = True,
) -> None:
    code = commune_code(producer.commune)
    viewer = book.cast.registrar(code)
    agreement = households.Agreement(
        version="2026-01",
        channel=book.dice.choice(CONSENT_CHANNELS),
        purposes=["publication", "channels"],
    )
    household = households.register(
        session,
        viewer=viewer,
        consent=agreement if consents else None,
        is_demo=True,
        commune_code=code,
        kind=producer.kind,
        hamlet=book.dice.choice(LANDS[producer.commune].hamlets),
        crops=list(producer.crops),
        area_ha=Decimal(producer.area) if producer.area else None,
        note=names.NOTE,
        **_identity(book.dice, producer, number),
    )
    if producer.key == people.PRODUCER:
        viewer = people.make_producer(session, passwords, household.name, household.id)
    book.owners[producer.key] = Owner(household.id, code, viewer)


def _identity(dice: random.Random, producer: Producer, number: int) -> dict[str, Any]:
    """Names and numbers by kind; a few heads of households have a citizen number."""
    given: dict[str, Any] = {}
    if producer.kind in (COOP, FIRM):
        given |= {"tax_code": names.tax_code(number), "phone": names.landline(number)}
    elif producer.phone:
        given["phone"] = names.mobile(number)
    if producer.kind in (HOUSEHOLD, BUSINESS):
        head, sex = names.person(dice)
        if producer.key == people.PRODUCER:
            head, sex = producer.name, "female"
        given |= {"head_name": head, "sex": sex}
        if number % 4 == 0:
            born = date(dice.randint(1958, 2001), dice.randint(1, 12), dice.randint(1, 28))
            given |= {"birth_date": born, "citizen_id": names.citizen_id(born, sex, number)}
    if producer.kind != HOUSEHOLD:
        given["legal_name"] = names.marked(producer.name)
    return given
