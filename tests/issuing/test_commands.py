"""`agrimarket issue` and `agrimarket print`, as a script calls them."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from agrimarket.cli import group
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.print_refusals import PrintReasonNeeded
from agrimarket.kit.db import reading
from tests.builders.lots import a_lot
from tests.people import People


def run(app: Flask, *words: str) -> Result:
    return CliRunner().invoke(group, list(words), obj=cache(lambda: app))


def test_issue_prints_the_id_alone(people: People, app: Flask) -> None:
    done = run(app, "issue", "--lot", a_lot(people).id, "--count", "40")
    assert done.exit_code == 0
    assert reading().get_one(StampOrder, done.output.strip()).count == 40


def test_print_writes_the_file_and_is_silent_in_a_pipe(
    people: People, app: Flask, tmp_path: Path
) -> None:
    order = run(app, "issue", "--lot", a_lot(people).id, "--count", "40").output.strip()
    out = tmp_path / "tem.pdf"
    done = run(
        app, "print", "--order", order, "--stock", "a4-40", "--out", str(out), "--last", "30"
    )
    assert (done.exit_code, done.output) == (0, "")
    assert out.read_bytes().startswith(b"%PDF")
    again = run(app, "print", "--order", order, "--out", str(out))
    assert isinstance(again.exception, PrintReasonNeeded)
    listed = tmp_path / "ma.csv"
    words = ("print", "--order", order, "--out", str(listed), "--reason", "danh sách")
    assert run(app, *words).exit_code == 0
    assert len(listed.read_text().splitlines()) == 41


@pytest.mark.parametrize(
    "words",
    [
        ("issue", "--count", "5"),
        ("issue", "--lot", "x", "--count", "0"),
        ("print", "--order", "x", "--out", "a.pdf", "--stock", "a3"),
    ],
)
def test_wrong_usage(app: Flask, words: tuple[str, ...]) -> None:
    assert run(app, *words).exit_code == 2


@pytest.mark.parametrize("command", ["issue", "print"])
def test_help_has_an_example(app: Flask, command: str) -> None:
    assert "Example: agrimarket" in run(app, command, "--help").output


def test_printing_loads_no_more_than_it_needs() -> None:
    """The loggers' library alone is 4 MB of the 120 that printing 55,000 stamps may take."""
    told = "import sys; import agrimarket.cli, agrimarket.ground, agrimarket.issuing.commands; "
    told += "print({'structlog', 'rich', 'flask_smorest', 'agrimarket.app'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
