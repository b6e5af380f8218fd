"""Communes now and before, and the reader of place names as people type them."""

from agrimarket.places.catalogue import (
    Commune,
    FormerCommune,
    commune,
    communes,
    current_codes,
    former_communes,
    former_districts,
    former_districts_of,
    is_commune,
)
from agrimarket.places.explain import explain
from agrimarket.places.read import PlaceReading, read_place
from agrimarket.places.search import Suggestion, search
from agrimarket.places.spelling import fold, has_accents, tidy, tone_key

__all__ = [
    "Commune",
    "FormerCommune",
    "PlaceReading",
    "Suggestion",
    "commune",
    "communes",
    "current_codes",
    "explain",
    "fold",
    "former_communes",
    "former_districts",
    "former_districts_of",
    "has_accents",
    "is_commune",
    "read_place",
    "search",
    "tidy",
    "tone_key",
]
