"""OCOP ratings: bands, issuers by date, 36 months to the day, re-recognition."""

from datetime import date
from typing import Any

import pytest

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit, reading
from agrimarket.products import ocop
from agrimarket.products.models import Product, Rating
from agrimarket.products.standing import valid_rating
from tests.builders.products import a_product
from tests.people import People

PROVINCE = "UBND tỉnh Thanh Hóa"


def rate(people: People, product: Product, decided_on: date, **over: Any) -> Rating:
    values = {"decision_number": "1/QĐ", "issuer": PROVINCE, "score": 75.0, **over}
    with one_commit() as session:
        return ocop.add_rating(
            session, viewer=people.nam.viewer, product=product, decided_on=decided_on, **values
        )


def post(people: People, product: Product, **over: Any) -> Any:
    body = {
        "decision_number": "1/QĐ", "decided_on": "2026-03-01", "issuer": PROVINCE, "score": 75,
        **over,
    }  # fmt: skip
    return people.nam.post(f"/api/v1/products/{product.id}/ratings", body)


def test_a_score_gives_the_stars_and_36_months(people: People) -> None:
    product = a_product(people)
    answer = post(people, product)
    assert answer.status_code == 201
    assert answer.json["stars"] == 4
    assert answer.json["valid_through"] == "2029-03-01"
    assert answer.json["issuer_level"] == "province"
    one = people.nam.get(f"/api/v1/products/{product.id}").json
    assert one["rating"]["stars"] == 4
    again = people.nam.get(f"/api/v1/products/{product.id}/ratings/{answer.json['id']}")
    assert again.json == answer.json
    other = a_product(people)
    stray = people.nam.get(f"/api/v1/products/{other.id}/ratings/{answer.json['id']}")
    assert stray.status_code == 404


@pytest.mark.parametrize(
    ("score", "stars"),
    [(100, 5), (90, 5), (89.99, 4), (70, 4), (69.9, 3), (50, 3)],
)
def test_bands(score: float, stars: int) -> None:
    """Decision 148/QĐ-TTg 2023: 90–100 five, 70–<90 four, 50–<70 three."""
    assert ocop.fitting_stars(score, None) == stars
    assert ocop.fitting_stars(score, stars) == stars


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"score": 75, "stars": 5}, "rating_stars_do_not_fit"),
        ({"score": 49.9}, "rating_below_three"),
        ({"score": None, "stars": 2}, "rating_below_three"),
        ({"score": None}, "rating_stars_missing"),
        ({"score": 101}, "invalid_fields"),
        ({"decided_on": "2099-01-01"}, "rating_in_future"),
        ({"issuer": "Hội đồng"}, "rating_issuer_unclear"),
        ({"score": 95}, "rating_issuer_does_not_fit"),
        ({"issuer": "UBND huyện Nga Sơn"}, "rating_issuer_does_not_fit"),
        ({"decided_on": "2025-07-05", "score": 60}, "rating_issuer_does_not_fit"),
        ({"decision_number": None}, "invalid_fields"),
    ],
)
def test_ratings_that_cannot_be(people: People, over: dict[str, Any], code: str) -> None:
    answer = post(people, a_product(people), **over)
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["fields"]


@pytest.mark.parametrize(
    ("decided_on", "stars", "level"),
    [
        (date(2025, 7, 5), 3, "district"),
        (date(2025, 7, 6), 3, "province"),
        (date(2025, 7, 5), 4, "province"),
        (date(2025, 7, 6), 4, "province"),
        (date(2024, 1, 1), 5, "centre"),
        (date(2026, 1, 1), 5, "centre"),
    ],
)
def test_who_recognises_on_the_day_the_districts_ended(
    decided_on: date, stars: int, level: str
) -> None:
    """Decision 148/QĐ-TTg 2023 until 2025-07-05, Decision 1489/QĐ-TTg 2025 since."""
    ocop.check_issuer(level, stars, decided_on)
    for wrong in {"district", "province", "centre"} - {level}:
        with pytest.raises(ocop.IssuerDoesNotFit):
            ocop.check_issuer(wrong, stars, decided_on)


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("UBND huyện Nga Sơn", "district"),
        ("Ủy ban nhân dân thành phố Thanh Hóa", "district"),
        ("UBND thị xã Nghi Sơn, tỉnh Thanh Hóa", "province"),
        ("Chủ tịch UBND tỉnh Thanh Hoá", "province"),
        ("Bộ Nông nghiệp và Môi trường", "centre"),
        ("Hội đồng OCOP Trung ương", "centre"),
    ],
)
def test_an_issuers_level_is_read_from_its_name(issuer: str, level: str) -> None:
    assert ocop.level_of(issuer, None) == level
    assert ocop.level_of(issuer, "centre") == "centre"


