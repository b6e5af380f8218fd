"""Single cells: names, citizen numbers, birth dates, sex, phones, consent, area."""

import unicodedata
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from agrimarket.households.intake.births import read_birth_date, read_sex
from agrimarket.households.intake.cells import Cell
from agrimarket.households.intake.citizens import agrees, read_citizen_id
from agrimarket.households.intake.names import read_name
from agrimarket.households.intake.phones import read_phone
from agrimarket.households.intake.produce import read_area, read_consent, read_note


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  LÊ  THU  PHƯƠNG", "Lê Thu Phương"),
        ("nguyễn văn nam", "Nguyễn Văn Nam"),
        ("Trần McKay Y-Lan", "Trần McKay Y-Lan"),
        ("Y'BIH", "Y'Bih"),
        ("Y’Bih", "Y'Bih"),
        (unicodedata.normalize("NFD", "Đỗ Thị Thuỷ"), "Đỗ Thị Thuỷ"),
        ("Đỗ\u00a0Hoa\n", "Đỗ Hoa"),
    ],
)
def test_names_are_tidied(typed: str, name: str) -> None:
    read = read_name(typed)
    assert (read.value, read.error) == (name, None)


@pytest.mark.parametrize("typed", ["<b>Hoa</b>", "A", "-", "Lê Văn 2", "Hoa, Nam", 12, "#N/A"])
def test_names_that_are_none(typed: Cell) -> None:
    assert read_name(typed).error == "name_invalid"


@pytest.mark.parametrize("typed", ["", "  ", "\u00a0"])
def test_no_name(typed: str) -> None:
    assert read_name(typed).error == "name_missing"


@pytest.mark.parametrize(
    ("typed", "number", "warning"),
    [
        ("038085000001", "038085000001", None),
        (" 038 085\u00a0000001 ", "038085000001", None),
        (38085000001.0, "038085000001", "citizen_id_zero_restored"),
        (1155303655, "001155303655", "citizen_id_zero_restored"),
        ("", None, None),
    ],
)
def test_citizen_numbers(typed: Cell, number: str | None, warning: str | None) -> None:
    read = read_citizen_id(typed)
    assert (read.value, read.error, read.warning) == (number, None, warning)


@pytest.mark.parametrize(
    "typed",
    [
        "38085000001",  # text did not lose its zero to Excel
        "097085000001",
        "000085000001",
        "038485000001",
        "038.085.000001",
        "03808500000A",
        "٠٣٨٠٨٥٠٠٠٠٠١",
        380850000010.0,
        123456789,
        38085000001.5,
        True,
        "#N/A",
        date(2000, 1, 1),
    ],
)
def test_citizen_numbers_that_are_none(typed: Cell) -> None:
    read = read_citizen_id(typed)
    assert (read.value, read.error) == (None, "citizen_id_invalid")


@pytest.mark.parametrize(
    ("number", "sex", "born", "fits"),
    [
        ("038085000001", "male", date(1985, 2, 3), True),
        ("038185000001", "female", date(1985, 2, 3), True),
        ("038285000001", "male", date(2085, 2, 3), True),
        ("038085000001", "female", None, False),
        ("038085000001", None, date(1986, 2, 3), False),
        ("038085000001", None, date(2085, 2, 3), False),
        ("038085000001", None, None, True),
    ],
)
def test_a_number_agrees_with_what_is_known(
    number: str, sex: str | None, born: date | None, fits: bool
) -> None:
    assert agrees(number, sex, born) is fits


@pytest.mark.parametrize(
    "typed",
    [
        date(1985, 2, 3),
        datetime(1985, 2, 3, 12, 30),
        "3/2/1985",
        "03/02/1985",
        "3-2-1985",
        "03.02.1985",
        "1985-02-03",
        " 3/2/1985 ",
    ],
)
def test_birth_dates(typed: Cell) -> None:
    assert read_birth_date(typed).value == date(1985, 2, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/1970",
        "12/25/1980",
        "không nhớ",
        "1980",
        1980,
        31081.0,  # a day only if the cell said so
        "3/2/85",
        "3/2-1985",
        "1985/02/03",
        time(3, 4),
        True,
        "01/01/0200",
        "#N/A",
    ],
)
def test_birth_dates_that_are_none(typed: Cell) -> None:
    assert read_birth_date(typed).error == "birth_date_invalid"


