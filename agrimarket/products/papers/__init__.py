"""Certificates of producers: noting them, what they cover, their scans, and their end."""

from agrimarket.products.papers.rules import (
    add_certificate,
    check_certificate,
    edit_certificate,
    hold_certificate,
    remove_certificate,
)

__all__ = [
    "add_certificate",
    "check_certificate",
    "edit_certificate",
    "hold_certificate",
    "remove_certificate",
]
