"""What becomes of a row beside the others and beside what is registered."""

from collections.abc import Collection, Mapping
from datetime import date

import pytest

from agrimarket.households.intake.cells import Cell
from agrimarket.households.intake.header import Field
from agrimarket.households.intake.outcome import Decision, PersonKey, counts, decide, person_key
from agrimarket.households.intake.rows import ListRow, read_row
from agrimarket.households.intake.sheet import RawRow

HOA = "038185000001"
HOUSEHOLD = "0190d0a0-0000-7000-8000-000000000001"


def a_row(number: int = 2, **cells: Cell) -> ListRow:
    fields: dict[Field, Cell] = {
        "name": "Lê Thị Hoa",
        "phone": "0912345678",
        "commune": "Xã Nga An",
        "consent": "x",
    }
    fields |= cells  # type: ignore[typeddict-item, assignment]  # keywords are fields
    return read_row(RawRow(number, fields, ()))


def decided(
    *rows: ListRow,
    citizens: Mapping[str, str] | None = None,
    persons: Mapping[PersonKey, str] | None = None,
) -> list[Decision]:
    def known_citizens(asked: Collection[str]) -> dict[str, str]:
        return {key: value for key, value in (citizens or {}).items() if key in asked}

    def known_persons(asked: Collection[PersonKey]) -> dict[PersonKey, str]:
        return {key: value for key, value in (persons or {}).items() if key in asked}

    return decide(rows, known_citizens=known_citizens, known_persons=known_persons)


def outcomes(*rows: ListRow) -> list[str]:
    return [one.outcome for one in decided(*rows)]


def test_a_new_household() -> None:
    (one,) = decided(a_row())
    assert (one.outcome, one.commune_codes, one.reason) == ("created", ("16144",), "")


def test_the_same_citizen_number_whatever_the_name() -> None:
    first = a_row(citizen_id=HOA)
    again = a_row(3, citizen_id=HOA, name="Vi Văn Nam", phone="", commune="Xã Nga Sơn")
    one, two = decided(first, again)
    assert (one.outcome, two.outcome, two.duplicate_row) == ("created", "duplicate", 2)
    assert "dòng 2" in two.reason


def test_without_a_number_the_name_phone_and_commune_count() -> None:
    """Tone marks, case and the way the phone is written do not tell people apart."""
    first = a_row(citizen_id=HOA)
    again = a_row(3, name="LE THI HOA", phone=912345678, commune="Nga An, Nga Sơn")
    assert outcomes(first, again) == ["created", "duplicate"]


@pytest.mark.parametrize(
    "other",
    [{"name": "Lê Thị Hòe"}, {"phone": "0912345679"}, {"commune": "Xã Nga Sơn"}],
)
def test_a_phone_alone_never_makes_a_duplicate(other: dict[str, Cell]) -> None:
    assert outcomes(a_row(), a_row(3, **other)) == ["created", "created"]


def test_a_row_with_a_number_is_compared_by_it_alone() -> None:
    assert outcomes(a_row(), a_row(3, citizen_id=HOA)) == ["created", "created"]


def test_without_phones_birth_dates_tell_people_of_one_name_apart() -> None:
    first = a_row(phone="", birth_date="1/2/1985")
    assert outcomes(first, a_row(3, phone="-", birth_date="3/4/1990")) == ["created", "created"]
    assert outcomes(first, a_row(3, phone="-", birth_date="1/2/1985")) == ["created", "duplicate"]


def test_rejected_wins_over_duplicate_and_does_not_count_as_earlier() -> None:
    bad = a_row(2, citizen_id=HOA, phone="abc")
    good, again = a_row(3, citizen_id=HOA), a_row(4, citizen_id=HOA, phone="abc")
    assert outcomes(bad, good, again) == ["rejected", "created", "rejected"]


def test_duplicate_wins_over_a_choice_and_an_open_choice_counts_as_earlier() -> None:
    split = {"commune": "Xã Thiệu Long", "district": "Huyện Thiệu Hóa"}
    first, again = a_row(2, **split), a_row(3, **split)
    one_of_them = a_row(4, commune="Xã Định Hòa")
    assert outcomes(first, again, one_of_them) == ["choose_commune", "duplicate", "duplicate"]


def test_registered_households() -> None:
    key = person_key(
        name="Lê Thị Hoa", phone="0912345678", commune_code="16144", birth_date=date(1985, 1, 1)
    )
    by_number = decided(a_row(citizen_id=HOA), citizens={HOA: HOUSEHOLD})
    by_name = decided(a_row(), persons={key: HOUSEHOLD})
    assert by_number[0].duplicate_of == by_name[0].duplicate_of == HOUSEHOLD
    assert "đã được đăng ký" in by_name[0].reason


def test_a_second_upload_changes_nothing() -> None:
    rows = [a_row(2, citizen_id=HOA), a_row(3), a_row(4, phone=""), a_row(5, name="?")]
    first = decided(*rows)
    registered = [one.row for one in first if one.outcome == "created"]
    citizens = {row.citizen_id: HOUSEHOLD for row in registered if row.citizen_id}
    persons = {
        person_key(
            name=row.name,
            phone=row.phone,
            commune_code=row.commune_codes[0],
            birth_date=row.birth_date,
        ): HOUSEHOLD
        for row in registered
    }
    second = decided(*rows, citizens=citizens, persons=persons)
    assert counts(second)["created"] == 0
    assert counts(second)["rejected"] == counts(first)["rejected"] == 1


def test_each_question_is_asked_once_and_only_for_sound_rows() -> None:
    asked: list[Collection[object]] = []

    def record(keys: Collection[object]) -> dict[object, str]:
        asked.append(keys)
        return {}

    rows = [a_row(2, citizen_id=HOA), a_row(3), a_row(4, citizen_id=HOA, phone="abc")]
    decide(rows, known_citizens=record, known_persons=record)  # type: ignore[arg-type]  # records both
    assert [len(keys) for keys in asked] == [1, 1]


def test_personal_data_does_not_slip_into_logs() -> None:
    text = repr(decided(a_row(citizen_id=HOA, birth_date="1/2/1985")))
    for secret in (HOA, "Hoa", "0912345678", "1985"):
        assert secret not in text
