"""The origin page's facts for programs, the same as a person reads."""

from datetime import date, datetime
from typing import Any

from agrimarket.lots.graph import HeldSource, Source
from agrimarket.products.models import Certificate
from agrimarket.scanning.origin import EventFacts, LotFacts, Origin
from agrimarket.scanning.rules import Answer
from stamps import spell


def answer_json(answer: Answer, *, log_entry: int | None = None) -> dict[str, Any]:
    """The public contract's JSON of /CODE; nothing is told of a code that is none of ours.

    `log_entry` is where the stamp's order stands in the public log: an outsider compares it, and
    the ids of the product and of the lot's product, with what was signed there.
    """
    facts = origin_json(answer.origin) if answer.origin else _nothing()
    whole = len(answer.code) == 16
    return {
        "verdict": answer.verdict.value,
        "panel": answer.panel,
        "also": [verdict.value for verdict in answer.also],
        "code": spell(answer.code) if whole else answer.code,
        "stamp": answer.stamp.number if answer.stamp else None,
        "log_entry": log_entry,
        **facts,
        "scans": answer.seen.scans,
        "devices": answer.seen.devices,
        "first_scan_at": _moment(answer.first_at),
    }


def _nothing() -> dict[str, Any]:
    names = ("product", "producer", "commune", "lot", "rating")
    lists: dict[str, Any] = {
        name: []
        for name in ("events", "certificates", "declared", "channels", "made_from", "late_sources")
    }
    return {**dict.fromkeys((*names, "held_source")), "made_from_more": 0, **lists}


def origin_json(origin: Origin) -> dict[str, Any]:
    """Product, producer, commune, lot, events, certificates, rating and channels."""
    return {
        "product": {
            "id": origin.product_id,
            "name": origin.product,
            "brand": origin.brand,
            "category": origin.category,
            "description": origin.description,
            "unit": origin.unit,
            "gtin": origin.gtin,
            "standards": origin.standards,
            "shelf_life_days": origin.shelf_life_days,
            "shelf_life_months": origin.shelf_life_months,
            "shelf_life_from": origin.shelf_life_from,
            "withdrawn_on": _day(origin.withdrawn_on),
            "photo": origin.photo.url if origin.photo else None,
        },
        "producer": {"name": origin.producer, "kind": origin.producer_kind},
        "commune": {
            "code": origin.commune_code,
            "name": origin.commune,
            "province": origin.province,
        },
        "lot": _lot(origin.lot) if origin.lot else None,
        "made_from": [_source(one) for one in origin.made_from],
        "made_from_more": origin.made_from_more,
        "held_source": _held(origin.held_source) if origin.held_source else None,
        "late_sources": list(origin.late_sources),
        "events": [_event(event) for event in origin.events],
        "certificates": [_certificate(paper) for paper in origin.certificates],
        "declared": list(origin.declared),
        "rating": _rating(origin),
        "channels": [{"name": shop.name, "url": shop.url} for shop in origin.shops],
    }


def _lot(lot: LotFacts) -> dict[str, Any]:
    return {
        "lot_code": lot.lot_code,
        "product_id": lot.product_id,
        "harvested_on": _day(lot.harvested_on),
        "produced_on": _day(lot.produced_on),
        "packed_on": _day(lot.packed_on),
        "use_by": _day(lot.use_by),
        "area": lot.area_name,
        "area_code": lot.area_code,
        "status": lot.status,
        "waiting_override": lot.waiting_override is not None,
        "waiting_override_reason": lot.waiting_override,
        "waiting_late": lot.waiting_late,
        "recall": (
            {
                "on": _day(lot.recalled_on),
                "reason": lot.recall_reason,
                "phone": lot.recall_phone,
                "text": lot.recall_texts.get("vi"),
                "text_en": lot.recall_texts.get("en"),
            }
            if lot.status == "recalled"
            else None
        ),
        "suspended_on": _day(lot.suspended_on) if lot.status == "suspended" else None,
    }


def _source(one: Source) -> dict[str, Any]:
    """A lot behind this one as the public may know it."""
    return {
        "lot_code": one.lot_code,
        "product": one.product,
        "producer": one.producer,
        "commune_code": one.commune_code,
        "commune": one.commune,
        "harvested_on": _day(one.harvested_on),
        "produced_on": _day(one.produced_on),
        "packed_on": _day(one.packed_on),
        "use_by": _day(one.use_by),
        "status": one.status,
        "steps": one.steps,
    }


def _held(one: HeldSource) -> dict[str, Any]:
    """The gravest lot behind this one that is recalled or held back."""
    return {
        "lot_code": one.lot_code,
        "status": one.status,
        "since": _day(one.since),
        "reason": one.reason,
        "phone": one.phone,
    }


def _event(event: EventFacts) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "at": _moment(event.happened_at),
        "place": event.place,
        "text": event.text,
        "facts": dict(event.facts),
        "photos": [photo.url for photo in event.photos],
        "corrected": event.corrected,
        "corrects": _moment(event.corrects),
    }


def _certificate(paper: Certificate) -> dict[str, Any]:
    return {
        "kind": paper.kind,
        "number": paper.number,
        "issuer": paper.issuer,
        "scope": paper.scope,
        "valid_from": _day(paper.valid_from),
        "valid_to": _day(paper.valid_to),
    }


def _rating(origin: Origin) -> dict[str, Any] | None:
    rating = origin.rating
    if rating is None:
        return None
    return {
        "stars": rating.stars,
        "decision_number": rating.decision_number,
        "certificate_number": rating.certificate_number,
        "issuer": rating.issuer,
        "decided_on": _day(rating.decided_on),
        "valid_through": _day(rating.valid_through),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
