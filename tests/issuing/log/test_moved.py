"""Producers that move, change their kind or are merged: the log says so, and nobody is blamed."""

import pytest
from flask import Flask
from sqlalchemy import update

from agrimarket.households import rules
from agrimarket.households.merging.merge import merge_households
from agrimarket.households.merging.undo import undo_merge
from agrimarket.households.models import Household
from agrimarket.issuing.log import check, jobs
from agrimarket.issuing.models import StampOrder
from agrimarket.kit.db import one_commit, reading
from tests.builders.households import a_household
from tests.builders.issuing import an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.issuing.log.outsider import Outsider, close
from tests.people import HAM_RONG, NGA_AN, People

Told = list[tuple[str, str, str]]


def orders_of(people: People, owner: Household) -> StampOrder:
    """Two orders of one product, so that one entry tells of both."""
    lot = a_lot(people, a_product(people, owner))
    an_order(people, lot)
    return an_order(people, lot)


def change(people: People, owner: Household, **changes: str) -> None:
    """As an officer edits a record."""
    with one_commit() as session:
        row = rules.get_to_change(session, viewer=people.phuc.viewer, household_id=owner.id)
        rules.edit(session, viewer=people.phuc.viewer, household=row, changes=changes)


def told(outsider: Outsider) -> Told:
    """What entries of producers tell."""
    bodies = [line["body"] for line in outsider.lines()]
    names = ("product", "producer_kind", "commune")
    return [tuple(b[n] for n in names) for b in bodies if b["kind"] == "producer"]  # type: ignore[misc]  # of three


def sound(outsider: Outsider) -> bool:
    """From outside with every order's first stamp in hand, and from inside."""
    walk, faults = outsider.check()
    firsts = [one.first for one in walk.ranges.values()]
    return not [*faults, *outsider.check_stamps(firsts, walk), *check.check(reading()).faults]


def test_a_producer_that_moves_is_told_of_once(people: People, app: Flask) -> None:
    owner = a_household(people)
    order, outsider = orders_of(people, owner), Outsider(app)
    change(people, owner, hamlet="Thôn 5")
    assert told(outsider) == []
    change(people, owner, commune_code=HAM_RONG)
    assert told(outsider) == [(order.product_id, "household", HAM_RONG)]
    assert sound(outsider)
    assert len(close()) == 1
    change(people, owner, commune_code=NGA_AN)
    assert told(outsider)[1:] == [(order.product_id, "household", NGA_AN)]
    assert sound(outsider)


def test_a_producer_without_stamps_is_not_in_the_log(people: People, app: Flask) -> None:
    owner = a_household(people)
    a_product(people, owner)
    change(people, owner, commune_code=HAM_RONG)
    assert Outsider(app).lines() == []


def test_merged_and_parted_again(people: People, app: Flask) -> None:
    keep, other = a_household(people), a_household(people, commune_code=HAM_RONG)
    order, outsider = orders_of(people, other), Outsider(app)
    with one_commit() as session:
        merge = merge_households(
            session, viewer=people.phuc.viewer, keep_id=keep.id, merge_id=other.id
        )
    assert told(outsider) == [(order.product_id, "household", NGA_AN)]
    assert sound(outsider)
    with one_commit() as session:
        undo_merge(session, viewer=people.phuc.viewer, merge_id=merge.id)
    assert told(outsider)[1:] == [(order.product_id, "household", HAM_RONG)]
    assert sound(outsider)


def test_what_was_changed_by_hand_is_not_signed(people: People, app: Flask) -> None:
    owner = a_household(people)
    orders_of(people, owner)
    with one_commit() as session:
        session.execute(update(Household).where(Household.id == owner.id).values(kind="enterprise"))
    assert not sound(Outsider(app))
    with pytest.raises(jobs.LogNotSigned):
        close()
