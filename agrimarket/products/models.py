"""Products with their photos, OCOP ratings and certificates."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Index,
    LargeBinary,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit import clock
from agrimarket.kit.db import Base, Json, Kept, points_to, uuid_column
from agrimarket.kit.ids import new_id

GTIN_IN_USE = text("gtin IS NOT NULL AND state <> 'withdrawn'")
KEPT = text("approved_facts IS NOT NULL")
# No value is NULL, not JSON's null: an index holds the few rows with one.
KeptFacts = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class ProductState(StrEnum):
    """draft > submitted > needs_supplement > approved > withdrawn."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    NEEDS_SUPPLEMENT = "needs_supplement"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Product(Kept, Base):
    """A thing a producer sells, in one pack size. Months are 1–12; prices are whole đồng."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft','submitted','needs_supplement','approved','withdrawn')", name="state"
        ),
        CheckConstraint("price_vnd >= 0", name="price_vnd"),
        CheckConstraint("shelf_life_days > 0", name="shelf_life_days"),
        CheckConstraint("season_from BETWEEN 1 AND 12", name="season_from"),
        CheckConstraint("season_to BETWEEN 1 AND 12", name="season_to"),
        Index(
            "uq_product_gtin",
            "gtin",
            unique=True,
            sqlite_where=GTIN_IN_USE,
            postgresql_where=GTIN_IN_USE,
        ),
        Index("ix_product_kept", "id", sqlite_where=KEPT, postgresql_where=KEPT),
    )

    household_id: Mapped[str] = points_to("household.id", index=True)
    name: Mapped[str] = mapped_column(String(200))
    search_text: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String(16))
    brand: Mapped[str | None] = mapped_column(String(120))
    gtin: Mapped[str | None] = mapped_column(String(14))
    price_vnd: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str | None] = mapped_column(String(40))
    description: Mapped[str | None] = mapped_column(Text)
    subgroup: Mapped[str | None] = mapped_column(String(40))  # within the category, groups.py
    # The rule of use-by days: so many days, or calendar months, from harvest, making or packing.
    shelf_life_days: Mapped[int | None]
    shelf_life_months: Mapped[int | None]
    shelf_life_from: Mapped[str | None] = mapped_column(String(12))  # harvest, production, packing
    storage: Mapped[str | None] = mapped_column(Text)  # how to keep it
    season_from: Mapped[int | None]
    season_to: Mapped[int | None]
    monthly_output: Mapped[str | None] = mapped_column(String(80))
    standards: Mapped[str | None] = mapped_column(Text)
    external_uid: Mapped[str | None] = mapped_column(String(120))  # of the national portal
    submitted_at: Mapped[datetime | None]  # of the answer that is waited for now
    answer_due: Mapped[date | None]  # the last day to answer in time; None while nobody waits
    supplement_due: Mapped[date | None]  # until when the producer was asked to mend it
    state: Mapped[str] = mapped_column(String(20), default=ProductState.DRAFT)
    approved_at: Mapped[datetime | None]  # first approval; it stays, also when withdrawn
    # What buyers read while it is not approved any more (vouched.py); None while it is.
    approved_facts: Mapped[dict[str, Any] | None] = mapped_column(KeptFacts)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = uuid_column(nullable=True)
    decision_reason: Mapped[str | None] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(default=False)


class ProductPack(Kept, Base):
    """A size a product is sold in besides its own: so much, at a price, perhaps with a GTIN."""

    __tablename__ = "product_pack"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("price_vnd >= 0", name="price_vnd"),
    )

    product_id: Mapped[str] = points_to("product.id", index=True)
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(80))  # Hộp 500 g
    amount: Mapped[Decimal] = mapped_column(Numeric(12, 3))
    unit: Mapped[str] = mapped_column(String(16))
    price_vnd: Mapped[int | None] = mapped_column(BigInteger)
    gtin: Mapped[str | None] = mapped_column(String(14), index=True)


class ProductStep(Base):
    """One step of a product's way, never changed: who moved it where, why, and by when."""

    __tablename__ = "product_step"

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    product_id: Mapped[str] = points_to("product.id", index=True)
    before: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    who: Mapped[str] = mapped_column(String(36))
    reason: Mapped[str | None] = mapped_column(Text)
    due: Mapped[date | None]  # of an answer or a supplement: its last day; of an answer given: too
    asked_at: Mapped[datetime | None]  # of an answer: since when it was waited for


