"""A row of a table as a page or an answer shows it, with what is told beside its own columns."""

from typing import Any


class Shown:
    """A row and what is told beside its own columns."""

    def __init__(self, row: Any, **beside: Any) -> None:
        self.row = row
        self.beside = beside

    def __getattr__(self, name: str) -> Any:
        beside = self.__dict__["beside"]
        return beside[name] if name in beside else getattr(self.__dict__["row"], name)
