"""What stands ready in new lines and new lots, so that little is left to type."""

from datetime import timedelta
from typing import Any

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit, reading
from agrimarket.lots import diary, suggest
from agrimarket.lots.facts.kinds import typed_facts
from agrimarket.lots.facts.usual import USUAL, again_of, usual_boxes
from agrimarket.lots.kinds import STAGES, WAITING_KINDS
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People, Person


def tell(who: Person, lot: Lot, kind: str, **facts: Any) -> str:
    with one_commit() as session:
        row = lot_of(session, viewer=who.viewer, lot_id=lot.id)
        at = clock.now() - timedelta(hours=1)
        made = diary.add_event(
            session, viewer=who.viewer, lot=row, kind=kind, happened_at=at, facts=facts
        )
        return made.id


def ready(who: Person, lot: Lot, kind: str, again: str = "") -> dict[str, str]:
    boxes, _ = usual_boxes(reading(), who.viewer, lot, kind, again)
    reading().rollback()
    return boxes


def test_only_known_facts_are_called_usual() -> None:
    assert set(USUAL) == set(STAGES)
    for kind, names in USUAL.items():
        assert set(names) <= {fact.name for fact in typed_facts(kind)}, kind


def test_a_line_begins_as_the_last_one_of_its_kind(people: People) -> None:
    lot = a_lot(people, state="open")
    assert ready(people.nam, lot, "fertiliser") == {}
    tell(people.nam, lot, "fertiliser", product="Phân NPK", dose=20, dose_unit="kg")
    tell(people.nam, lot, "fertiliser", product="Phân chuồng ủ hoai", dose=1.5, dose_unit="tạ")
    assert ready(people.nam, lot, "fertiliser") == {
        "product": "Phân chuồng ủ hoai", "dose": "1,5", "dose_unit": "tạ"
    }  # fmt: skip
    tell(people.nam, lot, "harvest", quantity=300, unit="kg")
    assert ready(people.nam, lot, "harvest") == {"unit": "kg"}  # what was counted is not guessed


def test_a_drug_is_repeated_only_when_it_is_chosen(people: People) -> None:
    lot = a_lot(people, state="open")
    drug = {"product": "Abamectin", "waiting_days": 7}
    for kind in WAITING_KINDS:
        line = tell(people.nam, lot, kind, **drug)
        assert ready(people.nam, lot, kind) == {}
        assert ready(people.nam, lot, kind, line) == {"product": "Abamectin", "waiting_days": "7"}


def test_corrected_and_withdrawn_lines_are_not_repeated(people: People) -> None:
    lot = a_lot(people, state="open")
    kept = tell(people.nam, lot, "irrigation", method="drip")
    wrong = tell(people.nam, lot, "irrigation", method="furrow")
    with one_commit() as session:
        row = lot_of(session, viewer=people.nam.viewer, lot_id=lot.id)
        diary.withdraw_event(session, viewer=people.nam.viewer, lot=row, event_id=wrong)
    assert ready(people.nam, lot, "irrigation") == {"method": "drip"}
    found = again_of(reading(), people.nam.viewer, lot)
    assert [(one.line.id, one.text) for one in found] == [(kept, "tưới nhỏ giọt")]


def test_another_producers_words_stay_theirs(people: People) -> None:
    theirs, mine = a_lot(people, state="open"), a_lot(people, state="open")
    line = tell(people.nam, theirs, "fertiliser", product="Phân bí truyền")
    assert ready(people.nam, mine, "fertiliser") == {}
    assert ready(people.nam, mine, "fertiliser", line) == {}
    assert again_of(reading(), people.nam.viewer, mine) == []
    page = people.nam.browser().get(f"/lo/{mine.id}/nhat-ky/moi?kind=fertiliser&nhu={line}").text
    assert "bí truyền" not in page


def test_a_new_lot_has_a_free_code_and_what_the_last_one_had(people: People) -> None:
    product = a_product(people, name="Bưởi Luận Văn", category="food", subgroup="fresh_plants")
    stem = f"BLV-{clock.today():%d%m}"
    assert suggest.ready_values(reading(), product) == {
        "lot_code": stem, "harvested_on": clock.today()
    }  # fmt: skip
    a_lot(people, product, lot_code=stem, unit="quả")
    values = suggest.ready_values(reading(), product)
    assert (values["lot_code"], values["unit"]) == (f"{stem}-2", "quả")
    dried = a_product(people, name="Đ!", category="food", subgroup="from_plants")
    assert "produced_on" in suggest.ready_values(reading(), dried)
    assert suggest.next_code(reading(), dried) == f"D-{clock.today():%d%m}"


def test_what_is_not_picked_yet_has_no_day(people: People) -> None:
    product = a_product(people)
    hoa = people.producer(product.household_id).browser()
    today = clock.today().isoformat()
    form = {"lot_code": "A1", "harvested_on": today, "not_yet": "1"}
    made = hoa.post(f"/lo/moi?product={product.id}", data=form)
    lot = lot_of(
        reading(), viewer=people.phuc.viewer, lot_id=made.headers["Location"].rsplit("/", 1)[1]
    )
    assert lot.harvested_on is None


def test_a_producer_of_two_products_chooses_by_one_tap(people: People) -> None:
    owner = a_household(people)
    first, second = (a_product(people, owner, name=name) for name in ("Bưởi", "Chè"))
    page = people.producer(owner.id).browser().get("/lo/moi").text
    assert f"/lo/moi?product={first.id}" in page
    assert f"/lo/moi?product={second.id}" in page
    assert 'name="q"' not in page  # nothing to search among two
