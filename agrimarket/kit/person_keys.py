"""A key per person: what is sealed with it can never be opened again once the key is destroyed."""

import secrets
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary, Uuid
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from agrimarket.kit import clock
from agrimarket.kit.db import Base
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.rekey import PERSON, SealedColumn
from agrimarket.kit.sealed import NONCE, SealBroken, seal_bytes, unseal_bytes


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
    """A fresh key row, not yet added to a session."""
    return PersonKey(person_id=person_id, wrapped=fresh(keys, person_id)[1])


def fresh(keys: Keys, person_id: str) -> tuple[bytes, bytes]:
    """A fresh key, open and wrapped: imports seal with the one and add thousands of the other."""
    secret = secrets.token_bytes(32)
    return secret, seal_bytes(keys, secret, place=_place(person_id))


def seal_for(session: Session, keys: Keys, person_id: str, plain: str, *, place: str) -> bytes:
    """AES-256-GCM under the person's own key, made at first use; PersonErased."""
    row = session.get(PersonKey, person_id) or _made(session, keys, person_id)
    return seal_with(keys, row, plain, place=place)


def _made(session: Session, keys: Keys, person_id: str) -> PersonKey:
    """Two who act on a person for the first time in one moment end up with one key."""
    row = new_key(keys, person_id)
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        return session.get_one(PersonKey, person_id)
    return row


def seal_with(keys: Keys, row: PersonKey, plain: str, *, place: str) -> bytes:
    """The same with the key row at hand."""
    return seal_under(_open(keys, row), plain, place=place)


def seal_under(secret: bytes, plain: str, *, place: str) -> bytes:
    """The same with the open key."""
    nonce = secrets.token_bytes(NONCE)
    body = AESGCM(secret).encrypt(nonce, plain.encode(), place.encode())
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


REKEYED = (SealedColumn(PersonKey.wrapped, place=lambda row: _place(row.person_id)),)
