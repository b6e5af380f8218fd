"""Rows written at once are what the schema would have said of each."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import marshmallow as ma
import pytest

from agrimarket.kit.rows import Rows
from agrimarket.lots.graph.schemas import EdgeOut, NodeOut
from agrimarket.lots.graph.walk import Edge, Node

MOMENT = datetime(2026, 3, 1, 17, 5, 9, 120000, tzinfo=UTC)
DAY = date(2026, 3, 2)
NODE = Node(
    "a", "L1", "Nem chua", None, "14812", "Phường Hạc Thành", DAY, None, DAY, None, "ok", -3, True,
    "sealed", Decimal("12.500"), "kg",
)  # fmt: skip
EDGE = Edge("s", "split", MOMENT, "a", "b", Decimal("1.125"), "kg", None, None)


@pytest.mark.parametrize(("schema", "row"), [(NodeOut, NODE), (EdgeOut, EDGE)])
def test_rows_equal_what_the_schema_says(schema: type[ma.Schema], row: Any) -> None:
    written = Rows(schema)._serialize([row, row], "rows", None)
    assert written == schema(many=True).dump([row, row])


class Other(NamedTuple):
    """Names the schema does not have."""

    name: str


def test_a_row_of_other_names_is_a_fault() -> None:
    with pytest.raises(ValueError, match="are not the names"):
        Rows(EdgeOut)._serialize([Other("x")], "rows", None)


def test_a_field_without_a_rule_is_found_when_the_schema_is_read() -> None:
    class Nested(ma.Schema):
        """A field that rows have no rule for."""

        inner = ma.fields.Nested(NodeOut)

    with pytest.raises(KeyError):
        Rows(Nested)
