"""Accounts and tokens; passwords and tokens are kept as hashes only."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from agrimarket.kit.db import Base, Json, Kept, points_to, uuid_column


class Account(Kept, Base):
    """A person who signs in. `session_stamp` changes when every session must end."""

    __tablename__ = "account"

    name: Mapped[str] = mapped_column(Text)
    login: Mapped[str] = mapped_column(String(120), unique=True)
    password_hash: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(32))
    household_id: Mapped[str | None] = uuid_column(nullable=True, index=True)
    active: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    session_stamp: Mapped[str] = mapped_column(String(43))
    communes: Mapped[list["AccountCommune"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan"
    )


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
    household_id: Mapped[str | None] = uuid_column(nullable=True)
    commune_codes: Mapped[list[str]] = mapped_column(Json)
    scopes: Mapped[list[str]] = mapped_column(Json)
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
