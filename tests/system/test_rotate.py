"""New keys while the service serves: nothing unreadable, no duplicate accepted, safe to repeat."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import LargeBinary, func, select, update

from agrimarket.cli import group
from agrimarket.households.identity import citizen_place, open_citizen_id
from agrimarket.households.models import Household
from agrimarket.kit import outbox
from agrimarket.kit.db import Base, db, one_commit, reading
from agrimarket.kit.jobs import run_due
from agrimarket.kit.key_watch import keys_of
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.sealed import index_under, seal
from agrimarket.system import key_versions, rotate
from tests.builders.households import a_household, citizen_id
from tests.builders.lists import SPLIT, a_list, imported, upload
from tests.people import NGA_AN, People
from tests.shape.code import ROOT
from tests.system.own_keys import serving

URL = "/api/v1/households"


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The service with a key file of its own."""
    with serving(database, tmp_path) as application:
        yield application


def rotated(app: Flask) -> dict[str, int]:
    """A rotation, with the number of rows it moved."""
    moved: Counter[str] = Counter()
    left = rotate.rotate(app, lambda name, count: moved.update({name: count}), grace=0)
    assert left == {}
    return {name: count for name, count in moved.items() if count}


def numbers_of() -> list[str]:
    """Every citizen number, opened."""
    reading().rollback()
    query = select(Household).where(Household.citizen_sealed.is_not(None))
    rows = reading().scalars(query.execution_options(populate_existing=True)).all()
    return sorted(str(open_citizen_id(reading(), row)) for row in rows)


def register(people: People, number: str) -> int:
    """The status of registering it once more."""
    body = {"head_name": "Lê Thị Lan", "commune_code": NGA_AN, "citizen_id": number}
    return people.phuc.post(URL, body).status_code


def test_all_is_moved_and_found_again(app: Flask, people: People) -> None:
    numbers = sorted(citizen_id() for _ in range(5))
    for number in numbers:
        a_household(people, citizen_id=number, bank={"name": "A", "account_number": "123456789"})
    nobody: dict[str, Any] = {"head_name": "Trần Văn Không Số", "phone": "0981111222"}
    a_household(people, **nobody)
    listed = imported(people.phuc, SPLIT | {"citizen_id": citizen_id()})
    tried = upload(people.phuc, a_list(SPLIT), dry_run=True)
    assert tried.status_code == 201
    keyed = {"headers": {"Idempotency-Key": "k"}}
    first = people.nam.post(URL, {"head_name": "Đỗ Thị Na", "commune_code": NGA_AN}, **keyed)
    with one_commit() as session:
        outbox.send(session, to="0912345678", text="mã 123456", kind="sign_in_code")
    assert rotate.in_use(app) == {}
    moved = rotated(app)
    assert moved["person_key.wrapped"] >= 5
    assert moved["household.citizen_index"] == 5
    assert moved["household.person_key"] == 7
    assert moved["kept_answer.body_sealed"] == 1
    assert moved["household_import_row.cells_sealed"] >= 1
    assert moved["job.payload"] == 1
    assert numbers_of() == numbers
    assert {register(people, number) for number in numbers} == {409}
    again = {"commune_code": NGA_AN, **nobody}
    assert people.phuc.post(URL, again).status_code == 409
    replayed = people.nam.post(URL, {"head_name": "Đỗ Thị Na", "commune_code": NGA_AN}, **keyed)
    assert replayed.get_json() == first.get_json()
    assert replayed.headers["Idempotent-Replay"] == "true"
    choice = {"row": listed["results"][0]["row"], "commune_code": "14758"}
    chosen = people.phuc.post(f"/api/v1/household-imports/{listed['id']}/choices", choice)
    assert chosen.status_code in {200, 201}, chosen.get_json()
    assert run_due(app) >= 1
    sent = "".join(path.read_text() for path in (tmp(app) / "outbox").glob("*.txt"))
    assert "mã 123456" in sent


def tmp(app: Flask) -> Path:
    data: Path = app.extensions["agrimarket.settings"].data
    return data


def test_it_is_safe_to_repeat(app: Flask, people: People) -> None:
    a_household(people, citizen_id=citizen_id())
    rotated(app)
    before = keys_of(app)
    assert rotated(app) == {}
    assert keys_of(app) == before


