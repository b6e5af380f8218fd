"""Sixty odd and broken lists: rows and reasons, or one clear refusal; never more than that."""

import io
import resource

import pytest

from agrimarket.households.intake.refusals import ListRefused
from agrimarket.households.lists.read import read_list
from tests.households.intake.broken import Answer, all_of_them
from tests.people import People

FILES = {name: (source, answer) for name, source, answer in all_of_them()}
LARGEST = 400_000  # bytes; a longer upload leaves the test client's own file open
MOST_KB = 300 * 1024


def read(source: bytes) -> Answer:
    try:
        return [(row.row, row.errors) for row in read_list(source).rows]
    except ListRefused as refusal:
        return refusal.code


@pytest.mark.parametrize("name", FILES)
def test_rows_and_reasons_or_one_refusal(name: str) -> None:
    source, answer = FILES[name]
    assert read(source) == answer


def test_there_are_sixty_of_them_and_none_takes_much_memory() -> None:
    assert len(FILES) >= 60
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for source, _answer in FILES.values():
        read(source)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_KB


def test_the_service_answers_each_in_words(people: People) -> None:
    for name, (source, answer) in FILES.items():
        if len(source) > LARGEST:
            continue
        data = {"file": (io.BytesIO(source), "danh-sach.xlsx")}
        told = people.phuc.post(
            "/api/v1/household-imports?dry_run=true", data=data, content_type="multipart/form-data"
        )
        body = told.get_json()
        if isinstance(answer, str):
            assert told.status_code in (413, 422), name
            assert (body["code"], "Hãy" in body["detail"]) == (answer, True), name
        else:
            assert told.status_code == 201, name
            assert [(one["row"], tuple(one["errors"])) for one in body["results"]] == answer, name
