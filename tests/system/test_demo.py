"""The demo province: every state is there, everything holds, and a second load is refused."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, func, select

from agrimarket.accounts import passwords
from agrimarket.accounts import rules as accounts
from agrimarket.accounts.models import Account
from agrimarket.channels.models import Booth, Listing
from agrimarket.fieldwork.models import FieldConflict
from agrimarket.households.cards.models import HouseholdCard
from agrimarket.households.depth.models import Parcel, ProducerHead, ProducerMember
from agrimarket.households.finding.models import SavedView
from agrimarket.households.identity import open_citizen_id
from agrimarket.households.merging import likely
from agrimarket.households.models import Household, HouseholdImport
from agrimarket.issuing.models import StampOrder, StampSegment
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.audit import AuditRow
from agrimarket.kit.db import Base, db, one_commit, reading
from agrimarket.lots.models import Lot, LotEvent
from agrimarket.lots.status import lot_status
from agrimarket.products.models import Certificate, Product, ProductPhoto, Rating
from agrimarket.scanning.models import Scan, StampScans
from agrimarket.system import demo, verify
from agrimarket.system.demo.people import DEMO, DemoNotEmpty
from agrimarket.system.demo.tables.deeper import TWICE
from agrimarket.teams.models import Attendance, Team, TeamMember, Training
from tests import databases
from tests.builders.households import a_household
from tests.people import People
from tests.system import demo_depth

# Seconds of this process, whatever else the machine does; the aim on SQLite is 15.
SLOWEST = {"sqlite": 30, "postgresql": 45}

# Table, column and the values that must all be met.
STATES = (
    (Household, "kind", {"household", "household_business", "group", "cooperative", "enterprise"}),
    (Household, "state", {"draft", "registered"}),
    (Product, "category",
     {"food", "drink", "herb", "handicraft", "ornamental", "tourism", "other"}),
    (Product, "state", {"draft", "submitted", "needs_supplement", "approved", "withdrawn"}),
    (Lot, "state", {"open", "sealed", "released", "recalled"}),
    (StampSegment, "state", {"issued", "printed", "active", "suspended", "void"}),
    (Listing, "channel_code", {"postmart", "voso", "portal"}),
    (Listing, "observed_state", {"live", "pending_review", "rejected", "locked", "suspended"}),
    (Listing, "sync_state", {"in_sync", "queued", "blocked"}),
    (Listing, "desired_state", {"listed", "absent"}),
    (Booth, "state", {"applied", "supplement_needed", "open", "suspended"}),
    (Certificate, "kind", {"commitment", "food_safety", "vietgap", "globalgap", "haccp",
                           "iso22000", "organic", "gi", "area_code"}),
    (Rating, "stars", {3, 4, 5}),
    (Account, "login", {"canbo", "xa", "hoa", "kiemtoan"}),
)  # fmt: skip


@pytest.mark.slow
def test_an_empty_service_becomes_a_province(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = time.process_time()
    made = demo.load(app)
    took = time.process_time() - begun
    with capsys.disabled():
        print(f" [demo loaded in {took:.1f} s] ", end="")
    assert took < SLOWEST[db.engine.dialect.name]
    assert set(made) == {"canbo", "xa", "hoa", "kiemtoan"}
    for check in (*CHECKS, *demo_depth.CHECKS):
        check()
    kept = app.extensions["agrimarket.settings"].data
    assert list(verify.faults(reading(), app.extensions["agrimarket.keys"], kept)) == []
    _nothing_is_told_in_clear(made)
    _each_signs_in(made)
    with pytest.raises(DemoNotEmpty):
        demo.load(app)


def number(query: Select[Any]) -> int:
    """What a counting query finds; nothing counts as 0."""
    return int(reading().scalar(query) or 0)


def _every_state_is_there() -> None:
    for table, column, wanted in STATES:
        found = set(reading().scalars(select(getattr(table, column)).distinct()))
        assert wanted <= found, f"{table.__tablename__}.{column}: {wanted - found} missing"


def _all_of_it_is_marked() -> None:
    for table in (Household, Product, Lot, StampOrder, Booth, Listing):
        query = select(func.count()).select_from(table).where(table.is_demo.is_(False))
        assert number(query) == 0
    firms = reading().scalars(select(Household.name).where(Household.kind != "household"))
    assert all(name.endswith("(trình diễn)") for name in firms)
    who = set(reading().scalars(select(AuditRow.who_name).distinct()))
    assert DEMO.name in who


def _it_is_a_province() -> None:
    producers = number(select(func.count(Household.id)))
    communes = number(select(func.count(Household.commune_code.distinct())))
    districts = number(select(func.count(Household.former_district.distinct())))
    assert 60 <= producers <= 120
    assert communes >= 25
    assert districts >= 15


def _lots_stand_around_today() -> None:
    today = clock.today()
    lots = list(reading().scalars(select(Lot)))
    made = [lot.produced_on or lot.harvested_on for lot in lots]
    seen = {lot_status(lot, today) for lot in lots}
    assert seen == {"ok", "expired", "recalled", "suspended"}
    assert sum(0 <= (today - day).days <= 7 for day in made if day) >= 8
    assert max(day for day in made if day) <= today
    assert reading().scalar(select(func.count(LotEvent.corrects_id))) == 1
    late = select(func.count(LotEvent.id)).where(LotEvent.happened_at > clock.now())
    assert reading().scalar(late) == 0


def _papers_run_out_at_different_times() -> None:
    today = clock.today()
    ends = list(reading().scalars(select(Rating.valid_through)))
    left = [(day - today).days for day in ends]
    assert min(left) < 0
    assert any(0 <= days <= 90 for days in left)
    assert max(left) > 365
    expired = select(func.count(Certificate.id)).where(Certificate.valid_to < today)
    assert reading().scalar(expired)


def _stamps_and_scans() -> None:
    sizes = set(reading().scalars(select(StampOrder.count)))
    assert min(sizes) < 50
    assert max(sizes) >= 50_000
    assert number(select(func.count(StampScans.serial))) > 100
    assert number(select(func.max(StampScans.devices))) >= 8
    assert number(select(func.count(Scan.id)).where(Scan.at > clock.now())) == 0


def _pictures_serve_the_channels() -> None:
    live = select(Listing.product_id).where(
        Listing.channel_code == "postmart", Listing.observed_state == "live"
    )
    for product_id in reading().scalars(live):
        widths = list(
            reading().scalars(
                select(ProductPhoto.width).where(ProductPhoto.product_id == product_id)
            )
        )
        assert len(widths) >= 3
        assert min(widths) >= 800


def _the_field_has_something_to_show() -> None:
    """Each page of work in the field: teams, trainings, cards, land, a pair, a conflict, a list."""
    for table, least in (
        (Team, 6), (TeamMember, 12), (Training, 5), (Attendance, 10), (ProducerMember, 6),
        (ProducerHead, 2), (Parcel, 6), (HouseholdCard, 5), (HouseholdImport, 1), (SavedView, 1),
    ):  # fmt: skip
        assert number(select(func.count()).select_from(table)) >= least, table.__tablename__
    waiting = select(func.count(FieldConflict.id)).where(FieldConflict.choice.is_(None))
    assert number(waiting) == 1
    office = reading().scalars(select(Account).where(Account.login == "xa")).one()
    page = likely.pairs(reading(), viewer=accounts.viewer_of_account(office))
    assert [(pair.first.name, pair.second.name) for pair in page.items] == [TWICE]
    counts = reading().scalars(select(HouseholdImport)).one().counts
    assert counts["created"] > 0
    assert counts["rejected"] > 0


CHECKS: tuple[Callable[[], None], ...] = (
    _every_state_is_there, _all_of_it_is_marked, _it_is_a_province, _lots_stand_around_today,
    _papers_run_out_at_different_times, _stamps_and_scans, _pictures_serve_the_channels,
    _the_field_has_something_to_show,
)  # fmt: skip


def _dump() -> str:
    """Every value of every table as text."""
    rows = [
        repr(tuple(row))
        for table in Base.metadata.sorted_tables
        if not table.name.startswith("toy_")
        for row in reading().execute(select(table))
    ]
    return "\n".join(rows)


def _nothing_is_told_in_clear(made: dict[str, str]) -> None:
    known = select(Household).where(Household.citizen_sealed.is_not(None))
    numbers = [open_citizen_id(reading(), one) or "" for one in reading().scalars(known)]
    assert len(numbers) >= 5
    told = _dump()
    assert len(told) > 100_000
    assert [number for number in (*numbers, *made.values()) if number in told] == []


def _each_signs_in(made: dict[str, str]) -> None:
    for login, password in made.items():
        account = reading().scalars(select(Account).where(Account.login == login)).one()
        assert passwords.matches(account.password_hash, password)


def counted() -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: reading().scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        if not table.name.startswith("toy_")
    }


def test_a_folder_with_a_producer_is_left_alone(app: Flask, people: People) -> None:
    a_household(people)
    before = counted()
    with pytest.raises(DemoNotEmpty) as refusal:
        demo.load(app)
    assert "thư mục mới" in refusal.value.detail
    assert counted() == before


def test_a_login_that_is_taken_leaves_everything_as_it_was(app: Flask) -> None:
    with one_commit() as session:
        accounts.create_account(
            session, viewer=DEMO, name="Nam", login="kiemtoan", password="bốn con trâu",
            role=Role.AUDITOR,
        )  # fmt: skip
    before = counted()
    with pytest.raises(DemoNotEmpty):
        demo.load(app)
    assert counted() == before


@pytest.mark.slow
def test_it_loads_at_midnight_in_another_season(tmp_path: Path) -> None:
    """In July there is no bưởi; and two minutes past midnight little of today has happened."""
    with databases.fresh("sqlite", tmp_path) as url:
        app = databases.an_app(url, tmp_path)
        midnight = datetime(2027, 6, 30, 17, 2, tzinfo=UTC)  # 1 July in Viet Nam
        with app.app_context(), clock.frozen_at(midnight):
            demo.load(app)
            _every_state_is_there()
            _papers_run_out_at_different_times()
            for check in demo_depth.CHECKS:
                check()
            grown = select(Product.name).join(Lot, Lot.product_id == Product.id)
            assert not {"Bưởi Luận Văn", "Cam Vân Du"} & set(reading().scalars(grown))
            kept = tmp_path / "data"
            assert list(verify.faults(reading(), app.extensions["agrimarket.keys"], kept)) == []
            assert number(select(func.count(LotEvent.id))) > 100