def test_stopped_after_any_step_it_goes_on(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = sorted(citizen_id() for _ in range(3))
    for number in numbers:
        a_household(people, citizen_id=number)

    class Stopped(Exception):
        """As if the machine went away."""

    def stop(name: str, count: int) -> None:
        if count:
            seen.append(name)
            raise Stopped

    assert rotate.add_keys(app)
    assert register(people, numbers[0]) == 409
    for _ in range(30):
        seen: list[str] = []
        try:
            rotate.rotate(app, stop, grace=0)
        except Stopped:
            db.session.rollback()
            assert numbers_of() == numbers
            assert {register(people, number) for number in numbers} == {409}
            continue
        break
    assert rotate.in_use(app) == {}
    assert numbers_of() == numbers


def test_forgetting_drops_the_old_keys(app: Flask, people: People) -> None:
    numbers = sorted(citizen_id() for _ in range(3))
    for number in numbers:
        a_household(people, citizen_id=number)
    rotated(app)
    rotate.forget(app, grace=0)
    assert set(keys_of(app).fields) == set(keys_of(app).blind_index) == {2}
    assert numbers_of() == numbers
    assert {register(people, number) for number in numbers} == {409}
    left = select(func.count()).select_from(Household).where(Household.citizen_index.is_not(None))
    assert reading().scalar(left) == 0
    with pytest.raises(rotate.NothingToForget):
        rotate.forget(app, grace=0)


def test_three_times_over_the_columns_take_turns(app: Flask, people: People) -> None:
    number = citizen_id()
    a_household(people, citizen_id=number)
    for version in (2, 3, 4):
        rotated(app)
        assert register(people, number) == 409
        rotate.forget(app, grace=0)
        assert keys_of(app).newest_blind_index == version
        assert register(people, number) == 409
        assert numbers_of() == [number]


def test_forgetting_is_refused_while_something_needs_them(app: Flask, people: People) -> None:
    hoa = a_household(people, citizen_id=citizen_id())
    with pytest.raises(rotate.NothingToForget):
        rotate.forget(app, grace=0)
    rotate.add_keys(app)
    with pytest.raises(rotate.StillInUse):
        rotate.forget(app, grace=0)
    path = app.extensions["agrimarket.settings"].key_file
    key_versions.let_write(path)
    with pytest.raises(rotate.StillInUse) as refused:
        rotate.forget(app, grace=0)
    assert "person_key.wrapped" in refused.value.detail
    assert hoa.id not in refused.value.detail
    assert set(keys_of(app).fields) == {1, 2}


def test_numbers_sealed_before_people_had_keys_get_one(app: Flask, people: People) -> None:
    number = citizen_id()
    hoa = a_household(people, citizen_id=number)
    sealed = seal(keys_of(app), number, place=citizen_place(hoa.id))
    with one_commit() as session:
        session.execute(update(Household).values(citizen_sealed=sealed))
    assert numbers_of() == [number]
    assert people.nam.get(f"{URL}/{hoa.id}").get_json()["citizen_id_masked"][-3:] == number[-3:]
    assert rotate.in_use(app) == {"household.citizen_sealed": 1}
    assert rotated(app)["household.citizen_sealed"] == 1
    assert numbers_of() == [number]
    kept = reading().scalars(select(Household.citizen_sealed)).one()
    assert kept is not None
    assert kept[0] == 0


def test_a_row_behind_the_rotation_is_still_unique(app: Flask, people: People) -> None:
    """A process that knows the old key alone writes late; both columns refuse its duplicate."""
    number = citizen_id()
    a_household(people, citizen_id=number)
    rotated(app)
    keys = keys_of(app)
    late = index_under(keys, 1, number, purpose="household.citizen_id")
    rows = reading().scalars(select(Household.citizen_index)).all()
    assert rows == [late]


def test_the_commands_tell_versions_and_never_keys(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotate, "sleep", lambda _seconds: None)  # no other process serves here
    a_household(people, citizen_id=citizen_id())
    runner = CliRunner()
    said = runner.invoke(group, ["keys", "show"], obj=lambda: app)
    assert "phiên bản 1; đang ghi bằng 1" in said.output
    for command in (["keys", "rotate"], ["keys", "show"], ["keys", "forget"], ["keys", "show"]):
        said = runner.invoke(group, command, obj=lambda: app, catch_exceptions=False)
        assert said.exit_code == 0, said.output
        path = app.extensions["agrimarket.settings"].key_file
        secrets = [text for kept in json.loads(path.read_text()).values() for text in _texts(kept)]
        assert [text for text in secrets if text in said.output] == []
    assert "phiên bản 2; đang ghi bằng 2" in said.output


def _texts(kept: Any) -> list[str]:
    if isinstance(kept, dict):
        return [text for below in kept.values() for text in _texts(below)]
    return [kept] if isinstance(kept, str) and len(kept) > 20 else []


def test_writers_of_two_processes_notice_nothing(app: Flask, tmp_path: Path) -> None:
    """Each registers the same numbers over and over while the keys change under both."""
    numbers = [citizen_id() for _ in range(250)]
    settings = app.extensions["agrimarket.settings"]
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.system.rotating", settings.database_url,
             str(settings.key_file), str(tmp_path / f"data{seed}"), str(seed), "14", *numbers],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        for seed in (1, 2)
    ]  # fmt: skip
    left = rotate.rotate(app, lambda _name, _count: None, grace=2)
    told = [json.loads(writer.communicate(timeout=120)[0]) for writer in writers]
    assert [one["faults"] for one in told] == [{}, {}]
    accepted = Counter(told[0]["accepted"]) + Counter(told[1]["accepted"])
    assert len(accepted) > 20
    assert set(accepted.values()) == {1}
    assert left == {}
    assert rotate.rotate(app, lambda _name, _count: None, grace=0) == {}
    rotate.forget(app, grace=0)
    assert numbers_of() == sorted(accepted)


def test_every_sealed_column_is_listed() -> None:
    """A column nobody listed would be lost with the old key."""
    found = sealed_columns()
    assert len(found) > 7
    listed = {one.name for one in rotate.REKEYED} | rotate.UNDER_PERSON_KEY
    assert sorted(found - listed) == []


def sealed_columns() -> set[str]:
    """Columns of bytes whose name says that they are sealed."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.name.endswith(("sealed", "wrapped"))
    }


def test_versions_are_told_by_purpose(app: Flask) -> None:
    keys: Keys = keys_of(app)
    assert rotate.versions(keys) == {"fields": ([1], 1), "blind_index": ([1], 1)}
