"""What a list of producers is narrowed by: the same in its address, a saved view and the API."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

SORTS = ("newest", "oldest", "name", "changed")
ME, NOBODY = "me", "none"  # in place of an account's id


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Every filter narrows; all that are given hold together. None or "" asks nothing.

    `gap` is a code of todo.py; `registered_by` and `owner` an account's id or "me", `owner` also
    "none"; `ids` are ids with commas between; `since` and `until` are Vietnamese days of
    registration, both included.
    """

    q: str = ""
    commune: str | None = None
    district: str | None = None
    kind: str | None = None
    state: str | None = None
    gap: str | None = None
    crop: str = ""
    has_phone: str | None = None
    registered_by: str | None = None
    owner: str | None = None
    import_id: str | None = None
    since: date | None = None
    until: date | None = None
    ids: str = ""
    sort: str | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Filters":
        """The filters among the values, whatever else stands there."""
        return cls(**{name: values[name] for name in FILTERS if name in values})

    def asked(self) -> dict[str, str]:
        """What is asked, as it stands in an address; the order of the rows is no filter."""
        found = {name: _text(getattr(self, name)) for name in FILTERS}
        return {name: value for name, value in found.items() if value and name != "sort"}

    def address(self) -> dict[str, Any]:
        """The same with the order of the rows."""
        return self.asked() | ({"sort": self.sort} if self.sort else {})


FILTERS = tuple(one.name for one in fields(Filters))


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "").strip()
