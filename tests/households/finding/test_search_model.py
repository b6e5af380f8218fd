"""Search against a plain model in Python: any words, any filters, every scope and mask."""

import os
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from agrimarket.households.finding import store_pages
from agrimarket.households.finding.filters import SORTS, Filters
from agrimarket.households.models import Household
from agrimarket.households.showing import masks
from agrimarket.households.showing.todo import TITLES, gaps
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.db import db
from agrimarket.places import commune, fold
from tests.builders.households import a_cooperative, a_household, citizen_id
from tests.builders.products import a_product
from tests.people import HAM_RONG, NGA_AN, People

RUNS = 2000 if os.environ.get("AGRIMARKET_SEARCH") == "all" else 60
PEOPLE: tuple[tuple[str, str | None, list[str], str | None, str], ...] = (
    ("Nguyễn Thị Hoa", "Thôn 3", ["Bưởi"], "0912345678", NGA_AN),
    ("Hoàng Văn Thoa", "Bản Lát", ["Mía tím", "Cói"], "0987654321", HAM_RONG),
    ("Lê Đình Hòa", "Phố Nga Sơn", ["Nước mắm"], None, NGA_AN),
    ("Đỗ Thị Hường", None, [], "0373852111", HAM_RONG),
    ("Trần An", "Thôn 13", ["Rau má", "Bưởi Luận Văn"], "0912000345", NGA_AN),
    ("Phạm Thị Bé", "Xóm_Gạch 100%", ["Lúa"], "0966112233", NGA_AN),
)  # fmt: skip


@dataclass
class Book:
    """Everybody registered, with the names of their products, and who looks."""

    rows: list[Household]
    products: dict[str, list[str]]
    viewers: list[Viewer]


@pytest.fixture
def book(app: Flask, people: People) -> Book:
    rows = []
    for number, (name, hamlet, crops, phone, code) in enumerate(PEOPLE):
        more: dict[str, Any] = {"citizen_id": citizen_id()} if number % 2 else {"area_ha": 0.5}
        rows.append(a_household(
            people, head_name=name, hamlet=hamlet, crops=crops, phone=phone, commune_code=code,
            by=people.nam if code == NGA_AN else people.lan, **more,
        ))  # fmt: skip
    rows.append(a_household(people, head_name="Lò Thị Nháp", consent=None))
    rows.append(a_cooperative(people, legal_name="Hợp tác xã Nga Thạch"))
    sold = a_product(people, rows[1].id, name="Chiếu cói Nga Sơn")
    db.session.expire_all()
    viewers = [people.phuc.viewer, people.nam.viewer, people.lan.viewer]
    viewers += [people.producer(rows[0].id).viewer, people.person(Role.AUDITOR, "Kiểm").viewer]
    viewers.append(people.person(Role.OPERATOR, "Vận").viewer)
    return Book(rows, {rows[1].id: [sold.name]}, viewers)


def model(book: Book, viewer: Viewer, filters: Filters) -> list[str]:
    """What must be found, row by row, without SQL."""
    found = [row for row in book.rows if _seen(viewer, row) and _asked(book, viewer, row, filters)]
    if filters.sort == "name":
        found.sort(key=lambda row: (fold(row.name).split()[-1], fold(row.name), row.id))
    elif filters.sort == "changed":
        found.sort(key=lambda row: (row.updated_at, row.id), reverse=True)
    else:
        found.sort(key=lambda row: row.id, reverse=filters.sort != "oldest")
    return [row.id for row in found]


def _seen(viewer: Viewer, row: Household) -> bool:
    if viewer.role is Role.OPERATOR:
        return False
    if viewer.household_id:
        return row.id == viewer.household_id
    return viewer.whole_province or row.commune_code in viewer.commune_codes


def _asked(book: Book, viewer: Viewer, row: Household, filters: Filters) -> bool:
    texts = [fold(one or "") for one in (row.head_name, row.legal_name, row.hamlet)]
    goods = [fold(one) for one in (*row.crops, *book.products.get(row.id, []))]
    several = viewer.whole_province or len(viewer.commune_codes) > 1
    place = fold(commune(row.commune_code).name).split() if several else []
    phone = row.phone if masks.sees_phones(viewer) else None

    def holds(word: str) -> bool:
        digits = word.lstrip("+").replace(".", "")
        national = "0" + digits[2:] if digits.startswith("84") else digits
        by_phone = bool(phone) and digits.isdigit() and national in str(phone)
        return any(word in text for text in (*texts, *goods)) or word in place or by_phone

    tests = [
        all(holds(word) for word in fold(filters.q).split()),
        all(any(word in one for one in goods) for word in fold(filters.crop).split()),
        filters.commune in {None, row.commune_code},
        filters.kind in {None, row.kind},
        filters.state in {None, row.state},
        filters.gap is None or filters.gap in {gap.code for gap in gaps(row)},
        filters.has_phone is None or (filters.has_phone == "yes") == (row.phone is not None),
        filters.registered_by is None or row.registered_by == viewer.asker,
    ]
    return all(tests)


