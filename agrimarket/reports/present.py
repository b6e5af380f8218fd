"""Figures and rows in the shapes that JSON, files and pages share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from agrimarket.places.catalogue import commune
from agrimarket.reports.count import Counted, district_of
from agrimarket.reports.figures import Figure
from agrimarket.teams.kinds import TOPICS


@dataclass(frozen=True)
class Told:
    """One row behind a figure. `label` is what people call it."""

    id: str
    label: str
    household_id: str | None  # a team and a training have none
    commune_code: str
    commune: str
    former_district: str
    channel: str | None
    moment: Any
    amount: int

    @property
    def at(self) -> str | None:
        """ISO 8601."""
        return self.moment.isoformat() if self.moment else None


def told_rows(figure: Figure, rows: Iterable[Any]) -> list[Told]:
    """Rows as the database gives them, with names of places."""
    return [
        Told(
            id=row.id,
            label=_label(figure, row.label),
            household_id=row.household_id,
            commune_code=row.commune_code,
            commune=commune(row.commune_code).name,
            former_district=row.former_district or district_of(row.commune_code),
            channel=row.channel,
            moment=row.at,
            amount=int(row.amount),
        )
        for row in rows
    ]


def _label(figure: Figure, label: str) -> str:
    if figure.opens == "order":
        return f"A{int(label):04d}"
    return TOPICS.get(label, label) if figure.opens == "training" else label


# What the first column of a split report is called.
WAY_WORDS = {
    "commune": "Xã, phường",
    "district": "Huyện trước đây",
    "channel": "Kênh",
    "month": "Tháng",
}
SOURCE_WORDS = {
    "counted": "Đếm được",
    "observed": "Thấy trên kênh",
    "reported": "Đơn vị báo",
}


def grid(
    figures: list[Counted], by: str | None, *, short: bool = False
) -> tuple[list[str], list[list[Any]], list[list[str]]]:
    """(header, rows, keys) of a file or table: one line a part and the sum; or one a figure.

    `keys` gives, for each row, the key of its part ("" for the sum), to link to its rows.
    """
    if by is None:
        header = ["Số liệu", "Giá trị", "Đơn vị", "Nguồn", "Định nghĩa"]
        lines = [
            [
                one.figure.name_vi,
                one.value,
                one.figure.unit,
                SOURCE_WORDS[one.figure.source],
                one.figure.definition_vi,
            ]
            for one in figures
        ]
        return header, lines, [[one.figure.key] for one in figures]
    split = [one for one in figures if by in one.figure.by]
    parts = {group.key: group.name for one in split for group in one.groups}
    values = [{group.key: group.value for group in one.groups} for one in split]
    keys = sorted(parts, key=lambda key: (parts[key], key))
    if by == "month":
        keys.sort()
    names = (one.figure.short_vi if short else one.figure.name_vi for one in split)
    header = [WAY_WORDS[by], *names]
    table: list[list[Any]] = [
        [parts[key], *(found.get(key, 0) for found in values)] for key in keys
    ]
    table.append(["Tổng", *(one.value for one in split)])
    return header, table, [[key] for key in keys] + [[""]]
