"""A consistent copy of everything but keys and short-lived secrets, which any database can read."""

from agrimarket.system.backup.make import Made, make
from agrimarket.system.backup.refusals import NothingToBackUp

__all__ = ["Made", "NothingToBackUp", "make"]
