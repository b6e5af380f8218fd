"""The machine-readable links of a GS1 Digital Link (RFC 9264), as the GS1 resolver asks for."""

from typing import Any

MEDIA_TYPE = "application/linkset+json"
VOCABULARY = "https://ref.gs1.org/voc/"
LANGUAGES = ["vi", "en"]


def linkset(
    *, base: str, path: str, target: str, description: str, lot_page: str | None = None
) -> dict[str, Any]:
    """One context: `path` (the Digital Link) leads to `target` (our page), both below `base`.

    `lot_page` is the path of a lot's own page; its events and passport stand below it.
    """
    page = {
        "href": base + target,
        "title": "Trang nguồn gốc",
        "type": "text/html",
        "hreflang": LANGUAGES,
    }
    facts = {**page, "href": f"{base}{target}?format=json", "type": "application/json"}
    context: dict[str, Any] = {
        "anchor": base + path,
        "itemDescription": description,
        f"{VOCABULARY}defaultLink": [page],
        f"{VOCABULARY}pip": [page],
        f"{VOCABULARY}traceability": [page, facts],
    }
    if lot_page is not None:
        context |= _machine_forms(base + lot_page, context[f"{VOCABULARY}traceability"])
    return {"linkset": [context]}


def _machine_forms(page: str, trace: list[dict[str, Any]]) -> dict[str, Any]:
    """gs1:epcis leads to events; gs1:traceability to the page, its JSON and the passport."""
    events = {
        "href": f"{page}/epcis",
        "title": "Sự kiện của lô (EPCIS 2.0)",
        "type": "application/ld+json",
    }
    passport = {
        "href": f"{page}/passport",
        "title": "Hộ chiếu số của lô",
        "type": "application/json",
        "hreflang": ["vi"],
    }
    return {f"{VOCABULARY}epcis": [events], f"{VOCABULARY}traceability": [*trace, passport]}