class ProductPhoto(Kept, Base):
    """A picture in order; `sha256` names the kept file (kit/files.py)."""

    __tablename__ = "product_photo"

    product_id: Mapped[str] = points_to("product.id", index=True)
    position: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    width: Mapped[int]
    height: Mapped[int]
    widths: Mapped[list[int]] = mapped_column(Json)
    alt: Mapped[str] = mapped_column(String(200))


class Rating(Kept, Base):
    """An OCOP recognition; valid 36 months from the decision, to the day."""

    __tablename__ = "rating"
    __table_args__ = (
        CheckConstraint("stars BETWEEN 3 AND 5", name="stars"),
        CheckConstraint("issuer_level IN ('district','province','centre')", name="issuer_level"),
    )

    product_id: Mapped[str] = points_to("product.id", index=True)
    score: Mapped[float | None]
    stars: Mapped[int]
    decision_number: Mapped[str] = mapped_column(String(80))
    decided_on: Mapped[date]
    issuer_level: Mapped[str] = mapped_column(String(12))
    issuer: Mapped[str] = mapped_column(String(200))
    certificate_number: Mapped[str | None] = mapped_column(String(80))
    valid_through: Mapped[date]
    removed_at: Mapped[datetime | None]
    removed_reason: Mapped[str | None] = mapped_column(Text)


class Certificate(Kept, Base):
    """A paper of its holder; valid_to empty means without end.

    What it covers stands in certificate_product (and in the lots' room for areas), or is all that
    the holder makes. A group's paper covers products of its members too, and shows outside
    number, issuer, scope and validity alone.
    """

    __tablename__ = "certificate"

    household_id: Mapped[str] = points_to("household.id", index=True)
    kind: Mapped[str] = mapped_column(String(32))
    number: Mapped[str | None] = mapped_column(String(120))
    issuer: Mapped[str | None] = mapped_column(String(200))
    scope: Mapped[str | None] = mapped_column(Text)
    is_group: Mapped[bool] = mapped_column(default=False)
    covers_all: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    checked_at: Mapped[datetime | None]  # when somebody of the state saw it; None: self-declared
    checked_by: Mapped[str | None] = uuid_column(nullable=True)
    removed_at: Mapped[datetime | None]
    removed_reason: Mapped[str | None] = mapped_column(Text)


class CertificateProduct(Base):
    """A product that a certificate covers by name."""

    __tablename__ = "certificate_product"

    certificate_id: Mapped[str] = points_to("certificate.id", primary_key=True)
    product_id: Mapped[str] = points_to("product.id", primary_key=True, index=True)


class CertificateFile(Kept, Base):
    """A scan of a certificate, private, sealed under its holder's key."""

    __tablename__ = "certificate_file"

    certificate_id: Mapped[str] = points_to("certificate.id", index=True)
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class ExpiryNotice(Base):
    """That somebody was told a paper or rating ends: once for each term of days before it."""

    __tablename__ = "expiry_notice"
    __table_args__ = (UniqueConstraint("object_id", "last_day", "days"),)

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    product_id: Mapped[str | None] = points_to("product.id", index=True)
    household_id: Mapped[str] = points_to("household.id", index=True)
    kind: Mapped[str] = mapped_column(String(16))  # rating, certificate
    object_id: Mapped[str] = uuid_column()
    last_day: Mapped[date]
    days: Mapped[int]  # 180, 90, 30
    at: Mapped[datetime] = mapped_column(default=clock.now)
