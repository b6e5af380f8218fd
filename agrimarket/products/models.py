"""Products with their photos, OCOP ratings and certificates."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Json, Kept, points_to, uuid_column

GTIN_IN_USE = text("gtin IS NOT NULL AND state <> 'withdrawn'")


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
    shelf_life_days: Mapped[int | None]
    season_from: Mapped[int | None]
    season_to: Mapped[int | None]
    monthly_output: Mapped[str | None] = mapped_column(String(80))
    standards: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default=ProductState.DRAFT)
    approved_at: Mapped[datetime | None]  # first approval; it stays, also when withdrawn
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = uuid_column(nullable=True)
    decision_reason: Mapped[str | None] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(default=False)


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
    """A paper that stands behind a product; valid_to empty means without end."""

    __tablename__ = "certificate"

    product_id: Mapped[str] = points_to("product.id", index=True)
    kind: Mapped[str] = mapped_column(String(32))
    number: Mapped[str | None] = mapped_column(String(120))
    issuer: Mapped[str | None] = mapped_column(String(200))
    scope: Mapped[str | None] = mapped_column(Text)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    removed_at: Mapped[datetime | None]
    removed_reason: Mapped[str | None] = mapped_column(Text)
