"""Producers, their consents, and the lists they were imported from."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Json, Kept, points_to, uuid_column


class ProducerKind(StrEnum):
    """Legal forms of a producer."""

    HOUSEHOLD = "household"
    HOUSEHOLD_BUSINESS = "household_business"
    GROUP = "group"
    COOPERATIVE = "cooperative"
    ENTERPRISE = "enterprise"


class HouseholdState(StrEnum):
    """registered: a standing consent covers publication; draft: closed to it and to channels."""

    DRAFT = "draft"
    REGISTERED = "registered"


class Household(Kept, Base):
    """A producer of any kind. The citizen number is sealed; its blind index keeps it unique."""

    __tablename__ = "household"
    __table_args__ = (
        CheckConstraint("state IN ('draft','registered')", name="state"),
        Index(
            "ix_household_merged_into",
            "merged_into",
            sqlite_where=text("merged_into IS NOT NULL"),
            postgresql_where=text("merged_into IS NOT NULL"),
        ),
        # Without a citizen number, phone + name without tone marks + commune is one producer.
        *(
            Index(
                f"uq_household_{column}",
                column,
                unique=True,
                sqlite_where=text("citizen_sealed IS NULL AND merged_into IS NULL"),
                postgresql_where=text("citizen_sealed IS NULL AND merged_into IS NULL"),
            )
            for column in ("person_key", "person_key_even")
        ),
        # Likely doubles are groups of one key among those that stand for themselves.
        *(
            Index(
                f"ix_household_alike_{columns[-1]}",
                *columns,
                sqlite_where=text("merged_into IS NULL"),
                postgresql_where=text("merged_into IS NULL"),
            )
            for columns in (
                ("phone",),
                ("tax_code",),
                ("near_key",),
                ("place_key",),
                ("commune_code", "birth_date"),
            )
        ),
    )

    kind: Mapped[str] = mapped_column(String(24), default=ProducerKind.HOUSEHOLD)
    state: Mapped[str] = mapped_column(String(16), default=HouseholdState.DRAFT)
    name: Mapped[str] = mapped_column(String(200))  # head_name or legal_name, as shown
    head_name: Mapped[str | None] = mapped_column(String(120))
    legal_name: Mapped[str | None] = mapped_column(String(200))
    search_text: Mapped[str] = mapped_column(Text)  # without tone marks, lower case
    commune_code: Mapped[str] = mapped_column(ForeignKey("commune.code"), index=True)
    former_district: Mapped[str | None] = mapped_column(String(80))
    hamlet: Mapped[str | None] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(16), index=True)
    phone_of: Mapped[str | None] = mapped_column(String(80))
    citizen_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    # Keyed hashes, under odd versions of the key in the one column and even ones in the other:
    # while keys change every row carries both, and the database refuses a duplicate under each.
    citizen_index: Mapped[str | None] = mapped_column(String(64), unique=True)
    citizen_index_even: Mapped[str | None] = mapped_column(String(64), unique=True)
    person_key: Mapped[str | None] = mapped_column(String(64), index=True)
    person_key_even: Mapped[str | None] = mapped_column(String(64), index=True)
    bank_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # bank.py, under their own key
    tax_code: Mapped[str | None] = mapped_column(String(14))
    # A household's tax code is its citizen number (since 2025-07-01), which is sealed above.
    tax_is_citizen_id: Mapped[bool] = mapped_column(default=False)
    birth_date: Mapped[date | None]
    sex: Mapped[str | None] = mapped_column(String(8))
    crops: Mapped[list[str]] = mapped_column(Json, default=list)
    # What the standing consents cover together: publication, channels, support (covers.py).
    purposes: Mapped[list[str]] = mapped_column(Json, default=list)
    area_ha: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    note: Mapped[str | None] = mapped_column(Text)
    payment_kinds: Mapped[list[str]] = mapped_column(Json, default=list)  # depth/kinds.py
    wish_channels: Mapped[list[str]] = mapped_column(Json, default=list)  # codes of channels
    wish_by: Mapped[date | None]
    wish_note: Mapped[str | None] = mapped_column(Text)
    import_id: Mapped[str | None] = points_to("household_import.id", index=True)
    registered_by: Mapped[str | None] = uuid_column(nullable=True)  # account or token, not by list
    owner_id: Mapped[str | None] = uuid_column(nullable=True)  # whose care: an account
    deleted_at: Mapped[datetime | None]  # a tombstone (remove.py): in no list, search or count
    erased_at: Mapped[datetime | None]  # forgotten at the person's wish: closed for good
    # Another row is the same person and stays; this one is in no list, count or search.
    merged_into: Mapped[str | None] = uuid_column(nullable=True)
    # By which likely doubles are found (likeness.py): name, commune and year; name and hamlet.
    near_key: Mapped[str | None] = mapped_column(Text)
    place_key: Mapped[str | None] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(default=False)


class Consent(Kept, Base):
    """What a person agreed to: which text, for which purposes, how, and who asked."""

    __tablename__ = "consent"

    household_id: Mapped[str] = points_to("household.id", index=True)
    version: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(8), default="vi")  # in which it was heard or read
    channel: Mapped[str] = mapped_column(String(16))  # app, paper, voice
    purposes: Mapped[list[str]] = mapped_column(Json)
    ended: Mapped[list[str]] = mapped_column(Json, default=list)  # purposes taken back since
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]  # the last of its purposes was taken back
    collected_by: Mapped[str | None] = uuid_column(nullable=True)


class ConsentText(Kept, Base):
    """What is read to people before they agree: a version in one language, never changed."""

    __tablename__ = "consent_text"
    __table_args__ = (UniqueConstraint("version", "language"),)

    version: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(8))
    intro: Mapped[list[str]] = mapped_column(Json)
    purposes: Mapped[list[Any]] = mapped_column(Json)  # code, title, text, basis of each
    valid_from: Mapped[date]
    audio: Mapped[str | None] = mapped_column(String(64))  # SHA-256 of the reading aloud
    audio_type: Mapped[str | None] = mapped_column(String(40))
    published_by: Mapped[str | None] = uuid_column(nullable=True)


class ConsentEvidence(Kept, Base):
    """A voice that says yes, or a signed sheet: sealed under the person's key, as a file."""

    __tablename__ = "consent_evidence"

    consent_id: Mapped[str] = points_to("consent.id", index=True)
    household_id: Mapped[str] = points_to("household.id", index=True)
    kind: Mapped[str] = mapped_column(String(8))  # voice, paper
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]  # bytes before sealing
    sha256: Mapped[str] = mapped_column(String(64))  # of the sealed file
    collected_by: Mapped[str | None] = uuid_column(nullable=True)


