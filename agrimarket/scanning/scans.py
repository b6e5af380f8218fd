"""Counting scans: once per stamp, device and ten-minute slot, and buyers apart from others."""

from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.scanning import store
from agrimarket.scanning.store import BUYER

STAFF, OWNER = "staff", "owner"
SLOT_SECONDS = 600


def slot_of(moment: datetime) -> int:
    """The ten-minute slot of a moment, counted from 1970."""
    return int(moment.timestamp()) // SLOT_SECONDS


def kind_of(viewer: Viewer, household_id: str | None) -> str:
    """Who looks: a buyer, the producer of this stamp, or somebody at work."""
    if not viewer.signed_in:
        return BUYER
    own = viewer.role is Role.PRODUCER and viewer.household_id == household_id
    return OWNER if own else STAFF


def record_scan(
    session: Session,
    *,
    serial: int,
    device: str,
    slot: int,
    kind: str = BUYER,
    at: datetime | None = None,
) -> bool:
    """Keep a scan; True when it is a new one. `device` is a keyed hash, never an id or address.

    Only buyers' scans count towards what a page says of a stamp. The seam for group commit is
    here: one call a scan, no rule beside it.
    """
    moment = at or clock.now()
    if store.has_scan(session, serial, device, slot):
        return False
    new_device = store.first_scan_by(session, serial, device) is None
    if not store.add_scan(session, serial=serial, device=device, slot=slot, kind=kind, at=moment):
        return False
    if kind == BUYER:
        store.count_scan(session, serial=serial, device=device, new_device=new_device, at=moment)
    return True
