"""Stamp orders, serial ranges, prints, activation and voiding."""
