"""Products with their photos, OCOP ratings and certificates."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Json, Kept, points_to, uuid_column


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
    )

    household_id: Mapped[str] = points_to("household.id", index=True)
    name: Mapped[str] = mapped_column(String(200))
    search_text: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String(16))
    brand: Mapped[str | None] = mapped_column(String(120))
    gtin: Mapped[str | None] = mapped_column(String(14), index=True)
    price_vnd: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str | None] = mapped_column(String(40))
    description: Mapped[str | None] = mapped_column(Text)
    shelf_life_days: Mapped[int | None]
    season_from: Mapped[int | None]
    season_to: Mapped[int | None]
    monthly_output: Mapped[str | None] = mapped_column(String(80))
    standards: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default=ProductState.DRAFT)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = uuid_column(nullable=True)
    decision_reason: Mapped[str | None] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(default=False)


class ProductPhoto(Kept, Base):
    """A picture in order; `sha256` names the kept file (kit/files.py)."""

    __tablename__ = "product_photo"

    product_id: Mapped[str] = points_to("product.id", index=True)
    position: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int]
    height: Mapped[int]
    widths: Mapped[list[int]] = mapped_column(Json)
    alt: Mapped[str] = mapped_column(String(200))


class Rating(Kept, Base):
    """An OCOP recognition; valid 36 months from the decision, to the day."""

    __tablename__ = "rating"

    product_id: Mapped[str] = points_to("product.id", index=True)
    score: Mapped[float | None]
    stars: Mapped[int]
    decision_number: Mapped[str] = mapped_column(String(80))
    decided_on: Mapped[date]
    issuer: Mapped[str] = mapped_column(String(200))
    certificate_number: Mapped[str | None] = mapped_column(String(80))
    valid_through: Mapped[date]


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
