"""What is past its term goes each day, and a page shows what went."""

from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select

from agrimarket.cli import group
from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.idempotency import KeptAnswer
from agrimarket.kit.jobs import run_due
from agrimarket.privacy import retention
from agrimarket.privacy.models import PersonRequest, RetentionRun
from agrimarket.scanning.models import Scan
from tests.builders.channels import a_listing
from tests.builders.households import a_household
from tests.people import NGA_AN, People


def run(**options: Any) -> dict[str, int]:
    with one_commit() as session:
        return retention.run(session, **options)


def test_every_rule_runs_and_forgets_nothing_young(people: People) -> None:
    a_listing(people)
    people.huong.post("/api/v1/person-requests", {
        "kind": "access", "household_id": a_household(people).id,
    }, headers={"Idempotency-Key": "một"})  # fmt: skip
    counts = run()
    assert set(counts) == {rule.code for rule in retention.RULES if rule.work}
    assert set(counts.values()) == {0}


@pytest.mark.parametrize(("days", "left"), [(179, 1), (181, 0)])
def test_scans_go_after_half_a_year(people: People, days: int, left: int) -> None:
    with one_commit() as session:
        session.add(Scan(serial=1, id="x" * 36, at=clock.now() - timedelta(days=days), slot=1,
                         device="d" * 32))  # fmt: skip
    run()
    assert db.session.scalar(select(func.count(Scan.id))) == left


def test_kept_answers_go_after_thirty_days(people: People) -> None:
    people.huong.post("/api/v1/person-requests", {
        "kind": "access", "commune_code": NGA_AN, "asker": "Tám",
    }, headers={"Idempotency-Key": "một"})  # fmt: skip
    with clock.moved_to(clock.now() + timedelta(days=31)):
        assert run(dry=True)["kept_answers"] == 1
        assert db.session.scalar(select(func.count(KeptAnswer.key))) == 1
        assert run()["kept_answers"] == 1
    assert db.session.scalar(select(func.count(KeptAnswer.key))) == 0


def test_words_of_closed_requests_go_first_then_the_row(people: People) -> None:
    made = people.huong.post("/api/v1/person-requests", {
        "kind": "access", "commune_code": NGA_AN, "asker": "Tám", "text": "xem",
    }).json  # fmt: skip
    people.huong.post(f"/api/v1/person-requests/{made['id']}/close", {})
    with clock.moved_to(clock.now() + timedelta(days=731)):
        assert run()["request_words"] == 1
        db.session.remove()
        assert db.session.get_one(PersonRequest, made["id"]).details_sealed is None
    with clock.moved_to(clock.now() + timedelta(days=1826)):
        assert run()["requests"] == 1


def test_an_open_request_is_never_dropped(people: People) -> None:
    people.huong.post("/api/v1/person-requests",
                      {"kind": "access", "commune_code": NGA_AN, "asker": "Tám"})  # fmt: skip
    with clock.moved_to(clock.now() + timedelta(days=5000)):
        counts = run()
    assert (counts["requests"], counts["request_words"]) == (0, 0)


def test_sent_contents_are_emptied_and_the_calls_stay(people: People) -> None:
    a_listing(people)
    with clock.moved_to(clock.now() + timedelta(days=91)):
        assert run()["channel_calls"] > 0
        assert run()["channel_calls"] == 0


def test_idle_drafts_are_counted_for_people_to_look_at(people: People) -> None:
    a_household(people, consent=None)
    a_household(people)
    with clock.moved_to(clock.now() + timedelta(days=731)):
        assert run()["idle_drafts"] == 1
        assert run()["idle_drafts"] == 1


def test_the_daily_job_leaves_a_run(app: Flask, people: People) -> None:
    run_due(app)
    run_due(app)
    runs = db.session.scalars(select(RetentionRun)).all()
    assert len(runs) == 1
    assert set(runs[0].counts) >= {"scans", "jobs", "kept_answers"}


def test_the_command_counts_without_touching(app: Flask) -> None:
    said = CliRunner().invoke(group, ["privacy", "retention", "--dry-run"], obj=lambda: app)
    assert said.exit_code == 0
    assert "Lượt quét tem" in said.output
    assert db.session.scalar(select(func.count(RetentionRun.id))) == 0


def test_every_term_reads_well() -> None:
    said = {retention.in_words(rule.keep) for rule in retention.RULES}
    assert {"24 giờ", "30 ngày", "2 năm", "5 năm", "theo luật truy xuất"} <= said
