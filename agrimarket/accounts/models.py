"""Accounts, what they sign in with, what they may see; secrets are kept as hashes or sealed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from agrimarket.kit.db import Base, Json, Kept, points_to, uuid_column
from agrimarket.places.spelling import fold


class Account(Kept, Base):
    """A person who signs in. `session_stamp` changes when every session must end."""

    __tablename__ = "account"

    name: Mapped[str] = mapped_column(Text)
    name_folded: Mapped[str] = mapped_column(Text, index=True)  # without tone marks, for search
    login: Mapped[str] = mapped_column(String(120), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    # Ten digits; not unique: a family shares a phone, and each of them may be a producer.
    phone: Mapped[str | None] = mapped_column(String(16), index=True)
    password_hash: Mapped[str] = mapped_column(Text)  # empty: signs in by code or passkey alone
    role: Mapped[str] = mapped_column(String(32))
    agency: Mapped[str | None] = mapped_column(String(32))  # of a province officer
    household_id: Mapped[str | None] = uuid_column(nullable=True, index=True)
    active: Mapped[bool] = mapped_column(default=True)
    disabled_at: Mapped[datetime | None]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    session_stamp: Mapped[str] = mapped_column(String(43))
    totp_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]  # a code counts once (RFC 6238 5.2)
    recovery_hashes: Mapped[list[str]] = mapped_column(Json, default=list)
    last_sign_in_at: Mapped[datetime | None]
    made_by: Mapped[str | None] = uuid_column(nullable=True, index=True)  # who invited
    communes: Mapped[list["AccountCommune"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan"
    )

    @validates("name")
    def _fold_name(self, _field: str, name: str) -> str:
        self.name_folded = fold(name)
        return name


class AccountCommune(Base):
    """A commune this account works in."""

    __tablename__ = "account_commune"

    account_id: Mapped[str] = points_to("account.id", primary_key=True)
    commune_code: Mapped[str] = mapped_column(ForeignKey("commune.code"), primary_key=True)


class Token(Kept, Base):
    """A bearer token of a program or a person; only its SHA-256 is kept."""

    __tablename__ = "token"

    name: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(32))
    agency: Mapped[str | None] = mapped_column(String(32))
    # The person it speaks for: it stops when that person is disabled.
    account_id: Mapped[str | None] = points_to("account.id", nullable=True, index=True)
    household_id: Mapped[str | None] = uuid_column(nullable=True)
    commune_codes: Mapped[list[str]] = mapped_column(Json)
    scopes: Mapped[list[str]] = mapped_column(Json)
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    made_by: Mapped[str | None] = uuid_column(nullable=True)


class AccountSession(Kept, Base):
    """A browser or phone that is signed in; ended when idle, old, revoked or signed out."""

    __tablename__ = "account_session"

    account_id: Mapped[str] = points_to("account.id", index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    how: Mapped[str] = mapped_column(String(16))  # password, code, passkey, vneid, link, pin
    device_id: Mapped[str | None] = points_to("field_device.id", nullable=True, index=True)
    label: Mapped[str] = mapped_column(String(80), default="")  # "Chrome, Android"
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class OneTimeCode(Kept, Base):
    """Six digits sent to a phone, of which a keyed hash is kept; or what was spent (once.py)."""

    __tablename__ = "one_time_code"

    purpose: Mapped[str] = mapped_column(String(16))  # sign_in, challenge, outside_code, …
    to_index: Mapped[str] = mapped_column(String(64), index=True)  # keyed hash of the phone
    code_hash: Mapped[str] = mapped_column(String(64))
    ends_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class AccountLink(Kept, Base):
    """A link that works once: an invitation down the tree, or a password to set anew."""

    __tablename__ = "account_link"

    kind: Mapped[str] = mapped_column(String(16))  # invite, reset
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[str | None] = points_to("account.id", nullable=True, index=True)
    offer: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)  # role, communes, agency, …
    made_by: Mapped[str | None] = uuid_column(nullable=True, index=True)
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Passkey(Kept, Base):
    """A WebAuthn credential (W3C Web Authentication Level 3) of a person."""

    __tablename__ = "passkey"

    account_id: Mapped[str] = points_to("account.id", index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)  # base64url
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(80))
    used_at: Mapped[datetime | None]


class FieldDevice(Kept, Base):
    """A phone used in the field: signed in for 30 days behind a PIN, until it is revoked."""

    __tablename__ = "field_device"

    account_id: Mapped[str] = points_to("account.id", index=True)
    name: Mapped[str] = mapped_column(String(80))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    pin_hash: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    wiped_at: Mapped[datetime | None]  # the phone was told to empty itself


class Delegation(Kept, Base):
    """Somebody stands in for somebody else in some communes, until a day has ended."""

    __tablename__ = "delegation"

    from_account_id: Mapped[str] = points_to("account.id", index=True)
    to_account_id: Mapped[str] = points_to("account.id", index=True)
    commune_codes: Mapped[list[str]] = mapped_column(Json)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    ended_at: Mapped[datetime | None]


class OutsideIdentity(Kept, Base):
    """An identity another authority vouches for (VNeID); only a keyed hash of its subject."""

    __tablename__ = "outside_identity"

    account_id: Mapped[str] = points_to("account.id", index=True)
    provider: Mapped[str] = mapped_column(String(16))
    subject_index: Mapped[str] = mapped_column(String(64), unique=True)
