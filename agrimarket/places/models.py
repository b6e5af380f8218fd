"""Communes now and before, as rows that other rooms point to; loaded from data/ by `init`."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base


class CommuneRow(Base):
    """One of the province's current communes or wards (since 2025-07-01)."""

    __tablename__ = "commune"

    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    name_folded: Mapped[str] = mapped_column(String(80), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]


class FormerCommuneRow(Base):
    """A commune of before July 2025 with its district, for comparison with older reports."""

    __tablename__ = "former_commune"
    __table_args__ = (UniqueConstraint("code", "name", "district", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(5))
    name: Mapped[str] = mapped_column(String(80))
    district: Mapped[str] = mapped_column(String(80), index=True)
    until: Mapped[date]


class SuccessionRow(Base):
    """A former commune went, whole or in part, into a current one."""

    __tablename__ = "commune_succession"

    former_id: Mapped[int] = mapped_column(ForeignKey("former_commune.id"), primary_key=True)
    commune_code: Mapped[str] = mapped_column(ForeignKey("commune.code"), primary_key=True)
