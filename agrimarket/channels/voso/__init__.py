"""Vỏ Sò (Voso): live at once, audited later."""