class HouseholdImport(Kept, Base):
    """One upload of a list. `who` is the uploader: account or token."""

    __tablename__ = "household_import"

    who: Mapped[str] = mapped_column(String(36), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    file_sha256: Mapped[str] = mapped_column(String(64))
    dry_run: Mapped[bool] = mapped_column(default=False)
    counts: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    sheet_name: Mapped[str] = mapped_column(String(64), default="")
    header: Mapped[list[str]] = mapped_column(Json, default=list)
    columns: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)  # field -> column
    # The file of a trial run, kept so that it can be imported without a second upload.
    file_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    undone_at: Mapped[datetime | None]
    cells_until: Mapped[datetime]  # the sealed file and cells are dropped then
    mode: Mapped[str] = mapped_column(String(8), default="add")  # add, update
    # asking (which sheet or column?), reading, ready, importing, refused (lists/stages.py)
    stage: Mapped[str] = mapped_column(String(12), default="ready")
    sheets: Mapped[list[Any]] = mapped_column(Json, default=list)  # name, header, columns of each
    asked: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)  # what the uploader said
    job_id: Mapped[str | None] = uuid_column(nullable=True)
    refused: Mapped[str | None] = mapped_column(Text)  # why a long reading ended, in words


class HouseholdImportRow(Base):
    """What became of one row; `cells_sealed` is the row as typed, while it needs mending."""

    __tablename__ = "household_import_row"
    __table_args__ = (UniqueConstraint("import_id", "sheet", "row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[str] = points_to("household_import.id")
    row: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(16))
    errors: Mapped[list[str]] = mapped_column(Json)
    warnings: Mapped[list[str]] = mapped_column(Json)
    commune_codes: Mapped[list[str]] = mapped_column(Json)
    household_id: Mapped[str | None] = uuid_column(nullable=True)
    duplicate_row: Mapped[int | None]
    chosen: Mapped[bool] = mapped_column(default=False)  # its commune was chosen by hand
    cells_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    sheet: Mapped[int] = mapped_column(default=0)  # which list of the file, from 0
    duplicate_sheet: Mapped[int | None]
    # Of an updated household: each changed field before and after, and its revision then.
    changes_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    revision_after: Mapped[int | None]


class ListMapping(Kept, Base):
    """Which column of a list is what, as its uploader said once for these headings."""

    __tablename__ = "list_mapping"
    __table_args__ = (UniqueConstraint("who", "fingerprint"),)

    who: Mapped[str] = mapped_column(String(36))
    fingerprint: Mapped[str] = mapped_column(String(64))  # of the headings (intake/header.py)
    columns: Mapped[dict[str, Any]] = mapped_column(Json)  # field -> column


class HouseholdView(Base):
    """Somebody opened a producer's page: one row per viewer, producer and Vietnamese day."""

    __tablename__ = "household_view"

    household_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    who: Mapped[str] = mapped_column(String(36), primary_key=True)  # account or token
    day: Mapped[date] = mapped_column(primary_key=True)
    who_name: Mapped[str] = mapped_column(Text)  # of staff and programs alone
    role: Mapped[str] = mapped_column(String(32))
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    times: Mapped[int]
