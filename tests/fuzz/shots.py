"""Sends what Schemathesis makes of the description, as one caller, and keeps what came back."""

import contextlib
import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

from tests.builders.lists import SPLIT, a_list
from tests.builders.products import a_photo
from tests.builders.voices import a_voice
from tests.matrix.made import made
from tests.matrix.world import Actor, World
from tests.people import NGA_AN, Person

EXAMPLES = int(os.environ.get("AGRIMARKET_FUZZ_EXAMPLES", "9"))  # good and bad, each, an operation
SEED = 20_260_301
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A body of the right form that is refused (422) is a rule at work, not a fault of the description.
# Parameters that are called otherwise than the things they stand for.
_PHOTO, _MEMBER = "/api/v1/households/{household_id}/photos", "/api/v1/teams/{team_id}/members"
NAMED = {
    ("/api/v1/cards/{code}", "code"): "card",
    (_PHOTO + "/{photo_id}.webp", "photo_id"): "picture",
    (_MEMBER + "/{member_id}", "member_id"): "team_member",
}
LEFT_OUT = [checks.positive_data_acceptance]


@dataclass
class Seen:
    """What a caller's cases were answered."""

    calls: int = 0
    faults: list[str] = field(default_factory=list)
    good: Counter[str] = field(default_factory=Counter)  # 2xx by operation
    asked: Counter[str] = field(default_factory=Counter)


def know_files() -> None:
    """Teach Schemathesis pictures and workbooks: random bytes are neither."""
    for kind in ("image/jpeg", "image/png", "image/webp"):
        form = kind.rpartition("/")[2].upper()
        schemathesis.openapi.media_type(kind, st.just(a_photo(kind=form)))
    for kind in ("audio/mpeg", "audio/ogg", "audio/wav", "audio/webm", "audio/mp4"):
        schemathesis.openapi.media_type(kind, st.just(a_voice()))
    schemathesis.openapi.media_type(XLSX, st.just(a_list(SPLIT)))


def operations(app: Flask) -> Iterator[Any]:
    """Every operation of the description, as Schemathesis reads it."""

    def whole(environ: dict[str, Any], start: Any) -> list[bytes]:
        """The answer read and closed: a file that is sent would stay open otherwise."""
        with contextlib.closing(cast(Any, app.wsgi_app(environ, start))) as parts:
            return [b"".join(parts)]

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", whole)
    for found in schema.get_all_operations():
        yield found.ok()


def shoot(world: World, actor: Actor, operation: Any, seen: Seen, most: int = EXAMPLES) -> None:
    """Good and bad cases of one operation; a fault is noted in words, the rest goes on."""
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        try:
            strategy = operation.as_strategy(generation_mode=mode, headers=_headers(actor))
            real = world if mode is GenerationMode.POSITIVE else None
            _each(real, actor, operation.label, strategy, seen, most)
        except Exception as fault:  # an operation without anything to get wrong has no bad cases
            if "Unsatisfiable" not in type(fault).__name__ and "negat" not in str(fault):
                raise


def _each(
    world: World | None, actor: Actor, label: str, strategy: Any, seen: Seen, most: int
) -> None:
    chance = random.Random(f"{SEED} {label} {actor.name}")

    @seed(SEED)
    @settings(
        max_examples=most,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def each(case: Case) -> None:
        if world is not None:
            _point(world, actor, case, chance)
        _send(actor, label, case, seen)

    each()


def _headers(actor: Actor) -> dict[str, str]:
    return {**actor.headers, "Accept-Encoding": "identity"}  # its client does not decompress


def begun(phuc: Person) -> dict[str, str]:
    """Things at their beginning, which may still go every way: no booth, nothing printed."""
    agreed = {"version": "2026-01", "channel": "paper", "purposes": ["publication", "channels"]}
    who = {"head_name": "Lê Thị Mới", "commune_code": NGA_AN, "consent": agreed}
    found = {"household": made(phuc, "/households", **who)}
    what = {"household_id": found["household"], "name": "Cam", "category": "food"}
    sold = {"price_vnd": 30_000, "unit": "kg", "season_from": 9, "season_to": 12}
    found["product"] = made(phuc, "/products", **what, **sold)
    made(phuc, f"/products/{found['product']}/certificates", kind="commitment")
    made(phuc, f"/products/{found['product']}/approve")
    day = {"harvested_on": "2025-11-01"}
    found["lot"] = made(phuc, "/lots", product_id=found["product"], lot_code="CAM-1", **day)
    found["order"] = made(phuc, "/stamp-orders", product_id=found["product"], count=10)
    found["area"] = made(phuc, "/areas", household_id=found["household"], name="Vườn cam")
    return found


def merged(phuc: Person) -> dict[str, str]:
    """Two records of one person that were made one."""
    who = {"head_name": "Lê Thị Kép", "commune_code": NGA_AN}
    keep = made(phuc, "/households", **who, phone="0912000811")
    away = made(phuc, "/households", **who, phone="0912000822")
    return {"merge": made(phuc, "/household-merges", keep=keep, merge=away)}


def a_view(actor: Actor) -> dict[str, str]:
    """A saved view of the caller's own: others' are nobody's business."""
    body = {"name": "Hộ chưa có điện thoại", "filters": {"gap": "phone_missing"}}
    answer = actor.call("POST", "/api/v1/household-views", json=body)
    return {"view": answer.get_json()["id"]} if answer.status_code == 201 else {}


def _point(world: World, actor: Actor, case: Case, chance: random.Random) -> None:
    """Let most ids be those of things that are there; the drawn ones stay now and then."""
    owner = chance.choice(["own", "own", "fresh", "fresh", "other", "sibling", ""])
    if not owner:
        return
    path = str(case.operation.path)
    things = world.things[owner] | actor.mine.get(True, {})
    if not {_thing(path, name) for name in case.path_parameters or {}} <= things.keys():
        things = world.things["own"] | actor.mine.get(True, {})  # what is fresh has not all yet
    body = case.body if isinstance(case.body, dict) else {}
    for named in (case.path_parameters, case.query, body):
        for name in list(named or {}):
            thing = _thing(path, name)
            if thing in things and isinstance(named[name], str):
                named[name] = things[thing]
    body.pop("id", None)


def _thing(path: str, name: str) -> str:
    """What a parameter stands for; "" for one that stands for nothing."""
    if (path, name) in NAMED:
        return NAMED[path, name]
    return name.removesuffix("_id") if name.endswith("_id") else ""


def _send(actor: Actor, label: str, case: Case, seen: Seen) -> None:
    headers = _headers(actor)
    answer = case.call(headers=headers)
    seen.calls += 1
    seen.asked[label] += 1
    if 200 <= answer.status_code < 300:
        seen.good[label] += 1
    try:
        case.validate_response(answer, excluded_checks=LEFT_OUT, headers=headers)
    except FailureGroup as fault:  # every broken promise of this answer
        words = " ".join(str(one) for one in fault.exceptions)
        seen.faults.append(f"{label} as {actor.name}: {' '.join(words.split())[:600]}")
