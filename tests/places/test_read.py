"""Reading one typed place: each rule once, then the traps, then what the rules leave open."""

import unicodedata

import pytest

from agrimarket.places import explain, read_place

FOUND_NOW, FOUND_FORMER = ("found", None), ("found", "former_commune_mapped")


@pytest.mark.parametrize(
    ("commune", "district", "outcome", "codes"),
    [
        # a current commune, without a district
        ("Xã Nga Sơn", "", FOUND_NOW, "16093"),
        ("Phường Hạc Thành", "Thành phố Thanh Hóa", FOUND_NOW, "14797"),
        # a former one and its district, also where the successor bears the same name
        ("Xã Lũng Cao", "Huyện Bá Thước", FOUND_FORMER, "14959"),
        ("Xã Nam Xuân", "Huyện Quan Hóa", FOUND_FORMER, "14902"),
        # one of before 2025, under the district it had then or since
        ("Xã Đông Quang", "Huyện Đông Sơn", FOUND_FORMER, "16417"),
        ("Xã Đông Quang", "TP Thanh Hóa", FOUND_FORMER, "16417"),
        ("Xã Vân Âm", "Huyện Ngọc Lặc", FOUND_FORMER, "15106"),
        # two names that are one place need no district
        ("Xã Đông Ninh", "", FOUND_FORMER, "16378"),
        # a type word is part of the name; left out, any fits and the current one comes first
        ("Phường Lam Sơn", "", ("ambiguous", None), ""),
        ("Xã Lam Sơn", "", FOUND_NOW, "15544"),
        ("Lam Sơn", "", FOUND_NOW, "15544"),
        ("Xã Quang Trung", "", ("ambiguous", None), ""),
        ("Phường Quang Trung", "", FOUND_NOW, "14818"),
        # split communes
        ("Xã Thiệu Long", "Huyện Thiệu Hóa", ("choose", None), "15448 15772"),
        ("Thị trấn Thiệu Hóa", "", ("choose", None), "15772 15796 15835"),
    ],
)
def test_rules_one_to_five(
    commune: str, district: str, outcome: tuple[str, str | None], codes: str
) -> None:
    reading = read_place(commune, district)
    assert (reading.outcome, reading.warning) == outcome
    assert " ".join(reading.commune_codes) == codes


@pytest.mark.parametrize(
    ("commune", "district", "outcome", "codes"),
    [
        ("Xa Nga Thien", "Huyen Nga Son", "found", "16171"),
        ("Nga Thanh", "Nga Son", "choose", "16093 16138"),
        ("XA HOANG QUY", "HUYEN HOANG HOA", "choose", "15880 15889"),
        # two meanings with the same successor are one
        ("Xa Hoa Loc", "Huyen Hau Loc", "found", "16072"),
        # the type word tells the town from the commune
        ("Thieu Hoa", "Thieu Hoa", "choose", "15772 15796 15820 15835"),
        ("Xa Thieu Hoa", "Huyen Thieu Hoa", "found", "15820"),
        ("TT Thieu Hoa", "H. Thieu Hoa", "choose", "15772 15796 15835"),
        # a name that begins like a type word once its accents are gone
        ("Phuong Nghi", "Nhu Thanh", "found", "16234"),
        ("Lang Chanh", "Lang Chanh", "found", "15055"),
        # without a district, several spellings
        ("Dong Tien", "", "ambiguous", ""),
        ("Xa Dong Tien", "", "ambiguous", ""),
        ("Phuong Dong Tien", "", "found", "15853"),
        ("Hoa Loc", "", "ambiguous", ""),
        ("Van Am", "", "found", "15106"),
    ],
)
def test_rule_six_without_accents(commune: str, district: str, outcome: str, codes: str) -> None:
    reading = read_place(commune, district)
    assert reading.outcome == outcome
    assert " ".join(reading.commune_codes) == codes


@pytest.mark.parametrize(
    ("commune", "district", "code"),
    [
        ("Xã Yên Thọ", "Huyện Yên Định", "15412"),
        ("Xã Trung Thành", "Huyện Nông Cống", "16309"),
        ("Xã Phú Xuân", "Huyện Thọ Xuân", "15574"),
        ("Xã Lam Sơn", "Huyện Ngọc Lặc", "15124"),
        ("Xã Minh Sơn", "Huyện Triệu Sơn", "15664"),
        ("Phường Đông Sơn", "Thị xã Bỉm Sơn", "14812"),
    ],
)
def test_a_former_commune_is_not_the_current_one_of_its_name(
    commune: str, district: str, code: str
) -> None:
    alone = read_place(commune)
    assert alone.outcome == "found"
    assert alone.commune_codes != (code,)
    assert read_place(commune, district).commune_codes == (code,)


