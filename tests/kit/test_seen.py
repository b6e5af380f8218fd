"""Reasons and names that look like nothing, or like something else."""

import pytest

from agrimarket.kit.seen import is_one_line, seen

INVISIBLE = ["\u200b", "\u202e", "\u2060\ufeff", "\u3164", "\u2800\u2800", "\u0301\u0301", "\u00ad",
             "\ufe0f", "\u034f", "\u00a0\u2003", "\x1b", "\uffa0\u115f"]  # fmt: skip


@pytest.mark.parametrize("text", [None, "", "  \n", *INVISIBLE])
def test_what_nobody_sees_is_nothing(text: str | None) -> None:
    assert seen(text) == ""


@pytest.mark.parametrize("text", ["Ướt", " Ướt \n", "3", "→", "\u200bƯớt", "nhoè\u0301"])
def test_what_somebody_sees_stays(text: str) -> None:
    assert seen(text) == text.strip()


@pytest.mark.parametrize(
    "text", ["a\nb", "a\r", "a\u2028b", "a\u202eb", "\u2066a", "a\x1b[2J", "a\tb"]
)
def test_more_than_one_line_or_a_letter_that_steers(text: str) -> None:
    assert not is_one_line(text)


def test_a_print_house_on_one_line() -> None:
    assert is_one_line("Xưởng in Hồng Đức – “Số 1”, 2/9 Lê Lai")
