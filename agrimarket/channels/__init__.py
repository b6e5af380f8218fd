"""Booths and listings on marketplaces."""
