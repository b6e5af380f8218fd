"""Whole lists: the sample that came with the work, and twenty made by our own rules."""

import json
from collections.abc import Collection
from pathlib import Path

import pytest

from agrimarket.households.intake.outcome import Decision, PersonKey, counts, decide
from agrimarket.households.intake.rows import read_rows
from agrimarket.households.intake.sheet import open_list
from tests.households.intake.letters_1258 import to_1258
from tests.households.intake.lists import Made, make_list, write, write_csv


def decisions(source: bytes) -> list[Decision]:
    def nobody(_keys: Collection[str]) -> dict[str, str]:
        return {}

    def no_one(_keys: Collection[PersonKey]) -> dict[PersonKey, str]:
        return {}

    rows = read_rows(open_list(source))
    return decide(rows, known_citizens=nobody, known_persons=no_one)


def test_the_sample_is_answered_row_by_row(shared: Path) -> None:
    source = (shared / "data/households_sample.xlsx").read_bytes()
    expected = json.loads((shared / "data/households_sample.expected.json").read_text("utf-8"))
    found = decisions(source)
    answers = [
        {
            "row": one.row.row,
            "outcome": one.outcome,
            "errors": list(one.errors),
            "warnings": list(one.warnings),
            "commune_codes": list(one.commune_codes),
        }
        | ({"duplicate_of_row": one.duplicate_row} if one.duplicate_row else {})
        for one in found
    ]
    assert answers == expected["results"]
    assert counts(found) == expected["counts"]


@pytest.mark.parametrize("seed", range(1, 21))
def test_lists_made_by_the_rules(seed: int) -> None:
    made = make_list(seed)
    check(made, *write(made, seed))


@pytest.mark.parametrize("seed", range(21, 26))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1258"])
def test_the_same_lists_as_text(seed: int, encoding: str) -> None:
    made = make_list(seed)
    text, numbers = write_csv(made, seed)
    if encoding == "windows-1258":
        text = text.replace("✓", "x")  # it has no such letter
        source = to_1258(text)
    else:
        source = text.encode(encoding)
    check(made, source, numbers)


def check(made: list[Made], source: bytes, numbers: list[int]) -> None:
    found = decisions(source)
    assert [one.row.row for one in found] == numbers
    wrong = [
        (one.row.row, row.cells, one.outcome, one.errors, one.warnings, one.commune_codes)
        for row, one in zip(made, found, strict=True)
        if one.outcome != row.outcome
        or one.errors != tuple(sorted(row.errors))
        or one.commune_codes != row.codes
        or (one.outcome == "created" and one.warnings != tuple(sorted(row.warnings)))
    ]
    assert wrong == []
    assert all(counts(found).values())


def test_every_row_that_needs_a_person_says_what_to_do() -> None:
    source, _numbers = write(make_list(7), 7)
    for one in decisions(source):
        assert bool(one.reason) == (one.outcome != "created")
        assert len(one.row.reasons) == len(one.errors)