def test_36_months_to_the_day() -> None:
    """2019-12-23 is valid through 2022-12-23; a leap day ends on the 28th."""
    assert ocop.valid_through(date(2019, 12, 23)) == date(2022, 12, 23)
    assert ocop.valid_through(date(2024, 2, 29)) == date(2027, 2, 28)


def test_the_last_day_shows_stars_and_the_next_does_not(people: People) -> None:
    product = a_product(people)
    rate(people, product, date(2023, 12, 1))
    assert valid_rating(reading(), product, date(2026, 12, 1)) is not None
    assert valid_rating(reading(), product, date(2026, 12, 2)) is None
    assert valid_rating(reading(), product, date(2023, 11, 30)) is None


def test_the_newest_decision_counts_even_when_it_lowers_the_stars(people: People) -> None:
    product = a_product(people)
    rate(people, product, date(2025, 8, 1), score=75.0)
    lower = rate(people, product, date(2026, 8, 1), score=55.0)
    found = valid_rating(reading(), product, date(2026, 9, 1))
    assert found is not None
    assert (found.id, found.stars) == (lower.id, 3)
    rows = people.nam.get(f"/api/v1/products/{product.id}/ratings").json
    assert [row["stars"] for row in rows] == [3, 4]


def test_a_removed_rating_is_history(people: People) -> None:
    product = a_product(people)
    rating_id = post(people, product).json["id"]
    path = f"/api/v1/products/{product.id}/ratings/{rating_id}/remove"
    assert people.nam.post(path, {"reason": " "}).json["code"] == "reason_missing"
    assert people.nam.post(path, {"reason": "Nhầm sản phẩm"}).status_code == 200
    assert people.nam.post(path, {"reason": "Lại"}).json["code"] == "paper_removed"
    assert valid_rating(reading(), product, clock.today()) is None
    assert len(people.nam.get(f"/api/v1/products/{product.id}/ratings").json) == 1


def test_a_producer_does_not_give_herself_stars(people: People) -> None:
    product = a_product(people)
    hoa = people.producer(product.household_id)
    body = {"decision_number": "1", "decided_on": "2026-03-01", "issuer": PROVINCE, "stars": 4}
    assert hoa.post(f"/api/v1/products/{product.id}/ratings", body).status_code == 403
    assert people.lan.post(f"/api/v1/products/{product.id}/ratings", body).status_code == 404


def test_nobody_was_rated_before_the_programme_began(people: People) -> None:
    product = a_product(people)
    first = post(people, product, decided_on="2018-05-07", issuer="UBND tỉnh Thanh Hóa", score=75)
    assert first.status_code == 201
    early = post(people, product, decided_on="2018-05-06")
    assert (early.status_code, early.json["code"]) == (422, "rating_before_programme")
    assert "07/05/2018" in early.json["fields"]["decided_on"][0]


@pytest.mark.parametrize(
    ("issuer", "day", "status"),
    [
        ("UBND huyện Nga Sơn", "2025-11-20", 422),
        ("Chủ tịch UBND thị xã Nghi Sơn, tỉnh Thanh Hóa", "2025-07-06", 422),
        ("UBND thành phố Thanh Hóa", "2026-01-05", 422),
        ("UBND thành phố Hà Nội", "2026-01-05", 201),
        ("UBND tỉnh Thanh Hóa", "2026-01-05", 201),
        ("UBND huyện Nga Sơn, tỉnh Thanh Hóa", "2024-06-01", 201),
    ],
)
def test_no_district_decides_after_districts_ended(
    people: People, issuer: str, day: str, status: int
) -> None:
    over = {"issuer": issuer, "issuer_level": "province", "decided_on": day, "score": 75}
    answer = post(people, a_product(people), **over)
    assert answer.status_code == status, answer.text
    if status == 422:
        assert answer.json["code"] == "rating_issuer_is_district"
        assert list(answer.json["fields"]) == ["issuer"]
