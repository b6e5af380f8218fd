"""Figures a province reports, each with its definition and its rows."""
