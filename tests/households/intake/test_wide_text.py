"""A text of a few hundred kilobytes that tells of billions of cells is no table."""

import tracemalloc

import pytest

from agrimarket.households.intake.refusals import CellsTooFar
from agrimarket.households.lists.read import read_list

HEAD = "STT,Họ và tên,Xã\n"
ROW = "1,Lê Văn An,xã Nga An\n"
MOST = 60 << 20  # bytes of memory


def rows_of(text: str) -> int:
    return len(read_list(text.encode()).rows)


@pytest.mark.parametrize("commas", [30_000, 200_000])
def test_blank_ends_of_lines_are_no_columns(commas: int) -> None:
    tracemalloc.start()
    try:
        assert rows_of(HEAD + ROW * 3000 + ROW.rstrip() + "," * commas + "\n") == 3001
        assert tracemalloc.get_traced_memory()[1] < MOST
    finally:
        tracemalloc.stop()


def test_a_line_wider_than_others_are_long_is_refused_in_words() -> None:
    for far in (",x" * 30_000, ",x" * 2_000):
        with pytest.raises(CellsTooFar):
            rows_of(HEAD + ROW * 3000 + ROW.rstrip() + far + "\n")


def test_a_long_first_line_is_looked_at_as_far_as_it_tells() -> None:
    assert rows_of(HEAD.rstrip() + "," * 200_000 + "\n" + ROW * 60) == 60


def test_blank_lines_below_count_for_nothing() -> None:
    assert rows_of(HEAD + ROW * 10 + ",,,,,,,,\n" * 50_000) == 10
