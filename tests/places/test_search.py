"""Suggestions while anh Nam types a commune."""

from agrimarket.places import communes, fold, search


def names(q: str, limit: int = 10) -> list[str]:
    return [one.commune.name for one in search(q, limit)]


def test_by_the_beginning_of_a_name_without_tone_marks() -> None:
    assert names("nga s") == ["Xã Nga Sơn"]
    assert names("xa nga") == names("xã Nga")
    assert names("HẠC") == ["Phường Hạc Thành"]


def test_by_a_former_name_which_is_told() -> None:
    by_name = {one.commune.name: one.former_names for one in search("yen tho")}
    assert by_name["Xã Yên Thọ"] == ()
    assert by_name["Xã Quý Lộc"] == ("Xã Yên Thọ (Huyện Yên Định)",)


def test_accents_in_the_question_put_the_right_one_first() -> None:
    assert names("Đông Tiến") == ["Phường Đông Tiến", "Xã Đồng Tiến"]
    assert names("Đồng Tiến") == ["Xã Đồng Tiến", "Phường Đông Tiến"]


def test_nothing_for_nothing_and_no_more_than_asked() -> None:
    assert search("") == search("  ") == search("zzz") == ()
    assert len(search("xa", limit=5)) == 5


def test_every_commune_is_suggested_by_its_own_name_first() -> None:
    for one in communes():
        assert names(one.name, 1) == [one.name]
        assert one.name in names(fold(one.name), 3)
