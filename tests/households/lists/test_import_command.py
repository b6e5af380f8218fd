"""`agrimarket import-households`: the same answer as the API, for scripts."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from agrimarket.cli import group
from agrimarket.households.intake.refusals import FileNotXlsx
from tests.builders.lists import HOA, SPLIT, WRONG, a_list
from tests.people import People


def run(app: Flask, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["import-households", *arguments], obj=lambda: app)


@pytest.fixture
def listed(tmp_path: Path) -> str:
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(a_list(HOA, SPLIT, WRONG))
    return str(path)


def test_the_shared_sample_as_json(app: Flask, shared: Path) -> None:
    data = shared / "data"
    expected: dict[str, Any] = json.loads((data / "households_sample.expected.json").read_text())
    done = run(app, str(data / "households_sample.xlsx"), "--dry-run", "--json")
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert answer["counts"] == expected["counts"]
    for found, wanted in zip(answer["results"], expected["results"], strict=True):
        names = ["row", "outcome", "errors", "commune_codes"]
        names += ["warnings"] if wanted["outcome"] == "created" else []
        assert {name: found[name] for name in names} == {name: wanted[name] for name in names}


def test_refused_rows_are_no_failure(app: Flask, people: People, listed: str) -> None:
    trial = run(app, listed, "--dry-run")
    assert trial.exit_code == 0
    assert "Xem trước" in trial.stdout
    assert people.phuc.get("/api/v1/households").get_json()["total"] == 0
    real = run(app, listed)
    assert real.exit_code == 0
    assert "Thêm mới: 1" in real.stdout
    assert "Dòng 5: Số điện thoại chưa đúng." in real.stdout
    assert "Trần Thị Cúc" not in real.output
    assert people.phuc.get("/api/v1/households").get_json()["total"] == 1


def test_it_is_silent_in_a_pipe(app: Flask, listed: str) -> None:
    assert run(app, listed, "--json").stderr == ""


def test_a_file_that_is_no_list(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"not a workbook")
    done = run(app, str(path))
    assert isinstance(done.exception, FileNotXlsx)  # cli.main says its sentence and exits with 1


def test_wrong_usage(app: Flask) -> None:
    assert run(app, "/nowhere.xlsx").exit_code == 2
    assert run(app).exit_code == 2


def test_help_shows_an_example(app: Flask) -> None:
    assert "Example: agrimarket import-households" in run(app, "--help").stdout
