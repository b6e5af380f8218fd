"""Scans, and one summary row for each stamp that was ever scanned."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base


class Scan(Base):
    """One counted look at a stamp: once per stamp, device and ten-minute slot."""

    __tablename__ = "scan"
    __table_args__ = (Index("uq_scan_once", "serial", "device", "slot", unique=True),)

    serial: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    at: Mapped[datetime]
    slot: Mapped[int] = mapped_column(BigInteger)
    device: Mapped[str] = mapped_column(String(32))  # keyed hash of a first-party random id
    kind: Mapped[str] = mapped_column(String(8), default="buyer")  # buyer, staff, owner
    place_code: Mapped[str | None] = mapped_column(String(5))


class StampScans(Base):
    """What is known of one scanned stamp, so that a page reads one row and counts none."""

    __tablename__ = "stamp_scans"

    serial: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    first_device: Mapped[str] = mapped_column(String(32))
    scans: Mapped[int]
    devices: Mapped[int]
