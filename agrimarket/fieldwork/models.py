"""What came from phones, what goes out to them, and the keys that phones are given."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, LargeBinary, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit import clock
from agrimarket.kit.db import Base, Json, Kept, points_to, uuid_column


class FieldOperation(Base):
    """One act of a phone, by the id the phone gave it: inserting the row decides who was first.

    `answer` is told again byte for byte; the body is kept, sealed, only while it must wait.
    """

    __tablename__ = "field_operation"

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    who: Mapped[str] = mapped_column(String(36), index=True)  # account or token
    content_hash: Mapped[str] = mapped_column(String(80))  # keyed; "" once its person is erased
    kind: Mapped[str] = mapped_column(String(24))
    object_id: Mapped[str] = uuid_column(index=True)
    household_id: Mapped[str | None] = uuid_column(nullable=True, index=True)
    after_id: Mapped[str | None] = uuid_column(nullable=True, index=True)
    chain: Mapped[str] = uuid_column()  # the first of those that build on each other
    status: Mapped[str] = mapped_column(String(16))  # applied, conflict, held, refused
    answer: Mapped[str] = mapped_column(Text)
    made_id: Mapped[str | None] = uuid_column(nullable=True)  # the consent it noted
    told_at: Mapped[datetime]  # as the phone's clock says; decides nothing
    received_at: Mapped[datetime] = mapped_column(default=clock.now)
    body_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class FieldConflict(Kept, Base):
    """What a phone wanted and may not overwrite: settled by a person, mine or theirs."""

    __tablename__ = "field_conflict"

    operation_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), unique=True)
    household_id: Mapped[str] = points_to("household.id", index=True)
    kind: Mapped[str] = mapped_column(String(16))  # edit, delete, deleted, merged, product
    fields: Mapped[list[str]] = mapped_column(Json, default=list)  # names alone
    mine_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # under the person's key
    base: Mapped[int | None]
    told_at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(36))
    who_name: Mapped[str] = mapped_column(Text)
    choice: Mapped[str | None] = mapped_column(String(8))  # mine, theirs; None while open
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None] = mapped_column(String(36))
    settled_revision: Mapped[int | None]
    before_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # for taking it back


class FieldFeed(Base):
    """Something changed, as one commune's phones must hear of it; `seq` follows the commits."""

    __tablename__ = "field_feed"
    __table_args__ = (
        UniqueConstraint("object_id", "kind", "commune_code"),
        Index("ix_field_feed_commune_code", "commune_code", "seq", "id"),
        Index("ix_field_feed_seq", "seq", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))  # household, product, lot
    object_id: Mapped[str] = uuid_column()
    commune_code: Mapped[str] = mapped_column(String(5))
    seq: Mapped[int] = mapped_column(BigInteger)


class FieldCounter(Base):
    """The one row that numbers commits: held from just before a commit to its end."""

    __tablename__ = "field_counter"

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)


class FieldVault(Base):
    """A key that a phone (`device`) or a person (`export`) is given; emptied when it may not be."""

    __tablename__ = "field_vault"

    owner_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))  # device, export
    account_id: Mapped[str] = points_to("account.id", index=True)
    key_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    destroyed_at: Mapped[datetime | None]


class FieldKey(Base):
    """A key pair for citizen numbers typed offline; the newest is handed out, all of them open."""

    __tablename__ = "field_key"

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)  # the kid
    public_jwk: Mapped[dict[str, Any]] = mapped_column(Json)
    private_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class FieldFile(Base):
    """A picture or recording that comes in pieces; its bytes go once their room has them."""

    __tablename__ = "field_file"

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    who: Mapped[str] = mapped_column(String(36), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    object_id: Mapped[str] = uuid_column(index=True)
    after_id: Mapped[str | None] = uuid_column(nullable=True, index=True)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(40))
    received: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    complete_at: Mapped[datetime | None]


class FieldPiece(Base):
    """Some bytes of a file on its way, sealed; gone when it is complete or thirty days old."""

    __tablename__ = "field_piece"
    __table_args__ = (UniqueConstraint("file_id", "offset"),)

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    file_id: Mapped[str] = points_to("field_file.id")
    offset: Mapped[int]
    content_sealed: Mapped[bytes] = mapped_column(LargeBinary)