@pytest.mark.parametrize(
    ("commune", "district", "code"),
    [
        ("Đông Quang", "Thanh Hóa", "16417"),  # alone in its column it is the city
        ("Phường Đông Quang, Thanh Hóa", "", "16417"),  # in a shared cell the province
        ("Đông Quang, TP Thanh Hóa", "", "16417"),
        ("Xã Nga An, Huyện Nga Sơn", "Thanh Hóa", "16144"),
        ("Xã Nga An, Huyện Nga Sơn, Thanh Hóa, Việt Nam", "", "16144"),
        ("Xã Nga An", "Tỉnh Thanh Hóa", "16144"),
        ("Xã Nga An", "Huyện Nga Sơn, Thanh Hóa", "16144"),
    ],
)
def test_thanh_hoa_is_a_city_and_a_province(commune: str, district: str, code: str) -> None:
    assert read_place(commune, district).commune_codes == (code,)


def test_the_city_in_a_shared_cell_needs_its_type_word() -> None:
    """Two former wards were called Lam Sơn: one of the city, one of Bỉm Sơn."""
    assert read_place("Phường Lam Sơn, Thanh Hóa").outcome == "ambiguous"
    for city in ("TP Thanh Hóa", "T.P Thanh Hoá", "Tp.Thanh Hóa", "thành phố Thanh Hóa"):
        assert read_place(f"Phường Lam Sơn, {city}").commune_codes == ("14797",)
        assert read_place(f"Phường Lam Sơn, {city}, Thanh Hóa").commune_codes == ("14797",)


@pytest.mark.parametrize(
    "text",
    [
        "X.Nga An,H.Nga Sơn",
        "thôn 3 xã Nga An huyện Nga Sơn tỉnh Thanh Hóa",
        "Huyện Nga Sơn - Xã Nga An",
        "Nga An - Nga Sơn",
        "Xóm Đoài - Nga An - Nga Sơn - Thanh Hóa",
        "Xã: Nga An; Huyện: Nga Sơn.",
        '"Xã Nga An" (Nga Sơn)',
        "Xã Nga An / Nga Sơn",
        "xã\u200b Nga An,\u00a0huyện  Nga Sơn",
    ],
)
def test_ways_to_share_a_cell(text: str) -> None:
    for form in ("NFC", "NFD"):
        reading = read_place(unicodedata.normalize(form, text))
        assert (reading.commune_codes, reading.former) == (("16144",), True)


def test_the_letter_eth_is_read_as_d_with_stroke() -> None:
    assert read_place("Xã Ðông Thành").commune_codes == ("16033",)


@pytest.mark.parametrize(
    ("commune", "district"),
    [
        ("Thôn 3", "Huyện Nga Sơn"),
        ("Xã", "Huyện"),
        ("Thanh Hóa", ""),
        ("Xã Nga An", "Huyện Thanh Hóa"),
        ("Xã Nga An, Huyện Nga Sơn", "Huyện Thọ Xuân"),
        ("Xã Nga An, Xã Nga Thành", "Huyện Nga Sơn"),
        ("Xã Quang Trung, Hà Nội", ""),
        ("Quang Trung - Kiến Xương", ""),
        ("Xã Nga An, Huyện Nga Sơn, Huyện Hậu Lộc", ""),
        ("Thị trấn Rừng Thông", "TP Thanh Hóa"),  # a ward there; the town was Đông Sơn's
    ],
)
def test_contradictions_and_other_places_are_unknown(commune: str, district: str) -> None:
    assert read_place(commune, district).error == "commune_unknown"


def test_accents_in_one_of_two_cells() -> None:
    assert read_place("Xã Nga Thành", "Huyen Nga Son").commune_codes == ("16138",)
    assert read_place("Nga Thien", "Huyện Nga Sơn").commune_codes == ("16171",)
    # as it stands it is a name; with "Xa" it was written by somebody without accents
    assert read_place("Nga Thanh", "Huyện Nga Sơn").commune_codes == ("16093",)
    assert read_place("Xa Nga Thanh", "Huyện Nga Sơn").outcome == "choose"


@pytest.mark.parametrize(
    ("commune", "district", "words"),
    [
        ("Xã Yên Thọ", "Yên Định", "Xã Yên Thọ (Huyện Yên Định) nay thuộc Xã Quý Lộc."),
        ("Xã Nga An", "", "Xã Nga An."),
        ("Xã Thiệu Long", "Thiệu Hóa", "Hãy chọn một nơi."),
        ("Phường Lam Sơn", "", "Hãy ghi thêm huyện cũ và viết đủ dấu."),
        ("Xã Không Có", "", "Hãy xem lại tên xã và huyện."),
    ],
)
def test_it_says_what_it_understood(commune: str, district: str, words: str) -> None:
    assert words in explain(read_place(commune, district))
