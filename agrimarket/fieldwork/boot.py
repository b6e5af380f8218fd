"""What a phone is told when it starts with signal: who it is for, its keys, what is read aloud."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.fieldwork import citizen, vault
from agrimarket.households.consenting.texts import wordings
from agrimarket.kit import clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.keyfile import Keys
from agrimarket.places import commune, communes

WARN_DAYS = (1, 3, 7)
PHOTO = {"most_bytes": 400_000, "longest_px": 1600}


def start_of(
    session: Session, *, viewer: Viewer, keys: Keys, device_id: str | None
) -> dict[str, Any]:
    """Everything but the form token and addresses; keys are made at first use."""
    places = _places(viewer)
    account_id = viewer.account_id
    return {
        "account": {
            "id": account_id, "name": viewer.name, "role": viewer.role.value,
            "role_label": viewer.role_label, "household_id": viewer.household_id,
        },
        "device_id": device_id,
        "device_name": vault.device_name(session, device_id=device_id, account_id=account_id)
        if device_id and account_id else None,
        "communes": places,
        "home_commune": places[0]["code"] if len(places) == 1 else None,
        "vault_key": vault.vault_key(session, keys, device_id=device_id, account_id=account_id)
        if device_id and account_id else None,
        "export_key": vault.export_key(session, keys, account_id=account_id)
        if account_id else None,
        **_of_people(session, viewer, keys),
        "server_time": clock.now().isoformat(),
        "queue_warn_days": list(WARN_DAYS),
        "photo": PHOTO,
    }  # fmt: skip


def _of_people(session: Session, viewer: Viewer, keys: Keys) -> Mapping[str, Any]:
    """What registering people takes; a producer's phone registers nobody."""
    if viewer.role is Role.PRODUCER:
        return {"citizen_key": None, "texts": []}
    return {
        "citizen_key": citizen.public_half(citizen.newest(session, keys)),
        "texts": [_text(one) for one in wordings(session)],
    }


def _places(viewer: Viewer) -> list[dict[str, str]]:
    if viewer.whole_province:
        return [{"code": one.code, "name": one.name} for one in communes()]
    return [{"code": code, "name": commune(code).name} for code in sorted(viewer.commune_codes)]


def _text(text: Any) -> Mapping[str, Any]:
    audio = text.audio_of
    return {
        "version": text.version, "language": text.language, "intro": list(text.intro),
        "purposes": [
            {"code": one.code, "title": one.title, "text": one.text} for one in text.purposes
        ],
        "audio": f"/ban-dong-y/{audio}/doc" if audio else None,
    }  # fmt: skip
