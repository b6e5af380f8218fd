"""Lots, areas, and the events of a lot's life."""
