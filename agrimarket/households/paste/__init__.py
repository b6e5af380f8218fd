"""Reads messages and lists as people write them to each other into the fields of producers."""

from agrimarket.households.paste.read import read_message
from agrimarket.households.paste.result import Pasted

__all__ = ["Pasted", "read_message"]