TYPED = sorted({
    part
    for name, hamlet, crops, phone, code in PEOPLE
    for text in (name, hamlet or "", *crops, phone or "", commune(code).name, "Nga Thạch chiếu")
    for word in text.split()
    for part in (word, word.upper(), fold(word), word[:2], word[-3:], word[1:-1])
    if part
} | {"+84912345678", "84912", "0912.345", "%", "_", "\\", "'", '"', "zz", "xa"})  # fmt: skip
WORDS = st.lists(st.sampled_from(TYPED) | st.text(max_size=3), max_size=4).map(" ".join)
FILTERS = st.builds(
    Filters,
    q=WORDS,
    crop=st.just("") | st.sampled_from(["cói", "Buoi", "mía tim", "nga"]),
    commune=st.none() | st.sampled_from([NGA_AN, HAM_RONG]),
    kind=st.none() | st.just("cooperative"),
    state=st.none() | st.sampled_from(["draft", "registered"]),
    gap=st.none() | st.sampled_from(sorted(TITLES)),
    has_phone=st.none() | st.sampled_from(["yes", "no"]),
    registered_by=st.none() | st.just("me"),
    sort=st.none() | st.sampled_from(SORTS),
)
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


# How far one reads ahead, gathers and walks (store_pages.py): as it is, and so that six
# producers come to every way that a hundred thousand do.
LIMITS = ((1000, 1000, 1 / 3), (0, 0, 0.0), (1, 2, 0.5), (0, 0, 1.0))


def test_any_words_and_filters(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    @settings(max_examples=RUNS, deadline=None, suppress_health_check=SLOW)
    @given(
        filters=FILTERS, who=st.integers(0, 5), page=st.integers(1, 8), size=st.integers(1, 5),
        limits=st.sampled_from(LIMITS),
    )  # fmt: skip
    def check(
        filters: Filters, who: int, page: int, size: int, limits: tuple[int, int, float]
    ) -> None:
        for name, value in zip(("FEW", "SHALLOW", "WALKED"), limits, strict=True):
            monkeypatch.setattr(store_pages, name, value)
        viewer = book.viewers[who]
        expected = model(book, viewer, filters)
        got = store_pages.page_of(db.session(), viewer, filters, page=page, page_size=size)
        assert got.total == len(expected)
        assert [row.id for row in got.items] == expected[(page - 1) * size : page * size]

    check()


def test_words_alone(book: Book) -> None:
    @settings(max_examples=RUNS, deadline=None, suppress_health_check=SLOW)
    @given(q=WORDS, who=st.integers(0, 5))
    @example(q="\0", who=0)
    @example(q="hoa \0", who=0)
    def check(q: str, who: int) -> None:
        viewer = book.viewers[who]
        got = store_pages.page_of(db.session(), viewer, Filters(q=q), page=1, page_size=50)
        assert [row.id for row in got.items] == model(book, viewer, Filters(q=q))

    check()


@pytest.mark.parametrize("limits", LIMITS)
@pytest.mark.parametrize("sort", SORTS)
def test_pages_join_without_gap_or_repeat(
    book: Book, sort: str, limits: tuple[int, int, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in zip(("FEW", "SHALLOW", "WALKED"), limits, strict=True):
        monkeypatch.setattr(store_pages, name, value)
    viewer = book.viewers[0]
    for filters in (Filters(sort=sort), Filters(sort=sort, q="a"), Filters(sort=sort, crop="i")):
        expected = model(book, viewer, filters)
        for size in (1, 2, 3):
            pages = [
                store_pages.page_of(db.session(), viewer, filters, page=page, page_size=size)
                for page in range(1, len(expected) // size + 3)
            ]
            assert [row.id for page in pages for row in page.items] == expected
            assert {page.total for page in pages} == {len(expected)}


def test_names_go_letter_by_letter_under_every_locale(app: Flask, people: People) -> None:
    """SQLite has no other order; PostgreSQL would ask the locale of its server."""
    rows = [a_household(people, head_name=f"Lê {name}") for name in ("A-n", "An", "Ă N", "Anh")]
    page = store_pages.page_of(
        db.session(), people.phuc.viewer, Filters(sort="name"), page=1, page_size=9
    )
    ordered = sorted(rows, key=lambda row: (fold(row.name).split()[-1], fold(row.name)))
    assert [row.name for row in page.items] == [row.name for row in ordered]
    if db.engine.dialect.name == "postgresql":
        asked = text(
            "SELECT collation_name FROM information_schema.columns"
            " WHERE table_name = 'household_find' AND column_name = 'sort_name'"
        )
        assert db.session.scalar(asked) == "C"
