"""Where the reading of a message is weak, it says so: such a card is not ticked."""

from datetime import date

import pytest

from agrimarket.households.paste import Pasted, read_message

TODAY = date(2026, 11, 22)


def read(text: str) -> list[Pasted]:
    return read_message(text, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "Chị Lan thôn 3 xã Nga An 0912000345 cói 2 sào",
        "1. Lê Văn Hùng - thôn 5 xã Nga An - 0912000346 - lúa 3 sào\n"
        "2. Mai Thị Tý - thôn 6 xã Nga An - 0912000347 - cói 1 sào",
        "Lê Văn Hùng thôn 5 0912000346 lúa\nMai Thị Tý thôn 6 0912000347 cói\nTất cả xã Nga An nhé",
    ],
)
def test_plain_words_raise_no_doubt(text: str) -> None:
    assert [one.doubts for one in read(text)] == [()] * len(read(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Chị Lan thôn 3 xã Nga Ann 0912000345 cói", "Có phải Xã Nga An?"),
        ("Chị Lan thôn 3 xã Nga An 0912000345 và 0912000346 cói", "0912000346"),
        ("Chị Lan (với anh Hùng) thôn 3 xã Nga An 0912000345 cói", "người khác: Hùng"),
        ("Chị Lan thôn 3 xã Nga An 0912000345 cói, mã 7788", "7788"),
        ("Chị Lan xã Nga Thắng à nhầm xã Nga An, thôn 3 0912000345 cói", "sửa lại"),
        ("Chị Lan thôn 3 xã Nga An 0912000345 nuôi con xyz", "đọc đoán"),
        ("Chị Lan thôn 3 xã Nga An 0912000345 hay đi vắng", "Chưa thấy sản phẩm"),
        ("Chị Lan thôn 3 0912000345 cói", "Chưa thấy tên xã"),
        ("thôn 3 xã Nga An 0912000345 cói 2 sào", "Chưa rõ tên chủ hộ"),
        ("Vũ Đức Mạnh, Tiến Sơn, Tiên Trang, 0912000345, nuôi tôm", "Thôn Tiến Sơn đọc đoán"),
        ("Chị Lan thôn 3 xã Nga An 0912000345 cói 2 sào à ghi 1,5 sào", "sửa lại"),
        ("Chị Lan thôn 3 xã Nga An cói, số không chín một hai ba ba bốn", "đọc bằng chữ"),
        ("chi Lan thon dong y xa Nga An 0912000345 coi", "không tính là đồng ý"),
        ("Chị Lan thôn 3 xã Nga An 0912000345 cói, nếu chồng đồng ý", "không tính là đồng ý"),
        ("Chị Lan thôn 3 xã Nga An cói 0912000345 hoặc 0912000346", "0912000346"),
        (
            "Cô Lan với cô Huệ cùng thôn 6 xã Nga An. Cô Lan 0912000345, cô Huệ 0912000346 cói",
            "một lần cho cả",
        ),
        (
            "Hai vợ chồng anh Hùng 0912000345 và chị Mơ 0912000346, thôn 3 xã Nga An nuôi gà",
            "nhiều hộ",
        ),
    ],
)
def test_weak_ground_is_told(text: str, said: str) -> None:
    assert any(said in doubt for one in read(text) for doubt in one.doubts)


def test_a_second_number_stands_in_the_note_and_is_no_quantity() -> None:
    (lan,) = read("Chị Lan thôn 3 xã Nga An cói 2 sào 0912000345 / 0912000346")
    assert (lan.quantities, lan.other_phones) == ((), ("0912000346",))
    assert lan.note == "Số điện thoại khác: 0912000346"


def test_a_number_of_before_2018_is_the_new_one_without_a_doubt() -> None:
    (lan,) = read("Chị Lan thôn 3 xã Nga An cói 2 sào 01663 204 118")
    assert (lan.phone, lan.doubts) == ("0363204118", ())


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        ("không đồng ý", False), ("chưa Đồng Ý", False), ("đồng ý: không", False),
        ("đồng ý không?", None), ("hỏi xem có đồng ý", None), ("Đồng ý đăng ký", True),
        ("đã nhất trí", True), ("ở Đồng Ý", None),
    ],
)  # fmt: skip
def test_agreement_is_read_only_where_it_is_plain(said: str, agreed: object) -> None:
    assert read(f"Chị Lan thôn 3 xã Nga An 0912000345 cói, {said}")[0].consent_said is agreed


def test_a_paragraph_about_several_is_to_be_looked_at() -> None:
    found = read("Nhà bà Tẹo thôn 2 xã Nga An trồng lạc, nhà ông Sửu thôn 3 xã Nga An nuôi dê")
    assert [one.head_name for one in found] == ["Tẹo", "Sửu"]
    assert all("nhiều hộ" in " ".join(one.doubts) for one in found)


def test_a_commune_below_entries_of_several_lines_is_to_be_looked_at() -> None:
    text = "Chị Lan 0912000345\ncói 2 sào\nAnh Hùng 0912000346\nlúa 3 sào\nxã Nga An"
    lan, hung = read(text)
    assert lan.commune_codes == hung.commune_codes == ("16144",)
    assert "một lần cho cả danh sách" in " ".join(lan.doubts)
    assert hung.doubts == ()
