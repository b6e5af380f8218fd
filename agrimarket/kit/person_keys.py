"""A key per person: what is sealed with it can never be opened again once the key is destroyed."""

import secrets
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary, Uuid
from sqlalchemy.orm import Mapped, Session, mapped_column

from agrimarket.kit import clock
from agrimarket.kit.db import Base
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.sealed import NONCE, SealBroken, seal_bytes, unseal_bytes

PERSON = 0  # first byte of a value sealed with a person's key; the key file's versions begin at 1


class PersonKey(Base):
    """The key of one person, wrapped by the key file's newest key; emptied when erased."""

    __tablename__ = "person_key"

    person_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    destroyed_at: Mapped[datetime | None]


class PersonErased(SealBroken):
    """The person's key was destroyed: nobody can open this any more."""


def new_key(keys: Keys, person_id: str) -> PersonKey:
    """A fresh key row, not yet added to a session; imports add thousands at once."""
    wrapped = seal_bytes(keys, secrets.token_bytes(32), place=_place(person_id))
    return PersonKey(person_id=person_id, wrapped=wrapped)


def seal_for(session: Session, keys: Keys, person_id: str, plain: str, *, place: str) -> bytes:
    """AES-256-GCM under the person's own key, made at first use; PersonErased."""
    row = session.get(PersonKey, person_id)
    if row is None:
        row = new_key(keys, person_id)
        session.add(row)
        session.flush()
    return seal_with(keys, row, plain, place=place)


def seal_with(keys: Keys, row: PersonKey, plain: str, *, place: str) -> bytes:
    """The same with the key row at hand."""
    nonce = secrets.token_bytes(NONCE)
    body = AESGCM(_open(keys, row)).encrypt(nonce, plain.encode(), place.encode())
    return bytes([PERSON]) + nonce + body


def open_for(session: Session, keys: Keys, person_id: str, sealed: bytes, *, place: str) -> str:
    """The clear text; PersonErased once the key is gone, SealBroken for a changed value."""
    row = session.get(PersonKey, person_id)
    if row is None:
        raise SealBroken(place)
    try:
        if sealed[0] != PERSON:
            raise SealBroken(place)
        cipher = AESGCM(_open(keys, row))
        return cipher.decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], place.encode()).decode()
    except (InvalidTag, IndexError, ValueError):
        raise SealBroken(place) from None


def destroy(session: Session, person_id: str) -> None:
    """Forget the key for good: every value sealed with it is lost, in old copies of rows too."""
    row = session.get(PersonKey, person_id)
    if row is None:
        row = PersonKey(person_id=person_id)
        session.add(row)
    row.wrapped, row.destroyed_at = None, clock.now()
    session.flush()


def rewrap(keys: Keys, row: PersonKey) -> None:
    """Wrap a key anew under the newest key of the key file; what it sealed stays as it is."""
    if row.wrapped is not None and row.wrapped[0] != keys.newest_field_key:
        row.wrapped = seal_bytes(keys, _open(keys, row), place=_place(row.person_id))


def _open(keys: Keys, row: PersonKey) -> bytes:
    if row.wrapped is None:
        raise PersonErased(_place(row.person_id))
    return unseal_bytes(keys, row.wrapped, place=_place(row.person_id))


def _place(person_id: str) -> str:
    return f"person_key.wrapped.{person_id}"
