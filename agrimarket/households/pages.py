"""Pages of producers."""

from agrimarket.households.blueprints import pages as blueprint

__all__ = ["blueprint"]
