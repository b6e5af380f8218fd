"""The signing key changes hands, and is lost; a forgotten producer's product loses its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from agrimarket.cli import group
from agrimarket.households.events import PersonErased
from agrimarket.issuing import reactions
from agrimarket.issuing.log import check
from agrimarket.issuing.log.models import LogEntry
from agrimarket.issuing.log.refusals import LogKeyKept
from agrimarket.kit import signing
from agrimarket.kit.db import one_commit, reading
from agrimarket.system import renew
from stamps.log_verifier import verify
from tests.builders.issuing import an_order
from tests.builders.lots import a_lot
from tests.issuing.log.outsider import Outsider, close, our_key
from tests.people import People
from tests.system.own_keys import serving


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The service with key files of its own."""
    with serving(database, tmp_path) as application:
        yield application


def test_a_newer_key_goes_on_where_the_old_one_ended(people: People, app: Flask) -> None:
    lot = a_lot(people)
    an_order(people, lot)
    close()
    old = Outsider(app)
    ran = CliRunner().invoke(group, ["keys", "renew", "signing"], obj=lambda: app)
    assert ran.exit_code == 0, ran.output
    assert signing.fingerprint() in ran.output
    an_order(people, lot)
    close(2)
    new = Outsider(app)
    assert new.key == our_key() != old.key
    assert old.check()[1] == new.check()[1] == check.check(reading()).faults == []
    assert len(signing.known()) == 1  # the old half left the file


def test_a_change_that_stopped_goes_on(people: People, app: Flask) -> None:
    lot = a_lot(people)
    an_order(people, lot)
    name = renew.renew_signing(app, add_only=True)
    assert signing.fingerprint() != name
    an_order(people, lot)
    assert renew.renew_signing(app) == name
    assert renew.renew_signing(app) != name
    an_order(people, lot)
    assert Outsider(app).check()[1] == []
    assert check.check(reading()).faults == []


def test_a_lost_key_is_replaced_aloud(people: People, app: Flask) -> None:
    lot = a_lot(people)
    an_order(people, lot)
    close()
    old = Outsider(app)
    with pytest.raises(LogKeyKept):
        renew.renew_signing(app, lost=True)
    path = signing.path_beside(app.extensions["agrimarket.settings"].key_file)
    path.unlink()
    signing.make(path)
    renew.renew_signing(app, lost=True)
    an_order(people, lot)
    assert {fault.code for fault in old.check()[1]} >= {"key", "signature"}
    both = verify(old.lines(), pinned=[old.key, our_key()], heads=old.heads())[1]
    assert both == check.check(reading()).faults == []


def test_a_forgotten_producers_product_has_no_name_and_the_chain_holds(
    people: People, app: Flask
) -> None:
    order = an_order(people)
    outsider = Outsider(app)
    assert outsider.lines()[1]["product_name"]
    with one_commit() as session:
        reactions.forget_person(session, PersonErased(order.household_id))
    row = reading().scalars(select(LogEntry).where(LogEntry.order_id == order.id)).one()
    assert (row.product_name, row.product_salt) == (None, None)
    assert "product_name" not in outsider.lines()[1]
    assert outsider.check()[1] == []
