"""The machine-readable links of a GS1 Digital Link (RFC 9264), as the GS1 resolver asks for."""

from typing import Any

MEDIA_TYPE = "application/linkset+json"
VOCABULARY = "https://ref.gs1.org/voc/"
LANGUAGES = ["vi", "en"]


def linkset(*, base: str, path: str, target: str, description: str) -> dict[str, Any]:
    """One context: `path` (the Digital Link) leads to `target` (our page), both below `base`."""
    page = {
        "href": base + target,
        "title": "Trang nguồn gốc",
        "type": "text/html",
        "hreflang": LANGUAGES,
    }
    facts = {**page, "href": f"{base}{target}?format=json", "type": "application/json"}
    context = {
        "anchor": base + path,
        "itemDescription": description,
        f"{VOCABULARY}defaultLink": [page],
        f"{VOCABULARY}pip": [page],
        f"{VOCABULARY}traceability": [page, facts],
    }
    return {"linkset": [context]}
