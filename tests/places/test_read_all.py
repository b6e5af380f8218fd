"""Every commune the province has or had, in every form people type, read as the rules say."""

import itertools
import time
from collections.abc import Callable

import pytest

from agrimarket.places import read_place
from tests.places import typed as typing_of
from tests.places.typed import FORMS, SHARED, Typed


def wrong(cases: list[Typed]) -> list[tuple[Typed, object]]:
    answers = ((case, read_place(case.commune, case.district)) for case in cases)
    return [
        (case, got)
        for case, got in answers
        if (got.outcome, got.commune_codes, got.warning is not None)
        != (case.outcome, case.codes, case.warned)
    ]


@pytest.mark.parametrize("form", FORMS)
def test_all_former_and_earlier_communes_with_their_district(form: str) -> None:
    cases = list(typing_of.former_with_district(form))
    assert len(cases) >= 547 + 37
    assert wrong(cases) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", SHARED)
def test_commune_and_district_in_one_cell(form: str, way: str) -> None:
    cases = [typing_of.shared(one, way) for one in typing_of.former_with_district(form)]
    assert wrong(cases) == []


def test_type_words_left_out_fit_any_type() -> None:
    assert wrong(list(typing_of.bare_with_district())) == []


def test_current_communes_beside_a_district_of_their_parts_have_no_warning() -> None:
    cases = list(typing_of.current_with_district())
    assert len(cases) > 50
    assert wrong(cases) == []


@pytest.mark.parametrize("names", [str, typing_of.bare])
def test_names_without_a_district(names: Callable[[str], str]) -> None:
    cases = list(typing_of.alone(names))
    assert {case.outcome for case in cases} == {"found", "choose", "ambiguous"}
    assert wrong(cases) == []


@pytest.mark.parametrize("with_type", [True, False])
@pytest.mark.parametrize("write", [str, str.upper, str.lower])
def test_without_accents_none_is_wrong_and_nearly_all_are_answered(
    with_type: bool, write: Callable[[str], str]
) -> None:
    cases = list(typing_of.unaccented_with_district(with_type=with_type, write=write))
    assert wrong(cases) == []
    found = [case for case in cases if case.outcome == "found"]
    assert len(found) / len(cases) >= 0.95


@pytest.mark.parametrize("write", [str, str.upper, str.lower])
def test_letters_for_type_words_without_dots_accents_or_commas(write: Callable[[str], str]) -> None:
    short = typing_of.shorten_unaccented
    cases = [
        typing_of.shared(one, "nothing between")
        for one in typing_of.unaccented_with_district(
            with_type=True, write=lambda name: write(short(name))
        )
    ]
    assert len(cases) > 500
    assert wrong(cases) == []


@pytest.mark.parametrize("names", [str, typing_of.bare])
def test_without_accents_and_district_never_guesses(names: Callable[[str], str]) -> None:
    cases = list(typing_of.unaccented_alone(names))
    assert {case.outcome for case in cases} == {"found", "choose", "ambiguous"}
    assert wrong(cases) == []


def test_places_that_are_not_there() -> None:
    assert wrong(list(typing_of.nowhere())) == []


def test_a_list_of_the_whole_province_takes_two_seconds() -> None:
    """33,130 households (2022), every cell another one because the hamlet stands in it."""
    rows = itertools.islice(itertools.cycle(typing_of.former_with_district("as it is")), 33_130)
    cells = [
        (f"Thôn {number} - {row.commune} - {row.district} - Thanh Hóa")
        for number, row in enumerate(rows)
    ]
    read_place("Xã Nga An")
    start = time.process_time()
    for cell in cells:
        read_place(cell)
    assert time.process_time() - start < 2
