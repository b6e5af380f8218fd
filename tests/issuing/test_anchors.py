"""A history of stamps that is forged in all its own tables still differs from the audit trail."""

import pytest
from flask import Flask
from sqlalchemy import text

from agrimarket.issuing import withdraw
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.verify import verify
from agrimarket.kit import audit, person_keys
from agrimarket.kit.db import db, one_commit, reading
from tests.builders.audit import unguard
from tests.builders.issuing import a_print, an_activation, an_order
from tests.issuing.test_ranges import command, void
from tests.people import People


@pytest.fixture
def order(people: People) -> StampOrder:
    """Printed, half of it active, a part of that void."""
    made = an_order(people, count=20)
    a_print(people, made)
    an_activation(people, made, 1, 10)
    void(people.phuc, made, 5, 6)
    return made


def forged(*statements: str) -> list[str]:
    with one_commit() as session:
        for statement in statements:
            session.execute(text(statement))
    db.session.expire_all()
    return verify(reading())


def test_an_untouched_history_holds(order: StampOrder) -> None:
    assert verify(reading()) == []


def test_event_and_segment_changed_together(order: StampOrder) -> None:
    """Void stamps brought back: the replay agrees with itself, the trail does not."""
    found = forged(
        "DELETE FROM stamp_segment WHERE state = 'void'",
        "UPDATE stamp_segment SET last_serial = last_serial + 2 WHERE state = 'active'"
        " AND first_serial = (SELECT min(first_serial) FROM stamp_segment)",
        "DELETE FROM stamp_event WHERE kind = 'void'",
    )
    assert len(found) == 1
    assert found[0].startswith(
        f"Đợt tem {order.label}: lần “Hủy” tem 5–6 bị mất, nhật ký kiểm toán vẫn ghi (mã "
    )


def test_a_wider_activation_in_both_tables(order: StampOrder) -> None:
    found = forged(
        "UPDATE stamp_event SET last_serial = last_serial + 10 WHERE kind = 'activate'",
        "UPDATE stamp_segment SET state = 'active', event_id ="
        " (SELECT id FROM stamp_event WHERE kind = 'activate'), lot_id ="
        " (SELECT lot_id FROM stamp_event WHERE kind = 'activate') WHERE state = 'printed'",
    )
    assert len(found) == 1
    assert "lần “Kích hoạt” tem 1–20 khác với nhật ký kiểm toán (mã " in found[0]


def test_a_command_that_nobody_gave(order: StampOrder) -> None:
    id = "'" + "a" * 32 + "'"
    found = forged(
        "INSERT INTO stamp_event (id, order_id, kind, first_serial, last_serial, from_states,"
        f" to_state, at, who) SELECT {id}, order_id, 'suspend', first_serial, first_serial,"
        " 'active', 'suspended', at, who FROM stamp_event WHERE kind = 'void'"
    )
    assert any("lần “Tạm khóa” tem 5 không có trong nhật ký kiểm toán." in one for one in found), (
        found
    )


def test_commands_from_before_they_were_tied_are_found_by_their_places(
    app: Flask, order: StampOrder
) -> None:
    """Rows of the first form told action and positions alone, an issue not even those."""
    with one_commit() as session:
        unguard(session)
        for row in session.query(audit.AuditRow).filter_by(object_kind="stamp_order"):
            after = row.after or {}
            row.form, row.person_id, row.sealed = 1, None, None
            row.after = {name: after[name] for name in ("first", "last", "lot_id") if name in after}
            if row.action == "stamps_issue":
                row.after = {"number": order.label}
    db.session.expire_all()
    assert verify(reading()) == []
    found = forged("UPDATE stamp_event SET last_serial = last_serial - 1 WHERE kind = 'void'")
    assert any("lần “Hủy” tem 5 không có trong nhật ký kiểm toán." in one for one in found)


def test_an_erasure_leaves_the_proof(people: People, order: StampOrder) -> None:
    command(people.huong, withdraw.suspend, Ends(order.id, 7, 8), reason="Bà Hoa xin")
    with one_commit() as session:
        person_keys.destroy(session, order.household_id)
    db.session.expire_all()
    assert verify(reading()) == []
    newest = audit.history(reading(), kind="stamp_order", id=order.id)[0]
    assert newest.erased
    assert (newest.after["first"], newest.after["last"]) == (7, 8)
    assert newest.reason == audit.ERASED
