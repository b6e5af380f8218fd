"""Three producers with one of everything, and somebody of each role who looks at them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import Client, TestResponse

from agrimarket.accounts import ends, rules
from agrimarket.accounts.api_scopes import BY_CODE
from agrimarket.accounts.models import Account, AccountSession, Token
from agrimarket.households.consenting.schemas import ConsentTextIn
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.ids import new_id
from tests.builders.fieldwork import SYNC, a_file, edited, put, result
from tests.builders.lists import SPLIT, WRONG, a_list, imported
from tests.builders.products import a_photo
from tests.matrix.made import API, made
from tests.matrix.recalled import recalled
from tests.matrix.stamped import lifted_leak, stamped
from tests.matrix.who import OTHERS
from tests.people import HAM_RONG, NGA_AN, PASSWORD, People, Person

OWNERS = {"own": ("Nguyễn Thị Hoa", NGA_AN), "other": ("Trần Văn Bình", NGA_AN),
          "sibling": ("Lê Thị Tư", HAM_RONG)}  # fmt: skip
LETTERS = str.maketrans("0123456789", "ghijklmnop")  # a name holds no digits


@dataclass
class Actor:
    """Somebody who calls: with a token under /api, with a cookie on pages."""

    name: str
    role: Role
    app: Flask = field(repr=False)
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    cookies: dict[str, str] = field(default_factory=dict, repr=False)
    mine: dict[bool, dict[str, str]] = field(default_factory=dict)  # under /api? > own things

    def call(self, method: str, path: str, **options: Any) -> TestResponse:
        """One request, as a fresh browser or program would make it."""
        wanted = self.headers if path.startswith("/api/") else self.cookies
        options["headers"] = {**wanted, **options.pop("headers", {})}
        with self.app.app_context():
            return Client(self.app, self.app.response_class, use_cookies=False).open(
                path, method=method, buffered=True, **options
            )


@dataclass
class World:
    """Everybody, and the ids of everything by owner: things["own"]["lot"]."""

    app: Flask
    people: People
    actors: dict[str, Actor] = field(default_factory=dict)
    things: dict[str, dict[str, str]] = field(default_factory=dict)


def build(app: Flask) -> World:
    """The whole world, made over the API and through rules."""
    world = World(app, People(app))
    for owner, (name, commune) in OWNERS.items():
        world.things[owner] = _things(world.people.phuc, name, commune)
    world.things["missing"] = {}
    world.things["deleted"] = _deleted(world.people.phuc, world.things["own"])
    shared = _shared(world.people.phuc)
    for owner in OWNERS:
        world.things[owner] |= shared | {"account": _account(world.things[owner], OWNERS[owner][1])}
    _actors(world)
    world.things["sibling"] |= _of_somebody_else(world)
    return world


def _things(phuc: Person, name: str, commune: str) -> dict[str, str]:
    agreed = {"version": "2026-01", "channel": "paper", "purposes": ["publication", "channels"]}
    person = made(phuc, "/households", head_name=name, commune_code=commune, consent=agreed)
    found = {"household": person}
    found |= _said(phuc, person) | _from_the_field(phuc, person)
    found |= _depth(phuc, person, name, commune)
    found["card"] = phuc.post(f"{API}/households/{person}/card", json={}).get_json()["code"]
    found["product"] = product = made(
        phuc, "/products", household_id=person, name="Bưởi Luận Văn", category="food",
        price_vnd=45_000, unit="kg", season_from=9, season_to=12, monthly_output="2 tấn",
    )  # fmt: skip
    below = f"/products/{product}"
    found["certificate"] = paper = made(phuc, f"{below}/certificates", kind="commitment")
    found["paper_scan"] = _picture(phuc, f"/certificates/{paper}/files", "file")
    rated = {"decision_number": "12/QĐ", "decided_on": "2025-11-20", "issuer": "UBND tỉnh"}
    found["rating"] = made(phuc, f"{below}/ratings", **rated, score=75)
    found["photo"] = _picture(phuc, f"{below}/photos", "photo")
    found["pack"] = made(phuc, f"{below}/packs", amount=500, unit="g")
    made(phuc, f"{below}/approve")
    found["area"] = made(phuc, "/areas", household_id=person, name="Vườn bưởi")
    found["partner"] = made(phuc, "/partners", household_id=person, kind="buyer", name="Hạc Thành")
    picked = {"harvested_on": "2025-11-01", "pack_count": 300, "quantity": 1500, "unit": "kg"}
    found["lot"] = lot = made(phuc, "/lots", product_id=product, lot_code="BLV-01", **picked)
    at = {"happened_at": "2025-11-01T07:30:00+07:00"}
    found["event"] = made(phuc, f"/lots/{lot}/events", kind="harvest", **at)
    found["line_photo"] = _picture(phuc, f"/lots/{lot}/events/{found['event']}/photos", "photo")
    made(phuc, f"/lots/{lot}/release")
    handed = {"partner_id": found["partner"], "quantity": 10}
    found["transfer"] = made(phuc, f"/lots/{lot}/transfers", **handed)
    found |= stamped(phuc, lot) | recalled(phuc, product, found["partner"])
    found["booth"] = made(phuc, "/booths", household_id=person, channel="voso")
    found["listing"] = made(phuc, "/listings", product_id=product, channel="voso")
    return found


def _said(phuc: Person, household: str) -> dict[str, str]:
    """What was agreed to, with a picture of it, and what was asked for."""
    told = phuc.get(f"{API}/households/{household}").get_json()
    consent = told["consents"][0]["id"]
    kept = phuc.post(
        f"{API}/households/{household}/consents/{consent}/evidence",
        data={"file": (io.BytesIO(a_photo()), "ban-ky.jpg")},
        content_type="multipart/form-data",
    )
    assert kept.status_code == 201, kept.text
    asked = {"kind": "access", "household_id": household, "channel": "paper", "text": "Cho tôi xem"}
    request = made(phuc, "/person-requests", **asked)
    return {"consent": consent, "evidence": kept.get_json()["id"], "request": request}


def _from_the_field(phuc: Person, household: str) -> dict[str, str]:
    """A picture of the yard, and a name that a phone and the desk changed to different ones."""
    picture = a_file(content := a_photo(), household)
    assert phuc.post(f"{SYNC}/files", picture).status_code == 200
    assert put(phuc, picture["id"], 0, content).get_json()["complete"]
    there = f"{API}/households/{household}"
    middle = {"head_name": f"Nguyễn Văn Giữa {household[-6:].translate(LETTERS)}"}
    assert phuc.patch(there, middle, phuc.get(there).headers["ETag"]).status_code == 200
    told = result(phuc, edited(household, 1, head_name="Nguyễn Văn Khác"))
    return {"picture": picture["id"], "conflict": told["conflict_id"]}


def _depth(phuc: Person, household: str, name: str, commune: str) -> dict[str, str]:
    """A member and a parcel; a team with somebody in it, and a training with somebody at it."""
    below = f"/households/{household}"
    team = made(phuc, "/teams", name=f"Tổ {name}", commune_code=commune)
    held = {"topic": "booth", "audience": "producers", "held_on": "2025-11-20"}
    training = made(phuc, "/trainings", **held, commune_code=commune)
    path = f"{API}/trainings/{training}/attendance"
    assert phuc.post(path, {"names": "Lê Thị Tám"}).status_code == 201
    stuck = {"kind": "stuck", "reason": "no_goods", "happened_on": "2025-11-20"}
    return {
        "note": made(phuc, f"{below}/onboarding-notes", **stuck),
        "member": made(phuc, f"{below}/members", name="Lê Văn Con"),
        "parcel": made(phuc, f"{below}/parcels", name="Ruộng đồng Cửa", area="2 sào"),
        "team": team,
        "team_member": made(phuc, f"/teams/{team}/members", name="Lê Văn Tổ"),
        "training": training,
        "attendance": phuc.get(path).get_json()["items"][0]["id"],
    }


def _picture(phuc: Person, path: str, field: str) -> str:
    answer = phuc.post(f"{API}{path}", data={field: (io.BytesIO(a_photo()), "buoi.jpg")})
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def _shared(phuc: Person) -> dict[str, str]:
    """Things that are about no producer."""
    text = ConsentTextIn.example
    return {
        "breach": made(phuc, "/breaches", happened="Mất một điện thoại", data_kinds=["contact"]),
        "text": made(phuc, "/consent-texts", **text),
        "leak": lifted_leak(phuc),
    }


def _account(things: dict[str, str], commune: str) -> str:
    """The account of a producer, who is below everybody in the tree."""
    with one_commit() as session:
        return rules.create_account(
            session, viewer=SYSTEM, name="Chủ hộ", login=new_id(), password=PASSWORD,
            role=Role.PRODUCER, commune_codes=(commune,), household_id=things["household"],
        ).id  # fmt: skip


def _of_somebody_else(world: World) -> dict[str, str]:
    """What is kept for one person alone: the sessions and tokens of one who is no actor."""
    hung = world.people.person(Role.EXTENSION_WORKER, "Hùng", communes=(HAM_RONG,))
    hung.browser()
    with one_commit() as session:
        account = session.query(Account).filter_by(name="Hùng").one()
        token = session.query(Token).filter_by(name="Hùng").one()
        kept = session.query(AccountSession).filter_by(account_id=account.id).one()
        found = {"session": kept.id, "token": token.id}
    return dict.fromkeys(OTHERS, new_id()) | found


def _deleted(phuc: Person, own: dict[str, str]) -> dict[str, str]:
    """Things that were and are no more."""
    area = made(phuc, "/areas", household_id=own["household"], name="Kho cũ", kind="warehouse")
    photo = _picture(phuc, f"/products/{own['product']}/photos", "photo")
    for path in (f"/areas/{area}", f"/products/{own['product']}/photos/{photo}"):
        assert phuc.call("DELETE", API + path).status_code == 204
    done = imported(phuc, {"name": "Đỗ Thị Mai", "phone": "0912333444", "commune": "Xã Nga An"})
    assert phuc.post(f"{API}/household-imports/{done['id']}/undo").status_code == 200
    return {"area": area, "photo": photo, "household": done["results"][0]["household_id"]}


def _actors(world: World) -> None:
    own = world.things["own"]["household"]
    kinds: list[tuple[str, Role, dict[str, Any]]] = [
        ("operator", Role.OPERATOR, {}),
        ("province", Role.PROVINCE_OFFICER, {}),
        ("commune", Role.COMMUNE_OFFICER, {"communes": (NGA_AN,)}),
        ("worker", Role.EXTENSION_WORKER, {"communes": (NGA_AN,)}),
        ("team", Role.COMMUNITY_TEAM, {"communes": (NGA_AN,)}),
        ("producer", Role.PRODUCER, {"household_id": own}),
        ("auditor", Role.AUDITOR, {}),
        ("disabled", Role.EXTENSION_WORKER, {"communes": (NGA_AN,)}),
        ("client", Role.API_CLIENT, {"communes": (NGA_AN,), "scopes": tuple(BY_CODE)}),
        ("client without scope", Role.API_CLIENT, {"communes": (NGA_AN,)}),
    ]
    for name, role, over in kinds:
        person = world.people.person(role, name, **over)
        actor = Actor(name, role, world.app, {"Authorization": f"Bearer {person.secret}"})
        if role is not Role.API_CLIENT:
            actor.cookies = _signed_in(person, actor)
        world.actors[name] = actor
        if name in {"province", "commune", "worker", "client"}:
            actor.mine[True] = {"import": imported(person, SPLIT, WRONG)["id"]}
    world.actors["nobody"] = Actor("nobody", Role.PUBLIC, world.app)
    _disable(world, "disabled")


def _signed_in(person: Person, actor: Actor) -> dict[str, str]:
    """The cookie of a browser; whoever may, has a list uploaded there."""
    browser = person.browser()
    if actor.name in {"province", "commune", "worker"}:
        sent = {"file": (io.BytesIO(a_list(SPLIT, WRONG)), "danh-sach.xlsx")}
        answer = browser.post("/ho/nhap-danh-sach", data=sent)
        assert answer.status_code == 303, answer.text
        actor.mine[False] = {"import": answer.headers["Location"].rstrip("/").rsplit("/", 1)[1]}
    kept = [f"{cookie.key}={cookie.value}" for cookie in (browser._cookies or {}).values()]
    return {"Cookie": "; ".join(kept)}


def _disable(world: World, name: str) -> None:
    """Close the person behind a token and a browser; both must stop."""
    with one_commit() as session:
        account = session.query(Account).filter_by(name=name).one()
        token = session.query(Token).filter_by(name=name).one()
        token.account_id = account.id
        session.flush()
        ends.disable(session, SYSTEM, account)


@contextmanager
def nothing_is_kept(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Inside, every commit is checked by the database and then taken back."""

    def checked(self: Session) -> None:
        self.flush()
        self.rollback()

    with patch.context() as inner:
        inner.setattr(Session, "commit", checked)
        yield


def missing_id() -> str:
    """The id of nothing."""
    return new_id()


def close() -> None:
    """Leave the database."""
    db.session.remove()
    db.engine.dispose()
