"""The command line of stand-ins, and the worker between them, as a stranger would use them."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from agrimarket.channels.jobs import HANDLERS
from agrimarket.cli import group
from agrimarket.kit import clock
from agrimarket.kit.errors import Refusal
from agrimarket.kit.jobs import run_due
from tests.builders.channels import CHANNELS, a_listing, a_sellable, fresh
from tests.people import People


def run(app: Flask, *arguments: str) -> Result:
    done = CliRunner().invoke(group, ["sandbox", *arguments], obj=lambda: app)
    if isinstance(done.exception, Refusal):
        raise done.exception
    return done


@pytest.fixture(autouse=True)
def _jobs(app: Flask) -> None:
    """The room's own jobs and rhythm, whatever app.py lists of other rooms."""
    app.extensions["agrimarket.jobs"] = HANDLERS
    app.extensions["agrimarket.periodic"] = {
        "channels.reconcile": timedelta(minutes=1),
        "channels.sweep": timedelta(days=1),
    }


def three(people: People) -> list[str]:
    product = a_sellable(people)
    return [a_listing(people, product, code, live=False).id for code in CHANNELS]


def states(people: People) -> set[str]:
    return {one["state"] for one in people.phuc.get("/api/v1/listings").json["items"]}


@pytest.mark.parametrize("worker_first", [True, False])
def test_approve_and_one_worker_run_bring_three_channels_live(
    app: Flask, people: People, worker_first: bool
) -> None:
    three(people)
    if worker_first:
        run_due(app)
    for code in CHANNELS:
        done = run(app, "approve", code, "--all")
        assert done.exit_code == 0, done.output
    run_due(app)
    assert states(people) == {"live"}
    for code in CHANNELS:
        assert run(app, "count", code).output == "1\n"
        told = json.loads(run(app, "count", code, "--json").output)
        assert told == {"channel": code, "live": 1}


def test_time_alone_passes_the_review_of_postmart(app: Flask, people: People) -> None:
    listing = a_listing(people, channel="postmart", live=False)
    run_due(app)
    assert fresh(listing).observed_state == "pending_review"
    with clock.moved_to(clock.now() + timedelta(hours=25)):
        run_due(app)
    assert fresh(listing).observed_state == "live"
    assert run(app, "count", "postmart").output == "1\n"


def test_one_item_by_either_id(app: Flask, people: People) -> None:
    first, second = (a_listing(people, channel="portal", live=False) for _ in range(2))
    run_due(app)
    listed = run(app, "list", "portal").output.splitlines()
    assert len(listed) == 2
    assert listed[0].split("\t")[1] == "Chờ cán bộ duyệt"
    assert "CT-000002" in run(app, "approve", "portal", "CT-000002").output
    assert "CT-000001" in run(app, "approve", "portal", first.id).output
    run_due(app)
    assert {fresh(one).observed_state for one in (first, second)} == {"live"}


def test_nothing_to_approve(app: Flask, people: People) -> None:
    done = run(app, "approve", "voso", "--all")
    assert (done.exit_code, "không có" in done.output) == (0, True)
    with pytest.raises(Refusal) as refused:
        run(app, "approve", "voso", "VS-000001")
    assert refused.value.code == "item_not_waiting"


@pytest.mark.parametrize(
    "arguments",
    [("approve", "shopee", "--all"), ("approve", "voso"), ("approve", "voso", "1", "--all")],
)
def test_wrong_usage(app: Flask, people: People, arguments: tuple[str, ...]) -> None:
    assert run(app, *arguments).exit_code == 2


def test_help_has_an_example(app: Flask) -> None:
    for command in ("approve", "count", "list"):
        assert "Example: agrimarket sandbox" in run(app, command, "--help").output


def test_no_stand_ins_where_they_are_not_allowed(app: Flask) -> None:
    app.extensions["agrimarket.channels"] = {}
    with pytest.raises(Refusal) as refused:
        run(app, "count", "voso")
    assert refused.value.code == "sandbox_off"
