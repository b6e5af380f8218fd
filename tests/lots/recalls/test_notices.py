"""Receivers one step forward: each with a notice, told by a message or by telephone, once."""

from decimal import Decimal

from agrimarket.kit import clock, outbox
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import Job
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot, Partner
from agrimarket.products.models import Product
from tests.builders.lots import a_lot
from tests.lots.recalls.steps import API, another_officer, recall
from tests.people import People, Person


def handed_to(lot: Lot, phone: str | None, state: str = "in_transit", **over: str) -> str:
    """Five kilograms of the lot to a shop; the hand-over's id."""
    with one_commit() as session:
        owner = session.get_one(Product, lot.product_id).household_id
        partner = Partner(
            household_id=owner, kind="buyer", name="Cửa hàng Hạc Thành", phone=phone, **over
        )
        session.add(partner)
        session.flush()
        transfer = LotTransfer(
            lot_id=lot.id, partner_id=partner.id, quantity=Decimal(5), state=state,
            proposed_at=clock.now(), sent_at=clock.now(),
        )  # fmt: skip
        session.add(transfer)
        session.flush()
        return transfer.id


def sent(by: Person, recall_id: str, notice_id: str, how: str) -> tuple[int, str]:
    answer = by.post(f"{API}/recalls/{recall_id}/notices/{notice_id}/sent", {"how": how})
    return answer.status_code, answer.json.get("code", "")


def messages() -> int:
    reading().rollback()
    return reading().query(Job).filter_by(kind=outbox.JOB).count()


def test_every_receiver_one_step_forward_has_a_notice(people: People) -> None:
    lot = a_lot(people)
    for state in ("in_transit", "received", "disputed", "proposed", "cancelled"):
        handed_to(lot, "0912345678", state)
    id = recall(people, lot)
    told = people.nam.get(f"{API}/recalls/{id}/notices").json
    assert sorted(one["state"] for one in told) == ["disputed", "in_transit", "received"]
    for one in told:
        assert one["receiver"] == "Cửa hàng Hạc Thành"
        assert one["receiver"] not in one["text"]  # a kept text names nobody
        assert all(word in one["text"] for word in (lot.lot_code, "5 kg", "0237 3852 246"))


def test_a_message_leaves_once_with_who_and_when(people: People) -> None:
    lot = a_lot(people)
    handed_to(lot, "0912 345 678")
    id = recall(people, lot)
    (notice,) = people.nam.get(f"{API}/recalls/{id}/notices").json
    before = messages()
    assert sent(people.nam, id, notice["id"], "message") == (200, "")
    assert messages() == before + 1
    assert sent(people.phuc, id, notice["id"], "phone") == (409, "notice_sent")
    (after,) = people.nam.get(f"{API}/recalls/{id}/notices").json
    assert after["sent_at"] is not None
    one = people.phuc.get(f"{API}/recalls/{id}").json
    assert (one["notices"], one["notices_sent"]) == (1, 1)


def test_a_land_line_is_called_and_mail_is_written(people: People) -> None:
    lot = a_lot(people)
    handed_to(lot, "0237 3852 111")
    handed_to(lot, None, email="hacthanh@example.vn")
    id = recall(people, lot)
    told = people.nam.get(f"{API}/recalls/{id}/notices").json
    by_call = next(one for one in told if not one["reachable"])
    by_mail = next(one for one in told if one["reachable"])
    assert sent(people.nam, id, by_call["id"], "message") == (409, "nowhere_to_send")
    before = messages()
    assert sent(people.nam, id, by_call["id"], "phone") == (200, "")
    assert messages() == before
    assert sent(people.nam, id, by_mail["id"], "message") == (200, "")
    assert messages() == before + 1


def test_who_may_not(people: People) -> None:
    lot = a_lot(people)
    handed_to(lot, "0912345678")
    id = recall(people, lot)
    (notice,) = another_officer(people).get(f"{API}/recalls/{id}/notices").json
    hoa = people.producer(people.phuc.get(f"{API}/lots/{lot.id}").json["household_id"])
    (hers,) = hoa.get(f"{API}/recalls/{id}/notices").json
    assert hers["phone"] is None  # whoever calls sees the number
    assert sent(hoa, id, notice["id"], "phone")[0] == 403
    assert sent(people.lan, id, notice["id"], "phone")[0] == 404
    other = recall(people, a_lot(people))
    assert sent(people.nam, other, notice["id"], "phone")[0] == 404


def test_a_notice_tells_what_was_received(people: People) -> None:
    lot = a_lot(people)
    ids = [handed_to(lot, "0912345678", state) for state in ("in_transit", "received", "received")]
    with one_commit() as session:
        for id, came in zip(ids[1:], (3, 5), strict=True):
            session.get_one(LotTransfer, id).received_quantity = Decimal(came)
    told = people.nam.get(f"{API}/recalls/{recall(people, lot)}/notices").json
    texts = sorted(one["text"].split(lot.lot_code)[1].split(" ngày ")[0] for one in told)
    assert texts == [
        ", 3 kg quý vị đã nhận (gửi đi 5 kg), giao", ", 5 kg quý vị đã nhận, giao",
        ", 5 kg đã giao cho quý vị",
    ]  # fmt: skip