def test_an_empty_birth_date_is_no_error() -> None:
    assert read_birth_date(" ").error is read_birth_date("").value is None


def test_sex() -> None:
    assert [read_sex(one) for one in ("Nam", "NAM", "nam ")] == ["male"] * 3
    female = ("Nữ", "NỮ", "nu", unicodedata.normalize("NFD", "nữ"))
    assert [read_sex(one) for one in female] == ["female"] * 4
    assert [read_sex(one) for one in ("", "x", "Nam/Nữ", 1)] == [None] * 4


@pytest.mark.parametrize(
    ("typed", "number", "warning"),
    [
        ("0912345678", "0912345678", None),
        ("0912.345.678", "0912345678", None),
        ("0912-345 678", "0912345678", None),
        ("+84 912 345 678", "0912345678", None),
        ("+84 (0)912 345 678", "0912345678", None),
        ("84912345678", "0912345678", None),
        (84912345678.0, "0912345678", None),
        (912345678, "0912345678", "phone_zero_restored"),
        ("912 345 678", "0912345678", "phone_zero_restored"),
        ("841234567", "0841234567", "phone_zero_restored"),
        ("0237 385 2525", "02373852525", None),
        (2373852525, "02373852525", "phone_zero_restored"),
    ],
)
def test_phones(typed: Cell, number: str, warning: str | None) -> None:
    read = read_phone(typed)
    assert (read.value, read.error, read.warning) == (number, None, warning)


@pytest.mark.parametrize(
    "typed", ["", " ", "-", "chưa có", "CHƯA CÓ", "không có", "Không  Có", "khong co"]
)
def test_no_phone(typed: str) -> None:
    read = read_phone(typed)
    assert (read.value, read.error, read.warning) == (None, None, "phone_absent")


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "0123",
        "09123456789012",
        "0912345678 (Hoa)",
        "0912345678/0987654321",
        "0112345678",
        "024 3825 2525",
        "+1 650 253 0000",
        "0",
        "+",
        "0000000000",
        "#N/A",
        912345678.5,
        True,
    ],
)
def test_phones_that_are_none(typed: Cell) -> None:
    assert read_phone(typed).error == "phone_invalid"


@pytest.mark.parametrize(
    ("typed", "new"),
    [
        ("01234567890", "0834567890"),
        ("0168 912 3456", "0389123456"),
        (1689123456, "0389123456"),
        ("+84 168 912 3456", "0389123456"),
        ("01991234567", "0591234567"),
    ],
)
def test_numbers_of_before_2018_are_refused_with_the_new_one(typed: Cell, new: str) -> None:
    read = read_phone(typed)
    assert read.error == "phone_invalid"
    assert read.hint is not None
    assert new in read.hint
    assert read_phone(new).value == new


@pytest.mark.parametrize(
    "typed",
    ["x", "X", "có", "CÓ", "Đồng ý", "đồng  ý ", "yes", "YES", 1, 1.0, "1", True, "TRUE", "✓"],
)
def test_consent(typed: Cell) -> None:
    assert read_consent(typed)


@pytest.mark.parametrize(
    "typed", ["", "không", "không đồng ý", "dong y", "co", "v", 0, False, "0", 2, "xx", "đông ý"]
)
def test_consent_is_never_read_into_anything_else(typed: Cell) -> None:
    assert not read_consent(typed)


@pytest.mark.parametrize(
    ("typed", "area"),
    [(2.26, "2.26"), (3, "3"), ("2,5", "2.5"), ("0.5 ha", "0.5"), ("1,25ha", "1.25")],
)
def test_area(typed: Cell, area: str) -> None:
    assert read_area(typed) == Decimal(area)


@pytest.mark.parametrize("typed", ["", "nhiều", "500 m2", -1, 0, "3 sào", float("inf"), True])
def test_area_nobody_can_read(typed: Cell) -> None:
    assert read_area(typed) is None


def test_an_area_nobody_can_read_is_kept_in_the_note() -> None:
    assert read_note("Nhà ở xa", "3 sào", None) == "Nhà ở xa. Diện tích ghi trong danh sách: 3 sào"
    assert read_note("", "3 sào", None) == "Diện tích ghi trong danh sách: 3 sào"
    assert read_note("", "2,5", Decimal("2.5")) == ""
