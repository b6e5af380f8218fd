"""Figures counted by hand here and by the report there must be the same."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from sqlalchemy import event

from agrimarket.channels import staff
from agrimarket.channels.deliver import deliver
from agrimarket.households import rules as households
from agrimarket.households.models import Household
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.ring import the_ring
from agrimarket.issuing.withdraw import void
from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit
from agrimarket.products import ocop
from agrimarket.products.models import Product
from agrimarket.reports.figures import FIGURES
from agrimarket.scanning.scans import record_scan
from tests.builders.channels import CHANNELS, a_listing, a_sellable
from tests.builders.households import a_household
from tests.builders.issuing import a_print, an_activation, an_order
from tests.builders.lots import a_lot
from tests.people import HAM_RONG, NGA_AN, People


def figures(person: Any, query: str = "") -> dict[str, dict[str, Any]]:
    answer = person.get(f"/api/v1/reports/progress{query}")
    assert answer.status_code == 200, answer.json
    return {one["key"]: one for one in answer.json["figures"]}


def values(person: Any, query: str = "") -> dict[str, int]:
    return {key: one["value"] for key, one in figures(person, query).items()}


def groups(person: Any, key: str, query: str) -> dict[str, int]:
    return {group["key"]: group["value"] for group in figures(person, query)[key]["groups"]}


def rate(people: People, product: Product, *, decided: date, score: int = 75) -> None:
    with one_commit() as session:
        ocop.add_rating(
            session,
            viewer=people.phuc.viewer,
            product=product,
            decision_number=f"{decided:%d%m}/QĐ",
            decided_on=decided,
            issuer="UBND tỉnh",
            score=score,
        )


def test_an_empty_province_is_all_noughts(people: People) -> None:
    found = figures(people.phuc)
    assert list(found) == [figure.key for figure in FIGURES]
    assert {one["value"] for one in found.values()} == {0}
    assert all(one["definition"].endswith(".") and one["name"] for one in found.values())
    assert {one["source"] for one in found.values()} == {"counted", "observed"}


def test_households_and_booths(people: People) -> None:
    near, far = a_household(people), a_household(people, commune_code=HAM_RONG)
    a_household(people, consent=None)
    a_listing(people, a_sellable(people, near, photos=0), "voso", live=False)
    a_listing(people, a_sellable(people, near, photos=0), "portal", live=False)
    a_listing(people, a_sellable(people, far, photos=0), "voso", live=False)
    found = values(people.phuc)
    assert found["households"] == 3
    assert found["households_consented"] == 2
    assert found["households_with_booth"] == 2
    assert found["booths_open"] == 3
    assert found["households_selling"] == 0
    assert groups(people.phuc, "households", "?by=commune") == {NGA_AN: 2, HAM_RONG: 1}
    assert groups(people.phuc, "booths_open", "?by=channel") == {"voso": 2, "portal": 1}
    assert sum(groups(people.phuc, "households", "?by=district").values()) == 3


def test_live_figures_are_what_the_channels_show(people: People) -> None:
    """Observed, never wished: equal to `sandbox count` once the channels were looked at."""
    product = a_sellable(people)
    for code in CHANNELS:
        a_listing(people, product, code, live=False)
    a_listing(people, channel="voso", live=False)
    assert values(people.phuc)["listings_live"] == 0
    deliver()
    staff.approve("portal", None)
    deliver()
    found = figures(people.phuc)
    for code in CHANNELS:
        assert found[f"live_{code}"]["value"] == staff.counts(code)["live"]
        assert found[f"live_{code}"]["seen_at"]
    assert found["live_postmart"]["value"] == 0
    assert found["listings_live"]["value"] == 3
    assert found["households_selling"]["value"] == 2
    assert groups(people.phuc, "listings_live", "?by=channel") == {"voso": 2, "portal": 1}
    staff.approve("postmart", None)
    deliver()
    assert values(people.phuc)["live_postmart"] == staff.counts("postmart")["live"] == 1


def test_products_and_stars(people: People) -> None:
    today = clock.today()
    fresh, lapsed, lowered, _bare = (a_sellable(people, photos=0) for _ in range(4))
    a_sellable(people, photos=0, state="submitted")
    rate(people, fresh, decided=today - timedelta(days=10))
    rate(people, lapsed, decided=today - timedelta(days=1100))
    rate(people, lowered, decided=today - timedelta(days=400), score=85)
    rate(people, lowered, decided=today - timedelta(days=5), score=55)
    found = values(people.phuc)
    assert found["products_approved"] == 4
    assert found["ocop_valid"] == 2
    then = (today - timedelta(days=399)).isoformat()
    assert values(people.phuc, f"?as_of={then}")["ocop_valid"] == 2  # lapsed held, so did lowered


def test_stamps_and_scans(people: People) -> None:
    order = an_order(people, a_lot(people, pack_count=None), count=50)
    an_order(people, count=7)
    an_activation_of(people, order, 1, 20)
    with one_commit() as session:
        void(
            session,
            viewer=people.phuc.viewer,
            ring=the_ring(),
            ends=Ends(order_id=order.id, first=5, last=7),
            reason="Rách",
        )
    slot = int(clock.now().timestamp()) // 600
    for number, kind in enumerate(("buyer", "buyer", "staff")):
        with one_commit() as session:
            record_scan(
                session,
                serial=order.first_serial,
                device=f"d{number}",
                slot=slot,
                kind=kind,
            )
    found = values(people.phuc)
    assert found["stamps_issued"] == 57
    assert found["stamps_active"] == 17
    assert found["stamps_void"] == 3
    assert found["scans"] == 2
    assert sum(groups(people.phuc, "scans", "?by=month").values()) == 2
    rows = people.phuc.get("/api/v1/reports/figures/stamps_active/rows").json["items"]
    assert sum(row["amount"] for row in rows) == 17
    assert {row["label"] for row in rows} == {order.label}


def an_activation_of(people: People, order: Any, first: int, last: int) -> None:
    a_print(people, order)
    an_activation(people, order, first, last)


def test_as_of_a_day_gone_by(people: People) -> None:
    """What was true then stays true in the report, whatever happened since."""
    long_ago = datetime(2026, 3, 31, 16, 30, tzinfo=UTC)  # 23:30 in Viet Nam
    with clock.moved_to(long_ago):
        household = a_household(people)
    with clock.moved_to(long_ago + timedelta(hours=1)):
        a_household(people)
        listing = a_listing(people, a_sellable(people, household, photos=0), "voso")
    with clock.moved_to(long_ago + timedelta(days=9)):
        people.phuc.post(f"/api/v1/listings/{listing.id}/withdraw", {})
        deliver()
        with one_commit() as session:
            row = session.get_one(Household, household.id)
            households.withdraw_consent(session, viewer=people.phuc.viewer, household=row)
    march, april = (values(people.phuc, f"?as_of=2026-{day}") for day in ("03-31", "04-05"))
    assert (march["households"], april["households"]) == (1, 2)
    assert (march["live_voso"], april["live_voso"]) == (0, 1)
    now = values(people.phuc)
    assert (april["households_consented"], now["households_consented"]) == (2, 1)
    assert now["live_voso"] == 0
    by_month = groups(people.phuc, "households", "?by=month")
    assert by_month == {"2026-03": 1, "2026-04": 1}


def test_tomorrow_is_not_known_yet(people: People) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    answer = people.phuc.get(f"/api/v1/reports/progress?as_of={tomorrow}")
    assert answer.status_code == 422
    assert "as_of" in answer.json["fields"]


@pytest.mark.parametrize("query", ["?by=planet", "?as_of=31/03/2026"])
def test_nonsense_is_refused_by_field(people: People, query: str) -> None:
    answer = people.phuc.get(f"/api/v1/reports/progress{query}")
    assert answer.status_code == 422
    assert list(answer.json["fields"]) == [query[1:].split("=")[0]]


def test_everybody_sees_their_own_places(people: People) -> None:
    a_household(people)
    a_household(people, commune_code=HAM_RONG)
    a_listing(people)
    assert values(people.phuc)["households"] == 3
    assert values(people.nam)["households"] == 2
    assert values(people.lan)["households"] == 1
    assert values(people.lan)["live_voso"] == 0
    assert people.minh.get("/api/v1/reports/progress").status_code == 401
    household = a_household(people)
    assert people.producer(household.id).get("/api/v1/reports/progress").status_code == 403


def test_every_figure_opens_to_its_rows(people: People) -> None:
    """Whole and in each part: the amounts of the rows add up to the figure."""
    a_household(people, former_district="Huyện Nga Sơn")
    product = a_sellable(people)
    for code in CHANNELS:
        a_listing(people, product, code)
    order = an_order(people, count=30)
    an_activation_of(people, order, 1, 30)
    rate(people, product, decided=clock.today() - timedelta(days=3))
    for way in ("commune", "district", "channel", "month"):
        for key, one in figures(people.phuc, f"?by={way}").items():
            path = f"/api/v1/reports/figures/{key}/rows"
            assert _sum(people.phuc, path) == one["value"], (key, way)
            for group in one["groups"]:
                part = _sum(people.phuc, path, **{way: group["key"]})
                assert part == group["value"], (key, way, group)


def _sum(person: Any, path: str, **query: str) -> int:
    answer = person.get(path, query_string=query).json
    assert answer["total"] == len(answer["items"])
    return sum(row["amount"] for row in answer["items"])


def test_rows_of_a_figure_page_and_name_their_places(people: People) -> None:
    for _ in range(3):
        a_household(people)
    path = "/api/v1/reports/figures/households/rows"
    page = people.phuc.get(f"{path}?page_size=2&page=2").json
    assert (len(page["items"]), page["total"], page["page"]) == (1, 3, 2)
    row = page["items"][0]
    assert (row["commune_code"], row["commune"]) == (NGA_AN, "Xã Nga An")
    assert row["former_district"] == "Huyện Nga Sơn"
    assert people.phuc.get("/api/v1/reports/figures/nothing/rows").status_code == 404
    assert people.phuc.get(f"{path}?month=11-2026").status_code == 422
    one = people.phuc.get("/api/v1/reports/figures/households").json
    assert (one["value"], one["source"]) == (3, "counted")
    assert people.phuc.get("/api/v1/reports/figures").json["total"] == len(FIGURES)


def test_the_same_as_files(people: People) -> None:
    a_household(people)
    a_household(people, commune_code=HAM_RONG)
    text = people.phuc.get("/api/v1/reports/progress.csv?by=commune")
    assert text.content_type.startswith("text/csv")
    lines = list(csv.reader(io.StringIO(text.data.decode("utf-8-sig"))))
    assert lines[0][:2] == ["Xã, phường", "Hộ sản xuất đã ghi"]
    assert {line[0]: line[1] for line in lines[1:]} == {
        "Phường Hàm Rồng": "1",
        "Xã Nga An": "1",
        "Tổng": "2",
    }
    book = people.phuc.get("/api/v1/reports/progress.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert sheet is not None
    told = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Hộ sản xuất đã ghi"]
    assert told[0][1] == 2


def test_the_number_of_reads_does_not_grow_with_the_rows(people: People) -> None:
    def count() -> int:
        seen: list[str] = []

        def note(*told: Any) -> None:
            seen.append(told[2])

        event.listen(db.engine, "before_cursor_execute", note)
        values(people.phuc, "?by=commune")
        event.remove(db.engine, "before_cursor_execute", note)
        return len(seen)

    a_listing(people, channel="voso")
    first = count()
    for code in (HAM_RONG, NGA_AN, NGA_AN):
        a_listing(people, a_sellable(people, a_household(people, commune_code=code), photos=0))
    assert count() <= first
