"""A believable province to look at and try things in, made by the rooms' own rules."""

import random

from flask import Flask

from agrimarket.config import demo_mark
from agrimarket.households import rules as households
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.system.demo import (
    become,
    deepen,
    describe,
    make_lots,
    meet,
    people,
    register,
    sell,
    stick,
    supply,
    warn,
    worth,
)
from agrimarket.system.demo.book import SEED, Book, Calendar, play

__all__ = ["load"]

BEGIN = 160  # days ago


def load(app: Flask) -> dict[str, str]:
    """Fill an empty service; login > password of the accounts made, told this once.

    DemoNotEmpty (and nothing changed) where there are producers or these logins. Everything but
    the trade on channels is one commit: a load that breaks leaves the folder empty.
    """
    with app.app_context():
        book, passwords = _begin()
        if app.extensions["agrimarket.settings"].allow_sandbox:
            sell.sell(book)
        with one_commit() as session, clock.frozen_at(book.calendar.at(0, 10)):
            warn.recall(book, session)
        demo_mark(app.extensions["agrimarket.settings"]).touch()
        return passwords


def _begin() -> tuple[Book, people.Passwords]:
    calendar = Calendar()
    with one_commit() as session:
        if households.search(session, viewer=people.DEMO, page_size=1).total:
            raise people.DemoNotEmpty
        with clock.frozen_at(calendar.at(BEGIN)):
            cast, passwords = people.make_cast(session)
        # Chance decides names and hours only; the same seed tells the same story.
        book = Book(calendar, cast, random.Random(SEED))  # noqa: S311
        play(session, [
            *register.deeds(book, passwords), *supply.deeds(book), *describe.deeds(book),
            *worth.deeds(book), *make_lots.deeds(book), *become.deeds(book), *stick.deeds(book),
            *warn.deeds(book), *deepen.deeds(book), *meet.deeds(book),
        ])  # fmt: skip
        stick.scan(book, session)
    return book, passwords
